//! Which project and which stage a statement means.

use crate::messages::{Candidate, Error, Field, Refusal, ValueProblem, Warning};
use crate::model::{Code, CodeError, OVERALL, ProjectFacts, Stage, StageFacts, StageKind, fold};

use super::change::{Origin, ProjectMention, StageMention};
use super::find::suggest_code;
use super::names::{Called, Names};
use super::planner::Planner;
use super::search::{check_text, find_project, find_stage, which_stage};
use super::workspace::{new_stage, overall_names};

/// What is meant, or the field at fault and what is wrong with it.
pub(super) type Meant<T> = Result<T, (&'static str, Refusal)>;

impl Planner<'_> {
    /// The project that a statement means, which must be there.
    pub(super) fn project(&mut self, mention: &ProjectMention) -> Result<Meant<i64>, Error> {
        Ok(match mention {
            ProjectMention::Code(code) => match self.space.coded_once(code.as_str())? {
                Some(id) => Ok(id),
                None if self.broken.contains(&code.key()) => Err(("project", Refusal::Skipped)),
                None => Err(("project", Refusal::UnknownProject)),
            },
            ProjectMention::Typed(query) => {
                if let Err(problem) = check_text(query) {
                    return Ok(Err(("project", problem)));
                }
                let query = query.trim();
                if let Some(id) = self.space.coded(query)? {
                    return Ok(Ok(id));
                }
                let all = self.space.all_facts()?;
                match find_project(all.iter().map(|(_, facts)| facts), query) {
                    Ok(place) => Ok(all.get(place).map_or(0, |(id, _)| *id)),
                    Err(Refusal::NoSuchProject { .. })
                        if self.space.coded_once(query)?.is_some() =>
                    {
                        Ok(self.space.coded_once(query)?.unwrap_or_default())
                    }
                    Err(problem) => Err(("project", problem)),
                }
            }
            ProjectMention::Named { code, name } => {
                match self.named_project(code.as_ref(), name.as_deref(), name.as_deref())? {
                    Err(fault) => Err(fault),
                    Ok(NamedAs::There { id, .. }) => Ok(id),
                    Ok(NamedAs::New) => Err(("name", Refusal::Skipped)),
                }
            }
        })
    }

    /// What a sheet means by a code, a name, or both.
    pub(super) fn named_project(
        &mut self,
        code: Option<&Code>,
        name: Option<&str>,
        called: Option<&str>,
    ) -> Result<Meant<NamedAs>, Error> {
        let Some(code) = code else {
            let name = name.unwrap_or_default();
            let called = self.space.names()?.find(name);
            return Ok(match called {
                Called::One(id, is_certain) => Ok(NamedAs::There { id, is_certain }),
                Called::None => Ok(NamedAs::New),
                Called::Several(ids) => Err(("name", self.several(&ids)?)),
            });
        };
        let there = match self.space.coded(code.as_str())? {
            Some(id) => Some(id),
            None => self.once_coded(code, called)?,
        };
        let bearers = match name {
            Some(name) => self.space.names()?.bearers(name),
            None => Vec::new(),
        };
        // Two projects may share a name if statements tell them apart by their codes.
        let other = bearers
            .iter()
            .find(|id| !self.coded_by_statement.contains(id));
        if let Some(other) = other.copied()
            && there.is_none_or(|id| !bearers.contains(&id))
        {
            let facts = self.facts_of(other)?;
            return Ok(Err((
                "code",
                Refusal::OtherCode {
                    code: facts.code.to_string(),
                    name: facts.name,
                },
            )));
        }
        Ok(Ok(match there {
            Some(id) => NamedAs::There {
                id,
                is_certain: true,
            },
            None => NamedAs::New,
        }))
    }

    /// The project that once had that code. One that is called otherwise is another: the code is
    /// free, and a row that gives it to a new project must not rename the old one.
    fn once_coded(&mut self, code: &Code, called: Option<&str>) -> Result<Option<i64>, Error> {
        let once = self.space.coded_once(code.as_str())?;
        let (Some(id), Some(called)) = (once, called) else {
            return Ok(once);
        };
        let is_called = self.space.names()?.bearers(called).contains(&id);
        Ok(once.filter(|_| is_called))
    }

    fn several(&mut self, ids: &[i64]) -> Result<Refusal, Error> {
        let mut matches = Vec::new();
        for id in ids {
            let facts = self.facts_of(*id)?;
            matches.push(Candidate {
                code: facts.code.to_string(),
                name: facts.name,
            });
        }
        matches.sort_by(|a, b| (&a.code, &a.name).cmp(&(&b.code, &b.name)));
        Ok(Refusal::Several { matches })
    }

    pub(super) fn facts_of(&mut self, project: i64) -> Result<ProjectFacts, Error> {
        let held = self.space.get(project)?;
        Ok(held.map_or_else(ProjectFacts::unnamed, |held| held.project.facts.clone()))
    }

    /// A code for a new project of that name.
    pub(super) fn suggest(&mut self, name: &str) -> Result<Meant<Code>, Error> {
        let given = &self.given_codes;
        let names = self.space.names()?;
        let suggested = suggest_code(name, &|code| names.is_taken(code) || given.contains(code));
        Ok(Code::new(&suggested).map_err(|problem| ("name", not_a_code(&suggested, problem))))
    }

    /// The stage of a project that a statement means, made where the mention allows it. Without a
    /// mention: the only one with an unmet target, else the only one.
    pub(super) fn stage(
        &mut self,
        project: i64,
        mention: &StageMention,
        new_kind: StageKind,
    ) -> Result<Meant<i64>, Error> {
        if self.space.get(project)?.is_none() {
            return Ok(Err(("project", Refusal::UnknownProject)));
        }
        match mention {
            StageMention::Meant => {
                let unmet = self.stages_with_unmet(project)?;
                let Some(held) = self.space.at_hand(project) else {
                    return Ok(Err(("project", Refusal::UnknownProject)));
                };
                let stages = held.project.stages.as_slice();
                let is_reported = |stage: &Stage| {
                    let reported = stage.reading.is_some() || stage.under_way.is_some();
                    reported && !stage.is_overall()
                };
                let found = match (unmet.as_slice(), stages) {
                    ([only], _) => Ok(*only),
                    ([], [only]) => Ok(only.id),
                    ([], _) if !stages.iter().any(is_reported) => {
                        return self.whole_works(project);
                    }
                    _ => {
                        let refusal = which_stage(&held.project, &self.occasion.command);
                        Err(("stage", refusal))
                    }
                };
                Ok(found)
            }
            StageMention::Typed(query) => {
                if let Some(names) = overall_names(query) {
                    return self.overall(project, names).map(Ok);
                }
                Ok(self.typed_stage(project, query))
            }
            StageMention::Existing(query) => Ok(self.typed_stage(project, query)),
            StageMention::New(query) => {
                if let Some(names) = overall_names(query) {
                    return self.overall(project, names).map(Ok);
                }
                // What is to be new is not looked for by its beginning: `phase-1` is not `phase-10`.
                if self.has_stage_called(project, query) {
                    return Ok(self.typed_stage(project, query));
                }
                Ok(match Code::new(query) {
                    Ok(code) => Ok(self.make_stage(project, code, [None; 2], new_kind)),
                    Err(problem) => Err(("stage", not_a_code(query, problem))),
                })
            }
            StageMention::Code(code) => {
                let key = code.key();
                let held = self.space.at_hand(project);
                let there = held.and_then(|held| {
                    let mut stages = held.project.stages.iter();
                    stages.find(|stage| stage.facts.code.key() == key)
                });
                Ok(Ok(match there.map(|stage| stage.id) {
                    Some(id) => id,
                    None => self.make_stage(project, code.clone(), [None; 2], StageKind::Measured),
                }))
            }
            StageMention::Named(text) => self.named_stage(project, text, new_kind),
        }
    }

    fn typed_stage(&self, project: i64, query: &str) -> Meant<i64> {
        let Some(held) = self.space.at_hand(project) else {
            return Err(("project", Refusal::UnknownProject));
        };
        match find_stage(&held.project, query) {
            Ok(stage) => Ok(stage.id),
            Err(problem) => Err(("stage", problem)),
        }
    }

    fn named_stage(
        &mut self,
        project: i64,
        text: &str,
        new_kind: StageKind,
    ) -> Result<Meant<i64>, Error> {
        let mut names = Names::default();
        let mut labels = Vec::new();
        if let Some(held) = self.space.at_hand(project) {
            for stage in &held.project.stages {
                names.add_stage(stage.id, &stage.facts);
                labels.push((
                    stage.id,
                    format!("{}", stage.facts.code),
                    stage.facts.name.clone(),
                ));
            }
        }
        Ok(match names.find(text) {
            Called::One(id, _) => Ok(id),
            Called::Several(ids) => {
                let labels = labels.into_iter().filter(|(id, ..)| ids.contains(id));
                let matches = labels.map(|(_, code, name)| Candidate { code, name });
                let matches = matches.collect();
                Err(("stage", Refusal::Several { matches }))
            }
            Called::None => {
                if let Some(names) = overall_names(text) {
                    return self.overall(project, names).map(Ok);
                }
                let suggested = suggest_code(text, &|code| names.is_taken(code));
                match Code::new(&suggested) {
                    Ok(code) => Ok(self.make_stage(project, code, [Some(text), None], new_kind)),
                    Err(problem) => Err(("stage", not_a_code(&suggested, problem))),
                }
            }
        })
    }

    /// The whole works, where nobody named them.
    fn whole_works(&mut self, project: i64) -> Result<Meant<i64>, Error> {
        match overall_names(OVERALL) {
            Some(names) => self.overall(project, names).map(Ok),
            None => Ok(self.typed_stage(project, OVERALL)),
        }
    }

    /// The whole works, which every project has: added where nobody spoke of them before.
    fn overall(&mut self, project: i64, [name, name_en]: [&str; 2]) -> Result<i64, Error> {
        let held = self.space.at_hand(project);
        let there = held
            .and_then(|held| held.project.stage(OVERALL))
            .map(|stage| stage.id);
        if let Some(id) = there {
            return Ok(id);
        }
        let code = Code::new(OVERALL).unwrap_or_else(|_| Code::unknown());
        let names = [Some(name), Some(name_en)];
        Ok(self.make_stage(project, code, names, StageKind::Measured))
    }

    fn make_stage(
        &mut self,
        project: i64,
        code: Code,
        [name, name_en]: [Option<&str>; 2],
        kind: StageKind,
    ) -> i64 {
        let facts = match self.space.at_hand(project) {
            Some(held) => new_stage(code, &held.project, kind),
            None => StageFacts::unnamed(),
        };
        let facts = StageFacts {
            name: name.map_or(facts.name, str::to_owned),
            name_en: name_en.map(str::to_owned).or(facts.name_en),
            ..facts
        };
        self.space.add_stage(project, facts)
    }

    /// Whether that is the whole code or name of a stage.
    pub(super) fn has_stage_called(&self, project: i64, query: &str) -> bool {
        let query = fold(query);
        let stages = self.space.at_hand(project).map(|held| &held.project.stages);
        stages.into_iter().flatten().any(|stage| {
            let facts = &stage.facts;
            let names = [Some(&facts.name), facts.name_en.as_ref()];
            facts.code.key() == query || names.into_iter().flatten().any(|name| fold(name) == query)
        })
    }

    /// Tells that a project was found by a name that is only supposed to be its own.
    pub(super) fn warn_uncertain(
        &mut self,
        origin: Origin,
        alias: &str,
        project: i64,
    ) -> Result<(), Error> {
        let code = self.facts_of(project)?.code.to_string();
        let alias = alias.to_owned();
        self.warnings
            .push((origin, Warning::UncertainAlias { alias, code }));
        Ok(())
    }
}

/// A code that cannot be one.
pub(super) fn not_a_code(code: &str, problem: CodeError) -> Refusal {
    Refusal::value(Field::Code, code, ValueProblem::Code(problem))
}

/// What a sheet's name means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NamedAs {
    /// A project that is there.
    There {
        /// Its number.
        id: i64,
        /// Whether it is certain that it is meant.
        is_certain: bool,
    },
    /// One that is not there yet.
    New,
}
