//! What is wrong with rows, or asked of them, those of one cause together.

use std::collections::HashMap;
use std::fmt::{self, Formatter};

use crate::model::Language;

use super::question::Question;
use super::row::{BadRow, say_what, say_where};
use super::row_ref::RowRef;
use super::say::{In, Say};

/// So many lines are listed; who has read them knows what kind they are, and the others are counted.
const LISTED: usize = 40;

/// A line about a fault, or about many that have one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The first.
    row: BadRow,
    /// The others.
    likewise: Option<Likewise>,
}

impl BadLine {
    /// Its question, if it is one.
    pub fn question(&self) -> Option<&Question> {
        self.row.question()
    }

    /// Where it stands.
    pub fn at(&self) -> &RowRef {
        &self.row.at
    }

    pub(super) fn say_where(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let likewise = self.likewise.as_ref().map(|others| others as &dyn Say);
        say_where(&self.row, likewise, language, to)
    }
}

impl Say for BadLine {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.say_where(language, to)?;
        say_what(&self.row, language, to)
    }
}

/// The rows beside a first one: some of them, and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Likewise {
    first: RowRef,
    some: Vec<RowRef>,
    count: usize,
}

impl Say for Likewise {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let is_row = |at: &RowRef| at.column.is_none() && at.file == self.first.file;
        let rows: Vec<u64> = (self.some.iter().take_while(|at| is_row(at)))
            .map(|at| at.row)
            .collect();
        let others = self.some.get(rows.len()..).unwrap_or_default();
        let (listed, others) = (In(language, &rows), In(language, others));
        let has_both = !rows.is_empty() && !others.1.is_empty();
        let more = self.count - self.some.len();
        match language {
            Language::En => {
                let noun = match rows.len() {
                    0 => "",
                    1 => "row ",
                    _ => "rows ",
                };
                let comma = if has_both { ", " } else { "" };
                write!(to, " (likewise {noun}{listed}{comma}{others}")?;
                match more {
                    0 => to.write_str(")"),
                    more => write!(to, " and {more} more)"),
                }
            }
            Language::Zh => {
                let (before, after) = match rows.len() {
                    0 => ("", ""),
                    _ => ("第", "行"),
                };
                let comma = if has_both { "、" } else { "" };
                write!(to, "（{before}{listed}{after}{comma}{others}")?;
                match more {
                    0 => to.write_str("相同）"),
                    _ => write!(to, "等另外{}处相同）", self.count),
                }
            }
        }
    }
}

/// What is wrong with rows, those of one cause together.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    all: Vec<Cause>,
    /// The place of each, by what makes it one.
    indexes: HashMap<String, usize>,
    /// How many more there are.
    more: usize,
}

/// A cause: the first of its faults, and how many there are.
#[derive(Clone, Debug)]
struct Cause {
    some: Vec<BadRow>,
    count: usize,
}

impl Cause {
    fn is_question(&self) -> bool {
        self.some.iter().any(|row| row.question().is_some())
    }
}

impl Causes {
    /// Adds a fault.
    pub fn add(&mut self, row: BadRow) {
        let key = row.cause();
        if let Some(cause) = self.indexes.get(&key).and_then(|at| self.all.get_mut(*at)) {
            cause.count += 1;
            if cause.some.len() <= LIKEWISE {
                cause.some.push(row);
            }
        } else if self.all.len() < KEPT {
            self.indexes.insert(key, self.all.len());
            self.all.push(Cause {
                some: vec![row],
                count: 1,
            });
        } else {
            self.more += 1;
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The faults, of many with one cause the first.
    pub fn rows(&self) -> impl Iterator<Item = &BadRow> {
        self.all.iter().flat_map(|cause| &cause.some)
    }

    /// The lines about some of them, in an order. Some equal faults are a line each; many are one, as
    /// the cells of one question always are.
    pub fn lines<K: Ord>(&self, which: Which, order: impl Fn(&BadRow) -> K) -> BadRows {
        let mut lines = Vec::new();
        for cause in &self.all {
            let is_question = cause.is_question();
            if !which.has(is_question) {
                continue;
            }
            let [first, others @ ..] = cause.some.as_slice() else {
                continue;
            };
            if !is_question && cause.count <= FEW {
                lines.extend(cause.some.iter().map(|row| (row.clone(), None)));
                continue;
            }
            let likewise = (cause.count > 1).then(|| Likewise {
                first: first.at.clone(),
                // Where there are more, so many that these are several.
                some: (others.iter())
                    .take(if cause.count > LIKEWISE + 1 {
                        LIKEWISE - 1
                    } else {
                        LIKEWISE
                    })
                    .map(|row| row.at.clone())
                    .collect(),
                count: cause.count - 1,
            });
            lines.push((first.clone(), likewise));
        }
        lines.sort_by_key(|(row, _)| order(row));
        let lines = lines.into_iter();
        BadRows {
            lines: lines
                .map(|(row, likewise)| BadLine { row, likewise })
                .collect(),
            more: if which == Which::Questions {
                0
            } else {
                self.more
            },
        }
    }
}

/// Which causes are told of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// What is asked.
    Questions,
    /// What is wrong.
    Faults,
    /// Both.
    All,
}

impl Which {
    fn has(self, is_question: bool) -> bool {
        match self {
            Which::Questions => is_question,
            Which::Faults => !is_question,
            Which::All => true,
        }
    }
}

/// So many equal faults are a line each.
const FEW: usize = 3;
/// So many rows beside the first are named.
const LIKEWISE: usize = 4;
/// So many causes are kept; the others are counted.
const KEPT: usize = 1_000;

/// Rows at fault, a line for each cause up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadRows {
    /// In order of file and row.
    pub lines: Vec<BadLine>,
    /// How many faults there are beside.
    more: usize,
}

impl BadRows {
    /// Whether there is none.
    pub fn are_none(&self) -> bool {
        self.lines.is_empty()
    }
}

impl Say for BadRows {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (listed, others) = self.lines.split_at(self.lines.len().min(LISTED));
        for line in listed {
            write!(to, "\n  {}", In(language, line))?;
        }
        let count = |line: &BadLine| 1 + line.likewise.as_ref().map_or(0, |others| others.count);
        match (
            language,
            self.more + others.iter().map(count).sum::<usize>(),
        ) {
            (_, 0) => Ok(()),
            (Language::En, more) => write!(to, "\n  … and {more} more"),
            (Language::Zh, more) => write!(to, "\n  ……另有{more}处"),
        }
    }
}
