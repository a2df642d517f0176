//! CSV files through the import, into a store in memory.

use project_tracker::exchange::{csv, json};
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

/// How an input begins whose files meet a store that holds something.
const FILLED: &[u8] = b"filled\n";

/// Files are taken whole or not at all; taken twice, they change nothing; the store is sound and
/// can be read every way; and what it exports as CSV fills a store that exports the same.
///
/// Caught: weights of a project's stages over 100 % together; a bad row left out unasked.
pub fn run(bytes: &[u8]) {
    let mut store = store::in_memory().expect("memory");
    let rest = bytes.strip_prefix(FILLED);
    if rest.is_some() {
        let whole = include_bytes!("../seeds/json/whole");
        let record = json::read("whole", whole).expect("a record");
        store.restore(&record).expect("a sound record");
    }
    let files = files(rest.unwrap_or(bytes));
    let before = store.record().expect("a record");
    match import(&mut *store, &files, false) {
        Ok(imported) => {
            assert_eq!(
                imported.skipped_count, 0,
                "left out, and nobody asked for it"
            );
            taken(&mut *store, &files, &before, &imported);
        }
        Err(error) => {
            told(&error);
            let after = store.record().expect("a record");
            assert_eq!(after, before, "refused, and yet written");
            if let Error::Rows { .. } = error {
                let imported = import(&mut *store, &files, true).expect("bad rows are left out");
                assert!(imported.skipped_count > 0, "bad rows, and none left out");
                taken(&mut *store, &files, &before, &imported);
            }
        }
    }
}

fn taken(store: &mut dyn Store, files: &[(String, &[u8])], before: &Record, first: &Imported) {
    let flaws = store.verify().expect("it can be verified");
    assert!(flaws.is_empty(), "{flaws:?}");
    let record = read(store).expect("it can be read");
    assert_eq!(first.entry.is_none(), record == *before);

    let second =
        import(store, files, first.skipped_count > 0).expect("what was taken is taken again");
    // A row that was left out may be good by what the others brought: the name of its project.
    if first.skipped_count == 0 {
        assert_eq!(second.entry, None, "the second time something was written");
        assert_eq!(second.skipped_count, 0);
        assert_eq!(store.record().expect("a record"), record);
    }
    let record = read(store).expect("it can be read");

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
