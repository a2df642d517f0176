//! What is typed, as the parts of statements: texts, codes, places, days.

use crate::context::Context;
use crate::ledger::{Figure, Goal, Writing, read_figure, read_goal, read_percent};
use crate::messages::{Error, Field, Refusal, ValueProblem};
use crate::model::{
    Amount, Code, Day, Given, Percent, PercentError, PeriodName, clean_text, read_period,
    shell_quoted,
};

/// A text fit to keep, trimmed; it may be empty.
///
/// # Errors
/// [`ValueProblem::Unseen`].
pub(super) fn text(text: &str) -> Result<String, Error> {
    clean_text(text)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::value(Field::Text, text, ValueProblem::Unseen).into())
}

/// A text fit to keep; empty is none.
///
/// # Errors
/// [`ValueProblem::Unseen`].
pub(super) fn maybe(given: Option<&str>) -> Result<Option<String>, Error> {
    let text = given.map(text).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// What an option says of a fact; empty takes it away.
///
/// # Errors
/// [`ValueProblem::Unseen`].
pub(super) fn fact(given: Option<&str>) -> Result<Given<String>, Error> {
    Ok(match given.map(text).transpose()? {
        None => Given::Absent,
        Some(text) if text.is_empty() => Given::Empty,
        Some(text) => Given::Value(text),
    })
}

/// The reason given, which must say something.
///
/// # Errors
/// [`Refusal::NoReason`].
pub(super) fn reason(given: Option<&str>) -> Result<Option<String>, Error> {
    match given.map(text).transpose()? {
        Some(reason) if reason.is_empty() => Err(Refusal::NoReason.into()),
        reason => Ok(reason),
    }
}

/// A code.
///
/// # Errors
/// [`ValueProblem::Code`].
pub(super) fn code(text: &str) -> Result<Code, Error> {
    let refused = |problem| Refusal::value(Field::Code, text, ValueProblem::Code(problem)).into();
    Code::new(text).map_err(refused)
}

/// A name that is given, which must say something.
///
/// # Errors
/// [`Refusal::NoName`].
pub(super) fn name(given: Option<&str>) -> Result<Option<String>, Error> {
    match given.map(text).transpose()? {
        Some(name) if name.is_empty() => Err(Refusal::NoName.into()),
        name => Ok(name),
    }
}

/// Other names; several may stand in one text, as in a CSV's cell.
///
/// # Errors
/// [`Refusal::NoName`].
pub(super) fn names(given: &[String]) -> Result<Vec<String>, Error> {
    let all = given.iter().flat_map(|names| names.split([';', '；']));
    let names = all.map(|one| name(Some(one)).map(Option::unwrap_or_default));
    names.collect()
}

/// A stage's share of the whole works; empty takes it away.
///
/// # Errors
/// [`ValueProblem::Weight`].
pub(super) fn weight(given: Option<&str>) -> Result<Given<Percent>, Error> {
    let field = Field::Named("--weight");
    or_empty(given, |text| {
        percent(text, field, text, |_| ValueProblem::Weight)
    })
}

/// The amount that is 100 % of a stage; empty takes it away.
///
/// # Errors
/// [`ValueProblem::Total`].
pub(super) fn total(given: Option<&str>) -> Result<Given<Amount>, Error> {
    or_empty(given, |text| {
        let amount: Option<Amount> = text.parse().ok();
        let amount = amount.filter(|amount| amount.thousandths() > 0);
        amount.ok_or_else(|| Error::value("--total", text, ValueProblem::Total))
    })
}

fn or_empty<T>(
    given: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<Given<T>, Error> {
    match given {
        None => Ok(Given::Absent),
        Some("") => Ok(Given::Empty),
        Some(text) => read(text).map(Given::Value),
    }
}

/// What is to be reached.
///
/// # Errors
/// Those of [`read_goal`].
pub(super) fn goal(given: Option<&str>) -> Result<Goal, Error> {
    let Some(text) = given else {
        return Ok(Goal::Absent);
    };
    let refused = |problem| Refusal::value(Field::Target, text, problem).into();
    read_goal(text, Writing::TYPED).map_err(refused)
}

/// A day, if one is given.
///
/// # Errors
/// [`ValueProblem::Date`].
pub(super) fn day(given: Option<&str>, context: &Context) -> Result<Option<Day>, Error> {
    let read = |text: &str| {
        let refused = |problem| Refusal::value(Field::Date, text, ValueProblem::Date(problem));
        context.read_day(text).map_err(refused)
    };
    Ok(given.map(read).transpose()?)
}

/// A day that has come.
///
/// # Errors
/// [`ValueProblem::FutureDay`].
pub(super) fn come(day: Day, context: &Context) -> Result<Day, Error> {
    let today = context.today;
    let problem = ValueProblem::FutureDay { today };
    match day <= today {
        true => Ok(day),
        false => Err(Error::value("--on", day.to_string(), problem)),
    }
}

/// A period of a target, if one is given.
///
/// # Errors
/// [`ValueProblem::Period`].
pub(super) fn period(given: Option<&str>, context: &Context) -> Result<Option<PeriodName>, Error> {
    let read = |text: &str| {
        let refused = |_| Error::value("--period", text, ValueProblem::Period);
        read_period(text, context.as_of).map_err(refused)
    };
    given.map(read).transpose()
}

/// How far something is.
///
/// # Errors
/// Those of [`read_figure`].
pub(super) fn figure(text: &str) -> Result<Figure, Error> {
    let refused = |problem| Refusal::value(Field::Figure, text, problem).into();
    read_figure(text, Writing::TYPED).map_err(refused)
}

/// A percent that stands in a value.
///
/// # Errors
/// [`ValueProblem::Fraction`]; else what `unreadable` makes of what is wrong with it.
pub(super) fn percent(
    text: &str,
    field: Field,
    value: &str,
    unreadable: impl FnOnce(PercentError) -> ValueProblem,
) -> Result<Percent, Error> {
    read_percent(text, Writing::TYPED).map_err(|problem| {
        let problem = match problem {
            ValueProblem::Percent(problem) => unreadable(problem),
            problem => problem,
        };
        Refusal::value(field, value, problem).into()
    })
}

/// Of an option that was given where it means nothing, says so.
///
/// # Errors
/// What `refusal` makes of the first of them.
pub(super) fn only(
    given: &[(&'static str, bool)],
    refusal: fn(&'static str) -> Refusal,
) -> Result<(), Error> {
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => Err(refusal(option).into()),
        None => Ok(()),
    }
}

/// A command as typed, cut at the place behind its verb: what to type before another place, and
/// after it.
pub(super) fn around(command: &str, verb: &str, stage_path: &str) -> [String; 2] {
    /// Options without a value, so that the word after them may be the place.
    const FLAGS: [&str; 7] = [
        "--lower",
        "--new",
        "--suspend",
        "--resume",
        "--drop",
        "--quiet",
        "-q",
    ];
    let words = words(command);
    let stage_path = shell_quoted(stage_path);
    let is_value = |before: Option<&&str>| {
        before.is_some_and(|word| {
            word.starts_with("--") && !word.contains('=') && !FLAGS.contains(word)
        })
    };
    let find = |from: usize, wanted: &str| {
        (from..words.len()).find(|at| {
            words.get(*at).is_some_and(|word| *word == wanted)
                && !is_value(words.get(at.wrapping_sub(1)))
        })
    };
    let at = find(0, verb).and_then(|verb| find(verb + 1, &stage_path));
    let (before, after) = words.split_at(at.unwrap_or(words.len()));
    let join = |words: &[&str]| words.join(" ");
    [
        format!("project {} ", join(before)),
        format!(" {}", join(after.get(1..).unwrap_or_default()))
            .trim_end()
            .to_owned(),
    ]
}

/// The words of a command line in which those that need it stand in single quotes.
fn words(line: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_gap = |c: char| {
        let is_gap = c == ' ' && !is_quoted && !is_escaped;
        is_quoted ^= c == '\'' && !is_escaped;
        is_escaped = c == '\\' && !is_quoted && !is_escaped;
        is_gap
    };
    line.split(is_gap).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_cut_at_its_place_and_nowhere_else() {
        for (command, verb, stage_path, before, after) in [
            (
                "update jinhui 72",
                "update",
                "jinhui",
                "project update ",
                " 72",
            ),
            (
                "--who jinhui update --note 'at jinhui it rains' jinhui 72 --lower",
                "update",
                "jinhui",
                "project --who jinhui update --note 'at jinhui it rains' ",
                " 72 --lower",
            ),
            (
                r"update --note 'it'\''s late' --lower 'west plot' 5",
                "update",
                "west plot",
                r"project update --note 'it'\''s late' --lower ",
                " 5",
            ),
            (
                "--db target target target",
                "target",
                "target",
                "project --db target target ",
                "",
            ),
        ] {
            assert_eq!(
                around(command, verb, stage_path),
                [before, after],
                "{command}"
            );
        }
    }
}
