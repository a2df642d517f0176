//! What was carried on at the turn of a period, or would be.

use std::collections::HashSet;

use crate::assess::Judged;
use crate::ledger::{Outcome, Plan, Rolling};
use crate::messages::roll::{RollLeft, RollLine, RolledTarget, WasDue};
use crate::messages::subject::Mark;
use crate::messages::{Lines, Notes, Projects, ShortDay, StatusWord, Targets};
use crate::model::{Day, Language, Period, StagePath};

use super::columns::goal;

/// The line that tells of it; without an entry it is a trial, or nothing was to be done.
pub fn rolled(
    language: Language,
    rolling: &Rolling<'_>,
    plan: &Plan,
    entry: Option<i64>,
    (from, to): (Period, Period),
    as_of: Day,
) -> RollLine {
    let left = [
        (rolling.met, RollLeft::Met as fn(usize) -> RollLeft),
        (rolling.given_up, RollLeft::GivenUp),
        (rolling.already, RollLeft::Already),
    ];
    let left = left.into_iter().filter(|(count, _)| *count > 0);
    let left = Notes(left.map(|(count, kind)| kind(count)).collect());
    if rolling.carried.is_empty() {
        return RollLine::Nothing { from, to, left };
    }
    let outcomes = rolling.carried.iter().zip(&plan.outcomes);
    let lines = outcomes.filter_map(|((judged, _), outcome)| {
        let Outcome::Target { after, .. } = outcome else {
            return None;
        };
        let project = judged.project.into();
        let stage_path = StagePath {
            project: judged.project.facts.code.clone(),
            stage: Some(judged.stage.facts.code.clone()),
        };
        // One that was there has a percent of its own.
        let goal = goal(
            language,
            &Judged {
                revision: after,
                ..(*judged).clone()
            },
        );
        let was = StatusWord(judged.verdict.status, judged.verdict.reason);
        let due = judged.revision.terms.due;
        let was_due = due.filter(|due| Some(*due) != after.terms.due);
        let was_due = was_due.map(|day| WasDue::Was(ShortDay { day, known: as_of }));
        Some(match after.terms.due {
            Some(due) => RolledTarget::By {
                stage_path,
                project,
                goal,
                due,
                was,
                was_due,
            },
            None => RolledTarget::Undated {
                stage_path,
                project,
                goal,
                was,
                was_due,
            },
        })
    });
    let projects: HashSet<i64> = (rolling.carried.iter())
        .map(|(judged, _)| judged.project.id)
        .collect();
    RollLine::Carried {
        mark: entry.map(Mark),
        from,
        to,
        targets: Targets(rolling.carried.len()),
        projects: Projects(projects.len()),
        left,
        lines: Lines(lines.collect()),
    }
}
