//! What a command did, said to the user.

use crate::error::{RowWarning, Warning};
use crate::model::{Language, typed};
use crate::report::said::{Counts, Imported, Said};

use super::dates::day;
use super::figures::percent;
use super::names::place;
use super::phrases::{pick, plain, say};
use super::rows::{LISTED, bad_row, row_count};

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
            let (path, count) = (plain(&path), flaws.len());
            let things = if count == 1 { "thing" } else { "things" };
            let head = say!(
                language,
                "warning: {path} and so its copy have {count} {things} not as they must be:",
                "提示：{path}及其副本有{count}处问题："
            );
            vec![head + &super::flaw::listed(language, flaws)]
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
    if imported.skipped_count > 0 {
        let count = imported.skipped_count;
        let rows = if count == 1 { "row" } else { "rows" };
        lines.push(say!(
            language,
            "skipped {count} {rows} (--skip-bad):",
            "跳过{count}行（--skip-bad）："
        ));
        lines.extend(
            imported
                .skipped
                .iter()
                .take(LISTED)
                .map(|bad| format!("  {}", bad_row(language, bad))),
        );
        let shown = imported.skipped.get(..LISTED).unwrap_or(&imported.skipped);
        let more = count.saturating_sub(row_count(shown));
        if more > 0 {
            lines.push(say!(language, "  … and {more} more", "  ……另有{more}行"));
        }
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
        .map(|row| warning(language, row))
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
        lines.push(warning(language, first));
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

fn warning(language: Language, row: &RowWarning) -> String {
    let place = place(language, &row.file, row.row);
    let text = match &row.warning {
        Warning::DueBeforeStart { due, start } => {
            let (due, start) = (day(language, *due), day(language, *start));
            say!(
                language,
                "due {due} lies before start {start}; the day before the due day is taken as the start of the plan",
                "期限{due}早于开始日{start}；计划自期限前一日起算"
            )
        }
        Warning::PointOutside { on, from, due } => {
            let (shown, due) = (day(language, *on), day(language, *due));
            match from
                .filter(|from| on < from)
                .map(|from| day(language, from))
            {
                Some(from) => say!(
                    language,
                    "plan point {shown} is left out of the plan, which begins on {from}",
                    "计划节点{shown}早于计划开始日{from}，不计入计划"
                ),
                None => say!(
                    language,
                    "plan point {shown} is left out of the plan: it is not before the due day {due}",
                    "计划节点{shown}不早于期限{due}，不计入计划"
                ),
            }
        }
        Warning::Cut { text, percent } => {
            let (text, percent) = (plain(text), self::percent(language, *percent));
            say!(language, "{text} taken as {percent}", "{text}取为{percent}")
        }
        Warning::Lower {
            percent,
            before,
            on,
        } => {
            let on = day(language, *on);
            say!(
                language,
                "{percent} is lower than {before} on {on}",
                "{percent}低于{on}的{before}"
            )
        }
        Warning::BaselineIgnored {
            declared,
            reading,
            on,
        } => {
            let (declared, reading) = (percent(language, *declared), percent(language, *reading));
            let on = day(language, *on);
            say!(
                language,
                "the declared baseline {declared} gives way to the reading {reading} of {on}",
                "设定的基期{declared}不采用，以{on}的{reading}为准"
            )
        }
        Warning::StartWithoutPercent { on, first } => {
            let (at, first_on) = (*on, day(language, first.on));
            let on = day(language, *on);
            say!(
                language,
                "nothing says where it stood on {on}, so its plan begins with the first figure, of {first_on}; to say it, write {at}:PERCENT in the column baseline",
                "{on}的起点进度不明，计划自首个数据（{first_on}）起算；如要注明，请在baseline列填写{at}:百分比"
            )
        }
        Warning::EarlierTerms => pick(
            language,
            "these are the target's terms of before it was revised; nothing changed, and to go back to them use `project target`",
            "所列为该目标修订前的内容，未作改动；如要恢复，请用 project target",
        )
        .to_owned(),
        Warning::UncertainAlias { alias, code } => {
            let alias = plain(alias);
            say!(
                language,
                "'{alias}' is taken for {code}, of which it is an alias that is not certain",
                "“{alias}”按{code}处理，该别名尚未确认"
            )
        }
    };
    say!(
        language,
        "warning: {place}: {text}",
        "提示：{place}：{text}"
    )
}
