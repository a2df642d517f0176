//! Units of money, as they stand in cells, headers, titles and rows of their own.

use crate::model::comparable;

use super::grid::{Grid, Row};

/// A unit of money.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// As it was written.
    pub(super) written: String,
    /// The currency, as it is compared.
    currency: String,
    /// How many of the currency it is.
    pub(super) times: i128,
}

/// Chinese multiples, the longest first.
const CHINESE: [(&str, i128); 7] = [
    ("亿", 100_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("万", 10_000),
    ("千", 1_000),
    ("", 1),
];
/// Currencies as they are written, and what they are.
const CURRENCIES: [(&str, &str); 18] = [
    ("人民币", "元"),
    ("美元", "$"),
    ("欧元", "€"),
    ("港元", "hkd"),
    ("元", "元"),
    ("rmb", "元"),
    ("cny", "元"),
    ("yuan", "元"),
    ("¥", "元"),
    ("usd", "$"),
    ("us$", "$"),
    ("$", "$"),
    ("eur", "€"),
    ("euro", "€"),
    ("€", "€"),
    ("gbp", "£"),
    ("£", "£"),
    ("chf", "chf"),
];
/// Multiples beside the others' currencies.
const OTHERS: [(&str, i128); 13] = [
    ("", 1),
    ("k", 1_000),
    ("t", 1_000),
    ("thousand", 1_000),
    ("thousands", 1_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mm", 1_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("bn", 1_000_000_000),
    ("billion", 1_000_000_000),
];

/// What may stand before a unit and says that it is one.
const BEFORE: [&str; 9] = [
    "金额单位",
    "计量单位",
    "单位",
    "all ",
    "amounts in ",
    "figures in ",
    "values in ",
    "unit:",
    "in ",
];

impl Unit {
    /// A unit, if that is one: `万元`, `亿`, `k€`, `EUR m`, `million`, `10k CNY`, `单位：万元`.
    pub(super) fn read(text: &str) -> Option<Unit> {
        let written = without_mark(text);
        let plain: String = comparable(written)
            .to_lowercase()
            .split_whitespace()
            .collect();
        let plain = plain.trim_end_matches('.');
        let (mark, currency) = (CURRENCIES.iter())
            .find(|(mark, _)| plain.contains(mark))
            .map_or(("", ""), |found| *found);
        let rest = plain.replacen(mark, "", 1);
        let is_bare = mark.is_empty();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, word) = rest.split_at(digits);
        let count = match count {
            "" => 1,
            count => count.parse().ok().filter(|count| is_power_of_ten(*count))?,
        };
        if word.is_empty() && is_bare {
            return None;
        }
        let unit = |currency: &str, written: String, times: i128| Unit {
            written,
            currency: currency.to_owned(),
            times: times * i128::from(count),
        };
        if let Some((_, times)) = OTHERS.iter().find(|(other, _)| *other == word) {
            return Some(unit(currency, written.to_owned(), *times));
        }
        let (multiple, times) = CHINESE.iter().find(|(chinese, _)| *chinese == word)?;
        Some(match is_bare {
            true => unit("元", format!("{multiple}元"), *times),
            false => unit(currency, written.to_owned(), *times),
        })
    }

    /// The unit in the brackets at the end of a header.
    pub(super) fn in_brackets(header: &str) -> Option<Unit> {
        let header = header.trim().strip_suffix([')', '）'])?;
        let (_, inner) = header.rsplit_once(['(', '（'])?;
        Unit::read(inner)
    }

    /// Whether it names its currency: a `t` or `m` may be one of quantities.
    pub(super) fn is_of_currency(&self) -> bool {
        !self.currency.is_empty()
    }

    /// Whether amounts of one can be put in the other; a multiple alone is of any currency.
    pub(super) fn is_like(&self, other: &Unit) -> bool {
        self.currency == other.currency || self.currency.is_empty() || other.currency.is_empty()
    }

    /// The unit that a title names for the whole sheet: `单位：万元`, `(in USD m)`. A mere multiple may
    /// be anything.
    fn of_title(title: &str) -> Option<Unit> {
        if let Some((_, behind)) = title.rsplit_once("单位") {
            let behind = behind.trim_matches([':', '：', ' ', ')', '）']);
            let mut units = behind
                .split(['、', '，', ',', '；', ';'])
                .filter_map(Unit::read);
            let unit = units.next();
            return unit.filter(|_| units.next().is_none());
        }
        let unit = Unit::read(title.trim_matches(['(', '（', ')', '）', ' ']));
        unit.filter(Unit::is_of_currency)
    }
}

/// A text without brackets around it, and without words that say that it is a unit.
fn without_mark(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let lower = rest.to_lowercase();
        let word = BEFORE.iter().find(|word| lower.starts_with(**word));
        let next = match word {
            Some(word) => rest.get(word.len()..).unwrap_or_default(),
            None => rest.trim_start_matches([':', '：']),
        };
        if next.len() == rest.len() {
            return rest;
        }
        rest = next.trim();
    }
}

fn is_power_of_ten(count: u32) -> bool {
    (1..=6).any(|power| 10_u32.pow(power) == count)
}

/// The units of money that stand around a table: in a row of units beneath the header, by the places
/// of their columns, and in a title.
#[derive(Default)]
pub(super) struct Units {
    pub(super) in_row: Vec<(usize, String)>,
    in_title: Option<String>,
}

impl Units {
    /// Those around the table whose header is row `number`.
    pub(super) fn around(grid: &Grid, number: u64) -> Units {
        let titles = grid.rows().take_while(|row| row.number < number);
        let mut cells = titles.flat_map(Row::cells);
        Units {
            in_row: Vec::new(),
            in_title: cells.find_map(Unit::of_title).map(|unit| unit.written),
        }
    }

    /// Takes a row beneath the header for one of units, if it is one: all of its cells are units or
    /// signs of percent, and one is of money.
    pub(super) fn take_row(&mut self, row: Row<'_>) -> bool {
        let inner = |cell: &str| cell.trim_matches(['(', '（', ')', '）', ' ']).to_owned();
        let cells = row.cells().enumerate().filter(|(_, cell)| !cell.is_empty());
        let units: Vec<(usize, String)> = cells.map(|(at, cell)| (at, inner(cell))).collect();
        let is_percent = |unit: &str| matches!(unit, "%" | "％");
        let is_money = |unit: &str| Unit::read(unit).is_some();
        let are_units = units
            .iter()
            .all(|(_, unit)| is_percent(unit) || is_money(unit));
        let has_money = units.iter().any(|(_, unit)| is_money(unit));
        if are_units && has_money {
            self.in_row = units;
        }
        are_units && has_money
    }

    /// Takes the unit of another title where none is named here.
    pub(super) fn or_of_title(&mut self, other: &Units) {
        self.in_title = self.in_title.take().or_else(|| other.in_title.clone());
    }

    /// The unit of the column at a place.
    pub(super) fn of(&self, index: usize) -> Option<Unit> {
        let in_row = self.in_row.iter().find(|(there, _)| *there == index);
        in_row
            .map(|(_, unit)| unit)
            .or(self.in_title.as_ref())
            .and_then(|unit| Unit::read(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_unit_is_read_however_it_is_marked() {
        for (text, written, times) in [
            ("万元", "万元", 10_000),
            ("万", "万元", 10_000),
            ("单位：万元", "万元", 10_000),
            ("金额单位: 亿元", "亿元", 100_000_000),
            ("in 10k CNY", "10k CNY", 10_000),
            ("10k CNY", "10k CNY", 10_000),
            ("USD m", "USD m", 1_000_000),
            ("in USD million", "USD million", 1_000_000),
            ("amounts in k€", "k€", 1_000),
            ("1000 EUR", "1000 EUR", 1_000),
            ("元", "元", 1),
            ("million", "million", 1_000_000),
        ] {
            let unit = Unit::read(text).map(|unit| (unit.written, unit.times));
            assert_eq!(unit, Some((written.to_owned(), times)), "{text}");
        }
        for text in [
            "",
            "单位",
            "住建局",
            "2021",
            "2021 USD",
            "10",
            "approved",
            "%",
            "个",
            "in time",
        ] {
            assert_eq!(Unit::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_names_the_unit_of_the_whole_sheet() {
        for (title, unit) in [
            ("单位：万元", Some("万元")),
            ("重点项目表（单位：万元）", Some("万元")),
            ("单位：万元、%", Some("万元")),
            ("(in USD m)", Some("USD m")),
            ("All amounts in 10k CNY", Some("10k CNY")),
            ("（亿元）", Some("亿元")),
            ("填报单位：住建局", None),
            ("单位：万元、亿元", None),
            ("m", None),
            ("Key projects in May", None),
        ] {
            let written = Unit::of_title(title).map(|unit| unit.written);
            assert_eq!(written.as_deref(), unit, "{title}");
        }
    }

    proptest! {
        // Caught: a cut within a character whose small letter is longer.
        #[test]
        fn any_text_is_a_unit_or_none(text in "(单位|[：:()（）]|in |[0-9]{0,3}|万|亿|元|USD| m|İ|\\PC){0,8}") {
            if let Some(unit) = Unit::read(&text) {
                prop_assert_eq!(Unit::read(&unit.written), Some(unit.clone()));
            }
            let _ = (Unit::of_title(&text), Unit::in_brackets(&text));
        }
    }
}
