//! What `check` finds, tells and remembers, over random histories.

use std::collections::BTreeMap;

use project_tracker::assess::Status;
use project_tracker::ledger;
use project_tracker::model::{Day, Known, NewEntry, Notice};
use project_tracker::report::{Finding, Watch, findings, late, notices};
use project_tracker::store::rows::RevisionEdit;
use project_tracker::store::{self, Of, Store, Visible, history as told_before};
use proptest::prelude::*;

use crate::sandbox::Sandbox;
use crate::{Deed, act, day, deed, history, judged};

/// What is remembered of what was told.
fn remembered(store: &dyn Store, as_of: Day) -> Vec<Notice> {
    let mut found = Vec::new();
    let mut look = |read: &dyn store::Read| {
        found = told_before::notices(read, as_of, &Visible::of(read, Known::Now)?)?;
        Ok(())
    };
    store.read(&mut look).unwrap();
    found
}

/// The targets that are another one since a merger, each with that one.
fn merged(store: &dyn Store) -> BTreeMap<i64, i64> {
    let mut found = BTreeMap::new();
    let mut look = |read: &dyn store::Read| {
        store::each(read, Of::All, &mut |edit: RevisionEdit| {
            found.extend(edit.merged_into.map(|into| (edit.target, into)));
            Ok(())
        })
    };
    store.read(&mut look).unwrap();
    found
}

/// What `check --new` would tell on a day, and with `records`, remembers.
fn told(
    store: &mut dyn Store,
    watch: &Watch,
    as_of: Day,
    number: usize,
    records: bool,
) -> Vec<Told> {
    let entry = NewEntry {
        recorded_at: "2022-06-01T09:00:00Z".parse().unwrap(),
        who: "cron".to_owned(),
        command: format!("check {number}"),
        sources: Vec::new(),
    };
    let before = remembered(store, as_of);
    let (told, told_of) = judged(store, as_of, Known::Now, |assessment| {
        let mut found = findings(assessment, watch, &before);
        found.retain(|finding| finding.is_new);
        let told: Vec<Told> = found.iter().map(said).collect();
        (told, notices(assessment, &found, &before))
    });
    if records {
        ledger::record_notices(
            store,
            &entry,
            &told_of,
            project_tracker::store::Outcome::Keep,
        )
        .unwrap();
    }
    told
}

/// A target, the verdict on it, and its due day.
type Told = (i64, Status, Option<Day>);

fn said(finding: &Finding<'_>) -> Told {
    let judged = finding.judged;
    let due = judged.revision.terms.due;
    (judged.target.id, judged.verdict.status, due)
}

/// A line of a crontab.
fn watch() -> impl Strategy<Value = Watch> {
    (
        prop::option::of(0u32..200),
        prop::sample::select(vec![vec![], late(), vec![Status::Unknown, Status::Undated]]),
        any::<bool>(),
    )
        .prop_map(|(within, fail_on, fails_on_due)| Watch {
            within,
            fail_on,
            fails_on_due,
            ..Watch::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // Caught: a better verdict remembered with the present due day, so that another line of the
    // crontab never told of the moved one; a worse one remembered by a line that did not tell it;
    // a better one not remembered.
    #[test]
    fn what_check_finds_was_told_as_it_stands_and_is_not_told_twice(
        deeds in history(),
        later in prop::collection::vec(prop::collection::vec(deed(), 0..6), 1..8),
        watches in prop::collection::vec(watch(), 1..4),
    ) {
        let mut store = store::in_memory().unwrap();
        let mut number = 0;
        let mut act = |store: &mut dyn Store, deed: &Deed| {
            act(store, number, deed);
            number += 1;
        };
        // The plainest line runs first.
        let watches: Vec<Watch> = [Watch::default()].into_iter().chain(watches).collect();
        for deed in &deeds {
            act(&mut *store, deed);
        }
        let mut as_of = 120;
        let mut log: Vec<Told> = Vec::new();
        for (morning, reports) in later.iter().enumerate() {
            for deed in reports {
                act(&mut *store, deed);
            }
            as_of += 7;
            // What was told of a target was told of the one that it became.
            let merged = merged(&*store);
            for (target, ..) in &mut log {
                while let Some(into) = merged.get(target) {
                    *target = *into;
                }
            }
            for watch in &watches {
                log.extend(told(&mut *store, watch, day(as_of), morning, true));
            }
            let remembered: BTreeMap<i64, String> = remembered(&*store, day(as_of))
                .into_iter()
                .map(|notice| (notice.target, notice.finding))
                .collect();
            for watch in &watches {
                prop_assert_eq!(told(&mut *store, watch, day(as_of), morning, false), vec![]);
                let found: Vec<Told> = judged(&*store, day(as_of), Known::Now, |assessment| {
                    findings(assessment, watch, &[]).iter().map(said).collect()
                });
                for (target, status, due) in found {
                    // Someone was told that it is as bad as this, or worse, for this very day.
                    let is_told = |(t, s, d): &Told| *t == target && *s <= status && *d == due;
                    prop_assert!(log.iter().any(is_told), "{:?}: {:?}", (target, status, due), log);
                    // And if it gets worse than it is now, will be told again.
                    prop_assert!(remembered[&target].starts_with(status.id()), "{:?}", (target, status, due));
                }
            }
        }
    }
}

proptest! {
    // Each case starts several processes.
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    // Caught: notices recorded whenever anything was told.
    #[test]
    fn check_without_new_never_writes(deeds in history(), as_of in 0i64..260, within in 0u32..400) {
        let mut sandbox = Sandbox::new();
        sandbox.at("2022-06-01T09:00:00Z");
        let path = sandbox.path("store.db");
        store::create(&path, &mut |store| {
            for (number, deed) in deeds.iter().enumerate() {
                act(store, number, deed);
            }
            Ok(())
        }).unwrap();
        let before = std::fs::read(&path).unwrap();
        for line in [
            "check".to_owned(),
            format!("check --as-of {} --within {within}", day(as_of)),
            format!("check --known-on {} --fail-on late,due --format json", day(as_of)),
            "config".to_owned(),
            format!("check --new --as-of {}", day(as_of)),
            format!("check --new --known-on {}", day(as_of)),
        ] {
            let ran = sandbox.run(&line);
            // Only of today, as all is known, is anything told once.
            prop_assert_eq!(ran.code == 2, line.contains("--new"), "{}", ran.err);
            prop_assert!(std::fs::read(&path).unwrap() == before, "{line}");
            prop_assert_eq!(std::fs::read_dir(sandbox.folder()).unwrap().count(), 1);
        }
    }
}
