//! Bytes as text. What bytes alone tell is read; what could be one thing or another is asked.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::messages::FormatProblem;
use crate::messages::question::{Answer, Choice, Doubt, Question, Sense};

use super::kind::Kind;

/// The mark that may stand at the beginning of a text.
const MARK: char = '\u{feff}';
/// What a text that is no UTF-8 may be, if nobody said.
const CANDIDATES: [&Encoding; 3] = [GB18030, BIG5, WINDOWS_1252];
/// So many lines are looked at for headers.
const LOOKED_AT: usize = 50;

/// A text, if its bytes tell what they are.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Decoded {
    /// Read, and as what where the bytes alone do not tell.
    Text {
        text: String,
        read_as: Option<&'static str>,
    },
    /// It may be in several encodings.
    Unclear(Unclear),
}

/// Bytes that may be text in several encodings.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Unclear(Vec<u8>);

/// What a text file is said to be encoded in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextEncoding(&'static Encoding);

/// The encoding of that name: `windows-1252`, `big5`, `gb18030`, `latin1` and whatever else the web
/// calls one.
pub fn encoding_called(name: &str) -> Option<TextEncoding> {
    Encoding::for_label(name.trim().as_bytes()).map(TextEncoding)
}

impl TextEncoding {
    /// Its name, as it is typed.
    pub fn name(self) -> String {
        self.0.name().to_lowercase()
    }
}

/// Reads bytes as text: as UTF-8, as UTF-16 with its mark or without, or as GB18030 where what comes
/// out is Chinese.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let plain = |text: String| Decoded::Text {
        text: unmarked(text),
        read_as: None,
    };
    if let Some(text) = utf_16(&bytes) {
        return plain(text);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return plain(text),
        Err(error) => error.into_bytes(),
    };
    if let Some(text) = whole(GB18030, &bytes).filter(|text| is_chinese(text)) {
        let read_as = Some(GB18030.name());
        return Decoded::Text { text, read_as };
    }
    Decoded::Unclear(Unclear(bytes))
}

/// Reads bytes as what they were said to be.
///
/// # Errors
/// [`FormatProblem::NotEncodedSo`].
pub(super) fn decode_as(
    bytes: &[u8],
    TextEncoding(encoding): TextEncoding,
) -> Result<String, FormatProblem> {
    let name = encoding.name();
    let text = whole(encoding, bytes).map(unmarked);
    text.ok_or(FormatProblem::NotEncodedSo { name })
}

impl Unclear {
    /// The text in that encoding, if it can be.
    pub(super) fn text(&self, TextEncoding(encoding): TextEncoding) -> Option<String> {
        whole(encoding, &self.0).map(unmarked)
    }

    /// What is asked of it, and the first line that does not tell.
    pub(super) fn question(&self) -> (u64, Question) {
        let lines = self.0.split(|byte| *byte == b'\n');
        let is_broken = |(_, line): &(u64, &[u8])| std::str::from_utf8(line).is_err();
        let (line, broken) = (1..).zip(lines).find(is_broken).unwrap_or((1, &[]));
        let choices = CANDIDATES.into_iter().filter_map(|encoding| {
            whole(encoding, &self.0)?;
            Some(Choice {
                sense: Sense::Sample(whole(encoding, broken)?),
                answer: Answer::Encoding(TextEncoding(encoding).name()),
            })
        });
        let question = Question {
            doubt: Doubt::Encoding,
            choices: choices.collect(),
        };
        (line, question)
    }
}

/// A text without the marks at its beginning.
fn unmarked(mut text: String) -> String {
    let marks = text.len() - text.trim_start_matches(MARK).len();
    text.drain(..marks);
    text
}

/// All of the bytes in an encoding; `None` where some are none of it.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // It knows a character for each byte, control characters that no text has among them.
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    text.chars().all(is_text).then(|| text.into_owned())
}

/// UTF-16 of either order, told by its mark, or by the zero bytes that no other text has.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let decoded = |encoding: &'static Encoding, bytes| whole(encoding, bytes);
    match bytes {
        [0xff, 0xfe, rest @ ..] => decoded(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => decoded(UTF_16BE, rest),
        _ if bytes.contains(&0) => {
            let mut orders = [UTF_16LE, UTF_16BE].into_iter();
            orders
                .find_map(|order| decoded(order, bytes).filter(|text| text.contains(['\n', '\r'])))
        }
        _ => None,
    }
}

/// Whether a text that was read as GB18030 is Chinese: a cell is a header that offices use, or
/// nearly all that is beyond ASCII is punctuation or one of the 3,755 most common characters (the
/// first level of GB 2312). Words of other languages make rare ones: `Constru玢o`.
fn is_chinese(text: &str) -> bool {
    let mut cells = (text.lines().take(LOOKED_AT)).flat_map(|line| line.split([',', ';', '\t']));
    if cells.any(|cell| !cell.is_ascii() && Kind::field(cell.trim()).is_some()) {
        return true;
    }
    let (mut common, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        let mut buffer = [0; 4];
        let (bytes, ..) = GB18030.encode(c.encode_utf8(&mut buffer));
        common += usize::from(matches!(*bytes, [0xa1..=0xa9 | 0xb0..=0xd7, 0xa1..=0xfe]));
    }
    all >= 2 && common * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn read(bytes: impl Into<Vec<u8>>) -> Option<(String, Option<&'static str>)> {
        match decode(bytes.into()) {
            Decoded::Text { text, read_as } => Some((text, read_as)),
            Decoded::Unclear(_) => None,
        }
    }

    #[test]
    fn chinese_of_both_encodings_is_read() {
        for text in [
            "code,name_zh\njinhui,金辉\nchongqing,重庆路\n",
            "a,开工\n",
            // EA A3 A8, across 标 and the bracket, is a character of UTF-8.
            "项目,目标（%）\n金辉,80\n",
            include_str!("../sample/projects.csv"),
            include_str!("../sample/stages.csv"),
            include_str!("../sample/targets.csv"),
        ] {
            assert_eq!(read(text), Some((text.to_owned(), None)));
            assert_eq!(
                read(encoded(text)),
                Some((text.to_owned(), Some("gb18030")))
            );
        }
    }

    #[test]
    fn marks_are_no_text_however_many_there_are() {
        for text in ["\u{feff}code,name\n", "\u{feff}\u{feff}code,name\n"] {
            assert_eq!(read(text), Some(("code,name\n".to_owned(), None)));
        }
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_by_its_bytes() {
        let text = "code\tname_zh\r\njinhui\t金辉\r\n";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes) in [([0xff, 0xfe], little), ([0xfe, 0xff], big)] {
            assert_eq!(
                read([&mark[..], &bytes].concat()),
                Some((text.to_owned(), None))
            );
            assert_eq!(read(bytes), Some((text.to_owned(), None)));
        }
    }

    #[test]
    fn what_is_not_surely_chinese_is_asked() {
        for bytes in [
            &b"name,stage\nConstru\xe7\xe3o,obra\n"[..],
            b"a,b\n1,caf\xe9t\n",
            // Cyrillic, of which every pair is a Chinese character.
            b"name\n\xd1\xf2\xf0\xee\xe8\xf2\xe5\xeb\xfc\xf1\xf2\xe2\xee\n",
        ] {
            let Decoded::Unclear(unclear) = decode(bytes.to_vec()) else {
                panic!("read");
            };
            let (line, question) = unclear.question();
            assert_eq!(line, 2);
            let latin = Answer::Encoding("windows-1252".to_owned());
            let mut choices = question.choices.iter();
            assert!(choices.any(|choice| choice.answer == latin), "{question:?}");
        }
        let said = |name| {
            let bytes = b"name\nConstru\xe7\xe3o\n";
            decode_as(bytes, encoding_called(name).unwrap())
        };
        assert_eq!(said("windows-1252"), Ok("name\nConstrução\n".to_owned()));
        assert_eq!(said("latin1"), Ok("name\nConstrução\n".to_owned()));
        assert_eq!(
            said("utf-8"),
            Err(FormatProblem::NotEncodedSo { name: "UTF-8" })
        );
        assert!(encoding_called("windows 1252").is_none());
    }

    #[test]
    fn one_broken_row_in_a_text_of_utf_8_is_no_chinese() {
        let mut mixed = "a,b\n1,金辉\n".as_bytes().to_vec();
        mixed.extend(encoded("2,金辉\n"));
        assert!(read(mixed).is_none());
    }
}
