//! The kinds of sheet, their columns, and the names that offices give these.

use crate::messages::{FormatProblem, SheetKind, Twice, UpTo};

use super::columns::{
    Column, FLAT, FORM, PROJECTS, READINGS, SETTINGS, STAGES, STATES, TARGETS, TEXTS, money_column,
    plain_header,
};
use super::currency::Unit;
use super::headings::{self, Heading};

/// What the rows of a sheet are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// The office's policy.
    Settings,
    /// Projects and their facts.
    Projects,
    /// A row per target, with its project and stage.
    Flat,
    /// Texts that are kept of projects.
    Texts,
    /// States that projects were put into.
    States,
    /// Stages and their facts.
    Stages,
    /// Targets, or revisions of them.
    Targets,
    /// Readings.
    Readings,
    /// Stages as the monthly form asks about them.
    Form,
}

/// The columns that a list of projects has, too; of any other, one is enough to tell that a flat
/// sheet with codes is no such list.
const OF_PROJECTS: [&str; 7] = [
    "number", "code", "name", "name_en", "category", "unit", "lead",
];

impl Kind {
    /// Its name, which is also that of its file.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Settings => "settings",
            Kind::Projects => "projects",
            Kind::Flat => "flat",
            Kind::Texts => "texts",
            Kind::States => "states",
            Kind::Stages => "stages",
            Kind::Targets => "targets",
            Kind::Readings => "readings",
            Kind::Form => "form",
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Kind::Settings => SETTINGS,
            Kind::Projects => PROJECTS,
            Kind::Flat => FLAT,
            Kind::Texts => TEXTS,
            Kind::States => STATES,
            Kind::Stages => STAGES,
            Kind::Targets => TARGETS,
            Kind::Readings => READINGS,
            Kind::Form => FORM,
        }
    }

    /// The kind of sheet that has these columns (in lower case).
    pub(super) fn recognise(names: &[String]) -> Option<Kind> {
        let has = |name: &str| names.iter().any(|n| n == name);
        if has("project") && has("stage") && !has("code") {
            if has("due") || has("due_words") || has("period") {
                Some(Kind::Targets)
            } else if has("as_of") || has("date") {
                Some(Kind::Readings)
            } else if has("percent") {
                Some(Kind::Targets)
            } else {
                Some(Kind::Stages)
            }
        } else if has("project") && has("state") {
            Some(Kind::States)
        } else if has("project") && has("value") && names.len() == TEXTS.len() && has("name") {
            Some(Kind::Texts)
        } else if is_flat(names) {
            Some(Kind::Flat)
        } else if has("code") && !has("project") {
            Some(Kind::Projects)
        } else if has("key") && has("value") {
            Some(Kind::Settings)
        } else {
            None
        }
    }

    /// The column's own name, whichever of its names the sheet uses.
    pub(super) fn column(self, name: &str) -> Option<&'static str> {
        let (cell, plain) = (name, plain_header(name));
        let name = match self {
            Kind::Flat => plain.as_str(),
            _ => name,
        };
        let found =
            (self.columns().iter()).find(|(own, others)| *own == name || others.contains(&name));
        let by_words = || match headings::heading(cell).filter(|_| self == Kind::Flat)? {
            Heading::Field(field) => Some(field),
            _ => None,
        };
        found.map(|(own, _)| *own).or_else(by_words)
    }

    /// What the heading of a plan means.
    pub(super) fn heading(cell: &str) -> Option<Heading> {
        let own = Kind::Flat.column(cell);
        // An amount of money is no percent.
        let is_percent = matches!(own, Some("reading" | "percent"));
        let own = own.filter(|_| !is_percent || Unit::in_brackets(cell).is_none());
        let by_words = || headings::heading(cell);
        own.map(Heading::Field)
            .or_else(|| money_column(&plain_header(cell)).map(Heading::Field))
            .or_else(by_words)
    }

    /// The field that the heading of a plan is, if it is one for certain or likely.
    pub(super) fn field(cell: &str) -> Option<&'static str> {
        match Kind::heading(cell)? {
            Heading::Field(field) | Heading::Weakly(field) => Some(field),
            Heading::DayOrPercent { day, percent } => Some(percent.unwrap_or(day)),
            Heading::Nothing => None,
        }
    }

    /// How many of the names are its columns.
    pub(super) fn known(self, names: &[String]) -> usize {
        let is_known = |name: &&String| self.column(name).is_some();
        names.iter().filter(is_known).count()
    }

    /// The columns of a header, each with its place in it.
    ///
    /// # Errors
    /// [`FormatProblem::StrayColumn`] or [`FormatProblem::ColumnTwice`], with all there are.
    pub(super) fn indexes(
        self,
        names: &[String],
    ) -> Result<Vec<(&'static str, usize)>, FormatProblem> {
        let mut indexes: Vec<(&'static str, usize)> = Vec::new();
        let (mut stray, mut twice) = (Vec::new(), Vec::new());
        for (index, name) in names.iter().enumerate() {
            match self.column(name) {
                None => stray.push(name.clone()),
                Some(own) if indexes.iter().any(|(there, _)| *there == own) => {
                    twice.push(name.clone());
                }
                Some(own) => indexes.push((own, index)),
            }
        }
        if !stray.is_empty() {
            return Err(FormatProblem::StrayColumn {
                columns: UpTo::quoted(stray),
                twice: Twice {
                    columns: UpTo::quoted(twice),
                },
                kind: SheetKind(self.id()),
            });
        }
        if !twice.is_empty() {
            return Err(FormatProblem::ColumnTwice(UpTo::quoted(twice)));
        }
        Ok(indexes)
    }
}

fn is_flat(names: &[String]) -> bool {
    // `reason` is one of lists of projects, too.
    let own = names.iter().filter(|name| {
        let listed = Kind::Projects.column(name);
        listed.is_none_or(|own| OF_PROJECTS.contains(&own))
    });
    let columns: Vec<&str> = own.filter_map(|name| Kind::Flat.column(name)).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let is_of_more = columns.iter().any(|column| !OF_PROJECTS.contains(column));
    let is_named = has("code") || columns.contains(&"name");
    is_named && (is_of_more || !has("code"))
}

#[cfg(test)]
mod tests {
    use super::super::columns::is_literal;
    use super::*;
    use crate::messages::In;
    use crate::messages::columns::FieldWord;
    use crate::model::Language;

    fn names(header: &str) -> Vec<String> {
        header.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn headers_of_offices_are_columns() {
        for (header, column) in [
            ("项目", "name"),
            ("阶段/目标事项", "stage"),
            ("阶段／目标事项", "stage"),
            ("目标（%）", "percent"),
            ("percent (%)", "percent"),
            ("现状%", "reading"),
            ("截至", "as_of"),
            ("责任单位", "unit"),
            ("序号", "number"),
        ] {
            assert_eq!(Kind::Flat.column(header), Some(column), "{header}");
        }
        assert_eq!(Kind::Flat.column("颜色"), None);
        assert_eq!(Kind::Readings.column("percent%"), None);
    }

    #[test]
    fn what_a_field_is_called_is_understood() {
        for (own, _) in FLAT.iter().filter(|(own, _)| *own != "number") {
            for language in [Language::En, Language::Zh] {
                let called = In(language, &FieldWord((*own).to_owned())).to_string();
                assert_eq!(Kind::Flat.column(&called), Some(*own), "{called}");
                assert!(is_literal(own, &called), "{called}");
                assert!(language == Language::En || called != *own, "{called}");
            }
        }
    }

    #[test]
    fn no_name_is_that_of_two_columns() {
        for columns in [
            SETTINGS, PROJECTS, TEXTS, STATES, STAGES, TARGETS, READINGS, FLAT,
        ] {
            let all: Vec<&str> = (columns.iter())
                .flat_map(|(own, others)| others.iter().chain([own]))
                .copied()
                .collect();
            for name in &all {
                let times = all.iter().filter(|other| *other == name).count();
                assert_eq!(times, 1, "{name} names two columns");
            }
        }
    }

    #[test]
    fn a_sheet_is_recognised_by_its_columns() {
        for (header, kind) in [
            ("name,stage,percent,due", Kind::Flat),
            ("name,category,lead", Kind::Flat),
            ("code,name,percent", Kind::Flat),
            ("项目,目标,期限", Kind::Flat),
            ("代码,项目,类别", Kind::Flat),
            ("code,name,name_en,category,unit,lead", Kind::Projects),
            ("code,stage,percent", Kind::Flat),
            ("code,reading,as_of", Kind::Flat),
            ("project,owner,due date,progress", Kind::Flat),
            ("project,stage,name,kind", Kind::Stages),
            ("project,stage,percent,due", Kind::Targets),
            ("project,stage,as_of,due,note", Kind::Targets),
            ("project,stage,percent,as_of", Kind::Readings),
            ("project,state", Kind::States),
            ("project,name,value", Kind::Texts),
            ("project,name,value,due", Kind::Flat),
            ("key,value", Kind::Settings),
        ] {
            assert_eq!(Kind::recognise(&names(header)), Some(kind), "{header}");
        }
        for header in ["a,b", "name;stage;percent", ""] {
            assert_eq!(Kind::recognise(&names(header)), None, "{header}");
        }
    }

    #[test]
    fn all_faults_of_a_header_are_named_at_once() {
        let projects = names("code,stage,percent,name,name_zh");
        assert_eq!(
            Kind::Projects.indexes(&projects),
            Err(FormatProblem::StrayColumn {
                columns: UpTo::quoted(names("stage,percent")),
                twice: Twice {
                    columns: UpTo::quoted(names("name_zh")),
                },
                kind: SheetKind("projects"),
            })
        );
        assert_eq!(
            Kind::Projects.indexes(&names("code,name,name_zh,code")),
            Err(FormatProblem::ColumnTwice(UpTo::quoted(names(
                "name_zh,code"
            ))))
        );
        assert_eq!(
            Kind::Settings.indexes(&names("value,key")),
            Ok(vec![("value", 0), ("key", 1)])
        );
    }
}
