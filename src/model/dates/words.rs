//! The words dates are made of, and the way from a text to them.

use super::super::{Commitment, half_width};
use super::error::DateError::{self, NoSuchMonth, NoSuchYear};

/// A number as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    /// Saturated: what is too large is in no range either.
    pub(super) value: u32,
    /// How many figures it was written with.
    pub(super) digits: usize,
}

impl Number {
    /// As a year, which takes four figures: 21年 might be any.
    pub(super) fn year(self) -> Result<i32, DateError> {
        match i32::try_from(self.value) {
            Ok(year @ 1..) if self.digits == 4 => Ok(year),
            _ => Err(NoSuchYear),
        }
    }

    /// Whether it could only be a year.
    pub(super) fn is_year_long(self) -> bool {
        self.digits == 4
    }

    /// Whether it is a year where nothing else says so: 1130 is rather the thirtieth of November.
    pub(super) fn is_year_by_itself(self) -> bool {
        self.is_year_long() && (1900..2200).contains(&self.value)
    }

    /// Whether it may be a month or a day.
    pub(super) fn is_short(self) -> bool {
        self.digits <= 2
    }

    /// As a month, quarter, half or day; 0, which is none of them, if it has too many figures.
    pub(super) fn small(self) -> u32 {
        if self.digits <= 2 { self.value } else { 0 }
    }

    /// The year, month and day of eight figures.
    pub(super) fn split_date(self) -> [Number; 3] {
        let part = |value, digits| Number { value, digits };
        [
            part(self.value / 10_000, 4),
            part(self.value / 100 % 100, 2),
            part(self.value % 100, 2),
        ]
    }

    /// As the number of a month.
    pub(super) fn month(self) -> Result<u32, DateError> {
        Some(self.small())
            .filter(|month| (1..=12).contains(month))
            .ok_or(NoSuchMonth)
    }
}

/// A word of the vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    Number(Number),
    /// `-`, `/` or `.` within a date; `-` before a number of days.
    Mark(char),
    Plus,
    /// So many days, after a number.
    Days(u32),
    /// `in` before a number of days; else it says nothing.
    In,
    /// `ago`, after a number of days.
    Ago,
    /// 后, after a number of days.
    After,
    /// Today, and days that are called by how far they are from it.
    DayFromNow(i64),
    /// `last`, before a day of the week.
    Last,
    /// `next`, before a day of the week.
    Next,
    /// Monday is 1.
    Weekday(i64),
    /// 上周, 本周, 下周, before a day of the week: weeks after the present one.
    Week(i64),
    /// 年, `year`.
    Year,
    /// `FY` before its number, 财年 after it.
    FiscalYear,
    /// 今年, 明年: years after the present one.
    YearFromNow(i32),
    /// 次年: the year after that of the period, or after the present one.
    YearAfter,
    /// 月, after its number.
    Month,
    /// `month`, which takes no number: `3 months` are not March.
    TheMonth,
    /// 本月, 下月: months after the present one.
    MonthFromNow(i32),
    /// 本季度, 下季度: quarters after the present one.
    QuarterFromNow(i32),
    /// 本半年: the present half-year.
    ThisHalf,
    /// `november`.
    MonthName(u32),
    /// 日, 号.
    DayOf,
    /// 上旬, 中旬, 下旬.
    Third(u32),
    /// 季度, after its number.
    Quarter,
    /// `q`, before its number.
    Q,
    /// 上半年, 下半年.
    HalfYear(u32),
    /// `half`, after its number.
    Half,
    /// `h`, before its number.
    H,
    /// 底, 末, `end`.
    End,
    /// 内: at any time within, so at its end.
    Within,
    /// 前.
    Before,
    /// `before`, which comes first.
    BeforeThe,
    Promise(Commitment),
    Done,
    Soon,
    /// 于, `of`: without weight, dropped.
    Filler,
}

#[rustfmt::skip]
pub(super) const VOCABULARY: &[(&str, Word)] = &[
    ("+", Word::Plus), ("-", Word::Mark('-')), ("−", Word::Mark('-')), ("/", Word::Mark('/')),
    (".", Word::Mark('.')),
    ("d", Word::Days(1)), ("day", Word::Days(1)), ("days", Word::Days(1)), ("天", Word::Days(1)),
    ("w", Word::Days(7)), ("week", Word::Days(7)), ("weeks", Word::Days(7)),
    ("周", Word::Days(7)), ("星期", Word::Days(7)), ("个星期", Word::Days(7)),
    ("in", Word::In), ("within", Word::In), ("ago", Word::Ago),
    ("后", Word::After), ("之后", Word::After), ("以后", Word::After),
    ("today", Word::DayFromNow(0)), ("今天", Word::DayFromNow(0)), ("今日", Word::DayFromNow(0)),
    ("yesterday", Word::DayFromNow(-1)), ("昨天", Word::DayFromNow(-1)),
    ("昨日", Word::DayFromNow(-1)), ("前天", Word::DayFromNow(-2)),
    ("tomorrow", Word::DayFromNow(1)), ("明天", Word::DayFromNow(1)),
    ("明日", Word::DayFromNow(1)), ("后天", Word::DayFromNow(2)),
    ("last", Word::Last), ("next", Word::Next),
    ("monday", Word::Weekday(1)), ("mon", Word::Weekday(1)), ("周一", Word::Weekday(1)),
    ("星期一", Word::Weekday(1)),
    ("tuesday", Word::Weekday(2)), ("tue", Word::Weekday(2)), ("周二", Word::Weekday(2)),
    ("星期二", Word::Weekday(2)),
    ("wednesday", Word::Weekday(3)), ("wed", Word::Weekday(3)), ("周三", Word::Weekday(3)),
    ("星期三", Word::Weekday(3)),
    ("thursday", Word::Weekday(4)), ("thu", Word::Weekday(4)), ("周四", Word::Weekday(4)),
    ("星期四", Word::Weekday(4)),
    ("friday", Word::Weekday(5)), ("fri", Word::Weekday(5)), ("周五", Word::Weekday(5)),
    ("星期五", Word::Weekday(5)),
    ("saturday", Word::Weekday(6)), ("sat", Word::Weekday(6)), ("周六", Word::Weekday(6)),
    ("星期六", Word::Weekday(6)),
    ("sunday", Word::Weekday(7)), ("sun", Word::Weekday(7)), ("周日", Word::Weekday(7)),
    ("星期日", Word::Weekday(7)), ("周天", Word::Weekday(7)), ("星期天", Word::Weekday(7)),
    ("上周", Word::Week(-1)), ("上星期", Word::Week(-1)),
    ("本周", Word::Week(0)), ("这周", Word::Week(0)), ("本星期", Word::Week(0)),
    ("下周", Word::Week(1)), ("下星期", Word::Week(1)),
    ("年", Word::Year), ("year", Word::Year),
    ("fy", Word::FiscalYear), ("财年", Word::FiscalYear),
    ("今年", Word::YearFromNow(0)), ("本年", Word::YearFromNow(0)),
    ("本年度", Word::YearFromNow(0)), ("thisyear", Word::YearFromNow(0)),
    ("明年", Word::YearFromNow(1)), ("nextyear", Word::YearFromNow(1)),
    ("后年", Word::YearFromNow(2)), ("次年", Word::YearAfter),
    ("去年", Word::YearFromNow(-1)), ("lastyear", Word::YearFromNow(-1)),
    ("月", Word::Month), ("月份", Word::Month), ("month", Word::TheMonth),
    ("本月", Word::MonthFromNow(0)), ("本月份", Word::MonthFromNow(0)),
    ("这个月", Word::MonthFromNow(0)), ("thismonth", Word::MonthFromNow(0)),
    ("下月", Word::MonthFromNow(1)), ("下月份", Word::MonthFromNow(1)),
    ("下个月", Word::MonthFromNow(1)), ("nextmonth", Word::MonthFromNow(1)),
    ("上月", Word::MonthFromNow(-1)), ("上个月", Word::MonthFromNow(-1)),
    ("lastmonth", Word::MonthFromNow(-1)), ("本季度", Word::QuarterFromNow(0)),
    ("thisquarter", Word::QuarterFromNow(0)),
    ("下季度", Word::QuarterFromNow(1)), ("nextquarter", Word::QuarterFromNow(1)),
    ("上季度", Word::QuarterFromNow(-1)), ("lastquarter", Word::QuarterFromNow(-1)),
    ("本半年", Word::ThisHalf), ("thishalf", Word::ThisHalf),
    ("january", Word::MonthName(1)), ("jan", Word::MonthName(1)), ("february", Word::MonthName(2)),
    ("feb", Word::MonthName(2)),
    ("march", Word::MonthName(3)), ("mar", Word::MonthName(3)),
    ("april", Word::MonthName(4)), ("apr", Word::MonthName(4)),
    ("may", Word::MonthName(5)), ("june", Word::MonthName(6)), ("jun", Word::MonthName(6)),
    ("july", Word::MonthName(7)), ("jul", Word::MonthName(7)),
    ("august", Word::MonthName(8)), ("aug", Word::MonthName(8)),
    ("september", Word::MonthName(9)), ("sept", Word::MonthName(9)), ("sep", Word::MonthName(9)),
    ("october", Word::MonthName(10)), ("oct", Word::MonthName(10)),
    ("november", Word::MonthName(11)), ("nov", Word::MonthName(11)),
    ("december", Word::MonthName(12)), ("dec", Word::MonthName(12)),
    ("日", Word::DayOf), ("号", Word::DayOf),
    ("上旬", Word::Third(1)), ("early", Word::Third(1)),
    ("中旬", Word::Third(2)), ("mid", Word::Third(2)), ("middle", Word::Third(2)),
    ("下旬", Word::Third(3)), ("late", Word::Third(3)),
    ("季度", Word::Quarter), ("quarter", Word::Quarter), ("q", Word::Q),
    ("上半年", Word::HalfYear(1)), ("下半年", Word::HalfYear(2)),
    ("half", Word::Half), ("h", Word::H),
    ("两", Word::Number(Number { value: 2, digits: 1 })),
    ("first", Word::Number(Number { value: 1, digits: 1 })),
    ("second", Word::Number(Number { value: 2, digits: 1 })),
    ("third", Word::Number(Number { value: 3, digits: 1 })),
    ("fourth", Word::Number(Number { value: 4, digits: 1 })),
    ("底", Word::End), ("末", Word::End), ("终", Word::End), ("end", Word::End),
    ("内", Word::Within), ("之内", Word::Within), ("以内", Word::Within),
    ("前", Word::Before), ("之前", Word::Before), ("以前", Word::Before),
    ("before", Word::BeforeThe),
    ("尽早", Word::Soon), ("早日", Word::Soon), ("尽快", Word::Soon),
    ("asap", Word::Soon), ("assoonaspossible", Word::Soon),
    ("完成", Word::Done), ("竣工", Word::Done), ("完工", Word::Done), ("建成", Word::Done),
    ("开业", Word::Done), ("验收", Word::Done), ("投用", Word::Done), ("投产", Word::Done),
    ("交付", Word::Done), ("开工", Word::Done), ("复工", Word::Done), ("启动", Word::Done),
    ("通车", Word::Done), ("封顶", Word::Done), ("结顶", Word::Done), ("全部", Word::Done),
    ("全面", Word::Done), ("基本", Word::Done), ("并", Word::Done), ("要", Word::Done),
    ("需", Word::Done), ("须", Word::Done),
    ("于", Word::Filler), ("在", Word::Filler), ("到", Word::Filler), ("第", Word::Filler),
    ("by", Word::Filler), ("on", Word::Filler), ("at", Word::Filler),
    ("of", Word::Filler), ("the", Word::Filler), ("st", Word::Filler), ("nd", Word::Filler),
    ("rd", Word::Filler), ("th", Word::Filler), (" ", Word::Filler), (",", Word::Filler),
    ("。", Word::Filler), (";", Word::Filler), (":", Word::Filler),
];

/// The text in lower case and half width, without the time of day behind a date, and without spaces
/// except where they part two numbers.
pub(super) fn compact(words: &str) -> String {
    let text = half_width(words.trim()).to_lowercase();
    let mut joined = String::new();
    for piece in without_time(&text).split_whitespace() {
        let is_digit = |c: char| c.is_ascii_digit();
        if joined.ends_with(is_digit) && piece.starts_with(is_digit) {
            joined.push(' ');
        }
        joined.push_str(piece);
    }
    joined
}

/// A text without the time that ends it: `2021-10-31T09:00:00.5+08:00`, `2021/10/31 9:00`.
fn without_time(text: &str) -> &str {
    let parts = |(at, mark): (usize, &str)| {
        let (day, time) = text.split_at(at);
        Some((day, time.get(mark.len()..)?))
    };
    let is_time_of_day = |(day, time): &(&str, &str)| {
        let ends_in_day = day
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || "日号".contains(c));
        ends_in_day && is_time(time.trim())
    };
    let mut found = text.match_indices(['t', ' ']).filter_map(parts);
    match found.find(is_time_of_day) {
        Some((day, _)) => day,
        None => text,
    }
}

/// `9:00`, `09:00:00.5`, with `am`, `pm`, `z` or an offset behind it or not.
fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['z', '+', '-', 'a', 'p']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let is_number = |text: &str, length: usize, most: u32| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        plain && text.len() == length && text.parse().is_ok_and(|number: u32| number <= most)
    };
    let is_zone = match zone.split_at_checked(1) {
        None => true,
        Some(("z", "")) | Some(("a" | "p", "m")) => true,
        Some(("+" | "-", offset)) => {
            let (hours, minutes) = offset.split_at_checked(2).unwrap_or((offset, ""));
            let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
            is_number(hours, 2, 14) && (minutes.is_empty() || is_number(minutes, 2, 59))
        }
        Some(_) => false,
    };
    let mut parts = clock.trim().splitn(3, ':');
    let is_hour = |hour: &str| is_number(hour, 1, 9) || is_number(hour, 2, 24);
    let is_second = |second: &str| {
        let (whole, part) = second.split_once(['.', ',']).unwrap_or((second, "0"));
        is_number(whole, 2, 60) && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    };
    is_zone
        && parts.next().is_some_and(is_hour)
        && parts.next().is_some_and(|minute| is_number(minute, 2, 59))
        && parts.next().is_none_or(is_second)
}

/// The words of a compact text; `None` if a part of it is none.
pub(super) fn split(text: &str) -> Option<Vec<Word>> {
    let (mut rest, mut words) = (text, Vec::new());
    while !rest.is_empty() {
        let (word, length) = arabic(rest)
            .or_else(|| chinese(rest))
            .or_else(|| longest(rest))?;
        if word != Word::Filler {
            words.push(word);
        }
        rest = rest.get(length..)?;
    }
    let at = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
    let is_kept = |index: usize, word: Word| {
        let (before, after) = (at(index.checked_sub(1)), at(index.checked_add(1)));
        match word {
            Word::In => {
                let unit = at(index.checked_add(2));
                matches!((after, unit), (Some(Word::Number(_)), Some(Word::Days(_))))
            }
            // After an abbreviation or a sentence, a full stop says nothing.
            Word::Mark('.') => {
                matches!(
                    (before, after),
                    (Some(Word::Number(_)), Some(Word::Number(_)))
                )
            }
            // Beside such a word a hyphen only joins: `mid-november`, `year-end`, `2021-Q4`. Between
            // a month and a number it may be meant otherwise: `Nov-21`.
            Word::Mark('-') => {
                let joins = |word| {
                    use Word::{End, H, MonthName, Number, Q, Third};
                    match word {
                        (Some(Third(_) | End | Q | H), _) => true,
                        (Some(MonthName(_)), Some(Number(_))) => false,
                        (Some(MonthName(_)), _) => true,
                        _ => false,
                    }
                };
                !(joins((before, after)) || joins((after, before)))
            }
            _ => true,
        }
    };
    let kept = (0..)
        .zip(&words)
        .filter(|(index, word)| is_kept(*index, **word));
    Some(kept.map(|(_, word)| *word).collect())
}

/// The longest word of the vocabulary at the beginning of a text, and its length in bytes.
fn longest(text: &str) -> Option<(Word, usize)> {
    let promises = Commitment::ALL.into_iter().flat_map(|c| {
        let words = c.words().iter().copied().chain([c.id()]);
        words.map(move |word| (word, Word::Promise(c)))
    });
    promises
        .chain(VOCABULARY.iter().copied())
        .filter(|(word, _)| text.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(spelling, word)| (word, spelling.len()))
}

fn arabic(text: &str) -> Option<(Word, usize)> {
    let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = text.get(..length)?.chars().filter_map(|c| c.to_digit(10));
    number(digits).map(|word| (word, length))
}

/// 十一, 三十, 二〇二一.
fn chinese(text: &str) -> Option<(Word, usize)> {
    let digits: Vec<u32> = text.chars().map_while(numeral).collect();
    let length = text.chars().take(digits.len()).map(char::len_utf8).sum();
    let (tens, ones) = match digits.as_slice() {
        [10] => (1, 0),
        [10, ones @ 1..=9] => (1, *ones),
        [tens @ 1..=9, 10] => (*tens, 0),
        [tens @ 1..=9, 10, ones @ 1..=9] => (*tens, *ones),
        // Figure by figure only a year is written: 一二月 is January and February.
        others if matches!(others.len(), 1 | 4) && !others.contains(&10) => {
            return number(others.iter().copied()).map(|word| (word, length));
        }
        _ => return None,
    };
    number([tens, ones].into_iter()).map(|word| (word, length))
}

fn numeral(c: char) -> Option<u32> {
    "〇一二三四五六七八九十"
        .chars()
        .zip(0..)
        .chain([('零', 0), ('○', 0)])
        .find(|(numeral, _)| *numeral == c)
        .map(|(_, value)| value)
}

fn number(digits: impl Iterator<Item = u32>) -> Option<Word> {
    let none = Number {
        value: 0,
        digits: 0,
    };
    let number = digits.fold(none, |number, digit| Number {
        value: number.value.saturating_mul(10).saturating_add(digit),
        digits: number.digits + 1,
    });
    (number.digits > 0).then_some(Word::Number(number))
}
