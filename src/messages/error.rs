//! What keeps a command from doing its job.

use std::fmt::{self, Formatter};
use std::io;
use std::path::PathBuf;

use crate::model::Language;

use super::causes::BadRows;
use super::field::Field;
use super::flaw::Flaw;
use super::format::{FormatProblem, NameProblem, UnreadFile};
use super::macros::messages;
use super::nouns::{LineCount, Problems, Questions, Rows};
use super::refusal::Refusal;
use super::say::{In, Lines, Say};
use super::store::StoreProblem;
use super::value::ValueProblem;

messages! {
    /// Anything that keeps a command from doing its job: what was wrong, what was expected, the next
    /// thing to try.
    #[derive(Debug)]
    pub enum Error {
        Store { path: PathBuf, problem: StoreProblem }
            en "{path}: {problem}"
            zh "{path}：{problem}",
        /// A file that was named.
        File { path: PathBuf, problem: io::Error, is_write: bool }
            if (*is_write)
                en "{path}: cannot be written ({problem}); check the folder and the free space"
                zh "{path}：无法写入（{problem}）；请检查目录和剩余空间"
            else
                en "{path}: cannot be read ({problem}); check the path"
                zh "{path}：无法读取（{problem}）；请检查路径",
        /// What was to be written cannot be, under this name.
        NoFile { path: PathBuf, problem: NameProblem }
            en "{path}: {problem}"
            zh "{path}：{problem}",
        /// A file that was to be written over is a database, or has the name of what lies beside one.
        Database { path: PathBuf, is_beside: bool }
            if (*is_beside)
                en "{path}: SQLite keeps the journal of a database under this name; choose another name for the output"
                zh "{path}：此文件名留给SQLite存放数据库日志；请为输出另取文件名"
            else
                en "{path}: this is a store or another SQLite database, so it was not touched; choose another name for the output"
                zh "{path}：这是本程序的数据库或其他SQLite数据库，未作改动；请为输出另取文件名",
        Format { file: String, problem: FormatProblem }
            if (file == "-")
                en "standard input: {problem}"
                zh "标准输入：{problem}"
            else
            en "{file}: {problem}"
            zh "{file}：{problem}",
        /// Nothing was written.
        Rows { count: Rows, bad: BadRows }
            en "{count} could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:{bad}"
            zh "{count}无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：{bad}",
        /// What would be recorded changes more than figures, and nobody said that it may.
        NoConsent { instead: Option<&'static str> }
            if (instead.is_some())
                en "nothing was recorded, because this changes more than figures; read the plan, and to record it: {instead}"
                zh "除进度外还有其他变更，未录入；请核对以上内容，确认后用 {instead} 录入"
            else
                en "nothing was recorded, because this changes more than figures; read the plan, and add --yes to record it"
                zh "除进度外还有其他变更，未录入；请核对以上内容，确认后加 --yes 录入",
        /// Somebody at a terminal said no.
        NotAgreed
            en "nothing was recorded"
            zh "未录入",
        /// Nothing was written.
        Questions { count: Questions, asked: BadRows }
            en "{count} first; nothing was written:{asked}"
            zh "请先答复{count}，未写入任何内容：{asked}",
        /// Rows at fault, and questions rows. Nothing was written.
        RowsAndQuestions { rows: Rows, bad: BadRows, count: Questions, asked: BadRows }
            en "{rows} could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:{bad}\nBesides, {count}:{asked}"
            zh "{rows}无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：{bad}\n另有{count}待答复：{asked}",
        /// Files that cannot be read as a whole, and what is wrong rows. Nothing was written.
        Unread { files: Lines<UnreadFile>, rows: Option<Box<Error>> }
            if (rows.is_some())
                en "these files cannot be read:{files}\nBesides, {rows}"
                zh "以下文件无法读取：{files}\n另外，{rows}"
            else
                en "these files cannot be read, so nothing was written:{files}"
                zh "以下文件无法读取，未写入任何内容：{files}",
        /// Lines of standard input; nothing was recorded.
        Lines { count: LineCount, bad: BadRows }
            en "{count} could not be recorded, so nothing was; correct the input and send all of it again:{bad}"
            zh "{count}无法记录，未记录任何内容；请更正后重新提交：{bad}",
        Refused(refusal: Refusal)
            en "{refusal}"
            zh "{refusal}",
        /// A store that is not as it must be.
        Flaws { path: PathBuf, count: Problems, flaws: Lines<Flaw> }
            en "{path}: {count} found; move this file and any `-journal` beside it away, keep them so that the cause can be found, and restore a backup:{flaws}"
            zh "{path}：发现{count}；请移走此文件及旁边的 -journal 文件，保留以便查明原因，并恢复备份：{flaws}",
        /// A head that somebody kept; where the record ends before it, its last entry.
        NotInChain { path: PathBuf, kept: String, ends_at: Option<i64> }
            if (ends_at.is_some())
                en "{path}: {kept} is not part of this record, which ends at #{ends_at}; its end was cut off, or this is another record: compare it with a backup"
                zh "{path}：{kept}不在此记录中，记录到#{ends_at}为止；其后的记录已丢失，或不是同一记录：请与备份核对"
            else
                en "{path}: {kept} is not part of this record; it was changed since, or this is another record: compare it with a backup"
                zh "{path}：{kept}不在此记录中；记录已被改动，或不是同一记录：请与备份核对",
        /// Standard output.
        Output(problem: io::Error)
            en "standard output cannot be written ({problem}); check where it goes and the free space"
            zh "无法写入标准输出（{problem}）；请检查输出位置和剩余空间",
        /// Standard output, after something was recorded, which stands.
        Untold(problem: io::Error)
            en "standard output cannot be written ({problem}), but what was recorded stands; see it with `project log`"
            zh "无法写入标准输出（{problem}），但已记录的内容有效；可用 project log 查看",
        /// Nobody reads standard output any more: a quiet end.
        BrokenPipe
            en ""
            zh "",
        /// The default place for the store cannot be known.
        NoHome
            en "there is no default place for the store (neither XDG_DATA_HOME nor HOME is set); give --db FILE or set PROJECT_DB"
            zh "无法确定数据库的默认位置（XDG_DATA_HOME和HOME均未设置）；请用 --db 文件 或设置 PROJECT_DB",
    }
}

/// The line that an error ends a command with.
pub struct ErrorLine<'a>(pub &'a Error);

impl Say for ErrorLine<'_> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let error = In(language, self.0);
        match language {
            Language::En => write!(to, "error: {error}"),
            Language::Zh => write!(to, "错误：{error}"),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl Error {
    /// The exit code of every error.
    pub const EXIT_CODE: u8 = 2;

    /// A store's problem at its path.
    pub fn store(path: impl Into<PathBuf>, problem: StoreProblem) -> Error {
        Error::Store {
            path: path.into(),
            problem,
        }
    }

    /// What is wrong with a store at its path.
    pub fn flaws(path: impl Into<PathBuf>, flaws: Vec<Flaw>) -> Error {
        Error::Flaws {
            path: path.into(),
            count: Problems(flaws.len()),
            flaws: Lines(flaws),
        }
    }

    /// What keeps an import from being done; `None`: nothing.
    pub fn of_import(
        mut unread: Vec<UnreadFile>,
        rows: Rows,
        bad: BadRows,
        asked: BadRows,
    ) -> Option<Error> {
        let count = Questions(asked.lines.len());
        let of_rows = match (bad.are_none(), asked.are_none()) {
            (true, true) => None,
            (false, true) => Some(Error::Rows { count: rows, bad }),
            (true, false) => Some(Error::Questions { count, asked }),
            (false, false) => Some(Error::RowsAndQuestions {
                rows,
                bad,
                count,
                asked,
            }),
        };
        if unread.len() == 1
            && of_rows.is_none()
            && let Some(UnreadFile { file, problem }) = unread.pop()
        {
            return Some(Error::Format { file, problem });
        }
        match unread.is_empty() {
            true => of_rows,
            false => Some(Error::Unread {
                files: Lines(unread),
                rows: of_rows.map(Box::new),
            }),
        }
    }

    /// Whether something is asked that options answer.
    pub fn has_questions(&self) -> bool {
        match self {
            Error::Questions { .. } | Error::RowsAndQuestions { .. } => true,
            Error::Unread { rows, .. } => rows.as_ref().is_some_and(|error| error.has_questions()),
            _ => false,
        }
    }

    /// Lines that cannot be recorded, and how many there are.
    pub fn lines(count: usize, bad: BadRows) -> Error {
        let count = LineCount(count);
        Error::Lines { count, bad }
    }

    /// The value of an option, a setting or a variable that cannot be read.
    pub fn value(name: &'static str, value: impl Into<String>, problem: ValueProblem) -> Error {
        Error::Refused(Refusal::value(Field::Named(name), value, problem))
    }
}
