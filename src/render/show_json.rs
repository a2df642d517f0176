//! One project as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::assess::{Judged, SmallestChange};
use crate::model::{Amount, Day, Language, Percent, Period, Project, Settings};
use crate::report::{
    Background, Number, ReadingCell, Report, Row, Texts, dates, recorded_stage_name, remark,
};

use super::json::{begin, list, member};

/// A project as `show` has it.
#[derive(Serialize)]
struct Facts<'a> {
    code: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    aliases: Vec<&'a str>,
    category: Option<&'a str>,
    unit: Option<&'a str>,
    lead: Option<&'a str>,
    state: &'static str,
    texts: Texts<'a>,
}

/// A stage as `show` has it.
#[derive(Serialize)]
struct StageRow<'a> {
    code: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    kind: &'static str,
    weight: Option<Percent>,
    unit: Option<&'a str>,
    total: Option<Amount>,
    reading: Option<ReadingCell<'a>>,
    problem: Option<&'a str>,
    next_step: Option<&'a str>,
}

/// A target as `show` has it: as any report has it, and what only `show` tells.
#[derive(Serialize)]
struct TargetRow<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    dates: Vec<DateRow<'a>>,
    change: Option<ChangeRow>,
}

/// The nearest figure with another lamp.
#[derive(Serialize)]
struct ChangeRow {
    percent: Percent,
    points: Number,
    status: &'static str,
    lamp: &'static str,
}

/// A date that a target once had.
#[derive(Serialize)]
struct DateRow<'a> {
    due: Option<Day>,
    target: Percent,
    period: Option<Period>,
    decided_on: Day,
    who: Option<&'a str>,
    entry: i64,
    reason: Option<&'a str>,
}

/// Writes one project with its stages and judged targets.
///
/// # Errors
/// Those of the writer.
pub fn show_json(
    language: Language,
    project: &Project,
    targets: &[&Judged<'_>],
    report: &Report<'_>,
    background: &Background,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (facts, as_of) = (&project.facts, report.as_of);
    begin(out, "project.show/1")?;
    member(out, "as_of", &as_of)?;
    let aliases = facts.aliases.iter().map(|alias| alias.name.as_str());
    let shown = Facts {
        code: facts.code.as_str(),
        name: &facts.name,
        name_en: facts.name_en.as_deref(),
        aliases: aliases.collect(),
        category: facts.category.as_deref(),
        unit: facts.unit.as_deref(),
        lead: facts.lead.as_deref(),
        state: project.state_on(as_of).id(),
        texts: Texts(&facts.texts),
    };
    member(out, "project", &shown)?;
    let stages = project.stages.iter().map(|stage| {
        let remarked = remark(stage);
        StageRow {
            code: stage.facts.code.as_str(),
            name: recorded_stage_name(language, stage),
            name_en: stage.facts.name_en.as_deref(),
            kind: stage.facts.kind.id(),
            weight: stage.facts.weight,
            unit: stage.facts.unit.as_deref(),
            total: stage.facts.total,
            reading: ReadingCell::latest(stage),
            problem: remarked.and_then(|remarked| remarked.problem.as_deref()),
            next_step: remarked.and_then(|remarked| remarked.next_step.as_deref()),
        }
    });
    list(out, "stages", stages)?;
    let kept = |judged: &&&Judged<'_>| project.stages.iter().any(|s| s.id == judged.stage.id);
    let rows = targets.iter().filter(kept);
    let recorders = &background.recorders;
    let rows = rows.map(|judged| TargetRow {
        row: report.row(language, judged),
        dates: (dates(judged, as_of).into_iter())
            .map(|revision| DateRow {
                due: revision.terms.due,
                target: revision.terms.percent,
                period: revision.terms.period,
                decided_on: revision.decided_on,
                who: recorders.get(&revision.entry).map(String::as_str),
                entry: revision.entry,
                reason: revision.reason.as_deref(),
            })
            .collect(),
        change: change(judged, report.settings),
    });
    list(out, "targets", rows)?;
    writeln!(out, "\n}}")
}

fn change(judged: &Judged<'_>, settings: &Settings) -> Option<ChangeRow> {
    let nearest = SmallestChange::of(&judged.revision.terms, &judged.verdict, settings)?;
    let own = judged.verdict.reading?.percent.hundredths();
    Some(ChangeRow {
        percent: nearest.percent,
        points: Number(nearest.percent.hundredths() - own),
        status: nearest.status.id(),
        lamp: nearest.status.lamp().id(),
    })
}
