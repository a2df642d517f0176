use crate::assess::{Flag, Judged};
use crate::messages::recorded::RecordedLine;
use crate::messages::subject::{Mark, Subject};
use crate::messages::terms::{DueNote, GoalBy, GoalWord, TargetPart, TermsBefore};
use crate::messages::{Days, Notes, Parts, ShortDay, StatusWord};
use crate::model::{Day, Project, Revision, Stage, Target, Terms};

/// A target just set or revised.
pub struct TargetSet<'a> {
    /// Its project.
    pub project: &'a Project,
    /// Its stage.
    pub stage: &'a Stage,
    /// Itself, with the terms now.
    pub target: &'a Target,
    /// The terms before; `None`: it is new.
    pub before: Option<&'a Revision>,
    /// The terms now.
    pub after: &'a Revision,
    /// The target judged by them.
    pub standing: Option<&'a Judged<'a>>,
}

impl TargetSet<'_> {
    /// What is to be reached by when and what it was, before it is recorded.
    pub fn planned(&self) -> RecordedLine {
        RecordedLine::Target {
            mark: None,
            subject: Subject::of_target(self.project, self.stage, self.target),
            parts: Parts(self.terms()),
        }
    }

    fn terms(&self) -> Vec<TargetPart> {
        let (terms, kind) = (&self.after.terms, self.stage.facts.kind);
        let before = self.before.and_then(|before| self.before(&before.terms));
        let mut parts = vec![TargetPart::Goal {
            terms: GoalBy::of(kind, terms),
            before: Notes(before.into_iter().collect()),
        }];
        parts.extend(TargetPart::others(terms));
        let before = self.before.map(|before| TargetPart::others(&before.terms));
        let mut gone = before.unwrap_or_default();
        gone.retain(|part| !parts.contains(part));
        parts.extend((!gone.is_empty()).then_some(TargetPart::Before(gone)));
        parts
    }

    /// What is to be reached by when, what it was, and the verdict; without an entry, nothing was
    /// changed.
    pub fn line(&self, entry: Option<i64>, as_of: Day) -> RecordedLine {
        let mut parts = self.terms();
        if entry.is_none() {
            parts.push(TargetPart::Unchanged);
        } else {
            // The verdict says that it rests.
            let is_at_rest = self
                .standing
                .is_some_and(|it| it.verdict.status.is_at_rest());
            parts.retain(|part| !(is_at_rest && matches!(part, TargetPart::State(_))));
            parts.extend(self.overtaken(as_of));
            parts.extend(self.standing.into_iter().flat_map(|it| standing(it, as_of)));
        }
        RecordedLine::Target {
            mark: entry.map(Mark),
            subject: Subject::of_target(self.project, self.stage, self.target),
            parts: Parts(parts),
        }
    }

    /// The terms before, as far as they were others.
    fn before(&self, before: &Terms) -> Option<TermsBefore> {
        let (terms, kind) = (&self.after.terms, self.stage.facts.kind);
        let goal = GoalWord::of(kind, before.percent);
        let notes = || Notes(Vec::new());
        match (before.percent != terms.percent, before.due != terms.due) {
            (false, false) if GoalBy::of(kind, before) == GoalBy::of(kind, terms) => None,
            (false, false) => {
                let implied = before.is_due_implied.then_some(DueNote::Implied);
                let words = before.words.clone().map(DueNote::Words);
                implied.or(words).map(TermsBefore::Worded)
            }
            (true, false) => Some(TermsBefore::Goal(goal)),
            (false, true) => Some(before.due.map_or(TermsBefore::Undated, TermsBefore::Due)),
            (true, true) => Some(TermsBefore::GoalBy(match before.due {
                Some(due) => GoalBy::By {
                    goal,
                    due,
                    notes: notes(),
                },
                None => GoalBy::Undated {
                    goal,
                    notes: notes(),
                },
            })),
        }
    }

    fn overtaken(&self, as_of: Day) -> Option<TargetPart> {
        // As of a day before it was taken, it is to come.
        let now = self.target.in_force(as_of.max(self.after.decided_on))?;
        (now.terms != self.after.terms).then(|| TargetPart::Overtaken {
            by: now.decided_on,
            terms: GoalBy::of(self.stage.facts.kind, &now.terms),
        })
    }
}

fn standing(judged: &Judged<'_>, as_of: Day) -> Vec<TargetPart> {
    let verdict = &judged.verdict;
    let mut parts = vec![TargetPart::Status(StatusWord(
        verdict.status,
        verdict.reason,
    ))];
    if verdict.has(Flag::Replanned) {
        parts.push(TargetPart::Replanned);
    }
    if let Some(slip) = judged.slip
        && let Some(moved) = slip.days.and_then(|moved| usize::try_from(moved).ok())
        && let (1.., Some(day)) = (moved, slip.original_due)
    {
        parts.push(TargetPart::Slipped {
            days: Days(moved),
            due: ShortDay { day, known: as_of },
        });
    }
    parts
}
