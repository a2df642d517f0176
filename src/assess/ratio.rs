use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

/// An exact fraction.
///
/// Judged quantities stay fractions up to the comparison with a threshold. The inputs are days
/// (under 4 million) and thousandths of a percent (at most 100,000; of stages rolled up, in
/// thousandths of those), so products of a few of them are far from the limits of `i128`.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// `num / den`; a zero `den` gives 0, so that no input can stumble here.
    pub fn new(num: i64, den: i64) -> Ratio {
        Ratio::wide(i128::from(num), i128::from(den))
    }

    /// A whole number.
    pub fn whole(number: i64) -> Ratio {
        Ratio::new(number, 1)
    }

    fn wide(num: i128, den: i128) -> Ratio {
        match den {
            0 => Ratio { num: 0, den: 1 },
            den if den < 0 => Ratio {
                num: -num,
                den: -den,
            },
            den => Ratio { num, den },
        }
    }

    /// This divided by `other`; `None` if that is zero.
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        (other.num != 0).then(|| Ratio::wide(self.num * other.den, self.den * other.num))
    }

    /// The least whole number not below it, if it fits.
    pub fn ceil(self) -> Option<i64> {
        i64::try_from(-((-self.num).div_euclid(self.den))).ok()
    }

    /// The greatest whole number not above it, if it fits.
    pub fn floor(self) -> Option<i64> {
        i64::try_from(self.num.div_euclid(self.den)).ok()
    }

    /// Rounded half away from zero, if it fits.
    pub fn round(self) -> Option<i64> {
        let twice = 2 * self.num.abs() + self.den;
        let size = i64::try_from(twice.div_euclid(2 * self.den)).ok()?;
        Some(if self.num < 0 { -size } else { size })
    }
}

impl Add for Ratio {
    type Output = Ratio;

    fn add(self, other: Ratio) -> Ratio {
        Ratio::wide(
            self.num * other.den + other.num * self.den,
            self.den * other.den,
        )
    }
}

impl Sub for Ratio {
    type Output = Ratio;

    fn sub(self, other: Ratio) -> Ratio {
        Ratio::wide(
            self.num * other.den - other.num * self.den,
            self.den * other.den,
        )
    }
}

impl Mul for Ratio {
    type Output = Ratio;

    fn mul(self, other: Ratio) -> Ratio {
        Ratio::wide(self.num * other.num, self.den * other.den)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_compared_and_rounded_exactly() {
        assert_eq!(Ratio::new(1, 3) + Ratio::new(1, 6), Ratio::new(1, 2));
        assert!(Ratio::new(110, 100) < Ratio::new(1101, 1000));
        assert_eq!(Ratio::new(-7, 2).ceil(), Some(-3));
        assert_eq!(Ratio::new(7, 2).ceil(), Some(4));
        assert_eq!(Ratio::whole(4).ceil(), Some(4));
        assert_eq!(Ratio::new(-7, 2).floor(), Some(-4));
        assert_eq!(Ratio::new(-5, 2).round(), Some(-3));
        assert_eq!(Ratio::new(5, 2).round(), Some(3));
        assert_eq!(Ratio::new(1, -3), Ratio::new(-1, 3));
        assert_eq!(Ratio::whole(1).over(Ratio::whole(0)), None);
    }
}
