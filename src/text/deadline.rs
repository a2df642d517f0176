//! Why the words of a deadline cannot be read, and what to write instead.

use crate::model::{DeadlineError, Language};

use super::dates::day;
use super::phrases::{pick, plain, say};

/// The words and what is wrong with them, in one sentence with a hint.
pub(super) fn deadline(language: Language, words: &str, problem: &DeadlineError) -> String {
    let problem = self::problem(language, words, *problem);
    let words = plain(words.trim());
    if words.is_empty() {
        return problem;
    }
    say!(
        language,
        "deadline '{words}': {problem}",
        "期限“{words}”：{problem}"
    )
}

/// What is wrong with the words, where they stand beside it anyway.
pub(super) fn problem(language: Language, words: &str, problem: DeadlineError) -> String {
    let examples = examples(language, words);
    match problem {
        DeadlineError::Empty if words.trim().is_empty() => say!(
            language,
            "a deadline is missing; write a day such as 2021-11-30, or words such as {examples}",
            "缺少期限；请写日期，如2021-11-30，或写{examples}"
        ),
        DeadlineError::Empty => say!(
            language,
            "says how firmly, but not by when; add a day such as 2021-11-30, or words such as {examples}",
            "只有力度，没有时间；请加上日期，如2021-11-30，或加上{examples}"
        ),
        DeadlineError::Ambiguous { strict, inclusive } => {
            let (strict, inclusive) = (day(language, strict), day(language, inclusive));
            say!(
                language,
                "may be {strict}, before it begins, or {inclusive}, by its end; write the day, or settle it for all with `project config deadlines.before strict` (or inclusive)",
                "可能指{strict}（开始之前），也可能指{inclusive}（结束之前）；请写明日期，或用 project config deadlines.before strict（或 inclusive）统一"
            )
        }
        DeadlineError::OutsidePeriod { this, other } => {
            let (this, other) = (day(language, this), day(language, other));
            say!(
                language,
                "not in the period without a year; write {this} or {other}, whichever is meant, or give another period",
                "未写年份，不在期间内；请写明是{this}还是{other}，或改填期间"
            )
        }
        DeadlineError::SeveralYears { first, last } => {
            let (first, last) = (day(language, first), day(language, last));
            say!(
                language,
                "without a year it may be any from {first} to {last}; write the year too",
                "未写年份，从{first}到{last}有多个可能；请写明年份"
            )
        }
        DeadlineError::NoSuchDay { month_end } => {
            let month_end = day(language, month_end);
            say!(
                language,
                "there is no such day; the last one of that month is {month_end}",
                "没有这一天；该月最后一天是{month_end}"
            )
        }
        DeadlineError::NoSuchMonth => say!(
            language,
            "there is no such month; expected 1 to 12",
            "没有这个月份；应为1到12"
        ),
        DeadlineError::NoSuchQuarter => say!(
            language,
            "there is no such quarter; expected 1 to 4",
            "没有这个季度；应为一到四季度"
        ),
        DeadlineError::NoSuchYear => say!(
            language,
            "the year cannot be read; write it with four figures, such as 2021",
            "年份无法识别；请写四位数字，如2021"
        ),
        DeadlineError::BareNumber => say!(
            language,
            "figures alone name no day; write a day such as 2021-11-30, or words such as {examples}",
            "只有数字，不知是哪一天；请写日期，如2021-11-30，或写{examples}"
        ),
        DeadlineError::Festival => say!(
            language,
            "a holiday is no date; write the day, such as 2021-09-30",
            "节假日不是确切日期；请写明日期，如2021-09-30"
        ),
        DeadlineError::Vague => {
            let soon = if is_chinese(language, words) {
                "尽早"
            } else {
                "as soon as possible"
            };
            say!(
                language,
                "names no day; write one such as 2021-11-30, words such as {examples}, or {soon} where no day is promised",
                "没有说明是哪一天；请写日期，如2021-11-30，或写{examples}；不设期限的写{soon}"
            )
        }
        DeadlineError::Unknown => say!(
            language,
            "not understood as a deadline; write a day such as 2021-11-30, or words such as {examples}",
            "不是可识别的期限；请写日期，如2021-11-30，或写{examples}"
        ),
    }
}

/// Whether the words are Chinese; where there are none, whether the language is.
fn is_chinese(language: Language, words: &str) -> bool {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    words.chars().any(is_chinese) || (words.trim().is_empty() && language == Language::Zh)
}

/// Words that can be read, in the language of those that cannot.
fn examples(language: Language, words: &str) -> &'static str {
    if is_chinese(language, words) {
        pick(language, "年底前 or 11月底", "年底前、11月底")
    } else {
        pick(
            language,
            "year end or end of november",
            "year end、end of november",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::read_deadline;

    /// Read in the second half of 2021, in both languages.
    fn said(words: &str, period: &str) -> [String; 2] {
        let today = "2021-10-15".parse().unwrap();
        let problem = read_deadline(words, period.parse().unwrap(), today, None).unwrap_err();
        [Language::En, Language::Zh].map(|language| deadline(language, words, &problem))
    }

    #[test]
    fn every_refusal_says_what_to_write_instead() {
        for (words, period, en, zh) in [
            (
                " ",
                "2021H2",
                "a deadline is missing; write a day such as 2021-11-30, or words such as year end or end of november",
                "缺少期限；请写日期，如2021-11-30，或写年底前、11月底",
            ),
            (
                "力争",
                "2021H2",
                "deadline '力争': says how firmly, but not by when; add a day such as 2021-11-30, or words such as 年底前 or 11月底",
                "期限“力争”：只有力度，没有时间；请加上日期，如2021-11-30，或加上年底前、11月底",
            ),
            (
                "四季度前",
                "2021H2",
                "deadline '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end; write the day, or settle it for all with `project config deadlines.before strict` (or inclusive)",
                "期限“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）；请写明日期，或用 project config deadlines.before strict（或 inclusive）统一",
            ),
            (
                "6月底",
                "2021H2",
                "deadline '6月底': not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period",
                "期限“6月底”：未写年份，不在期间内；请写明是2021年6月30日还是2022年6月30日，或改填期间",
            ),
            (
                "3月",
                "2021-01-01..2022-06-30",
                "deadline '3月': without a year it may be any from 2021-03-31 to 2022-03-31; write the year too",
                "期限“3月”：未写年份，从2021年3月31日到2022年3月31日有多个可能；请写明年份",
            ),
            (
                "11月31日",
                "2021H2",
                "deadline '11月31日': there is no such day; the last one of that month is 2021-11-30",
                "期限“11月31日”：没有这一天；该月最后一天是2021年11月30日",
            ),
            (
                "13月",
                "2021H2",
                "deadline '13月': there is no such month; expected 1 to 12",
                "期限“13月”：没有这个月份；应为1到12",
            ),
            (
                "五季度",
                "2021H2",
                "deadline '五季度': there is no such quarter; expected 1 to 4",
                "期限“五季度”：没有这个季度；应为一到四季度",
            ),
            (
                "21年底",
                "2021H2",
                "deadline '21年底': the year cannot be read; write it with four figures, such as 2021",
                "期限“21年底”：年份无法识别；请写四位数字，如2021",
            ),
            (
                "11/30",
                "2021H2",
                "deadline '11/30': figures alone name no day; write a day such as 2021-11-30, or words such as year end or end of november",
                "期限“11/30”：只有数字，不知是哪一天；请写日期，如2021-11-30，或写year end、end of november",
            ),
            (
                "国庆前",
                "2021H2",
                "deadline '国庆前': a holiday is no date; write the day, such as 2021-09-30",
                "期限“国庆前”：节假日不是确切日期；请写明日期，如2021-09-30",
            ),
            (
                "近期",
                "2021H2",
                "deadline '近期': names no day; write one such as 2021-11-30, words such as 年底前 or 11月底, or 尽早 where no day is promised",
                "期限“近期”：没有说明是哪一天；请写日期，如2021-11-30，或写年底前、11月底；不设期限的写尽早",
            ),
            (
                "soon",
                "2021H2",
                "deadline 'soon': names no day; write one such as 2021-11-30, words such as year end or end of november, or as soon as possible where no day is promised",
                "期限“soon”：没有说明是哪一天；请写日期，如2021-11-30，或写year end、end of november；不设期限的写as soon as possible",
            ),
            (
                "7-8月",
                "2021H2",
                "deadline '7-8月': not understood as a deadline; write a day such as 2021-11-30, or words such as 年底前 or 11月底",
                "期限“7-8月”：不是可识别的期限；请写日期，如2021-11-30，或写年底前、11月底",
            ),
        ] {
            assert_eq!(said(words, period), [en, zh], "{words}");
        }
    }

    #[test]
    fn what_the_hints_name_can_be_read() {
        for words in [
            "2021-11-30",
            "年底前",
            "11月底",
            "year end",
            "end of november",
            "尽早",
            "as soon as possible",
        ] {
            let today = "2021-10-15".parse().unwrap();
            let read = read_deadline(words, "2021H2".parse().unwrap(), today, None);
            assert!(read.is_ok(), "{words}");
        }
    }
}
