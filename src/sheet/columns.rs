//! What the columns of sheets are called, by offices and by project leads.

use crate::model::{comparable, half_width};

use super::currency::Unit;

/// A column: its own name, and the others.
pub(super) type Column = (&'static str, &'static [&'static str]);

pub(super) const SETTINGS: &[Column] = &[("key", &[]), ("value", &[])];
pub(super) const PROJECTS: &[Column] = &[
    ("code", &[]),
    ("name", &["name_zh"]),
    ("name_en", &[]),
    ("category", &[]),
    ("alias", &[]),
    ("alias_certain", &[]),
    ("lead", &[]),
    ("unit", &[]),
    ("state", &[]),
    ("decided_on", &[]),
    ("reason", &[]),
];
pub(super) const TEXTS: &[Column] = &[("project", &[]), ("name", &[]), ("value", &[])];
pub(super) const STATES: &[Column] = &[
    ("project", &[]),
    ("state", &[]),
    ("decided_on", &[]),
    ("reason", &[]),
];
pub(super) const STAGES: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("name", &["name_zh"]),
    ("name_en", &[]),
    ("kind", &[]),
    ("order", &[]),
    ("weight", &[]),
    ("unit", &[]),
    ("total", &[]),
];
pub(super) const TARGETS: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("number", &[]),
    ("percent", &[]),
    ("due", &[]),
    ("due_words", &[]),
    ("due_implied", &[]),
    ("commitment", &[]),
    ("period", &[]),
    ("reason", &["note"]),
    ("label", &[]),
    ("start", &[]),
    ("baseline", &[]),
    ("via", &[]),
    ("state", &[]),
    ("decided_on", &["as_of"]),
    ("revision", &[]),
    ("carried_from", &[]),
];
pub(super) const READINGS: &[Column] = &[
    ("project", &[]),
    ("stage", &[]),
    ("percent", &[]),
    ("as_of", &["date"]),
    ("amount", &[]),
    ("total", &[]),
    ("note", &[]),
    ("problem", &[]),
    ("next_step", &["next"]),
];
/// Those of the monthly form that are read, by what they are; its headers are found otherwise.
pub(super) const FORM: &[Column] = &[
    ("code", &[]),
    ("percent", &[]),
    ("as_of", &[]),
    ("problem", &[]),
    ("next_step", &[]),
    ("row", &[]),
];
/// Names that the words of a heading do not tell by themselves, and those of money, behind which a unit
/// may stand.
#[rustfmt::skip]
pub(super) const FLAT: &[Column] = &[
    ("number", &["#", "nr"]),
    ("outline", &["wbs", "wbs code", "outline number", "大纲数字"]),
    ("level", &["outline level", "indent level", "大纲级别", "层级"]),
    ("code", &["project code", "id", "代码", "项目代码", "编号"]),
    ("name", &["name_zh", "project", "项目", "工程项目", "重点项目", "重点工作"]),
    ("name_en", &["english name", "英文名", "英文名称"]),
    ("stage", &[
        "phase", "workstream", "work package", "阶段", "事项", "阶段/目标事项", "建设内容", "主要建设内容", "建设阶段", "任务", "分项",
        "分项工程",
    ]),
    ("kind", &["类型"]),
    ("percent", &["target", "target percent", "goal", "目标", "目标值", "目标进度", "年度目标"]),
    ("due", &["target date"]),
    ("due_words", &["时限原文", "时限表述", "期限原文", "期限表述"]),
    ("due_implied", &["day implied", "期末为限"]),
    ("finished", &[]),
    ("start", &[]),
    ("period", &["期间"]),
    ("baseline", &["starting point", "基期", "起点", "起点进度"]),
    ("commitment", &["承诺"]),
    ("category", &["group", "programme", "program", "类别", "分类", "项目类别", "项目类型"]),
    ("unit", &[]),
    ("lead", &["responsible", "分管领导"]),
    ("reading", &["complete", "done", "actual", "现状", "现状/进度", "完成情况"]),
    ("as_of", &["date", "截至"]),
    ("budget", &["total budget", "cost", "total cost", "总投资", "总投资额", "计划总投资", "项目总投资", "投资总额"]),
    ("annual_budget", &["annual budget", "年度计划投资", "本年计划投资", "年度投资计划", "本年度计划投资"]),
    ("spent", &["actual cost", "spend to date", "spent to date", "完成投资", "累计完成投资", "已完成投资", "完成投资额", "累计完成投资额"]),
    ("quantity", &[
        "qty", "total quantity", "contract quantity", "bill quantity", "工程量", "数量", "总数量", "设计数量", "合同数量",
        "设计工程量", "总工程量",
    ]),
    ("measure", &["uom", "unit of measure", "计量单位"]),
    ("lamp", &[
        "rag", "rag status", "rag rating", "traffic light", "红黄绿", "红黄绿灯", "状态灯", "亮灯", "亮灯情况", "灯色", "红绿灯",
    ]),
    ("note", &[]),
    ("problem", &[]),
    ("next_step", &[]),
];

/// Columns that tell what is built rather than which stage of it, where another one names that.
pub(super) const DESCRIBING: [&str; 2] = ["建设内容", "主要建设内容"];

/// Words by which nobody can take a field for another.
#[rustfmt::skip]
const LITERAL: &[(&str, &[&str])] = &[
    ("outline", &["大纲数字"]),
    ("level", &["大纲级别"]),
    ("code", &["id", "代码", "编号"]),
    ("name", &["project", "项目", "名称"]),
    ("name_en", &["英文"]),
    ("stage", &["阶段", "事项"]),
    ("kind", &["类型"]),
    ("percent", &["target", "goal", "目标"]),
    ("due", &["deadline", "期限", "时限"]),
    ("due_words", &["时限", "期限"]),
    ("due_implied", &["implied", "期末"]),
    ("finished", &["actual", "实际"]),
    ("start", &["开工", "开始"]),
    ("period", &["期间"]),
    ("baseline", &["起点"]),
    ("commitment", &["承诺"]),
    ("category", &["类别", "分类", "类型"]),
    ("unit", &["责任单位", "责任部门"]),
    ("lead", &["负责人", "责任人"]),
    ("reading", &["progress", "complet", "进度", "进展", "完成", "现状"]),
    ("as_of", &["as of", "date", "截至", "日期"]),
    ("budget", &["总投资"]),
    ("annual_budget", &["annual budget", "年"]),
    ("spent", &["完成投资"]),
    ("quantity", &["qty", "数量", "工程量"]),
    ("measure", &["计量单位"]),
    ("lamp", &["rag", "灯", "红黄绿"]),
    ("note", &["comment", "备注", "说明"]),
    ("problem", &["问题", "困难"]),
    ("next_step", &["next", "下步", "下一步"]),
];

/// Whether a header says its field itself, so that nobody need be told how it was understood.
pub(super) fn is_literal(field: &str, header: &str) -> bool {
    let plain = plain_header(header).replace('_', " ");
    let literal = LITERAL.iter().find(|(own, _)| *own == field);
    let mut words = literal.into_iter().flat_map(|(_, words)| *words);
    field == "number"
        || plain.contains(&field.replace('_', " "))
        || words.any(|word| plain.contains(word))
}

/// The columns of money.
const MONEY: [&str; 3] = ["budget", "annual_budget", "spent"];

/// The column of money by whose name a bare header begins, and what follows: `总投资/万元`,
/// `Budget USD m`. The longest name counts.
pub(super) fn behind_money_name(header: &str) -> Option<(&'static str, &str)> {
    let columns = FLAT.iter().filter(|(own, _)| MONEY.contains(own));
    let names = columns.flat_map(|(own, others)| {
        let names = others.iter().chain([own]);
        names.map(move |name| (*own, *name))
    });
    let behind = names.filter_map(|(own, name)| {
        let (head, rest) = header.split_at_checked(name.len())?;
        let is_apart = !name.is_ascii() || !rest.starts_with(char::is_alphanumeric);
        let is_it = head.to_lowercase() == name && is_apart;
        is_it.then(|| {
            (
                own,
                rest.trim_start_matches(['/', ',', '，', ':', '-', ' ']),
            )
        })
    });
    behind
        .min_by_key(|(_, rest)| rest.len())
        .filter(|(_, rest)| !rest.is_empty())
}

/// The column of money that a bare header names, its unit behind its name.
pub(super) fn money_column(header: &str) -> Option<&'static str> {
    let (own, rest) = behind_money_name(header)?;
    Unit::read(rest).map(|_| own)
}

/// A header as it is compared: [bare](bare_header), and in lower case.
pub(super) fn plain_header(cell: &str) -> String {
    comparable(&bare_header(cell)).to_lowercase()
}

/// A header in half width, without white space around or, beside Chinese, within; without a unit in
/// brackets, a per cent sign or a colon at its end.
pub(super) fn bare_header(cell: &str) -> String {
    let narrow = half_width(cell);
    let words: Vec<&str> = narrow.split_whitespace().collect();
    let is_chinese = narrow
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut name = words.join(if is_chinese { "" } else { " " });
    loop {
        let shorter = name.trim_end_matches([':', '.', '*', ' ']);
        let shorter = match shorter
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
        {
            Some((before, _)) if !before.trim().is_empty() => before.trim_end(),
            _ => shorter,
        };
        let shorter = match shorter.strip_suffix('%').map(str::trim_end) {
            Some(before) if !before.is_empty() => before,
            _ => shorter,
        };
        if shorter.len() == name.len() {
            return name.trim_start_matches(['*', ' ']).to_owned();
        }
        name = shorter.to_owned();
    }
}
