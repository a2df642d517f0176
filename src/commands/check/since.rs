//! `check --since`: what has changed, in one line.

use std::cell::OnceCell;

use crate::assess::{Assessment, ChangeKind};
use crate::context::Context;
use crate::messages::{Error, In};
use crate::model::{Scope, Snapshot};
use crate::report::{Report, Request, Watch, findings};
use crate::store::Access;

use super::super::earlier::earlier;
use super::super::{ask, whose::Whose};

/// Writes the line, where anything has changed. With it whether a target that turned late, or later,
/// is one to fail for.
pub(super) fn run(
    text: &str,
    whose: &Whose,
    watch: &Watch,
    context: &mut Context,
) -> Result<bool, Error> {
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let (portfolio, judged) = (OnceCell::new(), OnceCell::new());
    let (portfolio_then, judged_then) = (OnceCell::new(), OnceCell::new());
    let mut before = None;
    let store = context.open(Access::Read)?;
    store.read(&mut |read| {
        let assessment = ask::judged_within(read, &question, &portfolio)?;
        judged.get_or_init(|| assessment);
        before = Some(earlier(
            read,
            text,
            context,
            (&portfolio_then, &judged_then),
        )?);
        Ok(())
    })?;
    let assessment: Option<&Assessment<'_>> = judged.get();
    let (Some(assessment), Some(before)) = (assessment, before) else {
        return Ok(false);
    };
    ask::settle_if_empty(&*store, assessment)?;
    drop(store);
    let request = Request {
        filter: whose.filter(assessment.projects)?,
        ..Request::default()
    };
    let report = Report::since(before, assessment, &request, context.known_on);
    let Some(changes) = report.changes.as_ref().filter(|changes| changes.is_any()) else {
        return Ok(false);
    };
    let language = context.language(assessment.settings);
    let answer = changes.answer();
    context
        .output
        .with(|out| writeln!(out, "{}", In(language, &answer)))?;
    let fails = findings(assessment, watch, &[]);
    let turned = |kind| matches!(kind, ChangeKind::NewlyLate | ChangeKind::Worse);
    Ok(fails.iter().any(|finding| {
        let change = changes.of(finding.judged);
        finding.fails && change.is_some_and(|change| turned(change.kind))
    }))
}
