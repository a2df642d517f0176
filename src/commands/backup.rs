use std::path::PathBuf;

use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::{Error, Lines, Problems};
use crate::model::Known;
use crate::store::Access;
use crate::store::verify::verify;

use super::ask;
use super::help::arguments;

arguments! {
    Arguments
    en "Copy the store to a file, even while others use it"
    zh "备份数据库，他人使用时亦可"
    details
        en "It also tells what is wrong with the store, if anything is, and copies it all the same."
        zh "数据库如有损坏会一并告知，仍照样备份。"
    in ARGUMENTS {
        #[arg(value_name = "FILE")]
        file: PathBuf = {
            en "The copy; there must be no such file yet"
            zh "备份文件；不得已存在"
        }
    }
    example
        en "backup copy.db" "makes a copy"
        zh "backup copy.db" "备份"
    example
        en "--db copy.db verify" "checks it"
        zh "--db copy.db verify" "核验备份"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    // All that may fail comes before the copy has its name.
    let language = context.language(&ask::policy(&*store, Known::Now)?);
    let found = store.backup(&arguments.file)?;
    // The engine's checks are part of it; one that cannot be read row by row is told as they see it.
    let flaws = verify(&*store, None).map_or(found, |verified| verified.flaws);
    context
        .output
        .say(language, &Feedback::Wrote(arguments.file.clone()));
    if !flaws.is_empty() {
        let feedback = Feedback::FlawedCopy {
            path: context.path()?.clone(),
            count: Problems(flaws.len()),
            flaws: Lines(flaws),
        };
        context.output.say(language, &feedback);
    }
    Ok(())
}
