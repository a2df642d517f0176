//! Workbooks of OpenDocument, read as a stream: a cell that says it stands there a million times is
//! never made.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::messages::FormatProblem;

use super::grid::{Grid, MOST_COLUMNS, Merged};
use super::hidden::Hidden;
use super::tags::attribute;
use super::worksheet::{Line, MOST_MERGED, Workbook, Worksheet, damaged, indented, number_text};

/// What the names of styles mean.
#[derive(Default)]
struct Styles {
    /// Those of worksheets that are hidden.
    hidden: HashSet<String>,
    /// Those that show a date with its month and year alone, of numbers and of cells.
    months: HashSet<String>,
    /// Those that show a text so many steps to the right.
    indents: HashMap<String, u8>,
    /// The one whose parts come next.
    open: String,
    /// The parts of a date that it shows.
    parts: HashSet<String>,
}

impl Styles {
    fn see(&mut self, tag: &BytesStart<'_>) -> Result<(), FormatProblem> {
        let named = || Ok(attribute(tag, "style:name")?.unwrap_or_default());
        match tag.name().as_ref() {
            "style:style" => {
                self.open = named()?;
                let numbers = attribute(tag, "style:data-style-name")?;
                if numbers.is_some_and(|numbers| self.months.contains(&numbers)) {
                    self.months.insert(self.open.clone());
                }
            }
            "style:table-properties"
                if attribute(tag, "table:display")?.as_deref() == Some("false") =>
            {
                self.hidden.insert(self.open.clone());
            }
            "style:paragraph-properties" => {
                let margin = attribute(tag, "fo:margin-left")?;
                let steps = margin.and_then(|margin| steps(&margin));
                self.indents
                    .extend(steps.map(|steps| (self.open.clone(), steps)));
            }
            "number:date-style" => {
                self.open = named()?;
                self.parts.clear();
            }
            part @ ("number:year" | "number:month" | "number:day" | "number:hours") => {
                self.parts.insert(part.to_owned());
                let has = |part| self.parts.contains(part);
                let is_month = has("number:year") && has("number:month") && self.parts.len() == 2;
                match is_month {
                    true => drop(self.months.insert(self.open.clone())),
                    false => drop(self.months.remove(&self.open)),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// How far a style indents a text.
    fn indent(&self, style: Option<&String>) -> u8 {
        let steps = style.and_then(|style| self.indents.get(style));
        steps.copied().unwrap_or(0)
    }

    fn is_month(&self, style: Option<&String>) -> bool {
        style.is_some_and(|style| self.months.contains(style))
    }
}

/// How many steps a margin is, of which each has ten points.
fn steps(margin: &str) -> Option<u8> {
    const POINTS: [(&str, f64); 4] = [("cm", 28.35), ("mm", 2.835), ("in", 72.0), ("pt", 1.0)];
    let of_unit = |(unit, points): &(&str, f64)| {
        let number: f64 = margin.strip_suffix(unit)?.trim().parse().ok()?;
        Some(number * points)
    };
    let points = POINTS.iter().find_map(of_unit)?;
    let steps = (points / 10.0).round();
    // What is no number, or below none, is none.
    (1.0..=255.0).contains(&steps).then_some(steps as u8)
}

/// The styles that have names of their own, in a part beside the content, if there is one.
fn named_styles(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Styles, FormatProblem> {
    let mut styles = Styles::default();
    let Ok(part) = archive.by_name("styles.xml") else {
        return Ok(styles);
    };
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => styles.see(&tag)?,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// Reads a workbook whose parts are known not to be too large.
///
/// # Errors
/// [`FormatProblem::Workbook`] where it cannot be read, and those of a [`Line`].
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, FormatProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut styles = named_styles(&mut archive)?;
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let (mut worksheets, mut hidden) = (Vec::new(), 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table" => {
                    let name = attribute(&tag, "table:name")?.unwrap_or_default();
                    let style = attribute(&tag, "table:style-name")?;
                    let (grid, unseen) = table(&mut xml, &styles)?;
                    let sheet = Worksheet {
                        name,
                        grid,
                        hidden: unseen,
                    };
                    match style.is_some_and(|style| styles.hidden.contains(&style)) {
                        true => hidden += 1,
                        false => worksheets.push(sheet),
                    }
                }
                _ => styles.see(&tag)?,
            },
            Event::Eof => return Ok(Workbook { worksheets, hidden }),
            _ => {}
        }
    }
}

/// How often something stands there, or over how many rows: once, unless it says so.
fn times(tag: &BytesStart<'_>, name: &str) -> Result<u32, FormatProblem> {
    let written = attribute(tag, name)?;
    Ok(written.map_or(1, |written| written.trim().parse().unwrap_or(u32::MAX)))
}

/// So many spaces in a row are kept.
const MOST_SPACES: u32 = 100;

/// A cell of a row: its column, its text, and how often it is repeated.
struct Cell {
    column: u32,
    text: String,
    times: u32,
}

fn table(xml: &mut Reader<impl BufRead>, styles: &Styles) -> Result<(Grid, Hidden), FormatProblem> {
    let mut hidden = Hidden::default();
    let (mut grid, mut line) = (Grid::default(), Line::default());
    // The styles of columns, whose cells have them unless they have one of their own.
    let (mut defaults, mut column) = (Vec::new(), 0u32);
    let (mut row, mut merged) = (0u32, 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) if tag.name().as_ref() == "table:table-column" => {
                let end = column.saturating_add(times(&tag, "table:number-columns-repeated")?);
                let style = attribute(&tag, "table:default-cell-style-name")?;
                defaults.extend(style.map(|style| (column..end, style)));
                if is_hidden(&tag)? {
                    hidden.hide_columns(u64::from(column) + 1..=u64::from(end));
                }
                column = end;
            }
            Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                let times = times(&tag, "table:number-rows-repeated")?;
                if is_hidden(&tag)? {
                    hidden.hide_rows(u64::from(row) + 1..=u64::from(row.saturating_add(times)));
                }
                let shown = |style: Option<&String>, column: u32| {
                    let mut of_columns = defaults.iter();
                    let default = of_columns.find(|(columns, _)| columns.contains(&column));
                    let style = style.or(default.map(|(_, style)| style));
                    (styles.is_month(style), styles.indent(style))
                };
                let cells = cells(xml, &mut line, shown, |column, rows, width| {
                    merged += 1;
                    if merged <= MOST_MERGED {
                        let first = u64::from(row) + 1;
                        let of_merged = Merged {
                            first,
                            last: first.saturating_add(u64::from(rows) - 1),
                            width: usize::try_from(width).unwrap_or(1),
                        };
                        grid.merge(column, of_merged);
                    }
                })?;
                let filled = if cells.is_empty() { 0 } else { times };
                for copy in 0..filled {
                    for cell in &cells {
                        let columns = cell.column..cell.column.saturating_add(cell.times);
                        for column in columns {
                            line.count(1)?;
                            line.put(
                                &mut grid,
                                (row.saturating_add(copy), column),
                                cell.text.clone(),
                            )?;
                        }
                    }
                }
                row = row.saturating_add(times);
            }
            // A table within a cell is none of its rows.
            Event::Start(tag) if tag.name().as_ref() == "table:shapes" => {
                skip(xml, "table:shapes")?
            }
            Event::End(tag) if tag.name().as_ref() == "table:table" => break,
            Event::Eof => return Err(damaged("content.xml")),
            _ => {}
        }
    }
    line.end(&mut grid)?;
    Ok((grid, hidden))
}

/// Whether a row or a column is not shown.
fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, FormatProblem> {
    Ok(attribute(tag, "table:visibility")?.is_some_and(|shown| shown != "visible"))
}

/// The cells of a row that have text; `merge` is told of those that reach over several rows or columns.
fn cells(
    xml: &mut Reader<impl BufRead>,
    line: &mut Line,
    shown: impl Fn(Option<&String>, u32) -> (bool, u8),
    mut merge: impl FnMut(usize, u32, u32),
) -> Result<Vec<Cell>, FormatProblem> {
    let (mut cells, mut column) = (Vec::new(), 0u32);
    let mut buffer = Vec::new();
    line.count(1)?;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name != "table:table-cell" && name != "table:covered-table-cell" {
                    continue;
                }
                line.count(1)?;
                let times = times(&tag, "table:number-columns-repeated")?;
                let rows = self::times(&tag, "table:number-rows-spanned")?;
                let width = self::times(&tag, "table:number-columns-spanned")?;
                let tag = tag.into_owned();
                let style = attribute(&tag, "table:style-name")?;
                let (is_month, indent) = shown(style.as_ref(), column);
                let text = indented(&text(xml, &tag, &name, is_month)?, indent);
                let at = usize::try_from(column).unwrap_or(usize::MAX);
                if (rows > 1 || width > 1) && at < MOST_COLUMNS {
                    merge(at, rows, width);
                }
                if !text.trim().is_empty() {
                    cells.push(Cell {
                        column,
                        text,
                        times,
                    });
                }
                column = column.saturating_add(times);
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(cells),
            Event::Eof => return Err(damaged("content.xml")),
            _ => {}
        }
    }
}

/// The text of a cell, up to its end.
fn text(
    xml: &mut Reader<impl BufRead>,
    tag: &BytesStart<'_>,
    name: &str,
    is_month: bool,
) -> Result<String, FormatProblem> {
    let written = paragraphs(xml, name)?;
    let value = |key: &str| attribute(tag, key);
    let number = |is_percent| -> Result<Option<String>, FormatProblem> {
        let number = value("office:value")?.and_then(|number| number.trim().parse().ok());
        Ok(number.map(|number: f64| number_text(number, is_percent)))
    };
    let kept = match value("office:value-type")?.as_deref() {
        Some("percentage") => number(true)?,
        Some("float" | "currency") => number(false)?,
        Some("date") => value("office:date-value")?.map(|moment| {
            let (day, time) = moment.split_once('T').unwrap_or((&moment, ""));
            match time.trim_matches(['0', ':', '.', 'Z']) {
                "" if is_month => day
                    .rsplit_once('-')
                    .map_or(day, |(month, _)| month)
                    .to_owned(),
                "" => day.to_owned(),
                _ => format!("{day} {time}"),
            }
        }),
        Some("boolean") => value("office:boolean-value")?,
        Some("string") => value("office:string-value")?.filter(|text| !text.is_empty()),
        _ => None,
    };
    Ok(kept.unwrap_or(written))
}

/// The paragraphs up to the end of a cell, a line each, without what is noted beside them.
fn paragraphs(xml: &mut Reader<impl BufRead>, cell: &str) -> Result<String, FormatProblem> {
    let mut text = String::new();
    let mut buffer = Vec::new();
    let mut is_in_paragraph = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "office:annotation" => skip(xml, "office:annotation")?,
                // A drawing, or a table within the cell, is no text of it.
                "table:table" => skip(xml, "table:table")?,
                "draw:frame" => skip(xml, "draw:frame")?,
                "text:p" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    is_in_paragraph = true;
                }
                "text:line-break" => text.push('\n'),
                "text:s" => {
                    let times = times(&tag, "text:c")?.min(MOST_SPACES);
                    text.extend((0..times).map(|_| ' '));
                }
                "text:tab" => text.push(' '),
                _ => {}
            },
            Event::Text(part) if is_in_paragraph => text.push_str(&part.xml10_content()),
            Event::CData(part) if is_in_paragraph => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if is_in_paragraph => {
                match (resolve_xml_entity(&entity), entity.resolve_char_ref()) {
                    (Some(known), _) => text.push_str(known),
                    (None, Ok(Some(c))) => text.push(c),
                    _ => return Err(damaged("GeneralRef")),
                }
            }
            Event::End(tag) if tag.name().as_ref() == "text:p" => is_in_paragraph = false,
            Event::End(tag) if tag.name().as_ref() == cell => return Ok(text),
            Event::Eof => return Err(damaged("content.xml")),
            _ => {}
        }
    }
}

/// Passes over all up to the end of an element.
fn skip(xml: &mut Reader<impl BufRead>, name: &str) -> Result<(), FormatProblem> {
    let mut depth = 1usize;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) if tag.name().as_ref() == name => depth += 1,
            Event::End(tag) if tag.name().as_ref() == name => {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
            Event::Eof => return Err(damaged("content.xml")),
            _ => {}
        }
    }
}
