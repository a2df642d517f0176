use crate::messages::Error;
use crate::model::{
    Commitment, Day, DeclaredBaseline, Given, Percent, Period, PlanPoint, TargetState,
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
    /// What is to be reached.
    pub percent: Option<Percent>,
    /// By when.
    pub due: Given<Day>,
    /// The deadline's words.
    pub words: Given<String>,
    /// Whether the due day is only the period's end.
    pub is_due_implied: Option<bool>,
    /// The target's own start.
    pub start: Given<Day>,
    /// The declared baseline.
    pub baseline: Given<DeclaredBaseline>,
    /// Points of the plan.
    pub plan_points: Option<Vec<PlanPoint>>,
    /// The commitment word.
    pub commitment: Given<Commitment>,
    /// The period.
    pub period: Given<Period>,
    /// The label.
    pub label: Option<String>,
    /// The earlier target it carries on.
    pub carried_from: Given<i64>,
    /// Whether it is pursued.
    pub state: Option<TargetState>,
    /// Why.
    pub reason: Option<String>,
}

impl RevisionEdit {
    /// One that says nothing.
    pub fn empty(target: i64, decided_on: Day) -> RevisionEdit {
        RevisionEdit {
            target,
            entry: 0,
            position: 1,
            decided_on,
            percent: None,
            due: Given::Absent,
            words: Given::Absent,
            is_due_implied: None,
            start: Given::Absent,
            baseline: Given::Absent,
            plan_points: None,
            commitment: Given::Absent,
            period: Given::Absent,
            label: None,
            carried_from: Given::Absent,
            state: None,
            reason: None,
        }
    }
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
        Ok(RevisionEdit {
            target,
            entry,
            position,
            decided_on,
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
            reason,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let cleared = cleared(&[
            ("due", self.due == Given::Empty),
            ("start", self.start == Given::Empty),
            ("baseline", self.baseline == Given::Empty),
            ("period", self.period == Given::Empty),
            ("carried_from", self.carried_from == Given::Empty),
        ]);
        let commitment = match &self.commitment {
            Given::Absent => None,
            Given::Empty => Some(""),
            Given::Value(commitment) => Some(commitment.id()),
        };
        let baseline = self.baseline.value();
        Line::of(Table::Revision)
            .number(self.target)
            .number(entry)
            .number(self.position)
            .shown(Some(self.decided_on))
            .number(self.percent.map(Percent::hundredths))
            .shown(self.due.value())
            .given_text(&self.words)
            .number(self.is_due_implied.map(i64::from))
            .shown(self.start.value())
            .number(baseline.map(|baseline| baseline.percent.hundredths()))
            .shown(baseline.and_then(|baseline| baseline.on))
            .shown(self.plan_points.as_deref().map(plan_points_text))
            .text(commitment)
            .shown(self.period.value().map(Period::record_text))
            .text(self.label.as_deref())
            .number(self.carried_from.value().copied())
            .text(self.state.map(TargetState::id))
            .text(self.reason.as_deref())
            .text(cleared.as_deref())
            .row()
    }
}
