use std::path::Path;

use super::*;
use crate::messages::{Damage, Flaw, Size};
use crate::store::contract::{fill, new_entry, record, row, sample, write};

fn filled() -> Box<dyn Store> {
    let mut store = crate::store::in_memory().unwrap();
    fill(store.as_mut());
    store
}

fn exported(store: &dyn Store) -> String {
    let mut out = Vec::new();
    export(store, &mut out, &Error::Output).unwrap();
    String::from_utf8(out).unwrap()
}

fn imported(store: &mut dyn Store, text: &str) -> Result<u64, Error> {
    import(store, "record.json", &mut text.as_bytes())
}

/// The line at fault and what is wrong with it; nothing was kept.
fn fault(store: &mut dyn Store, text: &str) -> (u64, RecordProblem) {
    let before = record(store);
    let result = imported(store, text);
    assert_eq!(record(store), before);
    match result {
        Err(Error::Format {
            file,
            problem: FormatProblem::RecordLine { line, problem },
        }) => {
            assert_eq!(file, "record.json");
            (line, problem)
        }
        other => panic!("{other:?}"),
    }
}

fn empty() -> Box<dyn Store> {
    crate::store::in_memory().unwrap()
}

#[test]
fn a_line_is_a_row_without_what_it_does_not_hold() {
    let mut store = empty();
    write(
        store.as_mut(),
        &new_entry(),
        &[row!(Setting key: "rule", value: "\"gap\"\n金")],
    );
    let head = head(store.as_ref()).unwrap();
    let expected = [
        r#"{"schema":"project.record/1"}"#.to_owned(),
        r#"{"table":"setting","key":"rule","entry":1,"value":"\"gap\"\n金"}"#.to_owned(),
        format!(
            r#"{{"table":"entry","number":1,"recorded_at":"2021-08-01T01:30:00.123Z","who":"wang","command":"update 金辉 'x y'","hash":"{}"}}"#,
            head.hash
        ),
    ];
    assert_eq!(exported(store.as_ref()), expected.join("\n") + "\n");
}

#[test]
fn what_was_exported_is_imported_as_it_was() {
    let store = filled();
    let text = exported(store.as_ref());
    let mut other = empty();
    assert_eq!(imported(other.as_mut(), &text).unwrap(), 4);
    assert_eq!(record(other.as_ref()), record(store.as_ref()));
    assert_eq!(exported(other.as_ref()), text);
    // Once more brings nothing.
    assert_eq!(imported(other.as_mut(), &text).unwrap(), 0);
    assert_eq!(exported(other.as_ref()), text);
    // An empty record, and a last line without its end.
    let mut other = empty();
    assert_eq!(
        imported(other.as_mut(), &exported(empty().as_ref())).unwrap(),
        0
    );
    assert_eq!(imported(other.as_mut(), text.trim_end()).unwrap(), 4);
}

#[test]
fn a_copy_is_the_same_record() {
    let store = filled();
    let mut other = empty();
    assert_eq!(copy(store.as_ref(), other.as_mut()).unwrap(), 4);
    assert_eq!(record(other.as_ref()), record(store.as_ref()));
}

/// It could be all that is kept, and nobody could import it.
#[test]
fn a_record_whose_chain_does_not_hold_is_not_exported() {
    let mut rows = record(filled().as_ref());
    let last = rows.last_mut().unwrap();
    last.cells[2] = Some("li".into());
    let (mut rows, mut store) = (rows.into_iter(), empty());
    store.replay(&mut || Ok(rows.next())).unwrap();
    match export(store.as_ref(), &mut Vec::new(), &Error::Output) {
        Err(Error::Flaws { path, flaws, .. }) => {
            assert_eq!(path, Path::new(":memory:"));
            assert_eq!(flaws.0, [Flaw::Chain(ChainBreak::Hash { entry: 4 })]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_store_whose_record_is_the_beginning_gets_what_follows() {
    let store = filled();
    let text = exported(store.as_ref());
    for count in 0..4 {
        let mut other = empty();
        for (entry, rows) in sample().into_iter().take(count) {
            write(other.as_mut(), &entry, &rows);
        }
        let came = imported(other.as_mut(), &text).unwrap();
        assert_eq!(came, 4 - u64::try_from(count).unwrap());
        assert_eq!(exported(other.as_ref()), text);
    }
}

#[test]
fn a_store_with_another_record_is_refused() {
    let text = exported(filled().as_ref());
    // Another entry of a number in the file.
    let mut other = empty();
    write(
        other.as_mut(),
        &new_entry(),
        &[row!(Setting key: "x", value: "y")],
    );
    let (line, problem) = fault(other.as_mut(), &text);
    assert_eq!(problem, RecordProblem::Diverges { entry: 1 });
    let first_entry = text
        .lines()
        .position(|line| line.contains(r#""table":"entry""#));
    assert_eq!(line, first_entry.unwrap() as u64 + 1);
    // One more than the file has.
    let mut longer = filled();
    write(
        longer.as_mut(),
        &new_entry(),
        &[row!(Setting key: "x", value: "y")],
    );
    let (line, problem) = fault(longer.as_mut(), &text);
    assert_eq!(problem, RecordProblem::EndsEarly { entry: 5 });
    assert_eq!(line, text.lines().count() as u64);
}

/// Any line changed, left out or given twice, into an empty store and behind a beginning.
#[test]
fn what_was_changed_is_found_with_its_entry() {
    let text = exported(filled().as_ref());
    let lines: Vec<&str> = text.lines().collect();
    let begun = || {
        let mut store = empty();
        let (entry, rows) = sample().remove(0);
        write(store.as_mut(), &entry, &rows);
        store
    };
    for index in 1..lines.len() {
        let without = [&lines[..index], &lines[index + 1..]].concat().join("\n");
        let twice = [&lines[..=index], &lines[index..]].concat().join("\n");
        let changed = lines[index].replacen("21", "22", 1);
        let is_changed = changed != lines[index];
        let changed = [&lines[..index], &[changed.as_str()], &lines[index + 1..]].concat();
        for mut store in [empty(), begun()] {
            // Without the last line, the last entry is not closed.
            let (_, problem) = fault(store.as_mut(), &without);
            // What rows refer to may be missing, which the store finds before the hash does.
            let is_found = matches!(problem, RecordProblem::Chain(_) | RecordProblem::Refused(_));
            assert!(is_found, "{problem:?}");
            let (_, problem) = fault(store.as_mut(), &twice);
            assert!(matches!(problem, RecordProblem::Chain(_)), "{problem:?}");
            if is_changed {
                let (_, problem) = fault(store.as_mut(), &changed.join("\n"));
                assert!(matches!(problem, RecordProblem::Chain(_)), "{problem:?}");
            }
        }
    }
}

/// At every byte: cut behind an entry it is that record's beginning, elsewhere it is refused.
#[test]
fn a_file_that_was_cut_off_is_refused() {
    let text = exported(filled().as_ref());
    let mut whole = 0;
    let mut store = empty();
    for end in 0..text.len() {
        let Some(cut) = text.get(..end) else {
            continue;
        };
        match imported(store.as_mut(), cut) {
            Ok(_) => {
                store = empty();
                let last = cut.trim_end().lines().last().unwrap();
                let is_end = last.contains(r#""table":"entry""#) || last.contains("schema");
                assert!(is_end, "{last}");
                whole += 1;
            }
            Err(_) => assert_eq!(record(store.as_ref()), []),
        }
    }
    // Of the beginning and of each entry: with and without the line's end, but the last of all.
    assert_eq!(whole, 2 * 5 - 1);
}

#[test]
fn lines_that_are_no_rows_are_named() {
    let text = exported(filled().as_ref());
    let (first, rest) = text.split_once('\n').unwrap();
    let with = |line: &str| format!("{first}\n{line}\n{rest}");
    let problem = |line: &str| {
        let (at, problem) = fault(empty().as_mut(), &with(line));
        assert_eq!(at, 2, "{line}");
        problem
    };
    for line in ["", "x", "[]", "1", "{", r#"{"table":"setting"} x"#, "null"] {
        let problem = problem(line);
        assert!(
            matches!(problem, RecordProblem::Json(_)),
            "{line}: {problem:?}"
        );
    }
    assert_eq!(problem("{}"), RecordProblem::NoTable);
    assert_eq!(problem(r#"{"table":1}"#), RecordProblem::NoTable);
    assert_eq!(
        problem(r#"{"table":"budget"}"#),
        RecordProblem::Table("budget".to_owned())
    );
    assert_eq!(
        problem(r#"{"table":"setting","unit":"x"}"#),
        RecordProblem::Column {
            table: "setting",
            column: "unit".to_owned()
        }
    );
    for (line, column) in [
        (r#"{"table":"setting","entry":"1"}"#, "entry"),
        (r#"{"table":"setting","entry":1.0}"#, "entry"),
        (
            r#"{"table":"setting","entry":9223372036854775808}"#,
            "entry",
        ),
        (r#"{"table":"setting","value":1}"#, "value"),
        (r#"{"table":"setting","value":null}"#, "value"),
        (r#"{"table":"setting","value":["x"]}"#, "value"),
    ] {
        let table = "setting";
        assert_eq!(
            problem(line),
            RecordProblem::Value { table, column },
            "{line}"
        );
    }
    // A byte that is no text.
    let mut bytes = format!("{first}\n{{\"table\":\"x").into_bytes();
    bytes.extend(b"\xff\"}\n");
    let result = import(empty().as_mut(), "x", &mut bytes.as_slice());
    assert!(matches!(result, Err(Error::Format { .. })), "{result:?}");
}

/// Caught: the whole of a line that never ends read before it was measured.
#[test]
fn a_line_without_end_is_refused_before_it_fills_the_memory() {
    let first = format!("{{\"schema\":\"{FORMAT}\"}}\n");
    let long = first.as_bytes().chain(io::repeat(b'x'));
    let result = import(empty().as_mut(), "x", &mut BufReader::new(long));
    let expected = RecordProblem::TooLong {
        most: Size(LONGEST),
    };
    match result {
        Err(Error::Format {
            problem: FormatProblem::RecordLine { line: 2, problem },
            ..
        }) => assert_eq!(problem, expected),
        other => panic!("{other:?}"),
    }
    // The longest there may be is none too long.
    let mut store = empty();
    let overhead = r#"{"table":"setting","key":"k","entry":1,"value":""}"#.len();
    let value = "x".repeat(LONGEST - overhead);
    write(
        store.as_mut(),
        &new_entry(),
        &[row!(Setting key: "k", value: value.as_str())],
    );
    assert_eq!(copy(store.as_ref(), empty().as_mut()).unwrap(), 1);
}

#[test]
fn another_format_is_refused() {
    for (text, found) in [
        ("{\"schema\":\"project.record/2\"}\n", "project.record/2"),
        ("{\"schema\":1}\n", ""),
        ("{}\n", ""),
        ("", ""),
    ] {
        match imported(empty().as_mut(), text) {
            Err(Error::Format {
                problem: FormatProblem::JsonVersion(version),
                ..
            }) => assert_eq!(version, found),
            other => panic!("{other:?}"),
        }
    }
}

/// A record of one entry with these rows before its own, with the hash that they have.
fn hashed(mut rows: Vec<Row>) -> String {
    let mut entry = record(filled().as_ref()).pop().unwrap();
    entry.cells[0] = Some(1.into());
    let mut hasher = crate::store::chain::Hasher::after(crate::store::chain::START);
    for row in &rows {
        hasher.row(row);
    }
    hasher.row(&entry);
    entry.cells[4] = Some(hasher.finish().into());
    rows.push(entry);
    let lines: Vec<String> = rows
        .iter()
        .map(|row| serde_json::to_string(&Line(row)).unwrap())
        .collect();
    format!("{{\"schema\":\"{FORMAT}\"}}\n{}\n", lines.join("\n"))
}

/// The whole of its rows held to their hashes, but against the rules of the store.
#[test]
fn a_record_that_the_store_refuses_leaves_nothing() {
    let reading = crate::store::contract::under(1, row!(Reading stage: 9, as_of: "2021-07-01"));
    let mut store = empty();
    let (_, problem) = fault(store.as_mut(), &hashed(vec![reading]));
    assert!(matches!(problem, RecordProblem::Refused(_)), "{problem:?}");
    assert_eq!(record(store.as_ref()), []);
}

/// Whoever computes hashes can write a file of what no command records: a code that a shell would
/// run, a day that is none. Such a store could not be read.
#[test]
fn a_record_of_what_cannot_be_recorded_leaves_nothing() {
    let edit = |code: &str, key: &str| {
        let edit = row!(ProjectEdit project: 1, code: code, code_key: key, name: "x");
        vec![
            crate::store::contract::under(1, row!(Project id: 1)),
            crate::store::contract::under(1, edit),
        ]
    };
    for (code, key, column) in [
        ("x$(touch pwned)", "x$(touch pwned)", "code"),
        ("a b", "a b", "code"),
        // It would be found by another name than its own.
        ("x", "y", "code_key"),
    ] {
        let (line, problem) = fault(empty().as_mut(), &hashed(edit(code, key)));
        let unreadable = RecordProblem::Unreadable(Damage::Cell {
            table: "project_edit",
            column,
            entry: 1,
        });
        assert_eq!((line, problem), (3, unreadable), "{code}");
    }
    assert_eq!(
        imported(empty().as_mut(), &hashed(edit("x", "x"))).unwrap(),
        1
    );
}
