//! What an import did, counted.

use crate::error::{BadRow, RowProblem, RowWarning};
use crate::exchange::sheet::Sheet;
use crate::report::said::{Counts, Imported};

/// At most this many bad rows are kept to be listed; the others are counted.
const LISTED: usize = 1_000;

#[derive(Default)]
pub(super) struct Tally {
    pub(super) settings: Counts,
    pub(super) projects: Counts,
    pub(super) states: Counts,
    pub(super) stages: Counts,
    pub(super) targets: Counts,
    pub(super) readings: Counts,
    pub(super) bad_rows: Vec<BadRow>,
    pub(super) bad_count: usize,
    pub(super) warnings: Vec<RowWarning>,
    dependents: Vec<BadRow>,
    dependent_count: usize,
}

impl Tally {
    pub(super) fn bad(&mut self, bad: BadRow) {
        // A row that only depends on a bad one is not bad itself, but cannot be taken without it.
        if bad.problem == RowProblem::Skipped {
            self.dependent_count += 1;
            if self.dependents.len() < LISTED {
                self.dependents.push(bad);
            }
            return;
        }
        self.bad_count += 1;
        if self.bad_rows.len() < LISTED {
            self.bad_rows.push(bad);
        }
    }

    pub(super) fn warn(&mut self, warnings: Vec<RowWarning>) {
        self.warnings.extend(warnings);
    }

    /// Bad rows in the order of the files as named, and of their rows.
    pub(super) fn sort(&mut self, sheets: &[Sheet<'_>]) {
        let place = |file: &str| sheets.iter().position(|sheet| sheet.file == file);
        self.bad_rows.sort_by_key(|bad| (place(&bad.file), bad.row));
        self.warnings.sort_by_key(|w| (place(&w.file), w.row));
    }

    /// What there is to say once it is done.
    pub(super) fn said(self, entry: Option<i64>, is_dry_run: bool) -> Imported {
        let mut skipped = self.bad_rows;
        let skipped_count = self.bad_count + self.dependent_count;
        skipped.extend(self.dependents);
        Imported {
            entry,
            is_dry_run,
            settings: self.settings,
            projects: self.projects,
            states: self.states,
            stages: self.stages,
            targets: self.targets,
            readings: self.readings,
            skipped,
            skipped_count,
            warnings: self.warnings,
        }
    }
}
