//! What stands among the rows of a plan that is none of them: sections, sums, signatures.

use super::grid::Row;

/// What a row of a plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role<'g> {
    /// One of its table.
    Data,
    /// A title of those that follow: `一、市政工程`.
    Section(&'g str),
    /// A sum, or who filled it in.
    Aside(&'g str),
}

/// What a row of a plan is, by its texts; `name` is the column that names its project.
pub(super) fn role<'g>(row: Row<'g>, name: Option<usize>) -> Role<'g> {
    const SUMS: [&str; 14] = [
        "合计",
        "小计",
        "总计",
        "共计",
        "累计",
        "平均",
        "平均值",
        "total",
        "totals",
        "subtotal",
        "sub-total",
        "grand total",
        "average",
        "sum",
    ];
    const NOTES: [&str; 16] = [
        "填表人",
        "填报人",
        "填表单位",
        "填报单位",
        "制表",
        "审核",
        "单位负责人",
        "注：",
        "注:",
        "备注：",
        "备注:",
        "说明：",
        "说明:",
        "note:",
        "notes:",
        "prepared by",
    ];
    let Some(first) = row.cells().find(|cell| !cell.is_empty()) else {
        return Role::Data;
    };
    let lower = first.to_lowercase();
    let named = name.and_then(|name| row.cell(name)).map(str::to_lowercase);
    let is_sum = |text: &str| SUMS.contains(&text.trim_end_matches([':', '：', ' ']));
    if is_sum(&lower.split_whitespace().collect::<String>())
        || is_sum(&lower)
        || named.as_deref().is_some_and(is_sum)
        || NOTES.iter().any(|note| lower.starts_with(note))
    {
        return Role::Aside(first);
    }
    let is_alone = row.cells().all(|cell| cell.is_empty() || cell == first);
    match section(first) {
        Some(title) if is_alone => Role::Section(title),
        _ => Role::Data,
    }
}

/// The title behind a numeral of sections: `一、`, `（二）`, `第三部分`, `II.`.
fn section(text: &str) -> Option<&str> {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let opened = text.trim_start_matches(['(', '（', '第']);
    let rest = opened.trim_start_matches(numeral);
    let has_numeral = rest.len() < opened.len();
    let title = match has_numeral {
        true => ["、", ".", "．", ")", "）", "部分", "类", "章", "节"]
            .iter()
            .find_map(|end| rest.strip_prefix(end))?,
        false => {
            let roman = text.trim_start_matches(['I', 'V', 'X']);
            let is_roman = roman.len() < text.len();
            roman.strip_prefix('.').filter(|_| is_roman)?
        }
    };
    let title = title.trim_start_matches(['、', '：', ':', ' ', '.']).trim();
    let title = without_count(title);
    (!title.is_empty()).then_some(title)
}

/// A title without how many stand beneath it: `产业项目（3个）`, `Roads (3)`.
fn without_count(title: &str) -> &str {
    let inner = title.strip_suffix([')', '）']);
    let Some((before, count)) = inner.and_then(|inner| inner.rsplit_once(['(', '（'])) else {
        return title;
    };
    let count = count.trim().trim_start_matches(['共', '计']);
    let word = count.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_count = word.len() < count.len()
        && [
            "",
            "个",
            "项",
            "件",
            "个项目",
            "项目",
            "projects",
            "project",
        ]
        .contains(&word.trim());
    match is_count {
        true => before.trim_end(),
        false => title,
    }
}
