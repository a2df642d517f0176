//! CSV files through the import, into a store in memory.

use project_tracker::Error;
use project_tracker::ledger::{self, Occasion};
use project_tracker::messages::{BadRows, Causes, Rows, Which};
use project_tracker::model::{DateRules, NewEntry};
use project_tracker::sheet::{self, Input};
use project_tracker::store::verify::verify;
use project_tracker::store::{self, Store};

use super::reader::{facts, read, record, today, told};
use super::record::whole;

/// Between the files of an input.
const BETWEEN: &[u8] = b"\n----\n";

/// At most so many files of an input are looked at.
const FILES: usize = 6;

fn files(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut rest = Some(bytes);
    let mut files = Vec::new();
    while let Some(bytes) = rest.take_if(|_| files.len() < FILES) {
        let end = bytes.windows(BETWEEN.len()).position(|at| at == BETWEEN);
        let (file, more) = match end {
            // The line break before the mark belongs to the file.
            Some(end) => (&bytes[..=end], Some(&bytes[end + BETWEEN.len()..])),
            None => (bytes, None),
        };
        files.push((format!("{}.csv", files.len() + 1), file));
        rest = more;
    }
    files
}

/// What became of files.
struct Imported {
    entry: Option<i64>,
    /// What is wrong with rows that were left out, or because of which nothing was taken.
    bad: usize,
}

/// Takes files as one entry; if rows are bad and are not to be left out, nothing.
fn import(
    store: &mut dyn Store,
    files: &[(String, &[u8])],
    skips_bad: bool,
) -> Result<Imported, Error> {
    let inputs = files.iter().map(|(name, bytes)| Input::bytes(name, bytes));
    let mut sheets = sheet::read(inputs, sheet::Reading::by(DateRules::on(today())))?;
    if sheets.are_open() {
        let unread = std::mem::take(&mut sheets.unread);
        let mut asked = Causes::default();
        sheets.asked.iter().for_each(|bad| asked.add(bad.clone()));
        let asked = asked.lines(Which::Questions, |bad| bad.at.row);
        let error = Error::of_import(unread, Rows(0), BadRows::default(), asked);
        return Err(error.expect("a sheet that is asked about"));
    }
    let entry = NewEntry {
        recorded_at: "2021-08-01T09:00:00Z".parse().expect("an instant"),
        who: "wang".to_owned(),
        command: "import".to_owned(),
        sources: Vec::new(),
    };
    let occasion = Occasion {
        as_of: today(),
        today: today(),
        command: Default::default(),
        files: sheets.files.iter().map(|file| file.name.clone()).collect(),
        is_typed: false,
        skips_bad,
        answers: Default::default(),
        is_trial: false,
    };
    let is_taken = skips_bad || sheets.bad_rows.is_empty();
    let trial = Occasion {
        is_trial: !is_taken,
        ..occasion
    };
    let changes = match is_taken {
        true => std::mem::take(&mut sheets.changes),
        false => sheets.all_changes(),
    };
    let recorded = ledger::record(store, &entry, &changes, &trial, &|_, _| Ok(()))?;
    let mut bad = std::mem::take(&mut sheets.bad);
    let of_ledger = sheets.found(&recorded.plan.faults);
    of_ledger.into_iter().for_each(|(_, row)| bad.add(row));
    let [asked, wrong] =
        [Which::Questions, Which::Faults].map(|which| bad.lines(which, |bad| bad.at.row));
    let count = asked.lines.len() + wrong.lines.len();
    if let Some(error) = Error::of_import(Vec::new(), Rows(count), wrong, asked) {
        told(&error);
    }
    Ok(Imported {
        entry: recorded.entry,
        bad: count,
    })
}

/// How an input begins whose files meet a store that holds something.
const FILLED: &[u8] = b"filled\n";

/// Files are taken whole or not at all; taken twice, they change nothing; the store is sound and
/// can be read every way; and what it exports as CSV fills a store that exports the same.
///
/// Caught: weights of a project's stages over 100 % together; a bad row left out unasked.
pub fn run(bytes: &[u8]) {
    let rest = bytes.strip_prefix(FILLED);
    let mut store = match rest {
        Some(_) => whole(),
        None => store::in_memory().expect("memory"),
    };
    run_files(&mut *store, &files(rest.unwrap_or(bytes)));
}

/// The same of files at hand.
pub(super) fn run_files(store: &mut dyn Store, files: &[(String, &[u8])]) {
    let before = record(store).expect("a record");
    match import(store, files, false) {
        Ok(imported) if imported.bad == 0 => taken(store, files, &before, &imported),
        Ok(imported) => {
            assert_eq!(imported.entry, None, "left out, and nobody asked for it");
            assert_eq!(record(store).expect("a record"), before);
            let imported = import(store, files, true).expect("bad rows are left out");
            assert!(imported.bad > 0, "bad rows, and none left out");
            taken(store, files, &before, &imported);
        }
        Err(error) => {
            told(&error);
            let after = record(store).expect("a record");
            assert_eq!(after, before, "refused, and yet written");
        }
    }
}

fn taken(store: &mut dyn Store, files: &[(String, &[u8])], before: &str, first: &Imported) {
    let flaws = verify(store, None).expect("it can be verified").flaws;
    assert!(flaws.is_empty(), "{flaws:?}");
    let kept = read(store).expect("it can be read");
    assert_eq!(first.entry.is_none(), kept == before);

    let second = import(store, files, first.bad > 0).expect("what was taken is taken again");
    // A row that was left out may be good by what the others brought: the name of its project.
    if first.bad == 0 {
        assert_eq!(second.entry, None, "the second time something was written");
        assert_eq!(second.bad, 0);
        assert_eq!(record(store).expect("a record"), kept);
    }
    read(store).expect("it can be read");

    let exported = facts(store).expect("it can be read");
    let exported_files: Vec<(String, &[u8])> = exported
        .iter()
        .map(|file| (file.name.to_owned(), file.bytes.as_slice()))
        .collect();
    let mut other = store::in_memory().expect("memory");
    let again = import(&mut *other, &exported_files, false).expect("an export is taken");
    assert_eq!(again.bad, 0, "an export is taken");
    let again = facts(&*other).expect("it can be read");
    for (one, two) in exported.iter().zip(&again) {
        assert_eq!(
            String::from_utf8_lossy(&one.bytes),
            String::from_utf8_lossy(&two.bytes),
            "{} differs in the store filled from it",
            one.name
        );
    }
}
