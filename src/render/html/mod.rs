//! The report as a web page of one file, which asks nothing of any other: the answer, a timeline, a
//! curve a target, the table, and what each project says of its problems. All of it is there without
//! its script, which only sorts and filters.

mod curves;
mod drawing;
mod frame;
mod problems;
mod summary;
mod table;
mod timeline;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::assess::{Flag, Judged, Lamp, Status};
use crate::messages::page::Part;
use crate::messages::{In, Say, ShortDay, StatusWord};
use crate::model::{Day, Language, guard};
use crate::report::{Group, Report};

use super::page::Reader;

/// Writes a report.
///
/// # Errors
/// Those of the writer.
pub(super) fn html(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paper = Paper::new(report, reader);
    let page = html! {
        (DOCTYPE)
        html lang=(paper.language_tag()) {
            (frame::head(&paper))
            body {
                a.skip href="#table" { (paper.said(&Part::ToTable)) }
                (summary::summary(&paper))
                main {
                    (timeline::timeline(&paper))
                    (curves::curves(&paper))
                    (table::table(&paper))
                    (problems::problems(&paper))
                    (summary::marks(&paper))
                }
                (frame::foot(&paper))
                script { (PreEscaped(frame::SCRIPT)) }
            }
        }
    };
    writeln!(out, "{}", page.0)
}

/// A report on its way to a page.
struct Paper<'a> {
    report: &'a Report<'a>,
    reader: &'a Reader<'a>,
    language: Language,
    as_of: Day,
    /// The groups, and their targets with the number that each has on the page.
    groups: Vec<(&'a Group<'a>, Vec<Numbered<'a>>)>,
}

/// A target, and its number on the page, from 1 on.
type Numbered<'a> = (usize, &'a Judged<'a>);

impl<'a> Paper<'a> {
    fn new(report: &'a Report<'a>, reader: &'a Reader<'a>) -> Paper<'a> {
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
    fn targets(&self) -> impl Iterator<Item = Numbered<'a>> + '_ {
        self.groups
            .iter()
            .flat_map(|(_, targets)| targets.iter().copied())
    }

    /// The verdicts on the page, worst first.
    fn statuses(&self) -> Vec<Status> {
        let is_there = |status: &Status| {
            let mut targets = self.targets();
            targets.any(|(_, judged)| judged.verdict.status == *status)
        };
        Status::ALL.into_iter().filter(is_there).collect()
    }

    fn language_tag(&self) -> &'static str {
        match self.language {
            Language::En => "en",
            Language::Zh => "zh-CN",
        }
    }

    /// Words, so that nothing in them acts: neither on the page nor in a spreadsheet that they are
    /// copied to.
    fn said(&self, message: &dyn Say) -> String {
        guard(&In(self.language, message).to_string())
    }

    /// As [`Paper::said`], with days told as such and percents held together, so that no line breaks
    /// within one.
    fn prose(&self, message: &dyn Say) -> Markup {
        let text = self.said(message).replace(" %", "\u{a0}%");
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

    fn short(&self, day: Day) -> ShortDay {
        ShortDay {
            day,
            known: self.as_of,
        }
    }

    /// Mark and word of a verdict.
    fn lamp(&self, judged: &Judged<'_>) -> Markup {
        let verdict = &judged.verdict;
        let word = self.said(&StatusWord(verdict.status, verdict.reason));
        html! {
            mark { b { (mark(verdict.status)) } (word) @if verdict.has(Flag::Borderline) { " ~" } }
        }
    }

    /// The headings of a group with its sums.
    fn group_name(&self, group: &Group<'_>) -> Option<String> {
        let line = group.line(self.reader.projects)?;
        Some(self.said(&line))
    }
}

/// The place of a verdict among all, worst first: what rows are sorted and chosen by.
fn place(status: Status) -> usize {
    let mut all = Status::ALL.iter();
    all.position(|one| *one == status).unwrap_or_default()
}

/// What its lamp is called in the style sheet.
fn class(judged: &Judged<'_>) -> &'static str {
    lamp_class(judged.verdict.status.lamp())
}

fn lamp_class(lamp: Lamp) -> &'static str {
    lamp.id()
}

/// A mark as a plain sign, also where there is a coloured picture of it.
fn mark(status: Status) -> String {
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
