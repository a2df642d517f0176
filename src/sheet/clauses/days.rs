//! Days on which something was done or stood so: `done 14 Nov`, `60% as of 20 Nov`, 于11月10日竣工,
//! `31 Oct: 80%`.

use crate::model::{
    DateError, DateRules, Day, Deadline, check_deadline, read_day_of_column, read_deadline,
};

use super::super::deeds::before_deed;
use super::vocabulary::DONE;
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

/// Whether words in lower case say only when: `in October`, `by mid november`.
pub(super) fn is_when(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let is_before = |word: &str| {
        [
            "in", "by", "since", "until", "during", "before", "after", "end", "mid", "early",
            "late", "of",
        ]
        .contains(&word)
    };
    let rest = words.find(|word| !is_before(word));
    let is_month = rest
        .is_some_and(|word| word.len() > 2 && MONTHS.iter().any(|month| month.starts_with(word)));
    is_month && words.all(|word| word.chars().all(|c| c.is_ascii_digit()))
}

/// Of which day a clause is, by what it says itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum NamedDay {
    /// It names none, or only one that lies before that of the data in whatever way it is read.
    #[default]
    Unsaid,
    On(Day),
    /// A day that is not surely one on or before that of the data, which the rules have for today: a
    /// plan, it may be.
    NotYet,
}

impl NamedDay {
    /// Reads the words of a day.
    pub(super) fn read(words: &str, rules: &DateRules) -> NamedDay {
        match read_day_of_column(words, rules) {
            Ok(day) if day <= rules.today => NamedDay::On(day),
            Err(DateError::EitherOrder { dmy, mdy }) if dmy.max(mdy) <= rules.today => {
                NamedDay::Unsaid
            }
            _ => NamedDay::NotYet,
        }
    }

    /// Of which day the clauses behind words are that are a day or a deadline, and nothing else.
    pub(super) fn standing(words: &str, rules: &DateRules) -> Option<NamedDay> {
        if let Some(day) = alone(words) {
            return Some(NamedDay::read(day, rules));
        }
        let is_of_deed = without_end(words, DONE).is_some() || before_deed(words).is_some();
        check_deadline(words, rules.today)
            .ok()
            .filter(|()| !is_of_deed)?;
        match read_deadline(words, None, rules) {
            Ok(Deadline::Undated { .. }) => None,
            Ok(Deadline::On { due, .. }) if due <= rules.today => Some(NamedDay::Unsaid),
            _ => Some(NamedDay::NotYet),
        }
    }

    pub(super) fn day(self) -> Option<Day> {
        match self {
            NamedDay::On(day) => Some(day),
            NamedDay::Unsaid | NamedDay::NotYet => None,
        }
    }

    /// The same, where the clause names no day again.
    pub(super) fn or(self, other: NamedDay) -> NamedDay {
        match self {
            NamedDay::Unsaid => other,
            _ => self,
        }
    }
}

/// A clause without the day at its end or its beginning, and which one that is.
pub(super) fn dated<'t>(words: &'t str, rules: &DateRules) -> (&'t str, NamedDay) {
    let found = in_brackets(words)
        .or_else(|| behind(words))
        .or_else(|| before(words));
    match found {
        Some((rest, day)) => (rest, NamedDay::read(day, rules)),
        None => (words, NamedDay::Unsaid),
    }
}

/// The longest day that a clause begins with, in characters.
const LONGEST_DAY: usize = 24;

/// A text without the day in brackets behind it, and that.
fn in_brackets(words: &str) -> Option<(&str, &str)> {
    let open = words.trim_end().strip_suffix([')', '）'])?;
    let (rest, day) = open.rsplit_once(['(', '（'])?;
    Some((rest.trim_end(), alone(day)?))
}

/// A text without the day that it begins with, and that.
fn before(words: &str) -> Option<(&str, &str)> {
    let starts = words.char_indices().skip(1).take(LONGEST_DAY);
    let cuts = starts.filter_map(|(at, _)| words.split_at_checked(at));
    let days = cuts.filter_map(|(head, behind)| {
        let bare = behind.trim_start_matches([':', '：', '-', '–', '—', ' ']);
        let is_apart = bare.len() < behind.len() || head.ends_with(['日', '号']);
        let day = alone(head).filter(|_| is_apart && !bare.is_empty())?;
        Some((bare, day))
    });
    days.last()
}

/// The day that words are, where they are nothing else.
pub(super) fn alone(words: &str) -> Option<&str> {
    let words = words.trim();
    let leads = ["on ", "On ", "as of ", "As of ", "于", "在", "截至", "截止"];
    let bare = leads.iter().find_map(|lead| words.strip_prefix(lead));
    let bare = bare.unwrap_or(words);
    let (rest, day) = behind(bare).or_else(|| behind_name(bare))?;
    rest.is_empty().then_some(day)
}

/// A text without the day behind it. Behind a figure only a word that leads to the day tells that it
/// is not to be reached by then.
pub(super) fn without_day(words: &str) -> &str {
    behind(words).map_or(words, |(rest, _)| rest)
}

fn behind(words: &str) -> Option<(&str, &str)> {
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
    let day = words.get(rest.len()..).filter(|_| is_day)?.trim();
    match without_end(rest, &["on", "as of", "as at"]) {
        Some(rest) => Some((rest, day)),
        None if rest.ends_with(['%', '％']) => None,
        None => Some((rest.trim_end_matches([':', ' ']), day)),
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
    if is_month(&word) {
        return Some(Part::Month);
    }
    let ends = ["st", "nd", "rd", "th"];
    let number = ends.iter().find_map(|end| word.strip_suffix(end));
    if number.unwrap_or(&word).parse::<u16>().is_ok() {
        return Some(Part::Number);
    }
    let is_day = ['-', '/', '.'].iter().any(|mark| {
        let parts = || word.split(*mark);
        let numbers = parts().filter(|part| part.parse::<u16>().is_ok()).count();
        let months = parts().filter(|part| is_month(part)).count();
        parts().count() == numbers + months && matches!((numbers, months), (3, 0) | (1 | 2, 1))
    });
    is_day.then_some(Part::Day)
}

fn is_month(word: &str) -> bool {
    word == "sept" || (word.len() > 2 && MONTHS.iter().any(|month| month.starts_with(word)))
}

/// A name without 于11月10日 at its end, and that day.
pub(super) fn behind_name(name: &str) -> Option<(&str, &str)> {
    let day = before_unit(name, '日').or_else(|| before_unit(name, '号'))?;
    let month = before_unit(day, '月')?;
    let rest = before_unit(month, '年').unwrap_or(month);
    let day = name.get(rest.len()..)?;
    Some((rest.strip_suffix(['于', '在']).unwrap_or(rest), day))
}

/// What stands before a number with that unit.
fn before_unit(text: &str, unit: char) -> Option<&str> {
    let number = text.trim_end().strip_suffix(unit)?.trim_end();
    let rest = number.trim_end_matches(|c: char| c.is_ascii_digit());
    (rest.len() < number.len()).then_some(rest)
}
