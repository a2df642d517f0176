use std::fmt;

use serde::{Serialize, Serializer};

use crate::assess::{Finish, Forecast, Judged, Progress, Ratio};
use crate::model::{Day, KeptText, Language, Percent, Period, Stage};

use super::columns::remark;
use super::names::recorded_stage_name;
use super::rounding::{outward, planned_in};

/// A figure to two decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Number(pub i64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            // Hundredths below 2^53 print exactly.
            serializer.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / 100, self.0.abs() % 100);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            rest if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            rest => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// The judged quantities of rules 12 to 15, rounded for display: to two decimals, and a planned
/// percent never up to the target it stays under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// Planned percent at the reading's date.
    pub planned: Option<Number>,
    /// Reading minus planned, in points.
    pub variance: Option<Number>,
    /// Speed needed over planned speed; `None`: infinite.
    pub pace: Option<Number>,
    /// Days behind.
    pub lag_days: Option<Number>,
    /// Points a day needed from the day of the question on.
    pub need_per_day: Option<Number>,
    /// Points a day made since the baseline.
    pub made_per_day: Option<Number>,
}

impl Figures {
    /// Rounds.
    pub fn of(progress: &Progress, target: Percent) -> Figures {
        // Thousandths of a percent to hundredths.
        let percent = |value: Ratio| (value * Ratio::new(1, 10)).round();
        let hundredths = |value: Ratio| (value * Ratio::whole(100)).round().map(Number);
        Figures {
            planned: planned_in(progress.planned, target, 1).map(Number),
            variance: percent(progress.variance).map(Number),
            pace: progress.pace.and_then(hundredths),
            lag_days: hundredths(progress.lag),
            need_per_day: percent(progress.need).map(Number),
            made_per_day: percent(progress.made).map(Number),
        }
    }
}

/// The texts that are kept of a project, by their names.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a>(pub &'a [KeptText]);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|text| (&text.name, &text.value)))
    }
}

/// A target as JSON and CSV show it. Keys are only ever added.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'a> {
    /// The project's code.
    pub project: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The stage's code.
    pub stage: &'a str,
    /// Its name; a word of ours in the reader's language.
    pub stage_name: &'a str,
    /// The period, where it belongs to one.
    pub period: Option<Period>,
    /// The label, mostly empty.
    pub label: &'a str,
    /// `measured` or `milestone`.
    pub kind: &'static str,
    /// To be reached.
    pub target: Percent,
    /// By when.
    pub due: Option<Day>,
    /// The deadline's words.
    pub due_words: Option<&'a str>,
    /// The due day is only the period's end.
    pub due_implied: bool,
    /// How firmly.
    pub commitment: Option<&'static str>,
    /// The verdict.
    pub status: &'static str,
    /// Why it is unknown.
    pub reason: Option<&'static str>,
    /// The number of the rule that decided.
    pub rule: u8,
    /// The colour.
    pub lamp: &'static str,
    /// What stands beside it.
    pub flags: Vec<&'static str>,
    /// The latest comparable reading.
    pub reading: Option<ReadingCell<'a>>,
    /// Where the plan starts.
    pub baseline: Option<BaselineCell>,
    /// The plan at the reading's date.
    pub planned: Option<Number>,
    /// Reading minus planned.
    pub variance: Option<Number>,
    /// Speed needed over planned speed.
    pub pace: Option<Number>,
    /// Whether that is infinite.
    pub pace_infinite: bool,
    /// Days behind.
    pub lag_days: Option<Number>,
    /// Points a day needed from the day of the question on.
    pub need_per_day: Option<Number>,
    /// Points a day made since the baseline.
    pub made_per_day: Option<Number>,
    /// When it would be reached.
    pub forecast: Option<ForecastCell>,
    /// Past due: when it would have been reached, a day gone by.
    pub would_have_finished: Option<Day>,
    /// Days to the due day; negative after it.
    pub days_left: Option<i64>,
    /// When it was reached.
    pub met_on: Option<Day>,
    /// How it moved.
    pub slip: Option<SlipCell>,
    /// The period of the target it carries on.
    pub carried_from: Option<Period>,
    /// The project's English name.
    pub name_en: Option<&'a str>,
    /// The stage's English name.
    pub stage_name_en: Option<&'a str>,
    /// What the stages say, where the whole works have no figure.
    pub derived: Option<DerivedCell>,
    /// The first day of its plan, where it has one of its own.
    pub start: Option<Day>,
    /// The target's number within its stage.
    pub number: i64,
    /// The project's category.
    pub category: Option<&'a str>,
    /// The unit responsible.
    pub unit: Option<&'a str>,
    /// The person in the lead.
    pub lead: Option<&'a str>,
    /// What stands in the way, as said with the stage's latest reading.
    pub problem: Option<&'a str>,
    /// The next step, likewise.
    pub next_step: Option<&'a str>,
    /// The worst lamp among the project's counted targets; `None` where it has none.
    pub project_lamp: Option<&'static str>,
    /// The texts that are kept of the project.
    pub texts: Texts<'a>,
    /// By how many days the forecast, or the day gone by, is later than the due day; negative:
    /// earlier.
    pub forecast_days_late: Option<i64>,
    /// The same, against the first due day.
    pub forecast_days_late_by_first: Option<i64>,
    /// How it ended, in the account of a period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<&'static str>,
    /// What changed since an earlier report, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<ChangeRow<'a>>,
}

/// How a target stood then, and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow<'a> {
    /// What became of it.
    pub change: &'static str,
    /// The verdict of then.
    pub status: Option<&'static str>,
    /// Why it was unknown then.
    pub reason: Option<&'static str>,
    /// The colour of then.
    pub lamp: Option<&'static str>,
    /// What was to be reached then.
    pub target: Option<Percent>,
    /// By when then.
    pub due: Option<Day>,
    /// The latest reading of then.
    pub reading: Option<ReadingCell<'a>>,
    /// How its terms moved.
    pub moved: Option<MovedRow<'a>>,
    /// Its stage was reported since.
    pub newly_reported: bool,
    /// It was not reported then, and is not now.
    pub still_silent: bool,
}

/// How terms moved, by whom and why.
#[derive(Clone, Debug, Serialize)]
pub struct MovedRow<'a> {
    /// Due day of now minus that of then.
    pub days: Option<i64>,
    /// The entry that recorded the last decision.
    pub entry: Option<i64>,
    /// The day of that decision.
    pub decided_on: Option<Day>,
    /// Who recorded it.
    pub who: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// A reading in a row.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingCell<'a> {
    /// The figure.
    pub percent: Option<Percent>,
    /// Its day.
    pub as_of: Day,
    /// What was said with it.
    pub note: Option<&'a str>,
}

impl<'a> ReadingCell<'a> {
    /// The latest reading of a stage, with or without a figure.
    pub fn latest(stage: &'a Stage) -> Option<ReadingCell<'a>> {
        let reading = stage.under_way.as_deref().or(stage.reading.as_ref())?;
        Some(ReadingCell {
            percent: reading.percent,
            as_of: reading.as_of,
            note: reading.remark.note.as_deref(),
        })
    }
}

/// A baseline in a row.
#[derive(Clone, Debug, Serialize)]
pub struct BaselineCell {
    /// The percent.
    pub percent: Percent,
    /// The plan's day 0.
    pub on: Day,
}

/// A forecast in a row.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastCell {
    /// The day.
    pub finish: Day,
    /// The range's first day.
    pub from: Day,
    /// Its last.
    pub to: Day,
    /// Nothing was made since the baseline: counted from the day of the question.
    pub if_started_now: bool,
}

/// A derived interval in a row.
#[derive(Clone, Debug, Serialize)]
pub struct DerivedCell {
    /// It is at least this percent.
    pub from: Number,
    /// It is at most this percent.
    pub to: Number,
    /// The day of the oldest figure that the upper bound rests on.
    pub oldest: Day,
}

/// A slip in a row.
#[derive(Clone, Debug, Serialize)]
pub struct SlipCell {
    /// Current due day minus original one.
    pub days: Option<i64>,
    /// How often it was moved later.
    pub times: u32,
    /// As first promised.
    pub original_due: Option<Day>,
    /// As first promised.
    pub original_percent: Percent,
}

impl<'a> Row<'a> {
    /// A judged target as a row.
    pub fn of(language: Language, judged: &'a Judged<'a>) -> Row<'a> {
        let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
        let progress = verdict.progress.as_ref();
        let figures = progress.map(|progress| Figures::of(progress, terms.percent));
        let (project, stage) = (&judged.project.facts, &judged.stage.facts);
        let recorded = judged.stage.reading.as_ref();
        let remarked = remark(judged.stage);
        let cell = |finish: Finish, if_started_now| ForecastCell {
            finish: finish.on,
            from: finish.from,
            to: finish.to,
            if_started_now,
        };
        let (forecast, would_have_finished) = match verdict.forecast {
            None => (None, None),
            Some(Forecast::Finish(finish)) => (Some(cell(finish, false)), None),
            Some(Forecast::IfStartedNow(finish)) => (Some(cell(finish, true)), None),
            Some(Forecast::Elapsed(on)) => (None, Some(on)),
        };
        Row {
            project: project.code.as_str(),
            name: &project.name,
            stage: stage.code.as_str(),
            stage_name: recorded_stage_name(language, judged.stage),
            period: terms.period,
            label: judged.label(),
            kind: stage.kind.id(),
            target: terms.percent,
            due: terms.due,
            due_words: terms.words.as_deref(),
            due_implied: terms.is_due_implied,
            commitment: terms.commitment.map(|commitment| commitment.id()),
            status: verdict.status.id(),
            reason: verdict.reason.map(|reason| reason.id()),
            rule: verdict.rule,
            lamp: verdict.status.lamp().id(),
            flags: verdict.flags.iter().map(|flag| flag.id()).collect(),
            reading: verdict.reading.map(|figure| ReadingCell {
                percent: Some(figure.percent),
                as_of: figure.on,
                note: recorded
                    .filter(|reading| reading.as_of == figure.on)
                    .and_then(|reading| reading.remark.note.as_deref()),
            }),
            baseline: verdict.baseline.map(|baseline| BaselineCell {
                percent: baseline.percent,
                on: baseline.on,
            }),
            planned: verdict
                .planned()
                .and_then(|value| planned_in(value, terms.percent, 1).map(Number)),
            variance: figures.and_then(|f| f.variance),
            pace: figures.and_then(|f| f.pace),
            pace_infinite: progress.is_some_and(|progress| progress.pace.is_none()),
            lag_days: figures.and_then(|f| f.lag_days),
            need_per_day: figures.and_then(|f| f.need_per_day),
            made_per_day: figures.and_then(|f| f.made_per_day),
            forecast,
            would_have_finished,
            days_left: verdict.days_left,
            met_on: verdict.met_on,
            slip: judged.slip.map(|slip| SlipCell {
                days: slip.days,
                times: slip.times,
                original_due: slip.original_due,
                original_percent: slip.original_percent,
            }),
            carried_from: judged.carried_from_period(),
            name_en: project.name_en.as_deref(),
            stage_name_en: stage.name_en.as_deref(),
            derived: verdict.derived.as_ref().map(|derived| {
                let (from, to) = outward(derived, terms.percent, 10);
                DerivedCell {
                    from: Number(from),
                    to: Number(to),
                    oldest: derived.oldest,
                }
            }),
            start: terms.start,
            number: judged.target.number,
            category: project.category.as_deref(),
            unit: project.unit.as_deref(),
            lead: project.lead.as_deref(),
            problem: remarked.and_then(|remarked| remarked.problem.as_deref()),
            next_step: remarked.and_then(|remarked| remarked.next_step.as_deref()),
            project_lamp: None,
            texts: Texts(&judged.project.facts.texts),
            forecast_days_late: judged.forecast_late(),
            forecast_days_late_by_first: judged.forecast_late_by_first(),
            ending: None,
            since: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_never_rounded_up_across_the_target() {
        let progress = |planned: Ratio| Progress {
            plan_days: 1,
            actual_days: 1,
            earned_days: Ratio::whole(0),
            planned,
            variance: Ratio::whole(0),
            pace: None,
            gap: Ratio::whole(0),
            lag: Ratio::new(2627, 200),
            need: Ratio::new(40_000, 92),
            made: Ratio::new(100_000, 3),
            nudge: None,
        };
        let target = Percent::from_hundredths(8_000).unwrap();
        // 79.996 % of 80 %.
        let figures = Figures::of(&progress(Ratio::whole(79_996)), target);
        assert_eq!(figures.planned, Some(Number(7_999)));
        assert_eq!(figures.lag_days, Some(Number(1_314)));
        assert_eq!(figures.need_per_day, Some(Number(43)));
        assert_eq!(figures.made_per_day, Some(Number(3_333)));
        let figures = Figures::of(&progress(Ratio::whole(80_000)), target);
        assert_eq!(figures.planned, Some(Number(8_000)));
    }
}
