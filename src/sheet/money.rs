//! Money in cells: amounts, with the unit that stands beside them, in their header or above the table.

use crate::ledger::{
    Change, Figure, Lower, Novelty, ProjectMention, ReadingChange, StageChange, StageMention,
};
use crate::messages::ValueProblem;
use crate::model::{Amount, Day, Given, Remark, comparable, half_width, is_no_deadline};

use super::cells::Cells;
use super::columns::{bare_header, behind_money_name};
use super::currency::Unit;

/// A sum of money: so many units, each with nine decimals.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Money {
    billionths: i128,
    /// The unit beside it, else that of its header.
    unit: Option<Unit>,
}

const DECIMALS: usize = 9;

impl Money {
    /// A cell: `1200`, `1,200.5`, `3.2亿元`, `€ 3.2m`.
    ///
    /// # Errors
    /// [`ValueProblem::Money`].
    fn read(text: &str, header: Option<&Unit>) -> Result<Money, ValueProblem> {
        let refused = || ValueProblem::Money;
        let narrow = half_width(text.trim());
        let first = narrow
            .find(|c: char| c.is_ascii_digit())
            .ok_or_else(refused)?;
        let behind = narrow
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(first, |last| last + 1);
        let parts = (
            narrow.get(..first),
            narrow.get(first..behind),
            narrow.get(behind..),
        );
        let (Some(before), Some(number), Some(after)) = parts else {
            return Err(refused());
        };
        let around = format!("{}{}", before.trim(), after.trim());
        let own = match around.is_empty() {
            true => None,
            false => Some(Unit::read(&around).ok_or_else(refused)?),
        };
        Ok(Money {
            billionths: billionths(number).ok_or_else(refused)?,
            unit: own.or_else(|| header.cloned()),
        })
    }

    /// So much of a unit, what is under a thousandth cut away.
    ///
    /// # Errors
    /// [`ValueProblem::OtherMoney`] where the unit is of another currency; [`ValueProblem::Money`]
    /// where it is too much.
    fn in_unit(&self, unit: Option<&Unit>) -> Result<Amount, ValueProblem> {
        let (times, by) = match (&self.unit, unit) {
            (Some(own), Some(unit)) if !own.is_like(unit) => {
                return Err(ValueProblem::OtherMoney {
                    unit: unit.written.clone(),
                });
            }
            (Some(own), Some(unit)) => (own.times, unit.times),
            _ => (1, 1),
        };
        let thousandths = self
            .billionths
            .checked_mul(times)
            .map(|sum| sum / by / 1_000_000);
        thousandths
            .and_then(|sum| i64::try_from(sum).ok())
            .and_then(Amount::from_thousandths)
            .ok_or(ValueProblem::Money)
    }
}

fn billionths(number: &str) -> Option<i128> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = groups.all(|group| group.len() == 3 && is_number(group));
    let is_plain = is_number(first) && decimals.bytes().all(|b| b.is_ascii_digit());
    let whole = whole.replace(',', "");
    if !is_grouped || !is_plain || whole.len() > 15 {
        return None;
    }
    let decimals = decimals.get(..DECIMALS).unwrap_or(decimals);
    format!("{whole}{decimals:0<DECIMALS$}").parse().ok()
}

/// A sum without the words before it that only say again what its column is: `总投资1.2亿元`,
/// `total £120,000`. Words of the other column stay, and so do any that are not known.
fn without_label(text: &str, is_budget: bool) -> &str {
    let words: &[&str] = match is_budget {
        true => &[
            "总投资",
            "计划总投资",
            "投资总额",
            "总额",
            "total",
            "budget",
        ],
        false => &[
            "完成",
            "已完成",
            "累计完成",
            "完成投资",
            "累计完成投资",
            "spent",
        ],
    };
    let text = text.trim();
    let behind = words.iter().filter_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let is_apart = !word.is_ascii() || !rest.starts_with(char::is_alphanumeric);
        (comparable(head).eq_ignore_ascii_case(word) && is_apart).then_some(rest)
    });
    let sum = behind.min_by_key(|rest| rest.len()).unwrap_or(text);
    let sum = sum.trim_start_matches([' ', ':', '：']);
    sum.trim_start_matches(['约', '約'])
}

/// What a row says of the money of its project.
#[derive(Default)]
pub(super) struct Spending {
    /// What there is to spend in all, or in the year.
    pub(super) budget: Option<Amount>,
    pub(super) spent: Option<Amount>,
    /// The unit of both.
    pub(super) unit: Option<String>,
}

impl Spending {
    /// What the cells of a row say. Both amounts are put in one unit.
    pub(super) fn of(cells: &mut Cells<'_>) -> Spending {
        let total = match cells.has("budget") {
            true => "budget",
            false => "annual_budget",
        };
        let columns = [total, "spent"];
        let headers = columns.map(|column| unit_of(cells, column));
        let mut read = |at: usize| {
            let (column, header) = (*columns.get(at)?, headers.get(at)?);
            let is_none = cells.cell(column).is_some_and(is_no_deadline);
            if let Some(problem) = cells.cell(column).and_then(|cell| either_mark(cell, ','))
                && cells.has_unsure_commas(column, &columns)
            {
                cells.fault(column, problem);
                return None;
            }
            let pointed = cells.cell(column).and_then(|cell| either_mark(cell, '.'));
            let pointed = pointed.filter(|_| cells.table.has_decimal_commas);
            let are_thousands = cells.has_pointed_thousands(&columns);
            if let (Some(problem), None) = (&pointed, are_thousands) {
                cells.fault(column, problem.clone());
                return None;
            }
            let is_pointed = pointed.is_some() && are_thousands == Some(true);
            let read = |text: &str| match (is_pointed, without_label(text, at == 0)) {
                (true, sum) => Money::read(&sum.replace('.', ""), header.as_ref()),
                (false, sum) => Money::read(sum, header.as_ref()),
            };
            (!is_none)
                .then(|| cells.read_number(column, read))
                .flatten()
        };
        let money = [read(0), read(1)];
        let unit = common_unit(&headers, &money);
        let mut put = |money: Option<Money>, column| {
            let put = money?.in_unit(unit.as_ref());
            put.map_err(|problem| cells.fault(column, problem)).ok()
        };
        let [budget, spent] = money;
        let (budget, spent) = (put(budget, total), put(spent, "spent"));
        let is_over_0 = |amount: &Amount| amount.thousandths() > 0;
        let has_budget = budget.as_ref().is_some_and(is_over_0);
        Spending {
            budget: budget.filter(is_over_0),
            // Nothing to spend and nothing spent is no money at all.
            spent: spent.filter(|spent| has_budget || is_over_0(spent)),
            unit: unit.map(|unit| unit.written),
        }
    }

    /// What they say of the project: its total, and what was spent by the day of the row.
    pub(super) fn changes(
        &self,
        project: &ProjectMention,
        said_on: Option<Day>,
        as_of: Option<Day>,
    ) -> Vec<Change> {
        let stage = StageMention::Investment;
        let total = self.budget.map(|total| {
            let mut change = StageChange::of(project.clone(), stage.clone(), Novelty::Either);
            change.facts.total = Given::Value(total);
            change.facts.unit = self.unit.clone().map_or(Given::Absent, Given::Value);
            change.said_on = said_on;
            Change::Stage(Box::new(change))
        });
        let spent = self.spent.map(|amount| {
            Change::Reading(Box::new(ReadingChange {
                project: project.clone(),
                stage,
                figure: Figure::Money {
                    amount,
                    unit: self.unit.clone(),
                },
                as_of,
                remark: Remark::default(),
                lower: Lower::Told,
                keeps_words: true,
            }))
        });
        total.into_iter().chain(spent).collect()
    }
}

/// The unit of a column: that of its header, else of the row or the title that names units.
fn unit_of(cells: &Cells<'_>, column: &str) -> Option<Unit> {
    let header = cells.header(column)?;
    let bare = bare_header(header);
    let behind_name = || Unit::read(behind_money_name(&bare)?.1);
    let around = || cells.table.units.of(cells.table.index(column)?);
    Unit::in_brackets(header)
        .or_else(behind_name)
        .or_else(around)
}

/// The two readings of a figure with one mark before three digits: `480,000`, `8.000`.
fn either_mark(cell: &str, mark: char) -> Option<ValueProblem> {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    let (whole, behind) = number.split_once(mark)?;
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_either = (1..=3).contains(&whole.len())
        && behind.len() == 3
        && !whole.starts_with('0')
        && are_digits(whole)
        && are_digits(behind);
    let decimals = behind.trim_end_matches('0');
    let with_decimals = match decimals.is_empty() {
        true => whole.to_owned(),
        false => format!("{whole}{mark}{decimals}"),
    };
    is_either.then(|| ValueProblem::EitherMark {
        with_decimals,
        with_thousands: format!("{whole}{behind}"),
    })
}

/// The unit in which a total and what was spent of it are put: that of a header, else the smaller of
/// those beside the two, in which both are exact.
fn common_unit(headers: &[Option<Unit>; 2], money: &[Option<Money>; 2]) -> Option<Unit> {
    let of_header = headers.iter().flatten().next();
    let own = money.iter().flatten();
    let own = own.filter_map(|money| money.unit.as_ref());
    of_header
        .or_else(|| own.min_by_key(|unit| unit.times))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, header: Option<&str>) -> Option<(String, String)> {
        let header = header.map(|header| Unit::in_brackets(header).unwrap());
        let money = Money::read(text, header.as_ref()).ok()?;
        let unit = header.or_else(|| money.unit.clone());
        let amount = money.in_unit(unit.as_ref()).ok()?;
        Some((
            amount.to_string(),
            unit.map_or(String::new(), |unit| unit.written),
        ))
    }

    #[test]
    fn money_is_read_with_its_unit() {
        for (text, header, amount, unit) in [
            ("1200", None, "1200", ""),
            ("1,200.5", Some("总投资（万元）"), "1200.5", "万元"),
            ("3.2亿元", None, "3.2", "亿元"),
            ("3.2亿", None, "3.2", "亿元"),
            ("3.25678亿元", Some("总投资(万元)"), "32567.8", "万元"),
            ("１２００ 万元", Some("总投资（亿元）"), "0.12", "亿元"),
            ("€3.2m", Some("budget (k€)"), "3200", "k€"),
            ("EUR 12", None, "12", "EUR"),
            ("12 k", Some("Budget (€)"), "12000", "€"),
            ("0.30000000000000004", None, "0.3", ""),
        ] {
            let expected = Some((amount.to_owned(), unit.to_owned()));
            assert_eq!(read(text, header), expected, "{text}");
        }
        for (text, header) in [
            ("若干", None),
            ("-5", None),
            ("12 $", Some("总投资（万元）")),
            ("1,2", None),
            ("12 apples", None),
            ("3.2亿元、另2亿元", None),
            ("9999999999999999", None),
        ] {
            assert_eq!(read(text, header), None, "{text}");
        }
        for header in [
            "总投资",
            "总投资（估算）",
            "budget (approved)",
            "budget (2021)",
        ] {
            assert_eq!(Unit::in_brackets(header), None, "{header}");
        }
    }

    #[test]
    fn words_that_say_what_the_column_is_are_no_unit() {
        for (text, is_budget, sum) in [
            ("总投资1.2亿元", true, "1.2亿元"),
            ("总投资：约1.2亿元", true, "1.2亿元"),
            ("總投資：約1.2億元", true, "1.2億元"),
            ("Total £120,000", true, "£120,000"),
            ("累计完成投资3000万元", false, "3000万元"),
            ("spent EUR 12", false, "EUR 12"),
            // Of the other column, or a word that is longer.
            ("完成3000万元", true, "完成3000万元"),
            ("总投资1.2亿元", false, "总投资1.2亿元"),
            ("totals 5", true, "totals 5"),
            ("total", true, ""),
        ] {
            assert_eq!(without_label(text, is_budget), sum, "{text}");
        }
    }

    proptest! {
        // Caught: a cut in the middle of a character.
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9.,亿万元€k $-]{0,12}|.{0,8}") {
            let _ = Money::read(&text, None).map(|money| money.in_unit(None));
        }
    }
}
