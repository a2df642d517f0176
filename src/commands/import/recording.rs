//! Recording what sheets say, and what there is to tell of it.

use std::borrow::Cow;

use crate::context::Context;
use crate::ledger::{self, Fault, Occasion, Plan, Recorded, Stated};
use crate::messages::asked::{AnsweredSoFar, OptionsOf};
use crate::messages::import::ImportLine;
use crate::messages::{Error, RowWarning};
use crate::model::{DateRules, NewEntry};
use crate::sample::SampleFile;
use crate::sheet::{self, Input, Reading, Sheets};
use crate::store::Store;

use super::answered::Answered;
use super::asking::{self, Manner};
use super::found::{Found, hindrance, row_order};
use super::lines::{summary, warnings};

/// Somebody at a terminal who answers, and how sheets are read again with the answers.
pub(in crate::commands) struct Asker<'a> {
    pub(super) answered: Answered,
    pub(super) again: &'a mut dyn FnMut(&Answered) -> Result<Sheets, Error>,
}

impl Asker<'_> {
    /// Asks what may be answered, unless something is to be corrected first. Whether anything was
    /// asked; then the sheets are read again.
    fn ask(
        &mut self,
        store: &dyn Store,
        context: &mut Context,
        sheets: &mut Sheets,
        faults: &[Fault],
        occasion: &mut Occasion,
        manner: &Manner<'_>,
    ) -> Result<bool, Error> {
        let found = Found::of(sheets, faults);
        if found.is_wrong(occasion.skips_bad) {
            return Ok(false);
        }
        let (questions, language) = (found.questions(), manner.language);
        let has_asked = asking::ask(&questions, &mut self.answered, store, context, language)?;
        if has_asked {
            *sheets = (self.again)(&self.answered)?;
            occasion.answers = self.answered.names.clone();
        }
        Ok(has_asked)
    }

    /// Says what was answered, where nothing came of it.
    pub(super) fn tell(&self, context: &mut Context, manner: &Manner<'_>) {
        if let Some(answers) = self.answered.typed() {
            context
                .output
                .say(manner.language, &AnsweredSoFar { answers });
        }
    }
}

/// Asks all that is to be asked of sheets before anything is recorded.
///
/// # Errors
/// Those of [`asking::ask`]; [`Error::Store`].
pub(super) fn settle(
    store: &mut dyn Store,
    context: &mut Context,
    sheets: &mut Sheets,
    occasion: &mut Occasion,
    asker: &mut Asker<'_>,
    manner: &Manner<'_>,
) -> Result<(), Error> {
    loop {
        prepare(sheets, occasion, manner.is_dry_run);
        let trial = Occasion {
            is_trial: true,
            ..occasion.clone()
        };
        let entry = context.entry(Vec::new());
        let changes = planned(sheets, occasion);
        let planned = ledger::record(store, &entry, &changes, &trial, &|_, _| Ok(()))?;
        let faults = planned.plan.faults;
        if !asker.ask(&*store, context, sheets, &faults, occasion, manner)? {
            return Ok(());
        }
    }
}

/// Records what sheets say as one entry, and tells what came of it. What is not sure is asked where
/// somebody can answer, and then nothing is open.
///
/// # Errors
/// [`Error::of_import`]; [`Error::NoConsent`], [`Error::NotAgreed`]; [`Error::Store`]. Then nothing was
/// written.
pub(in crate::commands) fn record(
    store: &mut dyn Store,
    context: &mut Context,
    sheets: &mut Sheets,
    mut occasion: Occasion,
    manner: &Manner<'_>,
    mut asker: Option<&mut Asker<'_>>,
) -> Result<(), Error> {
    let mut is_warned = false;
    let recorded = loop {
        prepare(sheets, &mut occasion, manner.is_dry_run);
        let entry = context.entry(sheets.sources.clone());
        let mut agree = |plan: &Plan| {
            let mut warn = |context: &mut Context| {
                for line in warnings_of(sheets, plan) {
                    context.output.say(manner.language, &line);
                }
                is_warned = true;
            };
            asking::agreement(plan, &sheets.understood, context, manner, &mut warn)
        };
        let changes = planned(sheets, &occasion);
        let recorded =
            ledger::record_agreed(store, &entry, &changes, &occasion, &mut agree, &|_, _| {
                Ok(())
            })?;
        drop(changes);
        let faults = &recorded.plan.faults;
        let has_asked = match &mut asker {
            Some(asker) if recorded.entry.is_none() => {
                asker.ask(&*store, context, sheets, faults, &mut occasion, manner)?
            }
            _ => false,
        };
        if !has_asked {
            break recorded;
        }
    };
    let lines = lines_of(sheets, &recorded, &occasion, manner.is_dry_run);
    let instead = manner.input.filter(|input| !input.is_empty());
    if let (Err(error), Some(instead)) = (&lines, instead)
        && error.has_questions()
    {
        context.output.say(manner.language, &OptionsOf { instead });
    }
    let lines = lines?;
    if manner.is_dry_run {
        asking::show(&recorded.plan, &sheets.understood, context, manner)?;
    }
    if !is_warned {
        for line in warnings_of(sheets, &recorded.plan) {
            context.output.say(manner.language, &line);
        }
    }
    for line in lines {
        context.output.say(manner.language, &line);
    }
    Ok(())
}

fn prepare(sheets: &Sheets, occasion: &mut Occasion, is_dry_run: bool) {
    occasion.files = sheets.files.iter().map(|file| file.name.clone()).collect();
    occasion.is_typed = false;
    let has_bad = !sheets.bad_rows.is_empty() && !occasion.skips_bad;
    occasion.is_trial = is_dry_run || has_bad || sheets.are_open();
}

/// What is planned: what rows say that are not at fault; where nothing can be recorded anyway, what
/// the others say, too.
fn planned<'s>(sheets: &'s Sheets, occasion: &Occasion) -> Cow<'s, [Stated]> {
    match sheets.bad_rows.is_empty() || occasion.skips_bad {
        true => Cow::Borrowed(&sheets.changes),
        false => Cow::Owned(sheets.all_changes()),
    }
}

/// What there is to know of the rows, in their order.
fn warnings_of(sheets: &Sheets, plan: &Plan) -> Vec<ImportLine> {
    warnings(sheets, plan, |warning: &RowWarning| {
        row_order(sheets, &warning.at)
    })
}

/// What there is to say of sheets that were recorded, but for warnings.
///
/// # Errors
/// As [`record`].
fn lines_of(
    sheets: &mut Sheets,
    recorded: &Recorded<()>,
    occasion: &Occasion,
    is_dry_run: bool,
) -> Result<Vec<ImportLine>, Error> {
    let (plan, number) = (&recorded.plan, recorded.entry);
    if let Some(error) = hindrance(sheets, &plan.faults, occasion.skips_bad) {
        return Err(error);
    }
    let mut lines = Vec::new();
    let (rows, bad) = Found::of(sheets, &plan.faults).skipped();
    if rows.0 > 0 {
        lines.push(ImportLine::Skipped { rows, bad });
    }
    lines.push(summary(&plan.counts, number, is_dry_run));
    Ok(lines)
}

/// Records bundled files.
///
/// # Errors
/// As [`record`].
pub(in crate::commands) fn sample(
    store: &mut dyn Store,
    entry: &NewEntry,
    occasion: &Occasion,
    files: &[SampleFile],
) -> Result<(), Error> {
    let inputs = files
        .iter()
        .map(|file| Input::bytes(file.name, file.text.as_bytes()));
    let mut sheets = sheet::read(inputs, Reading::by(DateRules::on(occasion.as_of)))?;
    let entry = NewEntry {
        sources: sheets.sources.clone(),
        ..entry.clone()
    };
    let mut occasion = occasion.clone();
    prepare(&sheets, &mut occasion, false);
    let recorded = ledger::record(store, &entry, &sheets.changes, &occasion, &|_, _| Ok(()))?;
    lines_of(&mut sheets, &recorded, &occasion, false).map(|_| ())
}
