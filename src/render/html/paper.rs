//! A report on its way to a page: its targets numbered, and its words as a page may have them.

use maud::{Markup, html};

use crate::assess::{Flag, Judged, Lamp, Status};
use crate::messages::{In, Say, ShortDay, StatusWord};
use crate::model::{Day, Language, guard};
use crate::render::page::Reader;
use crate::report::{Group, Report};

/// A report on its way to a page.
pub(super) struct Paper<'a> {
    pub(super) report: &'a Report<'a>,
    pub(super) reader: &'a Reader<'a>,
    pub(super) language: Language,
    pub(super) as_of: Day,
    /// The groups, and their targets with the number that each has on the page.
    pub(super) groups: Vec<(&'a Group<'a>, Vec<Numbered<'a>>)>,
}

/// A target, and its number on the page, from 1 on.
pub(super) type Numbered<'a> = (usize, &'a Judged<'a>);

impl<'a> Paper<'a> {
    pub(super) fn new(report: &'a Report<'a>, reader: &'a Reader<'a>) -> Paper<'a> {
        let mut numbers = 1..;
        let numbered = |group: &'a Group<'a>| {
            let targets = group.targets.iter().copied();
            let numbered = numbers.by_ref().zip(targets).collect();
            (group, numbered)
        };
        Paper {
            report,
            reader,
            language: reader.language,
            as_of: report.as_of,
            groups: report.groups.iter().map(numbered).collect(),
        }
    }

    /// The targets with their numbers, in order.
    pub(super) fn targets(&self) -> impl Iterator<Item = Numbered<'a>> + '_ {
        self.groups
            .iter()
            .flat_map(|(_, targets)| targets.iter().copied())
    }

    /// The verdicts on the page, worst first.
    pub(super) fn statuses(&self) -> Vec<Status> {
        let is_there = |status: &Status| {
            let mut targets = self.targets();
            targets.any(|(_, judged)| judged.verdict.status == *status)
        };
        Status::ALL.into_iter().filter(is_there).collect()
    }

    pub(super) fn language_tag(&self) -> &'static str {
        match self.language {
            Language::En => "en",
            Language::Zh => "zh-CN",
        }
    }

    /// Words, so that nothing in them acts: neither on the page nor in a spreadsheet that they are
    /// copied to.
    pub(super) fn worded(&self, message: &dyn Say) -> String {
        guard(&In(self.language, message).to_string())
    }

    /// As [`Paper::worded`], with days told as such and percents held together, so that no line breaks
    /// within one.
    pub(super) fn prose(&self, message: &dyn Say) -> Markup {
        let text = self.worded(message).replace(" %", "\u{a0}%");
        let is_of_day = |c: char| c.is_ascii_digit() || c == '-';
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(is_of_day) {
            let (before, from) = rest.split_at(at);
            let end = from.find(|c| !is_of_day(c)).unwrap_or(from.len());
            let (number, after) = from.split_at(end);
            parts.push((before, number));
            rest = after;
        }
        html! {
            @for (before, number) in parts {
                (before)
                @if is_day(number) { time { (number) } } @else { (number) }
            }
            (rest)
        }
    }

    pub(super) fn short(&self, day: Day) -> ShortDay {
        ShortDay {
            day,
            known: self.as_of,
        }
    }

    /// Mark and word of a verdict.
    pub(super) fn lamp(&self, judged: &Judged<'_>) -> Markup {
        let verdict = &judged.verdict;
        let word = self.worded(&StatusWord(verdict.status, verdict.reason));
        html! {
            mark { b { (mark(verdict.status)) } " " (word) @if verdict.has(Flag::Borderline) { " ~" } }
        }
    }

    /// The headings of a group with its sums.
    pub(super) fn group_name(&self, group: &Group<'_>) -> Option<String> {
        let line = group.line(self.reader.projects)?;
        Some(self.worded(&line))
    }
}

/// The place of a verdict among all, worst first: what rows are sorted and chosen by.
pub(super) fn severity(status: Status) -> usize {
    let mut all = Status::ALL.iter();
    all.position(|one| *one == status).unwrap_or_default()
}

/// What its lamp is called in the style sheet.
pub(super) fn class(judged: &Judged<'_>) -> &'static str {
    lamp_class(judged.verdict.status.lamp())
}

pub(super) fn lamp_class(lamp: Lamp) -> &'static str {
    lamp.id()
}

/// A mark as a plain sign, also where there is a coloured picture of it.
pub(super) fn mark(status: Status) -> String {
    match status.mark() {
        double @ "‼" => format!("{double}\u{fe0e}"),
        mark => mark.to_owned(),
    }
}

/// Whether a text is a day, with its year or without.
fn is_day(text: &str) -> bool {
    let form = text.bytes().map(|byte| byte == b'-');
    let hyphens: Vec<usize> = form
        .enumerate()
        .filter_map(|(at, is)| is.then_some(at))
        .collect();
    matches!((text.len(), &hyphens[..]), (10, [4, 7]) | (5, [2]))
}
