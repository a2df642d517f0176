use crate::messages::Error;
use crate::model::{
    Commitment, Day, DeclaredBaseline, Given, Percent, Period, PlanPoint, TargetState, TermsEdit,
};

use super::cells::{Cells, Line, Record, cleared, given};
use crate::store::row::{Row, Table};

/// A target's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its stage.
    pub stage: i64,
    /// 1, 2, … within the stage.
    pub number: i64,
}

impl Record for TargetIdentity {
    const TABLE: Table = Table::Target;

    fn read(row: Row) -> Result<TargetIdentity, Error> {
        let mut cells = Cells::of(row);
        Ok(TargetIdentity {
            id: cells.id()?,
            entry: cells.id()?,
            stage: cells.id()?,
            number: cells.id()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Target)
            .number(self.id)
            .number(entry)
            .number(self.stage)
            .number(self.number)
            .row()
    }
}

/// Terms of a target, or changes of them, as decided once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevisionEdit {
    /// The target.
    pub target: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry and target.
    pub position: i64,
    /// In force from this day on.
    pub decided_on: Day,
    /// What was decided.
    pub terms: TermsEdit,
    /// Why.
    pub reason: Option<String>,
}

fn plan_points(text: &str) -> Option<Vec<PlanPoint>> {
    let points = text.split_ascii_whitespace().map(|point| {
        let (day, hundredths) = point.split_once(':')?;
        Some(PlanPoint {
            on: Day::from_iso(day)?,
            percent: Percent::from_hundredths(hundredths.parse().ok()?)?,
        })
    });
    points.collect()
}

fn plan_points_text(points: &[PlanPoint]) -> String {
    let points = points.iter();
    let texts = points.map(|point| format!("{}:{}", point.on, point.percent.hundredths()));
    texts.collect::<Vec<_>>().join(" ")
}

impl Record for RevisionEdit {
    const TABLE: Table = Table::Revision;

    fn read(row: Row) -> Result<RevisionEdit, Error> {
        let mut cells = Cells::of(row);
        let (target, entry, position) = (cells.id()?, cells.id()?, cells.id()?);
        let (decided_on, percent) = (cells.day()?, cells.percent()?);
        let due = cells.word(|text| Day::from_iso(text))?;
        let words = cells.given_text();
        let is_due_implied = cells.number().map(|number| number != 0);
        let start = cells.word(|text| Day::from_iso(text))?;
        let baseline = cells.percent()?;
        let on = cells.word(|text| Day::from_iso(text))?;
        let baseline = baseline.map(|percent| DeclaredBaseline { percent, on });
        let plan_points = cells.word(plan_points)?;
        let commitment = cells.word(|text| match text {
            "" => Some(Given::Empty),
            text => Commitment::from_text(text).map(Given::Value),
        })?;
        let period = cells.word(|text| text.parse().ok())?;
        let (label, carried_from) = (cells.text(), cells.number());
        let state = cells.word(TargetState::from_id)?;
        let (reason, cleared) = (cells.text(), cells.text());
        let cleared = cleared.as_deref();
        let terms = TermsEdit {
            percent,
            due: given(due, "due", cleared),
            words,
            is_due_implied,
            start: given(start, "start", cleared),
            baseline: given(baseline, "baseline", cleared),
            plan_points,
            commitment: commitment.unwrap_or_default(),
            period: given(period, "period", cleared),
            label,
            carried_from: given(carried_from, "carried_from", cleared),
            state,
        };
        Ok(RevisionEdit {
            target,
            entry,
            position,
            decided_on,
            terms,
            reason,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let terms = &self.terms;
        let cleared = cleared(&[
            ("due", terms.due == Given::Empty),
            ("start", terms.start == Given::Empty),
            ("baseline", terms.baseline == Given::Empty),
            ("period", terms.period == Given::Empty),
            ("carried_from", terms.carried_from == Given::Empty),
        ]);
        let commitment = match &terms.commitment {
            Given::Absent => None,
            Given::Empty => Some(""),
            Given::Value(commitment) => Some(commitment.id()),
        };
        let baseline = terms.baseline.value();
        Line::of(Table::Revision)
            .number(self.target)
            .number(entry)
            .number(self.position)
            .shown(Some(self.decided_on))
            .number(terms.percent.map(Percent::hundredths))
            .shown(terms.due.value())
            .given_text(&terms.words)
            .number(terms.is_due_implied.map(i64::from))
            .shown(terms.start.value())
            .number(baseline.map(|baseline| baseline.percent.hundredths()))
            .shown(baseline.and_then(|baseline| baseline.on))
            .shown(terms.plan_points.as_deref().map(plan_points_text))
            .text(commitment)
            .shown(terms.period.value().map(Period::record_text))
            .text(terms.label.as_deref())
            .number(terms.carried_from.value().copied())
            .text(terms.state.map(TargetState::id))
            .text(self.reason.as_deref())
            .text(cleared.as_deref())
            .row()
    }
}
