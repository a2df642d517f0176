//! The rows that make the targets of one project those of another.

use std::collections::HashMap;

use crate::ledger::planner::{Planner, Taken};
use crate::messages::Error;
use crate::model::{Day, Given, Notice, Project, TermsEdit};
use crate::store::history::notices;
use crate::store::rows::{RevisionEdit, TargetNotice};
use crate::store::{Of, each};

use super::targets::Fate;

/// A target that is merged, the stage that it comes to, and what becomes of it.
pub(super) struct TargetMoved {
    pub(super) id: i64,
    pub(super) number: i64,
    pub(super) stage: i64,
    pub(super) fate: Fate,
}

/// Writes down what becomes of the targets of a project: those that move, with all that was decided
/// of them; and of each, which one it is from then on.
pub(super) fn write_targets(
    planner: &mut Planner<'_>,
    from: &Project,
    into: i64,
    moved: &[TargetMoved],
) -> Taken<()> {
    let mut is: HashMap<i64, i64> = HashMap::new();
    for target in moved {
        let becomes = match target.fate {
            Fate::Is(other) => other,
            Fate::Moves | Fate::Replaces(_) => {
                let number = match planner.space.is_new_stage(target.stage) {
                    true => target.number,
                    false => planner.next_target_number(into, target.stage)?,
                };
                planner.space.add_target(into, target.stage, number)
            }
        };
        is.insert(target.id, becomes);
    }
    copy_revisions(planner, from.id, moved, &mut is)?;
    copy_notices(planner, moved, &is)?;
    let decided_on = planner.occasion.as_of;
    for target in moved {
        let Some(becomes) = is.get(&target.id).copied() else {
            continue;
        };
        planner
            .space
            .batch
            .add(&is_another(target.id, becomes, decided_on));
        if let Fate::Replaces(other) = target.fate {
            planner
                .space
                .batch
                .add(&is_another(other, becomes, decided_on));
        }
    }
    Ok(())
}

/// A target is another one from now on.
fn is_another(target: i64, becomes: i64, decided_on: Day) -> RevisionEdit {
    RevisionEdit {
        target,
        entry: 0,
        position: 1,
        decided_on,
        terms: TermsEdit::default(),
        reason: None,
        merged_into: Some(becomes),
    }
}

/// All that counts of what was decided of the targets that move, in its order.
fn copy_revisions(
    planner: &mut Planner<'_>,
    from: i64,
    moved: &[TargetMoved],
    is: &mut HashMap<i64, i64>,
) -> Result<(), Error> {
    let mut edits = Vec::new();
    each(
        planner.space.read,
        Of::Project(from),
        &mut |edit: RevisionEdit| {
            if planner.space.visible.counts(edit.entry) {
                edits.push(edit);
            }
            Ok(())
        },
    )?;
    // Targets that were merged before, within the project.
    let earlier: Vec<(i64, i64)> = edits
        .iter()
        .filter_map(|edit| Some((edit.target, edit.merged_into?)))
        .collect();
    for _ in 0..earlier.len() {
        for (target, into) in &earlier {
            if let Some(becomes) = is.get(into).copied() {
                is.insert(*target, becomes);
            }
        }
    }
    for target in moved {
        if matches!(target.fate, Fate::Is(_)) {
            continue;
        }
        let Some(becomes) = is.get(&target.id).copied() else {
            continue;
        };
        let own = edits.iter().filter(|edit| edit.target == target.id);
        for (position, edit) in (1..).zip(own) {
            let carried_from = match edit.terms.carried_from {
                Given::Value(id) => is.get(&id).copied().map_or(Given::Absent, Given::Value),
                Given::Empty => Given::Empty,
                Given::Absent => Given::Absent,
            };
            planner.space.batch.add(&RevisionEdit {
                target: becomes,
                entry: 0,
                position,
                terms: TermsEdit {
                    carried_from,
                    ..edit.terms.clone()
                },
                ..edit.clone()
            });
        }
    }
    Ok(())
}

/// What `check` has told of targets need not be told again.
fn copy_notices(
    planner: &mut Planner<'_>,
    moved: &[TargetMoved],
    is: &HashMap<i64, i64>,
) -> Result<(), Error> {
    let notices_given = notices(planner.space.read, Day::LAST, planner.space.visible)?;
    for target in moved {
        let replaced = match target.fate {
            Fate::Is(_) => continue,
            Fate::Moves => None,
            Fate::Replaces(other) => Some(other),
        };
        let of = |id: i64| notices_given.iter().find(|notice| notice.target == id);
        let notice = of(target.id).or_else(|| of(replaced?));
        if let (Some(notice), Some(becomes)) = (notice, is.get(&target.id)) {
            planner.space.batch.add(&TargetNotice {
                entry: 0,
                notice: Notice {
                    target: *becomes,
                    ..notice.clone()
                },
            });
        }
    }
    Ok(())
}
