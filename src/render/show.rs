//! One project in full, with the why of each verdict.

use crate::assess::Judged;
use crate::model::{Day, Language, Project, Settings, Stage};
use crate::text;

use super::page::{Page, heading, style, styled};

/// The project, its stages, their latest readings, and each target with its verdict.
pub fn show(
    language: Language,
    page: Page,
    project: &Project,
    targets: &[&Judged<'_>],
    settings: &Settings,
    as_of: Day,
) -> String {
    let mut out = String::new();
    for (place, line) in text::project_heading(language, project).iter().enumerate() {
        let line = if place == 0 {
            heading(page, line)
        } else {
            line.clone()
        };
        out.push_str(&line);
        out.push('\n');
    }
    if let Some(line) = text::state_line(language, project, as_of) {
        out.push_str(&line);
        out.push('\n');
    }
    for stage in &project.stages {
        out.push('\n');
        out.push_str(&heading(page, &text::stage_heading(language, stage)));
        out.push('\n');
        let own: Vec<&&Judged<'_>> = targets
            .iter()
            .filter(|judged| judged.stage.id == stage.id)
            .collect();
        if own.is_empty() {
            out.push_str(&untargeted(language, stage, as_of));
        }
        for judged in own {
            let lines = text::explain(language, judged, settings, as_of);
            let colour = style(judged.verdict.status.lamp());
            for (place, line) in lines.iter().enumerate() {
                let line = if place == 1 {
                    styled(page, colour, line)
                } else {
                    line.clone()
                };
                out.push_str(&format!("  {line}\n"));
            }
        }
    }
    if project.stages.is_empty() {
        out.push_str(&format!("\n{}\n", text::no_stages(language)));
    }
    out
}

fn untargeted(language: Language, stage: &Stage, as_of: Day) -> String {
    text::stage_readings(language, stage, as_of)
        .iter()
        .map(|line| format!("  {line}\n"))
        .collect()
}
