//! Why a day or a deadline cannot be read, and what to write instead.

use crate::model::{DateError, Weekday};

use super::macros::sentences;

sentences! {
    DateError {
        Empty
            en "a date is missing; write one such as 2021-10-31"
            zh "缺少日期；应如2021-10-31",
        OnlyCommitment
            en "names a commitment but no deadline; add a day such as 2021-11-30, or words such as end of november"
            zh "只有力度，没有时间；请加上日期，如2021-11-30，或加上年底前、11月底",
        EitherOrder { dmy, mdy }
            en "may be {dmy}, day first, or {mdy}, month first; write the one that is meant, or settle it for all with `project config dates dmy` (or mdy)"
            zh "可能指{dmy}（日在前），也可能指{mdy}（月在前）；请写明日期，或用 project config dates dmy（或 mdy）统一",
        EitherYear { last, first }
            en "may be {last}, the year last, or {first}, the year first; write the year with four figures, or settle that it stands last with `project config dates dmy` (or mdy)"
            zh "可能指{last}（年在后），也可能指{first}（年在前）；请写四位年份，或用 project config dates dmy（或 mdy）统一为年在后",
        DayOrMonth { day, month_end }
            en "may be the day {day}, or the month that ends on {month_end}; write the day that is meant"
            zh "可能指{day}，也可能指{month_end}所在的整月；请写明日期",
        BeforeOrWithin { strict, inclusive }
            en "may be {strict}, before it begins, or {inclusive}, by its end; write the day, or settle it for all with `project config deadlines.before strict` (or inclusive)"
            zh "可能指{strict}（开始之前），也可能指{inclusive}（结束之前）；请写明日期，或用 project config deadlines.before strict（或 inclusive）统一",
        WhichYear { past, next }
            en "without a year it may be {past} or {next}; write the year too"
            zh "未写年份，可能指{past}，也可能指{next}；请写明年份",
        OutsidePeriod { this, other }
            en "not in the period without a year; write {this} or {other}, whichever is meant, or give another period"
            zh "未写年份，不在期间内；请写明是{this}还是{other}，或改填期间",
        SeveralYears { first, last }
            en "without a year it may be any from {first} to {last}; write the year too"
            zh "未写年份，从{first}到{last}有多个可能；请写明年份",
        NoSuchDay { month_end }
            en "there is no such day; the last one of that month is {month_end}"
            zh "没有这一天；该月最后一天是{month_end}",
        NoSuchMonth
            en "there is no such month; expected 1 to 12"
            zh "没有这个月份；应为1到12",
        NoSuchQuarter
            en "there is no such quarter; expected 1 to 4"
            zh "没有这个季度；应为一到四季度",
        NoFiscalYear
            en "the year begins in January here, so write 2027 or 2027H1; for fiscal years, set their first month: project config year.begins 07"
            zh "年度自1月起算，请写2027年或2027年上半年；如用财年，请先设定起始月份：project config year.begins 07",
        NoSuchYear
            en "the year cannot be read; write it with four figures, such as 2021"
            zh "年份无法识别；请写四位数字，如2021",
        YearOfRepublic { year }
            en "the year cannot be read; write it with four figures: {year}, if it counts from 1912"
            zh "年份无法识别；请写四位数字，如为民国纪年即{year}",
        BareNumber
            en "a number alone names no day; write one such as 2021-10-31"
            zh "只有数字，不知是哪一天；请写日期，如2021-10-31",
        Weekday
            en "does not say of which week; write last friday, next friday, or a day such as 2021-10-31"
            zh "没有说明是哪一周；请写上周五、下周五，或写日期，如2021-10-31",
        OtherWeekday { day, found, written }
            en "{day} is a {found}, not a {written}; write the day that is meant"
            zh "{day}是{found}，不是{written}；请写明日期",
        Festival
            en "a holiday is not a date; write the day, such as 2021-09-30"
            zh "节假日不是确切日期；请写明日期，如2021-09-30",
        Vague
            en "names no day; write one such as 2021-11-30, words such as end of november, or `as soon as possible` where no day is promised"
            zh "没有说明是哪一天；请写日期，如2021-11-30，或写年底前、11月底；不设时限的写尽早",
        NotOneDay
            en "does not name one day; write it, such as 2021-10-31"
            zh "不是确切的一天；请写日期，如2021-10-31",
        NotADay
            en "not a date; expected one such as 2021-10-31, 31 Oct 2021, 10-31, yesterday"
            zh "不是日期；应如2021-10-31、10月31日、昨天",
        NotADeadline
            en "not understood as a deadline; write a day such as 2021-11-30, or words such as end of november"
            zh "不是可识别的时限；请写日期，如2021-11-30，或写年底前、11月底",
    }
}

sentences! {
    Weekday {
        Monday en "Monday" zh "星期一",
        Tuesday en "Tuesday" zh "星期二",
        Wednesday en "Wednesday" zh "星期三",
        Thursday en "Thursday" zh "星期四",
        Friday en "Friday" zh "星期五",
        Saturday en "Saturday" zh "星期六",
        Sunday en "Sunday" zh "星期日"
    }
}
