use std::borrow::Cow;

use encoding_rs::GB18030;

/// How a text file is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning. Single rows may still be broken.
    Utf8,
    /// GB18030, as older Chinese spreadsheets write.
    Gb18030,
}

/// Decides how the bytes are encoded and returns them as UTF-8, without the mark.
///
/// A file that is not UTF-8 is taken for GB18030 only if that explains all of it: its lines are
/// not Chinese in UTF-8, every byte decodes, and at least half of the characters beyond ASCII are
/// common Chinese (both bytes from A1 up, as in GB 2312). One broken row in an otherwise plain
/// file is therefore not read as a stray Chinese character; it stays broken, and the import names
/// it.
pub(super) fn decode(bytes: &[u8]) -> (Encoding, Cow<'_, [u8]>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if std::str::from_utf8(bytes).is_ok() || has_utf8_lines(bytes) {
        return (Encoding::Utf8, Cow::Borrowed(bytes));
    }
    let (common, all) = double_bytes(bytes);
    if all == 0 || 2 * common < all {
        return (Encoding::Utf8, Cow::Borrowed(bytes));
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => (
            Encoding::Gb18030,
            Cow::Owned(text.into_owned().into_bytes()),
        ),
        None => (Encoding::Utf8, Cow::Borrowed(bytes)),
    }
}

/// Whether whole lines are UTF-8 with three- or four-byte characters, which Chinese text has
/// throughout: at least one for ten that are not UTF-8. Single such characters prove nothing, for
/// GB18030 pairs look like them by chance (`标（` does), and so do two-byte ones; a whole line
/// hardly ever does.
fn has_utf8_lines(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for line in bytes.split(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(text) if text.chars().any(|c| c.len_utf8() >= 3) => valid += 1,
            Ok(_) => {}
            Err(_) => broken += 1,
        }
    }
    valid > 0 && valid * 10 >= broken
}

/// How many pairs begin with a byte beyond ASCII, and how many of them are common Chinese.
fn double_bytes(bytes: &[u8]) -> (usize, usize) {
    let (mut common, mut all) = (0, 0);
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        if byte < 0x80 {
            continue;
        }
        all += 1;
        if rest.next().is_some_and(|second| second >= 0xa1) && (0xa1..=0xf7).contains(&byte) {
            common += 1;
        }
    }
    (common, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn chinese_of_both_encodings_is_read() {
        let text = "code,name_zh\njinhui,金辉\nchongqing,重庆路\n";
        assert_eq!(
            decode(text.as_bytes()),
            (Encoding::Utf8, text.as_bytes().into())
        );
        let marked = format!("\u{feff}{text}");
        assert_eq!(
            decode(marked.as_bytes()),
            (Encoding::Utf8, text.as_bytes().into())
        );
        let bytes = encoded(text);
        let (encoding, decoded) = decode(&bytes);
        assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
    }

    #[test]
    fn chinese_whose_bytes_look_like_utf8_here_and_there_is_read() {
        for text in [
            "a,开工\n",
            include_str!("../sample/projects.csv"),
            include_str!("../sample/stages.csv"),
            include_str!("../sample/targets.csv"),
        ] {
            let bytes = encoded(text);
            let (encoding, decoded) = decode(&bytes);
            assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
        }
    }

    #[test]
    fn pairs_that_look_like_utf8_do_not_hide_chinese() {
        // EA A3 A8, across 标 and the bracket, is a character of UTF-8.
        let text = "项目,目标（%）\n金辉,80\n";
        let bytes = encoded(text);
        assert!(bytes.windows(3).any(|b| b == [0xea, 0xa3, 0xa8]));
        let (encoding, decoded) = decode(&bytes);
        assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
    }

    #[test]
    fn a_broken_row_does_not_make_a_file_chinese() {
        for broken in [
            &b"a,b\n1,\xff\xfe\n"[..],
            b"a,b\n1,caf\xe9t\n",
            b"a,b\n1,\xc3(\n",
        ] {
            assert_eq!(decode(broken).0, Encoding::Utf8);
        }
        let mut mixed = "a,b\n1,金辉\n".as_bytes().to_vec();
        mixed.extend(encoded("2,金辉\n"));
        assert_eq!(decode(&mixed).0, Encoding::Utf8);
    }
}
