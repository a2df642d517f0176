//! Numbers of things.

use std::fmt::{self, Formatter};

use crate::model::Language;

use super::say::Say;

/// A number of things, with the noun: `1 row`, `3 rows`, `3行`.
macro_rules! counted {
    ($($(#[$about:meta])* $name:ident $one:literal $many:literal $zh:literal),+ $(,)?) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, PartialEq, Eq, Debug)]
            pub struct $name(pub usize);

            impl Say for $name {
                fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
                    match (language, self.0) {
                        (Language::En, 1) => write!(to, concat!("1 ", $one)),
                        (Language::En, count) => write!(to, concat!("{} ", $many), count),
                        (Language::Zh, count) => write!(to, concat!("{}", $zh), count),
                    }
                }
            }
        )+
    };
}
impl Days {
    /// A number of days that is not negative.
    pub fn of(days: i64) -> Days {
        Days(usize::try_from(days).unwrap_or(0))
    }
}

counted! {
    /// Rows of a file.
    Rows "row" "rows" "行",
    /// Lines of input.
    LineCount "line" "lines" "行",
    /// Questions to answer.
    Questions "question to answer" "questions to answer" "个问题",
    /// Things found wrong.
    Problems "problem" "problems" "处问题",
    /// Days of the calendar.
    Days "day" "days" "天",
    /// Targets.
    Targets "target" "targets" "项目标",
    /// Projects.
    Projects "project" "projects" "个项目",
    /// Entries of the record.
    Entries "entry" "entries" "条记录",
}

/// A kind of thing that entries and imports are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The words say what each is.
pub enum Kind {
    Project,
    State,
    Stage,
    Target,
    Reading,
    Setting,
    /// What a column of sheets means.
    Mapping,
    /// A fact that was edited, or a state.
    Change,
    /// What `check` noted.
    Notice,
}

/// So many of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Things(pub usize, pub Kind);

impl Kind {
    /// The noun, of one and of several; in Chinese what it is counted by, and the noun.
    fn nouns(self) -> [&'static str; 4] {
        match self {
            Kind::Project => ["project", "projects", "个", "项目"],
            Kind::State => ["state", "states", "条", "状态"],
            Kind::Stage => ["stage", "stages", "个", "阶段"],
            Kind::Target => ["target", "targets", "项", "目标"],
            Kind::Reading => ["reading", "readings", "条", "数据"],
            Kind::Setting => ["setting", "settings", "项", "设置"],
            Kind::Mapping => ["column", "columns", "", "列"],
            Kind::Change => ["change", "changes", "项", "变更"],
            Kind::Notice => ["notice", "notices", "条", "提醒"],
        }
    }
}

impl Say for Things {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let Things(count, kind) = *self;
        let [one, many, measure, noun] = kind.nouns();
        match language {
            Language::En => write!(to, "{count} {}", if count == 1 { one } else { many }),
            Language::Zh => write!(to, "{count}{measure}{noun}"),
        }
    }
}

/// So many of a kind that was named before: `3`, `3个`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OfThese(pub usize, pub Kind);

impl Say for OfThese {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let OfThese(count, kind) = *self;
        let [.., measure, _] = kind.nouns();
        match language {
            Language::En => write!(to, "{count}"),
            Language::Zh => write!(to, "{count}{measure}"),
        }
    }
}
