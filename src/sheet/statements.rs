//! What rows say, kind by kind, and the order in which it is to be taken.

use std::collections::{HashMap, HashSet};

use crate::ledger::{Change, Due, Goal, Origin, StateChange, Stated, TargetChange};
use crate::model::{Day, Given};

/// Statements of sheets, while these are read.
#[derive(Default)]
pub(super) struct Statements {
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

impl Statements {
    /// Puts the statements in order. States go by their days. Numbered revisions of targets go in
    /// their order, else targets by period, so that one comes after the one it carries on; of one
    /// period those with a day of decision in the order of days, and last those decided today.
    ///
    /// Plans go by the days of their sheets, which stand here by the places of these.
    pub(super) fn in_order(mut self, days: &[Option<Day>]) -> InOrder {
        self.flat = by_day(self.flat, days);
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
        let unsure = unsure.map(|(index, stated)| (first + index, stated));
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

/// What plans say, the earlier ones first. Of what several say of one target, the last says it all,
/// but for what it leaves open.
fn by_day(mut flat: Vec<Stated>, days: &[Option<Day>]) -> Vec<Stated> {
    let day = |stated: &Stated| days.get(stated.origin.file).copied().flatten();
    if days.iter().flatten().collect::<HashSet<_>>().len() < 2 {
        return flat;
    }
    flat.sort_by_key(day);
    let (mut counts, mut later) = (HashMap::new(), HashMap::new());
    let mut kept: Vec<Option<Stated>> = Vec::with_capacity(flat.len());
    for mut stated in flat {
        if let (Some(on), Change::Target(target)) = (day(&stated), &mut stated.change) {
            let which = (
                target.project.clone(),
                target.stage.clone(),
                target.which.period,
            );
            let count: &mut usize = counts
                .entry((stated.origin.file, which.clone()))
                .or_default();
            *count += 1;
            let before = later.insert((which, *count), (on, kept.len()));
            if let Some((_, index)) = before.filter(|(before, _)| *before < on)
                && let Some(earlier) = kept.get_mut(index).and_then(Option::take)
                && let Change::Target(earlier) = earlier.change
            {
                leave_open(target, *earlier);
            }
        }
        kept.push(Some(stated));
    }
    kept.into_iter().flatten().collect()
}

/// What a statement of a target leaves open is as an earlier one says.
fn leave_open(target: &mut TargetChange, earlier: TargetChange) {
    if target.goal == Goal::Absent {
        target.goal = earlier.goal;
    }
    if target.due == Due::Absent {
        (target.due, target.words) = (earlier.due, earlier.words);
        (target.ways, target.read_on) = (earlier.ways, earlier.read_on);
        target.is_due_implied = earlier.is_due_implied;
    }
    if target.commitment == Given::Absent {
        target.commitment = earlier.commitment;
    }
    if target.start == Given::Absent {
        target.start = earlier.start;
    }
    if target.baseline == Given::Absent {
        target.baseline = earlier.baseline;
    }
}
