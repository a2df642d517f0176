//! What counts again after a retraction must go together with what was said since.

use std::collections::{HashMap, HashSet};

use crate::messages::{Error, Hundredths, Refusal, RetractProblem};
use crate::model::{Day, Portfolio, Project, Scope};
use crate::store::rows::{Record, StageEdit};
use crate::store::{Read, Table, Visible, ever_coded, load};

use super::readings::partly_done;

/// Why an entry cannot be retracted.
pub(super) fn refuse(problem: RetractProblem) -> Error {
    Error::Refused(Refusal::Retract(problem))
}

/// What counts again must go together with what was said since.
pub(super) fn check(
    read: &dyn Read,
    then: &Visible,
    entry: i64,
    after: &Portfolio,
    as_of: Day,
) -> Result<(), Error> {
    for project in &after.projects {
        if let Some(code) = shared_code(read, then, project, as_of)? {
            return Err(refuse(RetractProblem::CodeTaken { entry, code }));
        }
        if let Some(sum) = project.excess_weight() {
            return Err(refuse(RetractProblem::Weights {
                entry,
                project: project.facts.code.to_string(),
                sum: Hundredths(sum),
            }));
        }
        let broken = project
            .stages
            .iter()
            .find_map(|stage| Some((stage, stage.partial_percent_of_milestone()?)));
        if let Some((stage, percent)) = broken {
            return Err(refuse(RetractProblem::Milestone {
                entry,
                place: format!("{}/{}", project.facts.code, stage.facts.code),
                percent,
            }));
        }
    }
    Ok(())
}

/// What becomes a milestone again has no figure between 0 and 100.
pub(super) fn check_kinds(
    read: &dyn Read,
    then: &Visible,
    gone: &[i64],
    after: &Portfolio,
) -> Result<(), Error> {
    let mut kinds = HashMap::new();
    for entry in gone {
        read.entries(*entry, *entry, &mut |row| {
            if row.table == Table::StageEdit {
                let edit = StageEdit::read(row)?;
                kinds.extend(edit.facts.kind.map(|_| (edit.stage, *entry)));
            }
            Ok(())
        })?;
    }
    for project in &after.projects {
        for stage in project.stages.iter().filter(|stage| stage.is_milestone()) {
            if let Some(entry) = kinds.get(&stage.id)
                && let Some(figure) = partly_done(read, then, stage.id)?
            {
                return Err(refuse(RetractProblem::PartOfMilestone {
                    entry: *entry,
                    place: format!("{}/{}", project.facts.code, stage.facts.code),
                    percent: figure.percent,
                    on: figure.on,
                }));
            }
        }
    }
    Ok(())
}

/// A code that would belong to two projects, or to two stages of one.
fn shared_code(
    read: &dyn Read,
    then: &Visible,
    project: &Project,
    as_of: Day,
) -> Result<Option<String>, Error> {
    let mut keys = HashSet::new();
    for stage in &project.stages {
        if !keys.insert(stage.facts.code.key()) {
            return Ok(Some(stage.facts.code.to_string()));
        }
    }
    let key = project.facts.code.key();
    for id in ever_coded(read, &key)? {
        if id == project.id {
            continue;
        }
        let other = load(read, as_of, Scope::Project(id), then)?.projects;
        if other.iter().any(|other| other.facts.code.key() == key) {
            return Ok(Some(project.facts.code.to_string()));
        }
    }
    Ok(None)
}
