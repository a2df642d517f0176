use std::collections::HashMap;

use super::{Day, Figure, Percent};

/// The figures of one stage, one a day, as the judge asks for them. A verdict depends on a handful
/// of them however long the history is, so that a store seeks those and reads no others.
pub trait Series {
    /// The latest one on or before a day.
    fn latest(&self, by: Day) -> Option<Figure>;

    /// The first one after a day.
    fn first_after(&self, day: Day) -> Option<Figure>;

    /// The latest one below a percent, on or before a day.
    fn last_below(&self, percent: Percent, by: Day) -> Option<Figure>;

    /// All on or before a day, in order of day.
    fn all(&self, by: Day) -> Vec<Figure>;
}

/// The figures of the stages of a portfolio.
pub trait SeriesByStage {
    /// Those of one stage, by the store's number.
    fn of(&self, stage: i64) -> Box<dyn Series + '_>;
}

/// Figures in order of day.
impl Series for Vec<Figure> {
    fn latest(&self, by: Day) -> Option<Figure> {
        let known = self.partition_point(|figure| figure.on <= by);
        self.get(known.checked_sub(1)?).copied()
    }

    fn first_after(&self, day: Day) -> Option<Figure> {
        let known = self.partition_point(|figure| figure.on <= day);
        self.get(known).copied()
    }

    fn last_below(&self, percent: Percent, by: Day) -> Option<Figure> {
        let known = self.partition_point(|figure| figure.on <= by);
        let figures = self.iter().take(known);
        figures
            .rev()
            .find(|figure| figure.percent < percent)
            .copied()
    }

    fn all(&self, by: Day) -> Vec<Figure> {
        let figures = self.iter().take_while(|figure| figure.on <= by);
        figures.copied().collect()
    }
}

impl Series for &Vec<Figure> {
    fn latest(&self, by: Day) -> Option<Figure> {
        (**self).latest(by)
    }

    fn first_after(&self, day: Day) -> Option<Figure> {
        (**self).first_after(day)
    }

    fn last_below(&self, percent: Percent, by: Day) -> Option<Figure> {
        (**self).last_below(percent, by)
    }

    fn all(&self, by: Day) -> Vec<Figure> {
        (**self).all(by)
    }
}

/// A stage that is missing has none.
impl SeriesByStage for HashMap<i64, Vec<Figure>> {
    fn of(&self, stage: i64) -> Box<dyn Series + '_> {
        match self.get(&stage) {
            Some(figures) => Box::new(figures),
            None => Box::new(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nth(offset: i64) -> Day {
        Day::default().plus(offset).unwrap()
    }

    fn hundredths(value: i64) -> Percent {
        Percent::from_hundredths(value).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        // Caught: `<` for `<=` at the day asked for in each of the four; `<=` for `<` at the
        // percent; the first one below for the last.
        #[test]
        fn figures_are_found_as_by_looking_at_each(
            figures in prop::collection::btree_map(0i64..20, 0i64..5, 0..8),
            by in 0i64..21, percent in 0i64..6
        ) {
            let figures: Vec<Figure> = figures
                .into_iter()
                .map(|(on, percent)| Figure { on: nth(on), percent: hundredths(percent) })
                .collect();
            let (by, percent) = (nth(by), hundredths(percent));
            let (mut latest, mut first_after, mut last_below) = (None, None, None);
            let mut all = Vec::new();
            for figure in &figures {
                if by < figure.on {
                    first_after = first_after.or(Some(*figure));
                    continue;
                }
                latest = Some(*figure);
                all.push(*figure);
                if figure.percent < percent {
                    last_below = Some(*figure);
                }
            }
            let by_stage = HashMap::from([(7, figures.clone())]);
            let series: [Box<dyn Series>; 2] = [Box::new(figures), by_stage.of(7)];
            for series in series {
                prop_assert_eq!(series.latest(by), latest);
                prop_assert_eq!(series.first_after(by), first_after);
                prop_assert_eq!(series.last_below(percent, by), last_below);
                prop_assert_eq!(series.all(by), all.clone());
            }
            prop_assert_eq!(by_stage.of(8).all(Day::LAST), Vec::new());
        }
    }
}
