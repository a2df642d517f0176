//! The whole record as flat rows: what `export --format json` writes and `import` takes back.
//!
//! Each type is one table of the store, each value one row, every row names its entry. Ids are
//! the store's own numbers, so that a record put into an empty store gives an equal one.

use serde::{Deserialize, Serialize};

use super::{
    Alias, Amount, Code, Commitment, Day, Instant, Percent, Period, PlanPoint, StageKind,
    TargetState,
};

/// The mark of the format, first in the file.
pub const FORMAT: &str = "project.record/1";

/// Everything a store holds.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`FORMAT`].
    pub schema: String,
    /// In order of number.
    pub entries: Vec<EntryRow>,
    /// In order of entry and position.
    pub sources: Vec<SourceRow>,
    /// In order of id.
    pub projects: Vec<ProjectRow>,
    /// In order of id.
    pub stages: Vec<StageRow>,
    /// In order of id.
    pub targets: Vec<TargetRow>,
    /// In order of target, entry and position.
    pub revisions: Vec<RevisionRow>,
    /// In order of stage, day and entry.
    pub readings: Vec<ReadingRow>,
    /// In order of entry.
    pub retractions: Vec<RetractionRow>,
    /// In order of entry and position.
    pub changes: Vec<ChangeRow>,
    /// In order of key and entry.
    pub settings: Vec<SettingRow>,
    /// In order of entry and target.
    pub notices: Vec<NoticeRow>,
}

/// One transaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRow {
    /// 1, 2, 3, … without a gap.
    pub number: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub who: String,
    /// With which command.
    pub command: String,
}

/// A file that an entry was read from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRow {
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry.
    pub position: i64,
    /// The file's name as given.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A project with its current facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectRow {
    /// The store's number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// The code to type.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// For filters and groups.
    pub category: Option<String>,
    /// The unit responsible.
    pub unit: Option<String>,
    /// The person in the lead.
    pub lead: Option<String>,
}

/// A stage with its current facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRow {
    /// The store's number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its project.
    pub project: i64,
    /// The code to type after the project's.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Its place among the project's stages.
    pub position: i64,
    /// Measured or milestone.
    pub kind: StageKind,
    /// Its share of the whole works.
    pub weight: Option<Percent>,
    /// The unit of its amounts.
    pub unit: Option<String>,
    /// The amount that is 100 %.
    pub total: Option<Amount>,
}

/// A target's identity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRow {
    /// The store's number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its stage.
    pub stage: i64,
    /// Its period.
    pub period: Period,
    /// Its label, mostly empty.
    pub label: String,
    /// The earlier target it carries on.
    pub carried_from: Option<i64>,
}

/// Terms as decided once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRow {
    /// The target.
    pub target: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry.
    pub position: i64,
    /// In force from this day on.
    pub decided_on: Day,
    /// What is to be reached.
    pub percent: Percent,
    /// By when; none: undated.
    pub due: Option<Day>,
    /// The deadline's words as printed.
    pub words: Option<String>,
    /// The due day is the period's end because no other was given.
    pub is_due_implied: bool,
    /// The target's own start.
    pub start: Option<Day>,
    /// The declared baseline.
    pub baseline: Option<Percent>,
    /// Points of the plan, in order of day.
    pub plan_points: Vec<PlanPoint>,
    /// The commitment word.
    pub commitment: Option<Commitment>,
    /// Whether it is pursued.
    pub state: TargetState,
    /// Why it was decided.
    pub reason: Option<String>,
}

/// A statement of progress.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingRow {
    /// The stage.
    pub stage: i64,
    /// It speaks of the end of this day.
    pub as_of: Day,
    /// The entry.
    pub entry: i64,
    /// The figure; none: under way.
    pub percent: Option<Percent>,
    /// The quantity behind it.
    pub amount: Option<Amount>,
    /// A free note.
    pub note: Option<String>,
    /// What stands in the way.
    pub problem: Option<String>,
    /// The next step.
    pub next_step: Option<String>,
}

/// An entry taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetractionRow {
    /// The entry that takes back.
    pub entry: i64,
    /// The entry taken back.
    pub retracted: i64,
    /// Why.
    pub reason: String,
}

/// A fact changed from one value to another, or a state decided on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRow {
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry.
    pub position: i64,
    /// The project.
    pub project: i64,
    /// The stage, if the fact is a stage's.
    pub stage: Option<i64>,
    /// Which fact.
    pub field: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is now.
    pub new: Option<String>,
    /// For `state`: in force from this day on.
    pub decided_on: Option<Day>,
    /// Why.
    pub reason: Option<String>,
}

/// A setting given a value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingRow {
    /// Which.
    pub key: String,
    /// The entry.
    pub entry: i64,
    /// The value; empty: the default again.
    pub value: String,
}

/// A finding that `check` has already told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRow {
    /// The entry.
    pub entry: i64,
    /// The target.
    pub target: i64,
    /// The id of the verdict and the due day, `unreported 2021-12-31`; or `resolved`.
    pub finding: String,
    /// The day it was told.
    pub said_on: Day,
}
