//! A store that cannot be used.

use crate::error::StoreProblem;
use crate::model::Language;

use super::phrases::{plain, say};

pub(super) fn store(language: Language, path: &str, problem: &StoreProblem) -> String {
    match problem {
        StoreProblem::Missing => say!(
            language,
            "{path}: no store is there; make one with `project init`, or name another with --db FILE",
            "{path}：没有库文件；请先运行 project init，或用 --db 指定"
        ),
        StoreProblem::Exists => say!(
            language,
            "{path}: there is a file already, it was not touched; name another with --db FILE",
            "{path}：文件已存在，未作改动；请用 --db 指定其他文件"
        ),
        StoreProblem::CopyExists => say!(
            language,
            "{path}: there is a file already, it was not touched; give the copy another name",
            "{path}：文件已存在，未作改动；请为副本另取文件名"
        ),
        StoreProblem::IsFolder => say!(
            language,
            "{path}: this is a folder, not a store; name the file in it with --db FILE",
            "{path}：这是目录，不是库文件；请用 --db 指定文件"
        ),
        StoreProblem::Empty => say!(
            language,
            "{path}: the file is empty, not a store; restore a backup (move the file and any `-journal` beside it away first), or remove it and run `project init`",
            "{path}：文件是空的，不是库文件；请恢复备份（先移走此文件及旁边的 -journal 文件），或删除后运行 project init"
        ),
        StoreProblem::Foreign => say!(
            language,
            "{path}: this is not a store of this program; name the right file with --db FILE",
            "{path}：不是本程序的库文件；请用 --db 指定正确的文件"
        ),
        StoreProblem::Newer { found, known } => say!(
            language,
            "{path}: written by a newer version of the program (schema {found}, this one knows {known}); update the program",
            "{path}：由更新版本的程序写成（架构{found}，本程序支持到{known}）；请升级程序"
        ),
        StoreProblem::Damaged(what) => {
            let what = plain(what);
            say!(
                language,
                "{path}: the store is damaged, or the disk cannot be read ({what}); try again, and if it stays so restore a backup; move the file and any `-journal` beside it away first",
                "{path}：库文件已损坏，或磁盘无法读取（{what}）；请重试，若仍如此请恢复备份，但先移走此文件及旁边的 -journal 文件"
            )
        }
        StoreProblem::Locked => say!(
            language,
            "{path}: another program has held the store for ten seconds; try again",
            "{path}：库文件被其他程序占用超过十秒；请稍后重试"
        ),
        StoreProblem::HeldByReader => say!(
            language,
            "{path}: another program has kept the store open to read for ten seconds, nothing was recorded; close it (a sqlite3 shell, a viewer) and try again",
            "{path}：其他程序读取库文件超过十秒未释放，未记录任何内容；请关闭该程序（如sqlite3、数据库查看器）后重试"
        ),
        StoreProblem::StrayJournal(stray) => {
            let stray = plain(&stray.display().to_string()).into_owned();
            say!(
                language,
                "{path}: nothing was written, since {stray} lies beside it and would overwrite a new store; move it away together with the store it belongs to, or choose another name",
                "{path}：未写入任何内容，旁边的{stray}会覆盖新库；请将它连同所属的库文件一起移走，或另取文件名"
            )
        }
        StoreProblem::ReadOnly => say!(
            language,
            "{path}: the store cannot be written; check the rights of the file and its folder",
            "{path}：库文件不可写；请检查文件和目录的权限"
        ),
        StoreProblem::NoSpace => say!(
            language,
            "{path}: no space left on the disk, nothing was recorded; free some and try again",
            "{path}：磁盘空间不足，未记录任何内容；请清理后重试"
        ),
        StoreProblem::Disk(what) => {
            let what = plain(what);
            say!(
                language,
                "{path}: reading or writing the disk failed ({what}), nothing was recorded; check the disk and the space left, then try again",
                "{path}：磁盘读写出错（{what}），未记录任何内容；请检查磁盘和剩余空间后重试"
            )
        }
        StoreProblem::Uncertain(what) => {
            let what = plain(what);
            say!(
                language,
                "{path}: the disk failed at the last step ({what}), so it is not known whether this was recorded; check the disk and the space left, then see `project log`",
                "{path}：最后一步磁盘出错（{what}），无法确定是否已记录；请检查磁盘和剩余空间，再用 project log 查看"
            )
        }
        StoreProblem::NoLocks => say!(
            language,
            "{path}: the file system has no locks, and without them two writers would harm the store; keep it on a local disk",
            "{path}：文件系统不支持文件锁，多人同时写入会损坏库；请将库文件放在本地磁盘"
        ),
        StoreProblem::NoLinks => say!(
            language,
            "{path}: the file system cannot name a file without the risk of replacing another, nothing was written; choose a place on another disk",
            "{path}：文件系统无法保证命名时不覆盖其他文件，未写入任何内容；请换到其他磁盘"
        ),
        StoreProblem::System(what) => {
            let what = plain(what);
            say!(
                language,
                "{path}: the system refused ({what}); check the path, its rights and the space left",
                "{path}：系统拒绝操作（{what}）；请检查路径、权限和剩余空间"
            )
        }
        StoreProblem::Flawed => say!(
            language,
            "{path}: not written, since the store has flaws or the disk cannot be read; see which with `project verify`",
            "{path}：库文件存在问题或磁盘无法读取，未写入；请用 project verify 查看"
        ),
    }
}
