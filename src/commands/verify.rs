use clap::Args;

use crate::context::Context;
use crate::error::Error;
use crate::model::HistoryQuestion;
use crate::report::said::Said;
use crate::store::Access;

/// Check that the store is sound: the file itself, its schema, and the rules of the record
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

pub(super) fn run(_: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    let flaws = store.verify()?;
    let path = context.path()?.clone();
    if !flaws.is_empty() {
        return Err(Error::Flaws { path, flaws });
    }
    let last = store.history(&HistoryQuestion {
        last_before: Some(i64::MAX),
        ..HistoryQuestion::default()
    })?;
    let entries = last
        .first()
        .and_then(|entry| usize::try_from(entry.number).ok());
    let said = Said::Sound {
        path,
        entries: entries.unwrap_or(0),
    };
    let language = context.language_outside();
    context.output.say(language, &said);
    Ok(())
}
