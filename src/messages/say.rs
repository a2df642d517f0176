//! How values go into a sentence: in its language, and safe for a terminal.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use crate::model::{
    Amount, Day, Figure, Instant, Language, Percent, Period, PeriodLength, printable, shell_quoted,
};

/// Something that can be put into words.
pub trait Say {
    /// Writes it in the language. What came from outside is written so that no terminal acts on it.
    ///
    /// # Errors
    /// Those of the formatter.
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result;
}

/// A value in one language. `{:#}` quotes it for a shell, `{:.60}` cuts it behind 60 characters, where it puts `…`.
pub struct In<'a, T: ?Sized>(pub Language, pub &'a T);

impl<T: Say + ?Sized> In<'_, T> {
    fn words(&self) -> String {
        self.to_string()
    }
}

impl<T: Say + ?Sized> Display for In<'_, T> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        // Both ask for the words as they are, without alternative or precision.
        if to.alternate() {
            let word = self.words();
            return to.write_str(&shell_quoted(&word));
        }
        match to.precision() {
            Some(most) => {
                let words = self.words();
                match words.char_indices().nth(most) {
                    Some((end, _)) => write!(to, "{}…", words.get(..end).unwrap_or_default()),
                    None => to.write_str(&words),
                }
            }
            None => self.1.say(self.0, to),
        }
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        (**self).say(language, to)
    }
}

impl<T: Say + ?Sized> Say for Box<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        (**self).say(language, to)
    }
}

impl Say for str {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(&printable(self))
    }
}

impl Say for String {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_str().say(language, to)
    }
}

impl Say for Path {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(&printable(&self.display().to_string()))
    }
}

impl Say for PathBuf {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_path().say(language, to)
    }
}

/// An optional part of a sentence: nothing where there is none.
impl<T: Say> Say for Option<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |part| part.say(language, to))
    }
}

/// Several things, one after another.
impl<T: Say> Say for Vec<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_slice().say(language, to)
    }
}

impl<T: Say> Say for [T] {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let separator = match language {
            Language::En => ", ",
            Language::Zh => "、",
        };
        joined(self, separator, language, to)
    }
}

macro_rules! as_displayed {
    ($($plain:ty),+) => {
        $(impl Say for $plain {
            fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
                write!(to, "{self}")
            }
        })+
    };
}
as_displayed!(i64, u64, u32, u8, usize, char, Amount, Instant);

/// `72 %`, `72%`.
impl Say for Percent {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match language {
            Language::En => write!(to, "{self} %"),
            Language::Zh => write!(to, "{self}%"),
        }
    }
}

/// `72 % on 2021-10-31`, `2021年10月31日的72%`.
impl Say for Figure {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (percent, on) = (In(language, &self.percent), In(language, &self.on));
        match language {
            Language::En => write!(to, "{percent} on {on}"),
            Language::Zh => write!(to, "{on}的{percent}"),
        }
    }
}

/// What something is called, and in English where that is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LocalName {
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
}

impl Say for LocalName {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match (language, &self.name_en) {
            (Language::En, Some(name_en)) => name_en.say(language, to),
            _ => self.name.say(language, to),
        }
    }
}

/// `2021-12-31`, `2021年12月31日`.
impl Say for Day {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, date) = self.ymd();
        match language {
            Language::En => write!(to, "{self}"),
            Language::Zh => write!(to, "{year}年{month}月{date}日"),
        }
    }
}

/// A day as it is typed: `2021-12-31` in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IsoDay(pub Day);

impl Say for IsoDay {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

/// A day as short as it can be said beside another: without the year where that is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShortDay {
    /// The day that is said.
    pub day: Day,
    /// The day that the reader knows.
    pub known: Day,
}

impl Say for ShortDay {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, date) = self.day.ymd();
        if year != self.known.ymd().0 {
            return self.day.say(language, to);
        }
        match language {
            Language::En => write!(to, "{month:02}-{date:02}"),
            Language::Zh => write!(to, "{month}月{date}日"),
        }
    }
}

/// Things to know, one after another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts<T>(pub Vec<T>);

impl<T: Say> Say for Parts<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let separator = match language {
            Language::En => " · ",
            Language::Zh => "，",
        };
        joined(&self.0, separator, language, to)
    }
}

fn joined<T: Say>(
    items: &[T],
    separator: &str,
    language: Language,
    to: &mut Formatter<'_>,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            to.write_str(separator)?;
        }
        item.say(language, to)?;
    }
    Ok(())
}

/// What stands in brackets behind something; nothing where there is nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notes<T>(pub Vec<T>);

impl<T: Say> Say for Notes<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let notes = In(language, &self.0);
        match (language, self.0.is_empty()) {
            (_, true) => Ok(()),
            (Language::En, false) => write!(to, " ({notes})"),
            (Language::Zh, false) => write!(to, "（{notes}）"),
        }
    }
}

/// `2021H2`, `2021年下半年`.
impl Say for Period {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        if language == Language::En {
            return write!(to, "{self}");
        }
        if let Some(part) = self.fiscal() {
            return match part.named() {
                (year, PeriodLength::Half, 1) => write!(to, "{year}财年上半年"),
                (year, PeriodLength::Half, _) => write!(to, "{year}财年下半年"),
                (year, PeriodLength::Quarter, 1) => write!(to, "{year}财年一季度"),
                (year, PeriodLength::Quarter, 2) => write!(to, "{year}财年二季度"),
                (year, PeriodLength::Quarter, 3) => write!(to, "{year}财年三季度"),
                (year, PeriodLength::Quarter, _) => write!(to, "{year}财年四季度"),
                (year, ..) => write!(to, "{year}财年"),
            };
        }
        match self.named() {
            Some((year, _, 12)) => write!(to, "{year}年"),
            Some((year, 1, 6)) => write!(to, "{year}年上半年"),
            Some((year, _, 6)) => write!(to, "{year}年下半年"),
            Some((year, 1, 3)) => write!(to, "{year}年一季度"),
            Some((year, 4, 3)) => write!(to, "{year}年二季度"),
            Some((year, 7, 3)) => write!(to, "{year}年三季度"),
            Some((year, _, 3)) => write!(to, "{year}年四季度"),
            Some((year, month, _)) => write!(to, "{year}年{month}月"),
            None => {
                let (start, end) = (self.start(), self.end());
                write!(to, "{}至{}", In(language, &start), In(language, &end))
            }
        }
    }
}

/// Hundredths as a number with as few decimals as say it exactly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hundredths(pub i64);

impl Say for Hundredths {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        to.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Tenths as a number: `71.1`, `80`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tenths(pub i64);

impl Say for Tenths {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        Hundredths(self.0 * 10).say(language, to)
    }
}

/// The number of an entry, or of a target within its stage: `#17`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Numbered(pub i64);

impl Say for Numbered {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "#{}", self.0)
    }
}

/// A list of which no more than `MOST` are named, the others counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UpTo<const MOST: usize, T>(pub Vec<T>);

impl<const MOST: usize> UpTo<MOST, Quoted> {
    /// Names, each in quotes.
    pub fn quoted(names: impl IntoIterator<Item = String>) -> UpTo<MOST, Quoted> {
        UpTo(names.into_iter().map(Quoted).collect())
    }
}

impl<const MOST: usize, T> UpTo<MOST, T> {
    /// Whether there is just one.
    pub fn is_one(&self) -> bool {
        self.0.len() == 1
    }
}

impl<const MOST: usize, T: Say> Say for UpTo<MOST, T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (named, others) = self.0.split_at(self.0.len().min(MOST));
        named.say(language, to)?;
        match (language, others.len()) {
            (_, 0) => Ok(()),
            (Language::En, others) => write!(to, " and {others} more"),
            (Language::Zh, _) => write!(to, "等{}个", self.0.len()),
        }
    }
}

/// A name in quotes, cut to what can be read at a glance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quoted(pub String);

impl Say for Quoted {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let name = In(language, &self.0);
        match language {
            Language::En => write!(to, "'{name:.60}'"),
            Language::Zh => write!(to, "“{name:.60}”"),
        }
    }
}

/// One or another: `a, b or c`, `a、b或c`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnyOf<T>(pub Vec<T>);

impl<T: Say> Say for AnyOf<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let Some((last, others @ [_, ..])) = self.0.split_last() else {
            return self.0.say(language, to);
        };
        others.say(language, to)?;
        to.write_str(match language {
            Language::En => " or ",
            Language::Zh => "或",
        })?;
        last.say(language, to)
    }
}

/// Bytes as they are counted in limits: `1 MiB`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size(pub usize);

impl Say for Size {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match self.0 >> 20 {
            0 => write!(to, "{} KiB", self.0 >> 10),
            mebibytes => write!(to, "{mebibytes} MiB"),
        }
    }
}

/// Each on a line of its own, indented.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lines<T>(pub Vec<T>);

impl<T: Say> Say for Lines<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        (self.0.iter()).try_for_each(|item| write!(to, "\n  {}", In(language, item)))
    }
}
