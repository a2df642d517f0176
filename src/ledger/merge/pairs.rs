//! Which stages of the two are one.

use std::collections::HashMap;

use crate::ledger::names::{Called, Names};
use crate::messages::merge::{MergeClash, StageNamed};
use crate::model::{Project, Stage};

use super::sides::Sides;

/// Each stage of the one that is merged, in its order, with that of the other that it is: the one of
/// its code, else the one of its names, as a sheet would find it.
pub(super) fn paired<'a>(
    from: &'a Project,
    into: &'a Project,
    sides: &mut Sides,
) -> Vec<(&'a Stage, Option<&'a Stage>)> {
    let mut names = Names::default();
    for stage in &into.stages {
        names.add_stage(stage.id, &stage.facts);
    }
    let mut taken: HashMap<i64, String> = HashMap::new();
    let mut pairs = Vec::new();
    for stage in &from.stages {
        let mut found = Vec::new();
        for label in [stage.facts.code.as_str()]
            .into_iter()
            .chain(stage.facts.names())
        {
            match names.find(label) {
                Called::One(id, _) if !found.contains(&id) => found.push(id),
                Called::Several(ids) => found.extend(ids),
                Called::One(..) | Called::None => {}
            }
        }
        let matches: Vec<&Stage> = into
            .stages
            .iter()
            .filter(|other| found.contains(&other.id))
            .collect();
        let stage_path = from.stage_path(stage);
        if matches.len() > 1 {
            let matches = matches.into_iter().map(|stage| StageNamed {
                code: stage.facts.code.to_string(),
                name: stage.into(),
            });
            sides.clashes.push(MergeClash::WhichStage {
                stage_path,
                matches: matches.collect(),
            });
            continue;
        }
        let partner = matches.first().copied();
        if let Some(partner) = partner
            && let Some(other) = taken.insert(partner.id, stage_path.clone())
        {
            sides
                .clashes
                .push(MergeClash::SameStage { stage_path, other });
            continue;
        }
        pairs.push((stage, partner));
    }
    pairs
}
