//! An entry just taken back: what it said, and what counts again.

use crate::model::{Deed, Language, Place, Project, Reading, Revision, Stage, StageKind};
use crate::report::TakenBack;

use super::dates::{day, of_period};
use super::figures::{done, percent};
use super::history::{counts, deed};
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};
use super::terms::goal_by;

/// At most this many dependents are named.
const NAMED: usize = 5;

/// An entry just taken back, in one line.
pub fn taken_back(language: Language, taken: &TakenBack<'_>) -> String {
    let (by, number) = (taken.by, taken.entry.number);
    let (command, who) = (plain(&taken.entry.command), plain(&taken.entry.who));
    let head = if taken.is_own {
        say!(
            language,
            "#{by} took back #{number} ({command})",
            "#{by} 已撤回#{number}（{command}）"
        )
    } else {
        say!(
            language,
            "#{by} took back #{number} of {who} ({command})",
            "#{by} 已撤回{who}的#{number}（{command}）"
        )
    };
    let what = match taken.entry.deeds.as_slice() {
        [] => String::new(),
        [only] => one(language, taken, only),
        // The stage of a first reading or target comes with it.
        [Deed::Stage(_), only] => one(language, taken, only),
        deeds => counts(language, deeds),
    };
    let mut line = match what.as_str() {
        "" => head,
        what => say!(language, "{head}: {what}", "{head}：{what}"),
    };
    if !taken.dependents.is_empty() {
        let all = taken.dependents.iter().take(NAMED);
        let all: Vec<String> = all.map(|entry| format!("#{entry}")).collect();
        let mut all = all.join(pick(language, ", ", "、"));
        if taken.dependents.len() > NAMED {
            all += pick(language, " and others", "等");
        }
        line += &say!(
            language,
            "; with it {all}, which would be left without it",
            "；同时撤回依赖它的{all}"
        );
    }
    line
}

fn one(language: Language, taken: &TakenBack<'_>, only: &Deed) -> String {
    match only {
        Deed::Reading { place, reading } => self::reading(language, taken, place, reading),
        Deed::Revision {
            place,
            target: number,
            revision,
            ..
        } => {
            let found = stage_at(taken.after, place);
            let target = found.and_then(|(_, stage)| {
                let mut targets = stage.targets.iter();
                targets.find(|target| target.number == *number)
            });
            let now = target.and_then(|target| target.in_force(taken.as_of));
            let of = of_period(language, &revision.terms);
            let gone = set_back(language, place, found, revision);
            match now {
                Some(now) => {
                    let kind = found.map_or(StageKind::Measured, |(_, stage)| stage.facts.kind);
                    let now = goal_by(language, kind, &now.terms);
                    say!(
                        language,
                        "{gone}{of}; the target is {now} again",
                        "{gone}{of}；现恢复为{now}"
                    )
                }
                None => say!(
                    language,
                    "{gone}{of}; no such target is left",
                    "{gone}{of}；该目标已不存在"
                ),
            }
        }
        other => deed(language, other),
    }
}

fn set_back(
    language: Language,
    place: &Place,
    found: Option<(&Project, &Stage)>,
    revision: &Revision,
) -> String {
    let kind = found.map_or(StageKind::Measured, |(_, stage)| stage.facts.kind);
    let (name, goal) = (
        name(language, place, found),
        goal_by(language, kind, &revision.terms),
    );
    say!(language, "{name}: target {goal}", "{name}：目标{goal}")
}

fn reading(language: Language, taken: &TakenBack<'_>, place: &Place, reading: &Reading) -> String {
    let found = stage_at(taken.after, place);
    let is_milestone = found.is_some_and(|(_, s)| s.facts.kind == StageKind::Milestone);
    let shown = |value| match is_milestone {
        true => done(language, value).to_owned(),
        false => percent(language, value),
    };
    let value = match reading.percent {
        Some(value) => shown(value),
        None => pick(language, "under way", "推进中").to_owned(),
    };
    let (name, on) = (name(language, place, found), day(language, reading.as_of));
    let gone = say!(language, "{name}: {value} on {on}", "{name}：{on}{value}");
    match found.and_then(|(_, stage)| stage.latest()) {
        Some(figure) => {
            let (value, on) = (shown(figure.percent), day(language, figure.on));
            say!(
                language,
                "{gone}; it stands at {value} on {on}",
                "{gone}；现以{on}{value}为准"
            )
        }
        None => say!(language, "{gone}; no figure is left", "{gone}；现无数值"),
    }
}

fn stage_at<'a>(projects: &'a [Project], place: &Place) -> Option<(&'a Project, &'a Stage)> {
    let project = projects.iter().find(|p| p.facts.code == place.project)?;
    let code = place.stage.as_ref()?;
    let stage = project.stages.iter().find(|s| s.facts.code == *code)?;
    Some((project, stage))
}

/// Code and names; the codes alone of what no longer counts.
fn name(language: Language, place: &Place, found: Option<(&Project, &Stage)>) -> String {
    let code = &place.project;
    match (found, &place.stage) {
        (Some((project, stage)), _) => {
            let (project, stage) = (project_name(language, project), stage_name(language, stage));
            say!(
                language,
                "{code} {project}, {stage}",
                "{code} {project}，{stage}"
            )
        }
        (None, Some(stage)) => format!("{code}/{stage}"),
        (None, None) => code.to_string(),
    }
}
