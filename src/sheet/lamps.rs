//! Lamps in sheets: what offices think of a project, to be held against what its figures say.

use crate::ledger::{ProjectChange, ProjectMention};
use crate::model::Code;

use super::cells::Cells;

/// A lamp that a sheet gives a project; the worst comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SheetLamp {
    /// `R`, 红灯, 🔴.
    Red,
    /// `A`, amber, 黄灯, 🟡.
    Yellow,
    /// `G`, 绿灯, 🟢.
    Green,
}

const WORDS: [(SheetLamp, &[&str]); 3] = [
    (SheetLamp::Red, &["r", "red", "红", "红灯", "红色", "🔴"]),
    (
        SheetLamp::Yellow,
        &[
            "a", "y", "amber", "yellow", "orange", "黄", "黄灯", "黄色", "橙", "🟡", "🟠",
        ],
    ),
    (
        SheetLamp::Green,
        &["g", "green", "绿", "绿灯", "绿色", "🟢"],
    ),
];

impl SheetLamp {
    /// A lamp in the words of a cell; `None` where it says something else.
    pub(super) fn read(text: &str) -> Option<SheetLamp> {
        let word = crate::model::comparable(text.trim()).to_lowercase();
        let of = WORDS
            .iter()
            .find(|(_, words)| words.contains(&word.as_str()));
        of.map(|(lamp, _)| *lamp)
    }
}

/// A row that gives its project a lamp.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LampRow {
    /// The code of the project, if the row gives one.
    pub code: Option<Code>,
    /// Its name, likewise.
    pub name: Option<String>,
    /// The lamp.
    pub lamp: SheetLamp,
}

/// The lamp that a row gives its project, if it has one.
pub(super) fn lamp_row(cells: &Cells<'_>, project: &ProjectChange) -> Option<LampRow> {
    let lamp = SheetLamp::read(cells.cell("lamp")?)?;
    match &project.project {
        ProjectMention::Named { code, name } => Some(LampRow {
            code: code.clone(),
            name: name.clone(),
            lamp,
        }),
        _ => None,
    }
}
