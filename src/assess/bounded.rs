//! Values of which some are only known to be no smaller: what is not finished goes on.

use std::cmp::Ordering;

use super::Ratio;

/// A value, or where something is not finished yet, the least that it can come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounded {
    /// The value, or the least that it can be.
    pub value: Ratio,
    /// Whether it may still become more.
    pub is_least: bool,
}

impl Bounded {
    /// How far it is from zero; of one that may still become more, no less than it is above zero.
    pub fn size(self) -> Bounded {
        let zero = Ratio::whole(0);
        let value = match self.value < zero {
            true if self.is_least => zero,
            true => zero - self.value,
            false => self.value,
        };
        Bounded { value, ..self }
    }

    /// The middle one, of an even number the mean of the middle two. It is exact where it stays the
    /// same however much more the unfinished ones become. `None` of none.
    pub fn median(all: &[Bounded]) -> Option<Bounded> {
        let (least, _) = middle(all, |a, b| a.value.cmp(&b.value))?;
        // With the unfinished ones beyond all others.
        let (most, is_open) = middle(all, |a, b| {
            let by_end = a.is_least.cmp(&b.is_least);
            by_end.then_with(|| a.value.cmp(&b.value))
        })?;
        Some(Bounded {
            value: least,
            is_least: is_open || most != least,
        })
    }

    /// The mean, to a millionth; for display. `None` of none.
    pub fn mean(all: &[Bounded]) -> Option<Bounded> {
        const MILLION: i64 = 1_000_000;
        let parts = all.iter();
        let parts = parts.filter_map(|one| (one.value * Ratio::whole(MILLION)).round());
        let sum: i64 = parts.fold(0, i64::saturating_add);
        let count = i64::try_from(all.len()).ok().filter(|count| 0 < *count)?;
        let value = Ratio::new(sum, count) * Ratio::new(1, MILLION);
        Some(Bounded {
            value,
            is_least: all.iter().any(|one| one.is_least),
        })
    }
}

/// The middle of values in an order, and whether it goes by an unfinished one.
fn middle(
    all: &[Bounded],
    order: impl Fn(&Bounded, &Bounded) -> Ordering,
) -> Option<(Ratio, bool)> {
    let mut all = all.to_vec();
    all.sort_by(order);
    let upper = all.get(all.len() / 2)?;
    let lower = all.get(all.len().checked_sub(1)? / 2)?;
    let value = (lower.value + upper.value) * Ratio::new(1, 2);
    Some((value, lower.is_least || upper.is_least))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(tenths: i64) -> Bounded {
        Bounded {
            value: Ratio::new(tenths, 10),
            is_least: false,
        }
    }

    fn least(tenths: i64) -> Bounded {
        Bounded {
            is_least: true,
            ..exact(tenths)
        }
    }

    #[test]
    fn the_median_is_exact_where_nothing_unfinished_can_move_it() {
        for (all, expected) in [
            (vec![exact(3), exact(1), exact(2)], exact(2)),
            (vec![exact(3), exact(1)], exact(2)),
            // Above the middle it may grow as it likes.
            (vec![exact(1), exact(2), least(5)], exact(2)),
            // Below the middle it may yet pass it.
            (vec![exact(2), exact(3), least(1)], least(2)),
            (vec![exact(1), least(2), exact(3)], least(2)),
            (vec![exact(1), least(3)], least(2)),
        ] {
            assert_eq!(Bounded::median(&all), Some(expected), "{all:?}");
        }
        assert_eq!(Bounded::median(&[]), None);
    }

    #[test]
    fn the_mean_is_open_with_any_of_its_parts() {
        let open = Bounded::mean(&[exact(1), least(2), exact(6)]);
        assert_eq!(open, Some(least(3)));
        let closed = Bounded::mean(&[exact(-1), exact(4)]);
        assert_eq!(closed.map(|mean| mean.value), Some(Ratio::new(3, 20)));
        assert_eq!(Bounded::mean(&[]), None);
    }

    #[test]
    fn what_is_not_finished_is_off_by_no_less_than_it_is_late() {
        assert_eq!(exact(-4).size(), exact(4));
        assert_eq!(least(-4).size(), least(0));
        assert_eq!(least(4).size(), least(4));
    }
}
