//! Facts and states of projects and stages, and what became of them.

use std::fmt::{self, Formatter};

use crate::model::{Day, KeptText, Language, StageKind, State};

use super::macros::messages;
use super::say::{Quoted, Say};

messages! {
    /// What changed of a project or stage.
    pub enum FactChange {
        Fact { fact: FactName, new: FactValue, old: FactValue }
            en "{fact} {new} (was {old})"
            zh "{fact}{new}（原为{old}）",
        State { state: State, since: Day } en "{state} since {since}" zh "自{since}起{state}",
        /// A state that was decided for a later day.
        Then { state: State, since: Day }
            en "then {state} since {since}"
            zh "其后自{since}起{state}",
    }
}

/// A fact of a project or stage, by the name of its column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactName(pub String);

impl Say for FactName {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (en, zh) = match self.0.as_str() {
            "code" => ("code", "代码"),
            "name" => ("name", "名称"),
            "name_en" => ("English name", "英文名"),
            "aliases" => ("aliases", "别名"),
            "category" => ("category", "类别"),
            "unit" => ("unit", "单位"),
            "lead" => ("lead", "负责人"),
            "position" => ("order", "次序"),
            "kind" => ("kind", "类型"),
            "weight" => ("weight", "权重"),
            "total" => ("total", "总量"),
            "state" => ("state", "状态"),
            other => {
                return match other.strip_prefix(KeptText::FACT) {
                    Some(name) => Quoted(name.to_owned()).say(language, to),
                    None => other.say(language, to),
                };
            }
        };
        to.write_str(match language {
            Language::En => en,
            Language::Zh => zh,
        })
    }
}

messages! {
    /// What a fact is, or was.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum FactValue {
        None en "none" zh "无",
        Kind(kind: StageKind) en "{kind}" zh "{kind}",
        State(state: State) en "{state}" zh "{state}",
        Text(text: String) en "{text}" zh "{text}",
    }
}

impl FactValue {
    /// The value of a fact as its column has it; empty: none.
    pub fn of(fact: &str, value: &str) -> FactValue {
        let kind = || StageKind::from_id(value).map(FactValue::Kind);
        let state = || State::from_id(value).map(FactValue::State);
        let word = match fact {
            _ if value.is_empty() => Some(FactValue::None),
            "kind" => kind(),
            "state" => state(),
            _ => None,
        };
        word.unwrap_or_else(|| FactValue::Text(value.to_owned()))
    }
}
