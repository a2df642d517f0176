//! What was typed and cannot be done: what is wrong, what was expected, the next thing to try.

mod facts;
mod target;

use crate::error::{Refusal, StageChoice};
use crate::messages::In;
use crate::model::{Day, Language, Percent, typed};

use super::config;
use super::dates::day;
use super::figures::percent;
use super::names::name;
use super::phrases::{list, pick, plain, say};
use super::value::percent_error;

/// A refusal in one line; choices follow in a line each.
pub(super) fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchProject { query, nearest } => no_project(language, query, nearest),
        Refusal::NoSuchSetting { query, nearest } => config::no_setting(language, query, nearest),
        Refusal::Ambiguous { query, matches } => ambiguous(language, query, matches),
        Refusal::NoSuchStage {
            project,
            query,
            nearest,
            stages,
        } => no_stage(language, project, query, nearest, stages),
        Refusal::WhichStage {
            project,
            stages,
            command,
        } => which_stage(language, project, stages, command),
        Refusal::NoCode => say!(
            language,
            "a code is missing; write CODE or CODE/STAGE, as `project list` and `project show` name them",
            "缺少代码；请写 代码 或 代码/阶段，可用 project list 和 project show 查看"
        ),
        Refusal::Retract(problem) => In(language, problem).to_string(),
        Refusal::Target(problem) => target::target(language, problem),
        Refusal::Facts(problem) => facts::facts(language, problem),
        Refusal::Unseen(text) => {
            let text = plain(text);
            say!(
                language,
                "'{text}' holds control or invisible characters; type it without them",
                "“{text}”含有控制字符或不可见字符；请删除后重新输入"
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
            let (text, problem) = (plain(text), In(language, problem));
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
                "{asked} lies after {as_of}, today; record what has happened",
                "{asked}晚于今天（{as_of}）；只能记录已发生的情况"
            )
        }
        Refusal::SameDay { place, on, line } => {
            let on = day(language, *on);
            say!(
                language,
                "line {line} has a figure for {place} on {on} already; keep one of the two",
                "第{line}行已有{place}在{on}的数据；请只保留一行"
            )
        }
        Refusal::FigureBesideInput(text) => {
            let text = plain(text);
            say!(
                language,
                "with `-` the figures come from standard input; leave '{text}' out, or name a project instead of `-`",
                "用 - 时数值来自标准输入；请去掉“{text}”，或将 - 改为项目代码"
            )
        }
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
        Refusal::PartOfMilestone {
            place,
            percent: value,
        } => {
            let (value, to_type) = (percent(language, *value), typed(place));
            say!(
                language,
                "{place} is a milestone, done or not, so {value} says too much; write done or not-yet, or measure it: project edit {to_type} --kind measured",
                "{place}是节点，只有完成与否，不能填{value}；请写 done 或 not-yet，或改为按百分比：project edit {to_type} --kind measured"
            )
        }
        Refusal::NoShare { place, text } => {
            let text = plain(text);
            say!(
                language,
                "'{text}' does not say how far {place} is; write a percent such as 72, not-started for 0, or underway",
                "“{text}”未说明{place}的进度；请写百分数，如72，未开工写 not-started，推进中写 underway"
            )
        }
        Refusal::Lower {
            place,
            percent: value,
            before,
            on,
            entry,
        } => lower(language, place, [*value, *before], *on, *entry),
        Refusal::NoTotal { place } => {
            let to_type = typed(place);
            say!(
                language,
                "{place} has no total to measure amounts by; set it with `project edit {to_type} --total N --unit UNIT`, or give a percent",
                "{place}未设总量，无法按数量计算；请用 project edit {to_type} --total 总量 --unit 单位 设置，或直接填百分数"
            )
        }
        Refusal::OtherTotal {
            place,
            total,
            typed: other,
        } => {
            let to_type = typed(place);
            say!(
                language,
                "the total of {place} is {total}, not {other}; change it with `project edit {to_type} --total {other}`, or write it as of {total}",
                "{place}的总量为{total}，不是{other}；如需变更请用 project edit {to_type} --total {other}，否则请按{total}填写"
            )
        }
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
        Refusal::FigureAndAmount => say!(
            language,
            "a figure and --amount exclude each other; give one",
            "数值与 --amount 不能同时使用；请只填一个"
        ),
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
            "no project is called '{query}'; `project list` shows them all, `project add` adds one",
            "没有名为“{query}”的项目；可用 project list 查看全部，新建用 project add"
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
        .map(|(code, name)| {
            let name = plain(name);
            say!(language, "{code} ({name})", "{code}（{name}）")
        })
        .collect();
    let matches = matches.join(pick(language, ", ", "、"));
    say!(
        language,
        "'{query}' may be any of {matches}; type the whole code",
        "“{query}”可能是{matches}；请输入完整代码"
    )
}

fn no_stage(
    language: Language,
    project: &str,
    query: &str,
    nearest: &[String],
    stages: &[String],
) -> String {
    let there = list(language, stages);
    if stages.is_empty() {
        let query = plain(query);
        let place = format!("{project}/{query}");
        let place = typed(&place);
        return say!(
            language,
            "{project} has no stage '{query}', and no other; add it with `project add {place}`",
            "{project}没有阶段“{query}”，也没有其他阶段；可用 project add {place} 添加"
        );
    }
    let query = plain(query);
    if nearest.is_empty() {
        return say!(
            language,
            "{project} has no stage '{query}'; it has {there}",
            "{project}没有阶段“{query}”；现有{there}"
        );
    }
    let nearest = list(language, nearest);
    say!(
        language,
        "{project} has no stage '{query}'; did you mean {nearest}? It has {there}",
        "{project}没有阶段“{query}”；是否指{nearest}？现有{there}"
    )
}

fn which_stage(
    language: Language,
    project: &str,
    stages: &[StageChoice],
    [before, after]: &[String; 2],
) -> String {
    if stages.is_empty() {
        let place = format!("{project}/overall");
        let whole = format!("{before}{}{after}", typed(&place));
        return say!(
            language,
            "{project} has no stage yet, so say what the figure is of; for the whole works: {whole}",
            "{project}尚无阶段，请写明是哪一部分；如指总体进度：{whole}"
        );
    }
    let mut text = say!(
        language,
        "{project} has several stages, so say which one:",
        "{project}有多个阶段，请写明是哪一个："
    );
    for stage in stages {
        let place = format!("{project}/{}", stage.code);
        let line = format!("{before}{}{after}", typed(&place));
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

fn lower(
    language: Language,
    place: &str,
    [value, before]: [Percent; 2],
    on: Day,
    entry: Option<i64>,
) -> String {
    let (value, before) = (percent(language, value), percent(language, before));
    let on = day(language, on);
    match entry {
        Some(entry) => say!(
            language,
            "{place}: {value} is lower than the {before} of {on}; add --lower if progress was lost, or take the earlier one back with `project retract {entry} --reason ..`",
            "{place}：{value}低于{on}的{before}；确属回退请加 --lower，若前一数据有误请用 project retract {entry} --reason … 撤回"
        ),
        // What is taken back whole would take more with it than the one figure.
        None => say!(
            language,
            "{place}: {value} is lower than the {before} of {on}; add --lower if progress was lost or the earlier one was wrong; `project log` shows where it came from, `project retract` takes all that came with it back",
            "{place}：{value}低于{on}的{before}；确属回退或前一数据有误请加 --lower；来源可查 project log，整条记录可用 project retract 撤回"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::OneTarget;
    use crate::error::{FactsProblem, TargetProblem};
    use crate::messages::Hundredths;
    use crate::messages::RetractProblem;

    #[test]
    fn a_command_to_type_is_quoted_for_a_shell() {
        let place = || "x$(y)/s".to_owned();
        let project = || "x$(y)".to_owned();
        let due = Some("2021-12-31".parse().unwrap());
        let total = "382".parse().unwrap();
        for (said, [en, zh]) in [
            (
                Refusal::NoTotal { place: place() },
                [
                    "`project edit 'x$(y)/s' --total N",
                    "project edit 'x$(y)/s' --total ",
                ],
            ),
            (
                Refusal::OtherTotal {
                    place: place(),
                    total,
                    typed: total,
                },
                ["`project edit 'x$(y)/s' --total 382`"; 2].map(|line| line.trim_matches('`')),
            ),
            (
                Refusal::Facts(FactsProblem::Exists {
                    code: project(),
                    name: "n".to_owned(),
                }),
                ["project edit 'x$(y)'"; 2],
            ),
            (
                Refusal::Retract(RetractProblem::Weights {
                    entry: 1,
                    project: project(),
                    sum: Hundredths(10_100),
                }),
                [
                    "project edit 'x$(y)'/STAGE --weight",
                    "project edit 'x$(y)'/阶段 --weight",
                ],
            ),
            (
                Refusal::NoSuchStage {
                    project: project(),
                    query: "a b".to_owned(),
                    nearest: Vec::new(),
                    stages: Vec::new(),
                },
                ["project add 'x$(y)/a b'"; 2],
            ),
            (
                Refusal::Target(TargetProblem::Several {
                    place: place(),
                    targets: vec![OneTarget {
                        number: 1,
                        period: "2021H2".parse().ok(),
                        label: "it's $x".to_owned(),
                        due,
                    }],
                }),
                [r"--period 2021H2 --label 'it'\''s $x'   "; 2],
            ),
            (
                Refusal::WhichStage {
                    project: project(),
                    stages: Vec::new(),
                    command: ["project update ".to_owned(), " 5".to_owned()],
                },
                ["project update 'x$(y)/overall' 5"; 2],
            ),
        ] {
            for (language, line) in [(Language::En, en), (Language::Zh, zh)] {
                let said = refusal(language, &said);
                assert!(said.contains(line), "{said}\n{line}");
            }
        }
    }
}
