//! Asking a store: the portfolio that answers a question, and the verdicts on it.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::assess::{Assessment, assess};
use crate::context::Context;
use crate::ledger::{find_project, is_name_of_any, split_known, split_stage_path};
use crate::messages::{Damage, Error, Flaw, Refusal, StoreProblem};
use crate::model::{Code, Day, Known, Portfolio, Reading, Scope, Settings, Snapshot, Stage, fold};
use crate::store::{
    Access, Figures, Read, Store, Visible, ever_coded, load, once_coded, readings_up_to, settings,
};

/// The portfolio that answers a question, judged as of its day. It is put into a place of the
/// caller's, so that the transaction is over when this returns.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn judged<'p>(
    store: &dyn Store,
    question: &Snapshot,
    slot: &'p OnceCell<Portfolio>,
) -> Result<Assessment<'p>, Error> {
    let mut found = None;
    store.read(&mut |read| {
        found = Some(judged_within(read, question, slot)?);
        Ok(())
    })?;
    let assessment = found.unwrap_or_else(|| nothing(slot.get_or_init(empty), question));
    settle_if_empty(store, &assessment)?;
    Ok(assessment)
}

/// Checks the store where an answer has no targets or no figures: see [`settle`].
///
/// # Errors
/// [`Error::Store`] with the first flaw.
pub(super) fn settle_if_empty(store: &dyn Store, assessment: &Assessment<'_>) -> Result<(), Error> {
    let projects = assessment.projects.iter();
    let mut stages = projects.flat_map(|project| &project.stages);
    if assessment.targets.is_empty() || stages.all(|stage| stage.reading.is_none()) {
        settle(store)?;
    }
    Ok(())
}

/// As [`judged`], within a transaction.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn judged_within<'p>(
    read: &dyn Read,
    question: &Snapshot,
    slot: &'p OnceCell<Portfolio>,
) -> Result<Assessment<'p>, Error> {
    let visible = Visible::of(read, question.known)?;
    let loaded = load(read, question.as_of, question.scope, &visible)?;
    let portfolio = slot.get_or_init(|| loaded);
    let figures = Figures::of_portfolio(read, &visible, portfolio, question.as_of);
    let assessment = assess(portfolio, &figures, question.as_of);
    figures.check()?;
    Ok(assessment)
}

/// Some projects as they stand, judged, within a transaction.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn judged_projects<'p>(
    read: &dyn Read,
    projects: &[i64],
    as_of: Day,
    slot: &'p OnceCell<Portfolio>,
) -> Result<Assessment<'p>, Error> {
    let visible = Visible::of(read, Known::Now)?;
    let mut all = load(read, as_of, Scope::Nothing, &visible)?;
    for id in projects {
        let one = load(read, as_of, Scope::Project(*id), &visible)?;
        all.projects.extend(one.projects);
    }
    let portfolio = slot.get_or_init(|| all);
    let figures = Figures::of_portfolio(read, &visible, portfolio, as_of);
    let assessment = assess(portfolio, &figures, as_of);
    figures.check()?;
    Ok(assessment)
}

/// All readings of some stages by the day of the question, by the store's numbers.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn histories<'p>(
    read: &dyn Read,
    stages: impl Iterator<Item = &'p Stage>,
    context: &Context,
) -> Result<HashMap<i64, Vec<Reading>>, Error> {
    let visible = Visible::of(read, context.known)?;
    let mut histories = HashMap::new();
    for stage in stages {
        if let Entry::Vacant(free) = histories.entry(stage.id) {
            free.insert(readings_up_to(read, stage.id, context.as_of, &visible)?);
        }
    }
    Ok(histories)
}

fn empty() -> Portfolio {
    Portfolio {
        projects: Vec::new(),
        settings: Settings::default(),
    }
}

fn nothing<'p>(portfolio: &'p Portfolio, question: &Snapshot) -> Assessment<'p> {
    Assessment {
        as_of: question.as_of,
        settings: &portfolio.settings,
        projects: &portfolio.projects,
        targets: Vec::new(),
    }
}

/// Damage can make an answer smaller without a word: SQLite reads a torn page as a table with no
/// rows. So an answer without targets or figures is held against the file's own checks; a young
/// store, which rightly has nothing yet, is soon checked.
///
/// # Errors
/// [`Error::Store`] with the first flaw.
pub(super) fn settle(store: &dyn Store) -> Result<(), Error> {
    let what = store.examine()?.into_iter().find_map(|flaw| match flaw {
        Flaw::Integrity(what) => Some(Damage::Engine(what)),
        Flaw::Orphan { table, parent, .. } => Some(Damage::Orphans { table, parent }),
        _ => None,
    });
    match what {
        Some(what) => Err(Error::store("", StoreProblem::Damaged(what))),
        None => Ok(()),
    }
}

/// The office's policy.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn policy(store: &dyn Store, known: Known) -> Result<Settings, Error> {
    let mut found = Settings::default();
    store.read(&mut |read| {
        found = settings(read, &Visible::of(read, known)?)?;
        Ok(())
    })?;
    Ok(found)
}

/// `CODE` or `CODE/STAGE` in two, unless it is the whole name of a project.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn split<'p>(
    read: &dyn Read,
    path: &'p str,
    known: Known,
) -> Result<(&'p str, Option<&'p str>), Error> {
    if !path.contains('/') {
        return Ok((path, None));
    }
    let names = load(read, Day::LAST, Scope::Names, &Visible::of(read, known)?)?.projects;
    let facts = || names.iter().map(|project| &project.facts);
    Ok(split_known(path, &|text| is_name_of_any(facts(), text)))
}

/// As [`split`], before a command is carried out; a store that cannot be read is told then.
pub(super) fn split_first<'p>(context: &Context, path: &'p str) -> (&'p str, Option<&'p str>) {
    let mut found = split_stage_path(path);
    if found.1.is_some()
        && let Ok(store) = context.open(Access::Read)
    {
        let asked = store.read(&mut |read| {
            found = split(read, path, Known::Now)?;
            Ok(())
        });
        drop(asked);
    }
    found
}

/// Whether a text with a `/` is the name of a project to be added: it cannot be `CODE/STAGE`, as one
/// of both is no code, and no project is meant by what stands before the `/`. Nor is one meant whose
/// own name begins so.
pub(super) fn is_name_to_add(context: &Context, text: &str) -> bool {
    let (front, Some(stage)) = split_stage_path(text) else {
        return true;
    };
    let is_code = |text: &str| Code::new(text).is_ok();
    if front.trim().is_empty() || stage.trim().is_empty() || is_code(front) && is_code(stage) {
        return false;
    }
    let Ok(store) = context.open(Access::Read) else {
        return false;
    };
    let mut is_name = false;
    let asked = store.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let names = load(read, Day::LAST, Scope::Names, &visible)?.projects;
        let facts = || names.iter().map(|project| &project.facts);
        let beginning = fold(&format!("{}/", front.trim()));
        let begins = |name: &str| fold(name).replace(" /", "/").starts_with(&beginning);
        is_name = match find_project(facts(), front) {
            Ok(_) => !is_name_of_any(facts(), front) && facts().any(|one| begins(&one.name)),
            Err(Refusal::NoSuchProject { nearest, .. }) => nearest.is_empty(),
            Err(_) => false,
        };
        Ok(())
    });
    asked.is_ok() && is_name
}

/// The number of the project that a typed word means, as things are known: by its code without
/// looking at the others, else by what all are called, or once were.
///
/// # Errors
/// [`Error::Refused`] if there is none or several; [`Error::Store`].
pub(super) fn project(read: &dyn Read, query: &str, known: Known) -> Result<i64, Error> {
    crate::ledger::check_text(query)?;
    let visible = Visible::of(read, known)?;
    let key = fold(query);
    for id in ever_coded(read, &key)? {
        let one = load(read, Day::LAST, Scope::Name(id), &visible)?;
        let mut one = one.projects.into_iter();
        if one.any(|project| project.facts.code.key() == key) {
            return Ok(id);
        }
    }
    let names = load(read, Day::LAST, Scope::Names, &visible)?.projects;
    let refusal = match find_project(names.iter().map(|project| &project.facts), query) {
        Ok(slot) => return Ok(names.get(slot).map_or(0, |project| project.id)),
        Err(refusal) => refusal,
    };
    let mut once = once_coded(read, &visible, &key)?;
    once.retain(|id| names.iter().any(|project| project.id == *id));
    match once.as_slice() {
        [only] => Ok(*only),
        _ => Err(refusal.into()),
    }
}
