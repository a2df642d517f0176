//! What an import did, counted.

use crate::error::{BadRow, RowProblem, RowWarning, Warning};
use crate::exchange::sheet::Sheet;
use crate::report::said::{Counts, Imported};

/// At most this many bad rows are kept to be listed; the others are counted.
pub(super) const LISTED: usize = 1_000;
/// So many characters of a cell are kept, more than are shown.
const SHOWN: usize = 300;
/// At most this many warnings are kept to be listed; the others are counted.
const WARNINGS: usize = 50;

/// A bad row with no more of its cell than is shown.
pub(super) fn short(mut bad: BadRow) -> BadRow {
    if let Some((end, _)) = bad.value.char_indices().nth(SHOWN) {
        bad.value.truncate(end);
        bad.value.shrink_to_fit();
    }
    bad
}

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
    warnings: Vec<(usize, RowWarning)>,
    warning_count: usize,
    lower: Option<(usize, RowWarning)>,
    lower_count: usize,
    /// The files in their order.
    files: Vec<String>,
    dependents: Vec<BadRow>,
    dependent_count: usize,
}

impl Tally {
    /// For files named in this order.
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Tally {
        Tally {
            files: sheets.iter().map(|sheet| sheet.file.clone()).collect(),
            ..Tally::default()
        }
    }

    pub(super) fn bad(&mut self, bad: BadRow) {
        self.listed(bad);
    }

    /// Counts a bad row; returns its place among those that are listed.
    pub(super) fn listed(&mut self, bad: BadRow) -> Option<usize> {
        // A row that only depends on a bad one is not bad itself, but cannot be taken without it.
        if bad.problem == RowProblem::Skipped {
            self.dependent_count += 1;
            if self.dependents.len() < LISTED {
                self.dependents.push(short(bad));
            }
            return None;
        }
        self.bad_count += 1;
        (self.bad_rows.len() < LISTED).then(|| {
            self.bad_rows.push(short(bad));
            self.bad_rows.len() - 1
        })
    }

    /// Counts bad rows that cannot be listed any more.
    pub(super) fn count_bad(&mut self, count: usize) {
        self.bad_count += count;
    }

    /// Says what is wrong with a bad row once it is known.
    pub(super) fn place_first(&mut self, listed: usize, problem: RowProblem) {
        if let Some(bad) = self.bad_rows.get_mut(listed) {
            bad.problem = problem;
        }
    }

    /// Counts a reading that was recorded.
    pub(super) fn count_reading(&mut self, is_first: bool) {
        if is_first {
            self.readings.added += 1;
        } else {
            self.readings.revised += 1;
        }
    }

    /// Keeps the first of the warnings, in the order of the files as named and of their rows.
    pub(super) fn warn(&mut self, warnings: Vec<RowWarning>) {
        for warning in warnings {
            let file = self.place(&warning.file);
            if let Warning::Lower { .. } = warning.warning {
                self.lower_count += 1;
                let is_first = |(there, lower): &(usize, RowWarning)| {
                    (file, warning.row) < (*there, lower.row)
                };
                if self.lower.as_ref().is_none_or(is_first) {
                    self.lower = Some((file, warning));
                }
                continue;
            }
            self.warning_count += 1;
            let place = self
                .warnings
                .partition_point(|(there, kept)| (*there, kept.row) <= (file, warning.row));
            self.warnings.insert(place, (file, warning));
            self.warnings.truncate(WARNINGS);
        }
    }

    fn place(&self, file: &str) -> usize {
        let place = self.files.iter().position(|there| there == file);
        place.unwrap_or(self.files.len())
    }

    /// Puts bad rows in the order of the files as named, and of their rows.
    pub(super) fn sort(&mut self) {
        let mut rows = std::mem::take(&mut self.bad_rows);
        rows.sort_by_key(|bad| (self.place(&bad.file), bad.row));
        self.bad_rows = rows;
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
            warnings: self
                .warnings
                .into_iter()
                .map(|(_, warning)| warning)
                .collect(),
            warning_count: self.warning_count,
            lower: self.lower.map(|(_, warning)| warning),
            lower_count: self.lower_count,
        }
    }
}
