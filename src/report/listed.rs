//! A project as `list` shows it.

use crate::assess::{Judged, Lamp};
use crate::messages::report::Worst;
use crate::messages::{In, Say, ShortDay, StatusWord};
use crate::model::{Day, Language, Project, Stage};

use super::columns::target_without_status;
use super::contents::Report;
use super::names::project_name;
use super::rank::worst_first;

/// A project, its lamp, and why it has that.
pub struct Listed<'a> {
    /// The project.
    pub project: &'a Project,
    /// The worst lamp among its counted targets; none if it has none.
    pub lamp: Lamp,
    /// The first in the order of rows of those with that lamp.
    pub worst: Option<&'a Judged<'a>>,
    /// The day of the latest report on any stage, with or without a figure.
    pub reported_on: Option<Day>,
    /// The day of the question.
    pub as_of: Day,
}

impl<'a> Listed<'a> {
    /// Every project with what a report counts of it.
    pub fn of(projects: &'a [Project], report: &Report<'a>) -> Vec<Listed<'a>> {
        let mut targets: Vec<&'a Judged<'a>> = report.targets().collect();
        targets.sort_by(|a, b| worst_first(a, b));
        targets.sort_by_key(|judged| judged.project.id);
        let listed = |project: &'a Project| {
            let first = targets.partition_point(|judged| judged.project.id < project.id);
            let own = targets.get(first..).unwrap_or_default().iter();
            let mut own = own.take_while(|judged| judged.project.id == project.id);
            // Rows that nobody can judge come before those met late, and have no say in the lamp.
            let lamp = report.lamp(project);
            let worst = own.find(|judged| Some(judged.verdict.status.counted_lamp()) == lamp);
            Listed {
                project,
                lamp: lamp.unwrap_or(Lamp::None),
                worst: worst.copied(),
                reported_on: project.stages.iter().filter_map(Stage::reported_on).max(),
                as_of: report.as_of,
            }
        };
        let kept = projects
            .iter()
            .filter(|project| report.filter.keeps(project));
        kept.map(listed).collect()
    }

    /// Lamp, code, project, worst target, last report.
    pub fn cells(&self, language: Language) -> [String; 5] {
        let worded = |value: &dyn Say| In(language, value).to_string();
        let text = |text: &str| In(language, text).to_string();
        let worst = self.worst.map_or(Worst::None, |judged| Worst::Target {
            status: StatusWord(judged.verdict.status, judged.verdict.reason),
            target: target_without_status(language, judged, self.as_of),
        });
        let reported_on = self.reported_on.map(|day| ShortDay {
            day,
            known: self.as_of,
        });
        [
            worded(&self.lamp),
            text(self.project.facts.code.as_str()),
            text(project_name(language, self.project)),
            worded(&worst),
            reported_on.map_or_else(|| "–".to_owned(), |day| worded(&day)),
        ]
    }
}
