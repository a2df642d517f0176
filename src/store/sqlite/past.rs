//! Facts as they were before a change.

use crate::model::{Amount, Code, Percent, ProjectFacts, StageFacts, StageKind};

/// Puts a fact of a project back to what a change says it was.
pub(super) fn set_project_fact(facts: &mut ProjectFacts, field: &str, value: Option<String>) {
    match field {
        "code" => {
            if let Some(code) = value.and_then(|v| Code::new(&v).ok()) {
                facts.code = code;
            }
        }
        "name" => facts.name = value.unwrap_or_default(),
        "name_en" => facts.name_en = value,
        "aliases" => {
            facts.aliases = value
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default();
        }
        "category" => facts.category = value,
        "unit" => facts.unit = value,
        "lead" => facts.lead = value,
        _ => {}
    }
}

/// The same of a stage.
pub(super) fn set_stage_fact(facts: &mut StageFacts, field: &str, value: Option<String>) {
    match field {
        "code" => {
            if let Some(code) = value.and_then(|v| Code::new(&v).ok()) {
                facts.code = code;
            }
        }
        "name" => facts.name = value.unwrap_or_default(),
        "name_en" => facts.name_en = value,
        "position" => {
            if let Some(position) = value.and_then(|v| v.parse().ok()) {
                facts.position = position;
            }
        }
        "kind" => {
            if let Some(kind) = value.and_then(|v| StageKind::from_id(&v)) {
                facts.kind = kind;
            }
        }
        "weight" => facts.weight = value.and_then(|v| v.parse::<Percent>().ok()),
        "unit" => facts.unit = value,
        "total" => facts.total = value.and_then(|v| v.parse::<Amount>().ok()),
        _ => {}
    }
}
