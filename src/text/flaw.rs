//! What `verify` finds.

use crate::error::Flaw;
use crate::model::Language;

use super::phrases::{plain, say};
use super::record::chain_break;

/// All flaws of a store: how many, what to do, and a line each.
pub(super) fn flaws(language: Language, path: &str, flaws: &[Flaw]) -> String {
    let count = flaws.len();
    let things = if count == 1 { "thing" } else { "things" };
    let mut text = say!(
        language,
        "{path}: {count} {things} not as they must be; move this file and any `-journal` beside it away, keep them to see what happened, and restore a backup:",
        "{path}：发现{count}处问题；请移走此文件及旁边的 -journal 文件，保留以便查明原因，并恢复备份："
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
        Flaw::CarriedFrom(place) => {
            let place = plain(place);
            say!(
                language,
                "target {place}: it carries on a target of another stage, or of no earlier period",
                "目标{place}：结转来源不是同一阶段的更早期间"
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
        Flaw::Setting { key, entry } => {
            let key = plain(key);
            say!(
                language,
                "#{entry}: {key} has a value that it does not take",
                "#{entry}：{key}的值无效"
            )
        }
        Flaw::Chain(broken) => chain_break(language, *broken),
        Flaw::SharedCode(code) => {
            let code = plain(code);
            say!(language, "code {code}: two have it", "代码{code}：有重复")
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
