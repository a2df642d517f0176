//! Finding a project or a stage by what people type: its code, a name, the beginning of either,
//! its pinyin or its initials.

mod alike;
mod lookalikes;
mod numerals;
mod suggest;
mod syllables;

use strsim::normalized_damerau_levenshtein;

pub use alike::{Likeness, are_alike};
pub use lookalikes::{Lookalikes, Twins};
pub use suggest::suggest_code;
pub use syllables::key;
use syllables::{Reach, Readings, Walk, bare, folded, spelling};

/// The form in which whole names are compared where none is written exactly so: bare, with numerals
/// that count as figures.
pub fn called(name: &str) -> String {
    bare(&numerals::in_figures(name))
}

/// One thing that can be found: a project or a stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named<'a> {
    /// What it is typed by.
    pub code: &'a str,
    /// Its name, its English name and its aliases.
    pub names: Vec<&'a str>,
}

/// What a query found; the figures are places in the list that was searched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Exactly one.
    One(usize),
    /// Two or more that it could mean, in the order of the list.
    Several(Vec<usize>),
    /// None.
    None {
        /// What may have been meant: at most three, best first.
        nearest: Vec<usize>,
    },
}

/// Finds what a query means among all of these.
///
/// The first of these that finds anything decides: the code; a name or alias; a name without its
/// spaces, brackets and dashes; either with its numerals as figures; the beginning of any of them, of
/// its pinyin or of its initials; the
/// same by readings that its characters have elsewhere; a part of any of them, of two characters or
/// more. Case, full or half width and the spaces around do not count. `chongqing` finds 重庆, and so
/// does `zhongqing` where it finds nothing else. Among beginnings, one that is a whole name, pinyin or set of
/// initials wins if it is the only such. A blank query finds nothing.
///
/// A code is meant where it is typed as it is. In another form it is one label of many: `Foundry Street`
/// is no more the code `foundry-street` than it is the beginning of the name Foundry Street Sidewalk.
pub fn find(query: &str, all: &[Named<'_>]) -> Found {
    let query = query.trim();
    if query.is_empty() {
        return Found::None {
            nearest: Vec::new(),
        };
    }
    if let Some(index) = all.iter().position(|named| named.code == query) {
        return Found::One(index);
    }
    let key: Vec<char> = folded(query).collect();
    let is_query = |text: &str| folded(text.trim()).eq(key.iter().copied());
    by(all, |named| is_query(named.code))
        .or_else(|| by(all, |named| named.names.iter().any(|name| is_query(name))))
        .or_else(|| {
            let bare = bare(query);
            by(all, |named| {
                let mut names = named.names.iter();
                names.any(|name| syllables::bare(name) == bare)
            })
        })
        .or_else(|| {
            let called = called(query);
            by(all, |named| {
                let mut names = named.names.iter();
                names.any(|name| self::called(name) == called)
            })
        })
        .or_else(|| by_beginning(query, all, Readings::Usual))
        .or_else(|| by_beginning(query, all, Readings::All))
        .or_else(|| {
            let bare = bare(query);
            let is_long = bare.chars().nth(1).is_some();
            let holds = |named: &Named<'_>| {
                labels(named).any(|label| syllables::bare(label).contains(&bare))
            };
            by(all, |named| is_long && holds(named))
        })
        .unwrap_or_else(|| Found::None {
            nearest: nearest(query, all),
        })
}

fn by(all: &[Named<'_>], is_meant: impl Fn(&Named<'_>) -> bool) -> Option<Found> {
    let indexes = (all.iter().enumerate())
        .filter(|(_, named)| is_meant(named))
        .map(|(index, _)| index)
        .collect();
    one_or_several(indexes)
}

fn one_or_several(indexes: Vec<usize>) -> Option<Found> {
    match indexes.as_slice() {
        [] => None,
        [index] => Some(Found::One(*index)),
        _ => Some(Found::Several(indexes)),
    }
}

fn labels<'a>(named: &Named<'a>) -> impl Iterator<Item = &'a str> {
    std::iter::once(named.code).chain(named.names.iter().copied())
}

fn by_beginning(query: &str, all: &[Named<'_>], readings: Readings) -> Option<Found> {
    let mut walk = Walk::new(query, readings);
    let mut reached = Vec::new();
    let mut whole = Vec::new();
    for (index, named) in all.iter().enumerate() {
        let mut of = |label: &str| walk.reach(label);
        let names = named.names.iter().map(|name| of(name)).max();
        // A code is never meant for sure that is typed otherwise.
        match names.max(Some(of(named.code).min(Reach::Prefix))) {
            Some(Reach::Whole) => {
                whole.push(index);
                reached.push(index);
            }
            Some(Reach::Prefix) => reached.push(index),
            Some(Reach::Astray) | None => {}
        }
    }
    match whole.as_slice() {
        [index] => Some(Found::One(*index)),
        _ => one_or_several(reached),
    }
}

/// So many are named that may have been meant.
pub const NEAREST: usize = 3;
/// The least likeness of a typo: one slip in three letters, two in six.
const LIKE_A_WHOLE: f64 = 0.65;
/// The beginning of a name is compared more strictly, for there are more of them.
const LIKE_A_BEGINNING: f64 = 0.75;
const SHORTEST_BEGINNING: usize = 4;
/// So that of two equally like, the whole name comes before the beginning.
const LESS_FOR_A_BEGINNING: f64 = 0.01;
/// What is this much worse than the best is not worth naming.
const GAP: f64 = 0.2;

fn nearest(query: &str, all: &[Named<'_>]) -> Vec<usize> {
    let mut typed = Spelt::default();
    typed.read(query, true);
    if typed.sound.length == 0 {
        return Vec::new();
    }
    let has_characters = typed.sound.text != typed.written.text;
    let mut spelt = Spelt::default();
    let mut best: Vec<(f64, usize)> = Vec::new();
    for (index, named) in all.iter().enumerate() {
        let floor = best.get(NEAREST - 1).map_or(0.0, |(likeness, _)| *likeness);
        let mut likeness = floor;
        for label in labels(named) {
            let with_characters = has_characters && !label.is_ascii();
            spelt.read(label, with_characters);
            if with_characters {
                likeness = typed.written.likeness(&spelt.written, likeness);
            }
            likeness = typed.sound.likeness(&spelt.sound, likeness);
        }
        if likeness > floor {
            let rank = best.partition_point(|(other, _)| *other >= likeness);
            best.insert(rank, (likeness, index));
            best.truncate(NEAREST);
        }
    }
    let least = best.first().map_or(0.0, |(likeness, _)| likeness - GAP);
    (best.into_iter())
        .filter(|(likeness, _)| *likeness >= least)
        .map(|(_, index)| index)
        .collect()
}

/// A label for comparison, as it sounds and as it is written. A wrong character is most often one
/// that sounds the same: 金挥 for 金辉.
#[derive(Default)]
struct Spelt {
    sound: Letters,
    written: Letters,
}

impl Spelt {
    fn read(&mut self, label: &str, with_characters: bool) {
        if label.is_ascii() {
            let letters = label.bytes().filter(u8::is_ascii_alphanumeric);
            self.sound
                .read(letters.map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            self.sound.read(spelling(label));
        }
        if with_characters {
            self.written
                .read(folded(label).filter(|c| c.is_alphanumeric()));
        }
    }
}

/// Distinguishes letters and digits of ASCII (but for `0` and `z`).
const KINDS: usize = 37;

struct Letters {
    text: String,
    length: usize,
    /// How often each kind of letter occurs. A letter too few is an edit at least, and this rules
    /// out most labels without measuring the distance.
    counts: [u8; KINDS],
}

impl Default for Letters {
    fn default() -> Letters {
        Letters {
            text: String::new(),
            length: 0,
            counts: [0; KINDS],
        }
    }
}

impl Letters {
    fn read(&mut self, letters: impl Iterator<Item = char>) {
        self.text.clear();
        self.length = 0;
        self.counts = [0; KINDS];
        for c in letters {
            self.text.push(c);
            self.length += 1;
            if let Some(count) = self.counts.get_mut(c as usize % KINDS) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// How like the label is to what was typed, or `floor` if it is no more than that.
    fn likeness(&self, label: &Letters, floor: f64) -> f64 {
        self.to_beginning(label, self.to_whole(label, floor))
    }

    fn to_whole(&self, label: &Letters, floor: f64) -> f64 {
        let longest = self.length.max(label.length);
        let edits = (self.length.abs_diff(label.length))
            .max(missing(self, label))
            .max(missing(label, self));
        let is_possible = |likeness| likeness > floor && likeness >= LIKE_A_WHOLE;
        if !is_possible(at_best(edits, longest)) {
            return floor;
        }
        let likeness = normalized_damerau_levenshtein(&self.text, &label.text);
        if is_possible(likeness) {
            likeness
        } else {
            floor
        }
    }

    fn to_beginning(&self, label: &Letters, floor: f64) -> f64 {
        let is_possible =
            |likeness| likeness - LESS_FOR_A_BEGINNING > floor && likeness >= LIKE_A_BEGINNING;
        if self.length < SHORTEST_BEGINNING
            || label.length <= self.length
            || !is_possible(at_best(missing(self, label), self.length + 1))
        {
            return floor;
        }
        // A letter left out or doubled shifts the end of the beginning by one.
        (self.length - 1..=self.length + 1)
            .filter_map(|length| beginning(&label.text, length))
            .map(|beginning| normalized_damerau_levenshtein(&self.text, beginning))
            .filter(|&likeness| is_possible(likeness))
            .map(|likeness| likeness - LESS_FOR_A_BEGINNING)
            .fold(floor, f64::max)
    }
}

fn beginning(text: &str, length: usize) -> Option<&str> {
    let end = text.char_indices().nth(length);
    text.get(..end.map_or(text.len(), |(end, _)| end))
}

fn missing(from: &Letters, to: &Letters) -> usize {
    from.counts
        .iter()
        .zip(&to.counts)
        .map(|(from, to)| u16::from(from.saturating_sub(*to)))
        .sum::<u16>()
        .into()
}

fn at_best(edits: usize, length: usize) -> f64 {
    1.0 - edits as f64 / length.max(1) as f64
}

#[cfg(test)]
mod tests;
