//! Why the value of an argument, an option, a line, a cell or a variable cannot be read. No
//! sentence names the value: it stands beside it.

use std::fmt::{self, Formatter};

use crate::model::{
    Bound, CodeError, DateError, Day, Language, Measure, PercentError, SettingKey, Takes,
};

use super::columns::FieldWord;
use super::macros::{messages, sentences};
use super::say::{Hundredths, In, Say};

messages! {
    /// What is wrong with a value.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum ValueProblem {
        /// The number of an entry that is not there.
        NoEntry { last: i64 }
            en "no such entry is on record, the last is {last}; give the number of an entry, or a day such as 2021-10-31"
            zh "没有该条记录，末条为第{last}条；请写记录序号，或2021-10-31之类的日期",
        /// An entry with the hash of another record.
        NotThisRecord
            en "is not part of this record; check that it is the right store, or give a day"
            zh "不属于本记录；请确认数据库是否正确，或改写日期",
        SinceLater { since: Day, as_of: Day }
            en "{since} is later than the day of the report, {as_of}; give an earlier day"
            zh "{since}晚于通报日期{as_of}；请写更早的日期",
        /// All periods, where the account of one is asked for.
        OnePeriod
            en "a final account is of one period, such as 2021H2 or 2021"
            zh "完成情况须限定一个期间，如2021年下半年、2021年",
        /// A column that only a comparison has.
        OnlySince
            en "what has changed is told with --since DATE"
            zh "变化情况须与 --since 日期 同用",
        /// A format, asked for on a terminal.
        ForATerminal { ending: &'static str }
            en "it is no text to be shown; write it to a file with -o FILE.{ending}"
            zh "不是文本，无法直接显示；请用 -o 文件名.{ending} 写入文件",
        Percent(problem: PercentError)
            en "{problem}"
            zh "{problem}",
        /// A percent where words and `4/6` would do as well.
        Figure(problem: PercentError)
            en "{problem}; or write done, not-yet, underway or 4/6"
            zh "{problem}；也可写完成、未完成、推进中、4/6",
        /// A percent in words, with the figure that it stands for.
        Spelled(percent: Hundredths)
            en "write it in figures: {percent}%"
            zh "请写成数字：{percent}%",
        /// Words with two figures of one stage.
        SeveralFigures(clause: String)
            en "{clause} has two figures; write one for each stage, with its name"
            zh "{clause}中有两个数；请逐个阶段写明",
        /// A percent to reach.
        Goal(problem: PercentError)
            en "{problem}; or write done"
            zh "{problem}；也可写完成",
        /// A figure below 1 without a sign: less than one percent, or a share?
        Fraction { small: Hundredths, share: Hundredths }
            en "may be {small} % or {share} %; write {small}% or {share}"
            zh "可能指{small}%或{share}%；请写成{small}%或{share}",
        /// More than all of it, in a column of which somebody said that 1 is all of it.
        OverShare
            en "over 1, which is all of it in this column; write a share such as 0.45, or 45%"
            zh "大于1，而本列以1为全部；请写成0.45之类，或写45%",
        /// A figure of a row whose goals are of several stages.
        OfSeveralGoals
            en "the row has goals for several stages and does not say which of them this is of; write a row for each goal"
            zh "该行有多个阶段的目标，未写明属于哪个阶段；请逐个目标各写一行",
        /// A formula whose program kept no value.
        Uncomputed
            en "is a formula whose value the file does not hold; open the file in a spreadsheet program and save it"
            zh "是公式，但文件中没有计算结果；请用表格软件打开后再保存",
        /// What a spreadsheet shows where it could not compute.
        ErrorCell
            en "is an error of the spreadsheet; correct its formula, or empty the cell"
            zh "是表格软件的错误值；请改正公式，或清空该单元格",
        /// A goal in words beside a deadline of its own.
        OtherDeadline { column: String }
            en "names another deadline than column '{column}'; make both the same, or give the deadline in one of the two only"
            zh "所写时限与“{column}”列不同；请改为一致，或只在其中一处写时限",
        /// Money whose comma may stand before decimals or between thousands.
        EitherMark { with_decimals: String, with_thousands: String }
            en "may be {with_decimals} or {with_thousands}; write {with_decimals} or {with_thousands}"
            zh "可能指{with_decimals}或{with_thousands}；请写成{with_decimals}或{with_thousands}",
        Money
            en "expected a sum of money, such as 1,200 or 3.5m"
            zh "应为金额，如1,200、3.2亿元、350万元",
        /// Money of another currency than what it stands beside.
        OtherMoney { unit: String }
            en "cannot be converted to {unit}, the unit of the total; give both in one currency"
            zh "无法折算为总额所用的{unit}；请使用同一币种",
        ZeroTarget
            en "a target is over 0 and at most 100"
            zh "目标应大于0且不超过100",
        MilestoneTarget
            en "a milestone is done or not done, so its target is 100; leave the percent out, or write done"
            zh "节点只有完成与否，目标只能是100；请省略百分比或写完成",
        Weight
            en "expected a percent of the whole works from 0 to 100"
            zh "应为占总体进度的百分比，0到100",
        Amount
            en "not an amount; expected a number such as 382 or 382.5, not negative"
            zh "不是数量；应为非负数，如382或382.5",
        Total
            en "not a total; expected a number over 0 such as 6 or 382.5"
            zh "不是总量；应为大于0的数，如6或382.5",
        Whole { least: u32 }
            en "expected a whole number, {least} or more"
            zh "应为不小于{least}的整数",
        /// A place among the stages.
        Order
            en "expected a whole number, 0 for the first stage"
            zh "应为整数，0为首位",
        Date(problem: DateError)
            en "{problem}"
            zh "{problem}",
        /// A day whose last zero a spreadsheet may have left out.
        DroppedZero { short: String, long: String }
            en "may be {short}, or {long} without its last zero, which spreadsheets drop; write the day, such as 2021-10-31"
            zh "可能指{short}，也可能指被电子表格略去末尾0的{long}；请写明日期，如2021-10-31",
        FutureDay { today: Day }
            en "after today ({today}); only what has happened can be recorded"
            zh "晚于今天（{today}）；只能记录已发生的情况",
        FutureTitle { today: Day }
            en "names a day after today ({today}), as of which no figure can be; say of which day the figures are with --on DATE"
            zh "所写日期晚于今天（{today}），不能作为数据的截至日期；请用 --on 日期 写明",
        Period
            en "not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1"
            zh "不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年",
        PeriodOfWhichYear
            en "a period in a sheet needs its year, such as 2021H2 or Jul-Oct 2021, since the sheet may be read in another year"
            zh "表格可能在另一年读取，期间须写明年份，如2021年下半年、2021年7-10月",
        /// The month in which the year begins, while targets belong to parts of fiscal years.
        YearInUse
            en "targets belong to fiscal years, whose days would change, so it stays as it is"
            zh "已有目标使用财年，改动会变更其起止日期，因此保持不变",
        /// Where a plan starts.
        Start
            en "expected a percent such as 0, or 2021-06-30:5"
            zh "应为百分比，如0，或2021-06-30:5",
        PlanPoint
            en "expected DATE:PERCENT such as 2021-09-30:35, with increasing dates and percents that do not decrease"
            zh "应为 日期:百分比，如2021-09-30:35；日期递增，百分比不减",
        PlanPoints
            en "expected DATE:PERCENT DATE:PERCENT .., with increasing dates and percents that do not decrease"
            zh "应为 日期:百分比 日期:百分比…；日期递增，百分比不减",
        Code(problem: CodeError)
            en "{problem}"
            zh "{problem}",
        Choice(choices: Vec<&'static str>)
            en "expected one of {choices}"
            zh "应为{choices}之一",
        /// Words that an option takes.
        Words(words: Vec<OptionWord>)
            en "expected one of {words}"
            zh "应为{words}之一",
        Setting(takes: Box<Takes>)
            en "{takes}"
            zh "{takes}",
        Unseen
            en "contains control or invisible characters; remove them"
            zh "含有控制字符或不可见字符；请删除",
        /// What a column is said to mean is no field.
        MapField(fields: Vec<FieldWord>)
            en "expected COLUMN=FIELD, with '-' for a column to pass over, or one of these fields: {fields}"
            zh "应为 列名=字段；不读取的列用“-”，字段为：{fields}",
        EncodingName
            en "not the name of an encoding; expected one such as utf-8, gb18030, big5 or windows-1252"
            zh "不是编码名称；应如utf-8、gb18030、big5、windows-1252",
        NameOfProject
            en "expected NAME=CODE: the name in the sheet, and the project that it means"
            zh "应为 名称=代码：表中的名称，及其所指的项目",
        Instant
            en "not a point in time; expected RFC 3339 such as 2021-08-01T09:00:00+08:00"
            zh "不是时刻；应为RFC 3339格式，如2021-08-01T09:00:00+08:00",
        Zone
            en "unknown time zone; expected a name such as Asia/Shanghai, or CST-8"
            zh "本机没有此时区；应如Asia/Shanghai或CST-8",
        DaysAhead { most: u32 }
            en "expected days, weeks or months such as 30d, 2w or 'a month', at most {most} days"
            zh "应为天数、周数或月数，如30天、2周或一个月，最多{most}天",
        /// No project has this value; those there are.
        NoneHas { fact: OwnFact, there: Vec<String> }
            if (there.is_empty())
                en "no project has a {fact} yet"
                zh "尚无项目登记{fact}"
            else
                en "no project has this {fact}; there are {there}"
                zh "没有项目以此为{fact}；现有{there}",
        /// Nobody so called has recorded anything; those who have.
        NobodyRecorded(there: Vec<String>)
            en "nobody so called has recorded anything; there are {there}"
            zh "没有此人录入的记录；录入人有{there}",
        /// Several values begin with it, or hold it.
        SeveralHave(found: Vec<String>)
            en "may mean {found}; write one of them in full"
            zh "可能指{found}；请写全其中之一",
        /// The number of an entry and its hash.
        Head
            en "not the head of a record; expected the number of an entry and 16 or more digits of its hash, as `project verify` prints it: 12:9f3a-.."
            zh "不是末条标识；应为记录编号和其哈希的16位以上数字，如 project verify 所示：12:9f3a-…",
    }
}

messages! {
    /// A fact by which projects are chosen.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum OwnFact {
        Lead en "lead" zh "负责人",
        Unit en "unit" zh "责任单位",
        Category en "category" zh "类别",
    }
}

messages! {
    /// A word that an option takes: its id, and how it is printed in Chinese.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OptionWord { pub id: String, pub printed: String }
        en "{id}"
        zh "{printed}"
}

impl ValueProblem {
    /// None of these, each with its id.
    pub fn none_of<T: Say>(words: impl IntoIterator<Item = (&'static str, T)>) -> ValueProblem {
        let words = words.into_iter().map(|(id, word)| OptionWord {
            id: id.to_owned(),
            printed: In(Language::Zh, &word).to_string(),
        });
        ValueProblem::Words(words.collect())
    }
}

messages! {
    /// What a cell that asks for it may say.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum YesOrNo {
        Yes en "yes" zh "是",
        No en "no" zh "否",
    }
}

sentences! {
    PercentError {
        Empty
            en "a percent is missing"
            zh "缺少百分比",
        NotANumber
            en "not a percent; expected a number from 0 to 100 such as 72 or 72.5"
            zh "不是百分比；应为0到100的数字，如72或72.5",
        Negative
            en "below 0; a percent is from 0 to 100"
            zh "小于0；百分比应在0到100之间",
        Over100
            en "over 100; a percent is from 0 to 100"
            zh "大于100；百分比应在0到100之间",
        Signed
            en "says how much was added; write how far it is now, such as 72"
            zh "只说明增加了多少；请写目前的进度，如72",
        TooManyDecimals
            en "a percent has at most two decimals"
            zh "百分比最多两位小数",
    }
}

sentences! {
    CodeError {
        Empty
            en "a code is missing"
            zh "缺少代码",
        Slash
            en "a code has no '/', which separates project and stage"
            zh "代码中不能有“/”，它用于分隔项目和阶段",
        Mark
            en "a code does not begin with any of # - = + @ ' ~"
            zh "代码不能以#、-、=、+、@、'或~开头",
        Space
            en "a code has no white space or invisible characters; write a hyphen instead"
            zh "代码中不能有空白或不可见字符；请改用连字符",
        Shell(sign)
            en "a code has no '{sign}', which a shell would interpret; write a hyphen instead"
            zh "代码中不能有“{sign}”，命令行会另作解释；请改用连字符",
        TooLong
            en "a code has at most 100 characters"
            zh "代码最多100个字符",
    }
}

sentences! {
    Takes {
        Word(words)
            en "expected {words} or default"
            zh "应为{words}，或默认",
        Figure(measure, least, most)
            en "expected {measure} from {least} to {most}, or default"
            zh "应为{least}到{most}之间的{measure}，或默认",
    }
}

sentences! {
    Measure {
        Ratio en "a ratio" zh "比值",
        Points en "points" zh "百分点数",
        Days en "whole days" zh "整数天数",
        Month en "a month" zh "月份",
    }
}

impl Say for Bound {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let value = &self.value;
        match (self.key.map(SettingKey::id), language) {
            (None, _) => to.write_str(value),
            (Some(key), Language::En) => write!(to, "{value} ({key})"),
            (Some(key), Language::Zh) => write!(to, "{value}（{key}）"),
        }
    }
}
