use std::path::Path;

use clap::Args;

use crate::context::Context;
use crate::messages::Error;
use crate::report::said::Said;
use crate::sample;
use crate::store;

use super::import;

/// Create the store; a second time is refused
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// With the bundled first portfolio: 49 key projects of a subdistrict in 2021, its notes and
    /// categories in the language in force
    #[arg(long)]
    sample: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    context.check_now()?;
    let path = context.path()?.clone();
    if context.is_path_default {
        make_folder(&path);
    }
    store::create(&path, &mut |store| {
        if arguments.sample {
            let occasion = context.occasion(Default::default());
            let files = sample::portfolio(context.language_first());
            import::sample(store, &context.entry(Vec::new()), &occasion, &files)?;
        }
        Ok(())
    })?;
    let language = context.language_first();
    let said = Said::Created {
        path,
        is_path_given: context.is_path_given,
        with_sample: arguments.sample,
    };
    context.output.say(language, &said);
    Ok(())
}

/// Makes the folder of the default store for its owner alone, as the XDG Base Directory
/// Specification asks; one that is there stays as it is. What goes wrong is told by whoever makes
/// the store.
fn make_folder(store: &Path) {
    #[cfg(unix)]
    if let Some(folder) = store.parent() {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = std::fs::DirBuilder::new();
        let _ = builder.recursive(true).mode(0o700).create(folder);
    }
    #[cfg(not(unix))]
    let _ = store;
}
