//! CSV files through the import, into a store in memory.

use project_tracker::exchange::csv;
use project_tracker::model::NewEntry;
use project_tracker::model::record::Record;
use project_tracker::report::said::Imported;
use project_tracker::store::{self, Store};
use project_tracker::{Error, import_files};

use super::reader::{read, today, told};

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

fn import(
    store: &mut dyn Store,
    files: &[(String, &[u8])],
    skips_bad: bool,
) -> Result<Imported, Error> {
    let entry = NewEntry {
        recorded_at: "2021-08-01T09:00:00Z".parse().expect("an instant"),
        who: "wang".to_owned(),
        command: "import".to_owned(),
        sources: Vec::new(),
    };
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(n, bytes)| (n.as_str(), *bytes))
        .collect();
    import_files(store, &entry, today(), &files, skips_bad)
}

/// Files are taken whole or not at all; taken twice, they change nothing; the store is sound and
/// can be read every way; and what it exports as CSV fills a store that exports the same.
pub fn run(bytes: &[u8]) {
    let files = files(bytes);
    let mut store = store::in_memory().expect("memory");
    match import(&mut *store, &files, false) {
        Ok(imported) => taken(&mut *store, &files, &imported, false),
        Err(error) => {
            told(&error);
            assert!(is_empty(&*store), "refused, and yet written");
            if let Error::Rows { .. } = error {
                let imported = import(&mut *store, &files, true).expect("bad rows are left out");
                assert!(imported.skipped_count > 0, "bad rows, and none left out");
                taken(&mut *store, &files, &imported, true);
            }
        }
    }
}

fn is_empty(store: &dyn Store) -> bool {
    let empty = Record {
        schema: project_tracker::model::record::FORMAT.to_owned(),
        ..Record::default()
    };
    store.record().expect("a record") == empty
}

fn taken(store: &mut dyn Store, files: &[(String, &[u8])], first: &Imported, skips_bad: bool) {
    let flaws = store.verify().expect("it can be verified");
    assert!(flaws.is_empty(), "{flaws:?}");
    let record = read(store).expect("it can be read");
    assert_eq!(first.entry.is_none(), record.entries.is_empty());

    let second = import(store, files, skips_bad).expect("what was taken is taken again");
    assert_eq!(second.entry, None, "the second time something was written");
    assert_eq!(second.skipped_count, first.skipped_count);
    assert_eq!(store.record().expect("a record"), record);

    let exported = csv::files(&record);
    let names = exported.iter().map(|file| file.name.to_owned());
    let exported_files: Vec<(String, &[u8])> = names
        .zip(exported.iter().map(|file| file.bytes.as_slice()))
        .collect();
    let mut other = store::in_memory().expect("memory");
    import(&mut *other, &exported_files, false).expect("an export is taken");
    let again = csv::files(&other.record().expect("a record"));
    for (one, two) in exported.iter().zip(&again) {
        assert_eq!(
            String::from_utf8_lossy(&one.bytes),
            String::from_utf8_lossy(&two.bytes),
            "{} differs in the store filled from it",
            one.name
        );
    }
}
