//! The words dates are made of.

use super::super::Commitment;
use super::error::DateError::{self, NoSuchMonth, NoSuchYear, YearOfRepublic};

/// A number as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    /// Saturated: what is too large is in no range either.
    pub(super) value: u32,
    /// How many figures it was written with.
    pub(super) digits: usize,
}

impl Number {
    /// As a year, which takes four figures where nothing beside it says that it is one.
    pub(super) fn year(self) -> Result<i32, DateError> {
        match i32::try_from(self.value) {
            Ok(year @ 1..) if self.digits == 4 => Ok(year),
            Ok(100..) if let Some(year) = self.year_of_republic() => Err(YearOfRepublic { year }),
            _ => Err(NoSuchYear),
        }
    }

    /// As a year that counts from 1912.
    pub(super) fn year_of_republic(self) -> Option<u32> {
        let is_one = (1..200).contains(&self.value) && self.digits <= 3;
        is_one.then_some(1911 + self.value)
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

    /// As a year that two figures are enough for, those of this century: `FY27`, 21年底.
    pub(super) fn year_of_century(self) -> Result<i32, DateError> {
        match self.digits {
            2 => i32::try_from(2000 + self.value).map_err(|_| NoSuchYear),
            _ => self.year(),
        }
    }

    /// Day, month and year, or month, day and year, of eight figures that begin with no year and end
    /// in one: `31122021`. Such figures make no date that begins with its year.
    pub(super) fn split_year_last(self) -> Option<[Number; 3]> {
        let part = |value, digits| Number { value, digits };
        let (first, year) = (self.value / 10_000, part(self.value % 10_000, 4));
        let is_last =
            self.digits == 8 && !part(first, 4).is_year_by_itself() && year.is_year_by_itself();
        is_last.then(|| [part(first / 100, 2), part(first % 100, 2), year])
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
    /// 上周, 本周, `next week`: weeks after the present one.
    Week(i64),
    /// 年, `year`.
    Year,
    /// 全年, `full year`: all of it.
    WholeYear,
    /// `FY` before its number, 财年 after it.
    FiscalYear,
    /// 今年, 明年: years after the present one.
    YearFromNow(i32),
    /// 次年: the year after that of the period, or after the present one.
    YearAfter,
    /// 月, after its number.
    Month,
    /// `month`, which is none of the year's: `3 month` is not March.
    TheMonth,
    /// `months`, 个月: so many months, after a number.
    Months,
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
    /// `from`, before the first of two intervals.
    From,
    /// 至, `to`, between two intervals.
    To,
    Promise(Commitment),
    Done,
    Soon,
    /// 于, `of`: without weight, dropped.
    Filler,
}

impl Word {
    /// Whether it is a unit in which time is counted, after a number.
    pub(super) fn is_unit(self) -> bool {
        matches!(self, Word::Days(_) | Word::Months | Word::TheMonth)
    }
}

#[rustfmt::skip]
pub(super) const VOCABULARY: &[(&str, Word)] = &[
    ("+", Word::Plus), ("-", Word::Mark('-')), ("−", Word::Mark('-')), ("–", Word::Mark('-')),
    ("—", Word::Mark('-')), ("/", Word::Mark('/')), (".", Word::Mark('.')),
    ("from", Word::From), ("自", Word::From), ("从", Word::From),
    ("to", Word::To), ("through", Word::To), ("~", Word::To), ("至", Word::To), ("到", Word::To),
    ("d", Word::Days(1)), ("day", Word::Days(1)), ("days", Word::Days(1)), ("天", Word::Days(1)),
    ("w", Word::Days(7)), ("week", Word::Days(7)), ("weeks", Word::Days(7)),
    ("周", Word::Days(7)), ("星期", Word::Days(7)), ("个星期", Word::Days(7)),
    ("months", Word::Months), ("个月", Word::Months),
    ("in", Word::In), ("within", Word::In), ("ago", Word::Ago),
    ("后", Word::After), ("之后", Word::After), ("以后", Word::After),
    ("today", Word::DayFromNow(0)), ("今天", Word::DayFromNow(0)), ("今日", Word::DayFromNow(0)),
    ("thismorning", Word::DayFromNow(0)), ("thisafternoon", Word::DayFromNow(0)),
    ("thisevening", Word::DayFromNow(0)), ("tonight", Word::DayFromNow(0)),
    ("今早", Word::DayFromNow(0)), ("今晚", Word::DayFromNow(0)),
    ("yesterday", Word::DayFromNow(-1)), ("昨天", Word::DayFromNow(-1)),
    ("lastnight", Word::DayFromNow(-1)), ("昨晚", Word::DayFromNow(-1)),
    ("daybeforeyesterday", Word::DayFromNow(-2)),
    ("昨日", Word::DayFromNow(-1)), ("前天", Word::DayFromNow(-2)),
    ("tomorrow", Word::DayFromNow(1)), ("明天", Word::DayFromNow(1)),
    ("明日", Word::DayFromNow(1)), ("后天", Word::DayFromNow(2)),
    ("dayaftertomorrow", Word::DayFromNow(2)),
    ("last", Word::Last), ("next", Word::Next),
    ("monday", Word::Weekday(1)), ("mon", Word::Weekday(1)), ("周一", Word::Weekday(1)),
    ("星期一", Word::Weekday(1)),
    ("tuesday", Word::Weekday(2)), ("tue", Word::Weekday(2)), ("tues", Word::Weekday(2)),
    ("周二", Word::Weekday(2)),
    ("星期二", Word::Weekday(2)),
    ("wednesday", Word::Weekday(3)), ("wed", Word::Weekday(3)), ("weds", Word::Weekday(3)),
    ("周三", Word::Weekday(3)),
    ("星期三", Word::Weekday(3)),
    ("thursday", Word::Weekday(4)), ("thu", Word::Weekday(4)), ("thur", Word::Weekday(4)),
    ("thurs", Word::Weekday(4)), ("周四", Word::Weekday(4)),
    ("星期四", Word::Weekday(4)),
    ("friday", Word::Weekday(5)), ("fri", Word::Weekday(5)), ("周五", Word::Weekday(5)),
    ("星期五", Word::Weekday(5)),
    ("saturday", Word::Weekday(6)), ("sat", Word::Weekday(6)), ("周六", Word::Weekday(6)),
    ("星期六", Word::Weekday(6)),
    ("sunday", Word::Weekday(7)), ("sun", Word::Weekday(7)), ("周日", Word::Weekday(7)),
    ("星期日", Word::Weekday(7)), ("周天", Word::Weekday(7)), ("星期天", Word::Weekday(7)),
    ("上周", Word::Week(-1)), ("上星期", Word::Week(-1)), ("lastweek", Word::Week(-1)),
    ("本周", Word::Week(0)), ("这周", Word::Week(0)), ("本星期", Word::Week(0)),
    ("thisweek", Word::Week(0)),
    ("下周", Word::Week(1)), ("下星期", Word::Week(1)), ("nextweek", Word::Week(1)),
    ("年", Word::Year), ("年度", Word::Year), ("year", Word::Year),
    ("全年", Word::WholeYear), ("fullyear", Word::WholeYear), ("wholeyear", Word::WholeYear),
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
    ("于", Word::Filler), ("在", Word::Filler), ("第", Word::Filler),
    ("by", Word::Filler), ("on", Word::Filler), ("at", Word::Filler),
    ("of", Word::Filler), ("the", Word::Filler), ("st", Word::Filler), ("nd", Word::Filler),
    ("rd", Word::Filler), ("th", Word::Filler), (" ", Word::Filler), (",", Word::Filler),
    ("。", Word::Filler), (";", Word::Filler), (":", Word::Filler), ("(", Word::Filler),
    (")", Word::Filler), ("eod", Word::Filler), ("endofday", Word::Filler),
    ("cob", Word::Filler), ("closeofbusiness", Word::Filler),
];
