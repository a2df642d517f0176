//! What would have changed a verdict of rules 12 to 15: the nearest figure on the reading's own day
//! whose lamp is another, a better one for what is late, yellow for what is green.

use crate::model::{Amount, Percent, Reading, Settings, Terms};

use super::schedule::Schedule;
use super::status::{Lamp, Status};
use super::verdict::Verdict;

/// The nearest figure that would have had another lamp.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SmallestChange {
    /// The figure. A hundredth nearer to the one that was reported, the lamp is still that one's.
    pub percent: Percent,
    /// The status with it.
    pub status: Status,
}

impl SmallestChange {
    /// Of a verdict by these terms. None where a later figure is needed first: without rules 12 to
    /// 15, or with a figure that is out of date; and none where even 0 is enough.
    pub fn of(terms: &Terms, verdict: &Verdict, settings: &Settings) -> Option<SmallestChange> {
        verdict.progress.as_ref().filter(|_| !verdict.is_stale)?;
        let (reading, goal) = (verdict.reading?, terms.percent);
        let schedule = Schedule::new(terms, verdict.baseline?, terms.due?, reading);
        let status = |hundredths: i64| match goal.hundredths() <= hundredths {
            true => Status::Met,
            false => schedule.status_at(10 * hundredths, settings).1,
        };
        let own = reading.percent.hundredths();
        let is_own_lamp = |hundredths| status(hundredths).lamp() == verdict.status.lamp();
        let end = match verdict.status.lamp() {
            Lamp::Green => 0,
            _ => goal.hundredths(),
        };
        if is_own_lamp(end) {
            return None;
        }
        // More is never worse: between a figure of one lamp and one of another lies one border.
        let (mut same, mut other) = (own, end);
        while 1 < (other - same).abs() {
            let middle = same + (other - same) / 2;
            match is_own_lamp(middle) {
                true => same = middle,
                false => other = middle,
            }
        }
        Some(SmallestChange {
            percent: Percent::from_hundredths(other)?,
            status: status(other),
        })
    }

    /// The nearest amount with that lamp, where the figure came as one of a total; whole where both
    /// were.
    pub fn amount(self, reading: &Reading) -> Option<Amount> {
        let (amount, total) = (reading.amount?, reading.total?);
        let [amount, total] = [amount, total].map(|amount| i128::from(amount.thousandths()));
        // A percent is cut from its amount; one that was given beside it leads to none.
        let own = i128::from(reading.percent?.hundredths());
        if total == 0 || amount * 10_000 / total != own {
            return None;
        }
        let step = match (amount % 1_000, total % 1_000) {
            (0, 0) => 1_000,
            _ => 1,
        };
        // The least amount of so many hundredths.
        let least = |hundredths: i128| {
            let thousandths = (hundredths * total + 9_999) / 10_000;
            (thousandths + step - 1) / step * step
        };
        let wanted = i128::from(self.percent.hundredths());
        let wanted = match own < wanted {
            true => least(wanted),
            false => least(wanted + 1) - step,
        };
        Amount::from_thousandths(i64::try_from(wanted).ok()?)
    }
}
