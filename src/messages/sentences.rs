//! Sentences and clauses in a row, and how they begin.

use std::fmt::{self, Formatter};

use crate::model::Language;

use super::say::{In, Say};

/// Clauses of one sentence.
pub struct Sentences<T>(pub Vec<T>);

impl<T: Say> Say for Sentences<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let separator = match language {
            Language::En => "; ",
            Language::Zh => "；",
        };
        for (index, clause) in self.0.iter().enumerate() {
            if index > 0 {
                to.write_str(separator)?;
            }
            clause.say(language, to)?;
        }
        Ok(())
    }
}

/// Sentences, one right behind another: each brings its own stop.
pub struct Together<T>(pub Vec<T>);

impl<T: Say> Say for Together<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|one| one.say(language, to))
    }
}

/// Words as a heading begins.
pub struct Capitalised<T>(pub T);

impl<T: Say> Say for Capitalised<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let words = In(language, &self.0).to_string();
        let mut rest = words.chars();
        match rest.next() {
            Some(first) => write!(to, "{}{}", first.to_uppercase(), rest.as_str()),
            None => Ok(()),
        }
    }
}
