//! Rows of `readings`.

use std::collections::hash_map::Entry;

use crate::error::{Error, RowProblem, RowWarning, Warning};
use crate::exchange::rows;
use crate::exchange::sheet::Row;
use crate::model::{Figure, Reading};
use crate::store::Draft;

use super::merge::{HeldStage, Merge, Seen, Taken};
use super::stages::{add_stage, unknown_stage};
use super::tally::Tally;

impl Merge<'_> {
    pub(super) fn reading(&mut self, row: &Row<'_>) -> Taken {
        let mut warnings = Vec::new();
        let read = rows::project_key(row).and_then(|project| {
            Ok((
                project,
                rows::stage_key(row)?,
                rows::reading(row, &mut warnings)?,
            ))
        });
        let (project, stage, reading) = match read {
            Ok(read) => read,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.known_project(row, &project)? {
            return Ok(Err(bad));
        }
        if reading.as_of > self.as_of {
            let problem = RowProblem::FutureDay(self.as_of);
            return Ok(Err(row.bad("as_of", &reading.as_of.to_string(), problem)));
        }
        self.tally.warn(warnings);
        let Some(held) = self.projects.get_mut(&project.key()) else {
            return Ok(Ok(()));
        };
        let key = stage.key();
        if !held.stages.contains_key(&key) {
            let facts = unknown_stage(&stage, held.last_position + 1);
            add_stage(self.draft, held, facts)?;
            self.tally.stages.added += 1;
        }
        let Some(stage) = held.stages.get_mut(&key) else {
            return Ok(Ok(()));
        };
        match self.readings.entry((stage.id, reading.as_of)) {
            Entry::Occupied(first) => {
                let problem = first.get().again();
                return Ok(Err(row.bad("as_of", &reading.as_of.to_string(), problem)));
            }
            Entry::Vacant(place) => {
                place.insert(Seen::of(row));
            }
        }
        let there = self.draft.readings_on(stage.id, reading.as_of)?;
        let same = match reading.percent {
            Some(_) => &there.with_figure,
            None => &there.without,
        };
        let is_first = same.is_none();
        if same.as_ref() == Some(&reading) {
            self.tally.readings.unchanged += 1;
            return Ok(Ok(()));
        }
        record(
            self.draft,
            &mut self.tally,
            stage,
            &reading,
            is_first,
            &Seen::of(row),
        )?;
        Ok(Ok(()))
    }
}

/// Adds a reading to the store; tells if it is lower than the figure before.
pub(super) fn record(
    draft: &mut dyn Draft,
    tally: &mut Tally,
    stage: &mut HeldStage,
    reading: &Reading,
    is_first: bool,
    seen: &Seen,
) -> Result<(), Error> {
    if let Some(warning) = lower(stage, reading) {
        tally.warn(vec![RowWarning {
            file: seen.file.clone(),
            row: seen.row,
            warning,
        }]);
    }
    draft.add_reading(stage.id, reading)?;
    if is_first {
        tally.readings.added += 1;
    } else {
        tally.readings.revised += 1;
    }
    Ok(())
}

/// The figure before this one, if it is higher: of the store, or taken from a file before.
fn lower(stage: &mut HeldStage, reading: &Reading) -> Option<Warning> {
    let percent = reading.percent?;
    let stored = stage
        .figures
        .iter()
        .rev()
        .find(|figure| figure.on <= reading.as_of)
        .copied();
    let imported = stage.imported.filter(|figure| figure.on <= reading.as_of);
    let before = match (stored, imported) {
        (Some(a), Some(b)) if a.on > b.on => Some(a),
        (a, b) => b.or(a),
    };
    if stage
        .imported
        .is_none_or(|figure| figure.on <= reading.as_of)
    {
        stage.imported = Some(Figure {
            on: reading.as_of,
            percent,
        });
    }
    before
        .filter(|before| percent < before.percent)
        .map(|before| Warning::Lower {
            percent,
            before: before.percent,
            on: before.on,
        })
}
