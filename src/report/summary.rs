use serde::Serialize;

use crate::assess::{Judged, Lamp, Status};

/// Targets by colour. The parts always add up to the total.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Count {
    /// Met, ahead, on track.
    pub green: usize,
    /// Behind, met late.
    pub yellow: usize,
    /// Critical, overdue.
    pub red: usize,
    /// Past due, and nobody has said how it ended.
    pub unreported: usize,
    /// Unknown, open, undated, future, suspended.
    pub not_judged: usize,
    /// All of these.
    pub total: usize,
    /// Given up; not in the total.
    pub cancelled: usize,
}

/// The count by the terms in force, and by the original dates and percents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// By the terms in force.
    #[serde(flatten)]
    pub current: Count,
    /// By the original dates and percents.
    pub original: Count,
}

impl Count {
    fn add(&mut self, status: Status) {
        if status == Status::Cancelled {
            self.cancelled += 1;
            return;
        }
        self.total += 1;
        *match status.lamp() {
            Lamp::Green => &mut self.green,
            Lamp::Yellow => &mut self.yellow,
            Lamp::Red => &mut self.red,
            Lamp::RedHollow => &mut self.unreported,
            Lamp::Grey | Lamp::None => &mut self.not_judged,
        } += 1;
    }
}

impl Summary {
    /// Adds up some targets.
    pub fn of<'a>(targets: impl IntoIterator<Item = &'a Judged<'a>>) -> Summary {
        let mut summary = Summary::default();
        for judged in targets {
            summary.current.add(judged.verdict.status);
            summary.original.add(judged.original_status);
        }
        summary
    }
}
