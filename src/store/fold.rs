//! Edits laid upon each other: what holds after all of those that count.

use crate::model::{Alias, Percent, Revision, TargetState, Terms};

use super::rows::{AliasEdit, RevisionEdit, Standing};

/// The revisions of a target, from edits in the order of recording: the first one, then the others
/// in the order of their days, each with the entry and position it came with and the terms that
/// hold with it.
pub fn revisions(mut edits: Vec<RevisionEdit>) -> Vec<(i64, i64, Revision)> {
    if let Some((_, rest)) = edits.split_first_mut() {
        rest.sort_by_key(|edit| edit.decided_on);
    }
    let mut terms = undecided();
    let laid = edits.into_iter().map(|edit| {
        let (entry, position, decided_on) = (edit.entry, edit.position, edit.decided_on);
        terms.lay(edit.terms);
        let revision = Revision {
            decided_on,
            terms: Terms {
                // A day taken away from beneath what was recorded before is not implied.
                is_due_implied: terms.is_due_implied && terms.due.is_some(),
                ..terms.clone()
            },
            reason: edit.reason,
            entry,
        };
        (entry, position, revision)
    });
    laid.collect()
}

pub fn lay_alias(aliases: &mut Vec<Alias>, edit: AliasEdit) {
    let index = aliases.iter().position(|alias| alias.name == edit.name);
    let is_certain = edit.standing == Standing::Certain;
    match (index, edit.standing) {
        (Some(index), Standing::Dropped) => {
            aliases.remove(index);
        }
        (None, Standing::Dropped) => {}
        (Some(index), _) => {
            if let Some(alias) = aliases.get_mut(index) {
                alias.is_certain = is_certain;
            }
        }
        (None, _) => aliases.push(Alias {
            name: edit.name,
            is_certain,
        }),
    }
}

/// Terms before anything was decided.
pub fn undecided() -> Terms {
    Terms {
        period: None,
        label: String::new(),
        carried_from: None,
        percent: Percent::FULL,
        due: None,
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    }
}
