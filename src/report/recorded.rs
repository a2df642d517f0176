use crate::assess::{Assessment, Flag, Forecast, Judged, Status};
use crate::messages::recorded::{ReadingPart, RecordedLine};
use crate::messages::show::Was;
use crate::messages::subject::{Mark, Subject};
use crate::messages::terms::{AmountDone, FigureWord, Progress, ProgressOn};
use crate::messages::{Notes, Parts, ShortDay, StatusWord, Tenths};
use crate::model::{Day, Figure, Project, Reading, Stage, StageKind};

use super::rank::worst_first;
use super::rounding::planned_in;

/// A reading just recorded, and where its stage stands with it.
pub struct Recorded<'a> {
    /// The entry; `None`: the same reading was there already.
    pub entry: Option<i64>,
    /// The project, with the reading in it.
    pub project: &'a Project,
    /// The stage.
    pub stage: &'a Stage,
    /// The reading.
    pub reading: &'a Reading,
    /// The figure before it.
    pub was: Option<Figure>,
    /// The target that it speaks to, judged.
    pub standing: Option<&'a Judged<'a>>,
}

impl<'a> Recorded<'a> {
    /// Of a stage's targets in whose place no later one stands, the one to tell of: the worst of
    /// those that are unmet and have begun, else the worst.
    pub fn standing(assessment: &'a Assessment<'a>, stage: i64) -> Option<&'a Judged<'a>> {
        let targets = assessment.targets.iter();
        let stand = targets.filter(|judged| judged.stage.id == stage && !judged.is_carried_on);
        stand.min_by(|a, b| {
            let is_other =
                |judged: &Judged<'_>| !judged.is_unmet() || judged.verdict.status == Status::Future;
            is_other(a)
                .cmp(&is_other(b))
                .then_with(|| worst_first(a, b))
        })
    }

    /// The figure, the one before it, and where the stage stands with it.
    pub fn line(&self, as_of: Day) -> RecordedLine {
        let (stage, reading) = (self.stage, self.reading);
        let kind = stage.facts.kind;
        let subject = Subject::read(self.project, stage);
        let unit = stage.facts.unit.as_deref();
        let now = progress_on(kind, unit, reading);
        if self.entry.is_none() {
            return RecordedLine::ReadingThere {
                subject,
                reading: now,
            };
        }
        let before = self.was.map(|was| Was {
            figure: FigureWord::of(kind, was.percent),
            on: ShortDay {
                day: was.on,
                known: reading.as_of,
            },
        });
        let mut parts = vec![ReadingPart::Progress {
            now,
            before: Notes(before.into_iter().collect()),
        }];
        let latest = stage.latest().filter(|last| reading.as_of < last.on);
        parts.extend(latest.map(|last| ReadingPart::Latest(figure_on(kind, last))));
        match self.standing {
            Some(judged) => parts.extend(standing(judged, as_of)),
            None => parts.push(ReadingPart::NoTarget),
        }
        RecordedLine::Reading {
            mark: self.entry.map(Mark),
            subject,
            parts: Parts(parts),
        }
    }
}

/// What a reading says, with its amount.
pub(super) fn progress_on(kind: StageKind, unit: Option<&str>, reading: &Reading) -> ProgressOn {
    let amount = reading.amount.map(|amount| AmountDone {
        amount,
        total: reading.total,
        unit: unit.map(str::to_owned),
    });
    ProgressOn {
        progress: Progress::of(kind, reading.percent),
        amount: Notes(amount.into_iter().collect()),
        on: reading.as_of,
    }
}

/// A figure as its kind of stage says it.
pub(super) fn figure_on(kind: StageKind, figure: Figure) -> ProgressOn {
    ProgressOn {
        progress: Progress::of(kind, Some(figure.percent)),
        amount: Notes(Vec::new()),
        on: figure.on,
    }
}

fn standing(judged: &Judged<'_>, as_of: Day) -> Vec<ReadingPart> {
    let (verdict, goal) = (&judged.verdict, judged.revision.terms.percent);
    let planned = verdict.progress.as_ref();
    let planned = planned.and_then(|progress| planned_in(progress.planned, goal, 10));
    let word = StatusWord(verdict.status, verdict.reason);
    let status = match verdict.has(Flag::Borderline) {
        true => ReadingPart::Borderline(word),
        false => ReadingPart::Status(word),
    };
    let forecast = match (verdict.forecast, planned) {
        (Some(Forecast::Finish(finish)), Some(_)) => Some(ReadingPart::Forecast(ShortDay {
            day: finish.on,
            known: as_of,
        })),
        _ => None,
    };
    let planned = planned.map(|tenths| ReadingPart::Planned(Tenths(tenths)));
    // A milestone that is done is met.
    let is_said = judged.stage.is_milestone() && verdict.status == Status::Met;
    planned
        .into_iter()
        .chain((!is_said).then_some(status))
        .chain(forecast)
        .collect()
}
