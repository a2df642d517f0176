use super::*;
use crate::assess::schedule::rounding;
use crate::assess::{
    Baseline, BaselineKind, Finish, Flag, Forecast, Lamp, Nudge, OtherFigure, Ratio, SmallestChange,
};
use crate::model::{
    DeclaredBaseline, Percent, Period, PlanPoint, Rule, SettingKey, TargetState, Terms,
};

mod borders;
mod flags;
mod golden;
mod laws;
mod schedule;
mod smallest_change;

/// One target with all it is judged by, put together in words.
#[derive(Clone, Debug)]
struct Given {
    kind: StageKind,
    terms: Terms,
    set_on: Day,
    figures: Vec<Figure>,
    rest: Option<Rest>,
    other: Option<OtherFigure>,
    settings: Settings,
}

/// `70 by 12-31 in 2021H2`; without `by` undated, without `in` of no period; `done` instead of a
/// percent is a milestone. Set on 2021-01-01, unless [`Given::set_on`] says otherwise.
fn target(words: &str) -> Given {
    let words: Vec<&str> = words.split(' ').collect();
    let (what, due, period) = match words[..] {
        [what, "by", due, "in", period] => (what, Some(day(due)), Some(period)),
        [what, "in", period] => (what, None, Some(period)),
        [what, "by", due] => (what, Some(day(due)), None),
        [what] => (what, None, None),
        _ => panic!("{words:?}"),
    };
    let (kind, percent) = match what {
        "done" => (StageKind::Milestone, Percent::FULL),
        figure => (StageKind::Measured, figure.parse().unwrap()),
    };
    Given {
        kind,
        terms: Terms {
            period: period.map(|period| period.parse().unwrap()),
            label: String::new(),
            carried_from: None,
            percent,
            due,
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        },
        set_on: day("01-01"),
        figures: Vec::new(),
        rest: None,
        other: None,
        settings: Settings::default(),
    }
}

impl Given {
    /// `--from`: `0`, `40@06-30`.
    fn declared(mut self, from: &str) -> Given {
        let (percent, on) = match from.split_once('@') {
            Some((percent, on)) => (percent, Some(day(on))),
            None => (from, None),
        };
        let percent = percent.parse().unwrap();
        self.terms.baseline = Some(DeclaredBaseline { percent, on });
        self
    }

    fn set_on(mut self, on: &str) -> Given {
        self.set_on = day(on);
        self
    }

    fn start(mut self, on: &str) -> Given {
        self.terms.start = Some(day(on));
        self
    }

    /// `--via`: `10@08-19 60@09-30`.
    fn via(mut self, points: &str) -> Given {
        self.terms.plan_points = dated(points)
            .map(|Figure { on, percent }| PlanPoint { on, percent })
            .collect();
        self
    }

    /// `9@07-31 18@08-31`, in order of day.
    fn readings(mut self, readings: &str) -> Given {
        self.figures = dated(readings).collect();
        assert!(self.figures.is_sorted_by(|a, b| a.on < b.on));
        self
    }

    fn suspended(mut self, since: &str) -> Given {
        self.rest = Some(Rest {
            is_cancelled: false,
            since: day(since),
        });
        self
    }

    fn cancelled(mut self, since: &str) -> Given {
        self.rest = Some(Rest {
            is_cancelled: true,
            since: day(since),
        });
        self
    }

    /// The latest figure of another stage.
    fn elsewhere(mut self, reading: &str) -> Given {
        self.other = dated(reading)
            .map(|figure| OtherFigure { stage: 7, figure })
            .last();
        self
    }

    fn set(mut self, key: SettingKey, value: &str) -> Given {
        self.settings.set(key, value).unwrap();
        self
    }

    fn by_gap(self) -> Given {
        self.set(SettingKey::Rule, "gap")
    }

    fn judge(&self, as_of: Day) -> Verdict {
        let case = Case {
            kind: self.kind,
            terms: &self.terms,
            set_on: self.set_on,
            figures: &self.figures,
            rest: self.rest,
            other: self.other,
            rolled_up: None,
        };
        judge(&case, as_of, &self.settings)
    }

    fn on(&self, as_of: &str) -> Verdict {
        self.judge(day(as_of))
    }

    /// Number, status, reason and flags: `13 behind [urgent borderline]`.
    fn says(&self, as_of: &str) -> String {
        says(&self.on(as_of))
    }

    /// The nearest figure with another lamp: `31.5 on-track`.
    fn change_on(&self, as_of: &str) -> String {
        let nearest = SmallestChange::of(&self.terms, &self.on(as_of), &self.settings);
        nearest.map_or_else(String::new, |SmallestChange { percent, status }| {
            format!("{} {}", percent.hundredths() as f64 / 100.0, status.id())
        })
    }

    /// Number and status without the flags.
    fn rule(&self, as_of: &str) -> String {
        let verdict = self.on(as_of);
        format!("{} {}", verdict.rule, verdict.status.id())
    }

    /// The quantities on a day.
    fn figures_on(&self, as_of: &str) -> String {
        figures_of(&self.on(as_of))
    }

    /// The rounded figure that would have had another lamp: `32.5 on-track`.
    fn nudge_on(&self, as_of: &str) -> String {
        nudge_of(&self.on(as_of))
    }
}

/// `07-31` is a day of 2021.
fn day(text: &str) -> Day {
    match text.len() {
        5 => format!("2021-{text}").parse().unwrap(),
        _ => text.parse().unwrap(),
    }
}

fn dated(text: &str) -> impl Iterator<Item = Figure> {
    text.split(' ').map(|figure| {
        let (percent, on) = figure.split_once('@').unwrap();
        Figure {
            on: day(on),
            percent: percent.parse().unwrap(),
        }
    })
}

fn says(verdict: &Verdict) -> String {
    let mut verdict_text = format!("{} {}", verdict.rule, verdict.status.id());
    if let Some(reason) = verdict.reason {
        verdict_text += &format!(" {}", reason.id());
    }
    if !verdict.flags.is_empty() {
        let flags: Vec<&str> = verdict.flags.iter().map(|flag| flag.id()).collect();
        verdict_text += &format!(" [{}]", flags.join(" "));
    }
    verdict_text
}

/// The quantities, then the forecast.
fn figures_of(verdict: &Verdict) -> String {
    let points = |thousandths: Ratio| decimals(thousandths * Ratio::new(1, 1000), 2);
    let quantities = verdict.progress.as_ref().map(|progress| {
        format!(
            "planned {}, variance {}, lag {}, k {}, need {}",
            points(progress.planned),
            points(progress.variance),
            decimals(progress.lag, 2),
            progress
                .pace
                .map_or("infinite".to_owned(), |pace| decimals(pace, 3)),
            decimals(progress.need * Ratio::new(1, 1000), 3),
        )
    });
    let shown = |finish: Finish| format!("{} ({}..{})", finish.on, finish.from, finish.to);
    let forecast = verdict.forecast.map(|forecast| match forecast {
        Forecast::Finish(finish) => format!("forecast {}", shown(finish)),
        Forecast::IfStartedNow(finish) => format!("if it starts now {}", shown(finish)),
        Forecast::Elapsed(on) => format!("would be done {on}"),
    });
    let parts: Vec<String> = [quantities, forecast].into_iter().flatten().collect();
    match parts.is_empty() {
        true => "none".to_owned(),
        false => parts.join(", "),
    }
}

fn nudge_of(verdict: &Verdict) -> String {
    match verdict
        .progress
        .as_ref()
        .and_then(|progress| progress.nudge)
    {
        None => String::new(),
        Some(Nudge { percent, status }) => {
            format!("{} {}", percent as f64 / 1000.0, status.id())
        }
    }
}

/// Rounded half away from zero.
fn decimals(ratio: Ratio, decimals_shown: u32) -> String {
    let scale = 10i64.pow(decimals_shown);
    let number = (ratio * Ratio::whole(scale)).round().unwrap();
    format!(
        "{:.*}",
        decimals_shown as usize,
        number as f64 / scale as f64
    )
}
