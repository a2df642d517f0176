//! What would change a verdict.

use crate::assess::{Judged, SmallestChange, Status};
use crate::messages::ShortDay;
use crate::messages::arithmetic::{Arithmetic, Change, Done, PercentTerm};
use crate::messages::show::{Label, Line};
use crate::messages::terms::AmountDone;
use crate::model::{Amount, Day, Percent, Settings, StageKind};

/// The nearest figure with another lamp; of what is overdue, what is missing.
pub(super) fn change(judged: &Judged<'_>, settings: &Settings, as_of: Day) -> Option<Line> {
    if judged.verdict.status == Status::Overdue {
        return missing(judged);
    }
    let nearest = SmallestChange::of(&judged.revision.terms, &judged.verdict, settings)?;
    let reading = judged.verdict.reading?;
    let more = nearest.percent.hundredths() - reading.percent.hundredths();
    let points = PercentTerm(Percent::from_hundredths(more.abs())?);
    let change = match 0 < more {
        true => Change::More(points),
        false => Change::Fewer(points),
    };
    let in_points = (change, Done::Percent(nearest.percent));
    let (change, done) = by_amount(judged, nearest).unwrap_or(in_points);
    let (day, known) = (reading.on, as_of);
    let text = Arithmetic::WouldBe(change, ShortDay { day, known }, done, nearest.status);
    Some(Line::new(Label::Change, text))
}

/// The same in the unit of the stage, where the figure came as an amount of a total.
fn by_amount(judged: &Judged<'_>, nearest: SmallestChange) -> Option<(Change, Done)> {
    let figure = judged.verdict.reading?;
    let reading = judged.stage.reading.as_ref();
    let reading = reading.filter(|reading| reading.as_of == figure.on)?;
    let wanted = nearest.amount(reading)?;
    let unit = judged.stage.facts.unit.clone();
    let more = wanted.thousandths() - reading.amount?.thousandths();
    let amount = AmountDone {
        amount: Amount::from_thousandths(more.abs())?,
        total: None,
        unit: unit.clone(),
    };
    let change = match 0 < more {
        true => Change::MoreOf(amount),
        false => Change::LessOf(amount),
    };
    let total = reading.total;
    let amount = AmountDone {
        amount: wanted,
        total,
        unit,
    };
    Some((change, Done::Amount(amount)))
}

fn missing(judged: &Judged<'_>) -> Option<Line> {
    let reading = judged.verdict.reading?;
    if judged.stage.facts.kind == StageKind::Milestone {
        return None;
    }
    let (goal, own) = (judged.revision.terms.percent, reading.percent);
    let short = Percent::from_hundredths(goal.hundredths() - own.hundredths())?;
    let [points, to, from] = [short, goal, own].map(PercentTerm);
    Some(Line::new(
        Label::Missing,
        Arithmetic::Missing(points, to, from),
    ))
}
