//! Asking a store: the portfolio that answers a question, and the verdicts on it.

use std::cell::OnceCell;

use crate::assess::{Assessment, assess};
use crate::ledger::find_project;
use crate::messages::{Damage, Error, Flaw, StoreProblem};
use crate::model::{Day, Known, Portfolio, Scope, Settings, Snapshot, fold};
use crate::store::{Figures, Read, Store, Visible, ever_coded, load, once_coded, settings};

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
    let stages = assessment
        .projects
        .iter()
        .flat_map(|project| &project.stages);
    if assessment.targets.is_empty() || stages.into_iter().all(|stage| stage.reading.is_none()) {
        settle(store)?;
    }
    Ok(assessment)
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
