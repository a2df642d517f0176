//! What a report holds: targets in groups, added up.

use std::collections::HashMap;

use serde::Serialize;

use crate::assess::{ChangeKind, Ending, Judged, Lamp, Status};
use crate::messages::report::{AskedStatus, Foot, GroupLine, GroupName, Head};
use crate::messages::{In, Targets};
use crate::model::{Day, Language, Period, Project, Reading, Settings, Stage};

use super::account::Account;
use super::changes::Changes;
use super::columns::Column;
use super::counted::LeftOut;
use super::request::{Filter, GroupBy, PeriodChoice};
use super::row::Row;
use super::summary::Summary;
use super::trend::trend;

/// A judged portfolio, ready to be shown.
pub struct Report<'a> {
    /// The day of the question.
    pub as_of: Day,
    /// The day up to which the record was looked at, if asked for.
    pub known_on: Option<Day>,
    /// Which periods are counted.
    pub period: PeriodChoice,
    /// The policy it was judged by.
    pub settings: &'a Settings,
    /// All counted targets, added up.
    pub summary: Summary,
    /// The counted targets that the filters leave, grouped; one group without a name if no
    /// grouping was asked for.
    pub groups: Vec<Group<'a>>,
    /// What they are grouped by.
    pub group_by: Option<GroupBy>,
    /// The statuses asked for, where not all are.
    pub asked: Vec<AskedStatus>,
    /// Only what was put off or lowered is shown.
    pub is_of_slipped: bool,
    /// Of which projects it is.
    pub filter: Filter,
    /// How many of the counted targets a choice of statuses leaves out of the groups.
    pub filtered_out: usize,
    /// How many targets are not counted, and why.
    pub left_out: LeftOutCount,
    /// Stages with readings and without a target; projects with neither have no stage here.
    pub untargeted: Vec<(&'a Project, Option<&'a Stage>)>,
    /// Of the stages of the targets shown, by the store's number, all readings up to the day of
    /// the question; empty where no format asked for them.
    pub histories: HashMap<i64, Vec<Reading>>,
    /// What changed since an earlier report, where one was asked for; shown is what changed.
    pub changes: Option<Changes<'a>>,
    /// How the targets of a period ended, where that was asked for.
    pub account: Option<Account<'a>>,
    /// The head of the record, as `verify` prints it, for the foot of a paper.
    pub head: Option<String>,
    /// What tells the record from others: the hash of its first entry, shortened.
    pub record: Option<String>,
    /// Of each project with counted targets the worst lamp among them, by the store's number.
    pub(super) lamps: HashMap<i64, Lamp>,
}

/// How many targets are not counted, beside those given up. Those of other periods than the one
/// asked for are only told of where they are unmet and earlier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct LeftOutCount {
    /// Future, or suspended before their period.
    pub not_begun: usize,
    /// Met before the current period.
    pub met_before: usize,
    /// Unmet, from periods before the one asked for.
    pub earlier: usize,
    /// Due in the period asked for, while their own reaches beyond it.
    pub due_within: usize,
    /// The shortest period that all of those lie in.
    #[serde(skip)]
    pub around_due_within: Option<Period>,
}

impl LeftOutCount {
    pub(super) fn add(&mut self, why: LeftOut) {
        match why {
            LeftOut::NotBegun => self.not_begun += 1,
            LeftOut::MetBefore => self.met_before += 1,
            LeftOut::Earlier => self.earlier += 1,
            LeftOut::DueWithin(own) => {
                self.due_within += 1;
                let around = self.around_due_within.unwrap_or(own);
                let (start, end) = (around.start().min(own.start()), around.end().max(own.end()));
                // One that holds the others keeps its name.
                self.around_due_within = if own.is_within(&around) {
                    Some(around)
                } else if around.is_within(&own) {
                    Some(own)
                } else {
                    Period::range(start, end)
                };
            }
            LeftOut::Cancelled | LeftOut::CarriedOn | LeftOut::OtherPeriod => {}
        }
    }
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
    /// What became of its targets since an earlier report.
    Change(ChangeKind),
    /// How its targets ended.
    Ending(Ending),
}

impl Group<'_> {
    /// What it is called and how it adds up, where it has a name.
    pub fn line(&self, projects: &[Project]) -> Option<GroupLine> {
        let name = match self.key? {
            GroupKey::Text(text) => GroupName::Text(text.to_owned()),
            GroupKey::Missing => GroupName::Missing,
            GroupKey::Status(status) => GroupName::Status(status),
            GroupKey::Period(period) => GroupName::Period(period),
            GroupKey::Change(kind) => GroupName::Change(kind),
            GroupKey::Ending(ending) => GroupName::Ending(ending),
            GroupKey::Project(index) => GroupName::Project(projects.get(index)?.into()),
        };
        let mut sum = self.summary.line();
        if matches!(name, GroupName::Change(_) | GroupName::Ending(_)) {
            // Among these are some given up, which no sum counts.
            sum.targets = Targets(self.targets.len());
        }
        Some(GroupLine { name, sum })
    }
}

impl<'a> Report<'a> {
    /// The targets shown, in order.
    pub fn targets(&self) -> impl Iterator<Item = &'a Judged<'a>> + '_ {
        self.groups
            .iter()
            .flat_map(|group| group.targets.iter().copied())
    }

    /// The head of a column, which speaks of a plan only where there is one.
    pub fn column_head(&self, column: &Column) -> Head {
        let is_planned = |judged: &Judged<'_>| judged.verdict.planned().is_some();
        match column {
            Column::Stands if !self.targets().any(is_planned) => Head::StandsAlone,
            _ => column.head(),
        }
    }

    /// Whether any target shown has something in a column.
    pub fn has(&self, language: Language, column: &Column) -> bool {
        let has_it = |judged| !self.text(language, column, judged).is_empty();
        self.targets().any(has_it)
    }

    /// What a target has in a column, in words.
    pub fn text(&self, language: Language, column: &Column, judged: &Judged<'_>) -> String {
        match (column, &self.changes) {
            (Column::Trend, _) => self.trend(judged),
            (Column::Change, Some(changes)) => {
                In(language, &changes.cell(judged, self.as_of)).to_string()
            }
            (Column::ChangeKind, Some(changes)) => {
                let kind = changes.of(judged).map(|change| change.kind);
                In(language, &kind).to_string()
            }
            _ => column.text(language, judged, self.as_of),
        }
    }

    /// The same, and a note to it, which may be left out where room is short.
    pub fn cell(&self, language: Language, column: &Column, judged: &Judged<'_>) -> [String; 2] {
        column.divided(language, self.text(language, column, judged))
    }

    /// The columns of a paper where nobody chose: its usual ones that any target has, and since an
    /// earlier report what changed, behind what was to be reached by when.
    pub fn usual(&self, language: Language, columns: &[Column]) -> Vec<Column> {
        let mut columns = columns.to_vec();
        if self.changes.is_some() {
            let of_target = [Column::Target, Column::Due];
            let target = columns
                .iter()
                .rposition(|column| of_target.contains(column));
            columns.insert(target.map_or(0, |target| target + 1), Column::Change);
        }
        columns.retain(|column| self.has(language, column));
        columns
    }

    fn trend(&self, judged: &Judged<'_>) -> String {
        let readings = self.histories.get(&judged.stage.id);
        let readings = readings.filter(|_| !judged.stage.is_milestone());
        readings.map_or_else(String::new, |readings| trend(readings))
    }

    /// What stands under a paper.
    pub fn foot(&self) -> Option<Foot> {
        let head = self.head.clone()?;
        Some(Foot::Record { head })
    }

    /// A target as JSON and CSV show it.
    pub fn row<'r>(&'r self, language: Language, judged: &'r Judged<'a>) -> Row<'r> {
        Row {
            project_lamp: self.lamp(judged.project).map(Lamp::id),
            ending: (self.account.as_ref()).map(|_| Ending::of(judged.verdict.status).id()),
            since: (self.changes.as_ref()).and_then(|changes| changes.change_row(judged)),
            ..Row::of(language, judged)
        }
    }

    /// The worst lamp among a project's counted targets; grey hides neither red nor yellow.
    pub fn lamp(&self, project: &Project) -> Option<Lamp> {
        self.lamps.get(&project.id).copied()
    }
}
