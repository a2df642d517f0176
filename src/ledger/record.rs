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
    let mut planned = None;
    let mut answer = None;
    store.read(&mut |read| {
        let plan = Plan::make(read, stated, occasion)?;
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
    let number = store.write(entry, &mut |write| {
        if head(&*write)? != plan.head {
            // Somebody wrote meanwhile.
            plan = Plan::make(&*write, stated, occasion)?;
            if !is_taken(&plan, occasion) {
                return Ok(Outcome::Discard);
            }
        }
        std::mem::take(&mut plan.batch).write(write)?;
        answer = Some(after(&*write, &plan)?);
        Ok(Outcome::Keep)
    })?;
    Ok(Recorded {
        entry: number,
        plan,
        after: answer,
    })
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
