//! Merging two projects of the record that are one, such as a twin that a sheet made.
//!
//! It is one entry of ordinary rows: what counts of the one is said again of the other, with its
//! days, words and reasons; and rows that say that the one, and each of its targets, is the other
//! from then on. So the past stays as it was known, and once the entry is retracted there are two
//! again.

mod copies;
mod facts;
mod pairs;
mod readings;
mod sides;
mod targets;

use std::collections::HashSet;

use crate::messages::merge::{MergeClash, MergeProblem};
use crate::messages::{Error, Refusal};
use crate::model::{
    Day, Known, Merged, MergedCount, NewEntry, Percent, Project, ProjectFactsEdit, Reading, Stage,
    StageFacts, StageKind, StageMerged, State,
};
use crate::store::rows::ProjectEdit;
use crate::store::{self, Read, ReadingsOn, Store, Visible, readings_between};

use super::batch::Batch;
use super::mention::ProjectMention;
use super::occasion::Occasion;
use super::plan::head;
use super::planner::{NotTaken, Planner, Taken};
use super::workspace::Workspace;

use self::copies::{TargetMoved, write_targets};
use self::facts::{project_facts, settle_weights, stage_facts};
use self::sides::{Side, Sides};
use self::targets::{Fate, Unmet, fates};

/// Which projects are to be merged, as they are typed.
#[derive(Clone, Debug)]
pub struct Merging {
    /// The one that is merged.
    pub from: String,
    /// The one that stays.
    pub into: String,
    /// The one of them that holds where they contradict each other.
    pub prefer: Option<String>,
}

/// Plans a merger and, unless it is a trial, writes it as one entry.
///
/// # Errors
/// [`Error::Refused`] with all that is in its way; [`Error::Store`]. Then nothing was written.
pub fn merge(
    store: &mut dyn Store,
    entry: &NewEntry,
    merging: &Merging,
    occasion: &Occasion,
) -> Result<Merged, Error> {
    let mut planned = None;
    store.read(&mut |read| {
        planned = Some(MergePlan::make(read, merging, occasion)?);
        Ok(())
    })?;
    let Some(mut plan) = planned else {
        return Err(Refusal::NoCode.into());
    };
    if occasion.is_trial {
        return Ok(plan.merged);
    }
    let number = store.write(entry, &mut |write| {
        if head(&*write)? != plan.head {
            // Somebody wrote meanwhile.
            plan = MergePlan::make(&*write, merging, occasion)?;
        }
        std::mem::take(&mut plan.batch).write(write)?;
        Ok(store::Outcome::Keep)
    })?;
    Ok(Merged {
        entry: number,
        ..plan.merged
    })
}

/// A merger, found out before anything is written.
struct MergePlan {
    merged: Merged,
    /// What is to be written.
    batch: Batch,
    /// The last entry of the record that it was planned on.
    head: i64,
}

/// What becomes of a stage of the project that is merged.
struct StagePlan<'a> {
    from: &'a Stage,
    /// The stage that it is; `None`: a new one.
    there: Option<&'a Stage>,
    /// Its facts as a stage of the project that stays.
    facts: StageFacts,
    fates: Vec<(i64, Fate)>,
    readings: Vec<Reading>,
    merged: StageMerged,
}

impl MergePlan {
    fn make(read: &dyn Read, merging: &Merging, occasion: &Occasion) -> Result<MergePlan, Error> {
        let visible = Visible::of(read, Known::Now)?;
        let excluded = HashSet::new();
        let space = Workspace::new(read, &visible, occasion.as_of)?;
        let mut planner = Planner::new(space, occasion, Vec::new(), &excluded);
        let merged = match planned(&mut planner, merging) {
            Ok(merged) => merged,
            Err(NotTaken::Refused(_, refusal)) => return Err(refusal.into()),
            Err(NotTaken::Failed(error)) => return Err(error),
        };
        Ok(MergePlan {
            merged,
            batch: planner.finish().batch,
            head: head(read)?,
        })
    }
}

fn refuse<T>(problem: MergeProblem) -> Taken<T> {
    Err(("project", Refusal::Merge(problem)).into())
}

/// Plans the merger; what is to be written is with the planner.
fn planned(planner: &mut Planner<'_>, merging: &Merging) -> Taken<Merged> {
    let from = found(planner, &merging.from)?;
    let into = found(planner, &merging.into)?;
    let [from_code, into_code] = [&from, &into].map(|project| project.facts.code.to_string());
    if from.id == into.id {
        return refuse(MergeProblem::Itself(into_code));
    }
    let as_of = planner.occasion.as_of;
    if into.state_on(as_of) == State::Closed && from.state_on(as_of) != State::Closed {
        return refuse(MergeProblem::Closed {
            from: from_code,
            into: into_code,
        });
    }
    let mut sides = Sides {
        preferred: preferred(planner, merging, [&from, &into])?,
        from: from_code,
        into: into_code,
        clashes: Vec::new(),
    };
    let unmet = [from.id, into.id].map(|id| planner.standing(id).map(|s| s.unmet.clone()));
    let [of_from, of_into] = unmet;
    let (of_from, of_into) = (of_from?, of_into?);
    let unmet = Unmet {
        from: &of_from,
        into: &of_into,
    };
    let mut stages = Vec::new();
    for (stage, there) in pairs::paired(&from, &into, &mut sides) {
        stages.push(stage_plan(
            planner, &into, stage, there, &unmet, &mut sides,
        )?);
    }
    let mut weighed: Vec<_> = stages
        .iter_mut()
        .map(|plan| (plan.there, plan.from, &mut plan.facts))
        .collect();
    let unweighed = settle_weights(&into, &mut weighed, &mut sides);
    if !sides.clashes.is_empty() {
        let problem = MergeProblem::of(sides.from, sides.into, sides.clashes);
        return refuse(problem);
    }
    let (facts, merged_facts) = project_facts(&from.facts, &into.facts, sides.preferred);
    let is_new = |name: &&String| into.facts.aliases.iter().all(|there| there.name != **name);
    let aliases = facts.aliases.iter().map(|alias| &alias.name);
    let aliases = aliases.filter(is_new).cloned().collect();
    if let Some(held) = planner.space.at_hand_mut(into.id) {
        held.project.facts = facts;
        let all = held.project.stages.iter_mut();
        let without = all.filter(|stage| unweighed.contains(&stage.id));
        without.for_each(|stage| stage.facts.weight = None);
    }
    let stages = write(planner, &from, &into, stages)?;
    Ok(Merged {
        entry: None,
        from,
        into,
        stages,
        aliases,
        facts: merged_facts,
    })
}

/// The project that is typed.
fn found(planner: &mut Planner<'_>, typed: &str) -> Taken<Project> {
    let id = planner.project(&ProjectMention::Typed(typed.to_owned()))?;
    planner.space.get(id)?;
    Ok(planner.held(id)?.project.clone())
}

/// Whose word holds, if that was said.
fn preferred(
    planner: &mut Planner<'_>,
    merging: &Merging,
    [from, into]: [&Project; 2],
) -> Taken<Option<Side>> {
    let Some(typed) = &merging.prefer else {
        return Ok(None);
    };
    match found(planner, typed)?.id {
        id if id == from.id => Ok(Some(Side::From)),
        id if id == into.id => Ok(Some(Side::Into)),
        _ => refuse(MergeProblem::NeitherPreferred {
            typed: typed.clone(),
            from: from.facts.code.to_string(),
            into: into.facts.code.to_string(),
        }),
    }
}

fn stage_plan<'a>(
    planner: &Planner<'_>,
    into: &Project,
    from: &'a Stage,
    there: Option<&'a Stage>,
    unmet: &Unmet<'_>,
    sides: &mut Sides,
) -> Taken<StagePlan<'a>> {
    let of_from = readings_of(planner, from)?;
    let of_there = match there {
        Some(there) => readings_of(planner, there)?,
        None => Vec::new(),
    };
    let facts = match there {
        Some(there) => stage_facts(&from.facts, &there.facts, sides),
        None => from.facts.clone(),
    };
    let is_changed = there.is_some_and(|there| there.is_milestone() != from.is_milestone());
    if is_changed && facts.kind == StageKind::Milestone {
        let percent = partial([Some(from), there], [&of_from, &of_there]);
        let stage_path = format!("{}/{}", into.facts.code, facts.code);
        sides
            .clashes
            .extend(percent.map(|percent| MergeClash::Milestone {
                stage_path,
                percent,
            }));
    }
    let readings = readings::merged(of_from, &of_there, &facts, sides);
    let (fates, targets) = match there {
        Some(there) => fates(from, there, facts.kind, unmet, sides),
        None => {
            let all = from.targets.iter().map(|target| (target.id, Fate::Moves));
            let moved = MergedCount {
                moved: from.targets.len(),
                ..MergedCount::default()
            };
            (all.collect(), moved)
        }
    };
    Ok(StagePlan {
        from,
        there,
        facts,
        fates,
        readings: readings.readings,
        merged: StageMerged {
            from: from.facts.clone(),
            into: there.map(|there| there.facts.clone()),
            targets,
            readings: readings.count_merged,
            lower: readings.lower,
        },
    })
}

/// All that counts of what was reported of a stage.
fn readings_of(planner: &Planner<'_>, stage: &Stage) -> Result<Vec<(Day, ReadingsOn)>, Error> {
    let (read, visible) = (planner.space.read, planner.space.visible);
    readings_between(read, stage.id, Day::default(), Day::LAST, visible)
}

/// A percent between 0 and 100, of targets or readings: a milestone has none.
fn partial(stages: [Option<&Stage>; 2], readings: [&[(Day, ReadingsOn)]; 2]) -> Option<Percent> {
    let targets = stages
        .into_iter()
        .flatten()
        .flat_map(|stage| &stage.targets);
    let goals = targets.filter_map(|target| target.partial_percent());
    let all = readings.into_iter().flatten();
    let figures = all.filter_map(|(_, on)| on.with_figure.as_ref()?.reading.percent);
    let is_part = |percent: &Percent| Percent::ZERO < *percent && *percent < Percent::FULL;
    goals.chain(figures).find(is_part)
}

/// Writes down what becomes of each stage, and that the one project is the other from then on.
fn write(
    planner: &mut Planner<'_>,
    from: &Project,
    into: &Project,
    plans: Vec<StagePlan<'_>>,
) -> Taken<Vec<StageMerged>> {
    let positions = into.stages.iter().map(|stage| stage.facts.position);
    let mut position = positions.max().unwrap_or(-1);
    let (mut moved, mut merged) = (Vec::new(), Vec::new());
    for plan in plans {
        let stage = match plan.there {
            Some(there) => {
                let held = planner.space.at_hand_mut(into.id);
                if let Some(stage) = held.and_then(|held| held.stage_mut(there.id)) {
                    stage.facts = plan.facts;
                }
                there.id
            }
            None => {
                position = position.saturating_add(1);
                let facts = StageFacts {
                    position,
                    ..plan.facts
                };
                planner.space.add_stage(into.id, facts)
            }
        };
        let readings = plan.readings.into_iter().map(|reading| (stage, reading));
        planner.space.batch.readings.extend(readings);
        for (id, fate) in plan.fates {
            let mut targets = plan.from.targets.iter();
            let number = targets.find(|target| target.id == id);
            moved.push(TargetMoved {
                id,
                number: number.map_or(0, |target| target.number),
                stage,
                fate,
            });
        }
        merged.push(plan.merged);
    }
    write_targets(planner, from, into.id, &moved)?;
    planner.space.batch.add(&ProjectEdit {
        project: from.id,
        entry: 0,
        facts: ProjectFactsEdit::default(),
        reason: None,
        merged_into: Some(into.id),
    });
    Ok(merged)
}
