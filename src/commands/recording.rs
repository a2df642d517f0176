//! Recording what a command says of one project, and how the project stands then.

use std::cell::OnceCell;

use crate::assess::Assessment;
use crate::context::Context;
use crate::error::Error;
use crate::ledger::{self, Change, Origin, Outcome, Plan, Stated};
use crate::model::{Known, Portfolio, Scope, Snapshot};
use crate::store::Access;

use super::ask;

/// What became of a command's statements, and their project as it stands with them, judged.
pub(super) struct Recorded<'p> {
    /// The entry; `None`: they say what is there.
    pub(super) entry: Option<i64>,
    /// What became of each.
    pub(super) plan: Plan,
    /// The project.
    pub(super) after: Assessment<'p>,
}

/// Records the statements of a command that is about one project.
///
/// # Errors
/// Why they cannot be taken; [`Error::Store`].
pub(super) fn record<'p>(
    context: &Context,
    changes: Vec<Change>,
    command: [String; 2],
    place: &'p OnceCell<Portfolio>,
) -> Result<Recorded<'p>, Error> {
    let mut store = context.open(Access::Write)?;
    let origin = Origin::default();
    let stated: Vec<Stated> = changes
        .into_iter()
        .map(|change| Stated { origin, change })
        .collect();
    let as_of = context.as_of;
    let recorded = ledger::record(
        &mut *store,
        &context.entry(Vec::new()),
        &stated,
        &context.occasion(command),
        &|read, plan| {
            let project = plan.outcomes.iter().find_map(project);
            let question = Snapshot {
                as_of,
                known: Known::Now,
                scope: project.map_or(Scope::Nothing, Scope::Project),
            };
            ask::judged_within(read, &question, place)
        },
    )?;
    recorded.plan.check()?;
    let after = match recorded.after {
        Some(after) => after,
        None => ask::judged(
            &*store,
            &Snapshot {
                as_of,
                known: Known::Now,
                scope: Scope::Nothing,
            },
            place,
        )?,
    };
    Ok(Recorded {
        entry: recorded.entry,
        plan: recorded.plan,
        after,
    })
}

/// The project that an outcome is about.
pub(super) fn project(outcome: &Outcome) -> Option<i64> {
    match outcome {
        Outcome::Project { id, .. } | Outcome::State { id, .. } => Some(*id),
        Outcome::Stage { project, .. }
        | Outcome::Target { project, .. }
        | Outcome::Reading { project, .. } => Some(*project),
        Outcome::Setting { .. } | Outcome::None => None,
    }
}
