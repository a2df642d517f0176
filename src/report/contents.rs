//! What a report holds: targets in groups, added up.

use crate::assess::{Judged, Status};
use crate::model::{Day, Period, Project, Settings, Stage};

use super::request::PeriodChoice;
use super::summary::Summary;

/// A judged portfolio, ready to be shown.
pub struct Report<'a> {
    /// The day of the question.
    pub as_of: Day,
    /// The day up to which the record was looked at, if asked for.
    pub known_on: Option<Day>,
    /// Which periods are counted.
    pub period: PeriodChoice,
    /// The periods of the counted targets, in order.
    pub periods: Vec<Period>,
    /// The policy it was judged by.
    pub settings: &'a Settings,
    /// All counted targets, added up.
    pub summary: Summary,
    /// The counted targets that the filters leave, grouped; one group without a name if no
    /// grouping was asked for.
    pub groups: Vec<Group<'a>>,
    /// Whether filters left some out.
    pub shown: usize,
    /// Unmet targets of ended periods, not counted.
    pub carried_over: Vec<&'a Judged<'a>>,
    /// Stages with readings of projects that have no counted target.
    pub without_target: Vec<(&'a Project, &'a Stage)>,
}

/// Targets with something in common.
pub struct Group<'a> {
    /// What they have in common; `None`: nothing was asked for, or they have no such fact.
    pub key: Option<GroupKey<'a>>,
    /// The targets, in the order asked for.
    pub targets: Vec<&'a Judged<'a>>,
    /// All counted targets of the group, added up.
    pub summary: Summary,
}

/// What a group is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum GroupKey<'a> {
    /// A category, unit, lead or period, as it stands.
    Text(&'a str),
    /// No such fact.
    Missing,
    /// A status.
    Status(Status),
    /// A project, by its place in the portfolio.
    Project(usize),
    /// A period.
    Period(Period),
}

impl<'a> Report<'a> {
    /// The targets shown, in order.
    pub fn targets(&self) -> impl Iterator<Item = &'a Judged<'a>> + '_ {
        self.groups
            .iter()
            .flat_map(|group| group.targets.iter().copied())
    }
}
