//! What a plan of sheets does, as it is shown.

use std::collections::HashSet;

use crate::ledger::{Outcome, Steps};
use crate::messages::plan::{FigureCount, More, PlanClass, PlanLine, PlanPart};
use crate::messages::recorded::SettingValue;
use crate::messages::subject::Subject;
use crate::messages::{Kind, Lines, Notes, Things, UpTo};
use crate::model::{Code, Figure, Project, Stage};
use crate::report::{TargetSet, edited};

/// So many steps of a class are listed; the others are counted.
pub(super) const LISTED: usize = 40;

/// The plan's steps by their classes, of each class at most so many.
pub(super) fn parts(steps: &Steps, most: usize) -> Vec<PlanPart> {
    let mut outcomes: Vec<(PlanClass, &Outcome)> = (steps.all.iter())
        .filter_map(|step| Some((class(step)?, step)))
        .collect();
    outcomes.sort_by_key(|(class, _)| *class);
    let new: HashSet<i64> = (outcomes.iter())
        .filter(|(class, _)| *class == PlanClass::NewProjects)
        .filter_map(|(_, step)| step.project())
        .collect();
    let by_class = outcomes.chunk_by(|(a, _), (b, _)| a == b);
    let mut parts: Vec<PlanPart> = by_class.map(|all| part(all, steps, most)).collect();
    let is_known = |id: &i64| !new.contains(id);
    let known = (steps.figures.iter()).filter(|(id, ..)| is_known(id));
    let counts: Vec<FigureCount> = known
        .map(|(_, code, count)| FigureCount {
            code: code.clone(),
            count: *count,
        })
        .collect();
    if !counts.is_empty() {
        parts.push(PlanPart::Figures {
            count: counts.iter().map(|of| of.count).sum(),
            projects: UpTo(counts),
        });
    }
    parts.extend(steps.absent.as_ref().map(|absent| PlanPart::Absent {
        entry: absent.entry,
        on: absent.on,
        count: absent.projects.len(),
        projects: UpTo(absent.projects.clone()),
    }));
    parts
}

fn class(step: &Outcome) -> Option<PlanClass> {
    Some(match step {
        Outcome::None => return None,
        Outcome::Setting { .. } => PlanClass::Settings,
        Outcome::Project { facts, .. } if facts.is_empty() => PlanClass::NewProjects,
        Outcome::Stage { facts, .. } if facts.is_empty() => PlanClass::NewStages,
        Outcome::Project { .. } | Outcome::Stage { .. } => PlanClass::Facts,
        Outcome::State { .. } => PlanClass::States,
        Outcome::Target { before: None, .. } => PlanClass::NewTargets,
        Outcome::Target { .. } => PlanClass::RevisedTargets,
        Outcome::Reading { .. } => PlanClass::LowerFigures,
    })
}

fn part(all: &[(PlanClass, &Outcome)], steps: &Steps, most: usize) -> PlanPart {
    let lines = all.iter().take(most);
    let lines = lines.filter_map(|(_, step)| line(step, steps));
    let count = all.len();
    PlanPart::Class {
        class: all.first().map_or(PlanClass::Facts, |(class, _)| *class),
        count,
        lines: Lines(lines.collect()),
        more: (count > most).then(|| More {
            count: count - most,
        }),
    }
}

fn line(step: &Outcome, steps: &Steps) -> Option<PlanLine> {
    if let Outcome::Setting { key, old, new } = step {
        let value = |text: &String| match text.is_empty() {
            true => SettingValue::NotSet,
            false => SettingValue::Is(text.clone()),
        };
        return Some(PlanLine::Setting {
            key: key.id(),
            new: value(new),
            old: value(old),
        });
    }
    let id = step.project()?;
    let found = (steps.projects).binary_search_by_key(&id, |project| project.id);
    let project = steps.projects.get(found.ok()?)?;
    let stage = |id: i64| project.stages.iter().find(|stage| stage.id == id);
    Some(match step {
        Outcome::None | Outcome::Setting { .. } => return None,
        Outcome::Project { facts, .. } if facts.is_empty() => PlanLine::Project {
            subject: Subject::of(project, None),
            things: Notes(contents(project, steps)),
        },
        Outcome::Project { facts, .. } => PlanLine::Of(edited(None, project, None, facts, None)),
        Outcome::State { change, .. } => {
            PlanLine::Of(edited(None, project, None, &[], change.as_ref()))
        }
        Outcome::Stage { id, facts, .. } if facts.is_empty() => {
            let stage = stage(*id)?;
            PlanLine::Stage {
                subject: Subject::of(project, Some(stage)),
                kind: stage.facts.kind,
                others: UpTo(others(project, stage)),
            }
        }
        Outcome::Stage { id, facts, .. } => {
            PlanLine::Of(edited(None, project, stage(*id), facts, None))
        }
        Outcome::Target {
            stage: id,
            target,
            before,
            after,
            ..
        } => {
            let stage = stage(*id)?;
            let target = stage.targets.iter().find(|there| there.id == *target)?;
            let set = TargetSet {
                project,
                stage,
                target,
                before: before.as_deref(),
                after,
                standing: None,
            };
            PlanLine::Of(set.planned())
        }
        Outcome::Reading {
            stage: id,
            reading,
            was,
            later,
            ..
        } => {
            let percent = reading.percent?;
            let on = reading.as_of;
            let figure = Figure { on, percent };
            let subject = Subject::of(project, stage(*id));
            match was.filter(|before| percent < before.percent) {
                Some(before) => PlanLine::Lower {
                    subject,
                    figure,
                    before,
                },
                None => PlanLine::AboveLater {
                    subject,
                    figure,
                    after: (*later)?,
                },
            }
        }
    })
}

/// How many stages, targets and new figures a project has.
fn contents(project: &Project, steps: &Steps) -> Vec<Things> {
    let of = steps
        .figures
        .binary_search_by_key(&project.id, |(id, ..)| *id);
    let of = of.ok().and_then(|index| steps.figures.get(index));
    let targets = project.stages.iter().map(|stage| stage.targets.len()).sum();
    let things = [
        Things(project.stages.len(), Kind::Stage),
        Things(targets, Kind::Target),
        Things(of.map_or(0, |(.., count)| *count), Kind::Reading),
    ];
    things.into_iter().filter(|things| things.0 > 0).collect()
}

/// The other stages of a project: one of them may be meant.
fn others(project: &Project, stage: &Stage) -> Vec<Code> {
    let others = project.stages.iter().filter(|other| other.id != stage.id);
    others.map(|other| other.facts.code.clone()).collect()
}
