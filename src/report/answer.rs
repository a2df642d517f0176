//! What a report comes to: the sentence it opens with, and the lines it closes with.

use crate::assess::Status;
use crate::messages::brief::{BriefSummary, ScopePart, Sentences};
use crate::messages::report::{
    Answer, Chosen, Closing, Kinds, KnownOn, NotCounted, Opening, See, Several, SinceDay, Sum,
    Title, Unjudged,
};
use crate::messages::{AnyOf, Projects, Targets};
use crate::model::Rule;

use super::contents::Report;
use super::request::{Filter, PeriodChoice, late};
use super::summary::{Count, Summary};

impl Report<'_> {
    /// The first line: the day, and what was asked for.
    pub fn title(&self) -> Title {
        let known_on = self.known_on.map(KnownOn::Known);
        if let (Some(_), PeriodChoice::Within(period)) = (&self.account, self.period) {
            return Title::Final {
                period,
                as_of: self.as_of,
                known_on,
            };
        }
        Title::AsOf {
            as_of: self.as_of,
            period: match self.period {
                PeriodChoice::Current => None,
                PeriodChoice::Within(period) => Some(Chosen::Within(period)),
                PeriodChoice::All => Some(Chosen::All),
            },
            since: (self.changes.as_ref()).map(|changes| SinceDay::Since(changes.then.as_of)),
            known_on,
        }
    }

    /// What was asked for, where that is not the usual.
    pub fn scope(&self) -> Option<BriefSummary> {
        let Filter {
            categories,
            units,
            leads,
        } = self.filter.clone();
        let mut parts = Vec::new();
        parts.extend(match self.period {
            PeriodChoice::Current => None,
            PeriodChoice::Within(period) => Some(ScopePart::Period(period)),
            PeriodChoice::All => Some(ScopePart::AllPeriods),
        });
        let any = |names: Vec<String>, part: fn(AnyOf<String>) -> ScopePart| {
            Some(names)
                .filter(|names| !names.is_empty())
                .map(|names| part(AnyOf(names)))
        };
        parts.extend(any(categories, ScopePart::Categories));
        parts.extend(any(units, ScopePart::Units));
        parts.extend(any(leads, ScopePart::Leads));
        if !self.asked.is_empty() {
            parts.push(ScopePart::Statuses(AnyOf(self.asked.clone())));
        }
        parts.extend(self.is_of_slipped.then_some(ScopePart::Slipped));
        parts.extend(self.known_on.map(ScopePart::Known));
        (!parts.is_empty()).then_some(BriefSummary::Scope(Sentences(parts)))
    }

    /// The first sentences: what changed, where an earlier report was asked for; what is late and what
    /// nobody knows, of all that is counted.
    pub fn answer(&self) -> Opening {
        match (&self.account, &self.changes) {
            (Some(account), _) => Opening::Final(account.answer()),
            (None, None) => Opening::Stands(self.stands()),
            (None, Some(changes)) => Opening::Since {
                changes: changes.answer(),
                stands: self.stands(),
            },
        }
    }

    fn stands(&self) -> Answer {
        let (targets, projects) = (
            Targets(self.summary.current.total),
            Projects(self.summary.projects),
        );
        let count = |status: Status| self.summary.of_status(status);
        let kinds: Vec<Several> = (Status::ALL.into_iter().filter(|status| status.is_late()))
            .map(|status| Several(count(status), status))
            .filter(|several| several.0 > 0)
            .collect();
        let late = kinds.iter().map(|several| several.0).sum();
        let kinds = Kinds(kinds);
        let unjudged = self.summary.unjudged;
        let unknown = count(Status::Unknown) - unjudged;
        let unjudged = match (unjudged, unknown) {
            (0, _) => None,
            (count, 0) => Some(Unjudged::Alone { count }),
            (count, _) => Some(Unjudged::AfterUnknown { count }),
        };
        match (targets.0, late, unknown) {
            (0, ..) => {
                let is_of_chosen = self.filter.is_any();
                match self.period {
                    PeriodChoice::Current => Answer::NoneCounted { is_of_chosen },
                    PeriodChoice::All => Answer::NoneAtAll { is_of_chosen },
                    PeriodChoice::Within(period) => Answer::NoneIn {
                        period,
                        is_of_chosen,
                    },
                }
            }
            _ if self.is_of_slipped && self.targets().next().is_none() => Answer::NoneSlipped {
                statuses: Some(AnyOf(self.asked.clone())).filter(|asked| !asked.0.is_empty()),
                targets,
                projects,
            },
            _ if self.is_none_of_asked() => Answer::NoneOf {
                statuses: AnyOf(self.asked.clone()),
                targets,
                projects,
            },
            (_, 0, 0) => Answer::NoneLate {
                targets,
                projects,
                unjudged,
            },
            (_, 0, unknown) => Answer::NoneKnownLate {
                targets,
                projects,
                unknown,
                unjudged,
            },
            (_, late, 0) => Answer::Late {
                late,
                kinds,
                targets,
                projects,
                unjudged,
            },
            (_, late, unknown) => Answer::LateAndUnknown {
                late,
                kinds,
                targets,
                projects,
                unknown,
                unjudged,
            },
        }
    }

    /// Whether all that is counted is shown.
    pub(super) fn is_of_all(&self) -> bool {
        self.asked.is_empty() && !self.is_of_slipped
    }

    /// Whether statuses were asked for that no target has; of all that are late, the sentence says so
    /// anyway.
    fn is_none_of_asked(&self) -> bool {
        let asked = self.asked.iter().map(|asked| asked.status);
        !self.asked.is_empty() && !asked.eq(late()) && self.targets().next().is_none()
    }

    /// The lines under the rows: the sums, and what is left out; for somebody who can type commands
    /// how to see it.
    pub fn closing(&self, can_type: bool) -> Vec<Closing> {
        let see = |see: See| can_type.then_some(see);
        let summary = &self.summary;
        let projects = Some(Projects(summary.projects));
        let mut lines = Vec::new();
        // Where none is shown, none of them is another.
        if self.filtered_out > 0 && self.targets().next().is_some() {
            lines.push(Closing::FilteredOut {
                hidden: self.filtered_out,
            });
        }
        if summary.current.total > 0 && self.account.is_none() {
            lines.push(Closing::Current(sum(&summary.current, projects)));
        }
        if summary.original != summary.current && self.account.is_none() {
            lines.push(Closing::Original(sum(&summary.original, None)));
        }
        let left_out = self.left_out;
        let kinds: Vec<NotCounted> = [
            (
                left_out.earlier,
                NotCounted::Earlier as fn(usize) -> NotCounted,
            ),
            (left_out.not_begun, NotCounted::NotBegun),
            (left_out.met_before, NotCounted::MetBefore),
            // An account counts those given up.
            (
                summary.cancelled * usize::from(self.account.is_none()),
                NotCounted::Cancelled,
            ),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| kind(count))
        .collect();
        if !kinds.is_empty() {
            lines.push(match self.period {
                PeriodChoice::All => Closing::NotInTotal { kinds },
                _ => Closing::LeftOut {
                    kinds,
                    see: see(See::AllPeriods),
                },
            });
        }
        if let Some(around) = left_out.around_due_within {
            lines.push(Closing::DueWithin {
                count: left_out.due_within,
                see: see(See::Period(around)),
            });
        }
        if !self.untargeted.is_empty() {
            let untargeted = self.untargeted.iter();
            let stages = untargeted.filter(|(_, stage)| stage.is_some()).count();
            let projects = self.untargeted.len() - stages;
            let is_long = stages > 0 && projects > 0;
            lines.push(Closing::Untargeted {
                stages,
                projects,
                see: see(See::Untargeted { is_long }),
            });
        }
        if self.settings.rule == Rule::Gap {
            lines.push(Closing::GapRule);
        }
        lines
    }
}

impl Summary {
    /// A group's sums.
    pub fn line(&self) -> Sum {
        sum(&self.current, None)
    }
}

fn sum(count: &Count, projects: Option<Projects>) -> Sum {
    Sum {
        green: count.green,
        yellow: count.yellow,
        red: count.red,
        unreported: count.unreported,
        not_judged: count.not_judged,
        targets: Targets(count.total),
        projects,
    }
}
