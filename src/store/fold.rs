//! Edits laid upon each other: what holds after all of those that count.

use crate::model::{Alias, Given, Percent, Revision, TargetState, Terms};

use super::rows::{AliasEdit, ProjectEdit, RevisionEdit, StageEdit, Standing};

/// The revisions of a target, from edits in the order of recording: the first one, then the others
/// in the order of their days, each with the entry and position it came with and the terms that
/// hold with it.
pub fn revisions(mut edits: Vec<RevisionEdit>) -> Vec<(i64, i64, Revision)> {
    if let Some((_, rest)) = edits.split_first_mut() {
        rest.sort_by_key(|edit| edit.decided_on);
    }
    let mut terms = undecided();
    let laid = edits.into_iter().map(|edit| {
        let (entry, position, decided_on) = (edit.entry, edit.position, edit.decided_on);
        let reason = edit.reason.clone();
        lay_terms(&mut terms, edit);
        let revision = Revision {
            decided_on,
            terms: Terms {
                // A day taken away from beneath what was recorded before is not implied.
                is_due_implied: terms.is_due_implied && terms.due.is_some(),
                ..terms.clone()
            },
            reason,
        };
        (entry, position, revision)
    });
    laid.collect()
}

impl ProjectEdit {
    /// Lays a later edit upon this one.
    pub fn lay(&mut self, later: ProjectEdit) {
        self.code = later.code.or(self.code.take());
        self.name = later.name.or(self.name.take());
        lay(&mut self.name_en, later.name_en);
        lay(&mut self.category, later.category);
        lay(&mut self.unit, later.unit);
        lay(&mut self.lead, later.lead);
        self.reason = later.reason;
    }
}

impl StageEdit {
    /// Lays a later edit upon this one.
    pub fn lay(&mut self, later: StageEdit) {
        self.code = later.code.or(self.code.take());
        self.name = later.name.or(self.name.take());
        lay(&mut self.name_en, later.name_en);
        self.position = later.position.or(self.position);
        self.kind = later.kind.or(self.kind);
        lay(&mut self.weight, later.weight);
        lay(&mut self.unit, later.unit);
        lay(&mut self.total, later.total);
        self.reason = later.reason;
    }
}

fn lay<T>(fact: &mut Given<T>, later: Given<T>) {
    if later.is_given() {
        *fact = later;
    }
}

pub fn lay_alias(aliases: &mut Vec<Alias>, edit: AliasEdit) {
    let place = aliases.iter().position(|alias| alias.name == edit.name);
    let is_certain = edit.standing == Standing::Certain;
    match (place, edit.standing) {
        (Some(place), Standing::Dropped) => {
            aliases.remove(place);
        }
        (None, Standing::Dropped) => {}
        (Some(place), _) => {
            if let Some(alias) = aliases.get_mut(place) {
                alias.is_certain = is_certain;
            }
        }
        (None, _) => aliases.push(Alias {
            name: edit.name,
            is_certain,
        }),
    }
}

/// Terms before anything was decided.
pub fn undecided() -> Terms {
    Terms {
        period: None,
        label: String::new(),
        carried_from: None,
        percent: Percent::FULL,
        due: None,
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    }
}

/// Lays what was decided later upon the terms before.
fn lay_terms(terms: &mut Terms, edit: RevisionEdit) {
    terms.period = edit.period.or_kept(terms.period);
    terms.label = edit.label.unwrap_or(std::mem::take(&mut terms.label));
    terms.carried_from = edit.carried_from.or_kept(terms.carried_from);
    terms.percent = edit.percent.unwrap_or(terms.percent);
    terms.due = edit.due.or_kept(terms.due);
    terms.words = edit.words.or_kept(terms.words.take());
    terms.is_due_implied = edit.is_due_implied.unwrap_or(terms.is_due_implied);
    terms.start = edit.start.or_kept(terms.start);
    terms.baseline = edit.baseline.or_kept(terms.baseline);
    terms.plan_points = edit
        .plan_points
        .unwrap_or(std::mem::take(&mut terms.plan_points));
    terms.commitment = edit.commitment.or_kept(terms.commitment);
    terms.state = edit.state.unwrap_or(terms.state);
}
