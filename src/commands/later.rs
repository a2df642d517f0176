//! What is not found as the record stood on the day of `--known-on`, but is on record now: it was
//! recorded later, or was called otherwise then.

use crate::context::Context;
use crate::ledger::find_stage;
use crate::messages::feedback::Feedback;
use crate::messages::{Error, Refusal};
use crate::model::{Day, Known, Project, Scope};
use crate::store::rows::{Entry, ProjectIdentity, StageIdentity};
use crate::store::{Access, Of, Read, Visible, each, load};

use super::ask;

/// The project that a typed word means, as things are known.
///
/// # Errors
/// As [`ask::project`]; [`Refusal::NotYetRecorded`].
pub(super) fn project(read: &dyn Read, query: &str, context: &Context) -> Result<i64, Error> {
    let found = ask::project(read, query, context.known);
    let (Err(Error::Refused(Refusal::NoSuchProject { .. })), Some(on)) = (&found, context.known_on)
    else {
        return found;
    };
    let Ok(id) = ask::project(read, query, Known::Now) else {
        return found;
    };
    let mut made = None;
    each(read, Of::Project(id), &mut |identity: ProjectIdentity| {
        made = Some(identity.entry).filter(|_| identity.id == id).or(made);
        Ok(())
    })?;
    match recorded_on(read, made, context)? {
        Some(since) if since <= on => Ok(id),
        Some(since) => Err(not_yet(query.to_owned(), on, since)),
        None => found,
    }
}

/// The stage of a project that a typed word means, as things are known.
///
/// # Errors
/// As [`find_stage`]; [`Refusal::NotYetRecorded`].
pub(super) fn stage(project: &Project, query: &str, context: &Context) -> Result<i64, Error> {
    let (refusal, on) = match (find_stage(project, query), context.known_on) {
        (Ok(stage), _) => return Ok(stage.id),
        (Err(refusal @ Refusal::NoSuchStage { .. }), Some(on)) => (refusal, on),
        (Err(refusal), _) => return Err(refusal.into()),
    };
    let mut found = None;
    context.open(Access::Read)?.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let now = load(read, Day::LAST, Scope::Project(project.id), &visible)?.projects;
        let stage = now.first().and_then(|now| find_stage(now, query).ok());
        let id = stage.map(|stage| stage.id);
        let mut made = None;
        let of = Of::Project(project.id);
        each(read, of, &mut |identity: StageIdentity| {
            made = Some(identity.entry)
                .filter(|_| id == Some(identity.id))
                .or(made);
            Ok(())
        })?;
        found = id.zip(recorded_on(read, made, context)?);
        Ok(())
    })?;
    match found {
        Some((id, since)) if since <= on => Ok(id),
        Some((_, since)) => {
            let query = format!("{}/{query}", project.facts.code);
            Err(not_yet(query, on, since))
        }
        None => Err(refusal.into()),
    }
}

/// Why there is no project to show.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn no_projects(context: &Context) -> Result<Feedback, Error> {
    let Some(on) = context.known_on else {
        return Ok(Feedback::NoProjects);
    };
    let mut since = None;
    context.open(Access::Read)?.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let mut first: Option<i64> = None;
        each(read, Of::All, &mut |identity: ProjectIdentity| {
            let made = Some(identity.entry).filter(|entry| visible.counts(*entry));
            first = first.into_iter().chain(made).min();
            Ok(())
        })?;
        since = recorded_on(read, first, context)?;
        Ok(())
    })?;
    Ok(
        since.map_or(Feedback::NoProjects, |since| Feedback::NoProjectsBy {
            on,
            since,
        }),
    )
}

fn not_yet(query: String, on: Day, since: Day) -> Error {
    Refusal::NotYetRecorded { query, on, since }.into()
}

/// The day on which an entry was recorded.
fn recorded_on(
    read: &dyn Read,
    number: Option<i64>,
    context: &Context,
) -> Result<Option<Day>, Error> {
    let mut day = None;
    each(read, Of::All, &mut |entry: Entry| {
        if number == Some(entry.number) {
            day = Some(context.zone.day(entry.recorded_at)?);
        }
        Ok(())
    })?;
    Ok(day)
}
