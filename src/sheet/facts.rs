//! What rows of settings, projects, states and stages say. An empty cell of theirs says nothing and
//! changes nothing.

use crate::ledger::{
    AliasChange, Novelty, ProjectChange, ProjectMention, SettingChange, StageChange, StageMention,
    StateChange,
};
use crate::messages::ValueProblem;
use crate::model::{
    Alias, Code, Given, KeptText, ProjectFactsEdit, SettingKey, StageFactsEdit, StageKind, State,
};

use super::cells::Cells;
use super::values::{choice, code, count, text, total, yes_or_no};

pub(super) fn setting(cells: &mut Cells<'_>) -> Option<SettingChange> {
    let key = cells.needed("key", |id| {
        choice(
            SettingKey::from_id(id),
            &SettingKey::ALL.map(SettingKey::id),
        )
    });
    let value = cells.read("value", text).unwrap_or_default();
    Some(SettingChange { key: key?, value })
}

/// A project's code, facts, and state, if one is given.
pub(super) fn project(cells: &mut Cells<'_>) -> Option<(Code, ProjectChange, Option<StateChange>)> {
    let own = cells.needed("code", code);
    let name = cells.read("name", text);
    let mention = ProjectMention::Named {
        code: own.clone(),
        name: name.clone(),
    };
    let change = ProjectChange {
        facts: ProjectFactsEdit {
            name,
            ..project_facts(cells)
        },
        aliases: aliases(cells),
        ..ProjectChange::of(mention, Novelty::Either)
    };
    let state = cells.read("state", state);
    let decided_on = cells.day("decided_on");
    let reason = cells.read("reason", text);
    let own = own?;
    let state = state.map(|state| StateChange {
        project: ProjectMention::Code(own.clone()),
        state,
        decided_on,
        reason,
    });
    Some((own, change, state))
}

/// What every sheet that speaks of projects may say of them.
pub(super) fn project_facts(cells: &mut Cells<'_>) -> ProjectFactsEdit {
    ProjectFactsEdit {
        code: None,
        name: None,
        name_en: cells.kept("name_en", text),
        category: cells.kept("category", text),
        unit: cells.kept("unit", text),
        lead: cells.kept("lead", text),
    }
}

/// Several aliases stand in one cell with `;` between them, and so do their certainties.
fn aliases(cells: &mut Cells<'_>) -> AliasChange {
    let Some(names) = cells.read("alias", text) else {
        return AliasChange::None;
    };
    let certain = cells.read("alias_certain", |certain| {
        let words = certain.split([';', '；']).map(str::trim);
        words
            .map(|word| match word {
                "" => Ok(true),
                word => yes_or_no(word),
            })
            .collect::<Result<Vec<bool>, _>>()
    });
    let mut certain = certain.unwrap_or_default().into_iter();
    let aliases = names.split([';', '；']).map(|name| Alias {
        name: name.trim().to_owned(),
        is_certain: certain.next().unwrap_or(true),
    });
    AliasChange::Set(aliases.filter(|alias| !alias.name.is_empty()).collect())
}

/// A text that is kept of a project. An empty one says that there is none any more.
pub(super) fn kept_text(cells: &mut Cells<'_>) -> Option<(Code, KeptText, ProjectChange)> {
    let project = cells.needed("project", code);
    let name = cells.needed("name", text);
    let value = cells.read("value", text).unwrap_or_default();
    let (project, text) = (project?, KeptText { name: name?, value });
    let change = ProjectChange {
        texts: vec![text.clone()],
        ..ProjectChange::of(ProjectMention::Code(project.clone()), Novelty::Either)
    };
    Some((project, text, change))
}

fn state(id: &str) -> Result<State, ValueProblem> {
    choice(
        State::from_id(id),
        &["active", "suspended", "cancelled", "closed"],
    )
}

pub(super) fn state_row(cells: &mut Cells<'_>) -> Option<StateChange> {
    let project = cells.needed("project", code);
    let state = cells.needed("state", state);
    let decided_on = cells.day("decided_on");
    let reason = cells.read("reason", text);
    Some(StateChange {
        project: ProjectMention::Code(project?),
        state: state?,
        decided_on,
        reason,
    })
}

/// Project, stage, and the stage's facts.
pub(super) fn stage(cells: &mut Cells<'_>) -> Option<(Code, Code, StageChange)> {
    let (project, stage) = (cells.needed("project", code), cells.needed("stage", code));
    let name = cells.read("name", text);
    let name_en = cells.kept("name_en", text);
    let kind = cells.read("kind", |id| {
        choice(StageKind::from_id(id), &["measured", "milestone"])
    });
    let position = cells.read("order", count).map(i64::from);
    let weight = cells.percent("weight").map_or(Given::Absent, Given::Value);
    let unit = cells.kept("unit", text);
    let total = cells
        .read_number("total", total)
        .map_or(Given::Absent, Given::Value);
    let (project, stage) = (project?, stage?);
    let (of, mention) = (
        ProjectMention::Code(project.clone()),
        StageMention::Code(stage.clone()),
    );
    let change = StageChange {
        facts: StageFactsEdit {
            code: None,
            name,
            name_en,
            position,
            kind,
            weight,
            unit,
            total,
        },
        is_measured: true,
        ..StageChange::of(of, mention, Novelty::Either)
    };
    Some((project, stage, change))
}
