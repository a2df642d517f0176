//! The fuzz targets without a fuzzer: each is given its seeds, every input that once broke it, and
//! some thousands of mutations of these, always the same ones. `tests/fuzz/run TARGET SECONDS` looks
//! further, with a nightly toolchain.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The inputs of a target in a folder, in order of name.
fn inputs(folder: &str, target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz")
        .join(folder)
        .join(target);
    let Ok(found) = fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut inputs: Vec<(String, Vec<u8>)> = found
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

/// Runs a target on an input; an input that breaks it is named and shown.
fn holds(target: fn(&[u8]), name: &str, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| target(input))).is_err() {
        panic!("{name} breaks it: \"{}\"", input.escape_ascii());
    }
}

/// Numbers that look random and are the same each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    /// A piece of a text.
    fn piece<'a>(&mut self, of: &'a [u8]) -> &'a [u8] {
        let start = self.below(of.len());
        let end = (start + 1 + self.below(12)).min(of.len());
        &of[start..end]
    }

    /// One to four changes to an input; pieces come from `others`.
    fn mutated(&mut self, input: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = input.to_vec();
        for _ in 0..=self.below(4) {
            let place = self.below(bytes.len() + 1);
            let end = (place + self.below(12)).min(bytes.len());
            match self.below(7) {
                0 if place < bytes.len() => bytes[place] = self.byte(),
                1 if place < bytes.len() => bytes[place] ^= 1 << self.below(8),
                2 => bytes.truncate(place),
                3 => drop(bytes.drain(place..end)),
                4 => {
                    let twice = bytes[place..end].to_vec();
                    bytes.splice(place..place, twice);
                }
                5 => bytes.insert(place, b"0019,-/.%\"\n:+eE "[self.below(16)]),
                _ => {
                    let other = &others[self.below(others.len())];
                    let piece = self.piece(other).to_vec();
                    bytes.splice(place..end, piece);
                }
            }
        }
        bytes
    }
}

/// Replays what there is, then so many mutations of it.
fn replay(name: &str, mutations: usize) {
    let target = targets::TARGETS
        .iter()
        .find(|(target, _)| *target == name)
        .unwrap()
        .1;
    let mut known = inputs("seeds", name);
    assert!(!known.is_empty(), "there are no seeds of {name}");
    known.extend(inputs("found", name));
    for (file, input) in &known {
        holds(target, file, input);
    }
    let known: Vec<Vec<u8>> = known.into_iter().map(|(_, input)| input).collect();
    let mut numbers = Numbers(0x5eed);
    for number in 0..mutations {
        let input = numbers.mutated(&known[number % known.len()], &known);
        holds(target, &format!("mutation {number}"), &input);
    }
}

#[test]
fn no_figure_breaks_the_rules_of_percents() {
    replay("percent", 20_000);
}

#[test]
fn no_date_breaks_the_rules_of_days() {
    replay("day", 20_000);
}

#[test]
fn no_words_break_the_rules_of_deadlines() {
    replay("deadline", 5_000);
}

#[test]
fn no_csv_breaks_the_import() {
    replay("csv", 150);
}

#[test]
fn no_file_breaks_the_import() {
    replay("sheet", 300);
}

#[test]
fn no_cells_break_the_import() {
    replay("cells", 150);
}

#[test]
fn no_lines_break_the_import_of_a_record() {
    replay("record", 300);
}

#[test]
fn no_bytes_break_the_opening_of_a_store() {
    replay("store", 150);
}

#[test]
fn each_target_has_its_program_and_no_input_belongs_to_none() {
    let names: Vec<&str> = targets::TARGETS.iter().map(|(name, _)| *name).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for name in &names {
        assert!(
            manifest.contains(&format!("path = \"bin/{name}.rs\"")),
            "{name} has no program"
        );
        assert!(
            root.join(format!("bin/{name}.rs")).is_file(),
            "{name} has no program"
        );
    }
    for folder in ["seeds", "found"] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
            let entry = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                names.contains(&entry.as_str()),
                "{folder}/{entry} belongs to no target"
            );
        }
    }
}
