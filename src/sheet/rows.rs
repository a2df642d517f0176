//! What one row of each portfolio file says.

use crate::error::{BadRow, RowProblem, RowWarning, Warning};
use crate::model::{
    Alias, Amount, Code, Commitment, Day, Deadline, Percent, Period, PlanPoint, Reading, Remark,
    SettingKey, StageKind, State, TargetState, clean_text, half_width, unguard,
};

use super::sheet::Row;

/// A row of `projects`. An empty cell says nothing and changes nothing.
#[derive(Clone, Debug)]
pub struct ProjectRow {
    /// Its key.
    pub code: Code,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// Its other names.
    pub aliases: Option<Vec<Alias>>,
    /// For filters and groups.
    pub category: Option<String>,
    /// The person in the lead.
    pub lead: Option<String>,
    /// The unit responsible.
    pub unit: Option<String>,
    /// The state it is in.
    pub state: Option<StateRow>,
}

/// A row of `states`, or the state in a row of `projects`.
#[derive(Clone, Debug)]
pub struct StateRow {
    /// The state.
    pub state: State,
    /// From this day on; `None`: from the day of the import.
    pub decided_on: Option<Day>,
    /// Why.
    pub reason: Option<String>,
}

/// A row of `stages`. An empty cell says nothing and changes nothing.
#[derive(Clone, Debug)]
pub struct StageRow {
    /// Its key within the project.
    pub code: Code,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// Measured or milestone.
    pub kind: Option<StageKind>,
    /// Its place among the stages.
    pub position: Option<i64>,
    /// Its share of the whole works.
    pub weight: Option<Percent>,
    /// The unit of its amounts.
    pub unit: Option<String>,
    /// The amount that is 100 %.
    pub total: Option<Amount>,
}

/// A row of `targets`. A column that the file lacks leaves what there is; an empty cell of a
/// column that it has says "none" (an empty due: undated).
#[derive(Clone, Debug)]
pub struct TargetRow {
    /// To be reached.
    pub percent: Option<Percent>,
    /// By when.
    pub due: Given<Day>,
    /// The deadline's words.
    pub words: Given<String>,
    /// Whether the due day is only the period's end.
    pub is_due_implied: Option<bool>,
    /// How firmly.
    pub commitment: Given<Commitment>,
    /// The period, if given.
    pub period: Option<Period>,
    /// Why.
    pub reason: Option<String>,
    /// Tells several targets apart.
    pub label: String,
    /// Its own start.
    pub start: Given<Day>,
    /// Declared for the day before the start.
    pub baseline: Given<Percent>,
    /// Points of the plan.
    pub plan_points: Given<Vec<PlanPoint>>,
    /// Whether it is pursued.
    pub state: Option<TargetState>,
    /// In force from this day on; `None`: from the day of the import.
    pub decided_on: Option<Day>,
    /// Its place among the target's revisions, 1 for the first.
    pub revision: Option<u32>,
    /// The period of the target that it carries on.
    pub carried_from: Option<Period>,
}

impl TargetRow {
    /// Sets what the row's words were read as. A commitment word among them counts where no other
    /// is given.
    pub fn set_deadline(&mut self, deadline: Deadline) {
        let (due, commitment) = match deadline {
            Deadline::On { due, commitment } => (Given::Value(due), commitment),
            Deadline::Undated { commitment } => (Given::Empty, commitment),
        };
        self.due = due;
        self.is_due_implied.get_or_insert(false);
        if let (Some(commitment), Given::Absent | Given::Empty) = (commitment, &self.commitment) {
            self.commitment = Given::Value(commitment);
        }
    }
}

/// Whether a file has a column, and what its cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<T> {
    /// The file has no such column.
    Absent,
    /// The cell is empty.
    Empty,
    /// The cell says this.
    Value(T),
}

impl<T> Given<T> {
    /// The cell's value, or `kept` where the file has no such column.
    pub fn or_kept(self, kept: Option<T>) -> Option<T> {
        match self {
            Given::Absent => kept,
            Given::Empty => None,
            Given::Value(value) => Some(value),
        }
    }
}

/// A row of `settings`.
#[derive(Clone, Debug)]
pub struct SettingRow {
    /// Which.
    pub key: SettingKey,
    /// The value.
    pub value: String,
}

type Parsed<T> = Result<T, BadRow>;

/// Reads one cell by `parse`.
pub(super) fn read<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl FnOnce(&str) -> Result<T, RowProblem>,
) -> Parsed<Option<T>> {
    match row.cell(column)? {
        None => Ok(None),
        Some(text) => parse(text)
            .map(Some)
            .map_err(|problem| row.bad(column, text, problem)),
    }
}

pub(super) fn given<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl FnOnce(&str) -> Result<T, RowProblem>,
) -> Parsed<Given<T>> {
    if !row.sheet().has(column) {
        return Ok(Given::Absent);
    }
    Ok(read(row, column, parse)?.map_or(Given::Empty, Given::Value))
}

/// Reads a cell that must not be empty.
fn needed<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl FnOnce(&str) -> Result<T, RowProblem>,
) -> Parsed<T> {
    read(row, column, parse)?.ok_or_else(|| row.bad(column, "", RowProblem::Missing))
}

pub(super) fn code(text: &str) -> Result<Code, RowProblem> {
    Code::new(text).map_err(RowProblem::Code)
}

pub(super) fn text(text: &str) -> Result<String, RowProblem> {
    clean_text(unguard(text))
        .map(str::to_owned)
        .ok_or(RowProblem::Unseen)
}

fn day(text: &str) -> Result<Day, RowProblem> {
    text.parse().map_err(RowProblem::Day)
}

fn amount(text: &str) -> Result<Amount, RowProblem> {
    text.parse().map_err(|_| RowProblem::Amount)
}

fn yes_or_no(text: &str) -> Result<bool, RowProblem> {
    match half_width(text).to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" => Ok(true),
        "no" | "n" | "false" | "0" | "否" => Ok(false),
        _ => Err(RowProblem::Choice(vec!["yes", "no"])),
    }
}

pub(super) fn choice<T>(found: Option<T>, list: &[&'static str]) -> Result<T, RowProblem> {
    found.ok_or_else(|| RowProblem::Choice(list.to_vec()))
}

fn period(text: &str) -> Result<Period, RowProblem> {
    text.parse().map_err(|_| RowProblem::Period)
}

fn state(text: &str) -> Result<State, RowProblem> {
    choice(
        State::from_id(text),
        &["active", "suspended", "cancelled", "closed"],
    )
}

/// A percent of a spreadsheet cell; tells if decimals were cut away.
pub(super) fn percent(
    row: &Row<'_>,
    column: &str,
    warnings: &mut Vec<RowWarning>,
) -> Parsed<Option<Percent>> {
    let Some(text) = row.cell(column)? else {
        return Ok(None);
    };
    let (percent, is_cut) = Percent::parse_cut(text)
        .map_err(|error| row.bad(column, text, RowProblem::Percent(error)))?;
    if is_cut {
        warnings.push(RowWarning {
            file: row.sheet().file.clone(),
            row: row.number,
            warning: Warning::Cut {
                text: text.to_owned(),
                percent,
            },
        });
    }
    Ok(Some(percent))
}

/// `DAY:PERCENT DAY:PERCENT …`, days increasing, percents not decreasing.
fn plan_points(text: &str) -> Result<Vec<PlanPoint>, RowProblem> {
    let points = text
        .split_whitespace()
        .map(|point| {
            let (on, percent) = point.rsplit_once(':')?;
            Some(PlanPoint {
                on: on.parse().ok()?,
                percent: percent.parse().ok()?,
            })
        })
        .collect::<Option<Vec<PlanPoint>>>()
        .ok_or(RowProblem::PlanPoints)?;
    let rises = points
        .iter()
        .zip(points.iter().skip(1))
        .all(|(a, b)| a.on < b.on && a.percent <= b.percent);
    if rises {
        Ok(points)
    } else {
        Err(RowProblem::PlanPoints)
    }
}

/// The project that a row of any other kind belongs to.
///
/// # Errors
/// A [`BadRow`], like every function here.
pub fn project_key(row: &Row<'_>) -> Parsed<Code> {
    needed(row, "project", code)
}

/// The stage that a row of `stages`, `targets` or `readings` belongs to.
///
/// # Errors
/// A [`BadRow`].
pub fn stage_key(row: &Row<'_>) -> Parsed<Code> {
    needed(row, "stage", code)
}

/// The key of a row of `projects`.
///
/// # Errors
/// A [`BadRow`].
pub fn own_code(row: &Row<'_>) -> Parsed<Code> {
    needed(row, "code", code)
}

/// # Errors
/// A [`BadRow`].
pub fn project(row: &Row<'_>) -> Parsed<ProjectRow> {
    row.check_encoding()?;
    let code = own_code(row)?;
    let state = match read(row, "state", state)? {
        None => None,
        Some(state) => Some(StateRow {
            state,
            decided_on: read(row, "decided_on", day)?,
            reason: read(row, "reason", text)?,
        }),
    };
    Ok(ProjectRow {
        code,
        name: read(row, "name", text)?,
        name_en: read(row, "name_en", text)?,
        aliases: aliases(row)?,
        category: read(row, "category", text)?,
        lead: read(row, "lead", text)?,
        unit: read(row, "unit", text)?,
        state,
    })
}

/// Several aliases stand in one cell with `;` between them, and so do their certainties.
fn aliases(row: &Row<'_>) -> Parsed<Option<Vec<Alias>>> {
    let Some(names) = read(row, "alias", text)? else {
        return Ok(None);
    };
    let certain = row.cell("alias_certain")?.unwrap_or("");
    let mut certain = certain.split([';', '；']);
    let mut aliases = Vec::new();
    for name in names.split([';', '；']).map(str::trim) {
        let is_certain = match certain.next().map(str::trim) {
            None | Some("") => true,
            Some(word) => {
                yes_or_no(word).map_err(|problem| row.bad("alias_certain", word, problem))?
            }
        };
        if !name.is_empty() {
            aliases.push(Alias {
                name: name.to_owned(),
                is_certain,
            });
        }
    }
    Ok(Some(aliases))
}

/// # Errors
/// A [`BadRow`].
pub fn state_row(row: &Row<'_>) -> Parsed<StateRow> {
    row.check_encoding()?;
    Ok(StateRow {
        state: needed(row, "state", state)?,
        decided_on: read(row, "decided_on", day)?,
        reason: read(row, "reason", text)?,
    })
}

/// # Errors
/// A [`BadRow`].
pub fn stage(row: &Row<'_>, warnings: &mut Vec<RowWarning>) -> Parsed<StageRow> {
    row.check_encoding()?;
    Ok(StageRow {
        code: stage_key(row)?,
        name: read(row, "name", text)?,
        name_en: read(row, "name_en", text)?,
        kind: read(row, "kind", |text| {
            choice(StageKind::from_id(text), &["measured", "milestone"])
        })?,
        position: read(row, "order", |text| {
            half_width(text)
                .parse::<u32>()
                .map(i64::from)
                .map_err(|_| RowProblem::Amount)
        })?,
        weight: percent(row, "weight", warnings)?,
        unit: read(row, "unit", text)?,
        total: read(row, "total", |text| {
            amount(text).and_then(|total| {
                if total.thousandths() == 0 {
                    Err(RowProblem::Amount)
                } else {
                    Ok(total)
                }
            })
        })?,
    })
}

/// # Errors
/// A [`BadRow`].
pub fn target(row: &Row<'_>, warnings: &mut Vec<RowWarning>) -> Parsed<TargetRow> {
    row.check_encoding()?;
    let percent_given = percent(row, "percent", warnings)?;
    if percent_given == Some(Percent::ZERO) {
        let value = row.cell("percent")?.unwrap_or_default();
        return Err(row.bad("percent", value, RowProblem::ZeroTarget));
    }
    let baseline = if row.sheet().has("baseline") {
        percent(row, "baseline", warnings)?.map_or(Given::Empty, Given::Value)
    } else {
        Given::Absent
    };
    let target = TargetRow {
        percent: percent_given,
        due: given(row, "due", day)?,
        words: given(row, "due_words", text)?,
        is_due_implied: if row.sheet().has("due_implied") {
            Some(read(row, "due_implied", yes_or_no)?.unwrap_or(false))
        } else {
            None
        },
        commitment: given(row, "commitment", |text| {
            choice(
                Commitment::from_text(text),
                &["ensure", "strive", "expected", "push"],
            )
        })?,
        period: read(row, "period", period)?,
        reason: read(row, "reason", text)?,
        label: read(row, "label", text)?.unwrap_or_default(),
        start: given(row, "start", day)?,
        baseline,
        plan_points: given(row, "via", plan_points)?,
        state: read(row, "state", |text| {
            choice(
                TargetState::from_id(text),
                &["active", "suspended", "dropped"],
            )
        })?,
        decided_on: read(row, "decided_on", day)?,
        revision: read(row, "revision", |text| {
            half_width(text)
                .parse::<u32>()
                .map_err(|_| RowProblem::Amount)
        })?,
        carried_from: read(row, "carried_from", period)?,
    };
    warnings.extend(points_outside(row, &target));
    Ok(target)
}

/// Plan points that do not lie between the start and the due day of the same row. Judgement leaves
/// them out; they are no mistake where a due day was moved past them.
fn points_outside(row: &Row<'_>, target: &TargetRow) -> Vec<RowWarning> {
    let (Given::Value(points), Given::Value(due)) = (&target.plan_points, &target.due) else {
        return Vec::new();
    };
    let from = match &target.start {
        Given::Value(start) => Some(*start),
        _ => target.period.map(|period| period.start()),
    };
    let is_outside = |on: Day| *due <= on || from.is_some_and(|from| on < from);
    points
        .iter()
        .filter(|point| is_outside(point.on))
        .map(|point| RowWarning {
            file: row.sheet().file.clone(),
            row: row.number,
            warning: Warning::PointOutside {
                on: point.on,
                from,
                due: *due,
            },
        })
        .collect()
}

/// # Errors
/// A [`BadRow`].
pub fn reading(row: &Row<'_>, warnings: &mut Vec<RowWarning>) -> Parsed<Reading> {
    row.check_encoding()?;
    Ok(Reading {
        as_of: needed(row, "as_of", day)?,
        percent: percent(row, "percent", warnings)?,
        amount: read(row, "amount", amount)?,
        remark: Remark {
            note: read(row, "note", text)?,
            problem: read(row, "problem", text)?,
            next_step: read(row, "next_step", text)?,
        },
    })
}

/// # Errors
/// A [`BadRow`].
pub fn setting(row: &Row<'_>) -> Parsed<SettingRow> {
    row.check_encoding()?;
    let key = needed(row, "key", |text| {
        choice(
            SettingKey::from_id(text),
            &SettingKey::ALL.map(SettingKey::id),
        )
    })?;
    Ok(SettingRow {
        key,
        value: read(row, "value", text)?.unwrap_or_default(),
    })
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
