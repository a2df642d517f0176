use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The short name by which a project or a stage is typed: any script, no `/`, unique regardless
/// of case among its kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(String);

/// Why a text is not a [`Code`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeError {
    /// Nothing was given.
    Empty,
    /// Holds a `/`, which stands between project and stage.
    Slash,
    /// Begins with `#`, the mark of an entry, `-`, the mark of an option, or `= + @ '`, the marks
    /// of a spreadsheet's formulas and texts.
    Mark,
    /// Holds a space, a line break, a control or a direction mark.
    Space,
    /// More than 100 characters.
    TooLong,
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
        if text.starts_with(['#', '-', '=', '+', '@', '\'']) {
            return Err(CodeError::Mark);
        }
        // Most codes are plain ASCII, and of a report many are read.
        let is_plain = text.bytes().all(|b| matches!(b, b' '..=b'~'));
        if !is_plain && (text.chars().any(is_unseen) || text.contains(['\t', '\n', '\r'])) {
            return Err(CodeError::Space);
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

/// A name or note fit to keep: trimmed; `None` if it holds control characters other than line
/// breaks and tabs, or marks that change the direction of the text around them.
pub fn clean_text(text: &str) -> Option<&str> {
    (!text.chars().any(is_unseen)).then(|| text.trim())
}

/// Control and direction marks: what would change how the text around it is shown.
pub(crate) fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let text = String::deserialize(deserializer)?;
        Code::new(&text).map_err(|_| serde::de::Error::custom(format!("{text:?} is not a code")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_script_are_kept_as_typed() {
        for text in ["jinhui", "DC-AA338", "金辉", "dk64_boot", "phase 2"] {
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
}
