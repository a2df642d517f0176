//! The kinds of sheet, their columns, and the names that offices give these.

use crate::messages::{FormatProblem, Twice, UpTo};
use crate::model::half_width;

/// What the rows of a sheet are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// The office's policy.
    Settings,
    /// Projects and their facts.
    Projects,
    /// A row per target, with its project and stage.
    Flat,
    /// States that projects were put into.
    States,
    /// Stages and their facts.
    Stages,
    /// Targets, or revisions of them.
    Targets,
    /// Readings.
    Readings,
}

/// A column: its own name, and the others.
pub(super) type Column = (&'static str, &'static [&'static str]);

const SETTINGS: &[Column] = &[("key", &[]), ("value", &[])];
const PROJECTS: &[Column] = &[
    ("code", &[]),
    ("name", &["name_zh"]),
    ("name_en", &[]),
    ("category", &[]),
    ("alias", &[]),
    ("alias_certain", &[]),
    ("lead", &[]),
    ("unit", &[]),
    ("state", &[]),
    ("decided_on", &[]),
    ("reason", &[]),
];
const STATES: &[Column] = &[
    ("project", &[]),
    ("state", &[]),
    ("decided_on", &[]),
    ("reason", &[]),
];
const STAGES: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("name", &["name_zh"]),
    ("name_en", &[]),
    ("kind", &[]),
    ("order", &[]),
    ("weight", &[]),
    ("unit", &[]),
    ("total", &[]),
];
const TARGETS: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("number", &[]),
    ("percent", &[]),
    ("due", &[]),
    ("due_words", &[]),
    ("due_implied", &[]),
    ("commitment", &[]),
    ("period", &[]),
    ("reason", &["note"]),
    ("label", &[]),
    ("start", &[]),
    ("baseline", &[]),
    ("via", &[]),
    ("state", &[]),
    ("decided_on", &["as_of"]),
    ("revision", &[]),
    ("carried_from", &[]),
];
const READINGS: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("percent", &[]),
    ("as_of", &["date"]),
    ("amount", &[]),
    ("total", &[]),
    ("note", &[]),
    ("problem", &[]),
    ("next_step", &["next"]),
];
const FLAT: &[Column] = &[
    ("number", &["no", "no.", "序号"]),
    ("code", &["代码", "项目代码"]),
    ("name", &["name_zh", "项目", "项目名称", "名称"]),
    ("name_en", &["英文名", "英文名称"]),
    ("stage", &["阶段", "事项", "目标事项", "阶段/目标事项"]),
    ("kind", &["类型"]),
    ("percent", &["目标", "目标值"]),
    ("due", &["期限", "完成期限", "完成时限"]),
    ("due_words", &["期限原文", "期限表述"]),
    ("period", &["期间"]),
    ("baseline", &["基期", "起点进度"]),
    ("commitment", &["承诺"]),
    ("category", &["类别"]),
    ("unit", &["责任单位"]),
    ("lead", &["负责人", "责任人"]),
    (
        "reading",
        &["现状", "进度", "现状/进度", "当前进度", "目前进度"],
    ),
    ("as_of", &["截至", "截至日期", "数据日期"]),
    ("note", &["备注", "说明"]),
];

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
            Kind::States => "states",
            Kind::Stages => "stages",
            Kind::Targets => "targets",
            Kind::Readings => "readings",
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Kind::Settings => SETTINGS,
            Kind::Projects => PROJECTS,
            Kind::Flat => FLAT,
            Kind::States => STATES,
            Kind::Stages => STAGES,
            Kind::Targets => TARGETS,
            Kind::Readings => READINGS,
        }
    }

    /// The kind of sheet that has these columns (in lower case).
    pub(super) fn recognise(names: &[String]) -> Option<Kind> {
        let has = |name: &str| names.iter().any(|n| n == name);
        if has("project") && has("stage") {
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

    /// The column's own name, whichever of its names the sheet uses. A per cent sign after a name in
    /// a flat sheet, in brackets or not, is dropped.
    pub(super) fn column(self, name: &str) -> Option<&'static str> {
        let wide;
        let mut name = name;
        if self == Kind::Flat {
            wide = half_width(name);
            name = wide.trim();
            let plain = name.strip_suffix("(%)").or_else(|| name.strip_suffix('%'));
            name = plain.map_or(name, str::trim_end);
        }
        let found =
            (self.columns().iter()).find(|(own, others)| *own == name || others.contains(&name));
        found.map(|(own, _)| *own)
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
                kind: self.id(),
            });
        }
        if !twice.is_empty() {
            return Err(FormatProblem::ColumnTwice(UpTo::quoted(twice)));
        }
        Ok(indexes)
    }
}

fn is_flat(names: &[String]) -> bool {
    let columns: Vec<&str> = (names.iter())
        .filter_map(|name| Kind::Flat.column(name))
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let is_of_more = columns.iter().any(|column| !OF_PROJECTS.contains(column));
    !has("project") && (is_of_more || !has("code")) && (has("code") || columns.contains(&"name"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn no_name_is_that_of_two_columns() {
        for columns in [SETTINGS, PROJECTS, STATES, STAGES, TARGETS, READINGS, FLAT] {
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
            ("project,stage,name,kind", Kind::Stages),
            ("project,stage,percent,due", Kind::Targets),
            ("project,stage,as_of,due,note", Kind::Targets),
            ("project,stage,percent,as_of", Kind::Readings),
            ("project,state", Kind::States),
            ("key,value", Kind::Settings),
        ] {
            assert_eq!(Kind::recognise(&names(header)), Some(kind), "{header}");
        }
        for header in ["a,b", "project,name,percent", "name;stage;percent", ""] {
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
                kind: "projects",
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
