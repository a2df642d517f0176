use std::fmt;

use serde::{Serialize, Serializer};

use super::invisible::is_invisible;

/// The short name by which a project or a stage is typed: any script, unique regardless of case
/// among its kind. It holds no `/`, no white space, nothing unseen and no sign that a shell would
/// interpret, so it is typed, completed and shown as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(String);

/// Why a text is not a [`Code`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeError {
    /// Nothing was given.
    Empty,
    /// Holds a `/`, which stands between project and stage.
    Slash,
    /// Begins with `#`, the mark of an entry, `-`, the mark of an option, `~`, the mark of a home,
    /// or `= + @ '`, the marks of a spreadsheet's formulas and texts; or with a wide form of these.
    Mark,
    /// Holds white space, a control, a direction mark or something else that nobody sees.
    Space,
    /// Holds a sign that a shell would interpret.
    Shell(char),
    /// More than 100 characters.
    TooLong,
}

/// What a code does not begin with. Some shells take a long dash for a hyphen.
const MARKS: [char; 14] = [
    '#', '-', '=', '+', '@', '\'', '~', '＝', '＋', '－', '＠', '–', '—', '―',
];

/// ASCII that means nothing to a shell inside a word.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.:+@,%~#".contains(&byte)
}

/// Whether a code may hold the character.
fn check(c: char) -> Result<(), CodeError> {
    match c {
        // A braille pattern without dots is as blank as a space.
        c if c.is_whitespace() || is_invisible(c) => Err(CodeError::Space),
        '\u{2800}' | '\u{fe0e}' | '\u{fe0f}' => Err(CodeError::Space),
        // Some shells take typographic quotes for quotes.
        '‘'..='‟' => Err(CodeError::Shell(c)),
        c if c.is_ascii() && !u8::try_from(c).is_ok_and(is_plain) => Err(CodeError::Shell(c)),
        _ => Ok(()),
    }
}

impl Code {
    /// Trims the text and checks it.
    ///
    /// # Errors
    /// [`CodeError`] says which rule it breaks.
    pub fn new(text: &str) -> Result<Code, CodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        if text.contains('/') {
            return Err(CodeError::Slash);
        }
        if text.starts_with(MARKS) {
            return Err(CodeError::Mark);
        }
        // Most codes are plain ASCII, and of a report many are read.
        if !text.bytes().all(is_plain) {
            for c in text.chars() {
                check(c)?;
            }
        }
        if text.len() > 100 && text.chars().count() > 100 {
            return Err(CodeError::TooLong);
        }
        Ok(Code(text.to_owned()))
    }

    /// The code of what has none yet; no code that is given can equal it.
    pub(crate) fn unknown() -> Code {
        Code(String::new())
    }

    /// The text as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two codes are compared: lower case.
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

/// Lower case, so that `JinHui` finds `jinhui`.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{guard, shell_quoted};
    use proptest::prelude::*;

    #[test]
    fn codes_of_any_script_are_kept_as_typed() {
        for text in [
            "jinhui",
            "DC-AA338",
            "金辉",
            "dk64_boot",
            "a-_.:+@,%~#b",
            "Café",
            "काठमांडू",
            "二期（东）",
        ] {
            assert_eq!(Code::new(text).unwrap().as_str(), text);
        }
        assert_eq!(Code::new(" Jinhui ").unwrap().key(), "jinhui");
    }

    #[test]
    fn codes_that_could_be_mistaken_are_refused() {
        assert_eq!(Code::new("a/b"), Err(CodeError::Slash));
        assert_eq!(Code::new("  "), Err(CodeError::Empty));
        assert_eq!(Code::new("-x"), Err(CodeError::Mark));
        assert_eq!(Code::new("#17"), Err(CodeError::Mark));
        assert_eq!(Code::new("a\u{202e}b"), Err(CodeError::Space));
        assert_eq!(Code::new("a\u{7}b"), Err(CodeError::Space));
    }

    #[test]
    fn codes_that_a_shell_would_interpret_are_refused() {
        for sign in "&|;<>()$`\\\"'*?[]{}!=^".chars() {
            let refused = Err(CodeError::Shell(sign));
            assert_eq!(Code::new(&format!("x{sign}y")), refused, "{sign}");
        }
        // Some shells take typographic quotes for quotes, and long dashes for hyphens.
        for quote in "‘’‚‛“”„".chars() {
            let refused = Err(CodeError::Shell(quote));
            assert_eq!(Code::new(&format!("x{quote}y")), refused, "{quote}");
        }
        for first in "#-=+@'~＝＋－＠–—―".chars() {
            assert_eq!(Code::new(&format!("{first}x")), Err(CodeError::Mark));
        }
        for gap in " \t\u{a0}\u{2003}\u{3000}\u{85}\u{2800}".chars() {
            assert_eq!(Code::new(&format!("x{gap}y")), Err(CodeError::Space));
        }
    }

    proptest! {
        // Seen to catch: `$` in a code; a variation selector, which nobody sees.
        #[test]
        fn a_code_is_typed_and_shown_as_it_is(text in "[\\PCa-z#~$(]{1,12}|.{1,12}") {
            if let Ok(code) = Code::new(&text) {
                prop_assert_eq!(shell_quoted(code.as_str()), code.as_str());
                prop_assert_eq!(guard(code.as_str()), code.as_str());
                prop_assert!(!code.as_str().contains(is_invisible));
            }
        }
    }
}
