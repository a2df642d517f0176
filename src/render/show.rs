//! One project in full, with the reasons for each verdict.

use crate::assess::{Flag, Judged, Status};
use crate::messages::show::{Line, ProjectLine};
use crate::messages::{In, Say, legend};
use crate::model::{Day, Language, Project, Settings};
use crate::report::{Background, latest_lines, opening, project_lines, stage_line, why};

use super::page::{Page, hanging, heading, style, styled, wrapped};
use super::wrap::columns;

/// Columns that the name of a line takes.
const LABEL: usize = 10;

/// The project, its stages, their latest readings, and each target: a sentence, then why; at the
/// end what the marks mean.
pub fn show(
    language: Language,
    page: Page,
    project: &Project,
    targets: &[&Judged<'_>],
    settings: &Settings,
    as_of: Day,
    background: &Background,
) -> String {
    let worded = |message: &dyn Say| In(language, message).to_string();
    let mut lines: Vec<String> = Vec::new();
    for (index, line) in project_lines(language, project, as_of).iter().enumerate() {
        let line = wrapped(page, &worded(line));
        lines.push(if index == 0 {
            heading(page, &line)
        } else {
            line
        });
    }
    let mut shown: Vec<&Judged<'_>> = Vec::new();
    for stage in &project.stages {
        lines.push(String::new());
        lines.push(heading(page, &wrapped(page, &worded(&stage_line(stage)))));
        let own = targets.iter().filter(|judged| judged.stage.id == stage.id);
        let before = shown.len();
        for judged in own {
            shown.push(judged);
            let status = judged.verdict.status;
            let sentence = format!("{} {}", status.mark(), worded(&opening(judged, as_of)));
            let sentence = hanging(page, "  ", &sentence, "    ");
            lines.push(styled(page, style(status.lamp()), &sentence));
            let why = why(judged, settings, as_of, background);
            lines.extend(why.iter().map(|line| labelled(language, page, line)));
        }
        if shown.len() == before {
            let latest = latest_lines(stage, as_of, background);
            lines.extend(latest.iter().map(|line| labelled(language, page, line)));
            lines.push(hanging(
                page,
                "    ",
                &worded(&ProjectLine::NoTarget),
                "    ",
            ));
        }
    }
    if project.stages.is_empty() {
        lines.push(String::new());
        lines.push(wrapped(page, &worded(&ProjectLine::NoStages)));
    }
    if !shown.is_empty() {
        let statuses: Vec<Status> = shown.iter().map(|judged| judged.verdict.status).collect();
        let mut all = shown.iter();
        let has_borderline = all.any(|judged| judged.verdict.has(Flag::Borderline));
        lines.push(String::new());
        let legend = legend(&statuses, has_borderline);
        lines.extend(legend.iter().map(|line| wrapped(page, &worded(line))));
    }
    lines.join("\n") + "\n"
}

/// A line below a stage, its text in a column of its own.
fn labelled(language: Language, page: Page, line: &Line) -> String {
    let label = In(language, &line.label).to_string();
    let padding = " ".repeat(LABEL.saturating_sub(columns(&label)));
    let text = In(language, &line.text).to_string();
    let indent = " ".repeat(4 + LABEL);
    hanging(page, &format!("    {label}{padding}"), &text, &indent)
}
