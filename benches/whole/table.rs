//! What is printed: a line of a Markdown table for each measurement.

use std::io::{self, Write};

use crate::Failure;
use crate::process::Spent;

/// What a line promises, of the time that the processor spends.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// At most so many times what it is held against.
    Times(f64),
    /// At most so many milliseconds.
    Millis(f64),
    /// Nothing; so many milliseconds more than what it is held against are told.
    Above,
    /// At most so many megabytes of memory.
    Megabytes(f64),
}

/// All rounds of a job.
pub struct Rounds(Vec<Spent>);

impl Rounds {
    /// At least one round.
    pub fn of(spent: Vec<Spent>) -> Rounds {
        Rounds(spent)
    }

    fn sorted(&self, of: impl Fn(&Spent) -> f64) -> Vec<f64> {
        let mut all: Vec<f64> = self.0.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all
    }

    fn median(&self, of: impl Fn(&Spent) -> f64) -> f64 {
        let all = self.sorted(of);
        let half = all.len() / 2;
        match (all.get(half.wrapping_sub(1)), all.get(half)) {
            (Some(below), Some(above)) if all.len().is_multiple_of(2) => (below + above) / 2.0,
            (_, middle) => middle.copied().unwrap_or(f64::NAN),
        }
    }

    fn wall(&self) -> f64 {
        self.median(|spent| spent.wall.as_secs_f64() * 1e3)
    }

    fn cpu(&self) -> f64 {
        self.median(cpu)
    }

    fn peak(&self) -> f64 {
        self.sorted(|spent| spent.peak as f64 / 1e6)
            .last()
            .copied()
            .unwrap_or(f64::NAN)
    }

    /// Median, and from least to most.
    fn shown(&self) -> String {
        let all = self.sorted(cpu);
        let (Some(least), Some(most)) = (all.first(), all.last()) else {
            return String::new();
        };
        let median = self.cpu();
        let places = usize::from(median < 100.0);
        format!("{median:.places$} ({least:.places$}–{most:.places$})")
    }
}

fn cpu(spent: &Spent) -> f64 {
    spent.cpu.as_secs_f64() * 1e3
}

/// One measurement.
pub struct Line<'a> {
    /// What was done.
    pub work: &'a str,
    /// What is promised of it.
    pub limit: Limit,
    /// What it is held against.
    pub beside: &'a str,
    /// How the program did.
    pub ours: &'a Rounds,
    /// How the other did, round by round.
    pub theirs: &'a Rounds,
}

/// The table's head.
pub fn head() -> Result<(), Failure> {
    print(
        "| work | at most | measured | holds | project, ms | held against, ms | by the clock | peak, MB | rounds |\n\
         |---|---|---|---|---|---|---|---|---|",
    )
}

impl Line<'_> {
    /// Prints the line.
    pub fn print(&self) -> Result<(), Failure> {
        let Line {
            work,
            limit,
            beside,
            ours,
            theirs,
        } = self;
        let (own, other) = (ours.cpu(), theirs.cpu());
        let (limit, measured, holds) = match *limit {
            Limit::Times(most) => {
                let times = own / other;
                (
                    format!("{most:?} x"),
                    format!("{times:.2} x"),
                    times <= most,
                )
            }
            Limit::Millis(most) => (format!("{most} ms"), format!("{own:.1} ms"), own <= most),
            Limit::Megabytes(most) => {
                let peak = ours.peak();
                (format!("{most} MB"), format!("{peak:.0} MB"), peak <= most)
            }
            Limit::Above => (String::new(), format!("{:.1} ms above", own - other), true),
        };
        let rounds = ours.0.len();
        let (other, own) = (theirs.shown(), ours.shown());
        let clock = ours.wall() / theirs.wall();
        let peak = ours.peak();
        let holds = if holds { "yes" } else { "no" };
        print(&format!(
            "| {work} | {limit} | {measured} | {holds} | {own} | {beside} {other} | {clock:.2} x | {peak:.0} | {rounds} |"
        ))
    }
}

fn print(line: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
