use std::collections::{HashMap, HashSet};

use crate::messages::{Error, Warning};
use crate::model::Known;
use crate::store::{Read, Visible};

use super::apply::{Batch, alias_edits, project_edit, stage_edit};
use super::change::{
    self, Change, Origin, ProjectChange, ProjectMention, ReadingChange, SettingChange, StageChange,
    Stated, TargetChange,
};
use super::occasion::{Fault, Occasion};
use super::outcome::{Outcome, Tally};
use super::planner::{Planner, Spoken};
use super::workspace::Workspace;

/// What becomes of statements, found out before anything is written.
#[derive(Debug)]
pub struct Plan {
    /// What becomes of each statement that was typed, in their order. Of rows of sheets, of which
    /// there may be millions, only the tally is told.
    pub outcomes: Vec<Outcome>,
    /// Why some cannot be taken, in the order of the statements.
    pub faults: Vec<Fault>,
    /// What there is to know of those that can.
    pub warnings: Vec<(Origin, Warning)>,
    /// How many of each kind add, revise or leave what is there.
    pub tally: Tally,
    /// What is to be written.
    pub(super) batch: Batch,
    /// The last entry of the record that it was planned on.
    pub(super) head: i64,
}

impl Plan {
    /// Plans statements upon the record as it is.
    ///
    /// # Errors
    /// [`Error::Store`]. What cannot be taken is among the plan's faults.
    pub fn make(read: &dyn Read, stated: &[Stated], occasion: &Occasion) -> Result<Plan, Error> {
        let visible = Visible::of(read, Known::Now)?;
        let mut excluded = HashSet::new();
        let mut faults: Vec<Fault> = Vec::new();
        loop {
            let mut planner = Planner::new(read, &visible, stated, occasion, &excluded)?;
            planner.take(stated)?;
            let mut plan = planner.finish(read)?;
            if plan.faults.is_empty() || !occasion.skips_bad {
                faults.append(&mut plan.faults);
                faults.sort_by_key(|fault| fault.origin);
                return Ok(Plan { faults, ..plan });
            }
            // What depends on a row that is left out may be at fault without it.
            excluded.extend(plan.faults.iter().map(|fault| fault.origin));
            faults.append(&mut plan.faults);
        }
    }

    /// The one refusal of a command's own statements.
    ///
    /// # Errors
    /// The first fault, as a refusal.
    pub fn check(&self) -> Result<(), Error> {
        match self.faults.first() {
            Some(fault) => Err(Error::Refused(fault.problem.clone())),
            None => Ok(()),
        }
    }

    /// One of no statements.
    pub(super) fn empty() -> Plan {
        Plan {
            outcomes: Vec::new(),
            faults: Vec::new(),
            warnings: Vec::new(),
            tally: Tally::default(),
            batch: Batch::default(),
            head: 0,
        }
    }

    /// Whether nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }
}

/// From so many statements on, all projects are looked up at once, unless there are so many times
/// more of them: then one by one is less.
const MANY: usize = 200;
const TIMES_MORE: usize = 8;

impl<'a> Planner<'a> {
    fn new(
        read: &'a dyn Read,
        visible: &'a Visible,
        stated: &[Stated],
        occasion: &'a Occasion,
        excluded: &'a HashSet<Origin>,
    ) -> Result<Planner<'a>, Error> {
        let mut space = Workspace::new(read, visible, occasion.as_of)?;
        if stated.len() >= MANY && space.projects_ever() <= TIMES_MORE * stated.len() {
            space.hold_all()?;
        }
        let mut planner = Planner {
            space,
            occasion,
            tally: Tally::default(),
            warnings: Vec::new(),
            given_codes: HashSet::new(),
            coded_by_statement: HashSet::new(),
            broken: HashSet::new(),
            standings: HashMap::new(),
            claims: HashMap::new(),
            figures: HashMap::new(),
            baselines: Vec::new(),
            revisions_said: HashMap::new(),
            spoken_of: Spoken::default(),
            origins: stated.iter().map(|stated| stated.origin).collect(),
            excluded,
            outcomes: vec![Outcome::None; if occasion.is_typed { stated.len() } else { 0 }],
            faults: Vec::new(),
            faulted: HashSet::new(),
        };
        for stated in stated {
            if let Change::Project(change) = &stated.change
                && let ProjectMention::Code(code)
                | ProjectMention::Named {
                    code: Some(code), ..
                } = &change.project
            {
                planner.given_codes.insert(code.key());
                if excluded.contains(&stated.origin) {
                    planner.broken.insert(code.key());
                }
            }
        }
        Ok(planner)
    }

    /// Takes all statements, kind by kind, those of one kind in their order.
    fn take(&mut self, stated: &[Stated]) -> Result<(), Error> {
        let mut sorted = Sorted::default();
        for (at, stated) in stated.iter().enumerate() {
            if self.excluded.contains(&stated.origin) {
                continue;
            }
            match &stated.change {
                Change::Setting(change) => sorted.settings.push((at, change.clone())),
                Change::Project(change) => sorted.projects.push((at, change)),
                Change::State(change) => sorted.states.push((at, change)),
                Change::Stage(change) => sorted.stages.push((at, change)),
                Change::Target(change) => sorted.targets.push((at, change)),
                Change::Reading(change) => sorted.readings.push((at, change)),
            }
        }
        self.take_settings(&sorted.settings)?;
        self.take_projects(&sorted.projects)?;
        self.take_stages(&self.left(&sorted.stages))?;
        self.take_states(&self.left(&sorted.states))?;
        // What targets are met is asked of the record as it is, so that a row that is at fault for its
        // figure need not stand in the way of another's target.
        self.figures = self.take_readings(&self.left(&sorted.readings))?;
        self.take_targets(&self.left(&sorted.targets))?;
        self.tell_baselines()
    }

    /// Adds up what facts of projects and stages have become.
    fn finish(mut self, read: &dyn Read) -> Result<Plan, Error> {
        let (mut edits, mut alias_rows, mut stage_edits) = (Vec::new(), Vec::new(), Vec::new());
        for held in self.space.all_at_hand() {
            let project = &held.project;
            let before = held.before.as_ref();
            let old = before.map(|before| &before.facts);
            let reason = held.reason.clone();
            let aliases = old.map_or(&[][..], |old| old.aliases.as_slice());
            let edit = project_edit(project.id, old, &project.facts, reason);
            let aliases = alias_edits(project.id, aliases, &project.facts.aliases);
            let is_spoken = self.spoken_of.projects.contains(&project.id);
            let is_edited = edit.is_some() || !aliases.is_empty();
            edits.extend(edit);
            alias_rows.extend(aliases);
            let counts = &mut self.tally.projects;
            match (&held.before, is_edited) {
                (None, _) => counts.added += 1,
                (Some(_), true) => counts.revised += 1,
                (Some(_), false) => counts.unchanged += usize::from(is_spoken),
            }
            for stage in &held.project.stages {
                let before = held.stage_before(stage.id).map(|before| &before.facts);
                let reason = held.stage_reasons.get(&stage.id).cloned();
                let edit = stage_edit(stage.id, before, &stage.facts, reason);
                let is_spoken = self.spoken_of.stages.contains(&stage.id);
                let counts = &mut self.tally.stages;
                match (before, &edit) {
                    (None, _) => counts.added += 1,
                    (Some(_), Some(_)) => counts.revised += 1,
                    (Some(_), None) => counts.unchanged += usize::from(is_spoken),
                }
                stage_edits.extend(edit);
            }
        }
        let mut batch = self.space.batch;
        batch.project_edits = edits;
        batch.aliases = alias_rows;
        batch.stage_edits = stage_edits;
        self.faults.sort_by_key(|(at, _)| *at);
        let faults = self.faults.into_iter().map(|(_, fault)| fault).collect();
        Ok(Plan {
            outcomes: self.outcomes,
            faults,
            warnings: self.warnings,
            tally: self.tally,
            batch,
            head: head(read)?,
        })
    }
}

/// The number of the last entry; 0 for none.
pub(super) fn head(read: &dyn Read) -> Result<i64, Error> {
    Ok(read.head()?.map_or(0, |row| row.entry()))
}

/// Statements by kind, each with its place.
#[derive(Default)]
struct Sorted<'s> {
    settings: Vec<(usize, SettingChange)>,
    projects: Vec<(usize, &'s ProjectChange)>,
    states: Vec<(usize, &'s change::StateChange)>,
    stages: Vec<(usize, &'s StageChange)>,
    targets: Vec<(usize, &'s TargetChange)>,
    readings: Vec<(usize, &'s ReadingChange)>,
}
