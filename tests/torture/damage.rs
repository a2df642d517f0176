//! Damaged files: every command ends in time, without a panic, in an agreed way; reading changes
//! nothing; `verify` finds what SQLite's own check finds; and damage is never taken for emptiness.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use crate::harness::{Chance, Ended, end, is_full, sized, tables};
use crate::sandbox::Sandbox;

const REPORT: [&str; 5] = ["report", "--period", "all", "--format", "json"];
const READERS: [&[&str]; 10] = [
    &REPORT,
    &["report"],
    &["show", "jinhui"],
    &["list"],
    &["log"],
    &["export"],
    &["verify"],
    &["config"],
    &["check", "--within", "400d"],
    &["backup", "copy.db"],
];
const WRITERS: [&[&str]; 5] = [
    &["update", "jinhui/overall", "61", "--note", "under fire"],
    &["target", "west-plot/main-structure", "75"],
    &["retract", "--reason", "slip"],
    &["check", "--new", "--within", "400d"],
    &["import", "more.csv", "--yes"],
];

/// A store with a history, and what is to be seen in it.
struct Ground {
    sandbox: Sandbox,
    store: PathBuf,
    whole: Vec<u8>,
    shown: HashMap<String, Vec<usize>>,
    faults: Vec<String>,
    damaged: usize,
    found: usize,
    refused: usize,
}

impl Ground {
    fn new() -> Ground {
        let sandbox = Sandbox::with_sample();
        for line in [
            "update jinhui 58",
            "update west-plot/main-structure 9",
            "edit jinhui --lead li",
            "target west-plot/main-structure 65 --reason late",
            "config due-soon 20",
            "update jinhui 97",
            "retract --reason slip",
            "check --new --within 90d",
        ] {
            assert!(sandbox.run(line).code < 2, "{line}");
        }
        sandbox.write(
            "more.csv",
            "project,stage,percent,as_of\njinhui,overall,60,2021-07-31\nwest-plot,facade,5,2021-07-31\n",
        );
        let store = sandbox.path("store.db");
        let whole = fs::read(&store).unwrap();
        let mut ground = Ground {
            sandbox,
            store,
            whole,
            shown: HashMap::new(),
            faults: Vec::new(),
            damaged: 0,
            found: 0,
            refused: 0,
        };
        for arguments in [&REPORT, READERS[2], &["list"], &["log"], &["export"]] {
            let ended = ground.run(arguments);
            ground
                .shown
                .insert(arguments.join(" "), shown_by(arguments, &ended.out));
        }
        // Typed by hand: what `new` made.
        assert_eq!(ground.shown[&REPORT.join(" ")], [46]);
        assert_eq!(ground.shown["show jinhui"], [1]);
        assert_eq!(ground.shown["export"], [9, 46, 47, 39]);
        ground
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        end(&mut self.sandbox.command(arguments))
    }

    fn clear(&self) {
        for name in [
            "copy.db",
            "store.db-journal",
            "store.db-wal",
            "store.db-shm",
        ] {
            let _ = fs::remove_file(self.sandbox.path(name));
        }
    }

    /// Whether SQLite's own checks find anything in the store as it is.
    fn is_broken_for_sqlite(&self) -> bool {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let look = || -> rusqlite::Result<bool> {
            let connection = Connection::open_with_flags(&self.store, flags)?;
            let said: String =
                connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            let orphans = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
            Ok(said != "ok" || orphans)
        };
        look().unwrap_or(true)
    }

    /// Every command on a store of these bytes.
    fn try_all(&mut self, what: &str, bytes: &[u8]) {
        self.try_beside(what, bytes, None);
    }

    /// The same, with another file beside it.
    fn try_beside(&mut self, what: &str, bytes: &[u8], beside: Option<(&str, &[u8])>) {
        self.damaged += 1;
        let place = |ground: &Ground| {
            ground.clear();
            fs::write(&ground.store, bytes).unwrap();
            if let Some((name, bytes)) = beside {
                fs::write(ground.sandbox.path(name), bytes).unwrap();
            }
        };
        place(self);
        for arguments in READERS {
            let ended = self.run(arguments);
            self.judge(what, arguments, &ended);
            if beside.is_none() && fs::read(&self.store).unwrap() != bytes {
                self.fault(what, arguments, "reading changed the file".to_owned());
                place(self);
            }
        }
        self.is_found(what);
        for arguments in WRITERS {
            place(self);
            let ended = self.run(arguments);
            self.judge(what, arguments, &ended);
        }
        self.clear();
    }

    fn is_found(&mut self, what: &str) {
        if self.is_broken_for_sqlite() {
            self.found += 1;
            let ended = self.run(&["verify"]);
            if ended.code == Some(0) {
                self.fault(what, &["verify"], "found nothing".to_owned());
            }
        }
    }

    fn judge(&mut self, what: &str, arguments: &[&str], ended: &Ended) {
        // It tells first, and records after.
        let is_told_first = arguments.starts_with(&["check", "--new"])
            && ended.code == Some(2)
            && !ended.err.is_empty();
        if let Some(fault) = ended.fault()
            && (!is_told_first || ended.out.is_empty())
        {
            self.fault(what, arguments, fault);
        } else if ended.code == Some(1) && arguments[0] != "check" {
            self.fault(what, arguments, "exit code 1".to_owned());
        }
        if ended.code == Some(2) {
            self.refused += usize::from(arguments == REPORT);
        } else if let Some(shown) = self.shown.get(&arguments.join(" "))
            && shown_by(arguments, &ended.out) != *shown
        {
            self.fault(
                what,
                arguments,
                format!("shows less or more than {shown:?}"),
            );
        }
    }

    fn fault(&mut self, what: &str, arguments: &[&str], fault: String) {
        self.faults
            .push(format!("{what}: {}: {fault}", arguments.join(" ")));
    }

    /// The page that holds the root of each table and index.
    fn roots(&self) -> Vec<(String, u32)> {
        let connection = Connection::open(&self.store).unwrap();
        connection
            .prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    #[track_caller]
    fn close(self, kind: &str) {
        println!(
            "damage, {kind}: {} stores x {} commands, {} refused by report, {} broken for SQLite and all of those found by verify",
            self.damaged,
            READERS.len() + WRITERS.len(),
            self.refused,
            self.found
        );
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

/// How much of the store a command's answer shows, in figures that damage would make smaller.
fn shown_by(arguments: &[&str], out: &str) -> Vec<usize> {
    match arguments {
        ["report", .., "json"] => {
            let report: Value = serde_json::from_str(out).unwrap();
            vec![report["targets"].as_array().unwrap().len()]
        }
        ["export"] => {
            let tables = tables(out);
            let count = |table| tables.get(table).map_or(0, Vec::len);
            ["entry", "target", "revision", "reading"]
                .map(count)
                .to_vec()
        }
        ["show", ..] => vec![out.matches("target    80 %").count()],
        // The lines, or for the record its entries.
        ["log"] => vec![out.lines().filter(|line| line.starts_with('#')).count()],
        _ => vec![out.lines().count()],
    }
}

const PAGE: usize = 4096;

#[test]
fn a_store_cut_short_is_refused() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    let end = whole.len();
    for length in [
        0,
        1,
        16,
        50,
        99,
        100,
        101,
        512,
        1024,
        4095,
        4096,
        4097,
        8192,
        end / 2,
        end - 8192,
        end - 4097,
        end - 4096,
        end - 4095,
        end - 100,
        end - 1,
    ] {
        ground.try_all(&format!("cut to {length}"), &whole[..length]);
    }
    assert_eq!(ground.refused, ground.damaged, "each is refused");
    ground.close("cut short");
}

#[test]
fn pages_zeroed_and_garbled_are_told_of() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    let mut chance = Chance(1);
    for page in (0..whole.len() / PAGE).step_by(sized(5, 1)) {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        ground.try_all(&format!("page {} zeroed", page + 1), &bytes);
        for byte in &mut bytes[page * PAGE..(page + 1) * PAGE] {
            *byte = chance.next() as u8;
        }
        ground.try_all(&format!("page {} garbled", page + 1), &bytes);
        // All but the page's own header.
        bytes[page * PAGE..page * PAGE + 128]
            .copy_from_slice(&whole[page * PAGE..page * PAGE + 128]);
        ground.try_all(&format!("page {} garbled within", page + 1), &bytes);
        // As after a write that went to another place.
        let other = (page + 7) % (whole.len() / PAGE);
        bytes.copy_within(other * PAGE..(other + 1) * PAGE, page * PAGE);
        ground.try_all(&format!("page {} is page {}", page + 1, other + 1), &bytes);
    }
    ground.close("pages");
}

#[test]
fn flipped_bits_break_no_command() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    for round in 0..sized(16, 300) {
        let mut chance = Chance(round as u64 * 7919);
        let mut bytes = whole.clone();
        let flips = 1 + chance.below(8);
        for _ in 0..flips {
            // Half of them where structure is dense: the beginning of a page.
            let page = chance.below(whole.len() / PAGE) * PAGE;
            let within = if chance.below(2) == 0 { 128 } else { PAGE };
            bytes[page + chance.below(within)] ^= 1 << chance.below(8);
        }
        ground.try_all(&format!("{flips} bits flipped, round {round}"), &bytes);
    }
    ground.close("bit flips");
}

/// Bytes of the header, each set to what means something.
#[test]
fn a_header_that_lies_is_told_of() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    let all: [(usize, &[u8]); 18] = [
        (16, &[0, 0]),
        (16, &[2, 0]),
        (16, &[0, 1]),
        (18, &[2]),
        (18, &[2, 2]),
        (18, &[9, 9]),
        (20, &[255]),
        (21, &[0]),
        (28, &[0, 0, 0, 0]),
        (28, &[0, 0, 0, 3]),
        (28, &[127, 255, 255, 255]),
        (32, &[0, 0, 0, 5, 0, 0, 0, 9]),
        (36, &[255, 255, 255, 255]),
        (44, &[0, 0, 0, 9]),
        (52, &[0, 0, 0, 9]),
        (56, &[0, 0, 0, 2]),
        (56, &[0, 0, 0, 77]),
        (24, &[255, 255, 255, 255]),
    ];
    for (place, value) in all.into_iter().step_by(sized(2, 1)) {
        let mut bytes = whole.clone();
        bytes[place..place + value.len()].copy_from_slice(value);
        ground.try_all(&format!("header at {place}: {value:?}"), &bytes);
    }
    ground.close("header");
}

/// Seen to catch: a report of no targets, exit 0, where those of the store were lost. The number of
/// cells of a root page set to 0: SQLite reads it as an empty table.
#[test]
fn a_table_that_only_looks_empty_is_not_taken_for_empty() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    for (name, root) in ground.roots() {
        let mut bytes = whole.clone();
        let count = (root as usize - 1) * PAGE + 3;
        bytes[count..count + 2].fill(0);
        if bytes != whole {
            ground.try_all(&format!("no cells in {name}"), &bytes);
        }
    }
    ground.close("tables without cells");
}

#[test]
fn rows_and_tables_that_are_missing_are_told_of() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    for (statements, is_refused) in [
        (
            "DELETE FROM stage WHERE id IN (SELECT stage FROM stage_edit WHERE code = 'overall')",
            true,
        ),
        ("DELETE FROM stage_edit WHERE code = 'overall'", true),
        (
            "DELETE FROM project WHERE id = (SELECT project FROM project_edit WHERE code = 'jinhui')",
            true,
        ),
        ("DELETE FROM project_edit WHERE code = 'jinhui'", true),
        ("DELETE FROM project", true),
        ("DELETE FROM target", true),
        ("DELETE FROM revision", true),
        ("DELETE FROM entry", false),
        ("UPDATE reading SET stage = 99999 WHERE entry = 2", false),
        ("DELETE FROM reading WHERE entry = 2", false),
        ("DROP TABLE entry", false),
        ("DROP TABLE project", true),
        ("DROP TABLE stage", true),
        ("DROP TABLE target", true),
        ("DROP TABLE revision", true),
        ("DROP TABLE reading", true),
        ("DROP TABLE retraction", true),
        ("DROP TABLE project_edit", true),
        ("DROP TABLE stage_edit", true),
        ("DROP TABLE alias", true),
        ("DROP TABLE project_state", true),
        ("DROP TABLE setting", true),
        ("DROP TABLE notice", false),
        ("DROP TABLE source", false),
        ("ALTER TABLE revision RENAME COLUMN due TO until", true),
        ("PRAGMA application_id = 7", true),
        ("PRAGMA user_version = 4", true),
        ("PRAGMA user_version = 2", true),
        ("PRAGMA user_version = 0", true),
        ("PRAGMA user_version = -1", true),
    ] {
        ground.clear();
        fs::write(&ground.store, &whole).unwrap();
        tamper(&ground, statements);
        let bytes = fs::read(&ground.store).unwrap();
        assert_ne!(bytes, whole, "{statements}");
        let refused = ground.refused;
        ground.try_all(statements, &bytes);
        if is_refused && ground.refused == refused {
            ground.fault(statements, &REPORT, "not refused".to_owned());
        }
        fs::write(&ground.store, &bytes).unwrap();
        if ground.run(&["verify"]).code != Some(2) {
            ground.fault(statements, &["verify"], "found nothing".to_owned());
        }
    }
    ground.close("missing rows and tables");
}

fn tamper(ground: &Ground, statements: &str) {
    let connection = Connection::open(&ground.store).unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
        .unwrap();
    let rows = |sql: &str| -> Vec<(String, String, String)> {
        connection
            .prepare(sql)
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    let away = rows("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')");
    for (kind, name, _) in &away {
        connection
            .execute_batch(&format!("DROP {kind} IF EXISTS {name}"))
            .unwrap();
    }
    connection.execute_batch(statements).unwrap();
    for (_, _, sql) in &away {
        // Those of a table that is gone stay away.
        let _ = connection.execute_batch(sql);
    }
}

/// What lies beside a store may be of another one, or no journal at all.
#[test]
fn a_journal_that_is_none_does_no_harm() {
    let mut ground = Ground::new();
    let whole = ground.whole.clone();
    let mut chance = Chance(5);
    let noise: Vec<u8> = (0..3 * PAGE).map(|_| chance.next() as u8).collect();
    let magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut lying = noise.clone();
    lying[..8].copy_from_slice(&magic);
    // One page, of a store of so many pages and sectors of 512 bytes, and nothing behind it.
    let pages = u32::try_from(whole.len() / PAGE).unwrap().to_be_bytes();
    let mut short = magic.to_vec();
    for number in [
        [0, 0, 0, 1],
        [1, 2, 3, 4],
        pages,
        [0, 0, 2, 0],
        [0, 0, 16, 0],
    ] {
        short.extend(number);
    }
    short.resize(512, 0);
    for (what, name, bytes) in [
        ("an empty journal", "store.db-journal", &[][..]),
        ("a journal of noise", "store.db-journal", &noise),
        ("a journal with a wrong header", "store.db-journal", &lying),
        ("a journal without pages", "store.db-journal", &short),
        ("a log of noise", "store.db-wal", &noise),
    ] {
        ground.try_beside(what, &whole, Some((name, bytes)));
    }
    if is_full() {
        // Every length that a crash may have left of a real journal.
        for length in (0..noise.len()).step_by(500) {
            let what = format!("{length} bytes of a wrong journal");
            ground.try_beside(&what, &whole, Some(("store.db-journal", &lying[..length])));
        }
    }
    ground.close("journals");
}
