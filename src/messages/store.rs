//! Why a store cannot be used.

use std::io;
use std::path::PathBuf;

use super::macros::messages;

messages! {
    /// What is wrong with a store. Each sentence follows the store's path and a colon.
    #[derive(Debug)]
    pub enum StoreProblem {
        Missing
            en "no store found; create one with `project init`, or name another with --db FILE"
            zh "未找到数据库；请先运行 project init，或用 --db 指定其他文件",
        Exists
            en "the file already exists and was not touched; name another with --db FILE"
            zh "文件已存在，未作改动；请用 --db 指定其他文件",
        /// There is a file where a copy was to be made.
        CopyExists
            en "the file already exists and was not touched; choose another name for the copy"
            zh "文件已存在，未作改动；请为副本另取文件名",
        IsFolder
            en "this is a folder; name the file in it with --db FILE"
            zh "这是目录，不是数据库；请用 --db 指定文件",
        Empty
            en "the file is empty, so it is not a store; restore a backup (first move this file and any `-journal` beside it away), or remove it and run `project init`"
            zh "文件为空，不是数据库；请恢复备份（先移走此文件及旁边的 -journal 文件），或删除后运行 project init",
        /// Not SQLite, or another program's.
        Foreign
            en "this file is not a store of this program; name the right one with --db FILE"
            zh "不是本程序的数据库；请用 --db 指定正确的文件",
        Newer { found: i64, known: i64 }
            en "a newer version of the program wrote this store (schema {found}; this version reads {known}); update the program"
            zh "数据库由更新版本的程序写成（架构{found}，本版本支持{known}）；请升级程序",
        Damaged(what: Damage)
            en "the store is damaged or the disk cannot be read ({what}); try again, and if that fails restore a backup: first move this file and any `-journal` beside it away"
            zh "数据库已损坏，或磁盘无法读取（{what}）；请重试，仍不成功请恢复备份：先移走此文件及旁边的 -journal 文件",
        /// Somebody else writes, and did so for as long as a command waits.
        Locked
            en "another program has been writing to the store for ten seconds; try again"
            zh "其他程序占用数据库超过十秒；请稍后重试",
        /// Somebody else reads, and let nothing be committed for as long as a command waits.
        HeldByReader
            en "another program has kept the store open for ten seconds, so nothing was recorded; close it (a sqlite3 shell, a viewer) and try again"
            zh "其他程序读取数据库超过十秒未释放，未记录任何内容；请关闭该程序（如sqlite3、数据库查看器）后重试",
        /// Beside the place of a new store lies a journal, which SQLite would write into it.
        StrayJournal(stray: PathBuf)
            en "nothing was written: {stray} lies beside it and would overwrite a new store; move it away together with the store it belongs to, or choose another name"
            zh "未写入任何内容：旁边的{stray}会覆盖新数据库；请将它连同所属的数据库一起移走，或另取文件名",
        ReadOnly
            en "the store cannot be written to; check the permissions of the file and its folder"
            zh "数据库不可写；请检查文件和目录的权限",
        NoSpace
            en "the disk is full, so nothing was recorded; free some space and try again"
            zh "磁盘空间不足，未记录任何内容；请清理后重试",
        Disk(what: io::Error)
            en "the disk failed ({what}), so nothing was recorded; check the disk and the free space, then try again"
            zh "磁盘读写出错（{what}），未记录任何内容；请检查磁盘和剩余空间后重试",
        /// The disk failed when all was written, and has not told since whether it was kept.
        Uncertain(what: io::Error)
            en "the disk failed at the last step ({what}), so this may or may not have been recorded; check the disk and the free space, then look in `project log`"
            zh "最后一步磁盘出错（{what}），无法确定是否已记录；请检查磁盘和剩余空间，再用 project log 查看",
        NoLocks
            en "this file system has no locks, so two writers could damage the store; keep it on a local disk"
            zh "文件系统不支持文件锁，多人同时写入会损坏数据；请将数据库放在本地磁盘",
        NoLinks
            en "this file system cannot create a file without the risk of replacing another, so nothing was written; choose a place on another disk"
            zh "文件系统无法保证命名时不覆盖其他文件，未写入任何内容；请换到其他磁盘",
        System(what: io::Error)
            en "the system refused ({what}); check the path, its permissions and the free space"
            zh "系统拒绝操作（{what}）；请检查路径、权限和剩余空间",
    }
}

messages! {
    /// What shows that a store is damaged.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Damage {
        /// In SQLite's words.
        Engine(what: String) en "{what}" zh "{what}",
        /// A value that breaks the rules of its column.
        Cell { table: &'static str, column: &'static str, entry: i64 }
            en "{table}.{column} of entry #{entry}"
            zh "#{entry}的{table}.{column}",
        Orphans { table: String, parent: String }
            en "rows of {table} without their {parent}"
            zh "{table}中有行缺少所属的{parent}",
        NoRow { table: &'static str, number: i64 }
            en "{table} {number} is missing"
            zh "缺少{table} {number}",
        /// A project or stage without a name, a target without terms.
        Incomplete { table: &'static str, number: i64 }
            if (*table == "target")
                en "{table} {number} has no terms"
                zh "{table} {number}没有内容"
            else
            en "{table} {number} has no name"
            zh "{table} {number}没有名称",
        NoNumberLeft(table: &'static str)
            en "no number is left for a {table}"
            zh "{table}的编号已用尽",
        NoHash
            en "the last entry has no hash"
            zh "最后一条记录没有哈希值",
        Schema(version: i64)
            en "schema version {version}"
            zh "架构版本{version}",
    }
}
