use super::{BeforeInterval, DateOrder, Language, Percent, PeriodLength};

/// By what a measured target is held against its plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// Speed needed over planned speed.
    Pace,
    /// Share done against planned share, in points.
    Gap,
}

/// The office's policy, as far as it was set; else the defaults of the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Pace or gap.
    pub rule: Rule,
    /// Above this pace (hundredths, 110 = 1.10) a target is behind.
    pub pace_behind: u32,
    /// Above this pace (hundredths) it is critical.
    pub pace_critical: u32,
    /// Below this pace (hundredths) it is ahead.
    pub pace_ahead: u32,
    /// More than this under the planned share (hundredths of a point) is behind.
    pub gap_behind: u32,
    /// More than this under it (hundredths of a point) is critical.
    pub gap_critical: u32,
    /// More than this above it (hundredths of a point) is ahead.
    pub gap_ahead: u32,
    /// A reading is never stale before this many days.
    pub stale_least: u32,
    /// A reading is always stale after this many days.
    pub stale_most: u32,
    /// Days left at which a target is due soon.
    pub due_soon: u32,
    /// Days left at which it is urgent.
    pub urgent: u32,
    /// Days after the due day within which a target first seen reached counts as met in time, if
    /// nothing since the due day says otherwise.
    pub met_grace: u32,
    /// The length of the current period.
    pub period: PeriodLength,
    /// The month in which the office's year begins, 1 to 12.
    pub year_begins: u32,
    /// The language, if the office chose one.
    pub language: Option<Language>,
    /// How an interval with 前 is read, if the office decided it.
    pub before: Option<BeforeInterval>,
    /// What `03/04/2021` begins with, if the office decided it.
    pub dates: Option<DateOrder>,
    /// Days after which `check --new` repeats a finding, if at all.
    pub check_repeat: Option<u32>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            rule: Rule::Pace,
            pace_behind: 110,
            pace_critical: 200,
            pace_ahead: 90,
            gap_behind: 1000,
            gap_critical: 3000,
            gap_ahead: 1000,
            stale_least: 7,
            stale_most: 36,
            due_soon: 30,
            urgent: 7,
            met_grace: 7,
            period: PeriodLength::Half,
            year_begins: 1,
            language: None,
            before: None,
            dates: None,
            check_repeat: None,
        }
    }
}

/// The name of one setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SettingKey {
    /// `rule`: `pace` or `gap`.
    Rule,
    /// `pace.behind`: a ratio such as 1.10.
    PaceBehind,
    /// `pace.critical`
    PaceCritical,
    /// `pace.ahead`
    PaceAhead,
    /// `gap.behind`: points such as 10.
    GapBehind,
    /// `gap.critical`
    GapCritical,
    /// `gap.ahead`
    GapAhead,
    /// `stale.least`: days.
    StaleLeast,
    /// `stale.most`: days.
    StaleMost,
    /// `due-soon`: days.
    DueSoon,
    /// `urgent`: days.
    Urgent,
    /// `met.grace`: days.
    MetGrace,
    /// `period`: `year`, `half`, `quarter` or `month`.
    Period,
    /// `year.begins`: a month, 01 to 12.
    YearBegins,
    /// `lang`: `en` or `zh`.
    Language,
    /// `deadlines.before`: `strict` or `inclusive`.
    Before,
    /// `dates`: `dmy` or `mdy`.
    Dates,
    /// `check.repeat`: days.
    CheckRepeat,
}

/// A value that a setting cannot take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SettingError;

/// What a setting can take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Takes {
    /// One of these.
    Word(&'static [&'static str]),
    /// A figure from the first to the second, both included.
    Figure(Measure, Bound, Bound),
}

/// What a setting's figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// A ratio with at most two decimals.
    Ratio,
    /// Points with at most two decimals.
    Points,
    /// Whole days.
    Days,
    /// A month of the year in two digits.
    Month,
}

/// The least or the most that a setting can take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bound {
    /// As its text.
    pub value: String,
    /// The setting that stands there, if it is one.
    pub key: Option<SettingKey>,
}

impl SettingKey {
    /// All of them, in the order in which they are shown.
    pub const ALL: [SettingKey; 18] = [
        SettingKey::Rule,
        SettingKey::PaceBehind,
        SettingKey::PaceCritical,
        SettingKey::PaceAhead,
        SettingKey::GapBehind,
        SettingKey::GapCritical,
        SettingKey::GapAhead,
        SettingKey::StaleLeast,
        SettingKey::StaleMost,
        SettingKey::DueSoon,
        SettingKey::Urgent,
        SettingKey::MetGrace,
        SettingKey::Period,
        SettingKey::YearBegins,
        SettingKey::Language,
        SettingKey::Before,
        SettingKey::Dates,
        SettingKey::CheckRepeat,
    ];

    /// The key as typed.
    pub fn id(self) -> &'static str {
        match self {
            SettingKey::Rule => "rule",
            SettingKey::PaceBehind => "pace.behind",
            SettingKey::PaceCritical => "pace.critical",
            SettingKey::PaceAhead => "pace.ahead",
            SettingKey::GapBehind => "gap.behind",
            SettingKey::GapCritical => "gap.critical",
            SettingKey::GapAhead => "gap.ahead",
            SettingKey::StaleLeast => "stale.least",
            SettingKey::StaleMost => "stale.most",
            SettingKey::DueSoon => "due-soon",
            SettingKey::Urgent => "urgent",
            SettingKey::MetGrace => "met.grace",
            SettingKey::Period => "period",
            SettingKey::YearBegins => "year.begins",
            SettingKey::Language => "lang",
            SettingKey::Before => "deadlines.before",
            SettingKey::Dates => "dates",
            SettingKey::CheckRepeat => "check.repeat",
        }
    }

    /// The inverse of [`SettingKey::id`].
    pub fn from_id(id: &str) -> Option<SettingKey> {
        SettingKey::ALL.into_iter().find(|key| key.id() == id)
    }
}

impl Settings {
    /// Sets one value from its text; an empty text sets the default again.
    ///
    /// # Errors
    /// [`SettingError`] if the text is not among what [`Settings::takes`] says.
    pub fn set(&mut self, key: SettingKey, value: &str) -> Result<(), SettingError> {
        let value = value.trim();
        let mut next = self.clone();
        let default = Settings::default().get(key);
        next.parse(key, if value.is_empty() { &default } else { value })?;
        if !next.is_in_order() {
            return Err(SettingError);
        }
        *self = next;
        Ok(())
    }

    /// What one setting can take beside the others as they are: limits of one kind keep their
    /// order (ahead <= 1 <= behind <= critical).
    pub fn takes(&self, key: SettingKey) -> Takes {
        let at = |key: SettingKey| Bound {
            value: self.get(key),
            key: Some(key),
        };
        let fixed = |value: &str| Bound {
            value: value.to_owned(),
            key: None,
        };
        let figure = Takes::Figure;
        let (ratio, points, days) = (Measure::Ratio, Measure::Points, Measure::Days);
        match key {
            SettingKey::Rule => Takes::Word(&["pace", "gap"]),
            SettingKey::PaceBehind => figure(ratio, fixed("1.00"), at(SettingKey::PaceCritical)),
            SettingKey::PaceCritical => figure(ratio, at(SettingKey::PaceBehind), fixed("100.00")),
            SettingKey::PaceAhead => figure(ratio, fixed("0.01"), fixed("1.00")),
            SettingKey::GapBehind => figure(points, fixed("0"), at(SettingKey::GapCritical)),
            SettingKey::GapCritical => figure(points, at(SettingKey::GapBehind), fixed("100")),
            SettingKey::GapAhead => figure(points, fixed("0"), fixed("100")),
            SettingKey::StaleLeast => figure(days, fixed("0"), at(SettingKey::StaleMost)),
            SettingKey::StaleMost => figure(days, at(SettingKey::StaleLeast), fixed("3660")),
            SettingKey::DueSoon => figure(days, at(SettingKey::Urgent), fixed("3660")),
            SettingKey::Urgent => figure(days, fixed("0"), at(SettingKey::DueSoon)),
            SettingKey::MetGrace => figure(days, fixed("0"), fixed("3660")),
            SettingKey::Period => Takes::Word(&["year", "half", "quarter", "month"]),
            SettingKey::YearBegins => figure(Measure::Month, fixed("01"), fixed("12")),
            SettingKey::Language => Takes::Word(&["en", "zh"]),
            SettingKey::Before => Takes::Word(&["strict", "inclusive"]),
            SettingKey::Dates => Takes::Word(&["dmy", "mdy"]),
            // 0 could as well mean "never".
            SettingKey::CheckRepeat => figure(days, fixed("1"), fixed("3660")),
        }
    }

    /// Sets values that belong together, in whichever order they come: one that does not fit yet
    /// waits for the others. Returns the places of those that do not fit at all.
    pub fn set_together(&mut self, values: &[(SettingKey, &str)]) -> Vec<usize> {
        let mut waiting: Vec<usize> = (0..values.len()).collect();
        loop {
            let before = waiting.len();
            waiting.retain(|index| {
                values
                    .get(*index)
                    .is_some_and(|(key, value)| self.set(*key, value).is_err())
            });
            if waiting.is_empty() || waiting.len() == before {
                return waiting;
            }
        }
    }

    fn is_in_order(&self) -> bool {
        self.pace_ahead <= 100
            && (100..=self.pace_critical).contains(&self.pace_behind)
            && self.gap_behind <= self.gap_critical
            && self.stale_least <= self.stale_most
            && self.urgent <= self.due_soon
            && self.check_repeat != Some(0)
    }

    /// The field of a setting that is a figure, and what it counts.
    fn figure_mut(&mut self, key: SettingKey) -> Option<(&mut u32, Measure)> {
        Some(match key {
            SettingKey::PaceBehind => (&mut self.pace_behind, Measure::Ratio),
            SettingKey::PaceCritical => (&mut self.pace_critical, Measure::Ratio),
            SettingKey::PaceAhead => (&mut self.pace_ahead, Measure::Ratio),
            SettingKey::GapBehind => (&mut self.gap_behind, Measure::Points),
            SettingKey::GapCritical => (&mut self.gap_critical, Measure::Points),
            SettingKey::GapAhead => (&mut self.gap_ahead, Measure::Points),
            SettingKey::StaleLeast => (&mut self.stale_least, Measure::Days),
            SettingKey::StaleMost => (&mut self.stale_most, Measure::Days),
            SettingKey::DueSoon => (&mut self.due_soon, Measure::Days),
            SettingKey::Urgent => (&mut self.urgent, Measure::Days),
            SettingKey::MetGrace => (&mut self.met_grace, Measure::Days),
            SettingKey::YearBegins => (&mut self.year_begins, Measure::Month),
            SettingKey::Rule
            | SettingKey::Period
            | SettingKey::Language
            | SettingKey::Before
            | SettingKey::Dates
            | SettingKey::CheckRepeat => return None,
        })
    }

    fn parse(&mut self, key: SettingKey, value: &str) -> Result<(), SettingError> {
        if let Some((figure, measure)) = self.figure_mut(key) {
            *figure = measure.parse(value)?;
            return Ok(());
        }
        match (key, value) {
            (SettingKey::Rule, "pace") => self.rule = Rule::Pace,
            (SettingKey::Rule, "gap") => self.rule = Rule::Gap,
            (SettingKey::Period, id) => {
                self.period = PeriodLength::from_id(id).ok_or(SettingError)?;
            }
            (SettingKey::Language, "") => self.language = None,
            (SettingKey::Language, "en") => self.language = Some(Language::En),
            (SettingKey::Language, "zh") => self.language = Some(Language::Zh),
            (SettingKey::Before, "") => self.before = None,
            (SettingKey::Before, way) => {
                self.before = Some(BeforeInterval::from_id(way).ok_or(SettingError)?);
            }
            (SettingKey::Dates, "") => self.dates = None,
            (SettingKey::Dates, order) => {
                self.dates = Some(DateOrder::from_id(order).ok_or(SettingError)?);
            }
            (SettingKey::CheckRepeat, "") => self.check_repeat = None,
            (SettingKey::CheckRepeat, days) => self.check_repeat = Some(Measure::Days.parse(days)?),
            _ => return Err(SettingError),
        }
        Ok(())
    }

    /// The value of one setting as its text; empty where nothing is set.
    pub fn get(&self, key: SettingKey) -> String {
        if let Some((figure, measure)) = self.clone().figure_mut(key) {
            return measure.text(*figure);
        }
        match key {
            SettingKey::Rule if self.rule == Rule::Gap => "gap".to_owned(),
            SettingKey::Rule => "pace".to_owned(),
            SettingKey::Period => self.period.id().to_owned(),
            SettingKey::Language => match self.language {
                Some(Language::En) => "en".to_owned(),
                Some(Language::Zh) => "zh".to_owned(),
                None => String::new(),
            },
            SettingKey::Before => self.before.map_or(String::new(), |way| way.id().to_owned()),
            SettingKey::Dates => self
                .dates
                .map_or(String::new(), |order| order.id().to_owned()),
            _ => self.check_repeat.map_or(String::new(), |d| d.to_string()),
        }
    }
}

impl Measure {
    /// Ratios and points in hundredths, over 0 and from 0 to 100; whole days, 0 to 3,660; months, 1
    /// to 12.
    fn parse(self, text: &str) -> Result<u32, SettingError> {
        let value = match self {
            Measure::Ratio | Measure::Points => {
                let percent: Percent = text.parse().map_err(|_| SettingError)?;
                u32::try_from(percent.hundredths()).map_err(|_| SettingError)?
            }
            Measure::Days | Measure::Month => text.parse().map_err(|_| SettingError)?,
        };
        let allowed = match self {
            Measure::Ratio => 1..=u32::MAX,
            Measure::Points => 0..=u32::MAX,
            Measure::Days => 0..=3660,
            Measure::Month => 1..=12,
        };
        let is_allowed = allowed.contains(&value);
        is_allowed.then_some(value).ok_or(SettingError)
    }

    fn text(self, value: u32) -> String {
        match self {
            Measure::Ratio => format!("{}.{:02}", value / 100, value % 100),
            Measure::Points => Percent::from_hundredths(i64::from(value))
                .map_or(String::new(), |points| points.to_string()),
            Measure::Days => value.to_string(),
            Measure::Month => format!("{value:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_can_be_read_back_as_it_is_written() {
        let mut settings = Settings::default();
        for (key, value) in [
            (SettingKey::Rule, "gap"),
            (SettingKey::PaceCritical, "1.75"),
            (SettingKey::MetGrace, "0"),
            (SettingKey::Period, "quarter"),
            (SettingKey::YearBegins, "07"),
            (SettingKey::PaceBehind, "1.20"),
            (SettingKey::PaceAhead, "0.80"),
            (SettingKey::GapBehind, "12.5"),
            (SettingKey::StaleMost, "40"),
            (SettingKey::Language, "zh"),
            (SettingKey::Before, "strict"),
            (SettingKey::Dates, "mdy"),
            (SettingKey::CheckRepeat, "7"),
        ] {
            settings.set(key, value).unwrap();
            assert_eq!(settings.get(key), value);
        }
        for key in SettingKey::ALL {
            assert_eq!(SettingKey::from_id(key.id()), Some(key));
            settings.set(key, "").unwrap();
        }
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn each_figure_reaches_from_the_least_to_the_most_it_takes_and_no_further() {
        for key in SettingKey::ALL {
            let Takes::Figure(measure, least, most) = Settings::default().takes(key) else {
                continue;
            };
            let hundredths = |bound: &Bound| match measure {
                Measure::Days | Measure::Month => bound.value.parse::<i64>().unwrap() * 100,
                _ => bound.value.parse::<Percent>().unwrap().hundredths(),
            };
            let is_whole = matches!(measure, Measure::Days | Measure::Month);
            let step = if is_whole { 100 } else { 1 };
            let text = |value: i64| match measure {
                Measure::Days | Measure::Month => (value / 100).to_string(),
                _ => format!("{}.{:02}", value / 100, value % 100),
            };
            let takes = |text: &str| Settings::default().set(key, text).is_ok();
            let (least, most) = (hundredths(&least), hundredths(&most));
            assert!(takes(&text(least)) && takes(&text(most)), "{}", key.id());
            assert!(!takes(&text(most + step)), "{}", key.id());
            assert!(least == 0 || !takes(&text(least - step)), "{}", key.id());
        }
    }

    #[test]
    fn values_that_belong_together_are_set_in_any_order() {
        let mut settings = Settings::default();
        let values = [
            (SettingKey::PaceBehind, "2.80"),
            (SettingKey::StaleLeast, "50"),
            (SettingKey::PaceCritical, "3.00"),
        ];
        // 50 days at least do not fit 36 at most.
        assert_eq!(settings.set_together(&values), [1]);
        assert_eq!((settings.pace_behind, settings.pace_critical), (280, 300));
    }

    #[test]
    fn limits_out_of_order_are_refused() {
        let mut settings = Settings::default();
        for (key, value) in [
            (SettingKey::PaceBehind, "2.10"),
            (SettingKey::MetGrace, "-1"),
            (SettingKey::Period, "week"),
            (SettingKey::YearBegins, "0"),
            (SettingKey::YearBegins, "13"),
            (SettingKey::PaceBehind, "0.95"),
            (SettingKey::PaceAhead, "1.01"),
            (SettingKey::GapBehind, "31"),
            (SettingKey::StaleLeast, "37"),
            (SettingKey::Urgent, "31"),
            (SettingKey::Rule, "guess"),
            (SettingKey::DueSoon, "-1"),
            (SettingKey::CheckRepeat, "0"),
        ] {
            assert_eq!(settings.set(key, value), Err(SettingError), "{value}");
        }
        assert_eq!(settings, Settings::default());
    }
}
