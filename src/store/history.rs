//! The entries of the record and what came with each, in words' reach: who is meant, and what a
//! fact was before.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::messages::Error;
use crate::model::{Day, Deed, HistoryEntry, Instant, Notice};

use super::each::each;
use super::engine::{Of, Read};
use super::past::Past;
use super::row::{Row, Table};
use super::rows::{Entry, ProjectEdit, Record, SourceFile, TargetNotice};
use super::visible::Visible;

/// Which part of the record is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HistoryQuestion {
    /// Only what touches this project.
    pub project: Option<i64>,
    /// From this entry,
    pub from: i64,
    /// to this one.
    pub to: i64,
    /// Entries later than this one are not known, and have taken nothing back.
    pub known: i64,
}

/// The entries asked for, oldest first. Of entries that touch several projects, only what touches
/// the one asked for, or one that was merged into it.
///
/// # Errors
/// [`Error::Store`].
pub fn history(read: &dyn Read, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error> {
    let mergers = match question.project {
        Some(_) => mergers(read)?,
        None => Vec::new(),
    };
    let of = match question.project {
        Some(project) if mergers.is_empty() => Of::Project(project),
        _ => Of::All,
    };
    let past = Past::load(read, of, question.known)?;
    let mut found: BTreeMap<i64, HistoryEntry> = BTreeMap::new();
    let mut heads = HashMap::new();
    each(read, Of::All, &mut |entry: Entry| {
        if (question.from..=question.to).contains(&entry.number) {
            let number = entry.number;
            let by = past.retracted_by.get(&number).copied();
            heads.insert(number, head(entry, by));
        }
        Ok(())
    })?;
    let mut take = |row: Row| -> Result<(), Error> {
        let number = row.entry();
        if row.table == Table::Source {
            let file = SourceFile::read(row)?;
            if let Some(entry) = heads.get_mut(&number) {
                entry.sources.push(file.source);
            }
        } else if heads.contains_key(&number) || found.contains_key(&number) {
            let deeds = past.deeds(row)?;
            if let Some(entry) = heads.remove(&number) {
                found.insert(number, entry);
            }
            if let Some(entry) = found.get_mut(&number) {
                entry.deeds.extend(deeds);
            }
        }
        Ok(())
    };
    match question.project {
        None => read.entries(question.from, question.to, &mut take)?,
        Some(project) => {
            let mut projects = vec![project];
            // Each is merged after those that were merged into it.
            for (entry, from, into) in mergers.into_iter().rev() {
                let counts = entry <= question.known && !past.retracted_by.contains_key(&entry);
                if counts && projects.contains(&into) && !projects.contains(&from) {
                    projects.push(from);
                }
            }
            read.rows(Table::Source, Of::All, &mut take)?;
            for table in Table::ALL {
                if !matches!(
                    table,
                    Table::Source
                        | Table::Retraction
                        | Table::Setting
                        | Table::Mapping
                        | Table::Entry
                ) {
                    for project in &projects {
                        read.rows(table, Of::Project(*project), &mut take)?;
                    }
                }
            }
        }
    }
    if question.project.is_some() {
        // A retraction belongs to the projects of what it retracts.
        for (retracted, by) in &past.retracted_by {
            if let (true, Some(reason)) = (found.contains_key(retracted), past.reasons.get(by)) {
                let deed = Deed::Retraction {
                    retracted: *retracted,
                    reason: reason.clone(),
                };
                if let Some(entry) = heads.remove(by) {
                    found.insert(*by, entry);
                }
                if let Some(entry) = found.get_mut(by) {
                    entry.deeds.push(deed);
                }
            }
        }
    } else {
        found.extend(heads);
    }
    Ok(found.into_values().collect())
}

/// The entries that merged a project into another, with both, in the order of recording.
fn mergers(read: &dyn Read) -> Result<Vec<(i64, i64, i64)>, Error> {
    let mut found = Vec::new();
    each(read, Of::All, &mut |edit: ProjectEdit| {
        found.extend((edit.merged_into).map(|into| (edit.entry, edit.project, into)));
        Ok(())
    })?;
    found.sort_unstable();
    Ok(found)
}

/// Who recorded some entries, by their numbers.
///
/// # Errors
/// [`Error::Store`].
pub fn recorders(read: &dyn Read, entries: &HashSet<i64>) -> Result<HashMap<i64, String>, Error> {
    let mut found = HashMap::new();
    if entries.is_empty() {
        return Ok(found);
    }
    each(read, Of::All, &mut |entry: Entry| {
        if entries.contains(&entry.number) {
            found.insert(entry.number, entry.who);
        }
        Ok(())
    })?;
    Ok(found)
}

/// The number of the first entry recorded at an instant or later; one more than the last, if there
/// is none.
///
/// # Errors
/// [`Error::Store`].
pub fn first_since(read: &dyn Read, since: Instant) -> Result<i64, Error> {
    let (mut first, mut last) = (None, 0);
    each(read, Of::All, &mut |entry: Entry| {
        last = entry.number;
        if since <= entry.recorded_at {
            first.get_or_insert(entry.number);
        }
        Ok(())
    })?;
    Ok(first.unwrap_or(last.saturating_add(1)))
}

/// What `check` has told last, up to a day, of each target of which it told anything.
///
/// # Errors
/// [`Error::Store`].
pub fn notices(read: &dyn Read, as_of: Day, visible: &Visible) -> Result<Vec<Notice>, Error> {
    let mut found: Vec<Notice> = Vec::new();
    each(read, Of::All, &mut |row: TargetNotice| {
        let notice = row.notice;
        if visible.counts(row.entry) && notice.said_on <= as_of {
            // In order of target, then of entry.
            match found.last_mut() {
                Some(last) if last.target == notice.target => *last = notice,
                _ => found.push(notice),
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// How often targets were told of, by the store's number and the due day.
pub type TimesTold = HashMap<(i64, Option<Day>), u32>;

/// On how many days before one each target was told of with the due day it was told with last, by the
/// store's number and that day; what went away and came back counts anew.
///
/// # Errors
/// [`Error::Store`].
pub fn times_told(read: &dyn Read, before: Day, visible: &Visible) -> Result<TimesTold, Error> {
    let mut last_notices: HashMap<i64, (Notice, u32)> = HashMap::new();
    each(read, Of::All, &mut |row: TargetNotice| {
        let notice = row.notice;
        if !visible.counts(row.entry) || before <= notice.said_on {
            return Ok(());
        }
        let times = match last_notices.get(&notice.target) {
            _ if notice.is_resolved() => 0,
            Some((last, _)) if last.due != notice.due => 1,
            Some((last, times)) if last.said_on == notice.said_on => (*times).max(1),
            Some((_, times)) => times + 1,
            None => 1,
        };
        last_notices.insert(notice.target, (notice, times));
        Ok(())
    })?;
    let by_due = |(target, (last, times)): (i64, (Notice, u32))| ((target, last.due), times);
    Ok(last_notices.into_iter().map(by_due).collect())
}

fn head(entry: Entry, retracted_by: Option<i64>) -> HistoryEntry {
    HistoryEntry {
        number: entry.number,
        recorded_at: entry.recorded_at,
        who: entry.who,
        command: entry.command,
        sources: Vec::new(),
        retracted_by,
        deeds: Vec::new(),
        hash: entry.hash,
    }
}
