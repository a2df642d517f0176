//! Settings: what each is, and the heads of their table.

use crate::model::SettingKey;

use super::macros::{messages, sentences};

sentences! {
    SettingKey {
        Rule
            en "pace (speed needed) or gap (points behind)"
            zh "评定规则：pace（所需速度比）或gap（序时差）",
        PaceBehind
            en "behind over this pace"
            zh "所需速度比大于此值为未达序时",
        PaceCritical
            en "critical over this pace"
            zh "所需速度比大于此值为严重滞后",
        PaceAhead
            en "ahead under this pace"
            zh "所需速度比小于此值为超序时",
        GapBehind
            en "behind beyond so many points under the plan"
            zh "低于序时超过此百分点为未达序时",
        GapCritical
            en "critical beyond so many points under the plan"
            zh "低于序时超过此百分点为严重滞后",
        GapAhead
            en "ahead beyond so many points above the plan"
            zh "高于序时超过此百分点为超序时",
        StaleLeast
            en "days for which no reading is stale"
            zh "进度在此天数内不算未更新",
        StaleMost
            en "days after which any reading is stale"
            zh "进度超过此天数即为未更新",
        DueSoon
            en "due soon with at most so many days left"
            zh "剩余天数不超过此值为即将到期",
        Urgent
            en "urgent with at most so many days left"
            zh "剩余天数不超过此值为临期",
        MetGrace
            en "days of grace for a first report of completion"
            zh "时限后首次报告完成的宽限天数",
        Period
            en "current period: year, half, quarter or month"
            zh "当前期间：year、half、quarter或month",
        YearBegins
            en "month in which the year begins"
            zh "年度起始月份",
        Language
            en "en or zh; not set: from LC_ALL or LANG"
            zh "语言：en或zh；未设则随LC_ALL或LANG",
        Before
            en "'before november': strict or inclusive"
            zh "“四季度前”：strict指季初前，inclusive指季末前",
        Dates
            en "03/04/2021 is 3 April (dmy) or 4 March (mdy)"
            zh "“03/04/2021”：dmy指4月3日，mdy指3月4日",
        CheckRepeat
            en "check --new repeats after so many days"
            zh "check --new 每隔此天数重复提醒；未设则不重复",
    }
}

messages! {
    /// The heads of the columns.
    pub enum SettingHead {
        Key en "setting" zh "设置",
        Value en "value" zh "值",
        Default en "default" zh "默认",
        About en "what it is" zh "说明",
    }
}
