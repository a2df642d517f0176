//! Each file call of a command made to fail, once or from then on, by strace: a full disk, one that
//! cannot be read or written, a limit reached. The command says so in one line that names the space
//! left, nothing acknowledged is lost, nothing is half done, and once all is well again it works.
//!
//! At full size every call, with every error; else a sample.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Ended, done, end, is_full, named};
use crate::kills::sheet;
use crate::sandbox::Sandbox;

/// The calls that concern files, where the machine has them.
pub const CALLS: &str = "trace=?open,?openat,?read,?pread64,?write,?writev,?pwrite64,?pwritev,?fsync,\
    ?fdatasync,?ftruncate,?fallocate,?unlink,?unlinkat,?rename,?renameat,?renameat2,?link,?linkat,\
    ?mkdir,?mkdirat,?fchown,?fchmod,?chmod,?stat,?lstat,?fstat,?newfstatat,?statx,?fcntl,?lseek";

/// Where strace is, if it may be used.
///
/// # Panics
/// Where it may not although the surroundings promise it.
pub fn strace() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join("strace"))
        .find(|file| file.is_file());
    let missing = match &found {
        None => "strace is not installed",
        Some(strace) => {
            let tried = Command::new(strace)
                .args(["-o", "/dev/null", "true"])
                .output();
            if tried.is_ok_and(|tried| tried.status.success()) {
                return found;
            }
            "no process may be traced here (ptrace)"
        }
    };
    println!("skipped: {missing}");
    let is_promised = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(!is_promised, "{missing}, and CI is true");
    None
}

/// The same command under strace, with these options.
pub fn traced(strace: &Path, options: &[&str], command: &Command) -> Command {
    let mut traced = Command::new(strace);
    traced.args(["-f", "-qq"]).args(options);
    traced.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    traced.env_clear();
    let set = |(name, value): (_, Option<_>)| Some((name, value?));
    traced.envs(command.get_envs().filter_map(set));
    traced
}

/// A call that concerns a file in the folder.
pub struct Call {
    name: String,
    /// Which one of that name it is in the life of the process.
    pub ordinal: usize,
    pub line: String,
}

/// The calls of a command that goes well, in order.
pub fn calls(strace: &Path, sandbox: &Sandbox, command: &Command) -> Vec<Call> {
    let trace = sandbox.path("trace");
    let out = trace.to_str().unwrap();
    let ended = end(&mut traced(
        strace,
        &["-y", "-s", "200", "-o", out, "-e", CALLS],
        command,
    ));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let folder = fs::canonicalize(sandbox.folder()).unwrap();
    let folder = folder.to_str().unwrap();
    let mut ordinals: HashMap<String, usize> = HashMap::new();
    let mut calls = Vec::new();
    for line in fs::read_to_string(&trace).unwrap().lines() {
        let Some((head, arguments)) = line.split_once('(') else {
            continue;
        };
        let name = head.split_whitespace().last().unwrap().to_owned();
        let ordinal = ordinals.entry(name.clone()).or_default();
        *ordinal += 1;
        let told = arguments.replace(&format!("AT_FDCWD<{folder}>"), "AT_FDCWD");
        let is_relative = told
            .strip_prefix("AT_FDCWD, \"")
            .is_some_and(|path| !path.starts_with('/'));
        if told.contains(folder) || is_relative {
            calls.push(Call {
                name,
                ordinal: *ordinal,
                line: told,
            });
        }
    }
    fs::remove_file(trace).unwrap();
    calls
}

/// How a call may fail. The first is the likeliest.
fn errors(call: &Call) -> &'static [&'static str] {
    match call.name.as_str() {
        "write" | "writev" | "pwrite64" | "pwritev" => &["ENOSPC", "EIO", "EFBIG"],
        "fsync" | "fdatasync" | "ftruncate" | "fallocate" => &["EIO", "ENOSPC"],
        "open" | "openat" => &["ENOSPC", "EIO", "EMFILE", "EACCES"],
        "rename" | "renameat" | "renameat2" | "link" | "linkat" | "mkdir" | "mkdirat" => {
            &["ENOSPC", "EIO", "EACCES"]
        }
        "unlink" | "unlinkat" => &["EIO", "EACCES"],
        "fchown" | "fchmod" | "chmod" => &["EPERM", "EIO"],
        // A lock server that is not there (ENOLCK) takes all of a command's patience: elsewhere.
        "fcntl" => &["EOPNOTSUPP"],
        _ => &["EIO"],
    }
}

/// What the command must name, one of these, in English and in Chinese. Of a file that cannot be
/// opened SQLite does not tell why; it may have been for want of rights as well.
fn words(call: &Call, error: &str) -> Option<&'static [[&'static str; 2]]> {
    const SPACE: [&str; 2] = ["space", "空间"];
    const DISK: [&str; 2] = ["the disk", "磁盘"];
    const RIGHTS: [&str; 2] = ["permissions", "权限"];
    if call.line.contains("sheet.csv") {
        return None;
    }
    match (call.name.as_str(), error) {
        ("open" | "openat" | "stat" | "newfstatat", _) => Some(&[SPACE, RIGHTS]),
        ("fcntl", _) => Some(&[["no locks", "文件锁"]]),
        ("read" | "pread64", _) => Some(&[DISK]),
        (_, "ENOSPC" | "EIO" | "EFBIG") => Some(&[SPACE]),
        _ => None,
    }
}

/// A command under fire, and what it makes of a folder.
struct Ground {
    sandbox: Sandbox,
    base: Vec<u8>,
    arguments: &'static [&'static str],
    /// The store that it makes or changes, to be looked at.
    made: &'static str,
    /// The store that it is told to use.
    db: &'static str,
    before: Option<String>,
    after: Option<String>,
    faults: Vec<String>,
    tried: usize,
    failed: usize,
}

impl Ground {
    fn new(arguments: &'static [&'static str], db: &'static str, made: &'static str) -> Ground {
        let sandbox = Sandbox::with_sample();
        sandbox.write("sheet.csv", sheet(5));
        let base = fs::read(sandbox.path("store.db")).unwrap();
        let mut ground = Ground {
            sandbox,
            base,
            arguments,
            made,
            db,
            before: None,
            after: None,
            faults: Vec::new(),
            tried: 0,
            failed: 0,
        };
        ground.before = ground.found();
        let ended = end(&mut ground.command());
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ground.after = ground.found();
        assert!(ground.after.is_some() && ground.after != ground.before);
        ground
    }

    fn command(&self) -> Command {
        let mut command = self.sandbox.command(self.arguments);
        command.env("PROJECT_DB", self.db);
        command
    }

    fn restore(&self) {
        for name in named(self.sandbox.folder(), "") {
            if name != "sheet.csv" {
                fs::remove_file(self.sandbox.path(&name)).unwrap();
            }
        }
        fs::write(self.sandbox.path("store.db"), &self.base).unwrap();
    }

    /// The record in the store that was made, which must be sound.
    fn found(&self) -> Option<String> {
        self.sandbox.path(self.made).exists().then(|| {
            done(&self.sandbox, self.made, &["verify"]);
            done(&self.sandbox, self.made, &["export"])
        })
    }

    fn fire(&mut self, strace: &Path, call: &Call, error: &str, from_then_on: bool) {
        self.restore();
        let plus = if from_then_on { "+" } else { "" };
        let what = format!("{} #{}{plus}: {error}", call.name, call.ordinal);
        let inject = format!(
            "inject={}:error={error}:when={}{plus}",
            call.name, call.ordinal
        );
        let mut command = self.command();
        command.env("PROJECT_LANG", self.language());
        let trace = format!("trace={}", call.name);
        let options = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
        let ended = end(&mut traced(strace, &options, &command));
        if let Some(fault) = self.judge(&ended, call, error, from_then_on) {
            let told = &call.line[..call.line.len().min(150)];
            self.faults
                .push(format!("{what}: {fault}\n    {told}\n    {}", ended.err));
        }
        self.tried += 1;
    }

    /// One after the other, unless the command asks for one.
    fn language(&self) -> &'static str {
        if self.tried.is_multiple_of(2) || self.arguments.contains(&"--lang") {
            "en"
        } else {
            "zh"
        }
    }

    fn judge(
        &mut self,
        ended: &Ended,
        call: &Call,
        error: &str,
        from_then_on: bool,
    ) -> Option<String> {
        if let Some(fault) = ended.fault() {
            return Some(fault);
        }
        let left = named(self.sandbox.folder(), ".project-");
        let is_removing = call.name.starts_with("unlink");
        if !left.is_empty() && !is_removing {
            return Some(format!("left {left:?}"));
        }
        let stands = ["what was recorded stands", "已记录的内容有效"];
        let found = self.found();
        if ended.code == Some(0) || stands.iter().any(|words| ended.err.contains(words)) {
            if found != self.after {
                return Some("acknowledged and lost".to_owned());
            }
            return None;
        }
        self.failed += 1;
        let uncertain = ["it is not known whether", "无法确定是否"];
        if uncertain.iter().any(|words| ended.err.contains(words)) {
            if !from_then_on {
                return Some("could have found out whether it was recorded".to_owned());
            }
            return (found != self.before && found != self.after).then(|| "half done".to_owned());
        }
        if found != self.before {
            return Some("refused, but something was kept".to_owned());
        }
        let is_chinese = self.language() == "zh";
        let prefix = if is_chinese { "错误：" } else { "error: " };
        if !ended.err.starts_with(prefix) || ended.err.lines().count() != 1 {
            return Some("not told in one line".to_owned());
        }
        // From then on also the sheet's own calls fail, and the sheet is named.
        let is_of_sheet = from_then_on && ended.err.contains("sheet.csv");
        if let Some(expected) = words(call, error).filter(|_| !is_of_sheet)
            && !expected
                .iter()
                .any(|[en, zh]| ended.err.contains(if is_chinese { zh } else { en }))
        {
            return Some(format!("does not say any of {expected:?}"));
        }
        // All is well again.
        for name in left {
            fs::remove_file(self.sandbox.path(&name)).unwrap();
        }
        let again = end(&mut self.command());
        if again.code != Some(0) || self.found() != self.after {
            return Some(format!("does not work afterwards: {}", again.err));
        }
        let mut names = named(self.sandbox.folder(), "");
        names.retain(|name| !["sheet.csv", "store.db", self.made].contains(&name.as_str()));
        (!names.is_empty()).then(|| format!("{names:?} stayed"))
    }

    fn fire_at_all(mut self) {
        let Some(strace) = strace() else {
            return;
        };
        self.restore();
        let calls = calls(&strace, &self.sandbox, &self.command());
        let count = |name: &str| calls.iter().filter(|call| call.name == name).count();
        // What is missing here could not be made to fail.
        assert!(count("pwrite64") > 5 && count("fsync") + count("fdatasync") > 1);
        let mut chance = 0;
        for (place, call) in calls.iter().enumerate() {
            for (rank, error) in errors(call).iter().enumerate() {
                for from_then_on in [false, true] {
                    chance += 1;
                    // The last calls are those around the commit.
                    let is_last = rank == 0 && !from_then_on && place + 5 >= calls.len();
                    let is_sampled = is_last || (chance % 23 == place % 23 && rank < 2);
                    if is_full() || is_sampled {
                        self.fire(&strace, call, error, from_then_on);
                    }
                }
            }
        }
        println!(
            "faults, {}: {} of {} file calls failed, {} times in all; {} times the command failed and left no trace, else it was done",
            self.arguments.join(" "),
            if is_full() { "all" } else { "some" },
            calls.len(),
            self.tried,
            self.failed,
        );
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
        assert!(self.failed > 0);
    }
}

#[test]
fn an_update_whose_file_calls_fail_is_recorded_or_told_of() {
    Ground::new(&["update", "jinhui", "58"], "store.db", "store.db").fire_at_all();
}

#[test]
fn an_import_whose_file_calls_fail_is_recorded_or_told_of() {
    Ground::new(&["import", "sheet.csv", "--yes"], "store.db", "store.db").fire_at_all();
}

#[test]
fn an_init_whose_file_calls_fail_makes_a_store_or_none() {
    // Its notes and categories are those of one language.
    Ground::new(&["init", "--sample", "--lang", "en"], "new.db", "new.db").fire_at_all();
}

#[test]
fn a_backup_whose_file_calls_fail_makes_a_copy_or_none() {
    Ground::new(&["backup", "copy.db"], "store.db", "copy.db").fire_at_all();
}
