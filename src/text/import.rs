//! What a command did, said to the user.

use crate::messages::{In, Lines, Problems, Rows, Warning};
use crate::model::Counts;
use crate::model::{Language, typed};
use crate::report::said::{Imported, Said};

use super::phrases::{pick, plain, say};

/// What there is to say, line by line.
pub fn said(language: Language, said: &Said) -> Vec<String> {
    match said {
        Said::Created {
            path,
            is_path_given,
            with_sample,
        } => {
            let path = path.display().to_string();
            let path = plain(&path);
            let db = if *is_path_given {
                format!(" --db {}", typed(&path))
            } else {
                String::new()
            };
            vec![if *with_sample {
                say!(
                    language,
                    "created {path} with the first portfolio (49 projects); next: project report --as-of 2021-08-01{db}",
                    "已建立{path}，并载入示例项目库（49个项目）；下一步：project report --as-of 2021-08-01{db}"
                )
            } else {
                say!(
                    language,
                    "created {path}; next: project add NAME{db}, or project import FILE..{db}",
                    "已建立{path}；下一步：project add 名称{db}，或 project import 文件..{db}"
                )
            }]
        }
        Said::Imported(imported) => self::imported(language, imported),
        Said::Restored {
            entries,
            is_dry_run,
        } => vec![if *is_dry_run {
            let noun = entries_noun(*entries);
            say!(
                language,
                "would restore {entries} {noun}; nothing written (--dry-run)",
                "将恢复{entries}条记录；未写入（--dry-run）"
            )
        } else {
            let noun = entries_noun(*entries);
            say!(
                language,
                "restored {entries} {noun}",
                "已恢复{entries}条记录"
            )
        }],
        Said::ReadAs { file, encoding } => {
            let file = plain(file);
            vec![say!(
                language,
                "{file}: read as {encoding}",
                "{file}：按{encoding}编码读取"
            )]
        }
        Said::Sound {
            path,
            entries,
            head,
            kept,
        } => {
            let path = path.display().to_string();
            let path = plain(&path);
            let noun = entries_noun(*entries);
            let mut line = say!(
                language,
                "{path}: sound, {entries} {noun}, head {head}",
                "{path}：完好，共{entries}条记录，链首{head}"
            );
            if let Some(kept) = kept.as_deref().map(plain) {
                line += &say!(
                    language,
                    "; {kept} is part of it",
                    "；{kept}仍在其中"
                );
            }
            vec![line]
        }
        Said::Flawed { path, flaws } => {
            let path = path.display().to_string();
            let path = plain(&path);
            let (count, flaws) = (Problems(flaws.len()), Lines(flaws.clone()));
            let (count, flaws) = (In(language, &count), In(language, &flaws));
            vec![say!(
                language,
                "warning: {path} has {count}, and so has its copy; `project verify` says what to do:{flaws}",
                "提示：{path}及其副本有{count}：{flaws}"
            )]
        }
        Said::OtherLinks(path) => {
            let path = path.display().to_string();
            let path = plain(&path);
            vec![say!(
                language,
                "warning: {path} has a second name (a hard link); after a crash the store can be read under the name it was written by only; remove the other one",
                "提示：{path}另有一个文件名（硬链接）；若写入中断，只有以写入时的文件名才能读取完整的库；请删除另一个文件名"
            )]
        }
        Said::ClockBehind {
            entry,
            recorded_at,
            now,
        } => vec![say!(
            language,
            "warning: entry #{entry} was recorded at {recorded_at}, and this machine's clock says {now}; one of the two is wrong",
            "提示：第#{entry}条的记录时间是{recorded_at}，而本机时钟为{now}；其中之一有误"
        )],
        Said::Wrote(paths) => paths
            .iter()
            .map(|path| {
                let path = path.display().to_string();
                let path = plain(&path);
                say!(language, "wrote {path}", "已写入{path}")
            })
            .collect(),
        Said::NothingYet => vec![
            pick(
                language,
                "the store holds no project yet; next: project add NAME, or project import FILE..",
                "库中尚无项目；下一步：project add 名称，或 project import 文件..",
            )
            .to_owned(),
        ],
        Said::NoReadings => vec![
            pick(
                language,
                "standard input held no reading, nothing was recorded; expected lines such as: CODE[/STAGE] PERCENT [DATE] [note]",
                "标准输入中没有数据，未记录任何内容；每行应为：代码[/阶段] 百分数 [日期] [说明]",
            )
            .to_owned(),
        ],
        Said::NoEntries => vec![
            pick(
                language,
                "no entry to show; the whole record is `project log`",
                "没有可显示的记录；全部记录见 project log",
            )
            .to_owned(),
        ],
        Said::NoTargets => vec![
            pick(
                language,
                "no targets yet; set one: project target CODE 100 --by DATE",
                "尚未设定目标；下一步：project target 代码 100 --by 时限",
            )
            .to_owned(),
        ],
    }
}

/// The noun for so many entries, in English.
fn entries_noun(count: usize) -> &'static str {
    if count == 1 { "entry" } else { "entries" }
}

fn imported(language: Language, imported: &Imported) -> Vec<String> {
    let mut lines = warnings(language, imported);
    if imported.skipped.count > 0 {
        let rows = Rows(imported.skipped.count);
        let (rows, bad) = (In(language, &rows), In(language, &imported.skipped));
        lines.push(say!(
            language,
            "skipped {rows} (--skip-bad):{bad}",
            "跳过{rows}（--skip-bad）：{bad}"
        ));
    }
    let kinds: [(&str, &str, Counts); 6] = [
        ("projects", "项目", imported.projects),
        ("states", "状态", imported.states),
        ("stages", "阶段", imported.stages),
        ("targets", "目标", imported.targets),
        ("readings", "数据", imported.readings),
        ("settings", "设置", imported.settings),
    ];
    let shown: Vec<String> = kinds
        .iter()
        .filter(|(.., counts)| *counts != Counts::default())
        .map(|(en, zh, counts)| {
            let name = pick(language, en, zh);
            let Counts {
                added,
                revised,
                unchanged,
            } = *counts;
            let mut parts = vec![say!(language, "{added} {name}", "{name}{added}")];
            if revised > 0 {
                parts.push(say!(language, "{revised} revised", "修订{revised}"));
            }
            if unchanged > 0 {
                parts.push(say!(language, "{unchanged} unchanged", "不变{unchanged}"));
            }
            parts.join(pick(language, " + ", "+"))
        })
        .collect();
    let shown = if shown.is_empty() {
        pick(language, "no rows", "无数据行").to_owned()
    } else {
        shown.join(pick(language, ", ", "，"))
    };
    lines.push(match (imported.is_dry_run, imported.entry) {
        (true, _) => say!(
            language,
            "would import {shown}; nothing written (--dry-run)",
            "将导入{shown}；未写入（--dry-run）"
        ),
        (false, Some(entry)) => say!(
            language,
            "#{entry} imported {shown}",
            "#{entry} 已导入{shown}"
        ),
        (false, None) => say!(
            language,
            "nothing to import: {shown}",
            "没有需要导入的内容：{shown}"
        ),
    });
    lines
}

/// Warnings about single rows; common ones are told once.
fn warnings(language: Language, imported: &Imported) -> Vec<String> {
    let mut lines: Vec<String> = imported
        .warnings
        .iter()
        .map(|row| In(language, row).to_string())
        .collect();
    let more = imported.warning_count.saturating_sub(lines.len());
    if more > 0 {
        lines.push(say!(
            language,
            "warning: … and {more} more",
            "提示：……另有{more}条"
        ));
    }
    for (first, more) in &imported.common {
        lines.push(In(language, first).to_string());
        if *more == 0 {
            continue;
        }
        lines.push(match first.warning {
            Warning::StartWithoutPercent { .. } => say!(
                language,
                "warning: … and {more} more starts without a percent",
                "提示：……另有{more}个目标缺起点进度"
            ),
            _ => say!(
                language,
                "warning: … and {more} more figures lower than the one before",
                "提示：……另有{more}个数值低于前值"
            ),
        });
    }
    lines
}
