//! The final account of a period: how its targets ended, all together and by unit, and what was put
//! off meanwhile.

use crate::assess::{Ending, Flag, Judged};
use crate::messages::account::{
    AccountAnswer, AccountHead, EndingCount, Meanwhile, MeanwhilePart, MetByPromise, Unfinished,
    UnitLine, UnitName, UnsureDay,
};
use crate::messages::{In, Projects, Targets};
use crate::model::{Day, Language, Period};

/// How many targets ended in which way; the parts add up to the total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endings {
    counts: [usize; Ending::ALL.len()],
    /// All of them.
    pub total: usize,
    /// How many were met by the day and with the percent promised first.
    pub kept_first: usize,
}

impl Endings {
    fn of<'j>(judged: impl Iterator<Item = &'j Judged<'j>>) -> Endings {
        let mut endings = Endings::default();
        for judged in judged {
            let ending = Ending::of(judged.verdict.status);
            for (count, one) in endings.counts.iter_mut().zip(Ending::ALL) {
                *count += usize::from(one == ending);
            }
            endings.total += 1;
            let first = Ending::of(judged.original_status);
            endings.kept_first += usize::from(first == Ending::InTime && ending == Ending::InTime);
        }
        endings
    }

    /// How many ended so.
    pub fn count(&self, ending: Ending) -> usize {
        let counts = self.counts.iter().zip(Ending::ALL);
        counts
            .filter(|(_, one)| *one == ending)
            .map(|(count, _)| count)
            .sum()
    }

    fn parts(&self) -> Vec<EndingCount> {
        let parts = Ending::ALL.map(|ending| EndingCount(ending, self.count(ending)));
        parts
            .into_iter()
            .filter(|EndingCount(_, count)| *count > 0)
            .collect()
    }
}

/// The account of a period.
pub struct Account<'a> {
    /// The period, where it is of one.
    pub period: Option<Period>,
    /// The day it was asked for.
    pub as_of: Day,
    /// All targets.
    pub all: Endings,
    /// Those of each unit, in the order of their names; of none last. Empty where no project has one.
    pub by_unit: Vec<(Option<&'a str>, Endings)>,
    projects: usize,
    /// How many are carried on by targets of later periods.
    pub carried_on: usize,
    /// How many count as met in time that were first seen so a few days after their day.
    pub unsure: usize,
    /// How many are due later than promised first.
    pub put_off: usize,
    /// The least and the most days of these.
    days: Option<(i64, i64)>,
    /// How many have no due day any more.
    pub lost_day: usize,
    /// How many were to reach more at first.
    pub lowered: usize,
}

impl<'a> Account<'a> {
    /// Adds up targets; `all` are those of every period, which may carry these on.
    pub(super) fn of(
        targets: &[&'a Judged<'a>],
        all: &[Judged<'_>],
        period: Option<Period>,
        as_of: Day,
    ) -> Account<'a> {
        let each = || targets.iter().copied();
        let mut units: Vec<Option<&str>> = each()
            .map(|judged| judged.project.facts.unit.as_deref())
            .collect();
        units.sort_by_key(|unit| (unit.is_none(), *unit));
        units.dedup();
        let has_units = units.iter().any(Option::is_some);
        let by_unit = units.into_iter().filter(|_| has_units).map(|unit| {
            let own = each().filter(|judged| judged.project.facts.unit.as_deref() == unit);
            (unit, Endings::of(own))
        });
        let mut projects: Vec<i64> = each().map(|judged| judged.project.id).collect();
        projects.sort_unstable();
        projects.dedup();
        let is_set = |judged: &&Judged<'_>| {
            let first = judged.target.original();
            first.is_some_and(|first| first.decided_on <= as_of)
        };
        let carried: Vec<i64> = (all.iter().filter(is_set))
            .filter_map(|judged| Some(judged.carried_from?.id))
            .collect();
        let slipped = || each().filter(|judged| judged.verdict.has(Flag::Slipped));
        let days = || slipped().filter_map(|judged| judged.slip?.days);
        Account {
            period,
            as_of,
            all: Endings::of(each()),
            by_unit: by_unit.collect(),
            projects: projects.len(),
            carried_on: each()
                .filter(|judged| carried.contains(&judged.target.id))
                .count(),
            unsure: (each().filter(|judged| judged.verdict.has(Flag::DayUnknown))).count(),
            put_off: days().count(),
            days: days().min().zip(days().max()),
            lost_day: slipped().count() - days().count(),
            lowered: each()
                .filter(|judged| judged.verdict.has(Flag::Lowered))
                .count(),
        }
    }

    /// What it comes to, in sentences.
    pub fn answer(&self) -> AccountAnswer {
        let ends_on = self.period.map(|period| period.end());
        let unfinished = ends_on.filter(|end| self.as_of <= *end);
        let put_off = self.days.map(|(least, most)| MeanwhilePart::PutOff {
            count: self.put_off,
            least,
            most,
        });
        let mut meanwhile: Vec<MeanwhilePart> = put_off.into_iter().collect();
        let others = [
            (
                self.lost_day,
                MeanwhilePart::LostDay as fn(usize) -> MeanwhilePart,
            ),
            (self.lowered, MeanwhilePart::Lowered),
            (self.carried_on, MeanwhilePart::CarriedOn),
        ];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        meanwhile.extend(others.map(|(count, part)| part(count)));
        AccountAnswer::Of {
            targets: Targets(self.all.total),
            projects: Projects(self.projects),
            parts: self.all.parts(),
            unsure: (self.unsure > 0).then_some(UnsureDay { count: self.unsure }),
            first: MetByPromise {
                count: self.all.kept_first,
            },
            meanwhile: (!meanwhile.is_empty()).then_some(Meanwhile { parts: meanwhile }),
            unfinished: unfinished.map(Unfinished::Until),
        }
    }

    /// How the targets of each unit ended, in words.
    pub(super) fn unit_lines(&self) -> Vec<UnitLine> {
        let lines = self.by_unit.iter().map(|(unit, endings)| UnitLine {
            unit: unit.map_or(UnitName::None, |unit| UnitName::Of(unit.to_owned())),
            targets: Targets(endings.total),
            parts: endings.parts(),
        });
        lines.collect()
    }

    /// Whether any target belongs to it.
    pub fn is_any(&self) -> bool {
        self.all.total > 0
    }

    /// The table of units: heads, then rows, the last of all targets.
    pub fn table(&self, language: Language) -> (Vec<String>, Vec<Vec<String>>) {
        let worded = |head: AccountHead| In(language, &head).to_string();
        let mut heads = vec![worded(AccountHead::Unit), worded(AccountHead::Targets)];
        // Those that no target has are no columns.
        let ended = Ending::ALL
            .into_iter()
            .filter(|ending| self.all.count(*ending) > 0);
        let ended: Vec<Ending> = ended.collect();
        heads.extend(ended.iter().map(|ending| worded(AccountHead::of(*ending))));
        heads.push(worded(AccountHead::KeptFirst));
        let row = |name: String, endings: &Endings| {
            let mut cells = vec![name, endings.total.to_string()];
            cells.extend(
                ended
                    .iter()
                    .map(|ending| endings.count(*ending).to_string()),
            );
            cells.push(endings.kept_first.to_string());
            cells
        };
        let mut rows: Vec<Vec<String>> = self
            .by_unit
            .iter()
            .map(|(unit, endings)| {
                let name = unit.map_or(UnitName::None, |unit| UnitName::Of(unit.to_owned()));
                row(In(language, &name).to_string(), endings)
            })
            .collect();
        rows.push(row(In(language, &UnitName::All).to_string(), &self.all));
        (heads, rows)
    }
}
