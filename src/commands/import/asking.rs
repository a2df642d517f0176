//! What is asked of somebody at a terminal, and showing what is asked about. No transaction is open
//! meanwhile: people take their time.

use std::path::Path;

use crate::context::Context;
use crate::ledger::{Agreement, Plan};
use crate::messages::asked::{Asked, NoAnswer, Reply};
use crate::messages::plan::{ColumnRead, PlanQuestion, ReadAs};
use crate::messages::question::{Answer, Question, QuestionKind};
use crate::messages::{BadLine, BadRows, Error, In, UpTo};
use crate::model::{Known, Language, printable_lines};
use crate::render;
use crate::sheet::encoding_called;
use crate::store::Store;

use super::super::{ask as of_record, words};
use super::answered::Answered;
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

/// Shows a plan, and all of it in a file where one was named; before anything that is new or changes,
/// how headings were understood.
///
/// # Errors
/// Those of the output and of the file.
pub(super) fn show(
    plan: &Plan,
    understood: &[ColumnRead],
    context: &mut Context,
    manner: &Manner<'_>,
) -> Result<(), Error> {
    let language = manner.language;
    let read_as = (!understood.is_empty() && !plan.steps.all.is_empty()).then(|| ReadAs {
        columns: UpTo(understood.to_vec()),
    });
    if let Some(read_as) = &read_as {
        context.output.show(language, read_as)?;
    }
    for part in parts(&plan.steps, LISTED) {
        context.output.show(language, &part)?;
    }
    context.output.flush()?;
    if let Some(path) = manner.plan {
        let all = parts(&plan.steps, usize::MAX);
        let read_as = read_as.iter().map(|line| In(language, line).to_string());
        let all = all.iter().map(|part| In(language, part).to_string());
        let lines: Vec<String> = read_as.chain(all).collect();
        render::write_file(path, context.path()?, |out| {
            let mut lines = lines.iter();
            lines.try_for_each(|text| writeln!(out, "{}", printable_lines(text)))
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
    understood: &[ColumnRead],
    context: &mut Context,
    manner: &Manner<'_>,
    warn: &mut dyn FnMut(&mut Context),
) -> Result<Agreement, Error> {
    show(plan, understood, context, manner)?;
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

/// Asks of questions those that come first: an answer about a text or its columns may leave nothing of
/// the others. Whether any was asked.
///
/// # Errors
/// [`Error::NotAgreed`], if nobody answers any more, or wants to.
pub(super) fn ask(
    questions: &BadRows,
    answered: &mut Answered,
    store: &dyn Store,
    context: &mut Context,
    language: Language,
) -> Result<bool, Error> {
    let all = questions.lines.iter();
    let all: Vec<(&BadLine, &Question)> =
        (all.filter_map(|line| Some((line, line.question()?)))).collect();
    let Some(first) = all.iter().map(|(_, question)| Turn::of(question)).min() else {
        return Ok(false);
    };
    let of_turn = all
        .iter()
        .filter(|(_, question)| Turn::of(question) == first);
    let count = if first.is_one_by_one() { 1 } else { all.len() };
    for (at, question) in of_turn.take(count) {
        let answer = answer(at, question, store, context, language)?;
        let sheet = at.at().file.as_deref().unwrap_or("-").to_owned();
        answered.take(&sheet, answer, context)?;
    }
    Ok(true)
}

/// When a question is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Text,
    Columns,
    Cells,
    Names,
    Years,
}

impl Turn {
    fn of(question: &Question) -> Turn {
        match question.kind {
            QuestionKind::Encoding { .. } => Turn::Text,
            QuestionKind::SameMeaning { .. }
            | QuestionKind::SpentOfWhich { .. }
            | QuestionKind::GoalOrProgress { .. }
            | QuestionKind::GoalOrPlanned { .. }
            | QuestionKind::LostProgress { .. }
            | QuestionKind::NumbersForNames { .. }
            | QuestionKind::GoalsInWords => Turn::Columns,
            QuestionKind::Fraction { .. }
            | QuestionKind::EitherOrder { .. }
            | QuestionKind::DayOrMonth { .. }
            | QuestionKind::BeforeOrWithin { .. }
            | QuestionKind::NumberedUnnamed { .. }
            | QuestionKind::NoDay => Turn::Cells,
            QuestionKind::LooksLike { .. } | QuestionKind::OtherName { .. } => Turn::Names,
            QuestionKind::WhichYear { .. } => Turn::Years,
        }
    }

    /// Whether an answer may settle the next questions of this turn.
    fn is_one_by_one(self) -> bool {
        matches!(self, Turn::Text | Turn::Columns | Turn::Years)
    }
}

/// Puts a question until it is answered.
fn answer(
    at: &BadLine,
    question: &Question,
    store: &dyn Store,
    context: &mut Context,
    language: Language,
) -> Result<Answer, Error> {
    let asked = Asked { at, question };
    let chosen = |number: usize| {
        let choice = question.choices.get(number.checked_sub(1)?);
        choice.map(|choice| choice.answer.clone())
    };
    loop {
        let typed = context.output.ask(language, &asked);
        let typed = typed.ok_or(Error::NotAgreed)?;
        let reply = Reply::of(&typed);
        let is_typed = matches!(reply, Reply::Number(_) | Reply::Text(_));
        let answer = match (reply, &question.kind) {
            (Reply::Quit, _) => return Err(Error::NotAgreed),
            (Reply::Explain, _) => {
                context.output.say(language, at);
                None
            }
            (Reply::Number(number), _) if chosen(number).is_some() => chosen(number),
            // The best of those that are like it.
            (Reply::Enter | Reply::Yes, QuestionKind::LooksLike { .. }) => chosen(1),
            (Reply::No, QuestionKind::LooksLike { .. }) => chosen(question.choices.len()),
            (Reply::Number(number), _) => free(&number.to_string(), question, store, context)?,
            (Reply::Text(text), _) => free(&text, question, store, context)?,
            (Reply::Enter | Reply::Yes | Reply::No, _) => None,
        };
        if let Some(answer) = answer {
            return Ok(answer);
        }
        if is_typed {
            let typed = typed.trim().to_owned();
            context.output.say(language, &NoAnswer { typed });
        }
    }
}

/// What somebody types who chooses none of a list; `None`, where it answers nothing.
fn free(
    text: &str,
    question: &Question,
    store: &dyn Store,
    context: &mut Context,
) -> Result<Option<Answer>, Error> {
    Ok(match &question.kind {
        QuestionKind::NoDay => {
            let day = context.read_day(text).ok();
            day.filter(|day| *day <= context.today).map(Answer::On)
        }
        QuestionKind::WhichYear { .. } => {
            let period = words::period(Some(text), context).ok().flatten();
            period.map(|period| Answer::Period(period.to_string()))
        }
        QuestionKind::Encoding { .. } => {
            encoding_called(text).map(|encoding| Answer::Encoding(encoding.name()))
        }
        QuestionKind::LooksLike { name, .. } => {
            let mut project = None;
            store.read(&mut |read| {
                project = of_record::project(read, text, Known::Now).ok();
                Ok(())
            })?;
            project.map(|_| Answer::As {
                name: name.clone(),
                project: text.to_owned(),
            })
        }
        _ => None,
    })
}
