//! The report as CSV: the names of JSON, those of its parts with a dot.

use std::io::{self, Write};

use crate::model::{Language, guard, printable_lines};
use crate::report::{ChangeRow, Number, Report, Row, Texts};

const HEADER: [&str; 57] = [
    "project",
    "name",
    "stage",
    "stage_name",
    "period",
    "label",
    "kind",
    "target",
    "due",
    "due_words",
    "due_implied",
    "commitment",
    "status",
    "reason",
    "rule",
    "lamp",
    "flags",
    "reading.percent",
    "reading.as_of",
    "reading.note",
    "baseline.percent",
    "baseline.on",
    "planned",
    "variance",
    "pace",
    "pace_infinite",
    "lag_days",
    "need_per_day",
    "made_per_day",
    "forecast.finish",
    "forecast.from",
    "forecast.to",
    "forecast.if_started_now",
    "would_have_finished",
    "days_left",
    "met_on",
    "slip.days",
    "slip.times",
    "slip.original_due",
    "slip.original_percent",
    "carried_from",
    "name_en",
    "stage_name_en",
    "category",
    "lead",
    "unit",
    "derived.from",
    "derived.to",
    "derived.oldest",
    "number",
    "problem",
    "next_step",
    "project_lamp",
    "start",
    "texts",
    "forecast_days_late",
    "forecast_days_late_by_first",
];

/// Behind the others, where an earlier report was asked for.
const SINCE: [&str; 15] = [
    "since.change",
    "since.status",
    "since.reason",
    "since.lamp",
    "since.target",
    "since.due",
    "since.reading.percent",
    "since.reading.as_of",
    "since.moved.days",
    "since.moved.entry",
    "since.moved.decided_on",
    "since.moved.who",
    "since.moved.reason",
    "since.newly_reported",
    "since.still_silent",
];

/// Writes the targets shown, a row each.
///
/// # Errors
/// Those of the writer.
pub fn csv(language: Language, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let since = report.changes.as_ref().map_or(&[][..], |_| &SINCE[..]);
    let ending = report.account.as_ref().map(|_| "ending");
    let header = HEADER
        .iter()
        .copied()
        .chain(ending)
        .chain(since.iter().copied());
    writer.write_record(header).map_err(system)?;
    for judged in report.targets() {
        let row = report.row(language, judged);
        let mut cells = cells(&row);
        cells.extend([row.category, row.lead, row.unit].map(text));
        let derived = row.derived.as_ref();
        cells.extend([
            number(derived.map(|derived| derived.from)),
            number(derived.map(|derived| derived.to)),
            shown(derived.map(|derived| derived.oldest)),
            row.number.to_string(),
            text(row.problem),
            text(row.next_step),
            row.project_lamp.unwrap_or_default().to_owned(),
            shown(row.start),
            texts(row.texts),
            shown(row.forecast_days_late),
            shown(row.forecast_days_late_by_first),
        ]);
        cells.extend(row.ending.map(str::to_owned));
        cells.extend(row.since.iter().flat_map(since_cells));
        writer.write_record(cells).map_err(system)?;
    }
    writer.flush()
}

/// What the system said: the csv crate's own error hides its kind.
fn system(error: csv::Error) -> io::Error {
    let message = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(message),
    }
}

fn since_cells(since: &ChangeRow<'_>) -> [String; SINCE.len()] {
    let (reading, moved) = (since.reading.as_ref(), since.moved.as_ref());
    [
        since.change.to_owned(),
        text(since.status),
        text(since.reason),
        text(since.lamp),
        shown(since.target),
        shown(since.due),
        shown(reading.and_then(|reading| reading.percent)),
        shown(reading.map(|reading| reading.as_of)),
        shown(moved.and_then(|moved| moved.days)),
        shown(moved.and_then(|moved| moved.entry)),
        shown(moved.and_then(|moved| moved.decided_on)),
        text(moved.and_then(|moved| moved.who)),
        text(moved.and_then(|moved| moved.reason)),
        since.newly_reported.to_string(),
        since.still_silent.to_string(),
    ]
}

fn cells(row: &Row<'_>) -> Vec<String> {
    let (reading, baseline) = (row.reading.as_ref(), row.baseline.as_ref());
    let (forecast, slip) = (row.forecast.as_ref(), row.slip.as_ref());
    vec![
        cell(row.project),
        cell(row.name),
        cell(row.stage),
        cell(row.stage_name),
        shown(row.period),
        cell(row.label),
        row.kind.to_owned(),
        row.target.to_string(),
        shown(row.due),
        text(row.due_words),
        row.due_implied.to_string(),
        text(row.commitment),
        row.status.to_owned(),
        text(row.reason),
        row.rule.to_string(),
        row.lamp.to_owned(),
        row.flags.join(" "),
        shown(reading.and_then(|reading| reading.percent)),
        shown(reading.map(|reading| reading.as_of)),
        text(reading.and_then(|reading| reading.note)),
        shown(baseline.map(|baseline| baseline.percent)),
        shown(baseline.map(|baseline| baseline.on)),
        number(row.planned),
        number(row.variance),
        number(row.pace),
        row.pace_infinite.to_string(),
        number(row.lag_days),
        number(row.need_per_day),
        number(row.made_per_day),
        shown(forecast.map(|forecast| forecast.finish)),
        shown(forecast.map(|forecast| forecast.from)),
        shown(forecast.map(|forecast| forecast.to)),
        shown(forecast.map(|forecast| forecast.if_started_now)),
        shown(row.would_have_finished),
        shown(row.days_left),
        shown(row.met_on),
        shown(slip.and_then(|slip| slip.days)),
        shown(slip.map(|slip| slip.times)),
        shown(slip.and_then(|slip| slip.original_due)),
        shown(slip.map(|slip| slip.original_percent)),
        shown(row.carried_from),
        text(row.name_en),
        text(row.stage_name_en),
    ]
}

fn text(text: Option<&str>) -> String {
    text.map(cell).unwrap_or_default()
}

/// `NAME: TEXT; NAME: TEXT`, as one cell.
fn texts(Texts(texts): Texts<'_>) -> String {
    let texts = texts
        .iter()
        .map(|kept| format!("{}: {}", kept.name, kept.value));
    cell(&texts.collect::<Vec<_>>().join("; "))
}

/// A text from outside: it begins no formula, and nothing in it is unseen but line breaks.
fn cell(text: &str) -> String {
    guard(&printable_lines(text))
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Our own figures are numbers, also when negative.
fn number(number: Option<Number>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}
