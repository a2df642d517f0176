//! What drawings are made of.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use crate::messages::page::{DayMark, MonthName};
use crate::render::wrap::columns;
use crate::report::{Point, Tick, TickLabel};

use super::paper::Paper;

/// A place on a line of a thousand parts, as a drawing without a size of its own takes it.
pub(super) fn share(thousandths: i64) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}

/// A line through points, each but the first as a step from the one before.
pub(super) fn line(points: &[Point]) -> String {
    let mut path = String::new();
    let mut last: Option<Point> = None;
    for (index, point) in points.iter().enumerate() {
        let (x, y) = match last {
            None => (point.x, point.y),
            Some(last) => (point.x - last.x, point.y - last.y),
        };
        let before = match index {
            0 => "M",
            1 => "l",
            _ if x < 0 => "",
            _ => " ",
        };
        let between = if y < 0 { "" } else { " " };
        // Into a text no writing fails.
        let _ = write!(path, "{before}{x}{between}{y}");
        last = Some(*point);
    }
    path
}

/// A path; it and what follows are written as short as can be, since a page has thousands of them.
pub(super) fn path(class: &str, way: &str) -> Markup {
    PreEscaped(format!("<path class=\"{class}\" d=\"{way}\"/>"))
}

/// A sign that is drawn once for all, at a point.
pub(super) fn sign(id: &str, Point { x, y }: Point) -> Markup {
    PreEscaped(match (x, y) {
        (0, 0) => format!("<use href=\"#{id}\"/>"),
        (0, y) => format!("<use href=\"#{id}\" y=\"{y}\"/>"),
        (x, 0) => format!("<use href=\"#{id}\" x=\"{x}\"/>"),
        (x, y) => format!("<use href=\"#{id}\" x=\"{x}\" y=\"{y}\"/>"),
    })
}

/// A sign at a place of a line, in thousandths.
pub(super) fn sign_at(id: &str, permille: i64) -> Markup {
    let x = share(permille);
    PreEscaped(format!("<use href=\"#{id}\" x=\"{x}\"/>"))
}

/// A line from a place to another, both in thousandths, at a height of 0.
pub(super) fn across(class: &str, from: i64, to: i64) -> Markup {
    let to = share(to);
    PreEscaped(match from {
        0 => format!("<line class=\"{class}\" x2=\"{to}\"/>"),
        from => {
            let from = share(from);
            format!("<line class=\"{class}\" x1=\"{from}\" x2=\"{to}\"/>")
        }
    })
}

/// What is written at a mark of a line of days.
pub(super) fn tick_label(paper: &Paper<'_>, tick: &Tick) -> String {
    let day = || DayMark::Day(paper.short(tick.on));
    let label = match tick.label {
        TickLabel::Year(year) => DayMark::Year(i64::from(year)),
        TickLabel::MonthOfYear(year, month) => match MonthName::of(month) {
            Some(month) => DayMark::MonthOfYear(month, i64::from(year)),
            None => day(),
        },
        TickLabel::Month(month) => MonthName::of(month).map_or_else(day, DayMark::Month),
        TickLabel::Day(_) => day(),
    };
    paper.worded(&label)
}

/// How wide a text is at most, and a space behind it.
pub(super) fn width(text: &str) -> i64 {
    7 * i64::try_from(columns(text) + 1).unwrap_or_default()
}

/// To which side a text at that place of a line of so many parts is written, so that it stays on it:
/// a class of the style sheet; `None`: to the right.
pub(super) fn anchor(at: i64, length: i64) -> Option<&'static str> {
    match at * 100 / length.max(1) {
        ..8 => None,
        93.. => Some("end"),
        _ => Some("mid"),
    }
}

/// What a drawing's key says: a sample and its meaning.
pub(super) fn key(entries: &[(Markup, String)]) -> Markup {
    html! {
        ul.key {
            @for (sample, text) in entries {
                li { svg width="34" height="14" aria-hidden="true" { (sample) } (text) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_in_steps() {
        let points = [(0, 100), (32, 91), (64, 82), (95, 90), (95, 90), (90, 80)];
        let points = points.map(|(x, y)| Point { x, y });
        assert_eq!(line(&points), "M0 100l32-9 32-9 31 8 0 0-5-10");
        assert_eq!(line(&[]), "");
    }

    #[test]
    fn places_are_shares_and_texts_stay_inside() {
        assert_eq!([0, 425, 1_000].map(share), ["0%", "42.5%", "100%"]);
        let anchors = [0, 500, 990].map(|at| anchor(at, 1_000));
        assert_eq!(anchors, [None, Some("mid"), Some("end")]);
    }
}
