use crate::messages::{Refusal, RowRef};
use crate::model::Day;

use super::change::Origin;
use super::find;

/// When and how statements are made.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The day that a statement without one speaks of.
    pub as_of: Day,
    /// The local day: nothing that is stated may be dated later.
    pub today: Day,
    /// What to type before `CODE/STAGE` and after it, where a command must be told which stage is
    /// meant.
    pub command: [String; 2],
    /// The files that statements come from, by their [places](Origin::file).
    pub files: Vec<String>,
    /// A person types them, as a command or as lines; else they are rows of sheets. Both are taken
    /// by the same rules, but what is refused is put otherwise.
    pub is_typed: bool,
    /// Statements of an origin that cannot be taken are left out, and the others taken.
    pub skips_bad: bool,
    /// What somebody answered to questions about names.
    pub answers: Answers,
    /// Only plan: something else is wrong, or the user only wants to see what would happen.
    pub is_trial: bool,
}

/// What the names in sheets mean that no project has, where they are like those of known ones.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Names, and what finds the project that each means: it is called so from now on.
    pub meant: Vec<(String, String)>,
    /// Names of new projects.
    pub new: Vec<String>,
    /// All others are of new projects, too.
    pub are_others_new: bool,
}

impl Answers {
    /// What finds the project that a name means.
    pub(super) fn meaning(&self, name: &str) -> Option<&str> {
        let mut meant = self.meant.iter();
        let found = meant.find(|(called, _)| find::key(called) == find::key(name))?;
        Some(&found.1)
    }

    /// Whether a name was said to be that of a new project.
    pub(super) fn is_new(&self, name: &str) -> bool {
        let is_named = |new: &String| find::key(new) == find::key(name);
        self.are_others_new || self.new.iter().any(is_named)
    }
}

impl Occasion {
    /// The row that a statement stands in.
    pub fn row(&self, origin: Origin) -> RowRef {
        let file = self.files.get(origin.file).map_or("", String::as_str);
        RowRef::of(file, origin.row)
    }
}

/// Why a statement cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where it stands.
    pub origin: Origin,
    /// The part of it that is at fault, by its name in the portfolio files; mostly a column.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: Refusal,
}
