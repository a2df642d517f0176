//! What no bytes may do.

use encoding_rs::GB18030;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::lines::typed;
use crate::messages::Refusal;
use crate::model::DateRules;
use crate::sheet::kind::Kind;
use crate::sheet::{Input, read};

/// Reads a file; returns the numbers of its rows, good and bad, as far as they are listed.
fn read_all(bytes: &[u8]) -> Vec<u64> {
    let _ = typed(bytes);
    let Ok(sheets) = read(
        [Input::bytes("x.csv", bytes)],
        super::super::Reading::by(DateRules::on(super::today())),
    ) else {
        return Vec::new();
    };
    let mut numbers: Vec<u64> = (sheets.changes.iter())
        .map(|stated| stated.origin.row)
        .collect();
    for stated in &sheets.changes {
        for field in ["project", "stage", "figure", "due", "reason", "x"] {
            let bad = sheets.bad_row(stated.origin, field, Refusal::Missing);
            assert_eq!(bad.at.row, stated.origin.row);
        }
    }
    numbers.extend(sheets.bad_rows.keys().map(|origin| origin.row));
    numbers.sort_unstable();
    numbers.dedup();
    let rows = sheets.files.first().map_or(0, |file| file.rows);
    assert!(numbers.iter().all(|number| (2..=rows).contains(number)));
    numbers
}

/// What a column takes.
fn good(column: &str) -> &'static [&'static str] {
    match column {
        "percent" | "baseline" | "weight" | "reading" => {
            &["72.5", "57.99999999999999", "5.7E1", "７２％"]
        }
        "as_of" | "due" | "start" | "decided_on" => &["2021-07-31", "20210731", "2021/7/1"],
        "period" => &["2021H2", "2021-07-01..2021-09-30"],
        "carried_from" => &["2021H1", "#1"],
        "via" => &["2021-09-30:50 2021-10-31:60"],
        "alias_certain" => &["yes;no", "是"],
        "due_implied" => &["yes", "no"],
        "commitment" => &["strive", "确保"],
        "state" => &["active", "suspended"],
        "kind" => &["measured", "milestone"],
        "order" | "revision" | "amount" | "total" | "number" => &["1", "17"],
        "key" => &["rule", "stale.most"],
        _ => &["jinhui", "主体", "a;b", "'=1", "\"a\n\"\"b\"\"\""],
    }
}

fn good_cell(column: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    prop_oneof![
        3 => prop::sample::select(good(column)).prop_map(|text| text.as_bytes().to_vec()),
        1 => Just(Vec::new()),
    ]
}

fn spoiled_cell() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => "[0-9０-９.%HQ:年eE'#; -]{0,14}|\\PC{0,14}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<char>(), 0..6)
            .prop_map(|text| text.into_iter().collect::<String>().into_bytes()),
    ]
}

/// Most columns of some kind in any order, each under one of its names: its own, and that.
fn header() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let kinds = [
        Kind::Projects,
        Kind::States,
        Kind::Stages,
        Kind::Targets,
        Kind::Readings,
        Kind::Settings,
        Kind::Flat,
    ];
    (prop::sample::select(kinds.to_vec()), any::<bool>()).prop_flat_map(|(kind, second)| {
        let names: Vec<_> = (kind.columns().iter())
            .map(|(own, others)| match others.last() {
                Some(other) if second => (*own, *other),
                _ => (*own, *own),
            })
            .collect();
        let most = names.len() * 2 / 3..=names.len();
        prop::sample::subsequence(names, most).prop_shuffle()
    })
}

/// A file with that header and as many rows as columns, in each another cell spoiled; and one
/// row that is too short.
fn file() -> impl Strategy<Value = Vec<u8>> {
    header().prop_flat_map(|names| {
        let row: Vec<_> = names.iter().map(|(own, _)| good_cell(own)).collect();
        let spoiled = prop::collection::vec(spoiled_cell(), names.len());
        let ends = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]);
        (row, spoiled, 0..names.len(), ends).prop_map(move |(row, spoiled, cut, end)| {
            let header: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
            let mut lines = vec![header.join(",").into_bytes()];
            for (index, cell) in spoiled.into_iter().enumerate() {
                let mut row = row.clone();
                row[index] = cell;
                lines.push(row.join(&b','));
            }
            lines.push(row[..cut].join(&b','));
            lines.join(end.as_bytes())
        })
    })
}

proptest! {
    // Caught: the header taken for a row.
    #[test]
    fn no_bytes_make_the_sheet_stumble(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"\xef\xbb\xbf\r\n,\"\t ".to_vec())],
            0..60,
        )
    ) {
        let _ = read_all(&bytes);
        let _ = read_all(&[&b"key,value\n"[..], &bytes].concat());
    }

    // Caught: a plan point cut at its tenth byte, inside a Chinese character.
    #[test]
    fn no_rows_make_their_readers_stumble(bytes in file(), is_chinese in any::<bool>()) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if is_chinese => GB18030.encode(&text).0.into_owned(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let _ = read_all(&bytes);
    }
}

#[test]
fn most_files_of_the_properties_are_read() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let read = (0..100).filter(|_| {
        let tree = file().new_tree(&mut runner).unwrap();
        !read_all(&tree.current()).is_empty()
    });
    assert!(read.count() > 50);
}
