use crate::messages::Error;
use crate::model::{Alias, Given, Notice, ProjectFacts, Reading, StageFacts, StateChange};
use crate::store::Write;
use crate::store::rows::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, Record, Retraction, RevisionEdit,
    SettingValue, StageEdit, StageIdentity, StageReading, Standing, TargetIdentity, TargetNotice,
};

/// What is to be written as one entry: rows, but for the number of the entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// New projects.
    pub(super) projects: Vec<i64>,
    /// Edits of their facts.
    pub(super) project_edits: Vec<ProjectEdit>,
    /// Edits of their other names.
    pub(super) aliases: Vec<AliasEdit>,
    /// States.
    pub(super) states: Vec<(i64, StateChange)>,
    /// New stages, with their projects.
    pub(super) stages: Vec<(i64, i64)>,
    /// Edits of their facts.
    pub(super) stage_edits: Vec<StageEdit>,
    /// New targets.
    pub(super) targets: Vec<TargetIdentity>,
    /// Terms.
    pub(super) revisions: Vec<RevisionEdit>,
    /// Readings, with their stages.
    pub(super) readings: Vec<(i64, Reading)>,
    /// Entries to be retracted, each with the reason.
    pub(super) retractions: Vec<(i64, String)>,
    /// Settings.
    pub(super) settings: Vec<(&'static str, String)>,
    /// What `check` told.
    pub(super) notices: Vec<Notice>,
}

impl Batch {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self == &Batch::default()
    }

    /// Appends all rows, in the order in which they are hashed.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn write(mut self, write: &mut dyn Write) -> Result<(), Error> {
        let entry = write.number();
        self.sort();
        let mut put = |record: &dyn Appends| write.append(&record.row(entry));
        for id in &self.projects {
            put(&ProjectIdentity { id: *id, entry })?;
        }
        for edit in &self.project_edits {
            put(edit)?;
        }
        for alias in &self.aliases {
            put(alias)?;
        }
        for (project, change) in self.states {
            put(&ProjectState {
                project,
                entry,
                change,
            })?;
        }
        for (id, project) in self.stages {
            put(&StageIdentity { id, entry, project })?;
        }
        for edit in &self.stage_edits {
            put(edit)?;
        }
        for target in &self.targets {
            put(target)?;
        }
        for revision in &self.revisions {
            put(revision)?;
        }
        for (stage, reading) in self.readings {
            put(&StageReading {
                stage,
                entry,
                reading,
            })?;
        }
        for (retracted, reason) in self.retractions {
            put(&Retraction {
                retracted,
                entry,
                reason,
            })?;
        }
        for (key, value) in self.settings {
            put(&SettingValue {
                key: key.to_owned(),
                entry,
                value,
            })?;
        }
        for notice in self.notices {
            put(&TargetNotice { entry, notice })?;
        }
        Ok(())
    }

    /// By the key of each table, which no two rows share.
    fn sort(&mut self) {
        self.projects.sort_unstable();
        self.project_edits.sort_unstable_by_key(|edit| edit.project);
        self.aliases
            .sort_unstable_by_key(|edit| (edit.project, edit.position));
        self.states
            .sort_unstable_by_key(|(project, change)| (*project, change.decided_on));
        self.stages.sort_unstable();
        self.stage_edits.sort_unstable_by_key(|edit| edit.stage);
        self.targets.sort_unstable_by_key(|target| target.id);
        self.revisions
            .sort_unstable_by_key(|edit| (edit.target, edit.position));
        self.readings
            .sort_unstable_by_key(|(stage, reading)| (*stage, reading.as_of));
        self.retractions
            .sort_unstable_by_key(|(retracted, _)| *retracted);
        self.settings.sort_unstable();
        self.notices.sort_unstable_by_key(|notice| notice.target);
    }
}

/// A record that becomes a row of an entry.
trait Appends {
    fn row(&self, entry: i64) -> crate::store::Row;
}

impl<R: Record> Appends for R {
    fn row(&self, entry: i64) -> crate::store::Row {
        self.write(entry)
    }
}

/// What turns facts of a project into others; `None` if that is nothing. Of a new one, `old` is
/// missing, and all it has is said. A reason is kept here for other names, too.
pub(super) fn project_edit(
    project: i64,
    old: Option<&ProjectFacts>,
    new: &ProjectFacts,
    reason: Option<String>,
) -> Option<ProjectEdit> {
    let of = |fact: fn(&ProjectFacts) -> &Option<String>| {
        Given::between(old.and_then(|old| fact(old).as_ref()), fact(new).as_ref())
    };
    let edit = ProjectEdit {
        project,
        entry: 0,
        code: (old.map(|old| &old.code) != Some(&new.code)).then(|| new.code.clone()),
        name: (old.map(|old| &old.name) != Some(&new.name)).then(|| new.name.clone()),
        name_en: of(|facts| &facts.name_en),
        category: of(|facts| &facts.category),
        unit: of(|facts| &facts.unit),
        lead: of(|facts| &facts.lead),
        reason: None,
    };
    let nothing = ProjectEdit {
        project,
        ..ProjectEdit::default()
    };
    let is_renamed = old.is_some_and(|old| old.aliases != new.aliases) && reason.is_some();
    (edit != nothing || is_renamed).then_some(ProjectEdit { reason, ..edit })
}

/// What turns other names of a project into others.
pub(super) fn alias_edits(project: i64, old: &[Alias], new: &[Alias]) -> Vec<AliasEdit> {
    let dropped = old
        .iter()
        .filter(|alias| new.iter().all(|other| other.name != alias.name))
        .map(|alias| (alias.name.clone(), Standing::Dropped));
    let said = new
        .iter()
        .filter(|alias| !old.contains(alias))
        .map(|alias| {
            let standing = if alias.is_certain {
                Standing::Certain
            } else {
                Standing::Supposed
            };
            (alias.name.clone(), standing)
        });
    (1..)
        .zip(dropped.chain(said))
        .map(|(position, (name, standing))| AliasEdit {
            project,
            entry: 0,
            position,
            name,
            standing,
        })
        .collect()
}

/// What turns facts of a stage into others; as [`project_edit`].
pub(super) fn stage_edit(
    stage: i64,
    old: Option<&StageFacts>,
    new: &StageFacts,
    reason: Option<String>,
) -> Option<StageEdit> {
    let text = |fact: fn(&StageFacts) -> &Option<String>| {
        Given::between(old.and_then(|old| fact(old).as_ref()), fact(new).as_ref())
    };
    let edit = StageEdit {
        stage,
        entry: 0,
        code: (old.map(|old| &old.code) != Some(&new.code)).then(|| new.code.clone()),
        name: (old.map(|old| &old.name) != Some(&new.name)).then(|| new.name.clone()),
        name_en: text(|facts| &facts.name_en),
        position: (old.map(|old| old.position) != Some(new.position)).then_some(new.position),
        kind: (old.map(|old| old.kind) != Some(new.kind)).then_some(new.kind),
        weight: Given::between(old.and_then(|old| old.weight.as_ref()), new.weight.as_ref()),
        unit: text(|facts| &facts.unit),
        total: Given::between(old.and_then(|old| old.total.as_ref()), new.total.as_ref()),
        reason: None,
    };
    let nothing = StageEdit {
        stage,
        ..StageEdit::default()
    };
    (edit != nothing).then_some(StageEdit { reason, ..edit })
}
