//! The report that `--since` names: judged as of its day, from what was on record then.

use std::cell::OnceCell;

use crate::assess::Assessment;
use crate::context::Context;
use crate::messages::{Error, ValueProblem};
use crate::model::{Day, Known, Portfolio, Scope, Snapshot};
use crate::report::{Earlier, Then};
use crate::store::chain::{Head, KeptHead};
use crate::store::rows::{Entry, Record};
use crate::store::{Of, Read, Table, Visible};

use super::ask;

/// What `--since` says.
enum Since {
    Day(Day),
    Entry(i64),
    /// An entry with its hash, as papers print it.
    Head(KeptHead),
}

/// Judges the targets of then. Portfolio and assessment are put into places of the caller's.
///
/// # Errors
/// What is wrong with the text; [`Error::Store`].
pub(super) fn earlier<'p>(
    read: &dyn Read,
    text: &str,
    context: &Context,
    (portfolio, judged): (&'p OnceCell<Portfolio>, &'p OnceCell<Assessment<'p>>),
) -> Result<Earlier<'p>, Error> {
    let refused = |problem| Error::value("--since", text, problem);
    let now = Visible::of(read, context.known)?;
    let (as_of, known) = match since(text, context)? {
        Since::Day(day) => {
            let is_known_before = context.known_on.is_some_and(|on| on < day);
            let known = match is_known_before {
                true => context.known,
                false => Known::Until(context.zone.end_of(day)?),
            };
            (day, known)
        }
        Since::Entry(number) => (
            entry(read, number, &now, context, &refused)?,
            Known::Through(number),
        ),
        Since::Head(head) => {
            let there = Head::numbered(read, head.number)?;
            let is_kept = there.is_some_and(|there| head.is_of(&there));
            if !is_kept {
                return Err(refused(ValueProblem::NotThisRecord));
            }
            let number = head.number;
            (
                entry(read, number, &now, context, &refused)?,
                Known::Through(number),
            )
        }
    };
    if context.as_of < as_of {
        return Err(refused(ValueProblem::SinceLater {
            since: as_of,
            as_of: context.as_of,
        }));
    }
    let question = Snapshot {
        as_of,
        known,
        scope: Scope::All,
    };
    let assessment = ask::judged_within(read, &question, portfolio)?;
    Ok(Earlier {
        assessment: judged.get_or_init(|| assessment),
        then: Then {
            as_of,
            entry: Visible::of(read, known)?.last(),
        },
    })
}

/// A day, or an entry by its number, with or without its hash.
fn since(text: &str, context: &Context) -> Result<Since, Error> {
    let number = text.trim().trim_start_matches('#');
    // Eight digits are a day.
    let is_number = number.len() < 8 && number.bytes().all(|digit| digit.is_ascii_digit());
    if let (true, Ok(number)) = (is_number, number.parse()) {
        return Ok(Since::Entry(number));
    }
    if let Ok(head) = text.parse() {
        return Ok(Since::Head(head));
    }
    let refused = |problem| Error::value("--since", text, ValueProblem::Date(problem));
    context.read_day(text).map(Since::Day).map_err(refused)
}

/// The day on which an entry was recorded, of those that are known; never later than the report's.
fn entry(
    read: &dyn Read,
    number: i64,
    visible: &Visible,
    context: &Context,
    refused: &dyn Fn(ValueProblem) -> Error,
) -> Result<Day, Error> {
    let mut recorded_at = None;
    read.rows(Table::Entry, Of::All, &mut |row| {
        let entry = Entry::read(row)?;
        if entry.number == number && number <= visible.last() {
            recorded_at = Some(entry.recorded_at);
        }
        Ok(())
    })?;
    match recorded_at {
        // As of an earlier day, it tells what was known of that day then.
        Some(moment) => Ok(context.zone.day(moment)?.min(context.as_of)),
        None => Err(refused(ValueProblem::NoEntry {
            last: visible.last(),
        })),
    }
}
