//! Facts of projects and stages as typed.

use crate::error::{Error, FactsProblem, Refusal};
use crate::model::{Amount, Code, Percent, Project, clean_text};

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

/// The weights of a project's stages must not sum to more than 100 % with the one to be set.
pub(super) fn check_weights(
    project: &Project,
    stage: Option<i64>,
    weight: Option<Percent>,
) -> Result<(), Error> {
    let others = project
        .stages
        .iter()
        .filter(|other| Some(other.id) != stage);
    let sum: i64 = others
        .filter_map(|other| other.facts.weight)
        .chain(weight)
        .map(Percent::hundredths)
        .sum();
    if weight.is_some() && sum > Percent::FULL.hundredths() {
        return Err(refuse(FactsProblem::Weights { sum }));
    }
    Ok(())
}
