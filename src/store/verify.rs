//! Everything that must hold of a record, held against it.
//!
//! First what the engine finds: pages, constraints, references, the schema. Then the chain of
//! hashes. Then the rules that neither can say: no two projects, nor two stages of one, share a
//! code; weights sum to at most 100 %; a milestone's target is 100 %; what a target carries on is of
//! the same stage; an entry that retracts is not retracted; a setting's value is of its kind.

use std::collections::{HashMap, HashSet};

use crate::messages::{ChainBreak, Error, Flaw, StoreProblem};
use crate::model::{Day, Known, Portfolio, Project, Scope, SettingKey, Settings, Takes};

use super::chain::{Chain, Head, KeptHead};
use super::each::each;
use super::engine::{Of, Read, Store};
use super::portfolio::load;
use super::rows::{Retraction, SettingValue};
use super::visible::Visible;

/// What was found.
#[derive(Debug)]
pub struct Verified {
    /// Everything that is not as it must be; empty for a sound record.
    pub flaws: Vec<Flaw>,
    /// The last entry and its hash.
    pub head: Head,
    /// Whether the head that somebody kept is part of the record; `None`: none was given.
    pub has_kept: Option<bool>,
}

/// Holds a record against everything that must hold, and against a head that somebody kept.
///
/// # Errors
/// [`Error::Store`] if it is too damaged to be looked at.
pub fn verify(store: &dyn Store, kept: Option<&KeptHead>) -> Result<Verified, Error> {
    let mut verified = Verified {
        flaws: store.examine()?,
        head: Head::start(),
        // What an empty record prints is where every record begins.
        has_kept: kept.map(|kept| kept.is_of(&Head::start())),
    };
    if verified.flaws.iter().any(Flaw::is_unreadable) {
        return Ok(verified);
    }
    let mut found = Vec::new();
    let read = store.read(&mut |read| {
        follow(read, kept, &mut verified)?;
        found = rules(read)?;
        Ok(())
    });
    match read {
        Ok(()) => verified.flaws.extend(found),
        // A disk that fails, or a lock that is not given, is no flaw of the record.
        Err(Error::Store {
            problem: StoreProblem::Damaged(what),
            ..
        }) => verified.flaws.push(Flaw::Value {
            table: "record".to_owned(),
            what,
        }),
        Err(error) => return Err(error),
    }
    Ok(verified)
}

/// Follows the chain as far as it holds.
fn follow(read: &dyn Read, kept: Option<&KeptHead>, verified: &mut Verified) -> Result<(), Error> {
    let mut chain = Chain::new();
    let mut broken: Option<ChainBreak> = None;
    read.entries(i64::MIN, i64::MAX, &mut |row| {
        if broken.is_none() {
            let before = chain.head().number;
            broken = chain.next(&row).err();
            let head = chain.head();
            let is_next = broken.is_none() && head.number != before;
            if is_next && kept.is_some_and(|kept| kept.is_of(head)) {
                verified.has_kept = Some(true);
            }
        }
        Ok(())
    })?;
    if let Some(broken) = broken.or_else(|| chain.finish().err()) {
        verified.flaws.push(Flaw::Chain(broken));
    }
    verified.head = chain.head().clone();
    Ok(())
}

fn rules(read: &dyn Read) -> Result<Vec<Flaw>, Error> {
    let mut flaws = Vec::new();
    let (mut retractions, mut retracted) = (HashSet::new(), Vec::new());
    each(read, Of::All, &mut |row: Retraction| {
        retractions.insert(row.entry);
        retracted.push((row.entry, row.retracted));
        Ok(())
    })?;
    let of_retractions = retracted
        .iter()
        .filter(|(_, taken)| retractions.contains(taken));
    flaws.extend(of_retractions.map(|(by, _)| Flaw::RetractedRetraction(*by)));
    each(read, Of::All, &mut |row: SettingValue| {
        // Of a key that only a later program knows nothing can be said.
        let key = SettingKey::from_id(&row.key);
        if !row.value.is_empty() && key.is_some_and(|key| !is_of_its_kind(key, &row.value)) {
            flaws.push(Flaw::Setting {
                key: row.key,
                entry: row.entry,
            });
        }
        Ok(())
    })?;
    let visible = Visible::of(read, Known::Now)?;
    let portfolio = load(read, Day::LAST, Scope::All, &visible)?;
    flaws.extend(codes(&portfolio));
    for project in &portfolio.projects {
        flaws.extend(of_project(project));
    }
    Ok(flaws)
}

fn is_of_its_kind(key: SettingKey, value: &str) -> bool {
    match Settings::default().takes(key) {
        Takes::Word(words) => words.contains(&value),
        Takes::Figure(..) => value.parse::<f64>().is_ok_and(|figure| figure >= 0.0),
    }
}

/// Codes that two projects, or two stages of one, share.
fn codes(portfolio: &Portfolio) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut codes = HashMap::new();
    for project in &portfolio.projects {
        let code = project.facts.code.to_string();
        if codes.insert(project.facts.code.key(), project.id).is_some() {
            flaws.push(Flaw::SharedCode(code.clone()));
        }
        let mut stages = HashSet::new();
        let twice = project
            .stages
            .iter()
            .filter(|stage| !stages.insert(stage.facts.code.key()));
        flaws.extend(twice.map(|stage| Flaw::SharedCode(format!("{code}/{}", stage.facts.code))));
    }
    flaws
}

fn of_project(project: &Project) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if project.excess_weight().is_some() {
        flaws.push(Flaw::Weights(project.facts.code.to_string()));
    }
    for stage in &project.stages {
        let stage_path =
            |number: i64| format!("{}/{}#{number}", project.facts.code, stage.facts.code);
        for target in &stage.targets {
            if stage.is_milestone() && target.partial_percent().is_some() {
                flaws.push(Flaw::MilestoneTarget(stage_path(target.number)));
            }
            let carried = target.carried_from();
            let is_there = |id: i64| stage.targets.iter().any(|other| other.id == id);
            if carried.is_some_and(|id| !is_there(id) || id == target.id) {
                flaws.push(Flaw::CarriedFrom(stage_path(target.number)));
            }
        }
    }
    flaws
}
