use crate::error::FactsProblem;
use crate::messages::In;
use crate::model::{Language, typed};

use crate::text::figures::{hundredths, percent};
use crate::text::phrases::{list, plain, say};
use crate::text::value::{choice, code};

/// A project or stage that cannot be added or edited so.
pub(super) fn facts(language: Language, problem: &FactsProblem) -> String {
    match problem {
        FactsProblem::Exists { code, name } => {
            let (name, to_type) = (plain(name), typed(code));
            say!(
                language,
                "there is {code} ({name}) already; change it with `project edit {to_type}`, or take another code",
                "已有{code}（{name}）；修改请用 project edit {to_type}，另建请换用其他代码"
            )
        }
        FactsProblem::Alike { code, name, new } => {
            let (name, to_type, new) = (plain(name), typed(code), typed(new));
            say!(
                language,
                "there is {code} ({name}) already, whose name is like this; if that is meant, use {to_type}; if this is another project: project add {new} --new",
                "已有名称相近的{code}（{name}）；如指该项目，请用 {to_type}；如确为新项目：project add {new} --new"
            )
        }
        FactsProblem::Code { text, problem } => {
            let (text, problem) = (plain(text), code(language, *problem));
            say!(
                language,
                "code '{text}': {problem}",
                "代码“{text}”：{problem}"
            )
        }
        FactsProblem::NoName => say!(
            language,
            "a name is missing: project add NAME",
            "缺少名称：project add 名称"
        ),
        FactsProblem::OnlyStages(option) => say!(
            language,
            "{option} belongs to a stage; write CODE/STAGE",
            "{option}只用于阶段；请写成 代码/阶段"
        ),
        FactsProblem::OnlyProjects(option) => say!(
            language,
            "{option} belongs to a project; write CODE without a stage",
            "{option}只用于项目；请只写项目代码"
        ),
        FactsProblem::Weight(text) => {
            let text = plain(text);
            say!(
                language,
                "--weight '{text}': expected a percent of the whole works from 0 to 100",
                "--weight“{text}”：应为占总体进度的百分数，0到100"
            )
        }
        FactsProblem::WeightOfWhole => say!(
            language,
            "the whole works have no weight, for weights are shares of them; give weights to the stages",
            "总体进度没有权重，权重是各阶段占总体进度的比例；请为各阶段设置"
        ),
        FactsProblem::Weights { sum } => {
            let sum = hundredths(*sum);
            say!(
                language,
                "the weights of the stages would sum to {sum}; together they are 100, so lower another first",
                "各阶段权重之和将为{sum}；合计应为100，请先调低其他阶段"
            )
        }
        FactsProblem::Number { name, text } => {
            let text = plain(text);
            say!(
                language,
                "{name} '{text}': expected a number over 0 such as 6 or 382.5",
                "{name}“{text}”：应为大于0的数，如6或382.5"
            )
        }
        FactsProblem::Order(text) => {
            let text = plain(text);
            say!(
                language,
                "--order '{text}': expected a whole number, 0 for the first stage",
                "--order“{text}”：应为整数，0为首位"
            )
        }
        FactsProblem::Choice {
            name,
            text,
            choices,
        } => {
            let (text, problem) = (plain(text), choice(language, choices));
            say!(
                language,
                "{name} '{text}': {problem}",
                "{name}“{text}”：{problem}"
            )
        }
        FactsProblem::Unfinished {
            place,
            percent: value,
        } => {
            let value = percent(language, *value);
            say!(
                language,
                "{place} cannot be a milestone, done or not: it has a target of {value}; add another stage for the milestone",
                "{place}不能改为只有完成与否的节点：其目标为{value}；请为节点另加阶段"
            )
        }
        FactsProblem::PartlyDone { place, figure } => {
            let (value, on) = (percent(language, figure.percent), In(language, &figure.on));
            say!(
                language,
                "{place} cannot be a milestone, done or not: it stood at {value} on {on}; add another stage for the milestone",
                "{place}不能改为只有完成与否的节点：{on}进度为{value}；请为节点另加阶段"
            )
        }
        FactsProblem::Unmet { project, targets } => {
            let targets = list(language, targets);
            say!(
                language,
                "{project} cannot be closed while targets are unmet: {targets}; report them, drop them with `project target .. --drop`, or cancel the project",
                "{project}尚有未完成的目标，不能办结：{targets}；请先上报、用 project target … --drop 取消目标，或取消项目"
            )
        }
        FactsProblem::NoAlias(name) => {
            let name = plain(name);
            say!(
                language,
                "there is no alias '{name}' to take away; `project show` lists them",
                "没有别名“{name}”可删除；可用 project show 查看"
            )
        }
        FactsProblem::NoReason => say!(
            language,
            "the reason is empty; say why with --reason TEXT",
            "理由为空；请用 --reason 写明原因"
        ),
        FactsProblem::Nothing => say!(
            language,
            "say what to change: --name, --lead, --unit, --category, --state ..; see `project edit --help`",
            "请指明要修改的内容：--name、--lead、--unit、--category、--state 等；参见 project edit --help"
        ),
    }
}
