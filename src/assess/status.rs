/// The verdict on one target: the rows of the decision table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Past due, and a reading on or after the due day falls short.
    Overdue,
    /// Past due, and nobody has said how it ended.
    Unreported,
    /// Far behind its plan.
    Critical,
    /// Behind its plan.
    Behind,
    /// No verdict, for a [`Reason`].
    Unknown,
    /// A milestone not yet due.
    Open,
    /// Reached, but after the due day.
    MetLate,
    /// As planned.
    OnTrack,
    /// Ahead of its plan.
    Ahead,
    /// Without a due day.
    Undated,
    /// Reached in time.
    Met,
    /// Not begun.
    Future,
    /// Resting.
    Suspended,
    /// Given up.
    Cancelled,
}

/// The colour of a verdict.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lamp {
    /// Met, ahead, on track.
    Green,
    /// Met late, behind.
    Yellow,
    /// Overdue, critical.
    Red,
    /// Unreported.
    RedHollow,
    /// Not judged.
    Grey,
    /// Suspended, cancelled.
    None,
}

/// Why a verdict is [`Status::Unknown`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// The project has no figure at all.
    NoData,
    /// Only other stages have figures.
    OtherStage,
    /// The latest figure is too old.
    Stale,
    /// No figure is later than the baseline.
    NoReportYet,
    /// The only figure is the first one since the start: what is missing is a starting point.
    FirstFigure,
    /// The stages rolled up leave it open.
    Undecided,
}

/// What stands beside a status, never instead of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Flag {
    /// 0 to 7 days left.
    Urgent,
    /// 8 to 30 days left.
    DueSoon,
    /// A rounded figure half a step away would have another lamp.
    Borderline,
    /// Behind or critical by a figure that is too old for a better verdict.
    Stale,
    /// Met, as first seen a few days after the due day: in time or not, nobody said.
    DayUnknown,
    /// Below the reading before it.
    Regressed,
    /// Under one point gained in 30 days or more.
    Stalled,
    /// The due day is later than the first one given, or was taken away.
    Slipped,
    /// The percent is under the first promise.
    Lowered,
    /// The plan is not that of the first revision: declared baseline, start, period or plan points.
    Replanned,
    /// The due day is the period's end for want of another.
    Implied,
    /// The baseline is the first reading after the start.
    LateBaseline,
    /// It goes by the stages rolled up, not by a figure of its own.
    Derived,
}

impl Status {
    /// All, worst first.
    pub const ALL: [Status; 14] = [
        Status::Overdue,
        Status::Unreported,
        Status::Critical,
        Status::Behind,
        Status::Unknown,
        Status::Open,
        Status::MetLate,
        Status::OnTrack,
        Status::Ahead,
        Status::Undated,
        Status::Met,
        Status::Future,
        Status::Suspended,
        Status::Cancelled,
    ];

    /// Its id in JSON, CSV and filters.
    pub fn id(self) -> &'static str {
        match self {
            Status::Overdue => "overdue",
            Status::Unreported => "unreported",
            Status::Critical => "critical",
            Status::Behind => "behind",
            Status::Unknown => "unknown",
            Status::Open => "open",
            Status::MetLate => "met-late",
            Status::OnTrack => "on-track",
            Status::Ahead => "ahead",
            Status::Undated => "undated",
            Status::Met => "met",
            Status::Future => "future",
            Status::Suspended => "suspended",
            Status::Cancelled => "cancelled",
        }
    }

    /// The inverse of [`Status::id`].
    pub fn from_id(id: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.id() == id)
    }

    /// Its colour.
    pub fn lamp(self) -> Lamp {
        match self {
            Status::Met | Status::Ahead | Status::OnTrack => Lamp::Green,
            Status::MetLate | Status::Behind => Lamp::Yellow,
            Status::Overdue | Status::Critical => Lamp::Red,
            Status::Unreported => Lamp::RedHollow,
            Status::Unknown | Status::Open | Status::Undated | Status::Future => Lamp::Grey,
            Status::Suspended | Status::Cancelled => Lamp::None,
        }
    }

    /// Its colour among the targets counted, where what rests is grey.
    pub fn counted_lamp(self) -> Lamp {
        match self.lamp() {
            Lamp::None => Lamp::Grey,
            lamp => lamp,
        }
    }

    /// Its symbol, which says without colour what the colour says.
    pub fn mark(self) -> &'static str {
        match self {
            Status::Overdue => "‼",
            Status::Unreported => "!?",
            Status::Critical => "«",
            Status::Behind => "‹",
            Status::Unknown => "?",
            Status::Open => "○",
            Status::MetLate => "✓!",
            Status::OnTrack => "=",
            Status::Ahead => "›",
            Status::Undated => "–",
            Status::Met => "✓",
            Status::Future => "·",
            Status::Suspended | Status::Cancelled => "x",
        }
    }

    /// Suspended or cancelled.
    pub fn is_at_rest(self) -> bool {
        matches!(self, Status::Suspended | Status::Cancelled)
    }

    /// Late in filters and counts: overdue, unreported, critical, behind.
    pub fn is_late(self) -> bool {
        matches!(
            self,
            Status::Overdue | Status::Unreported | Status::Critical | Status::Behind
        )
    }

    /// Met, in time or late.
    pub fn is_met(self) -> bool {
        matches!(self, Status::Met | Status::MetLate)
    }
}

impl Lamp {
    /// All, worst first: the order in which a project takes the lamp of its targets. Grey never
    /// hides red or yellow.
    pub const ALL: [Lamp; 6] = [
        Lamp::Red,
        Lamp::RedHollow,
        Lamp::Yellow,
        Lamp::Grey,
        Lamp::Green,
        Lamp::None,
    ];

    /// Its id in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Lamp::Green => "green",
            Lamp::Yellow => "yellow",
            Lamp::Red => "red",
            Lamp::RedHollow => "red-hollow",
            Lamp::Grey => "grey",
            Lamp::None => "none",
        }
    }

    /// The worst of several; [`Lamp::None`] for none.
    pub fn worst(lamps: impl IntoIterator<Item = Lamp>) -> Lamp {
        let severity = |lamp: &Lamp| Lamp::ALL.iter().position(|l| l == lamp);
        lamps.into_iter().min_by_key(severity).unwrap_or(Lamp::None)
    }
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 6] = [
        Reason::NoData,
        Reason::OtherStage,
        Reason::Stale,
        Reason::NoReportYet,
        Reason::FirstFigure,
        Reason::Undecided,
    ];

    /// Whether how far it is is known, and only what to hold that against is not.
    pub fn is_of_start(self) -> bool {
        matches!(self, Reason::NoReportYet | Reason::FirstFigure)
    }

    /// Its id in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Reason::NoData => "no-data",
            Reason::OtherStage => "other-stage",
            Reason::Stale => "stale",
            Reason::NoReportYet => "no-report-yet",
            Reason::FirstFigure => "first-figure",
            Reason::Undecided => "undecided",
        }
    }
}

impl Flag {
    /// Its id in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Flag::Urgent => "urgent",
            Flag::DueSoon => "due-soon",
            Flag::Borderline => "borderline",
            Flag::Stale => "stale",
            Flag::DayUnknown => "day-unknown",
            Flag::Regressed => "regressed",
            Flag::Stalled => "stalled",
            Flag::Slipped => "slipped",
            Flag::Lowered => "lowered",
            Flag::Replanned => "replanned",
            Flag::Implied => "implied",
            Flag::LateBaseline => "late-baseline",
            Flag::Derived => "derived",
        }
    }
}
