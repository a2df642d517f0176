//! What `import` has done.

use super::causes::BadRows;
use super::macros::messages;
use super::nouns::{OfThese, Rows, Things};
use super::row::RowWarning;
use super::say::Notes;

messages! {
    /// A line about an import: what there is to know of its rows, and at last what came of them.
    pub enum ImportLine {
        Warning(warning: RowWarning)
            en "{warning}"
            zh "{warning}",
        MoreWarnings(more: usize)
            en "warning: … and {more} more"
            zh "提示：……另有{more}条",
        MoreStartsWithoutPercent(more: usize)
            if (*more == 1)
                en "warning: … and 1 more start without a percent"
                zh "提示：……另有1个目标缺起点进度"
            else
            en "warning: … and {more} more starts without a percent"
            zh "提示：……另有{more}个目标缺起点进度",
        MoreWithoutBudget(more: usize)
            en "warning: … and {more} more likewise without a budget"
            zh "提示：……另有{more}行同样没有投资总额",
        Skipped { rows: Rows, bad: BadRows }
            en "skipped {rows} (--skip-bad):{bad}"
            zh "跳过{rows}（--skip-bad）：{bad}",
        Imported { entry: i64, counts: Vec<Imported> }
            en "#{entry} imported {counts}"
            zh "#{entry} 已导入{counts}",
        WouldImport { counts: Vec<Imported> }
            if (counts.is_empty())
                en "would import no rows; nothing written (--dry-run)"
                zh "没有可导入的行；未写入（--dry-run）"
            else
            en "would import {counts}; nothing written (--dry-run)"
            zh "将导入{counts}；未写入（--dry-run）",
        /// All of it is there already.
        Nothing { counts: Vec<Imported> }
            if (counts.is_empty())
                en "nothing to import: no rows"
                zh "没有需要导入的内容：无数据行"
            else
            en "nothing to import: {counts} already there"
            zh "没有需要导入的内容：已有{counts}",
    }
}

messages! {
    /// What the rows of one kind did; nothing is said of a kind that is all new.
    pub struct Imported { pub things: Things, pub notes: Notes<ImportNote> }
        en "{things}{notes}"
        zh "{things}{notes}"
}

messages! {
    /// What so many of a kind did, or all of them.
    pub enum ImportNote {
        New(count: OfThese) en "{count} new" zh "新增{count}",
        Revised(count: OfThese) en "{count} revised" zh "修订{count}",
        Unchanged(count: OfThese) en "{count} unchanged" zh "不变{count}",
        AllRevised en "revised" zh "修订",
        AllUnchanged en "unchanged" zh "不变",
    }
}
