//! What columns mean that people have answered for: each answer is given once, kept in the record by
//! the column's name, and holds for every plan that comes later.

use std::collections::BTreeMap;

use super::columns::{FLAT, plain_header};
use super::kind::Kind;
use crate::ledger::Scale;

/// What a column means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A field of a plan; of one that holds percents, also what its figures without a per cent sign
    /// are shares of, if that was asked.
    Field(&'static str, Option<Scale>),
    /// A text that is kept of its project, under the column's name.
    Kept,
    /// Nothing: it is passed over without a word.
    Nothing,
}

const KEPT: &str = "keep";
const KEPT_IN_CHINESE: &str = "保存";
const NOTHING: &str = "-";
/// The fields whose figures may be shares.
const PERCENTS: [&str; 3] = ["percent", "reading", "baseline"];

impl Meaning {
    /// A meaning as it is typed, and kept in the record: a field by any of its names, behind a colon
    /// `share` or `percent`; `keep`; or `-`. All of them have Chinese words, too.
    pub fn read(text: &str) -> Option<Meaning> {
        let field = |name: &str| Kind::Flat.column(name.trim());
        match text.trim() {
            KEPT | KEPT_IN_CHINESE => return Some(Meaning::Kept),
            NOTHING => return Some(Meaning::Nothing),
            _ => {}
        }
        let Some((name, scale)) = text.split_once([':', '：']) else {
            return field(text).map(|field| Meaning::Field(field, None));
        };
        let scale = match scale.trim() {
            "share" | "份额" => Scale::Share,
            "percent" | "百分数" => Scale::Hundred,
            _ => return None,
        };
        let field = field(name).filter(|field| PERCENTS.contains(field));
        field.map(|field| Meaning::Field(field, Some(scale)))
    }

    /// As it stands in the record.
    pub fn id(self) -> String {
        match self {
            Meaning::Field(field, None) => field.to_owned(),
            Meaning::Field(field, Some(Scale::Share)) => format!("{field}:share"),
            Meaning::Field(field, Some(_)) => format!("{field}:percent"),
            Meaning::Kept => KEPT.to_owned(),
            Meaning::Nothing => NOTHING.to_owned(),
        }
    }
}

/// The fields of a plan, by their own names.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    FLAT.iter().map(|(own, _)| *own)
}

/// An answer about a column.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Answer {
    /// The column as somebody typed it just now; `None`: it is remembered.
    typed: Option<String>,
    meaning: Meaning,
}

/// What columns mean, by their names as they are compared; of several columns with one name,
/// `NAME#2` is the second.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mappings(BTreeMap<String, Answer>);

impl Mappings {
    /// None.
    pub const NONE: &'static Mappings = &Mappings(BTreeMap::new());

    /// Those that a record remembers. What a later program may have put there is left out.
    pub fn remembered(columns: BTreeMap<String, String>) -> Mappings {
        let answers = columns.into_iter().filter_map(|(column, field)| {
            let meaning = Meaning::read(&field)?;
            Some((
                column,
                Answer {
                    typed: None,
                    meaning,
                },
            ))
        });
        Mappings(answers.collect())
    }

    /// Adds what somebody says of a column now.
    pub fn answer(&mut self, column: &str, meaning: Meaning) {
        let typed = Some(column.trim().to_owned());
        self.0.insert(key(column), Answer { typed, meaning });
    }

    /// What a column means, if it was asked: the `nth` of that name in its sheet, from 1 on; and
    /// whether that is remembered.
    pub(super) fn of(&self, name: &str, nth: usize) -> Option<(Meaning, bool)> {
        let plain = plain_header(name);
        let own = (nth > 1).then(|| self.0.get(&format!("{plain}#{nth}")));
        let answer = own.flatten().or_else(|| self.0.get(&plain))?;
        Some((answer.meaning, answer.typed.is_none()))
    }

    /// Whether anything is known of one of these columns.
    pub(super) fn know(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.of(name, 1).is_some())
    }

    /// The field that a column is, by an answer or by its name.
    pub(super) fn field(&self, name: &str) -> Option<&'static str> {
        match self.of(name, 1) {
            Some((Meaning::Field(field, _), _)) => Some(field),
            Some(_) => None,
            None => Kind::Flat.column(name),
        }
    }

    /// What was said now: the column as compared, as typed, and what it means.
    pub(super) fn new_ones(&self) -> impl Iterator<Item = (&str, &str, Meaning)> {
        let answers = self.0.iter();
        answers.filter_map(|(key, answer)| {
            Some((key.as_str(), answer.typed.as_deref()?, answer.meaning))
        })
    }
}

/// The names of a sheet's columns as they are compared: each on its own, and as the one of several
/// with its name that it is.
pub(super) fn keys(names: &[String]) -> impl Iterator<Item = String> + '_ {
    let numbered = |index: usize| {
        let plain = plain_header(names.get(index)?);
        let nth = nth(names, index);
        Some([format!("{plain}#{nth}"), plain])
    };
    (0..names.len()).filter_map(numbered).flatten()
}

/// Which of the columns of its name a column is, from 1 on.
pub(super) fn nth(names: &[String], index: usize) -> usize {
    let plain = |index| names.get(index).map(|name: &String| plain_header(name));
    let own = plain(index);
    (0..=index).filter(|other| plain(*other) == own).count()
}

/// The name of a column as it is compared, and which of several it is, as typed.
fn key(column: &str) -> String {
    let nth = column.trim().rsplit_once('#').filter(|(name, nth)| {
        let is_number = !nth.is_empty() && nth.bytes().all(|byte| byte.is_ascii_digit());
        !name.trim().is_empty() && is_number
    });
    match nth {
        Some((name, "1")) => plain_header(name),
        Some((name, nth)) => format!("{}#{nth}", plain_header(name)),
        None => plain_header(column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::In;
    use crate::messages::columns::FieldWord;
    use crate::model::Language;

    #[test]
    fn a_meaning_is_read_by_any_name_and_kept_by_one() {
        for (typed, kept) in [
            ("due", "due"),
            ("完成时限", "due"),
            (" Due Date ", "due"),
            ("目前进度:share", "reading:share"),
            ("reading: percent", "reading:percent"),
            ("target：share", "percent:share"),
            ("keep", "keep"),
            ("-", "-"),
        ] {
            let meaning = Meaning::read(typed).map(Meaning::id);
            assert_eq!(meaning.as_deref(), Some(kept), "{typed}");
            assert_eq!(Meaning::read(kept).map(Meaning::id).as_deref(), Some(kept));
        }
        for text in ["", "colour", "due:share", "reading:", "reading:half"] {
            assert_eq!(Meaning::read(text), None, "{text}");
        }
    }

    // Seen to catch: a Chinese word that is another field's.
    #[test]
    fn what_is_said_of_a_column_in_chinese_can_be_typed() {
        let percents = PERCENTS.map(|field| [format!("{field}:share"), format!("{field}:percent")]);
        let fields = field_names().map(str::to_owned);
        let ids = fields.chain(percents.into_iter().flatten());
        for id in ids.chain([KEPT.to_owned(), NOTHING.to_owned()]) {
            let word = In(Language::Zh, &FieldWord(id.clone())).to_string();
            assert!(!word.contains(|c: char| c.is_ascii_alphabetic()), "{word}");
            assert_eq!(Meaning::read(&word).map(Meaning::id), Some(id), "{word}");
        }
    }

    #[test]
    fn a_column_is_known_however_its_header_is_written() {
        let mut mappings = Mappings::default();
        mappings.answer("Fortschritt (%)", Meaning::Field("reading", None));
        mappings.answer("负责人#2", Meaning::Nothing);
        let field = Some((Meaning::Field("reading", None), false));
        assert_eq!(mappings.of("FORTSCHRITT：", 1), field);
        assert_eq!(mappings.of("fortschritt", 2), field);
        assert_eq!(mappings.of("负 责 人", 2), Some((Meaning::Nothing, false)));
        assert_eq!(mappings.of("负责人", 1), None);
    }
}
