//! Whatever is said is a list of statements ([`change`]); the ledger finds out what each one means
//! and holds every rule of change, once.
//!
//! A [`Plan`] is made within a read transaction: per statement what it adds, revises or leaves as it
//! is, or why it cannot be taken. Nothing is written by it. [`record()`] applies a plan in a write
//! transaction, if the record is still the one that was planned on, and else plans again there. So
//! no entrance is laxer than another, and none holds the record while a person thinks. Retracting an
//! entry ([`retract()`]) says nothing new and has no plan: it is judged and recorded within one
//! write transaction. So is what `check` has told ([`record_notices`]), which no rule can refuse.

mod absent;
mod baseline;
mod batch;
pub mod change;
mod dependents;
mod figure;
mod find;
mod measured;
mod mention;
mod merge;
mod names;
mod neighbours;
mod newer;
mod occasion;
mod outcome;
mod plan;
mod planner;
mod projects;
mod readings;
mod record;
mod renamed;
mod reread;
mod retract;
mod roll;
mod search;
mod settings;
mod spelled;
mod stages;
mod states;
mod steps;
mod target_choice;
mod targets;
mod terms;
mod unmet;
mod which_project;
mod which_stage;
mod which_target;
mod workspace;

pub use absent::Absent;
pub use change::*;
pub use figure::{FigureWord, Scale, Writing, figure_word, read_figure, read_goal, read_percent};
pub use find::{Found, Named, find};
pub use mention::*;
pub use merge::{Merging, merge};
pub use names::{Called, Names};
pub use occasion::{Answers, Fault, Occasion};
pub use outcome::{CountsByKind, Outcome};
pub use plan::Plan;
pub use record::{Agreement, Recorded, record, record_agreed, record_notices};
pub use retract::{Retracting, RetractionPlan, last_entry, retract};
pub use roll::{Rolling, roll};
pub use search::{check_text, find_project, find_stage, is_name_of_any};
pub use steps::Steps;
