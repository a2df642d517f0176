use crate::messages::Error;
use crate::model::{Day, TermsEdit};

use super::cells::{Cells, Line, Record, record};
use crate::store::row::{Row, Table};

/// A target's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its stage.
    pub stage: i64,
    /// 1, 2, … within the stage.
    pub number: i64,
}

record! {
    TargetIdentity in Target [id, entry, stage, number]
    TargetIdentity { id, entry, stage, number }
}

/// Terms of a target, or changes of them, as decided once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevisionEdit {
    /// The target.
    pub target: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry and target.
    pub position: i64,
    /// In force from this day on.
    pub decided_on: Day,
    /// What was decided.
    pub terms: TermsEdit,
    /// Why.
    pub reason: Option<String>,
    /// The target that it was found to be.
    pub merged_into: Option<i64>,
}

record! {
    RevisionEdit in Revision
        [target, entry, position, decided_on, percent, due, words, is_due_implied, start, baseline,
            plan_points, commitment, period, label, carried_from, state, reason, merged_into]
    RevisionEdit {
        target,
        entry,
        position,
        decided_on,
        terms: TermsEdit {
            percent,
            due,
            words,
            is_due_implied,
            start,
            baseline,
            plan_points,
            commitment,
            period,
            label,
            carried_from,
            state,
        },
        reason,
        merged_into,
    }
}
