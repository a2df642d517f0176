//! What columns mean that people have answered for, and what texts are encoded in: each answer is given
//! once, kept in the record by the column's name or by all of them, and holds for every plan that comes
//! later.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ledger::Scale;
use crate::messages::columns::{WAYS, all_columns, of_all_columns};
use crate::messages::question::KEPT;
use crate::model::{BeforeInterval, DateOrder, DateWays, DayOrMonth};

use super::columns::{FLAT, plain_header};
use super::encoding::{TextEncoding, encoding_called};
use super::kind::Kind;
use super::known::KnownProjects;

/// What a column means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A field of a plan, and how its cells are read where they may be read in two ways, as far as
    /// that was asked.
    Field(&'static str, Ways),
    /// A text that is kept of its project, under the column's name.
    Kept,
    /// Nothing: it is passed over without a word.
    Nothing,
}

const KEPT_IN_CHINESE: &str = "保存";

/// How the cells of a column are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ways {
    /// What figures without a per cent sign are shares of.
    pub scale: Option<Scale>,
    /// Dates.
    pub dates: DateWays,
    /// What states no goal is a note.
    pub keeps_notes: bool,
}

const NOTHING: &str = "-";
/// The fields whose figures may be shares.
const PERCENTS: [&str; 3] = ["percent", "reading", "baseline"];
/// Those that hold days, and those that hold deadlines, too.
const DAYS: [&str; 5] = ["due", "due_words", "start", "as_of", "baseline"];
const DEADLINES: [&str; 2] = ["due", "due_words"];
/// Those that may hold a goal in a sentence.
const GOALS: [&str; 2] = ["percent", "stage"];
const NOTE: &str = "note";

impl Ways {
    /// Adds a way as it is typed; `None`, where the field has no such way.
    fn add(self, field: &str, way: &str) -> Option<Ways> {
        let mut known = WAYS.iter().filter(|(_, word)| *word == way);
        let way = known.next().map_or(way, |(id, _)| id);
        let scale = match way {
            "share" => Some(Scale::Share),
            "percent" => Some(Scale::Hundred),
            _ => None,
        };
        if let Some(scale) = scale.filter(|_| PERCENTS.contains(&field)) {
            let scale = Some(scale);
            return Some(Ways { scale, ..self });
        }
        if way == NOTE && GOALS.contains(&field) {
            let keeps_notes = true;
            return Some(Ways {
                keeps_notes,
                ..self
            });
        }
        let order = DateOrder::from_id(way).filter(|_| DAYS.contains(&field));
        let is_deadline = DEADLINES.contains(&field);
        let stated = DateWays {
            order,
            before: BeforeInterval::from_id(way).filter(|_| is_deadline),
            short: DayOrMonth::from_id(way).filter(|_| is_deadline),
        };
        (stated != DateWays::default()).then(|| Ways {
            dates: stated.or(self.dates),
            ..self
        })
    }

    /// These, and where they say nothing the others.
    fn or(self, others: Ways) -> Ways {
        Ways {
            scale: self.scale.or(others.scale),
            dates: self.dates.or(others.dates),
            keeps_notes: self.keeps_notes || others.keeps_notes,
        }
    }

    /// As they are typed.
    fn ids(self) -> impl Iterator<Item = &'static str> {
        let scale = self.scale.map(|scale| match scale {
            Scale::Share => "share",
            _ => "percent",
        });
        let DateWays {
            order,
            before,
            short,
        } = self.dates;
        let dates = [
            order.map(DateOrder::id),
            before.map(BeforeInterval::id),
            short.map(DayOrMonth::id),
        ];
        let notes = self.keeps_notes.then_some(NOTE);
        (scale.into_iter().chain(dates.into_iter().flatten())).chain(notes)
    }
}

impl Meaning {
    /// A meaning as it is typed, and kept in the record: a field by any of its names, and behind
    /// colons how its cells are read; `keep`; or `-`. All of them have Chinese words, too.
    pub fn read(text: &str) -> Option<Meaning> {
        match text.trim() {
            KEPT | KEPT_IN_CHINESE => return Some(Meaning::Kept),
            NOTHING => return Some(Meaning::Nothing),
            _ => {}
        }
        let mut parts = text.split([':', '：']).map(str::trim);
        let field = Kind::Flat.column(parts.next()?)?;
        let mut ways = parts;
        let ways = ways.try_fold(Ways::default(), |ways, way| ways.add(field, way))?;
        Some(Meaning::Field(field, ways))
    }

    /// As it stands in the record.
    pub fn id(self) -> String {
        match self {
            Meaning::Field(field, ways) => {
                let ways = ways.ids().map(|way| format!(":{way}"));
                field.to_owned() + &ways.collect::<String>()
            }
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

/// What a record remembers for the sheets that come: what columns mean, by their names as they are
/// compared, of several columns with one name `NAME#2` being the second; what texts are encoded in, by
/// all of their columns; and what its projects are called.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mappings {
    columns: BTreeMap<String, Answer>,
    encodings: BTreeMap<String, TextEncoding>,
    projects: Option<Arc<KnownProjects>>,
}

/// By what a text is known again.
pub(super) fn columns_of(names: &[String]) -> String {
    of_all_columns(names.iter().map(|name| plain_header(name)))
}

impl Mappings {
    /// None.
    pub const NONE: &'static Mappings = &Mappings {
        columns: BTreeMap::new(),
        encodings: BTreeMap::new(),
        projects: None,
    };

    /// Those that a record remembers. What a later program may have put there is left out.
    pub fn remembered(columns: BTreeMap<String, String>) -> Mappings {
        let mut mappings = Mappings::default();
        for (column, field) in columns {
            if all_columns(&column).is_some() {
                let encoding = encoding_called(&field);
                mappings
                    .encodings
                    .extend(encoding.map(|encoding| (column, encoding)));
            } else if let Some(meaning) = Meaning::read(&field) {
                let typed = None;
                mappings.columns.insert(column, Answer { typed, meaning });
            }
        }
        mappings
    }

    /// With what the record's projects are called.
    pub fn with_projects(self, projects: KnownProjects) -> Mappings {
        Mappings {
            projects: Some(Arc::new(projects)),
            ..self
        }
    }

    pub(super) fn projects(&self) -> Arc<KnownProjects> {
        self.projects.clone().unwrap_or_default()
    }

    /// Adds what somebody says of a column now. How its cells are read is added to what was said of
    /// that before.
    pub fn answer(&mut self, column: &str, meaning: Meaning) {
        let typed = Some(column.trim().to_owned());
        let key = key(column);
        let before = self.columns.get(&key).map(|answer| answer.meaning);
        let meaning = match (meaning, before) {
            (Meaning::Field(field, ways), Some(Meaning::Field(same, before)))
                if field == same && ways != Ways::default() =>
            {
                Meaning::Field(field, ways.or(before))
            }
            (meaning, _) => meaning,
        };
        self.columns.insert(key, Answer { typed, meaning });
    }

    /// What texts with all of those columns are encoded in.
    pub(super) fn encodings(&self) -> impl Iterator<Item = (&str, TextEncoding)> {
        let encodings = self.encodings.iter();
        encodings.map(|(columns, encoding)| (columns.as_str(), *encoding))
    }

    /// What a column means, if it was asked: the `nth` of that name in its sheet, from 1 on; and
    /// whether that is remembered.
    pub(super) fn of(&self, name: &str, nth: usize) -> Option<(Meaning, bool)> {
        let plain = plain_header(name);
        let own = (nth > 1).then(|| self.columns.get(&format!("{plain}#{nth}")));
        let answer = own.flatten().or_else(|| self.columns.get(&plain))?;
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
            None => Kind::field(name),
        }
    }

    /// What was said now: the column as compared, as typed, and what it means.
    pub(super) fn new_ones(&self) -> impl Iterator<Item = (&str, &str, Meaning)> {
        let answers = self.columns.iter();
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

/// A column as one is answered for.
pub(super) fn numbered(name: &str, nth: usize) -> String {
    match nth {
        1 => name.to_owned(),
        nth => format!("{name}#{nth}"),
    }
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
            ("期限:strict:dmy", "due:dmy:strict"),
            ("due:month", "due:month"),
            ("截至:mdy", "as_of:mdy"),
            ("keep", "keep"),
            ("-", "-"),
        ] {
            let meaning = Meaning::read(typed).map(Meaning::id);
            assert_eq!(meaning.as_deref(), Some(kept), "{typed}");
            assert_eq!(Meaning::read(kept).map(Meaning::id).as_deref(), Some(kept));
        }
        for text in [
            "",
            "colour",
            "due:share",
            "reading:",
            "reading:half",
            "start:strict",
            "as_of:month",
            "name:dmy",
            "keep:dmy",
        ] {
            assert_eq!(Meaning::read(text), None, "{text}");
        }
    }

    // Seen to catch: a Chinese word that is another field's.
    #[test]
    fn what_is_said_of_a_column_in_chinese_can_be_typed() {
        let percents = PERCENTS.map(|field| [format!("{field}:share"), format!("{field}:percent")]);
        let ways = ["dmy", "mdy", "strict", "inclusive", "day", "month"];
        let deadlines = ways.map(|way| format!("due:{way}"));
        let fields = field_names().map(str::to_owned);
        let ids = fields
            .chain(percents.into_iter().flatten())
            .chain(deadlines);
        for id in ids.chain([KEPT.to_owned(), NOTHING.to_owned()]) {
            let word = In(Language::Zh, &FieldWord(id.clone())).to_string();
            assert!(!word.contains(|c: char| c.is_ascii_alphabetic()), "{word}");
            assert_eq!(Meaning::read(&word).map(Meaning::id), Some(id), "{word}");
        }
    }

    #[test]
    fn what_is_said_of_cells_is_added_and_another_field_takes_its_place() {
        let mut mappings = Mappings::default();
        let mut stated = |meaning: &str| {
            mappings.answer("期限", Meaning::read(meaning).unwrap());
            mappings.of("期限", 1).unwrap().0.id()
        };
        assert_eq!(stated("due:strict"), "due:strict");
        assert_eq!(stated("due:dmy"), "due:dmy:strict");
        assert_eq!(stated("due:inclusive"), "due:dmy:inclusive");
        assert_eq!(stated("due"), "due");
        assert_eq!(stated("start:mdy"), "start:mdy");
    }

    #[test]
    fn a_column_is_known_however_its_header_is_written() {
        let mut mappings = Mappings::default();
        mappings.answer(
            "Fortschritt (%)",
            Meaning::Field("reading", Ways::default()),
        );
        mappings.answer("负责人#2", Meaning::Nothing);
        let field = Some((Meaning::Field("reading", Ways::default()), false));
        assert_eq!(mappings.of("FORTSCHRITT：", 1), field);
        assert_eq!(mappings.of("fortschritt", 2), field);
        assert_eq!(mappings.of("负 责 人", 2), Some((Meaning::Nothing, false)));
        assert_eq!(mappings.of("负责人", 1), None);
    }
}
