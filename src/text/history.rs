//! The record: entries and what came with them.

use crate::model::{Deed, HistoryEntry, Language, Place, StageKind, State, Terms};

use super::check::noted;
use super::dates::{day, of_period};
use super::edited::{field, state};
use super::figures::percent;
use super::phrases::{pick, plain, say};
use super::terms::{goal_by, rest};

/// At most this many deeds are listed one by one.
const LISTED: usize = 12;

/// So many digits of an entry's hash are shown.
const HASH: usize = 8;

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
    let hash: String = entry.hash.chars().take(HASH).collect();
    head += &format!("  [{hash}]");
    if let Some(by) = entry.retracted_by {
        head += &say!(language, "  [taken back by #{by}]", "  【已由#{by}撤回】");
    }
    let mut lines = vec![head];
    for source in &entry.sources {
        let file = plain(&source.file);
        let hash: String = plain(&source.sha256).chars().take(12).collect();
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

pub(super) fn counts(language: Language, deeds: &[Deed]) -> String {
    let count = |is: fn(&Deed) -> bool| deeds.iter().filter(|deed| is(deed)).count();
    let kinds = [
        ("project", "项目", count(|d| matches!(d, Deed::Project(_)))),
        ("stage", "阶段", count(|d| matches!(d, Deed::Stage(_)))),
        (
            "target",
            "目标",
            count(|d| matches!(d, Deed::Revision { .. })),
        ),
        (
            "reading",
            "数据",
            count(|d| matches!(d, Deed::Reading { .. })),
        ),
        (
            "change",
            "变更",
            count(|d| matches!(d, Deed::Change { .. })),
        ),
        (
            "setting",
            "设置",
            count(|d| matches!(d, Deed::Setting { .. })),
        ),
        (
            "notice",
            "提示",
            count(|d| matches!(d, Deed::Notice { .. })),
        ),
    ];
    let shown: Vec<String> = kinds
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|(en, zh, count)| {
            let many = if *count == 1 { "" } else { "s" };
            say!(language, "{count} {en}{many}", "{zh}{count}")
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
            target: _,
            is_first,
            revision,
        } => {
            let (at, of) = (place(at), of_period(language, &revision.terms));
            let label = match revision.terms.label.as_str() {
                "" => String::new(),
                label => format!(" · {}", plain(label)),
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
                "{at}: {what} {terms}{of}{label}, decided on {on}{reason}",
                "{at}：{what}{terms}{of}{label}，{on}决定{reason}"
            )
        }
        Deed::Reading { place: at, reading } => {
            let at = place(at);
            let on = day(language, reading.as_of);
            let value = match reading.percent {
                Some(value) => percent(language, value),
                None => pick(language, "under way", "推进中").to_owned(),
            };
            let amount = reading.amount.map_or(String::new(), |amount| {
                say!(language, " ({amount})", "（{amount}）")
            });
            let texts = reading.remark.texts();
            let words: Vec<String> = texts.map(|text| plain(text).into_owned()).collect();
            let words = if words.is_empty() {
                String::new()
            } else {
                format!(" · {}", words.join(pick(language, "; ", "；")))
            };
            say!(
                language,
                "{at}: {value}{amount} on {on}{words}",
                "{at}：{on}{value}{amount}{words}"
            )
        }
        Deed::Change {
            place: at,
            field,
            old,
            new,
            decided_on,
            reason: why,
        } => {
            let at = place(at);
            let is_state = field == "state";
            let shown = |value: &Option<String>| match value.as_deref() {
                Some(text) if is_state => match State::from_id(text) {
                    Some(state) => self::state(language, state).to_owned(),
                    None => plain(text).into_owned(),
                },
                Some(text) if !text.is_empty() => plain(text).into_owned(),
                _ => pick(language, "none", "无").to_owned(),
            };
            let (old, new) = (shown(old), shown(new));
            let name = plain(self::field(language, field));
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
        Deed::Notice {
            place: at,
            finding,
            due,
        } => {
            let (at, noted) = (place(at), noted(language, finding, *due));
            say!(language, "{at}: check {noted}", "{at}：check{noted}")
        }
    }
}

/// The record does not know kinds of stages: all of a milestone is 100 %.
fn terms(language: Language, terms: &Terms) -> String {
    let mut parts = vec![goal_by(language, StageKind::Measured, terms)];
    parts.extend(rest(language, terms));
    parts.join(pick(language, ", ", "，"))
}

fn reason(language: Language, reason: Option<&str>) -> String {
    reason.map(plain).map_or(String::new(), |reason| {
        say!(language, ": {reason}", "：{reason}")
    })
}
