//! What the system says of files and of its output, in the reader's language.

use std::fmt::{self, Formatter};
use std::io::{self, ErrorKind};

use crate::model::{Language, printable};

use super::say::Say;

/// In English as the system says it, without the number of the error; so also in Chinese where it is
/// nothing usual.
impl Say for io::Error {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match (language, chinese(self)) {
            (Language::Zh, Some(words)) => to.write_str(words),
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

fn chinese(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::NotFound => "没有此文件或目录",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "是目录，不是文件",
        ErrorKind::NotADirectory => "路径中有一级不是目录",
        ErrorKind::AlreadyExists => "文件已存在",
        ErrorKind::StorageFull => "磁盘空间不足",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::InvalidFilename => "文件名过长或无效",
        _ if is_about_open_files(error) => "打开的文件过多",
        _ => return None,
    })
}

/// Which no [`ErrorKind`] says.
fn is_about_open_files(error: &io::Error) -> bool {
    const NFILE: i32 = 23;
    const MFILE: i32 = 24;
    cfg!(unix) && matches!(error.raw_os_error(), Some(NFILE | MFILE))
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
