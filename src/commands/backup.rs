use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::error::Error;
use crate::model::{Known, Scope, Snapshot};
use crate::report::said::Said;
use crate::store::Access;

/// Copy the store to a file, while others may use it; the copy is checked
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The copy; there must be no such file yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    // All that may fail comes before the copy has its name.
    let settings = store
        .snapshot(&Snapshot {
            as_of: context.as_of,
            known: Known::Now,
            scope: Scope::Names,
        })?
        .settings;
    store.backup(&arguments.file)?;
    let language = context.language(&settings);
    let said = Said::Wrote(vec![arguments.file.clone()]);
    context.output.say(language, &said);
    Ok(())
}
