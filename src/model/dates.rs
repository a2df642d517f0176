//! The one reader of dates: what people type or write in cells for a day or a deadline.
//!
//! [`words`] splits a text into words, [`phrase`] makes a day or an interval of them, with its year
//! or without; [`read_day`] and [`read_deadline`] each make one day of that, [`read_period`] an
//! interval. None of them chooses between two readings.

mod day;
mod deadline;
mod error;
mod leading;
mod numeric;
mod part;
mod period;
mod phrase;
mod policy;
mod rules;
mod span;
mod vocabulary;
mod weekday;
mod words;

pub use day::{
    looks_like_date, order_shown, read_date, read_day, read_day_of_column, read_first_day,
};
pub use deadline::{Deadline, check_deadline, is_no_deadline, read_deadline};
pub use error::DateError;
pub use leading::deadline_at_start;
pub use numeric::with_dropped_zero;
pub use period::{read_dated_period, read_period};
pub use policy::{BeforeInterval, DateOrder, DateWays, DayOrMonth};
pub use rules::{DateRules, PAST_DAYS};
pub use span::read_span;
