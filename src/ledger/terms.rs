//! The terms that a statement sets, upon those in force, and what a row must say to record them.

use crate::assess::plan_start;
use crate::messages::{Field, Refusal, ValueProblem};
use crate::model::{
    DateError, DateRules, Day, Deadline, Given, Percent, Period, TargetState, Terms, TermsEdit,
    read_deadline,
};
use crate::store::undecided;

use super::change::{Due, Goal, TargetChange};
use super::planner::{Taken, refuse};

/// The deadline of a statement, as far as it can be read without knowing which target is meant.
///
/// Words without a year fall into the period given; without one they name the next such day.
pub(super) fn read_due(
    change: &TargetChange,
    period: Option<Period>,
    rules: &DateRules,
) -> Taken<Option<Deadline>> {
    let commitment = None;
    match &change.due {
        Due::Absent | Due::Implied => Ok(None),
        Due::Undated => Ok(Some(Deadline::Undated { commitment })),
        Due::Day(due) => Ok(Some(Deadline::On {
            due: *due,
            commitment,
        })),
        Due::Words(words) => match read_deadline(words, period, &rules_of(change, rules)) {
            Ok(deadline) => Ok(Some(deadline)),
            Err(problem) => {
                let problem = ValueProblem::Date(nearer(problem, change, period, rules));
                refuse(
                    "due_words",
                    Refusal::value(Field::Deadline, words.trim(), problem),
                )
            }
        },
    }
}

/// How the words of a statement are read: from its own day, and as was said of them.
fn rules_of(change: &TargetChange, rules: &DateRules) -> DateRules {
    DateRules {
        today: change.read_on.unwrap_or(rules.today),
        ..rules.with(change.ways)
    }
}

/// Words without a year name the next such day, unless the one before is at most so many days past:
/// then a sheet may mean either.
const MAY_BE_PAST: i64 = 100;

/// The first day that words without a year may mean: a sheet of a year may mean any of that year.
fn may_be_from(change: &TargetChange, today: Day) -> Option<Day> {
    let recent = today.plus(-MAY_BE_PAST)?;
    let of_year = change.year.and_then(|year| Day::from_ymd(year, 1, 1));
    Some(of_year.map_or(recent, |first| first.min(recent)))
}

/// What is asked about an interval with 前: in a sheet's row that gives no period, the one that is
/// just over is meant rather than next year's.
fn nearer(
    problem: DateError,
    change: &TargetChange,
    period: Option<Period>,
    rules: &DateRules,
) -> DateError {
    let (Due::Words(words), DateError::BeforeOrWithin { .. }) = (&change.due, problem) else {
        return problem;
    };
    let rules = rules_of(change, rules);
    let before = may_be_from(change, rules.today);
    let past = before.filter(|_| change.which.is_row).and_then(|today| {
        let read = read_deadline(words, period, &DateRules { today, ..rules });
        read.err()
    });
    match past {
        Some(past @ DateError::BeforeOrWithin { .. }) => past,
        _ => problem,
    }
}

/// Whether the deadline of a sheet's row that gives no period may be a day that is just past, as well
/// as the next one of that name. 年底 is that of its own year.
pub(super) fn check_year(change: &TargetChange, rules: &DateRules) -> Taken<()> {
    let Due::Words(words) = &change.due else {
        return Ok(());
    };
    let rules = rules_of(change, rules);
    let today = rules.today;
    let from = |today| DateRules { today, ..rules };
    let due_from = |today| match read_deadline(words, None, &from(today)) {
        Ok(Deadline::On { due, .. }) => Some(due),
        _ => None,
    };
    let before = may_be_from(change, today).and_then(due_from);
    let (Some(past), Some(next)) = (before, due_from(today)) else {
        return Ok(());
    };
    let ((past_year, past_month, _), (year, month, _)) = (past.ymd(), next.ymd());
    // Words that count from today name other days of the year.
    let is_yearless = past_year + 1 == year && past_month == month;
    if !is_yearless || words.replace("半年", "").contains('年') {
        return Ok(());
    }
    let problem = Refusal::WhichYear { past, next };
    refuse("due_words", problem)
}

/// The terms that a statement sets, upon others, or as those of a new target in a period.
pub(super) fn set(
    change: &TargetChange,
    base: Option<&Terms>,
    period: Option<Period>,
    deadline: Option<Deadline>,
    is_measured: bool,
) -> Terms {
    let is_new = base.is_none();
    let base = base.cloned().unwrap_or_else(undecided);
    let percent = match change.goal {
        Goal::Percent(percent) => percent,
        Goal::Done => Percent::FULL,
        Goal::Absent | Goal::OfMilestone => base.percent,
    };
    // The period's last day, for want of another.
    let is_implied = match change.due {
        Due::Implied => true,
        Due::Absent => is_new && period.is_some(),
        Due::Undated | Due::Day(_) | Due::Words(_) => false,
    };
    let (due, of_words) = match deadline {
        Some(Deadline::On { due, commitment }) => (Some(due), commitment),
        Some(Deadline::Undated { commitment }) => (None, commitment),
        None if is_implied && is_measured => (period.map(|period| period.end()), None),
        None if is_implied => (None, None),
        None => (base.due, None),
    };
    let has_moved = due != base.due || is_implied;
    let words = match (&change.due, &change.words) {
        (_, Given::Value(words)) => Some(words.clone()),
        (Due::Words(words), Given::Absent) => {
            // A plain day is no words.
            Some(words.trim().to_owned()).filter(|words| words.parse::<Day>().is_err())
        }
        (_, given) => given.clone().or_kept(base.words.filter(|_| !has_moved)),
    };
    let commitment = match (&change.commitment, of_words) {
        (Given::Absent | Given::Empty, Some(of_words)) => Some(of_words),
        (given, _) => given.clone().or_kept(base.commitment),
    };
    let is_due_implied = match change.is_due_implied {
        Some(is_implied) => is_implied,
        None if is_implied => is_measured,
        // A row that repeats the day says nothing new of it.
        None => {
            let is_repeated = change.which.is_row && matches!(change.due, Due::Day(_));
            let stays = deadline.is_none() || is_repeated;
            base.is_due_implied && !has_moved && stays
        }
    };
    // An empty cell beside a start says that none is given, not that what was declared for want of
    // one is taken away.
    let is_left_out = change.baseline == Given::Empty
        && change.start.value().is_some()
        && change.which.revision.is_none();
    let baseline = match is_left_out {
        true => base.baseline,
        false => change.baseline.clone().or_kept(base.baseline),
    };
    Terms {
        period,
        label: change.which.label.clone().unwrap_or(base.label),
        carried_from: base.carried_from,
        percent,
        due,
        words,
        is_due_implied: due.is_some() && is_due_implied,
        start: change.start.clone().or_kept(base.start),
        baseline,
        plan_points: (change.plan_points.clone())
            .or_kept(Some(base.plan_points))
            .unwrap_or_default(),
        commitment,
        state: change.state.unwrap_or(base.state),
    }
}

/// What decisions turn terms into others: none if that is nothing. Of a new target all is said but
/// that it is active, which it always is when it is made; if it is not to stay so, that is a second
/// one, since a state counts from its day only, unlike the first terms.
pub(super) fn edits(old: Option<&Terms>, new: &Terms) -> Vec<TermsEdit> {
    let Some(old) = old else {
        let made = undecided();
        let active = Terms {
            state: made.state,
            ..new.clone()
        };
        let first = TermsEdit {
            percent: Some(new.percent),
            ..TermsEdit::between(Some(&made), &active)
        };
        let mut edits = vec![first];
        edits.extend(self::edits(Some(&active), new));
        return edits;
    };
    let edit = TermsEdit::between(Some(old), new);
    match edit == TermsEdit::default() {
        true => Vec::new(),
        false => vec![edit],
    }
}

/// What is wrong with terms in themselves: plan points lie strictly between the day before the
/// start and the due day, on days that increase, with percents that do not decrease.
pub(super) fn misplaced_point(terms: &Terms, set_on: Day) -> Option<Refusal> {
    let start = plan_start(terms, set_on);
    let points = &terms.plan_points;
    let outside = points
        .iter()
        .find(|point| point.on <= start || terms.due.is_none_or(|due| due <= point.on));
    if let Some(point) = outside {
        return Some(Refusal::PointOutside {
            on: point.on,
            start,
            due: terms.due,
        });
    }
    let mut pairs = points.iter().zip(points.iter().skip(1));
    let falls = pairs.find(|(a, b)| b.on <= a.on || b.percent < a.percent);
    falls.map(|(_, point)| {
        let point = format!("{}:{}", point.on, point.percent);
        Refusal::value(Field::Named("--via"), point, ValueProblem::PlanPoint)
    })
}

/// Whether the target is not pursued.
pub(super) fn is_resting(terms: &Terms) -> bool {
    terms.state != TargetState::Active
}
