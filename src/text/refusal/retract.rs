use crate::error::RetractProblem;
use crate::model::{Language, typed};

use crate::text::figures::{hundredths, percent};
use crate::text::phrases::{pick, plain, say};

/// At most this many entries are named.
const NAMED: usize = 10;

/// An entry that cannot be taken back.
pub(super) fn retract(language: Language, problem: &RetractProblem) -> String {
    match problem {
        RetractProblem::NoSuchEntry(text) => {
            let text = plain(text);
            say!(
                language,
                "there is no entry '{text}'; `project log` shows their numbers",
                "没有记录“{text}”；可用 project log 查看编号"
            )
        }
        RetractProblem::Already { entry, by } => say!(
            language,
            "#{entry} was taken back already, by #{by}; `project log` shows both",
            "#{entry}已由#{by}撤回；可用 project log 查看"
        ),
        RetractProblem::IsRetraction(entry) => say!(
            language,
            "#{entry} takes another entry back and cannot be taken back itself; record again what should count",
            "#{entry}本身是撤回，不能再撤回；请重新记录应当有效的内容"
        ),
        RetractProblem::OnlyNotices(entry) => say!(
            language,
            "#{entry} only says what check has told; there is nothing to take back, name another entry",
            "#{entry}只是check的提示记录，无可撤回；请指定其他记录"
        ),
        RetractProblem::Dependents { entry, dependents } => {
            let all = dependents.iter().take(NAMED);
            let all: Vec<String> = all.map(|entry| format!("#{entry}")).collect();
            let mut all = all.join(pick(language, ", ", "、"));
            if dependents.len() > NAMED {
                let more = dependents.len() - NAMED;
                all += &say!(language, " and {more} more", "等另外{more}条");
            }
            say!(
                language,
                "#{entry} cannot be taken back by itself: {all} would be left without their project, stage or target; take all of it back with `project retract {entry} --with-dependents --reason ..`",
                "#{entry}不能单独撤回：{all}将失去所属的项目、阶段或目标；如要一并撤回：project retract {entry} --with-dependents --reason …"
            )
        }
        RetractProblem::Nothing(who) => {
            let who = plain(who);
            say!(
                language,
                "{who} has no entry to take back; name one, as `project log` shows them: project retract 17 --reason ..",
                "{who}没有可撤回的记录；请按 project log 指定编号：project retract 17 --reason …"
            )
        }
        RetractProblem::CodeTaken { entry, code } => say!(
            language,
            "#{entry} cannot be taken back: the code {code}, which it gave up, belongs to another by now; change that one's code first with `project edit`",
            "#{entry}不能撤回：它让出的代码{code}现已另有归属；请先用 project edit 修改后者的代码"
        ),
        RetractProblem::Weights {
            entry,
            project,
            sum,
        } => {
            let sum = hundredths(*sum);
            let place = format!("{project}/{}", pick(language, "STAGE", "阶段"));
            let place = typed(&place);
            say!(
                language,
                "#{entry} cannot be taken back: the weights of {project} would sum to {sum}; lower one of them first with `project edit {place} --weight W`",
                "#{entry}不能撤回：{project}各阶段权重之和将为{sum}；请先用 project edit {place} --weight 权重 调低"
            )
        }
        RetractProblem::Milestone {
            entry,
            place,
            percent: value,
        } => {
            let value = percent(language, *value);
            say!(
                language,
                "#{entry} cannot be taken back: {place} would be a milestone, done or not, and has a target of {value}; take that target back first",
                "#{entry}不能撤回：{place}将变回只有完成与否的节点，而其目标为{value}；请先撤回该目标"
            )
        }
    }
}
