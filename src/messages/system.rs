//! What the system says of files and of its output, in the reader's language.

use std::fmt::{self, Formatter};
use std::io::{self, ErrorKind};

use crate::model::{Language, printable};
use crate::platform;

use super::macros::messages;
use super::say::Say;

messages! {
    /// Which program this is, and what it works with.
    pub struct Version {
        pub version: &'static str,
        /// Empty where nobody told the build.
        pub commit: &'static str,
        pub store: i64,
        pub sqlite: &'static str,
    }
    if (commit.is_empty())
        en "project {version} (commit unknown, store version {store}, SQLite {sqlite})"
        zh "project {version}（提交号不详，数据库版本{store}，SQLite {sqlite}）"
    else
        en "project {version} (commit {commit}, store version {store}, SQLite {sqlite})"
        zh "project {version}（提交号{commit}，数据库版本{store}，SQLite {sqlite}）"
}

/// In our words where it is something usual: in Chinese always, in English where the system would say
/// it in another language. Else as the system says it, without the number of the error.
impl Say for io::Error {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match (language, words(self)) {
            (Language::Zh, Some([_, words])) => to.write_str(words),
            (Language::En, Some([words, _])) if platform::WORDS_ERRORS_IN_ITS_LANGUAGE => {
                to.write_str(words)
            }
            _ => to.write_str(&without_number(&printable(&self.to_string()))),
        }
    }
}

/// A message without ` (os error 2)`.
fn without_number(message: &str) -> String {
    let Some((before, rest)) = message.split_once(" (os error ") else {
        return message.to_owned();
    };
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// What systems usually say, in English and in Chinese.
fn words(error: &io::Error) -> Option<[&'static str; 2]> {
    Some(match error.kind() {
        ErrorKind::NotFound => ["No such file or directory", "没有此文件或目录"],
        _ if platform::is_about_other_program(error) => [
            "another program has the file open; close it there and try again",
            "文件正被其他程序打开，请关闭后重试",
        ],
        ErrorKind::PermissionDenied => ["Permission denied", "没有权限"],
        ErrorKind::IsADirectory => ["Is a directory", "是目录，不是文件"],
        ErrorKind::NotADirectory => ["Not a directory", "路径中有一级不是目录"],
        ErrorKind::AlreadyExists => ["File exists", "文件已存在"],
        ErrorKind::StorageFull => ["No space left on device", "磁盘空间不足"],
        ErrorKind::QuotaExceeded => ["Disk quota exceeded", "超出磁盘配额"],
        ErrorKind::ReadOnlyFilesystem => ["Read-only file system", "文件系统只读"],
        ErrorKind::FileTooLarge => ["File too large", "文件过大"],
        ErrorKind::InvalidFilename => ["File name too long or not valid", "文件名过长或无效"],
        _ if platform::is_about_open_files(error) => ["Too many open files", "打开的文件过多"],
        _ => return None,
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::messages::In;

    #[test]
    fn what_systems_usually_say_is_said_in_chinese() {
        for (code, expected) in [
            (2, "没有此文件或目录"),
            (13, "没有权限"),
            (17, "文件已存在"),
            (20, "路径中有一级不是目录"),
            (21, "是目录，不是文件"),
            (23, "打开的文件过多"),
            (24, "打开的文件过多"),
            (27, "文件过大"),
            (28, "磁盘空间不足"),
            (30, "文件系统只读"),
        ] {
            let error = io::Error::from_raw_os_error(code);
            assert_eq!(In(Language::Zh, &error).to_string(), expected, "{code}");
            let english = In(Language::En, &error).to_string();
            assert!(!english.contains("os error"), "{english}");
            assert!(error.to_string().starts_with(&english), "{english}");
        }
        let missing = io::Error::from_raw_os_error(2);
        let english = In(Language::En, &missing).to_string();
        assert_eq!(english, "No such file or directory");
        let elsewhere = io::Error::other(format!("{missing} at path \"/x\""));
        let english = In(Language::En, &elsewhere).to_string();
        assert_eq!(english, "No such file or directory at path \"/x\"");
        let other = io::Error::other("no such codec");
        assert_eq!(In(Language::Zh, &other).to_string(), "no such codec");
    }
}
