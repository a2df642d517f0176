//! Titles that are no names: those of sums, and remarks around a table.

use crate::model::{comparable, looks_like_date};

/// How surely a title is that of a sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sum {
    /// It is of nothing but words of sums: `Total cost`, 全区合计（3个）.
    Surely,
    /// It has such a word where sums have theirs, and others: `Subtotal earthworks`, 路面小计. A row
    /// that says what only projects have is none.
    Mostly,
    /// It may be a name: `Total earthworks`. The values of the row tell.
    Perhaps,
}

const SUMS: [&str; 12] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "总数",
    "平均值",
    "平均数",
    "平均",
    "均值",
    "占比",
    "汇总",
];
/// At the end of a title, these are of a sum, whatever stands before them.
const ENDINGS: [&str; 4] = ["合计", "小计", "总计", "共计"];
/// What a sum is of: how much there is, and what.
#[rustfmt::skip]
const OF_SUMS: [&str; 33] = [
    "全街道", "全区", "全县", "全市", "全镇", "全部", "本页", "本月", "本年", "加权", "算术", "总体", "各", "项目", "项",
    "形象进度", "进度", "完成率", "完成比例", "完成", "比例", "投资", "资金", "金额", "数量", "个数", "总", "率", "数",
    "额", "值", "个", "的",
];
#[rustfmt::skip]
const ENGLISH_SUMS: [&str; 12] = [
    "total", "totals", "subtotal", "subtotals", "sum", "sums", "average", "averages", "avg", "mean", "overall",
    "aggregate",
];
#[rustfmt::skip]
const OF_ENGLISH_SUMS: [&str; 44] = [
    "grand", "sub", "weighted", "of", "the", "for", "all", "this", "and", "per", "in", "to", "date", "page", "month",
    "year", "cost", "costs", "budget", "budgets", "spend", "spent", "progress", "complete", "completed",
    "completion", "done", "percent", "percentage", "value", "values", "amount", "amounts", "number", "count",
    "hours", "days", "project", "projects", "programme", "program", "portfolio", "task", "tasks",
];

/// Whether a title is that of a sum.
pub(super) fn sum(title: &str) -> Option<Sum> {
    let narrow = comparable(title).to_lowercase();
    match narrow.is_ascii() {
        true => english(&narrow),
        false => chinese(&narrow),
    }
}

fn english(title: &str) -> Option<Sum> {
    let words: Vec<&str> = title
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let is_sum = |word: &&str| ENGLISH_SUMS.contains(word);
    let is_of_sums = |word: &&str| is_sum(word) || OF_ENGLISH_SUMS.contains(word);
    let is_part = |pair: &[&str]| pair == ["sub", "total"];
    if words.iter().any(is_sum) && words.iter().all(is_of_sums) {
        return Some(Sum::Surely);
    }
    if words.iter().any(|word| word.starts_with("subtotal")) || words.windows(2).any(is_part) {
        return Some(Sum::Mostly);
    }
    let is_at_end = |word: Option<&&str>| word.is_some_and(is_sum);
    (is_at_end(words.first()) || is_at_end(words.last())).then_some(Sum::Perhaps)
}

fn chinese(title: &str) -> Option<Sum> {
    let letters: String = title.chars().filter(|c| c.is_alphabetic()).collect();
    let (mut rest, mut has_sum) = (letters.as_str(), false);
    loop {
        let is_next = |word: &&&str| rest.starts_with(**word);
        let sum = SUMS.iter().find(is_next);
        let Some(word) = sum.or_else(|| OF_SUMS.iter().find(is_next)) else {
            break;
        };
        has_sum |= sum.is_some();
        rest = rest.strip_prefix(word)?;
    }
    if rest.is_empty() {
        return has_sum.then_some(Sum::Surely);
    }
    let ends_so = ENDINGS.iter().any(|ending| letters.ends_with(ending));
    ends_so.then_some(Sum::Mostly)
}

/// Whether a text that stands alone in its row is a sentence or a mark rather than a title.
pub(super) fn is_sentence(text: &str) -> bool {
    const MARKS: [char; 9] = ['*', '※', '＊', '•', '●', '·', '#', '▲', '★'];
    const NOTES: [&str; 9] = [
        "注", "备注", "附注", "说明", "note", "notes", "source", "legend", "nb",
    ];
    let lower = comparable(text).to_lowercase();
    let is_note = |word: &&str| {
        let rest = lower.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    text.starts_with(MARKS)
        || NOTES.iter().any(is_note)
        || text.contains(['。', '；', '！'])
        || text.ends_with(['.', '!', ';']) && text.split_whitespace().count() > LONGEST_NAME
        || looks_like_date(text)
}

/// A title of more words than that is a sentence if it ends like one.
const LONGEST_NAME: usize = 3;

/// Whether a cell says itself what it tells: `填表人：张三`, `Legend: R = red`.
pub(super) fn is_labelled(text: &str) -> bool {
    let label = text.split_once([':', '：']).map(|(label, _)| label.trim());
    label.is_some_and(|label| {
        label.chars().any(char::is_alphabetic) && label.chars().count() <= LONGEST_LABEL
    })
}

/// In characters.
const LONGEST_LABEL: usize = 20;

/// Whether a cell asks for a signature: 填表人, 审核.
pub(super) fn is_signature(text: &str) -> bool {
    #[rustfmt::skip]
    const SIGNATURES: [&str; 18] = [
        "填表人", "填报人", "制表人", "制表", "编制", "编制人", "审核", "审核人", "审批", "审批人", "签字", "联系人",
        "联系电话", "填表单位", "填报单位", "单位负责人", "prepared by", "approved by",
    ];
    let bare = text.trim_end_matches([':', '：', ' ', '_']);
    SIGNATURES.contains(&comparable(bare).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_title_tell_whether_it_is_that_of_a_sum() {
        for title in [
            "合计",
            "总  计",
            "合计（3个）",
            "合计：3个",
            "共计3项",
            "总计：3个项目",
            "本页小计",
            "全街道合计",
            "平均进度",
            "加权平均",
            "累计：",
            "均值",
            "占比",
            "Total",
            "TOTAL (3 projects)",
            "Total cost",
            "Grand Total:",
            "Sub Total",
            "sub-total",
            "AVERAGE %",
            "Overall average",
            "Mean",
            "Overall",
            "Overall progress",
            "Sum",
        ] {
            assert_eq!(sum(title), Some(Sum::Surely), "{title}");
        }
        for title in [
            "路面小计",
            "市政工程合计",
            "Subtotal earthworks",
            "Earthworks sub-total",
        ] {
            assert_eq!(sum(title), Some(Sum::Mostly), "{title}");
        }
        for title in ["Total earthworks", "Roads total", "Total Fitness Centre"] {
            assert_eq!(sum(title), Some(Sum::Perhaps), "{title}");
        }
        for title in [
            "总部大厦",
            "总工会大楼",
            "审核系统建设",
            "平均路改造",
            "项目",
            "投资大厦",
            "Totality House",
            "Summer school",
            "North total road",
            "3",
        ] {
            assert_eq!(sum(title), None, "{title}");
        }
    }

    #[test]
    fn remarks_are_told_from_titles() {
        for text in [
            "* provisional",
            "注1 数据由各单位填报",
            "Note 2",
            "数据由各单位填报。",
            "2026年11月2日",
            "All figures were checked by us.",
            "29 Nov 2026",
        ] {
            assert!(is_sentence(text), "{text}");
        }
        for text in [
            "市政工程",
            "Roads",
            "注塑车间",
            "Notebook rollout",
            "North Road Ltd.",
        ] {
            assert!(!is_sentence(text), "{text}");
        }
        for text in ["填表人：张三", "Legend: R = red", "Source: PMO"] {
            assert!(is_labelled(text), "{text}");
        }
        for text in ["12:30", "滨河街道办事处", ": x"] {
            assert!(!is_labelled(text), "{text}");
        }
        assert!(is_signature("审核") && is_signature("填表人：") && !is_signature("审核系统建设"));
    }
}
