//! What a whole label means.

use std::collections::HashMap;

use crate::model::{Code, ProjectFacts, StageFacts};

use super::find;

/// What a whole label means: projects, or the stages of one, by code, name or alias, regardless of
/// case and width; where nothing is called so, regardless of white space, brackets, dashes and the
/// script of numerals, too.
#[derive(Default)]
pub struct Names {
    labels: HashMap<String, Vec<Label>>,
    /// The same as [`find::called`] has them.
    loosely: HashMap<String, Vec<Label>>,
}

#[derive(Clone, Copy)]
struct Label {
    id: i64,
    is_code: bool,
    is_certain: bool,
}

/// What a label means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Called {
    /// One, and whether that is certain.
    One(i64, bool),
    /// Several.
    Several(Vec<i64>),
    /// None.
    None,
}

impl Names {
    /// Adds all labels of a project.
    pub fn add_project(&mut self, id: i64, facts: &ProjectFacts) {
        let names = [Some(facts.name.as_str()), facts.name_en.as_deref()];
        self.add_coded(id, &facts.code, names.into_iter().flatten());
        for alias in &facts.aliases {
            self.add(id, &alias.name, alias.is_certain);
        }
    }

    pub(super) fn add_stage(&mut self, id: i64, facts: &StageFacts) {
        self.add_coded(id, &facts.code, facts.names());
    }

    fn add_coded<'n>(&mut self, id: i64, code: &Code, names: impl Iterator<Item = &'n str>) {
        let of_code = find::called(code.as_str());
        let mut is_cut = false;
        for name in names {
            self.add(id, name, true);
            let of_name = find::called(name);
            is_cut |= of_name.len() > of_code.len() && of_name.starts_with(&of_code);
        }
        let label = Label {
            id,
            is_code: true,
            is_certain: true,
        };
        let exactly = self.labels.entry(find::key(code.as_str())).or_default();
        add(exactly, label);
        // What a code was cut to may be the whole name of another.
        if !is_cut {
            add(self.loosely.entry(of_code).or_default(), label);
        }
    }

    /// Another name by which something is called.
    pub(super) fn add(&mut self, id: i64, name: &str, is_certain: bool) {
        let label = Label {
            id,
            is_code: false,
            is_certain,
        };
        add(self.labels.entry(find::key(name)).or_default(), label);
        add(self.loosely.entry(find::called(name)).or_default(), label);
    }

    /// All that are called so.
    fn called(&self, label: &str) -> &[Label] {
        let exactly = self.labels.get(&find::key(label));
        exactly
            .or_else(|| self.loosely.get(&find::called(label)))
            .map_or(&[][..], |all| all)
    }

    /// What is called so: by code, else by name.
    pub fn find(&self, label: &str) -> Called {
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

fn add(labels: &mut Vec<Label>, new: Label) {
    match labels.iter_mut().find(|there| there.id == new.id) {
        Some(there) => {
            there.is_code |= new.is_code;
            there.is_certain |= new.is_certain;
        }
        None => labels.push(new),
    }
}
