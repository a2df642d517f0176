//! Which column of a plan is which: as somebody answered, else by its name.

use crate::messages::UpTo;
use crate::messages::columns::{ColumnMeaning, FieldWord};
use crate::messages::plan::ColumnRead;
use crate::messages::question::{Answer, Choice, KEPT, Question, QuestionKind, Sense};
use crate::model::{Day, fold};

use super::asking::ColumnQuestion;
use super::columns::{DESCRIBING, bare_header, is_literal, plain_header};
use super::grid::{Grid, Row};
use super::mapping::{Meaning, Ways, nth, numbered};
use super::meant::{Columns, Meant};

/// The columns of a plan.
#[derive(Default)]
pub(super) struct Assigned {
    /// The fields and their places.
    pub(super) columns: Vec<(&'static str, usize)>,
    /// Texts to be kept: under which names, and their places.
    pub(super) kept: Vec<(String, usize)>,
    /// How somebody said that the cells of columns are read, by their places.
    pub(super) ways: Vec<(usize, Ways)>,
    /// What was read as somebody answered before.
    pub(super) answered: Vec<ColumnMeaning>,
    /// What was understood by names that are not our own.
    pub(super) understood: Vec<ColumnRead>,
    /// Columns that mean nothing to us.
    pub(super) passed_over: Vec<String>,
    /// The day of the progress that its heading names, and the place of that.
    pub(super) day: Option<(usize, Day)>,
    /// What is asked of columns. Until it is answered, the first that may be meant is taken.
    pub(super) questions: Vec<ColumnQuestion>,
}

/// Columns that mean the same.
struct Twins {
    /// The field, or the text.
    meaning: Meaning,
    /// Under which name a text is kept.
    text: String,
    /// Their places, and whether somebody said so of each.
    all: Vec<(usize, bool)>,
}

/// Says of each column what it is.
pub(super) fn assign(columns: Columns<'_>) -> Assigned {
    let Columns {
        grid,
        header: number,
        names,
        mappings,
        ..
    } = columns;
    let mut all = Assigned::default();
    let mut twins: Vec<Twins> = Vec::new();
    let mut unanswered = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let Some((meaning, is_remembered)) = mappings.of(name, nth(names, index)) else {
            unanswered.push(index);
            continue;
        };
        let first = match meaning {
            Meaning::Field(field, _) => all.column_of(field),
            Meaning::Kept => all.column_of_text(&bare_header(name)),
            Meaning::Nothing => continue,
        };
        match (first, meaning) {
            (Some(_), Meaning::Field("note", ways)) => {
                all.columns.push(("note", index));
                all.ways.push((index, ways));
            }
            (Some(first), _) => {
                let text = bare_header(name);
                add_twin(&mut twins, meaning, &text, (first, true), (index, true));
                continue;
            }
            (None, Meaning::Field(field, ways)) => {
                all.columns.push((field, index));
                all.ways.push((index, ways));
            }
            (None, _) => all.kept.push((bare_header(name), index)),
        }
        if is_remembered {
            all.answered.push(ColumnMeaning {
                column: name.clone(),
                field: FieldWord(meaning.id()),
            });
        }
    }
    let answered: Vec<&'static str> = all.columns.iter().map(|(field, _)| *field).collect();
    let mut sure = answered.clone();
    let mut passed_over = Vec::new();
    for Meant {
        column: index,
        field: own,
        is_weak,
    } in columns.meant(&unanswered)
    {
        let name = names.get(index).map_or("", String::as_str);
        let first = own.and_then(|own| all.column_of(own));
        let is_taken = |own| answered.contains(&own) || is_weak && sure.contains(&own);
        match (own, first) {
            // A merged header leaves blank columns.
            (own, first) if is_blank(grid, number, index) && (first.is_some() || own.is_none()) => {
            }
            (Some("number"), Some(_)) => {}
            // Of notes, all are kept.
            (Some("note"), Some(_)) if answered.contains(&"note") => {
                all.columns.push(("note", index));
            }
            // Somebody said which one it is, or another column is it for certain.
            (Some(own), _) if is_taken(own) => passed_over.push(index),
            (Some(own), Some(first)) => {
                let meaning = Meaning::Field(own, Ways::default());
                add_twin(&mut twins, meaning, "", (first, false), (index, false));
            }
            (Some(own), None) => {
                if !is_weak {
                    sure.push(own);
                }
                all.columns.push((own, index));
                if !is_literal(own, name) {
                    all.understood.push(ColumnRead {
                        column: name.to_owned(),
                        field: FieldWord(own.to_owned()),
                    });
                }
            }
            (None, _) => passed_over.push(index),
        }
    }
    let questions = twins.iter().map(|twins| twins.kind(names));
    all.questions.extend(questions);
    all.goal_or_progress(names, &answered);
    all.total_of_spent(names, &mut passed_over);
    let indexes = (all.column_of("percent"), all.column_of("reading"));
    if let (Some(goal), Some(progress)) = indexes
        && !answered.contains(&"percent")
    {
        all.questions
            .extend(columns.goal_or_planned(goal, progress));
    }
    let has_progress = ["reading", "spent"]
        .into_iter()
        .any(|field| all.column_of(field).is_some());
    if !has_progress && all.questions.is_empty() {
        let notes = all
            .column_of("note")
            .filter(|_| !answered.contains(&"note"));
        let left: Vec<usize> = passed_over.iter().copied().chain(notes).collect();
        all.questions.extend(columns.lost_progress(&left));
    }
    all.day = all
        .column_of("reading")
        .and_then(|index| Some((index, columns.day_of(index)?)));
    passed_over.sort_unstable();
    let called = |index: usize| match names.get(index) {
        Some(name) if !name.is_empty() => name.clone(),
        _ => letters(index),
    };
    all.passed_over = passed_over.into_iter().map(called).collect();
    all
}

fn add_twin(
    twins: &mut Vec<Twins>,
    meaning: Meaning,
    text: &str,
    first: (usize, bool),
    other: (usize, bool),
) {
    let index = first.0;
    match twins
        .iter_mut()
        .find(|twins| twins.all.first().is_some_and(|(at, _)| *at == index))
    {
        Some(there) => there.all.push(other),
        None => twins.push(Twins {
            meaning,
            text: text.to_owned(),
            all: vec![first, other],
        }),
    }
}

impl Twins {
    /// Which of them is meant: that is said of it, or the others are left out.
    fn kind(&self, names: &[String]) -> ColumnQuestion {
        let (field, fields) = match self.meaning {
            Meaning::Field(field, _) => (field.to_owned(), vec![field]),
            _ => (self.text.clone(), Vec::new()),
        };
        let name = |index: usize| names.get(index).map_or("", String::as_str);
        let plain = |index: usize| plain_header(name(index));
        let is_describing = |index: usize| DESCRIBING.contains(&plain(index).as_str());
        let choice = |index: usize| {
            let (own, own_nth) = (plain(index), nth(names, index));
            let is_same = |at: usize| plain(at) == own;
            let mut answers = Vec::new();
            let others = || self.all.iter().filter(|(at, _)| *at != index);
            let has_others = others().any(|(at, is_said)| !is_same(*at) && !is_said);
            if has_others || own_nth > 1 {
                answers.push((numbered(name(index), own_nth), self.meaning.id()));
            }
            for (at, is_said) in others() {
                let column = || numbered(name(*at), nth(names, *at));
                if is_same(*at) || *is_said {
                    answers.push((column(), "-".to_owned()));
                } else if is_describing(*at) && !is_describing(index) {
                    answers.push((column(), KEPT.to_owned()));
                }
            }
            let called = name(index).to_owned();
            Choice {
                sense: match self.all.iter().filter(|(at, _)| is_same(*at)).count() {
                    1 => Sense::Column { name: called },
                    _ => Sense::ColumnAt {
                        name: called,
                        letters: letters(index),
                    },
                },
                answer: Answer::Map(answers),
            }
        };
        let mut indexes: Vec<usize> = self.all.iter().map(|(at, _)| *at).collect();
        let columns = UpTo::quoted(indexes.iter().map(|at| name(*at).to_owned()));
        indexes.sort_by_key(|at| is_describing(*at));
        ColumnQuestion {
            question: Question {
                kind: QuestionKind::SameMeaning {
                    columns,
                    field: FieldWord(field),
                },
                choices: indexes.into_iter().map(choice).collect(),
            },
            fields,
        }
    }
}

impl Assigned {
    /// Where a field stands.
    fn column_of(&self, field: &str) -> Option<usize> {
        let found = self.columns.iter().find(|(own, _)| *own == field);
        found.map(|(_, index)| *index)
    }

    fn column_of_text(&self, text: &str) -> Option<usize> {
        let found = self
            .kept
            .iter()
            .find(|(there, _)| fold(there) == fold(text));
        found.map(|(_, index)| *index)
    }

    /// A field's column, as one is answered for.
    fn column(&self, field: &str, names: &[String]) -> Option<String> {
        let index = self.column_of(field)?;
        Some(numbered(names.get(index)?, nth(names, index)))
    }

    /// What was spent is part of the whole budget or, where there is none, of the year's. Where both
    /// are there, it may be of either; without it, the year's is passed over.
    fn total_of_spent(&mut self, names: &[String], passed_over: &mut Vec<usize>) {
        let column = |field| self.column(field, names);
        let (Some(total), Some(annual)) = (column("budget"), column("annual_budget")) else {
            return;
        };
        if let Some(spent) = column("spent") {
            let part_of = |of: &String, not: &String| Choice {
                sense: Sense::PartOf { column: of.clone() },
                answer: Answer::Map(vec![(not.clone(), "-".to_owned())]),
            };
            self.questions.push(ColumnQuestion {
                question: Question {
                    choices: vec![part_of(&total, &annual), part_of(&annual, &total)],
                    kind: QuestionKind::SpentOfWhich {
                        spent,
                        total,
                        annual,
                    },
                },
                fields: vec!["budget", "annual_budget", "spent"],
            });
            return;
        }
        passed_over.extend(self.column_of("annual_budget"));
        self.columns.retain(|(field, _)| *field != "annual_budget");
    }

    /// A percent of a sheet that tells the day of its data, but no other progress, is the progress;
    /// where a deadline stands beside it, it might be either. What was answered stays.
    fn goal_or_progress(&mut self, names: &[String], answered: &[&str]) {
        let has = |field| self.column_of(field).is_some();
        let is_open = has("percent") && !has("reading") && has("as_of");
        if !is_open || answered.contains(&"percent") {
            return;
        }
        let is_dated = has("due") || has("due_words") || has("period");
        if !is_dated {
            let percents = self.columns.iter_mut().filter(|(own, _)| *own == "percent");
            percents.for_each(|(own, _)| *own = "reading");
            let column = self.column("reading", names);
            self.understood.extend(column.map(|column| ColumnRead {
                column,
                field: FieldWord("reading".to_owned()),
            }));
        } else if let Some(column) = self.column("percent", names) {
            let choice = |sense, field: &str| Choice {
                sense,
                answer: Answer::Map(vec![(column.clone(), field.to_owned())]),
            };
            self.questions.push(ColumnQuestion {
                question: Question {
                    choices: vec![
                        choice(Sense::Goal, "target"),
                        choice(Sense::Progress, "progress"),
                    ],
                    kind: QuestionKind::GoalOrProgress {
                        column: column.clone(),
                    },
                },
                fields: vec!["percent", "reading"],
            });
        }
    }
}

fn beneath<'g>(grid: &'g Grid, number: u64, column: usize) -> impl Iterator<Item = &'g str> {
    let rows = grid.rows().filter(move |row| row.number > number);
    rows.filter_map(move |row: Row<'g>| row.cell(column))
}

fn is_blank(grid: &Grid, number: u64, column: usize) -> bool {
    beneath(grid, number, column).next().is_none()
}

/// A column as a spreadsheet calls it: A, B, .., Z, AA, ..
pub(super) fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}
