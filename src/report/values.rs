//! What stands in the columns of a report where numbers and days are kept as such.

use crate::assess::{Forecast, Judged};
use crate::messages::{In, StatusWord};
use crate::model::{Day, Language};

use super::columns::{Column, remark};
use super::contents::Report;
use super::names::{project_name, stage_name};
use super::rounding::planned_in;

/// What a target has in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Words; empty: nothing.
    Text(String),
    /// A percent, in hundredths.
    Percent(i64),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
}

impl Report<'_> {
    /// What a target has in a column, for a paper that keeps numbers and days as such.
    pub fn value(&self, language: Language, column: &Column, judged: &Judged<'_>) -> Value {
        let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
        let is_measured = !judged.stage.is_milestone();
        let (facts, remark) = (&judged.project.facts, remark(judged.stage));
        let given = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
        let value = match column {
            // A spreadsheet colours it; its mark might be taken for a formula.
            Column::Status => {
                let word = StatusWord(verdict.status, verdict.reason);
                Some(Value::Text(In(language, &word).to_string()))
            }
            // Texts stand as they were given, with their lines.
            Column::Project => given(Some(project_name(language, judged.project))),
            Column::Stage => given(Some(stage_name(language, judged.stage))),
            Column::Category => given(facts.category.as_deref()),
            Column::Unit => given(facts.unit.as_deref()),
            Column::Lead => given(facts.lead.as_deref()),
            Column::Problem => given(remark.and_then(|remarked| remarked.problem.as_deref())),
            Column::NextStep => given(remark.and_then(|remarked| remarked.next_step.as_deref())),
            // The stage has a column of its own there.
            Column::Code => given(Some(facts.code.as_str())),
            Column::Percent if is_measured => Some(Value::Percent(terms.percent.hundredths())),
            Column::Due => {
                let words = || terms.words.clone().map(Value::Text);
                terms.due.map(Value::Day).or_else(words)
            }
            Column::Progress if is_measured => verdict
                .reading
                .map(|figure| Value::Percent(figure.percent.hundredths())),
            Column::ReportedOn => verdict.reading.map(|figure| Value::Day(figure.on)),
            Column::Planned => (verdict.planned())
                .and_then(|planned| planned_in(planned, terms.percent, 1))
                .map(Value::Percent),
            Column::Days => verdict.days_left.map(Value::Number),
            Column::AgainstDue => judged.forecast_late().map(Value::Number),
            Column::AgainstFirst => judged.forecast_late_by_first().map(Value::Number),
            Column::FirstDue => judged.first_due().map(Value::Day),
            Column::Moved => judged.slip.and_then(|slip| slip.days).map(Value::Number),
            Column::Forecast => match verdict.forecast {
                Some(Forecast::Finish(finish)) => Some(Value::Day(finish.on)),
                _ => None,
            },
            _ => None,
        };
        value.unwrap_or_else(|| Value::Text(self.text(language, column, judged)))
    }
}
