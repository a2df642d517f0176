//! What was typed and cannot be done: what is wrong, what was expected, the next thing to try.

use crate::error::{FactsProblem, Refusal, RetractProblem, StageChoice, TargetProblem};
use crate::model::Language;

use super::error::{choice, code, day_error, list, percent_error, period_error};
use super::{config, day, deadline, name, percent, period, pick, plain, say};

/// A refusal in one line; choices follow in a line each.
pub(super) fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchProject { query, nearest } => no_project(language, query, nearest),
        Refusal::NoSuchSetting { query, nearest } => config::no_setting(language, query, nearest),
        Refusal::Ambiguous { query, matches } => ambiguous(language, query, matches),
        Refusal::NoSuchStage {
            project,
            query,
            stages,
        } => no_stage(language, project, query, stages),
        Refusal::WhichStage {
            project,
            stages,
            command,
        } => which_stage(language, project, stages, command),
        Refusal::Retract(problem) => retract(language, problem),
        Refusal::Target(problem) => target(language, problem),
        Refusal::Facts(problem) => facts(language, problem),
        Refusal::Unseen(text) => {
            let text = plain(text);
            say!(
                language,
                "'{text}' holds control characters or direction marks; type it without them",
                "“{text}”含有控制字符或方向标记；请删除后重新输入"
            )
        }
        Refusal::Line(text) => {
            let text = plain(text);
            say!(
                language,
                "'{text}' is no update; expected CODE[/STAGE] PERCENT [DATE] [note]",
                "“{text}”不是一条数据；格式应为 代码[/阶段] 百分数 [日期] [说明]"
            )
        }
        Refusal::Day { text, problem } => {
            let (text, problem) = (plain(text), day_error(language, *problem));
            say!(
                language,
                "date '{text}': {problem}",
                "日期“{text}”：{problem}"
            )
        }
        Refusal::FutureDay { day: asked, as_of } => {
            let (asked, as_of) = (day(language, *asked), day(language, *as_of));
            say!(
                language,
                "{asked} lies after {as_of}, today; record what has happened, or give --as-of",
                "{asked}晚于今天（{as_of}）；只能记录已发生的情况，或用 --as-of 指定日期"
            )
        }
        other => figure(language, other),
    }
}

/// The same in one line, for one of many lines of input.
pub(super) fn in_a_row(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::WhichStage {
            project, stages, ..
        } if !stages.is_empty() => {
            let stages: Vec<String> = stages.iter().map(|stage| stage.code.clone()).collect();
            let stages = list(language, &stages);
            say!(
                language,
                "{project} has several stages; write {project}/STAGE, one of {stages}",
                "{project}有多个阶段；请写成{project}/阶段，现有{stages}"
            )
        }
        other => self::refusal(language, other),
    }
}

fn no_project(language: Language, query: &str, nearest: &[String]) -> String {
    let query = plain(query);
    let nearest = list(language, nearest);
    if nearest.is_empty() {
        say!(
            language,
            "no project is called '{query}'; `project list` shows them all",
            "没有名为“{query}”的项目；可用 project list 查看全部"
        )
    } else {
        say!(
            language,
            "no project is called '{query}'; did you mean {nearest}?",
            "没有名为“{query}”的项目；是否指{nearest}？"
        )
    }
}

fn ambiguous(language: Language, query: &str, matches: &[(String, String)]) -> String {
    let query = plain(query);
    let matches: Vec<String> = matches
        .iter()
        .map(|(code, name)| format!("{code} ({})", plain(name)))
        .collect();
    let matches = matches.join(pick(language, ", ", "、"));
    say!(
        language,
        "'{query}' may be any of {matches}; type the whole code",
        "“{query}”可能是{matches}；请输入完整代码"
    )
}

fn no_stage(language: Language, project: &str, query: &str, stages: &[String]) -> String {
    let (query, stages) = (plain(query), list(language, stages));
    if stages.is_empty() {
        return say!(
            language,
            "{project} has no stage '{query}', and no other; add it with `project add {project}/{query}`",
            "{project}没有阶段“{query}”，也没有其他阶段；可用 project add {project}/{query} 添加"
        );
    }
    say!(
        language,
        "{project} has no stage '{query}'; it has {stages}",
        "{project}没有阶段“{query}”；现有{stages}"
    )
}

fn which_stage(language: Language, project: &str, stages: &[StageChoice], command: &str) -> String {
    if stages.is_empty() {
        let whole = command.replace("{}", &format!("{project}/overall"));
        return say!(
            language,
            "{project} has no stage yet, so say what the figure is of; for the whole works: {whole}",
            "{project}尚无阶段，请写明是哪一部分；如指工程总量：{whole}"
        );
    }
    let mut text = say!(
        language,
        "{project} has several stages, so say which one:",
        "{project}有多个阶段，请写明是哪一个："
    );
    for stage in stages {
        let place = format!("{project}/{}", stage.code);
        let line = command.replace("{}", &place);
        let name = name(language, &stage.name, stage.name_en.as_deref());
        let last = match stage.figure {
            Some((value, on)) => {
                let (value, on) = (percent(language, value), day(language, on));
                say!(language, "{value} on {on}", "{on}为{value}")
            }
            None => pick(language, "no figure yet", "尚无数值").to_owned(),
        };
        text += &say!(
            language,
            "\n  {line}   ({name}, {last})",
            "\n  {line}   （{name}，{last}）"
        );
    }
    text
}

fn figure(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Figure { text, problem } => {
            let (text, problem) = (plain(text), percent_error(language, *problem));
            say!(
                language,
                "figure '{text}': {problem}; or done, not-yet, underway, 4/6",
                "数值“{text}”：{problem}；也可写 done、not-yet、underway、4/6"
            )
        }
        Refusal::Fraction { text, small, share } => {
            let text = plain(text);
            say!(
                language,
                "'{text}' may be {small} % or {share} %; write {small}% or {share}",
                "“{text}”可能指{small}%或{share}%；请写成{small}%或{share}"
            )
        }
        Refusal::Lower {
            percent: lower,
            before,
            on,
        } => {
            let (lower, before) = (percent(language, *lower), percent(language, *before));
            let on = day(language, *on);
            say!(
                language,
                "{lower} is lower than the {before} of {on}; add --lower if progress was lost, or take the earlier one back with `project retract`",
                "{lower}低于{on}的{before}；确属回退请加 --lower，若前一数据有误请用 project retract 撤回"
            )
        }
        Refusal::NoTotal { place } => say!(
            language,
            "{place} has no total to measure amounts by; set it with `project edit {place} --total N --unit UNIT`, or give a percent",
            "{place}未设总量，无法按数量计算；请用 project edit {place} --total 总量 --unit 单位 设置，或直接填百分数"
        ),
        Refusal::OtherTotal {
            place,
            total,
            typed,
        } => say!(
            language,
            "the total of {place} is {total}, not {typed}; change it with `project edit {place} --total {typed}`, or write it as of {total}",
            "{place}的总量为{total}，不是{typed}；如需变更请用 project edit {place} --total {typed}，否则请按{total}填写"
        ),
        Refusal::OverTotal { amount, total } => say!(
            language,
            "{amount} is more than the total of {total}; a share is at most all of it",
            "{amount}超过总量{total}；完成量不能大于总量"
        ),
        Refusal::Amount(text) => {
            let text = plain(text);
            say!(
                language,
                "'{text}' is no amount; expected a number such as 382 or 382.5, not negative",
                "“{text}”不是数量；应为非负数，如382或382.5"
            )
        }
        Refusal::NoFigure => say!(
            language,
            "a figure is missing; give a percent, done, not-yet, underway, 4/6, or --amount N",
            "缺少数值；请填百分数、done、not-yet、underway、4/6，或 --amount 数量"
        ),
        _ => say!(
            language,
            "a figure and --amount exclude each other; give one",
            "数值与 --amount 不能同时使用；请只填一个"
        ),
    }
}

fn retract(language: Language, problem: &RetractProblem) -> String {
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
        RetractProblem::Nothing(who) => {
            let who = plain(who);
            say!(
                language,
                "{who} has no entry to take back; name one, as `project log` shows them: project retract 17 --reason ..",
                "{who}没有可撤回的记录；请按 project log 指定编号：project retract 17 --reason …"
            )
        }
    }
}

fn target(language: Language, problem: &TargetProblem) -> String {
    match problem {
        TargetProblem::Zero => say!(
            language,
            "a target of 0 is none; expected over 0 and at most 100",
            "目标不能为0；应大于0且不超过100"
        ),
        TargetProblem::Milestone => say!(
            language,
            "a milestone is done or not, so its target is 100; leave the percent out, or write done",
            "节点只有完成与否，目标只能是100；请省略百分数或写done"
        ),
        TargetProblem::NoPercent => say!(
            language,
            "how much is to be reached? A new target on a measured stage needs a percent, such as 70",
            "目标是多少？按百分比的阶段新设目标须填百分数，如70"
        ),
        TargetProblem::Several { place, targets } => {
            let mut text = say!(
                language,
                "{place} has several unmet targets, so say which one with --period (and --label):",
                "{place}有多个未完成的目标，请用 --period（和 --label）指明："
            );
            for (of, label, due) in targets {
                let due = match due {
                    Some(due) => day(language, *due),
                    None => pick(language, "undated", "未设期限").to_owned(),
                };
                let name = period(language, *of);
                let label = if label.is_empty() {
                    String::new()
                } else {
                    format!(" --label '{}'", plain(label))
                };
                text += &say!(
                    language,
                    "\n  --period {of}{label}   ({due})",
                    "\n  --period {of}{label}   （{name}，{due}）"
                );
            }
            text
        }
        TargetProblem::Deadline { words, problem } => deadline::deadline(language, words, problem),
        TargetProblem::Period(text) => {
            let (text, problem) = (plain(text), period_error(language));
            say!(
                language,
                "period '{text}': {problem}",
                "期间“{text}”：{problem}"
            )
        }
        TargetProblem::From(text) => {
            let text = plain(text);
            say!(
                language,
                "--from '{text}': expected a percent such as 0, or 2021-06-30:5",
                "--from“{text}”：应为百分数如0，或2021-06-30:5"
            )
        }
        TargetProblem::Via(text) => {
            let text = plain(text);
            say!(
                language,
                "--via '{text}': expected DATE:PERCENT such as 2021-09-30:35, days increasing and percents not decreasing",
                "--via“{text}”：应为 日期:百分数，如2021-09-30:35；日期递增，百分数不减"
            )
        }
        TargetProblem::ViaOutside { on, start, due } => {
            let (on, start) = (day(language, *on), day(language, *start));
            match due {
                Some(due) => {
                    let due = day(language, *due);
                    say!(
                        language,
                        "--via {on}: a plan point lies between {start}, when the plan starts, and {due}, when it is due",
                        "--via {on}：计划点应在计划起点{start}与期限{due}之间"
                    )
                }
                None => say!(
                    language,
                    "--via {on}: a plan needs a due day; give it with --by",
                    "--via {on}：计划须有期限；请用 --by 填写"
                ),
            }
        }
        TargetProblem::Commitment(text) => {
            let text = plain(text);
            let problem = choice(language, &["ensure", "strive", "expected", "push"]);
            say!(
                language,
                "--commitment '{text}': {problem}",
                "--commitment“{text}”：{problem}"
            )
        }
        TargetProblem::NewStage { place, stages } => {
            let stages = list(language, stages);
            let place = plain(place);
            let there = if stages.is_empty() {
                pick(language, "there is no stage yet", "尚无阶段").to_owned()
            } else {
                say!(language, "there are {stages}", "现有{stages}")
            };
            say!(
                language,
                "{place} is no stage ({there}); add --new to make it one",
                "{place}不是已有阶段（{there}）；新建请加 --new"
            )
        }
        TargetProblem::NoTarget(place) => {
            let place = plain(place);
            say!(
                language,
                "{place} has no target to suspend, resume or drop; set one first",
                "{place}没有可暂停、恢复或取消的目标；请先设定目标"
            )
        }
    }
}

fn facts(language: Language, problem: &FactsProblem) -> String {
    match problem {
        FactsProblem::Exists { code, name } => {
            let name = plain(name);
            say!(
                language,
                "there is {code} ({name}) already; change it with `project edit {code}`, or give another --code",
                "已有{code}（{name}）；修改请用 project edit {code}，另建请指定其他 --code"
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
            "a name is missing; it must not be empty",
            "缺少名称；名称不能为空"
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
                "--weight“{text}”：应为占工程总量的百分数，0到100"
            )
        }
        FactsProblem::Weights { sum } => {
            let sum = format!("{}.{:02}", sum / 100, sum % 100);
            let sum = sum.trim_end_matches('0').trim_end_matches('.');
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
        FactsProblem::Unmet { project, targets } => {
            let targets = list(language, targets);
            say!(
                language,
                "{project} cannot be closed while targets are unmet: {targets}; report them, drop them with `project target .. --drop`, or cancel the project",
                "{project}尚有未完成的目标，不能办结：{targets}；请先上报、用 project target … --drop 取消目标，或取消项目"
            )
        }
        FactsProblem::PartialTarget => say!(
            language,
            "the stage has a target under 100, so it cannot be a milestone; set that to 100 first",
            "该阶段有低于100的目标，不能改为节点；请先将目标改为100"
        ),
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
            "nothing to change was named; see `project edit --help`",
            "未指明要修改什么；参见 project edit --help"
        ),
    }
}
