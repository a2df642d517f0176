//! Who owes a report, as tables for people and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::messages::report::Head;
use crate::messages::silence::{Nobody, OwedStage, OwingOf};
use crate::messages::{In, Say, ShortDay, UpTo};
use crate::model::{Day, Language};
use crate::report::{
    Owing, RemindBy, Report, Silent, project_name, recorded_stage_name, stage_name,
};

use super::grid::Grid;
use super::json::{begin, list, member};
use super::page::{Page, heading, wrapped};
use super::table::has_codes;
use super::widths::{Heading, Text};

/// So many projects are named in a line that is looked at on a terminal.
const NAMED: usize = 3;

/// How many owe a report, then one line a project, or a lead or unit.
pub fn silent(language: Language, page: Page, silent: &Silent<'_>, by: Option<RemindBy>) -> String {
    let answer = In(language, &silent.answer()).to_string();
    let answer = heading(page, &wrapped(page, &answer)) + "\n";
    if silent.owing.is_empty() {
        return answer;
    }
    let grid = match by {
        None => projects(language, page, silent),
        Some(by) => divided(language, page, silent, by),
    };
    format!("{answer}\n{}", grid.text(page))
}

fn projects(language: Language, page: Page, silent: &Silent<'_>) -> Grid {
    let worded = |value: &dyn Say| In(language, value).to_string();
    let heads = [
        (Head::Lamp, true),
        (Head::Code, has_codes(page)),
        (Head::Project, true),
        (Head::Owes, true),
        (Head::LastReport, true),
        (
            Head::Lead,
            has(silent, |owing| owing.project.facts.lead.is_some()),
        ),
        (
            Head::Unit,
            has(silent, |owing| owing.project.facts.unit.is_some()),
        ),
    ];
    let row = |owing: &Owing<'_>| {
        let facts = &owing.project.facts;
        let is_alike =
            (owing.stages.iter()).all(|silence| silence.reported_on == owing.longest.reported_on);
        let stages = owing.stages.iter().map(|silence| {
            let stage = stage_name(language, silence.stage).to_owned();
            match silence.reported_on {
                _ if is_alike => OwedStage::Alone(stage),
                None => OwedStage::Never(stage),
                Some(day) => {
                    let known = silent.as_of;
                    let on = ShortDay { day, known };
                    OwedStage::On { stage, on }
                }
            }
        });
        let cells = [
            worded(&owing.lamp),
            worded(&facts.code.as_str()),
            worded(&project_name(language, owing.project)),
            worded(&stages.collect::<Vec<_>>()),
            worded(&silent.last_report(&owing.longest)),
            worded(&facts.lead),
            worded(&facts.unit),
        ];
        let kept = cells
            .into_iter()
            .zip(&heads)
            .filter(|(_, (_, is_kept))| *is_kept);
        (
            Some(owing.lamp),
            kept.map(|(cell, _)| Text::from(cell)).collect(),
        )
    };
    let rows = silent.owing.iter().map(row).collect();
    let shown = heads.iter().filter(|(_, is_kept)| *is_kept);
    Grid {
        headings: shown.map(|(head, _)| headed(language, head)).collect(),
        rows,
    }
}

fn has(silent: &Silent<'_>, what: impl Fn(&Owing<'_>) -> bool) -> bool {
    silent.owing.iter().any(what)
}

fn headed(language: Language, head: &Head) -> Heading {
    Heading {
        wraps: !matches!(
            head,
            Head::Lamp | Head::Code | Head::Owing | Head::LastReport
        ),
        head: In(language, head).to_string(),
        is_number: false,
    }
}

fn divided(language: Language, page: Page, silent: &Silent<'_>, by: RemindBy) -> Grid {
    let worded = |value: &dyn Say| In(language, value).to_string();
    let (whose, nobody) = match by {
        RemindBy::Lead => (Head::Lead, Nobody::NoLead),
        RemindBy::Unit => (Head::Unit, Nobody::NoUnit),
    };
    let heads = [whose, Head::Owing, Head::LastReport, Head::Project];
    let rows = silent.by(by).into_iter().map(|one| {
        let names = one.owing.iter();
        let names = names.map(|owing| project_name(language, owing.project).to_owned());
        let names: Vec<String> = names.collect();
        let cells = [
            one.whose
                .map_or_else(|| worded(&nobody), |whose| worded(&whose)),
            worded(&OwingOf {
                owing: one.owing.len(),
                of: one.expected,
            }),
            worded(&silent.last_report(&one.longest)),
            match page.width {
                Some(_) => worded(&UpTo::<NAMED, String>(names)),
                None => worded(&names),
            },
        ];
        (None, cells.map(Text::from).into_iter().collect())
    });
    Grid {
        rows: rows.collect(),
        headings: heads.iter().map(|head| headed(language, head)).collect(),
    }
}

#[derive(Serialize)]
struct OwedRow<'a> {
    stage: &'a str,
    stage_name: &'a str,
    stage_name_en: Option<&'a str>,
    reported_on: Option<Day>,
    silent_days: usize,
    owed_since: Day,
}

#[derive(Serialize)]
struct OwingRow<'a> {
    code: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    category: Option<&'a str>,
    unit: Option<&'a str>,
    lead: Option<&'a str>,
    lamp: &'static str,
    reported_on: Option<Day>,
    silent_days: usize,
    owed_since: Day,
    stages: Vec<OwedRow<'a>>,
}

#[derive(Serialize)]
struct OwingByRow<'a> {
    name: Option<&'a str>,
    owing: usize,
    expected: usize,
    reported_on: Option<Day>,
    silent_days: usize,
    projects: Vec<&'a str>,
}

/// Writes who owes a report.
///
/// # Errors
/// Those of the writer.
pub fn silent_json(
    language: Language,
    report: &Report<'_>,
    silent: &Silent<'_>,
    by: Option<RemindBy>,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out, "project.silent/1")?;
    member(out, "as_of", &report.as_of)?;
    member(out, "known_on", &report.known_on)?;
    member(out, "expected", &silent.expected.len())?;
    member(out, "owing", &silent.owing.len())?;
    let stage = |silence: &crate::assess::Silence<'_>| silent.days(silence).0;
    if let Some(by) = by {
        let key = match by {
            RemindBy::Lead => "leads",
            RemindBy::Unit => "units",
        };
        let all = silent.by(by);
        let rows = all.iter().map(|one| OwingByRow {
            name: one.whose,
            owing: one.owing.len(),
            expected: one.expected,
            reported_on: one.longest.reported_on,
            silent_days: stage(&one.longest),
            projects: (one.owing.iter())
                .map(|owing| owing.project.facts.code.as_str())
                .collect(),
        });
        list(out, key, rows)?;
    }
    let rows = silent.owing.iter().map(|owing| {
        let facts = &owing.project.facts;
        OwingRow {
            code: facts.code.as_str(),
            name: &facts.name,
            name_en: facts.name_en.as_deref(),
            category: facts.category.as_deref(),
            unit: facts.unit.as_deref(),
            lead: facts.lead.as_deref(),
            lamp: owing.lamp.id(),
            reported_on: owing.longest.reported_on,
            silent_days: stage(&owing.longest),
            owed_since: owing.longest.owed_since,
            stages: (owing.stages.iter())
                .map(|silence| OwedRow {
                    stage: silence.stage.facts.code.as_str(),
                    stage_name: recorded_stage_name(language, silence.stage),
                    stage_name_en: silence.stage.facts.name_en.as_deref(),
                    reported_on: silence.reported_on,
                    silent_days: stage(silence),
                    owed_since: silence.owed_since,
                })
                .collect(),
        }
    });
    list(out, "projects", rows)?;
    writeln!(out, "\n}}")
}
