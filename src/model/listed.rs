//! The words that the documentation lists, for the tests that hold them equal to the tables.

use std::collections::BTreeSet;

/// The page on words, in English and in Chinese.
pub(crate) const WORDS_PAGES: [&str; 2] = [
    include_str!("../../docs/words.md"),
    include_str!("../../docs/words.zh-CN.md"),
];

/// The words in the second and third column of the table under a heading.
pub(crate) fn listed_words(page: &str, heading: &str) -> BTreeSet<String> {
    let section = page.split("\n## ").find(|part| part.starts_with(heading));
    let rows = section.unwrap_or_default().lines();
    let rows = rows.filter(|line| line.starts_with('|')).skip(2);
    let cells = rows.flat_map(|row| row.split('|').skip(2));
    let words: Vec<&str> = cells.flat_map(|cell| cell.split([',', '、'])).collect();
    words_listed_as(&words)
}

/// Words as they are compared: without spaces, and without those that are only signs.
pub(crate) fn words_listed_as<'a>(
    words: impl IntoIterator<Item = &'a &'a str>,
) -> BTreeSet<String> {
    let words = words.into_iter().map(|word| word.replace(' ', ""));
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect()
}
