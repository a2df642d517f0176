//! How statements name projects, stages and targets.

use crate::model::Code;

/// How a statement names its project.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ProjectMention {
    /// By its whole code, which must be there, in the record or in a statement before.
    Code(Code),
    /// As a person types it: code, name or alias, or what is enough of one.
    Typed(String),
    /// As a sheet names it: by code, by name, or by both. What is not there yet is made; without a
    /// code it gets one.
    Named {
        /// The code, if the sheet gives one.
        code: Option<Code>,
        /// The name, if the sheet gives one.
        name: Option<String>,
    },
}

/// How a statement names its stage.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum StageMention {
    /// Not at all: the one that can be meant (see the ledger's `which_stage`).
    Meant,
    /// By its whole code. What is not there yet is made, measured and called by its code.
    Code(Code),
    /// By its whole code; it must be there.
    Coded(Code),
    /// As a person types it; it must be there, but for the whole works.
    Typed(String),
    /// As a person types it; it must be there, the whole works too.
    Existing(String),
    /// As a person types it; what is not there yet is made, with this text as its code.
    New(String),
    /// As a sheet names it, by code or name. What is not there yet is made, with a code of its own.
    Named(String),
    /// The money of the project: the stage of that code or name, else a new one.
    Investment,
}

/// `CODE` or `CODE/STAGE` in two.
pub fn split_stage_path(path: &str) -> (&str, Option<&str>) {
    match path.split_once('/') {
        Some((project, stage)) => (project, Some(stage)),
        None => (path, None),
    }
}

/// `CODE` or `CODE/STAGE` in two, where names are known: the longest that is the whole name of a
/// project is not split.
pub fn split_known<'p>(
    path: &'p str,
    is_name: &dyn Fn(&str) -> bool,
) -> (&'p str, Option<&'p str>) {
    let slashes = path.match_indices('/').map(|(at, _)| at).skip(1);
    let mut ends: Vec<usize> = slashes.collect();
    ends.push(path.len());
    let known = ends.into_iter().rev().find_map(|end| {
        let (project, rest) = path.split_at_checked(end)?;
        let is_known = project.contains('/') && is_name(project);
        is_known.then(|| (project, rest.strip_prefix('/')))
    });
    known.unwrap_or_else(|| split_stage_path(path))
}

/// What stands before the number of a target, and the number with its mark: `jinhui/overall#2`.
pub(super) fn split_number(path: &str) -> Option<(&str, &str)> {
    let (front, number) = path.split_at_checked(path.rfind('#')?)?;
    let digits = number.strip_prefix('#')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((front, number))
}

/// The project and the stage that are typed as `CODE` or `CODE/STAGE`. That the name of a project
/// holds the `/`, the planner finds out.
pub fn mentions(path: &str) -> (ProjectMention, StageMention) {
    let (project, stage) = split_stage_path(path);
    let stage = stage.map_or(StageMention::Meant, |stage| {
        StageMention::Typed(stage.to_owned())
    });
    (ProjectMention::Typed(project.to_owned()), stage)
}
