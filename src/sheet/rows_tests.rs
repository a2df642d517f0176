//! Tests of the file beside.

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;
use crate::exchange::flat::flat;
use crate::exchange::kind::Kind;
use crate::exchange::sheet::Sheet;

/// Columns of the flat kind, each under its own name and one in Chinese.
const FLAT: &[&str] = &[
    "name=项目",
    "code=代码",
    "stage=阶段",
    "kind=类型",
    "percent=目标（%）",
    "due=期限",
    "due_words=期限原文",
    "period=期间",
    "baseline=基期",
    "commitment=承诺",
    "lead=负责人",
    "reading=现状",
    "as_of=截至",
    "note=备注",
];

/// Reads every row of a file as what it is; returns the rows' numbers, or nothing if it is no
/// file of any kind.
fn read_all(bytes: &[u8]) -> Vec<u64> {
    let mut numbers = Vec::new();
    let Ok(sheet) = Sheet::open("x.csv", bytes) else {
        return numbers;
    };
    let mut warnings = Vec::new();
    sheet
        .each(&mut |row| {
            let row = match row {
                Ok(row) => row,
                Err(bad) => {
                    numbers.push(bad.row);
                    return Ok(());
                }
            };
            numbers.push(row.number);
            let _ = (own_code(&row), project_key(&row), stage_key(&row));
            match sheet.kind {
                Kind::Settings => drop(setting(&row)),
                Kind::Projects => drop(project(&row)),
                Kind::Flat => drop(flat(&row, &mut warnings)),
                Kind::States => drop(state_row(&row)),
                Kind::Stages => drop(stage(&row, &mut warnings)),
                Kind::Targets => drop(target(&row, &mut warnings)),
                Kind::Readings => drop(reading(&row, &mut warnings)),
            }
            Ok(())
        })
        .unwrap();
    numbers
}

/// What a column takes.
fn good(column: &str) -> &'static [&'static str] {
    match column {
        "percent" | "baseline" | "weight" | "reading" => {
            &["72.5", "57.99999999999999", "5.7E1", "７２％"]
        }
        "as_of" | "due" | "start" | "decided_on" => &["2021-07-31", "20210731", "2021/7/1"],
        "period" | "carried_from" => &["2021H2", "2021-07-01..2021-09-30"],
        "via" => &["2021-09-30:50 2021-10-31:60"],
        "alias_certain" => &["yes;no", "是"],
        "due_implied" => &["yes", "no"],
        "commitment" => &["strive", "确保"],
        "state" => &["active", "suspended"],
        "kind" => &["measured", "milestone"],
        "order" | "revision" | "amount" | "total" => &["1", "17"],
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
        4 => "[0-9０-９.%HQ:年eE'; -]{0,14}|\\PC{0,14}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ]
}

/// Most columns of some kind in any order, under either name.
fn header() -> impl Strategy<Value = Vec<&'static str>> {
    let kinds = [
        Kind::Projects,
        Kind::States,
        Kind::Stages,
        Kind::Targets,
        Kind::Readings,
        Kind::Settings,
    ];
    let kinds: Vec<_> = kinds.map(Kind::columns).into_iter().chain([FLAT]).collect();
    (prop::sample::select(kinds), any::<bool>()).prop_flat_map(|(columns, second)| {
        let names: Vec<&str> = columns
            .iter()
            .map(|column| match column.split_once('=') {
                Some((_, other)) if second => other,
                Some((own, _)) => own,
                None => column,
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
        let row: Vec<_> = names.iter().map(|name| good_cell(name)).collect();
        let spoiled = prop::collection::vec(spoiled_cell(), names.len());
        let ends = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]);
        (row, spoiled, 0..names.len(), ends).prop_map(move |(row, spoiled, cut, end)| {
            let mut lines = vec![names.join(",").into_bytes()];
            for (place, cell) in spoiled.into_iter().enumerate() {
                let mut row = row.clone();
                row[place] = cell;
                lines.push(row.join(&b','));
            }
            lines.push(row[..cut].join(&b','));
            lines.join(end.as_bytes())
        })
    })
}

proptest! {
    // Caught: the header's cells unwrapped as UTF-8.
    #[test]
    fn no_bytes_make_the_sheet_stumble(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"\xef\xbb\xbf\r\n,\"".to_vec())],
            0..60,
        )
    ) {
        let _ = read_all(&bytes);
    }

    // Caught: a plan point cut at its tenth byte, inside a Chinese character.
    #[test]
    fn no_rows_make_their_readers_stumble(bytes in file(), is_chinese in any::<bool>()) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if is_chinese => GB18030.encode(&text).0.into_owned(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let numbers = read_all(&bytes);
        // The header is row 1.
        prop_assert!(numbers.first().is_none_or(|first| 1 < *first));
        prop_assert!(numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a < b));
    }
}
