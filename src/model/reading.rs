use super::{Amount, Day, Percent};

/// A reading with a figure: the only thing a target is ever compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    /// It speaks of the end of this day.
    pub on: Day,
    /// The share of the stage that is done.
    pub percent: Percent,
}

/// A dated statement of progress on one stage, as it was recorded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// It speaks of the end of this day.
    pub as_of: Day,
    /// The figure, or `None` for "under way".
    pub percent: Option<Percent>,
    /// The quantity behind the figure, in the stage's unit.
    pub amount: Option<Amount>,
    /// The total that the amount was given against; it stays when the stage's total changes.
    pub total: Option<Amount>,
    /// What was said with it.
    pub remark: Remark,
}

/// The words that come with a reading; each may be absent, none is ever judged.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remark {
    /// A free note.
    pub note: Option<String>,
    /// What stands in the way.
    pub problem: Option<String>,
    /// The next step.
    pub next_step: Option<String>,
}

impl Remark {
    /// Without what another one says in the same words.
    #[must_use]
    pub fn without(self, other: &Remark) -> Remark {
        let unless = |own: Option<String>, other: &Option<String>| {
            own.filter(|own| other.as_ref() != Some(own))
        };
        Remark {
            note: unless(self.note, &other.note),
            problem: unless(self.problem, &other.problem),
            next_step: unless(self.next_step, &other.next_step),
        }
    }

    /// What was said, the note before the problem and the next step.
    pub fn words(&self) -> Option<&str> {
        let said = [&self.note, &self.problem, &self.next_step];
        said.into_iter().flatten().map(String::as_str).next()
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self == &Remark::default()
    }

    /// The texts that were said, in their order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let Remark {
            note,
            problem,
            next_step,
        } = self;
        [note, problem, next_step]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Each text, or where it is absent, that of another.
    #[must_use]
    pub fn or(self, other: &Remark) -> Remark {
        self.with(other, |text, other| text.or_else(|| other.cloned()))
    }

    /// Each text, and behind it what another says that it does not say yet.
    #[must_use]
    pub fn join(self, other: &Remark) -> Remark {
        self.with(other, |text, other| match (text, other) {
            (Some(text), Some(other)) => Some(joined(text, other)),
            (text, other) => text.or_else(|| other.cloned()),
        })
    }

    fn with(
        self,
        other: &Remark,
        each: impl Fn(Option<String>, Option<&String>) -> Option<String>,
    ) -> Remark {
        Remark {
            note: each(self.note, other.note.as_ref()),
            problem: each(self.problem, other.problem.as_ref()),
            next_step: each(self.next_step, other.next_step.as_ref()),
        }
    }
}

/// Two texts in one, the parts of the second that stand in the first left out.
fn joined(text: String, other: &str) -> String {
    let is_new = |part: &&str| !text_parts(&text).any(|there| there == *part);
    let new: Vec<&str> = text_parts(other).filter(is_new).collect();
    if new.is_empty() {
        return text;
    }
    let new = match text_parts(other).all(|part| is_new(&part)) {
        true => other
            .trim_start_matches([';', '；', ' '])
            .trim_end()
            .to_owned(),
        false => joined_texts(new),
    };
    let end = [';', '；', '。', '，', ',', ' '];
    match text.trim_end_matches(end) {
        "" => new,
        text => joined_texts([text, &new]),
    }
}

/// Texts in one, with a semicolon between each two: that of Chinese, where both are Chinese.
pub fn joined_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut before = "";
    texts.into_iter().fold(String::new(), |all, text| {
        let beside = [text_parts(before).last(), text_parts(text).next()];
        let are_chinese = (beside.into_iter().flatten()).all(|part| part.contains(is_han));
        before = text;
        match (all.is_empty(), are_chinese) {
            (true, _) => text.to_owned(),
            (false, true) => format!("{all}；{text}"),
            (false, false) => format!("{all}; {text}"),
        }
    })
}

/// The texts that were joined, or written as one, with semicolons.
pub fn text_parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(text: &str) -> Remark {
        Remark {
            note: Some(text.to_owned()),
            ..Remark::default()
        }
    }

    #[test]
    fn what_was_said_already_is_not_said_again() {
        for (text, other, expected) in [
            ("rain", "crane", "rain; crane"),
            ("rain", "rain", "rain"),
            ("rain; crane", "crane", "rain; crane"),
            ("rain", "rain; crane", "rain; crane"),
            ("rain; ", "crane", "rain; crane"),
            ("桩基完成；", "主体施工；装修", "桩基完成；主体施工；装修"),
            ("桩基完成。", "雨", "桩基完成；雨"),
            ("rain", "rains", "rain; rains"),
            ("；", "雨", "雨"),
            ("雨", "rain", "雨; rain"),
            ("雨；风", "风；crane；雷", "雨；风; crane; 雷"),
        ] {
            let joined = note(text).join(&note(other));
            assert_eq!(joined, note(expected), "{text} + {other}");
        }
    }

    proptest! {
        // Caught: a mark at the end doubled; a text joined to itself.
        #[test]
        fn joining_again_changes_nothing(a in "[ab;； ]{0,8}", b in "[ab;； 。]{0,8}") {
            let once = note(&a).join(&note(&b));
            prop_assert_eq!(once.clone().join(&note(&b)), once.clone());
            prop_assert!(!once.note.unwrap_or_default().contains("; ;") || a.contains([';', '；']));
        }
    }
}
