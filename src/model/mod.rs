//! The nouns: project, stage, target, reading, percent, day, period, settings.
//!
//! Plain values and their parsers. Nothing here judges, reads a clock, or knows a disk.

mod amount;
mod cell;
mod code;
mod counts;
mod dates;
mod day;
mod entry;
mod facts;
mod fiscal;
mod form_row;
mod given;
mod history;
mod invisible;
mod json;
mod language;
#[cfg(test)]
pub(crate) mod listed;
mod merger;
mod number_words;
mod percent;
mod period;
mod portfolio;
mod project;
mod reading;
mod series;
mod settings;
mod shell;
mod simplified;
mod stage;
mod target;
mod weekday;
mod width;

pub use amount::{Amount, AmountError};
pub use cell::{guard, unguard};
pub use code::{Code, CodeError, fold};
pub use counts::Counts;
pub use dates::{
    BeforeInterval, DateError, DateOrder, DateRules, DateWays, DayOrMonth, Deadline, PAST_DAYS,
    check_deadline, deadline_at_start, is_no_deadline, looks_like_date, order_shown, read_date,
    read_dated_period, read_day, read_day_of_column, read_deadline, read_first_day, read_period,
    read_span, with_dropped_zero,
};
pub use day::Day;
pub use entry::{Instant, InstantError, Known, NewEntry, Source};
pub use facts::Changed;
pub use fiscal::{FiscalPart, PeriodLength};
pub use form_row::FormRow;
pub use given::Given;
pub use history::{Deed, HistoryEntry, Notice, StagePath};
pub use invisible::{clean_text, is_invisible, is_weightless, printable, printable_lines};
pub use json::write_json;
pub use language::Language;
pub use merger::{FactMerged, Merged, MergedCount, StageMerged};
pub use number_words::{chinese_number, english_number};
pub use percent::{Percent, PercentError};
pub use period::{Period, PeriodError, PeriodName};
pub use portfolio::{Portfolio, Scope, Snapshot};
pub use project::{Alias, KeptText, Project, ProjectFacts, ProjectFactsEdit, State, StateChange};
pub use reading::{Figure, Reading, Remark, is_han, joined_texts, text_parts};
pub use series::{Series, SeriesByStage};
pub use settings::{Bound, Measure, Rule, SettingError, SettingKey, Settings, Takes};
pub use shell::{quoted_for_posix, shell_quoted};
pub use simplified::{as_written, comparable, simplified};
pub use stage::{OVERALL, Stage, StageFacts, StageFactsEdit, StageKind};
pub use target::{
    Commitment, DeclaredBaseline, PlanPoint, Revision, Target, TargetState, Terms, TermsEdit,
};
pub use weekday::Weekday;
pub use width::half_width;
