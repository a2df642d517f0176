//! The terms of a target, part by part.

use crate::messages::terms::{Because, TargetPart};
use crate::model::{Revision, StageKind};

/// The terms of a revision, and when and why they were decided.
pub(super) fn decided_parts(kind: StageKind, revision: &Revision) -> Vec<TargetPart> {
    let mut parts = vec![TargetPart::goal(kind, &revision.terms)];
    parts.extend(TargetPart::others(&revision.terms));
    parts.push(TargetPart::Decided {
        on: revision.decided_on,
        reason: Because::of(revision.reason.as_deref()),
    });
    parts
}
