//! The kinds of portfolio file and their columns.

use super::flat;

/// What the rows of a file are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// The office's policy.
    Settings,
    /// Projects and their facts.
    Projects,
    /// A row per target, with its project and stage.
    Flat,
    /// States that projects were put into.
    States,
    /// Stages and their facts.
    Stages,
    /// Targets, or revisions of them.
    Targets,
    /// Readings.
    Readings,
}

/// The columns of each kind; a second name for one stands after `=`.
const PROJECTS: &[&str] = &[
    "code",
    "name=name_zh",
    "name_en",
    "category",
    "alias",
    "alias_certain",
    "lead",
    "unit",
    "state",
    "decided_on",
    "reason",
];
const STATES: &[&str] = &["project", "state", "decided_on", "reason"];
const STAGES: &[&str] = &[
    "project",
    "stage",
    "name=name_zh",
    "name_en",
    "kind",
    "order",
    "weight",
    "unit",
    "total",
];
const TARGETS: &[&str] = &[
    "project",
    "stage",
    "percent",
    "due",
    "due_words",
    "due_implied",
    "commitment",
    "period",
    "reason=note",
    "label",
    "start",
    "baseline",
    "via",
    "state",
    "decided_on=as_of",
    "revision",
    "carried_from",
];
const READINGS: &[&str] = &[
    "project",
    "stage",
    "percent",
    "as_of",
    "amount",
    "note",
    "problem",
    "next_step",
];
const SETTINGS: &[&str] = &["key", "value"];

impl Kind {
    /// Its name, which is also that of its file.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Settings => "settings",
            Kind::Projects => "projects",
            Kind::Flat => "flat",
            Kind::States => "states",
            Kind::Stages => "stages",
            Kind::Targets => "targets",
            Kind::Readings => "readings",
        }
    }

    /// The columns, but for those of the flat kind, which has more names for each.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Kind::Settings => SETTINGS,
            Kind::Projects => PROJECTS,
            Kind::Flat => &[],
            Kind::States => STATES,
            Kind::Stages => STAGES,
            Kind::Targets => TARGETS,
            Kind::Readings => READINGS,
        }
    }

    /// The kind of file that has these columns (in lower case).
    pub fn recognise(names: &[String]) -> Option<Kind> {
        let has = |name: &str| names.iter().any(|n| n == name);
        if has("project") && has("stage") {
            if has("due") || has("due_words") || has("period") {
                Some(Kind::Targets)
            } else if has("as_of") {
                Some(Kind::Readings)
            } else if has("percent") {
                Some(Kind::Targets)
            } else {
                Some(Kind::Stages)
            }
        } else if has("project") && has("state") {
            Some(Kind::States)
        } else if flat::is_flat(names) {
            Some(Kind::Flat)
        } else if has("code") && !has("project") {
            Some(Kind::Projects)
        } else if has("key") && has("value") {
            Some(Kind::Settings)
        } else {
            None
        }
    }
}

/// The column's own name, whichever of its names the file uses.
pub(super) fn canonical(kind: Kind, name: &str) -> Option<&'static str> {
    if kind == Kind::Flat {
        return flat::canonical(name);
    }
    kind.columns().iter().find_map(|column| {
        let (own, other) = column.split_once('=').unwrap_or((column, column));
        (own == name || other == name).then_some(own)
    })
}
