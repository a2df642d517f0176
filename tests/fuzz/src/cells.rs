//! The cells of a sheet: a first line of names, then rows, their cells between tabs. A backslash in a
//! cell breaks its line.

use project_tracker::store;

use super::csv::run_files;

/// At most so many rows of an input are looked at.
const ROWS: usize = 40;

/// Whatever stands in cells is imported or refused as any sheet is: whole, once, and so that its
/// export fills a store that exports the same.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut file = String::new();
    for line in text.lines().take(ROWS) {
        for (at, cell) in line.split('\t').enumerate() {
            if at > 0 {
                file.push(',');
            }
            file.push('"');
            file += &cell.replace('"', "\"\"").replace('\\', "\n");
            file.push('"');
        }
        file.push('\n');
    }
    let mut store = store::in_memory().expect("memory");
    run_files(&mut *store, &[("cells.csv".to_owned(), file.as_bytes())]);
}
