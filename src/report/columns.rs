//! The columns of a report that people read, listed once.

use crate::assess::{Ending, Flag, Forecast, Judged, Slip, Status};
use crate::messages::report::{
    DaysLate, ForecastCell, Goal, Head, Label, Moved, Stands, StatusCell, TargetCell, TargetNote,
};
use crate::messages::terms::GoalWord;
use crate::messages::{In, Notes, Say, ShortDay, StatusWord, YesOrNo};
use crate::model::{Day, Language, Percent, Remark, Stage, StageKind, fold};

use super::names::{is_unnamed_whole, project_name, stage_name};
use super::stands::{days_left, planned_on, progress, stands};

/// A column of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Column {
    /// Mark and verdict.
    Status,
    /// `CODE/STAGE`, as it is typed.
    Code,
    /// The project's name.
    Project,
    /// The project's category.
    Category,
    /// What is to be reached by when, and the terms it had.
    Target,
    /// What is to be reached.
    Goal,
    /// The stage that the percent is of.
    Stage,
    /// The percent to be reached.
    Percent,
    /// By when.
    Due,
    /// Whether that is only the end of its period; in no list, as only sheets need it.
    DueImplied,
    /// The period it belongs to.
    Period,
    /// The latest figure, with the plan at its date.
    Stands,
    /// The latest figure.
    Progress,
    /// Its day.
    ReportedOn,
    /// All figures, as a line of blocks. A report has them: see [`Report::text`].
    ///
    /// [`Report::text`]: super::Report::text
    Trend,
    /// The plan on that day.
    Planned,
    /// Days left or over.
    Days,
    /// When it would be reached.
    Forecast,
    /// What became of it since an earlier report, where one was asked for; in no list, as reports
    /// are grouped by it.
    ChangeKind,
    /// What changed since then.
    Change,
    /// How it ended, or that it has not; in no list, as accounts are grouped by it.
    Ending,
    /// By how many days that is later or earlier than the due day.
    AgainstDue,
    /// The same, against the first due day.
    AgainstFirst,
    /// The first due day it was ever given.
    FirstDue,
    /// By how many days the due day is later than that, or earlier.
    Moved,
    /// The unit responsible.
    Unit,
    /// The person in the lead.
    Lead,
    /// What stands in the way.
    Problem,
    /// The next step.
    NextStep,
    /// A text that is kept of the project, by its name.
    Kept(String),
}

impl Column {
    /// All that every report has, with the word that chooses each.
    pub const ALL: [(&'static str, Column); 26] = [
        ("status", Column::Status),
        ("code", Column::Code),
        ("project", Column::Project),
        ("category", Column::Category),
        ("target", Column::Target),
        ("goal", Column::Goal),
        ("stage", Column::Stage),
        ("percent", Column::Percent),
        ("due", Column::Due),
        ("period", Column::Period),
        ("stands", Column::Stands),
        ("progress", Column::Progress),
        ("reported", Column::ReportedOn),
        ("trend", Column::Trend),
        ("planned", Column::Planned),
        ("days", Column::Days),
        ("forecast", Column::Forecast),
        ("change", Column::Change),
        ("against-due", Column::AgainstDue),
        ("against-first", Column::AgainstFirst),
        ("first-due", Column::FirstDue),
        ("moved", Column::Moved),
        ("unit", Column::Unit),
        ("lead", Column::Lead),
        ("problem", Column::Problem),
        ("next-step", Column::NextStep),
    ];

    /// Those that fit 80 columns.
    pub const USUAL: [Column; 5] = [
        Column::Status,
        Column::Project,
        Column::Target,
        Column::Stands,
        Column::Days,
    ];

    /// Those of a report on what changed.
    pub const OF_CHANGES: [Column; 4] = [
        Column::Status,
        Column::Project,
        Column::Target,
        Column::Change,
    ];

    /// What is added where the page is at least so wide, if any target has it.
    pub const WIDER: [(u16, Column); 6] = [
        (100, Column::Forecast),
        (120, Column::Unit),
        (120, Column::Lead),
        (150, Column::Problem),
        (150, Column::NextStep),
        (170, Column::Trend),
    ];

    /// Its head.
    pub fn head(&self) -> Head {
        match self {
            Column::Status => Head::Status,
            Column::Code => Head::Code,
            Column::Project => Head::Project,
            Column::Category => Head::Category,
            Column::Target => Head::Target,
            Column::Goal => Head::Goal,
            Column::Stage => Head::Stage,
            Column::Percent => Head::Percent,
            Column::Due => Head::Due,
            Column::DueImplied => Head::DueImplied,
            Column::Period => Head::Period,
            Column::Stands => Head::Stands,
            Column::Progress => Head::Progress,
            Column::ReportedOn => Head::ReportedOn,
            Column::Trend => Head::Trend,
            Column::Planned => Head::Planned,
            Column::Days => Head::Days,
            Column::Forecast => Head::Forecast,
            Column::ChangeKind => Head::ChangeKind,
            Column::Change => Head::Change,
            Column::Ending => Head::Ending,
            Column::AgainstDue => Head::AgainstDue,
            Column::AgainstFirst => Head::AgainstFirst,
            Column::FirstDue => Head::FirstDue,
            Column::Moved => Head::Moved,
            Column::Unit => Head::Unit,
            Column::Lead => Head::Lead,
            Column::Problem => Head::Problem,
            Column::NextStep => Head::NextStep,
            Column::Kept(name) => Head::Kept(name.clone()),
        }
    }

    /// Whether its cells may be broken into lines.
    pub fn wraps(&self) -> bool {
        matches!(
            self,
            Column::Project
                | Column::Category
                | Column::Target
                | Column::Goal
                | Column::Stage
                | Column::Stands
                | Column::Change
                | Column::Unit
                | Column::Lead
                | Column::Problem
                | Column::NextStep
                | Column::Kept(_)
        )
    }

    /// Whether its cells are numbers, which stand to the right.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Column::Percent
                | Column::Progress
                | Column::Planned
                | Column::Days
                | Column::AgainstDue
                | Column::AgainstFirst
                | Column::Moved
        )
    }

    /// What a target has there, and a note to it, which may be left out where room is short.
    pub fn divided(&self, language: Language, text: String) -> [String; 2] {
        let nothing = In(language, &Stands::Nothing).to_string();
        match text.strip_prefix(&nothing) {
            Some(note) if *self == Column::Stands => [nothing, note.to_owned()],
            _ => [text, String::new()],
        }
    }

    /// What a target has there, in words.
    pub fn text(&self, language: Language, judged: &Judged<'_>, as_of: Day) -> String {
        let worded = |value: &dyn Say| In(language, value).to_string();
        let text = |text: &str| In(language, text).to_string();
        let short = |day| ShortDay { day, known: as_of };
        let (facts, terms) = (&judged.project.facts, &judged.revision.terms);
        match self {
            Column::Status => worded(&status(judged)),
            Column::Code => {
                let stage = &judged.stage.facts.code;
                text(&format!("{}/{stage}", facts.code))
            }
            Column::Project => text(project_name(language, judged.project)),
            Column::Category => worded(&facts.category),
            Column::Kept(name) => {
                let mut texts = facts.texts.iter();
                let kept = texts.find(|text| fold(&text.name) == fold(name));
                worded(&kept.map(|kept| kept.value.as_str()))
            }
            Column::Target => worded(&target(language, judged, as_of)),
            Column::Goal => worded(&goal(language, judged)),
            Column::Stage => text(stage_name(language, judged.stage)),
            Column::Percent => worded(&GoalWord::of(judged.stage.facts.kind, terms.percent)),
            Column::Due => worded(&terms.due.map(short)),
            Column::DueImplied => worded(&(terms.is_due_implied).then_some(YesOrNo::Yes)),
            Column::Period => worded(&judged.period()),
            Column::Stands => worded(&stands(language, judged, as_of)),
            Column::Progress => worded(&progress(judged)),
            Column::ReportedOn => worded(&judged.verdict.reading.map(|figure| short(figure.on))),
            Column::Trend => String::new(),
            Column::Planned => worded(&planned_on(judged, as_of)),
            Column::AgainstDue => worded(&judged.forecast_late().map(DaysLate::of)),
            Column::AgainstFirst => worded(&judged.forecast_late_by_first().map(DaysLate::of)),
            Column::FirstDue => worded(&judged.first_due().map(short)),
            Column::Moved => worded(&judged.slip.and_then(moved)),
            Column::Days => worded(&judged.verdict.days_left.map(days_left)),
            Column::Forecast => worded(&judged.verdict.forecast.and_then(
                |forecast| match forecast {
                    Forecast::Finish(finish) => Some(ForecastCell::Finish(short(finish.on))),
                    Forecast::IfStartedNow(finish) => {
                        Some(ForecastCell::IfBegunNow(short(finish.on)))
                    }
                    Forecast::Elapsed(_) => None,
                },
            )),
            // Only a report knows an earlier one.
            Column::ChangeKind | Column::Change => String::new(),
            Column::Ending => worded(&Ending::of(judged.verdict.status)),
            Column::Unit => worded(&facts.unit),
            Column::Lead => worded(&facts.lead),
            Column::Problem => {
                worded(&remark(judged.stage).and_then(|remarked| remarked.problem.as_ref()))
            }
            Column::NextStep => {
                worded(&remark(judged.stage).and_then(|remarked| remarked.next_step.as_ref()))
            }
        }
    }
}

/// What was said with the latest reading of a stage, with or without a figure.
pub fn remark(stage: &Stage) -> Option<&Remark> {
    let latest = stage.under_way.as_deref().or(stage.reading.as_ref());
    latest.map(|reading| &reading.remark)
}

/// By how much the due day was moved; nothing where only the percent was.
fn moved(slip: Slip) -> Option<Moved> {
    slip.original_due?;
    (slip.times > 0).then_some(match slip.days {
        None => Moved::TakenAway,
        Some(0) => Moved::Back,
        Some(days) if days < 0 => Moved::Earlier(-days),
        Some(days) => Moved::Later(days),
    })
}

fn status(judged: &Judged<'_>) -> StatusCell {
    let verdict = &judged.verdict;
    let (mark, word) = (
        verdict.status.mark(),
        StatusWord(verdict.status, verdict.reason),
    );
    if verdict.has(Flag::Borderline) {
        StatusCell::Borderline { mark, word }
    } else {
        StatusCell::Sure { mark, word }
    }
}

/// What is to be reached: a percent of a stage, or a milestone.
pub(super) fn goal(language: Language, judged: &Judged<'_>) -> Goal {
    let stage = stage_name(language, judged.stage).to_owned();
    let label = match judged.label() {
        "" => None,
        label => Some(Label::Of(label.to_owned())),
    };
    let is_all = judged.revision.terms.percent == Percent::FULL;
    match judged.stage.facts.kind {
        StageKind::Milestone => Goal::Milestone { stage, label },
        StageKind::Measured if is_all && is_unnamed_whole(judged.stage) => Goal::All { label },
        StageKind::Measured => Goal::Measured {
            stage,
            percent: judged.revision.terms.percent,
            label,
        },
    }
}

/// What is to be reached by when; its first due day and percent, where those were others.
pub fn target(language: Language, judged: &Judged<'_>, as_of: Day) -> TargetCell {
    let goal = goal(language, judged);
    let short = |day| ShortDay { day, known: as_of };
    let mut notes = Vec::new();
    let terms = &judged.revision.terms;
    if let Some(slip) = judged.slip {
        let moved = slip
            .original_due
            .filter(|_| judged.verdict.has(Flag::Slipped));
        notes.extend(moved.map(short).map(|due| match terms.due {
            Some(_) => TargetNote::WasDue(due),
            None => TargetNote::WasDated(due),
        }));
        if judged.verdict.has(Flag::Lowered) {
            notes.push(TargetNote::WasPercent(slip.original_percent));
        }
    }
    if judged.carried_from.is_some() {
        notes.push(match judged.carried_from_period() {
            Some(period) => TargetNote::CarriedFrom(period),
            None => TargetNote::CarriedOver,
        });
    }
    if judged.verdict.has(Flag::Replanned) {
        notes.push(TargetNote::Replanned);
    }
    let notes = Notes(notes);
    match terms.due.map(short) {
        Some(due) => TargetCell::By { goal, due, notes },
        None => TargetCell::Undated { goal, notes },
    }
}

/// What is to be reached by when, beside the target's status: nothing is said twice.
pub(super) fn target_without_status(
    language: Language,
    judged: &Judged<'_>,
    as_of: Day,
) -> TargetCell {
    match target(language, judged, as_of) {
        TargetCell::Undated { goal, notes } if judged.verdict.status == Status::Undated => {
            TargetCell::Goal { goal, notes }
        }
        remarked => remarked,
    }
}
