use crate::messages::recorded::{Dependents, NextRetracted, RetractedContent, RetractedLine};
use crate::messages::subject::Subject;
use crate::messages::terms::{GoalBy, TargetPart};
use crate::messages::{Ago, Numbered, Parts, SeveralRows, UpTo};
use crate::model::{
    Day, Deed, HistoryEntry, Instant, Project, Reading, Revision, Stage, StageKind, StagePath,
};

use super::log::{counts, deed_line, without_global_options};
use super::recorded::{figure_on, progress_on};

/// An entry just retracted.
pub struct Retracted<'a> {
    /// The entry that retracts.
    pub by: i64,
    /// Whether whoever retracts it had recorded it.
    pub is_own: bool,
    /// The entry retracted.
    pub entry: &'a HistoryEntry,
    /// The projects it touched, as they stand now.
    pub after: &'a [Project],
    /// The entries retracted with it.
    pub dependents: &'a [i64],
    /// What the same command would retract next.
    pub next: Option<&'a HistoryEntry>,
    /// The day of the command.
    pub as_of: Day,
    /// The moment of the command.
    pub now: Instant,
}

impl Retracted<'_> {
    /// What it said, and what counts again.
    pub fn line(&self) -> RetractedLine {
        let dependents = self.dependents.iter().copied().map(Numbered).collect();
        RetractedLine {
            by: self.by,
            entry: self.entry.number,
            who: (!self.is_own).then(|| self.entry.who.clone()),
            command: without_global_options(&self.entry.command),
            ago: Ago::between(self.entry.recorded_at, self.now),
            what: content(self.entry, |only| self.content(only)),
            dependents: (!self.dependents.is_empty()).then_some(Dependents {
                entries: UpTo(dependents),
            }),
            next: self
                .next
                .filter(|next| !next.holds_several())
                .map(|next| NextRetracted {
                    entry: next.number,
                    command: without_global_options(&next.command),
                    what: content(next, deed),
                }),
        }
    }

    fn content(&self, only: &Deed) -> RetractedContent {
        match only {
            Deed::Reading {
                stage_path,
                reading,
            } => self.reading(stage_path, reading),
            Deed::Revision {
                stage_path,
                target,
                revision,
                ..
            } => self.revision(stage_path, *target, revision),
            other => deed(other),
        }
    }

    fn reading(&self, stage_path: &StagePath, reading: &Reading) -> RetractedContent {
        let found = self.stage_at(stage_path);
        let kind = kind(found);
        let latest = found.and_then(|(_, stage)| stage.latest());
        RetractedContent::Reading {
            subject: subject(stage_path, found),
            reading: progress_on(kind, None, reading),
            now: latest.map(|figure| figure_on(kind, figure)),
        }
    }

    fn revision(
        &self,
        stage_path: &StagePath,
        number: i64,
        revision: &Revision,
    ) -> RetractedContent {
        let found = self.stage_at(stage_path);
        let kind = kind(found);
        let now = found.and_then(|(_, stage)| {
            let mut targets = stage.targets.iter();
            let target = targets.find(|target| target.number == number)?;
            target.in_force(self.as_of)
        });
        let period = revision.terms.period;
        let parts = [TargetPart::goal(kind, &revision.terms)].into_iter();
        RetractedContent::Target {
            subject: subject(stage_path, found),
            parts: Parts(parts.chain(period.map(TargetPart::Period)).collect()),
            now: now.map(|now| GoalBy::of(kind, &now.terms)),
        }
    }

    fn stage_at(&self, stage_path: &StagePath) -> Option<(&Project, &Stage)> {
        let mut projects = self.after.iter();
        let project = projects.find(|project| project.facts.code == stage_path.project)?;
        let code = stage_path.stage.as_ref()?;
        let stage = project
            .stages
            .iter()
            .find(|stage| stage.facts.code == *code)?;
        Some((project, stage))
    }
}

/// An entry of several rows, before it is retracted.
pub fn several_rows(entry: &HistoryEntry, now: Instant) -> SeveralRows {
    SeveralRows {
        entry: entry.number,
        command: without_global_options(&entry.command),
        ago: Ago::between(entry.recorded_at, now),
        things: counts(&entry.deeds),
    }
}

/// What an entry said: if it is one thing, in the words given; else in numbers.
fn content(
    entry: &HistoryEntry,
    one: impl FnOnce(&Deed) -> RetractedContent,
) -> Option<RetractedContent> {
    match entry.deeds.as_slice() {
        [] => None,
        // The stage of a first reading or target comes with it.
        [only] | [Deed::Stage(_), only] => Some(one(only)),
        deeds => Some(RetractedContent::Counted(counts(deeds))),
    }
}

/// As the log shows it.
fn deed(only: &Deed) -> RetractedContent {
    RetractedContent::Deed(deed_line(only))
}

fn kind(found: Option<(&Project, &Stage)>) -> StageKind {
    found.map_or(StageKind::Measured, |(_, stage)| stage.facts.kind)
}

/// The codes alone of what no longer counts.
fn subject(stage_path: &StagePath, found: Option<(&Project, &Stage)>) -> Subject {
    match found {
        Some((project, stage)) => Subject::read(project, stage),
        None => Subject::Gone(stage_path.clone()),
    }
}
