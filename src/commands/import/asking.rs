//! What is asked of somebody at a terminal, and showing what is asked about. No transaction is open
//! meanwhile: people take their time.

use std::path::Path;

use crate::context::Context;
use crate::ledger::{Agreement, Answers, Fault, Plan};
use crate::messages::plan::{Answer, Numeral, PlanQuestion};
use crate::messages::{Error, In, Refusal};
use crate::model::{Day, Language, printable_lines};
use crate::render;
use crate::sheet::Sheets;

use super::plan::{LISTED, parts};

/// How sheets are recorded.
pub(in crate::commands) struct Manner<'a> {
    pub(in crate::commands) language: Language,
    pub(in crate::commands) is_dry_run: bool,
    /// Whatever the plan is, it may be recorded.
    pub(in crate::commands) is_agreed: bool,
    /// The file for the whole plan.
    pub(in crate::commands) plan: Option<&'a Path>,
    /// They came by standard input, so that nobody can answer; and, of a command that has no answers
    /// as options, how to import them.
    pub(in crate::commands) input: Option<&'static str>,
}

/// Shows a plan, and all of it in a file where one was named.
///
/// # Errors
/// Those of the output and of the file.
pub(super) fn show(plan: &Plan, context: &mut Context, manner: &Manner<'_>) -> Result<(), Error> {
    let language = manner.language;
    for part in parts(&plan.steps, LISTED) {
        context.output.show(language, &part)?;
    }
    context.output.flush()?;
    if let Some(path) = manner.plan {
        let all = parts(&plan.steps, usize::MAX);
        render::write_file(path, context.path()?, |out| {
            all.iter().try_for_each(|part| {
                let text = In(language, part).to_string();
                writeln!(out, "{}", printable_lines(&text))
            })
        })?;
    }
    Ok(())
}

/// Whether a plan may be recorded: figures alone go in, and so does what begins a record. Before
/// somebody is asked, `warn` tells what there is to know of the rows.
///
/// # Errors
/// [`Error::NoConsent`] where nobody can be asked, [`Error::NotAgreed`]; those of [`show`].
pub(super) fn agreement(
    plan: &Plan,
    context: &mut Context,
    manner: &Manner<'_>,
    warn: &mut dyn FnMut(&mut Context),
) -> Result<Agreement, Error> {
    show(plan, context, manner)?;
    if manner.is_agreed {
        return Ok(Agreement::ToAny);
    }
    if !plan.steps.need_consent() {
        return Ok(Agreement::ToThis);
    }
    if manner.input.is_some() || !context.output.can_ask() {
        let instead = manner.input.filter(|input| !input.is_empty());
        return Err(Error::NoConsent { instead });
    }
    warn(context);
    context
        .output
        .agree(manner.language, &PlanQuestion::Apply)?;
    Ok(Agreement::ToThis)
}

/// Asks which projects are meant by names that look like theirs. Whether anything was answered: it
/// asks only where nothing else is wrong.
///
/// # Errors
/// [`Error::NotAgreed`], if nobody answers any more.
pub(super) fn names(
    faults: &[Fault],
    answers: &mut Answers,
    context: &mut Context,
    language: Language,
) -> Result<bool, Error> {
    let is_asked =
        |fault: &Fault| matches!(fault.problem, Refusal::LooksLike { .. } | Refusal::Skipped);
    if !faults.iter().all(is_asked) {
        return Ok(false);
    }
    let mut has_answered = false;
    for fault in faults {
        let Refusal::LooksLike { name, matches, .. } = &fault.problem else {
            continue;
        };
        let numerals = (1..).zip(matches.iter().cloned());
        let numerals = numerals.map(|(number, project)| Numeral { number, project });
        let question = PlanQuestion::WhichProject {
            name: name.clone(),
            matches: numerals.collect(),
        };
        loop {
            let answer = context.output.ask(language, &question);
            let chosen = match Answer::of(&answer.ok_or(Error::NotAgreed)?) {
                Answer::Yes if matches.len() == 1 => 1,
                Answer::Number(number) => number,
                Answer::No => {
                    answers.new.push(name.clone());
                    break;
                }
                _ => 0,
            };
            let index = chosen.checked_sub(1);
            if let Some(project) = index.and_then(|index| matches.get(index)) {
                answers.meant.push((name.clone(), project.code.clone()));
                break;
            }
        }
        has_answered = true;
    }
    Ok(has_answered)
}

/// Asks for the day of figures that have none, if that is all that is wrong; `None`: it is not.
///
/// # Errors
/// [`Error::NotAgreed`], if nobody answers any more.
pub(super) fn day(
    sheets: &Sheets,
    context: &mut Context,
    language: Language,
) -> Result<Option<Day>, Error> {
    let is_day = sheets.bad.iter().all(|bad| bad.problem == Refusal::NoDay);
    if sheets.bad.is_empty() || !is_day {
        return Ok(None);
    }
    let question = PlanQuestion::WhichDay {
        count: sheets.bad_count,
    };
    loop {
        let answer = context.output.ask(language, &question);
        let answer = answer.ok_or(Error::NotAgreed)?;
        if let Ok(day) = context.read_day(&answer) {
            return Ok(Some(day));
        }
    }
}
