//! A small drawing a target: its plan, its readings, and when it would be reached.

use maud::{Markup, html};

use crate::assess::Judged;
use crate::messages::Targets;
use crate::messages::page::{CurveKey, NoCurve, NoCurveOf, Part};
use crate::model::Reading;
use crate::report::{Column, Curve, Point, Span, opening};

use super::drawing::{anchor, key, line, path, sign, width};
use super::paper::{Numbered, Paper, class};

/// Around what is drawn, in its units: room for a lamp at the edge, for a figure above, for days below.
const VIEW: &str = "-6 -14 314 132";
/// Where the days are written.
const DAYS: i64 = Curve::HEIGHT + 15;

type Drawn<'p, 'a> = (&'p Numbered<'a>, Curve);

pub(super) fn curves(paper: &Paper<'_>) -> Markup {
    let groups = paper.groups.iter().map(|(group, targets)| {
        let drawn = targets.iter().filter_map(|target| {
            let curve = Curve::of(target.1, readings(paper, target.1), paper.as_of)?;
            Some((target, curve))
        });
        let drawn: Vec<Drawn<'_, '_>> = drawn.collect();
        (paper.group_name(group), drawn)
    });
    let groups: Vec<_> = groups.filter(|(_, drawn)| !drawn.is_empty()).collect();
    let all: Vec<&Curve> = (groups.iter())
        .flat_map(|(_, drawn)| drawn.iter().map(|(_, curve)| curve))
        .collect();
    if all.is_empty() {
        return html! {};
    }
    html! {
        section {
            svg.away aria-hidden="true" {
                defs {
                    path #base .base d="M0 100h300" {}
                    g #full { path.base d="M0 100h300" {} path.goal d="M0 0h300" {} }
                    path #due .base d="M0 100v4" {}
                    path #today .today d="M0 0v100" {}
                    path #fore .fore d="M0 -7v14" {}
                    circle #start .start r="3.5" {}
                    circle #tip .tip r="5" {}
                    marker #dot markerWidth="6" markerHeight="6" refX="3" refY="3" markerUnits="userSpaceOnUse" {
                        circle.dot cx="3" cy="3" r="2.5" {}
                    }
                }
            }
            h2 { (paper.worded(&Part::Curves)) }
            (explained(paper, &all))
            @for (name, drawn) in &groups {
                div {
                    @if let Some(name) = name { h3 { (name) } }
                    div.curves { @for drawn in drawn { (figure(paper, drawn)) } }
                }
            }
            @if let Some(note) = without(paper, all.len()) { p.notes.whole { (note) } }
        }
    }
}

fn readings<'p>(paper: &'p Paper<'_>, judged: &Judged<'_>) -> &'p [Reading] {
    let history = paper.report.histories.get(&judged.stage.id);
    history.map_or(&[], Vec::as_slice)
}

/// How many targets have no curve, and why.
fn without(paper: &Paper<'_>, drawn: usize) -> Option<String> {
    let is_milestone = |judged: &Judged<'_>| judged.stage.is_milestone();
    let all = paper.targets().count();
    let milestones = paper.targets().filter(|(_, judged)| is_milestone(judged));
    let milestones = milestones.count();
    let others = all - drawn - milestones;
    let milestones = (milestones > 0).then_some(NoCurveOf::Milestones(milestones));
    let others = (others > 0).then_some(NoCurveOf::NoFigures(Targets(others)));
    let kinds: Vec<NoCurveOf> = milestones.into_iter().chain(others).collect();
    (!kinds.is_empty()).then(|| paper.worded(&NoCurve::Of(kinds)))
}

/// What the signs of the curves mean, as far as they occur.
fn explained(paper: &Paper<'_>, curves: &[&Curve]) -> Markup {
    let has = |is: fn(&Curve) -> bool| curves.iter().any(|curve| is(curve));
    let mut entries = Vec::new();
    let mut add = |is_there: bool, sample: Markup, word: CurveKey| {
        if is_there {
            entries.push((sample, paper.worded(&word)));
        }
    };
    add(
        has(|curve| !curve.readings.is_empty()),
        html! {
            path.read d="M2 12L17 8L32 2" {} circle.tip cx="32" cy="2" r="4.5" {}
        },
        CurveKey::Readings,
    );
    add(
        has(|curve| !curve.plan.is_empty()),
        html! { path.plan d="M0 13L17 8L34 1" {} path.point d="M15 8h5" {} },
        CurveKey::Plan,
    );
    add(
        has(|curve| curve.baseline.is_some()),
        html! { circle.start cx="17" cy="7" r="3.5" {} },
        CurveKey::Baseline,
    );
    add(
        true,
        html! { line.goal x1="0" x2="34" y1="7" y2="7" {} },
        CurveKey::Goal,
    );
    add(
        true,
        html! { line.today x1="17" x2="17" y1="0" y2="14" {} },
        CurveKey::AsOf,
    );
    add(
        has(|curve| curve.forecast.is_some()),
        html! {
            line.band x1="8" x2="34" y1="7" y2="7" {} line.fore x1="20" x2="20" y1="0" y2="14" {}
        },
        CurveKey::Forecast,
    );
    add(
        has(|curve| curve.between.is_some()),
        html! { line.whisker x1="17" x2="17" y1="0" y2="14" {} },
        CurveKey::Stages,
    );
    html! {
        (key(&entries))
        @if has(|curve| !curve.has_each) { p.key { (paper.worded(&CurveKey::Smoothed)) } }
    }
}

fn figure(paper: &Paper<'_>, ((number, judged), curve): &Drawn<'_, '_>) -> Markup {
    let text = |column: Column| column.text(paper.language, judged, paper.as_of);
    // What the drawing shows is said above it.
    html! {
        figure class=(class(judged)) {
            figcaption {
                (paper.lamp(judged))
                a href={ "#t" (number) } { (paper.worded(&text(Column::Project))) }
                " " (paper.prose(&text(Column::Target)))
                p { (paper.prose(&opening(judged, paper.as_of))) }
            }
            svg viewBox=(VIEW) aria-hidden="true" { (drawing(paper, judged, curve)) }
        }
    }
}

fn drawing(paper: &Paper<'_>, judged: &Judged<'_>, curve: &Curve) -> Markup {
    let goal = curve.goal;
    let origin = Point { x: 0, y: 0 };
    let inner = curve.plan.iter().skip(1);
    let corners = inner.take(curve.plan.len().saturating_sub(2));
    let latest = curve.latest.map(|(_, at)| at);
    let read = if curve.has_each { "read" } else { "smooth" };
    html! {
        @if goal == 0 { (sign("full", origin)) } @else {
            (sign("base", origin))
            (path("goal", &format!("M0 {goal}H300")))
        }
        @if let Some(x) = curve.today { (sign("today", Point { x, y: 0 })) }
        @if let Some(Span { from, to, .. }) = curve.forecast {
            (path("band", &format!("M{from} {goal}H{}", to.max(from + 1))))
        }
        @if !curve.plan.is_empty() { (path("plan", &line(&curve.plan))) }
        @for Point { x, y } in corners { (path("point", &format!("M{} {y}h5", x - 2))) }
        @if let Some((Point { x, y }, Span { on, .. })) = latest.zip(curve.forecast) {
            (path("to", &format!("M{x} {y}L{on} {goal}")))
            (sign("fore", Point { x: on, y: goal }))
        }
        @if let Some((Point { x, y }, most)) = curve.between {
            (path("whisker", &format!("M{x} {y}V{}", most.y)))
        }
        @if curve.readings.len() > 1 { (path(read, &line(&curve.readings))) }
        @if let Some(at) = curve.baseline { (sign("start", at)) }
        @if let Some(at) = latest { (sign("tip", at)) }
        text y=(goal - 5) { (paper.worded(&judged.revision.terms.percent)) }
        @if let Some((figure, at)) = curve.latest { (value(&paper.worded(&figure.percent), at)) }
        (days(paper, judged, curve))
    }
}

/// The latest figure, above its point or, at the upper edge, below it.
fn value(figure: &str, Point { x, y }: Point) -> Markup {
    let y = if y < 12 { y + 19 } else { y - 9 };
    let class = match anchor(x, Curve::WIDTH) {
        Some("mid") => "value",
        Some(_) => "value end",
        None => "value begin",
    };
    html! { text class=(class) x=(x) y=(y) { (figure) } }
}

/// The first day, where there is room for it beside the due day, and that.
fn days(paper: &Paper<'_>, judged: &Judged<'_>, curve: &Curve) -> Markup {
    let first = paper.worded(&paper.short(curve.from));
    let due = judged.revision.terms.due.zip(curve.due);
    let due = due.map(|(due, at)| (paper.worded(&paper.short(due)), at));
    let has_room = due.as_ref().is_none_or(|(text, at)| {
        let left = match anchor(*at, Curve::WIDTH) {
            None => 0,
            Some("mid") => width(text) / 2,
            Some(_) => width(text),
        };
        width(&first) + left <= *at
    });
    html! {
        @if has_room { text y=(DAYS) { (first) } }
        @if let Some((text, at)) = due {
            (sign("due", Point { x: at, y: 0 }))
            text class=[anchor(at, Curve::WIDTH)] x=(at) y=(DAYS) { (text) }
        }
    }
}
