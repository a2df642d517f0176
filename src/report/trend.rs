//! Readings as a line of blocks.

use crate::model::{Day, Figure, Percent, Reading};

/// From nothing to all. The last one is kept for 100 %: nothing looks done that is not.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A line has no more blocks than this.
const MOST: i64 = 12;

/// The percents of a stage as blocks, evenly over the days from its first figure to its latest; each
/// stands for what was known by the end of its day. Nothing with fewer than two figures.
///
/// Heights are of 0 to 100 %, not of the way to a target: so lines of different rows compare, and none
/// rises because a target was lowered.
pub fn trend(readings: &[Reading]) -> String {
    let figures: Vec<Figure> = figures(readings).collect();
    let (Some(first), Some(last)) = (figures.first(), figures.last()) else {
        return String::new();
    };
    let days = last.on.days_since(first.on);
    let blocks = MOST.min(days + 1);
    let block = |index: i64| {
        // From the first day to the last, rounded down: days are never looked into.
        let on = first.on.plus(days * index / (blocks - 1))?;
        block(latest(&figures, on)?)
    };
    match days {
        0 => String::new(),
        _ => (0..blocks).filter_map(block).collect(),
    }
}

/// The first figure and the latest, where there are several.
pub fn ends(readings: &[Reading]) -> Option<[Figure; 2]> {
    let mut figures = figures(readings);
    let first = figures.next()?;
    Some([first, figures.last()?])
}

fn figures(readings: &[Reading]) -> impl Iterator<Item = Figure> {
    readings.iter().filter_map(|reading| {
        let (on, percent) = (reading.as_of, reading.percent?);
        Some(Figure { on, percent })
    })
}

/// What was known by the end of a day.
fn latest(figures: &[Figure], on: Day) -> Option<Percent> {
    let known = figures.partition_point(|figure| figure.on <= on);
    let figure = figures.get(known.checked_sub(1)?)?;
    Some(figure.percent)
}

fn block(percent: Percent) -> Option<char> {
    let steps = i64::try_from(BLOCKS.len()).ok()? - 1;
    let index = percent.hundredths() * steps / Percent::FULL.hundredths();
    BLOCKS.get(usize::try_from(index).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `9@07-31 under-way@08-31` of 2021.
    fn readings(words: &str) -> Vec<Reading> {
        let reading = |word: &str| {
            let (percent, on) = word.split_once('@').unwrap();
            Reading {
                as_of: format!("2021-{on}").parse().unwrap(),
                percent: percent.parse().ok(),
                ..Reading::default()
            }
        };
        words.split_whitespace().map(reading).collect()
    }

    #[test]
    fn blocks_stand_evenly_over_the_days() {
        for (words, blocks) in [
            ("", ""),
            ("40@07-31", ""),
            // Without a figure nothing is known.
            ("40@07-31 under-way@08-31", ""),
            ("0@07-01 100@07-02", "▁█"),
            // A seventh of the way each; what is not all is not full.
            ("14.28@07-01 14.29@07-02", "▁▂"),
            ("85.72@07-01 99.99@07-02 100@07-03", "▇▇█"),
            // A day without a figure goes on with the one before.
            ("0@07-01 50@07-04", "▁▁▁▄"),
            ("50@07-01 20@07-02", "▄▂"),
            // 11 steps of 10 days: 0 to 09-28, then 60.
            ("0@07-01 30@08-10 60@10-19", "▁▁▁▁▃▃▃▃▃▃▃▅"),
            // Both on the way of the 153 days from July to December.
            (
                "9@07-31 18@08-31 30@09-30 44@10-31 57@11-30 68@12-31",
                "▁▁▁▂▂▃▃▄▄▄▄▅",
            ),
        ] {
            assert_eq!(trend(&readings(words)), blocks, "{words}");
        }
    }

    #[test]
    fn the_ends_are_the_first_figure_and_the_latest() {
        assert_eq!(ends(&readings("40@07-31 under-way@08-31")), None);
        let several = readings("under-way@07-01 9@07-31 18@08-31 30@09-30");
        let [first, last] = ends(&several).unwrap();
        assert_eq!(
            first.percent.to_string() + " " + &last.percent.to_string(),
            "9 30"
        );
    }

    proptest! {
        // Caught: a line of 13; one whose last block is not that of the latest figure.
        #[test]
        fn a_line_is_short_and_ends_where_the_stage_stands(
            figures in prop::collection::btree_map(0i64..400, 0i64..=10_000, 0..40)
        ) {
            let epoch: Day = "2021-01-01".parse().unwrap();
            let readings: Vec<Reading> = (figures.iter())
                .map(|(day, hundredths)| Reading {
                    as_of: epoch.plus(*day).unwrap(),
                    percent: Percent::from_hundredths(*hundredths),
                    ..Reading::default()
                })
                .collect();
            let line: Vec<char> = trend(&readings).chars().collect();
            prop_assert_eq!(line.is_empty(), readings.len() < 2);
            prop_assert!(line.len() <= 12);
            for (index, reading) in [(line.first(), readings.first()), (line.last(), readings.last())] {
                if let (Some(shown), Some(reading)) = (index, reading) {
                    prop_assert_eq!(Some(*shown), block(reading.percent.unwrap()));
                }
            }
        }
    }
}
