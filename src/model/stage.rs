use serde::{Deserialize, Serialize};

use super::{Amount, Code, Figure, Percent, Reading, Target};

/// The code of the stage that means the whole works; every project has it.
pub const OVERALL: &str = "overall";

/// Whether a stage is measured in percent or is either done or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageKind {
    /// Progress in percent.
    Measured,
    /// Done or not done: an opening, an acceptance, a signing.
    Milestone,
}

impl StageKind {
    /// Its id: `measured` or `milestone`.
    pub fn id(self) -> &'static str {
        match self {
            StageKind::Measured => "measured",
            StageKind::Milestone => "milestone",
        }
    }

    /// The inverse of [`StageKind::id`], regardless of case.
    pub fn from_id(id: &str) -> Option<StageKind> {
        [StageKind::Measured, StageKind::Milestone]
            .into_iter()
            .find(|kind| kind.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// What can be edited about a stage. Judgement uses `kind` and `weight`; both follow known-on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageFacts {
    /// Typed after the project's code: `jinhui/main-structure`.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Where it stands among the project's stages; 0 comes first.
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

/// What a percentage is of: a part of a project, or `overall`, the whole works.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stage {
    /// The store's number for it.
    pub id: i64,
    /// What can be edited.
    pub facts: StageFacts,
    /// Its targets, in order of period and label.
    pub targets: Vec<Target>,
    /// One figure a day (the one recorded last), in order of day, none later than asked for; of
    /// a portfolio read to be judged, only those that a verdict depends on.
    pub figures: Vec<Figure>,
    /// The reading that the last of the figures comes from, with its words.
    pub reading: Option<Reading>,
    /// The latest reading without a figure, where it is dated after the last figure.
    pub under_way: Option<Box<Reading>>,
}

impl Stage {
    /// Whether this is the whole works.
    pub fn is_overall(&self) -> bool {
        self.facts.code.as_str().eq_ignore_ascii_case(OVERALL)
    }
}
