use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::messages::Error;
use crate::model::Known;
use crate::report::said::Said;
use crate::store::Access;
use crate::store::verify::verify;

use super::ask;

/// Copy the store to a file, while others may use it; flaws of the file are told
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The copy; there must be no such file yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    // All that may fail comes before the copy has its name.
    let language = context.language(&ask::policy(&*store, Known::Now)?);
    let found = store.backup(&arguments.file)?;
    // The engine's checks are part of it; one that cannot be read row by row is told as they see it.
    let flaws = verify(&*store, None).map_or(found, |verified| verified.flaws);
    let said = Said::Wrote(vec![arguments.file.clone()]);
    context.output.say(language, &said);
    if !flaws.is_empty() {
        let path = context.path()?.clone();
        context.output.say(language, &Said::Flawed { path, flaws });
    }
    Ok(())
}
