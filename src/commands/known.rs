//! What a completion offers from the store. It only reads, creates nothing, and offers nothing where
//! anything is wrong.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap_complete::CompletionCandidate;

use crate::ledger::{find_project, find_stage};
use crate::messages::{Error, In, Refusal};
use crate::model::{
    Day, Known, Language, Portfolio, Project, ProjectFacts, Scope, Stage, fold, printable,
};
use crate::store::history::{HistoryQuestion, history};
use crate::store::{self, Access, Read, Visible, load};

use super::asked::Asked;
use super::columns;
use super::offers::{is_safe, offered};
use super::printed::{self, Word};

/// More projects than this are looked up all at once.
const MANY: usize = 50;

/// So many entries are offered to be retracted, the latest first.
const ENTRIES: usize = 30;

/// What is read of the store; `None` where that does not work.
fn asked<T>(ask: impl Fn(&dyn Read, &Visible) -> Result<T, Error>) -> Option<T> {
    let path = Asked::get()?.store.as_ref()?;
    let mut answer = None;
    let read = store::open(path, Access::Read).ok()?.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        answer = Some(ask(read, &visible)?);
        Ok(())
    });
    read.ok()?;
    answer
}

fn portfolio(scope: Scope) -> Option<Portfolio> {
    asked(|read, visible| load(read, Day::default(), scope, visible))
}

fn candidate(value: String, help: &str) -> Option<CompletionCandidate> {
    let help = printable(help).into_owned();
    is_safe(&value).then(|| CompletionCandidate::new(value).help(Some(help.into())))
}

/// The name of a project as it is read.
fn called(facts: &ProjectFacts) -> &str {
    match (Asked::language(), &facts.name_en) {
        (Language::En, Some(name)) => name,
        _ => &facts.name,
    }
}

/// Projects by their codes; where none begins so, by a name, pinyin or initials.
pub(crate) fn projects(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    let mut found = asked(|read, visible| coded(read, visible, typed)).unwrap_or_default();
    if found.is_empty() && !typed.is_empty() {
        found = named(typed);
    }
    found.sort_by(|one, other| one.code.cmp(&other.code));
    let offer = |facts: &ProjectFacts| candidate(facts.code.to_string(), called(facts));
    found.iter().filter_map(offer).collect()
}

/// The projects whose codes begin so, regardless of case.
fn coded(read: &dyn Read, visible: &Visible, beginning: &str) -> Result<Vec<ProjectFacts>, Error> {
    let key = fold(beginning);
    let mut ids: Vec<i64> = read
        .projects_coded(&key)?
        .into_iter()
        .map(|(_, id)| id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let projects = match ids.len() {
        0..=MANY => {
            let mut projects = Vec::new();
            for id in ids {
                let one = load(read, Day::default(), Scope::Name(id), visible)?;
                projects.extend(one.projects);
            }
            projects
        }
        _ => load(read, Day::default(), Scope::Names, visible)?.projects,
    };
    let facts = projects.into_iter().map(|project| project.facts);
    Ok(facts
        .filter(|facts| facts.code.key().starts_with(&key))
        .collect())
}

/// The projects that a text names, as a command would find them.
fn named(text: &str) -> Vec<ProjectFacts> {
    let all = portfolio(Scope::Names).map_or_else(Vec::new, |portfolio| portfolio.projects);
    let all: Vec<ProjectFacts> = all.into_iter().map(|project| project.facts).collect();
    match find_project(&all, text) {
        Ok(index) => all.get(index).cloned().into_iter().collect(),
        Err(Refusal::Ambiguous { matches, .. }) => {
            let is_match = |facts: &ProjectFacts| {
                let mut codes = matches.iter().map(|candidate| &candidate.code);
                codes.any(|code| code == facts.code.as_str())
            };
            all.into_iter().filter(is_match).collect()
        }
        Err(_) => Vec::new(),
    }
}

/// Projects; behind `CODE/`, its stages.
pub(crate) fn stage_paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    match typed.to_str().and_then(|typed| typed.split_once('/')) {
        Some((project, stage)) => stages(project, stage),
        None => projects(typed),
    }
}

/// Nothing for a new name; behind `CODE/`, the stages that are there already.
pub(crate) fn stages_only(typed: &OsStr) -> Vec<CompletionCandidate> {
    match typed.to_str().is_some_and(|typed| typed.contains('/')) {
        true => stage_paths(typed),
        false => projects(typed),
    }
}

fn stages(project: &str, beginning: &str) -> Vec<CompletionCandidate> {
    let coded = asked(|read, visible| {
        let key = fold(project);
        let all = read.projects_coded(&key)?;
        let ids: BTreeSet<i64> = all.into_iter().map(|(_, id)| id).collect();
        let mut found: Option<Project> = None;
        for id in ids {
            let one = load(read, Day::default(), Scope::Project(id), visible)?;
            let mut one = one.projects.into_iter();
            found = found.or(one.find(|project| project.facts.code.key() == key));
        }
        Ok(found)
    });
    let project = coded.flatten().or_else(|| match named(project).as_slice() {
        [facts] => {
            let mut all = portfolio(Scope::All)?.projects.into_iter();
            all.find(|project| project.facts.code == facts.code)
        }
        _ => None,
    });
    let Some(project) = project else {
        return Vec::new();
    };
    let key = fold(beginning);
    let is_begun = |stage: &&Stage| stage.facts.code.key().starts_with(&key);
    let mut found: Vec<&Stage> = project.stages.iter().filter(is_begun).collect();
    if found.is_empty() {
        found = match find_stage(&project, beginning) {
            Ok(stage) => vec![stage],
            Err(_) => Vec::new(),
        };
    }
    let offers = found.into_iter().filter_map(|stage| {
        let facts = &stage.facts;
        let name = match (Asked::language(), &facts.name_en) {
            (Language::En, Some(name)) => name,
            _ => &facts.name,
        };
        candidate(format!("{}/{}", project.facts.code, facts.code), name)
    });
    offers.collect()
}

/// Values of a fact that projects have.
fn facts(typed: &OsStr, fact: fn(ProjectFacts) -> Option<String>) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str().map(fold) else {
        return Vec::new();
    };
    let projects = portfolio(Scope::Names).map_or_else(Vec::new, |portfolio| portfolio.projects);
    let values = projects
        .into_iter()
        .filter_map(|project| fact(project.facts));
    let values: BTreeSet<String> = values.collect();
    let listed = Asked::listed_before(&typed);
    values
        .into_iter()
        .filter(|value| fold(value).starts_with(&typed) && is_safe(value))
        .filter(|value| !listed.contains(&fold(value)))
        .map(CompletionCandidate::new)
        .collect()
}

/// Those in the lead of projects.
pub(crate) fn leads(typed: &OsStr) -> Vec<CompletionCandidate> {
    facts(typed, |facts| facts.lead)
}

/// Units that are responsible for projects.
pub(crate) fn units(typed: &OsStr) -> Vec<CompletionCandidate> {
    facts(typed, |facts| facts.unit)
}

/// Categories of projects.
pub(crate) fn categories(typed: &OsStr) -> Vec<CompletionCandidate> {
    facts(typed, |facts| facts.category)
}

/// Columns of the report, and the texts that are kept of projects.
pub(crate) fn columns(typed: &OsStr) -> Vec<CompletionCandidate> {
    let projects = portfolio(Scope::Names).map_or_else(Vec::new, |portfolio| portfolio.projects);
    let kept = columns::kept_names(projects.iter().map(|project| &project.facts));
    let words = columns::column_words().into_iter();
    offered(
        typed,
        words.chain(kept.into_iter().map(Word::kept)).collect(),
    )
}

/// Periods that targets have, the latest first.
pub(crate) fn periods(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, period_words())
}

/// Likewise, and all of them.
pub(crate) fn report_periods(typed: &OsStr) -> Vec<CompletionCandidate> {
    let all = [printed::all_word()].into_iter();
    offered(typed, all.chain(period_words()).collect())
}

fn period_words() -> Vec<Word> {
    let projects = portfolio(Scope::All).map_or_else(Vec::new, |portfolio| portfolio.projects);
    let stages = projects.iter().flat_map(|project| &project.stages);
    let targets = stages.flat_map(|stage| &stage.targets);
    let mut periods: Vec<_> = targets
        .flat_map(|target| &target.revisions)
        .filter_map(|revision| revision.terms.period)
        .collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.end(), period.start())));
    periods.dedup();
    let words = periods.iter().map(|period| Word {
        id: period.to_string().into(),
        printed: [Language::En, Language::Zh].map(|language| In(language, period).to_string()),
    });
    words.collect()
}

/// The latest entries that can be retracted, with the command of each.
pub(crate) fn entries(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    let entries = asked(|read, visible| {
        let known = visible.last();
        let from = known.saturating_sub(i64::try_from(ENTRIES).unwrap_or(0) * 2);
        let question = HistoryQuestion {
            project: None,
            from,
            to: known,
            known,
        };
        history(read, &question)
    });
    let entries = entries.unwrap_or_default().into_iter().rev();
    entries
        .filter(|entry| entry.retracted_by.is_none() && !entry.deeds.is_empty())
        .filter(|entry| entry.number.to_string().starts_with(typed))
        .filter_map(|entry| {
            let help = format!("{}: {}", entry.who, entry.command);
            candidate(entry.number.to_string(), &help)
        })
        .take(ENTRIES)
        .collect()
}
