//! Who owes a report, since when, and of how many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::assess::{Lamp, Silence};
use crate::messages::silence::{LastReport, SilenceAnswer};
use crate::messages::{Days, Projects, ShortDay};
use crate::model::{Day, Project};

use super::contents::Report;
use super::reminder::RemindBy;

/// Who owes a report, of the projects that a report counts targets of.
pub struct Silent<'a> {
    /// The day of the question.
    pub as_of: Day,
    /// The projects of which reports are expected, in their order.
    pub expected: Vec<&'a Project>,
    /// Those of them that owe one, longest silent first.
    pub owing: Vec<Owing<'a>>,
}

/// A project that owes a report.
pub struct Owing<'a> {
    /// The project.
    pub project: &'a Project,
    /// The worst lamp among its counted targets.
    pub lamp: Lamp,
    /// The stages that it owes one on, longest silent first.
    pub stages: Vec<Silence<'a>>,
    /// The one that is longest silent.
    pub longest: Silence<'a>,
}

/// A lead or a unit that owes reports.
pub struct OwingBy<'s, 'a> {
    /// Whose; `None`: projects that have none.
    pub whose: Option<&'a str>,
    /// Of so many of its projects reports are expected.
    pub expected: usize,
    /// Those that owe one, longest silent first.
    pub owing: Vec<&'s Owing<'a>>,
    /// The stage that is longest silent.
    pub longest: Silence<'a>,
}

impl<'a> Silent<'a> {
    /// Of what a report shows.
    pub fn of(report: &Report<'a>) -> Silent<'a> {
        let (as_of, settings) = (report.as_of, report.settings);
        let mut projects: BTreeMap<i64, (&'a Project, Vec<Silence<'a>>)> = BTreeMap::new();
        for judged in report
            .targets()
            .filter(|judged| judged.expects_reports(as_of))
        {
            let (_, owed) =
                (projects.entry(judged.project.id)).or_insert_with(|| (judged.project, Vec::new()));
            for silence in judged.silences(as_of, settings) {
                match owed.iter_mut().find(|one| one.stage.id == silence.stage.id) {
                    None => owed.push(silence),
                    Some(one) => {
                        one.since = one.since.min(silence.since);
                        one.owed_since = one.owed_since.min(silence.owed_since);
                    }
                }
            }
        }
        let mut projects: Vec<_> = projects.into_values().collect();
        projects.sort_by(|(a, _), (b, _)| a.facts.code.cmp(&b.facts.code));
        let expected = projects.iter().map(|(project, _)| *project).collect();
        let owing = projects.into_iter().filter_map(|(project, mut stages)| {
            stages.sort_by_key(|silence| (silence.since, silence.stage.facts.position));
            Some(Owing {
                project,
                lamp: report.lamp(project).unwrap_or(Lamp::None),
                longest: *stages.first()?,
                stages,
            })
        });
        let mut owing: Vec<Owing<'a>> = owing.collect();
        owing.sort_by_key(|one| one.longest.since);
        Silent {
            as_of,
            expected,
            owing,
        }
    }

    /// By lead or unit, longest silent first; at last the projects that have none.
    pub fn by<'s>(&'s self, by: RemindBy) -> Vec<OwingBy<'s, 'a>> {
        let mut divided: BTreeMap<(bool, &'a str), Vec<&'s Owing<'a>>> = BTreeMap::new();
        for owing in &self.owing {
            let whose = by.whose(owing.project);
            let of_one = divided.entry((whose.is_none(), whose.unwrap_or_default()));
            of_one.or_default().push(owing);
        }
        let owing_by = |((has_none, whose), owing): ((bool, &'a str), Vec<&'s Owing<'a>>)| {
            let whose = Some(whose).filter(|_| !has_none);
            let all = self.expected.iter();
            Some(OwingBy {
                whose,
                expected: all.filter(|project| by.whose(project) == whose).count(),
                longest: owing.first()?.longest,
                owing,
            })
        };
        let mut all: Vec<OwingBy<'_, 'a>> = divided.into_iter().filter_map(owing_by).collect();
        all.sort_by_key(|one| {
            let (has_none, count) = (one.whose.is_none(), one.owing.len());
            (has_none, one.longest.since, Reverse(count))
        });
        all
    }

    /// How many owe one, and for how long nothing was heard.
    pub fn answer(&self) -> SilenceAnswer {
        let of = Projects(self.expected.len());
        match self.owing.first() {
            None if of.0 == 0 => SilenceAnswer::NothingExpected,
            None => SilenceAnswer::None { of },
            Some(longest) => SilenceAnswer::Some {
                owing: self.owing.len(),
                of,
                longest: self.days(&longest.longest),
            },
        }
    }

    /// For how long nothing was heard of a stage.
    pub fn days(&self, silence: &Silence<'_>) -> Days {
        Days::of(self.as_of.days_since(silence.since))
    }

    /// The last that was heard of a stage.
    pub fn last_report(&self, silence: &Silence<'_>) -> LastReport {
        let days = self.days(silence);
        match silence.reported_on {
            None => LastReport::Never { days },
            Some(day) => {
                let known = self.as_of;
                LastReport::On {
                    on: ShortDay { day, known },
                    days,
                }
            }
        }
    }
}
