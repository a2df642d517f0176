//! Numerals that count parts, whichever way they are written: 一期, 第1期 and II期 are one.

use super::syllables::folded;

/// What stands behind a numeral that tells one part of something from another.
pub(super) const COUNTERS: &str = "期号标段批区栋幢座楼层线组片";
/// Words that stand before the number or letter that tells one part from the next.
pub(super) const PARTS: [&str; 14] = [
    "phase", "stage", "block", "lot", "section", "part", "unit", "zone", "area", "building",
    "tower", "package", "contract", "segment",
];

const DIGITS: &str = "零一二三四五六七八九";
const TEN: char = '十';
const HUNDRED: char = '百';
/// Roman numerals, from 1 on.
const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
];
/// Those of them that are hardly anything else wherever they stand.
const SURELY_ROMAN: [&str; 5] = ["ii", "iii", "iv", "vii", "viii"];
/// Numbers in words, from 1 on.
const WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The text folded, its counting numerals in figures: Chinese ones behind 第 or before such as 期,
/// Roman ones and words beside such as `phase`. `1#` is 1号.
pub(super) fn in_figures(text: &str) -> String {
    let text: Vec<char> = folded(text).collect();
    let mut spelled = String::new();
    let mut rest = text.as_slice();
    let mut is_part = false;
    while let Some(c) = rest.first() {
        let length = rest
            .iter()
            .take_while(|other| kind(**other) == kind(*c))
            .count();
        let (run, behind) = rest.split_at(match kind(*c) {
            Kind::Other => 1,
            _ => length,
        });
        let counts = (behind.iter().find(|c| **c != ' ')).is_some_and(|c| COUNTERS.contains(*c));
        let number = match kind(*c) {
            Kind::Numeral if counts || spelled.ends_with('第') => chinese(run),
            Kind::Latin => latin(&run.iter().collect::<String>(), is_part, counts),
            Kind::Other => single(*c),
            Kind::Numeral | Kind::Digit => None,
        };
        match number {
            Some(number) => {
                drop_ordinal(&mut spelled);
                if spelled.ends_with(char::is_numeric) {
                    spelled.push(' ');
                }
                spelled.push_str(&number.to_string());
            }
            None if *c == '#' && spelled.ends_with(|c: char| c.is_ascii_digit()) => {
                spelled.push('号')
            }
            None => {
                if kind(*c) == Kind::Digit {
                    drop_ordinal(&mut spelled);
                }
                spelled.extend(run);
            }
        }
        is_part = match kind(*c) {
            Kind::Latin => PARTS.contains(&run.iter().collect::<String>().as_str()),
            _ => is_part && matches!(c, ' ' | '-' | '.'),
        };
        rest = behind;
    }
    spelled
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Numeral,
    Latin,
    Digit,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' => Kind::Latin,
        '0'..='9' => Kind::Digit,
        TEN | HUNDRED | '〇' => Kind::Numeral,
        c if DIGITS.contains(c) => Kind::Numeral,
        _ => Kind::Other,
    }
}

/// 第2期 is 2期.
fn drop_ordinal(spelled: &mut String) {
    if spelled.ends_with('第') {
        spelled.pop();
    }
}

/// A Chinese numeral below a thousand, or one that is read digit by digit: 二〇二一. 一二期 are two.
fn chinese(run: &[char]) -> Option<u32> {
    let digit = |c: char| match c {
        '〇' => Some(0),
        c => (0..)
            .zip(DIGITS.chars())
            .find(|(_, digit)| *digit == c)
            .map(|(value, _)| value),
    };
    if let Some(digits) = run.iter().map(|c| digit(*c)).collect::<Option<Vec<u32>>>()
        && digits.len() > 1
    {
        let is_whole = digits.len() < 8 && digits.contains(&0);
        return is_whole.then(|| digits.iter().fold(0, |all, digit| all * 10 + digit));
    }
    let (mut sum, mut ones, mut least) = (0, None, 1000);
    for c in run {
        let unit = match *c {
            TEN => 10,
            HUNDRED => 100,
            c => match (ones, digit(c)?) {
                (None | Some(0), value) => {
                    ones = Some(value);
                    continue;
                }
                _ => return None,
            },
        };
        if unit >= least {
            return None;
        }
        least = unit;
        sum += ones.take().unwrap_or(1) * unit;
    }
    Some(sum + ones.unwrap_or(0))
}

/// A Roman numeral or a number in words beside what it counts, or what is hardly anything else.
fn latin(word: &str, is_of_part: bool, counts: bool) -> Option<u32> {
    let of = |all: &[&str]| {
        (1..)
            .zip(all)
            .find(|(_, one)| **one == word)
            .map(|(value, _)| value)
    };
    match of(&ROMAN) {
        Some(value) if is_of_part || counts || SURELY_ROMAN.contains(&word) => Some(value),
        Some(_) => None,
        None => of(&WORDS).filter(|_| is_of_part),
    }
}

/// Numerals in one character that are longer as figures.
fn single(c: char) -> Option<u32> {
    let (first, value) = match c {
        'ⅹ'..='ⅻ' => ('ⅹ', 10),
        '⑩'..='⑳' => ('⑩', 10),
        _ => return None,
    };
    Some(u32::from(c) - u32::from(first) + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_that_count_become_figures() {
        for (name, spelled) in [
            ("金辉一期", "金辉1期"),
            ("金辉第二期", "金辉2期"),
            ("金辉第2期", "金辉2期"),
            ("十号楼", "10号楼"),
            ("二十一标段", "21标段"),
            ("一百零八号", "108号"),
            ("二〇二一期", "2021期"),
            ("1#楼", "1号楼"),
            ("II期", "2期"),
            ("Ⅻ期", "12期"),
            ("⑩号", "10号"),
            ("Phase II", "phase 2"),
            ("Phase-iv works", "phase-4 works"),
            ("Block I", "block 1"),
            ("Phase Two", "phase 2"),
            ("Terminal III", "terminal 3"),
            ("A3一期", "a3 1期"),
            ("一期 二标段", "1期 2标段"),
            // These count nothing, or more than one.
            ("三里河", "三里河"),
            ("五一广场", "五一广场"),
            ("一二期", "一二期"),
            ("Xi Road", "xi road"),
            ("One Station", "one station"),
            ("Villa V", "villa v"),
            ("十十期", "十十期"),
            ("#2 shed", "#2 shed"),
        ] {
            assert_eq!(in_figures(name), spelled, "{name}");
        }
    }
}
