//! How rows are numbered: 1, 一、, （二）, 1.1, A2, ①, IV.

/// The number of a row, or of a title.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Number {
    /// 一, 第三部分.
    Chinese,
    /// （一）.
    ChineseInBrackets,
    /// IV.
    Roman,
    /// 1, 1.1, 2-3, 2a, A, A2: the parts between points and dashes; a letter before them is one.
    Parts(Vec<String>),
    /// （1）.
    InBrackets,
    /// ①.
    Circled,
}

/// What follows a numeral that counts parts of one thing: 三期 is no row of its own.
const COUNTERS: &str = "期号标段批区#楼组幢栋层级届";
/// So many digits a part of a number has at most: 2026 is none.
const MOST_DIGITS: usize = 3;
/// And so many behind a letter: P-001 is no number of a row.
const MOST_BEHIND_LETTER: usize = 2;

impl Number {
    /// How high such numbers stand in an outline, the highest first: 一、, （一）, 1., （1）, ①.
    pub(super) fn rank(&self) -> usize {
        match self {
            Number::Chinese | Number::Roman => 0,
            Number::ChineseInBrackets => 1,
            Number::Parts(_) => 2,
            Number::InBrackets => 3,
            Number::Circled => 4,
        }
    }

    /// Whether a name may have such a number before it: 1., （1）, 一、; `J. Smith` is a name.
    pub(super) fn is_of_rows(&self) -> bool {
        match self {
            Number::Parts(_) => !self.is_of_titles(),
            Number::Roman => false,
            _ => true,
        }
    }

    /// Whether titles are numbered so, rather than rows: 一、, IV., B.
    pub(super) fn is_of_titles(&self) -> bool {
        match self {
            Number::Parts(parts) => {
                let letter = parts
                    .iter()
                    .all(|part| part.starts_with(char::is_alphabetic));
                letter && parts.len() == 1
            }
            number => number.rank() < 2,
        }
    }
}

/// The number that a whole cell is: `1`, `1.`, `一、`, `（1）`, `1-2`, `A2`.
pub(super) fn whole(cell: &str) -> Option<Number> {
    match leading(cell) {
        Some((number, "")) => Some(number),
        Some(_) => None,
        // It need not be set off from anything.
        None => {
            let (number, rest) = token(cell.trim())?;
            rest.is_empty().then_some(number)
        }
    }
}

/// Whether a cell may only count rows, in whatever way: such as `12`, `2a`, `1-1`, `（1）`.
pub(super) fn may_count(cell: &str) -> bool {
    let is_digits = !cell.is_empty() && cell.chars().all(|c| digit(c).is_some());
    is_digits || whole(cell).is_some()
}

/// The number that a text begins with, set off from the rest: `一、市政工程`, `1.金辉`, `（二） 道路`.
pub(super) fn leading(text: &str) -> Option<(Number, &str)> {
    let text = text.trim();
    let (number, rest) = token(text)?;
    let is_set_off = |rest: &str| match number {
        // 1.5 is no number of a row.
        Number::Parts(_) => !rest.starts_with(|c| digit(c).is_some()),
        _ => true,
    };
    let rest = match (&number, rest.chars().next()) {
        (Number::InBrackets | Number::ChineseInBrackets | Number::Circled, _) => rest,
        (_, Some('、' | '.' | '．' | ')' | '）' | ':' | '：')) => {
            let rest = rest.trim_start_matches(['、', '.', '．', ')', '）', ':', '：']);
            is_set_off(rest).then_some(rest)?
        }
        // 三 民生工程, 第三部分市政.
        (Number::Chinese, Some(c)) if c.is_whitespace() || text.starts_with('第') => rest,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['、', '：', ':', ' ', '.', '\u{3000}']);
    (!rest.starts_with(|c| COUNTERS.contains(c))).then_some((number, rest))
}

/// The number with which a text begins, and the rest of it.
fn token(text: &str) -> Option<(Number, &str)> {
    let first = text.chars().next()?;
    if let Some(inner) = text.strip_prefix(['(', '（', '[', '【']) {
        let (number, rest) = bare(inner)?;
        let rest = rest.strip_prefix([')', '）', ']', '】'])?;
        return Some(match number {
            Number::Chinese => (Number::ChineseInBrackets, rest),
            _ => (Number::InBrackets, rest),
        });
    }
    match first {
        '①'..='⑳' => return Some((Number::Circled, text.get(first.len_utf8()..)?)),
        '⑴'..='⒇' => return Some((Number::InBrackets, text.get(first.len_utf8()..)?)),
        '⒈'..='⒛' => {
            let rest = text.get(first.len_utf8()..)?;
            let number = u32::from(first) - u32::from('⒈') + 1;
            return Some((Number::Parts(vec![number.to_string()]), rest));
        }
        _ => {}
    }
    if let Some(inner) = text.strip_prefix('第') {
        let (number, rest) = bare(inner)?;
        let rest = ["部分", "章", "节", "类"]
            .iter()
            .find_map(|end| rest.strip_prefix(end))?;
        return matches!(number, Number::Chinese | Number::Parts(_))
            .then_some((Number::Chinese, rest));
    }
    bare(text)
}

/// A number without anything around it.
fn bare(text: &str) -> Option<(Number, &str)> {
    let behind = |is: &dyn Fn(char) -> bool| {
        let rest = text.trim_start_matches(is);
        (rest.len() < text.len()).then_some(rest)
    };
    if let Some(rest) = behind(&|c| "一二三四五六七八九十".contains(c)) {
        return Some((Number::Chinese, rest));
    }
    let is_word = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
    if let Some(rest) = behind(&|c| "IVX".contains(c)).filter(|rest| !is_word(rest)) {
        return Some((Number::Roman, rest));
    }
    parts(text)
}

/// 1, 1.1, 1-2, 2a, A, A2.
fn parts(text: &str) -> Option<(Number, &str)> {
    let (mut parts, mut rest, mut most) = (Vec::new(), text, MOST_DIGITS);
    if let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) {
        rest = rest.get(1..)?;
        parts.push(letter.to_ascii_lowercase().to_string());
        if !rest.starts_with(char::is_alphanumeric) && !begins_part(rest) {
            return Some((Number::Parts(parts), rest));
        }
        rest = rest.strip_prefix('-').unwrap_or(rest);
        most = MOST_BEHIND_LETTER;
    }
    loop {
        let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let (digits, behind) = rest.split_at_checked(end)?;
        let digits: String = digits.chars().filter_map(digit).collect();
        if digits.is_empty() || digits.len() > most {
            return None;
        }
        parts.push(digits);
        rest = behind;
        if !begins_part(rest) {
            break;
        }
        rest = rest.get(rest.chars().next()?.len_utf8()..)?;
    }
    // A letter for what was put between: 2a.
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    if let Some(letter) = rest.chars().next().filter(is_letter) {
        let behind = rest.get(1..)?;
        if behind.starts_with(char::is_alphanumeric) {
            return None;
        }
        if let Some(last) = parts.last_mut() {
            last.push(letter.to_ascii_lowercase());
        }
        rest = behind;
    }
    // 3号 is no number of a row, nor is the beginning of a longer word.
    (!rest.starts_with(char::is_alphanumeric)).then_some((Number::Parts(parts), rest))
}

/// Whether another part of a number follows: a point or a dash, and a digit.
fn begins_part(rest: &str) -> bool {
    let mut characters = rest.chars();
    characters
        .next()
        .is_some_and(|c| matches!(c, '.' | '．' | '-' | '–' | '—'))
        && characters.next().is_some_and(|c| digit(c).is_some())
}

/// A digit of either width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(parts: &[&str]) -> Number {
        Number::Parts(parts.iter().map(|part| (*part).to_owned()).collect())
    }

    #[test]
    fn a_cell_may_be_the_number_of_its_row() {
        for (cell, number) in [
            ("1", numbered(&["1"])),
            ("１２", numbered(&["12"])),
            ("3.", numbered(&["3"])),
            ("3、", numbered(&["3"])),
            ("1.1", numbered(&["1", "1"])),
            ("1-2", numbered(&["1", "2"])),
            ("1.2.10", numbered(&["1", "2", "10"])),
            ("2a", numbered(&["2a"])),
            ("A2", numbered(&["a", "2"])),
            ("⒊", numbered(&["3"])),
            ("B", numbered(&["b"])),
            ("IV", Number::Roman),
            ("一", Number::Chinese),
            ("十二、", Number::Chinese),
            ("第三部分", Number::Chinese),
            ("（一）", Number::ChineseInBrackets),
            ("(1)", Number::InBrackets),
            ("⑵", Number::InBrackets),
            ("①", Number::Circled),
        ] {
            assert_eq!(whole(cell), Some(number), "{cell}");
            assert!(may_count(cell), "{cell}");
        }
        for cell in [
            "P-001",
            "2026-001",
            "jinhui",
            "1期",
            "一期",
            "XM12",
            "330106001a",
            "",
        ] {
            assert_eq!(whole(cell), None, "{cell}");
            assert!(!may_count(cell), "{cell}");
        }
        assert!(may_count("330106001"));
    }

    #[test]
    fn a_title_may_begin_with_a_number() {
        for (text, number, rest) in [
            ("一、市政工程", Number::Chinese, "市政工程"),
            ("三 民生工程", Number::Chinese, "民生工程"),
            ("第一部分 民生", Number::Chinese, "民生"),
            ("（二）道路", Number::ChineseInBrackets, "道路"),
            ("II. Roads", Number::Roman, "Roads"),
            ("A. Earthworks", numbered(&["a"]), "Earthworks"),
            ("1.金辉小区", numbered(&["1"]), "金辉小区"),
            ("3、 桥", numbered(&["3"]), "桥"),
            ("12) Bridge", numbered(&["12"]), "Bridge"),
            ("（1）金辉", Number::InBrackets, "金辉"),
            ("①金辉", Number::Circled, "金辉"),
        ] {
            assert_eq!(leading(text), Some((number, rest)), "{text}");
        }
        for text in [
            "1.5万吨水厂",
            "3.5 MW plant",
            "2026.金辉",
            "（三）期工程",
            "二中扩建",
            "三期",
            "3号楼",
            "1号线",
            "320国道",
            "Xi Road",
            "I-5 bridge",
            "五一广场",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}
