//! Judged figures: rounded for display only.

use std::fmt::{self, Formatter};

use crate::assess::Ratio;
use crate::model::Language;

use super::macros::messages;
use super::say::Say;

/// A number with so many decimals, rounded half away from zero.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    /// The number.
    pub value: Ratio,
    /// How many decimals are shown.
    pub places: u32,
}

impl Decimal {
    /// A number with so many decimals.
    pub fn of(value: Ratio, places: u32) -> Decimal {
        Decimal { value, places }
    }
}

impl Say for Decimal {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let scale = 10i64.pow(self.places.min(9));
        let Some(scaled) = (self.value * Ratio::whole(scale)).round() else {
            return to.write_str("…");
        };
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
        match self.places {
            0 => write!(to, "{sign}{whole}"),
            places => write!(to, "{sign}{whole}.{rest:0width$}", width = places as usize),
        }
    }
}

/// A number with as few decimals as say it exactly, at most six: weight times figure, each to a
/// hundredth of a percent, has no more.
#[derive(Clone, Copy, Debug)]
pub struct Exact(pub Ratio);

impl Say for Exact {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let Exact(value) = *self;
        let all = super::In(language, &Decimal { value, places: 6 }).to_string();
        to.write_str(all.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Numbers that are added up: `20 + 28.5`.
pub struct Addition(pub Vec<Exact>);

impl Say for Addition {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                to.write_str(" + ")?;
            }
            part.say(language, to)?;
        }
        Ok(())
    }
}

messages! {
    /// Points a day.
    pub enum Rate {
        Of(points: Decimal) en "{points}" zh "{points}",
        /// It would be rounded to nothing.
        UnderAHundredth en "less than 0.01" zh "不足0.01",
    }
}

impl Rate {
    /// To two decimals.
    pub fn of(value: Ratio) -> Rate {
        let is_shown = (value * Ratio::whole(100)).round() != Some(0);
        match is_shown || value <= Ratio::whole(0) {
            true => Rate::Of(Decimal { value, places: 2 }),
            false => Rate::UnderAHundredth,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::In;

    fn in_english(figure: &dyn Say) -> String {
        In(Language::En, figure).to_string()
    }

    #[test]
    fn figures_keep_their_decimals() {
        for (value, places, expected) in [
            (Ratio::new(-5, 1), 1, "-5.0"),
            (Ratio::new(1102, 1000), 2, "1.10"),
            (Ratio::new(7, 2), 0, "4"),
        ] {
            assert_eq!(in_english(&Decimal { value, places }), expected);
        }
        assert_eq!(in_english(&Exact(Ratio::new(175, 2))), "87.5");
        assert_eq!(in_english(&Exact(Ratio::whole(100))), "100");
    }

    #[test]
    fn a_slow_pace_is_not_rounded_to_none() {
        assert_eq!(in_english(&Rate::of(Ratio::new(1, 300))), "less than 0.01");
        assert_eq!(in_english(&Rate::of(Ratio::new(1, 200))), "0.01");
        assert_eq!(in_english(&Rate::of(Ratio::whole(0))), "0.00");
    }
}
