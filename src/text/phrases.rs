//! The way a sentence is said in each language, and what goes into one.

use crate::model::Language;

/// A text as it may go to a terminal.
pub use crate::model::seen as plain;

/// One sentence in two languages; both are `format!` strings.
macro_rules! say {
    ($language:expr, $en:literal, $zh:literal $(,)?) => {
        match $language {
            $crate::model::Language::En => format!($en),
            $crate::model::Language::Zh => format!($zh),
        }
    };
}
pub(crate) use say;

/// One fixed text in two languages.
pub(super) fn pick<'a>(language: Language, en: &'a str, zh: &'a str) -> &'a str {
    match language {
        Language::En => en,
        Language::Zh => zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unseen_reaches_a_terminal() {
        assert_eq!(plain("a\u{202e}b\u{1b}[31mc\nd"), "ab[31mc d");
    }
}
