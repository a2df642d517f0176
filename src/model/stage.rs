use std::fmt;

use serde::Serialize;

use super::facts::{InWords, always_there, changes, facts};
use super::{Amount, Code, Day, Figure, Percent, Reading, Target};

/// The code of the stage that means the whole works; every project has it.
pub const OVERALL: &str = "overall";

/// Whether a stage is measured in percent or is either done or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
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

impl fmt::Display for StageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

always_there!(StageKind);

facts! {
    /// What can be edited about a stage. Judgement uses `kind` and `weight`; both follow known-on.
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
    /// What an edit says of the facts of a stage.
    edited by StageFactsEdit
}

changes!(StageFactsEdit: code, name, name_en, position, kind, weight, unit, total);

impl StageFacts {
    /// Facts before anything was said.
    pub fn unnamed() -> StageFacts {
        StageFacts {
            code: Code::unknown(),
            name: String::new(),
            name_en: None,
            position: 0,
            kind: StageKind::Measured,
            weight: None,
            unit: None,
            total: None,
        }
    }
}

impl StageFacts {
    /// What it is called, beside its code.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.name_en.as_deref())
    }
}

/// What a percentage is of: a part of a project, or `overall`, the whole works.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stage {
    /// The store's number for it.
    pub id: i64,
    /// What can be edited.
    pub facts: StageFacts,
    /// Its targets, in order of number.
    pub targets: Vec<Target>,
    /// The latest reading with a figure, none later than asked for, with its words.
    pub reading: Option<Reading>,
    /// The latest reading without a figure, where it is dated after the latest figure.
    pub under_way: Option<Box<Reading>>,
}

impl Stage {
    /// Whether this is the whole works.
    pub fn is_overall(&self) -> bool {
        self.facts.code.as_str().eq_ignore_ascii_case(OVERALL)
    }

    /// Whether it is done or not, with nothing in between.
    pub fn is_milestone(&self) -> bool {
        self.facts.kind == StageKind::Milestone
    }

    /// Of a milestone, the lowest percent under 100 % that a target of it has or had: then it cannot
    /// be one.
    pub fn partial_percent_of_milestone(&self) -> Option<Percent> {
        let percents = self.targets.iter().filter_map(Target::partial_percent);
        percents.min().filter(|_| self.is_milestone())
    }

    /// The day of its latest report, with or without a figure.
    pub fn reported_on(&self) -> Option<Day> {
        let latest = self.under_way.as_deref().or(self.reading.as_ref())?;
        Some(latest.as_of)
    }

    /// The latest figure, none later than asked for.
    pub fn latest(&self) -> Option<Figure> {
        let reading = self.reading.as_ref()?;
        Some(Figure {
            on: reading.as_of,
            percent: reading.percent?,
        })
    }
}
