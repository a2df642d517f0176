//! A workbook as an office would keep it, written row by row: this process must stay small.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Failure;

/// Rows beneath the header, three for each project.
const ROWS: usize = 30_000;

const HEADER: [&str; 12] = [
    "序号",
    "类别",
    "项目名称",
    "建设内容",
    "年度目标",
    "完成时限",
    "责任单位",
    "责任人",
    "目前进度",
    "截至日期",
    "存在问题",
    "下步打算",
];
const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    ),
];

/// Writes the workbook.
pub fn write(path: &Path) -> Result<(), Failure> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    for (name, text) in PARTS {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    write!(
        zip,
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">"#
    )?;
    for (column, name) in (b'A'..).zip(HEADER) {
        text(&mut zip, column, 1, name)?;
    }
    let stages = ["桩基", "主体", "装修"].into_iter().cycle();
    for (at, stage) in (0..ROWS).zip(stages) {
        let (row, project) = (at + 2, at / 3);
        write!(zip, r#"</row><row r="{row}">"#)?;
        number(&mut zip, b'A', row, 0, at as f64 + 1.0)?;
        text(&mut zip, b'B', row, &format!("类别{}", project % 20))?;
        text(&mut zip, b'C', row, &format!("项目{project}号地块"))?;
        text(&mut zip, b'D', row, stage)?;
        number(&mut zip, b'E', row, 0, 80.0)?;
        text(&mut zip, b'F', row, "2021-12-31")?;
        text(&mut zip, b'G', row, &format!("单位{}", project % 50))?;
        text(&mut zip, b'H', row, &format!("王{}", project % 300))?;
        number(&mut zip, b'I', row, 1, (at % 80) as f64 / 100.0)?;
        // 31 October 2021.
        number(&mut zip, b'J', row, 2, 44_500.0)?;
        text(&mut zip, b'K', row, &format!("资金未到位{at}"))?;
        text(&mut zip, b'L', row, &format!("加快推进{at}"))?;
    }
    write!(zip, "</row></sheetData></worksheet>")?;
    zip.finish()?.flush()?;
    Ok(())
}

fn text(to: &mut impl Write, column: u8, row: usize, text: &str) -> Result<(), Failure> {
    let column = char::from(column);
    write!(
        to,
        r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#
    )?;
    Ok(())
}

fn number(
    to: &mut impl Write,
    column: u8,
    row: usize,
    style: u8,
    number: f64,
) -> Result<(), Failure> {
    let column = char::from(column);
    write!(
        to,
        r#"<c r="{column}{row}" s="{style}"><v>{number}</v></c>"#
    )?;
    Ok(())
}
