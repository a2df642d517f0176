//! What the record knows that is newer than a sheet. A file that was read before, or the sheet of an
//! earlier day, does not take back what was said since: that stays, and the row is told of it.

use std::collections::HashMap;

use crate::messages::fact::{FactName, FactValue};
use crate::messages::{Error, NewerFact, Warning};
use crate::model::{
    Changed, Day, KeptText, ProjectFacts, ProjectFactsEdit, StageFacts, StageFactsEdit, fold,
    text_parts,
};
use crate::store::rows::{
    AliasEdit, Entry, ProjectEdit, ProjectState, Record, SettingValue, StageEdit, StageReading,
    TextEdit,
};
use crate::store::{self, Of, Read, Row, Table};

use super::change::{Origin, ProjectChange};
use super::mention::ProjectMention;
use super::planner::Planner;
use super::reread::{Age, EntryDays};

/// Leaves out of an edit what it says of the named facts where the record says otherwise since; gives
/// the names of these.
macro_rules! leave_newer {
    ($planner:ident, $age:ident, $project:ident, $stated:ident, $changed:ident, $edits:ident: $($field:ident),*) => {{
        let mut left: Vec<&'static str> = Vec::new();
        $(
            let since = $edits.iter().rev().find(|(_, edit)| edit.$field != Default::default());
            if $changed.$field != Default::default()
                && let Some((entry, _)) = since
                && $planner.is_newer(*entry, $age, $project)?
            {
                $stated.$field = Default::default();
                left.push(stringify!($field));
            }
        )*
        left
    }};
}

impl Planner<'_> {
    /// How old what a statement says is, of which its sheet gives the day.
    pub(super) fn age(&self, at: usize, said_on: Option<Day>) -> Age {
        let origin = self.origin(at);
        let is_typed = origin == Origin::default();
        Age {
            read_for: self
                .reread
                .entries
                .get(&origin.file)
                .copied()
                .filter(|_| !is_typed),
            day: said_on,
        }
    }

    /// Whether what came with an entry is newer than a row: recorded since its file was read, or of a
    /// later day.
    pub(super) fn is_newer(&mut self, entry: i64, age: Age, project: i64) -> Result<bool, Error> {
        if age.read_for.is_some_and(|first| entry > first) {
            return Ok(true);
        }
        match age.day {
            Some(day) => Ok(self
                .day_of(entry, project)?
                .is_some_and(|since| day < since)),
            None => Ok(false),
        }
    }

    /// The day that an entry speaks of a project: that of the latest figure it gives it, else the day
    /// on which it was recorded.
    fn day_of(&mut self, entry: i64, project: i64) -> Result<Option<Day>, Error> {
        if !self.reread.days.contains_key(&entry) {
            let days = entry_days(self.space.read, entry)?;
            self.reread.days.insert(entry, days);
        }
        let stages = self.space.at_hand(project).map(|held| &held.project.stages);
        let days = self.reread.days.get(&entry);
        let figures = stages
            .into_iter()
            .flatten()
            .filter_map(|stage| days?.figures.get(&stage.id));
        Ok(figures
            .max()
            .copied()
            .or(days.and_then(|days| days.recorded)))
    }

    /// What a row says of a project without what the record says otherwise since.
    pub(super) fn without_newer(
        &mut self,
        at: usize,
        project: i64,
        age: Age,
        old: &ProjectFacts,
        mut stated: ProjectFactsEdit,
    ) -> Result<ProjectFactsEdit, Error> {
        if age == Age::default() {
            return Ok(stated);
        }
        let mut new = old.clone();
        new.lay(stated.clone());
        let changed = ProjectFactsEdit::between(Some(old), &new);
        if changed == ProjectFactsEdit::default() {
            return Ok(stated);
        }
        let edits = self.counting(project, |edit: ProjectEdit| Some((edit.entry, edit.facts)))?;
        let left = leave_newer!(self, age, project, stated, changed, edits: name, name_en, category, unit, lead);
        let all = ProjectFactsEdit::between(None, old)
            .changes(&changed)
            .into_iter();
        let stay = all.filter(|(fact, ..)| left.contains(&&**fact));
        self.tell_newer(at, stay.collect());
        Ok(stated)
    }

    /// The same of a stage.
    pub(super) fn stage_without_newer(
        &mut self,
        at: usize,
        [project, stage]: [i64; 2],
        age: Age,
        old: &StageFacts,
        mut stated: StageFactsEdit,
    ) -> Result<StageFactsEdit, Error> {
        if age == Age::default() {
            return Ok(stated);
        }
        let mut new = old.clone();
        new.lay(stated.clone());
        let changed = StageFactsEdit::between(Some(old), &new);
        if changed == StageFactsEdit::default() {
            return Ok(stated);
        }
        let of_stage = |edit: StageEdit| (edit.stage == stage).then_some((edit.entry, edit.facts));
        let edits = self.counting(project, of_stage)?;
        let left = leave_newer!(self, age, project, stated, changed, edits: name, name_en, position, kind, weight, unit, total);
        let all = StageFactsEdit::between(None, old)
            .changes(&changed)
            .into_iter();
        let stay = all.filter(|(fact, ..)| left.contains(&&**fact));
        self.tell_newer(at, stay.collect());
        Ok(stated)
    }

    /// The texts that a row gives a project, without those that the record has otherwise since.
    pub(super) fn texts_without_newer(
        &mut self,
        at: usize,
        project: i64,
        age: Age,
        old: &[KeptText],
        stated: &[KeptText],
    ) -> Result<Vec<KeptText>, Error> {
        if age == Age::default() || stated.is_empty() {
            return Ok(stated.to_vec());
        }
        let edits = self.counting(project, |edit: TextEdit| Some((edit.entry, edit.text)))?;
        let (mut left, mut stay) = (Vec::new(), Vec::new());
        for text in stated {
            let is_it = |there: &KeptText| fold(&there.name) == fold(&text.name);
            let since = edits.iter().rev().find(|(_, there)| is_it(there));
            let Some((entry, _)) = since else {
                left.push(text.clone());
                continue;
            };
            if !self.is_newer(*entry, age, project)? {
                left.push(text.clone());
                continue;
            }
            let kept = old
                .iter()
                .find(|there| is_it(there))
                .map(|there| there.value.clone());
            let is_there = kept.as_deref().is_some_and(|kept| {
                kept == text.value || text_parts(kept).any(|one| one == text.value)
            });
            if !is_there {
                stay.push((text.fact().into(), kept, Some(text.value.clone())));
            }
        }
        self.tell_newer(at, stay);
        Ok(left)
    }

    /// Whether a row of a file that was read before names a project as it is called only since: what
    /// it says is of what was another project then.
    pub(super) fn is_of_merged(
        &mut self,
        project: i64,
        age: Age,
        change: &ProjectChange,
    ) -> Result<bool, Error> {
        let (
            Some(first),
            ProjectMention::Named {
                name: Some(name), ..
            },
        ) = (age.read_for, &change.project)
        else {
            return Ok(false);
        };
        let aliases = self.counting(project, |alias: AliasEdit| Some((alias.entry, alias.name)))?;
        let of_name = aliases.iter().find(|(_, alias)| fold(alias) == fold(name));
        Ok(of_name.is_some_and(|(entry, _)| *entry > first))
    }

    /// Whether other names were given to a project since a file was read.
    pub(super) fn has_newer_aliases(&mut self, project: i64, age: Age) -> Result<bool, Error> {
        let Some(first) = age.read_for else {
            return Ok(false);
        };
        let aliases = self.counting(project, |alias: AliasEdit| Some((alias.entry, ())))?;
        Ok(aliases.iter().any(|(entry, ())| *entry > first))
    }

    /// Whether a project was put into a state since then.
    pub(super) fn has_newer_state(&mut self, project: i64, age: Age) -> Result<bool, Error> {
        let Some(first) = age.read_for else {
            return Ok(false);
        };
        let states = self.counting(project, |state: ProjectState| Some((state.entry, ())))?;
        Ok(states.iter().any(|(entry, ())| *entry > first))
    }

    /// Whether a setting was set since then.
    pub(super) fn has_newer_setting(&mut self, key: &str, age: Age) -> Result<bool, Error> {
        let Some(first) = age.read_for else {
            return Ok(false);
        };
        let (visible, mut is_newer) = (self.space.visible, false);
        store::each(self.space.read, Of::All, &mut |value: SettingValue| {
            let counts = visible.counts(value.entry);
            is_newer |= value.key == key && value.entry > first && counts;
            Ok(())
        })?;
        Ok(is_newer)
    }

    /// What rows of a project say, those that count, in the order of their entries.
    fn counting<R: Record, T>(
        &self,
        project: i64,
        take: impl Fn(R) -> Option<(i64, T)>,
    ) -> Result<Vec<(i64, T)>, Error> {
        let (visible, mut all) = (self.space.visible, Vec::new());
        store::each(self.space.read, Of::Project(project), &mut |row: R| {
            all.extend(take(row).filter(|(entry, _)| visible.counts(*entry)));
            Ok(())
        })?;
        all.sort_by_key(|(entry, _)| *entry);
        Ok(all)
    }

    /// Tells of facts that stay.
    fn tell_newer(&mut self, at: usize, facts: Vec<Changed>) {
        let facts = facts.into_iter().map(|(fact, kept, stated)| NewerFact {
            kept: FactValue::of(&fact, &kept.unwrap_or_default()),
            stated: FactValue::of(&fact, &stated.unwrap_or_default()),
            fact: FactName(fact.into_owned()),
        });
        let facts: Vec<NewerFact> = facts.collect();
        if !facts.is_empty() {
            self.warn(at, Warning::NewerFacts { facts });
        }
    }
}

/// When an entry was recorded, and of which days its readings are.
fn entry_days(read: &dyn Read, entry: i64) -> Result<EntryDays, Error> {
    let mut days = EntryDays {
        recorded: None,
        figures: HashMap::new(),
    };
    read.entries(entry, entry, &mut |row: Row| {
        match row.table {
            Table::Reading => {
                let StageReading { stage, reading, .. } = StageReading::read(row)?;
                let day = days.figures.entry(stage).or_insert(reading.as_of);
                *day = (*day).max(reading.as_of);
            }
            Table::Entry => days.recorded = Entry::read(row)?.recorded_at.day(),
            _ => {}
        }
        Ok(())
    })?;
    Ok(days)
}
