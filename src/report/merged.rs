//! Two projects that were merged, or would be, line by line.

use crate::messages::fact::{FactName, FactValue};
use crate::messages::merge::{MergeLine, MergePart, StageNamed};
use crate::messages::subject::{Mark, Subject};
use crate::messages::{Kind, LocalName, Notes, Parts, Things};
use crate::model::{FactMerged, Merged, MergedCount, StageFacts, StageMerged};

/// What is one from now on, and what becomes of each stage, name and fact.
pub fn merged(merged: &Merged) -> Vec<MergeLine> {
    let from = merged.from.facts.code.as_str();
    let mut lines = vec![MergeLine::Merged {
        mark: merged.entry.map(Mark),
        from: Box::new(Subject::of(&merged.from, None)),
        into: Box::new(Subject::of(&merged.into, None)),
    }];
    lines.extend(merged.stages.iter().map(stage));
    if !merged.aliases.is_empty() {
        lines.push(MergeLine::AlsoCalled(merged.aliases.clone()));
    }
    lines.extend(merged.facts.iter().map(|of| fact(of, from)));
    lines
}

fn stage(merged: &StageMerged) -> MergeLine {
    let parts = parts(merged);
    let Some(into) = &merged.into else {
        return MergeLine::NewStage {
            stage: named(&merged.from),
            parts,
        };
    };
    let is_same = into.code.key() == merged.from.code.key() && into.name == merged.from.name;
    let was = (!is_same).then(|| named(&merged.from));
    MergeLine::Stage {
        stage: named(into),
        was: Notes(was.into_iter().collect()),
        parts,
    }
}

fn named(facts: &StageFacts) -> StageNamed {
    StageNamed {
        code: facts.code.to_string(),
        name: LocalName {
            name: facts.name.clone(),
            name_en: facts.name_en.clone(),
        },
    }
}

fn parts(merged: &StageMerged) -> Parts<MergePart> {
    let things = |of: fn(&MergedCount) -> usize| {
        let counts = [
            Things(of(&merged.targets), Kind::Target),
            Things(of(&merged.readings), Kind::Reading),
        ];
        let there = counts.into_iter().filter(|Things(count, _)| *count > 0);
        there.collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    let mut push = |things: Vec<Things>, part: fn(Vec<Things>) -> MergePart| {
        parts.extend((!things.is_empty()).then(|| part(things)));
    };
    push(things(|count_merged| count_merged.moved), MergePart::Moved);
    push(things(|count_merged| count_merged.same), MergePart::Same);
    push(
        things(|count_merged| count_merged.left_out),
        MergePart::LeftOut,
    );
    if parts.is_empty() {
        parts.push(MergePart::Nothing);
    }
    parts.extend(merged.lower.map(|(figure, before)| MergePart::Lower {
        percent: figure.percent,
        on: figure.on,
        before,
    }));
    Parts(parts)
}

fn fact(merged: &FactMerged, from: &str) -> MergeLine {
    let value = |value: &str| FactValue::of(&merged.fact, value);
    let own = merged.own.as_deref().unwrap_or_default();
    let fact = FactName(merged.fact.clone());
    let from = from.to_owned();
    match merged.is_taken {
        true => MergeLine::Taken {
            fact,
            value: value(&merged.other),
            from,
        },
        false => MergeLine::Kept {
            fact,
            value: value(own),
            from,
            other: value(&merged.other),
        },
    }
}
