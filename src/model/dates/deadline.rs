use super::super::{BeforeInterval as Before, Commitment, Day, Period};
use super::day::{month_of_century, next};
use super::error::DateError::{
    self, BareNumber, BeforeOrWithin, Empty, Festival, NoSuchDay, NoSuchYear, NotADay,
    NotADeadline, OnlyCommitment, OutsidePeriod, SeveralYears, Vague,
};
use super::part::{Part, Phrase};
use super::phrase::phrase;
use super::rules::DateRules;
use super::vocabulary::Word;
use super::weekday::{check_weekday, weekday_beside};
use super::words::{compact, split};

/// What the words of a deadline say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deadline {
    /// By the end of a day.
    On {
        /// The last day in time.
        due: Day,
        /// The commitment word beside it.
        commitment: Option<Commitment>,
    },
    /// 尽早, 早日, 尽快, `as soon as possible`: promised for no day.
    Undated {
        /// The commitment word beside it.
        commitment: Option<Commitment>,
    },
}

/// Whether words may be a deadline at all, in whatever period they are read and whatever the office
/// has settled.
///
/// # Errors
/// Why none of that would mend them.
pub fn check_deadline(words: &str, today: Day) -> Result<(), DateError> {
    match read_deadline(words, None, &DateRules::on(today)) {
        Ok(_)
        | Err(
            BeforeOrWithin { .. }
            | DateError::EitherOrder { .. }
            | DateError::EitherYear { .. }
            | DateError::DayOrMonth { .. }
            | DateError::NoFiscalYear
            | DateError::OtherWeekday { .. }
            | NoSuchDay { .. },
        ) => Ok(()),
        Err(problem) => Err(problem),
    }
}

/// What stands where a deadline would, to say that there is none.
#[rustfmt::skip]
const NONE: [&str; 25] = [
    "-", "--", "–", "—", "——", "/", "\\", "无", "暂无", "没有", "待定", "未定", "none", "n/a", "tbc",
    "tbd", "tba", "ongoing", "on-going", "continuous", "持续", "持续推进", "长期", "长期坚持", "常态化",
];

/// Whether a text stands where a deadline would, to say that there is none: `—`, 无, `TBC`,
/// `ongoing`.
pub fn is_no_deadline(text: &str) -> bool {
    NONE.contains(&compact(text).as_str())
}

/// Reads a deadline as plans print it, in Chinese or English, or as a day in any of its forms.
///
/// What names no year falls into the period, or without one it is the next such day; `today`,
/// `+30d`, 今年 and 月底 count from the day of the rules.
///
/// # Errors
/// Whatever has no reading, or more than one, is refused; the variants of [`DateError`] say why.
pub fn read_deadline(
    words: &str,
    period: Option<Period>,
    rules: &DateRules,
) -> Result<Deadline, DateError> {
    if is_no_deadline(words) {
        return Ok(Deadline::Undated { commitment: None });
    }
    let text = compact(words);
    let whole = read_text(&text, period, rules);
    match (whole, outside_brackets(&text)) {
        (Err(BareNumber | Festival | NotADeadline | OnlyCommitment | Vague), Some(outside)) => {
            match read_text(&outside, period, rules) {
                // Without a day, what stands in brackets may be the day.
                Ok(Deadline::Undated { .. }) | Err(Empty | NotADeadline | OnlyCommitment) => whole,
                read => read,
            }
        }
        (whole, _) => whole,
    }
}

/// A compact text without what stands in brackets, which a deadline that stands outside does not
/// need: `2021年12月底(力争11月底)`. `None`, where there are none, or one is not closed.
fn outside_brackets(text: &str) -> Option<String> {
    let (mut outside, mut depth) = (String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    (depth == 0 && outside.len() < text.len()).then_some(outside)
}

/// Reads a compact text.
fn read_text(text: &str, period: Option<Period>, rules: &DateRules) -> Result<Deadline, DateError> {
    if text.is_empty() {
        return Err(Empty);
    }
    let all = split(text).ok_or_else(|| refusal(text, &[]))?;
    let (mut words, mut commitment) = (all.as_slice(), None);
    loop {
        words = match words {
            // The first of several governs the others: 力争加快 is 力争.
            [Word::Promise(c), rest @ ..] | [rest @ .., Word::Promise(c)] => {
                commitment.get_or_insert(*c);
                rest
            }
            [rest @ .., Word::Done] | [Word::To, rest @ ..] => rest,
            _ => break,
        }
    }
    match words {
        [] => return Err(OnlyCommitment),
        [Word::Soon] => return Ok(Deadline::Undated { commitment }),
        _ => {}
    }
    match due(words, period, rules) {
        Ok(due) => Ok(Deadline::On { due, commitment }),
        Err(NotADay) => Err(refusal(text, words)),
        Err(error) => Err(error),
    }
}

/// Why a text that was not understood is refused.
fn refusal(text: &str, words: &[Word]) -> DateError {
    #[rustfmt::skip]
    const FESTIVALS: &[&str] = &[
        "春节", "元旦", "国庆", "中秋", "端午", "清明", "元宵", "重阳", "除夕", "过年", "新年",
        "劳动节", "五一", "七一", "节前", "节后", "节日", "假期", "长假", "festival", "holiday",
        "christmas", "xmas", "easter", "newyear", "nationalday", "labourday", "laborday",
        "mayday", "midautumn", "mid-autumn",
    ];
    #[rustfmt::skip]
    const VAGUE: &[&str] = &[
        "年初", "年中", "月初", "月中", "季初", "近期", "近日", "适时", "择机", "不久", "左右",
        "旬", "soon", "shortly", "later", "around", "about", "beginning", "start", "someday",
    ];
    let is_feast = match words {
        // 十一 is a day of rest, unlike 11; 年前 is before the lunar new year.
        [Word::Number(n)] | [Word::Number(n), Word::Before] => {
            n.value == 11 && text.contains("十一")
        }
        [Word::Year, Word::Before] => true,
        _ => FESTIVALS.iter().any(|name| text.contains(name)),
    };
    let bare = |word: &Word| matches!(word, Word::Number(_) | Word::DayOf);
    let is_filler = |word: &Word| {
        use Word::{Before, BeforeThe, Mark, Plus};
        matches!(word, Mark(_) | Plus | Before | BeforeThe)
    };
    if is_feast {
        Festival
    } else if words.iter().any(bare) && words.iter().all(|word| bare(word) || is_filler(word)) {
        BareNumber
    } else if VAGUE.iter().any(|vague| text.contains(vague)) {
        Vague
    } else {
        NotADeadline
    }
}

/// The day that words other than of commitment name, with that of the week beside it or without.
fn due(words: &[Word], period: Option<Period>, rules: &DateRules) -> Result<Day, DateError> {
    let Some((weekday, words)) = weekday_beside(words) else {
        return dated(words, period, rules);
    };
    let due = dated(&words, period, rules)?;
    let is_before = |word: &Word| matches!(word, Word::Before | Word::BeforeThe);
    let words: Vec<Word> = words.into_iter().filter(|word| !is_before(word)).collect();
    match phrase(&words, rules, due.ymd().0)? {
        Phrase::On(_) | Phrase::Of(_, Part::Day(..), _) => check_weekday(due, weekday),
        _ => Err(NotADay),
    }
}

/// The day that a date or an interval names.
fn dated(words: &[Word], period: Option<Period>, rules: &DateRules) -> Result<Day, DateError> {
    let (words, is_before) = match words {
        [Word::BeforeThe, rest @ ..] | [rest @ .., Word::Before] => (rest, true),
        _ => (words, false),
    };
    let year = period.map_or(rules.today, |period| period.end()).ymd().0;
    // Where the office is asked which of two days is meant, each is named in a year that fits.
    let near = |part| next(part, period.map_or(rules.today, |period| period.start()));
    match phrase(words, rules, year)? {
        Phrase::On(day) => Ok(day),
        Phrase::Of(year, part, is_end) => {
            let is_interval = !is_end && !matches!(part, Part::Day(..));
            let reading = Reading {
                part,
                before: (is_before && is_interval).then_some(rules.before),
            };
            match (year, period) {
                (Some(year), _) => reading.day(year),
                (None, Some(period)) => reading.within(period),
                (None, None) => reading.next(rules.today),
            }
        }
        Phrase::EitherOrder {
            year,
            first,
            second,
        } => {
            let day = |part: Part| match year {
                Some(year) => Ok(part.days(year)?.1),
                None => near(part),
            };
            Err(DateError::EitherOrder {
                dmy: day(Part::Day(second, first))?,
                mdy: day(Part::Day(first, second))?,
            })
        }
        Phrase::DayOrMonth { month, number } => Err(DateError::DayOrMonth {
            day: near(Part::Day(month, number))?,
            month_end: month_of_century(month, number)?,
        }),
    }
}

/// A part of a year, to be read as one day.
#[derive(Clone, Copy)]
struct Reading {
    part: Part,
    /// If it is an interval with 前: how the office reads that, if it said.
    before: Option<Option<Before>>,
}

impl Reading {
    /// The day in that year.
    fn day(&self, year: i32) -> Result<Day, DateError> {
        let (first, inclusive) = self.part.days(year)?;
        let strict = first.plus(-1).ok_or(NoSuchYear);
        match self.before {
            None | Some(Some(Before::Inclusive)) => Ok(inclusive),
            Some(Some(Before::Strict)) => strict,
            Some(None) => Err(BeforeOrWithin {
                strict: strict?,
                inclusive,
            }),
        }
    }

    /// The next such day. Each reading of 前 has its own: in mid-November, before November is next
    /// year. Where nobody settled the reading, both days are named of the next interval that is not
    /// over.
    fn next(&self, today: Day) -> Result<Day, DateError> {
        let counted = Reading {
            before: self.before.map(|before| before.or(Some(Before::Inclusive))),
            ..*self
        };
        let (year, ..) = today.ymd();
        let is_next = |year: &i32| counted.day(*year).is_ok_and(|day| day >= today);
        // What no year has, this year has not.
        self.day((year..=year + 9).find(is_next).unwrap_or(year))
    }

    /// The day in the one year in which it lies in the period.
    ///
    /// The year is that of the interval, whichever way 前 is read, so that setting the way never
    /// gives a day other than the two that were named. Only an interval that ends in the period in
    /// no year may end just before it begins: 7月前 in the first half.
    fn within(&self, period: Period) -> Result<Day, DateError> {
        let (from, to) = (period.start().ymd().0, period.end().ymd().0);
        let inside = |end_of: fn((Day, Day)) -> Option<Day>| -> Vec<(i32, Day)> {
            (from..=to + 1)
                .filter_map(|year| Some((year, self.part.days(year).ok().and_then(end_of)?)))
                .filter(|(_, day)| period.contains(*day))
                .collect()
        };
        let mut years = inside(|(_, last)| Some(last));
        if years.is_empty() && self.before.is_some() {
            years = inside(|(first, _)| first.plus(-1));
        }
        match years.as_slice() {
            [] => Err(self.outside(period)),
            [(year, _)] => match self.day(*year)? {
                day if period.contains(day) => Ok(day),
                _ => Err(self.outside(period)),
            },
            [(_, first), .., (_, last)] => Err(SeveralYears {
                first: *first,
                last: *last,
            }),
        }
    }

    /// The refusal of a day that lies in the period in no year.
    fn outside(&self, period: Period) -> DateError {
        let reading = Reading {
            before: self.before.map(|b| b.or(Some(Before::Inclusive))),
            ..*self
        };
        let year = period.start().ymd().0;
        let this = match reading.day(year) {
            Ok(day) => day,
            Err(error) => return error,
        };
        let step = if this < period.start() { 1 } else { -1 };
        // The next 29 February is at most eight years away.
        match (1..=8).find_map(|n| reading.day(year + n * step).ok()) {
            Some(other) => OutsidePeriod { this, other },
            None => NoSuchYear,
        }
    }
}

#[cfg(test)]
mod tests;
