//! What any store must do, as checks that speak to it in model types only.
//!
//! A check is a function that takes a way to make an empty store. Each becomes a test of its own
//! for every kind of store named at the foot of this file; a new kind needs one name there and a
//! function that makes it.

mod answers;
mod histories;
mod known;
mod record;
mod retracted;
mod taking_back;
mod writing;

use std::path::PathBuf;

use tempfile::TempDir;

use super::{Access, Draft, Outcome, Store, Work};
use crate::error::{Error, StoreProblem};
use crate::model::record::Record;
use crate::model::{
    Code, Day, HistoryEntry, HistoryQuestion, Instant, Known, LookAt, NewEntry, Notice, Percent,
    Period, Portfolio, Project, ProjectFacts, Reading, Remark, Revision, Scope, Snapshot, Stage,
    StageFacts, StageKind, State, StateChange, Target, TargetState, Terms,
};

/// Makes an empty store.
type Make<'a> = &'a dyn Fn() -> Box<dyn Store>;

fn in_memory() -> Box<dyn Store> {
    super::in_memory().expect("a store in memory")
}

fn in_a_file() -> Box<dyn Store> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("store.db");
    super::create(&path, &mut |_| Ok(())).expect("a store in a file");
    Box::new(InAFile {
        path,
        _folder: folder,
    })
}

/// A store that is opened anew for everything asked of it, as each command does.
struct InAFile {
    path: PathBuf,
    _folder: TempDir,
}

impl Store for InAFile {
    fn snapshot(&self, question: &Snapshot) -> Result<Portfolio, Error> {
        super::open(&self.path, Access::Read)?.snapshot(question)
    }

    fn to_judge(&self, question: &Snapshot, look_at: LookAt) -> Result<Portfolio, Error> {
        super::open(&self.path, Access::Read)?.to_judge(question, look_at)
    }

    fn codes(&self, beginning: &str) -> Result<Vec<(Code, String)>, Error> {
        super::open(&self.path, Access::Read)?.codes(beginning)
    }

    fn record(&self) -> Result<Record, Error> {
        super::open(&self.path, Access::Read)?.record()
    }

    fn history(&self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error> {
        super::open(&self.path, Access::Read)?.history(question)
    }

    fn notices(&self, as_of: Day, known: Known) -> Result<Vec<Notice>, Error> {
        super::open(&self.path, Access::Read)?.notices(as_of, known)
    }

    fn project_coded(&self, code: &str) -> Result<Option<i64>, Error> {
        super::open(&self.path, Access::Read)?.project_coded(code)
    }

    fn backup(&self, to: &std::path::Path) -> Result<(), Error> {
        super::open(&self.path, Access::Read)?.backup(to)
    }

    fn verify(&self) -> Result<Vec<crate::error::Flaw>, Error> {
        super::open(&self.path, Access::Read)?.verify()
    }

    fn restore(&mut self, record: &Record) -> Result<(), Error> {
        super::open(&self.path, Access::Write)?.restore(record)
    }

    fn write(&mut self, entry: &NewEntry, work: &mut Work<'_>) -> Result<Option<i64>, Error> {
        super::open(&self.path, Access::Write)?.write(entry, work)
    }
}

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a day")
}

fn percent(text: &str) -> Percent {
    text.parse().expect("a percent")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn code(text: &str) -> Code {
    Code::new(text).expect("a code")
}

/// A moment of a day, or a whole RFC 3339 instant.
fn instant(text: &str) -> Instant {
    let whole = if text.contains('T') {
        text.to_owned()
    } else {
        format!("{text}T08:00:00Z")
    };
    whole.parse().expect("an instant")
}

/// All that was recorded by the end of a day.
fn known_on(text: &str) -> Known {
    Known::Until(instant(&format!("{text}T23:59:59.999Z")))
}

fn entry(recorded_at: &str) -> NewEntry {
    NewEntry {
        recorded_at: instant(recorded_at),
        who: "wang".to_owned(),
        command: "update".to_owned(),
        sources: Vec::new(),
    }
}

pub(super) fn project_facts(of: &str) -> ProjectFacts {
    ProjectFacts {
        code: code(of),
        name: format!("project {of}"),
        name_en: None,
        aliases: Vec::new(),
        category: None,
        unit: None,
        lead: None,
    }
}

pub(super) fn stage_facts(of: &str) -> StageFacts {
    StageFacts {
        code: code(of),
        name: format!("stage {of}"),
        name_en: None,
        position: 0,
        kind: StageKind::Measured,
        weight: None,
        unit: None,
        total: None,
    }
}

/// A reading with a figure.
fn figure(as_of: &str, figure: &str) -> Reading {
    Reading {
        as_of: day(as_of),
        percent: Some(percent(figure)),
        amount: None,
        remark: Remark::default(),
    }
}

/// A reading without one.
fn under_way(as_of: &str) -> Reading {
    Reading {
        percent: None,
        ..figure(as_of, "0")
    }
}

fn with_note(note: &str, reading: Reading) -> Reading {
    Reading {
        remark: Remark {
            note: Some(note.to_owned()),
            ..reading.remark
        },
        ..reading
    }
}

pub(super) fn revision(decided_on: &str, figure: &str, due: &str) -> Revision {
    Revision {
        decided_on: day(decided_on),
        terms: Terms {
            percent: percent(figure),
            due: Some(day(due)),
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        },
        reason: None,
    }
}

fn state(decided_on: &str, state: State) -> StateChange {
    StateChange {
        state,
        decided_on: day(decided_on),
        reason: None,
    }
}

/// One transaction that writes something and is kept.
fn write<T>(
    store: &mut dyn Store,
    recorded_at: &str,
    mut work: impl FnMut(&mut dyn Draft) -> Result<T, Error>,
) -> T {
    let mut made = None;
    let number = store
        .write(&entry(recorded_at), &mut |draft| {
            made = Some(work(draft)?);
            Ok(Outcome::Keep)
        })
        .expect("the write is kept");
    assert!(number.is_some(), "something was written");
    made.expect("the work was done")
}

/// A store with one project, `jinhui`, and its stage `overall`, recorded on 2021-06-01.
struct Start {
    store: Box<dyn Store>,
    project: i64,
    stage: i64,
}

fn start(make: Make<'_>) -> Start {
    let mut store = make();
    let (project, stage) = write(&mut *store, "2021-06-01", |draft| {
        let project = draft.add_project(&project_facts("jinhui"))?;
        Ok((project, draft.add_stage(project, &stage_facts("overall"))?))
    });
    Start {
        store,
        project,
        stage,
    }
}

impl Start {
    fn write<T>(
        &mut self,
        recorded_at: &str,
        work: impl FnMut(&mut dyn Draft) -> Result<T, Error>,
    ) -> T {
        write(&mut *self.store, recorded_at, work)
    }

    fn read(&mut self, recorded_at: &str, reading: &Reading) {
        let stage = self.stage;
        self.write(recorded_at, |draft| draft.add_reading(stage, reading));
    }

    /// Its stage as of a day.
    fn stage_on(&self, as_of: &str) -> Stage {
        only_stage(&ask(&*self.store, as_of)).clone()
    }
}

fn ask(store: &dyn Store, as_of: &str) -> Portfolio {
    ask_known(store, as_of, Known::Now)
}

fn ask_known(store: &dyn Store, as_of: &str, known: Known) -> Portfolio {
    store
        .snapshot(&Snapshot {
            as_of: day(as_of),
            known,
            scope: Scope::All,
        })
        .expect("an answer")
}

fn only_project(portfolio: &Portfolio) -> &Project {
    match portfolio.projects.as_slice() {
        [project] => project,
        other => panic!("one project is expected, not {other:#?}"),
    }
}

fn only_stage(portfolio: &Portfolio) -> &Stage {
    match only_project(portfolio).stages.as_slice() {
        [stage] => stage,
        other => panic!("one stage is expected, not {other:#?}"),
    }
}

fn only_target(portfolio: &Portfolio) -> &Target {
    match only_stage(portfolio).targets.as_slice() {
        [target] => target,
        other => panic!("one target is expected, not {other:#?}"),
    }
}

/// The figures of a stage as `DAY PERCENT`.
fn figures(stage: &Stage) -> Vec<String> {
    stage
        .figures
        .iter()
        .map(|figure| format!("{} {}", figure.on, figure.percent))
        .collect()
}

fn codes(portfolio: &Portfolio) -> Vec<&str> {
    portfolio
        .projects
        .iter()
        .map(|project| project.facts.code.as_str())
        .collect()
}

/// Why a store refused.
pub(super) fn refusal<T>(result: Result<T, Error>) -> StoreProblem {
    match result {
        Err(Error::Store { problem, .. }) => problem,
        Err(other) => panic!("the store should have refused, not {other:?}"),
        Ok(_) => panic!("the store should have refused"),
    }
}

fn nothing() -> Record {
    Record {
        schema: crate::model::record::FORMAT.to_owned(),
        ..Record::default()
    }
}

/// A test of every check for every kind of store: the name of the tests, and what makes the store.
macro_rules! suites {
    ([$($name:ident: $make:ident),*] $checks:tt) => { $( suites!(@ $name $make $checks); )* };
    (@ $name:ident $make:ident { $($part:ident: $($check:ident)*;)* }) => {
        mod $name {
            $(mod $part {
                $(#[test]
                fn $check() {
                    crate::store::contract::$part::$check(&crate::store::contract::$make);
                })*
            })*
        }
    };
}

suites!([in_memory: in_memory, in_a_file: in_a_file] {
    answers:
        what_is_written_is_answered_in_equal_values
        things_come_in_their_order
        readings_dated_later_than_as_of_are_left_out
        of_two_figures_for_one_day_the_one_recorded_last_counts
        a_reading_without_a_figure_never_supersedes_one_with_a_figure
        under_way_is_told_only_where_it_is_later_than_the_last_figure
        the_first_revision_recorded_stays_first_and_the_others_go_by_their_day
        revisions_of_one_day_go_in_the_order_of_recording
        a_target_without_terms_is_told_as_damage
        states_go_by_the_day_they_were_decided_and_then_by_their_entry
        the_last_value_of_a_setting_holds_and_an_empty_one_is_the_default
        settings_of_one_entry_hold_in_whichever_order_they_were_set
        a_question_about_one_project_answers_as_one_about_all
        readings_on_a_day_are_those_that_count
        what_counts_over_some_days_is_told_apart_from_what_the_draft_writes
        who_recorded_a_figure_and_nothing_else_is_told
        a_project_at_hand_is_looked_at_again_with_what_the_draft_wrote
        who_judges_gets_the_last_two_figures_and_those_looked_at
        many_figures_of_one_day_hide_none_before_them
        codes_are_told_by_their_beginning;
    known:
        what_was_recorded_later_is_not_known
        the_moment_asked_for_is_still_known
        a_clock_set_back_changes_nothing
        every_fact_of_a_project_edited_later_is_taken_back
        every_fact_of_a_stage_edited_later_is_taken_back
        a_fact_edited_several_times_is_what_it_was_in_between
        a_state_is_known_from_its_entry_on_whatever_day_it_was_decided
        settings_are_those_known;
    writing:
        a_discarded_transaction_leaves_nothing
        an_error_in_the_work_leaves_nothing_and_is_handed_on
        an_entry_is_made_only_when_something_is_written
        entries_are_numbered_without_a_gap
        an_entry_keeps_its_head_and_its_sources
        an_edit_leaves_a_change_for_each_fact_that_differs
        codes_of_projects_differ_by_more_than_case_in_any_script
        codes_of_stages_differ_by_more_than_case_within_their_project
        a_code_may_change_its_case_but_not_into_that_of_another
        a_target_is_made_once_for_a_stage_period_and_label
        a_draft_sees_what_it_has_written
        nothing_is_written_of_what_does_not_exist;
    record:
        a_record_restored_is_an_equal_record
        a_restored_store_answers_equally_and_goes_on
        rows_of_a_record_are_in_order
        a_store_that_holds_something_is_not_restored_into
        a_broken_record_is_refused_and_nothing_of_it_is_kept;
    retracted:
        a_reading_taken_back_gives_way_to_the_one_before
        a_revision_taken_back_no_longer_counts
        the_second_revision_is_the_first_once_the_first_is_taken_back
        states_and_settings_taken_back_no_longer_count
        an_import_taken_back_takes_its_projects_and_stages_with_it
        a_project_stays_as_long_as_something_else_counts_on_it
        a_stage_stays_as_long_as_something_else_counts_on_it
        what_is_not_yet_known_to_be_taken_back_counts
        a_draft_does_not_see_readings_taken_back
        nothing_taken_back_is_deleted;
    taking_back:
        a_reading_retracted_gives_way_to_the_one_before
        an_entry_is_retracted_only_once
        facts_edited_by_a_retracted_entry_are_put_back_unless_edited_since
        what_was_retracted_can_be_added_again
        a_code_of_what_was_retracted_is_free_for_an_edit
        a_code_that_another_has_by_now_is_not_put_back
        the_history_tells_each_entry_and_what_came_with_it
        the_last_notice_of_each_target_is_remembered;
});

// No file is needed for what only depends on the order of things, and each write to one waits for
// the disk.
suites!([at_random: in_memory] {
    histories:
        what_is_dated_later_never_changes_an_answer
        what_is_recorded_later_never_changes_what_was_known
        a_history_restored_answers_equally;
});
