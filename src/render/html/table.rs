//! The table of targets, which a script sorts and filters where it may run.

use maud::{Markup, html};

use crate::assess::Judged;
use crate::messages::page::Part;
use crate::model::Day;
use crate::report::{Column, Value};

use super::paper::{Numbered, Paper, class, severity};

/// What a page has where nobody chose.
const USUAL: [Column; 8] = [
    Column::Status,
    Column::Project,
    Column::Target,
    Column::Stands,
    Column::Days,
    Column::Forecast,
    Column::Unit,
    Column::Lead,
];

pub(super) fn table(paper: &Paper<'_>) -> Markup {
    if paper.groups.is_empty() {
        return html! {};
    }
    let columns = paper.reader.columns.clone().unwrap_or_else(|| {
        let mut columns = USUAL.to_vec();
        columns.retain(|column| paper.report.has(paper.language, column));
        columns
    });
    // What a row is called: its project, else what stands first.
    let named = columns.iter().position(|column| *column == Column::Project);
    let named = named.unwrap_or(0);
    html! {
        section #table {
            h2 #targets { (paper.worded(&Part::Table)) }
            // What is wider than a phone is moved with the keys too.
            div.scroll tabindex="0" role="region" aria-labelledby="targets" {
                table aria-labelledby="targets" {
                    thead {
                        tr {
                            @for column in &columns {
                                th class=[column_class(column)] scope="col" { (paper.worded(&column.head())) }
                            }
                        }
                    }
                    @for (group, targets) in &paper.groups {
                        tbody {
                            @if let Some(name) = paper.group_name(group) {
                                tr.group { th colspan=(columns.len()) scope="rowgroup" { (name) } }
                            }
                            @for target in targets { (row(paper, target, &columns, named)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(
    paper: &Paper<'_>,
    (number, judged): &Numbered<'_>,
    columns: &[Column],
    named: usize,
) -> Markup {
    let status = severity(judged.verdict.status);
    html! {
        tr id={ "t" (number) } class=(class(judged)) data-s=(status) {
            @for (index, column) in columns.iter().enumerate() {
                @let value = sorted_by(paper, column, judged);
                @let number = is_number(column).then_some("num");
                @if index == named {
                    th class=[number] scope="row" data-v=[value] { (cell(paper, column, judged)) }
                } @else {
                    td class=[number] data-v=[value] { (cell(paper, column, judged)) }
                }
            }
        }
    }
}

fn cell(paper: &Paper<'_>, column: &Column, judged: &Judged<'_>) -> Markup {
    let text = || paper.report.text(paper.language, column, judged);
    match column {
        Column::Status => paper.lamp(judged),
        // Their columns are wide enough.
        Column::Due | Column::ReportedOn | Column::Forecast => html! { (paper.worded(&text())) },
        _ => paper.prose(&text()),
    }
}

/// Whether a column's cells stand to the right. Days have words beside their number.
fn is_number(column: &Column) -> bool {
    column.is_number() && *column != Column::Days
}

/// How a column is laid out: numbers to the right, texts and days as wide as they need.
fn column_class(column: &Column) -> Option<&'static str> {
    match column {
        column if is_number(column) => Some("num"),
        Column::Target | Column::Problem | Column::NextStep | Column::Stands => Some("wide"),
        Column::Days => Some("days"),
        Column::Due | Column::ReportedOn | Column::Forecast => Some("day"),
        _ => None,
    }
}

/// The number by which a cell is sorted, where its words are no help.
fn sorted_by(paper: &Paper<'_>, column: &Column, judged: &Judged<'_>) -> Option<i64> {
    let figure = judged.verdict.reading;
    let from_today = |day: Day| day.days_since(paper.as_of);
    match column {
        // By that of its row.
        Column::Status => return None,
        // By when, and how far: the words around it differ.
        Column::Target => return judged.revision.terms.due.map(from_today),
        Column::Stands => return figure.map(|figure| figure.percent.hundredths()),
        _ => {}
    }
    match paper.report.value(paper.language, column, judged) {
        Value::Text(_) => None,
        Value::Percent(number) | Value::Number(number) => Some(number),
        Value::Day(day) => Some(from_today(day)),
    }
}
