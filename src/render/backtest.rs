//! The record's own past as a table, and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::assess::{Bounded, Ratio};
use crate::messages::backtest::{Cell, ColumnHead, RowHead, ShortShare};
use crate::messages::{In, Say};
use crate::model::Language;
use crate::report::{AtShare, Backtest, Errors, Held, Number};

use super::grid::Grid;
use super::json::{begin, list, member};
use super::page::{Page, wrapped};
use super::widths::{Heading, Text};

/// What it comes to, a row for each thing that was said, and what there is too little for.
pub fn backtest(language: Language, page: Page, backtest: &Backtest) -> String {
    let worded = |message: &dyn Say| In(language, message).to_string();
    let line = |message: &dyn Say| wrapped(page, &worded(message)) + "\n";
    let mut out = line(&backtest.answer());
    let rows = rows(backtest);
    if !rows.is_empty() {
        let shares = backtest.points.iter().map(|at| ColumnHead::Share(at.share));
        let heads = [ColumnHead::Way].into_iter().chain(shares).enumerate();
        let heads = heads.map(|(index, head)| Heading {
            head: worded(&head),
            wraps: false,
            is_number: 0 < index,
        });
        let rows = rows.iter().map(|(head, cells)| {
            let cells = cells.iter().map(|cell| worded(cell));
            let cells = [worded(head)].into_iter().chain(cells).map(Text::from);
            (None, cells.collect())
        });
        let grid = Grid {
            headings: heads.collect(),
            rows: rows.collect(),
        };
        out.push('\n');
        out.push_str(&grid.text(page));
    }
    let closing = backtest.closing();
    if !closing.is_empty() {
        out.push('\n');
    }
    out.extend(closing.iter().map(|closing| line(closing)));
    out
}

/// The rows that have anything to say.
fn rows(backtest: &Backtest) -> Vec<(RowHead, [Cell; 3])> {
    let row = |head: RowHead, cell: &dyn Fn(&AtShare) -> Cell| {
        let cells = backtest.points.each_ref().map(cell);
        let is_empty = cells.iter().all(|cell| matches!(cell, Cell::Nothing));
        (!is_empty).then_some((head, cells))
    };
    let sizes = |at: &AtShare, which: fn(&[Errors; 3]) -> Errors| {
        at.errors.as_ref().map_or(Cell::Nothing, |errors| {
            let errors = which(errors);
            Cell::Sizes {
                median: ShortShare(errors.median),
                mean: ShortShare(errors.mean),
            }
        })
    };
    let held = |held: Held| match held.of {
        0 => Cell::Nothing,
        of => Cell::Held {
            held: held.held,
            of,
        },
    };
    let bias = |at: &AtShare| {
        let bias = at.errors.as_ref().map(|[forecast, ..]| forecast.bias);
        bias.map_or(Cell::Nothing, |bias| Cell::Bias(ShortShare(bias)))
    };
    let targets = |at: &AtShare| match at.targets {
        0 => Cell::Nothing,
        targets => Cell::Targets(targets),
    };
    let [green, yellow, red] = AtShare::LAMPS.map(RowHead::Lamp);
    let rows = [
        row(RowHead::Targets, &targets),
        row(RowHead::Forecast, &|at| sizes(at, |[one, ..]| *one)),
        row(RowHead::StraightLine, &|at| sizes(at, |[_, one, _]| *one)),
        row(RowHead::Promised, &|at| sizes(at, |[.., one]| *one)),
        row(RowHead::Bias, &bias),
        row(RowHead::Range, &|at| held(at.range)),
        row(green, &|at| held(at.lamps[0])),
        row(yellow, &|at| held(at.lamps[1])),
        row(red, &|at| held(at.lamps[2])),
    ];
    rows.into_iter().flatten().collect()
}

#[derive(Serialize)]
struct Value {
    value: Option<Number>,
    at_least: bool,
}

#[derive(Serialize)]
struct ErrorsRow {
    median: Value,
    mean: Value,
    bias: Value,
}

#[derive(Serialize)]
struct HeldRow {
    held: usize,
    of: usize,
}

#[derive(Serialize)]
struct LampsRow {
    green: HeldRow,
    yellow: HeldRow,
    red: HeldRow,
}

#[derive(Serialize)]
struct PointRow {
    share: i64,
    targets: usize,
    finished: usize,
    forecast: Option<ErrorsRow>,
    straight_line: Option<ErrorsRow>,
    promised: Option<ErrorsRow>,
    range: HeldRow,
    in_time: LampsRow,
}

/// A number to two decimals.
fn value(bounded: Bounded, scale: i64) -> Value {
    let hundredths = (bounded.value * Ratio::whole(scale * 100)).round();
    Value {
        value: hundredths.map(Number),
        at_least: bounded.is_least,
    }
}

/// Shares in percent.
fn errors_row(errors: Errors) -> ErrorsRow {
    ErrorsRow {
        median: value(errors.median, 100),
        mean: value(errors.mean, 100),
        bias: value(errors.bias, 100),
    }
}

fn held_row(held: Held) -> HeldRow {
    HeldRow {
        held: held.held,
        of: held.of,
    }
}

/// Writes it: errors in percent of the planned duration.
///
/// # Errors
/// Those of the writer.
pub fn backtest_json(backtest: &Backtest, out: &mut dyn Write) -> io::Result<()> {
    begin(out, "project.backtest/1")?;
    member(out, "as_of", &backtest.as_of)?;
    member(out, "known_on", &backtest.known_on)?;
    member(out, "due", &backtest.due)?;
    member(out, "in_time", &backtest.in_time)?;
    member(out, "late", &backtest.late)?;
    member(out, "open", &backtest.open())?;
    let points = backtest.points.iter().map(|at| {
        let [forecast, straight_line, promised] = match at.errors {
            Some(errors) => errors.map(|errors| Some(errors_row(errors))),
            None => [None, None, None],
        };
        let [green, yellow, red] = at.lamps.map(held_row);
        PointRow {
            share: at.share,
            targets: at.targets,
            finished: at.finished,
            forecast,
            straight_line,
            promised,
            range: held_row(at.range),
            in_time: LampsRow { green, yellow, red },
        }
    });
    list(out, "points", points)?;
    member(out, "factor", &backtest.factor.map(|one| value(one, 1)))?;
    member(out, "factor_of", &backtest.timed)?;
    member(out, "factor_needs", &Backtest::ENOUGH)?;
    writeln!(out, "\n}}")
}
