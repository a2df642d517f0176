//! What becomes of the rows of one project, found out before anything is written: each row is
//! taken as a whole, or not at all.

use std::collections::HashMap;

use crate::commands::find::suggest_code;
use crate::error::{BadRow, FlatProblem, RowProblem};
use crate::exchange::flat::{FlatRow, Goal};
use crate::model::{
    Code, Day, OVERALL, Percent, Period, ProjectFacts, Reading, Remark, Settings, StageFacts,
    StageKind,
};

use super::super::merge::{Held, HeldStage, Seen};
use super::super::stages::unknown_stage;
use super::names::{Called, Names};
use super::stated;
use super::targets::{self, TargetStep};

/// What the rows are planned against.
pub(super) struct World<'a> {
    /// The day of the import.
    pub(super) as_of: Day,
    /// The office's policy.
    pub(super) settings: &'a Settings,
    /// Targets decided today by rows of other files: stage, period, row.
    pub(super) decided: &'a HashMap<(i64, Period), Seen>,
}

/// What becomes of the rows of one project.
pub(super) struct Plan {
    /// The stages they speak of; where there is none yet, as it will be.
    pub(super) stages: Vec<StageFacts>,
    /// What becomes of each row, in the order of the rows.
    pub(super) steps: Vec<Result<Step, BadRow>>,
}

/// What one row does beside stating facts of its project.
#[derive(Default)]
pub(super) struct Step {
    /// Its stage, by its place in the plan.
    pub(super) stage: Option<usize>,
    /// Its target.
    pub(super) target: Option<TargetStep>,
    /// Its reading.
    pub(super) reading: Option<Reading>,
}

/// A stage and what the rows say of it.
pub(super) struct Stage<'a> {
    pub(super) facts: StageFacts,
    pub(super) held: Option<&'a HeldStage>,
    /// The kind a row gives it, of whichever file.
    given: Option<(StageKind, Seen)>,
    /// A row gives a share of it.
    is_measured: bool,
    /// Which row speaks of which of its targets.
    pub(super) claims: HashMap<Period, Seen>,
    /// Which row reads it on which day.
    readings: HashMap<Day, (Option<Percent>, String, Seen)>,
}

/// Plans the rows of one project. `facts` are its own so far, `held` what the store has of it.
pub(super) fn plan(
    rows: &[&FlatRow],
    facts: &ProjectFacts,
    held: Option<&Held>,
    world: &World<'_>,
) -> Plan {
    let mut stages = Stages::new(held);
    let mut places: Vec<Result<Option<usize>, BadRow>> =
        rows.iter().map(|row| stages.place(row)).collect();
    check(rows, &mut places, &mut Facts::of(facts, held));
    check(rows, &mut places, &mut stages);
    stages.settle_kinds(rows, &places);
    let mut readings = Vec::new();
    for (row, place) in rows.iter().zip(&mut places) {
        let reading = stages.reading(row, place, world.as_of);
        readings.push(reading);
    }
    let targets = targets::plan(rows, &mut places, &mut stages.all, world);
    let steps = places
        .into_iter()
        .zip(targets)
        .zip(readings)
        .map(|((place, target), reading)| {
            place.map(|stage| Step {
                stage,
                target,
                reading,
            })
        })
        .collect();
    Plan {
        stages: stages.all.into_iter().map(|stage| stage.facts).collect(),
        steps,
    }
}

/// Something that each row is checked by, once.
trait Check {
    fn check(&mut self, row: &FlatRow, stage: Option<usize>) -> Result<(), BadRow>;
}

fn check(rows: &[&FlatRow], places: &mut [Result<Option<usize>, BadRow>], by: &mut dyn Check) {
    for (row, place) in rows.iter().zip(places) {
        if let Ok(stage) = place
            && let Err(bad) = by.check(row, *stage)
        {
            *place = Err(bad);
        }
    }
}

fn differs(seen: &Seen, value: &str) -> RowProblem {
    RowProblem::from(FlatProblem::Differs {
        file: seen.file.to_string(),
        row: seen.row,
        value: value.to_owned(),
    })
}

/// What rows state of the project: they must not contradict each other, nor those of other files.
struct Facts<'a> {
    facts: &'a ProjectFacts,
    stated: HashMap<&'static str, (String, Seen)>,
}

impl<'a> Facts<'a> {
    /// Those of a project, with what a row of another file states of it.
    fn of(facts: &'a ProjectFacts, held: Option<&Held>) -> Facts<'a> {
        let stated = held
            .into_iter()
            .flat_map(|held| held.stated.iter().cloned());
        Facts {
            facts,
            stated: stated
                .map(|(column, value, seen)| (column, (value, seen)))
                .collect(),
        }
    }
}

impl Check for Facts<'_> {
    fn check(&mut self, row: &FlatRow, _: Option<usize>) -> Result<(), BadRow> {
        for (column, value) in stated(self.facts, row) {
            let Some(value) = value else {
                continue;
            };
            let first = self
                .stated
                .entry(column)
                .or_insert_with(|| (value.clone(), Seen::flat(row)));
            if first.0 != *value {
                return Err(row.kept.bad(column, differs(&first.1, &first.0)));
            }
        }
        Ok(())
    }
}

/// The stages of the project: those it has, and those that rows name.
struct Stages<'a> {
    held: Option<&'a Held>,
    names: Names,
    all: Vec<Stage<'a>>,
}

impl<'a> Stages<'a> {
    fn new(held: Option<&'a Held>) -> Stages<'a> {
        let mut names = Names::default();
        for stage in held.iter().flat_map(|held| held.stages.values()) {
            add(&mut names, &stage.facts);
        }
        Stages {
            held,
            names,
            all: Vec::new(),
        }
    }

    /// The place of the row's stage; `None` if the row speaks of the project only.
    fn place(&mut self, row: &FlatRow) -> Result<Option<usize>, BadRow> {
        let is_of_project = row.kind.is_none() && row.reading.is_none() && !row.has_target();
        let text = match &row.stage {
            None if is_of_project => return Ok(None),
            None => OVERALL,
            Some(text) => text,
        };
        let fail = |problem| row.kept.bad("stage", problem);
        let whole = Code::new(OVERALL).map_err(|problem| fail(RowProblem::Code(problem)))?;
        let facts = match self.names.find(text) {
            Called::Several(matches) => {
                return Err(fail(FlatProblem::Several(matches).into()));
            }
            Called::One { who, .. } => return Ok(Some(self.at(&self.names.key(who), None))),
            Called::None if is_whole(text, &whole) => unknown_stage(&whole, 0),
            Called::None => {
                let code = suggest_code(text, &|code| self.names.is_taken(code));
                let code = Code::new(&code).map_err(|problem| fail(RowProblem::Code(problem)))?;
                StageFacts {
                    name: text.to_owned(),
                    ..unknown_stage(&code, 0)
                }
            }
        };
        add(&mut self.names, &facts);
        Ok(Some(self.at(&facts.code.key(), Some(facts))))
    }

    /// The place of the stage of that key, which is added at first sight.
    fn at(&mut self, key: &str, new: Option<StageFacts>) -> usize {
        let place = self.all.iter().position(|s| s.facts.code.key() == key);
        if let Some(place) = place {
            return place;
        }
        let held = self.held.and_then(|held| held.stages.get(key));
        if let Some(facts) = held.map(|held| held.facts.clone()).or(new) {
            self.all.push(Stage {
                facts,
                given: held.and_then(|held| held.given.clone()),
                held,
                is_measured: false,
                claims: HashMap::new(),
                readings: HashMap::new(),
            });
        }
        self.all.len().saturating_sub(1)
    }

    /// Each stage is of the kind a row gives it, else of the kind it has, else measured if a row
    /// gives a share of it, else a milestone.
    fn settle_kinds(&mut self, rows: &[&FlatRow], places: &[Result<Option<usize>, BadRow>]) {
        for (row, place) in rows.iter().zip(places) {
            if let Ok(Some(place)) = place
                && let Some(stage) = self.all.get_mut(*place)
            {
                stage.is_measured |= is_share(row);
            }
        }
        for stage in &mut self.all {
            stage.facts.kind = match (&stage.given, stage.held) {
                (Some((kind, _)), _) => *kind,
                (None, Some(held)) => held.facts.kind,
                (None, None) if stage.is_measured => StageKind::Measured,
                (None, None) => StageKind::Milestone,
            };
        }
    }

    /// The row's reading, unless an earlier row gives the same. Two of one day must be equal.
    fn reading(
        &mut self,
        row: &FlatRow,
        place: &mut Result<Option<usize>, BadRow>,
        as_of: Day,
    ) -> Option<Reading> {
        let percent = row.reading?;
        let stage = place.as_ref().ok().copied().flatten()?;
        let stage = self.all.get_mut(stage)?;
        let day = row.as_of.unwrap_or(as_of);
        if let Some((there, said, seen)) = stage.readings.get(&day) {
            if *there != percent {
                *place = Err(row.kept.bad("reading", differs(seen, said)));
            }
            return None;
        }
        let said = row.kept.cell("reading").to_owned();
        stage.readings.insert(day, (percent, said, Seen::flat(row)));
        Some(Reading {
            as_of: day,
            percent,
            amount: None,
            remark: Remark {
                note: row.note.clone(),
                ..Remark::default()
            },
        })
    }
}

impl Check for Stages<'_> {
    /// Rows must not give one stage two kinds, nor make it a milestone while a target asks for a
    /// part of it.
    fn check(&mut self, row: &FlatRow, stage: Option<usize>) -> Result<(), BadRow> {
        let stage = stage.and_then(|place| self.all.get_mut(place));
        let (Some(kind), Some(stage)) = (row.kind, stage) else {
            return Ok(());
        };
        let is_partial = stage.held.is_some_and(HeldStage::has_partial_target);
        if kind == StageKind::Milestone && is_partial {
            return Err(row.kept.bad("kind", RowProblem::PartialTarget));
        }
        let (first, seen) = stage.given.get_or_insert((kind, Seen::flat(row)));
        if *first == kind {
            Ok(())
        } else {
            Err(row.kept.bad("kind", differs(seen, first.id())))
        }
    }
}

fn add(names: &mut Names, facts: &StageFacts) {
    let name_en = facts.name_en.as_deref().map(|name| (name, true));
    names.add(facts.code.as_str(), &facts.name, name_en);
}

/// Whether the text is the code or a name of the whole works, which every project has.
fn is_whole(text: &str, whole: &Code) -> bool {
    let mut names = Names::default();
    add(&mut names, &unknown_stage(whole, 0));
    names.find(text) != Called::None
}

/// Whether the row gives a share of its stage: a percent in figures, or without any target a
/// reading between none and all.
fn is_share(row: &FlatRow) -> bool {
    let is_between = |percent: Percent| Percent::ZERO < percent && percent < Percent::FULL;
    matches!(row.goal, Some(Goal::Percent(_)))
        || (!row.has_target() && row.reading.flatten().is_some_and(is_between))
}
