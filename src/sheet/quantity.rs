//! How much of something a row is of, and how much of it is done.

use crate::ledger::Figure;
use crate::model::Amount;

use super::cells::Cells;
use super::values::text;

/// How much of something a row is of, by a bill of quantities, and the unit.
pub(super) struct Quantity {
    pub(super) total: Amount,
    pub(super) unit: Option<String>,
}

impl Quantity {
    /// What the cells of a row say, and how much of it is done, where that is no percent.
    pub(super) fn of(cells: &mut Cells<'_>) -> (Option<Quantity>, Option<Figure>) {
        let Some(total) = cells.amount("quantity").filter(|it| it.thousandths() > 0) else {
            return (None, None);
        };
        let done = cells.amount("reading");
        let is_percent = cells
            .header("reading")
            .is_some_and(|name| name.contains(['%', '％']));
        let done = done.filter(|_| !is_percent);
        let quantity = Quantity {
            total,
            unit: cells.read("measure", text),
        };
        (
            Some(quantity),
            done.map(|done| Figure::Amount(done, Some(total))),
        )
    }
}
