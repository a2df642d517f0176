//! Rows into a store: what is new is added, what is equal stays, what differs is revised.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::assess::{Status, assess};
use crate::error::{BadRow, Error, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::sheet::{Row, Sheet};
use crate::model::{
    Code, Day, Known, Percent, Period, Portfolio, ProjectFacts, Scope, Settings, Snapshot,
    StageFacts, StageKind, StateChange, Target,
};
use crate::store::Draft;

use super::baselines::Declared;
use super::flat::Flat;
use super::groups::Groups;
use super::projects::PendingState;
use super::readings::Readings;
use super::settings::PendingSetting;
use super::stages::PendingStage;
use super::tally::Tally;
use super::targets::{PendingTarget, Spoken};

/// Where a key was first seen.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) file: Rc<str>,
    pub(super) row: u64,
}

/// A project as it stands within the import.
pub(super) struct Held {
    pub(super) id: i64,
    /// Made by this import.
    pub(super) is_new: bool,
    pub(super) facts: ProjectFacts,
    /// What a row of `projects` states of it, by column: flat rows must not say otherwise.
    pub(super) stated: Vec<(&'static str, String, Seen)>,
    pub(super) states: Vec<StateChange>,
    pub(super) stages: HashMap<String, HeldStage>,
    pub(super) last_position: i64,
}

/// A stage as it stands within the import.
pub(super) struct HeldStage {
    pub(super) id: i64,
    /// Made by this import.
    pub(super) is_new: bool,
    pub(super) facts: StageFacts,
    /// The kind that a row of `stages` gives it: flat rows must not give another.
    pub(super) given: Option<(StageKind, Seen)>,
    pub(super) targets: Vec<HeldTarget>,
}

impl HeldStage {
    /// Whether a target's latest terms are under 100 %: then it is no milestone.
    pub(super) fn has_partial_target(&self) -> bool {
        let last = |held: &HeldTarget| held.target.revisions.last().map(|r| r.terms.percent);
        let percents = self.targets.iter().filter_map(last);
        percents.into_iter().any(|percent| percent != Percent::FULL)
    }

    /// One that this import makes.
    pub(super) fn new(id: i64, facts: StageFacts) -> HeldStage {
        HeldStage {
            id,
            is_new: true,
            facts,
            given: None,
            targets: Vec::new(),
        }
    }
}

/// A target as it stands within the import.
pub(super) struct HeldTarget {
    pub(super) target: Target,
    pub(super) is_met: bool,
    /// How many of the revisions were there before.
    pub(super) stored: usize,
}

/// The state of one import.
pub(super) struct Merge<'a> {
    pub(super) draft: &'a mut dyn Draft,
    /// Told how many rows were taken.
    pub(super) progress: &'a mut dyn FnMut(usize),
    pub(super) as_of: Day,
    /// The office's policy, with what this import sets.
    pub(super) settings: Settings,
    /// Which projects are at hand.
    pub(super) groups: Groups,
    /// Those at hand that rows have spoken of.
    pub(super) projects: HashMap<String, Held>,
    /// Projects that this import made and let go of.
    pub(super) made: HashSet<i64>,
    /// Whether the rows of `projects` were taken already, for flat rows to find theirs.
    pub(super) are_named: bool,
    pub(super) keys: HashMap<(Kind, String, String), Seen>,
    pub(super) readings: Readings,
    /// Projects whose own row was bad: what depends on them is not blamed for it.
    pub(super) broken: HashMap<String, Seen>,
    pub(super) pending: Vec<PendingTarget>,
    pub(super) pending_stages: Vec<PendingStage>,
    pub(super) pending_settings: Vec<PendingSetting>,
    pub(super) pending_states: Vec<PendingState>,
    /// Where each target was spoken of first: stage, period, label, day of decision, revision.
    pub(super) spoken: HashMap<Spoken, Seen>,
    /// Targets without a label that rows of `targets` decide on the day of the import: the stage,
    /// the period, and the row.
    pub(super) decided: HashMap<(i64, Period), Seen>,
    /// Rows that declare a baseline.
    pub(super) declared: Vec<Declared>,
    pub(super) flat: Flat,
    pub(super) tally: Tally,
    /// The names of the files, in their order.
    pub(super) files: Vec<String>,
}

/// What became of one row.
pub(super) type Taken = Result<Result<(), BadRow>, Error>;

impl<'a> Merge<'a> {
    /// What the store has of a project is looked up when a row speaks of it.
    /// `progress` is told how many rows were taken.
    pub(super) fn new(
        draft: &'a mut dyn Draft,
        as_of: Day,
        progress: &'a mut dyn FnMut(usize),
    ) -> Result<Merge<'a>, Error> {
        let portfolio = draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            // No project has this number: only the settings are asked for.
            scope: Scope::Project(0),
        })?;
        Ok(Merge {
            groups: Groups::new(),
            projects: HashMap::new(),
            made: HashSet::new(),
            are_named: false,
            draft,
            progress,
            as_of,
            settings: portfolio.settings,
            keys: HashMap::new(),
            readings: Readings::new(),
            broken: HashMap::new(),
            pending: Vec::new(),
            pending_stages: Vec::new(),
            pending_settings: Vec::new(),
            pending_states: Vec::new(),
            spoken: HashMap::new(),
            decided: HashMap::new(),
            declared: Vec::new(),
            flat: Flat::default(),
            tally: Tally::default(),
            files: Vec::new(),
        })
    }

    /// Takes all files, in whichever order they were named: settings first, then group by group
    /// all that there is of its projects.
    pub(super) fn take(&mut self, sheets: &[Sheet<'_>]) -> Result<(), Error> {
        self.files = sheets.iter().map(|sheet| sheet.file.clone()).collect();
        self.tally = Tally::of(sheets);
        self.take_kinds(sheets, &[Kind::Settings])?;
        self.take_settings()?;
        // In this order projects are first met.
        self.count_projects(sheets, &[Kind::Projects])?;
        if sheets.iter().any(|sheet| sheet.kind == Kind::Flat) {
            for group in 0..self.groups.cut() {
                self.groups.take(group);
                self.take_kinds(sheets, &[Kind::Projects])?;
                self.keys = HashMap::new();
                self.pending_states = Vec::new();
                self.let_go();
            }
            self.are_named = true;
            self.name_flat(sheets)?;
        }
        self.count_projects(sheets, &[Kind::States, Kind::Stages, Kind::Targets])?;
        self.count_flat();
        self.count_projects(sheets, &[Kind::Readings])?;
        for group in 0..self.groups.cut() {
            self.groups.take(group);
            self.take_group(sheets)?;
            self.let_go();
        }
        Ok(())
    }

    /// Takes what the files have of the projects at hand: projects first, then states, stages,
    /// targets and readings. Rows of the flat kind come after those of each of their parts, but
    /// their projects are known to the other files from the start.
    fn take_group(&mut self, sheets: &[Sheet<'_>]) -> Result<(), Error> {
        self.take_kinds(sheets, &[Kind::Projects, Kind::Flat])?;
        self.hold_flat()?;
        self.take_kinds(sheets, &[Kind::States, Kind::Stages, Kind::Targets])?;
        self.take_stages()?;
        self.keys = HashMap::new();
        self.take_states()?;
        self.take_targets()?;
        self.take_flat()?;
        // What only the rows so far need makes room for the readings.
        self.spoken = HashMap::new();
        self.decided = HashMap::new();
        self.take_kinds(sheets, &[Kind::Readings])?;
        self.record_chunk()?;
        self.place_firsts(sheets)?;
        self.take_flat_readings()?;
        self.tell_baselines()
    }

    /// Lets go of a group's projects, if there is another group.
    fn let_go(&mut self) {
        // Even if they are in one group by themselves: with flat rows they may be in several.
        if !self.are_named {
            let made = self.projects.values().filter(|held| held.is_new);
            self.made.extend(made.map(|held| held.id));
        }
        if !self.groups.are_many() {
            return;
        }
        self.projects = HashMap::new();
        self.broken = HashMap::new();
        self.readings.let_go();
    }

    /// Counts the rows of each project.
    fn count_projects(&mut self, sheets: &[Sheet<'_>], kinds: &[Kind]) -> Result<(), Error> {
        for kind in kinds {
            for sheet in sheets.iter().filter(|sheet| sheet.kind == *kind) {
                sheet.each(&mut |row| {
                    if let Ok(row) = row {
                        self.groups.count_row(&row);
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    fn take_kinds(&mut self, sheets: &[Sheet<'_>], kinds: &[Kind]) -> Result<(), Error> {
        for kind in kinds {
            for (place, sheet) in (0..).zip(sheets) {
                if sheet.kind == *kind {
                    self.take_sheet(sheet, place)?;
                }
            }
        }
        Ok(())
    }

    fn take_sheet(&mut self, sheet: &Sheet<'_>, place: usize) -> Result<(), Error> {
        // Readings count when they are recorded, for that takes most of the time.
        let are_told = sheet.kind == Kind::Projects && self.are_named;
        let counted = usize::from(sheet.kind != Kind::Readings && !are_told);
        if sheet.kind == Kind::Flat {
            return self.take_flat_sheet(sheet, place);
        }
        sheet.each(&mut |row| {
            let is_at_hand = match &row {
                Ok(row) => self.groups.has_row(row),
                Err(_) => self.groups.has(None),
            };
            if !is_at_hand {
                return Ok(());
            }
            (self.progress)(counted);
            let taken = match row {
                Err(bad) => Err(bad),
                Ok(row) => match sheet.kind {
                    Kind::Settings => self.setting(&row)?,
                    Kind::Projects => self.project(&row)?,
                    // Which of these are at hand is known by their places.
                    Kind::Flat => Ok(()),
                    Kind::States => self.state(&row)?,
                    Kind::Stages => self.keep_stage(&row)?,
                    Kind::Targets => self.keep_target(&row, place)?,
                    Kind::Readings => self.reading(&row, place)?,
                },
            };
            match taken {
                Ok(()) => {}
                Err(_) if are_told => {}
                // One that only depends on a bad one is told apart.
                Err(bad) if sheet.kind == Kind::Readings && bad.problem != RowProblem::Skipped => {
                    self.readings.bad(bad);
                }
                Err(bad) => self.tally.bad(bad),
            }
            Ok(())
        })
    }

    /// Whether there is a project of that code. What the store has of it is looked up at the first
    /// time, before this import has written anything of it.
    pub(super) fn hold(&mut self, code: &Code) -> Result<bool, Error> {
        let key = code.key();
        if self.projects.contains_key(&key) {
            return Ok(true);
        }
        let Some(id) = self.draft.project_coded(code.as_str())? else {
            return Ok(false);
        };
        let portfolio = self.draft.snapshot(&Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            scope: Scope::Project(id),
        })?;
        let Some(mut held) = held(&portfolio, self.as_of) else {
            return Ok(false);
        };
        held.is_new = self.made.contains(&id);
        self.projects.insert(key, held);
        Ok(true)
    }

    /// Checks that a key is the first of its kind in this import.
    pub(super) fn first(
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
                let value = row.cell(column)?.unwrap_or_default();
                Err(row.bad(column, value, first.get().again()))
            }
        }
    }

    /// Checks that the row's project is there; one that the flat rows announce is added.
    pub(super) fn known_project(&mut self, row: &Row<'_>, code: &Code) -> Taken {
        let key = code.key();
        self.add_announced(&key)?;
        if self.hold(code)? {
            return Ok(Ok(()));
        }
        let problem = if self.broken.contains_key(&key) {
            RowProblem::Skipped
        } else {
            RowProblem::UnknownProject
        };
        Ok(Err(row.bad("project", code.as_str(), problem)))
    }
}

impl Seen {
    pub(super) fn of(row: &Row<'_>) -> Seen {
        Seen {
            file: row.sheet().name(),
            row: row.number,
        }
    }

    /// What is wrong with another row of the same key.
    pub(super) fn again(&self) -> RowProblem {
        RowProblem::Duplicate {
            file: self.file.to_string(),
            row: self.row,
        }
    }
}

/// The one project of a portfolio, if it is there.
fn held(portfolio: &Portfolio, as_of: Day) -> Option<Held> {
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
    let project = portfolio.projects.first()?;
    let stages = project.stages.iter().map(|stage| {
        let targets = stage.targets.iter().map(|target| HeldTarget {
            is_met: met.get(&target.id).copied().unwrap_or(false),
            stored: target.revisions.len(),
            target: target.clone(),
        });
        let held = HeldStage {
            id: stage.id,
            is_new: false,
            facts: stage.facts.clone(),
            given: None,
            targets: targets.collect(),
        };
        (stage.facts.code.key(), held)
    });
    let positions = project.stages.iter().map(|stage| stage.facts.position);
    Some(Held {
        id: project.id,
        is_new: false,
        facts: project.facts.clone(),
        stated: Vec::new(),
        states: project.states.clone(),
        last_position: positions.max().unwrap_or(-1),
        stages: stages.collect(),
    })
}
