//! What can go wrong, as data: no wording here. Each error is said in one line by `text`, in
//! either language, and ends the program with [`Error::EXIT_CODE`].

mod command;
mod flat;
mod flaw;
mod format;
mod record;
mod refusal;
mod row;
mod value;

pub use crate::messages::StoreProblem;
pub use command::Error;
pub use flat::FlatProblem;
pub use flaw::Flaw;
pub use format::FormatProblem;
pub use record::{ChainBreak, RecordProblem};
pub use refusal::{FactsProblem, OneTarget, Refusal, StageChoice, TargetProblem};
pub use row::{BadRow, RowProblem, RowWarning, Warning};
pub use value::ValueProblem;
