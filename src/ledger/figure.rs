//! What can be written for a figure (a percent, done, not-yet, underway, 4/6, or an amount) and for
//! a day of the past, wherever it is written: in a command, a line or a sheet.

use crate::error::Refusal;
use crate::model::{Amount, Day, DayError, Percent, PercentError, StageFacts, half_width};

use super::change::Figure;

/// What a word for a figure says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FigureWord {
    /// All of it.
    Done,
    /// Nothing of it.
    NotYet,
    /// Begun, without a figure.
    UnderWay,
}

/// The words that stand for a figure.
pub fn figure_word(text: &str) -> Option<FigureWord> {
    let plain = half_width(text.trim()).to_lowercase().replace('-', " ");
    match plain.as_str() {
        "done" | "completed" | "complete" | "完成" | "已完成" | "已完工" | "竣工" => {
            Some(FigureWord::Done)
        }
        "not yet" | "notyet" | "not started" | "未完成" | "未开工" | "未启动" => {
            Some(FigureWord::NotYet)
        }
        "under way" | "underway" | "in progress" | "推进中" | "进行中" | "正在施工" => {
            Some(FigureWord::UnderWay)
        }
        _ => None,
    }
}

/// A figure that is no percent in digits: a word, or `4/6`. `None`: it is something else.
///
/// # Errors
/// `Refusal::Amount`.
pub fn figure_in_words(text: &str) -> Result<Option<Figure>, Refusal> {
    let text = text.trim();
    let percent = |percent| Figure::Percent {
        percent,
        text: text.to_owned(),
    };
    if let Some(word) = figure_word(text) {
        return Ok(Some(match word {
            FigureWord::Done => percent(Percent::FULL),
            FigureWord::NotYet => percent(Percent::ZERO),
            FigureWord::UnderWay => Figure::UnderWay,
        }));
    }
    let plain = half_width(text);
    let Some((done, total)) = plain.split_once('/') else {
        return Ok(None);
    };
    let read = |text: &str| -> Result<Amount, Refusal> {
        text.parse().map_err(|_| Refusal::Amount(text.to_owned()))
    };
    Ok(Some(Figure::Amount(read(done)?, Some(read(total)?))))
}

/// Reads a figure as a person types it.
///
/// # Errors
/// `Refusal::Figure`, `Refusal::Fraction` or `Refusal::Amount`.
pub fn read_figure(text: &str) -> Result<Figure, Refusal> {
    if let Some(figure) = figure_in_words(text)? {
        return Ok(figure);
    }
    let percent = |percent| Figure::Percent {
        percent,
        text: text.trim().to_owned(),
    };
    let plain = half_width(text.trim());
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
        Ok(read) => Ok(percent(read)),
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

/// What a figure comes to on a stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Measured {
    /// The percent; none: under way.
    pub(super) percent: Option<Percent>,
    /// The amount behind it,
    pub(super) amount: Option<Amount>,
    /// and the total that it is given against.
    pub(super) total: Option<Amount>,
}

/// The percent of a figure on a stage, and the amount behind it. The percent of an amount is cut,
/// never rounded: it is 100 only if all of it is done.
///
/// # Errors
/// `Refusal::NoTotal`, `Refusal::OtherTotal` or `Refusal::OverTotal`.
pub(super) fn on_stage(
    figure: &Figure,
    stage: &StageFacts,
    place: &str,
) -> Result<Measured, Refusal> {
    let plain = |percent| Measured {
        percent,
        amount: None,
        total: None,
    };
    match figure {
        Figure::UnderWay => Ok(plain(None)),
        Figure::Percent { percent, .. } => Ok(plain(Some(*percent))),
        Figure::Both {
            percent,
            amount: None,
            ..
        } => Ok(plain(*percent)),
        Figure::Both {
            percent: Some(percent),
            amount,
            total,
        } => Ok(Measured {
            percent: Some(*percent),
            amount: *amount,
            total: total.or(stage.total),
        }),
        Figure::Both {
            percent: None,
            amount: Some(amount),
            total,
        }
        | Figure::Amount(amount, total) => of_total(*amount, *total, stage, place),
    }
}

fn of_total(
    amount: Amount,
    said: Option<Amount>,
    stage: &StageFacts,
    place: &str,
) -> Result<Measured, Refusal> {
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
        .map(|percent| Measured {
            percent: Some(percent),
            amount: Some(amount),
            total: Some(total),
        })
        .ok_or(Refusal::OverTotal { amount, total })
}

/// A day of the past: a full date, `10-31`, `10/31` or `10月31日` (the latest such day up to
/// `as_of`), `today` or `yesterday`. Whether it lies in the future is the ledger's question.
///
/// # Errors
/// What is wrong with it.
pub fn past_day(text: &str, as_of: Day) -> Result<Day, DayError> {
    if let Some(day) = day_word(text, as_of) {
        return Ok(day);
    }
    match month_and_day(&half_width(text.trim())) {
        Some((month, day)) => latest(month, day, as_of).ok_or(DayError::NoSuchDay),
        None => text.parse(),
    }
}

/// A day of the past as a person types it; see [`past_day`].
///
/// # Errors
/// `Refusal::Day`.
pub fn read_day(text: &str, as_of: Day) -> Result<Day, Refusal> {
    past_day(text, as_of).map_err(|problem| Refusal::Day {
        text: text.to_owned(),
        problem,
    })
}

/// Whether a word was meant as a day: it is one, or is made like one.
pub fn looks_like_day(word: &str) -> bool {
    let plain = half_width(word);
    let is_made_so = |c: char| c.is_ascii_digit() || "-/.年月日号".contains(c);
    let has_parts = plain.contains(['-', '/', '月']) || plain.matches('.').count() == 2;
    word.parse::<Day>().is_ok()
        || day_word(word, Day::default()).is_some()
        || (has_parts && plain.chars().all(is_made_so))
}

fn day_word(text: &str, as_of: Day) -> Option<Day> {
    match half_width(text.trim()).to_lowercase().as_str() {
        "today" | "今天" => Some(as_of),
        "yesterday" | "昨天" => Some(as_of.before()),
        _ => None,
    }
}

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
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

    fn stage(total: Option<&str>) -> StageFacts {
        StageFacts {
            code: Code::new("piles").unwrap(),
            kind: StageKind::Measured,
            total: total.map(|t| t.parse().unwrap()),
            ..StageFacts::unnamed()
        }
    }

    #[test]
    fn figures_are_read_as_people_type_them() {
        for (text, expected) in [
            ("72", "72"),
            ("72％", "72"),
            ("0.43%", "0.43"),
            ("0", "0"),
            ("1", "1"),
            ("done", "100"),
            ("Not-Yet", "0"),
            ("not yet", "0"),
            ("not started", "0"),
            ("未开工", "0"),
            ("Completed", "100"),
            ("竣工", "100"),
        ] {
            let Ok(Figure::Percent { percent: read, .. }) = read_figure(text) else {
                panic!("{text} is a percent");
            };
            assert_eq!(read, percent(expected), "{text}");
        }
        for text in [
            "underway",
            "under-way",
            "Under Way",
            "in progress",
            "进行中",
        ] {
            assert_eq!(read_figure(text), Ok(Figure::UnderWay), "{text}");
        }
        for text in ["-done", "d one", "完成了", "soon"] {
            assert!(read_figure(text).is_err(), "{text}");
        }
        let amount = |text: &str| text.parse().unwrap();
        assert_eq!(
            read_figure("4/6"),
            Ok(Figure::Amount(amount("4"), Some(amount("6"))))
        );
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
            assert_eq!(read_figure(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn amounts_are_cut_and_only_all_of_it_is_100() {
        let on =
            |text: &str, total| on_stage(&read_figure(text).unwrap(), &stage(total), "p/piles");
        assert_eq!(
            on("4/6", Some("6")).unwrap().percent,
            Some(percent("66.66"))
        );
        assert_eq!(on("6/6", Some("6")).unwrap().percent, Some(Percent::FULL));
        let amount = Figure::Amount("9999.999".parse().unwrap(), None);
        let cut = on_stage(&amount, &stage(Some("10000")), "p/piles").unwrap();
        assert_eq!(cut.percent, Some(percent("99.99")));
        assert_eq!(cut.total, "10000".parse().ok());
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
            ("10月31号", "2021-10-31"),
            ("2021年10月31日", "2021-10-31"),
            ("2021.10.31", "2021-10-31"),
            ("02-29", "2020-02-29"),
            ("yesterday", "2021-11-02"),
            ("2021-10-31", "2021-10-31"),
            ("2021-11-04", "2021-11-04"),
        ] {
            assert_eq!(read_day(text, today).unwrap().to_string(), day, "{text}");
        }
        assert!(matches!(read_day("02-30", today), Err(Refusal::Day { .. })));
        for text in ["soon", "31/12/2021", "07/08/21", "10.31"] {
            assert!(
                matches!(read_day(text, today), Err(Refusal::Day { .. })),
                "{text}"
            );
        }
    }

    proptest! {
        // Caught: a share of more than 100 taken as 100.
        #[test]
        fn the_percent_of_an_amount_never_passes_the_amount(done in 0i64..2_000_000, total in 1i64..2_000_000) {
            let facts = StageFacts {
                total: Amount::from_thousandths(total),
                ..stage(None)
            };
            let typed = Figure::Amount(Amount::from_thousandths(done).unwrap(), None);
            match on_stage(&typed, &facts, "p/s") {
                Ok(Measured { percent: Some(percent), .. }) => {
                    prop_assert!(percent.hundredths() * total <= done * 10_000);
                    prop_assert_eq!(percent == Percent::FULL, done == total);
                }
                Ok(_) => prop_assert!(false),
                Err(_) => prop_assert!(done > total),
            }
        }
    }
}
