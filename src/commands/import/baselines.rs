//! Baselines declared in files, where a reading takes their place.

use std::collections::{BTreeMap, HashMap};

use crate::assess::{BaselineKind, assess, baseline_day};
use crate::error::{Error, RowWarning, Warning};
use crate::model::{Day, Known, Period, Scope, Snapshot};

use super::merge::{Held, Merge, Seen};

/// A row that declares the baseline of a target.
pub(super) struct Declared {
    /// The key of its project.
    pub(super) project: String,
    pub(super) stage: i64,
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) seen: Seen,
}

/// The rows of one project, by stage, period and label.
type Rows = HashMap<(i64, Period, String), Seen>;

impl Merge<'_> {
    /// Tells which declared baselines are not used. Asked last: the readings may be of the same
    /// import. Of several revisions, the last is in force.
    pub(super) fn tell_baselines(&mut self) -> Result<(), Error> {
        let mut projects: BTreeMap<String, Rows> = BTreeMap::new();
        for row in std::mem::take(&mut self.declared) {
            let rows = projects.entry(row.project).or_default();
            rows.insert((row.stage, row.period, row.label), row.seen);
        }
        for (project, rows) in projects {
            if let Some(held) = self.projects.get(&project)
                && let Some(day) = last_baseline_day(held, &rows, self.as_of)
            {
                let (project, stages) = (held.id, held.stages.values().map(|stage| stage.id));
                let stages: Vec<i64> = stages.collect();
                if self.has_figure_by(&stages, day)? {
                    self.tell_baselines_of(project, &rows)?;
                }
            }
        }
        Ok(())
    }

    /// Whether there is a figure of any of these stages so early that it can take a baseline's
    /// place. Asked first, since hardly any project has one, and judging takes its time.
    fn has_figure_by(&mut self, stages: &[i64], day: Day) -> Result<bool, Error> {
        for stage in stages {
            if self.draft.figure_by(*stage, day)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn tell_baselines_of(&mut self, project: i64, rows: &Rows) -> Result<(), Error> {
        let portfolio = self.draft.snapshot(&Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            scope: Scope::Project(project),
        })?;
        for judged in assess(&portfolio, self.as_of).targets {
            let target = judged.target;
            let key = (judged.stage.id, target.period, target.label.clone());
            let (true, Some(seen), Some(declared), Some(baseline)) = (
                judged.verdict.is_declared_ignored,
                rows.get(&key),
                judged.revision.terms.baseline,
                judged.verdict.baseline,
            ) else {
                continue;
            };
            let on = match baseline.kind {
                BaselineKind::Reading(on) => on,
                _ => baseline.on,
            };
            self.tally.warn(vec![RowWarning {
                file: seen.file.to_string(),
                row: seen.row,
                warning: Warning::BaselineIgnored {
                    declared,
                    reading: baseline.percent,
                    on,
                },
            }]);
        }
        Ok(())
    }
}

/// The last of the days before the targets of these rows begin, as far as they have begun.
fn last_baseline_day(held: &Held, rows: &Rows, as_of: Day) -> Option<Day> {
    let mut last = None;
    for stage in held.stages.values() {
        for target in stage.targets.iter().map(|held| &held.target) {
            let key = (stage.id, target.period, target.label.clone());
            if let Some(revision) = target.in_force(as_of)
                && rows.contains_key(&key)
            {
                let day = baseline_day(&revision.terms, target.period);
                last = last.max(Some(day).filter(|day| *day < as_of));
            }
        }
    }
    last
}
