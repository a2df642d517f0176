//! What stands in the monthly form, which is written by one command and read again by another, and
//! what there is to say of forms that came back.

use crate::model::Day;

use super::macros::messages;
use super::say::{Lines, LocalName};

messages! {
    /// What a column of the form is called. A form is read in whichever language it was written.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum FormHead {
        /// The stage as it is typed, `CODE/STAGE`.
        Code en "code" zh "代码",
        Project en "project" zh "项目",
        Stage en "stage" zh "阶段",
        Target en "target" zh "目标",
        Due en "due" zh "时限",
        LastFigure en "last figure" zh "上次进度",
        LastDay en "reported for" zh "上次截至",
        Figure en "percent or word" zh "本次进度",
        Day en "day" zh "截至日期",
        Problem en "problem" zh "存在问题",
        NextStep en "next step" zh "下步打算",
        /// The hidden column by which rows are known.
        Row en "form row" zh "表单行",
    }
}

impl FormHead {
    /// All of them, in the order in which they stand.
    pub const ALL: [FormHead; 12] = [
        FormHead::Code,
        FormHead::Project,
        FormHead::Stage,
        FormHead::Target,
        FormHead::Due,
        FormHead::LastFigure,
        FormHead::LastDay,
        FormHead::Figure,
        FormHead::Day,
        FormHead::Problem,
        FormHead::NextStep,
        FormHead::Row,
    ];
}

messages! {
    /// How far a milestone is, as the form lets one choose.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum FormWord {
        Done en "done" zh "完成",
        NotYet en "not yet" zh "未完成",
        UnderWay en "under way" zh "推进中",
    }
}

impl FormWord {
    /// All of them.
    pub const ALL: [FormWord; 3] = [FormWord::Done, FormWord::NotYet, FormWord::UnderWay];
}

messages! {
    /// What stands above the form's table, and in the names of its files.
    pub enum FormText {
        /// The name of its worksheet.
        Tab en "form" zh "填报表",
        /// The day of figures that give none.
        Title(as_of: Day)
            en "Monthly form, as of {as_of}"
            zh "重点项目进度填报表（截至{as_of}）",
        Hint
            en "Fill in the white cells and send the file back. A blank day means the day above. Leave a row blank if there is nothing new."
            zh "请填写白色单元格后交回。日期留空即为上述日期；没有新情况的行请留空。",
        HintFor(unit: String)
            en "For {unit}. Fill in the white cells and send the file back. A blank day means the day above. Leave a row blank if there is nothing new."
            zh "填报单位：{unit}。请填写白色单元格后交回。日期留空即为上述日期；没有新情况的行请留空。",
        /// What the file of projects without a unit is called.
        NoUnit en "no unit" zh "未定责任单位",
    }
}

messages! {
    /// What a cell of the form takes, as the spreadsheet says beside it and on refusing another.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum FormRule {
        Percent
            en "a percent from 0 to 100, such as 72"
            zh "请填0至100的百分数，如72",
        Word
            en "choose a word from the list"
            zh "请从列表中选择",
        Day
            en "a day not later than today, such as 2021-10-31"
            zh "请填不晚于今天的日期，如2021-10-31",
    }
}

messages! {
    /// Whose stages nobody reported, after forms came back.
    pub enum FormLine {
        /// The last day of which a report is too old to count.
        Missing { before: Day, whose: Lines<NotReturned>, more: usize }
            if (*more == 0)
                en "not filled in, with no report after {before}:{whose}"
                zh "未填报（{before}之后没有数据）：{whose}"
            else
                en "not filled in, with no report after {before}:{whose}\n  … and {more} more"
                zh "未填报（{before}之后没有数据）：{whose}\n  ……另有{more}家",
    }
}

messages! {
    /// How many stages of somebody are not reported, of those that the form asks about.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NotReturned { pub who: LocalName, pub missing: usize, pub asked: usize }
        if (*asked == 1)
            en "{who}: 1 of 1 stage"
            zh "{who}：1个阶段全部未报"
        else if (asked == missing)
            en "{who}: all {asked} stages"
            zh "{who}：{asked}个阶段全部未报"
        else
            en "{who}: {missing} of {asked} stages"
            zh "{who}：{asked}个阶段中{missing}个未报"
}
