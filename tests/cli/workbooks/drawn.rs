//! Worksheets as they are drawn in these tests, a line a row, and the files that are made of them.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// A worksheet: its name, and its rows, whose cells are separated by `|`.
///
/// `%0.45` is a number shown in percent, `@2021-12-31` a day, `#2021-12-01` one shown as its month;
/// `^` is merged with the cell above, in a header `^^`, and `<` with the one on its left; `⏎` is a line
/// break. A number is one, all else a text.
#[derive(Clone)]
pub struct Drawn {
    pub name: &'static str,
    pub is_hidden: bool,
    rows: Vec<Vec<String>>,
}

impl Drawn {
    pub fn new(name: &'static str, drawing: &str) -> Drawn {
        let cells = |line: &str| {
            let cells = line.split('|').map(|cell| cell.trim().replace('⏎', "\n"));
            cells.collect()
        };
        Drawn {
            name,
            is_hidden: false,
            rows: drawing.trim().lines().map(cells).collect(),
        }
    }

    pub fn hidden(mut self) -> Drawn {
        self.is_hidden = true;
        self
    }

    /// With other words in cells, as somebody corrects them; each must be there.
    #[track_caller]
    pub fn with(mut self, typed: &[(&str, &str)]) -> Drawn {
        for (from, to) in typed {
            let mut cells = self.rows.iter_mut().flatten();
            *cells.find(|cell| cell == from).unwrap() = (*to).to_owned();
        }
        self
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let found = self.rows.get(row).and_then(|row| row.get(column));
        found.map_or("", String::as_str)
    }

    /// What a cell says: its own words or those that it is merged with.
    fn said(&self, row: usize, column: usize) -> &str {
        match self.cell(row, column) {
            "^" => self.said(row - 1, column),
            "^^" | "<" => "",
            cell => cell,
        }
    }

    fn write(&self, sheet: &mut Worksheet) {
        sheet.set_name(self.name).unwrap();
        sheet.set_hidden(self.is_hidden);
        for (row, cells) in self.rows.iter().enumerate() {
            for column in 0..cells.len() {
                self.write_cell(sheet, row, column);
            }
        }
    }

    fn write_cell(&self, sheet: &mut Worksheet, row: usize, column: usize) {
        let wrapped = Format::new().set_text_wrap();
        let cell = self.cell(row, column);
        if matches!(cell, "" | "^" | "^^" | "<") {
            return;
        }
        let lower = (row + 1..).take_while(|row| self.cell(*row, column).starts_with('^'));
        let right = (column + 1..).take_while(|column| self.cell(row, *column) == "<");
        let (bottom, end) = (row + lower.count(), column + right.count());
        let [row, bottom] = [row, bottom].map(|row| u32::try_from(row).unwrap());
        let [column, end] = [column, end].map(|column| u16::try_from(column).unwrap());
        if (row, column) != (bottom, end) {
            let merged = sheet.merge_range(row, column, bottom, end, "", &wrapped);
            merged.unwrap();
        }
        if let Some(share) = share(cell) {
            let format = Format::new().set_num_format("0%");
            sheet
                .write_with_format(row, column, share, &format)
                .unwrap();
        } else if let Some(day) = cell.strip_prefix(['@', '#']) {
            let format = Format::new().set_num_format(match cell.starts_with('@') {
                true => "yyyy/m/d",
                false => "yyyy\"年\"m\"月\"",
            });
            let day = ExcelDateTime::parse_from_str(day).unwrap();
            sheet.write_with_format(row, column, &day, &format).unwrap();
        } else if let Ok(number) = cell.parse::<f64>() {
            sheet.write(row, column, number).unwrap();
        } else {
            sheet
                .write_with_format(row, column, cell, &wrapped)
                .unwrap();
        }
    }

    /// As a text, which has no merged cells and no formats: what they say is written out.
    pub fn text(&self, separator: &str) -> String {
        let said = |row: usize, column: usize| {
            let cell = self.said(row, column);
            let percent = share(cell).map(|share| format!("{}%", share * 100.0));
            let cell = percent.unwrap_or_else(|| match (cell.get(..1), cell.get(1..)) {
                (Some("@"), Some(day)) => day.to_owned(),
                (Some("#"), Some(day)) => day[..7].to_owned(),
                _ => cell.to_owned(),
            });
            // Between semicolons a comma stands before decimals.
            let is_number = cell.trim_end_matches('%').parse::<f64>().is_ok();
            let cell = match separator == ";" && is_number {
                true => cell.replace('.', ","),
                false => cell,
            };
            match cell.contains([',', ';', '\t', '"', '\n']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            }
        };
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: usize| {
            let cells: Vec<String> = (0..width).map(|column| said(row, column)).collect();
            cells.join(separator) + "\r\n"
        };
        (0..self.rows.len()).map(line).collect()
    }
}

/// The number of a cell that is shown in percent.
fn share(cell: &str) -> Option<f64> {
    cell.strip_prefix('%')?.parse().ok()
}

/// The bytes of a workbook of Excel.
pub fn workbook(sheets: &[Drawn]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        sheet.write(workbook.add_worksheet());
    }
    workbook.save_to_buffer().unwrap()
}
