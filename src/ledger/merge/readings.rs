//! What was reported of a stage under both names.

use std::collections::BTreeMap;

use crate::messages::Notes;
use crate::messages::merge::{MergeClash, Stood};
use crate::messages::terms::{AmountDone, FigureWord};
use crate::model::{Day, Figure, MergedCount, Percent, Reading, StageFacts};
use crate::store::ReadingsOn;

use super::sides::{Side, Sides};

/// The readings that the stage of the project that stays is given, one a day.
pub(super) struct ReadingsMerged {
    pub(super) readings: Vec<Reading>,
    pub(super) count_merged: MergedCount,
    pub(super) lower: Option<(Figure, Figure)>,
}

/// Puts the readings of one side beside those of the other. What both say is said again, so that it
/// stays if one of them is retracted, and with the words of both.
pub(super) fn merged(
    from: Vec<(Day, ReadingsOn)>,
    into: &[(Day, ReadingsOn)],
    facts: &StageFacts,
    sides: &mut Sides,
) -> ReadingsMerged {
    let mut merged = ReadingsMerged {
        readings: Vec::new(),
        count_merged: MergedCount::default(),
        lower: None,
    };
    for (day, on) in from {
        let Some(stated) = of_day(on) else { continue };
        let there = into.binary_search_by_key(&day, |(other, _)| *other);
        let there = there.ok().and_then(|index| into.get(index));
        let there = there.and_then(|(_, there)| match stated.percent {
            Some(_) => there.with_figure.as_ref(),
            None => there.without.as_ref(),
        });
        let Some(there) = there.map(|there| &there.reading) else {
            merged.count_merged.moved += 1;
            merged.readings.push(stated);
            continue;
        };
        if is_same(there, &stated) {
            merged.count_merged.same += 1;
            merged.readings.push(Reading {
                remark: there.remark.clone().join(&stated.remark),
                amount: there.amount.or(stated.amount),
                total: there.total.or(stated.total),
                ..stated
            });
            continue;
        }
        let side = sides.settle(|sides| MergeClash::Figure {
            stage: facts.code.to_string(),
            on: day,
            into: sides.into.clone(),
            this: stood(there, facts),
            from: sides.from.clone(),
            that: stood(&stated, facts),
        });
        match side {
            Side::Into => merged.count_merged.left_out += 1,
            Side::From => {
                merged.count_merged.moved += 1;
                merged.readings.push(stated);
            }
        }
    }
    merged.lower = lower(&merged.readings, into);
    merged
}

/// What was said of a day; two readings cannot be of one stage, day and entry.
fn of_day(on: ReadingsOn) -> Option<Reading> {
    let without = on.without.map(|without| without.reading);
    let Some(figure) = on.with_figure.map(|figure| figure.reading) else {
        return without;
    };
    Some(match without {
        Some(without) => Reading {
            remark: figure.remark.clone().join(&without.remark),
            ..figure
        },
        None => figure,
    })
}

/// Whether both say the same figure; an amount may stand behind only one of them.
fn is_same(one: &Reading, other: &Reading) -> bool {
    let amounts = one.amount.zip(other.amount);
    let totals = one.total.zip(other.total);
    one.percent == other.percent
        && amounts.is_none_or(|(one, other)| one == other)
        && totals.is_none_or(|(one, other)| one == other)
}

fn stood(reading: &Reading, facts: &StageFacts) -> Stood {
    let amount = reading.amount.map(|amount| AmountDone {
        amount,
        total: reading.total,
        unit: facts.unit.clone(),
    });
    Stood {
        figure: FigureWord::of(facts.kind, reading.percent.unwrap_or(Percent::ZERO)),
        amount: Notes(amount.into_iter().collect()),
    }
}

/// The first figure that is lower than the one before, and that one, where they are not of one side.
fn lower(added: &[Reading], into: &[(Day, ReadingsOn)]) -> Option<(Figure, Figure)> {
    let figure = |reading: &Reading| {
        Some(Figure {
            on: reading.as_of,
            percent: reading.percent?,
        })
    };
    let there = into.iter().filter_map(|(_, on)| on.with_figure.as_ref());
    let there = there.filter_map(|there| figure(&there.reading));
    // What is said again stands on both sides: 1 and 2.
    let mut all: BTreeMap<Day, (Figure, u8)> =
        there.map(|figure| (figure.on, (figure, 1))).collect();
    for figure in added.iter().filter_map(figure) {
        let is_again = all
            .get(&figure.on)
            .is_some_and(|(there, _)| *there == figure);
        all.insert(figure.on, (figure, if is_again { 3 } else { 2 }));
    }
    let mut pairs = all.values().zip(all.values().skip(1));
    let fall = pairs
        .find(|((before, one), (after, other))| after.percent < before.percent && one & other == 0);
    fall.map(|((before, _), (after, _))| (*after, *before))
}
