//! Whether two names may well be of one thing.

use super::syllables::{bare, folded, key, spelling};

/// Words that tell nothing apart where two names differ by one of them.
const COMMON_WORDS: [&str; 6] = ["项目", "工程", "地块", "区块", "project", "works"];
/// Of shorter names, one that differs by a letter is another name.
const SHORTEST_WITH_SLIP: usize = 5;
/// Of shorter names, none is the abbreviation of another.
const SHORTEST_ABBREVIATION: usize = 4;
/// What tells two things of one kind apart: directions, numbers, ages.
const TELLING: &str = "东西南北中上下前后左右内外一二三四五六七八九十甲乙丙丁新旧老";

const NUMERALS: &str = "一二三四五六七八九十";
/// What stands behind a numeral that tells one part of something from another.
const COUNTERS: &str = "期号标段批区";

/// A name as it is compared with others.
pub struct Likeness {
    /// What tells one of several from another: numbers, and letters that stand alone.
    marks: Vec<String>,
    /// The name without what tells nothing apart.
    plain: String,
    length: usize,
    /// Its characters of [`TELLING`].
    telling: Vec<char>,
    /// How it sounds.
    sound: String,
    /// Which of several parts it is, as 期 and the like count them.
    parts: Vec<String>,
}

impl Likeness {
    /// Of that name.
    pub fn of(name: &str) -> Likeness {
        let bare = bare(name);
        let mut plain = bare.as_str();
        while let Some(rest) = without_common_word(plain) {
            plain = rest;
        }
        Likeness {
            marks: marks(name),
            plain: plain.to_owned(),
            length: plain.chars().count(),
            telling: plain.chars().filter(|c| TELLING.contains(*c)).collect(),
            sound: spelling(plain).collect(),
            parts: parts(name),
        }
    }

    /// Whether both names may be of one thing: one holds the other or abbreviates it (海科智造基地 of
    /// 海科智能制造基地), they differ only by a word such as 项目, by one slip of the keyboard, or by
    /// one character of the same sound. Names that differ by a number (一期 and 二期), or by a single
    /// letter that stands alone, are those of several.
    pub fn is_like(&self, other: &Likeness) -> bool {
        let shortest = self.length.min(other.length);
        let is_other_part =
            !self.parts.is_empty() && !other.parts.is_empty() && self.parts != other.parts;
        if self.marks != other.marks || is_other_part {
            return false;
        }
        if shortest < 2 {
            return self.plain == other.plain;
        }
        self.plain.contains(&other.plain)
            || other.plain.contains(&self.plain)
            || self.is_slip_of(other)
            || self.abbreviates(other)
            || other.abbreviates(self)
    }

    /// Whether the names differ by nothing that tells things apart, or by one character of the same
    /// sound: closer than two that stand side by side in a sheet mostly are.
    pub fn is_twin(&self, other: &Likeness) -> bool {
        self.marks == other.marks && (self.plain == other.plain || self.sounds_as(other))
    }

    fn is_slip_of(&self, other: &Likeness) -> bool {
        let is_long = self.length.min(other.length) >= SHORTEST_WITH_SLIP;
        is_long && self.is_one_off(other) || self.sounds_as(other)
    }

    /// Whether the characters of the name stand in the other in their order and are two thirds of it
    /// or more; the others there tell nothing apart.
    fn abbreviates(&self, whole: &Likeness) -> bool {
        let is_most = self.length < whole.length && self.length * 3 >= whole.length * 2;
        if self.length < SHORTEST_ABBREVIATION || !is_most || self.telling != whole.telling {
            return false;
        }
        let letters = |name: &Likeness| name.plain.replace(|c: char| !c.is_alphanumeric(), "");
        let (own, whole) = (letters(self), letters(whole));
        let mut left = own.chars().peekable();
        whole.chars().for_each(|c| {
            left.next_if_eq(&c);
        });
        left.peek().is_none()
    }

    fn sounds_as(&self, other: &Likeness) -> bool {
        self.length == other.length && self.sound == other.sound && self.is_one_off(other)
    }

    fn is_one_off(&self, other: &Likeness) -> bool {
        // 二期 is no slip of 一期.
        let is_other = self.telling.len() == other.telling.len() && self.telling != other.telling;
        !is_other
            && self.length.abs_diff(other.length) <= 1
            && strsim::damerau_levenshtein(&self.plain, &other.plain) == 1
    }
}

/// Whether two names may well be of one thing, as [`Likeness::is_like`] has it.
pub fn are_alike(one: &str, other: &str) -> bool {
    key(one) == key(other) || Likeness::of(one).is_like(&Likeness::of(other))
}

/// A name without a word at its end that tells nothing apart, if something is left.
fn without_common_word(bare: &str) -> Option<&str> {
    let rest = (COMMON_WORDS.iter()).find_map(|word| bare.strip_suffix(word))?;
    (!rest.is_empty()).then_some(rest)
}

/// The Chinese numerals of a name that count parts.
fn parts(name: &str) -> Vec<String> {
    let letters: Vec<char> = bare(name).chars().collect();
    let is_numeral = |c: &char| NUMERALS.contains(*c);
    let runs: Vec<&[char]> = (letters.chunk_by(|a, b| is_numeral(a) == is_numeral(b))).collect();
    let pairs = runs.windows(2).filter_map(|pair| match pair {
        [numeral, [counter, ..]]
            if numeral.iter().all(is_numeral) && COUNTERS.contains(*counter) =>
        {
            Some(numeral.iter().collect())
        }
        _ => None,
    });
    pairs.collect()
}

/// What tells one of several from another: its numbers, and letters that stand alone. `Block1` has
/// the marks of `Block 1`.
fn marks(name: &str) -> Vec<String> {
    let folded: Vec<char> = folded(name).collect();
    let is_word = |a: &char, b: &char| {
        a.is_ascii_digit() && b.is_ascii_digit()
            || a.is_ascii_alphabetic() && b.is_ascii_alphabetic()
    };
    let words = folded.chunk_by(is_word);
    let is_mark = |word: &&[char]| match word {
        [only] => only.is_ascii_alphanumeric(),
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    };
    words
        .filter(is_mark)
        .map(|word| word.iter().collect())
        .collect()
}
