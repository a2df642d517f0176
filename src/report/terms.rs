//! The terms of a target, part by part.

use crate::messages::Notes;
use crate::messages::terms::{Because, DueNote, GoalBy, GoalWord, TargetPart};
use crate::model::{Day, Figure, Revision, StageKind, TargetState, Terms};

/// How much by when, and where the day comes from.
pub(super) fn goal_by(kind: StageKind, terms: &Terms) -> GoalBy {
    let goal = GoalWord::of(kind, terms.percent);
    let implied = terms.is_due_implied.then_some(DueNote::Implied);
    let words = terms.words.clone().map(DueNote::Words);
    let notes = Notes(implied.into_iter().chain(words).collect());
    match terms.due {
        Some(due) => GoalBy::By { goal, due, notes },
        None => GoalBy::Undated { goal, notes },
    }
}

/// The goal alone.
pub(super) fn goal_part(kind: StageKind, terms: &Terms) -> TargetPart {
    TargetPart::Goal {
        terms: goal_by(kind, terms),
        before: Notes(Vec::new()),
    }
}

/// What else was decided: where the plan starts, its points, the commitment, whether it rests, the
/// period and the label.
pub(super) fn other_parts(terms: &Terms) -> Vec<TargetPart> {
    let declared = terms.baseline.and_then(|from| from.on);
    let start = declared.or(terms.start.map(Day::before));
    let from = terms.baseline.map(|from| from.percent);
    let points = terms.plan_points.iter();
    let points: Vec<Figure> = points
        .map(|point| Figure {
            on: point.on,
            percent: point.percent,
        })
        .collect();
    let label = Some(terms.label.clone()).filter(|label| !label.is_empty());
    [
        match (start, from) {
            (Some(on), Some(percent)) => Some(TargetPart::StartsAt(Figure { on, percent })),
            (Some(on), None) => Some(TargetPart::StartsOn(on)),
            (None, Some(percent)) => Some(TargetPart::StartsFrom(percent)),
            (None, None) => None,
        },
        (!points.is_empty()).then_some(TargetPart::Via(points)),
        terms.commitment.map(TargetPart::Commitment),
        Some(terms.state)
            .filter(|state| *state != TargetState::Active)
            .map(TargetPart::State),
        terms.period.map(TargetPart::Period),
        label.map(TargetPart::Label),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The terms of a revision, and when and why they were decided.
pub(super) fn decided_parts(kind: StageKind, revision: &Revision) -> Vec<TargetPart> {
    let mut parts = vec![goal_part(kind, &revision.terms)];
    parts.extend(other_parts(&revision.terms));
    parts.push(TargetPart::Decided {
        on: revision.decided_on,
        reason: Because::of(revision.reason.as_deref()),
    });
    parts
}
