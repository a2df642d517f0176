//! A document of Word's: its parts, zipped (ECMA-376). The same value gives the same bytes.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::model::{Day, Language, printable};

use super::super::page::Page;
use super::super::widths::{Column, Heading, Text, fitted};
use super::look::{CELL_MARGIN, Look, PAGE, SPACE};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part of a document, from top to bottom.
pub(in crate::render) enum Block {
    Title(String),
    /// Under the title: its day.
    Subtitle(String),
    Heading(String),
    Subheading(String),
    Paragraph(String),
    /// Small print.
    Small(String),
    Table(Table),
    /// What follows stands on pages across; what came before, upright.
    Across,
}

/// A table whose head stands on every page.
pub(in crate::render) struct Table {
    /// The heads of its columns, which are as wide as what stands in them asks for.
    pub heads: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// A row of a table.
pub(in crate::render) enum TableRow {
    /// A cell for each column.
    Cells(Vec<String>),
    /// One text over the whole width.
    Group(String),
}

/// The part that says what a document is.
pub(in crate::render) const PROPERTIES: &str = "docProps/core.xml";

/// What kind of document it is, as that part says it.
pub(in crate::render) fn category(kind: &str) -> String {
    format!("<cp:category>{kind}</cp:category>")
}

/// Writes a document.
///
/// # Errors
/// Those of the writer.
pub(in crate::render) fn document(
    language: Language,
    kind: &str,
    title: &str,
    made_on: Day,
    blocks: &[Block],
    out: &mut dyn Write,
) -> io::Result<()> {
    let look = Look::of(language);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", relations(&PACKAGE)),
        (PROPERTIES, properties(kind, title, made_on)),
        ("word/_rels/document.xml.rels", relations(&DOCUMENT)),
        ("word/document.xml", body(look, blocks)),
        ("word/styles.xml", look.styles()),
        ("word/footer.xml", footer(look)),
    ];
    for (name, content) in parts {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(content.as_bytes())?;
    }
    let bytes = zip.finish().map_err(io::Error::other)?;
    out.write_all(bytes.get_ref())
}

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/footer.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    "</Types>"
);

/// A part's relations: the last words of their types, and what they lead to.
type Relations = [(&'static str, &'static str); 2];

const PACKAGE: Relations = [
    ("officeDocument", "word/document.xml"),
    ("metadata/core-properties", PROPERTIES),
];

const DOCUMENT: Relations = [("styles", "styles.xml"), ("footer", "footer.xml")];

fn relations(parts: &Relations) -> String {
    let mut xml = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
    )
    .to_owned();
    for (index, (kind, target)) in parts.iter().enumerate() {
        let space = match kind.starts_with("metadata") {
            true => "http://schemas.openxmlformats.org/package/2006/relationships",
            false => RELATIONS,
        };
        xml += &format!(r#"<Relationship Id="r{index}" Type="{space}/{kind}" Target="{target}"/>"#);
    }
    xml + "</Relationships>"
}

fn properties(kind: &str, title: &str, made_on: Day) -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{made_on}T00:00:00Z</dcterms:created>{kind}</cp:coreProperties>"#
        ),
        title = text(title),
        made_on = made_on,
        kind = category(kind),
    )
}

fn footer(look: &Look) -> String {
    let [before, after] = look.page_number;
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:ftr xmlns:w="{space}"><w:p><w:pPr><w:pStyle w:val="Small"/><w:jc w:val="center"/></w:pPr>"#,
            r#"<w:r><w:t xml:space="preserve">{before}</w:t></w:r>"#,
            r#"<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#,
            r#"<w:r><w:t xml:space="preserve">{after}</w:t></w:r></w:p></w:ftr>"#
        ),
        space = SPACE,
        before = before,
        after = after,
    )
}

fn body(look: &Look, blocks: &[Block]) -> String {
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{SPACE}" xmlns:r="{RELATIONS}"><w:body>"#
    );
    let mut is_across = false;
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Title(content) => xml += &paragraph("Title", content),
            Block::Subtitle(content) => xml += &paragraph("Subtitle", content),
            Block::Heading(content) => xml += &paragraph("Heading1", content),
            Block::Subheading(content) => xml += &paragraph("Heading2", content),
            Block::Paragraph(content) => xml += &paragraph("BodyText", content),
            Block::Small(content) => xml += &paragraph("Small", content),
            Block::Table(content) => {
                xml += &table(look, content, room(look, is_across));
                // A table that nothing follows is no valid end of a section.
                xml += &paragraph("Small", "");
            }
            Block::Across => {
                // A section that ends where nothing began is an empty page.
                if index > 0 {
                    xml += &format!("<w:p><w:pPr>{}</w:pPr></w:p>", section(look, false));
                }
                is_across = true;
            }
        }
    }
    xml += &section(look, is_across);
    xml + "</w:body></w:document>"
}

/// How wide text may be.
fn room(look: &Look, is_across: bool) -> u32 {
    let [top, right, bottom, left] = look.margins;
    match is_across {
        true => PAGE.1 - top - bottom,
        false => PAGE.0 - right - left,
    }
}

fn section(look: &Look, is_across: bool) -> String {
    let [top, right, bottom, left] = look.margins;
    let (width, height, orient, [top, right, bottom, left]) = match is_across {
        true => (
            PAGE.1,
            PAGE.0,
            r#" w:orient="landscape""#,
            [left, top, right, bottom],
        ),
        false => (PAGE.0, PAGE.1, "", [top, right, bottom, left]),
    };
    format!(
        concat!(
            r#"<w:sectPr><w:footerReference w:type="default" r:id="r1"/><w:type w:val="nextPage"/>"#,
            r#"<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" "#,
            r#"w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>"#
        ),
        width, height, orient, top, right, bottom, left
    )
}

fn paragraph(style: &str, content: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        run(content)
    )
}

/// A text whose days are not torn at the end of a line.
fn run(content: &str) -> String {
    const HYPHEN: &str = r#"</w:t><w:noBreakHyphen/><w:t xml:space="preserve">"#;
    let is_day = |letters: &[u8]| {
        let mut letters = letters.iter().enumerate();
        letters.all(|(at, letter)| match at {
            4 | 7 => *letter == b'-',
            _ => letter.is_ascii_digit(),
        })
    };
    let mut run = String::new();
    let mut rest = text(content);
    while let Some(start) = rest.as_bytes().windows(10).position(is_day) {
        let after = rest.split_off(start + 10);
        let day = rest.split_off(start);
        run += &rest;
        run += &day.replace('-', HYPHEN);
        rest = after;
    }
    run + &rest
}

fn table(look: &Look, table: &Table, width: u32) -> String {
    let widths = widths(look, table, width);
    let total: u32 = widths.iter().sum();
    let mut xml = format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
    );
    for width in &widths {
        xml += &format!(r#"<w:gridCol w:w="{width}"/>"#);
    }
    xml += "</w:tblGrid>";
    let cell = |width: u32, span: usize, style: &str, content: &str| {
        let span = match span {
            1 => String::new(),
            span => format!(r#"<w:gridSpan w:val="{span}"/>"#),
        };
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>"#,
            paragraph(style, content)
        )
    };
    xml += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for (head, width) in table.heads.iter().zip(&widths) {
        xml += &cell(*width, 1, "TableHead", head);
    }
    xml += "</w:tr>";
    for row in &table.rows {
        xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
        match row {
            TableRow::Group(name) => xml += &cell(total, widths.len(), "TableHead", name),
            TableRow::Cells(cells) => {
                for (content, width) in cells.iter().zip(&widths) {
                    xml += &cell(*width, 1, "TableText", content);
                }
            }
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

/// How wide each column is, so that words and dates stay whole and rows low; what is left over goes to
/// all in proportion.
fn widths(look: &Look, table: &Table, room: u32) -> Vec<u32> {
    /// Where not all words fit, a column counts for no more letters than these.
    const LONG_WORD: usize = 16;
    let letter = look.letter();
    // Bold letters are wider, by a quarter at most.
    let wider = |head: &str| match look.has_bold_headings {
        true => "m".repeat(head.len() / 4 + 1),
        false => String::new(),
    };
    // And digits of a font that stands in for a Chinese one, by as much.
    let cell = |content: &String| {
        let digits = content.chars().filter(char::is_ascii_digit).count();
        Text::from(format!("{content}{}", "0".repeat(digits.div_ceil(4))))
    };
    let count = u32::try_from(table.heads.len()).unwrap_or(u32::MAX).max(1);
    let letters = room.saturating_sub(count * 2 * CELL_MARGIN) / letter.max(1);
    let page = Page {
        width: Some(u16::try_from(letters).unwrap_or(u16::MAX)),
        has_colour: false,
    };
    let texts: Vec<Vec<Text>> = (table.rows.iter())
        .filter_map(|row| match row {
            TableRow::Cells(cells) => Some(cells.iter().map(cell).collect()),
            TableRow::Group(_) => None,
        })
        .collect();
    let columns: Vec<Column> = (table.heads.iter().enumerate())
        .map(|(index, head)| {
            let heading = Heading {
                head: format!("{head}{}", wider(head)),
                wraps: true,
                is_number: false,
            };
            Column::of(
                &heading,
                texts.iter().filter_map(|row| row.get(index)),
                page,
            )
        })
        .collect();
    let asked = || columns.iter().map(|column| column.asked.min(LONG_WORD));
    let widths = fitted(&columns, usize::try_from(letters).unwrap_or(usize::MAX));
    let widths = widths.unwrap_or_else(|| asked().collect());
    let widths = widths.into_iter().map(|width| {
        let width = u32::try_from(width.max(1)).unwrap_or(u32::MAX);
        width.saturating_mul(letter) + 2 * CELL_MARGIN
    });
    let widths: Vec<u32> = widths.collect();
    let all: u64 = widths.iter().copied().map(u64::from).sum();
    let part = |width| u64::from(width) * u64::from(room) / all.max(1);
    let parts = widths.into_iter().map(|width| u32::try_from(part(width)));
    parts.map(Result::unwrap_or_default).collect()
}

/// A text as XML has it: no mark of its own, nothing unseen, nothing that XML forbids.
fn text(content: &str) -> String {
    let mut escaped = String::with_capacity(content.len());
    // A figure stays with its sign.
    for c in printable(content).replace(" %", "\u{a0}%").chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(heads: &[&str], rows: &[&[&str]]) -> Table {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Table {
            heads: owned(heads),
            rows: rows.iter().map(|row| TableRow::Cells(owned(row))).collect(),
        }
    }

    /// How many letters each column has room for.
    fn letters(table: &Table, room: u32) -> Vec<u32> {
        let look = Look::of(Language::En);
        let widths = widths(look, table, room);
        assert!(widths.iter().sum::<u32>() <= room);
        let letters = widths
            .iter()
            .map(|width| (width - 2 * CELL_MARGIN) / look.letter());
        letters.collect()
    }

    #[test]
    fn words_and_dates_stay_whole_and_what_is_empty_gives_its_width() {
        let table = table(
            &["No.", "project", "planned", "unit", "problem"],
            &[
                &[
                    "1",
                    "Reclaimed water plant",
                    "66.3 % on 2021-10-29",
                    "",
                    "groundwater has to be lowered before the slab can be cast, and a second pump is on order",
                ],
                &["2", "Jinhui", "70.6 % on 2021-10-30", "", ""],
            ],
        );
        let given = letters(&table, 9_000);
        let [number, project, planned, unit, problem] = given[..] else {
            panic!("{given:?}");
        };
        // "Reclaimed" and "2021-10-29" are whole; an empty column is as wide as its head.
        assert!(number >= 3 && project >= 9 && planned >= 10, "{given:?}");
        assert!((5..=7).contains(&unit), "{given:?}");
        assert!(problem > project && problem > planned, "{given:?}");
    }

    #[test]
    fn what_has_room_fills_the_page_and_what_has_none_still_fits() {
        let wide = table(&["a", "b"], &[&["one", "a word or two"]]);
        assert!(
            widths(Look::of(Language::Zh), &wide, 9_000)
                .iter()
                .sum::<u32>()
                > 8_990
        );
        let head = "a heading of some length";
        let row: &[&str] = &["averyveryverylongwordindeed"; 20];
        let narrow = table(&[head; 20], &[row]);
        assert_eq!(letters(&narrow, 9_000).len(), 20);
        let none = table(&["a", "b"], &[]);
        assert_eq!(widths(Look::of(Language::Zh), &none, 9_000).len(), 2);
    }
}
