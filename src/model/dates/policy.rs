/// How a deadline of the form "before an interval" is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BeforeInterval {
    /// Before the interval begins.
    Strict,
    /// By the interval's end.
    Inclusive,
}

impl BeforeInterval {
    /// Its id: `strict`, `inclusive`.
    pub fn id(self) -> &'static str {
        match self {
            BeforeInterval::Strict => "strict",
            BeforeInterval::Inclusive => "inclusive",
        }
    }

    /// The inverse of [`BeforeInterval::id`].
    pub fn from_id(id: &str) -> Option<BeforeInterval> {
        let all = [BeforeInterval::Strict, BeforeInterval::Inclusive];
        all.into_iter().find(|way| way.id() == id)
    }
}

/// What a day such as `03/04/2021` begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    /// The day: 3 April.
    DayFirst,
    /// The month: 4 March.
    MonthFirst,
}

impl DateOrder {
    /// Its id: `dmy`, `mdy`.
    pub fn id(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
        }
    }

    /// The inverse of [`DateOrder::id`].
    pub fn from_id(id: &str) -> Option<DateOrder> {
        let all = [DateOrder::DayFirst, DateOrder::MonthFirst];
        all.into_iter().find(|order| order.id() == id)
    }
}

/// What `Nov-21` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayOrMonth {
    /// The 21st of November.
    Day,
    /// November 2021, of which spreadsheets make this.
    Month,
}

impl DayOrMonth {
    /// Its id: `day`, `month`.
    pub fn id(self) -> &'static str {
        match self {
            DayOrMonth::Day => "day",
            DayOrMonth::Month => "month",
        }
    }

    /// The inverse of [`DayOrMonth::id`].
    pub fn from_id(id: &str) -> Option<DayOrMonth> {
        let all = [DayOrMonth::Day, DayOrMonth::Month];
        all.into_iter().find(|what| what.id() == id)
    }
}

/// How what may be read in two ways is read, as far as somebody said so of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DateWays {
    /// What `03/04/2021` begins with.
    pub order: Option<DateOrder>,
    /// How an interval with 前 is read.
    pub before: Option<BeforeInterval>,
    /// What `Nov-21` is.
    pub short: Option<DayOrMonth>,
}

impl DateWays {
    /// These, and where they say nothing the others.
    #[must_use]
    pub fn or(self, others: DateWays) -> DateWays {
        DateWays {
            order: self.order.or(others.order),
            before: self.before.or(others.before),
            short: self.short.or(others.short),
        }
    }
}
