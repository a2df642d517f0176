//! The lamps of sheets, held against those that the record gives.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::assess::Lamp;
use crate::commands::ask;
use crate::context::Context;
use crate::ledger::{self, Occasion};
use crate::messages::columns::{LampsDiffer, LampsOf};
use crate::messages::{Error, LocalName, UpTo};
use crate::model::{Known, NewEntry, Project, Scope, Snapshot, fold};
use crate::report::{Report, Request};
use crate::sheet::{LampRow, SheetLamp, Sheets};
use crate::store::{self, Store, replay};

/// The record as it would stand with what the sheets say, in memory, so that their lamps can be held
/// against it; `None` where they have none.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn trial(
    store: &dyn Store,
    sheets: &Sheets,
    entry: &NewEntry,
    occasion: &Occasion,
) -> Result<Option<Box<dyn Store>>, Error> {
    if sheets.lamps.is_empty() {
        return Ok(None);
    }
    let mut trial = store::in_memory()?;
    replay::copy(store, &mut *trial)?;
    let mut occasion = occasion.clone();
    occasion.files = sheets.files.iter().map(|file| file.name.clone()).collect();
    occasion.is_typed = false;
    ledger::record(&mut *trial, entry, &sheets.changes, &occasion, &|_, _| {
        Ok(())
    })?;
    Ok(Some(trial))
}

/// The projects to which the sheets give another lamp than their figures do, as of the day of the
/// command; `None` where there are none. What the record does not judge is not compared.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn differing(
    store: &dyn Store,
    rows: &[LampRow],
    context: &Context,
) -> Result<Option<LampsDiffer>, Error> {
    if rows.is_empty() {
        return Ok(None);
    }
    let question = Snapshot {
        as_of: context.as_of,
        known: Known::Now,
        scope: Scope::All,
    };
    let slot = OnceCell::new();
    let mut judged = None;
    store.read(&mut |read| {
        judged = Some(ask::judged_within(read, &question, &slot)?);
        Ok(())
    })?;
    let Some(assessment) = judged else {
        return Ok(None);
    };
    let report = Report::new(&assessment, &Request::default(), None);
    let mut groups: BTreeMap<(SheetLamp, SheetLamp), Vec<LocalName>> = BTreeMap::new();
    for project in assessment.projects {
        // Of several rows the worst, as of several targets.
        let own = rows.iter().filter(|row| is_of(row, project));
        let said = own.map(|row| row.lamp).min();
        let ours = report.lamp(project).and_then(shown);
        if let (Some(said), Some(ours)) = (said, ours)
            && said != ours
        {
            groups.entry((said, ours)).or_default().push(project.into());
        }
    }
    let groups = groups.into_iter().map(|((said, ours), names)| LampsOf {
        said: lamp(said),
        ours: lamp(ours),
        names: UpTo(names),
    });
    let groups: Vec<LampsOf> = groups.collect();
    Ok((!groups.is_empty()).then_some(LampsDiffer(groups)))
}

fn is_of(row: &LampRow, project: &Project) -> bool {
    match (&row.code, &row.name) {
        (Some(code), _) => code.key() == project.facts.code.key(),
        (None, Some(name)) => {
            let key = fold(name);
            let mut names = project.facts.names();
            project.facts.code.key() == key || names.any(|name| fold(name) == key)
        }
        (None, None) => false,
    }
}

/// Our lamp as sheets know them; grey is none of theirs.
fn shown(ours: Lamp) -> Option<SheetLamp> {
    match ours {
        Lamp::Red | Lamp::RedHollow => Some(SheetLamp::Red),
        Lamp::Yellow => Some(SheetLamp::Yellow),
        Lamp::Green => Some(SheetLamp::Green),
        Lamp::Grey | Lamp::None => None,
    }
}

fn lamp(lamp: SheetLamp) -> Lamp {
    match lamp {
        SheetLamp::Red => Lamp::Red,
        SheetLamp::Yellow => Lamp::Yellow,
        SheetLamp::Green => Lamp::Green,
    }
}
