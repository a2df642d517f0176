//! Facts of projects and stages as typed.

use crate::error::{Error, FactsProblem, Refusal};
use crate::model::{
    Amount, Code, OVERALL, Percent, Project, Stage, StageFacts, StageKind, clean_text,
};

/// A refusal about facts.
pub(super) fn refuse(problem: FactsProblem) -> Error {
    Error::Refused(Refusal::Facts(problem))
}

/// A text fit to keep, trimmed; it may be empty.
pub(super) fn text(text: &str) -> Result<String, Error> {
    clean_text(text)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::Unseen(text.to_owned()).into())
}

/// A text fit to keep; empty is none.
pub(super) fn maybe(given: Option<&str>) -> Result<Option<String>, Error> {
    given
        .map(text)
        .transpose()
        .map(|text| text.filter(|text| !text.is_empty()))
}

/// The reason given, which must say something.
pub(super) fn reason(given: Option<&str>) -> Result<Option<String>, Error> {
    match given.map(text).transpose()? {
        Some(reason) if reason.is_empty() => Err(refuse(FactsProblem::NoReason)),
        reason => Ok(reason),
    }
}

/// The lowest target under 100 % that keeps a stage from being of that kind: a milestone is done
/// or not.
pub(super) fn unfinished(stage: &Stage, kind: StageKind) -> Option<Percent> {
    let revisions = stage.targets.iter().flat_map(|target| &target.revisions);
    revisions
        .map(|revision| revision.terms.percent)
        .filter(|percent| kind == StageKind::Milestone && *percent != Percent::FULL)
        .min()
}

/// A code.
pub(super) fn code(text: &str) -> Result<Code, Error> {
    Code::new(text).map_err(|problem| {
        refuse(FactsProblem::Code {
            text: text.to_owned(),
            problem,
        })
    })
}

/// A stage's share of the whole works.
pub(super) fn weight(text: &str) -> Result<Percent, Error> {
    text.parse()
        .map_err(|_| refuse(FactsProblem::Weight(text.to_owned())))
}

/// The amount that is 100 % of a stage.
pub(super) fn total(name: &'static str, text: &str) -> Result<Amount, Error> {
    let amount: Option<Amount> = text.parse().ok();
    amount
        .filter(|amount| amount.thousandths() > 0)
        .ok_or_else(|| {
            refuse(FactsProblem::Number {
                name,
                text: text.to_owned(),
            })
        })
}

/// The weights of a project's stages must not sum to more than 100 % with the one to be set, and
/// the whole works, of which they are shares, have none.
pub(super) fn check_weights(
    project: &Project,
    stage: Option<i64>,
    new: &StageFacts,
) -> Result<(), Error> {
    let Some(weight) = new.weight else {
        return Ok(());
    };
    if new.code.key() == OVERALL {
        return Err(refuse(FactsProblem::WeightOfWhole));
    }
    let others = project
        .stages
        .iter()
        .filter(|other| Some(other.id) != stage && !other.is_overall());
    let sum: i64 = others
        .filter_map(|other| other.facts.weight)
        .chain([weight])
        .map(Percent::hundredths)
        .sum();
    if sum > Percent::FULL.hundredths() {
        return Err(refuse(FactsProblem::Weights { sum }));
    }
    Ok(())
}
