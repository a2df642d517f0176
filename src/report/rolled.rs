//! What was carried on at the turn of a period, or would be.

use std::collections::HashSet;

use crate::assess::Judged;
use crate::messages::brief::Together;
use crate::messages::roll::{RollLeft, RollLine, RolledTarget, Was};
use crate::messages::subject::Mark;
use crate::messages::{Lines, Notes, Projects, ShortDay, StatusWord, Targets};
use crate::model::{Day, Language, Period, Revision, StagePath};

use super::columns::goal;

/// What is carried on from one period into another, and what stays.
pub struct Rolled<'a> {
    /// The targets that are carried on, each with the terms of the one that does.
    pub carried: Vec<(&'a Judged<'a>, &'a Revision)>,
    /// How many are met.
    pub met: usize,
    /// How many were given up.
    pub given_up: usize,
    /// How many were carried on before.
    pub already: usize,
    /// The period that ends, and the one that follows.
    pub periods: (Period, Period),
    /// The day of the command.
    pub as_of: Day,
}

/// The line that tells of it; without an entry it is a trial, or nothing was to be done.
pub fn rolled(language: Language, rolling: &Rolled<'_>, entry: Option<i64>) -> RollLine {
    let (from, to) = rolling.periods;
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
    let lines = rolling.carried.iter().map(|(judged, after)| {
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
        let terms = &judged.revision.terms;
        let due = terms.due.filter(|due| Some(*due) != after.terms.due);
        let known = rolling.as_of;
        let due = due.map(|day| Was::Due(ShortDay { day, known }));
        let percent = Some(terms.percent).filter(|percent| *percent != after.terms.percent);
        let others = percent.map(Was::Percent).into_iter().chain(due);
        let others = Together(others.collect());
        match after.terms.due {
            Some(due) => RolledTarget::By {
                stage_path,
                project,
                goal,
                due,
                was,
                others,
            },
            None => RolledTarget::Undated {
                stage_path,
                project,
                goal,
                was,
                others,
            },
        }
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
