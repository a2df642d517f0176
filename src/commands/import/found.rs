//! What is wrong with sheets, or asked of them: what their cells show, and what the ledger finds.

use std::collections::BTreeSet;

use crate::ledger::{Fault, Origin};
use crate::messages::{BadRow, BadRows, Causes, Error, Refusal, RowRef, Rows, Which};
use crate::sheet::{Fitness, Sheets};

/// All of it, with what has one cause together.
pub(in crate::commands) struct Found<'s> {
    sheets: &'s Sheets,
    of_rows: Causes,
    /// Rows that only depend on others, and are not bad themselves.
    dependent: Vec<BadRow>,
    /// The rows of which something is wrong, be it only that they depend on such a row.
    wrong: BTreeSet<Origin>,
    /// Those that are at least asked about.
    all: BTreeSet<Origin>,
}

impl<'s> Found<'s> {
    pub(in crate::commands) fn of(sheets: &'s Sheets, faults: &[Fault]) -> Found<'s> {
        let mut of_rows = sheets.bad.clone();
        let is_wrong = |(_, fitness): &(&Origin, &Fitness)| **fitness == Fitness::Wrong;
        let bad = sheets.bad_rows.iter();
        let mut wrong: BTreeSet<Origin> = bad.filter(is_wrong).map(|(origin, _)| *origin).collect();
        let mut all: BTreeSet<Origin> = match sheets.asked.is_empty() {
            true => sheets.bad_rows.keys().copied().collect(),
            false => wrong.clone(),
        };
        let found = sheets.found(faults);
        all.extend(found.iter().map(|(origin, _)| *origin));
        let has_own = !of_rows.is_empty() || !found.iter().all(|(_, bad)| is_dependent(bad));
        let mut dependent = Vec::new();
        for (origin, bad) in found {
            if is_dependent(&bad) && has_own {
                dependent.push(bad);
                continue;
            }
            if bad.question().is_none() {
                wrong.insert(origin);
            }
            of_rows.add(bad);
        }
        Found {
            sheets,
            of_rows,
            dependent,
            wrong,
            all,
        }
    }

    /// Whether nothing can be recorded before something is corrected.
    pub(super) fn is_wrong(&self, skips_bad: bool) -> bool {
        !self.sheets.unread.is_empty() || (!skips_bad && !self.wrong.is_empty())
    }

    /// What is asked.
    pub(super) fn questions(&self) -> BadRows {
        let mut all = self.of_rows.clone();
        self.sheets
            .asked
            .iter()
            .for_each(|asked| all.add(asked.clone()));
        self.lines(&all, Which::Questions)
    }

    /// The rows that are left out, and why.
    pub(super) fn skipped(&self) -> (Rows, BadRows) {
        let mut all = self.of_rows.clone();
        self.dependent.iter().for_each(|bad| all.add(bad.clone()));
        (Rows(self.all.len()), self.lines(&all, Which::All))
    }

    /// How many rows there is something to tell of, and what.
    pub(in crate::commands) fn all(&self) -> (usize, BadRows) {
        (self.all.len(), self.lines(&self.of_rows, Which::All))
    }

    fn lines(&self, causes: &Causes, which: Which) -> BadRows {
        causes.lines(which, |bad| {
            (is_dependent(bad), row_order(self.sheets, &bad.at))
        })
    }
}

fn is_dependent(bad: &BadRow) -> bool {
    bad.problem == Refusal::Skipped
}

/// What keeps sheets from being recorded, where rows at fault are left out or not; `None`: nothing.
pub(super) fn hindrance(sheets: &mut Sheets, faults: &[Fault], skips_bad: bool) -> Option<Error> {
    let found = Found::of(sheets, faults);
    let (rows, bad, asked) = match skips_bad {
        false => (
            Rows(found.wrong.len()),
            found.lines(&found.of_rows, Which::Faults),
            found.questions(),
        ),
        true => {
            let mut asked = Causes::default();
            sheets.asked.iter().for_each(|bad| asked.add(bad.clone()));
            (
                Rows(0),
                BadRows::default(),
                found.lines(&asked, Which::Questions),
            )
        }
    };
    let unread = std::mem::take(&mut sheets.unread);
    Error::of_import(unread, rows, bad, asked)
}

/// The order of rows: that of the files as they were named, then theirs.
pub(super) fn row_order(sheets: &Sheets, at: &RowRef) -> (Option<usize>, u64) {
    let name = at.file.as_deref().unwrap_or("-");
    let file = sheets.files.iter().position(|file| file.name == name);
    (file, at.row)
}
