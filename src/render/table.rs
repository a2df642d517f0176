//! Tables for people: made for 80 columns, aligned with Chinese in them.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};

use crate::assess::{Judged, Lamp};
use crate::model::{Day, Language, Project};
use crate::report::Report;
use crate::text;

use super::page::{Page, heading, shown};

/// Spaces between columns.
const GAP: usize = 2;

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
    shown(page, &out).into_owned()
}

fn targets(
    language: Language,
    page: Page,
    targets: &[&Judged<'_>],
    as_of: Day,
    with_codes: bool,
) -> String {
    let headers = text::headers(language);
    let rows: Vec<(Lamp, [String; 7])> = targets
        .iter()
        .map(|judged| {
            let cells = text::cells(language, judged, as_of);
            let row = [
                cells.status,
                cells.code,
                cells.project,
                target_cell(page, cells.target, &cells.notes),
                cells.stands,
                cells.plan,
                cells.days,
            ];
            (judged.verdict.status.lamp(), row)
        })
        .collect();
    let keep = |place: usize| with_codes || place != 1;
    let wrapped = page
        .width
        .map(|width| wrapped_widths(width, &headers, &rows, &keep));
    let mut table = plain_table(page);
    let kept_headers = headers.iter().enumerate().filter(|(place, _)| keep(*place));
    table.set_header(kept_headers.map(|(_, header)| header_cell(page, header)));
    for (lamp, row) in rows {
        let kept = row
            .into_iter()
            .enumerate()
            .filter(|(place, _)| keep(*place));
        table.add_row(kept.map(|(place, text)| match (place, wrapped) {
            (0, _) => coloured(page, &text, lamp),
            (2, Some((width, _))) | (3, Some((_, width))) => Cell::new(wrap(&text, width)),
            (5 | 6, _) => Cell::new(text).set_alignment(CellAlignment::Right),
            _ => Cell::new(text),
        }));
    }
    finished(&mut table)
}

/// The widths of the project and the target, the only columns that wrap: what the others leave of
/// the page, the project at most two fifths of it unless the target needs less.
fn wrapped_widths(
    width: u16,
    headers: &[&str; 7],
    rows: &[(Lamp, [String; 7])],
    keep: &dyn Fn(usize) -> bool,
) -> (usize, usize) {
    let widest = |place: usize| {
        let cells = rows.iter().filter_map(|(_, row)| row.get(place));
        let lines = cells.flat_map(|cell| cell.lines());
        let header = headers.get(place).copied().unwrap_or_default();
        lines
            .chain([header])
            .map(textwrap::core::display_width)
            .max()
            .unwrap_or(0)
    };
    let others: usize = [0, 1, 4, 5, 6]
        .into_iter()
        .filter(|p| keep(*p))
        .map(widest)
        .sum();
    let columns = (0..headers.len()).filter(|place| keep(*place)).count();
    let left = usize::from(width)
        .saturating_sub(others + GAP * (columns - 1))
        .max(20);
    let (project, target) = (widest(2), widest(3));
    if project + target <= left {
        return (project, target);
    }
    let project = project.min((left * 2 / 5).max(left.saturating_sub(target)));
    (project, left - project)
}

/// Breaks lines where the script allows it, and keeps those that are there.
fn wrap(text: &str, width: usize) -> String {
    text.lines()
        .flat_map(|line| textwrap::wrap(line, width))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The target and what else there is to know of it: below it on a terminal, behind it elsewhere.
fn target_cell(page: Page, target: String, notes: &[String]) -> String {
    let mut lines = vec![target];
    lines.extend(notes.iter().cloned());
    if page.width.is_some() {
        bind(&lines.join("\n"))
    } else {
        lines.join("; ")
    }
}

/// Keeps what belongs together on one line, by marks that [`unbind`] takes away again: a figure
/// and its sign, and the parts of a date.
fn bind(text: &str) -> String {
    let text = text
        .replace(" %", "\u{a0}%")
        .replace(" @ ", "\u{a0}@\u{a0}");
    let mut bound = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_sign = |c: char| matches!(c, '年' | '月' | '日');
        let joins_before = (is_sign(c) && before.is_ascii_digit())
            || (is_sign(before) && (c.is_ascii_digit() || c == '前'));
        if joins_before {
            bound.push('\u{2060}');
        }
        let is_inside = before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        bound.push(if c == '-' && is_inside { '\u{2011}' } else { c });
        before = c;
    }
    bound
}

fn unbind(line: &str) -> String {
    line.replace('\u{a0}', " ")
        .replace('\u{2011}', "-")
        .replace('\u{2060}', "")
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
    finished(&mut table)
}

/// No lines; what must wrap is wrapped before it comes here.
pub(super) fn plain_table(page: Page) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    if page.has_colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

pub(super) fn header_cell(page: Page, text: &str) -> Cell {
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
pub(super) fn finished(table: &mut Table) -> String {
    let last = table.column_count().saturating_sub(1);
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if place == last { 0 } else { GAP as u16 }));
    }
    table
        .lines()
        .map(|line| format!("{}\n", unbind(line.trim_end())))
        .collect()
}
