//! Tables for people: made for 80 columns, aligned with Chinese in them.

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table,
};

use crate::assess::{Judged, Lamp};
use crate::model::{Day, Language, Project};
use crate::report::{Finding, Report};
use crate::text;

use super::{Page, heading, style, styled};

/// The whole report.
pub fn report(
    language: Language,
    page: Page,
    report: &Report<'_>,
    projects: &[Project],
    with_codes: bool,
) -> String {
    let mut out = heading(page, &text::as_of_line(language, report));
    out.push_str("\n\n");
    for group in &report.groups {
        if let Some(name) = text::group_name(language, group, projects) {
            out.push_str(&heading(page, &name));
            out.push('\n');
        }
        out.push_str(&targets(
            language,
            page,
            &group.targets,
            report.as_of,
            with_codes,
        ));
        out.push('\n');
    }
    let total = report.summary.current.total + report.summary.current.cancelled;
    if report.shown < total {
        out.push_str(&text::shown_line(language, report.shown, total));
        out.push('\n');
    }
    for line in text::summary_lines(language, &report.summary) {
        out.push_str(&line);
        out.push('\n');
    }
    if !report.carried_over.is_empty() {
        let count = report.carried_over.len();
        out.push('\n');
        out.push_str(&heading(page, &text::carried_over_heading(language, count)));
        out.push('\n');
        out.push_str(&targets(
            language,
            page,
            &report.carried_over,
            report.as_of,
            with_codes,
        ));
    }
    if !report.without_target.is_empty() {
        out.push('\n');
        out.push_str(&heading(page, text::without_target_heading(language)));
        out.push('\n');
        for (project, stage) in &report.without_target {
            let line = text::without_target_line(language, project, stage, report.as_of);
            out.push_str(&format!("  {line}\n"));
        }
    }
    out
}

fn targets(
    language: Language,
    page: Page,
    targets: &[&Judged<'_>],
    as_of: Day,
    with_codes: bool,
) -> String {
    let mut table = plain_table(page);
    let headers = text::headers(language);
    let keep = |place: usize| with_codes || place != 1;
    table.set_header(
        headers
            .iter()
            .enumerate()
            .filter(|(place, _)| keep(*place))
            .map(|(_, header)| header_cell(page, header)),
    );
    for judged in targets {
        let cells = text::cells(language, judged, as_of);
        let lamp = judged.verdict.status.lamp();
        let row = [
            coloured(page, &cells.status, lamp),
            Cell::new(cells.code),
            Cell::new(cells.project),
            Cell::new(target_cell(page, cells.target, &cells.notes)),
            Cell::new(cells.stands),
            Cell::new(cells.plan).set_alignment(CellAlignment::Right),
            Cell::new(cells.days).set_alignment(CellAlignment::Right),
        ];
        let kept = row
            .into_iter()
            .enumerate()
            .filter(|(place, _)| keep(*place));
        table.add_row(kept.map(|(_, cell)| cell));
    }
    // Only the project and the target wrap.
    let wraps = |place: usize| place == 2 || place == 3;
    let places = (0..headers.len()).filter(|place| keep(*place));
    for (column, place) in table.column_iter_mut().zip(places) {
        if !wraps(place) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    finished(&table)
}

/// The target and what else there is to know of it: below it on a terminal, behind it elsewhere.
/// A figure and its sign stay on one line.
fn target_cell(page: Page, target: String, notes: &[String]) -> String {
    let mut lines = vec![target];
    lines.extend(notes.iter().cloned());
    if page.width.is_some() {
        lines
            .join("\n")
            .replace(" %", "\u{a0}%")
            .replace(" @ ", "\u{a0}@\u{a0}")
    } else {
        lines.join("; ")
    }
}

/// One line a project.
pub fn list(language: Language, page: Page, lines: &[(&Project, Lamp, usize)]) -> String {
    let mut table = plain_table(page);
    table.set_header(text::list_headers(language).map(|header| header_cell(page, header)));
    for (project, lamp, targets) in lines {
        let facts = &project.facts;
        let fact = |fact: &Option<String>| {
            fact.as_deref()
                .map(text::plain)
                .unwrap_or_default()
                .into_owned()
        };
        table.add_row([
            coloured(page, text::lamp(language, *lamp), *lamp),
            Cell::new(facts.code.as_str()),
            Cell::new(text::project_name(language, project)),
            Cell::new(fact(&facts.category)),
            Cell::new(fact(&facts.lead)),
            Cell::new(targets).set_alignment(CellAlignment::Right),
        ]);
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        if place < 2 || place == 5 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    finished(&table)
}

/// One line a finding.
pub fn findings(language: Language, page: Page, findings: &[Finding<'_>], as_of: Day) -> String {
    findings
        .iter()
        .map(|finding| {
            let lamp = finding.judged.verdict.status.lamp();
            let line = text::finding(language, finding, as_of);
            format!("{}\n", styled(page, style(lamp), &line))
        })
        .collect()
}

/// Two spaces between columns, no lines; wrapped only on a terminal.
fn plain_table(page: Page) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    match page.width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    if page.has_colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

fn header_cell(page: Page, text: &str) -> Cell {
    let cell = Cell::new(text);
    if page.has_colour {
        cell.add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

fn coloured(page: Page, text: &str, lamp: Lamp) -> Cell {
    let cell = Cell::new(text);
    if !page.has_colour {
        return cell;
    }
    match lamp {
        Lamp::Green => cell.fg(Color::DarkGreen),
        Lamp::Yellow => cell.fg(Color::DarkYellow),
        Lamp::Red => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
        Lamp::RedHollow => cell.fg(Color::DarkRed),
        Lamp::Grey | Lamp::None => cell.add_attribute(Attribute::Dim),
    }
}

/// Its lines without the padding at their ends.
fn finished(table: &Table) -> String {
    table
        .lines()
        .map(|line| format!("{}\n", line.trim_end().replace('\u{a0}', " ")))
        .collect()
}
