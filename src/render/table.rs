//! The report and the list as tables for people, made for 80 columns.

use crate::assess::Judged;
use crate::messages::report::Head;
use crate::messages::{In, Say};
use crate::model::{Language, Project, Stage};
use crate::report::{Account, Column, Listed, Report, project_name, stage_name, stage_stands};

use super::grid::{Grid, Lines};
use super::page::{Page, heading, shown, wrapped};
use super::widths::{Heading, Text};

/// The whole report: what it comes to, the rows, what is left out.
pub fn report(
    language: Language,
    page: Page,
    report: &Report<'_>,
    projects: &[Project],
    columns: &[Column],
) -> String {
    let mut out = heading(page, &wrapped(page, &worded(language, &report.title())));
    out.push('\n');
    out.push_str(&wrapped(page, &worded(language, &report.answer())));
    out.push('\n');
    if let Some(account) = report.account.as_ref().filter(|account| account.is_any()) {
        out.push('\n');
        out.push_str(&endings(language, page, account));
    }
    // One table for all groups, so that their columns stand below each other.
    let table = rows(language, page, report, columns);
    let mut rows = table.rows.iter();
    for group in &report.groups {
        out.push('\n');
        if let Some(line) = group.line(projects) {
            let name = worded(language, &line);
            out.push_str(&heading(page, &wrapped(page, &name)));
            out.push('\n');
        }
        out.push_str(&table.head);
        out.extend(rows.by_ref().take(group.targets.len()).map(String::as_str));
    }
    let closing = report.closing(true);
    if !closing.is_empty() {
        out.push('\n');
    }
    for line in closing {
        out.push_str(&wrapped(page, &worded(language, &line)));
        out.push('\n');
    }
    shown(page, &out).into_owned()
}

/// How many targets of each unit ended in which way.
fn endings(language: Language, page: Page, account: &Account<'_>) -> String {
    let (heads, rows) = account.table(language);
    let headings = heads.into_iter().enumerate().map(|(index, head)| Heading {
        head,
        wraps: index == 0,
        is_number: index > 0,
    });
    let row = |cells: Vec<String>| (None, cells.into_iter().map(Text::from).collect());
    Grid {
        headings: headings.collect(),
        rows: rows.into_iter().map(row).collect(),
    }
    .text(page)
}

fn worded(language: Language, message: &dyn Say) -> String {
    In(language, message).to_string()
}

/// The columns of a page: the usual ones, with codes where nobody looks at a terminal, and where it
/// is wide enough, the further ones that any target has.
pub fn usual_columns(
    language: Language,
    page: Page,
    report: &Report<'_>,
    with_codes: bool,
) -> Vec<Column> {
    let mut columns = match report.changes {
        None => Column::USUAL.to_vec(),
        Some(_) => Column::OF_CHANGES.to_vec(),
    };
    if with_codes {
        columns.insert(1, Column::Code);
    }
    let Some(width) = page.width else {
        return columns;
    };
    for (least, column) in Column::WIDER {
        if least <= width && report.has(language, &column) {
            columns.push(column);
        }
    }
    columns
}

/// Whether the page is so wide that its usual columns have all figures of a target.
pub fn is_wide(page: Page) -> bool {
    let trend = Column::WIDER
        .iter()
        .find(|(_, column)| *column == Column::Trend);
    (page.width.zip(trend)).is_some_and(|(width, (least, _))| *least <= width)
}

fn rows(language: Language, page: Page, report: &Report<'_>, columns: &[Column]) -> Lines {
    let headings = columns.iter().map(|column| Heading {
        head: worded(language, &report.column_head(column)),
        wraps: column.wraps(),
        is_number: column.is_number(),
    });
    let cells = |judged: &Judged<'_>| {
        let cells = columns.iter();
        let cells = cells.map(|column| Text::from(report.cell(language, column, judged)));
        (Some(judged.verdict.status.lamp()), cells.collect())
    };
    Grid {
        headings: headings.collect(),
        rows: report.targets().map(cells).collect(),
    }
    .lines(page)
}

/// Whether a list has codes beside its names.
pub(super) fn has_codes(page: Page) -> bool {
    page.width.is_none_or(|width| width >= 100)
}

/// One line a project; with codes where nobody looks at a terminal, or it is wide enough.
pub fn list(language: Language, page: Page, listed: &[Listed<'_>]) -> String {
    let has_codes = has_codes(page);
    let heads = [
        Head::Lamp,
        Head::Code,
        Head::Project,
        Head::Worst,
        Head::LastReport,
    ];
    let is_kept = |index: &usize| *index != 1 || has_codes;
    let headings = heads
        .into_iter()
        .enumerate()
        .filter(|(index, _)| is_kept(index));
    let headings = headings.map(|(_, head)| Heading {
        wraps: matches!(head, Head::Project | Head::Worst),
        head: worded(language, &head),
        is_number: false,
    });
    let row = |listed: &Listed<'_>| {
        let cells = listed.cells(language).into_iter().enumerate();
        let cells = cells.filter(|(index, _)| is_kept(index));
        let cells = cells.map(|(_, cell)| Text::from(cell)).collect();
        (Some(listed.lamp), cells)
    };
    Grid {
        headings: headings.collect(),
        rows: listed.iter().map(row).collect(),
    }
    .text(page)
}

/// One line a stage that has readings but no target, or a project that has neither; with codes like the
/// list.
pub fn untargeted(language: Language, page: Page, report: &Report<'_>) -> String {
    let skipped = usize::from(!has_codes(page));
    let headings = [Head::Code, Head::Project, Head::Stage, Head::StandsAlone];
    let headings = headings.into_iter().skip(skipped).map(|head| Heading {
        wraps: matches!(head, Head::Project | Head::Stage),
        head: worded(language, &head),
        is_number: false,
    });
    let row = |(project, stage): &(&Project, Option<&Stage>)| {
        let code = match stage {
            Some(stage) => format!("{}/{}", project.facts.code, stage.facts.code),
            None => project.facts.code.to_string(),
        };
        let cells = [
            code.as_str(),
            project_name(language, project),
            stage.map_or("–", |stage| stage_name(language, stage)),
        ];
        let cells = cells.map(|text| In(language, text).to_string());
        let mut cells: Vec<Text> = cells.into_iter().skip(skipped).map(Text::from).collect();
        cells.push(match stage {
            Some(stage) => worded(language, &stage_stands(stage, report.as_of)).into(),
            None => "–".to_owned().into(),
        });
        (None, cells)
    };
    Grid {
        headings: headings.collect(),
        rows: report.untargeted.iter().map(row).collect(),
    }
    .text(page)
}
