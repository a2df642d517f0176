//! The monthly form as a workbook.

use std::io::{self, Write};

use crate::assess::Judged;
use crate::messages::form::{FormHead, FormRule, FormText, FormTotal, FormWord};
use crate::messages::{In, Say};
use crate::model::{Amount, FormRow, Language, Percent, Stage};
use crate::report::{Form, ReadingCell, project_name, stage_name};

use super::xlsx::{Cell, Column, Rule, Sheet, workbook};

/// Writes a form as a workbook.
///
/// # Errors
/// Those of the writer.
pub fn form(form: &Form<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let worded = |what: &dyn Say| In(language, what).to_string();
    let hint = match form.unit {
        Some(unit) => FormText::HintFor(unit.to_owned()),
        None => FormText::Hint,
    };
    let has_totals = (form.targets.iter()).any(|judged| total(judged.stage).is_some());
    let columns = FormHead::ALL.map(|head| Column {
        head: worded(&head),
        width: width(head),
        is_hidden: match head {
            FormHead::Row => true,
            FormHead::Total | FormHead::Amount => !has_totals,
            _ => false,
        },
        lamps: Vec::new(),
    });
    let row = |judged: &&Judged<'_>| {
        let cells = FormHead::ALL.map(|head| cell(language, head, judged));
        Vec::from(cells)
    };
    let sheet = Sheet {
        name: worded(&FormText::Tab),
        titles: vec![worded(&FormText::Title(form.as_of)), worded(&hint)],
        columns: Vec::from(columns),
        rows: form.targets.iter().map(row).collect(),
        foot: None,
    };
    workbook(&[sheet], form.as_of, out)
}

fn width(head: FormHead) -> u16 {
    match head {
        FormHead::Code | FormHead::Project => 26,
        FormHead::Stage => 20,
        FormHead::Target => 9,
        FormHead::Lead | FormHead::Due | FormHead::LastFigure | FormHead::LastDay => 12,
        FormHead::Total | FormHead::Figure | FormHead::Amount | FormHead::Day => 12,
        FormHead::Problem | FormHead::NextStep => 34,
        FormHead::Row => 10,
    }
}

fn cell(language: Language, head: FormHead, judged: &Judged<'_>) -> Cell {
    let worded = |what: &dyn Say| In(language, what).to_string();
    let (stage, terms) = (judged.stage, &judged.revision.terms);
    let row = || FormRow {
        project: judged.project.facts.code.clone(),
        stage: stage.facts.code.clone(),
    };
    let last = ReadingCell::latest(stage);
    let figure = |percent: Option<Percent>| match said_figure(stage, percent) {
        Ok(percent) => Cell::Percent(percent),
        Err(word) => Cell::Text(worded(&word)),
    };
    match head {
        FormHead::Code => Cell::Text(row().stage_path()),
        FormHead::Project => Cell::Text(project_name(language, judged.project).to_owned()),
        FormHead::Stage => Cell::Text(stage_name(language, stage).to_owned()),
        FormHead::Lead => {
            let lead = judged.project.facts.lead.clone();
            lead.map_or(Cell::Blank, Cell::Text)
        }
        FormHead::Target => figure(Some(terms.percent)),
        FormHead::Due => terms.due.map_or(Cell::Blank, Cell::Day),
        FormHead::LastFigure => last.map_or(Cell::Blank, |last| match (last.percent, last.note) {
            (None, Some(words)) => Cell::Text(words.to_owned()),
            (percent, _) => figure(percent),
        }),
        FormHead::LastDay => last.map_or(Cell::Blank, |last| Cell::Day(last.as_of)),
        FormHead::Figure if stage.is_milestone() => {
            let words = FormWord::ALL.iter().map(|word| worded(word));
            Cell::Open(Rule::Words(words.collect(), worded(&FormRule::Word)))
        }
        FormHead::Figure => Cell::Open(Rule::Percent(worded(&FormRule::Percent))),
        FormHead::Total => match total(stage) {
            Some((_, total)) => Cell::Text(worded(&total)),
            None => Cell::Blank,
        },
        FormHead::Amount => match total(stage) {
            Some((most, total)) => {
                let note = worded(&FormRule::Amount(total));
                Cell::Open(Rule::Amount { most, note })
            }
            None => Cell::Blank,
        },
        FormHead::Day => Cell::Open(Rule::Day(worded(&FormRule::Day))),
        FormHead::Problem | FormHead::NextStep => Cell::Open(Rule::Text),
        FormHead::Row => Cell::Text(row().to_string()),
    }
}

/// What is all of a stage, if it is measured and amounts of it may be given.
fn total(stage: &Stage) -> Option<(Amount, FormTotal)> {
    let total = stage.facts.total.filter(|_| !stage.is_milestone())?;
    let unit = match &stage.facts.unit {
        Some(unit) => FormTotal::In(total, unit.clone()),
        None => FormTotal::Plain(total),
    };
    Some((total, unit))
}

/// How far a stage is: a percent, or a word where it has none or is done or not.
fn said_figure(stage: &Stage, percent: Option<Percent>) -> Result<Percent, FormWord> {
    match percent {
        None => Err(FormWord::UnderWay),
        Some(Percent::FULL) if stage.is_milestone() => Err(FormWord::Done),
        Some(_) if stage.is_milestone() => Err(FormWord::NotYet),
        Some(percent) => Ok(percent),
    }
}
