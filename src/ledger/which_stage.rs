//! Which stage of its project a statement means.

use crate::messages::subject::{INVESTMENT, QUANTITY_OF_WORKS, WHOLE_WORKS};
use crate::messages::{Candidate, Refusal, ShortName};
use crate::model::{Code, OVERALL, Project, Stage, StageFacts, StageKind, comparable, fold};

use super::find::suggest_code;
use super::mention::{ProjectMention, StageMention, split_known, split_number};
use super::names::{Called, Names};
use super::planner::{Planner, Taken, refuse};
use super::search::{find_stage, is_name_of_any, short_names, which_stage};
use super::which_project::code;
use super::workspace::Held;

/// Name and English name of the whole works, which every project has, if these are meant.
fn overall_names(query: &str) -> Option<[&'static str; 2]> {
    let query = fold(&comparable(query));
    if query == OVERALL {
        return Some(WHOLE_WORKS);
    }
    [WHOLE_WORKS, QUANTITY_OF_WORKS]
        .into_iter()
        .find(|names| names.contains(&query.as_str()))
}

impl Planner<'_> {
    /// A project that was found already.
    pub(super) fn held(&self, project: i64) -> Taken<&Held> {
        let held = self.space.at_hand(project);
        held.ok_or_else(|| ("project", Refusal::UnknownProject).into())
    }

    /// A stage that was found already.
    pub(super) fn held_stage(&self, project: i64, stage: i64) -> Taken<&Stage> {
        let stage = self.held(project)?.stage(stage);
        stage.ok_or_else(|| ("stage", Refusal::UnknownProject).into())
    }

    /// The project and the stage that a statement means. What was typed as `CODE/STAGE` may be the
    /// whole name of a project; the number of a target may stand behind either.
    pub(super) fn project_and_stage(
        &mut self,
        project: &ProjectMention,
        stage: &StageMention,
    ) -> Taken<(i64, StageMention)> {
        let ProjectMention::Typed(front) = project else {
            return Ok((self.project(project)?, stage.clone()));
        };
        let (text, path) = match stage {
            StageMention::Typed(text) | StageMention::New(text) => {
                (Some(text), format!("{front}/{text}"))
            }
            StageMention::Meant if split_number(front).is_some() => (None, front.clone()),
            _ => return Ok((self.project(project)?, stage.clone())),
        };
        if let Some(id) = self.space.coded(front)? {
            let project = &self.held(id)?.project;
            if text.is_none_or(|text| has_stage_called(project, text)) {
                return Ok((id, stage.clone()));
            }
        }
        let all = self.space.all_facts()?;
        let is_name = |path: &str| is_name_of_any(all.iter().map(|(_, facts)| facts), path);
        let (path, number) = match split_number(&path) {
            Some((path, number)) if !is_name(&format!("{path}{number}")) => (path, number),
            _ => (path.as_str(), ""),
        };
        let (name, rest) = split_known(path, &is_name);
        let is_slashed = name.contains('/') && is_name(name);
        if !is_slashed && (text.is_some() || number.is_empty()) {
            return Ok((self.project(project)?, stage.clone()));
        }
        let rest = format!("{}{number}", rest.unwrap_or_default());
        let mention = match stage {
            _ if rest.is_empty() => StageMention::Meant,
            StageMention::New(_) => StageMention::New(rest),
            _ => StageMention::Typed(rest),
        };
        Ok((self.typed_project(name)?, mention))
    }

    /// The stage of a project that a statement means, made where the mention allows it.
    pub(super) fn stage(
        &mut self,
        project: i64,
        mention: &StageMention,
        new_kind: StageKind,
    ) -> Taken<i64> {
        self.space.get(project)?;
        let held = self.held(project)?;
        let overall = match mention {
            StageMention::Typed(query) | StageMention::New(query) => overall_names(query),
            _ => None,
        };
        if let Some(names) = overall {
            return Ok(self.overall(project, names));
        }
        match mention {
            StageMention::Meant => self.meant_stage(project),
            StageMention::Typed(query) | StageMention::Existing(query) => {
                typed_stage(&held.project, query)
            }
            // What is to be new is not looked for by its beginning: `phase-1` is not `phase-10`.
            StageMention::New(query) if has_stage_called(&held.project, query) => {
                typed_stage(&held.project, query)
            }
            StageMention::New(query) => {
                let code = code("stage", query)?;
                Ok(self.make_stage(project, code, [None; 2], new_kind))
            }
            StageMention::Code(code) => match held.project.stage(code.as_str()) {
                Some(stage) => Ok(stage.id),
                None => Ok(self.make_stage(project, code.clone(), [None; 2], StageKind::Measured)),
            },
            StageMention::Coded(code) => match held.project.stage(code.as_str()) {
                Some(stage) => Ok(stage.id),
                None => refuse("stage", no_stage_coded(&held.project, code)),
            },
            StageMention::Named(text) => self.named_stage(project, text, new_kind),
            StageMention::Investment => self.investment(project),
        }
    }

    /// The stage that is meant where none is mentioned: the only one with an unmet target, else the
    /// only one, else the whole works if nothing else was ever reported.
    fn meant_stage(&mut self, project: i64) -> Taken<i64> {
        let unmet = self.stages_with_unmet(project)?;
        let project = &self.held(project)?.project;
        let mut stages = project.stages.iter();
        let is_reported = |stage: &Stage| {
            let reported = stage.reading.is_some() || stage.under_way.is_some();
            reported && !stage.is_overall()
        };
        match (unmet.as_slice(), project.stages.as_slice()) {
            ([only], _) => Ok(*only),
            ([], [only]) => Ok(only.id),
            ([], _) if !stages.any(is_reported) => Ok(self.overall(project.id, WHOLE_WORKS)),
            _ => refuse("stage", which_stage(project, &self.occasion.command)),
        }
    }

    /// The stage of a project's money, by its code, else by its names; else a new one.
    fn investment(&mut self, project: i64) -> Taken<i64> {
        let [name, code] = INVESTMENT;
        let held = &self.held(project)?.project;
        if let Some(stage) = held.stage(code) {
            return Ok(stage.id);
        }
        if has_stage_called(held, name) {
            return self.named_stage(project, name, StageKind::Measured);
        }
        let own = Code::new(code).unwrap_or_else(|_| Code::unknown());
        Ok(self.make_stage(project, own, [Some(name), Some(code)], StageKind::Measured))
    }

    /// Whether a project has money to spend, of which an amount is a part.
    pub(super) fn has_budget(&mut self, project: i64) -> Taken<bool> {
        self.space.get(project)?;
        let mut stages = self.held(project)?.project.stages.iter();
        let is_investment = |stage: &&Stage| INVESTMENT.iter().any(|name| is_called(stage, name));
        Ok(stages
            .find(is_investment)
            .is_some_and(|stage| stage.facts.total.is_some()))
    }

    /// The stage of that name or code, as a sheet writes it; else a new one.
    fn named_stage(&mut self, project: i64, text: &str, new_kind: StageKind) -> Taken<i64> {
        let project = &self.held(project)?.project;
        let mut names = Names::default();
        for stage in &project.stages {
            names.add_stage(stage.id, &stage.facts);
        }
        match names.find(text) {
            Called::One(id, _) => Ok(id),
            Called::Several(ids) => {
                let stages = project.stages.iter();
                let same = stages.filter(|stage| ids.contains(&stage.id));
                let matches = same.map(|stage| Candidate {
                    code: stage.facts.code.to_string(),
                    name: stage.into(),
                });
                let matches = matches.collect();
                refuse("stage", Refusal::Several { matches })
            }
            Called::None => {
                let id = project.id;
                if let Some(names) = overall_names(text) {
                    return Ok(self.overall(id, names));
                }
                if let Some(stage) = of_same_work(project, text) {
                    return Ok(stage);
                }
                let code = code("stage", &suggest_code(text, &|code| names.is_taken(code)))?;
                Ok(self.make_stage(id, code, [Some(text), None], new_kind))
            }
        }
    }

    /// The whole works, which every project has: added where nobody spoke of them before.
    fn overall(&mut self, project: i64, names: [&str; 2]) -> i64 {
        let held = self.space.at_hand(project);
        if let Some(stage) = held.and_then(|held| held.project.stage(OVERALL)) {
            return stage.id;
        }
        let code = Code::new(OVERALL).unwrap_or_else(|_| Code::unknown());
        self.make_stage(project, code, names.map(Some), StageKind::Measured)
    }

    /// A new stage, last in order; called by its code, unless it has a name.
    fn make_stage(
        &mut self,
        project: i64,
        code: Code,
        names: [Option<&str>; 2],
        kind: StageKind,
    ) -> i64 {
        let [name, name_en] = match names {
            [None, None] if code.key() == OVERALL => WHOLE_WORKS.map(Some),
            names => names,
        };
        let stages = self.space.at_hand(project).map(|held| &held.project.stages);
        let positions = stages
            .into_iter()
            .flatten()
            .map(|stage| stage.facts.position);
        let facts = StageFacts {
            name: name.unwrap_or(code.as_str()).to_owned(),
            name_en: name_en.map(str::to_owned),
            code,
            position: positions.max().map_or(0, |last| last.saturating_add(1)),
            kind,
            ..StageFacts::unnamed()
        };
        self.space.add_stage(project, facts)
    }
}

fn no_stage_coded(project: &Project, code: &Code) -> Refusal {
    Refusal::NoSuchStage {
        project: Box::new(ShortName::of_project(&project.facts)),
        query: code.to_string(),
        nearest: Vec::new(),
        stages: short_names(&project.stages),
    }
}

fn typed_stage(project: &Project, query: &str) -> Taken<i64> {
    match find_stage(project, query) {
        Ok(stage) => Ok(stage.id),
        Err(problem) => refuse("stage", problem),
    }
}

/// Whether that is the whole code or name of a stage.
pub(super) fn has_stage_called(project: &Project, query: &str) -> bool {
    project.stages.iter().any(|stage| is_called(stage, query))
}

/// The only stage whose name differs at most by a word for work at its end, or by its characters being
/// Traditional ones: 二次结构, 二次结构施工 and 二次結構.
fn of_same_work(project: &Project, text: &str) -> Option<i64> {
    let work = |name: &str| {
        let name = fold(&comparable(name));
        let ends = ["施工", "作业"];
        let bare = ends.iter().find_map(|end| name.strip_suffix(end));
        bare.filter(|bare| !bare.is_empty())
            .unwrap_or(&name)
            .to_owned()
    };
    let is_same = |stage: &&Stage| stage.facts.names().any(|name| work(name) == work(text));
    let mut same = project.stages.iter().filter(is_same);
    same.next()
        .filter(|_| same.next().is_none())
        .map(|stage| stage.id)
}

fn is_called(stage: &Stage, query: &str) -> bool {
    let query = fold(query);
    let mut names = stage.facts.names();
    stage.facts.code.key() == query || names.any(|name| fold(name) == query)
}
