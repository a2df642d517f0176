//! Recording what a command says of one project, and how the project stands then.

use std::cell::OnceCell;

use crate::assess::Assessment;
use crate::context::Context;
use crate::ledger::{self, Change, Origin, Outcome, Plan, Stated};
use crate::messages::recorded::RecordedLine;
use crate::messages::{CommandWarning, Error};
use crate::model::{Known, Portfolio, Project, Scope, Snapshot, Stage};
use crate::report::{self, TargetSet};
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
    slot: &'p OnceCell<Portfolio>,
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
            let project = plan.outcomes.iter().find_map(Outcome::project);
            let question = Snapshot {
                as_of,
                known: Known::Now,
                scope: project.map_or(Scope::Nothing, Scope::Project),
            };
            ask::judged_within(read, &question, slot)
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
            slot,
        )?,
    };
    Ok(Recorded {
        entry: recorded.entry,
        plan: recorded.plan,
        after,
    })
}

/// Tells of the targets and readings among what was recorded, in the order in which they were
/// stated, each with how it stands now; then what there is to know of them.
///
/// # Errors
/// Those of the output.
pub(super) fn tell(context: &mut Context, recorded: &Recorded<'_>) -> Result<(), Error> {
    let language = context.language(recorded.after.settings);
    for outcome in &recorded.plan.outcomes {
        let line = match outcome {
            Outcome::Target { .. } => target_line(context, recorded, outcome),
            Outcome::Reading { .. } => reading_line(context, recorded, outcome),
            _ => None,
        };
        if let Some(line) = line {
            context.output.confirm(language, &line)?;
        }
    }
    for (_, warning) in &recorded.plan.warnings {
        let warning = warning.clone();
        context.output.say(language, &CommandWarning { warning });
    }
    Ok(())
}

/// A project and its stage as they stand now.
fn find<'a>(
    after: &'a Assessment<'_>,
    project: i64,
    stage: i64,
) -> Option<(&'a Project, &'a Stage)> {
    let project = after.projects.iter().find(|there| there.id == project)?;
    let stage = project.stages.iter().find(|there| there.id == stage)?;
    Some((project, stage))
}

fn target_line(
    context: &Context,
    recorded: &Recorded<'_>,
    outcome: &Outcome,
) -> Option<RecordedLine> {
    let &Outcome::Target {
        project,
        stage,
        target,
        ref before,
        ref after,
    } = outcome
    else {
        return None;
    };
    let (project, stage) = find(&recorded.after, project, stage)?;
    let target = stage.targets.iter().find(|there| there.id == target)?;
    let mut judged = recorded.after.targets.iter();
    let line = TargetSet {
        project,
        stage,
        target,
        before: before.as_deref(),
        after,
        standing: judged.find(|judged| judged.target.id == target.id),
    };
    Some(line.line(recorded.entry, context.as_of))
}

fn reading_line(
    context: &Context,
    recorded: &Recorded<'_>,
    outcome: &Outcome,
) -> Option<RecordedLine> {
    let &Outcome::Reading {
        project,
        stage,
        ref reading,
        was,
        is_new,
        ..
    } = outcome
    else {
        return None;
    };
    let (project, stage) = find(&recorded.after, project, stage)?;
    let line = report::Recorded {
        entry: recorded.entry.filter(|_| is_new),
        project,
        stage,
        reading,
        was,
        standing: report::Recorded::standing(&recorded.after, stage.id),
    };
    Some(line.line(context.as_of))
}
