//! Recording what sheets say, and what there is to tell of it.

use std::collections::HashSet;

use crate::context::Context;
use crate::ledger::{self, Fault, Occasion, Plan, Recorded};
use crate::messages::import::ImportLine;
use crate::messages::{BadRow, BadRows, Error, Refusal, RowRef, RowWarning, Rows};
use crate::model::{DateRules, NewEntry};
use crate::sample::SampleFile;
use crate::sheet::{self, Input, Reading, Sheets};
use crate::store::Store;

use super::asking::{self, Manner};
use super::lines::{summary, warnings};

/// Records what sheets say as one entry, and tells what came of it. What is not sure is asked where
/// somebody can answer, and then nothing is open.
///
/// # Errors
/// [`Error::Rows`] or [`Error::Questions`] where rows cannot be taken and are not to be left out;
/// [`Error::NoConsent`], [`Error::NotAgreed`]; [`Error::Store`]. Then nothing was written.
pub(in crate::commands) fn record(
    store: &mut dyn Store,
    context: &mut Context,
    sheets: &mut Sheets,
    mut occasion: Occasion,
    manner: &Manner<'_>,
) -> Result<(), Error> {
    let entry = context.entry(sheets.sources.clone());
    let can_ask = context.output.can_ask() && !manner.is_dry_run;
    prepare(sheets, &mut occasion, manner.is_dry_run);
    let changes = std::mem::take(&mut sheets.changes);
    let mut is_warned = false;
    let recorded = loop {
        let mut agree = |plan: &Plan| {
            let mut warn = |context: &mut Context| {
                for line in warnings_of(sheets, plan) {
                    context.output.say(manner.language, &line);
                }
                is_warned = true;
            };
            asking::agreement(plan, context, manner, &mut warn)
        };
        let recorded =
            ledger::record_agreed(store, &entry, &changes, &occasion, &mut agree, &|_, _| {
                Ok(())
            })?;
        let is_asked = can_ask && sheets.bad_count == 0;
        let faults = &recorded.plan.faults;
        if !is_asked || !asking::names(faults, &mut occasion.answers, context, manner.language)? {
            break recorded;
        }
    };
    let lines = lines_of(sheets, &recorded, &occasion, manner.is_dry_run)?;
    if manner.is_dry_run {
        asking::show(&recorded.plan, context, manner)?;
    }
    if !is_warned {
        for line in warnings_of(sheets, &recorded.plan) {
            context.output.say(manner.language, &line);
        }
    }
    for line in lines {
        context.output.say(manner.language, &line);
    }
    Ok(())
}

fn prepare(sheets: &Sheets, occasion: &mut Occasion, is_dry_run: bool) {
    occasion.files = sheets.files.iter().map(|file| file.name.clone()).collect();
    occasion.is_typed = false;
    occasion.is_trial = is_dry_run || (sheets.bad_count > 0 && !occasion.skips_bad);
}

/// What there is to know of the rows, in their order.
fn warnings_of(sheets: &Sheets, plan: &Plan) -> Vec<ImportLine> {
    warnings(sheets, plan, |warning: &RowWarning| {
        row_order(sheets, &warning.at)
    })
}

/// What there is to say of sheets that were recorded, but for warnings.
///
/// # Errors
/// As [`record`].
fn lines_of(
    sheets: &Sheets,
    recorded: &Recorded<()>,
    occasion: &Occasion,
    is_dry_run: bool,
) -> Result<Vec<ImportLine>, Error> {
    let (plan, number) = (&recorded.plan, recorded.entry);
    let of_ledger: HashSet<_> = plan.faults.iter().map(|fault| fault.origin).collect();
    let bad_count = sheets.bad_count + of_ledger.len();
    let bad = bad_rows(sheets, &plan.faults);
    if bad_count > 0 && !occasion.skips_bad {
        let own: Vec<BadRow> = (bad.iter().filter(|bad| !is_dependent(bad)))
            .cloned()
            .collect();
        if own.is_empty() {
            return Err(Error::rows(BadRows::all(bad)));
        }
        let own = BadRows::all(own);
        let dependents = bad_count.min(bad.len()) - own.count.min(bad_count);
        let count = match sheets.bad.len() < sheet::LISTED {
            true => own.count,
            false => bad_count - dependents,
        };
        return Err(Error::rows(BadRows { count, ..own }));
    }
    let skipped = BadRows {
        faults: bad,
        count: bad_count,
    };
    let mut lines = Vec::new();
    if skipped.count > 0 {
        lines.push(ImportLine::Skipped {
            rows: Rows(skipped.count),
            bad: skipped,
        });
    }
    lines.push(summary(&plan.counts, number, is_dry_run));
    Ok(lines)
}

/// The order of rows: that of the files as they were named, then theirs.
fn row_order(sheets: &Sheets, at: &RowRef) -> (Option<usize>, u64) {
    let name = at.file.as_deref().unwrap_or("-");
    let file = sheets.files.iter().position(|file| file.name == name);
    (file, at.row)
}

/// A row that only depends on a bad one is not bad itself.
fn is_dependent(bad: &BadRow) -> bool {
    bad.problem == Refusal::Skipped
}

/// All that is wrong with the rows of sheets, in the order of files and rows.
pub(in crate::commands) fn bad_rows(sheets: &Sheets, faults: &[Fault]) -> Vec<BadRow> {
    let order = |bad: &BadRow| (is_dependent(bad), row_order(sheets, &bad.at));
    let of_ledger = faults
        .iter()
        .take(sheet::LISTED)
        .map(|fault| sheets.bad_row(fault.origin, fault.field, fault.problem.clone()));
    let mut bad: Vec<BadRow> = sheets.bad.iter().cloned().chain(of_ledger).collect();
    bad.sort_by_key(order);
    bad.truncate(sheet::LISTED);
    bad
}

/// Records bundled files.
///
/// # Errors
/// As [`record`].
pub(in crate::commands) fn sample(
    store: &mut dyn Store,
    entry: &NewEntry,
    occasion: &Occasion,
    files: &[SampleFile],
) -> Result<(), Error> {
    let inputs = files
        .iter()
        .map(|file| Input::bytes(file.name, file.text.as_bytes()));
    let mut sheets = sheet::read(inputs, Reading::by(DateRules::on(occasion.as_of)))?;
    let entry = NewEntry {
        sources: sheets.sources.clone(),
        ..entry.clone()
    };
    let mut occasion = occasion.clone();
    prepare(&sheets, &mut occasion, false);
    let changes = std::mem::take(&mut sheets.changes);
    let recorded = ledger::record(store, &entry, &changes, &occasion, &|_, _| Ok(()))?;
    lines_of(&sheets, &recorded, &occasion, false).map(|_| ())
}
