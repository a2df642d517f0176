//! What a report is asked for.

use crate::assess::{Reason, Status};
use crate::messages::report::AskedStatus;
use crate::model::{Language, Period, Project, fold};

use super::columns::Column;

/// Which targets are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodChoice {
    /// What is open, and what was finished in the current period.
    Current,
    /// Those whose period lies within this one, and those without a period whose due day does.
    Within(Period),
    /// Every one that was not given up.
    All,
}

/// A fact of a project that can be filtered and grouped by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Categories, any of them; empty: all.
    pub categories: Vec<String>,
    /// Leads, any of them.
    pub leads: Vec<String>,
    /// Units responsible, any of them.
    pub units: Vec<String>,
}

/// By what targets are grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupBy {
    /// The project's category.
    Category,
    /// The project's lead.
    Lead,
    /// The unit responsible.
    Unit,
    /// The verdict.
    Status,
    /// The project.
    Project,
    /// The target's period.
    Period,
    /// What became of it since an earlier report.
    Change,
    /// How it ended.
    Ending,
}

impl GroupBy {
    /// The column that has the same text in all rows of a group.
    pub fn column(self) -> Column {
        match self {
            GroupBy::Category => Column::Category,
            GroupBy::Lead => Column::Lead,
            GroupBy::Unit => Column::Unit,
            GroupBy::Status => Column::Status,
            GroupBy::Project => Column::Project,
            GroupBy::Period => Column::Period,
            GroupBy::Change => Column::ChangeKind,
            GroupBy::Ending => Column::Ending,
        }
    }
}

/// In which order targets are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SortBy {
    /// Worst first.
    Status,
    /// By due day, undated last.
    Due,
    /// By project code.
    Project,
    /// By name of the project, as it is printed.
    Name,
    /// What was put off furthest first; a date taken away is further than any.
    Slip,
    /// By the forecast, latest against the due day first; without one last.
    AgainstDue,
    /// The same, against the first due day.
    AgainstFirst,
}

/// What a report is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Which targets are counted.
    pub period: PeriodChoice,
    /// Which projects are counted.
    pub filter: Filter,
    /// Which statuses are shown; with no reason chosen either, all. This changes no count.
    pub statuses: Vec<Status>,
    /// Which of the unknown are shown, by why they are.
    pub reasons: Vec<Reason>,
    /// Only those that were put off or lowered are shown.
    pub is_of_slipped: bool,
    /// By what they are grouped.
    pub group_by: Option<GroupBy>,
    /// In which order they are shown.
    pub sort_by: SortBy,
    /// How they ended is added up, and those given up are shown too.
    pub is_final: bool,
    /// The language of the names that they are sorted by.
    pub language: Language,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            period: PeriodChoice::Current,
            filter: Filter::default(),
            statuses: Vec::new(),
            reasons: Vec::new(),
            is_of_slipped: false,
            group_by: None,
            sort_by: SortBy::Status,
            is_final: false,
            language: Language::En,
        }
    }
}

/// The statuses that are late.
pub fn late() -> Vec<Status> {
    Status::ALL.into_iter().filter(|s| s.is_late()).collect()
}

impl Request {
    /// The statuses that are shown, where those are not all.
    pub(super) fn asked(&self) -> Vec<AskedStatus> {
        let statuses = self.statuses.iter().map(|status| AskedStatus {
            status: *status,
            reason: None,
        });
        let reasons = self.reasons.iter().map(|reason| AskedStatus {
            status: Status::Unknown,
            reason: Some(*reason),
        });
        statuses.chain(reasons).collect()
    }
}

impl Filter {
    /// Whether it leaves any project out.
    pub(super) fn is_any(&self) -> bool {
        *self != Filter::default()
    }

    pub(super) fn keeps(&self, project: &Project) -> bool {
        let facts = &project.facts;
        let any = |wanted: &[String], has: Option<&str>| {
            wanted.is_empty()
                || has.is_some_and(|has| wanted.iter().any(|wanted| fold(wanted) == fold(has)))
        };
        any(&self.categories, facts.category.as_deref())
            && any(&self.leads, facts.lead.as_deref())
            && any(&self.units, facts.unit.as_deref())
    }
}
