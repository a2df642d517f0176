//! Who is called so: projects, or the stages of one, by exact code, name or alias.
//!
//! There may be a great many projects, and these are what an import keeps of all of them: so each
//! text is kept once, and found by a hash of its folded form.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::commands::find;
use crate::model::fold;

/// Codes and names, and whom they belong to.
#[derive(Default)]
pub(super) struct Names {
    /// One after the other.
    texts: String,
    labels: Vec<Label>,
    /// By hash, the last label of it, which leads to the one before.
    heads: HashMap<u32, u32>,
    /// The code of each, by its place among the labels. The name stands behind it, and then what
    /// else the one is called.
    codes: Vec<u32>,
}

/// One of those who are called something: its number, in the order in which they were added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Who(u32);

/// What one is called.
struct Label {
    start: usize,
    length: u32,
    who: Who,
    /// The label of the same hash that was added before.
    before: Option<Before>,
    kind: As,
}

/// The place of a label, and one more.
type Before = std::num::NonZeroU32;

#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// By its code.
    Code,
    /// By its code, where the key is folded otherwise.
    Key,
    /// By a name that is certain to be its.
    Surely,
    /// By a name that may be another's.
    Perhaps,
}

/// What a query found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Called {
    /// One.
    One {
        /// Which.
        who: Who,
        /// Whether the name is certain to be its.
        is_certain: bool,
    },
    /// Several: code and name of each, in order of code.
    Several(Vec<(String, String)>),
    /// None.
    None,
}

impl Who {
    /// Its place among all.
    pub(super) fn index(self) -> usize {
        index(self.0)
    }
}

impl Names {
    /// Adds one with its code and its names, each certain or not. The code's key tells who it is.
    pub(super) fn add<'n>(
        &mut self,
        code: &str,
        name: &'n str,
        labels: impl IntoIterator<Item = (&'n str, bool)>,
    ) -> Who {
        let key = fold(code);
        let first = place(self.labels.len());
        let who = match self.with_key(&key) {
            Some(who) => {
                if let Some(code) = self.codes.get_mut(who.index()) {
                    *code = first;
                }
                who
            }
            None => {
                let who = Who(place(self.codes.len()));
                self.codes.push(first);
                who
            }
        };
        let folded = find::key(code);
        let span = self.keep(code);
        self.label(&folded, span, who, As::Code);
        for (label, is_certain) in [(name, true)].into_iter().chain(labels) {
            let kind = if is_certain { As::Surely } else { As::Perhaps };
            let kept = self.keep(label);
            self.label(&find::key(label), kept, who, kind);
        }
        let by_key = find::key(&key);
        if by_key != folded {
            self.label(&by_key, span, who, As::Key);
        }
        who
    }

    /// Adds a name that is certain to be one's.
    pub(super) fn call(&mut self, who: Who, name: &str) {
        let kept = self.keep(name);
        self.label(&find::key(name), kept, who, As::Surely);
    }

    fn keep(&mut self, text: &str) -> (usize, u32) {
        let start = self.texts.len();
        self.texts.push_str(text);
        (start, place(text.len()))
    }

    fn label(&mut self, folded: &str, (start, length): (usize, u32), who: Who, kind: As) {
        let at = place(self.labels.len());
        let before = self.heads.insert(hash(folded), at);
        self.labels.push(Label {
            start,
            length,
            who,
            before: before.and_then(|before| Before::new(before.saturating_add(1))),
            kind,
        });
    }

    fn text(&self, label: &Label) -> &str {
        let end = label.start.saturating_add(index(label.length));
        self.texts.get(label.start..end).unwrap_or_default()
    }

    /// The labels that may have that folded form, the last first.
    fn like(&self, folded: &str) -> impl Iterator<Item = &Label> {
        let head = self.heads.get(&hash(folded));
        let head = head.and_then(|head| self.labels.get(index(*head)));
        std::iter::successors(head, |label| {
            let before = label.before?.get().saturating_sub(1);
            self.labels.get(index(before))
        })
    }

    /// The one of that key.
    pub(super) fn with_key(&self, key: &str) -> Option<Who> {
        self.like(&find::key(key))
            .find(|label| label.is_code() && fold(self.text(label)) == key)
            .map(|label| label.who)
    }

    /// Whether the code is one's code or name, so that it would be mistaken for it.
    pub(super) fn is_taken(&self, code: &str) -> bool {
        let code = find::key(code);
        let mut like = self.like(&code);
        like.any(|label| label.kind != As::Key && find::key(self.text(label)) == code)
    }

    /// All that are called so, in the order in which they were added, and whether it is certain.
    fn bearers(&self, folded: &str) -> Vec<(Who, bool)> {
        let labels: Vec<&Label> = self
            .like(folded)
            .filter(|label| !label.is_code() && find::key(self.text(label)) == folded)
            .collect();
        let mut bearers: Vec<(Who, bool)> = Vec::new();
        for label in labels.into_iter().rev() {
            let is_certain = label.kind == As::Surely;
            match bearers.iter_mut().find(|(who, _)| *who == label.who) {
                Some((_, there)) => *there |= is_certain,
                None => bearers.push((label.who, is_certain)),
            }
        }
        bearers
    }

    /// All that are called so.
    pub(super) fn called(&self, name: &str) -> Vec<Who> {
        let bearers = self.bearers(&find::key(name)).into_iter();
        bearers.map(|(who, _)| who).collect()
    }

    /// What one is called: its code, its name, and the rest.
    pub(super) fn labels(&self, who: Who) -> impl Iterator<Item = &str> {
        let first = self
            .codes
            .get(who.index())
            .map_or(usize::MAX, |c| index(*c));
        let labels = self.labels.iter().skip(first);
        labels
            .take_while(move |label| label.who == who && label.kind != As::Key)
            .map(|label| self.text(label))
    }

    /// The code of one.
    pub(super) fn code(&self, who: Who) -> &str {
        self.labels(who).next().unwrap_or_default()
    }

    /// The key of one.
    pub(super) fn key(&self, who: Who) -> String {
        fold(self.code(who))
    }

    /// Code and name of one.
    pub(super) fn shown(&self, who: Who) -> (String, String) {
        let mut labels = self.labels(who).map(str::to_owned);
        let code = labels.next().unwrap_or_default();
        (code, labels.next().unwrap_or_default())
    }

    /// Whoever has exactly that code, else that name; never by a mere beginning.
    pub(super) fn find(&self, query: &str) -> Called {
        let query = find::key(query);
        let mut codes = self.like(&query).filter(|label| label.kind == As::Code);
        if let Some(label) = codes.find(|label| find::key(self.text(label)) == query) {
            return Called::One {
                who: label.who,
                is_certain: true,
            };
        }
        match self.bearers(&query).as_slice() {
            [] => Called::None,
            [(who, is_certain)] => Called::One {
                who: *who,
                is_certain: *is_certain,
            },
            several => {
                let mut all: Vec<_> = several.iter().map(|(who, _)| self.shown(*who)).collect();
                all.sort();
                Called::Several(all)
            }
        }
    }
}

impl Label {
    fn is_code(&self) -> bool {
        matches!(self.kind, As::Code | As::Key)
    }
}

fn hash(folded: &str) -> u32 {
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(folded);
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// As a number of 32 bits: there are never so many names, nor so long ones, as not to fit.
fn place(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_codes_and_names_are_found() {
        let mut names = Names::default();
        let jinhui = names.add("jinhui", "金辉", [("Jinhui", true), ("金辉一期", false)]);
        let b = names.add("B", "金辉二期", [("西块", true)]);
        names.add("c", "西块", []);
        let one = |who, is_certain| Called::One { who, is_certain };
        assert_eq!(names.find(" JINHUI "), one(jinhui, true));
        assert_eq!(names.find("金辉"), one(jinhui, true));
        assert_eq!(names.find("金辉一期"), one(jinhui, false));
        assert_eq!(names.find("Ｂ"), one(b, true));
        for part in ["金", "jin", "jh", "西", ""] {
            assert_eq!(names.find(part), Called::None, "{part}");
        }
        let both = [("B", "金辉二期"), ("c", "西块")].map(|(a, b)| (a.into(), b.into()));
        assert_eq!(names.find("西块"), Called::Several(both.to_vec()));
        assert!(names.is_taken("b") && names.is_taken("jinhui") && !names.is_taken("jin"));
        let labels: Vec<&str> = names.labels(jinhui).collect();
        assert_eq!(labels, ["jinhui", "金辉", "Jinhui", "金辉一期"]);
    }

    #[test]
    fn a_key_is_found_however_its_code_is_folded() {
        let mut names = Names::default();
        // In lower case the last letter is another than a search folds it to; and a wide letter
        // keeps its width.
        for code in ["ΟΔΟΣ", "Ａ", "A"] {
            let who = names.add(code, "x", []);
            assert_eq!(names.with_key(&fold(code)), Some(who), "{code}");
            assert_eq!(names.key(who), fold(code));
        }
        assert_eq!(names.with_key("οδοσ"), None);
        assert_eq!(names.called("X").len(), 3);
    }

    #[test]
    fn what_is_added_again_under_its_code_stays_one() {
        let mut names = Names::default();
        let whole = names.add("overall", "whole works", []);
        assert_eq!(names.add("Overall", "整体工程", []), whole);
        for name in ["whole works", "整体工程", "OVERALL"] {
            let is_certain = true;
            let one = Called::One {
                who: whole,
                is_certain,
            };
            assert_eq!(names.find(name), one, "{name}");
        }
        assert_eq!(
            names.shown(whole),
            ("Overall".to_owned(), "整体工程".to_owned())
        );
    }

    #[test]
    fn names_of_one_hash_are_told_apart() {
        let mut names = Names::default();
        // Of so many, some have the same hash of 32 bits.
        let all: Vec<Who> = (0..100_000)
            .map(|n| names.add(&format!("c{n}"), &format!("name {n}"), []))
            .collect();
        assert!(names.heads.len() < 200_000, "no two have one hash");
        for (n, who) in all.iter().enumerate() {
            let one = Called::One {
                who: *who,
                is_certain: true,
            };
            assert_eq!(names.find(&format!("Name {n}")), one);
            assert_eq!(names.with_key(&format!("c{n}")), Some(*who));
        }
    }
}
