//! Percents and other figures.

use crate::assess::Ratio;
use crate::model::{Language, Percent};

use super::phrases::{pick, say};

/// `72 %`, `72%`.
pub fn percent(language: Language, percent: Percent) -> String {
    say!(language, "{percent} %", "{percent}%")
}

/// A milestone's figure: done, or under 100 %, not yet.
pub(super) fn done(language: Language, percent: Percent) -> &'static str {
    if percent == Percent::FULL {
        pick(language, "done", "已完成")
    } else {
        pick(language, "not yet", "未完成")
    }
}

/// A fraction with that many decimals, rounded half away from zero.
pub fn fixed(value: Ratio, places: u32) -> String {
    let scale = 10i64.pow(places.min(9));
    let Some(scaled) = (value * Ratio::whole(scale)).round() else {
        return "…".to_owned();
    };
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

/// Thousandths of a percent as points with one decimal.
pub(super) fn points(value: Ratio) -> String {
    fixed(value * Ratio::new(1, 1000), 1)
}

/// A planned percent (thousandths) with one decimal, never rounded up to the target it stays
/// under.
pub fn planned(value: Ratio, target: Percent) -> String {
    let goal = Ratio::whole(target.hundredths() * 10);
    let tenths = value * Ratio::new(1, 100);
    let is_rounded_up = value < goal
        && tenths
            .round()
            .is_some_and(|t| Ratio::whole(t * 100) >= goal);
    if is_rounded_up {
        let floor = tenths.floor().unwrap_or(0);
        return format!("{}.{}", floor / 10, floor % 10);
    }
    points(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_decimals_and_stay_under_their_target() {
        assert_eq!(fixed(Ratio::new(-5, 1), 1), "-5.0");
        assert_eq!(fixed(Ratio::new(1102, 1000), 2), "1.10");
        assert_eq!(fixed(Ratio::new(7, 2), 0), "4");
        let target = "80".parse().unwrap();
        assert_eq!(planned(Ratio::whole(79_960), target), "79.9");
        assert_eq!(planned(Ratio::whole(80_000), target), "80.0");
    }
}
