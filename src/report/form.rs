//! The monthly form: which stages a report is asked about, and whose are not reported.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use crate::assess::Judged;
use crate::messages::LocalName;
use crate::messages::form::NotReported;
use crate::model::{Day, Project};

use super::contents::Report;
use super::row::ReadingCell;

/// The stages of a form.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// The day that figures without one are of.
    pub as_of: Day,
    /// The unit that is asked; `None`: projects of several, or without any.
    pub unit: Option<&'a str>,
    /// Each stage once, by the first of its unmet targets in the order of the report.
    pub targets: Vec<&'a Judged<'a>>,
}

impl<'a> Form<'a> {
    /// What there is to ask: the stages with an unmet target among those that the report shows, of
    /// projects that are neither suspended nor closed. A target that is suspended asks nothing.
    pub fn of(report: &Report<'a>) -> Form<'a> {
        let mut asked = HashSet::new();
        let due = (report.targets()).filter(|judged| judged.is_asked_about(report.as_of));
        Form {
            as_of: report.as_of,
            unit: None,
            targets: due.filter(|judged| asked.insert(judged.stage.id)).collect(),
        }
    }

    /// A form for each unit, by their names, and at last one for the projects that have none.
    pub fn by_unit(&self) -> Vec<Form<'a>> {
        let mut units: BTreeMap<(bool, &'a str), Vec<&'a Judged<'a>>> = BTreeMap::new();
        for judged in &self.targets {
            let unit = unit(judged.project);
            let of_unit = units.entry((unit.is_none(), unit.unwrap_or_default()));
            of_unit.or_default().push(judged);
        }
        let form = |((has_none, unit), targets): ((bool, &'a str), _)| Form {
            as_of: self.as_of,
            unit: Some(unit).filter(|_| !has_none),
            targets,
        };
        units.into_iter().map(form).collect()
    }

    /// The last day of which a report is too old to answer the form: that before the month of its own.
    pub fn last_answered(&self) -> Day {
        let (year, month, _) = self.as_of.ymd();
        let before = match month {
            1 => Day::month_end(year - 1, 12),
            month => Day::month_end(year, month - 1),
        };
        before.unwrap_or_default()
    }

    /// Whose stages are not reported of the form's month, of those among them (by code of project and
    /// stage). By unit, else by lead, else by project; who owes most comes first.
    pub fn not_reported(&self, is_among: &dyn Fn(&str, &str) -> bool) -> Vec<NotReported> {
        let before = self.last_answered();
        let mut whose: BTreeMap<&str, NotReported> = BTreeMap::new();
        for judged in &self.targets {
            let (project, stage) = (&judged.project.facts, &judged.stage.facts);
            let who = unit(judged.project).or(project.lead.as_deref());
            let name = who.unwrap_or(&project.name);
            let count = whose.entry(name).or_insert_with(|| NotReported {
                who: LocalName {
                    name: name.to_owned(),
                    name_en: project.name_en.clone().filter(|_| who.is_none()),
                },
                missing: 0,
                asked: 0,
            });
            let is_reported =
                ReadingCell::latest(judged.stage).is_some_and(|latest| latest.as_of > before);
            let is_missing = !is_reported && is_among(project.code.as_str(), stage.code.as_str());
            count.asked += 1;
            count.missing += usize::from(is_missing);
        }
        let mut missing: Vec<NotReported> = whose.into_values().collect();
        missing.retain(|one| one.missing > 0);
        missing.sort_by_key(|one| Reverse(one.missing));
        missing
    }
}

fn unit(project: &Project) -> Option<&str> {
    project.facts.unit.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Seen to catch: a figure of 31 October that answered a form of November, and January.
    #[test]
    fn what_answers_a_form_is_of_its_month() {
        for (day, before) in [
            ("2021-10-31", "2021-09-30"),
            ("2021-11-02", "2021-10-31"),
            ("2021-03-31", "2021-02-28"),
            ("2024-03-30", "2024-02-29"),
            ("2022-01-05", "2021-12-31"),
        ] {
            let form = Form {
                as_of: day.parse().unwrap(),
                unit: None,
                targets: Vec::new(),
            };
            assert_eq!(form.last_answered(), before.parse().unwrap(), "{day}");
        }
    }
}
