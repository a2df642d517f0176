//! How targets ended, in the account of a period.

use super::Status;

/// How a target ended, or that it has not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ending {
    /// Met by its due day, or without one.
    InTime,
    /// Met after its due day.
    Late,
    /// Past due, and a figure says that it was not met.
    Missed,
    /// Past due, and nobody has said how it ended.
    Unreported,
    /// Given up.
    GivenUp,
    /// Unmet, and without a due day.
    Undated,
    /// Unmet, and not yet due, or at rest.
    StillOpen,
}

impl Ending {
    /// All, in the order in which they are counted.
    pub const ALL: [Ending; 7] = [
        Ending::InTime,
        Ending::Late,
        Ending::Missed,
        Ending::Unreported,
        Ending::GivenUp,
        Ending::Undated,
        Ending::StillOpen,
    ];

    /// How a target ended that is judged so.
    pub fn of(status: Status) -> Ending {
        match status {
            Status::Met => Ending::InTime,
            Status::MetLate => Ending::Late,
            Status::Overdue => Ending::Missed,
            Status::Unreported => Ending::Unreported,
            Status::Cancelled => Ending::GivenUp,
            Status::Undated => Ending::Undated,
            Status::Critical
            | Status::Behind
            | Status::Unknown
            | Status::Open
            | Status::OnTrack
            | Status::Ahead
            | Status::Future
            | Status::Suspended => Ending::StillOpen,
        }
    }

    /// Its id in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Ending::InTime => "met-in-time",
            Ending::Late => "met-late",
            Ending::Missed => "missed",
            Ending::Unreported => "unreported",
            Ending::GivenUp => "given-up",
            Ending::Undated => "undated",
            Ending::StillOpen => "still-open",
        }
    }
}
