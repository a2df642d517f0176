//! Where targets and stages stand, and where they should.

use crate::assess::{Judged, Reason};
use crate::messages::report::{DaysLeft, PlanThen, PlannedCell, ProgressCell, Stands};
use crate::messages::terms::FigureWord;
use crate::messages::{ShortDay, Tenths};
use crate::model::{Day, Language, Percent, Stage, StageKind};

use super::names::stage_name;
use super::rounding::{outward, planned_in};

/// Where a target stands, with the plan on the day of its reading.
pub fn stands(language: Language, judged: &Judged<'_>, as_of: Day) -> Stands {
    let (verdict, goal) = (&judged.verdict, judged.revision.terms.percent);
    let short = |day| ShortDay { day, known: as_of };
    let planned = verdict.planned();
    let plan = planned
        .and_then(|planned| planned_in(planned, goal, 10))
        .map(|tenths| PlanThen::Planned(Tenths(tenths)));
    if let Some(latest) = verdict.reading {
        return figure(judged.stage, latest.percent, short(latest.on), plan);
    }
    if let Some(derived) = &verdict.derived {
        let (from, to) = outward(derived, goal, 100);
        let (from, to) = (Tenths(from), Tenths(to));
        return match from == to {
            true => Stands::DerivedPoint {
                percent: from,
                plan,
            },
            false => Stands::DerivedRange { from, to, plan },
        };
    }
    let other = verdict
        .other
        .filter(|_| verdict.reason == Some(Reason::OtherStage));
    let stages = &judged.project.stages;
    let named = other.and_then(|other| {
        let stage = stages.iter().find(|stage| stage.id == other.stage)?;
        let (percent, on) = (other.figure.percent, short(other.figure.on));
        let name = stage_name(language, stage).to_owned();
        Some(match figure(stage, percent, on, None) {
            Stands::Done { on } => Stands::OtherDone { stage: name, on },
            Stands::NotDone { on } => Stands::OtherNotDone { stage: name, on },
            _ => Stands::OtherStage {
                stage: name,
                percent,
                on,
            },
        })
    });
    named.unwrap_or(Stands::Nothing)
}

/// The latest figure, or what the stages say in its place.
pub(super) fn progress(judged: &Judged<'_>) -> Option<ProgressCell> {
    let (verdict, goal) = (&judged.verdict, judged.revision.terms.percent);
    if let Some(latest) = verdict.reading {
        let word = FigureWord::of(judged.stage.facts.kind, latest.percent);
        return Some(ProgressCell::Figure(word));
    }
    let Some(derived) = verdict.derived.as_deref() else {
        let in_words = judged.stage.under_way.as_deref()?;
        return (in_words.remark.words()).map(|words| ProgressCell::Words(words.to_owned()));
    };
    let (from, to) = outward(derived, goal, 100);
    let (from, to) = (Tenths(from), Tenths(to));
    Some(match from == to {
        true => ProgressCell::Derived(from),
        false => ProgressCell::Between(from, to),
    })
}

/// The plan on the day of the reading, with that day.
pub(super) fn planned_on(judged: &Judged<'_>, as_of: Day) -> Option<PlannedCell> {
    let verdict = &judged.verdict;
    let percent = planned_in(verdict.planned()?, judged.revision.terms.percent, 10)?;
    let oldest = || verdict.derived.as_ref().map(|derived| derived.oldest);
    let day = verdict.reading.map(|figure| figure.on).or_else(oldest)?;
    let on = ShortDay { day, known: as_of };
    Some(PlannedCell {
        percent: Tenths(percent),
        on,
    })
}

pub(super) fn days_left(left: i64) -> DaysLeft {
    match left {
        0 => DaysLeft::Today,
        left if left < 0 => DaysLeft::Over(-left),
        left => DaysLeft::Left(left),
    }
}

/// What was last reported of a stage, with or without a figure.
pub fn stage_stands(stage: &Stage, as_of: Day) -> Stands {
    let latest = stage.under_way.as_deref().or(stage.reading.as_ref());
    let Some(reading) = latest else {
        return Stands::Nothing;
    };
    let on = ShortDay {
        day: reading.as_of,
        known: as_of,
    };
    match reading.percent {
        None => match reading.remark.words() {
            Some(words) => Stands::InWords {
                on,
                words: words.to_owned(),
            },
            None => Stands::UnderWay { on },
        },
        Some(percent) => figure(stage, percent, on, None),
    }
}

/// A figure as its kind of stage says it.
fn figure(stage: &Stage, percent: Percent, on: ShortDay, plan: Option<PlanThen>) -> Stands {
    match stage.facts.kind {
        StageKind::Measured => Stands::Figure { percent, on, plan },
        StageKind::Milestone if percent == Percent::FULL => Stands::Done { on },
        StageKind::Milestone => Stands::NotDone { on },
    }
}
