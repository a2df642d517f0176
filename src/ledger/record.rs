use crate::messages::Error;
use crate::model::{NewEntry, Notice};
use crate::store::rows::TargetNotice;
use crate::store::{Outcome, Read, Store};

use super::batch::Batch;
use super::change::Stated;
use super::occasion::Occasion;
use super::plan::{Plan, head};

/// What became of statements.
#[derive(Debug)]
pub struct Recorded<T> {
    /// The entry; `None`: nothing was written.
    pub entry: Option<i64>,
    /// The plan that was carried out, or could not be.
    pub plan: Plan,
    /// What was asked of the record as it stands with them; `None`: they could not be taken.
    pub after: Option<T>,
}

/// What a plan that was shown may become if somebody wrote meanwhile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Agreement {
    /// Whatever it is then.
    ToAny,
    /// Only one with the same steps: another one is shown again.
    ToThis,
}

/// Plans statements and, unless they are at fault, say nothing new or are a trial, writes them as one
/// entry.
/// `after` is asked of the record as it then stands, in the same transaction.
///
/// # Errors
/// [`Error::Store`], and those of `after`; then nothing was written.
pub fn record<T>(
    store: &mut dyn Store,
    entry: &NewEntry,
    stated: &[Stated],
    occasion: &Occasion,
    after: &dyn Fn(&dyn Read, &Plan) -> Result<T, Error>,
) -> Result<Recorded<T>, Error> {
    let mut agree = |_: &Plan| Ok(Agreement::ToAny);
    record_agreed(store, entry, stated, occasion, &mut agree, after)
}

/// As [`record()`], but the plan is shown first, and carried out if it is agreed to. No transaction
/// is open meanwhile.
///
/// # Errors
/// As [`record()`], and those of `agree`.
pub fn record_agreed<T>(
    store: &mut dyn Store,
    entry: &NewEntry,
    stated: &[Stated],
    occasion: &Occasion,
    agree: &mut dyn FnMut(&Plan) -> Result<Agreement, Error>,
    after: &dyn Fn(&dyn Read, &Plan) -> Result<T, Error>,
) -> Result<Recorded<T>, Error> {
    loop {
        let mut planned = None;
        let mut answer = None;
        store.read(&mut |read| {
            let plan = Plan::make(read, stated, occasion, &entry.sources)?;
            if plan.is_empty() && is_taken(&plan, occasion) {
                answer = Some(after(read, &plan)?);
            }
            planned = Some(plan);
            Ok(())
        })?;
        let mut plan = planned.unwrap_or_default();
        if plan.is_empty() || occasion.is_trial || !is_taken(&plan, occasion) {
            return Ok(Recorded {
                entry: None,
                plan,
                after: answer,
            });
        }
        let agreement = agree(&plan)?;
        let mut is_other = false;
        let number = store.write(entry, &mut |write| {
            if head(&*write)? != plan.head {
                // Somebody wrote meanwhile.
                let again = Plan::make(&*write, stated, occasion, &entry.sources)?;
                is_other = agreement == Agreement::ToThis && again.steps.all != plan.steps.all;
                plan = again;
                if is_other || !is_taken(&plan, occasion) {
                    return Ok(Outcome::Discard);
                }
            }
            std::mem::take(&mut plan.batch).write(write)?;
            answer = Some(after(&*write, &plan)?);
            Ok(Outcome::Keep)
        })?;
        if !is_other {
            return Ok(Recorded {
                entry: number,
                plan,
                after: answer,
            });
        }
    }
}

/// Whether a plan may be carried out.
fn is_taken(plan: &Plan, occasion: &Occasion) -> bool {
    plan.faults.is_empty() || occasion.skips_bad
}

/// Records what `check` told, or with [`Outcome::Discard`] only tries whether that could be done.
///
/// # Errors
/// [`Error::Store`].
pub fn record_notices(
    store: &mut dyn Store,
    entry: &NewEntry,
    notices: &[Notice],
    outcome: Outcome,
) -> Result<(), Error> {
    if notices.is_empty() {
        return Ok(());
    }
    store.write(entry, &mut |write| {
        let mut batch = Batch::default();
        for notice in notices.iter().cloned() {
            batch.add(&TargetNotice { entry: 0, notice });
        }
        batch.write(write)?;
        Ok(outcome)
    })?;
    Ok(())
}
