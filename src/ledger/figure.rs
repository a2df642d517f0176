//! What can be written for a figure (a percent, done, not-yet, underway, 4/6, or an amount),
//! wherever it is written: in a command, a line or a sheet.

use crate::messages::{Hundredths, ValueProblem};
use crate::model::{Amount, Percent, PercentError, comparable, half_width};

use super::change::{Figure, Goal};
use super::spelled::{in_figures, spelled_percent};

/// What a word for a figure says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FigureWord {
    /// All of it.
    Done,
    /// Not all of it; of a milestone nothing.
    NotDone,
    /// Nothing of it.
    NotStarted,
    /// Begun, without a figure.
    UnderWay,
}

/// The words that stand for a figure, in lower case, with spaces for hyphens.
#[rustfmt::skip]
const WORDS: &[(FigureWord, &[&str])] = &[
    (FigureWord::Done, &[
        "done", "completed", "complete", "finished", "完成", "已完成", "已完工", "竣工", "已竣工",
    ]),
    (FigureWord::NotDone, &["not yet", "notyet", "not done", "未完成", "未完工"]),
    (FigureWord::NotStarted, &["not started", "notstarted", "未开工", "未启动"]),
    (FigureWord::UnderWay, &[
        "under way", "underway", "in progress", "推进中", "正在推进", "进行中", "正在施工", "已开工",
    ]),
];

/// What a word that stands for a figure says.
pub fn figure_word(text: &str) -> Option<FigureWord> {
    let plain = comparable(text.trim()).to_lowercase().replace('-', " ");
    let found = |(_, words): &&(FigureWord, &[&str])| words.contains(&plain.as_str());
    WORDS.iter().find(found).map(|(word, _)| *word)
}

/// How a figure was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Writing {
    /// A spreadsheet may have computed it: decimals beyond the second are cut off, else refused.
    pub is_computed: bool,
    /// What the figures beside it show.
    pub scale: Scale,
}

/// What the other figures of a column show of one up to 1 that has no per cent sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// Nothing: 0.45 may be 45 % or 0.45 %.
    Unknown,
    /// All lie in 0 to 1, and not all are 0: 1 may be 1 % or all of it.
    One,
    /// Figures over 1 have decimals too, so 0.45 is 0.45 %.
    Hundred,
    /// Somebody said so: 0.45 is 45 %, and 1 is all of it.
    Share,
}

impl Writing {
    /// By hand, on its own.
    pub const TYPED: Writing = Writing {
        is_computed: false,
        scale: Scale::Unknown,
    };
}

/// A figure as it was written: a word, `4/6`, or a percent.
///
/// # Errors
/// [`ValueProblem::Amount`], [`ValueProblem::Figure`] or [`ValueProblem::Fraction`].
pub fn read_figure(text: &str, writing: Writing) -> Result<Figure, ValueProblem> {
    let text = text.trim();
    let percent = |percent| Figure::Percent {
        percent,
        text: text.to_owned(),
    };
    match figure_word(text) {
        Some(FigureWord::Done) => return Ok(percent(Percent::FULL)),
        Some(FigureWord::NotStarted) => return Ok(percent(Percent::ZERO)),
        Some(FigureWord::NotDone) => return Ok(Figure::NotDone(text.to_owned())),
        Some(FigureWord::UnderWay) => return Ok(Figure::UnderWay),
        None => {}
    }
    if let Some((done, total)) = half_width(text).split_once('/') {
        let read = |text: &str| -> Result<Amount, ValueProblem> {
            text.parse().map_err(|_| ValueProblem::Amount)
        };
        return Ok(Figure::Amount(read(done)?, Some(read(total)?)));
    }
    read_percent(text, writing).map(percent).map_err(|problem| {
        match (problem, spelled_percent(text)) {
            (ValueProblem::Percent(PercentError::NotANumber), Some(percent)) => {
                ValueProblem::Spelled(Hundredths(percent.hundredths()))
            }
            (ValueProblem::Percent(problem), _) => ValueProblem::Figure(problem),
            (problem, _) => problem,
        }
    })
}

/// What is to be reached: a percent, or a word for all of it.
///
/// # Errors
/// [`ValueProblem::Goal`] or [`ValueProblem::Fraction`].
pub fn read_goal(text: &str, writing: Writing) -> Result<Goal, ValueProblem> {
    if figure_word(text) == Some(FigureWord::Done) {
        return Ok(Goal::Done);
    }
    read_percent(text, writing)
        .map(Goal::Percent)
        .map_err(|problem| match (problem, spelled_percent(text)) {
            (ValueProblem::Percent(PercentError::NotANumber), Some(percent)) => {
                ValueProblem::Spelled(Hundredths(percent.hundredths()))
            }
            (ValueProblem::Percent(problem), _) => ValueProblem::Goal(problem),
            (problem, _) => problem,
        })
}

/// A percent in figures, with or without its sign, and words such as 约 before it. A fraction without
/// the sign is questioned: somebody may mean 45 % by 0.45.
///
/// # Errors
/// [`ValueProblem::Percent`] or [`ValueProblem::Fraction`].
pub fn read_percent(text: &str, writing: Writing) -> Result<Percent, ValueProblem> {
    let plain = comparable(text.trim()).to_lowercase();
    let number = &*in_figures(without_words(&plain));
    let (percent, is_cut) = Percent::parse_cut(number).map_err(ValueProblem::Percent)?;
    if writing.scale == Scale::Share && !number.ends_with('%') {
        return match percent.hundredths() {
            0..=100 => Ok(share(number)),
            _ => Err(ValueProblem::OverShare),
        };
    }
    let may_be_share = match percent.hundredths() {
        0 => is_cut && writing.scale != Scale::Hundred,
        1..100 => writing.scale != Scale::Hundred,
        100 => writing.scale == Scale::One,
        _ => false,
    };
    if may_be_share && !number.ends_with('%') {
        return Err(ValueProblem::Fraction {
            small: Hundredths(percent.hundredths()),
            share: Hundredths(share(number).hundredths()),
        });
    }
    if !writing.is_computed {
        // Of a decimal too many or a power of ten, the one that reads exactly says what is wrong.
        return number.parse().map_err(ValueProblem::Percent);
    }
    Ok(percent)
}

/// The words that may stand before a percent.
#[rustfmt::skip]
const BEFORE: [&str; 13] = [
    "约", "大约", "已完成", "累计完成", "完成", "达到", "about", "approx", "approx.", "around", "completed", "done", "~",
];

/// A percent without the words before it.
fn without_words(text: &str) -> &str {
    let mut rest = text;
    while let Some(next) =
        (BEFORE.iter().filter_map(|word| rest.strip_prefix(word))).min_by_key(|next| next.len())
    {
        rest = next.trim_start();
    }
    rest
}

/// The number as a share of one: 0.985 is 98.5 %, more decimals cut away.
fn share(number: &str) -> Percent {
    let shifted = match (number.split_once('e'), number.split_once('.')) {
        (Some((mantissa, exponent)), _) => {
            let exponent: i32 = exponent.parse().unwrap_or(0);
            format!("{mantissa}e{}", exponent.saturating_add(2))
        }
        (None, Some((whole, digits))) => {
            let (percent, rest) = digits.split_at(digits.len().min(2));
            format!("{whole}{percent:0<2}.{rest}")
        }
        (None, None) => format!("{number}00"),
    };
    Percent::parse_cut(&shifted).map_or(Percent::FULL, |(percent, _)| percent)
}

#[cfg(test)]
mod tests {
    use super::super::spelled::{SIGN_BEFORE, SIGNS_AFTER};
    use super::*;
    use crate::model::PercentError;
    use crate::model::listed::{WORDS_PAGES, listed_words, words_listed_as};
    use proptest::prelude::*;

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    /// As typed.
    fn read(text: &str) -> Result<Figure, ValueProblem> {
        read_figure(text, Writing::TYPED)
    }

    #[test]
    fn figures_are_read_as_people_type_them() {
        for (text, expected) in [
            ("72", "72"),
            ("72%", "72"),
            ("72 %", "72"),
            ("72％", "72"),
            ("７２．５％", "72.5"),
            ("约72%", "72"),
            ("约 72", "72"),
            ("大约72％", "72"),
            ("完成72%", "72"),
            ("已完成 72 %", "72"),
            ("累计完成约72%", "72"),
            ("about 72%", "72"),
            ("approx 72", "72"),
            ("around 72", "72"),
            ("Done 72%", "72"),
            ("thirty", "30"),
            ("sixty-five", "65"),
            ("Sixty five %", "65"),
            ("about thirty percent", "30"),
            ("六十五", "65"),
            ("约六十", "60"),
            ("百分之六十五", "65"),
            ("完成百分之三十五", "35"),
            ("百分之十", "10"),
            ("百分之一百", "100"),
            ("百分之35", "35"),
            ("百分之0.43", "0.43"),
            ("15 percent", "15"),
            ("15 per cent", "15"),
            ("15pct", "15"),
            ("0.43 percent", "0.43"),
            ("0.43%", "0.43"),
            ("0.00", "0"),
            ("0", "0"),
            ("1", "1"),
            ("100", "100"),
            ("done", "100"),
            ("Completed", "100"),
            ("finished", "100"),
            ("完成", "100"),
            ("已完成", "100"),
            ("已完工", "100"),
            ("竣工", "100"),
            ("not started", "0"),
            ("Not-Started", "0"),
            ("未开工", "0"),
            ("未启动", "0"),
        ] {
            let Ok(Figure::Percent { percent: read, .. }) = read(text) else {
                panic!("{text} is a percent");
            };
            assert_eq!(read, percent(expected), "{text}");
        }
        for text in [
            "underway",
            "under-way",
            "Under Way",
            "in progress",
            "推进中",
            "正在推进",
            "进行中",
            "正在施工",
            "已开工",
        ] {
            assert_eq!(read(text), Ok(Figure::UnderWay), "{text}");
        }
        for text in ["not yet", "not-yet", "Not Yet", "未完成"] {
            assert_eq!(read(text), Ok(Figure::NotDone(text.to_owned())), "{text}");
        }
        let amount = |text: &str| text.parse().unwrap();
        for text in ["4/6", "４／６", "4 / 6"] {
            assert_eq!(
                read(text),
                Ok(Figure::Amount(amount("4"), Some(amount("6")))),
                "{text}"
            );
        }
    }

    #[test]
    fn the_documentation_lists_every_word() {
        let signs = SIGNS_AFTER.iter().chain([&SIGN_BEFORE]);
        let words = WORDS.iter().flat_map(|(_, words)| *words).chain(&BEFORE);
        let words = words.chain(signs);
        let words = words_listed_as(words);
        for (document, heading) in [
            (WORDS_PAGES[0], "Words for figures"),
            (WORDS_PAGES[1], "数值用词"),
        ] {
            assert_eq!(listed_words(document, heading), words, "{heading}");
        }
    }

    #[test]
    fn other_figures_are_refused_for_their_reason() {
        use PercentError::{Empty, Negative, NotANumber, Over100, Signed, TooManyDecimals};
        for (text, problem) in [
            ("", Empty),
            ("约", Empty),
            ("+5", Signed),
            ("＋5%", Signed),
            ("完成+5", Signed),
            ("-5", Negative),
            ("101", Over100),
            ("百分之101", Over100),
            ("15 %%", NotANumber),
            ("15% percent", NotANumber),
            ("72.345", TooManyDecimals),
            ("-done", NotANumber),
            ("d one", NotANumber),
            ("完成了", NotANumber),
            ("soon", NotANumber),
            ("差不多", NotANumber),
            ("7.2e1", NotANumber),
            ("72 80", NotANumber),
        ] {
            assert_eq!(read(text), Err(ValueProblem::Figure(problem)), "{text}");
        }
        for text in ["4/x", "4/6/8", "/", "+4/6"] {
            assert_eq!(read(text), Err(ValueProblem::Amount), "{text}");
        }
    }

    #[test]
    fn a_figure_in_words_is_refused_with_the_figure_to_write() {
        for (text, figure) in [
            ("half", "50"),
            ("Half done", "50"),
            ("three quarters", "75"),
            ("一半", "50"),
            ("三成", "30"),
            ("完成三成", "30"),
            ("六成五", "65"),
            ("a third", "33.33"),
            ("two-thirds done", "66.67"),
            ("三分之二", "66.67"),
        ] {
            let spelled = ValueProblem::Spelled(Hundredths(percent(figure).hundredths()));
            assert_eq!(read(text), Err(spelled.clone()), "{text}");
            assert_eq!(read_goal(text, Writing::TYPED), Err(spelled), "{text}");
        }
        for text in [
            "成",
            "百分之",
            "百分之三百",
            "percent",
            "sixty-fifteen",
            "one sixty",
            "五六",
            "过半",
            "halfway",
            "十三成",
        ] {
            let unreadable = ValueProblem::Figure(PercentError::NotANumber);
            assert_eq!(read(text), Err(unreadable), "{text}");
        }
    }

    fn question(small: &str, share: &str) -> ValueProblem {
        let [small, share] = [small, share].map(|text| Hundredths(percent(text).hundredths()));
        ValueProblem::Fraction { small, share }
    }

    #[test]
    fn a_share_of_one_is_questioned() {
        for (text, small, share) in [
            ("0.985", "0.98", "98.5"),
            ("0.45", "0.45", "45"),
            ("０．４５", "0.45", "45"),
            ("完成0.45", "0.45", "45"),
            ("0.5", "0.5", "50"),
            (".07", "0.07", "7"),
            ("0.001", "0", "0.1"),
        ] {
            assert_eq!(read(text), Err(question(small, share)), "{text}");
        }
        let cell = |scale| Writing {
            is_computed: true,
            scale,
        };
        let asked = |small: &str, share: &str| Err(question(small, share));
        // A whole 1 is asked about where all of its column may be shares.
        assert_eq!(read_percent("1", cell(Scale::One)), asked("1", "100"));
        assert_eq!(read_percent("1.0", cell(Scale::One)), asked("1", "100"));
        assert_eq!(read_percent("1", cell(Scale::Unknown)), Ok(percent("1")));
        assert_eq!(read_percent("1%", cell(Scale::One)), Ok(percent("1")));
        assert_eq!(
            read_percent("5.0E-2", cell(Scale::Unknown)),
            asked("0.05", "5")
        );
        assert_eq!(
            read_percent("0.45", cell(Scale::Hundred)),
            Ok(percent("0.45"))
        );
        assert_eq!(read_percent("0", cell(Scale::One)), Ok(Percent::ZERO));
        // A spreadsheet computes more decimals than anybody types.
        assert_eq!(
            read_percent("57.99999999999999", cell(Scale::Unknown)),
            Ok(percent("58"))
        );
    }

    proptest! {
        // Caught: `{share}` of 0.985 read back as 98.
        #[test]
        fn both_readings_of_a_share_are_taken_when_typed(h in 1i64..100, is_long: bool) {
            let text = if is_long { format!("0.{h:02}00") } else { format!("0.{h:02}") };
            let Err(ValueProblem::Fraction { small, share }) = read(&text) else {
                panic!("{text} is no question");
            };
            prop_assert_eq!((small.0, share.0), (h, h * 100));
            let [small, share] = [small, share].map(|it| Percent::from_hundredths(it.0).unwrap());
            prop_assert_eq!(read_percent(&format!("{small}%"), Writing::TYPED), Ok(small));
            prop_assert_eq!(read_percent(&format!("{share}"), Writing::TYPED), Ok(share));
        }

        // Caught: 1 without its sign, which a column may make a question.
        #[test]
        fn what_is_taken_reads_as_the_same_with_its_sign(text in "(约|done)?[0-9０-９.%％+ /]{1,7}|\\PC{0,8}", is_one: bool) {
            let scale = if is_one { Scale::One } else { Scale::Hundred };
            let writing = Writing { is_computed: true, scale };
            if let Ok(taken) = read_percent(&text, writing) {
                prop_assert_eq!(read_percent(&format!("{taken}%"), writing), Ok(taken));
            }
            let _ = read_figure(&text, writing);
        }
    }
}
