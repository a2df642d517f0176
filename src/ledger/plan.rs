use std::collections::HashSet;

use crate::messages::{Error, Refusal, Warning};
use crate::model::{
    Alias, KeptText, Known, ProjectFacts, ProjectFactsEdit, Source, StageFactsEdit,
};
use crate::store::rows::{AliasEdit, ProjectEdit, StageEdit, Standing, TextEdit};
use crate::store::{Read, Visible};

use super::batch::Batch;
use super::change::{
    Change, MappingChange, Origin, ProjectChange, ReadingChange, SettingChange, StageChange,
    StateChange, Stated, TargetChange,
};
use super::mention::ProjectMention;
use super::occasion::{Fault, Occasion};
use super::outcome::{CountsByKind, Outcome};
use super::planner::Planner;
use super::projects::differences;
use super::reread::Reread;
use super::steps::Steps;
use super::workspace::Workspace;

/// What becomes of statements, found out before anything is written.
#[derive(Debug, Default)]
pub struct Plan {
    /// What becomes of each statement that was typed, in their order. Of rows of sheets, of which
    /// there may be millions, only the counts are told.
    pub outcomes: Vec<Outcome>,
    /// Why some cannot be taken, in the order of the statements.
    pub faults: Vec<Fault>,
    /// What there is to know of those that can.
    pub warnings: Vec<(Origin, Warning)>,
    /// How many of each kind add, revise or leave what is there.
    pub counts: CountsByKind,
    /// What rows of sheets do that is told by name.
    pub steps: Steps,
    /// What is to be written.
    pub(super) batch: Batch,
    /// The last entry of the record that it was planned on.
    pub(super) head: i64,
}

impl Plan {
    /// Plans statements upon the record as it is; rows of sheets come from these files.
    ///
    /// # Errors
    /// [`Error::Store`]. What cannot be taken is among the plan's faults.
    pub fn make(
        read: &dyn Read,
        stated: &[Stated],
        occasion: &Occasion,
        sources: &[Source],
    ) -> Result<Plan, Error> {
        let visible = Visible::of(read, Known::Now)?;
        let reread = Reread::of(read, &visible, &occasion.files, sources)?;
        let mut excluded = HashSet::new();
        let mut faults: Vec<Fault> = Vec::new();
        loop {
            let mut plan = Plan::without((read, &visible), &reread, stated, occasion, &excluded)?;
            if plan.faults.is_empty() || !occasion.skips_bad {
                let behind = behind_questions(&plan.faults, occasion, |occasion| {
                    Plan::without((read, &visible), &reread, stated, occasion, &excluded)
                })?;
                faults.append(&mut plan.faults);
                faults.extend(behind);
                faults.sort_by_key(|fault| fault.origin);
                return Ok(Plan { faults, ..plan });
            }
            // What depends on a row that is left out may be at fault without it.
            excluded.extend(plan.faults.iter().map(|fault| fault.origin));
            faults.append(&mut plan.faults);
        }
    }

    /// A plan of the statements that are not excluded.
    fn without(
        (read, visible): (&dyn Read, &Visible),
        reread: &Reread,
        stated: &[Stated],
        occasion: &Occasion,
        excluded: &HashSet<Origin>,
    ) -> Result<Plan, Error> {
        let mut space = Workspace::new(read, visible, occasion.as_of)?;
        let is_first = !occasion.is_typed && space.is_empty()?;
        if stated.len() >= MANY && space.projects_ever() <= TIMES_MORE * stated.len() {
            space.hold_all()?;
        }
        let origins = stated.iter().map(|stated| stated.origin).collect();
        let mut planner = Planner::new(space, occasion, origins, excluded);
        planner.reread = reread.clone();
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
        planner.take(stated)?;
        let absent = planner.absent(stated)?;
        let mut plan = planner.finish();
        plan.steps.is_first = is_first;
        plan.steps.absent = absent;
        plan.head = head(read)?;
        Ok(plan)
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

    /// Whether nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }
}

/// What else is wrong with rows whose project is asked about, found as if its name were a new one:
/// all of it is told at once.
fn behind_questions(
    faults: &[Fault],
    occasion: &Occasion,
    plan: impl FnOnce(&Occasion) -> Result<Plan, Error>,
) -> Result<Vec<Fault>, Error> {
    let is_asked = |fault: &&Fault| matches!(fault.problem, Refusal::LooksLike { .. });
    if !faults.iter().any(|fault| is_asked(&fault)) {
        return Ok(Vec::new());
    }
    // Other rows with the same name wait for the same answer.
    let waits = |fault: &&Fault| is_asked(fault) || fault.problem == Refusal::Skipped;
    let asked: HashSet<Origin> = (faults.iter().filter(waits))
        .map(|fault| fault.origin)
        .collect();
    let mut answered = occasion.clone();
    answered.answers.are_others_new = true;
    let mut behind = plan(&answered)?.faults;
    behind.retain(|fault| asked.contains(&fault.origin) && fault.problem != Refusal::Skipped);
    Ok(behind)
}

/// From so many statements on, all projects are looked up at once, unless there are so many times
/// more of them: then one by one is less.
const MANY: usize = 200;
const TIMES_MORE: usize = 8;

impl Planner<'_> {
    /// Takes all statements, kind by kind, those of one kind in their order.
    fn take(&mut self, stated: &[Stated]) -> Result<(), Error> {
        /// The statements of one kind that are left, each with its place.
        macro_rules! left {
            ($kind:ident as $change:ty) => {{
                let all = stated.iter().enumerate();
                let left = all.filter_map(|(at, stated)| match &stated.change {
                    Change::$kind(change) if self.is_left(at) => {
                        let change: &$change = change;
                        Some((at, change))
                    }
                    _ => None,
                });
                left.collect::<Vec<_>>()
            }};
        }
        self.take_settings(&left!(Setting as SettingChange))?;
        self.take_mappings(&left!(Mapping as MappingChange))?;
        self.take_projects(&left!(Project as ProjectChange))?;
        self.take_stages(&left!(Stage as StageChange))?;
        self.take_states(&left!(State as StateChange))?;
        // What targets are met is asked of the record as it is, so that a row that is at fault for its
        // figure need not stand in the way of another's target.
        self.figures = self.take_readings(&left!(Reading as ReadingChange))?;
        self.take_targets(&left!(Target as TargetChange))?;
        self.tell_baselines()
    }

    /// Adds up what facts of projects and stages have become.
    pub(super) fn finish(mut self) -> Plan {
        let mut batch = std::mem::take(&mut self.space.batch);
        let mut edits = Vec::new();
        for held in self.space.all_at_hand() {
            let (project, old) = (&held.project, held.before.as_ref().map(|old| &old.facts));
            let facts = ProjectFactsEdit::between(old, &project.facts);
            let aliases = alias_edits(project.id, old, &project.facts);
            let texts = old.map_or(&[][..], |old| &old.texts);
            let texts = KeptText::between(texts, &project.facts.texts);
            let is_renamed = old.is_some_and(|old| old.aliases != project.facts.aliases);
            // A reason is kept here for other names and for texts, too.
            let is_told = (is_renamed || !texts.is_empty()) && held.reason.is_some();
            let is_edited = facts != ProjectFactsEdit::default() || is_told;
            let is_changed = is_edited || !aliases.is_empty() || !texts.is_empty();
            if old.is_none() || is_changed || self.projects_stated.contains(&project.id) {
                self.counts.projects.add(old.is_none(), is_changed);
            }
            if !self.occasion.is_typed && (old.is_none() || is_changed) {
                edits.push(Outcome::Project {
                    id: project.id,
                    facts: old.map_or(Vec::new(), |old| differences(old, &project.facts)),
                });
            }
            if is_edited {
                batch.add(&ProjectEdit {
                    project: project.id,
                    entry: 0,
                    facts,
                    reason: held.reason.clone(),
                    merged_into: None,
                });
            }
            for alias in &aliases {
                batch.add(alias);
            }
            for (position, text) in (1..).zip(texts) {
                batch.add(&TextEdit {
                    project: project.id,
                    entry: 0,
                    position,
                    text,
                });
            }
            for stage in &project.stages {
                let old = held.stage_before(stage.id).map(|before| &before.facts);
                let facts = StageFactsEdit::between(old, &stage.facts);
                let is_changed = facts != StageFactsEdit::default();
                if old.is_none() || is_changed || self.stages_stated.contains(&stage.id) {
                    self.counts.stages.add(old.is_none(), is_changed);
                }
                if is_changed && held.before.is_some() && !self.occasion.is_typed {
                    edits.push(Outcome::Stage {
                        project: project.id,
                        id: stage.id,
                        facts: old.map_or(Vec::new(), |old| {
                            StageFactsEdit::between(None, old).changes(&facts)
                        }),
                    });
                }
                if is_changed {
                    batch.add(&StageEdit {
                        stage: stage.id,
                        entry: 0,
                        facts,
                        reason: held.stage_reasons.get(&stage.id).cloned(),
                    });
                }
            }
        }
        self.faults.sort_by_key(|(at, _)| *at);
        let mut steps = edits;
        steps.append(&mut self.steps);
        Plan {
            steps: Steps::of(steps, &self.figure_counts, self.space),
            outcomes: self.outcomes,
            faults: self.faults.into_iter().map(|(_, fault)| fault).collect(),
            warnings: self.warnings,
            counts: self.counts,
            batch,
            head: 0,
        }
    }
}

/// What turns other names of a project into others.
fn alias_edits(project: i64, old: Option<&ProjectFacts>, new: &ProjectFacts) -> Vec<AliasEdit> {
    let (old, new) = (old.map_or(&[][..], |old| &old.aliases), &new.aliases);
    let is_dropped = |alias: &&Alias| new.iter().all(|other| other.name != alias.name);
    let dropped = old.iter().filter(is_dropped);
    let dropped = dropped.map(|alias| (alias, Standing::Dropped));
    let added = new.iter().filter(|alias| !old.contains(alias));
    let added = added.map(|alias| match alias.is_certain {
        true => (alias, Standing::Certain),
        false => (alias, Standing::Supposed),
    });
    let edits = (1..).zip(dropped.chain(added));
    let edits = edits.map(|(position, (alias, standing))| AliasEdit {
        project,
        entry: 0,
        position,
        name: alias.name.clone(),
        standing,
    });
    edits.collect()
}

/// The number of the last entry; 0 for none.
pub(super) fn head(read: &dyn Read) -> Result<i64, Error> {
    Ok(read.head()?.map_or(0, |row| row.entry()))
}
