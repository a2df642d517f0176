//! JSON as it is written everywhere: what nobody sees is escaped, so that a terminal shows it. The
//! value that a reader gets is the same.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::invisible::is_invisible;

/// Writes a value in one line.
///
/// # Errors
/// Those of the writer.
pub fn write_json<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    // Put together first: a value is written in dozens of pieces.
    let mut line = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut line, Escaping(CompactFormatter));
    value.serialize(&mut serializer)?;
    out.write_all(&line)
}

struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_invisible) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut letters = from.chars();
            if let Some(c) = letters.next() {
                for half in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{half:04x}")?;
                }
            }
            rest = letters.as_str();
        }
        self.0.write_string_fragment(out, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_json(&mut out, text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_nobody_sees_is_escaped() {
        assert_eq!(written("金\u{9b}辉\u{202e}"), r#""金\u009b辉\u202e""#);
        assert_eq!(
            written("\u{e0041}\u{7f}\u{1b}"),
            r#""\udb40\udc41\u007f\u001b""#
        );
        assert_eq!(written("a\"\\\n⚠\u{fe0f}"), "\"a\\\"\\\\\\n⚠\u{fe0f}\"");
    }

    proptest! {
        // Seen to catch: one half of a tag character; the text behind the first escape left out.
        #[test]
        fn the_value_is_the_same_and_nothing_in_it_unseen(
            text in "(.|[\\x00-\\x1f\\u{7f}-\\u{9f}\\u{200b}-\\u{206f}\\u{e0000}-\\u{e007f}a\"\\\\]){0,12}"
        ) {
            let json = written(&text);
            prop_assert!(!json.contains(is_invisible), "{json:?}");
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
