use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::half_width;

/// A percentage of one stage, 0 to 100, exact in hundredths of a percent.
///
/// It is an integer from the parser to the disk: `12.34` is 1234 hundredths, never a float.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Percent(u16);

/// Why a text is not a [`Percent`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PercentError {
    /// Nothing was given.
    Empty,
    /// Not a plain decimal number.
    NotANumber,
    /// With a plus before it: by how much, not how far.
    Signed,
    /// Below 0.
    Negative,
    /// Above 100.
    Over100,
    /// More than two decimals: refused, not rounded.
    TooManyDecimals,
}

impl Percent {
    /// 0 %.
    pub const ZERO: Percent = Percent(0);
    /// 100 %: done.
    pub const FULL: Percent = Percent(10_000);

    /// From hundredths of a percent, 0 to 10,000; otherwise `None`.
    pub fn from_hundredths(hundredths: i64) -> Option<Percent> {
        u16::try_from(hundredths)
            .ok()
            .filter(|h| *h <= 10_000)
            .map(Percent)
    }

    /// Hundredths of a percent, 0 to 10,000.
    pub fn hundredths(self) -> i64 {
        i64::from(self.0)
    }

    /// The nearest binary fraction, for output only.
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// As [`FromStr`], but what a spreadsheet computed is taken as it was meant: the number is
    /// rounded to 12 significant digits (57.99999999999999 is 58) and then cut to two decimals,
    /// never rounded up. Returns the percent and whether decimals were cut away.
    ///
    /// # Errors
    /// Like [`FromStr`], except that many decimals are none.
    pub fn parse_cut(text: &str) -> Result<(Percent, bool), PercentError> {
        match text.parse() {
            Ok(percent) => Ok((percent, false)),
            Err(PercentError::TooManyDecimals) => {
                let (digits, point) = digits(text)?;
                let (kept, point) = significant(&digits, point);
                let shown = scaled(&kept, point)?;
                Ok((shown.0, shown.1))
            }
            Err(PercentError::NotANumber) => {
                // Spreadsheets also write 5.7E1.
                let shown = scientific(text).ok_or(PercentError::NotANumber)?;
                Percent::parse_cut(&shown)
            }
            Err(error) => Err(error),
        }
    }
}

/// `5.7E1` as `57`; only the form spreadsheets write, and only with small exponents.
fn scientific(text: &str) -> Option<String> {
    let text = half_width(text.trim());
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok().filter(|e| (-30..=30).contains(e))?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() || !(whole.chars().chain(fraction.chars())).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    Some(if point <= 0 {
        let zeros = usize::try_from(-point).ok()?;
        format!("0.{}{digits}", "0".repeat(zeros))
    } else {
        let point = usize::try_from(point).ok()?;
        if point >= digits.len() {
            format!("{digits}{}", "0".repeat(point - digits.len()))
        } else {
            let (whole, fraction) = digits.split_at(point);
            format!("{whole}.{fraction}")
        }
    })
}

/// The digits of a plain decimal number (an optional sign `%` dropped) and where the point stands.
fn digits(text: &str) -> Result<(Vec<u8>, usize), PercentError> {
    let text = half_width(text.trim());
    let text = text.strip_suffix('%').unwrap_or(&text).trim_end();
    if text.is_empty() {
        return Err(PercentError::Empty);
    }
    let signed = text;
    let (negative, text) = match signed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let is_signed = text.len() < signed.len() && !negative;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !plain(whole) || !plain(fraction) {
        return Err(PercentError::NotANumber);
    }
    let digits: Vec<u8> = whole
        .bytes()
        .chain(fraction.bytes())
        .map(|b| b - b'0')
        .collect();
    if is_signed {
        return Err(PercentError::Signed);
    }
    if negative && digits.iter().any(|d| *d != 0) {
        return Err(PercentError::Negative);
    }
    Ok((digits, whole.len()))
}

/// Rounds half up to 12 significant digits; the point moves when a carry adds a digit.
fn significant(digits: &[u8], point: usize) -> (Vec<u8>, usize) {
    let first = digits.iter().position(|d| *d != 0).unwrap_or(0);
    let end = first + 12;
    let Some(next) = digits.get(end).copied() else {
        return (digits.to_vec(), point);
    };
    let mut kept: Vec<u8> = digits.iter().take(end).copied().collect();
    let mut point = point;
    if next >= 5 {
        let mut carry = true;
        for digit in kept.iter_mut().rev() {
            if *digit == 9 {
                *digit = 0;
            } else {
                *digit += 1;
                carry = false;
                break;
            }
        }
        if carry {
            kept.insert(0, 1);
            point += 1;
        }
    }
    while kept.len() < point {
        kept.push(0);
    }
    (kept, point)
}

/// The value in hundredths and whether non-zero decimals beyond the second were cut.
fn scaled(digits: &[u8], point: usize) -> Result<(Percent, bool), PercentError> {
    let mut hundredths: i64 = 0;
    for index in 0..point + 2 {
        let digit = digits.get(index).copied().unwrap_or(0);
        hundredths = hundredths * 10 + i64::from(digit);
        if hundredths > 10_000_000 {
            return Err(PercentError::Over100);
        }
    }
    let rest = digits.iter().skip(point + 2).any(|d| *d != 0);
    let percent = Percent::from_hundredths(hundredths).ok_or(PercentError::Over100)?;
    if rest && percent == Percent::FULL {
        return Err(PercentError::Over100);
    }
    Ok((percent, rest))
}

impl FromStr for Percent {
    type Err = PercentError;

    /// `72`, `72.5`, `72 %`, `７２％`. At most two decimals, zeros beyond them aside.
    fn from_str(text: &str) -> Result<Percent, PercentError> {
        let (digits, point) = digits(text)?;
        let (percent, rest) = scaled(&digits, point)?;
        if rest {
            return Err(PercentError::TooManyDecimals);
        }
        Ok(percent)
    }
}

impl fmt::Display for Percent {
    /// As few decimals as say it exactly: `72`, `72.5`, `0.43`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        let shown = match rest {
            0 => format!("{whole}"),
            r if r % 10 == 0 => format!("{whole}.{}", r / 10),
            r => format!("{whole}.{r:02}"),
        };
        f.pad(&shown)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u16(self.0 / 100)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_and_full_width_figures_are_read_exactly() {
        for (text, hundredths) in [
            ("72", 7200),
            ("72%", 7200),
            (" 72 % ", 7200),
            ("７２％", 7200),
            ("0.43", 43),
            (".5", 50),
            ("12.340", 1234),
            ("100.00", 10_000),
            ("-0", 0),
        ] {
            assert_eq!(text.parse(), Ok(Percent(hundredths)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_by_its_own_reason() {
        use PercentError::*;
        for (text, error) in [
            ("", Empty),
            ("%", Empty),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("1e308", NotANumber),
            ("7 2", NotANumber),
            ("٧٢", NotANumber),
            ("12,5", NotANumber),
            (".", NotANumber),
            ("-1", Negative),
            ("+5", Signed),
            ("＋5", Signed),
            ("+0", Signed),
            ("+", NotANumber),
            ("++5", NotANumber),
            ("101", Over100),
            ("100.001", Over100),
            ("99999999999999999999999999", Over100),
            ("12.345", TooManyDecimals),
        ] {
            assert_eq!(text.parse::<Percent>(), Err(error), "{text}");
        }
    }

    #[test]
    fn computed_cells_are_cut_after_rounding_to_twelve_digits() {
        for (text, hundredths, cut) in [
            ("57.99999999999999", 5800, false),
            ("79.996", 7999, true),
            ("12.345", 1234, true),
            ("99.99999999999999", 10_000, false),
            ("0.285714285714286", 28, true),
            ("5.7E1", 5700, false),
            ("5.0E-2", 5, false),
        ] {
            assert_eq!(
                Percent::parse_cut(text),
                Ok((Percent(hundredths), cut)),
                "{text}"
            );
        }
        assert_eq!(Percent::parse_cut("1e308"), Err(PercentError::NotANumber));
        assert_eq!(Percent::parse_cut("100.5"), Err(PercentError::Over100));
    }

    proptest! {
        // Caught: printing 1205 as "12.5".
        #[test]
        fn printing_and_parsing_are_inverse(h in 0u16..=10_000) {
            let percent = Percent(h);
            prop_assert_eq!(percent.to_string().parse(), Ok(percent));
            let json = serde_json::to_string(&percent).unwrap();
            prop_assert_eq!(json.parse(), Ok(percent));
        }

        // Caught: a digit taken by index, at a place that a short number does not have.
        #[test]
        fn no_text_makes_the_parser_stumble(text in "[0-9０-９.%％eE+−-]{0,10}|\\PC{0,20}") {
            let _ = text.parse::<Percent>();
            let _ = Percent::parse_cut(&text);
        }
    }
}
