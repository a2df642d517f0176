//! What rows say, kind by kind, and the order in which it is to be taken.

use crate::ledger::{Change, Origin, StateChange, Stated, TargetChange};

/// Statements of sheets, while these are read.
#[derive(Default)]
pub(super) struct Said {
    /// Settings, projects and stages, of lists of them.
    pub(super) facts: Vec<Stated>,
    /// Texts that are kept of projects.
    pub(super) texts: Vec<Stated>,
    pub(super) states: Vec<(Origin, StateChange)>,
    pub(super) targets: Vec<(Origin, Box<TargetChange>)>,
    /// All that rows of plans say.
    pub(super) flat: Vec<Stated>,
    pub(super) readings: Vec<Stated>,
    /// What rows of plans say that are at fault, or asked about, each with its place among the others.
    pub(super) unsure: Vec<(usize, Stated)>,
}

/// Statements in the order in which they are to be taken, and those of rows at fault, each with the
/// place among them that it would have.
pub(super) struct InOrder {
    pub(super) sure: Vec<Stated>,
    pub(super) unsure: Vec<(usize, Stated)>,
}

impl Said {
    /// Puts the statements in order. States go by their days. Numbered revisions of targets go in
    /// their order, else targets by period, so that one comes after the one it carries on; of one
    /// period those with a day of decision in the order of days, and last those decided today.
    pub(super) fn in_order(mut self) -> InOrder {
        let mut states = self.states;
        states.sort_by_key(|(_, state)| (state.decided_on.is_none(), state.decided_on));
        let states = (states.into_iter()).map(|(origin, state)| Stated {
            origin,
            change: Change::State(state),
        });
        let mut targets = self.targets;
        targets.sort_by_key(|(origin, target)| {
            let which = &target.which;
            (
                which.revision.unwrap_or(0),
                which.number,
                which.period.is_none(),
                which.period,
                target.decided_on.is_none(),
                target.decided_on,
                origin.file,
            )
        });
        let targets = (targets.into_iter()).map(|(origin, target)| Stated {
            origin,
            change: Change::Target(target),
        });
        let mut changes = self.facts;
        changes.append(&mut self.texts);
        changes.extend(states);
        changes.extend(targets);
        let first = changes.len();
        let unsure = self.unsure.into_iter();
        let unsure = unsure.map(|(place, stated)| (first + place, stated));
        changes.append(&mut self.flat);
        changes.append(&mut self.readings);
        InOrder {
            sure: changes,
            unsure: unsure.collect(),
        }
    }

    /// Adds what a row of a plan says that is at fault.
    pub(super) fn not_sure(&mut self, stated: Stated) {
        self.unsure.push((self.flat.len(), stated));
    }
}
