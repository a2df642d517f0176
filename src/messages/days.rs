//! Days in the cells of a report: how far off, how much later.

use super::macros::messages;
use super::say::ShortDay;

messages! {
    /// When a target would be reached at the planned speed.
    pub enum ForecastCell {
        Finish(on: ShortDay) en "{on}" zh "{on}",
        /// Nothing is done yet.
        IfBegunNow(on: ShortDay) en "{on} if begun now" zh "现在启动则{on}",
    }
}

messages! {
    /// How far a day is from one that was promised.
    pub enum DaysLate {
        Late(days: i64) en "{days} late" zh "晚{days}天",
        OnTheDay en "on the day" zh "当天",
        Early(days: i64) en "{days} early" zh "早{days}天",
    }
}

impl DaysLate {
    /// So many days later; negative: earlier.
    pub fn of(late: i64) -> DaysLate {
        match late {
            0 => DaysLate::OnTheDay,
            late if late < 0 => DaysLate::Early(-late),
            late => DaysLate::Late(late),
        }
    }
}

messages! {
    /// By how much a due day was moved.
    pub enum Moved {
        Later(days: i64) en "{days} later" zh "推迟{days}天",
        Back en "back again" zh "已恢复",
        Earlier(days: i64) en "{days} earlier" zh "提前{days}天",
        TakenAway en "taken away" zh "取消时限",
    }
}

messages! {
    /// How far the due day is.
    pub enum DaysLeft {
        Over(days: i64) en "{days} over" zh "超期{days}天",
        Today en "today" zh "今天到期",
        Left(days: i64) en "{days} left" zh "剩{days}天",
    }
}
