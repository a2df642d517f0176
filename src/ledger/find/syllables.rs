//! How names sound: Chinese characters by their pinyin, everything else by its own letters.

use std::iter;

use ::pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

use crate::model::is_invisible;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One element of a name as it is spelt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sound {
    /// A Chinese character by its usual reading; may hold `ü` and `ê`.
    Syllable(&'static str),
    /// Any other letter or digit, folded.
    Letter(char),
    /// Punctuation or a space.
    Mark(char),
}

/// The name, element by element, by the usual reading of each character.
pub(super) fn sounds(name: &str) -> impl Iterator<Item = Sound> {
    let mut before = None;
    let mut characters = name.chars().peekable();
    let mut rest: Option<Folded> = None;
    iter::from_fn(move || {
        if let Some(c) = rest.as_mut().and_then(Iterator::next) {
            return Some(letter_or_mark(c));
        }
        let c = characters.next()?;
        if c.is_ascii() {
            before = None;
            return Some(letter_or_mark(c.to_ascii_lowercase()));
        }
        let syllable = usual_reading(before, c, characters.peek().copied());
        before = Some(c);
        if let Some(syllable) = syllable {
            return Some(Sound::Syllable(syllable));
        }
        let mut folded = fold(c);
        let first = folded.next()?;
        rest = Some(folded);
        Some(letter_or_mark(first))
    })
}

/// The name in letters and digits only: what is left when all marks are dropped and every
/// Chinese character is spelt out.
pub(super) fn spelling(name: &str) -> impl Iterator<Item = char> {
    sounds(name).flat_map(|sound| {
        let (syllable, letter) = match sound {
            Sound::Syllable(syllable) => (syllable, None),
            Sound::Letter(c) => ("", Some(c)),
            Sound::Mark(_) => ("", None),
        };
        typable(syllable).chain(letter)
    })
}

/// A syllable as it is typed on a keyboard: `lv` for `lü`.
pub(super) fn typable(syllable: &str) -> impl Iterator<Item = char> {
    syllable.chars().map(|c| match c {
        'ü' => 'v',
        'ê' => 'e',
        _ => c,
    })
}

/// The text regardless of case, of full or half width, and of how its accents are kept.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    let is_composed = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let plain = is_composed.then(|| text.chars()).into_iter().flatten();
    let composed = (!is_composed).then(|| text.nfc()).into_iter().flatten();
    plain.chain(composed).flat_map(fold)
}

/// The form in which whole codes and names are compared: regardless of case, of full or half width
/// and of the spaces around.
pub fn key(text: &str) -> String {
    folded(text.trim()).collect()
}

/// The text folded, without white space, brackets, dashes and what nobody sees; as it is, where
/// nothing else is in it. Where these part two numbers, a space does: `1-1` is not `11`.
pub fn bare(text: &str) -> String {
    let is_dropped = |c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || "()[]{}<>（）【】〔〕［］《》〈〉「」『』\"'“”‘’-‐‑‒–—―−_·・".contains(c)
    };
    let (mut bare, mut is_parted) = (String::new(), false);
    for c in folded(text) {
        if is_dropped(c) {
            is_parted = true;
            continue;
        }
        if is_parted && c.is_numeric() && bare.ends_with(char::is_numeric) {
            bare.push(' ');
        }
        is_parted = false;
        bare.push(c);
    }
    if bare.is_empty() { key(text) } else { bare }
}

type Folded = iter::Map<std::char::ToLowercase, fn(char) -> char>;

fn fold(c: char) -> Folded {
    let digit = |first: char| char::from_digit(u32::from(c) - u32::from(first) + 1, 10);
    let plain = match c {
        '\u{3000}' => Some(' '),
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
        '①'..='⑨' => digit('①'),
        'Ⅰ'..='Ⅸ' => digit('Ⅰ'),
        'ⅰ'..='ⅸ' => digit('ⅰ'),
        _ => None,
    };
    // A sigma has two small forms; which one a keyboard gives depends on its place in the word.
    plain
        .unwrap_or(c)
        .to_lowercase()
        .map(|c| if c == 'ς' { 'σ' } else { c })
}

fn letter_or_mark(c: char) -> Sound {
    if c.is_alphanumeric() {
        Sound::Letter(c)
    } else {
        Sound::Mark(c)
    }
}

/// How a character is read between those beside it; `None`, where it is no Chinese one.
fn usual_reading(before: Option<char>, c: char, after: Option<char>) -> Option<&'static str> {
    in_place_names(before, c, after).or_else(|| c.to_pinyin().map(Pinyin::plain))
}

/// Readings that names of places and works use, where a dictionary puts another one first.
fn in_place_names(before: Option<char>, c: char, after: Option<char>) -> Option<&'static str> {
    Some(match (before, c, after) {
        (_, '重', Some('庆' | '建' | '修' | '塑')) => "chong",
        (Some('银' | '支' | '分' | '商'), '行', _) => "hang",
        (Some('音'), '乐', _) | (_, '乐', Some('清')) => "yue",
        (Some('西'), '藏', _) => "zang",
        (_, '厦', Some('门')) => "xia",
        (_, '番', Some('禺')) => "pan",
        (_, '蚌', Some('埠')) => "beng",
        (_, '六', Some('安')) => "lu",
        (_, '长', _) => "chang",
        (_, '都', _) => "du",
        (_, '给', _) => "ji",
        (_, '调', _) => "tiao",
        (_, '佛', _) => "fo",
        (_, '莘', _) => "xin",
        _ => return None,
    })
}

/// How far a query goes along a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Reach {
    /// It leaves the name somewhere.
    Astray,
    /// It ends before the name does, perhaps within a syllable.
    Prefix,
    /// It ends where the name ends.
    Whole,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Syllables,
    Initials,
}

/// Which readings of a Chinese character are tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Readings {
    /// The one that it has where it stands.
    Usual,
    /// Each that it has anywhere.
    All,
}

/// A query that walks along names, following every reading asked for at once.
///
/// It keeps the set of places in the query that can be reached, so a name costs its length times
/// its readings, not the product of all readings.
pub(super) struct Walk {
    query: Vec<char>,
    readings: Readings,
    here: Vec<usize>,
    next: Vec<usize>,
}

impl Walk {
    /// Spaces and apostrophes of the query do not count: `xi'an` and `xi an` are `xian`.
    pub(super) fn new(query: &str, readings: Readings) -> Walk {
        Walk {
            query: folded(query).filter(|&c| !is_ignored(c)).collect(),
            readings,
            here: Vec::new(),
            next: Vec::new(),
        }
    }

    /// The farthest that the query reaches, in whole syllables or in initials. Characters may
    /// also stand for themselves, and marks of the name may be left out.
    pub(super) fn reach(&mut self, name: &str) -> Reach {
        self.along(name, Way::Syllables)
            .max(self.along(name, Way::Initials))
    }

    fn along(&mut self, name: &str, way: Way) -> Reach {
        let Walk {
            query,
            readings,
            here,
            next,
        } = self;
        let end = query.len();
        if end == 0 {
            return Reach::Astray;
        }
        let letters_of_a_syllable = match way {
            Way::Syllables => usize::MAX,
            Way::Initials => 1,
        };
        let mut reach = Reach::Astray;
        here.clear();
        here.push(0);
        let mut before = None;
        let mut characters = name.chars().peekable();
        while let Some(c) = characters.next() {
            next.clear();
            let usual = usual_reading(before, c, characters.peek().copied());
            before = Some(c);
            if !c.is_alphanumeric() {
                next.extend(here.iter());
            }
            for &at in here.iter().filter(|&&at| at < end) {
                let mut go = |step: Step| match step {
                    Step::Off => {}
                    Step::Within => reach = reach.max(Reach::Prefix),
                    Step::To(index) => {
                        if index == end {
                            reach = reach.max(Reach::Prefix);
                        }
                        next.push(index);
                    }
                };
                go(step(query, at, fold(c)));
                let mut read = |reading: &'static str| {
                    let letters = reading.chars().take(letters_of_a_syllable);
                    go(step(query, at, letters));
                };
                match readings {
                    Readings::Usual => usual.into_iter().for_each(&mut read),
                    Readings::All => {
                        let all = c.to_pinyin_multi().into_iter().flatten();
                        all.map(Pinyin::plain).for_each(&mut read);
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            std::mem::swap(here, next);
            if here.is_empty() {
                return reach;
            }
        }
        if here.contains(&end) {
            Reach::Whole
        } else {
            reach
        }
    }
}

enum Step {
    Off,
    Within,
    To(usize),
}

fn step(query: &[char], from: usize, letters: impl Iterator<Item = char>) -> Step {
    let mut at = from;
    for letter in letters {
        match query.get(at) {
            Some(&typed) if is_typed_for(typed, letter) => at += 1,
            Some(_) => return Step::Off,
            None => return Step::Within,
        }
    }
    Step::To(at)
}

fn is_typed_for(typed: char, letter: char) -> bool {
    typed == letter
        || match letter {
            'ü' => matches!(typed, 'u' | 'v'),
            'ê' => typed == 'e',
            _ => false,
        }
}

fn is_ignored(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}
