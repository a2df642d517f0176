//! Retracting an entry: what came with it no longer counts, and nothing is put back. No statement
//! says it and no plan is made beforehand; all of it is looked at within the write transaction
//! itself: nothing that counts may be left without its project, stage or target,
//! and what counts again must go together with what was said since.

use std::collections::{HashMap, HashSet};

use crate::messages::{Error, Hundredths, Numbered, Refusal, RetractProblem, UpTo};
use crate::model::{Day, Deed, HistoryEntry, Known, NewEntry, Portfolio, Project, Scope};
use crate::store::history::{HistoryQuestion, history};
use crate::store::rows::{Entry, Record, Retraction, StageEdit};
use crate::store::{Of, Outcome, Read, Store, Table, Visible, each, ever_coded, load};

use super::batch::Batch;
use super::dependents::{copied_by, dependents, touched};
use super::readings::partly_done;

/// What is to be retracted.
#[derive(Clone, Debug)]
pub struct Retracting {
    /// The entry as typed, with or without `#`.
    pub entry: String,
    /// Whether somebody typed it; else it is their [last one](last_entry), and what is next is told.
    pub is_named: bool,
    /// Whoever asks.
    pub who: String,
    /// Why; needed for all but their own last entry.
    pub reason: Option<String>,
    /// Entries that would be left without their project, stage or target are retracted, too.
    pub with_dependents: bool,
    /// The day of the command.
    pub as_of: Day,
}

/// An entry retracted.
#[derive(Debug)]
pub struct RetractionPlan {
    /// The entry that retracts.
    pub by: i64,
    /// The entry retracted.
    pub entry: HistoryEntry,
    /// Those retracted with it.
    pub dependents: Vec<i64>,
    /// The projects that it touched, as they stand now.
    pub after: Portfolio,
    /// What the same command would retract next, if it named no entry.
    pub next: Option<HistoryEntry>,
}

/// The last entry of somebody that changed anything but notices, and counts.
///
/// # Errors
/// [`Error::Refused`] if there is none; [`Error::Store`].
pub fn last_entry(store: &dyn Store, who: &str) -> Result<HistoryEntry, Error> {
    let mut last = None;
    store.read(&mut |read| {
        last = last_of(read, &Visible::of(read, Known::Now)?, who)?;
        Ok(())
    })?;
    last.ok_or_else(|| refuse(RetractProblem::Nothing(who.to_owned())))
}

/// Retracts an entry.
///
/// # Errors
/// [`Error::Refused`] says why it cannot be retracted; [`Error::Store`].
pub fn retract(
    store: &mut dyn Store,
    entry: &NewEntry,
    retracting: &Retracting,
) -> Result<RetractionPlan, Error> {
    let mut done = None;
    store.write(entry, &mut |write| {
        let by = write.number();
        let retracted = plan(&*write, retracting, by)?;
        let mut batch = Batch::default();
        let dependents = retracted.dependents.iter().copied();
        for number in [retracted.entry.number].into_iter().chain(dependents) {
            batch.add(&Retraction {
                retracted: number,
                entry: by,
                reason: retracting.reason.clone().unwrap_or_default(),
            });
        }
        batch.write(write)?;
        done = Some(retracted);
        Ok(Outcome::Keep)
    })?;
    done.ok_or_else(|| refuse(RetractProblem::Nothing(retracting.who.clone())))
}

fn refuse(problem: RetractProblem) -> Error {
    Error::Refused(Refusal::Retract(problem))
}

fn plan(read: &dyn Read, retracting: &Retracting, by: i64) -> Result<RetractionPlan, Error> {
    let visible = Visible::of(read, Known::Now)?;
    let entry = named(read, &retracting.entry)?;
    let number = entry.number;
    let is_last = |last: HistoryEntry| last.number == number;
    if retracting.reason.is_none()
        && !last_of(read, &visible, &retracting.who)?.is_some_and(is_last)
    {
        return Err(refuse(RetractProblem::NoReason(number)));
    }
    let dependents = dependents(read, &visible, number)?;
    if !dependents.is_empty() && !retracting.with_dependents {
        let dependents = UpTo(dependents.into_iter().map(Numbered).collect());
        let entry = number;
        return Err(refuse(
            match copied_by(read, &visible, number)?.first().copied() {
                Some(merge) => RetractProblem::Merged {
                    entry,
                    merge,
                    dependents,
                },
                None => RetractProblem::Dependents { entry, dependents },
            },
        ));
    }
    let dependents: Vec<i64> = dependents.into_iter().collect();
    let gone: Vec<i64> = [number].into_iter().chain(dependents.clone()).collect();
    let then = visible.clone().without(gone.iter().copied());
    let after = after(read, &then, &gone, retracting.as_of)?;
    for project in &after.projects {
        check(read, &then, number, project, retracting.as_of)?;
    }
    check_kinds(read, &then, &gone, &after)?;
    let next = match retracting.is_named {
        true => None,
        false => last_of(read, &then, &retracting.who)?,
    };
    Ok(RetractionPlan {
        by,
        entry,
        dependents,
        after,
        next,
    })
}

fn one(read: &dyn Read, number: i64) -> Result<Option<HistoryEntry>, Error> {
    let question = HistoryQuestion {
        project: None,
        from: number,
        to: number,
        known: i64::MAX,
    };
    Ok(history(read, &question)?.into_iter().next())
}

/// The entry that was typed, if it can be retracted at all.
fn named(read: &dyn Read, text: &str) -> Result<HistoryEntry, Error> {
    let missing = || refuse(RetractProblem::NoSuchEntry(text.to_owned()));
    let plain = text.trim();
    let number = plain.strip_prefix('#').unwrap_or(plain).parse();
    let is_number = plain
        .bytes()
        .all(|b| b.is_ascii_digit() || b"#-".contains(&b));
    let number: i64 = number.map_err(|_| match is_number {
        true => missing(),
        false => refuse(RetractProblem::NotANumber(text.to_owned())),
    })?;
    let entry = one(read, number)?.ok_or_else(missing)?;
    if let Some(by) = entry.retracted_by {
        return Err(refuse(RetractProblem::Already { entry: number, by }));
    }
    let is = |is: fn(&Deed) -> bool| entry.deeds.iter().any(is);
    if is(|deed| matches!(deed, Deed::Retraction { .. })) {
        return Err(refuse(RetractProblem::IsRetraction(number)));
    }
    if !is(|deed| !matches!(deed, Deed::Notice { .. })) {
        return Err(refuse(RetractProblem::OnlyNotices(number)));
    }
    Ok(entry)
}

/// Their last entry that says anything but notices and retractions, and counts.
fn last_of(read: &dyn Read, visible: &Visible, who: &str) -> Result<Option<HistoryEntry>, Error> {
    let mut own = Vec::new();
    each(read, Of::All, &mut |entry: Entry| {
        if entry.who == who && visible.counts(entry.number) {
            own.push(entry.number);
        }
        Ok(())
    })?;
    let says_something =
        |deed: &Deed| !matches!(deed, Deed::Notice { .. } | Deed::Retraction { .. });
    for number in own.into_iter().rev() {
        if let Some(entry) = one(read, number)?
            && entry.deeds.iter().any(says_something)
        {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// The projects of which entries say something, as they stand without these.
fn after(read: &dyn Read, then: &Visible, gone: &[i64], as_of: Day) -> Result<Portfolio, Error> {
    let Some(touched) = touched(read, gone)? else {
        return load(read, as_of, Scope::All, then);
    };
    let mut after = load(read, as_of, Scope::Nothing, then)?;
    for id in touched {
        let one = load(read, as_of, Scope::Project(id), then)?;
        after.projects.extend(one.projects);
    }
    Ok(after)
}

/// What counts again of a project must go together with what was said since.
fn check(
    read: &dyn Read,
    then: &Visible,
    entry: i64,
    project: &Project,
    as_of: Day,
) -> Result<(), Error> {
    if let Some(code) = shared_code(read, then, project, as_of)? {
        return Err(refuse(RetractProblem::CodeTaken { entry, code }));
    }
    if let Some(sum) = project.excess_weight() {
        return Err(refuse(RetractProblem::Weights {
            entry,
            project: project.facts.code.to_string(),
            sum: Hundredths(sum),
        }));
    }
    for stage in &project.stages {
        if let Some(percent) = stage.partial_percent_of_milestone() {
            let stage_path = project.stage_path(stage);
            return Err(refuse(RetractProblem::Milestone {
                entry,
                stage_path,
                percent,
            }));
        }
    }
    Ok(())
}

/// What becomes a milestone again has no figure between 0 and 100.
fn check_kinds(
    read: &dyn Read,
    then: &Visible,
    gone: &[i64],
    after: &Portfolio,
) -> Result<(), Error> {
    let mut kinds = HashMap::new();
    for entry in gone {
        read.entries(*entry, *entry, &mut |row| {
            if row.table == Table::StageEdit {
                let edit = StageEdit::read(row)?;
                kinds.extend(edit.facts.kind.map(|_| (edit.stage, *entry)));
            }
            Ok(())
        })?;
    }
    for project in &after.projects {
        for stage in project.stages.iter().filter(|stage| stage.is_milestone()) {
            if let Some(entry) = kinds.get(&stage.id)
                && let Some(figure) = partly_done(read, then, stage.id)?
            {
                return Err(refuse(RetractProblem::PartOfMilestone {
                    entry: *entry,
                    stage_path: project.stage_path(stage),
                    percent: figure.percent,
                    on: figure.on,
                }));
            }
        }
    }
    Ok(())
}

/// A code that would belong to two projects, or to two stages of one.
fn shared_code(
    read: &dyn Read,
    then: &Visible,
    project: &Project,
    as_of: Day,
) -> Result<Option<String>, Error> {
    let mut keys = HashSet::new();
    for stage in &project.stages {
        if !keys.insert(stage.facts.code.key()) {
            return Ok(Some(stage.facts.code.to_string()));
        }
    }
    let key = project.facts.code.key();
    for id in ever_coded(read, &key)? {
        if id == project.id {
            continue;
        }
        let other = load(read, as_of, Scope::Project(id), then)?.projects;
        if other.iter().any(|other| other.facts.code.key() == key) {
            return Ok(Some(project.facts.code.to_string()));
        }
    }
    Ok(None)
}
