//! What files of a folder are called after somebody or something.

use std::collections::HashSet;

use crate::model::{fold, printable};

/// So many characters of a name are used: file systems take 255 bytes, and Chinese needs three each.
const LONGEST: usize = 60;

/// What Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file name for each of these, in their order: without what file systems refuse, what shells take
/// for an option or hide, and unlike each other regardless of case.
pub fn file_names<'n>(wanted: impl IntoIterator<Item = &'n str>, ending: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    let name = |wanted: &str| {
        let stem = stem(wanted);
        let numbered = (2..).map(|number: u32| format!("{stem} ({number})"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| taken.insert(fold(name)));
        format!("{}.{ending}", free.unwrap_or(stem))
    };
    wanted.into_iter().map(name).collect()
}

fn stem(wanted: &str) -> String {
    let is_safe = |c: char| !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let shown = printable(wanted);
    let safe = shown.chars().map(|c| if is_safe(c) { c } else { '_' });
    let safe: String = safe.take(LONGEST).collect();
    let trimmed = safe.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let lower = trimmed.to_lowercase();
    let first = lower.split('.').next().unwrap_or_default().trim_end();
    let is_port = |name: &str| {
        let number = name.strip_prefix("com").or(name.strip_prefix("lpt"));
        number.is_some_and(|number| number.chars().count() == 1)
    };
    let is_kept = DEVICES.contains(&first) || is_port(first);
    match is_kept || trimmed.is_empty() || trimmed.starts_with(['-', '~']) {
        true => format!("_{trimmed}"),
        false => trimmed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Seen to catch: names that differ by case alone taken for two.
    #[test]
    fn names_are_safe_and_differ() {
        let wanted = [
            "城建办",
            "A/B",
            "A\\B",
            "a_b",
            "../..",
            "CON",
            "nul.txt",
            "com1",
            "-rf",
            ".hidden",
            "",
            "\u{1b}[31mred",
            "住建办\n房管科",
            "x ",
            "X",
        ];
        assert_eq!(
            file_names(wanted, "xlsx"),
            [
                "城建办.xlsx",
                "A_B.xlsx",
                "A_B (2).xlsx",
                "a_b (3).xlsx",
                "_.xlsx",
                "_CON.xlsx",
                "_nul.txt.xlsx",
                "_com1.xlsx",
                "_-rf.xlsx",
                "hidden.xlsx",
                "_ (2).xlsx",
                "[31mred.xlsx",
                "住建办 房管科.xlsx",
                "x.xlsx",
                "X (2).xlsx",
            ]
        );
    }

    proptest! {
        // Seen to catch: a name of 200 Chinese characters.
        #[test]
        fn no_name_leaves_its_folder(wanted in "\\PC{0,300}|[./\\\\\u{0}-\u{20}]{0,9}") {
            let names = file_names([wanted.as_str(), wanted.as_str()], "xlsx");
            prop_assert_ne!(&names[0], &names[1]);
            for name in names {
                let path = std::path::Path::new(&name);
                prop_assert_eq!(path.components().count(), 1);
                prop_assert_eq!(path.file_name().and_then(|name| name.to_str()), Some(name.as_str()));
                prop_assert!(name.len() <= 255, "{}", name);
            }
        }
    }
}
