//! What an import did, counted.

use crate::error::{BadRow, RowProblem, RowWarning, Warning};
use crate::exchange::kind::Kind;
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

/// Keeps a row if it is one of the first; says whether it is. Of one place, those that came
/// first are first.
fn keep_first<P: Ord>(rows: &mut Vec<(P, BadRow)>, place: P, bad: BadRow) -> bool {
    let at = rows.partition_point(|(there, _)| *there <= place);
    if LISTED <= at {
        return false;
    }
    rows.insert(at, (place, short(bad)));
    rows.truncate(LISTED);
    true
}

/// Where a row stands: its file's place among all, and its number.
pub(super) type Place = (usize, u64);

#[derive(Default)]
pub(super) struct Tally {
    pub(super) settings: Counts,
    pub(super) projects: Counts,
    pub(super) states: Counts,
    pub(super) stages: Counts,
    pub(super) targets: Counts,
    pub(super) readings: Counts,
    /// The first of the bad rows, in the order of the files as named and of their rows.
    bad_rows: Vec<(Place, BadRow)>,
    pub(super) bad_count: usize,
    warnings: Vec<(usize, RowWarning)>,
    warning_count: usize,
    lower: Option<(usize, RowWarning)>,
    lower_count: usize,
    /// The files in their order, and their kinds.
    files: Vec<(String, Kind)>,
    /// The first of the rows that only depend on bad ones, in the order of the kinds, files and
    /// rows.
    dependents: Vec<((Option<Kind>, Place), BadRow)>,
    dependent_count: usize,
}

impl Tally {
    /// For files named in this order.
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Tally {
        Tally {
            files: (sheets.iter())
                .map(|sheet| (sheet.file.clone(), sheet.kind))
                .collect(),
            ..Tally::default()
        }
    }

    pub(super) fn bad(&mut self, bad: BadRow) {
        self.listed(bad);
    }

    /// Counts a bad row; returns its place, if it is one of those that are listed so far.
    pub(super) fn listed(&mut self, bad: BadRow) -> Option<Place> {
        let file = self.place(&bad.file);
        let place = (file, bad.row);
        // A row that only depends on a bad one is not bad itself, but cannot be taken without it.
        if bad.problem == RowProblem::Skipped {
            self.dependent_count += 1;
            let kind = self.files.get(file).map(|(_, kind)| *kind);
            keep_first(&mut self.dependents, (kind, place), bad);
            return None;
        }
        self.bad_count += 1;
        keep_first(&mut self.bad_rows, place, bad).then_some(place)
    }

    /// Counts bad rows that cannot be listed any more.
    pub(super) fn count_bad(&mut self, count: usize) {
        self.bad_count += count;
    }

    /// Says of a row that is the second of its key which the first one is, once that is known.
    pub(super) fn place_first(&mut self, listed: Place, problem: &RowProblem) {
        let first = self.bad_rows.partition_point(|(place, _)| *place < listed);
        for (place, bad) in self.bad_rows.iter_mut().skip(first) {
            if *place != listed {
                break;
            }
            if matches!(bad.problem, RowProblem::Duplicate { .. }) {
                bad.problem = problem.clone();
            }
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
        let place = self.files.iter().position(|(there, _)| there == file);
        place.unwrap_or(self.files.len())
    }

    /// The first of the bad rows.
    pub(super) fn into_bad_rows(self) -> Vec<BadRow> {
        self.bad_rows.into_iter().map(|(_, bad)| bad).collect()
    }

    /// What there is to say once it is done.
    pub(super) fn said(self, entry: Option<i64>, is_dry_run: bool) -> Imported {
        let skipped_count = self.bad_count + self.dependent_count;
        let bad = self.bad_rows.into_iter().map(|(_, bad)| bad);
        let dependents = self.dependents.into_iter().map(|(_, bad)| bad);
        let skipped = bad.chain(dependents).collect();
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
