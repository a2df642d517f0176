//! Headings of groups and of the demo.

use crate::messages::In;
use crate::model::{Language, Project};
use crate::report::{Group, GroupKey};

use super::dates::period;
use super::names::project_name;
use super::phrases::{pick, plain, say};
use super::verdict::status;

/// What a group is called, with its sums.
pub fn group_name(language: Language, group: &Group<'_>, projects: &[Project]) -> Option<String> {
    let name = match group.key? {
        GroupKey::Text(text) => plain(text).into_owned(),
        GroupKey::Missing => pick(language, "(none)", "（无）").to_owned(),
        GroupKey::Status(key) => status(language, key, None),
        GroupKey::Period(key) => period(language, key),
        GroupKey::Project(place) => projects
            .get(place)
            .map(|project| project_name(language, project).into_owned())
            .unwrap_or_default(),
    };
    let line = group.summary.line();
    let sums = In(language, &line);
    Some(say!(language, "{name}: {sums}", "{name}：{sums}"))
}

/// What stands over the parts of the demo.
pub fn demo_headings(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => [
            "The first portfolio: Zhuangqiao Subdistrict's key projects, from its public report of mid-2021",
            "What `project check` would say that morning",
            "INVENTED readings follow, to show every lamp; they are not from the report",
            "The report three months later, with the invented readings",
        ],
        Language::Zh => [
            "示例项目库：庄桥街道2021年重点项目（数据来自其公开的半年报告）",
            "当天早晨 `project check` 的提示",
            "以下为虚构数据，仅用于展示各种状态，并非来自报告",
            "三个月后的报告（含虚构数据）",
        ],
    }
}
