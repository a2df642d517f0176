//! One flat CSV, a row per target: its headers, in English or as a Chinese office writes them,
//! and what one row says.

use crate::error::{BadRow, RowProblem, RowWarning};
use crate::model::{Code, Commitment, Day, DayError, Percent, Period, StageKind, half_width};

use super::rows::{Given, choice, code, given, percent, read, text};
use super::sheet::{KeptRow, Row};

/// Each column and its other names. A per cent sign after a name, in brackets or not, is dropped.
const COLUMNS: [(&str, &[&str]); 18] = [
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
    ("baseline", &["基期"]),
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

/// The columns that a list of projects has, too; of any other, one is enough to tell that a file
/// with codes is no such list.
const OF_PROJECTS: [&str; 7] = [
    "number", "code", "name", "name_en", "category", "unit", "lead",
];

/// The column's own name, whichever of its names the file uses.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let name = half_width(name);
    let name = name.trim();
    let plain = name
        .strip_suffix("(%)")
        .or_else(|| name.strip_suffix('%'))
        .map_or(name, str::trim_end);
    COLUMNS
        .iter()
        .find(|(own, others)| *own == plain || others.contains(&plain))
        .map(|(own, _)| *own)
}

/// Whether columns of these names are those of a flat CSV.
pub(super) fn is_flat(names: &[String]) -> bool {
    let columns: Vec<&str> = names.iter().filter_map(|name| canonical(name)).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    columns.contains(&"name")
        && !has("project")
        && (!has("code") || columns.iter().any(|column| !OF_PROJECTS.contains(column)))
}

/// What one row says. An empty cell of a project's fact says nothing and changes nothing.
#[derive(Clone, Debug)]
pub struct FlatRow {
    /// The row itself, to be named if it cannot be taken.
    pub kept: KeptRow,
    /// The project's code, if given.
    pub code: Option<Code>,
    /// The project's name; never without it, unless there is a code.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// For filters and groups.
    pub category: Option<String>,
    /// The unit responsible.
    pub unit: Option<String>,
    /// The person in the lead.
    pub lead: Option<String>,
    /// Code or name of the stage; `None`: the whole works.
    pub stage: Option<String>,
    /// Measured or milestone, if given.
    pub kind: Option<StageKind>,
    /// To be reached.
    pub goal: Option<Goal>,
    /// By when.
    pub due: FlatDue,
    /// The period, if given.
    pub period: Option<Period>,
    /// Declared for the day before the start.
    pub baseline: Given<Percent>,
    /// How firmly.
    pub commitment: Given<Commitment>,
    /// Where it stands: a figure, or under way without one.
    pub reading: Option<Option<Percent>>,
    /// The day of the reading; `None`: the day of the import.
    pub as_of: Option<Day>,
    /// Said of the reading, or of the target where there is none.
    pub note: Option<String>,
}

/// What is to be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// A share, in figures.
    Percent(Percent),
    /// `done`, 完成: all of it.
    Done,
}

/// By when, as far as a row says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FlatDue {
    /// The file has a column neither for days nor for words.
    Absent,
    /// The row gives neither.
    Empty,
    /// A day, and perhaps words that are kept beside it.
    Day(Day, Given<String>),
    /// Words that are to be read.
    Words {
        /// The column they stand in.
        column: &'static str,
        /// What is read.
        words: String,
        /// What is kept beside the day.
        kept: String,
    },
}

impl FlatRow {
    /// Whether the row says anything of a target.
    pub fn has_target(&self) -> bool {
        self.goal.is_some()
            || !matches!(self.due, FlatDue::Absent | FlatDue::Empty)
            || self.period.is_some()
            || matches!(self.baseline, Given::Value(_))
            || matches!(self.commitment, Given::Value(_))
    }
}

/// Reads a row; `None` if all its cells are empty, as spreadsheets leave them below a table.
///
/// # Errors
/// A [`BadRow`].
pub fn flat(row: &Row<'_>, warnings: &mut Vec<RowWarning>) -> Result<Option<FlatRow>, BadRow> {
    row.check_encoding()?;
    let kept = row.keep()?;
    if kept.is_empty() {
        return Ok(None);
    }
    let code = read(row, "code", code)?;
    let name = read(row, "name", text)?;
    if code.is_none() && name.is_none() {
        return Err(row.bad("name", "", RowProblem::Missing));
    }
    let baseline = match percent(row, "baseline", warnings)? {
        Some(percent) => Given::Value(percent),
        None if row.sheet().has("baseline") => Given::Empty,
        None => Given::Absent,
    };
    Ok(Some(FlatRow {
        code,
        name,
        name_en: read(row, "name_en", text)?,
        category: read(row, "category", text)?,
        unit: read(row, "unit", text)?,
        lead: read(row, "lead", text)?,
        stage: read(row, "stage", text)?,
        kind: read(row, "kind", kind)?,
        goal: goal(row, warnings)?,
        due: due(row)?,
        period: read(row, "period", period)?,
        baseline,
        commitment: given(row, "commitment", |text| {
            choice(
                Commitment::from_text(text),
                &["ensure", "strive", "expected", "push"],
            )
        })?,
        reading: reading(row, warnings)?,
        as_of: read(row, "as_of", |text| day(text).map_err(RowProblem::Day))?,
        note: read(row, "note", text)?,
        kept,
    }))
}

fn kind(text: &str) -> Result<StageKind, RowProblem> {
    let found = match text {
        "百分比" | "按百分比" => Some(StageKind::Measured),
        "节点" | "里程碑" => Some(StageKind::Milestone),
        _ => StageKind::from_id(text),
    };
    choice(found, &["measured", "milestone", "按百分比", "节点"])
}

/// The words that stand for a figure: done, not yet, or `None`, under way.
fn in_words(text: &str) -> Option<Option<Percent>> {
    match half_width(text)
        .to_lowercase()
        .replace([' ', '-'], "")
        .as_str()
    {
        "done" | "完成" | "已完成" => Some(Some(Percent::FULL)),
        "notyet" | "未完成" => Some(Some(Percent::ZERO)),
        "underway" | "推进中" | "进行中" => Some(None),
        _ => None,
    }
}

fn goal(row: &Row<'_>, warnings: &mut Vec<RowWarning>) -> Result<Option<Goal>, BadRow> {
    let text = row.cell("percent")?.unwrap_or_default();
    if in_words(text) == Some(Some(Percent::FULL)) {
        return Ok(Some(Goal::Done));
    }
    match percent(row, "percent", warnings)? {
        Some(Percent::ZERO) => Err(row.bad("percent", text, RowProblem::ZeroTarget)),
        percent => Ok(percent.map(Goal::Percent)),
    }
}

fn reading(
    row: &Row<'_>,
    warnings: &mut Vec<RowWarning>,
) -> Result<Option<Option<Percent>>, BadRow> {
    match row.cell("reading")?.and_then(in_words) {
        Some(figure) => Ok(Some(figure)),
        None => Ok(percent(row, "reading", warnings)?.map(Some)),
    }
}

/// The day, or the words, of `due`; else the words of `due_words`.
fn due(row: &Row<'_>) -> Result<FlatDue, BadRow> {
    let words = given(row, "due_words", text)?;
    let due = match read(row, "due", text)? {
        Some(due) => due,
        None => {
            return Ok(match words {
                Given::Value(words) => FlatDue::Words {
                    column: "due_words",
                    kept: words.clone(),
                    words,
                },
                Given::Absent if !row.sheet().has("due") => FlatDue::Absent,
                Given::Absent | Given::Empty => FlatDue::Empty,
            });
        }
    };
    if let Ok(day) = day(&due) {
        return Ok(FlatDue::Day(day, words));
    }
    let kept = match words {
        Given::Value(words) => words,
        Given::Absent | Given::Empty => due.clone(),
    };
    Ok(FlatDue::Words {
        column: "due",
        words: due,
        kept,
    })
}

/// A day, also as Chinese spreadsheets show one: 2021年12月31日.
fn day(text: &str) -> Result<Day, DayError> {
    text.parse().or_else(|error| {
        let plain = text.strip_suffix(['日', '号']).ok_or(error)?;
        plain.replace(['年', '月'], "-").parse().map_err(|_| error)
    })
}

/// A period, also as it is said in Chinese: 2021年下半年, 2021年四季度, 2021年11月.
fn period(text: &str) -> Result<Period, RowProblem> {
    text.parse()
        .ok()
        .or_else(|| in_chinese(&half_width(text))?.parse().ok())
        .ok_or(RowProblem::Period)
}

fn in_chinese(text: &str) -> Option<String> {
    let (year, part) = text.split_once('年')?;
    let (year, part) = (year.trim(), part.trim());
    let part = part.strip_prefix('第').unwrap_or(part);
    let short = match part {
        "" | "度" | "全年" => String::new(),
        "上半年" => "H1".to_owned(),
        "下半年" => "H2".to_owned(),
        "一季度" | "1季度" => "Q1".to_owned(),
        "二季度" | "2季度" => "Q2".to_owned(),
        "三季度" | "3季度" => "Q3".to_owned(),
        "四季度" | "4季度" => "Q4".to_owned(),
        month => {
            let month = month.strip_suffix('份').unwrap_or(month);
            format!("-{:0>2}", month.strip_suffix('月')?)
        }
    };
    Some(format!("{year}{short}"))
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
            assert_eq!(canonical(header), Some(column), "{header}");
        }
        assert_eq!(canonical("颜色"), None);
        let all: Vec<&str> = COLUMNS
            .iter()
            .flat_map(|(own, others)| others.iter().chain([own]))
            .copied()
            .collect();
        for name in &all {
            let times = all.iter().filter(|other| *other == name).count();
            assert_eq!(times, 1, "{name} names two columns");
        }
    }

    #[test]
    fn a_flat_file_is_told_from_the_others() {
        for header in [
            "name,stage,percent,due",
            "name,category,lead",
            "code,name,percent",
            "项目,目标,期限",
            "代码,项目,类别",
        ] {
            assert!(is_flat(&names(header)), "{header}");
        }
        for header in [
            "code,name,name_en,category,unit,lead",
            "project,stage,name,kind",
            "project,name,percent",
            "key,value",
        ] {
            assert!(!is_flat(&names(header)), "{header}");
        }
    }

    #[test]
    fn days_and_periods_are_read_as_they_are_said() {
        for (text, iso) in [
            ("2021年12月31日", "2021-12-31"),
            ("2021年7月1号", "2021-07-01"),
            ("2021/7/1", "2021-07-01"),
        ] {
            assert_eq!(day(text), Ok(iso.parse().unwrap()), "{text}");
        }
        for text in [
            "12月31日",
            "2021年12月",
            "2021年12月31日前",
            "31日",
            "2021年2月30日",
        ] {
            assert!(day(text).is_err(), "{text}");
        }
        for (text, short) in [
            ("2021H2", "2021H2"),
            ("2021年", "2021"),
            ("２０２１年度", "2021"),
            ("2021年下半年", "2021H2"),
            ("2021年第四季度", "2021Q4"),
            ("2021年7月", "2021-07"),
            ("2021年11月份", "2021-11"),
        ] {
            assert_eq!(period(text), Ok(short.parse().unwrap()), "{text}");
        }
        for text in ["下半年", "2021年五季度", "2021年13月", "年底", "21年"] {
            assert_eq!(period(text), Err(RowProblem::Period), "{text}");
        }
    }
}
