//! Every sentence that people read, English and Chinese side by side.
//!
//! A message is a value: a variant of one enum a subject, whose fields say what it is about. Code
//! below hands it on as data, errors included; [`In`] puts it into words. A sentence that lacks one
//! of its languages does not compile.

pub mod account;
mod answer;
pub mod arithmetic;
pub mod asked;
pub mod backtest;
pub mod brief;
mod candidate;
mod causes;
pub mod change;
pub mod check;
pub mod columns;
mod date;
mod days;
pub mod demo;
mod error;
pub mod fact;
pub mod feedback;
mod field;
mod figure;
mod flaw;
pub mod form;
mod format;
mod heads;
mod hint;
pub mod import;
mod legend;
pub mod log;
mod macros;
pub mod merge;
mod nouns;
pub mod opening;
pub mod page;
pub mod papers;
pub mod plan;
pub mod question;
mod record;
pub mod recorded;
mod refusal;
pub mod report;
mod retract;
pub mod roll;
mod row;
mod row_ref;
mod say;
mod sentences;
pub mod setting;
pub mod show;
pub mod silence;
mod store;
pub mod subject;
mod sum;
mod system;
pub mod terms;
pub mod usage;
mod value;
mod verdict;
pub mod why;

pub use candidate::{Candidate, ShortName, StageChoice, TargetChoice, TargetMark, UnmetTarget};
pub use causes::{BadLine, BadRows, Causes, Which};
pub use error::{Error, ErrorLine};
pub use field::Field;
pub use figure::{Addition, Decimal, Exact, Rate};
pub use flaw::Flaw;
pub use format::{
    Aside, ForeignFile, FormatProblem, InCell, LostHead, NameProblem, NamedAbove, PassedOver,
    PassedOverIn, ReadHidden, RowNumbers, SheetKind, StrayCell, Twice, UnreadFile, WithoutFigure,
};
pub use hint::{COMMANDS, name_store};
pub use legend::{LegendLamp, LegendLine, MarkMeaning, More, full_legend, legend};
pub use nouns::{
    Days, Entries, Kind, LineCount, OfThese, Problems, Projects, Rows, Targets, Things,
};
pub use record::{ChainBreak, RecordProblem};
pub use refusal::Refusal;
pub use retract::{Ago, RetractProblem, RetractQuestion, SeveralRows};
pub use row::{BadRow, CommandWarning, Common, NewerFact, RowWarning, Warning};
pub use row_ref::RowRef;
pub use say::{
    AnyOf, Hundredths, In, IsoDay, Lines, LocalName, Notes, Numbered, Parts, Quoted, Say, ShortDay,
    Size, Tenths, UpTo,
};
pub use store::{Damage, StoreProblem};
pub use system::Version;
pub use value::{OptionWord, OwnFact, ValueProblem, YesOrNo};
pub use verdict::StatusWord;

#[cfg(test)]
mod tests;
