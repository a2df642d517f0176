//! What is said of stages: facts, kinds, weights.

use crate::messages::{Error, Hundredths, Refusal};
use crate::model::{Changed, Stage, StageFacts, StageFactsEdit, StageKind};

use super::change::{Novelty, StageChange, StageMention};
use super::outcome::Outcome;
use super::planner::Planner;
use super::readings::partly_done;
use super::resolve::Meant;

impl Planner<'_> {
    /// Takes the facts of stages, and then sees whether they go together: kinds, and weights.
    pub(super) fn take_stages(&mut self, given: &[(usize, &StageChange)]) -> Result<(), Error> {
        let mut weighed = Vec::new();
        let mut taken = Vec::new();
        for (at, change) in given {
            match self.take_stage(*at, change)? {
                Err((field, problem)) => self.fault(*at, field, problem),
                Ok((project, stage)) => {
                    let held = self.space.at_hand(project);
                    let now = held.and_then(|held| held.stage(stage)?.facts.weight);
                    let was = held.and_then(|held| held.stage_before(stage)?.facts.weight);
                    if change.facts.weight.is_given() && now != was {
                        weighed.push((*at, project, stage));
                    }
                    taken.push((*at, project, stage, change.facts.kind.is_some()));
                }
            }
        }
        self.settle_kinds();
        let mut became = Vec::new();
        for (at, project, stage, gives_kind) in taken {
            let Some(held) = self.space.at_hand(project) else {
                continue;
            };
            let is_milestone = held.stage(stage).is_some_and(Stage::is_milestone);
            let was = held.stage_before(stage);
            if is_milestone && gives_kind && was.is_some_and(|was| !was.is_milestone()) {
                became.push((at, project, stage));
            }
            if let Some(percent) = held
                .stage(stage)
                .and_then(Stage::partial_percent_of_milestone)
                && gives_kind
            {
                let place = held.place(stage);
                self.fault(at, "kind", Refusal::PartialTarget { place, percent });
            }
        }
        for (at, project, stage) in became {
            let found = partly_done(self.space.read, self.space.visible, stage)?;
            let place = self.space.at_hand(project).map(|held| held.place(stage));
            if let (Some(figure), Some(place)) = (found, place) {
                self.fault(at, "kind", Refusal::PartlyDone { place, figure });
            }
        }
        // Which of the weights is wrong, only people know.
        for (at, project, stage) in weighed {
            let Some(held) = self.space.at_hand(project) else {
                continue;
            };
            let sum = held.project.excess_weight();
            let is_overall = held.stage(stage).is_some_and(Stage::is_overall);
            if is_overall {
                self.fault(at, "weight", Refusal::WeightOfWhole);
            } else if let Some(sum) = sum {
                let sum = Hundredths(sum);
                self.fault(at, "weight", Refusal::Weights { sum });
            }
        }
        Ok(())
    }

    fn take_stage(&mut self, at: usize, change: &StageChange) -> Result<Meant<(i64, i64)>, Error> {
        let project = match self.project(&change.project)? {
            Ok(project) => project,
            Err(fault) => return Ok(Err(fault)),
        };
        let count = self
            .space
            .get(project)?
            .map_or(0, |held| held.project.stages.len());
        let kind = change.facts.kind.unwrap_or(StageKind::Measured);
        if change.novelty == Novelty::Added
            && let StageMention::Code(code) = &change.stage
            && let Some(held) = self.space.at_hand(project)
            && let Some(same) = held.project.stage(code.as_str())
        {
            let problem = Refusal::Exists {
                code: format!("{}/{}", held.project.facts.code, same.facts.code),
                name: same.facts.name.clone(),
            };
            return Ok(Err(("stage", problem)));
        }
        let stage = match self.stage(project, &change.stage, kind)? {
            Ok(stage) => stage,
            Err(fault) => return Ok(Err(fault)),
        };
        let origin = self.origin(at);
        let Some(held) = self.space.at_hand_mut(project) else {
            return Ok(Err(("project", Refusal::UnknownProject)));
        };
        let is_new = count < held.project.stages.len();
        self.spoken_of.stages.insert(stage);
        if is_new && matches!(change.stage, StageMention::Named(_)) {
            self.spoken_of.named.insert(stage);
        }
        if change.has_share {
            self.spoken_of.shares.insert(stage);
        }
        if let Some(kind) = change.facts.kind {
            let first = self.spoken_of.kinds.entry(stage).or_insert((kind, origin));
            if first.0 != kind {
                let problem = Refusal::Differs {
                    first: self.occasion.row(first.1),
                    value: first.0.id().to_owned(),
                };
                return Ok(Err(("kind", problem)));
            }
        }
        let Some(there) = held.stage(stage) else {
            return Ok(Err(("stage", Refusal::UnknownProject)));
        };
        let old = there.facts.clone();
        let mut new = old.clone();
        new.lay(change.facts.clone());
        let key = new.code.key();
        let mut others = held.project.stages.iter().filter(|other| other.id != stage);
        if let Some(other) = others.find(|other| other.facts.code.key() == key) {
            let problem = Refusal::Exists {
                code: format!("{}/{}", held.project.facts.code, other.facts.code),
                name: other.facts.name.clone(),
            };
            return Ok(Err(("code", problem)));
        }
        if let Some(reason) = &change.reason {
            held.stage_reasons.insert(stage, reason.clone());
        }
        if let Some(there) = held.stage_mut(stage) {
            there.facts = new.clone();
        }
        let facts = if is_new {
            Vec::new()
        } else {
            differences(&old, &new)
        };
        self.done(
            at,
            Outcome::Stage {
                project,
                id: stage,
                is_new,
                facts,
            },
        );
        Ok(Ok((project, stage)))
    }

    /// A new stage that a sheet names is of the kind a statement gives it, else measured if a share
    /// of it is spoken of, else a milestone.
    fn settle_kinds(&mut self) {
        let ids: Vec<i64> = self
            .space
            .all_at_hand()
            .iter()
            .map(|held| held.project.id)
            .collect();
        for id in ids {
            let Some(held) = self.space.at_hand_mut(id) else {
                continue;
            };
            for stage in &mut held.project.stages {
                let is_named = self.spoken_of.named.contains(&stage.id);
                if is_named && !self.spoken_of.kinds.contains_key(&stage.id) {
                    stage.facts.kind = if self.spoken_of.shares.contains(&stage.id) {
                        StageKind::Measured
                    } else {
                        StageKind::Milestone
                    };
                }
            }
        }
    }
}

/// The facts that differ.
fn differences(old: &StageFacts, new: &StageFacts) -> Vec<Changed> {
    let said = StageFactsEdit::between(Some(old), new);
    StageFactsEdit::between(None, old).changes(&said)
}
