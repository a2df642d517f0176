use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::half_width;

/// A quantity of work in a stage's own unit (metres, buildings, 10,000 yuan), not negative, exact
/// in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Amount(i64);

/// Why a text is not an [`Amount`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AmountError;

/// The largest amount, in thousandths: 10^15, so that products with a percent stay exact.
const LARGEST: i64 = 1_000_000_000_000_000;

impl Amount {
    /// From thousandths, 0 to 10^15; otherwise `None`.
    pub fn from_thousandths(thousandths: i64) -> Option<Amount> {
        (0..=LARGEST)
            .contains(&thousandths)
            .then_some(Amount(thousandths))
    }

    /// Thousandths of the unit.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// The nearest binary fraction, for output only.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// `382`, `382.5`; at most three decimals.
    fn from_str(text: &str) -> Result<Amount, AmountError> {
        let text = half_width(text.trim());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 13 || fraction.len() > 3 {
            return Err(AmountError);
        }
        if !plain(whole) || !plain(fraction) {
            return Err(AmountError);
        }
        format!("{whole}{fraction:0<3}")
            .parse()
            .ok()
            .and_then(Amount::from_thousandths)
            .ok_or(AmountError)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return f.pad(&whole.to_string());
        }
        let shown = format!("{whole}.{rest:03}");
        f.pad(shown.trim_end_matches('0'))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_plain_decimals() {
        assert_eq!("382.5".parse(), Ok(Amount(382_500)));
        for text in ["", "-1", "1e3", "1.2345", ".5", "99999999999999"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError), "{text}");
        }
    }

    proptest! {
        // Caught: 1.050 printed as 1.5.
        #[test]
        fn printing_and_parsing_are_inverse(thousandths in 0i64..=LARGEST) {
            let amount = Amount(thousandths);
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        }
    }
}
