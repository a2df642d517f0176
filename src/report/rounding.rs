//! Rounding for display, never upward across a target.

use crate::assess::{Derived, Ratio};
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
