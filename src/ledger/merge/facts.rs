//! What the two are called, and their other facts.

use crate::messages::Hundredths;
use crate::messages::fact::{FactName, FactValue};
use crate::messages::merge::MergeClash;
use crate::model::{
    Alias, FactMerged, KeptText, Percent, Project, ProjectFacts, Stage, StageFacts, fold,
};

use super::sides::{Side, Sides};

/// A fact of a project that may be missing.
type Held = fn(&mut ProjectFacts) -> &mut Option<String>;

/// Those that one side may have and the other not.
const FACTS: [(&str, Held); 4] = [
    ("name_en", |facts| &mut facts.name_en),
    ("category", |facts| &mut facts.category),
    ("unit", |facts| &mut facts.unit),
    ("lead", |facts| &mut facts.lead),
];

/// The facts of the one that stays: its own, and what it lacks of the other's. Where both have one,
/// its own holds, unless the other is preferred; what does not is told.
pub(super) fn project_facts(
    from: &ProjectFacts,
    into: &ProjectFacts,
    preferred: Option<Side>,
) -> (ProjectFacts, Vec<FactMerged>) {
    let (mut merged, mut other) = (into.clone(), from.clone());
    let mut merged_facts = Vec::new();
    for (fact, held) in FACTS {
        let (own, other) = (held(&mut merged), held(&mut other).take());
        let Some(other) = other.filter(|other| own.as_ref() != Some(other)) else {
            continue;
        };
        let is_taken = own.is_none() || preferred == Some(Side::From);
        let was = own.clone();
        if is_taken {
            *own = Some(other.clone());
        }
        merged_facts.push(FactMerged {
            fact: fact.to_owned(),
            is_taken,
            own: was,
            other,
        });
    }
    for text in &from.texts {
        // Names that differ by case are one.
        let own = into
            .texts
            .iter()
            .find(|own| fold(&own.name) == fold(&text.name));
        if own.is_some_and(|own| own.value == text.value) {
            continue;
        }
        let is_taken = own.is_none() || preferred == Some(Side::From);
        let name = own.map_or(&text.name, |own| &own.name);
        if is_taken {
            let (name, value) = (name.clone(), text.value.clone());
            KeptText::lay(&mut merged.texts, KeptText { name, value });
        }
        merged_facts.push(FactMerged {
            fact: format!("{}{name}", KeptText::FACT),
            is_taken,
            own: own.map(|own| own.value.clone()),
            other: text.value.clone(),
        });
    }
    merged.aliases = aliases(from, &merged);
    (merged, merged_facts)
}

/// The other names of the one that stays, with all that the other was called.
fn aliases(from: &ProjectFacts, into: &ProjectFacts) -> Vec<Alias> {
    let mut aliases = into.aliases.clone();
    let own = [into.code.as_str(), into.name.as_str()];
    let own = own.into_iter().chain(into.name_en.as_deref());
    let mut known: Vec<String> = own.map(fold).collect();
    let certain = [from.code.as_str(), from.name.as_str()];
    let certain = certain.into_iter().chain(from.name_en.as_deref());
    let certain = certain.map(|name| Alias {
        name: name.to_owned(),
        is_certain: true,
    });
    for alias in certain.chain(from.aliases.iter().cloned()) {
        let key = fold(&alias.name);
        match aliases.iter_mut().find(|there| fold(&there.name) == key) {
            Some(there) => there.is_certain |= alias.is_certain,
            None if known.contains(&key) => {}
            None => {
                known.push(key);
                aliases.push(alias);
            }
        }
    }
    aliases
}

/// The facts of a stage of both: what one lacks, the other gives; what both have must be the same.
pub(super) fn stage_facts(from: &StageFacts, into: &StageFacts, sides: &mut Sides) -> StageFacts {
    let stage = into.code.to_string();
    let mut both = |fact: &'static str, this: Option<String>, that: Option<String>| {
        let (Some(this), Some(that)) = (this, that) else {
            return None;
        };
        (this != that).then(|| {
            sides.settle(|sides| MergeClash::Fact {
                stage: stage.clone(),
                fact: FactName(fact.to_owned()),
                into: sides.into.clone(),
                this: FactValue::of(fact, &this),
                from: sides.from.clone(),
                that: FactValue::of(fact, &that),
            })
        })
    };
    /// The fact of the side that holds.
    macro_rules! held {
        ($fact:ident) => {{
            let text = |facts: &StageFacts| facts.$fact.as_ref().map(ToString::to_string);
            match both(stringify!($fact), text(into), text(from)) {
                Some(Side::From) => from.$fact.clone(),
                _ => into.$fact.clone().or_else(|| from.$fact.clone()),
            }
        }};
    }
    let kinds = [into.kind, from.kind].map(|kind| Some(kind.id().to_owned()));
    let [this, that] = kinds;
    let kind = match both("kind", this, that) {
        Some(Side::From) => from.kind,
        _ => into.kind,
    };
    StageFacts {
        name_en: into.name_en.clone().or_else(|| from.name_en.clone()),
        kind,
        weight: held!(weight),
        unit: held!(unit),
        total: held!(total),
        ..into.clone()
    }
}

/// The weights of all stages are shares of one whole. If they come to more than that, only those of
/// one side stay.
pub(super) fn settle_weights(
    into: &Project,
    merged: &mut [(Option<&Stage>, &Stage, &mut StageFacts)],
    sides: &mut Sides,
) -> Vec<i64> {
    let is_merged = |stage: &Stage, merged: &[(Option<&Stage>, &Stage, &mut StageFacts)]| {
        let mut pairs = merged.iter().filter_map(|(there, ..)| *there);
        pairs.any(|there| there.id == stage.id)
    };
    let weight = |weight: Option<Percent>| weight.map_or(0, Percent::hundredths);
    let alone = into.stages.iter().filter(|stage| !stage.is_overall());
    let alone: Vec<&Stage> = alone.filter(|stage| !is_merged(stage, merged)).collect();
    let of_alone: i64 = alone.iter().map(|stage| weight(stage.facts.weight)).sum();
    let parts = merged.iter().filter(|(_, from, _)| !from.is_overall());
    let sum = of_alone + parts.map(|(.., facts)| weight(facts.weight)).sum::<i64>();
    if sum <= Percent::FULL.hundredths() {
        return Vec::new();
    }
    let sum = Hundredths(sum);
    let side = sides.settle(|_| MergeClash::Weights { sum });
    for (there, from, facts) in merged {
        facts.weight = match side {
            Side::From => from.facts.weight,
            Side::Into => there.and_then(|there| there.facts.weight),
        };
    }
    match side {
        Side::Into => Vec::new(),
        Side::From => alone.into_iter().map(|stage| stage.id).collect(),
    }
}
