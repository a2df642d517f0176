//! The project and the stage that a writing command means.

use crate::assess::{Status, assess};
use crate::error::{Error, Refusal, StageChoice};
use crate::model::{
    Code, Day, Known, OVERALL, Portfolio, Project, Scope, Snapshot, Stage, StageFacts, StageKind,
    fold,
};
use crate::store::Draft;

use super::pick;

/// Reads projects from a draft, each once.
pub(super) struct Projects {
    as_of: Day,
    names: Option<Vec<Project>>,
    held: Vec<Held>,
}

/// A project at hand.
pub(super) struct Held {
    /// The project with all its stages; what a command records is put in as well.
    pub(super) project: Project,
    /// The stages with an unmet target, before the command.
    pub(super) unmet: Vec<i64>,
}

impl Projects {
    /// As they are known now and stand on that day.
    pub(super) fn new(as_of: Day) -> Projects {
        Projects {
            as_of,
            names: None,
            held: Vec::new(),
        }
    }

    fn snapshot(&self, scope: Scope) -> Snapshot {
        Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            scope,
        }
    }

    /// The one project that the query means. An exact code is found without looking at the
    /// others.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is none or several; [`Error::Store`].
    pub(super) fn find(&mut self, draft: &mut dyn Draft, query: &str) -> Result<&mut Held, Error> {
        let key = fold(query);
        let is_held = |held: &Held| held.project.facts.code.key() == key;
        if let Some(place) = self.held.iter().position(is_held) {
            return self.at(place, query);
        }
        if let Some(id) = draft.project_coded(query)?
            && let Some(place) = self.load(draft, id)?
        {
            return self.at(place, query);
        }
        if self.names.is_none() {
            self.names = Some(draft.snapshot(&self.snapshot(Scope::Names))?.projects);
        }
        let names = self.names.as_deref().unwrap_or_default();
        let id = pick::project(names, query)?.id;
        match self.load(draft, id)? {
            Some(place) => self.at(place, query),
            None => Err(nothing(query)),
        }
    }

    fn at(&mut self, place: usize, query: &str) -> Result<&mut Held, Error> {
        self.held.get_mut(place).ok_or_else(|| nothing(query))
    }

    fn load(&mut self, draft: &mut dyn Draft, id: i64) -> Result<Option<usize>, Error> {
        if let Some(place) = self.held.iter().position(|held| held.project.id == id) {
            return Ok(Some(place));
        }
        let portfolio = draft.snapshot(&self.snapshot(Scope::Project(id)))?;
        let unmet = unmet(&portfolio, self.as_of);
        Ok(portfolio.projects.into_iter().next().map(|project| {
            self.held.push(Held { project, unmet });
            self.held.len() - 1
        }))
    }
}

/// The stages with a target that is neither met nor cancelled.
fn unmet(portfolio: &Portfolio, as_of: Day) -> Vec<i64> {
    let mut stages: Vec<i64> = assess(portfolio, as_of)
        .targets
        .iter()
        .filter(|judged| !judged.is_carried_on)
        .filter(|judged| {
            let status = judged.verdict.status;
            !status.is_met() && status != Status::Cancelled
        })
        .map(|judged| judged.stage.id)
        .collect();
    stages.dedup();
    stages
}

fn nothing(query: &str) -> Error {
    Error::Refused(Refusal::NoSuchProject {
        query: query.to_owned(),
        nearest: Vec::new(),
    })
}

/// `CODE` or `CODE/STAGE`.
pub(super) fn split(place: &str) -> (&str, Option<&str>) {
    match place.split_once('/') {
        Some((project, stage)) => (project, Some(stage)),
        None => (place, None),
    }
}

/// The stage asked for, or the one that can be meant: the only one with an unmet target, else the
/// only one. The whole works are never fallen back to by themselves, but every project has them:
/// asked for by name, they are added.
///
/// # Errors
/// [`Error::Refused`]; `command` is what to type, with `{}` for the place.
pub(super) fn stage<'a>(
    draft: &mut dyn Draft,
    held: &'a mut Held,
    query: Option<&str>,
    command: &str,
) -> Result<&'a mut Stage, Error> {
    let (project, unmet) = (&mut held.project, &held.unmet);
    let id = match query {
        Some(query) if fold(query) == OVERALL && project.stage(OVERALL).is_none() => {
            add_overall(draft, project)?
        }
        Some(query) => pick::stage(project, query)?.id,
        None => match (unmet.as_slice(), project.stages.as_slice()) {
            ([only], _) => *only,
            ([], [only]) => only.id,
            _ => return Err(which(project, command).into()),
        },
    };
    let code = project.facts.code.to_string();
    project
        .stages
        .iter_mut()
        .find(|stage| stage.id == id)
        .ok_or_else(|| {
            Error::Refused(Refusal::NoSuchStage {
                project: code,
                query: query.unwrap_or_default().to_owned(),
                stages: Vec::new(),
            })
        })
}

fn which(project: &Project, command: &str) -> Refusal {
    Refusal::WhichStage {
        project: project.facts.code.to_string(),
        stages: project
            .stages
            .iter()
            .map(|stage| StageChoice {
                code: stage.facts.code.to_string(),
                name: stage.facts.name.clone(),
                name_en: stage.facts.name_en.clone(),
                figure: stage
                    .figures
                    .last()
                    .map(|figure| (figure.percent, figure.on)),
            })
            .collect(),
        command: command.to_owned(),
    }
}

fn add_overall(draft: &mut dyn Draft, project: &mut Project) -> Result<i64, Error> {
    let Ok(code) = Code::new(OVERALL) else {
        return Err(nothing(OVERALL));
    };
    let facts = new_stage(code, project, StageKind::Measured);
    add_stage(draft, project, facts)
}

/// A stage as it is before more is known of it: called by its code, last in order. The whole
/// works have a name of their own.
pub(super) fn new_stage(code: Code, project: &Project, kind: StageKind) -> StageFacts {
    let is_overall = code.key() == OVERALL;
    let last = project
        .stages
        .iter()
        .map(|stage| stage.facts.position)
        .max();
    StageFacts {
        name: if is_overall {
            "工程总量".to_owned()
        } else {
            code.to_string()
        },
        name_en: is_overall.then(|| "whole works".to_owned()),
        code,
        position: last.map_or(0, |last| last + 1),
        kind,
        weight: None,
        unit: None,
        total: None,
    }
}

/// Adds a stage to the store and to the project at hand.
pub(super) fn add_stage(
    draft: &mut dyn Draft,
    project: &mut Project,
    facts: StageFacts,
) -> Result<i64, Error> {
    let id = draft.add_stage(project.id, &facts)?;
    project.stages.push(Stage {
        id,
        facts,
        targets: Vec::new(),
        figures: Vec::new(),
        reading: None,
        under_way: None,
    });
    Ok(id)
}
