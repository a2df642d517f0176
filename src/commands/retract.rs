use clap::Args;

use crate::context::Context;
use crate::ledger::{self, Retracting};
use crate::messages::Error;
use crate::render;
use crate::report::TakenBack;
use crate::store::Access;

use super::words;

/// Undo an entry: your last one, or the one you name
///
/// An entry is retracted whole, an import too, and what was recorded before counts again. Nothing is
/// deleted: `log` shows both, and `--known-on` an earlier day still sees it. An entry on which others
/// depend is refused unless they are retracted with it.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The entry's number, as `log` shows it [default: your last entry that changed anything]
    #[arg(value_name = "ENTRY", allow_negative_numbers = true)]
    entry: Option<String>,
    /// Why; may be left out only for your own last entry
    #[arg(short = 'm', long, value_name = "TEXT")]
    reason: Option<String>,
    /// Also retract the entries that would be left without their project, stage or target
    #[arg(long)]
    with_dependents: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let retracting = Retracting {
        entry: arguments.entry.clone(),
        who: context.who.clone(),
        reason: words::reason(arguments.reason.as_deref())?,
        with_dependents: arguments.with_dependents,
        as_of: context.as_of,
    };
    let done = ledger::retract(&mut *store, &context.entry(Vec::new()), &retracting)?;
    let language = context.language(&done.after.settings);
    let told = TakenBack {
        by: done.by,
        is_own: done.entry.who == context.who,
        entry: &done.entry,
        dependents: &done.dependents,
        after: &done.after.projects,
        as_of: context.as_of,
    };
    context.output.told(&render::taken_back(language, &told))
}
