//! Where verdicts turn between two reports.

use super::Status;

/// What became of a target; where several things did, the first of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChangeKind {
    /// Late, and was not.
    NewlyLate,
    /// Late and more so; or met, on plan or known, and no longer.
    Worse,
    /// Nobody reports it, as nobody did then.
    StillSilent,
    /// Given up.
    GivenUp,
    /// Due day, percent or plan are others.
    Moved,
    /// Set since.
    Set,
    /// It carries on a target of then.
    CarriedOn,
    /// Was late, and is on plan.
    Recovered,
    /// Less late than then, or on plan and known again.
    Better,
    /// Met, in time or late.
    Met,
    /// Reported anew, with the same verdict.
    Reported,
    /// Another verdict that is neither better nor worse.
    Other,
}

impl ChangeKind {
    /// All, in the order in which they are listed.
    pub const ALL: [ChangeKind; 12] = [
        ChangeKind::NewlyLate,
        ChangeKind::Worse,
        ChangeKind::StillSilent,
        ChangeKind::GivenUp,
        ChangeKind::Moved,
        ChangeKind::Set,
        ChangeKind::CarriedOn,
        ChangeKind::Recovered,
        ChangeKind::Better,
        ChangeKind::Met,
        ChangeKind::Reported,
        ChangeKind::Other,
    ];

    /// Its id in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::NewlyLate => "newly-late",
            ChangeKind::Worse => "worse",
            ChangeKind::StillSilent => "still-silent",
            ChangeKind::GivenUp => "given-up",
            ChangeKind::Moved => "moved",
            ChangeKind::Set => "newly-set",
            ChangeKind::CarriedOn => "carried-on",
            ChangeKind::Recovered => "recovered",
            ChangeKind::Better => "better",
            ChangeKind::Met => "met",
            ChangeKind::Reported => "newly-reported",
            ChangeKind::Other => "other",
        }
    }

    /// Where a verdict turned from one to another; `None`: it did not, or only between ahead and on
    /// track.
    pub fn of(was: Status, is: Status) -> Option<ChangeKind> {
        let is_green = |status| matches!(status, Status::OnTrack | Status::Ahead);
        if was == is || is_green(was) && is_green(is) {
            return None;
        }
        if is == Status::Cancelled {
            return Some(ChangeKind::GivenUp);
        }
        if is.is_met() && !was.is_met() {
            return Some(ChangeKind::Met);
        }
        if is.is_late() && !was.is_late() {
            return Some(ChangeKind::NewlyLate);
        }
        if was.is_late() && is_green(is) {
            return Some(ChangeKind::Recovered);
        }
        let rank = |status: Status| {
            Some(match status {
                Status::Met | Status::MetLate => 0,
                Status::OnTrack | Status::Ahead => 1,
                Status::Unknown => 2,
                Status::Behind => 3,
                Status::Critical => 4,
                Status::Unreported => 5,
                Status::Overdue => 6,
                _ => return None,
            })
        };
        Some(match (rank(was), rank(is)) {
            (Some(was), Some(is)) if was < is => ChangeKind::Worse,
            // That nobody knows is no better than late.
            (Some(_), Some(_)) if is == Status::Unknown => ChangeKind::Other,
            (Some(was), Some(is)) if is < was => ChangeKind::Better,
            _ => ChangeKind::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Seen to catch: a late target of which nobody knows any more taken for a better one.
    #[test]
    fn verdicts_turn_for_the_worse_and_the_better() {
        use ChangeKind::{Better, GivenUp, Met, NewlyLate, Other, Recovered, Worse};
        use Status::{
            Ahead, Behind, Cancelled, Critical, Future, MetLate, OnTrack, Open, Overdue, Suspended,
            Undated, Unknown, Unreported,
        };
        for (was, is, turn) in [
            (OnTrack, OnTrack, None),
            (Ahead, OnTrack, None),
            (OnTrack, Ahead, None),
            (OnTrack, Behind, Some(NewlyLate)),
            (Unknown, Critical, Some(NewlyLate)),
            (Open, Unreported, Some(NewlyLate)),
            (Status::Met, Behind, Some(NewlyLate)),
            (Behind, Critical, Some(Worse)),
            (Critical, Unreported, Some(Worse)),
            (Unreported, Overdue, Some(Worse)),
            (Critical, Overdue, Some(Worse)),
            (OnTrack, Unknown, Some(Worse)),
            (Status::Met, OnTrack, Some(Worse)),
            (MetLate, Unknown, Some(Worse)),
            (Critical, Behind, Some(Better)),
            (Overdue, Behind, Some(Better)),
            (Unknown, OnTrack, Some(Better)),
            (Behind, OnTrack, Some(Recovered)),
            (Overdue, Ahead, Some(Recovered)),
            // That nobody knows is no better than late.
            (Behind, Unknown, Some(Other)),
            (Unreported, Unknown, Some(Other)),
            (Behind, Suspended, Some(Other)),
            (Future, OnTrack, Some(Other)),
            (Future, Unknown, Some(Other)),
            (Undated, Open, Some(Other)),
            (Status::Met, MetLate, Some(Other)),
            (Overdue, MetLate, Some(Met)),
            (Open, Status::Met, Some(Met)),
            (Behind, Cancelled, Some(GivenUp)),
            (Cancelled, OnTrack, Some(Other)),
        ] {
            assert_eq!(ChangeKind::of(was, is), turn, "{was:?} -> {is:?}");
        }
    }
}
