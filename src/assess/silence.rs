//! Who owes a report: by the age of the last one, whatever that said.
//!
//! Where the rules leave something open, this is what is done:
//! - A report is any reading of the stage, also one without a figure.
//! - It is due again once the last one is older than the stale limit, and as soon as the due day has
//!   passed without a report on it or after it.
//! - A milestone is asked for like anything else: "under way" answers.
//! - A stage that was never reported is silent from the day before the target begins, or from the
//!   day on which that was set, if it is later; of targets carried on, the first one's. Asked for a
//!   day before it was set, it counts as set all along, as for every verdict.
//! - A target of the whole works that is rolled up asks for the stages that are not finished; a
//!   report on the whole works answers for all of them.

use crate::model::{Day, Percent, Settings, Stage, State};

use super::baseline::first_day;
use super::portfolio::Judged;
use super::stale::StaleLimit;
use super::status::Status;

/// A stage of which a report is owed.
#[derive(Clone, Copy, Debug)]
pub struct Silence<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The day of its last report; `None` if there never was one.
    pub reported_on: Option<Day>,
    /// The day of the last report, else that from which one could be expected.
    pub since: Day,
    /// The first day on which a report was owed.
    pub owed_since: Day,
}

impl<'a> Judged<'a> {
    /// Whether anybody is asked how far it is: it is unmet, and neither it nor its project rests.
    pub fn is_asked_about(&self, as_of: Day) -> bool {
        self.is_unmet()
            && self.verdict.status != Status::Suspended
            && self.project.state_on(as_of) == State::Active
    }

    /// Whether reports are expected of it: it is asked about, and has begun.
    pub fn expects_reports(&self, as_of: Day) -> bool {
        self.is_asked_about(as_of) && self.verdict.status != Status::Future
    }

    /// The stages whose report it waits for.
    pub fn silences(&self, as_of: Day, settings: &Settings) -> Vec<Silence<'a>> {
        if !self.expects_reports(as_of) {
            return Vec::new();
        }
        let stages = self.asked_stages().into_iter();
        let silence = |stage| self.silence(stage, as_of, settings);
        stages.filter_map(silence).collect()
    }

    /// Its own stage, or the unfinished ones that are rolled up in its place.
    fn asked_stages(&self) -> Vec<&'a Stage> {
        let Some(derived) = &self.verdict.derived else {
            return vec![self.stage];
        };
        let open = derived.shares.iter();
        let open = open.filter(|share| share.counted < Percent::FULL);
        let stages = &self.project.stages;
        open.filter_map(|share| stages.iter().find(|stage| stage.id == share.stage))
            .collect()
    }

    fn silence(&self, stage: &'a Stage, as_of: Day, settings: &Settings) -> Option<Silence<'a>> {
        let due = self.revision.terms.due;
        let reported_on = stage.reported_on().max(self.stage.reported_on());
        let since = reported_on.or_else(|| self.expected_from(as_of))?;
        let stale_on = StaleLimit::of(since, due, settings).is_over_on(since);
        let unanswered = due.filter(|due| reported_on.is_none_or(|on| on < *due));
        let after_due = unanswered
            .and_then(|due| due.plus(1))
            .map(|on| on.max(since));
        let owed_since = [stale_on, after_due].into_iter().flatten().min()?;
        (owed_since <= as_of).then_some(Silence {
            stage,
            reported_on,
            since,
            owed_since,
        })
    }

    /// From when a first report could be expected.
    fn expected_from(&self, as_of: Day) -> Option<Day> {
        let first = *self.history(as_of).first()?;
        let terms = match self.carried_from {
            Some(_) => &first.terms,
            None => &self.revision.terms,
        };
        let before = first_day(terms).and_then(|day| day.plus(-1));
        let set_on = Some(first.decided_on).filter(|day| *day <= as_of);
        before.max(set_on)
    }
}
