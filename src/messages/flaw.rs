//! What `verify` finds wrong with a store.

use super::macros::messages;
use super::nouns::Rows;
use super::record::ChainBreak;
use super::store::Damage;

messages! {
    /// One thing that is not as it must be.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Flaw {
        /// What SQLite's own check of the file found.
        Integrity(what: String) en "file: {what}" zh "文件：{what}",
        /// Rows refer to others that are not there.
        Orphan { table: String, parent: String, count: Rows }
            en "table {table}: {count} without the row of {parent} it refers to"
            zh "表{table}：有{count}引用了{parent}中不存在的行",
        /// A table, index, trigger or view.
        Missing(name: String) en "schema: {name} is missing" zh "架构：缺少{name}",
        Altered(name: String) en "schema: {name} was altered" zh "架构：{name}已被改动",
        Stray(name: String) en "schema: {name} does not belong here" zh "架构：多出{name}",
        /// A value that breaks the rules of its column.
        Value { table: String, what: Damage } en "{table}: {what}" zh "{table}：{what}",
        /// A target carries on one of another stage, or of no earlier period.
        CarriedFrom(stage_path: String)
            en "target {stage_path}: it was carried over from another stage, or not from an earlier period"
            zh "目标{stage_path}：结转来源不是同一阶段的更早期间",
        RetractedRetraction(entry: i64)
            en "#{entry}: it retracts a retraction"
            zh "#{entry}：撤回的对象本身是撤回",
        Weights(project: String)
            en "{project}: the weights of its stages sum to more than 100"
            zh "{project}：各阶段权重之和超过100",
        MilestoneTarget(stage_path: String)
            en "target {stage_path}: on a milestone it must be 100"
            zh "目标{stage_path}：节点目标应为100",
        Setting { key: String, entry: i64 }
            en "#{entry}: {key} has an invalid value"
            zh "#{entry}：{key}的值无效",
        Chain(found: ChainBreak) en "{found}" zh "{found}",
        /// Two projects, or two stages of one.
        SharedCode(code: String)
            en "code {code}: used twice"
            zh "代码{code}：有重复",
    }
}

impl Flaw {
    /// Whether the record cannot be read row by row, as it cannot page by page. A value that breaks
    /// a constraint is one row's.
    pub fn is_unreadable(&self) -> bool {
        match self {
            Flaw::Integrity(what) => !what.starts_with("CHECK constraint failed"),
            Flaw::Missing(name) => name.starts_with("table "),
            _ => false,
        }
    }
}
