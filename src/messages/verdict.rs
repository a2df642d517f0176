//! Verdicts, lamps and what stands beside them, in words.

use std::fmt::{self, Formatter};

use crate::assess::{Lamp, Reason, Status};
use crate::model::Language;

use super::macros::sentences;
use super::say::Say;

sentences! {
    Status {
        Overdue en "overdue" zh "逾期未完成",
        Unreported en "unreported" zh "应报未报",
        Critical en "critical" zh "严重滞后",
        Behind en "behind" zh "未达序时",
        Unknown en "unknown" zh "暂不评定",
        Open en "open" zh "未到期",
        MetLate en "met late" zh "逾期完成",
        OnTrack en "on track" zh "按序时",
        Ahead en "ahead" zh "超序时",
        Undated en "undated" zh "未明确时限",
        Met en "met" zh "已完成",
        Future en "not begun" zh "未开始",
        Suspended en "suspended" zh "暂停",
        Cancelled en "cancelled" zh "已取消",
    }
}

sentences! {
    Reason {
        NoData en "no data" zh "无数据",
        OtherStage en "other stage" zh "口径不一致",
        Stale en "out of date" zh "进度未更新",
        NoReportYet en "nothing since start" zh "尚无新进度",
        FirstFigure en "no starting point" zh "缺起点",
        Undecided en "undecided" zh "推算未定",
    }
}

sentences! {
    Lamp {
        Red en "red" zh "红灯",
        RedHollow en "hollow red" zh "空心红灯",
        Yellow en "yellow" zh "黄灯",
        Grey en "grey" zh "灰灯",
        Green en "green" zh "绿灯",
        None en "–" zh "–",
    }
}

/// A status in a word or two; where it is unknown, the reason says more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusWord(pub Status, pub Option<Reason>);

impl Say for StatusWord {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match self {
            StatusWord(Status::Unknown, Some(reason)) => reason.say(language, to),
            StatusWord(status, _) => status.say(language, to),
        }
    }
}
