//! Days behind what was done by them: `done 14 Nov`, `60% as of 20 Nov`, 于11月10日竣工.

use super::words::without_end;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A clause without the day behind it. Behind a figure only a word that leads to the day tells that it
/// is not to be reached by then.
pub(super) fn without_day(words: &str) -> &str {
    let mut rest = words.trim_end();
    let (mut months, mut numbers, mut days) = (0, 0, 0);
    while let Some(word) = rest.split_whitespace().next_back() {
        match part(word) {
            Some(Part::Month) => months += 1,
            Some(Part::Number) => numbers += 1,
            Some(Part::Day) => days += 1,
            None => break,
        }
        rest = rest.strip_suffix(word).unwrap_or_default().trim_end();
    }
    let is_day = matches!((months, numbers, days), (1, 1 | 2, 0) | (0, 0, 1));
    if !is_day {
        return words;
    }
    match without_end(rest, &["on", "as of", "as at"]) {
        Some(rest) => rest,
        None if rest.ends_with(['%', '％']) => words,
        None => rest,
    }
}

enum Part {
    Month,
    Number,
    /// A whole day in digits.
    Day,
}

fn part(word: &str) -> Option<Part> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    if word.len() > 2 && MONTHS.iter().any(|month| month.starts_with(&word)) || word == "sept" {
        return Some(Part::Month);
    }
    let ends = ["st", "nd", "rd", "th"];
    let number = ends.iter().find_map(|end| word.strip_suffix(end));
    if number.unwrap_or(&word).parse::<u16>().is_ok() {
        return Some(Part::Number);
    }
    let is_day = ['-', '/', '.'].iter().any(|mark| {
        let numbers = word.split(*mark).map(|number| number.parse::<u16>());
        word.split(*mark).count() == 3 && numbers.flatten().count() == 3
    });
    is_day.then_some(Part::Day)
}

/// A name without 于11月10日 at its end.
pub(super) fn without_chinese_day(name: &str) -> &str {
    let day = before_unit(name, '日').or_else(|| before_unit(name, '号'));
    let Some(month) = day.and_then(|rest| before_unit(rest, '月')) else {
        return name;
    };
    let rest = before_unit(month, '年').unwrap_or(month);
    rest.strip_suffix(['于', '在']).unwrap_or(rest)
}

/// What stands before a number with that unit.
fn before_unit(text: &str, unit: char) -> Option<&str> {
    let number = text.trim_end().strip_suffix(unit)?.trim_end();
    let rest = number.trim_end_matches(|c: char| c.is_ascii_digit());
    (rest.len() < number.len()).then_some(rest)
}
