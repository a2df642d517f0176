//! What a heading says by its words, whichever of them an office puts together.
//!
//! A heading is cut into words. If all of them are known, those that say what is meant decide, in
//! the order of [`RULES`]; one unknown word, and it is not understood.

mod words;

use crate::model::{comparable, half_width};

use super::columns::plain_header;
use super::currency::Unit;

use words::*;

/// What a heading means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Heading {
    Field(&'static str),
    /// That, unless another column is it, too.
    Weakly(&'static str),
    /// A day or a percent, as its cells tell.
    DayOrPercent {
        day: &'static str,
        percent: Option<&'static str>,
    },
    /// Something that no plan needs, such as what was to be done by today.
    Nothing,
}

use Heading::{DayOrPercent, Field, Nothing, Weakly};

/// What a heading needs to have, and what it may have besides, for its meaning; the first that fits
/// counts.
#[rustfmt::skip]
const RULES: &[(Sense, Sense, Heading)] = &[
    (PROBLEM, AROUND | WORK | TASK | DONE | PROGRESS | PLAN, Field("problem")),
    (AROUND | TASK, PLAN | WORK, Field("problem")),
    (NEXT, STEPS | MEASURES | WORK | PLAN | DONE | PROGRESS | MONTH | TASK, Field("next_step")),
    (STEPS | PLAN, WORK, Weakly("next_step")),
    (MEASURES, WORK | PROGRESS | AROUND, Weakly("next_step")),
    (REMARK, REPORT | PROGRESS, Field("note")),
    (AS_OF, REPORT | TIME | TO_DATE, Field("as_of")),
    (REPORT | TIME, TO_DATE | DONE | REMARK, Field("as_of")),
    // Money, and how much of it.
    (INVESTMENT | SHARE, WORK | DONE | PLAN | YEAR | ACTUAL | TO_DATE, Nothing),
    (SPENT | SHARE, DONE | PLAN | ACTUAL | TO_DATE, Nothing),
    (BUDGET, PLAN | WORK | AMOUNT, Field("budget")),
    (BUDGET | INVESTMENT, PLAN | WORK | AMOUNT, Field("budget")),
    (BUDGET | YEAR, PLAN | WORK | AMOUNT, Field("annual_budget")),
    (INVESTMENT | YEAR | PLAN, WORK | AMOUNT | DONE, Field("annual_budget")),
    (INVESTMENT | DONE | YEAR, WORK | ACTUAL | TO_DATE | AMOUNT, Weakly("spent")),
    (INVESTMENT | DONE | MONTH, WORK | ACTUAL | TO_DATE | AMOUNT, Nothing),
    (INVESTMENT | DONE, WORK | ACTUAL | TO_DATE | AMOUNT | BEGIN, Field("spent")),
    (INVESTMENT | TO_DATE, WORK | ACTUAL | AMOUNT | BEGIN, Field("spent")),
    (INVESTMENT | ACTUAL, WORK | AMOUNT, Field("spent")),
    (SPENT | PLAN, WORK | AMOUNT, Weakly("budget")),
    (SPENT | FIRST, WORK | AMOUNT, Weakly("budget")),
    (SPENT, ACTUAL | TO_DATE | WORK | AMOUNT, Field("spent")),
    (AMOUNT | DONE | YEAR, ACTUAL | TO_DATE | WORK, Weakly("spent")),
    (AMOUNT | DONE | MONTH, ACTUAL | WORK, Nothing),
    (AMOUNT | DONE, ACTUAL | TO_DATE | WORK, Field("spent")),
    (AMOUNT | ACTUAL, TO_DATE | WORK, Field("spent")),
    (AMOUNT | YEAR | PLAN, WORK, Field("annual_budget")),
    // Percents that are planned.
    (PLAN | SHARE, PROGRESS | DONE | WORK | TO_DATE | MONTH | YEAR, Nothing),
    (GOAL | SHARE, PROGRESS | DONE | WORK | TO_DATE | MONTH | YEAR | PLAN, Weakly("percent")),
    (PLAN | PROGRESS, DONE | WORK | TO_DATE | MONTH | YEAR | BUILT, Nothing),
    (PLAN | TO_DATE, DONE | WORK, Nothing),
    (FIRST | SHARE, PROGRESS | DONE | PLAN | GOAL, Nothing),
    (FIRST | GOAL, WORK | PLAN, Nothing),
    (GOAL | MONTH, WORK | PROGRESS | SHARE | PLAN, Nothing),
    // Days.
    (ACTUAL | BEGIN, TIME | WORK, Weakly("start")),
    (FIRST | BEGIN, TIME | WORK | PLAN, Weakly("start")),
    (BEGIN, TIME | WORK | PLAN, Field("start")),
    (FIRST | END, TIME | WORK | PLAN, Weakly("due")),
    (FIRST | DONE, TIME | WORK | PLAN, Weakly("due")),
    (FIRST | LIMIT, TIME | WORK | PLAN | DONE, Weakly("due")),
    (FIRST | TIME, WORK | PLAN, Weakly("due")),
    (ACTUAL | END, TIME | WORK | DONE, Field("finished")),
    (ACTUAL | DONE | TIME, WORK, Field("finished")),
    (LIMIT, PLAN | END | DONE | TIME | WORK | TASK | GOAL, Field("due")),
    (POINT | TIME, PLAN | WORK | TASK, Field("due")),
    (POINT | DONE, PLAN | WORK | TIME | TASK, Field("due")),
    (END | TIME, PLAN | WORK | GOAL | DONE, Field("due")),
    (END, PLAN | WORK | GOAL, Field("due")),
    (DONE | TIME, PLAN | WORK | GOAL, Field("due")),
    (PLAN | TIME, WORK, Weakly("due")),
    (PLAN | DONE, WORK | GOAL, DayOrPercent { day: "due", percent: None }),
    // How far things are.
    (SHARE | DONE | YEAR, WORK | PROGRESS | ACTUAL, Nothing),
    (PROGRESS | MONTH, WORK | DONE | SHARE | ACTUAL | BUILT | YEAR, Weakly("reading")),
    (PROGRESS | YEAR, WORK | DONE | SHARE | ACTUAL | BUILT, Weakly("reading")),
    (PROGRESS, WORK | TASK | DONE | SHARE | ACTUAL | TO_DATE | BUILT | REPORT, Field("reading")),
    (DONE | SHARE, WORK | ACTUAL | TO_DATE | REPORT | BUILT, Field("reading")),
    (DONE | ACTUAL, WORK | TO_DATE, DayOrPercent { day: "finished", percent: Some("reading") }),
    (DONE | TO_DATE, WORK, Field("reading")),
    (ACTUAL | SHARE, WORK | TO_DATE | PROGRESS, Field("reading")),
    (REPORT | SHARE, FILLER, Field("reading")),
    (SHARE, FILLER, Weakly("reading")),
    (DONE, WORK, DayOrPercent { day: "due", percent: Some("reading") }),
    // Who.
    (RESPONSIBLE | UNIT, WORK | PERSON | OFFICE | NAME, Field("unit")),
    (UNIT | PERSON, WORK | OFFICE | NAME, Field("unit")),
    (OFFICE | UNIT, NAME, Field("unit")),
    (NEAR | UNIT, WORK | OFFICE, Weakly("unit")),
    (UNIT | WORK, OFFICE, Weakly("unit")),
    (PERSON, WORK | TASK | WHO | NAME | STEPS | RESPONSIBLE, Field("lead")),
    (RESPONSIBLE | WHO, WORK, Field("lead")),
    (RESPONSIBLE | LEADER, WORK, Field("lead")),
    (RESPONSIBLE, FILLER, Weakly("lead")),
    (NEAR | LEADER, WORK, Weakly("lead")),
    (NEAR | WORK, FILLER, Weakly("unit")),
    (WHO, WORK, Weakly("lead")),
    // What.
    (GOAL | TASK, YEAR | WORK, Field("stage")),
    (GOAL, YEAR | WORK | PLAN, Field("percent")),
    (KIND, WORK, Weakly("category")),
    (SERIAL, WORK | TASK, Field("number")),
    (NUMBER | WORK, TASK, Field("code")),
    (NUMBER, TASK | STEPS, Field("number")),
    (NAME | WORK, TASK, Field("name")),
    (NAME, TASK, Field("name")),
    (TASK, WORK | NAME, Field("name")),
    (STEPS, TASK, Weakly("name")),
    (WORK, FILLER, Weakly("name")),
];

/// What a heading says; `None`, where one of its words is not known, or they say nothing together.
pub(super) fn heading(cell: &str) -> Option<Heading> {
    let sense = sense(cell)?;
    let fits = |(needs, may, _): &&(Sense, Sense, Heading)| {
        sense & needs == *needs && sense & !(needs | may) == 0
    };
    let found = RULES.iter().find(fits);
    found.map(|(_, _, heading)| *heading)
}

/// Whether a heading is of progress, be it planned or of something else.
pub(super) fn speaks_of_progress(cell: &str) -> bool {
    let lower = comparable(cell).to_lowercase();
    let marks = [
        "进度", "进展", "完成", "progress", "complet", "percent", "done", "%",
    ];
    marks.iter().any(|mark| lower.contains(mark))
}

/// Whether a heading says that it is so already.
pub(super) fn is_actual(cell: &str) -> bool {
    sense(cell).is_some_and(|sense| sense & ACTUAL != 0)
}

/// Whether a heading over others tells them from those elsewhere: planned, actual, of a year, money.
pub(super) fn qualifies(cell: &str) -> bool {
    const APART: Sense =
        PLAN | ACTUAL | FIRST | PROGRESS | MONTH | YEAR | INVESTMENT | DONE | GOAL | SPENT;
    sense(cell).is_some_and(|sense| sense & APART != 0)
}

/// Whether a heading of names is of parts of the works.
pub(super) fn is_of_part(cell: &str) -> bool {
    sense(cell).is_some_and(|sense| sense & (TASK | STEPS) != 0)
}

/// The month that a heading of progress is of, and its year if that stands there: `9月`, `2026年10月进度`.
pub(super) fn month_of(cell: &str) -> Option<(Option<i32>, u8)> {
    let lower = plain_header(cell);
    let words = cut(&lower)?;
    let is_of_progress = words.iter().fold(0, |all, (sense, _)| all | sense) & PROGRESS != 0;
    let months: Vec<u8> = words.iter().filter_map(|(_, word)| month(word)).collect();
    let year = words.iter().find_map(|(_, word)| {
        let digits = word.trim_end_matches(['年', '度']);
        digits
            .parse()
            .ok()
            .filter(|year| (1990..2100).contains(year))
    });
    match months.as_slice() {
        [month] if is_of_progress => Some((year, *month)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u8> {
    const ENGLISH: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let digits = word.split('月').next().filter(|_| word.contains('月'));
    let chinese = digits.and_then(|digits| digits.parse().ok());
    let english = || {
        let at = ENGLISH.iter().position(|month| word.starts_with(month))?;
        u8::try_from(at + 1).ok()
    };
    chinese
        .or_else(english)
        .filter(|month| (1..=12).contains(month))
}

/// All that the words of a heading stand for.
fn sense(cell: &str) -> Option<Sense> {
    let narrow = half_width(cell);
    let has_share = narrow.contains('%');
    let has_amount = Unit::in_brackets(cell).is_some();
    let plain = plain_header(cell);
    let words = cut(&plain)?;
    let all = words.iter().fold(0, |all, (sense, _)| all | sense);
    let with = |has: bool, sense: Sense| if has { sense } else { 0 };
    Some(all | with(has_share, SHARE) | with(has_amount, AMOUNT))
}

#[cfg(test)]
mod tests;
