//! Deadlines in words.

use project_tracker::model::{
    BeforeInterval as Before, Day, Deadline, DeadlineError, Period, read_deadline,
};

/// How many bytes stand before the words: they choose the period and the day of typing.
const CHOICES: usize = 5;

/// The period, the day of typing, and the words of an input.
fn question(bytes: &[u8]) -> Option<(Period, Day, &str)> {
    let (choices, words) = bytes.split_at_checked(CHOICES)?;
    let [kind, year, month, length, today] = *choices else {
        return None;
    };
    let words = std::str::from_utf8(words).ok()?;
    // Most years are near the present, some at either end of what there is.
    let year = match year {
        0 => 1,
        1 => 9999,
        year => 1900 + i32::from(year),
    };
    let start = Day::from_ymd(year, u32::from(month) % 12 + 1, 1)?;
    let period = match kind % 4 {
        0 => Period::half_of(start),
        1 => Period::year(year)?,
        2 => Period::range(start, start.plus(i64::from(length))?)?,
        _ => Period::range(start, start.plus(i64::from(length) * 30)?)?,
    };
    let today = start.plus((i64::from(today) - 128) * 7).unwrap_or(start);
    Some((period, today, words))
}

/// The day is in the period, unless the words name it whatever the period is; 前 is read as the
/// office says, as one of the two days that are named to one that has not said; and a day that
/// comes out of words goes in as a date.
///
/// Caught: a day before the period taken for one in it.
pub fn run(bytes: &[u8]) {
    let Some((period, today, words)) = question(bytes) else {
        return;
    };
    let read = |period, before| read_deadline(words, period, today, before);
    let unsaid = read(period, None);
    let strict = read(period, Some(Before::Strict));
    let inclusive = read(period, Some(Before::Inclusive));

    match unsaid {
        Err(DeadlineError::Ambiguous {
            strict: first,
            inclusive: last,
        }) => {
            assert!(first < last, "{first} is to be before {last}");
            told(strict, first);
            told(inclusive, last);
        }
        // Nothing to choose: whatever the office says changes nothing.
        Ok(_) => assert!(unsaid == strict && unsaid == inclusive),
        // Before the first day of the calendar there is none to name.
        Err(DeadlineError::NoSuchYear) => assert!(strict.is_err()),
        Err(_) => assert!(strict.is_err() && inclusive.is_err()),
    }
    for (before, answer) in [
        (None, unsaid),
        (Some(Before::Strict), strict),
        (Some(Before::Inclusive), inclusive),
    ] {
        match answer {
            Ok(Deadline::On { due, .. }) => {
                let elsewhere = |other| read(other, before) == answer;
                assert!(
                    period.contains(due) || others(period).into_iter().all(elsewhere),
                    "{words:?} is {due}, outside {period}, and depends on it"
                );
                returns(due, period, today);
            }
            Ok(Deadline::Undated { .. }) => {}
            Err(error) => {
                assert!(error != DeadlineError::Empty || unsaid == Err(DeadlineError::Empty));
                refused(error, period, before);
            }
        }
    }
}

/// One of the two days, or refused: where it lies outside the period in which the words were said.
fn told(answer: Result<Deadline, DeadlineError>, day: Day) {
    match answer {
        Ok(Deadline::On { due, .. }) => assert_eq!(due, day),
        Ok(Deadline::Undated { .. }) => panic!("{day} was named, and then none"),
        // The calendar may end before the other year.
        Err(error) => assert!(
            matches!(
                error,
                DeadlineError::OutsidePeriod { .. } | DeadlineError::NoSuchYear
            ),
            "{error:?}"
        ),
    }
}

/// Periods that have no day in common with that one.
fn others(period: Period) -> Vec<Period> {
    let year = |years: i32| Period::year(period.start().ymd().0 + years);
    let apart = |other: &Period| other.end() < period.start() || period.end() < other.start();
    [-900, -2, 30, 900]
        .into_iter()
        .filter_map(year)
        .filter(apart)
        .collect()
}

/// A day reads as itself, at any time.
fn returns(day: Day, period: Period, today: Day) {
    let printed = day.to_string();
    let again = read_deadline(&printed, period, today, None);
    assert_eq!(
        again,
        Ok(Deadline::On {
            due: day,
            commitment: None
        })
    );
}

/// What a refusal says is so.
fn refused(error: DeadlineError, period: Period, before: Option<Before>) {
    match error {
        DeadlineError::OutsidePeriod { this, other } => {
            assert!(!period.contains(this), "{this} is in {period}");
            // Read strictly, an interval of the year after may end on a day within the period.
            let is_strict = before == Some(Before::Strict);
            assert!(
                is_strict || !period.contains(other),
                "{other} is in {period}"
            );
            assert_ne!(this, other);
        }
        DeadlineError::SeveralYears { first, last } => {
            assert!(first < last);
            assert!(period.contains(first) && period.contains(last));
        }
        DeadlineError::NoSuchDay { month_end } => {
            let (year, month, _) = month_end.ymd();
            assert_eq!(Day::month_end(year, month), Some(month_end));
        }
        _ => {}
    }
}
