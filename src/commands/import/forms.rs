//! Whose stages nobody reported, after forms came back.

use std::cell::OnceCell;

use crate::context::Context;
use crate::messages::form::{FormFate, FormLine, Owing};
use crate::messages::{Error, Lines};
use crate::model::{Known, Scope, Snapshot};
use crate::report::{Form, Report, Request};
use crate::sheet::Sheets;
use crate::store::Store;

use super::super::ask;

/// So many are named, the others counted.
const LISTED: usize = 40;

/// Whose stages are missing, where sheets are forms: of all that a form asks about as the record
/// stands before them, those that no form fills in and nobody reported otherwise. What came back with
/// its row left blank is told apart from what did not come back.
pub(super) fn missing(
    store: &dyn Store,
    context: &Context,
    sheets: &Sheets,
) -> Result<Vec<FormLine>, Error> {
    let Some(filled) = sheets.filled_stages() else {
        return Ok(Vec::new());
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
    let fate = |project: &str, stage: &str| {
        let stage_path = format!("{project}/{stage}");
        match sheets.blank_stages.contains(&stage_path) {
            _ if filled.contains(&stage_path) => None,
            true => Some(FormFate::Empty),
            false => Some(FormFate::NotBack),
        }
    };
    let lines = [FormFate::NotBack, FormFate::Empty].map(|of| {
        let mut whose = form.not_reported(&|project, stage| fate(project, stage) == Some(of));
        let more = whose.len().saturating_sub(LISTED);
        whose.truncate(LISTED);
        let more = (more > 0).then_some(Owing::More(more));
        FormLine {
            fate: of,
            before: form.last_answered(),
            whose: Lines(whose.into_iter().map(Owing::One).chain(more).collect()),
        }
    });
    let lines = lines.into_iter().filter(|line| !line.whose.0.is_empty());
    Ok(lines.collect())
}
