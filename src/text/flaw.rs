//! What `verify` finds.

use crate::error::Flaw;
use crate::model::Language;

use super::{plain, say};

/// All flaws of a store: how many, what to do, and a line each.
pub(super) fn flaws(language: Language, path: &str, flaws: &[Flaw]) -> String {
    let count = flaws.len();
    let things = if count == 1 { "thing" } else { "things" };
    let mut text = say!(
        language,
        "{path}: {count} {things} not as they must be; restore a backup, and keep this file to see what happened:",
        "{path}：发现{count}处问题；请恢复备份，并保留此文件以便查明原因："
    );
    text.push_str(&listed(language, flaws));
    text
}

/// A line each.
pub(super) fn listed(language: Language, flaws: &[Flaw]) -> String {
    let lines = flaws
        .iter()
        .map(|flaw| format!("\n  {}", self::flaw(language, flaw)));
    lines.collect()
}

fn flaw(language: Language, flaw: &Flaw) -> String {
    match flaw {
        Flaw::Integrity(what) => {
            let what = plain(what);
            say!(language, "file: {what}", "文件：{what}")
        }
        Flaw::Orphan {
            table,
            parent,
            count,
        } => {
            let (table, parent) = (plain(table), plain(parent));
            say!(
                language,
                "table {table}: {count} rows refer to rows of {parent} that are not there",
                "表{table}：有{count}行引用了{parent}中不存在的行"
            )
        }
        Flaw::Missing(name) => {
            let name = plain(name);
            say!(language, "schema: {name} is missing", "架构：缺少{name}")
        }
        Flaw::Altered(name) => {
            let name = plain(name);
            say!(
                language,
                "schema: {name} was altered",
                "架构：{name}已被改动"
            )
        }
        Flaw::Stray(name) => {
            let name = plain(name);
            say!(
                language,
                "schema: {name} does not belong here",
                "架构：多出{name}"
            )
        }
        Flaw::Value { table, what } => {
            let what = plain(what);
            say!(language, "{table}: {what}", "{table}：{what}")
        }
        Flaw::EntryGap { expected, found } => say!(
            language,
            "entries: #{found} stands where #{expected} should",
            "记录：应为#{expected}处是#{found}"
        ),
        Flaw::NoTerms(place) => {
            let place = plain(place);
            say!(
                language,
                "target {place}: it has no terms",
                "目标{place}：没有内容"
            )
        }
        Flaw::CarriedFrom(place) => {
            let place = plain(place);
            say!(
                language,
                "target {place}: it carries on a target of another stage, or of no earlier period",
                "目标{place}：结转来源不是同一阶段的更早期间"
            )
        }
        Flaw::ChangedStage { entry } => say!(
            language,
            "#{entry}: a change names a stage of another project",
            "#{entry}：变更所指阶段属于其他项目"
        ),
        Flaw::CodeKey(code) => {
            let code = plain(code);
            say!(
                language,
                "code {code}: its key is not the code in lower case",
                "代码{code}：索引键与代码小写形式不符"
            )
        }
        Flaw::Month { place, month } => {
            let (place, year, month) = (plain(place), month / 100, month % 100);
            say!(
                language,
                "{place}: readings of {year}-{month:02} are not found by their month",
                "{place}：{year}-{month:02}的进展记录与月度索引不符"
            )
        }
        Flaw::Fact { place, field } => {
            let (place, field) = (plain(place), plain(super::edited::field(language, field)));
            say!(
                language,
                "{place}: its {field} is not what the last change says",
                "{place}：{field}与最后一次变更不符"
            )
        }
        Flaw::RetractedRetraction(entry) => say!(
            language,
            "#{entry}: it takes back an entry that takes back another",
            "#{entry}：撤回的对象本身是撤回"
        ),
        Flaw::Weights(project) => {
            let project = plain(project);
            say!(
                language,
                "{project}: the weights of its stages sum to more than 100",
                "{project}：各阶段权重之和超过100"
            )
        }
        Flaw::TooEarly { table, entry } => say!(
            language,
            "#{entry}: a row of {table} is older than what it belongs to",
            "#{entry}：表{table}中有一行早于其所属内容"
        ),
        Flaw::Setting { key, entry } => {
            let key = plain(key);
            say!(
                language,
                "#{entry}: {key} has a value that it does not take",
                "#{entry}：{key}的值无效"
            )
        }
        Flaw::MilestoneTarget(place) => {
            let place = plain(place);
            say!(
                language,
                "target {place}: on a milestone it should be 100",
                "目标{place}：节点目标应为100"
            )
        }
    }
}
