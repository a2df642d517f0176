//! What a report says to have changed is what two reports say, each asked for by itself.

use std::collections::BTreeMap;

use project_tracker::assess::{Assessment, Judged, assess};
use project_tracker::messages::Error;
use project_tracker::model::{Day, Known, Portfolio, Scope};
use project_tracker::report::{Earlier, PeriodChoice, Report, Request, Then};
use project_tracker::store::{self, Figures, Store, Visible, load};
use proptest::prelude::*;

use super::{act, day, history};

/// A target as two reports are compared by it.
type Line = (&'static str, String, String);

fn line(judged: &Judged<'_>) -> Line {
    let terms = &judged.revision.terms;
    (
        judged.verdict.status.id(),
        format!("{:?} {}", terms.due, terms.percent),
        format!("{:?}", judged.verdict.reading),
    )
}

/// How much of the record is seen, and as of which day.
type Sight = (i64, Known);

/// Judges the targets of two sights of one store; `each` is told the last entry of the first.
fn seen<T>(
    store: &dyn Store,
    [then, now]: [Sight; 2],
    each: &dyn Fn(&Assessment<'_>, i64, &Assessment<'_>) -> T,
) -> T {
    let mut found = None;
    store
        .read(&mut |read| {
            let look = |(as_of, known): Sight| -> Result<(Visible, Portfolio, Day), Error> {
                let visible = Visible::of(read, known)?;
                let portfolio = load(read, day(as_of), Scope::All, &visible)?;
                Ok((visible, portfolio, day(as_of)))
            };
            let [then, now] = [look(then)?, look(now)?];
            let figures_then = Figures::of_portfolio(read, &then.0, &then.1, then.2);
            let figures_now = Figures::of_portfolio(read, &now.0, &now.1, now.2);
            let before = assess(&then.1, &figures_then, then.2);
            let after = assess(&now.1, &figures_now, now.2);
            figures_then.check()?;
            figures_now.check()?;
            found = Some(each(&before, then.0.last(), &after));
            Ok(())
        })
        .unwrap();
    found.unwrap()
}

/// The targets that a report shows, asked for by itself.
fn lines(store: &dyn Store, sight: Sight, request: &Request) -> BTreeMap<i64, Line> {
    seen(store, [sight, sight], &|assessment, _, _| {
        let report = Report::new(assessment, request, None);
        let lines = report.targets();
        lines
            .map(|judged| (judged.target.id, line(judged)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    // Caught: a target that was only reported anew left out.
    #[test]
    fn a_comparison_agrees_with_both_reports(
        deeds in history(),
        split in 0usize..40,
        (then_on, now_on) in (0i64..300, 0i64..300),
        all in any::<bool>(),
    ) {
        let (then_on, now_on) = (then_on.min(now_on), then_on.max(now_on));
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut *store, number, deed);
        }
        let then = (then_on, Known::Through(i64::try_from(split).unwrap()));
        let now = (now_on, Known::Now);
        let period = match all {
            true => PeriodChoice::All,
            false => PeriodChoice::Current,
        };
        let request = Request { period, ..Request::default() };
        let alone = [then, now].map(|sight| lines(&*store, sight, &request));
        let wrong = seen(&*store, [then, now], &|assessment, entry, now| {
            let then = Then { as_of: day(then_on), entry };
            compare(Earlier { assessment, then }, now, &request, &alone)
        });
        prop_assert_eq!(wrong, None);
    }
}

/// Where the comparison says something else than the two reports do, if it does.
fn compare<'a>(
    earlier: Earlier<'a>,
    now: &'a Assessment<'a>,
    request: &Request,
    [then_alone, now_alone]: &[BTreeMap<i64, Line>; 2],
) -> Option<String> {
    let report = Report::since(earlier, now, request, None);
    let changes = report.changes.as_ref()?;
    let shown: Vec<&Judged<'_>> = report.targets().collect();
    if shown.len() != changes.changed() || changes.compared < changes.changed() {
        return Some(format!(
            "{} shown, {} changed",
            shown.len(),
            changes.changed()
        ));
    }
    for judged in &shown {
        let change = changes.of(judged)?;
        let (id, is) = (judged.target.id, line(judged));
        // As the report of today has it, where it counts there.
        if now_alone.get(&id).is_some_and(|alone| *alone != is) {
            return Some(format!("{id} is {is:?}, alone {:?}", now_alone[&id]));
        }
        if let Some(before) = change.before.filter(|before| before.target.id == id) {
            let was = line(before);
            if then_alone.get(&id).is_some_and(|alone| *alone != was) {
                return Some(format!("{id} was {was:?}, alone {:?}", then_alone[&id]));
            }
        }
    }
    // What both show with another verdict, other terms or another figure is told.
    let told = |id: &i64| shown.iter().any(|judged| judged.target.id == *id);
    let is_green = |line: &Line| matches!(line.0, "ahead" | "on-track");
    let is_same = |was: &Line, is: &Line| {
        let is_at_rest = was.0 == "cancelled" && is.0 == "cancelled";
        let is_on_plan = is_green(was) && is_green(is) && was.1 == is.1 && was.2 == is.2;
        was == is || is_at_rest || is_on_plan
    };
    let missed = now_alone.iter().find(|(id, is)| {
        let was = then_alone.get(id);
        was.is_some_and(|was| !is_same(was, is)) && !told(id)
    });
    if let Some((id, is)) = missed {
        return Some(format!(
            "{id} was {:?}, is {is:?}: not told",
            then_alone[id]
        ));
    }
    // So is what is new, unless it was given up at once, and what is gone adds up.
    let is_new = |id: &i64| {
        earlier
            .assessment
            .targets
            .iter()
            .all(|j| j.target.id != *id)
    };
    let mut new = now_alone
        .iter()
        .filter(|(id, is)| is_new(id) && is.0 != "cancelled");
    if let Some((id, _)) = new.find(|(id, _)| !told(id)) {
        return Some(format!("{id} is new, and not told"));
    }
    let is_there = |id: &i64| now.targets.iter().any(|judged| judged.target.id == *id);
    let counted = then_alone.iter().filter(|(_, was)| was.0 != "cancelled");
    let gone = counted.filter(|(id, _)| !is_there(id)).count();
    (gone != changes.gone).then(|| format!("{gone} are gone, {} told", changes.gone))
}
