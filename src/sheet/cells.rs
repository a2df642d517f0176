//! The cells of one row, read by column. All that is wrong with them is collected, so that a row is
//! corrected once.

use crate::error::{BadRow, RowProblem, RowWarning, Warning};
use crate::ledger::{
    Figure, FigureWord, Goal, figure_in_words, figure_word, past_day, read_figure,
};
use crate::model::{
    Amount, Code, Commitment, Day, DeclaredBaseline, Given, Percent, PeriodName, PlanPoint,
    clean_text, half_width, unguard,
};

use super::table::{Row, Table};

pub(super) struct Cells<'a> {
    table: &'a Table,
    row: Row<'a>,
    as_of: Day,
    faults: Vec<BadRow>,
    warnings: Vec<RowWarning>,
}

impl<'a> Cells<'a> {
    /// The cells of a row as they are read on that day.
    pub(super) fn of(table: &'a Table, row: Row<'a>, as_of: Day) -> Cells<'a> {
        let is_broken = |column: &&str| {
            let cell = table.place(column).and_then(|place| row.record.get(place));
            cell.is_some_and(|cell| std::str::from_utf8(cell).is_err())
        };
        let faults = (table.columns().filter(is_broken))
            .map(|column| table.fault(&row, column, RowProblem::Encoding))
            .collect();
        Cells {
            table,
            row,
            as_of,
            faults,
            warnings: Vec::new(),
        }
    }

    /// What is wrong with the row, if anything, and what is doubtful.
    pub(super) fn into_told(self) -> (Vec<BadRow>, Vec<RowWarning>) {
        (self.faults, self.warnings)
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.table.place(column).is_some()
    }

    fn bytes(&self, column: &str) -> Option<&'a [u8]> {
        self.row.record.get(self.table.place(column)?)
    }

    /// The trimmed text of a cell: `None` if the sheet has no such column, the cell is empty, or it
    /// is no text, which is a fault already.
    pub(super) fn cell(&self, column: &str) -> Option<&'a str> {
        let text = std::str::from_utf8(self.bytes(column)?).ok()?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// Whether every cell is empty, but for a running number.
    pub(super) fn are_empty(&self) -> bool {
        let is_empty = |column| {
            let text = std::str::from_utf8(self.bytes(column).unwrap_or_default());
            text.is_ok_and(|text| text.trim().is_empty())
        };
        (self.table.columns())
            .filter(|column| *column != "number")
            .all(is_empty)
    }

    /// Whether the column is missing, or its cell is empty.
    pub(super) fn lacks(&self, column: &str) -> bool {
        let text = std::str::from_utf8(self.bytes(column).unwrap_or_default());
        text.is_ok_and(|text| text.trim().is_empty())
    }

    pub(super) fn fault(&mut self, column: &str, problem: RowProblem) {
        self.faults
            .push(self.table.fault(&self.row, column, problem));
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        self.warnings.push(RowWarning {
            file: self.table.file.clone(),
            row: self.row.number,
            warning,
        });
    }

    /// What a cell says, if it says anything.
    pub(super) fn read<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, RowProblem>,
    ) -> Option<T> {
        match parse(self.cell(column)?) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fault(column, problem);
                None
            }
        }
    }

    /// What a cell says that must not be empty.
    pub(super) fn needed<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, RowProblem>,
    ) -> Option<T> {
        self.need(column);
        self.read(column, parse)
    }

    /// What a cell says of a fact that an empty cell leaves as it is.
    pub(super) fn kept<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, RowProblem>,
    ) -> Given<T> {
        self.read(column, parse).map_or(Given::Absent, Given::Value)
    }

    /// What a cell says of a fact that an empty cell takes away.
    pub(super) fn given<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, RowProblem>,
    ) -> Given<T> {
        if !self.has(column) {
            return Given::Absent;
        }
        self.read(column, parse).map_or(Given::Empty, Given::Value)
    }

    /// A percent as spreadsheets compute it; tells if decimals were cut away.
    pub(super) fn percent(&mut self, column: &str) -> Option<Percent> {
        let read = |text: &str| Percent::parse_cut(text).map_err(RowProblem::Percent);
        let (percent, is_cut) = self.read(column, read)?;
        if is_cut {
            let text = self.cell(column).unwrap_or_default().to_owned();
            self.warn(Warning::Cut { text, percent });
        }
        Some(percent)
    }

    /// A percent that a plan starts from, with a day of its own or without, that an empty cell takes
    /// away.
    pub(super) fn given_baseline(&mut self, column: &str) -> Given<DeclaredBaseline> {
        let has_day = self
            .cell(column)
            .is_some_and(|text| half_width(text).contains(':'));
        if has_day {
            return self.given(column, baseline);
        }
        match self.percent(column) {
            Some(percent) => Given::Value(DeclaredBaseline { percent, on: None }),
            None if self.has(column) => Given::Empty,
            None => Given::Absent,
        }
    }

    /// A figure: a word, `4/6`, or a percent. A spreadsheet and an export write half a percent as
    /// 0.5; who types that is asked whether 50 was meant.
    pub(super) fn figure(&mut self, column: &str, is_typed: bool) -> Option<Figure> {
        let text = self.cell(column)?;
        let refused = |refusal| RowProblem::Refused(Box::new(refusal));
        if is_typed {
            return self.read(column, |text| read_figure(text).map_err(refused));
        }
        match figure_in_words(text) {
            Ok(None) => Some(Figure::Percent {
                percent: self.percent(column)?,
                text: text.to_owned(),
            }),
            Ok(figure) => figure,
            Err(refusal) => {
                self.fault(column, refused(refusal));
                None
            }
        }
    }

    /// What is to be reached: a percent, or a word for all of it.
    pub(super) fn goal(&mut self, column: &str) -> Option<Goal> {
        if self.cell(column).and_then(figure_word) == Some(FigureWord::Done) {
            return Some(Goal::Done);
        }
        let percent = self.percent(column)?;
        if percent == Percent::ZERO {
            self.fault(column, RowProblem::ZeroTarget);
        }
        Some(Goal::Percent(percent))
    }

    /// A day of the past, which may be said without its year.
    pub(super) fn past_day(&mut self, column: &str) -> Option<Day> {
        let as_of = self.as_of;
        self.read(column, |text| {
            past_day(text, as_of).map_err(RowProblem::Day)
        })
    }

    /// Says so of a column whose cell is missing or empty.
    pub(super) fn need(&mut self, column: &str) {
        if self.lacks(column) {
            self.fault(column, RowProblem::Missing);
        }
    }
}

pub(super) fn code(text: &str) -> Result<Code, RowProblem> {
    Code::new(text).map_err(RowProblem::Code)
}

pub(super) fn text(text: &str) -> Result<String, RowProblem> {
    clean_text(unguard(text))
        .map(str::to_owned)
        .ok_or(RowProblem::Unseen)
}

/// A day with its year.
pub(super) fn day(text: &str) -> Result<Day, RowProblem> {
    text.parse().map_err(RowProblem::Day)
}

pub(super) fn amount(text: &str) -> Result<Amount, RowProblem> {
    text.parse().map_err(|_| RowProblem::Amount)
}

/// An amount over 0, of which others are a share.
pub(super) fn total(text: &str) -> Result<Amount, RowProblem> {
    let total: Amount = amount(text)?;
    (total.thousandths() > 0)
        .then_some(total)
        .ok_or(RowProblem::Amount)
}

pub(super) fn count(text: &str) -> Result<u32, RowProblem> {
    half_width(text).parse().map_err(|_| RowProblem::Amount)
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, RowProblem> {
    match half_width(text).to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" => Ok(true),
        "no" | "n" | "false" | "0" | "否" => Ok(false),
        _ => Err(RowProblem::Choice(vec!["yes", "no"])),
    }
}

pub(super) fn choice<T>(found: Option<T>, list: &[&'static str]) -> Result<T, RowProblem> {
    found.ok_or_else(|| RowProblem::Choice(list.to_vec()))
}

pub(super) fn commitment(text: &str) -> Result<Commitment, RowProblem> {
    let ids = Commitment::ALL.map(Commitment::id);
    choice(Commitment::from_text(text), &ids)
}

/// A period, also as it is said in Chinese: 2021年下半年, 2021年四季度, 2021年11月, 2027财年上半年.
pub(super) fn period(text: &str) -> Result<PeriodName, RowProblem> {
    text.parse()
        .ok()
        .or_else(|| in_chinese(&half_width(text))?.parse().ok())
        .ok_or(RowProblem::Period)
}

fn in_chinese(text: &str) -> Option<String> {
    let (year, part) = text.split_once('年')?;
    let (year, part) = (year.trim(), part.trim());
    let year = match year.strip_suffix('财') {
        Some(year) => format!("FY{year}"),
        None => year.to_owned(),
    };
    let part = part.strip_prefix('第').unwrap_or(part);
    let short = match part {
        "" | "度" | "全年" => String::new(),
        "上半年" => "H1".to_owned(),
        "下半年" => "H2".to_owned(),
        "一季度" | "1季度" => "Q1".to_owned(),
        "二季度" | "2季度" => "Q2".to_owned(),
        "三季度" | "3季度" => "Q3".to_owned(),
        "四季度" | "4季度" => "Q4".to_owned(),
        month => {
            let month = month.strip_suffix('份').unwrap_or(month);
            format!("-{:0>2}", month.strip_suffix('月')?)
        }
    };
    Some(format!("{year}{short}"))
}

/// `DAY:PERCENT`
fn baseline(text: &str) -> Result<DeclaredBaseline, RowProblem> {
    let text = half_width(text);
    let (on, percent) = text.rsplit_once(':').ok_or(RowProblem::PlanPoints)?;
    Ok(DeclaredBaseline {
        percent: percent.trim().parse().map_err(RowProblem::Percent)?,
        on: Some(day(on.trim())?),
    })
}

/// `DAY:PERCENT DAY:PERCENT …`, days increasing, percents not decreasing.
pub(super) fn plan_points(text: &str) -> Result<Vec<PlanPoint>, RowProblem> {
    let point = |point: &str| {
        let (on, percent) = point.rsplit_once(':')?;
        Some(PlanPoint {
            on: on.parse().ok()?,
            percent: percent.parse().ok()?,
        })
    };
    let points: Option<Vec<PlanPoint>> = text.split_whitespace().map(point).collect();
    let rise = |points: &Vec<PlanPoint>| {
        let mut pairs = points.iter().zip(points.iter().skip(1));
        pairs.all(|(a, b)| a.on < b.on && a.percent <= b.percent)
    };
    points.filter(rise).ok_or(RowProblem::PlanPoints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_periods_are_read_as_they_are_said() {
        for (text, iso) in [
            ("2021年12月31日", "2021-12-31"),
            ("2021年7月1号", "2021-07-01"),
            ("2021/7/1", "2021-07-01"),
        ] {
            assert_eq!(day(text), Ok(iso.parse().unwrap()), "{text}");
        }
        for text in [
            "12月31日",
            "2021年12月",
            "2021年12月31日前",
            "31日",
            "2021年2月30日",
        ] {
            assert!(day(text).is_err(), "{text}");
        }
        for (text, short) in [
            ("2021H2", "2021H2"),
            ("2021年", "2021"),
            ("２０２１年度", "2021"),
            ("2021年下半年", "2021H2"),
            ("2021年第四季度", "2021Q4"),
            ("2021年7月", "2021-07"),
            ("2021年11月份", "2021-11"),
        ] {
            assert_eq!(period(text), Ok(short.parse().unwrap()), "{text}");
        }
        for text in ["下半年", "2021年五季度", "2021年13月", "年底", "21年"] {
            assert_eq!(period(text), Err(RowProblem::Period), "{text}");
        }
    }
}
