//! What the columns mean for which nobody answered: by their headings, and where these leave it open
//! by their cells and by the columns beside them.

use crate::messages::UpTo;
use crate::messages::question::{Answer, Choice, Question, QuestionKind, Sense};
use crate::model::{DateRules, Day, Percent, looks_like_date};

use super::asking::ColumnQuestion;
use super::codes::CodeColumn;
use super::columns::plain_header;
use super::currency::Unit;
use super::grid::Grid;
use super::headings::{self, Heading};
use super::kind::Kind;
use super::mapping::numbered;
use super::mapping::{Mappings, nth};
use super::values::kind;

/// The columns of a plan, and what is known of them beside their headings.
#[derive(Clone, Copy)]
pub(super) struct Columns<'g> {
    pub(super) grid: &'g Grid,
    /// The number of the header's last row.
    pub(super) header: u64,
    pub(super) names: &'g [String],
    pub(super) mappings: &'g Mappings,
    /// The day that a title names, or that was said with the command.
    pub(super) day: Option<Day>,
    pub(super) rules: &'g DateRules,
}

/// What a column means.
pub(super) struct Meant {
    pub(super) column: usize,
    pub(super) field: Option<&'static str>,
    /// It gives way to another column of that field.
    pub(super) is_weak: bool,
}

/// One of several columns with the progress of a month each.
struct Month {
    column: usize,
    year: Option<i32>,
    month: u8,
}

impl Columns<'_> {
    /// What each of these columns means, those that give way behind the others.
    pub(super) fn meant(&self, open: &[usize]) -> Vec<Meant> {
        let mut all: Vec<Meant> = open.iter().map(|column| self.by_heading(*column)).collect();
        self.tell_parts(&mut all);
        self.tell_month(&mut all);
        all.sort_by_key(|meant| meant.is_weak);
        all
    }

    fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// What fills a column beneath the header.
    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.grid.rows().filter(|row| row.number > self.header);
        rows.filter_map(move |row| row.cell(column))
    }

    fn by_heading(&self, column: usize) -> Meant {
        let (field, is_weak) = match Kind::heading(self.name(column)) {
            Some(Heading::Field("code")) if !self.has_codes(column) => (Some("number"), false),
            Some(Heading::Field(field)) => (Some(field), false),
            Some(Heading::Weakly(field)) => (Some(field), true),
            Some(Heading::DayOrPercent { day, percent }) if self.are_mostly(column, is_day) => {
                // A day that is expected gives way to one that is set.
                (Some(day), percent.is_none())
            }
            Some(Heading::DayOrPercent { percent, .. }) if !self.are_mostly(column, is_answer) => {
                (percent, false)
            }
            Some(Heading::DayOrPercent { .. } | Heading::Nothing) | None => (None, false),
        };
        let field = field.and_then(|field| self.field_among_others(field, column));
        Meant {
            column,
            field,
            is_weak,
        }
    }

    /// What a column that is called as a field is in truth: money that was spent beside a budget, the
    /// unit of a quantity, a category where it holds no kinds. `None`, where it says nothing of the
    /// works: the rate of the money before it.
    fn field_among_others(&self, field: &'static str, column: usize) -> Option<&'static str> {
        let name = self.name(column);
        let plain = plain_header(name);
        let mut cells = self.cells(column);
        let is_of_money = Unit::in_brackets(name).is_some_and(|unit| unit.is_of_currency());
        match field {
            "reading" if is_of_money => Some("spent"),
            "reading" if plain == "actual" && self.has("budget") && !self.has("spent") => {
                let is_percent = name.contains(['%', '％']) || cells.any(|cell| cell.contains('%'));
                Some(if is_percent { field } else { "spent" })
            }
            "reading" if plain == "完成率" || plain == "完成比例" => {
                let before = column.checked_sub(1).and_then(|at| self.names.get(at));
                let is_spent = |name: &String| self.mappings.field(name) == Some("spent");
                (!before.is_some_and(is_spent)).then_some(field)
            }
            "unit" if self.has("quantity") && ["unit", "units"].contains(&plain.as_str()) => {
                Some("measure")
            }
            "kind" if plain != field && !self.has("category") => {
                let holds_kinds = cells.any(|cell| kind(cell).is_ok());
                Some(if holds_kinds { field } else { "category" })
            }
            field => Some(field),
        }
    }

    fn has(&self, field: &str) -> bool {
        let mut fields = self.names.iter().map(|name| self.mappings.field(name));
        fields.any(|there| there == Some(field))
    }

    fn has_codes(&self, column: usize) -> bool {
        let is_name = |name: &String| self.mappings.field(name) == Some("name");
        let codes = CodeColumn {
            grid: self.grid,
            header: self.header,
            column,
            called: self.name(column),
            name: self.names.iter().position(is_name),
        };
        codes.is_one(&self.mappings.projects())
    }

    /// Whether more than half of what fills a column is so.
    fn are_mostly(&self, column: usize, is_so: fn(&str) -> bool) -> bool {
        let (so, others): (Vec<&str>, Vec<&str>) = self.cells(column).partition(|cell| is_so(cell));
        so.len() > others.len()
    }

    /// Beside the names of projects, those of tasks are of their stages.
    fn tell_parts(&self, all: &mut [Meant]) {
        let is_whole = |name: &&String| {
            self.mappings.field(name) == Some("name") && !headings::is_of_part(name)
        };
        if self.names.iter().any(|name| is_whole(&name)) {
            let names = all.iter_mut().filter(|meant| meant.field == Some("name"));
            let parts = names.filter(|meant| headings::is_of_part(self.name(meant.column)));
            parts.for_each(|meant| meant.field = Some("stage"));
        }
    }

    /// Of several months, the progress is that of the day of the sheet, else the newest that has any;
    /// the others are passed over.
    fn tell_month(&self, all: &mut [Meant]) {
        let months = self.months();
        if months.len() < 2 {
            return;
        }
        let of_day = months.iter().find(|month| month.has(self.day));
        let read = of_day.or_else(|| self.newest(&months));
        let read = read.map(|month| month.column);
        for meant in all {
            let is_month = months.iter().any(|month| month.column == meant.column);
            if is_month && Some(meant.column) != read {
                meant.field = None;
            }
        }
    }

    fn months(&self) -> Vec<Month> {
        let columns = self.names.iter().enumerate();
        let months = columns.filter_map(|(column, name)| {
            let (year, month) = headings::month_of(name)?;
            Some(Month {
                column,
                year,
                month,
            })
        });
        months.collect()
    }

    /// The last one that has figures; the first, where the columns go back in time.
    fn newest<'m>(&self, months: &'m [Month]) -> Option<&'m Month> {
        let goes_back = months.windows(2).all(|pair| match pair {
            [left, right] => (left.year, left.month) > (right.year, right.month),
            _ => true,
        });
        let mut filled = (months.iter()).filter(|month| self.cells(month.column).next().is_some());
        match goes_back {
            true => filled.next(),
            false => filled.next_back(),
        }
    }

    /// The last day of the month that a column is of, if its heading tells the year and that day is
    /// not to come.
    pub(super) fn day_of(&self, column: usize) -> Option<Day> {
        let (year, month) = headings::month_of(self.name(column))?;
        let day = Day::month_end(year?, u32::from(month))?;
        (day <= self.rules.today).then_some(day)
    }

    /// What is asked of a goal beside what is called actual: it may be what was planned until now.
    /// All of it is a goal.
    pub(super) fn goal_or_planned(&self, goal: usize, progress: usize) -> Option<ColumnQuestion> {
        let is_part =
            |cell: &str| matches!(cell.parse::<Percent>(), Ok(p) if p.hundredths() < 10_000);
        if !headings::is_actual(self.name(progress)) || !self.cells(goal).any(is_part) {
            return None;
        }
        let column = self.answered_as(goal);
        let choice = |sense, field: &str| Choice {
            sense,
            answer: Answer::Map(vec![(column.clone(), field.to_owned())]),
        };
        Some(ColumnQuestion {
            question: Question {
                choices: vec![choice(Sense::Goal, "target"), choice(Sense::LeftOut, "-")],
                kind: QuestionKind::GoalOrPlanned {
                    column: column.clone(),
                },
            },
            fields: vec!["percent"],
        })
    }

    /// What is asked where no column is the progress, of those that are left over and may be.
    pub(super) fn lost_progress(&self, left: &[usize]) -> Option<ColumnQuestion> {
        let left = left
            .iter()
            .copied()
            .filter(|column| self.may_be_progress(*column));
        let columns: Vec<String> = left.map(|column| self.answered_as(column)).collect();
        if columns.is_empty() {
            return None;
        }
        let map = |column: &String, field: &str| (column.clone(), field.to_owned());
        let progress = columns.iter().map(|column| Choice {
            sense: Sense::Column {
                name: column.clone(),
            },
            answer: Answer::Map(vec![map(column, "progress")]),
        });
        let none = Choice {
            sense: Sense::NoProgress,
            answer: Answer::Map(columns.iter().map(|column| map(column, "-")).collect()),
        };
        Some(ColumnQuestion {
            question: Question {
                choices: progress.chain([none]).collect(),
                kind: QuestionKind::LostProgress {
                    columns: UpTo::quoted(columns.iter().cloned()),
                },
            },
            fields: vec!["reading"],
        })
    }

    /// Whether a column may tell where things stand: by a word in its heading, or as percents.
    fn may_be_progress(&self, column: usize) -> bool {
        let name = self.name(column);
        let has_word = match Kind::heading(name) {
            None => headings::speaks_of_progress(name) && !self.are_mostly(column, is_day),
            Some(Heading::Nothing) => return false,
            Some(_) => false,
        };
        let is_filled = self.cells(column).next().is_some();
        is_filled && (has_word || self.are_mostly(column, is_percent))
    }

    /// A column as one is answered for.
    fn answered_as(&self, column: usize) -> String {
        numbered(self.name(column), nth(self.names, column))
    }
}

impl Month {
    /// Whether a day is in it.
    fn has(&self, day: Option<Day>) -> bool {
        day.is_some_and(|day| {
            let (year, month, _) = day.ymd();
            month == u32::from(self.month) && self.year.is_none_or(|own| own == year)
        })
    }
}

fn is_day(cell: &str) -> bool {
    let is_number = cell.parse::<f64>().is_ok();
    !is_number && !cell.contains(['%', '％']) && looks_like_date(cell)
}

/// With its sign, so that it is no other number.
fn is_percent(cell: &str) -> bool {
    cell.ends_with(['%', '％']) && cell.parse::<Percent>().is_ok()
}

/// A box that is ticked or not.
fn is_answer(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "y" | "n" | "是" | "否" | "√" | "×"
    )
}
