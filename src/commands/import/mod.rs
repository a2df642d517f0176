//! Portfolio CSVs, one flat CSV and whole records, in one transaction.

mod baselines;
mod flat;
mod groups;
mod merge;
mod projects;
mod readings;
mod settings;
mod stages;
mod tally;
mod targets;
mod template;

use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::error::{Error, FormatProblem, StoreProblem};
use crate::exchange::Encoding;
use crate::exchange::input::Input;
use crate::exchange::json;
use crate::exchange::sheet::Sheet;
use crate::model::record::Record;
use crate::model::{Day, HistoryQuestion, Known, Language, NewEntry, Scope, Snapshot};
use crate::report::said::{Imported, Said};
use crate::store::{self, Access, Outcome, Store};

use merge::Merge;

/// Import one flat CSV or portfolio CSVs, or the JSON of a whole record into an empty store
///
/// The flat CSV has a row per target (name, stage, percent, due, ..; or 项目, 阶段, 目标, 期限, ..)
/// and makes projects and stages as it names them; `--template` prints one to fill in. The
/// portfolio CSVs are projects (code, name, ..), stages (project, stage, kind, ..), targets
/// (project, stage, percent, due, ..), readings (project, stage, percent, as_of, ..). Each file is
/// recognised by its columns. All are taken in one transaction, in whichever order they are named,
/// or none is. What equals the store stays as it is; a target that differs is a revision.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// CSV files in UTF-8 or GB18030, or one JSON file written by `project export`
    #[arg(required_unless_present = "template", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Check everything and say what would be done; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out rows that cannot be taken, and list them
    #[arg(long)]
    skip_bad: bool,
    /// Print a flat CSV to fill in, with a few example rows; needs no store
    #[arg(long, conflicts_with_all = ["files", "dry_run", "skip_bad"])]
    template: bool,
}

/// What is done with the rows.
#[derive(Clone, Copy, Default)]
struct How {
    is_dry_run: bool,
    skips_bad: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if arguments.template {
        // The office's language, if there is a store that says it.
        let language = context
            .open(Access::Read)
            .and_then(|store| language(&*store, context))
            .unwrap_or_else(|_| context.language_first());
        let text = template::template(language, context.as_of);
        return context.output.with(|out| out.write_all(text.as_bytes()));
    }
    let mut store = context.open(Access::Write)?;
    let files = arguments
        .files
        .iter()
        .map(|path| Input::open(path))
        .collect::<Result<Vec<Input<'_>>, Error>>()?;
    let language = language(&*store, context)?;
    if let Some(record) = files.iter().find(|file| file.is_json()) {
        return restore(&mut *store, context, record, files.len(), arguments.dry_run);
    }
    let sheets = files
        .into_iter()
        .map(Sheet::read)
        .collect::<Result<Vec<Sheet<'_>>, Error>>()?;
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.encoding == Encoding::Gb18030)
    {
        let said = Said::ReadAs {
            file: sheet.file.clone(),
            encoding: "GB18030",
        };
        context.output.say(language, &said);
    }
    let sources = sheets.iter().map(|sheet| sheet.source.clone()).collect();
    let how = How {
        is_dry_run: arguments.dry_run,
        skips_bad: arguments.skip_bad,
    };
    let rows = sheets.iter().map(|sheet| sheet.rows).sum();
    let mut progress = context.output.progress(language, rows);
    let imported = take(
        &mut *store,
        &context.entry(sources),
        context.as_of,
        &sheets,
        how,
        &mut |rows| progress.add(rows),
    );
    drop(progress);
    let imported = imported?;
    context
        .output
        .say(language, &Said::Imported(Box::new(imported)));
    Ok(())
}

fn language(store: &dyn Store, context: &Context) -> Result<Language, Error> {
    let policy = store.snapshot(&Snapshot {
        as_of: context.as_of,
        known: Known::Now,
        // No project has this number: only the settings are asked for.
        scope: Scope::Project(0),
    })?;
    Ok(context.language(&policy.settings))
}

fn restore(
    store: &mut dyn Store,
    context: &mut Context,
    file: &Input<'_>,
    count: usize,
    is_dry_run: bool,
) -> Result<(), Error> {
    if count > 1 {
        return Err(Error::Format {
            file: file.name.clone(),
            problem: FormatProblem::NotAlone,
        });
    }
    let record = json::read_input(file)?;
    let last = store.history(&HistoryQuestion {
        last_before: Some(i64::MAX),
        ..HistoryQuestion::default()
    })?;
    if !last.is_empty() {
        return Err(Error::store(context.path()?, StoreProblem::NotEmpty));
    }
    check_record(file, &record)?;
    if !is_dry_run {
        store.restore(&record)?;
    }
    let said = Said::Restored {
        entries: record.entries.len(),
        readings: record.readings.len(),
        is_dry_run,
    };
    let language = language(store, context)?;
    context.output.say(language, &said);
    Ok(())
}

/// Tries the record in a store in memory: what breaks a rule is the file's fault, not the store's.
fn check_record(file: &Input<'_>, record: &Record) -> Result<(), Error> {
    let fail = |problem| Error::Format {
        file: file.name.clone(),
        problem,
    };
    let mut trial = store::in_memory()?;
    match trial.restore(record) {
        Err(Error::Store {
            problem: StoreProblem::Damaged(what),
            ..
        }) => return Err(fail(FormatProblem::JsonRule(what))),
        other => other?,
    }
    let flaws = trial.verify()?;
    if flaws.is_empty() {
        Ok(())
    } else {
        Err(fail(FormatProblem::JsonFlaws(flaws)))
    }
}

/// Takes the rows of all sheets in one transaction.
fn take(
    store: &mut dyn Store,
    entry: &NewEntry,
    as_of: Day,
    sheets: &[Sheet<'_>],
    how: How,
    progress: &mut dyn FnMut(usize),
) -> Result<Imported, Error> {
    let mut tally = None;
    let number = store.write(entry, &mut |draft| {
        let mut merge = Merge::new(draft, as_of, progress)?;
        merge.take(sheets)?;
        let done = merge.tally;
        if done.bad_count > 0 && !how.skips_bad {
            return Err(Error::Rows {
                count: done.bad_count,
                bad: done.into_bad_rows(),
            });
        }
        tally = Some(done);
        Ok(if how.is_dry_run {
            Outcome::Discard
        } else {
            Outcome::Keep
        })
    })?;
    Ok(tally.unwrap_or_default().said(number, how.is_dry_run))
}

/// The files of the first portfolio.
const SAMPLE: [(&str, &str); 4] = [
    ("projects.csv", include_str!("../../sample/projects.csv")),
    ("stages.csv", include_str!("../../sample/stages.csv")),
    ("targets.csv", include_str!("../../sample/targets.csv")),
    ("readings.csv", include_str!("../../sample/readings.csv")),
];

/// Imports the bundled portfolio.
pub(super) fn sample(store: &mut dyn Store, entry: &NewEntry, as_of: Day) -> Result<(), Error> {
    texts(store, entry, as_of, &SAMPLE)
}

/// Imports CSVs that are at hand as texts.
pub(super) fn texts(
    store: &mut dyn Store,
    entry: &NewEntry,
    as_of: Day,
    files: &[(&str, &str)],
) -> Result<(), Error> {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    import_files(store, entry, as_of, &files, false).map(|_| ())
}

/// Imports CSVs by name and bytes, as `project import` does, and says what it did. Public for the
/// fuzz targets, which do without a command line.
///
/// # Errors
/// As for the command; then nothing was written.
pub fn import_files(
    store: &mut dyn Store,
    entry: &NewEntry,
    as_of: Day,
    files: &[(&str, &[u8])],
    skips_bad: bool,
) -> Result<Imported, Error> {
    let sheets = files
        .iter()
        .map(|(name, bytes)| Sheet::open(name, bytes))
        .collect::<Result<Vec<Sheet<'_>>, Error>>()?;
    let entry = NewEntry {
        sources: sheets.iter().map(|sheet| sheet.source.clone()).collect(),
        ..entry.clone()
    };
    let how = How {
        is_dry_run: false,
        skips_bad,
    };
    take(store, &entry, as_of, &sheets, how, &mut |_| ())
}
