use super::super::{Day, Weekday};
use super::error::DateError;
use super::vocabulary::Word;

/// The day of the week that stands beside a date, and the words of the date: `Fri 31 Dec 2021`.
pub(super) fn weekday_beside(words: &[Word]) -> Option<(i64, Vec<Word>)> {
    use Word::{Days, Last, Next, Number, Week};
    let (weekdays, rest): (Vec<Word>, Vec<Word>) =
        (words.iter()).partition(|word| matches!(word, Word::Weekday(_)));
    let is_counted = rest
        .iter()
        .any(|word| matches!(word, Last | Next | Week(_) | Days(7)));
    let has_number = rest.iter().any(|word| matches!(word, Number(_)));
    match weekdays.as_slice() {
        [Word::Weekday(day)] if has_number && !is_counted => Some((*day, rest)),
        _ => None,
    }
}

/// That a day is the one of its week that is written beside it.
///
/// # Errors
/// [`DateError::OtherWeekday`].
pub(super) fn check_weekday(day: Day, written: i64) -> Result<Day, DateError> {
    let [written, found] = [Weekday::from_number(written), Weekday::of(day)];
    match written == found {
        true => Ok(day),
        false => Err(DateError::OtherWeekday {
            day,
            found,
            written,
        }),
    }
}
