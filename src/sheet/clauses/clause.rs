//! One clause: of what it tells, and how far it says that it is.

use std::ops::Range;

use crate::ledger::{Figure, FigureWord, Writing, figure_word, read_figure};
use crate::messages::ValueProblem;
use crate::model::{DateRules, comparable};

use super::days::{NamedDay, alone, behind_name, dated, is_when};
use super::remarks::without_remark;
use super::vocabulary::{
    BEFORE, BEFORE_FIGURE, BEHIND_FIGURE, CAPPED, CLASSIFIERS, COUNTS, DONE, EARLIER,
    EARLIER_WORDS, ENDING_SO, HANDED_OVER, MANNERS, MONEY, MONEY_WORDS, NOW, PLANNING_WORDS, PLANS,
    RATE_WORDS, RATES, STATES, STRUCTURES, TURNING_WORDS, TURNS, TURNS_AT_END, UNDER_WAY, WHOLE,
    WHOLE_WORDS, WITHIN,
};
use super::words::{has_word, is_any, is_negated, percent_sign, without_end, without_first};

/// How far a clause says that something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::sheet) enum Extent<'t> {
    /// A figure, as it stands in the cell.
    Figure(&'t str),
    Done,
    UnderWay,
}

/// What a clause tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::sheet) enum Of<'t> {
    /// A stage that it names.
    Stage(&'t str),
    /// The work of the row.
    Whole,
    /// It names nothing.
    Unsaid,
}

/// What a clause says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ClauseMeaning<'t> {
    /// Nothing of how far anything is.
    Words,
    /// How far something is.
    Is(Of<'t>, Extent<'t>),
    /// The same, where a figure of before stands in front of it; else what was done in a while.
    IsNow(Extent<'t>),
    /// A share of what the clause before counts.
    IsShare(Extent<'t>),
    /// A figure that says not how far the works are.
    Aside(Aside<'t>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Aside<'t> {
    /// How far something was to be, or was, and what, if it is named.
    OfOtherDay(Option<&'t str>),
    Money,
    Rate,
}

/// The longest name of a stage in a clause, in characters; what is longer tells a story.
const LONGEST_NAME: usize = 24;
/// In words of Latin letters.
const MOST_WORDS: usize = 5;
/// What may stand between a name and its figure.
const JOINTS: [char; 9] = [':', '：', '-', '–', '—', ' ', '\u{a0}', '(', '（'];

/// What a clause says, and of which day, as the rules read it that have the day of the data for today.
pub(super) fn clause<'t>(words: &'t str, rules: &DateRules) -> (ClauseMeaning<'t>, NamedDay) {
    let (words, noted) = dated(words.trim_end_matches(['.', ' ', '!', '！']), rules);
    let (words, day) = dated(without_remark(words), rules);
    let day = day.or(noted);
    let named = without_end(words, DONE)
        .or_else(|| capped(words))
        .and_then(|name| behind_name(name));
    let day = day.or(named.map_or(NamedDay::Unsaid, |(_, words)| NamedDay::read(words, rules)));
    match day {
        NamedDay::NotYet => (ClauseMeaning::Words, day),
        _ => (undated(words), day),
    }
}

/// What a clause without its day says.
fn undated(words: &str) -> ClauseMeaning<'_> {
    match figure_word(words) {
        Some(FigureWord::Done) => return ClauseMeaning::Is(Of::Unsaid, Extent::Done),
        Some(FigureWord::UnderWay) => return ClauseMeaning::Is(Of::Unsaid, Extent::UnderWay),
        Some(FigureWord::NotStarted) => {
            return ClauseMeaning::Is(Of::Unsaid, Extent::Figure(words));
        }
        Some(FigureWord::NotDone) => return ClauseMeaning::Words,
        None => {}
    }
    if words.contains(['?', '？']) || is_negated(&words.to_lowercase()) {
        return ClauseMeaning::Words;
    }
    let meaning = match percent_sign(words) {
        Some(sign) => figure(words, sign),
        None if is_spelled_measure(words) => {
            Some(ClauseMeaning::Is(Of::Unsaid, Extent::Figure(words)))
        }
        None => state(words),
    };
    meaning.unwrap_or(ClauseMeaning::Words)
}

/// Whether words are a measure: 六成五, 百分之六十, 三分之二. Half, as people say it, is none.
pub(in crate::sheet) fn is_spelled_measure(words: &str) -> bool {
    (words.contains('成') || words.contains("分之"))
        && matches!(
            read_figure(words, Writing::TYPED),
            Ok(Figure::Percent { .. }) | Err(ValueProblem::Spelled(_))
        )
}

/// What a clause says whose figure has its sign at that place.
fn figure(words: &str, sign: Range<usize>) -> Option<ClauseMeaning<'_>> {
    let before = words.get(..sign.start)?;
    let behind = words.get(sign.end..)?.trim();
    let start = before.trim_end().trim_end_matches(is_of_number).len();
    let (name, number) = before.split_at(start);
    let is_word = words.get(sign.clone())?.starts_with(char::is_alphabetic);
    let end = if is_word { sign.start } else { sign.end };
    let figure = Extent::Figure(words.get(start..end)?.trim_end());
    let is_range = ['~', '～'].iter().any(|sign| {
        let before = name.trim_end().strip_suffix(*sign);
        before.is_some_and(|before| before.ends_with(['%', '％']) || before.ends_with(is_of_number))
    });
    if number.trim().is_empty()
        || is_range
        || name.ends_with([
            '-', '+', '－', '＋', '–', '−', '/', '<', '>', '＜', '＞', '≥', '≤',
        ])
    {
        return None;
    }
    if let Some(named) = behind.strip_prefix("of ") {
        // `80% of piles done`: what is before it only leads to the figure.
        let named = without_end(named, DONE).unwrap_or(named);
        return match stage(bare_end(name))? {
            Of::Unsaid => meaning_of(without_first(named, BEFORE), figure),
            _ => None,
        };
    }
    let lower = behind.to_lowercase();
    let is_end = behind.is_empty()
        || BEHIND_FIGURE.contains(&lower.as_str())
        || DONE.contains(&lower.as_str());
    is_end.then(|| meaning_of(name, figure)).flatten()
}

/// The stage that a clause names behind its figure, and that: `60% - roof`, `60% (roof)`.
pub(super) fn named_behind(words: &str) -> Option<(&str, Extent<'_>)> {
    let sign = percent_sign(words)?;
    let figure = words.get(..sign.end)?;
    let number = words.get(..sign.start)?.trim();
    let name = words.get(sign.end..)?.trim_start_matches(JOINTS);
    let name = name.trim_end_matches([')', '）', '.', ' ']);
    let is_bare = !number.is_empty() && number.chars().all(is_of_number);
    let lower = name.to_lowercase();
    let is_of_figure = lower.starts_with("of ")
        || without_end(name, DONE).is_some()
        || BEHIND_FIGURE.contains(&lower.as_str());
    match stage(name).filter(|_| is_bare && !is_of_figure)? {
        Of::Stage(stage) => Some((stage, Extent::Figure(figure))),
        Of::Whole | Of::Unsaid => None,
    }
}

/// Of what a figure is, by the words before it.
fn meaning_of<'t>(words: &'t str, figure: Extent<'t>) -> Option<ClauseMeaning<'t>> {
    let whole = words.trim().trim_end_matches(JOINTS);
    let lower = whole.to_lowercase();
    if lower == "占" {
        return Some(ClauseMeaning::IsShare(figure));
    }
    let has = |words: &[&str]| has_word(&lower, words);
    if NOW.contains(&lower.as_str()) {
        return Some(ClauseMeaning::IsNow(figure));
    }
    let of_other_day = |is_it: bool| is_it.then(|| Aside::OfOtherDay(subject(whole)));
    let aside = of_other_day(is_any(&lower, PLANS) || has(PLANNING_WORDS))
        .or_else(|| of_other_day(is_any(&lower, EARLIER) || has(EARLIER_WORDS)))
        .or_else(|| of_other_day(matches!(lower.as_str(), "原" | "原来" | "原为")))
        .or_else(|| is_of_money(&lower).then_some(Aside::Money));
    if let Some(aside) = aside {
        return Some(ClauseMeaning::Aside(aside));
    }
    if is_any(&lower, WITHIN) {
        return Some(ClauseMeaning::Aside(Aside::Rate));
    }
    let verbs = ["已完成", "累计完成", "现完成", "完成"];
    let named = without_first(whole, BEFORE);
    let object = verbs.iter().find_map(|verb| named.strip_prefix(verb));
    let object = object.filter(|rest| !rest.is_empty() && !is_whole(whole));
    let name = bare_end(object.unwrap_or(named));
    let name = name.strip_suffix('的').unwrap_or(name);
    let is_rate =
        RATES.iter().any(|end| name.ends_with(end)) || has_word(&name.to_lowercase(), RATE_WORDS);
    if is_rate && !is_whole(&name.to_lowercase()) {
        return Some(ClauseMeaning::Aside(Aside::Rate));
    }
    if STATES.contains(&name.to_lowercase().as_str()) || STATES.contains(&lower.as_str()) {
        return Some(ClauseMeaning::Is(Of::Unsaid, figure));
    }
    Some(ClauseMeaning::Is(stage(name)?, figure))
}

/// The stage of which words say how far it was to be, or was: of 主体计划, 主体.
fn subject(words: &str) -> Option<&str> {
    let mut name = bare_end(words);
    for ends in [PLANS, PLANNING_WORDS, EARLIER, EARLIER_WORDS] {
        while let Some(rest) = without_end(name, ends) {
            name = bare_end(rest);
        }
    }
    match stage(name)? {
        Of::Stage(name) if !has_word(&name.to_lowercase(), EARLIER_WORDS) => Some(name),
        _ => None,
    }
}

/// What a clause without a figure says: that something is done, or under way.
fn state(words: &str) -> Option<ClauseMeaning<'_>> {
    let handed_over = without_end(words, HANDED_OVER).filter(|rest| {
        let name = without_end(rest, DONE);
        name.is_some_and(|name| without_name_day(name).ends_with('已'))
    });
    let done = without_end(handed_over.unwrap_or(words), DONE);
    if let Some(name) = done.or_else(|| capped(words)) {
        let name = without_manner(bare_end(without_name_day(name)));
        return Some(ClauseMeaning::Is(stage(name)?, Extent::Done));
    }
    let begun = ["正在进行", "正在实施"];
    let named = begun.iter().find_map(|word| words.strip_prefix(word));
    let named = named.map(|rest| {
        let ends = ["施工", "作业", "建设", "工作"];
        let shorter = ends.iter().find_map(|end| rest.strip_suffix(end));
        shorter.filter(|rest| !rest.is_empty()).unwrap_or(rest)
    });
    let name = named.or_else(|| without_end(words, UNDER_WAY))?;
    Some(ClauseMeaning::Is(
        stage(without_manner(bare_end(name)))?,
        Extent::UnderWay,
    ))
}

/// The structure that words say is capped, with what else stands before the verb; of anything else
/// than a structure that is not all.
pub(in crate::sheet) fn capped(words: &str) -> Option<&str> {
    without_end(words, CAPPED).filter(|name| is_structure(name))
}

/// Whether a name is that of a structure, which is done once it is capped.
pub(in crate::sheet) fn is_structure(name: &str) -> bool {
    is_any(&comparable(name).to_lowercase(), STRUCTURES)
}

/// A name without the day between it and its verb.
fn without_name_day(name: &str) -> &str {
    behind_name(name).map_or(name, |(name, _)| name)
}

/// A name without the words behind it that tell how something is done.
fn without_manner(name: &str) -> &str {
    let mut name = name;
    while !is_whole(&name.to_lowercase())
        && let Some(rest) = without_end(name, MANNERS)
    {
        name = rest;
    }
    name
}

/// What a name is of. `None`, where it is no name.
pub(in crate::sheet) fn stage(words: &str) -> Option<Of<'_>> {
    let name = without_first(words, BEFORE).trim_start_matches(['-', '–', '—', ' ']);
    let lower = comparable(name).to_lowercase();
    if name.is_empty() {
        return Some(Of::Unsaid);
    }
    if is_whole(&lower) {
        return Some(Of::Whole);
    }
    let is_turned = is_any(&lower, TURNS)
        || has_word(&lower, TURNING_WORDS)
        || is_negated(&lower)
        || excepts(&lower)
        || is_of_money(&lower)
        || is_any(&lower, PLANS)
        || has_word(&lower, PLANNING_WORDS)
        || STATES.contains(&lower.as_str())
        || TURNS_AT_END.iter().any(|end| lower.ends_with(end));
    let mut pairs = name.chars().zip(name.chars().skip(1));
    let is_date = pairs.any(|(digit, unit)| {
        digit.is_ascii_digit() && ['年', '月', '日', ':', '.', ',', '，'].contains(&unit)
    });
    let is_period = matches!(lower.as_bytes(), [b'q' | b'h', digit] if digit.is_ascii_digit());
    let count = lower.split_once(" of ").map_or("", |(count, _)| count);
    let is_count = count.parse::<u32>().is_ok() || COUNTS.contains(&count) || is_quantity(&lower);
    let mut characters = name.chars();
    let is_letter = characters.next().is_some_and(char::is_uppercase) && name.len() == 1;
    let is_name = name.chars().any(char::is_alphabetic)
        && (is_letter || name.chars().count() > 1)
        && !name.contains(['%', '％', '、', '。', '?', '？', '\t'])
        && !name.contains(". ")
        && !["完成", "已", "正在"]
            .iter()
            .any(|verb| name.starts_with(verb))
        && name.split_whitespace().count() <= MOST_WORDS
        && name.chars().count() <= LONGEST_NAME;
    let is_other =
        is_turned || is_date || is_when(&lower) || is_period || is_count || alone(name).is_some();
    (is_name && !is_other).then_some(Of::Stage(name))
}

/// Whether words count things rather than name one: `two piers`, 三栋住宅, 五栋中三栋.
fn is_quantity(lower: &str) -> bool {
    let first = lower.split_whitespace().next().unwrap_or_default();
    let is_english = COUNTS.contains(&first) && lower.ends_with('s');
    let is_numeral = |c: char| "一二两三四五六七八九十几数".contains(c);
    let counted = lower.trim_start_matches(is_numeral);
    let is_chinese = counted.len() < lower.len() && counted.starts_with(CLASSIFIERS);
    let mut parts = lower.split('中').rev().skip(1);
    is_english || is_chinese || parts.any(|before| before.ends_with(CLASSIFIERS))
}

/// Whether the work of the row is meant by a name in lower case.
fn is_whole(name: &str) -> bool {
    let words = || name.split_whitespace();
    if words().all(|word| WHOLE_WORDS.contains(&word)) {
        return !name.is_empty();
    }
    let mut rest = name.strip_suffix('的').unwrap_or(name);
    let is_deed = ["施工", "建设", "完成"].contains(&rest);
    while let Some(shorter) = (WHOLE.iter().chain(&["累计", "已", "的"]))
        .filter_map(|word| rest.strip_prefix(word))
        .min_by_key(|shorter| shorter.len())
    {
        rest = shorter;
    }
    rest.is_empty() && !is_deed
}

/// Whether 除 leaves something out, and is no part of 拆除.
pub(super) fn excepts(text: &str) -> bool {
    let parts = ["拆", "清", "消", "解", "排", "铲", "废"];
    let mut before = text.split('除');
    let last = text.matches('除').count();
    (before.by_ref().take(last)).any(|before| !parts.iter().any(|part| before.ends_with(part)))
}

pub(super) fn is_of_money(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_any(&lower, MONEY) || has_word(&lower, MONEY_WORDS)
}

/// A name without the words between it and its figure.
pub(in crate::sheet) fn bare_end(words: &str) -> &str {
    let mut name = words.trim_end_matches(JOINTS);
    while !is_whole(&name.to_lowercase())
        && !ENDING_SO.iter().any(|word| name.ends_with(word))
        && let Some(rest) = without_end(name, BEFORE_FIGURE)
    {
        name = rest.trim_end_matches(JOINTS);
    }
    name.trim()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９' | '．')
}
