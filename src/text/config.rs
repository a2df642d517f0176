//! Settings: what each is, what it takes, and what was set.

use crate::model::{Language, SettingKey};
use crate::report::said::SettingSaid;

use super::phrases::{pick, say};

/// The heads of the table's columns.
pub fn setting_headers(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["setting", "value", "default", "what it is"],
        Language::Zh => ["设置", "值", "默认", "说明"],
    }
}

/// What a setting is, in a word.
pub fn setting_about(language: Language, key: SettingKey) -> &'static str {
    let (en, zh) = match key {
        SettingKey::Rule => (
            "pace (speed needed) or gap (points behind)",
            "评判规则：pace（所需速度比）或gap（序时差）",
        ),
        SettingKey::PaceBehind => ("behind over this pace", "所需速度比大于此值为未达序时"),
        SettingKey::PaceCritical => ("critical over this pace", "所需速度比大于此值为严重滞后"),
        SettingKey::PaceAhead => ("ahead under this pace", "所需速度比小于此值为超序时"),
        SettingKey::GapBehind => (
            "behind if more points under the plan",
            "低于序时超过此百分点为未达序时",
        ),
        SettingKey::GapCritical => (
            "critical if more points under the plan",
            "低于序时超过此百分点为严重滞后",
        ),
        SettingKey::GapAhead => (
            "ahead if more points above the plan",
            "高于序时超过此百分点为超序时",
        ),
        SettingKey::StaleLeast => (
            "days for which no reading is stale",
            "进度在此天数内不算未更新",
        ),
        SettingKey::StaleMost => (
            "days after which any reading is stale",
            "进度超过此天数即为未更新",
        ),
        SettingKey::DueSoon => ("days left: due soon", "剩余天数不超过此值为即将到期"),
        SettingKey::Urgent => ("days left: urgent", "剩余天数不超过此值为临期"),
        SettingKey::MetGrace => (
            "days of grace for a first report of completion",
            "期限后首次报告完成的宽限天数",
        ),
        SettingKey::Period => (
            "current period: year, half, quarter or month",
            "当前期间：year、half、quarter或month",
        ),
        SettingKey::YearBegins => ("month in which the year begins", "年度起始月份"),
        SettingKey::Language => (
            "en or zh; not set: from LC_ALL or LANG",
            "语言：en或zh；未设则随LC_ALL或LANG",
        ),
        SettingKey::Before => (
            "how 四季度前 is read: strict or inclusive",
            "“四季度前”：strict指季初前，inclusive指季末前",
        ),
        SettingKey::Dates => (
            "03/04/2021 is 3 April (dmy) or 4 March (mdy)",
            "“03/04/2021”：dmy指4月3日，mdy指3月4日",
        ),
        SettingKey::CheckRepeat => (
            "check --new repeats after so many days",
            "check --new每隔此天数重复提醒；未设则不重复",
        ),
    };
    pick(language, en, zh)
}

/// A setting's value in a table; a dash where nothing is set.
pub fn setting_value(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}

/// What was set, and what it was.
pub fn setting_said(language: Language, said: &SettingSaid) -> String {
    let key = said.key.id();
    let not_set = pick(language, "not set", "未设");
    let word = |value: &str| match value {
        "" => not_set.to_owned(),
        value => value.to_owned(),
    };
    let (old, new) = (word(&said.old), word(&said.new));
    let default = if said.is_default {
        pick(language, " (the default)", "（默认）")
    } else {
        ""
    };
    match said.entry {
        Some(entry) => say!(
            language,
            "#{entry} {key}: {new}{default}, was {old}",
            "#{entry} {key}：{new}{default}，原为{old}"
        ),
        None => say!(
            language,
            "{key}: {new}{default} already, unchanged",
            "{key}：已是{new}{default}，未作改动"
        ),
    }
}
