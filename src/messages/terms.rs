//! Words that are told of targets and projects as they stand.

use crate::model::{Commitment, State};

use super::macros::sentences;

sentences! {
    Commitment {
        Ensure en "ensure" zh "确保",
        Strive en "strive" zh "力争",
        Expected en "expected" zh "预计",
        Push en "push" zh "推动",
    }
}

sentences! {
    State {
        Active en "active" zh "进行中",
        Suspended en "suspended" zh "暂停",
        Cancelled en "cancelled" zh "已取消",
        Closed en "closed" zh "已办结",
    }
}
