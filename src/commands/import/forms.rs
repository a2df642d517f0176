//! Who has not returned his form.

use std::cell::OnceCell;

use crate::context::Context;
use crate::messages::Error;
use crate::messages::Lines;
use crate::messages::form::FormLine;
use crate::model::{Known, Scope, Snapshot};
use crate::report::{Form, Report, Request};
use crate::sheet::Sheets;
use crate::store::Store;

use super::super::ask;

/// So many are named, the others counted.
const LISTED: usize = 40;

/// Whose stages are missing, where sheets are forms: of all that a form asks about as the record
/// stands before them, those that no form fills in and nobody reported otherwise.
pub(super) fn missing(
    store: &dyn Store,
    context: &Context,
    sheets: &Sheets,
) -> Result<Option<FormLine>, Error> {
    let Some(filled) = sheets.filled_stages() else {
        return Ok(None);
    };
    let question = Snapshot {
        as_of: sheets.form_day().unwrap_or(context.as_of),
        known: Known::Now,
        scope: Scope::All,
    };
    let slot = OnceCell::new();
    let assessment = ask::judged(store, &question, &slot)?;
    let report = Report::new(&assessment, &Request::default(), None);
    let form = Form::of(&report);
    let is_filled = |project: &str, stage: &str| filled.contains(&format!("{project}/{stage}"));
    let mut whose = form.missing(&is_filled);
    let more = whose.len().saturating_sub(LISTED);
    whose.truncate(LISTED);
    let line = FormLine::Missing {
        before: form.last_answered(),
        whose: Lines(whose),
        more,
    };
    Ok(Some(line).filter(|FormLine::Missing { whose, .. }| !whose.0.is_empty()))
}
