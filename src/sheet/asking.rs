//! What is asked of sheets: of their columns, and of cells that may be read in two ways. Each answer is
//! an option of `import`, and most are kept in the record.

use crate::messages::question::{Answer, Choice, NEW, Question, QuestionKind, Sense};
use crate::messages::{Candidate, Refusal, ValueProblem};
use crate::model::{BeforeInterval, DateError, DateOrder, Day, DayOrMonth, SettingKey};

use super::kind::Kind;
use super::mapping::Meaning;

/// What is asked of columns, and the fields that may be others with the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ColumnQuestion {
    pub(super) question: Question,
    pub(super) fields: Vec<&'static str>,
}

/// A cell that is asked about.
#[derive(Clone, Copy)]
pub(super) struct Cell<'t> {
    pub(super) kind: Kind,
    /// Its column's own name.
    pub(super) field: &'t str,
    /// What its column is answered for as, if it has a name.
    pub(super) column: Option<&'t str>,
}

/// What is wrong with a cell: where it may be read in two ways that somebody can choose between, as
/// a question.
pub(super) fn asked(problem: Refusal, cell: Cell<'_>) -> Refusal {
    const OF_PROJECT: [&str; 6] = [
        "category",
        "unit",
        "lead",
        "budget",
        "annual_budget",
        "spent",
    ];
    if let (Refusal::Differs { first, value }, Some(column), Kind::Flat) =
        (&problem, cell.column, cell.kind)
        && OF_PROJECT.contains(&cell.field)
    {
        return Refusal::DiffersWithin {
            first: Box::new(first.clone()),
            value: value.clone(),
            column: column.to_owned(),
        };
    }
    let question = match &problem {
        Refusal::LooksLike { name, matches } => Some(looks_like(name, matches)),
        Refusal::OtherName { code, old, name } => Some(Question {
            kind: QuestionKind::OtherName {
                code: code.clone(),
                old: old.clone(),
            },
            choices: vec![Choice {
                sense: Sense::SameProject,
                answer: Answer::As {
                    name: name.clone(),
                    project: code.clone(),
                },
            }],
        }),
        Refusal::WhichYear { past, next } if cell.kind == Kind::Flat => {
            let choice = |day: &Day| {
                let period = day.ymd().0.to_string();
                Choice {
                    sense: Sense::Due {
                        day: *day,
                        period: period.clone(),
                    },
                    answer: Answer::Period(period),
                }
            };
            Some(Question {
                kind: QuestionKind::WhichYear {
                    past: *past,
                    next: *next,
                },
                choices: [past, next].map(choice).into(),
            })
        }
        Refusal::Value { problem, .. } => of_value(problem, cell),
        _ => None,
    };
    question.map_or(problem, Refusal::from)
}

/// A figure without its day.
pub(super) fn no_day() -> Question {
    Question {
        kind: QuestionKind::NoDay,
        choices: Vec::new(),
    }
}

/// A sentence in a column of goals or of stages that does not tell its goals.
pub(super) fn goals_in_words(column: &str, field: &str) -> Question {
    let choice = |sense, field| Choice {
        sense,
        answer: map(column, field),
    };
    let notes = format!("{field}:note");
    Question {
        kind: QuestionKind::GoalsInWords,
        choices: vec![choice(Sense::Notes, &notes), choice(Sense::LeftOut, "-")],
    }
}

/// A row without a name that has a number of its own, in a column.
pub(super) fn numbered_unnamed(number: &str, column: &str) -> Question {
    Question {
        kind: QuestionKind::NumberedUnnamed {
            number: number.to_owned(),
        },
        choices: vec![Choice {
            sense: Sense::OfAbove,
            answer: map(column, "-"),
        }],
    }
}

/// A column of names that has only numbers.
pub(super) fn numbers_for_names(column: &str) -> Question {
    Question {
        kind: QuestionKind::NumbersForNames {
            column: column.to_owned(),
        },
        choices: vec![Choice {
            sense: Sense::Numbers,
            answer: map(column, "number"),
        }],
    }
}

fn map(column: &str, field: &str) -> Answer {
    Answer::Map(vec![(column.to_owned(), field.to_owned())])
}

/// A name that no project has, and those whose names are like it.
fn looks_like(name: &str, matches: &[Candidate]) -> Question {
    let meaning = |project: &str| Answer::As {
        name: name.to_owned(),
        project: project.to_owned(),
    };
    let known = matches.iter().map(|project| Choice {
        sense: Sense::Project(project.clone()),
        answer: meaning(&project.code),
    });
    let new = Choice {
        sense: Sense::NewProject,
        answer: meaning(NEW),
    };
    Question {
        kind: QuestionKind::LooksLike {
            name: name.to_owned(),
            matches: matches.to_vec(),
        },
        choices: known.chain([new]).collect(),
    }
}

/// A value that may be read in two ways; of columns that nobody can answer for, the office settles
/// it, or nobody does.
fn of_value(problem: &ValueProblem, cell: Cell<'_>) -> Option<Question> {
    let by_office = |key: SettingKey, value| {
        let is_read = cell.kind != Kind::Flat;
        is_read.then_some(Answer::Setting(key.id(), value))
    };
    let by_column = |way: &str| {
        let meaning = format!("{}:{way}", cell.field);
        let column = cell.column.filter(|_| cell.kind == Kind::Flat)?;
        Meaning::read(&meaning).map(|_| map(column, &meaning))
    };
    let question = |kind, choices: [(Sense, Option<Answer>); 2]| {
        let choices = choices.into_iter().map(|(sense, answer)| {
            let answer = answer?;
            Some(Choice { sense, answer })
        });
        let choices = choices.collect::<Option<Vec<Choice>>>()?;
        Some(Question { kind, choices })
    };
    match problem {
        ValueProblem::Fraction { small, share } => question(
            QuestionKind::Fraction {
                small: *small,
                share: *share,
            },
            [
                (Sense::Share(*share), by_column("share")),
                (Sense::OfHundred(*small), by_column("percent")),
            ],
        ),
        ValueProblem::Date(DateError::EitherOrder { dmy, mdy }) => {
            let answer = |order: DateOrder| {
                by_column(order.id()).or_else(|| by_office(SettingKey::Dates, order.id()))
            };
            question(
                QuestionKind::EitherOrder {
                    dmy: *dmy,
                    mdy: *mdy,
                },
                [
                    (Sense::DayFirst(*dmy), answer(DateOrder::DayFirst)),
                    (Sense::MonthFirst(*mdy), answer(DateOrder::MonthFirst)),
                ],
            )
        }
        ValueProblem::Date(DateError::DayOrMonth { day, month_end }) => question(
            QuestionKind::DayOrMonth {
                day: *day,
                month_end: *month_end,
            },
            [
                (Sense::Day(*day), by_column(DayOrMonth::Day.id())),
                (Sense::Month(*month_end), by_column(DayOrMonth::Month.id())),
            ],
        ),
        ValueProblem::Date(DateError::BeforeOrWithin { strict, inclusive }) => {
            let answer = |way: BeforeInterval| {
                by_column(way.id()).or_else(|| by_office(SettingKey::Before, way.id()))
            };
            question(
                QuestionKind::BeforeOrWithin {
                    strict: *strict,
                    inclusive: *inclusive,
                },
                [
                    (Sense::Strict(*strict), answer(BeforeInterval::Strict)),
                    (
                        Sense::Inclusive(*inclusive),
                        answer(BeforeInterval::Inclusive),
                    ),
                ],
            )
        }
        _ => None,
    }
}
