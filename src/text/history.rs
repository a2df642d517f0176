//! The record: entries and what came with them.

use crate::model::{Deed, HistoryEntry, Language, Place, Terms};
use crate::report::TakenBack;

use super::check::noted;
use super::edited::field;
use super::{day, percent, period, pick, plain, say};

/// At most this many deeds are listed one by one.
const LISTED: usize = 12;

/// An entry: its head, and what came with it, a line each. Large ones are counted instead, unless
/// all is asked for.
pub fn entry(language: Language, entry: &HistoryEntry, at: &str, with_all: bool) -> Vec<String> {
    let number = entry.number;
    let (who, command) = (plain(&entry.who), plain(&entry.command));
    let mut head = say!(
        language,
        "#{number}  {at}  {who}: {command}",
        "#{number}  {at}  {who}：{command}"
    );
    if let Some(by) = entry.retracted_by {
        head += &say!(language, "  [taken back by #{by}]", "  【已由#{by}撤回】");
    }
    let mut lines = vec![head];
    for source in &entry.sources {
        let file = plain(&source.file);
        let hash: String = source.sha256.chars().take(12).collect();
        lines.push(say!(
            language,
            "    from {file} (SHA-256 {hash}..)",
            "    来自{file}（SHA-256 {hash}…）"
        ));
    }
    if entry.deeds.len() > LISTED && !with_all {
        lines.push(format!("    {}", counts(language, &entry.deeds)));
    } else {
        let deeds = entry
            .deeds
            .iter()
            .map(|deed| format!("    {}", self::deed(language, deed)));
        lines.extend(deeds);
    }
    lines
}

fn counts(language: Language, deeds: &[Deed]) -> String {
    let count = |is: fn(&Deed) -> bool| deeds.iter().filter(|deed| is(deed)).count();
    let kinds = [
        ("projects", "项目", count(|d| matches!(d, Deed::Project(_)))),
        ("stages", "阶段", count(|d| matches!(d, Deed::Stage(_)))),
        (
            "targets",
            "目标",
            count(|d| matches!(d, Deed::Revision { .. })),
        ),
        (
            "readings",
            "数据",
            count(|d| matches!(d, Deed::Reading { .. })),
        ),
        (
            "changes",
            "变更",
            count(|d| matches!(d, Deed::Change { .. })),
        ),
        (
            "settings",
            "设置",
            count(|d| matches!(d, Deed::Setting { .. })),
        ),
        (
            "notices",
            "提示",
            count(|d| matches!(d, Deed::Notice { .. })),
        ),
    ];
    let shown: Vec<String> = kinds
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|(en, zh, count)| {
            let name = pick(language, en, zh);
            say!(language, "{count} {name}", "{name}{count}")
        })
        .collect();
    shown.join(pick(language, ", ", "，"))
}

fn place(place: &Place) -> String {
    match &place.stage {
        Some(stage) => format!("{}/{stage}", place.project),
        None => place.project.to_string(),
    }
}

/// One thing that came with an entry.
pub(super) fn deed(language: Language, deed: &Deed) -> String {
    match deed {
        Deed::Project(at) => {
            let at = place(at);
            say!(language, "{at}: project added", "{at}：添加项目")
        }
        Deed::Stage(at) => {
            let at = place(at);
            say!(language, "{at}: stage added", "{at}：添加阶段")
        }
        Deed::Revision {
            place: at,
            period: of,
            label,
            is_first,
            revision,
        } => {
            let (at, of) = (place(at), period(language, *of));
            let label = if label.is_empty() {
                String::new()
            } else {
                format!(" {}", plain(label))
            };
            let terms = terms(language, &revision.terms);
            let what = if *is_first {
                pick(language, "target", "目标")
            } else {
                pick(language, "target revised", "修订目标")
            };
            let reason = reason(language, revision.reason.as_deref());
            let on = day(language, revision.decided_on);
            say!(
                language,
                "{at}: {what} {terms} · {of}{label}, decided on {on}{reason}",
                "{at}：{what}{terms} · {of}{label}，{on}决定{reason}"
            )
        }
        Deed::Reading { place: at, reading } => {
            let at = place(at);
            let on = day(language, reading.as_of);
            let value = match reading.percent {
                Some(value) => percent(language, value),
                None => pick(language, "under way", "推进中").to_owned(),
            };
            let amount = reading
                .amount
                .map_or(String::new(), |amount| format!(" ({amount})"));
            let remark = &reading.remark;
            let words: Vec<String> = [&remark.note, &remark.problem, &remark.next_step]
                .into_iter()
                .flatten()
                .map(|text| plain(text).into_owned())
                .collect();
            let words = if words.is_empty() {
                String::new()
            } else {
                format!(" · {}", words.join("; "))
            };
            say!(
                language,
                "{at}: {value}{amount} on {on}{words}",
                "{at}：{on}{value}{amount}{words}"
            )
        }
        Deed::Change {
            place: at,
            field: name,
            old,
            new,
            decided_on,
            reason: why,
        } => {
            let (at, name) = (place(at), field(language, name));
            let shown = |value: &Option<String>| match value.as_deref() {
                Some(text) if !text.is_empty() => plain(text).into_owned(),
                _ => pick(language, "none", "无").to_owned(),
            };
            let (old, new) = (shown(old), shown(new));
            let since = decided_on.map_or(String::new(), |on| {
                let on = day(language, on);
                say!(language, " since {on}", "，自{on}起")
            });
            let reason = reason(language, why.as_deref());
            say!(
                language,
                "{at}: {name} {new} (was {old}){since}{reason}",
                "{at}：{name}{new}（原为{old}）{since}{reason}"
            )
        }
        Deed::Retraction {
            retracted,
            reason: why,
        } => {
            let reason = reason(language, Some(why));
            say!(
                language,
                "took back #{retracted}{reason}",
                "撤回#{retracted}{reason}"
            )
        }
        Deed::Setting { key, value } => {
            let (key, value) = (plain(key), plain(value));
            if value.is_empty() {
                say!(
                    language,
                    "setting {key}: the default again",
                    "设置{key}：恢复默认"
                )
            } else {
                say!(language, "setting {key}: {value}", "设置{key}：{value}")
            }
        }
        Deed::Notice { place: at, finding } => {
            let (at, noted) = (place(at), noted(language, finding));
            say!(language, "{at}: check {noted}", "{at}：check{noted}")
        }
    }
}

fn terms(language: Language, terms: &Terms) -> String {
    let goal = percent(language, terms.percent);
    match terms.due {
        Some(due) => {
            let due = day(language, due);
            say!(language, "{goal} by {due}", "{due}前{goal}")
        }
        None => say!(language, "{goal}, undated", "{goal}，未设期限"),
    }
}

fn reason(language: Language, reason: Option<&str>) -> String {
    reason.map(plain).map_or(String::new(), |reason| {
        say!(language, ": {reason}", "：{reason}")
    })
}

/// An entry just taken back, and what counts again.
pub fn taken_back(language: Language, taken: &TakenBack<'_>) -> String {
    let (by, number) = (taken.by, taken.entry.number);
    let command = plain(&taken.entry.command);
    let mut line = say!(
        language,
        "#{by} took back #{number} ({command})",
        "#{by} 已撤回#{number}（{command}）"
    );
    match taken.entry.deeds.as_slice() {
        [Deed::Reading { place: at, reading }] => {
            let gone = deed(
                language,
                &Deed::Reading {
                    place: at.clone(),
                    reading: reading.clone(),
                },
            );
            line += &say!(language, ": {gone}", "：{gone}");
            let stage = taken
                .after
                .iter()
                .find(|p| p.facts.code == at.project)
                .and_then(|p| {
                    let code = at.stage.as_ref()?;
                    p.stages.iter().find(|stage| stage.facts.code == *code)
                });
            let now = match stage.and_then(|stage| stage.figures.last()) {
                Some(figure) => {
                    let (value, on) = (percent(language, figure.percent), day(language, figure.on));
                    say!(language, "{value} on {on}", "{on}{value}")
                }
                None => pick(language, "no figure", "无数值").to_owned(),
            };
            line += &say!(language, "; it stands again at {now}", "；现以{now}为准");
        }
        [] => {}
        deeds => {
            let counts = counts(language, deeds);
            line += &say!(language, ": {counts}", "：{counts}");
        }
    }
    line
}
