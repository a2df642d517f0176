//! Bytes as text. What bytes alone tell is read; what could be one thing or another is asked.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

use crate::messages::FormatProblem;
use crate::messages::question::{Answer, Choice, Question, QuestionKind, Sense};

use super::kind::Kind;

/// The mark that may stand at the beginning of a text.
const MARK: char = '\u{feff}';
/// What a text may be, if nobody said.
const CANDIDATES: [&Encoding; 7] = [
    UTF_8,
    GB18030,
    BIG5,
    EUC_KR,
    EUC_JP,
    SHIFT_JIS,
    WINDOWS_1252,
];
/// The characters of which nearly half of any Chinese text consists, and those of what is built.
const FREQUENT: &str = "\
    的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头\
    面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信\
    北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物\
    台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步\
    完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收设始改形房局河镇街桥园楼块村乡县项施装修绿征拆桩顶验\
";
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
        Ok(text) if !has_mere_dots(&text) => return plain(text),
        Ok(text) => return Decoded::Unclear(Unclear(text.into_bytes())),
        Err(error) => error.into_bytes(),
    };
    if let Some(text) = whole(GB18030, &bytes).filter(|text| is_chinese(text, &bytes)) {
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
        let lines = || (1..).zip(self.0.split(|byte| *byte == b'\n'));
        let is_broken = |(_, line): &(u64, &[u8])| std::str::from_utf8(line).is_err();
        let is_beyond = |(_, line): &(u64, &[u8])| !line.is_ascii();
        let broken = lines().find(is_broken).or_else(|| lines().find(is_beyond));
        let (line, broken) = broken.unwrap_or((1, &[]));
        let choices = CANDIDATES.into_iter().filter_map(|encoding| {
            let text = whole(encoding, &self.0)?;
            is_likely(encoding, &text).then_some(())?;
            Some(Choice {
                sense: Sense::Sample(whole(encoding, broken)?),
                answer: Answer::Encoding(TextEncoding(encoding).name()),
            })
        });
        let question = Question {
            kind: QuestionKind::Encoding {
                is_utf_8: std::str::from_utf8(&self.0).is_ok(),
            },
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
fn is_chinese(text: &str, bytes: &[u8]) -> bool {
    let mut cells = (text.lines().take(LOOKED_AT)).flat_map(|line| line.split([',', ';', '\t']));
    if cells.any(|cell| !cell.is_ascii() && Kind::field(cell.trim()).is_some()) {
        return true;
    }
    let (mut common, mut frequent, mut late, mut all) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        let mut buffer = [0; 4];
        let (bytes, ..) = GB18030.encode(c.encode_utf8(&mut buffer));
        let [lead, 0xa1..=0xfe] = *bytes else {
            continue;
        };
        common += usize::from(matches!(lead, 0xa1..=0xa3 | 0xb0..=0xd7));
        late += usize::from(matches!(lead, 0xd0..=0xd7));
        frequent += usize::from(FREQUENT.contains(c));
    }
    let is_korean = || {
        let text = whole(EUC_KR, bytes);
        text.is_some_and(|text| is_likely(EUC_KR, &text))
    };
    let is_own = || frequent * 5 >= all * 2 || (late * 10 >= all && !is_korean());
    all >= 2 && common * 10 >= all * 9 && is_own()
}

/// Of fewer characters, nobody can tell the language.
const LEAST: usize = 4;

/// Whether what comes out is a text of the language whose encoding it is, as far as that tells.
fn is_likely(encoding: &'static Encoding, text: &str) -> bool {
    let share = |is_own: fn(char) -> bool| {
        let beyond = text.chars().filter(|c| !c.is_ascii());
        let (own, others): (Vec<char>, Vec<char>) = beyond.partition(|c| is_own(*c));
        (own.len(), own.len() + others.len())
    };
    if encoding == EUC_KR {
        let (own, all) = share(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
        all >= LEAST && own * 10 >= all * 9
    } else if encoding == EUC_JP || encoding == SHIFT_JIS {
        let (own, all) = share(|c| {
            let is_kana = ('\u{3041}'..='\u{30ff}').contains(&c);
            is_kana || ('\u{4e00}'..='\u{9fff}').contains(&c)
        });
        all >= LEAST && own * 10 >= all * 9
    } else {
        true
    }
}

/// Whether all that a text of UTF-8 has beyond ASCII are dots that end a cell. A dot stands between
/// words; these bytes are also 路, of a few words of Chinese.
fn has_mere_dots(text: &str) -> bool {
    let mut beyond = text
        .char_indices()
        .filter(|(_, c)| !c.is_ascii())
        .peekable();
    let ends_cell = |at: usize| {
        let behind = text.get(at..).and_then(|rest| rest.chars().nth(1));
        behind.is_none_or(|c| matches!(c, ',' | ';' | '\t' | '|' | '"' | '\r' | '\n'))
    };
    beyond.peek().is_some() && beyond.all(|(at, c)| c == '\u{b7}' && ends_cell(at))
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
        let decoded = |name| {
            let bytes = b"name\nConstru\xe7\xe3o\n";
            decode_as(bytes, encoding_called(name).unwrap())
        };
        assert_eq!(decoded("windows-1252"), Ok("name\nConstrução\n".to_owned()));
        assert_eq!(decoded("latin1"), Ok("name\nConstrução\n".to_owned()));
        assert_eq!(
            decoded("utf-8"),
            Err(FormatProblem::NotEncodedSo { name: "UTF-8" })
        );
        assert!(encoding_called("windows 1252").is_none());
    }

    #[test]
    fn languages_whose_bytes_are_chinese_as_well_are_asked() {
        let korean = "name,stage\n한강대교,기초 공사\n";
        let japanese = "name,stage\n隅田川橋梁,基礎工事\n";
        for (encoding, text) in [(EUC_KR, korean), (EUC_JP, japanese), (SHIFT_JIS, japanese)] {
            let (bytes, ..) = encoding.encode(text);
            let Decoded::Unclear(unclear) = decode(bytes.into_owned()) else {
                panic!("read: {text}");
            };
            let (_, question) = unclear.question();
            let own = Answer::Encoding(encoding.name().to_lowercase());
            let mut choices = question.choices.iter();
            assert!(choices.any(|choice| choice.answer == own), "{question:?}");
        }
    }

    #[test]
    fn a_dot_at_the_end_of_a_cell_may_be_a_character() {
        let dots = b"name,stage\nNorth \xc2\xb7,roof\n".to_vec();
        let Decoded::Unclear(unclear) = decode(dots) else {
            panic!("read");
        };
        let (line, question) = unclear.question();
        let answers: Vec<&Answer> = question
            .choices
            .iter()
            .map(|choice| &choice.answer)
            .collect();
        assert_eq!(line, 2);
        assert_eq!(
            answers.get(..2),
            Some(
                &[
                    &Answer::Encoding("utf-8".to_owned()),
                    &Answer::Encoding("gb18030".to_owned())
                ][..]
            )
        );
        for text in [
            "name\nNorth · West\n",
            "name\nCafé ·\n",
            "name,budget\nA,£12\n",
        ] {
            assert_eq!(read(text), Some((text.to_owned(), None)));
        }
    }

    #[test]
    fn one_broken_row_in_a_text_of_utf_8_is_no_chinese() {
        let mut mixed = "a,b\n1,金辉\n".as_bytes().to_vec();
        mixed.extend(encoded("2,金辉\n"));
        assert!(read(mixed).is_none());
    }
}
