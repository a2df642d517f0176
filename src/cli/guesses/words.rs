//! Words of other programs, and of Chinese, with the line to type instead.

/// A command that nobody has: what it is called, and the line to type instead, in which `{1}` and
/// `{2}` stand for the words behind it, `{rest}` for all of them, and `{1:CODE}` for what is said
/// where there is none.
pub(super) struct Guess {
    pub(super) words: &'static [&'static str],
    pub(super) line: &'static str,
}

pub(super) const GUESSES: &[Guess] = &[
    Guess {
        words: &[
            "what changed",
            "what has changed",
            "whats changed",
            "what is new",
            "whats new",
            "changed",
            "diff",
            "有何变化",
        ],
        line: "log --since DATE",
    },
    Guess {
        words: &[
            "stale",
            "owes",
            "who owes",
            "who has not reported",
            "unknown",
            "missing",
        ],
        line: "report --status unknown,unreported --group-by lead",
    },
    Guess {
        words: &["form", "forms", "填报表"],
        line: "export --form -o FOLDER",
    },
    Guess {
        words: &[
            "rm", "delete", "remove", "del", "drop", "cancel", "abandon", "删除", "取消",
        ],
        line: "edit {1:CODE} --state cancelled --reason ..",
    },
    Guess {
        words: &[
            "done", "finish", "finished", "complete", "完成", "办结", "完工",
        ],
        line: "update {1:CODE[/STAGE]} done",
    },
    Guess {
        words: &["start", "begin", "开工", "启动"],
        line: "update {1:CODE[/STAGE]} underway",
    },
    Guess {
        words: &[
            "set",
            "progress",
            "record",
            "log-progress",
            "report-progress",
            "更新",
            "上报",
            "填报",
            "进度",
        ],
        line: "update {rest:CODE[/STAGE] PERCENT}",
    },
    Guess {
        words: &["note", "comment", "annotate", "备注"],
        line: "update {1:CODE[/STAGE]} underway --note {2:TEXT}",
    },
    Guess {
        words: &["rename", "改名", "重命名"],
        line: "edit {1:CODE} --name {2:NAME}",
    },
    Guess {
        words: &["assign", "owner", "指派"],
        line: "edit {1:CODE} --lead {2:NAME}",
    },
    Guess {
        words: &[
            "join",
            "unite",
            "unify",
            "combine",
            "dedupe",
            "deduplicate",
            "dedup",
            "合并",
            "并入",
            "去重",
        ],
        line: "merge {1:FROM} {2:INTO}",
    },
    Guess {
        words: &["modify", "change", "修改", "编辑"],
        line: "edit {rest:CODE}",
    },
    Guess {
        words: &[
            "postpone",
            "defer",
            "delay",
            "extend",
            "reschedule",
            "move",
            "due",
            "deadline",
            "延期",
            "改期",
            "调整",
        ],
        line: "target {1:CODE[/STAGE]} --by {2:DATE} --reason ..",
    },
    Guess {
        words: &["goal", "plan", "milestone", "目标"],
        line: "target {rest:CODE[/STAGE] PERCENT --by DATE}",
    },
    Guess {
        words: &["pause", "suspend", "stop", "hold", "暂停"],
        line: "edit {1:CODE} --state suspended --reason ..",
    },
    Guess {
        words: &["resume", "reopen", "恢复"],
        line: "edit {1:CODE} --state active",
    },
    Guess {
        words: &["close", "archive", "关闭", "归档"],
        line: "edit {1:CODE} --state closed",
    },
    Guess {
        words: &["new", "create", "新增", "添加", "新建"],
        line: "add {rest:NAME}",
    },
    Guess {
        words: &["ls", "projects", "all", "列表", "项目", "清单"],
        line: "list {rest}",
    },
    Guess {
        words: &["get"],
        line: "list",
    },
    Guess {
        words: &[
            "describe", "view", "info", "open", "search", "find", "why", "explain", "cat", "查看",
            "查询", "搜索", "查找",
        ],
        line: "show {rest:CODE}",
    },
    Guess {
        words: &[
            "overdue",
            "late",
            "delayed",
            "behind",
            "what is late",
            "whats late",
            "what is overdue",
            "whats overdue",
            "逾期",
            "滞后",
        ],
        line: "report --late",
    },
    Guess {
        words: &["unreported", "silent", "应报未报"],
        line: "report --unreported",
    },
    Guess {
        words: &[
            "stats",
            "summary",
            "dashboard",
            "overview",
            "table",
            "报表",
            "报告",
            "通报",
            "汇总",
            "统计",
            "台账",
        ],
        line: "report {rest}",
    },
    Guess {
        words: &[
            "today",
            "remind",
            "reminders",
            "alert",
            "alerts",
            "今天",
            "提醒",
            "催报",
            "催办",
            "督办",
            "检查",
        ],
        line: "check",
    },
    Guess {
        words: &[
            "next",
            "upcoming",
            "soon",
            "agenda",
            "what is due",
            "whats due",
            "what is next",
            "whats next",
        ],
        line: "check --within 30d",
    },
    Guess {
        words: &[
            "history", "audit", "blame", "changes", "历史", "记录", "日志",
        ],
        line: "log {rest}",
    },
    Guess {
        words: &["revert", "rollback", "reset", "撤销", "撤回"],
        line: "retract {rest}",
    },
    Guess {
        words: &["load", "read", "导入"],
        line: "import {rest:FILE}",
    },
    Guess {
        words: &["dump", "save", "download", "导出"],
        line: "export {rest}",
    },
    Guess {
        words: &["fsck", "doctor", "validate", "校验"],
        line: "verify",
    },
    Guess {
        words: &[
            "settings",
            "setting",
            "configure",
            "options",
            "设置",
            "配置",
        ],
        line: "config {rest}",
    },
    Guess {
        words: &["completion", "autocomplete"],
        line: "completions {rest:SHELL}",
    },
    Guess {
        words: &["setup", "初始化"],
        line: "init",
    },
    Guess {
        words: &["version"],
        line: "--version",
    },
    Guess {
        words: &["quit", "exit", "帮助"],
        line: "--help",
    },
];

/// Options of one command that do what another command does.
pub(super) const OPTIONS: &[(&str, &[&str], &str)] = &[
    (
        "edit",
        &["--due", "--by", "--deadline"],
        "target {1:CODE} --by {value:DATE} --reason ..",
    ),
    (
        "edit",
        &["--progress", "--percent"],
        "update {1:CODE} {value:PERCENT}",
    ),
    ("edit", &["--target"], "target {1:CODE} {value:PERCENT}"),
    (
        "update",
        &["--by", "--due", "--deadline"],
        "target {1:CODE} --by {value:DATE} --reason ..",
    ),
    ("update", &["--target"], "target {1:CODE} {value:PERCENT}"),
    (
        "update",
        &["--percent", "--progress", "--figure"],
        "update {1:CODE} {value:PERCENT}",
    ),
    ("list", &["--late", "--overdue"], "report --late"),
    ("list", &["--status"], "report --status {value:STATUS}"),
    ("list", &["--lead", "--owner"], "report --lead {value:NAME}"),
    (
        "list",
        &["--unit", "--department"],
        "report --unit {value:UNIT}",
    ),
    (
        "list",
        &["--category"],
        "report --category {value:CATEGORY}",
    ),
    (
        "target",
        &["--lead", "--owner"],
        "edit {1:CODE} --lead {value:NAME}",
    ),
    ("init", &["--demo", "--example"], "init --sample"),
    ("update", &["--file", "--csv", "--input", "-f"], FROM_FILE),
    ("report", &["--project", "--code"], "show {value:CODE}"),
    ("status", &["--project", "--code"], "show {value:CODE}"),
    (
        "log",
        &["-n", "--last", "--limit", "--tail"],
        "log {rest} --since DATE",
    ),
];

/// Words of the lines above that are neither commands nor options, nor what a value is called, in
/// Chinese.
pub(super) const OURS: &[(&str, &str)] = &[
    ("done", "完成"),
    ("underway", "推进中"),
    ("active", "进行中"),
    ("suspended", "暂停"),
    ("cancelled", "取消"),
    ("closed", "办结"),
    ("unknown,unreported", "暂不评定,应报未报"),
    ("lead", "负责人"),
    ("FOLDER", "目录"),
    ("30d", "30天"),
    ("..", "理由"),
];

/// Stands for the line that reads a file.
pub(super) const FROM_FILE: &str = "{file}";

/// What an option of some commands is called elsewhere.
pub(super) const RENAMED: &[(&[&str], &[&str], &str)] = &[
    (
        &["target", "edit", "retract", "undo"],
        &["-m", "--note", "--comment", "--message", "--why"],
        "--reason",
    ),
    (&["target"], &["--until", "--before", "--to"], "--by"),
    (&["add"], &["--until", "--before", "--to"], "--due"),
];

/// What an option is called in other programs, or in Chinese.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("责任单位", "--unit"),
    ("单位", "--unit"),
    ("负责人", "--lead"),
    ("责任人", "--lead"),
    ("类别", "--category"),
    ("期限", "--due"),
    ("时限", "--due"),
    ("完成时限", "--due"),
    ("进度", "--progress"),
    ("目标", "--target"),
    ("备注", "--note"),
    ("说明", "--note"),
    ("问题", "--problem"),
    ("日期", "--on"),
    ("状态", "--status"),
    ("due", "--due"),
    ("by", "--by"),
    ("owner", "--lead"),
    ("lead", "--lead"),
    ("unit", "--unit"),
    ("category", "--category"),
    ("project", "--code"),
    ("status", "--status"),
    ("note", "--note"),
];
