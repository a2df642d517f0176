//! Errors: what was wrong, what was expected, and the next thing to try, in one line.

use crate::error::Error;
use crate::messages::In;
use crate::model::{Language, seen_lines};

use super::format::format_problem;
use super::phrases::{plain, say};
use super::value::value_problem;

/// An error in one line; bad rows follow in a line each.
pub fn error(language: Language, error: &Error) -> String {
    let text = match error {
        Error::Store { path, problem } => {
            let (path, problem) = (In(language, path), In(language, problem));
            say!(language, "{path}: {problem}", "{path}：{problem}")
        }
        Error::File {
            path,
            problem,
            is_write,
        } => {
            let path = plain(&path.display().to_string()).into_owned();
            if *is_write {
                say!(
                    language,
                    "{path}: cannot be written ({problem}); check the folder and the space left",
                    "{path}：无法写入（{problem}）；请检查目录和剩余空间"
                )
            } else {
                say!(
                    language,
                    "{path}: cannot be read ({problem}); check the path",
                    "{path}：无法读取（{problem}）；请检查路径"
                )
            }
        }
        Error::Database { path, is_beside } => {
            let path = plain(&path.display().to_string()).into_owned();
            if *is_beside {
                say!(
                    language,
                    "{path}: SQLite keeps the journal of a database under this name; choose another name for the output",
                    "{path}：此文件名留给SQLite存放数据库日志；请为输出另取文件名"
                )
            } else {
                say!(
                    language,
                    "{path}: this is a store or another SQLite database, it was not touched; choose another name for the output",
                    "{path}：这是库文件或其他SQLite数据库，未作改动；请为输出另取文件名"
                )
            }
        }
        Error::Format { file, problem } => {
            let file = plain(file);
            let problem = format_problem(language, problem);
            say!(language, "{file}: {problem}", "{file}：{problem}")
        }
        Error::Rows { bad, count } => super::rows::rows(language, bad, *count),
        Error::Lines(bad) => super::rows::lines(language, bad),
        Error::Refused(refusal) => super::refusal::refusal(language, refusal),
        Error::Value {
            name,
            value,
            problem,
        } => {
            let (value, problem) = (plain(value), value_problem(language, problem));
            say!(
                language,
                "{name} '{value}': {problem}",
                "{name}“{value}”：{problem}"
            )
        }
        Error::Flaws { path, flaws } => {
            let path = plain(&path.display().to_string()).into_owned();
            super::flaw::flaws(language, &path, flaws)
        }
        Error::NotInChain {
            path,
            kept,
            ends_at,
        } => {
            let path = plain(&path.display().to_string()).into_owned();
            let kept = plain(kept);
            match ends_at {
                None => say!(
                    language,
                    "{path}: {kept} is not part of this record; it was changed since, or is another one: compare it with a backup",
                    "{path}：{kept}不在此记录中；记录已被改动，或不是同一记录：请与备份核对"
                ),
                Some(last) => say!(
                    language,
                    "{path}: {kept} is not part of this record, which ends at #{last}; its end was cut off, or it is another one: compare it with a backup",
                    "{path}：{kept}不在此记录中，记录到#{last}为止；其后的记录已丢失，或不是同一记录：请与备份核对"
                ),
            }
        }
        Error::Output(problem) => say!(
            language,
            "standard output cannot be written ({problem}); check where it goes and the space left",
            "无法写入标准输出（{problem}）；请检查输出位置和剩余空间"
        ),
        Error::Untold(problem) => say!(
            language,
            "standard output cannot be written ({problem}), but what was recorded stands; see it with `project log`",
            "无法写入标准输出（{problem}），但已记录的内容有效；可用 project log 查看"
        ),
        Error::BrokenPipe => String::new(),
        Error::NoHome => say!(
            language,
            "no place for the store is known (neither XDG_DATA_HOME nor HOME is set); give --db FILE or set PROJECT_DB",
            "不知道库文件的位置（XDG_DATA_HOME和HOME均未设置）；请用 --db 文件 或设置 PROJECT_DB"
        ),
    };
    let said = say!(language, "error: {text}", "错误：{text}");
    seen_lines(&said).into_owned()
}
