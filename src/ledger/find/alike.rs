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
}

impl Likeness {
    /// Of that name.
    pub fn of(name: &str) -> Likeness {
        let bare = bare(name);
        let shorter = COMMON_WORDS.iter().find_map(|word| bare.strip_suffix(word));
        let plain = shorter.filter(|rest| !rest.is_empty()).unwrap_or(&bare);
        Likeness {
            marks: marks(name),
            plain: plain.to_owned(),
            length: plain.chars().count(),
            telling: plain.chars().filter(|c| TELLING.contains(*c)).collect(),
            sound: spelling(plain).collect(),
        }
    }

    /// Whether both names may be of one thing: one holds the other or abbreviates it (海科智造基地 of
    /// 海科智能制造基地), they differ only by a word such as 项目, by one slip of the keyboard, or by one character of the same sound. Names that
    /// differ by a number, or by a single letter that stands alone, are those of several.
    pub fn is_like(&self, other: &Likeness) -> bool {
        let shortest = self.length.min(other.length);
        if self.marks != other.marks {
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

/// What tells one of several from another: its numbers, and letters that stand alone.
fn marks(name: &str) -> Vec<String> {
    let folded: String = folded(name).collect();
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let is_mark = |word: &&str| word.bytes().any(|b| b.is_ascii_digit()) || word.len() == 1;
    words.filter(is_mark).map(str::to_owned).collect()
}
