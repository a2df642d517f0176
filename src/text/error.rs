//! Errors: what was wrong, what was expected, and the next thing to try, in one line.

use crate::error::{Error, FormatProblem, StoreProblem, ValueProblem};
use crate::model::{CodeError, DayError, Language, PercentError, seen_lines};

use super::{check, config, pick, plain, say};

/// An error in one line; bad rows follow in a line each.
pub fn error(language: Language, error: &Error) -> String {
    let text = match error {
        Error::Store { path, problem } => {
            let path = plain(&path.display().to_string()).into_owned();
            store(language, &path, problem)
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
        Error::NotInChain { path, kept } => {
            let path = plain(&path.display().to_string()).into_owned();
            let kept = plain(kept);
            say!(
                language,
                "{path}: {kept} is not part of this record; it was changed since, or is another one: compare it with a backup",
                "{path}：{kept}不在此记录中；记录已被改动，或不是同一记录：请与备份核对"
            )
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

pub(super) fn list(language: Language, items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| plain(item).into_owned()).collect();
    items.join(pick(language, ", ", "、"))
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

fn store(language: Language, path: &str, problem: &StoreProblem) -> String {
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
            "{path}: the file is empty, not a store; restore a backup, or remove it and run `project init`",
            "{path}：文件是空的，不是库文件；请恢复备份，或删除后运行 project init"
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
        StoreProblem::Older { found, known } => say!(
            language,
            "{path}: of an older version (schema {found}, now {known}); the next command that writes brings it up to date and leaves a copy beside it, such as `project config lang en`",
            "{path}：版本较旧（架构{found}，现为{known}）；下一条写入命令会自动升级并在旁边留一份副本，例如 project config lang zh"
        ),
        StoreProblem::Damaged(what) => {
            let what = plain(what);
            say!(
                language,
                "{path}: the store is damaged, or the disk cannot be read ({what}); try again, and if it stays so restore a backup",
                "{path}：库文件已损坏，或磁盘无法读取（{what}）；请重试，若仍如此请恢复备份"
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
        StoreProblem::NotEmpty => say!(
            language,
            "{path}: a whole record goes only into an empty store, and this one holds entries; make a new one with `project init --db FILE`",
            "{path}：完整记录只能导入空库，而此库已有记录；请用 project init --db 新建"
        ),
    }
}

fn format_problem(language: Language, problem: &FormatProblem) -> String {
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
        FormatProblem::JsonRule(what) => {
            let what = plain(what);
            say!(
                language,
                "the record breaks a rule of the store, nothing was written ({what}); take a file that `project export` wrote",
                "记录违反库的规则，未写入任何内容（{what}）；请使用 project export 导出的文件"
            )
        }
        FormatProblem::JsonFlaws(flaws) => {
            let flaws = super::flaw::listed(language, flaws);
            say!(
                language,
                "the record is not as it must be, nothing was written; take a file that `project export` wrote:{flaws}",
                "记录存在问题，未写入任何内容；请使用 project export 导出的文件：{flaws}"
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
            let what = super::record::problem(language, problem);
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
        FormatProblem::LongText { line, most } => {
            let most = size(*most);
            say!(
                language,
                "line {line} holds a text longer than {most}, the most a text may have; take a file that `project export` wrote",
                "第{line}行有文本超过{most}（上限）；请使用 project export 导出的文件"
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
        FormatProblem::Ending(ending) => {
            let ending = plain(ending);
            say!(
                language,
                "the ending '{ending}' names no format; use .txt, .json or .csv, or give --format",
                "扩展名“{ending}”不对应任何格式；请用 .txt、.json 或 .csv，或加 --format"
            )
        }
    }
}

/// Bytes as they are counted in limits: `1 MiB`.
fn size(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mebibytes => format!("{mebibytes} MiB"),
    }
}

pub(super) fn percent_error(language: Language, error: PercentError) -> String {
    match error {
        PercentError::Empty => say!(language, "a percent is missing", "缺少百分数"),
        PercentError::NotANumber => say!(
            language,
            "not a percent; expected a number from 0 to 100 such as 72 or 72.5",
            "不是百分数；应为0到100的数字，如72或72.5"
        ),
        PercentError::Negative => say!(
            language,
            "below 0; a percent is from 0 to 100",
            "小于0；百分数应在0到100之间"
        ),
        PercentError::Over100 => say!(
            language,
            "over 100; a percent is from 0 to 100",
            "大于100；百分数应在0到100之间"
        ),
        PercentError::TooManyDecimals => say!(
            language,
            "more than two decimals; a percent is exact in hundredths",
            "超过两位小数；百分数最多两位小数"
        ),
    }
}

pub(super) fn day_error(language: Language, error: DayError) -> String {
    match error {
        DayError::Empty => say!(language, "a date is missing", "缺少日期"),
        DayError::Form => say!(
            language,
            "not a date; expected one such as 2021-10-31",
            "不是日期；应如2021-10-31"
        ),
        DayError::NoSuchDay => say!(
            language,
            "there is no such day; expected one such as 2021-10-31",
            "没有这一天；应如2021-10-31"
        ),
    }
}

pub(super) fn code(language: Language, error: CodeError) -> String {
    match error {
        CodeError::Empty => say!(language, "a code is missing", "缺少代码"),
        CodeError::Slash => say!(
            language,
            "a code has no '/', which stands between project and stage",
            "代码中不能有“/”，它用于分隔项目和阶段"
        ),
        CodeError::Mark => say!(
            language,
            "a code does not begin with any of # - = + @ ' ~",
            "代码不能以#、-、=、+、@、'或~开头"
        ),
        CodeError::Space => say!(
            language,
            "a code has no white space and nothing invisible; write a hyphen instead",
            "代码中不能有空白或不可见字符；请改用连字符"
        ),
        CodeError::Shell(sign) => say!(
            language,
            "a code has no '{sign}', which a shell would interpret; write a hyphen instead",
            "代码中不能有“{sign}”，命令行会另作解释；请改用连字符"
        ),
        CodeError::TooLong => say!(
            language,
            "a code has at most 100 characters",
            "代码最多100个字符"
        ),
    }
}

pub(super) fn period_error(language: Language) -> String {
    say!(
        language,
        "not a period; expected 2021, 2021H2, 2021Q4, 2021-11 or 2021-07-01..2021-09-15",
        "不是期间；应如2021、2021H2、2021Q4、2021-11或2021-07-01..2021-09-15"
    )
}

pub(super) fn choice(language: Language, choices: &[&str]) -> String {
    let choices = choices.join(pick(language, ", ", "、"));
    say!(language, "expected one of {choices}", "应为{choices}之一")
}

fn value_problem(language: Language, problem: &ValueProblem) -> String {
    match problem {
        ValueProblem::Day(error) => day_error(language, *error),
        ValueProblem::Period => period_error(language),
        ValueProblem::Instant(_) => say!(
            language,
            "not an instant; expected RFC 3339 such as 2021-08-01T09:00:00+08:00",
            "不是时刻；应为RFC 3339格式，如2021-08-01T09:00:00+08:00"
        ),
        ValueProblem::Zone => say!(
            language,
            "this machine knows no such time zone; expected a name such as Asia/Shanghai, or CST-8",
            "本机没有此时区；应如Asia/Shanghai或CST-8"
        ),
        ValueProblem::Choice(choices) => choice(language, choices),
        ValueProblem::DaysAhead(most) => check::days_ahead(language, *most),
        ValueProblem::Setting(takes) => config::expected(language, takes),
        ValueProblem::NoneHas(there) => {
            let there = list(language, there);
            if there.is_empty() {
                say!(language, "no project has any", "没有项目填写此项")
            } else {
                say!(
                    language,
                    "no project has it; there are {there}",
                    "没有项目为此值；现有{there}"
                )
            }
        }
        ValueProblem::OnlyLooks => say!(
            language,
            "looks back and cannot go with a command that records; leave it out",
            "只用于查看，不能与记录命令同用；请去掉"
        ),
        ValueProblem::NotWithNew => say!(
            language,
            "looks at another day and cannot go with --new, which remembers what it tells; leave one of them out",
            "用于查看其他日期，不能与记住提示的--new同用；请去掉其一"
        ),
        ValueProblem::Head => say!(
            language,
            "not a head; expected the number of an entry and 16 or more digits of its hash, as `project verify` prints it: 12:9f3a-..",
            "不是链首；应为记录编号和其哈希的16位以上数字，如 project verify 所示：12:9f3a-…"
        ),
        ValueProblem::NeedsFolder => say!(
            language,
            "CSV is several files; name a folder with -o FOLDER",
            "CSV为多个文件；请用 -o 指定目录"
        ),
    }
}
