use crate::error::TargetProblem;
use crate::messages::In;
use crate::model::{Language, typed};

use crate::text::dates::{day, period};
use crate::text::phrases::{list, pick, plain, say};
use crate::text::value::{choice, percent_error, period_error};

/// A target that cannot be set so.
pub(super) fn target(language: Language, problem: &TargetProblem) -> String {
    match problem {
        TargetProblem::Percent { text, problem } => {
            let (text, problem) = (plain(text), percent_error(language, *problem));
            say!(
                language,
                "target '{text}': {problem}; or done",
                "目标“{text}”：{problem}；也可写 done"
            )
        }
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
        TargetProblem::Several { place, targets } => {
            let mut text = say!(
                language,
                "{place} has several unmet targets, so say which one, by its number or with --period (and --label):",
                "{place}有多个未完成的目标，请用编号或 --period（和 --label）指明："
            );
            for one in targets {
                let number = one.number;
                let due = match one.due {
                    Some(due) => day(language, due),
                    None => pick(language, "undated", "未明确时限").to_owned(),
                };
                let (of, name) = match one.period {
                    None => (String::new(), String::new()),
                    Some(of) => (
                        format!(" --period {of}"),
                        format!("{}，", period(language, of)),
                    ),
                };
                let label = match one.label.as_str() {
                    "" => String::new(),
                    label => format!(" --label {}", typed(&plain(label))),
                };
                text += &say!(
                    language,
                    "\n  #{number}{of}{label}   ({due})",
                    "\n  #{number}{of}{label}   （{name}{due}）"
                );
            }
            text
        }
        TargetProblem::Deadline { words, problem } => {
            let (words, problem) = (plain(words.trim()), In(language, problem));
            say!(
                language,
                "deadline '{words}': {problem}",
                "期限“{words}”：{problem}"
            )
        }
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
                        "the plan point of {on} does not lie between {start}, when the plan starts, and {due}, when it is due; give the points again with --via, or drop them with --via none",
                        "{on}的计划点不在计划起点{start}与期限{due}之间；请用 --via 重新填写，或用 --via none 取消"
                    )
                }
                None => say!(
                    language,
                    "the plan point of {on} needs a due day; give one with --by, or drop the points with --via none",
                    "{on}的计划点须有期限；请用 --by 填写期限，或用 --via none 取消计划点"
                ),
            }
        }
        TargetProblem::StartWithoutPercent { place, on, first } => {
            let (at, place) = (*on, plain(place));
            let (on, since) = (day(language, *on), day(language, first.on));
            say!(
                language,
                "{place} has figures from {since} on only, so nothing says where it stood on {on}; say it with --from {at}:PERCENT",
                "{place}自{since}起才有数据，{on}的起点进度不明；请用 --from {at}:百分比 注明"
            )
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
        TargetProblem::NewStage {
            place,
            nearest,
            stages,
        } => {
            let (near, stages) = (list(language, nearest), list(language, stages));
            let place = plain(place);
            if !nearest.is_empty() {
                return say!(
                    language,
                    "{place} is no stage; did you mean {near}? Add --new to make it one (there are {stages})",
                    "{place}不是已有阶段；是否指{near}？新建请加 --new（现有{stages}）"
                );
            }
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
        TargetProblem::NoNumber {
            place,
            number,
            numbers,
        } => {
            let place = plain(place);
            let numbers: Vec<String> = numbers.iter().map(|there| format!("#{there}")).collect();
            match numbers.as_slice() {
                [] => say!(
                    language,
                    "{place} has no target #{number}, nor any other; leave #{number} out to set one",
                    "{place}没有目标#{number}，也没有其他目标；不写#{number}即可设定"
                ),
                _ => {
                    let numbers = list(language, &numbers);
                    say!(
                        language,
                        "{place} has no target #{number}, only {numbers}",
                        "{place}没有目标#{number}，只有{numbers}"
                    )
                }
            }
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
