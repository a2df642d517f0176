//! A project or stage that was added or edited.

use crate::messages::Parts;
use crate::messages::fact::{FactChange, FactName, FactValue};
use crate::messages::recorded::RecordedLine;
use crate::messages::subject::{Mark, Subject};
use crate::model::{Changed, Code, OVERALL, Project, Stage, StagePath, StateChange};

/// A project or stage that was added. Of a project of which nothing else was said, a target of the
/// whole is the next thing it needs.
pub fn added(
    entry: Option<i64>,
    project: &Project,
    stage: Option<&Stage>,
    asks_for_target: bool,
) -> RecordedLine {
    let (mark, subject) = (entry.map(Mark), Subject::of(project, stage));
    match stage {
        Some(stage) => RecordedLine::StageAdded {
            mark,
            subject,
            kind: stage.facts.kind,
        },
        None => RecordedLine::ProjectAdded {
            mark,
            subject,
            next: asks_for_target.then(|| StagePath {
                project: project.facts.code.clone(),
                stage: Code::new(OVERALL).ok(),
            }),
        },
    }
}

/// What changed of a project or stage: facts (the column, before, after), and the state that the
/// project was put into.
pub fn edited(
    entry: Option<i64>,
    project: &Project,
    stage: Option<&Stage>,
    facts: &[Changed],
    state: Option<&StateChange>,
) -> RecordedLine {
    let facts = facts.iter().map(|(fact, old, new)| FactChange::Fact {
        fact: FactName(fact.to_string()),
        new: FactValue::of(fact, new.as_deref().unwrap_or_default()),
        old: FactValue::of(fact, old.as_deref().unwrap_or_default()),
    });
    let mut changes: Vec<FactChange> = facts.collect();
    if let Some(change) = state {
        changes.push(FactChange::State {
            state: change.state,
            since: change.decided_on,
        });
        let mut states = project.states.iter();
        let later = states.find(|next| change.decided_on < next.decided_on);
        changes.extend(later.map(|next| FactChange::Then {
            state: next.state,
            since: next.decided_on,
        }));
    }
    RecordedLine::Edited {
        mark: entry.map(Mark),
        subject: Subject::of(project, stage),
        changes: Parts(changes),
    }
}
