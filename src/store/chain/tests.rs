use super::*;

/// A row of values named; the others are NULL.
fn row(table: Table, values: &[(&str, Value)]) -> Row {
    let mut row = Row::empty(table);
    for (name, value) in values {
        let index = table.columns().iter().position(|c| c.0 == *name).unwrap();
        row.cells[index] = Some(value.clone());
    }
    row
}

fn entry(number: i64, command: &str, hash: &str) -> Row {
    let at = format!("2021-08-0{number}T01:30:00.000Z");
    row(
        Table::Entry,
        &[
            ("number", number.into()),
            ("recorded_at", at.as_str().into()),
            ("who", "wang".into()),
            ("command", command.into()),
            ("hash", hash.into()),
        ],
    )
}

/// The three entries of docs/record.md: the rows, the bytes, the hash.
fn vectors() -> [(Vec<Row>, &'static str, &'static str); 3] {
    let first = "1e85c537a149e5dc4bf521493fbe1754bcc99190eecc2d364daa12a278bf7bc9";
    let second = "21fd8a552959b555a87a542335d6fe6dfb1c50cc1e9a859747a64220532219c1";
    let third = "db40df2318a2d82598d3edfeb6cbd7ef9054526150697e5c1072ed1b582c5021";
    [
        (
            vec![
                row(Table::Project, &[("id", 1.into()), ("entry", 1.into())]),
                row(
                    Table::ProjectEdit,
                    &[
                        ("project", 1.into()),
                        ("entry", 1.into()),
                        ("code", "jinhui".into()),
                        ("code_key", "jinhui".into()),
                        ("name", "金辉".into()),
                    ],
                ),
                row(
                    Table::Stage,
                    &[("id", 1.into()), ("entry", 1.into()), ("project", 1.into())],
                ),
                entry(1, "add 金辉", first),
            ],
            "0000000000000000000000000000000000000000000000000000000000000000\n\
             project entry:1:1 id:1:1\n\
             project_edit code:6:jinhui code_key:6:jinhui entry:1:1 name:6:金辉 project:1:1\n\
             stage entry:1:1 id:1:1 project:1:1\n\
             entry command:10:add 金辉 number:1:1 recorded_at:24:2021-08-01T01:30:00.000Z who:4:wang\n",
            first,
        ),
        (
            vec![
                row(
                    Table::Reading,
                    &[
                        ("stage", 1.into()),
                        ("as_of", "2021-07-31".into()),
                        ("entry", 2.into()),
                        ("percent", 7250.into()),
                        ("note", "two lines\nof note".into()),
                        ("problem", "".into()),
                    ],
                ),
                entry(2, "update jinhui 72.5", second),
            ],
            "FIRST\n\
             reading as_of:10:2021-07-31 entry:1:2 note:17:two lines\nof note percent:4:7250 problem:0: stage:1:1\n\
             entry command:18:update jinhui 72.5 number:1:2 recorded_at:24:2021-08-02T01:30:00.000Z who:4:wang\n",
            second,
        ),
        (
            vec![
                row(
                    Table::ProjectText,
                    &[
                        ("project", 1.into()),
                        ("entry", 3.into()),
                        ("position", 1.into()),
                        ("name", "施工单位".into()),
                        ("value", "三建".into()),
                    ],
                ),
                row(
                    Table::Mapping,
                    &[
                        ("column", "施工单位".into()),
                        ("entry", 3.into()),
                        ("field", "keep".into()),
                    ],
                ),
                entry(3, "import a.csv --keep", third),
            ],
            "FIRST\n\
             project_text entry:1:3 name:12:施工单位 position:1:1 project:1:1 value:6:三建\n\
             mapping column:12:施工单位 entry:1:3 field:4:keep\n\
             entry command:19:import a.csv --keep number:1:3 recorded_at:24:2021-08-03T01:30:00.000Z who:4:wang\n",
            third,
        ),
    ]
}

fn rows() -> Vec<Row> {
    vectors().into_iter().flat_map(|(rows, ..)| rows).collect()
}

/// What a chain finds in rows.
fn breaks(rows: &[Row]) -> Vec<ChainBreak> {
    let mut chain = Chain::new();
    let mut found: Vec<ChainBreak> = Vec::new();
    for row in rows {
        found.extend(chain.next(row).err());
    }
    found.extend(chain.finish().err());
    found
}

#[test]
fn tables_are_numbered_in_their_order() {
    for (index, table) in Table::ALL.into_iter().enumerate() {
        assert_eq!(table as usize, index, "{table}");
    }
}

#[test]
fn the_bytes_and_hashes_are_those_of_the_test_vectors() {
    let mut previous = START.to_owned();
    for (rows, bytes, expected) in vectors() {
        let bytes = bytes.replace("FIRST", &previous);
        let mut written = format!("{previous}\n");
        let mut hasher = Hasher::after(&previous);
        for row in &rows {
            write_row(&mut written, row);
            assert!(hasher.row(row));
        }
        assert_eq!(written, bytes);
        // By another road than the hasher's.
        let mut hash = String::new();
        for byte in Sha256::digest(bytes.as_bytes()) {
            let _ = write!(hash, "{byte:02x}");
        }
        assert_eq!(hash, expected);
        assert_eq!(hasher.finish(), expected);
        previous = hash;
    }
    assert_eq!(breaks(&rows()), []);
}

#[test]
fn the_vectors_stand_in_the_documentation() {
    let document = include_str!("../../../docs/record.md");
    let mut previous = START.to_owned();
    for (_, bytes, hash) in vectors() {
        let bytes = bytes.replace("FIRST", &previous);
        assert!(document.contains(&bytes), "{bytes}");
        assert!(document.contains(hash), "{hash}");
        previous = hash.to_owned();
    }
}

/// A length before each value: nothing can be moved from one column into the next.
#[test]
fn two_rows_never_have_the_same_bytes() {
    let bytes = |note: &str, problem: &str| {
        let values = [("note", note.into()), ("problem", problem.into())];
        let mut line = String::new();
        write_row(&mut line, &row(Table::Reading, &values));
        line
    };
    assert_ne!(bytes("a problem:1:b", "c"), bytes("a", "b problem:1:c"));
    assert_ne!(bytes("a\nreading note:1:b", ""), bytes("a", ""));
}

#[test]
fn a_changed_cell_is_found_in_its_entry_and_no_other() {
    let mut rows = rows();
    rows[1].cells[4] = Some("金辉项目".into());
    assert_eq!(breaks(&rows), [ChainBreak::Hash { entry: 1 }]);
}

#[test]
fn a_missing_row_and_one_too_many_are_found() {
    for index in 0..3 {
        let mut rows = rows();
        rows.remove(index);
        assert_eq!(breaks(&rows), [ChainBreak::Hash { entry: 1 }]);
    }
    let mut rows = rows();
    let mut another = rows[4].clone();
    another.cells[1] = Some("2021-08-01".into());
    rows.insert(5, another);
    assert_eq!(breaks(&rows), [ChainBreak::Hash { entry: 2 }]);
}

#[test]
fn rows_that_no_entry_closes_are_found() {
    // Behind the last entry.
    let whole = rows();
    assert_eq!(breaks(&whole[..5]), [ChainBreak::Unclosed { entry: 2 }]);
    // Before the first.
    let mut early = rows();
    let mut stray = early[0].clone();
    stray.cells[1] = Some(0.into());
    early.insert(0, stray);
    assert_eq!(breaks(&early), [ChainBreak::Unclosed { entry: 0 }]);
    // In between, and then the chain has a gap and another beginning.
    let mut cut = rows();
    cut.remove(3);
    assert_eq!(
        breaks(&cut),
        [
            ChainBreak::Unclosed { entry: 1 },
            ChainBreak::Number {
                expected: 1,
                found: 2
            }
        ]
    );
}

#[test]
fn numbers_out_of_order_are_found() {
    let whole = rows();
    assert_eq!(
        breaks(&whole[4..]),
        [ChainBreak::Number {
            expected: 1,
            found: 2
        }]
    );
    let twice = [&whole[..4], &whole[..4]].concat();
    assert_eq!(
        breaks(&twice),
        [ChainBreak::Number {
            expected: 2,
            found: 1
        }]
    );
}

/// Even where the hash was made over the rows as they stand.
#[test]
fn rows_in_another_order_are_found() {
    let mut rows: Vec<Row> = rows().into_iter().take(4).collect();
    rows.swap(0, 1);
    let mut hasher = Hasher::after(START);
    for row in &rows {
        hasher.row(row);
    }
    rows[3].cells[4] = Some(hasher.finish().into());
    assert_eq!(breaks(&rows), [ChainBreak::Order { entry: 1 }]);
}

#[test]
fn a_chain_goes_on_behind_a_head() {
    let whole = rows();
    let mut chain = Chain::after(Head::of(&whole[3]).unwrap());
    for row in &whole[4..] {
        chain.next(row).unwrap();
    }
    chain.finish().unwrap();
    assert_eq!(*chain.head(), Head::of(&whole[8]).unwrap());
    assert_eq!(Head::of(&whole[0]), None);
}

#[test]
fn a_head_is_printed_in_groups_and_read_back() {
    let head = Head {
        number: 12,
        hash: "9f3a07c15e22b8d04a6f".to_owned() + &"0".repeat(44),
    };
    assert_eq!(head.to_string(), "12:9f3a-07c1-5e22-b8d0-4a6f");
    for text in [
        "12:9f3a-07c1-5e22-b8d0-4a6f",
        "12:9f3a07c15e22b8d0",
        " #12: 9F3A 07C1 5E22 B8D0\n",
        &format!("12:{}", head.hash),
    ] {
        let kept: KeptHead = text.parse().unwrap();
        assert!(kept.is_of(&head), "{text}");
    }
    for text in ["13:9f3a07c15e22b8d0", "12:9f3a07c15e22b8d1"] {
        let kept: KeptHead = text.parse().unwrap();
        assert!(!kept.is_of(&head), "{text}");
    }
    for (text, error) in [
        ("", KeptHeadError::Form),
        ("12", KeptHeadError::Form),
        (":9f3a07c15e22b8d0", KeptHeadError::Form),
        ("-1:9f3a07c15e22b8d0", KeptHeadError::Form),
        ("12:9f3a07c15e22b8dg", KeptHeadError::Form),
        ("12:", KeptHeadError::Short),
        ("12:9f3a-07c1-5e22-b8d", KeptHeadError::Short),
    ] {
        assert_eq!(text.parse::<KeptHead>(), Err(error), "{text}");
    }
    // Where every record begins.
    let start: KeptHead = Head::start().to_string().parse().unwrap();
    assert!(start.is_of(&Head::start()) && !start.is_of(&head));
    let long = format!("12:{}0", head.hash);
    assert_eq!(long.parse::<KeptHead>(), Err(KeptHeadError::Form));
}
