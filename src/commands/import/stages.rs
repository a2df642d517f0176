//! Rows of `stages`, and stages that other rows name first.

use crate::error::{Error, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, StageRow};
use crate::exchange::sheet::Row;
use crate::model::{Code, StageFacts, StageKind};
use crate::store::Draft;

use super::super::place::unnamed_stage;
use super::merge::{Held, HeldStage, Merge, Taken};

impl Merge<'_> {
    pub(super) fn stage(&mut self, row: &Row<'_>) -> Taken {
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
        self.tally.warn(warnings);
        let Some(held) = self.projects.get_mut(&project) else {
            return Ok(Ok(()));
        };
        match held.stages.get_mut(&stage) {
            None => {
                let facts = new_stage(&read, held.last_position + 1);
                add_stage(self.draft, held, facts)?;
                self.tally.stages.added += 1;
            }
            Some(there) => {
                let facts = edited_stage(&there.facts, &read);
                if facts.kind == StageKind::Milestone && there.has_partial_target() {
                    let problem = RowProblem::PartialTarget;
                    return Ok(Err(row.bad("kind", facts.kind.id(), problem)));
                }
                if facts == there.facts {
                    self.tally.stages.unchanged += 1;
                } else {
                    self.draft
                        .edit_stage(held.id, there.id, &there.facts, &facts, None)?;
                    held.last_position = held.last_position.max(facts.position);
                    there.facts = facts;
                    self.tally.stages.revised += 1;
                }
            }
        }
        Ok(Ok(()))
    }
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
