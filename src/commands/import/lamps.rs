//! The lamps of sheets, held against those that the record gives.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use crate::assess::Lamp;
use crate::commands::ask;
use crate::context::Context;
use crate::ledger::{self, Called, Names, Occasion};
use crate::messages::columns::{LampsDiffer, LampsOf};
use crate::messages::{Error, LocalName, UpTo};
use crate::model::{Code, Known, NewEntry, Project, Scope, Snapshot};
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
    let stated = lamps(rows, assessment.projects);
    let mut groups: BTreeMap<(SheetLamp, SheetLamp), Vec<LocalName>> = BTreeMap::new();
    for project in assessment.projects {
        let stated = stated.get(&project.id).copied();
        let ours = report.lamp(project).and_then(shown);
        if let (Some(stated), Some(ours)) = (stated, ours)
            && stated != ours
        {
            groups
                .entry((stated, ours))
                .or_default()
                .push(project.into());
        }
    }
    let groups = groups.into_iter().map(|((stated, ours), names)| LampsOf {
        stated: lamp(stated),
        ours: lamp(ours),
        names: UpTo(names),
    });
    let groups: Vec<LampsOf> = groups.collect();
    Ok((!groups.is_empty()).then_some(LampsDiffer(groups)))
}

/// The lamps that rows give projects, by the numbers of these: of several rows the worst, as of several
/// targets. Rows mean the projects that they meant when they were recorded.
fn lamps(rows: &[LampRow], projects: &[Project]) -> HashMap<i64, SheetLamp> {
    let mut names = Names::default();
    for project in projects {
        names.add_project(project.id, &project.facts);
    }
    let mut lamps = HashMap::new();
    for row in rows {
        let code = row.code.as_ref().map(Code::as_str);
        let label = code.or(row.name.as_deref()).unwrap_or_default();
        if let Called::One(id, _) = names.find(label) {
            let worst: &mut SheetLamp = lamps.entry(id).or_insert(row.lamp);
            *worst = row.lamp.min(*worst);
        }
    }
    lamps
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
