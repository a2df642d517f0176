//! What a target asks for, where a stage stands, and the words for their states.

use crate::model::{
    Amount, Commitment, Day, Figure, Percent, Period, StageKind, State, TargetState, Terms,
};

use super::macros::{messages, sentences};
use super::nouns::Days;
use super::say::{Notes, ShortDay};
use super::verdict::StatusWord;

sentences! {
    Commitment {
        Ensure en "ensure" zh "确保",
        Strive en "strive" zh "力争",
        Expected en "expected" zh "预计",
        Push en "push" zh "推动",
    }
}

sentences! {
    State {
        Active en "active" zh "进行中",
        Suspended en "suspended" zh "暂停",
        Cancelled en "cancelled" zh "已取消",
        Closed en "closed" zh "已办结",
    }
}

sentences! {
    TargetState {
        Active en "active" zh "进行中",
        Suspended en "suspended" zh "暂停",
        Dropped en "cancelled" zh "已取消",
    }
}

sentences! {
    StageKind {
        Measured en "measured" zh "按百分比",
        Milestone en "milestone" zh "节点",
    }
}

messages! {
    /// How much is to be reached.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum GoalWord {
        Percent(percent: Percent) en "{percent}" zh "{percent}",
        Done en "done" zh "完成",
    }
}

impl GoalWord {
    /// A target's percent; on a milestone, all of it.
    pub fn of(kind: StageKind, percent: Percent) -> GoalWord {
        match kind {
            StageKind::Measured => GoalWord::Percent(percent),
            StageKind::Milestone => GoalWord::Done,
        }
    }
}

messages! {
    /// How much by when.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum GoalBy {
        By { goal: GoalWord, due: Day, notes: Notes<DueNote> }
            en "{goal} by {due}{notes}"
            zh "{due}前{goal}{notes}",
        Undated { goal: GoalWord, notes: Notes<DueNote> }
            en "{goal}, undated{notes}"
            zh "{goal}，未明确时限{notes}",
    }
}

impl GoalBy {
    /// How much by when, and where the day comes from.
    pub fn of(kind: StageKind, terms: &Terms) -> GoalBy {
        let goal = GoalWord::of(kind, terms.percent);
        let implied = terms.is_due_implied.then_some(DueNote::Implied);
        let words = terms.words.clone().map(DueNote::Words);
        let notes = Notes(implied.into_iter().chain(words).collect());
        match terms.due {
            Some(due) => GoalBy::By { goal, due, notes },
            None => GoalBy::Undated { goal, notes },
        }
    }
}

messages! {
    /// Where a due day comes from.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum DueNote {
        Implied en "the period's last day" zh "期间最后一日",
        Words(text: String) en "\"{text}\"" zh "“{text}”",
    }
}

messages! {
    /// What the terms of a target were, as far as they were others.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum TermsBefore {
        GoalBy(terms: GoalBy) en "was {terms}" zh "原为{terms}",
        Goal(goal: GoalWord) en "was {goal}" zh "原为{goal}",
        Due(due: Day) en "was by {due}" zh "原为{due}前",
        Undated en "was undated" zh "原未明确时限",
        /// The same day in other words.
        Worded(words: DueNote) en "was {words}" zh "原为{words}",
    }
}

messages! {
    /// What there is to say of a target, its goal first.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum TargetPart {
        Goal { terms: GoalBy, before: Notes<TermsBefore> }
            en "{terms}{before}"
            zh "{terms}{before}",
        /// Where the plan starts, and when.
        StartsAt(start: Figure) en "from {start}" zh "起点进度为{start}",
        StartsFrom(percent: Percent) en "from {percent}" zh "起点进度{percent}",
        StartsOn(day: Day) en "from {day}" zh "计划自{day}起",
        Via(points: Vec<Figure>) en "via {points}" zh "计划节点为{points}",
        Commitment(commitment: Commitment) en "{commitment}" zh "{commitment}",
        State(state: TargetState) en "{state}" zh "{state}",
        Period(period: Period) en "{period}" zh "{period}",
        Label(text: String) en "{text}" zh "{text}",
        Decided { on: Day, reason: Option<Because> }
            en "decided on {on}{reason}"
            zh "{on}决定{reason}",
        /// Terms that no longer hold.
        Before(parts: Vec<TargetPart>) en "no longer {parts}" zh "不再：{parts}",
        Unchanged
            en "nothing changed; already on record"
            zh "与现有内容相同，未作改动",
        /// A decision of an earlier day changes nothing once a later one was taken.
        Overtaken { by: Day, terms: GoalBy }
            en "overtaken by the decision of {by}: {terms}"
            zh "已被{by}的决定取代：{terms}",
        Status(word: StatusWord) en "{word}" zh "{word}",
        /// The plan is not the first one.
        Replanned en "replanned" zh "计划已调整",
        Slipped { days: Days, due: ShortDay }
            en "slipped {days} from {due}"
            zh "较原定{due}延期{days}",
    }
}

impl TargetPart {
    /// The goal alone.
    pub fn goal(kind: StageKind, terms: &Terms) -> TargetPart {
        TargetPart::Goal {
            terms: GoalBy::of(kind, terms),
            before: Notes(Vec::new()),
        }
    }

    /// What else was decided: where the plan starts, its points, the commitment, whether it rests, the
    /// period and the label.
    pub fn others(terms: &Terms) -> Vec<TargetPart> {
        let declared = terms.baseline.and_then(|from| from.on);
        let start = declared.or(terms.start.map(Day::before));
        let from = terms.baseline.map(|from| from.percent);
        let points = terms.plan_points.iter();
        let points: Vec<Figure> = points
            .map(|point| Figure {
                on: point.on,
                percent: point.percent,
            })
            .collect();
        let label = Some(terms.label.clone()).filter(|label| !label.is_empty());
        [
            match (start, from) {
                (Some(on), Some(percent)) => Some(TargetPart::StartsAt(Figure { on, percent })),
                (Some(on), None) => Some(TargetPart::StartsOn(on)),
                (None, Some(percent)) => Some(TargetPart::StartsFrom(percent)),
                (None, None) => None,
            },
            (!points.is_empty()).then_some(TargetPart::Via(points)),
            terms.commitment.map(TargetPart::Commitment),
            Some(terms.state)
                .filter(|state| *state != TargetState::Active)
                .map(TargetPart::State),
            terms.period.map(TargetPart::Period),
            label.map(TargetPart::Label),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

messages! {
    /// Why something was decided.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct Because { pub reason: String }
        en ": {reason}"
        zh "：{reason}"
}

impl Because {
    /// Nothing where no reason was given.
    pub fn of(reason: Option<&str>) -> Option<Because> {
        let given = reason.filter(|reason| !reason.is_empty());
        given.map(|reason| Because {
            reason: reason.to_owned(),
        })
    }
}

messages! {
    /// A figure of a stage, as its kind says it.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum FigureWord {
        Percent(percent: Percent) en "{percent}" zh "{percent}",
        Done en "done" zh "已完成",
        NotDone en "not yet" zh "未完成",
    }
}

impl FigureWord {
    /// A milestone under 100 % is not done.
    pub fn of(kind: StageKind, percent: Percent) -> FigureWord {
        match kind {
            StageKind::Measured => FigureWord::Percent(percent),
            StageKind::Milestone if percent == Percent::FULL => FigureWord::Done,
            StageKind::Milestone => FigureWord::NotDone,
        }
    }
}

messages! {
    /// Where a stage stands, as a reading says it.
    pub enum Progress {
        Figure(figure: FigureWord) en "{figure}" zh "{figure}",
        UnderWay en "under way" zh "推进中",
    }
}

impl Progress {
    /// A reading without a percent says that it is under way.
    pub fn of(kind: StageKind, percent: Option<Percent>) -> Progress {
        percent.map_or(Progress::UnderWay, |percent| {
            Progress::Figure(FigureWord::of(kind, percent))
        })
    }
}

messages! {
    /// The amount behind a percent, in the unit of its stage.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct AmountDone { pub amount: Amount, pub total: Option<Amount>, pub unit: Option<String> }
        if (total.is_some() && unit.is_some())
            en "{amount} of {total} {unit}"
            zh "{amount}/{total}{unit}"
        else if (total.is_some())
            en "{amount} of {total}"
            zh "{amount}/{total}"
        else if (unit.is_some())
            en "{amount} {unit}"
            zh "{amount}{unit}"
        else
            en "{amount}"
            zh "{amount}"
}

messages! {
    /// Where a stage stood on a day.
    pub struct ProgressOn { pub progress: Progress, pub amount: Notes<AmountDone>, pub on: Day }
        en "{progress}{amount} on {on}"
        zh "{on}{progress}{amount}"
}
