use std::collections::{BTreeMap, HashMap};

use crate::messages::Error;
use crate::model::{
    Alias, Changed, Code, Deed, ProjectFactsEdit, Revision, StageFactsEdit, StagePath, State,
    StateChange, joined_texts,
};

use super::each::each;
use super::engine::{Of, Read};
use super::fold::{lay_alias, revisions};
use super::row::{Row, Table};
use super::rows::{
    AliasEdit, MappingAnswer, ProjectEdit, ProjectIdentity, ProjectState, Record, Retraction,
    RevisionEdit, SettingValue, StageEdit, StageIdentity, StageReading, TargetIdentity,
    TargetNotice, TextEdit,
};

/// What was said of projects, stages and targets, to tell what a row changed and how things were
/// called.
pub(super) struct Past {
    to: i64,
    pub(super) retracted_by: BTreeMap<i64, i64>,
    pub(super) reasons: HashMap<i64, String>,
    projects: BTreeMap<i64, Vec<ProjectEdit>>,
    aliases: BTreeMap<i64, Vec<AliasEdit>>,
    texts: BTreeMap<i64, Vec<TextEdit>>,
    states: BTreeMap<i64, Vec<ProjectState>>,
    stages: BTreeMap<i64, (i64, Vec<StageEdit>)>,
    targets: BTreeMap<i64, (TargetIdentity, Vec<RevisionEdit>)>,
    made: HashMap<(Table, i64), i64>,
}

impl Past {
    /// What was said of one project or all. What was retracted, and how things are called, is as
    /// of the entry `to`; the rest is loaded whole, since what a row changed is only ever asked of
    /// the rows before it.
    pub(super) fn load(read: &dyn Read, of: Of, to: i64) -> Result<Past, Error> {
        let mut past = Past {
            to,
            retracted_by: BTreeMap::new(),
            reasons: HashMap::new(),
            projects: BTreeMap::new(),
            aliases: BTreeMap::new(),
            texts: BTreeMap::new(),
            states: BTreeMap::new(),
            stages: BTreeMap::new(),
            targets: BTreeMap::new(),
            made: HashMap::new(),
        };
        each(read, of, &mut |row: Retraction| {
            if row.entry <= to {
                past.retracted_by.insert(row.retracted, row.entry);
                past.reasons.insert(row.entry, row.reason);
            }
            Ok(())
        })?;
        each(read, of, &mut |row: ProjectIdentity| {
            past.made.insert((Table::Project, row.id), row.entry);
            Ok(())
        })?;
        each(read, of, &mut |row: ProjectEdit| {
            past.projects.entry(row.project).or_default().push(row);
            Ok(())
        })?;
        each(read, of, &mut |row: AliasEdit| {
            past.aliases.entry(row.project).or_default().push(row);
            Ok(())
        })?;
        each(read, of, &mut |row: TextEdit| {
            past.texts.entry(row.project).or_default().push(row);
            Ok(())
        })?;
        each(read, of, &mut |row: ProjectState| {
            past.states.entry(row.project).or_default().push(row);
            Ok(())
        })?;
        each(read, of, &mut |row: StageIdentity| {
            past.made.insert((Table::Stage, row.id), row.entry);
            past.stages.insert(row.id, (row.project, Vec::new()));
            Ok(())
        })?;
        each(read, of, &mut |row: StageEdit| {
            if let Some((_, edits)) = past.stages.get_mut(&row.stage) {
                edits.push(row);
            }
            Ok(())
        })?;
        each(read, of, &mut |row: TargetIdentity| {
            past.targets.insert(row.id, (row, Vec::new()));
            Ok(())
        })?;
        each(read, of, &mut |row: RevisionEdit| {
            if let Some((_, edits)) = past.targets.get_mut(&row.target) {
                edits.push(row);
            }
            Ok(())
        })?;
        Ok(past)
    }

    /// Whether what came with an entry counted just before another was recorded.
    fn counted(&self, entry: i64, before: i64) -> bool {
        entry < before && self.retracted_by.get(&entry).is_none_or(|by| before <= *by)
    }

    /// The code by which something is called: as the last edit that counts has it, else, of what
    /// does not count any more, as the last of all.
    fn code<'e>(&self, edits: impl Iterator<Item = (i64, Option<&'e Code>)>) -> Option<Code> {
        let known: Vec<(i64, &Code)> = edits
            .filter(|(entry, _)| *entry <= self.to)
            .filter_map(|(entry, code)| Some((entry, code?)))
            .collect();
        let counts = |entry: &i64| !self.retracted_by.contains_key(entry);
        let last = known.iter().rev().find(|(entry, _)| counts(entry));
        let (_, code) = last.or(known.last())?;
        Some((*code).clone())
    }

    fn project(&self, id: i64) -> StagePath {
        let edits = self.projects.get(&id).into_iter().flatten();
        let code = self.code(edits.map(|edit| (edit.entry, edit.facts.code.as_ref())));
        StagePath {
            project: code.unwrap_or_else(Code::unknown),
            stage: None,
        }
    }

    fn stage(&self, id: i64) -> StagePath {
        let Some((project, edits)) = self.stages.get(&id) else {
            return self.project(0);
        };
        StagePath {
            stage: self.code(
                edits
                    .iter()
                    .map(|edit| (edit.entry, edit.facts.code.as_ref())),
            ),
            ..self.project(*project)
        }
    }

    fn target(&self, id: i64) -> StagePath {
        let stage = self.targets.get(&id).map_or(0, |(target, _)| target.stage);
        self.stage(stage)
    }

    /// What one row did.
    pub(super) fn deeds(&self, row: Row) -> Result<Vec<Deed>, Error> {
        Ok(match row.table {
            Table::Project => vec![Deed::Project(self.project(ProjectIdentity::read(row)?.id))],
            Table::ProjectEdit => self.project_edit(ProjectEdit::read(row)?),
            Table::Alias => self.alias(AliasEdit::read(row)?),
            Table::ProjectText => self.text(TextEdit::read(row)?).into_iter().collect(),
            Table::ProjectState => vec![self.state(ProjectState::read(row)?)],
            Table::Stage => vec![Deed::Stage(self.stage(StageIdentity::read(row)?.id))],
            Table::StageEdit => self.stage_edit(StageEdit::read(row)?),
            Table::Revision => self
                .revision(RevisionEdit::read(row)?)
                .into_iter()
                .collect(),
            Table::Reading => {
                let row = StageReading::read(row)?;
                vec![Deed::Reading {
                    stage_path: self.stage(row.stage),
                    reading: Box::new(row.reading),
                }]
            }
            Table::Retraction => {
                let row = Retraction::read(row)?;
                vec![Deed::Retraction {
                    retracted: row.retracted,
                    reason: row.reason,
                }]
            }
            Table::Setting => {
                let row = SettingValue::read(row)?;
                vec![Deed::Setting {
                    key: row.key,
                    value: row.value,
                }]
            }
            Table::Mapping => {
                let row = MappingAnswer::read(row)?;
                vec![Deed::Mapping {
                    column: row.column,
                    field: row.field,
                }]
            }
            Table::Notice => {
                let row = TargetNotice::read(row)?;
                vec![Deed::Notice {
                    stage_path: self.target(row.notice.target),
                    finding: row.notice.finding,
                    due: row.notice.due,
                }]
            }
            Table::Source | Table::Target | Table::Entry => Vec::new(),
        })
    }

    fn project_edit(&self, edit: ProjectEdit) -> Vec<Deed> {
        if let Some(into) = edit.merged_into {
            return vec![Deed::Merger {
                stage_path: self.project(edit.project),
                into: self.project(into),
            }];
        }
        if self.made.get(&(Table::Project, edit.project)) == Some(&edit.entry) {
            return Vec::new();
        }
        let mut before = ProjectFactsEdit::default();
        for earlier in self.projects.get(&edit.project).into_iter().flatten() {
            if self.counted(earlier.entry, edit.entry) {
                before.lay(earlier.facts.clone());
            }
        }
        let stage_path = self.project(edit.project);
        changed(
            &stage_path,
            before.changes(&edit.facts),
            edit.reason.as_ref(),
        )
    }

    /// All other names of one entry are one change, told with the first of them.
    fn alias(&self, edit: AliasEdit) -> Vec<Deed> {
        let is_made = self.made.get(&(Table::Project, edit.project)) == Some(&edit.entry);
        if is_made || edit.position != 1 {
            return Vec::new();
        }
        let mut aliases: Vec<Alias> = Vec::new();
        let edits = self.aliases.get(&edit.project).into_iter().flatten();
        for earlier in edits.clone() {
            if self.counted(earlier.entry, edit.entry) {
                lay_alias(&mut aliases, earlier.clone());
            }
        }
        let names = |aliases: &[Alias]| {
            let names = aliases.iter().map(|alias| alias.name.as_str());
            (!aliases.is_empty()).then(|| joined_texts(names))
        };
        let old = names(&aliases);
        for now in edits.filter(|now| now.entry == edit.entry) {
            lay_alias(&mut aliases, now.clone());
        }
        vec![Deed::Change {
            stage_path: self.project(edit.project),
            field: "aliases".to_owned(),
            old,
            new: names(&aliases),
            decided_on: None,
            reason: self.reason(edit.project, edit.entry),
        }]
    }

    fn text(&self, edit: TextEdit) -> Option<Deed> {
        if self.made.get(&(Table::Project, edit.project)) == Some(&edit.entry) {
            return None;
        }
        let edits = self.texts.get(&edit.project).into_iter().flatten();
        let mut before = edits.filter(|earlier| {
            self.counted(earlier.entry, edit.entry) && earlier.text.is_named(&edit.text.name)
        });
        let kept = |value: &String| Some(value.clone()).filter(|value| !value.is_empty());
        Some(Deed::Change {
            stage_path: self.project(edit.project),
            field: edit.text.fact(),
            old: before
                .next_back()
                .and_then(|earlier| kept(&earlier.text.value)),
            new: kept(&edit.text.value),
            decided_on: None,
            reason: self.reason(edit.project, edit.entry),
        })
    }

    /// The reason given with what an entry says of a project.
    fn reason(&self, project: i64, entry: i64) -> Option<String> {
        let mut edits = self.projects.get(&project).into_iter().flatten();
        edits.find(|edit| edit.entry == entry)?.reason.clone()
    }

    fn state(&self, row: ProjectState) -> Deed {
        let states = self.states.get(&row.project).into_iter().flatten();
        let before: Vec<StateChange> = states
            .filter(|earlier| self.counted(earlier.entry, row.entry))
            .map(|earlier| earlier.change.clone())
            .collect();
        let old = StateChange::state_on(&before, row.change.decided_on);
        Deed::Change {
            stage_path: self.project(row.project),
            field: "state".to_owned(),
            old: Some(State::id(old).to_owned()),
            new: Some(row.change.state.id().to_owned()),
            decided_on: Some(row.change.decided_on),
            reason: row.change.reason,
        }
    }

    fn stage_edit(&self, edit: StageEdit) -> Vec<Deed> {
        if self.made.get(&(Table::Stage, edit.stage)) == Some(&edit.entry) {
            return Vec::new();
        }
        let mut before = StageFactsEdit::default();
        let edits = self.stages.get(&edit.stage).map(|(_, edits)| edits);
        for earlier in edits.into_iter().flatten() {
            if self.counted(earlier.entry, edit.entry) {
                before.lay(earlier.facts.clone());
            }
        }
        let stage_path = self.stage(edit.stage);
        changed(
            &stage_path,
            before.changes(&edit.facts),
            edit.reason.as_ref(),
        )
    }

    /// The terms as they were with this revision, among those that counted then. That a target was
    /// merged goes with its project.
    fn revision(&self, row: RevisionEdit) -> Option<Deed> {
        if row.merged_into.is_some() {
            return None;
        }
        let (target, edits) = self.targets.get(&row.target)?;
        let then = |edit: &&RevisionEdit| {
            self.counted(edit.entry, row.entry)
                || (edit.entry == row.entry && edit.position <= row.position)
        };
        let then: Vec<RevisionEdit> = edits.iter().filter(then).cloned().collect();
        let revision = revisions(then)
            .into_iter()
            .find(|(entry, position, _)| (*entry, *position) == (row.entry, row.position));
        let (_, _, revision): (i64, i64, Revision) = revision?;
        Some(Deed::Revision {
            stage_path: self.stage(target.stage),
            target: target.number,
            is_first: target.entry == row.entry && row.position == 1,
            revision: Box::new(revision),
        })
    }
}

/// Facts changed by one edit.
fn changed(stage_path: &StagePath, facts: Vec<Changed>, reason: Option<&String>) -> Vec<Deed> {
    let deeds = facts.into_iter().map(|(field, old, new)| Deed::Change {
        stage_path: stage_path.clone(),
        field: field.into_owned(),
        old,
        new,
        decided_on: None,
        reason: reason.cloned(),
    });
    deeds.collect()
}
