//! What stands in the monthly form, which is written by one command and read again by another, and
//! what there is to say of forms that came back.

use crate::model::{Amount, Day};

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
        Lead en "lead" zh "责任人",
        Target en "target" zh "目标",
        Due en "due" zh "时限",
        LastFigure en "last figure" zh "上次进度",
        LastDay en "reported for" zh "上次截至",
        /// The amount that is all of the stage, where it has one.
        Total en "all of it" zh "总量",
        Figure en "percent or word" zh "本次进度",
        /// In place of a percent, where there is a total.
        Amount en "or amount so far" zh "或累计完成量",
        Day en "day" zh "截至日期",
        Problem en "problem" zh "存在问题",
        NextStep en "next step" zh "下步打算",
        /// The hidden column by which rows are known.
        Row en "form row" zh "表单行",
    }
}

impl FormHead {
    /// All of them, in the order in which they stand.
    pub const ALL: [FormHead; 15] = [
        FormHead::Code,
        FormHead::Project,
        FormHead::Stage,
        FormHead::Lead,
        FormHead::Target,
        FormHead::Due,
        FormHead::LastFigure,
        FormHead::LastDay,
        FormHead::Total,
        FormHead::Figure,
        FormHead::Amount,
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
    /// The amount that is all of a stage.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum FormTotal {
        Plain(total: Amount) en "{total}" zh "{total}",
        In(total: Amount, unit: String) en "{total} {unit}" zh "{total}{unit}",
    }
}

messages! {
    /// What a cell of the form takes, as the spreadsheet says beside it and on refusing another.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum FormRule {
        Percent
            en "a percent from 0 to 100, such as 72"
            zh "请填0至100的百分比，如72",
        /// In place of the percent.
        Amount(all: FormTotal)
            en "what is done so far, from 0 to {all}; fill in this or the percent"
            zh "请填累计完成量，0至{all}；与进度只填其中一项",
        Word
            en "choose a word from the list"
            zh "请从列表中选择",
        Day
            en "a day not later than today, such as 2021-10-31"
            zh "请填不晚于今天的日期，如2021-10-31",
    }
}

messages! {
    /// Whose stages nobody reported, after forms came back; `before` is the last day of which a report
    /// is too old to count.
    pub struct FormLine { pub fate: FormFate, pub before: Day, pub whose: Lines<Owing> }
        en "{fate}, with no report after {before}:{whose}"
        zh "{fate}（{before}之后没有数据）：{whose}"
}

messages! {
    /// What became of the rows of forms that ask about them.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum FormFate {
        /// No form that came back has them.
        NotBack en "not sent back" zh "未交回",
        /// They were left blank.
        Empty en "came back empty" zh "交回但未填写",
    }
}

messages! {
    /// Somebody whose stages are not reported.
    pub enum Owing {
        One(one: NotReported) en "{one}" zh "{one}",
        More(more: usize) en "… and {more} more" zh "……另有{more}家",
    }
}

messages! {
    /// How many stages of somebody are not reported, of those that the form asks about.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NotReported { pub who: LocalName, pub missing: usize, pub asked: usize }
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
