//! What columns of sheets mean: as the record remembers, and as somebody says now.

use crate::context::Context;
use crate::messages::columns::FieldWord;
use crate::messages::{Error, ValueProblem};
use crate::sheet::{Mappings, Meaning, field_names};
use crate::store::{self, Store, Visible};

/// The answers of `--map COLUMN=FIELD` and `--keep COLUMN`, upon those that the record remembers.
///
/// # Errors
/// [`ValueProblem::MapField`]; [`Error::Store`].
pub(in crate::commands) fn mappings(
    store: &dyn Store,
    context: &Context,
    map: &[String],
    keep: &[String],
) -> Result<Mappings, Error> {
    let mut remembered = Default::default();
    store.read(&mut |read| {
        let visible = Visible::of(read, context.known)?;
        remembered = store::mappings(read, &visible)?;
        Ok(())
    })?;
    let mut mappings = Mappings::remembered(remembered);
    for text in map {
        let answer = text.rsplit_once('=');
        let answer = answer.filter(|(column, _)| !column.trim().is_empty());
        let meaning = answer.and_then(|(column, field)| Some((column, Meaning::read(field)?)));
        let Some((column, meaning)) = meaning else {
            let fields = field_names()
                .map(|field| FieldWord(field.to_owned()))
                .collect();
            return Err(Error::value("--map", text, ValueProblem::MapField(fields)));
        };
        mappings.answer(column, meaning);
    }
    for column in keep {
        mappings.answer(column, Meaning::Kept);
    }
    Ok(mappings)
}
