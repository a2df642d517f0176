//! What can be typed for a figure: a percent, done, not-yet, underway, 4/6, or an amount.

use crate::error::Refusal;
use crate::model::{Amount, Day, Percent, PercentError, StageFacts, half_width};

/// A figure as typed, before the stage's total is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Typed {
    /// A percent.
    Percent(Percent),
    /// Under way, no figure.
    UnderWay,
    /// So much of the stage's total, which must be the second if there is one.
    Amount(Amount, Option<Amount>),
}

/// Reads a figure.
///
/// # Errors
/// [`Refusal::Figure`], [`Refusal::Fraction`] or [`Refusal::Amount`].
pub(super) fn figure(text: &str) -> Result<Typed, Refusal> {
    let plain = half_width(text.trim()).to_lowercase();
    match plain.as_str() {
        "done" | "完成" | "已完成" => return Ok(Typed::Percent(Percent::FULL)),
        "not-yet" | "未完成" => return Ok(Typed::Percent(Percent::ZERO)),
        "underway" | "under-way" | "推进中" => return Ok(Typed::UnderWay),
        _ => {}
    }
    if let Some((done, total)) = plain.split_once('/') {
        let read = |text: &str| -> Result<Amount, Refusal> {
            text.parse().map_err(|_| Refusal::Amount(text.to_owned()))
        };
        return Ok(Typed::Amount(read(done)?, Some(read(total)?)));
    }
    let is_share = !plain.ends_with('%');
    match plain.parse::<Percent>() {
        // Nobody reports 0.98 % by hand without saying so; somebody may mean 98 %.
        Ok(small) if is_share && Percent::ZERO < small && small.hundredths() < 100 => {
            Err(fraction(text, small))
        }
        Err(PercentError::TooManyDecimals) if is_share => match Percent::parse_cut(&plain) {
            Ok((small, _)) if small.hundredths() < 100 => Err(fraction(text, small)),
            _ => Err(refused(text, PercentError::TooManyDecimals)),
        },
        Ok(percent) => Ok(Typed::Percent(percent)),
        Err(problem) => Err(refused(text, problem)),
    }
}

fn refused(text: &str, problem: PercentError) -> Refusal {
    Refusal::Figure {
        text: text.to_owned(),
        problem,
    }
}

fn fraction(text: &str, small: Percent) -> Refusal {
    // The digits as typed, taken for a share of one: 0.985 is 98.5 %.
    let plain = half_width(text.trim());
    let digits = plain.split_once('.').map_or("", |(_, digits)| digits);
    let share: String = digits.chars().chain("0000".chars()).take(4).collect();
    let share = share.parse().ok().and_then(Percent::from_hundredths);
    Refusal::Fraction {
        text: text.to_owned(),
        small,
        share: share.unwrap_or(Percent::FULL),
    }
}

/// The percent and the amount of a typed figure on a stage. The percent of an amount is cut, never
/// rounded: it is 100 only if all of it is done.
///
/// # Errors
/// [`Refusal::NoTotal`], [`Refusal::OtherTotal`] or [`Refusal::OverTotal`].
pub(super) fn on_stage(
    typed: Typed,
    stage: &StageFacts,
    place: &str,
) -> Result<(Option<Percent>, Option<Amount>), Refusal> {
    let (amount, said) = match typed {
        Typed::Percent(percent) => return Ok((Some(percent), None)),
        Typed::UnderWay => return Ok((None, None)),
        Typed::Amount(amount, said) => (amount, said),
    };
    let Some(total) = stage.total else {
        return Err(Refusal::NoTotal {
            place: place.to_owned(),
        });
    };
    if let Some(typed) = said.filter(|said| *said != total) {
        return Err(Refusal::OtherTotal {
            place: place.to_owned(),
            total,
            typed,
        });
    }
    let share = i128::from(amount.thousandths()) * 10_000 / i128::from(total.thousandths().max(1));
    i64::try_from(share)
        .ok()
        .filter(|_| amount <= total)
        .and_then(Percent::from_hundredths)
        .map(|percent| (Some(percent), Some(amount)))
        .ok_or(Refusal::OverTotal { amount, total })
}

/// A day that is not later than today: a full date, `10-31`, `10/31` or `10月31日` (the latest
/// such past day), `today` or `yesterday`.
///
/// # Errors
/// [`Refusal::Day`] or [`Refusal::FutureDay`].
pub(super) fn past_day(text: &str, as_of: Day) -> Result<Day, Refusal> {
    let plain = half_width(text.trim()).to_lowercase();
    let day = match plain.as_str() {
        "today" | "今天" => as_of,
        "yesterday" | "昨天" => as_of.before(),
        other => match month_and_day(other) {
            Some((month, day)) => latest(month, day, as_of).ok_or(Refusal::Day {
                text: text.to_owned(),
                problem: crate::model::DayError::NoSuchDay,
            })?,
            None => other.parse().map_err(|problem| Refusal::Day {
                text: text.to_owned(),
                problem,
            })?,
        },
    };
    if day > as_of {
        return Err(Refusal::FutureDay { day, as_of });
    }
    Ok(day)
}

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let (month, day) = text
        .split_once('月')
        .or_else(|| text.split_once('-'))
        .or_else(|| text.split_once('/'))?;
    let read = |s: &str| {
        let is_plain = (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| s.parse().ok()).flatten()
    };
    Some((read(month)?, read(day)?))
}

/// The latest day of that month and date up to today; the 29th of February may lie eight years
/// back.
fn latest(month: u32, date: u32, as_of: Day) -> Option<Day> {
    let (year, ..) = as_of.ymd();
    (0..=8)
        .filter_map(|back| Day::from_ymd(year - back, month, date))
        .find(|day| *day <= as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, StageKind};
    use proptest::prelude::*;

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    #[test]
    fn figures_are_read_as_people_type_them() {
        for (text, typed) in [
            ("72", Typed::Percent(percent("72"))),
            ("72％", Typed::Percent(percent("72"))),
            ("0.43%", Typed::Percent(percent("0.43"))),
            ("0", Typed::Percent(Percent::ZERO)),
            ("1", Typed::Percent(percent("1"))),
            ("done", Typed::Percent(Percent::FULL)),
            ("Not-Yet", Typed::Percent(Percent::ZERO)),
            ("underway", Typed::UnderWay),
            (
                "4/6",
                Typed::Amount("4".parse().unwrap(), Some("6".parse().unwrap())),
            ),
        ] {
            assert_eq!(figure(text), Ok(typed), "{text}");
        }
    }

    #[test]
    fn a_share_of_one_is_questioned() {
        for (text, small, share) in [
            ("0.985", "0.98", "98.5"),
            ("0.5", "0.5", "50"),
            (".07", "0.07", "7"),
        ] {
            let refusal = Refusal::Fraction {
                text: text.to_owned(),
                small: percent(small),
                share: percent(share),
            };
            assert_eq!(figure(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn amounts_are_cut_and_only_all_of_it_is_100() {
        let stage = |total: Option<&str>| StageFacts {
            code: Code::new("piles").unwrap(),
            name: "桩基".to_owned(),
            name_en: None,
            position: 0,
            kind: StageKind::Measured,
            weight: None,
            unit: None,
            total: total.map(|t| t.parse().unwrap()),
        };
        let on = |text: &str, total| on_stage(figure(text).unwrap(), &stage(total), "p/piles");
        assert_eq!(on("4/6", Some("6")).unwrap().0, Some(percent("66.66")));
        assert_eq!(on("6/6", Some("6")).unwrap().0, Some(Percent::FULL));
        let amount = Typed::Amount("9999.999".parse().unwrap(), None);
        let cut = on_stage(amount, &stage(Some("10000")), "p/piles").unwrap();
        assert_eq!(cut.0, Some(percent("99.99")));
        assert!(matches!(on("4/6", None), Err(Refusal::NoTotal { .. })));
        assert!(matches!(
            on("4/6", Some("7")),
            Err(Refusal::OtherTotal { .. })
        ));
        assert!(matches!(
            on("7/6", Some("6")),
            Err(Refusal::OverTotal { .. })
        ));
    }

    #[test]
    fn a_day_without_a_year_is_the_latest_such_past_day() {
        let today: Day = "2021-11-03".parse().unwrap();
        for (text, day) in [
            ("10-31", "2021-10-31"),
            ("11-03", "2021-11-03"),
            ("11-04", "2020-11-04"),
            ("10月31日", "2021-10-31"),
            ("02-29", "2020-02-29"),
            ("yesterday", "2021-11-02"),
            ("2021-10-31", "2021-10-31"),
        ] {
            assert_eq!(past_day(text, today).unwrap().to_string(), day, "{text}");
        }
        assert!(matches!(
            past_day("2021-11-04", today),
            Err(Refusal::FutureDay { .. })
        ));
        assert!(matches!(past_day("02-30", today), Err(Refusal::Day { .. })));
        assert!(matches!(past_day("soon", today), Err(Refusal::Day { .. })));
    }

    proptest! {
        // Caught: a share of more than 100 taken as 100.
        #[test]
        fn the_percent_of_an_amount_never_passes_the_amount(done in 0i64..2_000_000, total in 1i64..2_000_000) {
            let facts = StageFacts {
                code: Code::new("s").unwrap(),
                name: "s".to_owned(),
                name_en: None,
                position: 0,
                kind: StageKind::Measured,
                weight: None,
                unit: None,
                total: Amount::from_thousandths(total),
            };
            let typed = Typed::Amount(Amount::from_thousandths(done).unwrap(), None);
            match on_stage(typed, &facts, "p/s") {
                Ok((Some(percent), _)) => {
                    prop_assert!(percent.hundredths() * total <= done * 10_000);
                    prop_assert_eq!(percent == Percent::FULL, done == total);
                }
                Ok((None, _)) => prop_assert!(false),
                Err(_) => prop_assert!(done > total),
            }
        }
    }
}
