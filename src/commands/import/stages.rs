//! Rows of `stages`, and stages that other rows name first.

use std::collections::HashMap;

use crate::error::{BadRow, Error, FactsProblem, Refusal, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, StageRow};
use crate::exchange::sheet::Row;
use crate::model::{Code, OVERALL, Percent, StageFacts, StageKind};
use crate::store::Draft;

use super::super::place::unnamed_stage;
use super::merge::{Held, HeldStage, Merge, Seen, Taken};
use super::tally::Tally;

/// A stage's row, kept until those of all files are there: weights count together.
pub(super) struct PendingStage {
    seen: Seen,
    project: String,
    read: StageRow,
    /// The cell of its weight.
    weight: String,
}

impl PendingStage {
    fn bad(&self, field: &str, value: &str, problem: RowProblem) -> BadRow {
        BadRow {
            file: self.seen.file.to_string(),
            row: self.seen.row,
            field: field.to_owned(),
            value: value.to_owned(),
            problem,
        }
    }

    fn bad_weight(&self, problem: FactsProblem) -> BadRow {
        let problem = RowProblem::Refused(Box::new(Refusal::Facts(problem)));
        self.bad("weight", &self.weight, problem)
    }

    /// The stage there is.
    fn there<'a>(&self, held: &'a Held) -> Option<&'a HeldStage> {
        held.stages.get(&self.read.code.key())
    }

    /// Whether it gives the stage another weight than it has.
    fn weighs(&self, held: &Held) -> bool {
        let weight = self.there(held).and_then(|there| there.facts.weight);
        self.read.weight.is_some() && self.read.weight != weight
    }

    /// What is wrong with it beside the other rows' weights.
    fn check(&self, held: &Held) -> Result<(), BadRow> {
        if self.read.code.key() == OVERALL && self.weighs(held) {
            return Err(self.bad_weight(FactsProblem::WeightOfWhole));
        }
        let is_milestone = self.read.kind == Some(StageKind::Milestone);
        match self.there(held) {
            Some(there) if is_milestone && there.has_partial_target() => {
                let id = StageKind::Milestone.id();
                Err(self.bad("kind", id, RowProblem::PartialTarget))
            }
            _ => Ok(()),
        }
    }
}

impl Merge<'_> {
    /// Checks a stage's row by itself and keeps it for [`Merge::take_stages`].
    pub(super) fn keep_stage(&mut self, row: &Row<'_>) -> Taken {
        let mut warnings = Vec::new();
        let read = rows::project_key(row)
            .and_then(|project| Ok((project, rows::stage(row, &mut warnings)?)));
        let (project, read) = match read {
            Ok(read) => read,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.known_project(row, &project)? {
            return Ok(Err(bad));
        }
        let (project, stage) = (project.key(), read.code.key());
        if let Err(bad) = self.first(row, Kind::Stages, "stage", &project, &stage) {
            return Ok(Err(bad));
        }
        let weight = match row.cell("weight") {
            Ok(weight) => weight.unwrap_or_default().to_owned(),
            Err(bad) => return Ok(Err(bad)),
        };
        self.tally.warn(warnings);
        self.pending_stages.push(PendingStage {
            seen: Seen::of(row),
            project,
            read,
            weight,
        });
        Ok(Ok(()))
    }

    /// Takes the stages of all files. Of a project whose weights would sum to more than 100 %, all
    /// rows that change one are bad: which of them is wrong, only people know.
    pub(super) fn take_stages(&mut self) -> Result<(), Error> {
        let mut good = Vec::new();
        let mut weights: HashMap<String, HashMap<String, Percent>> = HashMap::new();
        for pending in std::mem::take(&mut self.pending_stages) {
            let Some(held) = self.projects.get(&pending.project) else {
                continue;
            };
            if let Err(bad) = pending.check(held) {
                self.tally.bad(bad);
                continue;
            }
            if pending.weighs(held) {
                let of_project = weights.entry(pending.project.clone());
                let of_project = of_project.or_insert_with(|| stored_weights(held));
                if let Some(weight) = pending.read.weight {
                    of_project.insert(pending.read.code.key(), weight);
                }
            }
            good.push(pending);
        }
        let sum = |weights: &HashMap<String, Percent>| -> i64 {
            weights.values().map(|weight| weight.hundredths()).sum()
        };
        for pending in good {
            let Some(held) = self.projects.get_mut(&pending.project) else {
                continue;
            };
            let sum = weights.get(&pending.project).map_or(0, sum);
            if sum > Percent::FULL.hundredths() && pending.weighs(held) {
                self.tally
                    .bad(pending.bad_weight(FactsProblem::Weights { sum }));
                continue;
            }
            take_stage(self.draft, &mut self.tally, held, &pending.read)?;
            if let (Some(kind), Some(there)) = (
                pending.read.kind,
                held.stages.get_mut(&pending.read.code.key()),
            ) {
                there.given = Some((kind, pending.seen));
            }
        }
        Ok(())
    }
}

/// The weights a project's stages have, by their keys. The whole works are not one of them.
fn stored_weights(held: &Held) -> HashMap<String, Percent> {
    held.stages
        .iter()
        .filter(|(key, _)| *key != OVERALL)
        .filter_map(|(key, stage)| Some((key.clone(), stage.facts.weight?)))
        .collect()
}

fn take_stage(
    draft: &mut dyn Draft,
    tally: &mut Tally,
    held: &mut Held,
    read: &StageRow,
) -> Result<(), Error> {
    let Some(there) = held.stages.get_mut(&read.code.key()) else {
        let facts = new_stage(read, held.last_position + 1);
        add_stage(draft, held, facts)?;
        tally.stages.added += 1;
        return Ok(());
    };
    let facts = edited_stage(&there.facts, read);
    if facts == there.facts {
        tally.stages.unchanged += 1;
    } else {
        draft.edit_stage(held.id, there.id, &there.facts, &facts, None)?;
        held.last_position = held.last_position.max(facts.position);
        there.facts = facts;
        tally.stages.revised += 1;
    }
    Ok(())
}

fn edited_stage(facts: &StageFacts, row: &StageRow) -> StageFacts {
    StageFacts {
        code: facts.code.clone(),
        name: row.name.clone().unwrap_or_else(|| facts.name.clone()),
        name_en: row.name_en.clone().or_else(|| facts.name_en.clone()),
        position: row.position.unwrap_or(facts.position),
        kind: row.kind.unwrap_or(facts.kind),
        weight: row.weight.or(facts.weight),
        unit: row.unit.clone().or_else(|| facts.unit.clone()),
        total: row.total.or(facts.total),
    }
}

fn new_stage(row: &StageRow, position: i64) -> StageFacts {
    let unknown = unknown_stage(&row.code, position);
    StageFacts {
        name: row.name.clone().unwrap_or(unknown.name),
        name_en: row.name_en.clone().or(unknown.name_en),
        position: row.position.unwrap_or(position),
        kind: row.kind.unwrap_or(StageKind::Measured),
        weight: row.weight,
        unit: row.unit.clone(),
        total: row.total,
        code: row.code.clone(),
    }
}

/// A stage that only targets or readings speak of: measured, called by its code.
pub(super) fn unknown_stage(code: &Code, position: i64) -> StageFacts {
    unnamed_stage(code.clone(), position, StageKind::Measured)
}

pub(super) fn add_stage(
    draft: &mut dyn Draft,
    held: &mut Held,
    facts: StageFacts,
) -> Result<(), Error> {
    let id = draft.add_stage(held.id, &facts)?;
    held.last_position = held.last_position.max(facts.position);
    held.stages
        .insert(facts.code.key(), HeldStage::new(id, facts));
    Ok(())
}
