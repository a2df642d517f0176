//! Workbooks: their sheets as plain values, and the bytes. What goes into a cell is a text, a number or
//! a day, never a formula.

use std::io::{self, Write};

use rust_xlsxwriter::utility::cell_range;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationRule,
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use crate::assess::Lamp;
use crate::model::{Amount, Day, Percent, guard, printable_lines};

use super::wrap::columns as display_width;

/// The most characters that spreadsheets keep in a cell.
const LONGEST: usize = 32_767;

/// The most that they show beside a cell or on refusing what is typed there.
const LONGEST_NOTE: usize = 255;

/// The height of a line, and how many a row has at most.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 20;

/// The first day that may be typed: spreadsheets count days from about there.
const FIRST_DAY: &str = "DATE(1990,1,1)";

/// A sheet of a workbook.
pub(super) struct Sheet {
    /// What its tab is called.
    pub name: String,
    /// The lines above its table.
    pub titles: Vec<String>,
    pub columns: Vec<Column>,
    /// Of each row a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands at the foot of each page that is printed.
    pub foot: Option<String>,
}

/// A column of a sheet.
pub(super) struct Column {
    pub head: String,
    /// In characters.
    pub width: u16,
    pub is_hidden: bool,
    /// Words that have a colour there.
    pub lamps: Vec<(String, Lamp)>,
}

/// A cell.
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(i64),
    /// As its number: 72.
    Percent(Percent),
    /// As the share that it is, shown in percent; in hundredths of a percent.
    Share(i64),
    Day(Day),
    /// To be filled in by somebody; the others of its sheet are locked then.
    Open(Rule),
}

/// What may be typed into a cell, and how the spreadsheet says so.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Rule {
    Text,
    Percent(String),
    /// From 0 to the most there is.
    Amount {
        most: Amount,
        note: String,
    },
    Words(Vec<String>, String),
    Day(String),
}

/// Writes a workbook, which says that it was made on that day. The same sheets give the same bytes, on
/// whatever day.
///
/// # Errors
/// Those of the writer; a sheet with more rows than spreadsheets have.
pub(super) fn workbook(sheets: &[Sheet], made_on: Day, out: &mut dyn Write) -> io::Result<()> {
    let mut workbook = Workbook::new();
    let made = date(made_on).map_err(io::Error::other)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        let mut page = Worksheet::new();
        lay_out(sheet, &mut page).map_err(io::Error::other)?;
        workbook.push_worksheet(page);
    }
    let bytes = workbook.save_to_buffer().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// How cells look.
struct CellStyles {
    title: Format,
    head: Format,
    cell: Format,
    day: Format,
    /// Percents without decimals, with one, with two.
    shares: [Format; 3],
    open: Format,
    open_day: Format,
}

impl CellStyles {
    /// Cells that are locked are shaded.
    fn new(has_locked: bool) -> CellStyles {
        const SHADE: Color = Color::RGB(0xF2_F2F2);
        let cell = Format::new()
            .set_border(FormatBorder::Hair)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let day = |format: &Format| format.clone().set_num_format("yyyy-mm-dd");
        let open = cell.clone().set_unlocked();
        let cell = match has_locked {
            true => cell.set_background_color(SHADE),
            false => cell,
        };
        let shares = ["0%", "0.0%", "0.00%"];
        CellStyles {
            shares: shares.map(|shown| cell.clone().set_num_format(shown)),
            title: Format::new().set_bold().set_font_size(14),
            head: Format::new()
                .set_bold()
                .set_border(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xD9_D9D9))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            day: day(&cell),
            cell,
            open_day: day(&open),
            open,
        }
    }
}

fn lay_out(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    let mut cells = sheet.rows.iter().flatten();
    let is_filled_in = cells.any(|cell| matches!(cell, Cell::Open(_)));
    let styles = CellStyles::new(is_filled_in);
    page.set_name(&sheet.name)?;
    let mut titles = sheet.titles.iter().zip(0..);
    if let Some((title, row)) = titles.next() {
        page.write_string_with_format(row, 0, text(title), &styles.title)?;
    }
    for (title, row) in titles {
        page.write_string(row, 0, text(title))?;
    }
    let header = u32::try_from(sheet.titles.len()).unwrap_or(0);
    for (column, at) in sheet.columns.iter().zip(0..) {
        page.write_string_with_format(header, at, text(&column.head), &styles.head)?;
        page.set_column_width(at, f64::from(column.width))?;
        if column.is_hidden {
            page.set_column_hidden(at)?;
        }
    }
    let mut rules = Rules::default();
    let mut last = (header, 0);
    for (cells, row) in sheet.rows.iter().zip(header + 1..) {
        let lines = lines(cells, &sheet.columns);
        if lines > 1 {
            // Not every spreadsheet makes room for what wraps.
            page.set_row_height(row, LINE * f64::from(lines))?;
        }
        for (cell, column) in cells.iter().zip(0..) {
            last = (row, column.max(last.1));
            match cell {
                Cell::Blank => page.write_blank(row, column, &styles.cell)?,
                Cell::Text(content) => {
                    page.write_string_with_format(row, column, text(content), &styles.cell)?
                }
                Cell::Number(number) => {
                    page.write_number_with_format(row, column, *number as f64, &styles.cell)?
                }
                Cell::Percent(percent) => {
                    page.write_number_with_format(row, column, percent.to_f64(), &styles.cell)?
                }
                Cell::Share(hundredths) => {
                    let [whole, tenths, all] = &styles.shares;
                    let look = match (hundredths % 100, hundredths % 10) {
                        (0, _) => whole,
                        (_, 0) => tenths,
                        _ => all,
                    };
                    page.write_number_with_format(row, column, *hundredths as f64 / 1e4, look)?
                }
                Cell::Day(day) => {
                    page.write_datetime_with_format(row, column, date(*day)?, &styles.day)?
                }
                Cell::Open(rule) => {
                    rules.add(rule, row, column);
                    let is_day = matches!(rule, Rule::Day(_));
                    let look = if is_day {
                        &styles.open_day
                    } else {
                        &styles.open
                    };
                    page.write_blank(row, column, look)?
                }
            };
        }
    }
    page.set_freeze_panes(header + 1, 0)?;
    page.set_landscape().set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(header, header)?;
    if let Some(foot) = &sheet.foot {
        page.set_footer(foot_of_pages(foot));
    }
    if last.0 > header {
        page.autofilter(header, 0, last.0, last.1)?;
        for (column, at) in sheet.columns.iter().zip(0..) {
            for (word, lamp) in &column.lamps {
                let rule = ConditionalFormatCellRule::EqualTo(word.clone());
                let look = ConditionalFormatCell::new()
                    .set_rule(rule)
                    .set_format(colour(*lamp));
                page.add_conditional_format(header + 1, at, last.0, at, &look)?;
            }
        }
    }
    if is_filled_in {
        rules.apply(page)?;
        // Without a password: this keeps hands from slipping, nobody from anything.
        page.protect_with_options(&ProtectionOptions {
            sort: true,
            use_autofilter: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        });
    }
    Ok(())
}

/// How many lines a row needs.
fn lines(cells: &[Cell], columns: &[Column]) -> u32 {
    let of_cell = |(cell, column): (&Cell, &Column)| match cell {
        Cell::Text(text) => {
            let width = usize::from(column.width).max(1);
            let lines = text.split('\n');
            lines
                .map(|line| display_width(line).div_ceil(width).max(1))
                .sum()
        }
        _ => 1,
    };
    let most = cells.iter().zip(columns).map(of_cell).max().unwrap_or(1);
    u32::try_from(most.min(MOST_LINES)).unwrap_or(1)
}

/// How the word of a lamp styles: dark upon light, so that it can be read in print.
fn colour(lamp: Lamp) -> Format {
    let look = |ink, ground| {
        Format::new()
            .set_font_color(Color::RGB(ink))
            .set_background_color(Color::RGB(ground))
    };
    match lamp {
        Lamp::Green => look(0x00_6100, 0xC6_EFCE),
        Lamp::Yellow => look(0x7F_5200, 0xFF_EB9C),
        Lamp::Red => look(0x9C_0006, 0xFF_C7CE).set_bold(),
        Lamp::RedHollow => look(0x9C_0006, 0xFF_FFFF),
        Lamp::Grey | Lamp::None => look(0x59_5959, 0xF2_F2F2),
    }
}

/// A text at the foot of printed pages, beside their numbers; an `&` of its own is no code there.
fn foot_of_pages(text: &str) -> String {
    format!("&L{}&R&P/&N", hint(text).replace('&', "&&"))
}

/// Cells of a column that stand below each other: the column, the first row and the last.
type Run = (u16, u32, u32);

/// The rules of a sheet, each with the cells that it holds for.
#[derive(Default)]
struct Rules<'s>(Vec<(&'s Rule, Vec<Run>)>);

impl<'s> Rules<'s> {
    fn add(&mut self, rule: &'s Rule, row: u32, column: u16) {
        let at = self.0.iter().position(|(there, _)| *there == rule);
        let at = at.unwrap_or_else(|| {
            self.0.push((rule, Vec::new()));
            self.0.len() - 1
        });
        let Some((_, ranges)) = self.0.get_mut(at) else {
            return;
        };
        let mut above = ranges.iter_mut().rev().take(4);
        match above.find(|(there, _, last)| *there == column && last + 1 == row) {
            Some((_, _, last)) => *last = row,
            None => ranges.push((column, row, row)),
        }
    }

    fn apply(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for (rule, ranges) in &self.0 {
            let Some((column, first, last)) = ranges.first() else {
                continue;
            };
            let all: Vec<String> = ranges
                .iter()
                .map(|(column, first, last)| cell_range(*first, *column, *last, *column))
                .collect();
            let validation = match rule {
                Rule::Text => continue,
                Rule::Percent(note) => DataValidation::new()
                    .allow_decimal_number(DataValidationRule::Between(0.0, 100.0))
                    .set_error_message(hint(note))?
                    .set_input_message(hint(note))?,
                Rule::Amount { most, note } => DataValidation::new()
                    .allow_decimal_number(DataValidationRule::Between(0.0, most.to_f64()))
                    .set_error_message(hint(note))?
                    .set_input_message(hint(note))?,
                Rule::Words(words, note) => DataValidation::new()
                    .allow_list_strings(words)?
                    .set_error_message(hint(note))?,
                Rule::Day(note) => DataValidation::new()
                    .allow_date_formula(DataValidationRule::Between(
                        Formula::new(FIRST_DAY),
                        Formula::new("TODAY()"),
                    ))
                    .set_error_message(hint(note))?
                    .set_input_message(hint(note))?,
            };
            let validation = validation.set_multi_range(all.join(" "));
            page.add_data_validation(*first, *column, *last, *column, &validation)?;
        }
        Ok(())
    }
}

/// A text as a cell keeps it: nothing unseen in it, and no formula even where it is edited or saved
/// as CSV.
fn text(content: &str) -> String {
    let shown = guard(&printable_lines(content));
    shown.chars().take(LONGEST).collect()
}

/// A note as a spreadsheet shows it beside a cell.
fn hint(note: &str) -> String {
    printable_lines(note).chars().take(LONGEST_NOTE).collect()
}

fn date(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, date) = day.ymd();
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let year = u16::try_from(year).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, small(month), small(date))
}
