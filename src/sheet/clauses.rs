//! Words in a cell of progress: 主体完成90%、正在进行地下室施工；装修招标已完成. A clause may tell of a stage
//! of its own; what is not surely a figure of a stage stays words.

mod clause;
mod cut;
mod days;
mod remarks;
mod stated;
mod vocabulary;
mod words;

use std::collections::HashSet;

use crate::messages::ValueProblem;
use crate::model::{DateRules, Day, as_written, comparable, fold, half_width, simplified};

use clause::{Aside, ClauseMeaning, clause, excepts, is_of_money, named_behind};
pub(super) use clause::{Extent, Of, bare_end, capped, is_spelled_measure, is_structure, stage};
use cut::{behind_figures, opened, split};
pub(super) use cut::{parts, without_number};
use days::NamedDay;
pub(super) use stated::{deed_stated, is_end_of};
pub(super) use vocabulary::DONE;
use vocabulary::{EXCEPTIONS, HEDGES, UNDER_WAY};
pub(super) use words::without_end;
use words::{has_word, is_any, is_negated};

/// What a cell says in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Prose<'t> {
    /// The figure that it gives without a stage, which is that of the row.
    pub(super) own: Option<Extent<'t>>,
    /// Its clause gives a figure of the whole works.
    pub(super) is_of_whole: bool,
    /// The day of that, where its clause names one.
    pub(super) own_day: Option<Day>,
    /// What it says of stages that it names.
    pub(super) stages: Vec<Clause<'t>>,
}

/// A clause about a stage that it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Clause<'t> {
    /// The stage's name.
    pub(super) stage: &'t str,
    pub(super) extent: Extent<'t>,
    /// Of which day, where it names one.
    pub(super) on: Option<Day>,
    /// The whole clause.
    pub(super) words: &'t str,
}

/// What the clauses of a cell say together.
#[derive(Default)]
struct Gathered<'t> {
    prose: Prose<'t>,
    has_words: bool,
    /// The clause before speaks of a sum of money.
    is_of_money: bool,
    /// The clause before says how many of the works were done.
    is_of_count: bool,
    /// A clause before is nothing but a day.
    standing: NamedDay,
    /// Of what a clause before says how far it was, or was to be.
    before: Option<Option<&'t str>>,
}

impl<'t> Gathered<'t> {
    /// # Errors
    /// [`ValueProblem::SeveralFigures`], with the words or the cell, where the row has two.
    fn take(
        &mut self,
        cell: &str,
        words: &'t str,
        (meaning, day): (ClauseMeaning<'t>, NamedDay),
        rules: &DateRules,
    ) -> Result<(), ValueProblem> {
        let several = || ValueProblem::SeveralFigures(cell.trim().to_owned());
        let has_sum = words.contains(|c: char| c.is_ascii_digit()) && is_of_money(words);
        let was_of_money = std::mem::replace(&mut self.is_of_money, has_sum);
        let was_of_count = std::mem::replace(&mut self.is_of_count, is_of_count(words));
        let (of, extent) = match meaning {
            ClauseMeaning::Words => {
                match NamedDay::standing(words, rules) {
                    Some(standing) => self.standing = standing,
                    None => self.has_words = true,
                }
                return Ok(());
            }
            ClauseMeaning::Aside(Aside::OfOtherDay(of)) => {
                self.before = Some(of);
                return Ok(());
            }
            ClauseMeaning::Aside(Aside::Money | Aside::Rate) => return Ok(()),
            ClauseMeaning::IsNow(extent) if self.before.is_some() => (Of::Unsaid, extent),
            ClauseMeaning::IsNow(_) => return Ok(()),
            ClauseMeaning::IsShare(extent) if was_of_count => (Of::Whole, extent),
            ClauseMeaning::IsShare(_) => {
                self.has_words = true;
                return Ok(());
            }
            ClauseMeaning::Is(of, extent) => (of, extent),
        };
        let day = match self.standing {
            NamedDay::NotYet if is_of_now(words) => day,
            NamedDay::NotYet => day.or(NamedDay::NotYet),
            standing => day.or(standing),
        };
        match day {
            NamedDay::NotYet => {
                self.has_words = true;
                return Ok(());
            }
            _ => self.standing = NamedDay::Unsaid,
        }
        let of = match (of, self.before) {
            (Of::Unsaid, Some(Some(stage))) => Of::Stage(stage),
            (of, _) => of,
        };
        if let Of::Stage(stage) = of {
            self.prose.stages.push(Clause {
                stage,
                extent,
                on: day.day(),
                words,
            });
            return Ok(());
        }
        match (extent, of) {
            // A share of the money, it may be.
            (Extent::Figure(_), of)
                if was_of_money && (of == Of::Unsaid || words.contains('率')) =>
            {
                return Ok(());
            }
            // It may be of what the words tell of.
            (Extent::Done | Extent::UnderWay, _) if self.has_words => return Ok(()),
            // Behind a figure of a stage it might be of that too.
            (Extent::Figure(_), Of::Unsaid) if self.prose.has_figure_of_stage() => {
                return Err(several());
            }
            _ => {}
        }
        let was_of_day = self.prose.own_day.is_some();
        self.prose.is_of_whole |= of == Of::Whole && matches!(extent, Extent::Figure(_));
        let (own, on) = match (self.prose.own, extent) {
            (Some(own), extent) if own == extent => return Ok(()),
            (Some(_), extent @ Extent::Figure(_)) if was_of_day && is_of_now(words) => {
                (extent, None)
            }
            (None | Some(Extent::UnderWay), extent) => (extent, day.day()),
            (Some(_), Extent::UnderWay) => return Ok(()),
            _ => return Err(several()),
        };
        (self.prose.own, self.prose.own_day) = (Some(own), on);
        Ok(())
    }
}

impl Prose<'_> {
    /// Whether words of progress say nothing of how far anything is, not even that it is under way.
    pub(super) fn has_no_figure(&self, cell: &str) -> bool {
        let has_extent = self.own.is_some() || !self.stages.is_empty();
        let lower = comparable(cell).to_lowercase();
        !has_extent && !is_any(&lower, UNDER_WAY) && !is_any(&lower, &["正在", "在建"])
    }

    /// The same in the characters of the cell.
    fn in_words_of<'t>(self, cell: &'t str, plain: &str) -> Prose<'t> {
        let written = |piece: &str| as_written(cell, plain, piece);
        let extent = |extent: Extent<'_>| -> Extent<'t> {
            match extent {
                Extent::Figure(figure) => Extent::Figure(written(figure)),
                Extent::Done => Extent::Done,
                Extent::UnderWay => Extent::UnderWay,
            }
        };
        let stages = self.stages.into_iter().map(|clause| Clause {
            stage: written(clause.stage),
            extent: extent(clause.extent),
            on: clause.on,
            words: written(clause.words),
        });
        Prose {
            own: self.own.map(extent),
            is_of_whole: self.is_of_whole,
            own_day: self.own_day,
            stages: stages.collect(),
        }
    }

    fn has_figure_of_stage(&self) -> bool {
        let mut extent = self.stages.iter().map(|clause| clause.extent);
        extent.any(|extent| matches!(extent, Extent::Figure(_)))
    }

    /// Takes away what is said to be done where other words of the cell say that it is not all.
    fn without_hedged(mut self, cell: &str) -> Self {
        let lower = cell.to_lowercase();
        let is_excepted = is_any(&lower, EXCEPTIONS) || excepts(&lower);
        if is_excepted {
            self.stages.retain(|clause| clause.extent != Extent::Done);
        }
        let is_hedged = is_excepted || is_any(&lower, HEDGES) || is_negated(&lower);
        if is_hedged && self.own == Some(Extent::Done) {
            (self.own, self.own_day) = (None, None);
        }
        self
    }
}

/// What a cell says in words, as the rules read days that have the day of the data for today; `None`,
/// where it is no prose: a figure, or a number that is mistyped.
///
/// # Errors
/// [`ValueProblem::SeveralFigures`], where a clause has two, or the row.
pub(super) fn read_clauses<'t>(
    cell: &'t str,
    rules: &DateRules,
) -> Result<Option<Prose<'t>>, ValueProblem> {
    let plain = simplified(cell);
    match read_simplified(&plain, rules) {
        Ok(prose) => Ok(prose.map(|prose| prose.in_words_of(cell, &plain))),
        Err(ValueProblem::SeveralFigures(words)) => {
            let found = plain.find(&words);
            let words = found.and_then(|at| cell.get(at..at + words.len()));
            Err(ValueProblem::SeveralFigures(
                words.unwrap_or(cell.trim()).to_owned(),
            ))
        }
        Err(problem) => Err(problem),
    }
}

fn read_simplified<'t>(
    cell: &'t str,
    rules: &DateRules,
) -> Result<Option<Prose<'t>>, ValueProblem> {
    if is_vague(cell) {
        return Ok(Some(Prose::default()));
    }
    if let Some(stages) = each_named_behind(cell) {
        return Ok(Some(Prose {
            stages,
            ..Prose::default()
        }));
    }
    let mut gathered = Gathered::default();
    for part in opened(cell).into_iter().flat_map(parts) {
        for (words, meaning) in clauses(part, rules)? {
            gathered.take(cell, words, meaning, rules)?;
        }
    }
    let Gathered { prose, .. } = gathered;
    let has_extent = prose.own.is_some() || !prose.stages.is_empty();
    let is_prose = has_extent || is_sentence(cell) || (has_words(cell) && !is_number(cell));
    Ok(is_prose.then(|| prose.without_hedged(cell)))
}

/// The clauses of a cell of which each names a stage of its own behind its figure: only together do
/// they show that these are no remarks.
fn each_named_behind(cell: &str) -> Option<Vec<Clause<'_>>> {
    let clauses = parts(cell).map(|words| {
        let (stage, extent) = named_behind(words)?;
        Some(Clause {
            stage,
            extent,
            on: None,
            words,
        })
    });
    let clauses = clauses.collect::<Option<Vec<Clause<'_>>>>()?;
    let stages: HashSet<String> = clauses.iter().map(|clause| fold(clause.stage)).collect();
    (stages.len() > 1 && stages.len() == clauses.len()).then_some(clauses)
}

/// Whether a clause counts what is done of the works of the row: 累计完成12公里.
fn is_of_count(words: &str) -> bool {
    words.split_once("完成").is_some_and(|(name, count)| {
        let of = stage(bare_end(name));
        matches!(of, Some(Of::Unsaid | Of::Whole))
            && count.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_of_now(words: &str) -> bool {
    let lower = words.to_lowercase();
    has_word(&lower, &["now", "today", "currently"]) || is_any(&lower, &["目前", "现"])
}

/// Whether a cell gives bounds or a guess instead of a figure: `40-50%`, `>50%`, `60%?`.
fn is_vague(cell: &str) -> bool {
    let plain = half_width(cell.trim());
    let number =
        |text: &str| -> Option<f64> { text.trim().trim_end_matches('%').trim().parse().ok() };
    let sides = |(low, high)| Some((number(low)?, number(high)?));
    let is_range = (plain.split_once(['-', '–', '—', '~']).and_then(sides))
        .is_some_and(|(low, high)| low < high && high <= 100.0);
    let bare = plain.trim_matches(['<', '>', '≥', '≤', '=', '?', ' ']);
    is_range || (bare.len() < plain.len() && number(bare).is_some())
}

/// Whether a cell has any word, if only a tick; `xx` is none.
fn has_words(cell: &str) -> bool {
    let mut letters = cell.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let has_word = first.is_some_and(|first| !first.is_ascii() || letters.any(|c| c != first));
    has_word || cell.contains(['✓', '√', '✔', '×'])
}

/// Whether a cell is rather a number that is mistyped than words: `60+`, `7O%`.
fn is_number(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let words = cell.split_whitespace();
    let words = words.filter(|word| word.contains(char::is_alphabetic));
    let is_beside_figure = cell.contains(['%', '％']) && letters > 1;
    let is_chinese = cell
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .count()
        > 1;
    cell.trim().starts_with(char::is_numeric)
        && !is_beside_figure
        && !is_chinese
        && words.count() < 2
}

/// Whether words alone are more than one that was mistyped.
pub(super) fn is_sentence(cell: &str) -> bool {
    let chinese = cell
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let words = cell.split_whitespace();
    let are_words = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    chinese.count() > 4 || words.filter(are_words).count() > 2
}

type Read<'t> = (&'t str, (ClauseMeaning<'t>, NamedDay));

/// The clauses of a part. A 、 stands between clauses where each is one, else within an enumeration;
/// of several figures, each is to be one of a clause.
///
/// # Errors
/// [`ValueProblem::SeveralFigures`].
fn clauses<'t>(part: &'t str, rules: &DateRules) -> Result<Vec<Read<'t>>, ValueProblem> {
    let numbered = without_number(part);
    if let Some(read) = each_one(split(numbered, &['、']), rules) {
        return Ok(read);
    }
    if numbered.matches(['%', '％']).count() < 2 {
        return Ok(vec![(part, clause(numbered, rules))]);
    }
    each_one(behind_figures(numbered).into_iter(), rules)
        .ok_or_else(|| ValueProblem::SeveralFigures(part.to_owned()))
}

/// What several pieces say, where each is a clause.
fn each_one<'t>(pieces: impl Iterator<Item = &'t str>, rules: &DateRules) -> Option<Vec<Read<'t>>> {
    let read: Vec<Read<'t>> = pieces.map(|piece| (piece, clause(piece, rules))).collect();
    let are_clauses =
        read.len() > 1 && (read.iter()).all(|(_, (meaning, _))| *meaning != ClauseMeaning::Words);
    are_clauses.then_some(read)
}

#[cfg(test)]
mod tests;
