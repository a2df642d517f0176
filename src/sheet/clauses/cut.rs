//! A cell of words cut into clauses.

use super::vocabulary::{BEFORE_FIGURE, BEHIND_FIGURE, DONE};

/// A cell cut around brackets that hold a figure, before numbers of a list in brackets, and behind
/// sentences.
pub(super) fn opened(cell: &str) -> Vec<&str> {
    let mut cuts = Vec::new();
    let mut before = "";
    for (at, c) in cell.char_indices() {
        let behind = cell.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '(' | '（' => {
                let inside = behind.split([')', '）']).next().unwrap_or_default();
                let is_number = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok();
                if inside.contains(['%', '％']) {
                    let end = at + c.len_utf8() + inside.len();
                    let close = cell.get(end..).and_then(|rest| rest.chars().next());
                    cuts.push((at, at + c.len_utf8()));
                    cuts.extend(close.map(|close| (end, end + close.len_utf8())));
                } else if is_number(inside) && is_listed(cell) {
                    cuts.push((at, at));
                }
            }
            '.' if behind.starts_with(char::is_whitespace) => {
                let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
                let is_short = word.is_none_or(|word| {
                    let word = word.to_lowercase();
                    BEFORE_FIGURE.contains(&format!("{word}.").as_str())
                });
                if !is_short {
                    cuts.push((at, at + 1));
                }
            }
            '①'..='⑳' => cuts.push((at, at + c.len_utf8())),
            _ => {}
        }
        before = cell.get(..at + c.len_utf8()).unwrap_or_default();
    }
    cuts.sort_unstable();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (from, to) in cuts {
        pieces.extend(cell.get(start..from));
        start = to.max(start);
    }
    pieces.extend(cell.get(start..));
    pieces
}

/// Whether brackets number what a cell lists.
fn is_listed(cell: &str) -> bool {
    [["(1)", "（1）"], ["(2)", "（2）"]]
        .iter()
        .all(|number| number.iter().any(|number| cell.contains(number)))
}

/// The parts of a cell between strong marks.
pub(in crate::sheet) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    split(cell, &['；', ';', '，', ',', '。', '\n', '\r'])
}

/// A text between marks that do not stand within a number.
pub(super) fn split<'t>(text: &'t str, marks: &'static [char]) -> impl Iterator<Item = &'t str> {
    let (mut rest, mut is_over) = (text, false);
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let mut before = None;
        let mut found = None;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let is_digit = |c: &char| c.is_ascii_digit();
            let after = characters.peek().map(|(_, c)| *c);
            let behind = rest.get(at + c.len_utf8()..).unwrap_or_default();
            let is_inside = matches!(c, ',' | '，' | '、')
                && before.as_ref().is_some_and(is_digit)
                && (after.as_ref().is_some_and(is_digit) || is_before_year(behind));
            if marks.contains(&c) && !is_inside {
                found = Some((at, at + c.len_utf8()));
                break;
            }
            before = Some(c);
        }
        let (end, next) = found.unwrap_or((rest.len(), rest.len()));
        is_over = found.is_none();
        let part = rest.get(..end).unwrap_or_default();
        rest = rest.get(next..).unwrap_or_default();
        Some(part.trim())
    })
    .filter(|part| !part.is_empty())
}

/// Whether the year of a day follows, as in `Nov 30, 2021`.
fn is_before_year(behind: &str) -> bool {
    let year = behind.trim_start();
    let rest = year.trim_start_matches(|c: char| c.is_ascii_digit());
    year.len() - rest.len() == 4 && year.starts_with(['1', '2'])
}

/// A text cut behind each of its figures: `Roof 40% walls 60%`.
pub(super) fn behind_figures(text: &str) -> Vec<&str> {
    let marks = ['.', '．', '、', ' ', '\u{a0}', '/', '|', '\t'];
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some(sign) = rest.find(['%', '％']) {
        let behind = rest.get(sign..).unwrap_or_default();
        let behind = behind.trim_start_matches(['%', '％', ' ']);
        let ends = BEHIND_FIGURE.iter().chain(DONE);
        let more = ends.filter_map(|end| behind.strip_prefix(end));
        let more = more.min_by_key(|more| more.len()).unwrap_or(behind);
        pieces.extend(rest.get(..rest.len() - more.len()));
        rest = more;
    }
    pieces.push(rest);
    let pieces = pieces.into_iter().map(|piece| piece.trim_matches(marks));
    let pieces = pieces.map(without_number);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// A clause without its number in a list: `1、`, `(2)`, `3.`.
pub(in crate::sheet) fn without_number(clause: &str) -> &str {
    let opened = clause.trim_start_matches(['(', '（']);
    let rest = opened.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = opened.len() - rest.len();
    let end = rest.trim_start_matches(['、', '.', '．', ')', '）']);
    let is_number = (1..=2).contains(&length)
        && end.len() < rest.len()
        && !end.starts_with(|c: char| c.is_ascii_digit());
    match is_number {
        true => end.trim_start(),
        false => clause,
    }
}
