//! One target as a line of JSON, key by key.
//!
//! The keys and their order are those of [`Row`]'s `Serialize`, and a test holds that both give the
//! same bytes. Written by hand, since a report of every target is mostly keys: here they are copied
//! whole, where a serializer escapes each of them again on each line.

use crate::model::{Day, Percent, Period, is_unseen, write_json};
use crate::report::{Number, Row};

/// Writes lines to the end of a buffer.
pub(super) struct Line<'o> {
    out: &'o mut Vec<u8>,
    /// The period of the line before, which mostly comes again.
    period: Option<(Period, String)>,
}

impl<'o> Line<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Line<'o> {
        Line { out, period: None }
    }

    /// A comma, a line break, and the row.
    pub(super) fn row(&mut self, row: &Row<'_>) {
        self.key(",\n{\"project\":").text(row.project);
        self.key(",\"name\":").text(row.name);
        self.key(",\"stage\":").text(row.stage);
        self.key(",\"stage_name\":").text(row.stage_name);
        self.key(",\"period\":").period(row.period);
        self.key(",\"label\":").text(row.label);
        self.key(",\"kind\":").word(row.kind);
        self.key(",\"target\":").percent(row.target);
        self.key(",\"due\":").maybe(row.due, Line::day);
        self.key(",\"due_words\":").maybe(row.due_words, Line::text);
        self.key(",\"due_implied\":").flag(row.due_implied);
        self.key(",\"commitment\":")
            .maybe(row.commitment, Line::word);
        self.key(",\"status\":").word(row.status);
        self.key(",\"reason\":").maybe(row.reason, Line::word);
        self.key(",\"rule\":").integer(i64::from(row.rule));
        self.key(",\"lamp\":").word(row.lamp);
        self.key(",\"flags\":[");
        for (place, flag) in row.flags.iter().enumerate() {
            if place > 0 {
                self.key(",");
            }
            self.word(flag);
        }
        self.key("],\"reading\":");
        self.maybe(row.reading.as_ref(), |line, reading| {
            line.key("{\"percent\":")
                .maybe(reading.percent, Line::percent);
            line.key(",\"as_of\":").day(reading.as_of);
            line.key(",\"note\":").maybe(reading.note, Line::text);
            line.key("}");
        });
        self.course(row);
        self.key(",\"days_left\":")
            .maybe(row.days_left, Line::integer);
        self.key(",\"met_on\":").maybe(row.met_on, Line::day);
        self.key(",\"slip\":");
        self.maybe(row.slip.as_ref(), |line, slip| {
            line.key("{\"days\":").maybe(slip.days, Line::integer);
            line.key(",\"times\":").integer(i64::from(slip.times));
            line.key(",\"original_due\":")
                .maybe(slip.original_due, Line::day);
            line.key(",\"original_percent\":")
                .percent(slip.original_percent);
            line.key("}");
        });
        self.key(",\"carried_from\":")
            .maybe(row.carried_from, Line::period);
        self.key(",\"name_en\":").maybe(row.name_en, Line::text);
        self.key(",\"stage_name_en\":")
            .maybe(row.stage_name_en, Line::text);
        self.key(",\"derived\":");
        self.maybe(row.derived.as_ref(), |line, derived| {
            line.key("{\"from\":").number(derived.from);
            line.key(",\"to\":").number(derived.to);
            line.key(",\"oldest\":").day(derived.oldest);
            line.key("}");
        });
        self.key("}");
    }

    /// From the baseline to the forecast.
    fn course(&mut self, row: &Row<'_>) {
        self.key(",\"baseline\":");
        self.maybe(row.baseline.as_ref(), |line, baseline| {
            line.key("{\"percent\":").percent(baseline.percent);
            line.key(",\"on\":").day(baseline.on);
            line.key("}");
        });
        self.key(",\"planned\":").maybe(row.planned, Line::number);
        self.key(",\"variance\":").maybe(row.variance, Line::number);
        self.key(",\"pace\":").maybe(row.pace, Line::number);
        self.key(",\"pace_infinite\":").flag(row.pace_infinite);
        self.key(",\"lag_days\":").maybe(row.lag_days, Line::number);
        self.key(",\"need_per_day\":")
            .maybe(row.need_per_day, Line::number);
        self.key(",\"forecast\":");
        self.maybe(row.forecast.as_ref(), |line, forecast| {
            line.key("{\"finish\":").day(forecast.finish);
            line.key(",\"from\":").day(forecast.from);
            line.key(",\"to\":").day(forecast.to);
            line.key("}");
        });
    }

    /// As it stands: a key with its marks.
    fn key(&mut self, key: &'static str) -> &mut Line<'o> {
        self.out.extend_from_slice(key.as_bytes());
        self
    }

    fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Line<'o>, T)) {
        match value {
            Some(value) => write(self, value),
            None => {
                self.key("null");
            }
        }
    }

    fn flag(&mut self, value: bool) {
        self.key(if value { "true" } else { "false" });
    }

    /// A word of ours, which has nothing to escape.
    fn word(&mut self, word: &'static str) {
        self.out.push(b'"');
        self.out.extend_from_slice(word.as_bytes());
        self.out.push(b'"');
    }

    fn text(&mut self, text: &str) {
        // All bytes are looked at, whatever is found: then many are at once.
        let is_special = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
        let has_special = text.bytes().fold(false, |has, b| has | is_special(b));
        if !has_special && !text.contains(is_unseen) {
            self.out.push(b'"');
            self.out.extend_from_slice(text.as_bytes());
            self.out.push(b'"');
        } else if write_json(self.out, text).is_err() {
            // A text in memory cannot fail to be written to memory.
            self.key("null");
        }
    }

    fn integer(&mut self, value: i64) {
        let mut digits = itoa::Buffer::new();
        self.out.extend_from_slice(digits.format(value).as_bytes());
    }

    /// A figure to two decimals, without zeros at its end.
    fn number(&mut self, Number(hundredths): Number) {
        if hundredths < 0 {
            self.key("-");
        }
        let size = hundredths.unsigned_abs();
        let mut digits = itoa::Buffer::new();
        self.out
            .extend_from_slice(digits.format(size / 100).as_bytes());
        let [tenths, rest] = [size / 10 % 10, size % 10].map(digit);
        match (tenths, rest) {
            (b'0', b'0') => {}
            (tenths, b'0') => self.out.extend_from_slice(&[b'.', tenths]),
            (tenths, rest) => self.out.extend_from_slice(&[b'.', tenths, rest]),
        }
    }

    fn percent(&mut self, percent: Percent) {
        self.number(Number(percent.hundredths()));
    }

    fn day(&mut self, day: Day) {
        let (year, month, day) = day.ymd();
        let year = u64::from(year.unsigned_abs());
        let (month, day) = (u64::from(month), u64::from(day));
        self.out.extend_from_slice(&[
            b'"',
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
            b'"',
        ]);
    }

    fn period(&mut self, period: Period) {
        if self.period.as_ref().is_none_or(|(last, _)| *last != period) {
            self.period = Some((period, format!("\"{period}\"")));
        }
        if let Some((_, text)) = &self.period {
            self.out.extend_from_slice(text.as_bytes());
        }
    }
}

/// The last decimal digit of a number.
fn digit(number: u64) -> u8 {
    // Under 10, so it fits.
    b'0' + (number % 10) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::{BaselineCell, DerivedCell, ForecastCell, ReadingCell, SlipCell};

    fn day() -> impl Strategy<Value = Day> {
        (1i64..=3_652_059).prop_map(|number| Day::from_number(number).unwrap())
    }

    fn number() -> impl Strategy<Value = Number> {
        prop_oneof![-20_000i64..20_000, -1_000_000_000_000i64..1_000_000_000_000].prop_map(Number)
    }

    fn percent() -> impl Strategy<Value = Percent> {
        (0i64..=10_000).prop_map(|hundredths| Percent::from_hundredths(hundredths).unwrap())
    }

    /// Texts, percents, days and numbers for every cell, each there or not.
    type Cells = (
        Vec<String>,
        Vec<Percent>,
        Vec<Day>,
        Vec<Number>,
        Vec<bool>,
        i64,
    );

    fn cells() -> impl Strategy<Value = Cells> {
        (
            prop::collection::vec("\\PC*|[\\x00-\\x7f\"\\\\]*|[a\u{9b}\u{202e}\u{e0041}]*", 9),
            prop::collection::vec(percent(), 4),
            prop::collection::vec(day(), 9),
            prop::collection::vec(number(), 7),
            prop::collection::vec(any::<bool>(), 20),
            -100_000i64..100_000,
        )
    }

    fn row((texts, percents, days, numbers, is, days_left): &Cells) -> Row<'_> {
        let text = |place: usize| is[place].then(|| texts[place].as_str());
        let number = |place: usize| is[place].then(|| numbers[place]);
        let day = |place: usize| is[place].then(|| days[place]);
        let period = Period::range(days[0].min(days[1]), days[0].max(days[1])).unwrap();
        Row {
            project: &texts[0],
            name: &texts[1],
            stage: &texts[2],
            stage_name: &texts[3],
            period,
            label: &texts[4],
            kind: "measured",
            target: percents[0],
            due: day(2),
            due_words: text(5),
            due_implied: is[6],
            commitment: is[7].then_some("ensure"),
            status: "on-track",
            reason: is[8].then_some("stale"),
            rule: 15,
            lamp: "red-hollow",
            flags: ["urgent", "derived"][..usize::from(is[9]) + usize::from(is[10])].to_vec(),
            reading: is[11].then(|| ReadingCell {
                percent: is[12].then(|| percents[1]),
                as_of: days[3],
                note: text(6),
            }),
            baseline: is[13].then(|| BaselineCell {
                percent: percents[2],
                on: days[4],
            }),
            planned: number(0),
            variance: number(1),
            pace: number(2),
            pace_infinite: is[14],
            lag_days: number(3),
            need_per_day: number(4),
            forecast: is[15].then(|| ForecastCell {
                finish: days[5],
                from: days[6],
                to: days[7],
            }),
            days_left: is[16].then_some(*days_left),
            met_on: day(8),
            slip: is[17].then(|| SlipCell {
                days: is[18].then_some(*days_left),
                times: 3,
                original_due: day(5),
                original_percent: percents[3],
            }),
            carried_from: is[18].then(|| Period::half_of(days[0])),
            name_en: text(7),
            stage_name_en: text(8),
            derived: is[19].then(|| DerivedCell {
                from: numbers[5],
                to: numbers[6],
                oldest: days[1],
            }),
        }
    }

    proptest! {
        // Caught: a key in the wrong place, -0.5 without its sign, a control character as it was.
        #[test]
        fn a_line_is_what_serde_writes_with_what_nobody_sees_escaped(a in cells(), b in cells()) {
            let rows = [row(&a), row(&b), row(&a)];
            let mut out = Vec::new();
            let mut line = Line::new(&mut out);
            let mut expected = String::new();
            for row in &rows {
                line.row(row);
                expected.push_str(",\n");
                let mut json = Vec::new();
                write_json(&mut json, row).unwrap();
                expected.push_str(&String::from_utf8(json).unwrap());
            }
            prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
