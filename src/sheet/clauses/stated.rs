//! A deed that a cell of progress states for a stage that is that deed: 11月18日通车 of 通车, `opened 18
//! Nov` of `opening`, 已封顶 of a structure.

use crate::model::{DateRules, Day, comparable};

use super::super::deeds::{is_deed_of, is_done};
use super::clause::is_structure;
use super::cut::{opened, parts};
use super::days::{NamedDay, dated};
use super::vocabulary::CAPPED;
use super::words::{has_word, is_any, is_negated, without_first};

/// What may stand before the verb, or before the day that it stands behind.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "项目", "工程", "本项目", "已经", "现已", "已", "于", "在", "正式", "顺利", "如期", "按期", "按时", "提前", "全线", "全面", "实现", "通过",
    "was ", "has been ", "now ", "it ",
];
/// That it may not have come to that.
#[rustfmt::skip]
const DEFERRED: &[&str] = &["推迟", "延期", "延后", "改期", "暂缓", "取消", "原定", "原计划"];
#[rustfmt::skip]
const DEFERRING_WORDS: &[&str] = &[
    "postponed", "delayed", "rescheduled", "cancelled", "canceled", "deferred", "planned", "expected",
];

/// On which day, if it names one, a cell says the deed done that a stage is, or that ends a structure;
/// as the rules read days that have the day of the data for today. `None`, where it does not.
pub(in crate::sheet) fn deed_stated(
    stage: &str,
    cell: &str,
    rules: &DateRules,
) -> Option<Option<Day>> {
    let plain = comparable(cell).to_lowercase();
    if is_any(&plain, DEFERRED) || has_word(&plain, DEFERRING_WORDS) || is_negated(&plain) {
        return None;
    }
    let mut clauses = opened(&plain).into_iter().flat_map(parts);
    clauses.find_map(|clause| stated_in(stage, clause, rules))
}

/// Whether a stage is done with that deed: 封顶 of a structure, 通车 of 全线通车.
pub(in crate::sheet) fn is_end_of(stage: &str, deed: &str) -> bool {
    let caps = CAPPED.contains(&comparable(deed).to_lowercase().as_str());
    caps && is_structure(stage) || is_deed_of(stage, deed)
}

fn stated_in(stage: &str, clause: &str, rules: &DateRules) -> Option<Option<Day>> {
    let led = without_first(clause.trim_end_matches(['.', ' ', '!', '！']), LEADS);
    let (words, day) = dated(led, rules);
    if day == NamedDay::NotYet {
        return None;
    }
    let verb = without_first(words.split(['(', '（']).next()?.trim_end(), LEADS);
    let is_said = clause.contains('已') || day.day().is_some();
    // A bare noun, `opening 18 Nov`, may announce it.
    let is_verb = !verb.is_ascii() && is_said;
    let caps = is_structure(stage) && CAPPED.contains(&verb);
    // 主体已封顶 of 主体封顶.
    let is_whole = is_said && comparable(stage).to_lowercase() == verb.replace('已', "");
    let is_own = is_done(stage, words)
        || is_done(stage, verb)
        || is_deed_of(stage, verb) && is_verb
        || is_whole && !verb.is_ascii();
    (is_own || caps && (is_verb || verb == "topped out")).then(|| day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_done_on_the_day_that_is_stated() {
        let rules = DateRules::on("2025-11-30".parse().unwrap());
        for (stage, cell, day) in [
            ("通车", "11月18日通车", "2025-11-18"),
            ("通车", "已于11月18日全线通车", "2025-11-18"),
            ("全线通车", "11月18日全线通车", "2025-11-18"),
            ("通車", "11月18日通車。", "2025-11-18"),
            ("通车", "2025年11月18日正式通車，完成65%", "2025-11-18"),
            ("通车", "已通车（11月18日）", "2025-11-18"),
            ("通车", "完成65%，11月18日通车", "2025-11-18"),
            ("验收", "11月18日驗收", "2025-11-18"),
            ("验收", "11月18日通过验收", "2025-11-18"),
            ("竣工验收", "已通過竣工驗收", "today"),
            ("投入营运", "11月18日投入營運", "2025-11-18"),
            ("opening", "opened 18 Nov", "2025-11-18"),
            ("Opening", "Opened on 18 Nov 2025", "2025-11-18"),
            ("handover", "handed over 18 Nov; snags listed", "2025-11-18"),
            ("主体", "完成35%，11月25日封顶", "2025-11-25"),
            ("main structure", "topped out 25 Nov", "2025-11-25"),
            ("主体", "已封顶", "today"),
            ("通车", "已通车", "today"),
            ("主体封顶", "主体已封顶", "today"),
            ("主體封頂", "11月20日主体封顶", "2025-11-20"),
        ] {
            let expected = match day {
                "today" => Some(None),
                day => Some(day.parse().ok()),
            };
            assert_eq!(
                deed_stated(stage, cell, &rules),
                expected,
                "{stage}: {cell}"
            );
        }
    }

    #[test]
    fn what_is_to_come_or_is_another_deed_is_not_done() {
        let rules = DateRules::on("2025-11-30".parse().unwrap());
        for (stage, cell) in [
            ("通车", "12月18日通车"),
            ("通车", "11月18日前通车"),
            ("通车", "预计11月18日通车"),
            ("通车", "原定11月18日通车"),
            ("通车", "11月18日通车，现推迟至12月"),
            ("通车", "11月18日未通车"),
            ("通车", "通车"),
            ("通车", "11月18日验收"),
            ("主体封顶", "主体封顶"),
            ("主体封顶", "副楼已封顶"),
            ("验收", "11月18日未通过验收，整改中"),
            ("主体", "11月18日通车"),
            ("装修", "11月25日封顶"),
            ("opening", "opening 18 Nov"),
            ("opening", "opened 18 Dec"),
            ("opening", "opened 18 Nov not confirmed"),
        ] {
            assert_eq!(deed_stated(stage, cell, &rules), None, "{stage}: {cell}");
        }
    }
}
