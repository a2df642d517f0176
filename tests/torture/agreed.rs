//! What becomes of a plan that was shown, where another records before it is agreed to.

use std::path::PathBuf;

use project_tracker::ledger::{
    Agreement, Change, Due, Figure, Goal, Lower, Novelty, Occasion, Origin, Outcome as Step, Plan,
    ProjectChange, ProjectMention, ReadingChange, Recorded, StageMention, Stated, TargetChange,
    WhichTarget, record, record_agreed,
};
use project_tracker::model::{Code, Day, Known, NewEntry, Percent, Remark, Scope};
use project_tracker::store::{self, Access, Read, Store, Visible};
use project_tracker::{Error, Refusal};

/// A store in a file, which several may have open.
struct Shared {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn entry() -> NewEntry {
    NewEntry {
        recorded_at: "2021-09-01T09:00:00Z".parse().unwrap(),
        who: "wang".to_owned(),
        command: "import".to_owned(),
        sources: Vec::new(),
    }
}

fn occasion() -> Occasion {
    Occasion {
        as_of: day("2021-09-01"),
        today: day("2021-09-01"),
        command: Default::default(),
        files: vec!["8.csv".to_owned()],
        is_typed: false,
        skips_bad: false,
        answers: Default::default(),
        is_trial: false,
    }
}

fn stated(changes: Vec<Change>) -> Vec<Stated> {
    let rows = (2..).zip(changes);
    rows.map(|(row, change)| Stated {
        origin: Origin { file: 0, row },
        change,
    })
    .collect()
}

fn named(name: &str) -> ProjectMention {
    ProjectMention::Named {
        code: None,
        name: Some(name.to_owned()),
    }
}

fn project(name: &str) -> Change {
    Change::Project(Box::new(ProjectChange::of(named(name), Novelty::Either)))
}

/// The main structure of 金辉 is to reach 70 % by a day.
fn target(due: &str) -> Change {
    let stage = StageMention::Named("主体".to_owned());
    Change::Target(Box::new(TargetChange {
        which: WhichTarget {
            is_row: true,
            ..WhichTarget::default()
        },
        goal: Goal::Percent(Percent::from_hundredths(7_000).unwrap()),
        due: Due::Day(day(due)),
        ..TargetChange::of(named("金辉"), stage)
    }))
}

/// The main structure of 金辉 stood at 20 %.
fn reading() -> Change {
    Change::Reading(Box::new(ReadingChange {
        project: ProjectMention::Code(Code::new("jinhui").unwrap()),
        stage: StageMention::Named("主体".to_owned()),
        figure: Figure::Both {
            percent: Percent::from_hundredths(2_000),
            amount: None,
            total: None,
        },
        as_of: None,
        remark: Remark::default(),
        lower: Lower::Refused,
        keeps_words: false,
    }))
}

impl Shared {
    /// With the target of 金辉, by the end of the year.
    fn new() -> Shared {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let changes = stated(vec![project("金辉"), target("2021-12-31")]);
        store::create(&path, &mut |store| {
            record(store, &entry(), &changes, &occasion(), &|_, _| Ok(())).map(|_| ())
        })
        .unwrap();
        let _folder = folder;
        Shared { _folder, path }
    }

    fn open(&self) -> Box<dyn Store> {
        store::open(&self.path, Access::Write).unwrap()
    }

    /// Another records this.
    fn meanwhile(&self, change: Change) {
        let (mut store, changes) = (self.open(), stated(vec![change]));
        let recorded = record(&mut *store, &entry(), &changes, &occasion(), &|_, _| Ok(()));
        assert!(recorded.unwrap().entry.is_some());
    }

    /// Records changes; whoever is shown a plan for the first time agrees after another has recorded
    /// his. Also what was shown.
    fn agreed(
        &self,
        changes: Vec<Change>,
        agreement: Agreement,
        other: Change,
    ) -> (Recorded<()>, Vec<Vec<Step>>) {
        let (mut shown, mut other) = (Vec::new(), Some(other));
        let mut agree = |plan: &Plan| {
            shown.push(plan.steps.all.clone());
            if let Some(other) = other.take() {
                self.meanwhile(other);
            }
            Ok(agreement)
        };
        let (mut store, changes) = (self.open(), stated(changes));
        let after = |_: &dyn Read, _: &Plan| Ok(());
        let recorded = record_agreed(
            &mut *store,
            &entry(),
            &changes,
            &occasion(),
            &mut agree,
            &after,
        );
        (recorded.unwrap(), shown)
    }

    /// The due days that the target had, one after the other.
    fn dues(&self) -> Vec<Day> {
        let mut dues = Vec::new();
        let mut look = |read: &dyn Read| {
            let visible = Visible::of(read, Known::Now)?;
            let portfolio = store::load(read, Day::LAST, Scope::All, &visible)?;
            let target = &portfolio.projects[0].stages[0].targets[0];
            let all = target.revisions.iter();
            dues = all.filter_map(|revision| revision.terms.due).collect();
            Ok(())
        };
        self.open().read(&mut look).unwrap();
        dues
    }
}

/// The due day that each step of a plan revises.
fn was(steps: &[Step]) -> Vec<Day> {
    let before = steps.iter().filter_map(|step| match step {
        Step::Target { before, .. } => before.as_ref()?.terms.due,
        _ => None,
    });
    before.collect()
}

#[test]
fn a_plan_whose_steps_have_changed_is_shown_again_unless_any_was_agreed_to() {
    let first = vec![day("2021-12-31")];
    let moved = vec![day("2022-02-28")];
    let all = ["2021-12-31", "2022-02-28", "2022-03-31"].map(day);
    for (agreement, shown_then) in [
        (Agreement::ToThis, vec![first.clone(), moved.clone()]),
        (Agreement::ToAny, vec![first]),
    ] {
        let shared = Shared::new();
        let changes = vec![target("2022-03-31")];
        let (recorded, shown) = shared.agreed(changes, agreement, target("2022-02-28"));
        let shown: Vec<_> = shown.iter().map(|steps| was(steps)).collect();
        assert_eq!(shown, shown_then);
        // What was carried out is told, whatever was shown.
        assert_eq!(was(&recorded.plan.steps.all), moved);
        assert_eq!((recorded.entry, shared.dues()), (Some(3), all.to_vec()));
    }
}

#[test]
fn what_changes_no_step_is_no_reason_to_show_a_plan_again() {
    let shared = Shared::new();
    let changes = vec![target("2022-03-31")];
    let (recorded, shown) = shared.agreed(changes, Agreement::ToThis, reading());
    assert_eq!((recorded.entry, shown.len()), (Some(3), 1));
}

#[test]
fn what_another_has_recorded_meanwhile_is_not_recorded_twice() {
    for agreement in [Agreement::ToThis, Agreement::ToAny] {
        let shared = Shared::new();
        let change = target("2022-03-31");
        let (recorded, shown) = shared.agreed(vec![change.clone()], agreement, change);
        assert_eq!((recorded.entry, shown.len()), (None, 1));
        assert_eq!(shared.dues(), ["2021-12-31", "2022-03-31"].map(day));
    }
}

#[test]
fn a_name_that_has_become_a_question_is_not_taken_for_a_new_project() {
    for agreement in [Agreement::ToThis, Agreement::ToAny] {
        let shared = Shared::new();
        let (recorded, _) = shared.agreed(vec![project("南河项目")], agreement, project("南河"));
        assert_eq!(recorded.entry, None);
        let problem = &recorded.plan.faults[0].problem;
        assert!(matches!(problem, Refusal::LooksLike { .. }), "{problem:?}");
    }
}

#[test]
fn what_is_not_agreed_to_when_it_is_shown_again_is_not_written() {
    let shared = Shared::new();
    let mut agree = |plan: &Plan| match was(&plan.steps.all) == [day("2021-12-31")] {
        true => {
            shared.meanwhile(target("2022-02-28"));
            Ok(Agreement::ToThis)
        }
        false => Err(Error::NotAgreed),
    };
    let (mut store, changes) = (shared.open(), stated(vec![target("2022-03-31")]));
    let after = |_: &dyn Read, _: &Plan| Ok(());
    let recorded = record_agreed(
        &mut *store,
        &entry(),
        &changes,
        &occasion(),
        &mut agree,
        &after,
    );
    assert!(matches!(recorded, Err(Error::NotAgreed)));
    assert_eq!(shared.dues(), ["2021-12-31", "2022-02-28"].map(day));
}
