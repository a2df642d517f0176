//! What stands above the targets of a project, and of each of its stages.

use crate::messages::show::{ProjectFact, ProjectLine, StageLine, TotalNote, WeightNote};
use crate::messages::terms::Because;
use crate::messages::{Notes, Parts};
use crate::model::{Alias, Day, Language, Project, Stage, State};

use super::names::project_name;

/// Code and names of a project, who is responsible, and its state on a day unless it is active.
pub fn project_lines(language: Language, project: &Project, as_of: Day) -> Vec<ProjectLine> {
    let facts = project.facts.clone();
    let other = match language {
        Language::En => facts.name_en.as_ref().map(|_| facts.name.clone()),
        Language::Zh => facts.name_en.clone(),
    };
    let other = other.filter(|other| other != project_name(language, project));
    let other = Notes(other.into_iter().collect());
    let name = project.into();
    let mut lines = vec![ProjectLine::Named(facts.code.to_string(), name, other)];
    let (certain, supposed): (Vec<_>, Vec<_>) =
        (facts.aliases.into_iter()).partition(|alias| alias.is_certain);
    let names = |aliases: Vec<Alias>| -> Option<Vec<String>> {
        let names: Vec<String> = aliases.into_iter().map(|alias| alias.name).collect();
        (!names.is_empty()).then_some(names)
    };
    lines.extend(names(certain).map(ProjectLine::AlsoCalled));
    lines.extend(names(supposed).map(ProjectLine::PerhapsCalled));
    let known = [
        facts.category.map(ProjectFact::Category),
        facts.lead.map(ProjectFact::Lead),
        facts.unit.map(ProjectFact::Unit),
    ];
    let known: Vec<ProjectFact> = known.into_iter().flatten().collect();
    lines.extend((!known.is_empty()).then_some(ProjectLine::Facts(Parts(known))));
    lines.extend(
        facts
            .texts
            .into_iter()
            .map(|text| ProjectLine::Text(text.name, text.value)),
    );
    let mut changes = project.states.iter().rev();
    let latest = changes.find(|change| change.decided_on <= as_of);
    let resting = latest.filter(|change| change.state != State::Active);
    lines.extend(resting.map(|change| {
        let reason = Because::of(change.reason.as_deref());
        ProjectLine::Resting(change.state, change.decided_on, reason)
    }));
    lines
}

/// Code, name and kind of a stage.
pub fn stage_line(stage: &Stage) -> StageLine {
    StageLine {
        code: stage.facts.code.to_string(),
        name: stage.into(),
        kind: stage.facts.kind,
        total: stage.facts.total.map(|total| TotalNote::Of {
            total,
            unit: stage.facts.unit.clone(),
        }),
        weight: stage.facts.weight.map(WeightNote::Of),
    }
}
