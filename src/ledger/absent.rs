//! Which projects stood in the sheet before and do not stand in this one: nothing becomes of them, but
//! somebody may have forgotten them.

use std::collections::{HashMap, HashSet};

use crate::messages::Error;
use crate::model::{Code, Day, Project, State};
use crate::store::rows::{Record, StageIdentity, StageReading};
use crate::store::{self, Of, Read, Row, Table};

use super::change::{Change, Stated};
use super::planner::Planner;

/// So many entries of sheets are looked at, the last first.
const LOOKED_AT: usize = 12;

/// Projects of the sheet before that a sheet does not name.
#[derive(Debug, PartialEq, Eq)]
pub struct Absent {
    /// The entry of the sheet before.
    pub entry: i64,
    /// The last day of its figures.
    pub on: Day,
    /// The projects, those that are active.
    pub projects: Vec<Code>,
}

impl Planner<'_> {
    /// The sheet before is the last import of no more files, and of no later day, of whose projects more
    /// than half are named again.
    pub(super) fn absent(&mut self, stated: &[Stated]) -> Result<Option<Absent>, Error> {
        let days = stated.iter().filter_map(|stated| match &stated.change {
            Change::Reading(reading) => Some(reading.as_of.unwrap_or(self.occasion.as_of)),
            _ => None,
        });
        let Some(last) = days.max().filter(|_| !self.projects_stated.is_empty()) else {
            return Ok(None);
        };
        let mut before: Vec<i64> = (self.reread.imports.iter())
            .filter(|(_, files)| **files <= self.reread.files)
            .map(|(entry, _)| *entry)
            .collect();
        before.sort_unstable_by(|a, b| b.cmp(a));
        let mut projects_of = HashMap::new();
        if !before.is_empty() {
            store::each(self.space.read, Of::All, &mut |stage: StageIdentity| {
                projects_of.insert(stage.id, stage.project);
                Ok(())
            })?;
        }
        for entry in before.into_iter().take(LOOKED_AT) {
            let (reported, on) = reported(self.space.read, entry, &projects_of)?;
            let (there, gone): (Vec<i64>, Vec<i64>) =
                (reported.into_iter()).partition(|project| self.projects_stated.contains(project));
            if there.len() <= gone.len() || on > last {
                continue;
            }
            let mut projects = Vec::new();
            for id in gone {
                let held = self.space.get(id)?;
                projects.extend(held.and_then(|held| active(&held.project)));
            }
            projects.sort_unstable_by_key(Code::key);
            return Ok((!projects.is_empty()).then_some(Absent {
                entry,
                on,
                projects,
            }));
        }
        Ok(None)
    }
}

fn active(project: &Project) -> Option<Code> {
    let is_active = project
        .states
        .last()
        .is_none_or(|last| last.state == State::Active);
    is_active.then(|| project.facts.code.clone())
}

/// The projects of which an entry has readings, and the last day of these.
fn reported(
    read: &dyn Read,
    entry: i64,
    projects_of: &HashMap<i64, i64>,
) -> Result<(HashSet<i64>, Day), Error> {
    let (mut projects, mut last) = (HashSet::new(), Day::default());
    read.entries(entry, entry, &mut |row: Row| {
        if row.table == Table::Reading {
            let StageReading { stage, reading, .. } = StageReading::read(row)?;
            projects.extend(projects_of.get(&stage));
            last = last.max(reading.as_of);
        }
        Ok(())
    })?;
    Ok((projects, last))
}
