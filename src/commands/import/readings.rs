//! Rows of `readings`.
//!
//! There may be more of them than memory holds, and they come in any order, mostly by day, while
//! the store keeps them by stage. So they are read into chunks, and each chunk goes to the store in
//! the store's order; what is said of the rows keeps theirs.

use std::collections::HashMap;
use std::mem;

use crate::error::{BadRow, Error, RowProblem, RowWarning, Warning};
use crate::exchange::kind::Kind;
use crate::exchange::rows;
use crate::exchange::sheet::{Row, Sheet};
use crate::model::{Day, Figure, Reading, Remark};
use crate::store::{Stretch, StretchDay};

use super::merge::{Merge, Seen, Taken};
use super::stages::{add_stage, unknown_stage};
use super::tally::{self, LISTED, short};

/// A chunk has at most so many rows,
const ROWS: usize = 100_000;
/// and its texts at most so many bytes.
const TEXT: usize = 1 << 24;
/// So many stages are remembered by the codes of their rows; others are looked up.
const PLACES: usize = 100_000;
/// Days that are noted together.
const BLOCK: i64 = 512;

/// The rows at hand, and what must be known of those before.
#[derive(Default)]
pub(super) struct Readings {
    /// So many rows make a chunk.
    pub(super) rows: usize,
    chunk: Vec<Pending>,
    /// Bytes of its texts.
    text: usize,
    /// How many rows have come, good and bad.
    count: usize,
    /// Rows of the chunk that cannot be read, each with its place among all rows.
    bad: Vec<(usize, BadRow)>,
    /// How many more there are.
    bad_more: usize,
    /// Stages by the codes that rows give, of project and stage with a `/` between: the store's
    /// number, and whether this import made it. At most so many as [`PLACES`].
    places: HashMap<String, (i64, bool)>,
    /// The codes at hand, so.
    place: String,
    /// Days that flat rows read.
    reserved: HashMap<(i64, Day), Seen>,
    /// Rows that said what the store has already: those of one stage, by the days of a block.
    unchanged: HashMap<(i64, i64), [u64; 8]>,
    /// Of each stage, the last figure taken from a file: for the warning about lower ones.
    imported: HashMap<i64, Figure>,
    /// Second rows of a key whose first is not in the same chunk, as far as they are listed: the
    /// key, and where the row stands.
    unplaced: Vec<((i64, Day), Listed)>,
}

/// Where a bad row stands that is listed.
type Listed = tally::Place;

/// A row that waits for its chunk to be full.
struct Pending {
    stage: i64,
    is_new_stage: bool,
    reading: Reading,
    /// Its file's place among all files, and its number.
    file: usize,
    row: u64,
    /// Its place among all rows.
    place: usize,
}

/// What became of a row of the chunk that cannot be taken.
struct Second {
    place: usize,
    key: (i64, Day),
    file: usize,
    row: u64,
    /// File and row of the first, if that is in the chunk.
    first: Option<(usize, u64)>,
}

/// What a row of `readings` says, as far as it can be told before it is taken.
struct Read {
    stage: i64,
    is_new_stage: bool,
    reading: Reading,
}

impl Readings {
    pub(super) fn new() -> Readings {
        Readings {
            rows: ROWS,
            ..Readings::default()
        }
    }

    /// Lets go of what is known of the rows before.
    pub(super) fn let_go(&mut self) {
        *self = Readings {
            rows: self.rows,
            ..Readings::default()
        };
    }

    /// Keeps that day of a stage for a flat row.
    pub(super) fn reserve(&mut self, stage: i64, on: Day, seen: Seen) {
        self.reserved.insert((stage, on), seen);
    }

    /// Keeps a bad row until its chunk is told of.
    pub(super) fn bad(&mut self, bad: BadRow) {
        self.count += 1;
        if self.bad.len() < LISTED {
            self.bad.push((self.count, short(bad)));
        } else {
            self.bad_more += 1;
        }
    }

    /// The figure before this one, if it is higher: of the store, or taken from a file before.
    pub(super) fn lower(
        &mut self,
        stage: i64,
        stored: &Stretch,
        reading: &Reading,
    ) -> Option<Warning> {
        let percent = reading.percent?;
        let on = reading.as_of;
        let mut days = stored.days.iter().rev().filter(|day| day.on <= on);
        let stored = days.find_map(StretchDay::figure).or(stored.before);
        let imported = self.imported.get(&stage).copied();
        let before = imported.filter(|figure| figure.on <= on);
        let before = match (stored, before) {
            (Some(a), Some(b)) if a.on > b.on => Some(a),
            (a, b) => b.or(a),
        };
        if imported.is_none_or(|figure| figure.on <= on) {
            self.imported.insert(stage, Figure { on, percent });
        }
        before
            .filter(|before| percent < before.percent)
            .map(|before| Warning::Lower {
                percent,
                before: before.percent,
                on: before.on,
            })
    }

    /// The stage that the row's codes meant before.
    fn known(&mut self, row: &Row<'_>) -> Option<(i64, bool)> {
        self.place.clear();
        let (project, stage) = (row.cell("project").ok()??, row.cell("stage").ok()??);
        self.place.push_str(project);
        self.place.push('/');
        self.place.push_str(stage);
        self.places.get(&self.place).copied()
    }

    /// Remembers the stage of the codes that were looked for last. No code holds a `/`.
    fn remember(&mut self, stage: i64, is_new: bool) {
        if !self.place.is_empty() && self.places.len() < PLACES {
            self.places.insert(self.place.clone(), (stage, is_new));
        }
    }

    /// Notes a day on which a row said nothing new; `false` if one did before.
    fn note_unchanged(&mut self, (stage, on): (i64, Day)) -> bool {
        let (block, bit) = bit(on);
        let bits = self.unchanged.entry((stage, block)).or_default();
        let (word, mask) = (
            usize::try_from(bit / 64).unwrap_or_default(),
            1 << (bit % 64),
        );
        match bits.get_mut(word) {
            Some(word) if *word & mask == 0 => {
                *word |= mask;
                true
            }
            _ => false,
        }
    }

    /// Whether a row before said nothing new of that day.
    fn is_unchanged(&self, (stage, on): (i64, Day)) -> bool {
        let (block, bit) = bit(on);
        let Some(bits) = self.unchanged.get(&(stage, block)) else {
            return false;
        };
        let word = usize::try_from(bit / 64)
            .ok()
            .and_then(|word| bits.get(word));
        word.is_some_and(|word| word & (1 << (bit % 64)) != 0)
    }
}

fn bit(on: Day) -> (i64, i64) {
    (on.number().div_euclid(BLOCK), on.number().rem_euclid(BLOCK))
}

fn length(remark: &Remark) -> usize {
    [&remark.note, &remark.problem, &remark.next_step]
        .into_iter()
        .flatten()
        .map(String::len)
        .sum()
}

impl Merge<'_> {
    /// Checks a row by itself and keeps it for [`Merge::record_chunk`].
    pub(super) fn reading(&mut self, row: &Row<'_>, file: usize) -> Taken {
        let mut warnings = Vec::new();
        let read = match self.read_reading(row, &mut warnings)? {
            Ok(read) => read,
            Err(bad) => return Ok(Err(bad)),
        };
        self.tally.warn(warnings);
        let Some(Read {
            stage,
            is_new_stage,
            reading,
        }) = read
        else {
            return Ok(Ok(()));
        };
        if let Some(first) = self.readings.reserved.get(&(stage, reading.as_of)) {
            let problem = first.again();
            return Ok(Err(row.bad("as_of", &reading.as_of.to_string(), problem)));
        }
        let readings = &mut self.readings;
        readings.count += 1;
        readings.text += length(&reading.remark);
        readings.chunk.push(Pending {
            stage,
            is_new_stage,
            reading,
            file,
            row: row.number,
            place: readings.count,
        });
        if readings.chunk.len() >= readings.rows || readings.text >= TEXT {
            self.record_chunk()?;
        }
        Ok(Ok(()))
    }

    /// What a row says, and of which stage, which is added if it is new.
    fn read_reading(
        &mut self,
        row: &Row<'_>,
        warnings: &mut Vec<RowWarning>,
    ) -> Result<Result<Option<Read>, BadRow>, Error> {
        if let Some((stage, is_new_stage)) = self.readings.known(row) {
            let reading = rows::reading(row, warnings);
            return Ok(reading.and_then(|reading| {
                self.check_day(row, &reading)?;
                Ok(Some(Read {
                    stage,
                    is_new_stage,
                    reading,
                }))
            }));
        }
        let read = rows::project_key(row).and_then(|project| {
            Ok((
                project,
                rows::stage_key(row)?,
                rows::reading(row, warnings)?,
            ))
        });
        let (project, stage, reading) = match read {
            Ok(read) => read,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.known_project(row, &project)? {
            return Ok(Err(bad));
        }
        if let Err(bad) = self.check_day(row, &reading) {
            return Ok(Err(bad));
        }
        let Some(held) = self.projects.get_mut(&project.key()) else {
            return Ok(Ok(None));
        };
        let key = stage.key();
        if !held.stages.contains_key(&key) {
            let facts = unknown_stage(&stage, held.last_position + 1);
            add_stage(self.draft, held, facts)?;
            self.tally.stages.added += 1;
        }
        let Some(stage) = held.stages.get(&key) else {
            return Ok(Ok(None));
        };
        let (stage, is_new_stage) = (stage.id, stage.is_new);
        self.readings.remember(stage, is_new_stage);
        Ok(Ok(Some(Read {
            stage,
            is_new_stage,
            reading,
        })))
    }

    fn check_day(&self, row: &Row<'_>, reading: &Reading) -> Result<(), BadRow> {
        if reading.as_of <= self.as_of {
            return Ok(());
        }
        let problem = RowProblem::FutureDay(self.as_of);
        Err(row.bad("as_of", &reading.as_of.to_string(), problem))
    }

    /// Records the rows at hand, those of each stage together, and tells of them in their order.
    pub(super) fn record_chunk(&mut self) -> Result<(), Error> {
        let readings = &mut self.readings;
        readings.text = 0;
        let mut chunk = mem::take(&mut readings.chunk);
        chunk.sort_unstable_by_key(|p| (p.stage, p.reading.as_of, p.place));
        let mut bad = mem::take(&mut readings.bad);
        let more = mem::take(&mut readings.bad_more);
        let (mut seconds, mut warnings) = (Vec::new(), Vec::new());
        for stage in chunk.chunk_by(|a, b| a.stage == b.stage) {
            self.record_stage(stage, &mut seconds, &mut warnings)?;
        }
        warnings.sort_unstable_by_key(|(place, _)| *place);
        let warnings = warnings.into_iter().map(|(_, warning)| warning);
        self.tally.warn(warnings.collect());
        // Of all bad rows the first are listed, whatever is wrong with them.
        let seconds_more = seconds.len().saturating_sub(LISTED);
        seconds.sort_unstable_by_key(|second: &Second| second.place);
        seconds.truncate(LISTED);
        let mut keys = HashMap::new();
        for second in seconds {
            let (place, key) = (second.place, second.key);
            let is_placed = second.first.is_some();
            bad.push((place, self.second(second)));
            if !is_placed {
                keys.insert(place, key);
            }
        }
        bad.sort_unstable_by_key(|(place, _)| *place);
        for (place, bad) in bad {
            if let (Some(listed), Some(key)) = (self.tally.listed(bad), keys.get(&place)) {
                self.readings.unplaced.push((*key, listed));
            }
        }
        self.tally.count_bad(more + seconds_more);
        self.readings.chunk = chunk;
        self.readings.chunk.clear();
        Ok(())
    }

    fn second(&self, second: Second) -> BadRow {
        let name = |file: usize| self.files.get(file).cloned().unwrap_or_default();
        let (file, row) = second.first.unwrap_or_default();
        BadRow {
            file: name(second.file),
            row: second.row,
            field: "as_of".to_owned(),
            value: second.key.1.to_string(),
            problem: RowProblem::Duplicate {
                file: name(file),
                row,
            },
        }
    }

    /// Records rows of one stage, in order of day and of the rows.
    fn record_stage(
        &mut self,
        rows: &[Pending],
        seconds: &mut Vec<Second>,
        warnings: &mut Vec<(usize, RowWarning)>,
    ) -> Result<(), Error> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(());
        };
        (self.progress)(rows.len());
        let (stage, from, to) = (first.stage, first.reading.as_of, last.reading.as_of);
        // What this import made, others have not read.
        let stored = if first.is_new_stage {
            Stretch::default()
        } else {
            self.draft.readings_between(stage, from, to)?
        };
        let mut days = stored.days.iter().peekable();
        let mut recorded = Vec::new();
        for rows in rows.chunk_by(|a, b| a.reading.as_of == b.reading.as_of) {
            let Some((row, again)) = rows.split_first() else {
                continue;
            };
            let on = row.reading.as_of;
            while days.next_if(|day| day.on < on).is_some() {}
            let there = days.next_if(|day| day.on == on);
            let is_taken = self.record_one(row, there, &mut recorded)?;
            let second = |row: &Pending, first| Second {
                place: row.place,
                key: (stage, on),
                file: row.file,
                row: row.row,
                first,
            };
            if !is_taken {
                seconds.push(second(row, None));
            }
            let first = is_taken.then_some((row.file, row.row));
            seconds.extend(again.iter().map(|row| second(row, first)));
        }
        // Which figure came before is told by the order of the rows.
        recorded.sort_unstable_by_key(|row| row.place);
        for row in recorded {
            if let Some(warning) = self.readings.lower(stage, &stored, &row.reading) {
                let file = self.files.get(row.file).cloned().unwrap_or_default();
                let row_warning = RowWarning {
                    file,
                    row: row.row,
                    warning,
                };
                warnings.push((row.place, row_warning));
            }
        }
        Ok(())
    }

    /// Records one row, unless it says nothing new; `false` if a row of an earlier chunk was of
    /// the same stage and day.
    fn record_one<'p>(
        &mut self,
        row: &'p Pending,
        there: Option<&StretchDay>,
        recorded: &mut Vec<&'p Pending>,
    ) -> Result<bool, Error> {
        let key = (row.stage, row.reading.as_of);
        if there.is_some_and(|day| day.is_written) || self.readings.is_unchanged(key) {
            return Ok(false);
        }
        let same = there.and_then(|day| match row.reading.percent {
            Some(_) => day.readings.with_figure.as_ref(),
            None => day.readings.without.as_ref(),
        });
        if same == Some(&row.reading) {
            self.tally.readings.unchanged += 1;
            return Ok(self.readings.note_unchanged(key));
        }
        if !self.draft.add_first_reading(row.stage, &row.reading)? {
            return Ok(false);
        }
        self.tally.count_reading(same.is_none());
        recorded.push(row);
        Ok(true)
    }

    /// Finds the first rows of those keys of which a later chunk brought a second.
    pub(super) fn place_firsts(&mut self, sheets: &[Sheet<'_>]) -> Result<(), Error> {
        let mut wanted: HashMap<(i64, Day), Vec<Listed>> = HashMap::new();
        for (key, listed) in mem::take(&mut self.readings.unplaced) {
            wanted.entry(key).or_default().push(listed);
        }
        for sheet in sheets.iter().filter(|sheet| sheet.kind == Kind::Readings) {
            if wanted.is_empty() {
                return Ok(());
            }
            sheet.each(&mut |row| {
                let Ok(row) = row else {
                    return Ok(());
                };
                if !self.groups.has_row(&row) {
                    return Ok(());
                }
                // All stages are there by now: nothing is added.
                if let Ok(Some(read)) = self.read_reading(&row, &mut Vec::new())? {
                    let seconds = wanted.remove(&(read.stage, read.reading.as_of));
                    for listed in seconds.into_iter().flatten() {
                        self.tally.place_first(listed, &Seen::of(&row).again());
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "readings_tests.rs"]
mod tests;
