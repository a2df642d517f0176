//! What is said of stages: facts, kinds, weights.

use crate::messages::{Error, Hundredths, Refusal};
use crate::model::{Project, Stage, StageFactsEdit, StageKind};

use super::change::{Novelty, StageChange};
use super::mention::StageMention;
use super::outcome::Outcome;
use super::planner::{Planner, Taken, refuse};
use super::readings::partly_done;

impl Planner<'_> {
    /// Takes the facts of stages, and then sees whether they go together: kinds, and weights.
    pub(super) fn take_stages(&mut self, given: &[(usize, &StageChange)]) -> Result<(), Error> {
        let mut taken = Vec::new();
        for (at, change) in given {
            let stage = self.take_stage(*at, change);
            if let Some((project, stage)) = self.noted(*at, stage)? {
                taken.push((*at, &change.facts, project, stage));
            }
        }
        for ((project, stage), kind) in std::mem::take(&mut self.supposed_kinds) {
            let held = self.space.at_hand_mut(project);
            if let Some(stage) = held.and_then(|held| held.stage_mut(stage)) {
                stage.facts.kind = kind;
            }
        }
        for check in [
            Planner::check_kind_of_targets,
            Planner::check_kind_of_figures,
            Planner::check_weight,
        ] {
            for (at, facts, project, stage) in &taken {
                let checked = check(self, facts, *project, *stage);
                self.noted(*at, checked)?;
            }
        }
        Ok(())
    }

    /// A milestone has no target between 0 and 100,
    fn check_kind_of_targets(
        &self,
        stated: &StageFactsEdit,
        project: i64,
        stage: i64,
    ) -> Taken<()> {
        let percent = self
            .held_stage(project, stage)?
            .partial_percent_of_milestone();
        match percent.filter(|_| stated.kind.is_some()) {
            Some(percent) => {
                let stage_path = self.stage_path(project, stage);
                refuse(
                    "kind",
                    Refusal::PartialTarget {
                        stage_path,
                        percent,
                    },
                )
            }
            None => Ok(()),
        }
    }

    /// nor, if it was measured before, a figure.
    fn check_kind_of_figures(
        &self,
        stated: &StageFactsEdit,
        project: i64,
        stage: i64,
    ) -> Taken<()> {
        let held = self.held(project)?;
        let was_measured = held
            .stage_before(stage)
            .is_some_and(|was| !was.is_milestone());
        let is_milestone = held.stage(stage).is_some_and(Stage::is_milestone);
        if stated.kind.is_none() || !was_measured || !is_milestone {
            return Ok(());
        }
        match partly_done(self.space.read, self.space.visible, stage)? {
            Some(figure) => {
                let stage_path = self.stage_path(project, stage);
                refuse("kind", Refusal::PartlyDone { stage_path, figure })
            }
            None => Ok(()),
        }
    }

    /// Weights are of parts, and 100 % in all. Which of them is wrong, only people know.
    fn check_weight(&self, stated: &StageFactsEdit, project: i64, stage: i64) -> Taken<()> {
        let held = self.held(project)?;
        let weight = |stage: &Stage| stage.facts.weight;
        let has_moved =
            held.stage(stage).and_then(weight) != held.stage_before(stage).and_then(weight);
        if !stated.weight.is_given() || !has_moved {
            return Ok(());
        }
        if held.stage(stage).is_some_and(Stage::is_overall) {
            return refuse("weight", Refusal::WeightOfWhole);
        }
        match held.project.excess_weight() {
            Some(sum) => refuse(
                "weight",
                Refusal::Weights {
                    sum: Hundredths(sum),
                },
            ),
            None => Ok(()),
        }
    }

    fn take_stage(&mut self, at: usize, change: &StageChange) -> Taken<(i64, i64)> {
        let project = self.project(&change.project)?;
        let count = {
            self.space.get(project)?;
            let there = &self.held(project)?.project;
            if let StageMention::Code(code) = &change.stage
                && let Some(same) = there.stage(code.as_str())
                && change.novelty == Novelty::Added
            {
                return refuse("stage", exists(there, same));
            }
            there.stages.len()
        };
        let stage = self.stage(
            project,
            &change.stage,
            change.facts.kind.unwrap_or(StageKind::Measured),
        )?;
        let is_new = count < self.held(project)?.project.stages.len();
        let old = self.held_stage(project, stage)?.facts.clone();
        let age = self.age(at, change.said_on);
        let stated = change.facts.clone();
        let stated = self.stage_without_newer(at, [project, stage], age, &old, stated)?;
        self.stages_stated.insert(stage);
        if is_new && matches!(change.stage, StageMention::Named(_)) {
            self.supposed_kinds
                .insert((project, stage), StageKind::Milestone);
        }
        if let Some(kind) = self.supposed_kinds.get_mut(&(project, stage))
            && change.is_measured
        {
            *kind = StageKind::Measured;
        }
        if let Some(kind) = stated.kind {
            self.supposed_kinds.remove(&(project, stage));
            self.check_same(at, stage, "kind", (kind.id(), change.said_on))?;
        }
        if change.stage == StageMention::Investment
            && let Some(total) = stated.total.value()
        {
            let unit = stated
                .unit
                .value()
                .map_or(String::new(), |unit| format!(" {unit}"));
            let total = format!("{total}{unit}");
            self.check_same(at, stage, "budget", (&total, change.said_on))?;
        }
        let there = &self.held(project)?.project;
        let mut new = old.clone();
        new.lay(stated.clone());
        let mut others = there.stages.iter().filter(|other| other.id != stage);
        if let Some(other) = others.find(|other| other.facts.code.key() == new.code.key()) {
            return refuse("code", exists(there, other));
        }
        let facts = match is_new {
            true => Vec::new(),
            false => {
                let changed = StageFactsEdit::between(Some(&old), &new);
                StageFactsEdit::between(None, &old).changes(&changed)
            }
        };
        if let Some(held) = self.space.at_hand_mut(project) {
            if let Some(reason) = &change.reason {
                held.stage_reasons.insert(stage, reason.clone());
            }
            if let Some(there) = held.stage_mut(stage) {
                there.facts = new;
            }
        }
        let id = stage;
        self.done(at, Outcome::Stage { project, id, facts });
        Ok((project, stage))
    }
}

fn exists(project: &Project, stage: &Stage) -> Refusal {
    Refusal::Exists {
        code: project.stage_path(stage),
        name: stage.into(),
    }
}
