use std::collections::HashMap;

use crate::model::{ProjectFacts, StageFacts};

use super::find;

/// What a whole label means: projects, or the stages of one, by code, name or alias, regardless of
/// case and width; where nothing is called so, regardless of white space, brackets and dashes too.
#[derive(Default)]
pub(super) struct Names {
    labels: HashMap<String, Vec<Label>>,
    /// The same by their bare letters.
    bare: HashMap<String, Vec<Label>>,
}

#[derive(Clone, Copy)]
struct Label {
    id: i64,
    is_code: bool,
    is_certain: bool,
}

/// What a label means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Called {
    /// One, and whether that is certain.
    One(i64, bool),
    /// Several.
    Several(Vec<i64>),
    /// None.
    None,
}

impl Names {
    pub(super) fn add_project(&mut self, id: i64, facts: &ProjectFacts) {
        self.add(id, facts.code.as_str(), true, true);
        for name in [Some(&facts.name), facts.name_en.as_ref()]
            .into_iter()
            .flatten()
        {
            self.add(id, name, false, true);
        }
        for alias in &facts.aliases {
            self.add(id, &alias.name, false, alias.is_certain);
        }
    }

    pub(super) fn add_stage(&mut self, id: i64, facts: &StageFacts) {
        self.add(id, facts.code.as_str(), true, true);
        for name in facts.names() {
            self.add(id, name, false, true);
        }
    }

    /// Another name by which something is called.
    pub(super) fn add(&mut self, id: i64, label: &str, is_code: bool, is_certain: bool) {
        let new = Label {
            id,
            is_code,
            is_certain,
        };
        for labels in [
            self.labels.entry(find::key(label)).or_default(),
            self.bare.entry(find::bare(label)).or_default(),
        ] {
            match labels.iter_mut().find(|there| there.id == id) {
                Some(there) => {
                    there.is_code |= is_code;
                    there.is_certain |= is_certain;
                }
                None => labels.push(new),
            }
        }
    }

    /// All that are called so.
    fn called(&self, label: &str) -> &[Label] {
        let exactly = self.labels.get(&find::key(label));
        exactly
            .or_else(|| self.bare.get(&find::bare(label)))
            .map_or(&[][..], |all| all)
    }

    /// What is called so: by code, else by name.
    pub(super) fn find(&self, label: &str) -> Called {
        let labels = self.called(label);
        if let Some(coded) = labels.iter().find(|label| label.is_code) {
            return Called::One(coded.id, true);
        }
        match labels {
            [] => Called::None,
            [only] => Called::One(only.id, only.is_certain),
            several => Called::Several(several.iter().map(|label| label.id).collect()),
        }
    }

    /// Those that have the label as a name.
    pub(super) fn bearers(&self, label: &str) -> Vec<i64> {
        self.called(label).iter().map(|label| label.id).collect()
    }

    /// Whether any has the label, as code or name.
    pub(super) fn is_taken(&self, label: &str) -> bool {
        self.labels.contains_key(&find::key(label))
    }
}
