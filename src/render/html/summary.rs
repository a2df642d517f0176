//! What a page begins with: the answer, and how many targets have which verdict; and what it ends
//! with: what the marks mean.

use maud::{Markup, html};

use crate::assess::{Flag, Status};
use crate::messages::legend;
use crate::messages::page::{FilterWord, Part};
use crate::messages::{StatusWord, Targets};
use crate::report::Account;

use super::paper::{Paper, lamp_class, mark, severity};

/// Title, answer and sums.
pub(super) fn summary(paper: &Paper<'_>) -> Markup {
    let report = paper.report;
    let count = |status: Status| report.summary.of_status(status);
    let counted: Vec<Status> = Status::ALL
        .into_iter()
        .filter(|status| count(*status) > 0)
        .collect();
    let shown = paper.targets().count();
    html! {
        header {
            h1 { (paper.worded(&report.title())) }
            p.answer { (paper.prose(&report.answer())) }
            @if let Some(account) = report.account.as_ref().filter(|account| account.is_any()) {
                (endings(paper, account))
            } @else if !counted.is_empty() {
                (bar(paper, &counted))
                ul.chips aria-label=(paper.worded(&Part::Sums)) {
                    @for status in &counted {
                        li data-s=(severity(*status)) {
                            mark.(lamp_class(status.lamp())) {
                                b { (mark(*status)) } " " (paper.worded(&StatusWord(*status, None))) " "
                                i { (count(*status)) }
                            }
                        }
                    }
                }
            }
            ul.notes { @for line in report.closing(false) { li { (paper.worded(&line)) } } }
        }
        @if shown > 0 { (filter(paper, shown)) }
    }
}

/// How many targets of each unit ended in which way.
fn endings(paper: &Paper<'_>, account: &Account<'_>) -> Markup {
    let (heads, rows) = account.table(paper.language);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(paper.worded(&Part::Sums)) {
            table.account {
                thead {
                    tr {
                        @for (index, head) in heads.iter().enumerate() {
                            th scope="col" class=[(index > 0).then_some("num")] { (paper.worded(head)) }
                        }
                    }
                }
                tbody {
                    @for cells in &rows {
                        tr {
                            @for (index, cell) in cells.iter().enumerate() {
                                @if index == 0 {
                                    th scope="row" { (paper.worded(cell)) }
                                } @else {
                                    td.num { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What chooses among the targets, once the script can.
fn filter(paper: &Paper<'_>, shown: usize) -> Markup {
    html! {
        div.filter role="search" hidden {
            label { (paper.worded(&FilterWord::Find)) input type="search" autocomplete="off"; }
            output role="status" hidden {
                (paper.worded(&FilterWord::Shown)) b { (shown) }
                (paper.worded(&FilterWord::OfAll(Targets(shown))))
            }
            button type="button" hidden { (paper.worded(&FilterWord::All)) }
        }
    }
}

/// The share of each verdict, worst first; the numbers stand below.
fn bar(paper: &Paper<'_>, counted: &[Status]) -> Markup {
    let summary = &paper.report.summary;
    let total = summary.current.total.max(1);
    let mut before = 0;
    let parts = counted.iter().map(|status| {
        let count = summary.of_status(*status);
        let from = percent(before, total);
        before += count;
        (lamp_class(status.lamp()), from, percent(count, total))
    });
    let parts: Vec<(&str, String, String)> = parts.collect();
    html! {
        svg.bar aria-hidden="true" {
            @for (class, from, width) in &parts {
                rect class=(class) x=(from) width=(width) height="12" {}
            }
        }
    }
}

/// A share in hundredths of a percent, as a drawing takes it.
fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// What the marks on the page mean.
pub(super) fn marks(paper: &Paper<'_>) -> Markup {
    let is_borderline = paper
        .targets()
        .any(|(_, judged)| judged.verdict.has(Flag::Borderline));
    let lines = legend(&paper.statuses(), is_borderline);
    html! {
        @if !lines.is_empty() {
            section {
                h2 { (paper.worded(&Part::Marks)) }
                ul.marks { @for line in &lines { li { (paper.worded(line)) } } }
            }
        }
    }
}
