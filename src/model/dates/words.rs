//! From a text to the words of a date.

use super::super::{Commitment, comparable, english_number};
use super::vocabulary::{Number, VOCABULARY, Word};

/// The text in lower case and half width, without the time of day behind a date, and without spaces
/// except where they part two numbers.
pub(super) fn compact(words: &str) -> String {
    let text = comparable(words.trim()).to_lowercase();
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
        let (word, length) = first(rest)?;
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
                matches!(after, Some(Word::Number(_))) && unit.is_some_and(Word::is_unit)
            }
            // After an abbreviation or a sentence, a full stop says nothing.
            Word::Mark('.') => {
                matches!(
                    (before, after),
                    (Some(Word::Number(_)), Some(Word::Number(_)))
                )
            }
            // Beside such a word a hyphen only joins: `mid-november`, `year-end`, `2021-Q4`. Between
            // a month and a number it may be meant otherwise: `Nov-21`; between two months or two
            // quarters it leads from one to the other.
            Word::Mark('-') => {
                use Word::{End, H, MonthName, Number, Q, Third};
                let joins = |word| match word {
                    (Some(Third(_) | End | Q | H), _) => true,
                    (Some(MonthName(_)), Some(Number(_) | MonthName(_))) => false,
                    (Some(MonthName(_)), _) => true,
                    _ => false,
                };
                let nth_of = at(index.checked_sub(2));
                let is_between = matches!((nth_of, after), (Some(Q), Some(Q)) | (Some(H), Some(H)));
                is_between || !(joins((before, after)) || joins((after, before)))
            }
            _ => true,
        }
    };
    let kept = (0..)
        .zip(&words)
        .filter(|(index, word)| is_kept(*index, **word));
    Some(kept.map(|(_, word)| *word).collect())
}

/// The word with which a compact text begins, and its length in bytes.
pub(super) fn first(text: &str) -> Option<(Word, usize)> {
    arabic(text)
        .or_else(|| of_the_republic(text))
        .or_else(|| chinese(text))
        .or_else(|| counting(text))
        .or_else(|| longest(text))
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

/// A year that counts from 1912, and says so: 民国110年.
fn of_the_republic(text: &str) -> Option<(Word, usize)> {
    let rest = text
        .strip_prefix("民国")
        .or_else(|| text.strip_prefix("民國"))?;
    let (Word::Number(number), length) = arabic(rest)? else {
        return None;
    };
    let year = Number {
        value: number.year_of_republic()?,
        digits: 4,
    };
    Some((Word::Number(year), text.len() - rest.len() + length))
}

fn arabic(text: &str) -> Option<(Word, usize)> {
    let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = text.get(..length)?.chars().filter_map(|c| c.to_digit(10));
    number(digits).map(|word| (word, length))
}

/// A number in English words, or `a`, before the unit that it counts: `three` of `three weeks`.
/// Elsewhere such words are none: `Phase one` names no day.
fn counting(text: &str) -> Option<(Word, usize)> {
    let unit = ["day", "week", "month"].into_iter();
    let length = unit.filter_map(|unit| text.find(unit)).min()?;
    let value = match text.get(..length)? {
        "a" | "an" => 1,
        number => english_number(number)?,
    };
    let digits = if value < 10 { 1 } else { 2 };
    Some((Word::Number(Number { value, digits }), length))
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
