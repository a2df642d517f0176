//! What there is to say of an import.

use crate::ledger::{CountsByKind, Plan};
use crate::messages::import::{ImportLine, ImportNote, Imported};
use crate::messages::{Common, Kind, Notes, OfThese, RowWarning, Things};
use crate::model::Counts;
use crate::sheet::Sheets;

/// At most so many warnings are listed; the others are counted.
const LISTED: usize = 50;

/// What there is to know of rows that were taken: of warnings that real data is full of, the first
/// of each kind, and how many more there are.
pub(super) fn warnings<K: Ord>(
    sheets: &Sheets,
    plan: &Plan,
    order: impl Fn(&RowWarning) -> K,
) -> Vec<ImportLine> {
    let of_ledger = plan.warnings.iter().map(|(origin, warning)| RowWarning {
        at: sheets.row_ref(*origin),
        warning: warning.clone(),
    });
    let all = of_ledger.chain(sheets.warnings.iter().cloned());
    let (mut common, mut own): (Vec<RowWarning>, Vec<RowWarning>) =
        all.partition(|row| row.warning.common().is_some());
    common.sort_by_key(|row| (row.warning.common(), order(row)));
    own.sort_by_key(&order);
    let unread = sheets.warning_count - sheets.warnings.len();
    let more = own.len().saturating_sub(LISTED) + unread;
    let mut lines: Vec<ImportLine> = own
        .into_iter()
        .take(LISTED)
        .map(ImportLine::Warning)
        .collect();
    if more > 0 {
        lines.push(ImportLine::MoreWarnings(more));
    }
    for kind in common.chunk_by(|a, b| a.warning.common() == b.warning.common()) {
        lines.extend(kind.first().cloned().map(ImportLine::Warning));
        let more = kind.len().saturating_sub(1);
        let of = kind.first().and_then(|first| first.warning.common());
        lines.extend(of.filter(|_| more > 0).map(|of| match of {
            Common::StartWithoutPercent => ImportLine::MoreStartsWithoutPercent(more),
            Common::NoBudget => ImportLine::MoreWithoutBudget(more),
        }));
    }
    lines
}

/// What came of the rows, kind by kind. Without an entry nothing was written: all was there.
pub(super) fn summary(counts: &CountsByKind, entry: Option<i64>, is_dry_run: bool) -> ImportLine {
    let is_nothing = entry.is_none() && !is_dry_run;
    let counts = [
        (counts.projects, Kind::Project),
        (counts.states, Kind::State),
        (counts.stages, Kind::Stage),
        (counts.targets, Kind::Target),
        (counts.readings, Kind::Reading),
        (counts.settings, Kind::Setting),
    ]
    .into_iter()
    .filter(|(counts, _)| counts.all() > 0)
    .map(|(counts, kind)| Imported {
        things: Things(counts.all(), kind),
        notes: Notes(match is_nothing {
            true => Vec::new(),
            false => notes(counts, kind),
        }),
    });
    let counts = counts.collect();
    match entry {
        _ if is_dry_run => ImportLine::WouldImport { counts },
        Some(entry) => ImportLine::Imported { entry, counts },
        None => ImportLine::Nothing { counts },
    }
}

/// Nothing of those that are all new.
fn notes(counts: Counts, kind: Kind) -> Vec<ImportNote> {
    let Counts {
        added,
        revised,
        unchanged,
    } = counts;
    match (added, revised, unchanged) {
        (_, 0, 0) => Vec::new(),
        (0, _, 0) => vec![ImportNote::AllRevised],
        (0, 0, _) => vec![ImportNote::AllUnchanged],
        _ => [
            (added, ImportNote::New(OfThese(added, kind))),
            (revised, ImportNote::Revised(OfThese(revised, kind))),
            (unchanged, ImportNote::Unchanged(OfThese(unchanged, kind))),
        ]
        .into_iter()
        .filter_map(|(count, note)| (count > 0).then_some(note))
        .collect(),
    }
}
