//! Every sentence that people read, English and Chinese side by side.
//!
//! A message is a value: a variant of one enum a subject, whose fields say what it is about. Code
//! below hands it on as data, errors included; [`In`] puts it into words. A sentence that lacks one
//! of its languages does not compile.

pub mod check;
mod date;
mod macros;
pub mod report;
mod retract;
mod say;
mod store;
mod verdict;

pub use retract::RetractProblem;
pub use say::{
    Days, EntryNumber, Hundredths, In, Notes, Parts, Projects, Rows, Say, ShortDay, Targets,
    Tenths, UpTo,
};
pub use store::StoreProblem;
pub use verdict::StatusWord;

#[cfg(test)]
mod tests;
