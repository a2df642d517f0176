//! Deadlines in words.

use project_tracker::model::{
    BeforeInterval as Before, DateError, DateOrder, DateRules, Day, Deadline, Period,
    is_no_deadline, looks_like_date, order_shown, read_dated_period, read_day, read_deadline,
    read_period,
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
    let read = |period, before| {
        let rules = DateRules {
            before,
            ..DateRules::on(today)
        };
        read_deadline(words, Some(period), &rules)
    };
    let unsaid = read(period, None);
    let strict = read(period, Some(Before::Strict));
    let inclusive = read(period, Some(Before::Inclusive));
    orders(words, period, today);
    next(words, today);
    a_day(words, today);

    match unsaid {
        Err(DateError::BeforeOrWithin {
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
        Err(DateError::NoSuchYear) => assert!(strict.is_err()),
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
                    // 次年 is the year after the period's.
                    period.contains(due)
                        || words.contains('次')
                        || others(period).into_iter().all(elsewhere),
                    "{words:?} is {due}, outside {period}, and depends on it"
                );
                returns(due, period, today);
            }
            Ok(Deadline::Undated { .. }) => {}
            Err(error) => {
                let is_empty =
                    |error| matches!(error, DateError::Empty | DateError::OnlyCommitment);
                assert!(!is_empty(error) || unsaid == Err(error));
                refused(error, period, before);
            }
        }
    }
}

/// An order that nobody has settled is asked for only where it matters, and each answer is one of the
/// two days that were named.
fn orders(words: &str, period: Period, today: Day) {
    let read = |order| {
        let rules = DateRules {
            order,
            before: Some(Before::Inclusive),
            ..DateRules::on(today)
        };
        read_deadline(words, Some(period), &rules)
    };
    let settled = [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| read(Some(order)));
    match read(None) {
        Err(DateError::EitherOrder { dmy, mdy }) => {
            for (answer, day) in settled.into_iter().zip([dmy, mdy]) {
                match answer {
                    Ok(Deadline::On { due, .. }) => {
                        assert_eq!((due.ymd().1, due.ymd().2), (day.ymd().1, day.ymd().2));
                    }
                    Ok(Deadline::Undated { .. }) => panic!("{day} was named, and then none"),
                    Err(_) => {}
                }
            }
        }
        // Whoever settles the order settles that the year stands last.
        Err(DateError::EitherYear { last, first }) => {
            assert_ne!(last, first);
            for answer in settled {
                assert!(!matches!(answer, Ok(Deadline::On { due, .. }) if due != last));
            }
        }
        unsaid => assert!(settled.into_iter().all(|answer| answer == unsaid)),
    }
}

/// Without a period nothing lies outside it.
fn next(words: &str, today: Day) {
    let answer = read_deadline(words, None, &DateRules::on(today));
    assert!(!matches!(
        answer,
        Err(DateError::OutsidePeriod { .. } | DateError::SeveralYears { .. })
    ));
    if is_no_deadline(words) {
        let none = Deadline::Undated { commitment: None };
        assert_eq!(answer, Ok(none));
    }
}

/// What is taken for a day goes in as a date; a day without its year is asked about or near.
fn a_day(words: &str, today: Day) {
    let rules = DateRules::on(today);
    match read_day(words, &rules) {
        Ok(day) => assert_eq!(read_day(&day.to_string(), &rules), Ok(day)),
        Err(DateError::WhichYear { past, next }) => {
            assert_eq!((past.ymd().1, past.ymd().2), (next.ymd().1, next.ymd().2));
        }
        Err(DateError::EitherOrder { dmy, mdy }) => assert_ne!(dmy, mdy),
        Err(DateError::EitherYear { last, first }) => assert_ne!(last, first),
        Err(_) => {}
    }
    a_period(words, today);
    if let Some(order) = order_shown(words) {
        let read = |order| {
            let rules = DateRules {
                order: Some(order),
                ..rules
            };
            read_day(words, &rules)
        };
        assert_eq!(
            read(order),
            read(DateOrder::DayFirst),
            "only one order explains {words:?}"
        );
    }
    let _ = looks_like_date(words);
}

/// A period that a sheet may hold is the same on any day, and reads as itself when printed.
fn a_period(words: &str, today: Day) {
    if let Ok(period) = read_dated_period(words) {
        assert_eq!(read_period(words, today), Ok(period));
        assert_eq!(read_period(&period.to_string(), today), Ok(period));
    }
}

/// One of the two days, or refused: where it lies outside the period in which the words were said.
fn told(answer: Result<Deadline, DateError>, day: Day) {
    match answer {
        Ok(Deadline::On { due, .. }) => assert_eq!(due, day),
        Ok(Deadline::Undated { .. }) => panic!("{day} was named, and then none"),
        // The calendar may end before the other year.
        Err(error) => assert!(
            matches!(
                error,
                DateError::OutsidePeriod { .. } | DateError::NoSuchYear
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
    let again = read_deadline(&printed, Some(period), &DateRules::on(today));
    assert_eq!(
        again,
        Ok(Deadline::On {
            due: day,
            commitment: None
        })
    );
}

/// What a refusal says is so.
fn refused(error: DateError, period: Period, before: Option<Before>) {
    match error {
        DateError::OutsidePeriod { this, other } => {
            assert!(!period.contains(this), "{this} is in {period}");
            // Read strictly, an interval of the year after may end on a day within the period.
            let is_strict = before == Some(Before::Strict);
            assert!(
                is_strict || !period.contains(other),
                "{other} is in {period}"
            );
            assert_ne!(this, other);
        }
        DateError::SeveralYears { first, last } => {
            assert!(first < last);
            assert!(period.contains(first) && period.contains(last));
        }
        DateError::NoSuchDay { month_end } => {
            let (year, month, _) = month_end.ymd();
            assert_eq!(Day::month_end(year, month), Some(month_end));
        }
        _ => {}
    }
}
