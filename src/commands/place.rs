//! The project and the stage that a writing command means.

use std::collections::HashMap;

use crate::assess::{EVERY_VERDICT, assess};
use crate::error::{Error, Refusal, StageChoice};
use crate::model::{
    Code, Day, Known, LookAt, OVERALL, Portfolio, Project, Scope, Settings, Snapshot, Stage,
    StageFacts, StageKind, fold, typed,
};
use crate::store::Draft;

use super::pick;

/// Reads projects from a draft, each once.
pub(super) struct Projects {
    as_of: Day,
    /// Which figures are read; without, all of them.
    look_at: Option<LookAt>,
    names: Option<Vec<Project>>,
    held: Vec<Held>,
    /// Their places among those held: by number, and by what was asked for.
    numbers: HashMap<i64, usize>,
    asked: HashMap<String, usize>,
}

/// A project at hand.
pub(super) struct Held {
    /// The project with all its stages; what a command records is put in as well.
    pub(super) project: Project,
    /// The stages with an unmet target, before the command.
    pub(super) unmet: Vec<i64>,
    /// A command has put figures in.
    pub(super) is_changed: bool,
    /// The office's policy.
    settings: Settings,
}

impl Projects {
    /// As they are known now and stand on that day.
    pub(super) fn new(as_of: Day) -> Projects {
        Projects {
            as_of,
            look_at: None,
            names: None,
            held: Vec::new(),
            numbers: HashMap::new(),
            asked: HashMap::new(),
        }
    }

    /// The same, with only those figures that verdicts depend on. They do not tell the verdicts on
    /// what a command puts in: see [`Projects::look_again`].
    pub(super) fn to_judge(as_of: Day) -> Projects {
        Projects {
            look_at: Some(EVERY_VERDICT),
            ..Projects::new(as_of)
        }
    }

    /// Reads the figures anew that verdicts depend on, of projects into which something was put.
    pub(super) fn look_again(&mut self, draft: &mut dyn Draft) -> Result<(), Error> {
        for held in self.held.iter_mut().filter(|held| held.is_changed) {
            draft.look(&mut held.project, self.as_of, EVERY_VERDICT)?;
            held.is_changed = false;
        }
        Ok(())
    }

    /// Those that were found, each as a portfolio of its own, with what was put in.
    pub(super) fn found(self) -> impl Iterator<Item = Portfolio> {
        self.held.into_iter().map(|held| Portfolio {
            projects: vec![held.project],
            settings: held.settings,
        })
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
        pick::check(query)?;
        let key = fold(query);
        let place = match self.asked.get(&key) {
            Some(place) => *place,
            None => self.find_place(draft, query)?,
        };
        self.asked.insert(key, place);
        self.held.get_mut(place).ok_or_else(|| nothing(query))
    }

    fn find_place(&mut self, draft: &mut dyn Draft, query: &str) -> Result<usize, Error> {
        if let Some(id) = draft.project_coded(query)?
            && let Some(place) = self.load(draft, id)?
        {
            return Ok(place);
        }
        if self.names.is_none() {
            self.names = Some(draft.snapshot(&self.snapshot(Scope::Names))?.projects);
        }
        let names = self.names.as_deref().unwrap_or_default();
        let id = pick::project(names, query)?.id;
        self.load(draft, id)?.ok_or_else(|| nothing(query))
    }

    fn load(&mut self, draft: &mut dyn Draft, id: i64) -> Result<Option<usize>, Error> {
        if let Some(place) = self.numbers.get(&id) {
            return Ok(Some(*place));
        }
        let question = self.snapshot(Scope::Project(id));
        let portfolio = match self.look_at {
            Some(look_at) => draft.to_judge(&question, look_at)?,
            None => draft.snapshot(&question)?,
        };
        let unmet = unmet(&portfolio, self.as_of);
        let settings = portfolio.settings;
        Ok(portfolio.projects.into_iter().next().map(|project| {
            let place = self.held.len();
            self.numbers.insert(id, place);
            self.held.push(Held {
                project,
                unmet,
                is_changed: false,
                settings,
            });
            place
        }))
    }
}

/// The stages with a target that is neither met nor cancelled.
fn unmet(portfolio: &Portfolio, as_of: Day) -> Vec<i64> {
    let mut stages: Vec<i64> = assess(portfolio, as_of)
        .targets
        .iter()
        .filter(|judged| judged.is_unmet())
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
/// [`Error::Refused`]; `command` is what to type, before the place and after it.
pub(super) fn stage<'a>(
    draft: &mut dyn Draft,
    held: &'a mut Held,
    query: Option<&str>,
    command: &[String; 2],
) -> Result<&'a mut Stage, Error> {
    let (project, unmet) = (&mut held.project, &held.unmet);
    let id = match query {
        Some(query) if is_overall(query) && project.stage(OVERALL).is_none() => {
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
                nearest: Vec::new(),
                stages: Vec::new(),
            })
        })
}

/// The names of the whole works, before anybody gave them others.
const WHOLE_WORKS: [&str; 2] = ["工程总量", "whole works"];

/// Whether the whole works are meant, which every project has.
pub(super) fn is_overall(query: &str) -> bool {
    let query = fold(query);
    query == OVERALL || WHOLE_WORKS.contains(&query.as_str())
}

/// A command as typed, cut at the place behind its verb: what to type before another place, and
/// after it.
pub(super) fn around(command: &str, verb: &str, place: &str) -> [String; 2] {
    /// Options without a value, so that the word after them may be the place.
    const FLAGS: [&str; 7] = [
        "--lower",
        "--new",
        "--suspend",
        "--resume",
        "--drop",
        "--quiet",
        "-q",
    ];
    let words = words(command);
    let place = typed(place);
    let is_value = |before: Option<&&str>| {
        before.is_some_and(|word| {
            word.starts_with("--") && !word.contains('=') && !FLAGS.contains(word)
        })
    };
    let find = |from: usize, wanted: &str| {
        (from..words.len()).find(|at| {
            words.get(*at).is_some_and(|word| *word == wanted)
                && !is_value(words.get(at.wrapping_sub(1)))
        })
    };
    let at = find(0, verb).and_then(|verb| find(verb + 1, &place));
    let (before, after) = words.split_at(at.unwrap_or(words.len()));
    let join = |words: &[&str]| words.join(" ");
    [
        format!("project {} ", join(before)),
        format!(" {}", join(after.get(1..).unwrap_or_default()))
            .trim_end()
            .to_owned(),
    ]
}

/// The words of a command line in which those that need it stand in single quotes.
fn words(line: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_gap = |c: char| {
        let is_gap = c == ' ' && !is_quoted && !is_escaped;
        is_quoted ^= c == '\'' && !is_escaped;
        is_escaped = c == '\\' && !is_quoted && !is_escaped;
        is_gap
    };
    line.split(is_gap).filter(|word| !word.is_empty()).collect()
}

fn which(project: &Project, command: &[String; 2]) -> Refusal {
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
        command: command.clone(),
    }
}

fn add_overall(draft: &mut dyn Draft, project: &mut Project) -> Result<i64, Error> {
    let Ok(code) = Code::new(OVERALL) else {
        return Err(nothing(OVERALL));
    };
    let facts = new_stage(code, project, StageKind::Measured);
    add_stage(draft, project, facts)
}

/// A stage as it is before more is known of it: called by its code, last in order.
pub(super) fn new_stage(code: Code, project: &Project, kind: StageKind) -> StageFacts {
    let last = project
        .stages
        .iter()
        .map(|stage| stage.facts.position)
        .max();
    unnamed_stage(code, last.map_or(0, |last| last + 1), kind)
}

/// A stage called by its code; the whole works have a name of their own.
pub(super) fn unnamed_stage(code: Code, position: i64, kind: StageKind) -> StageFacts {
    let is_overall = code.key() == OVERALL;
    let [whole, whole_en] = WHOLE_WORKS;
    StageFacts {
        name: if is_overall {
            whole.to_owned()
        } else {
            code.to_string()
        },
        name_en: is_overall.then(|| whole_en.to_owned()),
        code,
        position,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_cut_at_its_place_and_nowhere_else() {
        for (command, verb, place, before, after) in [
            (
                "update jinhui 72",
                "update",
                "jinhui",
                "project update ",
                " 72",
            ),
            (
                "--who jinhui update --note 'at jinhui it rains' jinhui 72 --lower",
                "update",
                "jinhui",
                "project --who jinhui update --note 'at jinhui it rains' ",
                " 72 --lower",
            ),
            (
                r"update --note 'it'\''s late' --lower 'west plot' 5",
                "update",
                "west plot",
                r"project update --note 'it'\''s late' --lower ",
                " 5",
            ),
            (
                "--db target target target",
                "target",
                "target",
                "project --db target target ",
                "",
            ),
        ] {
            assert_eq!(around(command, verb, place), [before, after], "{command}");
        }
    }
}
