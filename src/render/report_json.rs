//! The report as one JSON object, a line for each target; keys are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use crate::assess::Ending;
use crate::model::{Day, Language, Rule};
use crate::report::{Account, Changes, Endings, Number, PeriodChoice, Report};

use super::json::{begin, list, member, without_target};

/// The mark of the format.
const SCHEMA: &str = "project.report/1";

#[derive(Serialize)]
struct Limits {
    behind: Number,
    critical: Number,
    ahead: Number,
}

/// The earlier report, and how many targets changed.
#[derive(Serialize)]
struct SinceRow {
    as_of: Day,
    entry: i64,
    compared: usize,
    changed: usize,
    gone: usize,
}

impl SinceRow {
    fn of(changes: &Changes<'_>) -> SinceRow {
        SinceRow {
            as_of: changes.then.as_of,
            entry: changes.then.entry,
            compared: changes.compared,
            changed: changes.changed(),
            gone: changes.gone,
        }
    }
}

/// How many targets ended in which way.
#[derive(Serialize)]
struct EndingsRow {
    met_in_time: usize,
    met_late: usize,
    missed: usize,
    unreported: usize,
    given_up: usize,
    undated: usize,
    still_open: usize,
    total: usize,
    kept_first_promise: usize,
}

impl EndingsRow {
    fn of(endings: &Endings) -> EndingsRow {
        EndingsRow {
            met_in_time: endings.count(Ending::InTime),
            met_late: endings.count(Ending::Late),
            missed: endings.count(Ending::Missed),
            unreported: endings.count(Ending::Unreported),
            given_up: endings.count(Ending::GivenUp),
            undated: endings.count(Ending::Undated),
            still_open: endings.count(Ending::StillOpen),
            total: endings.total,
            kept_first_promise: endings.kept_first,
        }
    }
}

#[derive(Serialize)]
struct UnitRow<'a> {
    unit: Option<&'a str>,
    #[serde(flatten)]
    endings: EndingsRow,
}

/// The final account of a period.
#[derive(Serialize)]
struct AccountRow<'a> {
    #[serde(flatten)]
    all: EndingsRow,
    by_unit: Vec<UnitRow<'a>>,
    put_off: usize,
    lost_day: usize,
    lowered: usize,
    carried_on: usize,
}

impl<'a> AccountRow<'a> {
    fn of(account: &Account<'a>) -> AccountRow<'a> {
        let by_unit = account.by_unit.iter().map(|(unit, endings)| UnitRow {
            unit: *unit,
            endings: EndingsRow::of(endings),
        });
        AccountRow {
            all: EndingsRow::of(&account.all),
            by_unit: by_unit.collect(),
            put_off: account.put_off,
            lost_day: account.lost_day,
            lowered: account.lowered,
            carried_on: account.carried_on,
        }
    }
}

/// Writes the report.
///
/// # Errors
/// Those of the writer.
pub fn json(language: Language, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    begin(out, SCHEMA)?;
    member(out, "as_of", &report.as_of)?;
    member(out, "known_on", &report.known_on)?;
    member(out, "period", &period(report))?;
    if let Some(changes) = &report.changes {
        member(out, "since", &SinceRow::of(changes))?;
    }
    if let Some(account) = &report.account {
        member(out, "account", &AccountRow::of(account))?;
    }
    let settings = report.settings;
    let number = |value: u32| Number(i64::from(value));
    let (rule, behind, critical, ahead) = match settings.rule {
        Rule::Pace => (
            "pace",
            settings.pace_behind,
            settings.pace_critical,
            settings.pace_ahead,
        ),
        Rule::Gap => (
            "gap",
            settings.gap_behind,
            settings.gap_critical,
            settings.gap_ahead,
        ),
    };
    member(out, "rule", &rule)?;
    member(
        out,
        "limits",
        &Limits {
            behind: number(behind),
            critical: number(critical),
            ahead: number(ahead),
        },
    )?;
    member(out, "summary", &report.summary)?;
    member(out, "left_out", &report.left_out)?;
    list(
        out,
        "targets",
        report.targets().map(|judged| report.row(language, judged)),
    )?;
    without_target(language, report, out)?;
    writeln!(out, "\n}}")
}

/// The period asked for; null where that is the default view.
fn period(report: &Report<'_>) -> Option<String> {
    match report.period {
        PeriodChoice::All => Some("all".to_owned()),
        PeriodChoice::Within(period) => Some(period.to_string()),
        PeriodChoice::Current => None,
    }
}
