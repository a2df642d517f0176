use std::cell::RefCell;
use std::collections::HashMap;

use crate::messages::Error;
use crate::model::{Day, Figure, Percent, Portfolio, Series, SeriesByStage};

use super::engine::{Onward, Read, Step, Walk};
use super::visible::Visible;

/// The figures of a record's stages, sought within one transaction as the judge asks for them.
///
/// A judgement is total and knows no errors, so that a seek that fails answers "none" and is told
/// afterwards: what was judged counts only if [`Figures::check`] finds nothing.
pub struct Figures<'a> {
    read: &'a dyn Read,
    visible: &'a Visible,
    /// The latest figure of stages on a day, by their numbers: most of what is asked for.
    latest: HashMap<i64, Option<Figure>>,
    latest_on: Day,
    failed: RefCell<Option<Error>>,
}

impl<'a> Figures<'a> {
    /// Those that count by these entries.
    pub fn new(read: &'a dyn Read, visible: &'a Visible) -> Figures<'a> {
        Figures {
            read,
            visible,
            latest: HashMap::new(),
            latest_on: Day::default(),
            failed: RefCell::new(None),
        }
    }

    /// The same, where a portfolio was loaded on a day: its latest figures need not be sought again.
    pub fn of_portfolio(
        read: &'a dyn Read,
        visible: &'a Visible,
        portfolio: &Portfolio,
        on: Day,
    ) -> Figures<'a> {
        let stages = portfolio
            .projects
            .iter()
            .flat_map(|project| &project.stages);
        Figures {
            latest: stages.map(|stage| (stage.id, stage.latest())).collect(),
            latest_on: on,
            ..Figures::new(read, visible)
        }
    }

    /// Whether every seek succeeded.
    ///
    /// # Errors
    /// The first that did not.
    pub fn check(self) -> Result<(), Error> {
        match self.failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Walks over the figures that count, one a day.
    fn walk(&self, walk: &Walk, each: &mut dyn FnMut(Figure) -> Onward) {
        let mut last: Option<Day> = None;
        let walked = self.read.walk(walk, &mut |step: Step| {
            let Some(percent) = step.percent else {
                return Onward::Go;
            };
            // Of one day, what was recorded last comes first.
            if last == Some(step.as_of) || !self.visible.counts(step.entry) {
                return Onward::Go;
            }
            last = Some(step.as_of);
            each(Figure {
                on: step.as_of,
                percent,
            })
        });
        if let Err(error) = walked {
            self.failed.borrow_mut().get_or_insert(error);
        }
    }
}

/// The figures of one stage.
struct OfStage<'a> {
    figures: &'a Figures<'a>,
    stage: i64,
}

impl OfStage<'_> {
    fn back(&self, by: Day, each: &mut dyn FnMut(Figure) -> Onward) {
        let walk = Walk {
            stage: self.stage,
            from: Day::default(),
            to: by,
            is_backward: true,
            only_figures: true,
        };
        self.figures.walk(&walk, each);
    }

    fn forth(&self, from: Day, to: Day, each: &mut dyn FnMut(Figure) -> Onward) {
        let walk = Walk {
            stage: self.stage,
            from,
            to,
            is_backward: false,
            only_figures: true,
        };
        self.figures.walk(&walk, each);
    }
}

impl SeriesByStage for Figures<'_> {
    fn of(&self, stage: i64) -> Box<dyn Series + '_> {
        Box::new(OfStage {
            figures: self,
            stage,
        })
    }
}

impl Series for OfStage<'_> {
    fn latest(&self, by: Day) -> Option<Figure> {
        if by <= self.figures.latest_on
            && let Some(latest) = self.figures.latest.get(&self.stage)
            && latest.is_none_or(|latest| latest.on <= by)
        {
            return *latest;
        }
        let mut found = None;
        self.back(by, &mut |figure| {
            found = Some(figure);
            Onward::Stop
        });
        found
    }

    fn first_after(&self, day: Day) -> Option<Figure> {
        let mut found = None;
        self.forth(day.plus(1)?, Day::LAST, &mut |figure| {
            found = Some(figure);
            Onward::Stop
        });
        found
    }

    fn last_below(&self, percent: Percent, by: Day) -> Option<Figure> {
        let mut found = None;
        self.back(by, &mut |figure| {
            if figure.percent < percent {
                found = Some(figure);
                return Onward::Stop;
            }
            Onward::Go
        });
        found
    }

    fn all(&self, by: Day) -> Vec<Figure> {
        let mut figures = Vec::new();
        self.forth(Day::default(), by, &mut |figure| {
            figures.push(figure);
            Onward::Go
        });
        figures
    }
}
