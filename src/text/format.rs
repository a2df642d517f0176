//! A file that is not what it should be.

use crate::error::FormatProblem;
use crate::model::Language;

use super::phrases::{list, pick, plain, say};
use super::record;

pub(super) fn format_problem(language: Language, problem: &FormatProblem) -> String {
    match problem {
        FormatProblem::UnknownColumns(columns) => {
            let columns = some(language, columns);
            say!(
                language,
                "the columns ({columns}) belong to no kind of file; expected projects (code, name, ..), stages (project, stage, kind, ..), targets (project, stage, percent, due, ..), readings (project, stage, percent, as_of, ..), or a row per target (name, stage, percent, due, ..), which `project import --template` shows",
                "列（{columns}）不属于任何一种文件；应为 projects（code、name…）、stages（project、stage、kind…）、targets（project、stage、percent、due…）、readings（project、stage、percent、as_of…），或每行一个目标的计划表（项目、阶段、目标、期限…，样式见 project import --template）"
            )
        }
        FormatProblem::ColumnTwice(columns) => twice(language, columns),
        FormatProblem::StrayColumn {
            columns,
            twice: doubled,
            kind,
        } => {
            let stray = stray(language, columns, kind);
            if doubled.is_empty() {
                return stray;
            }
            let doubled = twice(language, doubled);
            say!(language, "{stray}; and {doubled}", "{stray}；另外{doubled}")
        }
        FormatProblem::NoHeader => say!(
            language,
            "there is no header line; the first line must name the columns",
            "缺少标题行；首行应为列名"
        ),
        FormatProblem::Encoding => say!(
            language,
            "not UTF-8; save the text as UTF-8",
            "不是UTF-8编码；请另存为UTF-8"
        ),
        FormatProblem::Json(what) => {
            let what = plain(what);
            say!(
                language,
                "not the JSON of a record ({what}); take a file that `project export` wrote",
                "不是完整记录的JSON（{what}）；请使用 project export 导出的文件"
            )
        }
        FormatProblem::JsonVersion(found) => {
            let found = plain(found);
            say!(
                language,
                "a record of format '{found}', and this program reads project.record/1",
                "记录格式为“{found}”，本程序只读 project.record/1"
            )
        }
        FormatProblem::RecordLine { line, problem } => {
            let what = record::problem(language, problem);
            say!(
                language,
                "line {line}: {what}; nothing was written",
                "第{line}行：{what}；未写入任何内容"
            )
        }
        FormatProblem::NotAlone => say!(
            language,
            "a whole record is imported alone; leave the other files for another import",
            "完整记录须单独导入；其他文件请另行导入"
        ),
        FormatProblem::LongRow { row, most, quoted } => {
            let most = size(*most);
            match quoted {
                Some(quoted) => {
                    let quoted: String = plain(quoted).chars().take(60).collect();
                    say!(
                        language,
                        "row {row} is longer than {most}, the most a row may have, in the cell '{quoted}'; close its quote",
                        "第{row}行超过{most}（每行上限），停在单元格“{quoted}”中；请补上引号"
                    )
                }
                None => say!(
                    language,
                    "row {row} is longer than {most}, the most a row may have; take a CSV file with each row on a line of its own",
                    "第{row}行超过{most}（每行上限）；请使用每行一条的CSV文件"
                ),
            }
        }
        FormatProblem::ManyColumns(most) => say!(
            language,
            "row 1 has more than {most} columns, the most a file may have; keep those that are needed, `project import --template` shows some",
            "第1行超过{most}列（文件上限）；请只保留需要的列，样式见 project import --template"
        ),
        FormatProblem::Changed => say!(
            language,
            "it changed while it was read, nothing was written; import it again when it is complete",
            "读取期间文件发生变化，未写入任何内容；请待文件完整后重新导入"
        ),
        FormatProblem::LargeFile(most) => {
            let most = size(*most);
            say!(
                language,
                "the file is larger than {most}, the most a sheet may have; split it into several, each with the header",
                "文件超过{most}（表格上限）；请拆分成几个文件，每个都保留标题行"
            )
        }
        FormatProblem::MuchInput { lines, bytes } => {
            let most = size(*bytes);
            say!(
                language,
                "more than {lines} lines or {most} on standard input, the most `update -` takes; save it as a CSV of readings and use `project import`",
                "标准输入超过{lines}行或{most}（update - 的上限）；请另存为数据CSV，用 project import 导入"
            )
        }
        FormatProblem::Ending { found, known } => {
            let found = plain(found);
            let known = endings(language, known);
            say!(
                language,
                "the ending '{found}' names no format; use {known}, or give --format",
                "扩展名“{found}”不对应任何格式；请用 {known}，或加 --format"
            )
        }
    }
}

/// As [`list`], but no more than can be looked through.
fn some(language: Language, items: &[String]) -> String {
    const MOST: usize = 30;
    let short = |item: &String| -> String { item.chars().take(60).collect() };
    let mut shown: Vec<String> = items.iter().take(MOST).map(short).collect();
    if items.len() > MOST {
        shown.push("…".to_owned());
    }
    list(language, &shown)
}

/// Columns that a header has too many of, each in quotes; no more than can be looked through.
fn columns(language: Language, names: &[String]) -> String {
    const MOST: usize = 20;
    let short = |name: &String| -> String { plain(name).chars().take(60).collect() };
    let shown: Vec<String> = names.iter().take(MOST).map(short).collect();
    let shown = shown.join(pick(language, "', '", "”“"));
    let more = names.len().saturating_sub(MOST);
    match (language, more) {
        (Language::En, 0) => format!("'{shown}'"),
        (Language::En, more) => format!("'{shown}' and {more} more"),
        (Language::Zh, 0) => format!("“{shown}”"),
        (Language::Zh, _) => format!("“{shown}”等{}", names.len()),
    }
}

/// Columns that the kind of file does not have, and what it was taken for.
fn stray(language: Language, names: &[String], kind: &str) -> String {
    let shown = columns(language, names);
    let (column, them) = match names.len() {
        1 => ("column", "it"),
        _ => ("columns", "them"),
    };
    if kind == "flat" {
        return say!(
            language,
            "read as a plan with a row per target, which has no {column} {shown}; remove or rename {them}, `project import --template` shows the columns",
            "按计划表读取，而计划表没有{shown}列；请删除或改名，样式见 project import --template"
        );
    }
    say!(
        language,
        "read as a file of {kind}, which has no {column} {shown}; remove or rename {them}",
        "按 {kind} 文件读取，而此类文件没有{shown}列；请删除或改名"
    )
}

/// Columns that are there already.
fn twice(language: Language, names: &[String]) -> String {
    let shown = columns(language, names);
    match names {
        [_] => say!(
            language,
            "two columns are called {shown}; keep one",
            "有两列都叫{shown}；请保留一列"
        ),
        _ => say!(
            language,
            "several columns are called {shown}; keep one of each",
            "多列重名：{shown}；每种请只保留一列"
        ),
    }
}

/// Endings to choose from, each with its dot: `.json or .csv`.
fn endings(language: Language, endings: &[&str]) -> String {
    let dotted: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    match dotted.split_last() {
        Some((last, others @ [_, ..])) => {
            let others = list(language, others);
            say!(language, "{others} or {last}", "{others} 或 {last}")
        }
        _ => dotted.concat(),
    }
}

/// Bytes as they are counted in limits: `1 MiB`.
fn size(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mebibytes => format!("{mebibytes} MiB"),
    }
}
