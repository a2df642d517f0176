//! Rows of an import and lines of an update that cannot be taken.

use crate::error::{BadRow, RowProblem};
use crate::messages::{In, Rows};
use crate::model::Language;

use super::dates::day;
use super::names::place;
use super::phrases::{plain, say};
use super::value::{choice, code, fiscal_year, percent_error, period_error, year_in_use};

/// So many faults are listed one by one; who has read them knows what kind they are, and the others
/// are counted.
pub(super) const LISTED: usize = 40;

pub(super) fn rows(language: Language, bad: &[BadRow], count: usize) -> String {
    let rows = In(language, &Rows(count));
    let mut text = say!(
        language,
        "{rows} could not be imported, so nothing was written; correct them, or leave them out with --skip-bad:",
        "{rows}无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过："
    );
    for row in bad.iter().take(LISTED) {
        text.push_str("\n  ");
        text.push_str(&bad_row(language, row));
    }
    let more = count.saturating_sub(row_count(bad.get(..LISTED).unwrap_or(bad)));
    if more > 0 {
        text += &say!(language, "\n  … and {more} more", "\n  ……另有{more}行");
    }
    text
}

pub(super) fn lines(language: Language, bad: &[BadRow]) -> String {
    let count = row_count(bad);
    let lines = if count == 1 { "line" } else { "lines" };
    let mut text = say!(
        language,
        "{count} {lines} cannot be taken, nothing was recorded; correct them and send all again:",
        "{count}行无法记录，未记录任何内容；请更正后重新提交："
    );
    for line in bad.iter().take(LISTED) {
        let number = line.row;
        let place = say!(language, "line {number}", "第{number}行");
        text.push_str("\n  ");
        text.push_str(&match &line.problem {
            // What is typed says itself what it is about.
            RowProblem::Refused(_) => {
                let problem = row_problem(language, line);
                say!(language, "{place}: {problem}", "{place}：{problem}")
            }
            _ => told(language, &place, line),
        });
    }
    let more = count.saturating_sub(row_count(bad.get(..LISTED).unwrap_or(bad)));
    if more > 0 {
        text += &say!(language, "\n  … and {more} more", "\n  ……另有{more}行");
    }
    text
}

/// How many rows there are among the faults of rows, those of one standing together.
pub(super) fn row_count(bad: &[BadRow]) -> usize {
    bad.chunk_by(|a, b| a.row == b.row && a.file == b.file)
        .count()
}

/// A bad row in one line: file, row, field, value, and what is wrong.
pub(super) fn bad_row(language: Language, bad: &BadRow) -> String {
    told(language, &place(language, &bad.file, bad.row), bad)
}

/// What is wrong in a place, with the cell.
fn told(language: Language, place: &str, bad: &BadRow) -> String {
    let field = plain(&bad.field);
    let value: String = plain(&bad.value).chars().take(60).collect();
    let problem = row_problem(language, bad);
    match bad.problem {
        RowProblem::Unclosed => say!(
            language,
            "{place}, '{value}': {problem}",
            "{place}“{value}”：{problem}"
        ),
        RowProblem::Columns { .. } => say!(language, "{place}: {problem}", "{place}：{problem}"),
        _ if value.is_empty() => say!(
            language,
            "{place}, {field}: {problem}",
            "{place} {field}：{problem}"
        ),
        _ => say!(
            language,
            "{place}, {field} '{value}': {problem}",
            "{place} {field}“{value}”：{problem}"
        ),
    }
}

fn row_problem(language: Language, row: &BadRow) -> String {
    match &row.problem {
        RowProblem::Percent(error) => percent_error(language, *error),
        RowProblem::ZeroTarget => {
            say!(
                language,
                "a target is over 0 and at most 100",
                "目标应大于0且不超过100"
            )
        }
        RowProblem::MilestoneTarget => say!(
            language,
            "a milestone is done or not: its target is 100",
            "节点只有完成与否：目标应为100"
        ),
        RowProblem::PartialTarget => say!(
            language,
            "the stage has a target under 100, so it cannot be a milestone; set that to 100 first",
            "该阶段有低于100的目标，不能改为节点；请先将目标改为100"
        ),
        RowProblem::Amount => say!(language, "expected a number, not negative", "应为非负数"),
        RowProblem::Date(problem) => In(language, problem).to_string(),
        RowProblem::FutureDay(as_of) => {
            let as_of = day(language, *as_of);
            say!(language, "lies after {as_of}, today", "晚于今天（{as_of}）")
        }
        RowProblem::UnknownProject => say!(
            language,
            "no such project, neither in the store nor in these files",
            "库中和这些文件中都没有此项目"
        ),
        RowProblem::Code(error) => code(language, *error),
        RowProblem::Missing => say!(language, "must not be empty", "不能为空"),
        RowProblem::Duplicate { file, row } => {
            let first = place(language, file, *row);
            say!(language, "the same key as in {first}", "与{first}重复")
        }
        RowProblem::Columns { expected, found } => say!(
            language,
            "{found} cells where the header has {expected} columns",
            "有{found}个单元格，而标题行有{expected}列"
        ),
        RowProblem::Unclosed => say!(
            language,
            "a quote is opened here and never closed, so the rest of the file is one cell; close it",
            "此处的引号没有闭合，其后全部内容成了一个单元格；请补上引号"
        ),
        RowProblem::Encoding => say!(
            language,
            "not UTF-8; save the file as UTF-8",
            "不是UTF-8编码；请另存为UTF-8"
        ),
        RowProblem::Choice(choices) => choice(language, choices),
        RowProblem::Period => period_error(language),
        RowProblem::FiscalYear => fiscal_year(language),
        RowProblem::YearInUse => year_in_use(language),
        RowProblem::Unseen => say!(
            language,
            "holds control or invisible characters; remove them",
            "含有控制字符或不可见字符；请删除"
        ),
        RowProblem::PlanPoints => say!(
            language,
            "expected DATE:PERCENT DATE:PERCENT .., days increasing and percents not decreasing",
            "应为 日期:百分数 日期:百分数…，日期递增，百分数不减"
        ),
        RowProblem::SeveralTargets => say!(
            language,
            "the stage has several unmet targets; give the period",
            "该阶段有多个未完成的目标；请填写期间"
        ),
        RowProblem::UnknownTarget => say!(
            language,
            "no target of that earlier period on this stage",
            "该阶段没有那个更早期间的目标"
        ),
        RowProblem::Setting => say!(
            language,
            "not a value that this setting can take",
            "不是此设置的有效值"
        ),
        RowProblem::Refused(refusal) => super::refusal::in_a_row(language, refusal),
        RowProblem::Flat(problem) => super::flat::flat(language, problem),
        RowProblem::Skipped => say!(
            language,
            "its project's own row was not taken",
            "其项目所在行未被采用"
        ),
    }
}
