//! Characters that nobody sees, and what they could do: control characters command a terminal,
//! direction marks turn the text around them, and what takes no room hides a difference.

use std::borrow::Cow;

/// Whether a character would act on a terminal, turn the text around it, or stand there unseen.
///
/// That is every control, line and paragraph separators, and all that Unicode calls ignorable by
/// default. The two marks that choose between an emoji and a plain sign are seen by what they do.
pub fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{fe0e}' | '\u{fe0f}' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0d}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control(),
    }
}

/// Unseen characters that a script needs within a name: what joins letters or keeps them apart, and
/// what chooses a form of the character before. They are kept, and not shown.
fn is_needed_in_text(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}'
        | '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is left in a text by mistake, and changes nothing of it: joints and breaks
/// without width, soft hyphens and single direction marks, as text copied from pages has them.
pub fn is_weightless(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// A name or note fit to keep: trimmed; `None` if it holds an unseen character that no text needs.
/// Line breaks and tabs are fine.
pub fn clean_text(text: &str) -> Option<&str> {
    let is_refused = |c: char| is_invisible(c) && !is_needed_in_text(c);
    (!text.chars().any(is_refused)).then(|| text.trim())
}

/// A text as it may go to a terminal: on one line, and nothing in it unseen.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !is_invisible(*c))
        .collect::<String>()
        .into()
}

/// A text of several lines as it may go to a terminal: nothing in it is unseen but the line breaks.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    let is_kept = |c: char| c == '\n' || !is_invisible(c);
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .filter(|c| is_kept(*c))
        .collect::<String>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What must reach no terminal, typed from the charts of Unicode.
    const UNSEEN: [(u32, u32); 28] = [
        (0x00, 0x1f),
        (0x7f, 0x9f),
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x17b4, 0x17b5),
        (0x180b, 0x180f),
        (0x200b, 0x200d),
        (0x200e, 0x200f),
        (0x2028, 0x2029),
        (0x202a, 0x202e),
        (0x2060, 0x2064),
        (0x2066, 0x2069),
        (0x206a, 0x206f),
        (0x3164, 0x3164),
        (0xfe00, 0xfe0d),
        (0xfeff, 0xfeff),
        (0xffa0, 0xffa0),
        (0xfff9, 0xfffb),
        (0x1bca0, 0x1bca3),
        (0x1d173, 0x1d17a),
        (0xe0000, 0xe0000),
        (0xe0001, 0xe0001),
        (0xe0020, 0xe007e),
        (0xe007f, 0xe007f),
        (0xe0100, 0xe01ef),
        (0xe0fff, 0xe0fff),
    ];

    #[test]
    fn what_nobody_sees_is_known_by_its_number() {
        for (first, last) in UNSEEN {
            for number in first..=last {
                let c = char::from_u32(number).unwrap();
                assert!(is_invisible(c), "U+{number:04X}");
                assert!(!printable(&format!("a{c}b")).contains(c), "U+{number:04X}");
            }
        }
    }

    #[test]
    fn what_is_seen_stays() {
        for text in [
            "金辉",
            "St John's",
            "⚠\u{fe0f} 注意",
            "हिन्दी",
            "تهران",
            "Ｔ３　航站楼",
            "🏗",
        ] {
            assert_eq!(printable(text), text);
            assert_eq!(clean_text(text), Some(text));
        }
    }

    #[test]
    fn a_text_keeps_what_its_script_needs_and_nothing_else_unseen() {
        for text in ["می\u{200c}خواهم", "葛\u{e0100}城", "two\nlines"] {
            assert_eq!(clean_text(text), Some(text));
        }
        assert_eq!(printable("می\u{200c}خواهم"), "میخواهم");
        for c in [
            '\u{1b}',
            '\u{9b}',
            '\u{202e}',
            '\u{e0041}',
            '\u{200b}',
            '\u{3164}',
        ] {
            assert_eq!(clean_text(&format!("a{c}b")), None);
        }
    }
}
