//! The timeline: from when to when each target runs, where it was moved from, where it stands to
//! today, and when it would be reached.

use maud::{Markup, html};

use crate::assess::{Flag, Judged};
use crate::messages::Targets;
use crate::messages::page::{LineKey, LineText, NotOnTimeline, Part};
use crate::messages::report::Head;
use crate::report::{Bar, Column, Point, Span, Tick, Timeline, finish};

use super::drawing::{across, anchor, key, path, share, sign, sign_at, tick_label, width};
use super::paper::{Numbered, Paper, class, lamp_class, mark, severity};

/// How long its line is.
const LENGTH: i64 = 1_000;
/// How many marks a phone has room for.
const FEW: usize = 6;
/// How many a wide page has.
const MANY: usize = 10;
/// How long the line is at least on a phone, and how long it usually is on a wide page, in pixels.
const PIXELS: [i64; 2] = [300, 400];

pub(super) fn timeline(paper: &Paper<'_>) -> Markup {
    let is_placed = |(_, judged): &&Numbered<'_>| has_day(judged);
    let placed = paper.groups.iter().map(|(group, targets)| {
        let placed: Vec<&Numbered<'_>> = targets.iter().filter(is_placed).collect();
        (paper.group_name(group), placed)
    });
    let placed: Vec<_> = placed.filter(|(_, targets)| !targets.is_empty()).collect();
    let all = placed.iter().flat_map(|(_, targets)| targets.iter());
    let all: Vec<&Judged<'_>> = all.map(|(_, judged)| *judged).collect();
    if all.is_empty() {
        return html! {};
    }
    let line = Timeline::of(all.iter().copied(), paper.as_of);
    let bars: Vec<Bar> = all.iter().map(|judged| line.bar(judged)).collect();
    let ticks = marks(&line);
    let undated = paper.targets().count() - all.len();
    html! {
        section {
            (grid(paper, &line, &ticks))
            h2 #timeline { (paper.worded(&Part::Timeline)) }
            (explained(paper, &bars))
            table.lines aria-labelledby="timeline" {
                thead {
                    tr {
                        th scope="col" { (paper.worded(&Head::Target)) }
                        th scope="col" { (paper.worded(&Head::Status)) }
                        th scope="col" { (paper.worded(&Head::Days)) }
                        th scope="col" { (scale(paper, &line, &ticks)) }
                    }
                }
                @for (name, targets) in &placed {
                    tbody {
                        @if let Some(name) = name {
                            tr.group { th colspan="4" scope="rowgroup" { (name) } }
                        }
                        @for target in targets { (row(paper, target, &line.bar(target.1))) }
                    }
                }
            }
            @if undated > 0 {
                p.notes.whole { (paper.worded(&NotOnTimeline::Undated(Targets(undated)))) }
            }
        }
    }
}

/// Whether a target has a day to stand at, or had one.
fn has_day(judged: &Judged<'_>) -> bool {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    terms.due.is_some() || verdict.met_on.is_some() || verdict.has(Flag::Slipped)
}

/// What the signs of the timeline mean, as far as they occur.
fn explained(paper: &Paper<'_>, bars: &[Bar]) -> Markup {
    let mut entries = vec![
        (
            html! { line.today x1="17" x2="17" y1="0" y2="14" {} },
            paper.worded(&LineKey::AsOf(paper.as_of)),
        ),
        (
            html! { line.plan x1="0" x2="34" y1="7" y2="7" {} },
            paper.worded(&LineKey::Plan),
        ),
    ];
    let has = |is: fn(&Bar) -> bool| bars.iter().any(is);
    if has(|bar| bar.moved_from.is_some()) {
        entries.push((
            html! {
                line.move x1="4" x2="32" y1="7" y2="7" {} circle.first cx="4" cy="7" r="3" {}
                path.head d="M26 3L34 7L26 11z" {}
            },
            paper.worded(&LineKey::Moved),
        ));
    }
    if has(|bar| bar.late.is_some()) {
        entries.push((
            html! { line.late x1="0" x2="34" y1="7" y2="7" {} },
            paper.worded(&LineKey::Late),
        ));
    }
    if has(|bar| bar.forecast.is_some()) {
        entries.push((
            html! {
                line.band x2="34" y1="7" y2="7" {} line.fore x1="12" x2="12" y1="1" y2="13" {}
            },
            paper.worded(&LineKey::Forecast),
        ));
    }
    if has(|bar| bar.is_cut) {
        entries.push((
            html! { path.move d="M14 2L20 7L14 12" {} },
            paper.worded(&LineKey::Beyond),
        ));
    }
    key(&entries)
}

/// A mark of the line of days, and whether only a wide page has room for it.
type Mark = (bool, Tick);

fn marks(line: &Timeline) -> Vec<Mark> {
    let few = line.ticks(FEW);
    let on = |day| few.iter().find(|tick| tick.on == day).copied();
    let many = line.ticks(MANY).into_iter();
    many.map(|tick| match on(tick.on) {
        Some(tick) => (false, tick),
        // Between years there is no room for theirs.
        None => (true, tick.without_year()),
    })
    .collect()
}

/// What each row draws again: the lines of months and of the day of the question, and a lamp for
/// each verdict.
fn grid(paper: &Paper<'_>, line: &Timeline, ticks: &[Mark]) -> Markup {
    let today = share(line.today());
    html! {
        svg.away aria-hidden="true" {
            defs {
                g #days {
                    @for (is_fine, tick) in ticks {
                        @let at = share(tick.at);
                        line.day.fine[*is_fine] x1=(at) x2=(at) y1="0" y2="100%" {}
                    }
                    line.today x1=(today) x2=(today) y1="0" y2="100%" {}
                }
                path #when .fore d="M0 -7v14" {}
                circle #from .first r="3" {}
                @for status in paper.statuses() {
                    @let two = (status.mark().chars().count() > 1).then_some("two");
                    g.sign.(lamp_class(status.lamp())) id={ "s" (severity(status)) } {
                        circle r="8" {}
                        text class=[two] y="4" { (mark(status)) }
                    }
                }
            }
        }
    }
}

/// The head of the lines: months, and the day of the question.
fn scale(paper: &Paper<'_>, line: &Timeline, ticks: &[Mark]) -> Markup {
    let (today, as_of) = (line.today(), paper.worded(&paper.short(paper.as_of)));
    let labels: Vec<Label> = (ticks.iter())
        .map(|(is_fine, tick)| Label {
            is_fine: *is_fine,
            at: tick.at,
            text: tick_label(paper, tick),
        })
        .collect();
    html! {
        span.away { (paper.worded(&Part::Timeline)) }
        svg aria-hidden="true" {
            @for Label { is_fine, at, text } in apart(labels) {
                text.label.fine[is_fine].(anchor(at, LENGTH).unwrap_or("")) x=(share(at)) y="14" {
                    (text)
                }
            }
            text.today.(anchor(today, LENGTH).unwrap_or("")) x=(share(today)) y="32" { (as_of) }
        }
    }
}

/// What is written at a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Label {
    /// Only a wide page has room for it.
    is_fine: bool,
    at: i64,
    text: String,
}

impl Label {
    /// From where to where it reaches on a line of so many pixels.
    fn reach(&self, pixels: i64) -> (i64, i64) {
        let (at, width) = (self.at * pixels / LENGTH, width(&self.text));
        match anchor(self.at, LENGTH) {
            None => (at, at + width),
            Some("mid") => (at - width / 2, at + width / 2),
            Some(_) => (at - width, at),
        }
    }
}

/// The labels that touch none before them: on a phone the first ones of its own; on a wide page the
/// others too, where there is room between those.
fn apart(labels: Vec<Label>) -> Vec<Label> {
    let [phone, wide] = PIXELS;
    let is_clear = |label: &Label, kept: &[Label], pixels| {
        let (left, right) = label.reach(pixels);
        kept.iter().all(|other| {
            let (from, to) = other.reach(pixels);
            right <= from || to <= left
        })
    };
    let mut kept: Vec<Label> = Vec::new();
    for label in labels.iter().filter(|label| !label.is_fine) {
        if is_clear(label, &kept, phone) {
            kept.push(label.clone());
        }
    }
    for label in labels {
        if is_clear(&label, &kept, wide) {
            kept.push(Label {
                is_fine: true,
                ..label
            });
        }
    }
    kept.sort_by_key(|label| label.at);
    kept
}

fn row(paper: &Paper<'_>, (number, judged): &Numbered<'_>, bar: &Bar) -> Markup {
    let text = |column: Column| column.text(paper.language, judged, paper.as_of);
    html! {
        tr class=(class(judged)) {
            th scope="row" {
                a href={ "#t" (number) } { (paper.worded(&text(Column::Project))) }
                " " (paper.prose(&text(Column::Target)))
            }
            td { (paper.lamp(judged)) }
            td { (text(Column::Days)) }
            td { (strip(paper, judged, bar)) }
        }
    }
}

fn strip(paper: &Paper<'_>, judged: &Judged<'_>, bar: &Bar) -> Markup {
    let (from, due) = bar.plan;
    let plan = if bar.is_dated { "plan" } else { "plan dash" };
    let words = in_words(paper, judged);
    // Where it shows no more than its row says.
    let is_said = words.is_none().then_some("true");
    let role = words.is_some().then_some("img");
    html! {
        svg role=[role] aria-label=[words] aria-hidden=[is_said] {
            (sign("days", Point { x: 0, y: 0 }))
            svg y="50%" {
                (across(plan, from, due))
                @if let Some(Span { from, on, to }) = bar.forecast {
                    (across("band", from, to.max(from + 4)))
                    (sign_at("when", on))
                }
                @if let Some((from, to)) = bar.late { (across("late", from, to)) }
                @if let Some(first) = bar.moved_from { (moved(bar, first)) }
                (sign_at(&format!("s{}", severity(judged.verdict.status)), bar.lamp))
                @if bar.is_cut {
                    svg x=(share(bar.lamp)) { (path("move", beyond(bar))) }
                }
            }
        }
    }
}

/// An arrow from the first due day to the current one.
fn moved(bar: &Bar, first: i64) -> Markup {
    let due = bar.plan.1;
    // Up to the edge of the lamp, where that stands there.
    let gap = if bar.lamp == due { 9 } else { 1 };
    let (tip, tail) = if first < due {
        (-gap, -gap - 8)
    } else {
        (gap, gap + 8)
    };
    html! {
        (across("move", first, due))
        (sign_at("from", first))
        svg x=(share(due)) { (path("head", &format!("M{tail}-4L{tip} 0L{tail} 4z"))) }
    }
}

fn beyond(bar: &Bar) -> &'static str {
    match bar.lamp {
        0 => "M-11-4L-15 0L-11 4",
        _ => "M11-4L15 0L11 4",
    }
}

/// What the drawing shows beyond what its row says.
fn in_words(paper: &Paper<'_>, judged: &Judged<'_>) -> Option<String> {
    let short = |day| paper.short(day);
    let met = judged.verdict.met_on.map(short).map(LineText::Met);
    let forecast = finish(judged).map(|finish| LineText::Forecast {
        on: short(finish.on),
        from: short(finish.from),
        to: short(finish.to),
    });
    met.or(forecast).map(|text| paper.worded(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels that stand on a phone, and all of a wide page.
    fn kept(labels: &[(bool, i64, &str)]) -> [Vec<String>; 2] {
        let labels = labels.iter().map(|(is_fine, at, text)| Label {
            is_fine: *is_fine,
            at: *at,
            text: (*text).to_owned(),
        });
        let kept = apart(labels.collect());
        let texts = |all: bool| {
            let shown = kept.iter().filter(|label| all || !label.is_fine);
            shown.map(|label| label.text.clone()).collect()
        };
        [texts(false), texts(true)]
    }

    // Widths: 2021年7月 is 9 columns, so 70 pixels with its space; 9月 is 3, so 28.
    #[test]
    fn a_label_that_would_touch_the_one_before_is_left_out() {
        let [phone, wide] = kept(&[
            (false, 0, "2021年7月"),
            (true, 80, "8月"),
            (false, 160, "9月"),
            (true, 240, "10月"),
            (false, 330, "11月"),
            (false, 520, "2022年1月"),
            (false, 960, "7月"),
        ]);
        // On 300 pixels 9月 would stand from 34 on, in the middle of the first.
        assert_eq!(phone, ["2021年7月", "11月", "2022年1月", "7月"]);
        // On 400 pixels from 50 on; 10月 from 79 to 113, before 11月 at 115.
        assert_eq!(wide, ["2021年7月", "10月", "11月", "2022年1月", "7月"]);
    }

    #[test]
    fn labels_with_room_all_stand() {
        let [phone, wide] = kept(&[
            (false, 0, "2021年7月"),
            (false, 330, "9月"),
            (true, 500, "10月"),
            (false, 660, "11月"),
        ]);
        assert_eq!(phone, ["2021年7月", "9月", "11月"]);
        assert_eq!(wide, ["2021年7月", "9月", "10月", "11月"]);
    }
}
