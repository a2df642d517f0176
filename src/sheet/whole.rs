//! What the cells of a column show together, where one alone may be read in two ways.

use std::borrow::Cow;

use crate::ledger::Scale;
use crate::model::{DateOrder, Percent, PercentError, order_shown};

/// What the cells of a column show together.
#[derive(Clone, Copy)]
pub(super) struct Whole {
    /// What figures are shares of.
    pub(super) scale: Scale,
    /// What dates in figures begin with.
    pub(super) order: Option<DateOrder>,
    /// What commas in figures stand for.
    pub(super) commas: Commas,
}

/// What the commas in the figures of a column show.
#[derive(Clone, Copy, Default)]
pub(super) struct Commas {
    /// Some stand between thousands: `1,200,000`.
    pub(super) has_thousands: bool,
    /// Some do not: `1,5`.
    pub(super) has_decimals: bool,
    /// Points stand between thousands: `12.500,00`.
    pub(super) has_pointed_thousands: bool,
    /// Points do not: `12.5`.
    pub(super) has_pointed_decimals: bool,
}

impl Commas {
    fn see(&mut self, cell: &str) {
        let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
        let mut groups = number.split(',').skip(1);
        match (groups.next(), groups.next()) {
            (Some(_), Some(_)) => self.has_thousands = true,
            (Some(group), None) if group.contains('.') => self.has_thousands = true,
            (Some(group), None) => {
                self.has_decimals |= group.len() != 3 || number.contains('.');
            }
            _ => {}
        }
        let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
        let groups: Vec<&str> = whole.split('.').skip(1).collect();
        match groups.as_slice() {
            [] => {}
            [_] if !decimals.is_empty() => self.has_pointed_thousands = true,
            [group] => self.has_pointed_decimals |= group.len() != 3,
            _ => self.has_pointed_thousands = true,
        }
    }
}

impl Whole {
    /// Of the cells of a column, and how a number in one of them is written with a point.
    pub(super) fn of<'c>(
        cells: impl Iterator<Item = &'c str>,
        number: impl Fn(&'c str) -> Cow<'c, str>,
    ) -> Whole {
        let (mut most, mut is_over) = (Percent::ZERO, false);
        let (mut has_decimals, mut has_shares) = (false, false);
        let (mut shown, mut commas) = ([false; 2], Commas::default());
        for cell in cells {
            commas.see(cell);
            let cell = &*number(cell);
            match Percent::parse_cut(cell) {
                // What has its sign tells nothing of those without.
                Ok(_) if cell.contains(['%', '％']) => {}
                Ok((percent, _)) => {
                    most = most.max(percent);
                    has_decimals |= percent.hundredths() > 100 && cell.contains('.');
                    has_shares |= (1..100).contains(&percent.hundredths());
                }
                Err(error) => is_over |= error == PercentError::Over100,
            }
            match order_shown(cell) {
                Some(DateOrder::DayFirst) => shown[0] = true,
                Some(DateOrder::MonthFirst) => shown[1] = true,
                None => {}
            }
        }
        Whole {
            scale: match most.hundredths() {
                1..=100 if !is_over => Scale::One,
                _ if has_decimals => Scale::Hundred,
                // Beside 0.6, a bare 1 may be all of it.
                _ if has_shares => Scale::One,
                _ => Scale::Unknown,
            },
            order: match shown {
                [true, false] => Some(DateOrder::DayFirst),
                [false, true] => Some(DateOrder::MonthFirst),
                _ => None,
            },
            commas,
        }
    }
}
