//! Whether two names may well be of one thing.

use crate::model::simplified;

use super::numerals::in_figures;
use super::syllables::{bare, key, spelling};

/// Words that tell nothing apart where two names differ by one of them.
const COMMON_WORDS: [&str; 6] = ["项目", "工程", "地块", "区块", "project", "works"];
/// Of shorter names, one that differs by a letter is another name.
pub(super) const SHORTEST_WITH_SLIP: usize = 5;
/// Of shorter names, none is the abbreviation of another.
const SHORTEST_ABBREVIATION: usize = 4;
/// What tells two things of one kind apart: directions, numbers, ages.
pub(super) const TELLING: &str = "东西南北中上下前后左右内外一二三四五六七八九十甲乙丙丁新旧老";

/// A name as it is compared with others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Likeness {
    /// What tells one of several from another: numbers, and letters that stand alone.
    pub(super) marks: Vec<String>,
    /// The name without what tells nothing apart.
    pub(super) plain: String,
    pub(super) length: usize,
    /// Its characters of [`TELLING`].
    telling: String,
    /// How it sounds.
    pub(super) sound: String,
}

impl Likeness {
    /// Of that name.
    pub fn of(name: &str) -> Likeness {
        let text = phases(&in_figures(&simplified(name)));
        let bare = bare(&text);
        let mut plain = bare.as_str();
        while let Some(rest) = without_common_word(plain) {
            plain = rest;
        }
        Likeness {
            marks: marks(&text),
            plain: plain.to_owned(),
            length: plain.chars().count(),
            telling: plain.chars().filter(|c| TELLING.contains(*c)).collect(),
            sound: spelling(plain).collect(),
        }
    }

    /// Whether both names may be of one thing: one holds the other or abbreviates it (海科智造基地 of
    /// 海科智能制造基地), they differ only by a word such as 项目, by one slip of the keyboard, or by
    /// one character of the same sound. Names that differ by a number (一期 and 二期), or by a single
    /// letter that stands alone, are those of several.
    pub fn is_like(&self, other: &Likeness) -> bool {
        if self.length.min(other.length) < 2 {
            return self.marks == other.marks && self.plain == other.plain;
        }
        self.is_held_by(other)
            || other.is_held_by(self)
            || self.marks == other.marks
                && (self.is_slip_of(other) || self.abbreviates(other) || other.abbreviates(self))
    }

    /// Whether the names differ by nothing that tells things apart, or by one character of the same
    /// sound: closer than two that stand side by side in a sheet mostly are.
    pub(super) fn is_twin(&self, other: &Likeness) -> bool {
        self.marks == other.marks && (self.plain == other.plain || self.sounds_as(other))
    }

    /// Whether the other name is this one with more around it, its numbers among those of the other.
    fn is_held_by(&self, other: &Likeness) -> bool {
        let mut marks = other.marks.iter();
        other.plain.contains(&self.plain)
            && self.marks.iter().all(|own| marks.any(|mark| mark == own))
    }

    fn is_slip_of(&self, other: &Likeness) -> bool {
        let is_long = self.length.min(other.length) >= SHORTEST_WITH_SLIP;
        is_long && self.is_one_off(other) || self.sounds_as(other)
    }

    /// Whether the name leaves out some of the other in between, at most a third of it, and nothing
    /// there that tells things apart.
    fn abbreviates(&self, whole: &Likeness) -> bool {
        let is_most = self.length < whole.length && self.length * 3 >= whole.length * 2;
        if !is_most || self.outline().is_none() || self.outline() != whole.outline() {
            return false;
        }
        let (own, whole) = (self.letters(), whole.letters());
        let mut left = own.chars().peekable();
        whole.chars().for_each(|c| {
            left.next_if_eq(&c);
        });
        left.peek().is_none()
    }

    /// What a name and its abbreviations have in common; `None`: it is no abbreviation.
    pub(super) fn outline(&self) -> Option<(&str, Vec<char>, Vec<char>)> {
        if self.length < SHORTEST_ABBREVIATION {
            return None;
        }
        let letters = || self.plain.chars().filter(|c| c.is_alphanumeric());
        let end = |letters: &mut dyn Iterator<Item = char>| letters.take(2).collect();
        Some((
            &self.telling,
            end(&mut letters()),
            end(&mut letters().rev()),
        ))
    }

    fn letters(&self) -> String {
        self.plain.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    fn sounds_as(&self, other: &Likeness) -> bool {
        self.length == other.length && self.sound == other.sound && self.is_one_off(other)
    }

    fn is_one_off(&self, other: &Likeness) -> bool {
        // 东湖 is no slip of 西湖.
        let is_other = self.telling.chars().count() == other.telling.chars().count()
            && self.telling != other.telling;
        !is_other
            && self.length.abs_diff(other.length) <= 1
            && strsim::damerau_levenshtein(&self.plain, &other.plain) == 1
    }
}

/// Whether two names may well be of one thing.
pub fn are_alike(one: &str, other: &str) -> bool {
    key(one) == key(other) || Likeness::of(one).is_like(&Likeness::of(other))
}

/// A name without a word at its end that tells nothing apart, if something is left.
fn without_common_word(bare: &str) -> Option<&str> {
    let rest = (COMMON_WORDS.iter()).find_map(|word| bare.strip_suffix(word))?;
    (!rest.is_empty()).then_some(rest)
}
/// A text whose numerals are figures, with `phase 2` as 2期 and without zeros before a number.
fn phases(text: &str) -> String {
    let mut spelled = String::new();
    for word in words(text) {
        let number = word.trim_start_matches('0');
        match word.starts_with(|c: char| c.is_ascii_digit()) {
            true if spelled.ends_with('.') => spelled.push_str(&word),
            true => {
                let number = if number.is_empty() { "0" } else { number };
                let front = spelled
                    .trim_end_matches([' ', '-', '.'])
                    .strip_suffix("phase");
                let is_apart = |front: &&str| !front.ends_with(|c: char| c.is_ascii_alphabetic());
                match front.filter(is_apart) {
                    Some(front) => spelled = format!("{front}{number}期"),
                    None => spelled.push_str(number),
                }
            }
            false => spelled.push_str(&word),
        }
    }
    spelled
}

/// What tells one of several from another: its numbers, and letters that stand alone. `block1` has
/// the marks of `block 1`.
fn marks(text: &str) -> Vec<String> {
    let is_mark = |word: &String| {
        let is_alone = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
        is_alone || word.starts_with(|c: char| c.is_ascii_digit())
    };
    words(text).filter(is_mark).collect()
}

/// A folded text in its numbers, its words of plain letters, and the single characters between them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = text.chars().collect();
    let is_word = |a: &char, b: &char| {
        a.is_ascii_digit() && b.is_ascii_digit()
            || a.is_ascii_alphabetic() && b.is_ascii_alphabetic()
    };
    let words: Vec<String> = (letters.chunk_by(is_word))
        .map(|word| word.iter().collect())
        .collect();
    words.into_iter()
}
