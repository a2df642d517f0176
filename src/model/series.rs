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
        let seen = self.partition_point(|figure| figure.on <= by);
        self.get(seen.checked_sub(1)?).copied()
    }

    fn first_after(&self, day: Day) -> Option<Figure> {
        let seen = self.partition_point(|figure| figure.on <= day);
        self.get(seen).copied()
    }

    fn last_below(&self, percent: Percent, by: Day) -> Option<Figure> {
        let seen = self.partition_point(|figure| figure.on <= by);
        let figures = self.iter().take(seen);
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
