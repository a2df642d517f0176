//! Rows into a store: what is new is added, what is equal stays, what differs is revised.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::assess::{Status, assess};
use crate::error::{BadRow, Error, RowProblem, RowWarning, Warning};
use crate::exchange::rows::{self, Given, Kind, ProjectRow, StageRow, StateRow, TargetRow};
use crate::exchange::sheet::{Row, Sheet};
use crate::model::{
    Code, Day, Figure, Known, OVERALL, Percent, Period, Portfolio, ProjectFacts, Reading, Revision,
    Scope, Snapshot, StageFacts, StageKind, State, StateChange, Target, TargetState, Terms,
};
use crate::store::Draft;

use super::tally::Tally;

/// Where a key was first seen.
#[derive(Clone, Debug)]
struct Seen {
    file: String,
    row: u64,
}

/// A project as it stands within the import.
struct Held {
    id: i64,
    facts: ProjectFacts,
    states: Vec<StateChange>,
    stages: HashMap<String, HeldStage>,
    last_position: i64,
}

/// A stage as it stands within the import.
struct HeldStage {
    id: i64,
    facts: StageFacts,
    targets: Vec<HeldTarget>,
    figures: Vec<Figure>,
    /// The last figure taken from a file, for the warning about lower ones.
    imported: Option<Figure>,
}

/// A target as it stands within the import.
struct HeldTarget {
    target: Target,
    is_met: bool,
    /// How many of the revisions were there before.
    stored: usize,
}

/// A target's row, kept until the rows of all files can be put in order.
struct PendingTarget {
    file: usize,
    seen: Seen,
    project: Code,
    stage: Code,
    value: String,
    row: TargetRow,
}

/// The state of one import.
pub(super) struct Merge<'a> {
    draft: &'a mut dyn Draft,
    as_of: Day,
    projects: HashMap<String, Held>,
    keys: HashMap<(Kind, String, String), Seen>,
    readings: HashMap<(i64, Day), Seen>,
    /// Projects whose own row was bad: what depends on them is not blamed for it.
    broken: HashMap<String, Seen>,
    pending: Vec<PendingTarget>,
    pub(super) tally: Tally,
}

/// What became of one row.
type Taken = Result<Result<(), BadRow>, Error>;

impl<'a> Merge<'a> {
    /// Begins with what the store holds.
    pub(super) fn new(draft: &'a mut dyn Draft, as_of: Day) -> Result<Merge<'a>, Error> {
        let portfolio = draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::All,
        })?;
        Ok(Merge {
            projects: hold(&portfolio, as_of),
            draft,
            as_of,
            keys: HashMap::new(),
            readings: HashMap::new(),
            broken: HashMap::new(),
            pending: Vec::new(),
            tally: Tally::default(),
        })
    }

    /// Takes all files: settings and projects first, then states, stages, targets and readings,
    /// in whichever order they were named.
    pub(super) fn take(&mut self, sheets: &[Sheet<'_>]) -> Result<(), Error> {
        let mut order: Vec<usize> = (0..sheets.len()).collect();
        order.sort_by_key(|place| sheets.get(*place).map(|sheet| sheet.kind));
        let (others, readings): (Vec<usize>, Vec<usize>) = order
            .into_iter()
            .partition(|place| sheets.get(*place).is_some_and(|s| s.kind != Kind::Readings));
        for place in others {
            self.take_sheet(sheets, place)?;
        }
        self.take_targets()?;
        for place in readings {
            self.take_sheet(sheets, place)?;
        }
        self.tally.sort(sheets);
        Ok(())
    }

    fn take_sheet(&mut self, sheets: &[Sheet<'_>], place: usize) -> Result<(), Error> {
        let Some(sheet) = sheets.get(place) else {
            return Ok(());
        };
        sheet.each(&mut |row| {
            let taken = match row {
                Err(bad) => Err(bad),
                Ok(row) => match sheet.kind {
                    Kind::Settings => self.setting(&row)?,
                    Kind::Projects => self.project(&row)?,
                    Kind::States => self.state(&row)?,
                    Kind::Stages => self.stage(&row)?,
                    Kind::Targets => self.keep_target(&row, place),
                    Kind::Readings => self.reading(&row)?,
                },
            };
            if let Err(bad) = taken {
                self.tally.bad(bad);
            }
            Ok(())
        })
    }

    fn setting(&mut self, row: &Row<'_>) -> Taken {
        let setting = match rows::setting(row) {
            Ok(setting) => setting,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.first(row, Kind::Settings, "key", setting.key.id(), "") {
            return Ok(Err(bad));
        }
        let portfolio = self.draft.snapshot(&Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            // No project has this number: only the settings are asked for.
            scope: Scope::Project(0),
        })?;
        let mut settings = portfolio.settings;
        let before = settings.get(setting.key);
        if settings.set(setting.key, &setting.value).is_err() {
            return Ok(Err(row.bad("value", &setting.value, RowProblem::Setting)));
        }
        if settings.get(setting.key) == before {
            self.tally.settings.unchanged += 1;
        } else {
            self.draft.set(setting.key.id(), &setting.value)?;
            self.tally.settings.revised += 1;
        }
        Ok(Ok(()))
    }

    fn project(&mut self, row: &Row<'_>) -> Taken {
        let read = match rows::project(row) {
            Ok(read) => read,
            Err(bad) => {
                if let Ok(code) = rows::own_code(row) {
                    self.broken.insert(code.key(), Seen::of(row));
                }
                return Ok(Err(bad));
            }
        };
        let key = read.code.key();
        if let Err(bad) = self.first(row, Kind::Projects, "code", &key, "") {
            return Ok(Err(bad));
        }
        match self.projects.get_mut(&key) {
            None => {
                let Some(name) = read.name.clone() else {
                    self.broken.insert(key, Seen::of(row));
                    return Ok(Err(row.bad("name", "", RowProblem::Missing)));
                };
                let facts = ProjectFacts {
                    code: read.code.clone(),
                    name,
                    name_en: read.name_en.clone(),
                    aliases: read.aliases.clone().unwrap_or_default(),
                    category: read.category.clone(),
                    unit: read.unit.clone(),
                    lead: read.lead.clone(),
                };
                let id = self.draft.add_project(&facts)?;
                self.tally.projects.added += 1;
                self.projects.insert(
                    key.clone(),
                    Held {
                        id,
                        facts,
                        states: Vec::new(),
                        stages: HashMap::new(),
                        last_position: -1,
                    },
                );
            }
            Some(held) => {
                let facts = edited(&held.facts, &read);
                if facts == held.facts {
                    self.tally.projects.unchanged += 1;
                } else {
                    self.draft
                        .edit_project(held.id, &held.facts, &facts, None)?;
                    held.facts = facts;
                    self.tally.projects.revised += 1;
                }
            }
        }
        match read.state {
            Some(state) => self.set_state(row, &key, state),
            None => Ok(Ok(())),
        }
    }

    fn state(&mut self, row: &Row<'_>) -> Taken {
        let (code, state) =
            match rows::project_key(row).and_then(|code| Ok((code, rows::state_row(row)?))) {
                Ok(read) => read,
                Err(bad) => return Ok(Err(bad)),
            };
        if let Err(bad) = self.known_project(row, &code) {
            return Ok(Err(bad));
        }
        self.set_state(row, &code.key(), state)
    }

    fn set_state(&mut self, row: &Row<'_>, key: &str, read: StateRow) -> Taken {
        let decided_on = read.decided_on.unwrap_or(self.as_of);
        if decided_on > self.as_of {
            let problem = RowProblem::FutureDay(self.as_of);
            return Ok(Err(row.bad("decided_on", &decided_on.to_string(), problem)));
        }
        let Some(held) = self.projects.get_mut(key) else {
            return Ok(Ok(()));
        };
        let before = state_on(&held.states, decided_on);
        if before == read.state {
            self.tally.states.unchanged += 1;
            return Ok(Ok(()));
        }
        let change = StateChange {
            state: read.state,
            decided_on,
            reason: read.reason,
        };
        self.draft.set_state(held.id, before, &change)?;
        held.states.push(change);
        held.states.sort_by_key(|change| change.decided_on);
        self.tally.states.added += 1;
        Ok(Ok(()))
    }

    fn stage(&mut self, row: &Row<'_>) -> Taken {
        let mut warnings = Vec::new();
        let read = rows::project_key(row)
            .and_then(|project| Ok((project, rows::stage(row, &mut warnings)?)));
        let (project, read) = match read {
            Ok(read) => read,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.known_project(row, &project) {
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

    /// Checks a target's row by itself and keeps it for [`Merge::take_targets`].
    fn keep_target(&mut self, row: &Row<'_>, file: usize) -> Result<(), BadRow> {
        let mut warnings = Vec::new();
        let project = rows::project_key(row)?;
        let stage = rows::stage_key(row)?;
        let read = rows::target(row, &mut warnings)?;
        self.known_project(row, &project)?;
        let value = row.cell("percent")?.unwrap_or_default().to_owned();
        if let Some(day) = read.decided_on.filter(|day| *day > self.as_of) {
            let problem = RowProblem::FutureDay(self.as_of);
            return Err(row.bad("decided_on", &day.to_string(), problem));
        }
        let which = format!(
            "{} {}|{}|{}|{}",
            stage.key(),
            shown(read.period),
            read.label,
            shown(read.decided_on),
            shown(read.revision)
        );
        self.first(row, Kind::Targets, "stage", &project.key(), &which)?;
        self.tally.warn(warnings);
        if let (Given::Value(due), Given::Value(start)) = (&read.due, &read.start)
            && due < start
        {
            self.tally.warn(vec![RowWarning {
                file: row.sheet().file.clone(),
                row: row.number,
                warning: Warning::DueBeforeStart {
                    due: *due,
                    start: *start,
                },
            }]);
        }
        self.pending.push(PendingTarget {
            file,
            seen: Seen::of(row),
            project,
            stage,
            value,
            row: read,
        });
        Ok(())
    }

    /// Takes the targets of all files: numbered revisions in their order, else by period, so that
    /// a target comes after the one it carries on; of one period those with a day of decision in
    /// the order of days, and last those decided on the day of the import.
    fn take_targets(&mut self) -> Result<(), Error> {
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(|p| {
            (
                p.row.revision.unwrap_or(0),
                p.row.period.is_none(),
                p.row.period,
                p.row.decided_on.is_none(),
                p.row.decided_on,
                p.file,
            )
        });
        for target in pending {
            if let Err(bad) = self.target(&target)? {
                self.tally.bad(bad);
            }
        }
        Ok(())
    }

    fn target(&mut self, pending: &PendingTarget) -> Taken {
        let read = &pending.row;
        let Some(held) = self.projects.get_mut(&pending.project.key()) else {
            return Ok(Ok(()));
        };
        let key = pending.stage.key();
        if !held.stages.contains_key(&key) {
            let facts = unknown_stage(&pending.stage, held.last_position + 1);
            add_stage(self.draft, held, facts)?;
            self.tally.stages.added += 1;
        }
        let Some(stage) = held.stages.get_mut(&key) else {
            return Ok(Ok(()));
        };
        let percent = match (stage.facts.kind, read.percent) {
            (StageKind::Milestone, Some(percent)) if percent != Percent::FULL => {
                let problem = RowProblem::MilestoneTarget;
                return Ok(Err(pending.bad("percent", &pending.value, problem)));
            }
            (_, percent) => percent,
        };
        let decided_on = read.decided_on.unwrap_or(self.as_of);
        let place = match find_target(stage, read, decided_on, percent, self.as_of) {
            Ok(place) => place,
            Err(problem) => return Ok(Err(pending.bad("period", "", problem))),
        };
        match place {
            Place::Same => self.tally.targets.unchanged += 1,
            Place::Revise(place) => {
                let Some(there) = stage.targets.get_mut(place) else {
                    return Ok(Ok(()));
                };
                let base = there.target.in_force(decided_on).map(|r| r.terms.clone());
                let revision = Revision {
                    decided_on,
                    terms: terms(read, percent, base),
                    reason: read.reason.clone(),
                };
                self.draft.revise(there.target.id, &revision)?;
                there.target.revisions.push(revision);
                if let Some((_, rest)) = there.target.revisions.split_first_mut() {
                    rest.sort_by_key(|revision| revision.decided_on);
                }
                self.tally.targets.revised += 1;
            }
            Place::New(period) => {
                let carried_from = match read.carried_from {
                    None => None,
                    Some(earlier) => {
                        let found = stage
                            .targets
                            .iter()
                            .find(|t| t.target.period == earlier && t.target.label == read.label);
                        match found {
                            Some(found) if earlier < period => Some(found.target.id),
                            _ => {
                                let problem = RowProblem::UnknownTarget;
                                let value = earlier.to_string();
                                return Ok(Err(pending.bad("carried_from", &value, problem)));
                            }
                        }
                    }
                };
                let id = self
                    .draft
                    .add_target(stage.id, period, &read.label, carried_from)?;
                let revision = Revision {
                    decided_on,
                    terms: terms(read, percent, None),
                    reason: read.reason.clone(),
                };
                self.draft.revise(id, &revision)?;
                stage.targets.push(HeldTarget {
                    target: Target {
                        id,
                        period,
                        label: read.label.clone(),
                        carried_from,
                        revisions: vec![revision],
                    },
                    is_met: false,
                    stored: 0,
                });
                self.tally.targets.added += 1;
            }
        }
        Ok(Ok(()))
    }

    fn reading(&mut self, row: &Row<'_>) -> Taken {
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
        if let Err(bad) = self.known_project(row, &project) {
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
                let first = first.get();
                let problem = RowProblem::Duplicate {
                    file: first.file.clone(),
                    row: first.row,
                };
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
        if same.as_ref() == Some(&reading) {
            self.tally.readings.unchanged += 1;
            return Ok(Ok(()));
        }
        if let Some(warning) = lower(stage, &reading) {
            self.tally.warn(vec![RowWarning {
                file: row.sheet().file.clone(),
                row: row.number,
                warning,
            }]);
        }
        self.draft.add_reading(stage.id, &reading)?;
        if there.with_figure.is_some() {
            self.tally.readings.revised += 1;
        } else {
            self.tally.readings.added += 1;
        }
        Ok(Ok(()))
    }

    /// Checks that a key is the first of its kind in this import.
    fn first(
        &mut self,
        row: &Row<'_>,
        kind: Kind,
        column: &str,
        key: &str,
        second: &str,
    ) -> Result<(), BadRow> {
        match self.keys.entry((kind, key.to_owned(), second.to_owned())) {
            Entry::Vacant(place) => {
                place.insert(Seen::of(row));
                Ok(())
            }
            Entry::Occupied(first) => {
                let first = first.get();
                let value = row.cell(column)?.unwrap_or_default();
                Err(row.bad(
                    column,
                    value,
                    RowProblem::Duplicate {
                        file: first.file.clone(),
                        row: first.row,
                    },
                ))
            }
        }
    }

    fn known_project(&self, row: &Row<'_>, code: &Code) -> Result<(), BadRow> {
        let key = code.key();
        if self.projects.contains_key(&key) {
            return Ok(());
        }
        let problem = if self.broken.contains_key(&key) {
            RowProblem::Skipped
        } else {
            RowProblem::UnknownProject
        };
        Err(row.bad("project", code.as_str(), problem))
    }
}

impl Seen {
    fn of(row: &Row<'_>) -> Seen {
        Seen {
            file: row.sheet().file.clone(),
            row: row.number,
        }
    }
}

impl PendingTarget {
    fn bad(&self, field: &str, value: &str, problem: RowProblem) -> BadRow {
        BadRow {
            file: self.seen.file.clone(),
            row: self.seen.row,
            field: field.to_owned(),
            value: value.to_owned(),
            problem,
        }
    }
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn hold(portfolio: &Portfolio, as_of: Day) -> HashMap<String, Held> {
    let met: HashMap<i64, bool> = assess(portfolio, as_of)
        .targets
        .iter()
        .map(|judged| {
            let status = judged.verdict.status;
            (
                judged.target.id,
                status.is_met() || status == Status::Cancelled,
            )
        })
        .collect();
    portfolio
        .projects
        .iter()
        .map(|project| {
            let stages = project.stages.iter().map(|stage| {
                let targets = stage.targets.iter().map(|target| HeldTarget {
                    is_met: met.get(&target.id).copied().unwrap_or(false),
                    stored: target.revisions.len(),
                    target: target.clone(),
                });
                let held = HeldStage {
                    id: stage.id,
                    facts: stage.facts.clone(),
                    targets: targets.collect(),
                    figures: stage.figures.clone(),
                    imported: None,
                };
                (stage.facts.code.key(), held)
            });
            let held = Held {
                id: project.id,
                facts: project.facts.clone(),
                states: project.states.clone(),
                stages: stages.collect(),
                last_position: project
                    .stages
                    .iter()
                    .map(|stage| stage.facts.position)
                    .max()
                    .unwrap_or(-1),
            };
            (project.facts.code.key(), held)
        })
        .collect()
}

fn state_on(states: &[StateChange], day: Day) -> State {
    states
        .iter()
        .rev()
        .find(|change| change.decided_on <= day)
        .map_or(State::Active, |change| change.state)
}

fn edited(facts: &ProjectFacts, row: &ProjectRow) -> ProjectFacts {
    ProjectFacts {
        code: facts.code.clone(),
        name: row.name.clone().unwrap_or_else(|| facts.name.clone()),
        name_en: row.name_en.clone().or_else(|| facts.name_en.clone()),
        aliases: row.aliases.clone().unwrap_or_else(|| facts.aliases.clone()),
        category: row.category.clone().or_else(|| facts.category.clone()),
        unit: row.unit.clone().or_else(|| facts.unit.clone()),
        lead: row.lead.clone().or_else(|| facts.lead.clone()),
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

/// A stage that only targets or readings speak of: measured, called by its code. The whole works
/// have a name of their own.
fn unknown_stage(code: &Code, position: i64) -> StageFacts {
    let is_overall = code.key() == OVERALL;
    StageFacts {
        name: if is_overall {
            "工程总量".to_owned()
        } else {
            code.to_string()
        },
        name_en: is_overall.then(|| "whole works".to_owned()),
        code: code.clone(),
        position,
        kind: StageKind::Measured,
        weight: None,
        unit: None,
        total: None,
    }
}

fn add_stage(draft: &mut dyn Draft, held: &mut Held, facts: StageFacts) -> Result<(), Error> {
    let id = draft.add_stage(held.id, &facts)?;
    held.last_position = held.last_position.max(facts.position);
    held.stages.insert(
        facts.code.key(),
        HeldStage {
            id,
            facts,
            targets: Vec::new(),
            figures: Vec::new(),
            imported: None,
        },
    );
    Ok(())
}

/// Which target a row speaks of.
enum Place {
    /// It says what holds already.
    Same,
    /// That one, by its place on the stage.
    Revise(usize),
    /// A new one of that period.
    New(Period),
}

/// Finds the target by period and label. Without a period: the one of which the row says nothing
/// new, else the stage's only unmet one; if there is none, a new one in the half-year of the due
/// day (undated: of the day of the import).
fn find_target(
    stage: &HeldStage,
    row: &TargetRow,
    decided_on: Day,
    percent: Option<Percent>,
    as_of: Day,
) -> Result<Place, RowProblem> {
    let says_nothing_new = |held: &HeldTarget| {
        let in_force = held.target.in_force(decided_on).map(|r| &r.terms);
        let base = in_force.cloned();
        let terms = terms(row, percent, base);
        let stored = held.target.revisions.iter().take(held.stored);
        in_force == Some(&terms)
            || stored
                .into_iter()
                .any(|r| row.decided_on == Some(r.decided_on) && r.terms == terms)
    };
    let labelled = |held: &&HeldTarget| held.target.label == row.label;
    if let Some(period) = row.period {
        let found = stage
            .targets
            .iter()
            .enumerate()
            .find(|(_, held)| held.target.period == period && labelled(held));
        return Ok(match found {
            None => Place::New(period),
            Some((_, held)) if says_nothing_new(held) => Place::Same,
            Some((place, _)) => Place::Revise(place),
        });
    }
    if stage.targets.iter().filter(labelled).any(says_nothing_new) {
        return Ok(Place::Same);
    }
    let unmet: Vec<usize> = stage
        .targets
        .iter()
        .enumerate()
        .filter(|(_, held)| !held.is_met && labelled(held))
        .map(|(place, _)| place)
        .collect();
    match unmet.as_slice() {
        [place] => Ok(Place::Revise(*place)),
        [] => {
            let due = match row.due {
                Given::Value(due) => due,
                _ => as_of,
            };
            let period = Period::half_of(due);
            let there = stage
                .targets
                .iter()
                .position(|held| held.target.period == period && labelled(&held));
            Ok(there.map_or(Place::New(period), Place::Revise))
        }
        _ => Err(RowProblem::SeveralTargets),
    }
}

/// The terms a row sets, on the ground of those in force: a column that the file lacks leaves
/// what there is.
fn terms(row: &TargetRow, percent: Option<Percent>, base: Option<Terms>) -> Terms {
    let base = base.unwrap_or(Terms {
        percent: Percent::FULL,
        due: None,
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    });
    let due = row.due.clone().or_kept(base.due);
    let has_moved = due != base.due;
    Terms {
        percent: percent.unwrap_or(base.percent),
        due,
        words: row.words.clone().or_kept(base.words.filter(|_| !has_moved)),
        is_due_implied: due.is_some()
            && row
                .is_due_implied
                .unwrap_or(base.is_due_implied && !has_moved),
        start: row.start.clone().or_kept(base.start),
        baseline: row.baseline.clone().or_kept(base.baseline),
        plan_points: row
            .plan_points
            .clone()
            .or_kept(Some(base.plan_points))
            .unwrap_or_default(),
        commitment: row.commitment.clone().or_kept(base.commitment),
        state: row.state.unwrap_or(base.state),
    }
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
