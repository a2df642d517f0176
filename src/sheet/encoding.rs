use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// How a text file is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning. Single rows may still be broken.
    Utf8,
    /// GB18030, as older Chinese spreadsheets write.
    Gb18030,
    /// UTF-16 of either byte order, told by the mark at its beginning, as spreadsheets write what they
    /// call Unicode text.
    Utf16,
}

/// Finds out how a text is encoded; returns it in UTF-8, but for what is broken.
///
/// It is taken for GB18030 only if that explains all of it: its lines are not Chinese in UTF-8,
/// every byte decodes, and at least half of the characters beyond ASCII are common Chinese (both
/// bytes from A1 up, as in GB 2312). One broken row in an otherwise plain file is therefore not
/// read as a stray Chinese character; it stays broken, and its reader names it.
pub(super) fn decode(text: Vec<u8>) -> (Encoding, Vec<u8>) {
    let utf16 = match text.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((order, rest)) = utf16
        && let Some(decoded) = order.decode_without_bom_handling_and_without_replacement(rest)
    {
        return (Encoding::Utf16, decoded.into_owned().into_bytes());
    }
    if std::str::from_utf8(&text).is_ok() {
        return (Encoding::Utf8, text);
    }
    let mut lines = Lines::default();
    text.split(|byte| matches!(byte, b'\r' | b'\n'))
        .for_each(|line| lines.take(line));
    let encoding = lines.encoding();
    match encoding {
        Encoding::Utf8 | Encoding::Utf16 => (encoding, text),
        Encoding::Gb18030 => {
            let (decoded, _) = GB18030.decode_without_bom_handling(&text);
            (encoding, decoded.into_owned().into_bytes())
        }
    }
}

/// What the lines of a text look like.
#[derive(Default)]
struct Lines {
    /// Those that are UTF-8 with three- or four-byte characters, which Chinese text has throughout.
    chinese: usize,
    /// Those that are not UTF-8.
    broken: usize,
    /// Pairs that begin with a byte beyond ASCII, and how many of them are common Chinese.
    pairs: usize,
    common: usize,
    /// Whether some line is no GB18030.
    is_other: bool,
}

impl Lines {
    fn take(&mut self, line: &[u8]) {
        match std::str::from_utf8(line) {
            Ok(text) if text.chars().any(|c| c.len_utf8() >= 3) => self.chinese += 1,
            Ok(_) => {}
            Err(_) => self.broken += 1,
        }
        let (common, pairs) = double_bytes(line);
        self.common += common;
        self.pairs += pairs;
        self.is_other |= GB18030
            .decode_without_bom_handling_and_without_replacement(line)
            .is_none();
    }

    /// One line of Chinese in UTF-8 for ten that are broken tells UTF-8. Single such characters
    /// prove nothing, for GB18030 pairs look like them by chance (`标（` does), and so do two-byte
    /// ones; a whole line hardly ever does.
    fn encoding(&self) -> Encoding {
        let is_utf8 = self.broken == 0 || (self.chinese > 0 && self.chinese * 10 >= self.broken);
        if is_utf8 || self.is_other || self.pairs == 0 || 2 * self.common < self.pairs {
            Encoding::Utf8
        } else {
            Encoding::Gb18030
        }
    }
}

/// How many pairs of a line begin with a byte beyond ASCII, and before them, how many of those are
/// common Chinese.
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
            decode(text.into()),
            (Encoding::Utf8, text.as_bytes().into())
        );
        let bytes = encoded(text);
        let (encoding, decoded) = decode(bytes);
        assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
    }

    #[test]
    fn utf16_is_told_by_its_mark() {
        let text = "code\tname_zh\r\njinhui\t金辉\r\n";
        let units = || text.encode_utf16();
        let little = [0xff, 0xfe]
            .into_iter()
            .chain(units().flat_map(u16::to_le_bytes));
        let big = [0xfe, 0xff]
            .into_iter()
            .chain(units().flat_map(u16::to_be_bytes));
        for bytes in [little.collect::<Vec<u8>>(), big.collect()] {
            let (encoding, decoded) = decode(bytes);
            assert_eq!((encoding, &*decoded), (Encoding::Utf16, text.as_bytes()));
        }
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
            let (encoding, decoded) = decode(bytes);
            assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
        }
    }

    #[test]
    fn pairs_that_look_like_utf8_do_not_hide_chinese() {
        // EA A3 A8, across 标 and the bracket, is a character of UTF-8.
        let text = "项目,目标（%）\n金辉,80\n";
        let bytes = encoded(text);
        assert!(bytes.windows(3).any(|b| b == [0xea, 0xa3, 0xa8]));
        let (encoding, decoded) = decode(bytes);
        assert_eq!((encoding, &*decoded), (Encoding::Gb18030, text.as_bytes()));
    }

    #[test]
    fn a_broken_row_does_not_make_a_file_chinese() {
        for broken in [
            &b"a,b\n1,\xff\xfe\n"[..],
            b"a,b\n1,caf\xe9t\n",
            b"a,b\n1,\xc3(\n",
        ] {
            assert_eq!(decode(broken.to_vec()).0, Encoding::Utf8);
        }
        let mut mixed = "a,b\n1,金辉\n".as_bytes().to_vec();
        mixed.extend(encoded("2,金辉\n"));
        assert_eq!(decode(mixed).0, Encoding::Utf8);
    }
}
