//! What changed of a target, in words and in JSON.

use crate::assess::{ChangeKind, Flag, Judged};
use crate::messages::brief::Sentences;
use crate::messages::change::{ChangeCell, ChangePart, Ended, MovedBy};
use crate::messages::terms::Progress;
use crate::messages::{Days, ShortDay, StatusWord};
use crate::model::{Day, Reading};

use super::change::{Change, Moved, latest};
use super::changes::Changes;
use super::row::{ChangeRow, MovedRow, ReadingCell};

impl Changes<'_> {
    /// What changed of a target, in words; empty: nothing.
    pub(super) fn cell(&self, judged: &Judged<'_>, as_of: Day) -> ChangeCell {
        let parts = self.of(judged).map(|change| {
            let worded = Worded {
                changes: self,
                judged,
                as_of,
            };
            worded.parts(change)
        });
        ChangeCell(Sentences(parts.unwrap_or_default()))
    }

    /// What changed of a target, for programs.
    pub(super) fn change_row<'r>(&'r self, judged: &'r Judged<'_>) -> Option<ChangeRow<'r>> {
        let change = self.of(judged)?;
        let before = change.before;
        let moved = change.moved.map(|moved| MovedRow {
            days: moved.days,
            entry: moved.by.map(|by| by.entry),
            decided_on: moved.by.map(|by| by.decided_on),
            who: moved.by.and_then(|by| self.recorder(by.entry)),
            reason: moved.by.and_then(|by| by.reason.as_deref()),
        });
        Some(ChangeRow {
            change: change.kind.id(),
            status: before.map(|before| before.verdict.status.id()),
            reason: before.and_then(|before| Some(before.verdict.reason?.id())),
            lamp: before.map(|before| before.verdict.status.lamp().id()),
            target: before.map(|before| before.revision.terms.percent),
            due: before.and_then(|before| before.revision.terms.due),
            reading: before.and_then(|before| ReadingCell::latest(before.stage)),
            moved,
            newly_reported: change.reported.is_some(),
            still_silent: change.is_still_silent,
        })
    }

    fn recorder(&self, entry: i64) -> Option<&str> {
        self.recorders.get(&entry).map(String::as_str)
    }
}

/// A target whose changes are told.
struct Worded<'c> {
    changes: &'c Changes<'c>,
    judged: &'c Judged<'c>,
    as_of: Day,
}

impl Worded<'_> {
    fn short(&self, day: Day) -> ShortDay {
        ShortDay {
            day,
            known: self.as_of,
        }
    }

    fn parts(&self, change: &Change<'_>) -> Vec<ChangePart> {
        let word = |judged: &Judged<'_>| StatusWord(judged.verdict.status, judged.verdict.reason);
        let Some(before) = change.before else {
            let set_on = self.judged.target.original().map(|first| first.decided_on);
            let set = set_on.map(|on| ChangePart::Set { on: self.short(on) });
            return set.into_iter().collect();
        };
        let (was, is) = (word(before), word(self.judged));
        let mut parts = Vec::new();
        if change.kind == ChangeKind::CarriedOn {
            let period = before.period();
            let ended = change.ended.map(word).filter(|is| *is != was);
            let ended = ended.map(Ended::As);
            parts.push(ChangePart::CarriedOn { period, was, ended });
        } else if was != is {
            parts.push(ChangePart::Verdict { was, is });
        }
        parts.extend(
            change
                .moved
                .into_iter()
                .flat_map(|moved| self.moved(before, moved)),
        );
        match change.reported {
            Some(reported) => parts.push(self.reported(reported.before, reported.now)),
            None if change.is_still_silent && self.withdrawn(before).is_none() => {
                parts.push(match self.latest_on() {
                    Some(on) => ChangePart::SilentSince { on: self.short(on) },
                    None => ChangePart::NeverReported,
                })
            }
            None => parts.extend(self.withdrawn(before)),
        }
        parts
    }

    fn latest_on(&self) -> Option<Day> {
        latest(self.judged.stage).map(|reading| reading.as_of)
    }

    fn progress(&self, reading: &Reading) -> Progress {
        Progress::of(self.judged.stage.facts.kind, reading.percent)
    }

    fn reported(&self, before: Option<&Reading>, now: &Reading) -> ChangePart {
        let (is, on) = (self.progress(now), self.short(now.as_of));
        match before {
            None => ChangePart::First { is, on },
            Some(before) => ChangePart::Figures {
                was: self.progress(before),
                was_on: self.short(before.as_of),
                is,
                on,
            },
        }
    }

    /// A reading of then that nothing took the place of.
    fn withdrawn(&self, before: &Judged<'_>) -> Option<ChangePart> {
        let now = latest(self.judged.stage);
        let is_gone = |was: &&Reading| now.is_none_or(|now| now.as_of < was.as_of);
        let was = latest(before.stage).filter(is_gone)?;
        Some(ChangePart::Withdrawn {
            was: self.progress(was),
            on: self.short(was.as_of),
        })
    }

    fn moved(&self, before: &Judged<'_>, moved: Moved<'_>) -> Vec<ChangePart> {
        let (was, is) = (&before.revision.terms, &self.judged.revision.terms);
        let by = || {
            let by = moved.by?;
            Some(MovedBy {
                who: self.changes.recorder(by.entry).map(str::to_owned),
                reason: by.reason.clone(),
            })
        };
        let mut parts = Vec::new();
        if was.percent != is.percent {
            let is_alone = was.due == is.due;
            let by = by().filter(|_| is_alone);
            let (was, is) = (was.percent, is.percent);
            parts.push(ChangePart::Percent { was, is, by });
        }
        match (was.due, is.due) {
            (Some(was), Some(is)) if was < is => parts.push(ChangePart::Later {
                was: self.short(was),
                days: Days::of(is.days_since(was)),
                by: by(),
            }),
            (Some(was), Some(is)) if is < was => parts.push(ChangePart::Earlier {
                was: self.short(was),
                days: Days::of(was.days_since(is)),
                by: by(),
            }),
            (Some(was), None) => parts.push(ChangePart::Undated {
                was: self.short(was),
                by: by(),
            }),
            (None, Some(due)) => parts.push(ChangePart::Dated {
                due: self.short(due),
                by: by(),
            }),
            _ => {}
        }
        if parts.is_empty() && self.judged.verdict.has(Flag::Replanned) {
            parts.push(ChangePart::Replanned { by: by() });
        }
        parts
    }
}
