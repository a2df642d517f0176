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
