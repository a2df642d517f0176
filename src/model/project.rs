use serde::Serialize;

use super::facts::{InWords, changes, facts};
use super::{Code, Day, Percent, Stage, fold};

/// Another name under which papers speak of a project.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Whether it is certain that both are the same.
    pub is_certain: bool,
}

/// A text that is kept of a project under a name of the office's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptText {
    /// The name, such as `施工单位`.
    pub name: String,
    /// The text; empty where it says that there is none any more.
    pub value: String,
}

impl KeptText {
    /// How a change of it is called among those of facts: what has such a name is no other fact.
    pub fn fact(&self) -> String {
        format!("{}{}", KeptText::FACT, self.name)
    }

    /// What [`KeptText::fact`] begins with.
    pub const FACT: &str = "texts.";

    /// Whether it has that name, in capitals or not.
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name || fold(&self.name) == fold(name)
    }

    /// Lays a later text of the same name upon those that are kept: it takes the place of the one
    /// before, written as it writes the name; an empty one takes that away.
    pub fn lay(texts: &mut Vec<KeptText>, later: KeptText) {
        let there = texts.iter().position(|text| text.is_named(&later.name));
        match there.and_then(|index| texts.get_mut(index)) {
            Some(text) if !later.value.is_empty() => *text = later,
            Some(_) => texts.retain(|text| !text.is_named(&later.name)),
            None if later.value.is_empty() => {}
            None => texts.push(later),
        }
    }

    /// What turns texts into others, in the order of these: those of them that differ, and after them
    /// those that are gone, empty.
    pub fn between(old: &[KeptText], new: &[KeptText]) -> Vec<KeptText> {
        let added = new.iter().filter(|text| !old.contains(text)).cloned();
        let is_gone = |text: &&KeptText| !new.iter().any(|other| other.is_named(&text.name));
        let gone = old.iter().filter(is_gone).map(|text| KeptText {
            name: text.name.clone(),
            value: String::new(),
        });
        added.chain(gone).collect()
    }
}

/// The stored lifecycle of a project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It goes on.
    Active,
    /// It rests; its unmet targets are not judged.
    Suspended,
    /// It was given up.
    Cancelled,
    /// It is finished.
    Closed,
}

impl State {
    const ALL: [State; 4] = [
        State::Active,
        State::Suspended,
        State::Cancelled,
        State::Closed,
    ];

    /// Its id: `active`, `suspended`, `cancelled`, `closed`.
    pub fn id(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Suspended => "suspended",
            State::Cancelled => "cancelled",
            State::Closed => "closed",
        }
    }

    /// The inverse of [`State::id`], regardless of case.
    pub fn from_id(id: &str) -> Option<State> {
        State::ALL
            .into_iter()
            .find(|state| state.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// A change of state and the day it was decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateChange {
    /// The new state.
    pub state: State,
    /// In force from this day on.
    pub decided_on: Day,
    /// Why.
    pub reason: Option<String>,
}

impl StateChange {
    /// The state on a day, by changes in the order of their days; active until one says otherwise.
    pub fn state_on(changes: &[StateChange], day: Day) -> State {
        changes
            .iter()
            .rev()
            .find(|change| change.decided_on <= day)
            .map_or(State::Active, |change| change.state)
    }
}

facts! {
    /// What can be edited about a project; none of it is judged, all of it follows known-on.
    pub struct ProjectFacts {
        /// The code to type.
        pub code: Code,
        /// Its name.
        pub name: String,
        /// Its English name.
        pub name_en: Option<String>,
        /// For filters and groups.
        pub category: Option<String>,
        /// The unit responsible.
        pub unit: Option<String>,
        /// The person in the lead.
        pub lead: Option<String>,
    }
    with {
        /// Other names.
        pub aliases: Vec<Alias>,
        /// Texts under names of the office's own, in the order in which they were first kept.
        pub texts: Vec<KeptText>,
    }
    /// What an edit says of the facts of a project.
    edited by ProjectFactsEdit
}

changes!(ProjectFactsEdit: code, name, name_en, category, unit, lead);

impl ProjectFacts {
    /// Facts before anything was said.
    pub fn unnamed() -> ProjectFacts {
        ProjectFacts {
            code: Code::unknown(),
            name: String::new(),
            name_en: None,
            aliases: Vec::new(),
            texts: Vec::new(),
            category: None,
            unit: None,
            lead: None,
        }
    }
}

impl ProjectFacts {
    /// What it is called, beside its code.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.other_names())
    }

    /// What it is also called.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(|alias| alias.name.as_str());
        self.name_en.as_deref().into_iter().chain(aliases)
    }
}

/// A project and all that is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    /// The store's number for it.
    pub id: i64,
    /// What can be edited.
    pub facts: ProjectFacts,
    /// Changes of state in the order of their days, and of recording within a day.
    pub states: Vec<StateChange>,
    /// Its stages in their order.
    pub stages: Vec<Stage>,
}

impl Project {
    /// The state on a day; active until a change says otherwise.
    pub fn state_on(&self, day: Day) -> State {
        StateChange::state_on(&self.states, day)
    }

    /// The sum of the weights of its stages, hundredths of a percent, if it is more than 100 %. The
    /// whole works, of which they are shares, are none of them.
    pub fn excess_weight(&self) -> Option<i64> {
        let stages = self.stages.iter().filter(|stage| !stage.is_overall());
        let weights = stages.filter_map(|stage| stage.facts.weight);
        let sum: i64 = weights.map(Percent::hundredths).sum();
        (sum > Percent::FULL.hundredths()).then_some(sum)
    }

    /// `CODE/STAGE`, as one of its stages is typed.
    pub fn stage_path(&self, stage: &Stage) -> String {
        format!("{}/{}", self.facts.code, stage.facts.code)
    }

    /// The stage with that code, regardless of case.
    pub fn stage(&self, code: &str) -> Option<&Stage> {
        let key = super::fold(code);
        self.stages
            .iter()
            .find(|stage| stage.facts.code.key() == key)
    }
}
