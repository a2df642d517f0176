//! Rounding for display, never upward across a target.

use crate::assess::{Derived, Ratio};
use crate::messages::Decimal;
use crate::model::Percent;

/// A planned percent in units of so many hundredths, never rounded up to the target it stays under.
pub(super) fn planned_in(value: Ratio, target: Percent, unit: i64) -> Option<i64> {
    let in_units = |value: Ratio| value * Ratio::new(1, unit);
    // Thousandths of a percent to hundredths.
    let (exact, goal) = (in_units(value * Ratio::new(1, 10)), target.hundredths());
    let is_under = exact < in_units(Ratio::whole(goal));
    let shown = exact.round()?;
    let reaches = in_units(Ratio::whole(goal)) <= Ratio::whole(shown);
    if is_under && reaches {
        exact.floor()
    } else {
        Some(shown)
    }
}

/// The bounds of a derived interval in units of so many thousandths of a percent: rounded
/// outwards, but not up to a target they stay under; where they coincide, rounded alike.
pub fn outward(derived: &Derived, target: Percent, unit: i64) -> (i64, i64) {
    let in_units = |value: Ratio| value * Ratio::new(1, unit);
    let goal = in_units(Ratio::whole(target.hundredths() * 10));
    let (from, to) = (in_units(derived.from), in_units(derived.to));
    let floor = |value: Ratio| value.floor().unwrap_or(0);
    let held = |value: Ratio, shown: i64| {
        if value < goal && goal <= Ratio::whole(shown) {
            floor(value)
        } else {
            shown
        }
    };
    if from == to {
        let shown = held(to, to.round().unwrap_or(0));
        return (shown, shown);
    }
    (floor(from), held(to, to.ceil().unwrap_or(0)))
}

/// Thousandths of a percent as percents.
pub(super) fn percents(thousandths: Ratio) -> Ratio {
    thousandths * Ratio::new(1, 1000)
}

/// A number with at least so many decimals, and as many as it takes to see on which side of each
/// limit it lies; at most six.
pub(super) fn distinct_from(value: Ratio, limits: &[Ratio], least: u32) -> Decimal {
    let is_telling = |places: &u32| {
        let scale = 10i64.pow(*places);
        let shown = (value * Ratio::whole(scale)).round();
        let shown = shown.map(|shown| Ratio::new(shown, scale));
        shown.is_none_or(|shown| {
            let mut limits = limits.iter();
            limits.all(|limit| value.cmp(limit) == shown.cmp(limit))
        })
    };
    let places = (least..6).find(is_telling).unwrap_or(6);
    Decimal { value, places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::In;
    use crate::model::Language;

    #[test]
    fn a_number_is_shown_on_the_side_of_its_limits() {
        let rounded = |value, limits: &[Ratio], least| {
            In(Language::En, &distinct_from(value, limits, least)).to_string()
        };
        let plan = [58_200, 80_000].map(|limit| percents(Ratio::whole(limit)));
        let planned = |thousandths| rounded(percents(thousandths), &plan, 1);
        assert_eq!(planned(Ratio::new(582_069, 10)), "58.21");
        assert_eq!(planned(Ratio::whole(58_200)), "58.2");
        assert_eq!(planned(Ratio::whole(79_996)), "79.996");
        assert_eq!(planned(Ratio::whole(48_696)), "48.7");
        let pace = [Ratio::new(110, 100)];
        assert_eq!(rounded(Ratio::new(10_995, 10_000), &pace, 2), "1.0995");
        assert_eq!(rounded(Ratio::new(114, 100), &pace, 2), "1.14");
    }

    #[test]
    fn a_plan_is_never_rounded_up_to_its_target() {
        let target = "80".parse().unwrap();
        assert_eq!(planned_in(Ratio::whole(79_960), target, 10), Some(799));
        assert_eq!(planned_in(Ratio::whole(80_000), target, 10), Some(800));
    }
}
