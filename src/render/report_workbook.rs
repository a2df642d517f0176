//! The report as a workbook: its targets, the readings behind them, and what was put off. Figures and
//! days are such; [`import`](crate::sheet) reads the sheets again, and passes over what is judged.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use crate::assess::{Flag, Judged, Lamp};
use crate::messages::papers::{Newest, Tab};
use crate::messages::report::Head;
use crate::messages::terms::{GoalWord, Progress};
use crate::messages::{In, Say};
use crate::model::{Language, Percent, Reading, Stage};
use crate::report::{Column, Report, Value};

use super::page::Reader;
use super::xlsx::{self, Cell, Sheet, workbook};

/// What the targets have where nobody chose, if any of them has it.
const USUAL: [Column; 18] = [
    Column::Status,
    Column::Code,
    Column::Project,
    Column::Category,
    Column::Stage,
    Column::Percent,
    Column::Due,
    Column::DueImplied,
    Column::Period,
    Column::Progress,
    Column::ReportedOn,
    Column::Planned,
    Column::Days,
    Column::Forecast,
    Column::Unit,
    Column::Lead,
    Column::Problem,
    Column::NextStep,
];

/// What says of which stage a row of the other sheets is.
const OF_STAGE: [Column; 3] = [Column::Code, Column::Project, Column::Stage];

/// How many readings there are room for: what spreadsheets still scroll through with ease.
const MOST_READINGS: usize = 100_000;

/// Writes a report.
///
/// # Errors
/// Those of the writer.
pub(super) fn report_workbook(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paper = Paper {
        report,
        reader,
        language: reader.language,
    };
    let mut sheets = vec![paper.targets()];
    sheets.extend(paper.endings());
    sheets.extend(paper.groups());
    sheets.push(paper.readings());
    sheets.push(paper.slips());
    workbook(&sheets, report.as_of, out)
}

struct Paper<'p> {
    report: &'p Report<'p>,
    reader: &'p Reader<'p>,
    language: Language,
}

impl Paper<'_> {
    fn worded(&self, message: &dyn Say) -> String {
        In(self.language, message).to_string()
    }

    fn sheet(&self, tab: &Tab, columns: Vec<xlsx::Column>, rows: Vec<Vec<Cell>>) -> Sheet {
        Sheet {
            name: self.worded(tab),
            titles: vec![self.worded(&self.report.title())],
            columns,
            rows,
            foot: self.report.foot().map(|foot| self.worded(&foot)),
        }
    }

    fn column(&self, head: &Head, width: u16) -> xlsx::Column {
        xlsx::Column {
            head: self.worded(head),
            width,
            is_hidden: false,
            lamps: Vec::new(),
        }
    }

    /// Under the answer. What targets are grouped by stands first, as rows of a table that sorts and
    /// filters have no others between them.
    fn targets(&self) -> Sheet {
        let report = self.report;
        let usual = || report.usual(self.language, &USUAL);
        let mut columns = self.reader.columns.clone().unwrap_or_else(usual);
        if let Some(group_by) = report.group_by {
            let grouped = group_by.column();
            columns.retain(|column| *column != grouped);
            columns.insert(0, grouped);
        }
        let rows: Vec<Vec<Cell>> = (report.targets())
            .map(|judged| {
                let cells = columns.iter();
                cells.map(|column| self.cell(column, judged)).collect()
            })
            .collect();
        let heads = columns.iter().map(|column| xlsx::Column {
            lamps: match column {
                Column::Status => self.lamps(),
                _ => Vec::new(),
            },
            ..self.column(&column.head(), width(column))
        });
        let mut sheet = self.sheet(&Tab::Targets, heads.collect(), rows);
        sheet.titles.push(self.worded(&report.answer()));
        let closing = report.closing(false);
        let closing = closing.iter().map(|line| self.worded(line));
        sheet.titles.extend(closing);
        sheet
    }

    fn cell(&self, column: &Column, judged: &Judged<'_>) -> Cell {
        // What the stages come to is no figure that anybody reported.
        if *column == Column::Progress && judged.verdict.reading.is_none() {
            return Cell::Blank;
        }
        // What was said without a figure is of its day, too.
        if let (Column::ReportedOn, None, Some(words)) = (
            column,
            judged.verdict.reading,
            judged.stage.under_way.as_deref(),
        ) {
            return Cell::Day(words.as_of);
        }
        match self.report.value(self.language, column, judged) {
            Value::Text(text) if text.is_empty() => Cell::Blank,
            Value::Text(text) => Cell::Text(text),
            Value::Percent(hundredths) => Cell::Share(hundredths),
            Value::Number(number) => Cell::Number(number),
            Value::Day(day) => Cell::Day(day),
        }
    }

    /// The words of the verdicts, each with its lamp.
    fn lamps(&self) -> Vec<(String, Lamp)> {
        let all = self.report.targets().map(|judged| {
            let value = self.report.value(self.language, &Column::Status, judged);
            let word = match value {
                Value::Text(word) => word,
                _ => String::new(),
            };
            (word, judged.verdict.status.lamp())
        });
        let words: BTreeMap<_, _> = all.collect();
        words.into_iter().collect()
    }

    /// How many targets of each unit ended in which way.
    fn endings(&self) -> Option<Sheet> {
        let (heads, rows) = self.report.account.as_ref()?.table(self.language);
        let columns = heads
            .into_iter()
            .enumerate()
            .map(|(index, head)| xlsx::Column {
                head,
                width: if index > 0 { 11 } else { 28 },
                is_hidden: false,
                lamps: Vec::new(),
            });
        // All but the names are numbers.
        let cell = |text: String| match text.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(text),
        };
        let rows = rows.into_iter().map(|cells| {
            let mut cells = cells.into_iter();
            let name = cells.next().map(Cell::Text);
            name.into_iter().chain(cells.map(cell)).collect()
        });
        Some(self.sheet(&Tab::Endings, columns.collect(), rows.collect()))
    }

    /// What each group comes to.
    fn groups(&self) -> Option<Sheet> {
        let group_by = self.report.group_by?;
        let lines = self.report.groups.iter();
        let lines = lines.filter_map(|group| group.line(self.reader.projects));
        let rows = lines.map(|line| {
            let name = Cell::Text(self.worded(&line.name));
            vec![name, Cell::Text(self.worded(&line.sum))]
        });
        let columns = vec![
            self.column(&group_by.column().head(), 28),
            self.column(&Head::Sum, 60),
        ];
        Some(self.sheet(&Tab::Groups, columns, rows.collect()))
    }

    /// A stage of a target, as the sheets beside the targets begin.
    fn stage(&self, judged: &Judged<'_>) -> Vec<Cell> {
        OF_STAGE
            .iter()
            .map(|column| self.cell(column, judged))
            .collect()
    }

    fn stage_columns(&self) -> Vec<xlsx::Column> {
        OF_STAGE
            .iter()
            .map(|column| self.column(&column.head(), width(column)))
            .collect()
    }

    /// All readings of the stages of targets, stage by stage; of very many the newest.
    fn readings(&self) -> Sheet {
        let histories = &self.report.histories;
        let mut already = HashSet::new();
        let stages = self.report.targets();
        let stages = stages.filter(|judged| already.insert(judged.stage.id));
        let all = || histories.values().flatten();
        let count = all().count();
        let first = (count > MOST_READINGS).then(|| {
            let mut days: Vec<_> = all().map(|reading| reading.as_of).collect();
            days.sort_unstable();
            days.get(count - MOST_READINGS).copied().unwrap_or_default()
        });
        let mut rows = Vec::new();
        for judged in stages {
            let readings = histories.get(&judged.stage.id);
            for reading in readings.into_iter().flatten() {
                // Of those of the first day there may be too many.
                if first.is_some_and(|first| reading.as_of <= first) {
                    continue;
                }
                let mut row = self.stage(judged);
                row.extend(self.reading(judged.stage, reading));
                rows.push(row);
            }
        }
        let mut columns = self.stage_columns();
        for (head, width) in [
            (Head::Progress, 11),
            (Head::ReportedOn, 12),
            (Head::Note, 30),
            (Head::Problem, 30),
            (Head::NextStep, 30),
        ] {
            columns.push(self.column(&head, width));
        }
        let shown = rows.len();
        let mut sheet = self.sheet(&Tab::Readings, columns, rows);
        if first.is_some() {
            let newest = Newest::Of { shown, all: count };
            sheet.titles.push(self.worded(&newest));
        }
        sheet
    }

    fn reading(&self, stage: &Stage, reading: &Reading) -> [Cell; 5] {
        let text = |text: &Option<String>| match text {
            Some(text) => Cell::Text(text.clone()),
            None => Cell::Blank,
        };
        let remark = &reading.remark;
        [
            match reading.percent.filter(|_| !stage.is_milestone()) {
                Some(percent) => Cell::Share(percent.hundredths()),
                // The words stand beside it.
                None if reading.percent.is_none() && remark.note.is_some() => Cell::Blank,
                None => Cell::Text(self.worded(&Progress::of(stage.facts.kind, reading.percent))),
            },
            Cell::Day(reading.as_of),
            text(&remark.note),
            text(&remark.problem),
            text(&remark.next_step),
        ]
    }

    /// The targets whose due day or percent is not that which was promised first.
    fn slips(&self) -> Sheet {
        let mut rows = Vec::new();
        for judged in self.report.targets() {
            let Some(slip) = judged.slip else {
                continue;
            };
            let percent = |percent: Percent| match judged.stage.is_milestone() {
                true => Cell::Text(self.worded(&GoalWord::of(judged.stage.facts.kind, percent))),
                false => Cell::Share(percent.hundredths()),
            };
            let terms = &judged.revision.terms;
            let mut row = self.stage(judged);
            let day = |day: Option<_>| day.map_or(Cell::Blank, Cell::Day);
            let was_lowered = judged.verdict.has(Flag::Lowered);
            row.extend([
                percent(terms.percent),
                self.cell(&Column::Due, judged),
                self.cell(&Column::DueImplied, judged),
                self.cell(&Column::Period, judged),
                match was_lowered {
                    true => percent(slip.original_percent),
                    false => Cell::Blank,
                },
                day(slip.original_due),
                slip.days.map_or(Cell::Blank, Cell::Number),
                Cell::Number(i64::from(slip.times)),
                (judged.revision.reason.clone()).map_or(Cell::Blank, Cell::Text),
            ]);
            rows.push(row);
        }
        let mut columns = self.stage_columns();
        for (head, width) in [
            (Head::Percent, 9),
            (Head::Due, 12),
            (Head::DueImplied, 9),
            (Head::Period, 12),
            (Head::FirstPercent, 11),
            (Head::FirstDue, 12),
            (Head::DaysMoved, 10),
            (Head::TimesMoved, 10),
            (Head::Reason, 34),
        ] {
            columns.push(self.column(&head, width));
        }
        self.sheet(&Tab::Slips, columns, rows)
    }
}

/// In characters.
fn width(column: &Column) -> u16 {
    match column {
        Column::Project | Column::Target | Column::Goal | Column::Stands => 24,
        Column::Problem | Column::NextStep => 26,
        Column::Stage | Column::Code | Column::Kept(_) => 17,
        Column::Status | Column::Unit => 14,
        Column::Percent | Column::Planned | Column::Progress => 9,
        Column::Days => 7,
        _ => 11,
    }
}
