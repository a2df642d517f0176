//! Retracting an entry: what came with it no longer counts, and nothing is put back. No statement
//! says it and no plan is made beforehand; all of it is looked at within the write transaction
//! itself: nothing that counts may be left without its project, stage or target,
//! and what counts again must go together with the rest.

use std::collections::{BTreeSet, HashSet};

use crate::messages::{Error, Numbered, RetractProblem, UpTo};
use crate::model::{Day, Deed, HistoryEntry, Known, NewEntry, Portfolio, Scope};
use crate::store::history::{HistoryQuestion, history};
use crate::store::rows::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, RevisionEdit, StageEdit, StageIdentity,
    StageReading, TargetIdentity,
};
use crate::store::{Of, Outcome, Read, Store, Table, Visible, each, load};

use super::apply::Batch;
use super::put_back::{check, check_kinds, refuse};

/// What is to be retracted.
#[derive(Clone, Debug)]
pub struct Retracting {
    /// The entry as typed, with or without `#`; `None`: the last one of whoever asks that changed
    /// anything but notices.
    pub entry: Option<String>,
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
        let (entry, dependents, after) = plan(&*write, retracting)?;
        let by = write.number();
        let mut batch = Batch::default();
        let all = [entry.number].into_iter().chain(dependents.iter().copied());
        batch.retractions = all
            .map(|number| (number, retracting.reason.clone().unwrap_or_default()))
            .collect();
        batch.write(write)?;
        done = Some(RetractionPlan {
            by,
            entry,
            dependents,
            after,
        });
        Ok(Outcome::Keep)
    })?;
    done.ok_or_else(|| refuse(RetractProblem::Nothing(retracting.who.clone())))
}

fn plan(
    read: &dyn Read,
    retracting: &Retracting,
) -> Result<(HistoryEntry, Vec<i64>, Portfolio), Error> {
    let visible = Visible::of(read, Known::Now)?;
    let entry = match &retracting.entry {
        Some(text) => {
            let entry = named(read, text)?;
            let last = || last_of(read, &visible, &retracting.who);
            if retracting.reason.is_none()
                && last().ok().map(|last| last.number) != Some(entry.number)
            {
                return Err(refuse(RetractProblem::NoReason(entry.number)));
            }
            entry
        }
        None => last_of(read, &visible, &retracting.who)?,
    };
    let dependents = dependents(read, &visible, entry.number)?;
    if !dependents.is_empty() && !retracting.with_dependents {
        return Err(refuse(RetractProblem::Dependents {
            entry: entry.number,
            dependents: UpTo(dependents.into_iter().map(Numbered).collect()),
        }));
    }
    let dependents: Vec<i64> = dependents.into_iter().collect();
    let gone = [entry.number].into_iter().chain(dependents.iter().copied());
    let then = visible.clone().without(gone.clone());
    let gone: Vec<i64> = gone.collect();
    let touched = touched(read, &gone)?;
    let after = after(read, &then, &touched, retracting.as_of)?;
    check(read, &then, entry.number, &after, retracting.as_of)?;
    check_kinds(read, &then, &gone, &after)?;
    Ok((entry, dependents, after))
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
fn last_of(read: &dyn Read, visible: &Visible, who: &str) -> Result<HistoryEntry, Error> {
    let mut own = Vec::new();
    each(read, Of::All, &mut |entry: crate::store::rows::Entry| {
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
            return Ok(entry);
        }
    }
    Err(refuse(RetractProblem::Nothing(who.to_owned())))
}

/// The entries that count and would be left without their project, stage or target; and those that
/// would be without these.
fn dependents(read: &dyn Read, visible: &Visible, entry: i64) -> Result<BTreeSet<i64>, Error> {
    let mut gone = BTreeSet::from([entry]);
    loop {
        let next = left_alone(read, visible, &gone)?;
        if next.is_subset(&gone) {
            gone.remove(&entry);
            return Ok(gone);
        }
        gone.extend(next);
    }
}

/// The entries that count and speak of a project, stage or target that one of these made.
fn left_alone(
    read: &dyn Read,
    visible: &Visible,
    gone: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>, Error> {
    let (mut projects, mut stages, mut targets) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut found = BTreeSet::new();
    each(read, Of::All, &mut |row: ProjectIdentity| {
        if gone.contains(&row.entry) {
            projects.insert(row.id);
        }
        Ok(())
    })?;
    let mut see = |entry: i64, is_alone: bool| {
        if is_alone && visible.counts(entry) {
            found.insert(entry);
        }
    };
    each(read, Of::All, &mut |row: StageIdentity| {
        if gone.contains(&row.entry) {
            stages.insert(row.id);
        }
        see(row.entry, projects.contains(&row.project));
        Ok(())
    })?;
    each(read, Of::All, &mut |row: TargetIdentity| {
        if gone.contains(&row.entry) {
            targets.insert(row.id);
        }
        see(row.entry, stages.contains(&row.stage));
        Ok(())
    })?;
    if projects.is_empty() && stages.is_empty() && targets.is_empty() {
        return Ok(found);
    }
    if !projects.is_empty() {
        each(read, Of::All, &mut |row: ProjectEdit| {
            see(row.entry, projects.contains(&row.project));
            Ok(())
        })?;
        each(read, Of::All, &mut |row: AliasEdit| {
            see(row.entry, projects.contains(&row.project));
            Ok(())
        })?;
        each(read, Of::All, &mut |row: ProjectState| {
            see(row.entry, projects.contains(&row.project));
            Ok(())
        })?;
    }
    each(read, Of::All, &mut |row: StageEdit| {
        see(row.entry, stages.contains(&row.stage));
        Ok(())
    })?;
    each(read, Of::All, &mut |row: RevisionEdit| {
        let carried = row.carried_from.value();
        let is_alone = targets.contains(&row.target)
            || carried.is_some_and(|carried| targets.contains(carried));
        see(row.entry, is_alone);
        Ok(())
    })?;
    if !stages.is_empty() {
        each(read, Of::All, &mut |row: StageReading| {
            see(row.entry, stages.contains(&row.stage));
            Ok(())
        })?;
    }
    Ok(found)
}

/// The projects of which entries say something; `None`: of too many to name them.
fn touched(read: &dyn Read, entries: &[i64]) -> Result<Option<BTreeSet<i64>>, Error> {
    let (mut projects, mut stages, mut targets) = (BTreeSet::new(), HashSet::new(), HashSet::new());
    for entry in entries {
        read.entries(*entry, *entry, &mut |row| {
            let owner = row.integer(0).unwrap_or_default();
            match row.table {
                Table::Project | Table::ProjectEdit | Table::Alias | Table::ProjectState => {
                    projects.insert(owner);
                }
                Table::Stage | Table::StageEdit | Table::Reading => {
                    stages.insert(owner);
                }
                Table::Target | Table::Revision | Table::Notice => {
                    targets.insert(owner);
                }
                Table::Source | Table::Retraction | Table::Setting | Table::Entry => {}
            }
            Ok(())
        })?;
    }
    each(read, Of::All, &mut |row: TargetIdentity| {
        if targets.contains(&row.id) {
            stages.insert(row.stage);
        }
        Ok(())
    })?;
    each(read, Of::All, &mut |row: StageIdentity| {
        if stages.contains(&row.id) {
            projects.insert(row.project);
        }
        Ok(())
    })?;
    Ok((projects.len() <= MANY).then_some(projects))
}

/// More projects than this are looked up all at once.
const MANY: usize = 50;

fn after(
    read: &dyn Read,
    then: &Visible,
    touched: &Option<BTreeSet<i64>>,
    as_of: Day,
) -> Result<Portfolio, Error> {
    let Some(touched) = touched else {
        return load(read, as_of, Scope::All, then);
    };
    let mut after = load(read, as_of, Scope::Nothing, then)?;
    for id in touched {
        let one = load(read, as_of, Scope::Project(*id), then)?;
        after.projects.extend(one.projects);
    }
    Ok(after)
}
