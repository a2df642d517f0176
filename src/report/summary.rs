use serde::Serialize;

use crate::assess::{Judged, Lamp, Reason, Status};

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
}

/// The count by the terms in force, and by the original dates and percents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// By the terms in force.
    #[serde(flatten)]
    pub current: Count,
    /// Targets given up; in no total.
    pub cancelled: usize,
    /// How many projects the counted targets belong to.
    pub projects: usize,
    /// By the original dates and percents.
    pub original: Count,
    /// How many of the unknown ones have a fresh figure, which nothing can be held against yet.
    #[serde(skip)]
    pub(super) unjudged: usize,
    /// How many have each status, in the order of [`Status::ALL`].
    #[serde(skip)]
    by_status: [usize; Status::ALL.len()],
}

impl Count {
    fn add(&mut self, status: Status) {
        self.total += 1;
        *match status.counted_lamp() {
            Lamp::Green => &mut self.green,
            Lamp::Yellow => &mut self.yellow,
            Lamp::Red => &mut self.red,
            Lamp::RedHollow => &mut self.unreported,
            Lamp::Grey | Lamp::None => &mut self.not_judged,
        } += 1;
    }
}

impl Summary {
    /// Adds up counted targets, and states how many were given up beside them.
    pub(super) fn of(counted: &[&Judged<'_>], cancelled: usize) -> Summary {
        let mut projects: Vec<i64> = counted.iter().map(|judged| judged.project.id).collect();
        projects.sort_unstable();
        projects.dedup();
        let mut summary = Summary {
            projects: projects.len(),
            cancelled,
            ..Summary::default()
        };
        for judged in counted {
            let status = judged.verdict.status;
            for (count, one) in summary.by_status.iter_mut().zip(Status::ALL) {
                *count += usize::from(one == status);
            }
            let reason = judged.verdict.reason;
            summary.unjudged += usize::from(reason.is_some_and(Reason::is_of_start));
            summary.current.add(status);
            summary.original.add(judged.original_status);
        }
        summary
    }

    /// How many of the counted targets have that status.
    pub fn of_status(&self, status: Status) -> usize {
        let counts = self.by_status.iter().zip(Status::ALL);
        counts
            .filter(|(_, one)| *one == status)
            .map(|(count, _)| count)
            .sum()
    }

    /// Adds up targets of which some may have been given up.
    pub(super) fn of_listed(listed: &[&Judged<'_>]) -> Summary {
        let is_counted = |judged: &&&Judged<'_>| judged.verdict.status != Status::Cancelled;
        let counted: Vec<&Judged<'_>> = listed.iter().filter(is_counted).copied().collect();
        Summary::of(&counted, listed.len() - counted.len())
    }
}
