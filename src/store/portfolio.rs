//! The portfolio as it answers one question: the rows that count, laid upon each other.
//!
//! A project, a stage or a target counts if the entry does that made it. What is said of one that
//! does not count says nothing. A row whose owner is not there at all is damage and is told as
//! such, since an answer without it would be smaller without a word.

use crate::error::{Error, StoreProblem};
use crate::model::{
    Alias, Day, Given, Percent, Portfolio, Project, ProjectFacts, Reading, Revision, Scope,
    SettingKey, Settings, Snapshot, Stage, StageFacts, Target, TargetState, Terms,
};

use super::rows::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, Record, RevisionEdit, SettingValue,
    StageEdit, StageIdentity, StageReading, Standing, TargetIdentity,
};
use super::{Of, Onward, Read, Visible, Walk};

/// The portfolio as it answers a question, with the latest reading of each stage.
///
/// # Errors
/// [`Error::Store`], also where rows refer to others that are not there.
pub fn portfolio(read: &dyn Read, question: &Snapshot) -> Result<Portfolio, Error> {
    let visible = Visible::of(read, question.known)?;
    load(read, question.as_of, question.scope, &visible)
}

/// The office's policy as far as it counts.
///
/// # Errors
/// [`Error::Store`].
pub fn settings(read: &dyn Read, visible: &Visible) -> Result<Settings, Error> {
    let mut values: Vec<SettingValue> = Vec::new();
    each(read, Of::All, &mut |value: SettingValue| {
        if visible.counts(value.entry) {
            // In order of key, then of entry: the last of a key holds.
            match values.last_mut() {
                Some(last) if last.key == value.key => *last = value,
                _ => values.push(value),
            }
        }
        Ok(())
    })?;
    let known: Vec<(SettingKey, &str)> = values
        .iter()
        .filter_map(|value| Some((SettingKey::from_id(&value.key)?, value.value.as_str())))
        .collect();
    let mut settings = Settings::default();
    // What does not fit the others any more, after one of them was taken back, is left out.
    settings.set_together(&known);
    Ok(settings)
}

/// The portfolio as of a day, by the entries that count.
///
/// # Errors
/// As [`portfolio`].
pub fn load(
    read: &dyn Read,
    as_of: Day,
    scope: Scope,
    visible: &Visible,
) -> Result<Portfolio, Error> {
    let settings = settings(read, visible)?;
    let of = match scope {
        Scope::Nothing => {
            return Ok(Portfolio {
                projects: Vec::new(),
                settings,
            });
        }
        Scope::Project(id) | Scope::Name(id) => Of::Project(id),
        Scope::All | Scope::Names => Of::All,
    };
    let loader = Loader { read, of, visible };
    let mut projects = loader.projects()?;
    if matches!(scope, Scope::All | Scope::Project(_)) {
        for stage in loader.stages(&projects, as_of)? {
            if let Some(project) = projects.get(stage.project)? {
                project.project.stages.push(stage.stage);
            }
        }
    }
    let mut projects = projects
        .counting()
        .map(Held::finish)
        .collect::<Result<Vec<Project>, Error>>()?;
    projects.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    Ok(Portfolio { projects, settings })
}

/// Hands on each row of a table.
///
/// # Errors
/// [`Error::Store`], and those of `take`.
pub fn each<R: Record>(
    read: &dyn Read,
    of: Of,
    take: &mut dyn FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    read.rows(R::TABLE, of, &mut |row| take(R::read(row)?))
}

/// Values by their numbers; without one where it does not count.
struct ByNumber<T>(Vec<(i64, Option<T>)>);

impl<T> ByNumber<T> {
    /// The value of a number; `None` if it does not count.
    fn get(&mut self, number: i64) -> Result<Option<&mut T>, Error> {
        let place = self.0.binary_search_by_key(&number, |(number, _)| *number);
        let found = place.ok().and_then(|place| self.0.get_mut(place));
        match found {
            Some((_, value)) => Ok(value.as_mut()),
            None => Err(missing::<T>(number)),
        }
    }

    fn counting(self) -> impl Iterator<Item = T> {
        self.0.into_iter().filter_map(|(_, value)| value)
    }
}

fn missing<T>(number: i64) -> Error {
    let name = std::any::type_name::<T>().rsplit("::").next();
    damaged(format!("{} {number} is not there", name.unwrap_or_default()))
}

fn damaged(what: String) -> Error {
    Error::store("", StoreProblem::Damaged(what))
}

/// A project being put together.
struct Held {
    project: Project,
    edit: ProjectEdit,
}

/// A stage being put together.
struct HeldStage {
    project: i64,
    stage: Stage,
    edit: StageEdit,
}

struct Loader<'a> {
    read: &'a dyn Read,
    of: Of,
    visible: &'a Visible,
}

impl Loader<'_> {
    fn projects(&self) -> Result<ByNumber<Held>, Error> {
        let mut projects = ByNumber(Vec::new());
        each(self.read, self.of, &mut |row: ProjectIdentity| {
            let held = self.visible.counts(row.entry).then(|| Held::new(row.id));
            projects.0.push((row.id, held));
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: ProjectEdit| {
            let held = projects.get(row.project)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                held.edit.lay(row);
            }
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: AliasEdit| {
            let held = projects.get(row.project)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                lay_alias(&mut held.project.facts.aliases, row);
            }
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: ProjectState| {
            let held = projects.get(row.project)?;
            // They come in the order of their days, and of recording within a day, of which the last
            // one holds.
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                let states = &mut held.project.states;
                states.pop_if(|last| last.decided_on == row.change.decided_on);
                states.push(row.change);
            }
            Ok(())
        })?;
        Ok(projects)
    }

    /// The stages of the projects that count, with their targets, in the order of projects and of
    /// the stages within them.
    fn stages(&self, projects: &ByNumber<Held>, as_of: Day) -> Result<Vec<Finished>, Error> {
        let project_counts = |id: i64| {
            let place = projects.0.binary_search_by_key(&id, |(id, _)| *id);
            let found = place.ok().and_then(|place| projects.0.get(place));
            found.map(|(_, held)| held.is_some())
        };
        let mut stages = ByNumber(Vec::new());
        each(self.read, self.of, &mut |row: StageIdentity| {
            let counts = project_counts(row.project).ok_or_else(|| missing::<Held>(row.project))?
                && self.visible.counts(row.entry);
            let held = counts.then(|| HeldStage::new(row.id, row.project));
            stages.0.push((row.id, held));
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: StageEdit| {
            let held = stages.get(row.stage)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                held.edit.lay(row);
            }
            Ok(())
        })?;
        self.targets(&mut stages)?;
        let mut finished = stages
            .counting()
            .map(HeldStage::finish)
            .collect::<Result<Vec<Finished>, Error>>()?;
        for held in &mut finished {
            let stage = &mut held.stage;
            (stage.reading, stage.under_way) = latest(self.read, stage.id, as_of, self.visible)?;
        }
        finished.sort_by_key(|held| (held.project, held.stage.facts.position, held.stage.id));
        Ok(finished)
    }

    fn targets(&self, stages: &mut ByNumber<HeldStage>) -> Result<(), Error> {
        let mut targets = ByNumber(Vec::new());
        each(self.read, self.of, &mut |row: TargetIdentity| {
            let counts = stages.get(row.stage)?.is_some() && self.visible.counts(row.entry);
            let held = counts.then(|| HeldTarget {
                stage: row.stage,
                target: Target {
                    id: row.id,
                    number: row.number,
                    revisions: Vec::new(),
                },
                edits: Vec::new(),
            });
            targets.0.push((row.id, held));
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: RevisionEdit| {
            let held = targets.get(row.target)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                held.edits.push(row);
            }
            Ok(())
        })?;
        for held in targets.counting() {
            let (stage, target) = (held.stage, held.finish()?);
            if let Some(stage) = stages.get(stage)? {
                // Their numbers may have been given in another order than their places here.
                let all = &mut stage.stage.targets;
                let place = all.partition_point(|other| other.number < target.number);
                all.insert(place, target);
            }
        }
        Ok(())
    }
}

struct HeldTarget {
    stage: i64,
    target: Target,
    edits: Vec<RevisionEdit>,
}

/// A stage with all that is known of it, and its project.
struct Finished {
    project: i64,
    stage: Stage,
}

impl Held {
    fn new(id: i64) -> Held {
        Held {
            project: Project {
                id,
                facts: ProjectFacts::unnamed(),
                states: Vec::new(),
                stages: Vec::new(),
            },
            edit: ProjectEdit::default(),
        }
    }

    fn finish(self) -> Result<Project, Error> {
        let (mut project, edit) = (self.project, self.edit);
        let (Some(code), Some(name)) = (edit.code, edit.name) else {
            return Err(damaged(format!("project {} has no name", project.id)));
        };
        project.facts = ProjectFacts {
            code,
            name,
            name_en: edit.name_en.or_kept(None),
            aliases: project.facts.aliases,
            category: edit.category.or_kept(None),
            unit: edit.unit.or_kept(None),
            lead: edit.lead.or_kept(None),
        };
        Ok(project)
    }
}

impl HeldStage {
    fn new(id: i64, project: i64) -> HeldStage {
        HeldStage {
            project,
            stage: Stage {
                id,
                facts: StageFacts::unnamed(),
                targets: Vec::new(),
                reading: None,
                under_way: None,
            },
            edit: StageEdit::default(),
        }
    }

    fn finish(self) -> Result<Finished, Error> {
        let (mut stage, edit) = (self.stage, self.edit);
        let (Some(code), Some(name), Some(kind)) = (edit.code, edit.name, edit.kind) else {
            return Err(damaged(format!("stage {} has no name", stage.id)));
        };
        stage.facts = StageFacts {
            code,
            name,
            name_en: edit.name_en.or_kept(None),
            position: edit.position.unwrap_or_default(),
            kind,
            weight: edit.weight.or_kept(None),
            unit: edit.unit.or_kept(None),
            total: edit.total.or_kept(None),
        };
        Ok(Finished {
            project: self.project,
            stage,
        })
    }
}

impl HeldTarget {
    fn finish(mut self) -> Result<Target, Error> {
        if self.edits.is_empty() {
            return Err(damaged(format!("target {} has no terms", self.target.id)));
        }
        let revisions = revisions(self.edits).into_iter();
        self.target.revisions = revisions.map(|(_, _, revision)| revision).collect();
        Ok(self.target)
    }
}

/// The revisions of a target, from edits in the order of recording: the first one, then the others
/// in the order of their days, each with the entry and position it came with and the terms that
/// hold with it.
pub(super) fn revisions(mut edits: Vec<RevisionEdit>) -> Vec<(i64, i64, Revision)> {
    if let Some((_, rest)) = edits.split_first_mut() {
        rest.sort_by_key(|edit| edit.decided_on);
    }
    let mut terms = undecided();
    let laid = edits.into_iter().map(|edit| {
        let (entry, position, decided_on) = (edit.entry, edit.position, edit.decided_on);
        let reason = edit.reason.clone();
        lay_terms(&mut terms, edit);
        let revision = Revision {
            decided_on,
            terms: terms.clone(),
            reason,
        };
        (entry, position, revision)
    });
    laid.collect()
}

impl ProjectEdit {
    /// Lays a later edit upon this one.
    pub fn lay(&mut self, later: ProjectEdit) {
        self.code = later.code.or(self.code.take());
        self.name = later.name.or(self.name.take());
        lay(&mut self.name_en, later.name_en);
        lay(&mut self.category, later.category);
        lay(&mut self.unit, later.unit);
        lay(&mut self.lead, later.lead);
        self.reason = later.reason;
    }
}

impl StageEdit {
    /// Lays a later edit upon this one.
    pub fn lay(&mut self, later: StageEdit) {
        self.code = later.code.or(self.code.take());
        self.name = later.name.or(self.name.take());
        lay(&mut self.name_en, later.name_en);
        self.position = later.position.or(self.position);
        self.kind = later.kind.or(self.kind);
        lay(&mut self.weight, later.weight);
        lay(&mut self.unit, later.unit);
        lay(&mut self.total, later.total);
        self.reason = later.reason;
    }
}

fn lay<T>(fact: &mut Given<T>, later: Given<T>) {
    if later.is_given() {
        *fact = later;
    }
}

pub(super) fn lay_alias(aliases: &mut Vec<Alias>, edit: AliasEdit) {
    let place = aliases.iter().position(|alias| alias.name == edit.name);
    let is_certain = edit.standing == Standing::Certain;
    match (place, edit.standing) {
        (Some(place), Standing::Dropped) => {
            aliases.remove(place);
        }
        (None, Standing::Dropped) => {}
        (Some(place), _) => {
            if let Some(alias) = aliases.get_mut(place) {
                alias.is_certain = is_certain;
            }
        }
        (None, _) => aliases.push(Alias {
            name: edit.name,
            is_certain,
        }),
    }
}

/// Terms before anything was decided.
pub fn undecided() -> Terms {
    Terms {
        period: None,
        label: String::new(),
        carried_from: None,
        percent: Percent::FULL,
        due: None,
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    }
}

/// Lays what was decided later upon the terms before.
pub fn lay_terms(terms: &mut Terms, edit: RevisionEdit) {
    terms.period = edit.period.or_kept(terms.period);
    terms.label = edit.label.unwrap_or(std::mem::take(&mut terms.label));
    terms.carried_from = edit.carried_from.or_kept(terms.carried_from);
    terms.percent = edit.percent.unwrap_or(terms.percent);
    terms.due = edit.due.or_kept(terms.due);
    terms.words = edit.words.or_kept(terms.words.take());
    terms.is_due_implied = edit.is_due_implied.unwrap_or(terms.is_due_implied);
    terms.start = edit.start.or_kept(terms.start);
    terms.baseline = edit.baseline.or_kept(terms.baseline);
    terms.plan_points = edit.plan_points.unwrap_or(std::mem::take(&mut terms.plan_points));
    terms.commitment = edit.commitment.or_kept(terms.commitment);
    terms.state = edit.state.unwrap_or(terms.state);
}

/// The latest reading of a stage with a figure, and the latest without where that is dated after
/// it.
fn latest(
    read: &dyn Read,
    stage: i64,
    as_of: Day,
    visible: &Visible,
) -> Result<(Option<Reading>, Option<Box<Reading>>), Error> {
    let walk = Walk {
        stage,
        from: Day::default(),
        to: as_of,
        is_backward: true,
        only_figures: false,
    };
    let (mut figure, mut under_way) = (None, None);
    read.walk(&walk, &mut |step| {
        if !visible.counts(step.entry) {
            return Onward::Go;
        }
        match step.percent {
            Some(_) => {
                figure = Some(step);
                Onward::Stop
            }
            None => {
                under_way.get_or_insert(step);
                Onward::Go
            }
        }
    })?;
    let under_way = under_way.filter(|under_way| figure.is_none_or(|f| f.as_of < under_way.as_of));
    let load = |step: Option<super::Step>| -> Result<Option<Reading>, Error> {
        let Some(step) = step else { return Ok(None) };
        let row = read.reading(stage, step.as_of, step.entry)?;
        let found = row.map(StageReading::read).transpose()?;
        Ok(found.map(|found| found.reading))
    };
    Ok((load(figure)?, load(under_way)?.map(Box::new)))
}

/// The readings of one stage and day that count: with a figure and without, each the one recorded
/// last.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadingsOn {
    /// The one with a figure.
    pub with_figure: Option<StageReading>,
    /// The one without.
    pub without: Option<StageReading>,
}

/// What counts of a stage on the days from one to another, each with a day on which something
/// does.
///
/// # Errors
/// [`Error::Store`].
pub fn readings_between(
    read: &dyn Read,
    stage: i64,
    from: Day,
    to: Day,
    visible: &Visible,
) -> Result<Vec<(Day, ReadingsOn)>, Error> {
    let walk = Walk {
        stage,
        from,
        to,
        is_backward: false,
        only_figures: false,
    };
    let mut steps: Vec<super::Step> = Vec::new();
    read.walk(&walk, &mut |step| {
        // Of one day, what was recorded last comes first.
        let same = steps.iter().rev().take_while(|other| other.as_of == step.as_of);
        let is_second = same.clone().any(|other| other.percent.is_some() == step.percent.is_some());
        if visible.counts(step.entry) && !is_second {
            steps.push(step);
        }
        Onward::Go
    })?;
    let mut days: Vec<(Day, ReadingsOn)> = Vec::new();
    for step in steps {
        let Some(row) = read.reading(stage, step.as_of, step.entry)? else {
            continue;
        };
        let found = StageReading::read(row)?;
        if days.last().is_none_or(|(day, _)| *day != step.as_of) {
            days.push((step.as_of, ReadingsOn::default()));
        }
        if let Some((_, on)) = days.last_mut() {
            match step.percent {
                Some(_) => on.with_figure = Some(found),
                None => on.without = Some(found),
            }
        }
    }
    Ok(days)
}
