use std::fmt;

use serde::Serialize;

use super::facts::{always_there, facts};
use super::{Day, Percent, Period, simplified};

/// How firmly a target was promised.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Commitment {
    /// 确保: it must be.
    Ensure,
    /// 力争, 争取: every effort.
    Strive,
    /// 预计: it should be.
    Expected,
    /// 推动, 加快: it is pushed on.
    Push,
}

impl Commitment {
    /// All of them.
    pub const ALL: [Commitment; 4] = [
        Commitment::Ensure,
        Commitment::Strive,
        Commitment::Expected,
        Commitment::Push,
    ];

    /// Its id: `ensure`, `strive`, `expected`, `push`.
    pub fn id(self) -> &'static str {
        match self {
            Commitment::Ensure => "ensure",
            Commitment::Strive => "strive",
            Commitment::Expected => "expected",
            Commitment::Push => "push",
        }
    }

    /// The words that say it in plans.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Commitment::Ensure => &["确保"],
            Commitment::Strive => &["力争", "争取"],
            Commitment::Expected => &["预计"],
            Commitment::Push => &["推动", "加快"],
        }
    }

    /// From its id, regardless of case, or one of its words.
    pub fn from_text(text: &str) -> Option<Commitment> {
        let text = &*simplified(text.trim());
        Commitment::ALL
            .into_iter()
            .find(|c| c.id().eq_ignore_ascii_case(text) || c.words().contains(&text))
    }
}

/// Whether a target is pursued.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetState {
    /// It is.
    Active,
    /// It rests.
    Suspended,
    /// It was given up.
    Dropped,
}

impl TargetState {
    /// Its id: `active`, `suspended`, `dropped`.
    pub fn id(self) -> &'static str {
        match self {
            TargetState::Active => "active",
            TargetState::Suspended => "suspended",
            TargetState::Dropped => "dropped",
        }
    }

    /// The inverse of [`TargetState::id`], regardless of case.
    pub fn from_id(id: &str) -> Option<TargetState> {
        [
            TargetState::Active,
            TargetState::Suspended,
            TargetState::Dropped,
        ]
        .into_iter()
        .find(|state| state.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// The percent that a plan starts from, as declared with the target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DeclaredBaseline {
    /// The percent.
    pub percent: Percent,
    /// At the end of this day, which is the plan's day 0 then; `None`: of the day before the start.
    pub on: Option<Day>,
}

impl fmt::Display for DeclaredBaseline {
    /// `40`, `2021-06-30:40`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.on {
            Some(on) => write!(f, "{on}:{}", self.percent),
            None => write!(f, "{}", self.percent),
        }
    }
}

/// A point of the plan between its start and its due day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct PlanPoint {
    /// The end of this day.
    pub on: Day,
    /// Planned by then.
    pub percent: Percent,
}

always_there!(Vec<PlanPoint>, TargetState);

facts! {
    /// What is to be reached, by when, as in force from the day it was decided.
    pub struct Terms {
        /// The period it belongs to, where the office works by periods.
        pub period: Option<Period>,
        /// Tells several targets of one stage apart; mostly empty.
        pub label: String,
        /// The target of an earlier period, on the same stage, that it carries on, by the store's
        /// number.
        pub carried_from: Option<i64>,
        /// Over 0; 100 on a milestone.
        pub percent: Percent,
        /// The last day on which reaching it is in time; `None`: undated.
        pub due: Option<Day>,
        /// The words of the deadline as printed.
        pub words: Option<String>,
        /// The due day is the period's end because no other was given.
        pub is_due_implied: bool,
        /// The target's own start, where it is not the period's.
        pub start: Option<Day>,
        /// Where the plan starts by declaration.
        pub baseline: Option<DeclaredBaseline>,
        /// Points of the plan, in order of day.
        pub plan_points: Vec<PlanPoint>,
        /// The commitment word.
        pub commitment: Option<Commitment>,
        /// Whether it is pursued.
        pub state: TargetState,
    }
    /// What a decision says of terms.
    edited by TermsEdit
}

/// Terms, the day they were decided, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// In force from this day on; the first one always is.
    pub decided_on: Day,
    /// What was decided.
    pub terms: Terms,
    /// Why.
    pub reason: Option<String>,
    /// The entry that recorded it; 0 where it is only planned so far.
    pub entry: i64,
}

/// What one stage is to reach; the terms are in its revisions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The store's number for it.
    pub id: i64,
    /// 1, 2, .. within its stage: `jinhui/overall#2`. Never given twice, so there may be gaps.
    pub number: i64,
    /// The first one recorded, then the others in the order of their days, and of recording
    /// within a day; each with the whole terms that hold with it. Never empty in a store.
    pub revisions: Vec<Revision>,
}

impl Target {
    /// The lowest percent under 100 % that it has or had.
    pub fn partial_percent(&self) -> Option<Percent> {
        let percents = self.revisions.iter().map(|revision| revision.terms.percent);
        percents.filter(|percent| *percent != Percent::FULL).min()
    }

    /// The first revision recorded: what was promised originally.
    pub fn original(&self) -> Option<&Revision> {
        self.revisions.first()
    }

    /// The revisions in force up to a day, oldest first: always the first one, then those decided
    /// on or before the day.
    ///
    /// The first counts as decided before all others, even when a later record was given an
    /// earlier day: it is what stood before anything was revised.
    pub fn revisions_on(&self, day: Day) -> impl DoubleEndedIterator<Item = &Revision> {
        let rest = self
            .revisions
            .iter()
            .skip(1)
            .filter(move |r| r.decided_on <= day);
        self.revisions.first().into_iter().chain(rest)
    }

    /// The target of an earlier period that it carries on: as corrected last, whatever the day.
    pub fn carried_from(&self) -> Option<i64> {
        self.revisions.last()?.terms.carried_from
    }

    /// Whether it is pursued on a day: the state decided last by then. Made, it is; unlike its terms,
    /// a state never holds before its own day.
    pub fn state_on(&self, day: Day) -> TargetState {
        let revisions = self.revisions_on(day).rev();
        let mut decided = revisions.filter(|revision| revision.decided_on <= day);
        decided
            .next()
            .map_or(TargetState::Active, |revision| revision.terms.state)
    }

    /// The revision in force on a day.
    pub fn in_force(&self, day: Day) -> Option<&Revision> {
        self.revisions_on(day).next_back()
    }
}
