//! What is wrong with a record, line by line and link by link.

use crate::error::{ChainBreak, RecordProblem};
use crate::model::Language;

use super::phrases::{plain, say};

/// What is wrong with a line of an exported record, and the next thing to try.
pub(super) fn problem(language: Language, problem: &RecordProblem) -> String {
    match problem {
        RecordProblem::Json(what) => {
            let what = plain(what);
            say!(
                language,
                "not a line of a record ({what}); take a file that `project export --format json` wrote, whole",
                "不是记录的一行（{what}）；请使用 project export --format json 导出的完整文件"
            )
        }
        RecordProblem::NoTable => say!(
            language,
            "the line names no table; take a file that `project export --format json` wrote",
            "该行未指明表；请使用 project export --format json 导出的文件"
        ),
        RecordProblem::Table(table) => {
            let table = plain(table);
            say!(
                language,
                "this version knows no table '{table}'; update the program",
                "本版本没有表“{table}”；请升级程序"
            )
        }
        RecordProblem::Column { table, column } => {
            let column = plain(column);
            say!(
                language,
                "this version knows no column '{column}' of table {table}; update the program",
                "本版本的表{table}没有列“{column}”；请升级程序"
            )
        }
        RecordProblem::Value { table, column } => say!(
            language,
            "{table}.{column} has a value of another kind; take a file that `project export --format json` wrote",
            "{table}.{column}的值类型不符；请使用 project export --format json 导出的文件"
        ),
        RecordProblem::TooLong { most } => {
            let most = most >> 20;
            say!(
                language,
                "longer than {most} MiB, the most a line may have; take a file that `project export --format json` wrote",
                "超过{most} MiB（每行上限）；请使用 project export --format json 导出的文件"
            )
        }
        RecordProblem::Chain(found) => {
            let what = chain_break(language, *found);
            say!(
                language,
                "{what}; the file was changed or is incomplete, export it anew",
                "{what}；文件被改动或不完整，请重新导出"
            )
        }
        RecordProblem::Refused(what) => {
            let what = plain(what);
            say!(
                language,
                "the store refuses this row ({what}); take a file that `project export --format json` wrote, and look the store through with `project verify`",
                "库拒绝该行（{what}）；请使用 project export --format json 导出的文件，并用 project verify 检查库"
            )
        }
        RecordProblem::Diverges { entry } => say!(
            language,
            "entry #{entry} is another one in this store, so the record does not follow on it; import it into an empty store",
            "此库的#{entry}与文件中的不同，无法接续；请导入空库"
        ),
        RecordProblem::EndsEarly { entry } => say!(
            language,
            "the record ends here, and this store is at #{entry} already; there is nothing to add",
            "记录到此为止，而此库已到#{entry}；没有可追加的内容"
        ),
    }
}

/// Where a chain does not hold.
pub(super) fn chain_break(language: Language, found: ChainBreak) -> String {
    match found {
        ChainBreak::Hash { entry } => say!(
            language,
            "#{entry}: its hash does not fit its rows and the entry before it",
            "#{entry}：哈希值与其内容及前一条记录不符"
        ),
        ChainBreak::Unclosed { entry } => say!(
            language,
            "#{entry}: there are rows under this number, but no entry",
            "#{entry}：有属于该编号的内容，但没有这条记录"
        ),
        ChainBreak::Number { expected, found } => say!(
            language,
            "#{found} stands where #{expected} should",
            "应为#{expected}处是#{found}"
        ),
        ChainBreak::Order { entry } => say!(
            language,
            "#{entry}: its rows are out of order",
            "#{entry}：各行次序不对"
        ),
    }
}
