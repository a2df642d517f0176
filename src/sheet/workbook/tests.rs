use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook as Writer};

use super::super::grid::MOST_COLUMNS;
use super::super::worksheet::MOST_CELLS;
use super::*;
use crate::sheet::sniff::sniff;

/// The rows of the worksheets that are shown, each cell as text.
fn rows(bytes: &[u8]) -> Result<Vec<(String, Vec<String>)>, FormatProblem> {
    let sort = sniff(bytes).unwrap().unwrap();
    let workbook = read(sort, bytes)?;
    let rows = |sheet: &Worksheet| {
        let rows = sheet.grid.rows();
        rows.map(|row| {
            format!(
                "{}: {}",
                row.number,
                row.cells().collect::<Vec<_>>().join("|")
            )
        })
        .collect()
    };
    Ok(workbook
        .worksheets
        .iter()
        .map(|sheet| (sheet.name.clone(), rows(sheet)))
        .collect())
}

#[test]
fn cells_are_the_text_that_a_person_sees() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet().set_name("计划").unwrap();
    let percent = Format::new().set_num_format("0%");
    let exact = Format::new().set_num_format("0.00%");
    let literal = Format::new().set_num_format("0\"%\"");
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write(0, 0, "金辉").unwrap();
    sheet.write(0, 2, 0.1 + 0.2).unwrap();
    sheet.write(1, 0, 45).unwrap();
    sheet.write_with_format(3, 0, 0.45, &percent).unwrap();
    sheet.write_with_format(3, 1, 0.4567, &exact).unwrap();
    sheet.write_with_format(3, 2, 45, &literal).unwrap();
    let day = Moment::from_ymd(2021, 10, 31).unwrap();
    sheet.write_with_format(4, 0, &day, &date).unwrap();
    let noon = day.and_hms(12, 30, 0).unwrap();
    sheet.write_with_format(4, 1, &noon, &time).unwrap();
    sheet.write(5, 0, true).unwrap();
    sheet
        .write(5, 1, Formula::new("=1+1").set_result("2"))
        .unwrap();
    sheet.write_blank(6, 3, &percent).unwrap();
    writer
        .add_worksheet()
        .set_name("hidden")
        .unwrap()
        .set_hidden(true);
    let bytes = writer.save_to_buffer().unwrap();
    assert_eq!(
        rows(&bytes).unwrap(),
        [(
            "计划".to_owned(),
            [
                "1: 金辉||0.3",
                "2: 45",
                "4: 45%|45.67%|45",
                "5: 2021-10-31|2021-10-31 12:30:00",
                "6: true|2",
            ]
            .map(str::to_owned)
            .to_vec()
        )]
    );
    let workbook = read(Sort::Xlsx, &bytes).unwrap();
    assert_eq!(workbook.hidden, 1);
}

#[test]
fn numbers_have_the_digits_that_are_kept() {
    for (number, is_percent, text) in [
        (0.07, true, "7%"),
        (0.575, true, "57.5%"),
        (1.0, true, "100%"),
        (12.5, false, "12.5"),
        (0.1 + 0.7, false, "0.8"),
        (-0.0, false, "0"),
        (20_211_231.0, false, "20211231"),
        (1234567.891, false, "1234567.891"),
        (1e20, false, "100000000000000000000"),
    ] {
        assert_eq!(number_text(number, is_percent), text);
    }
}

/// Two cells as far apart as there are: a range of both would have seventeen billion.
#[test]
fn a_cell_far_away_costs_nothing() {
    let far = |column, row| {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet();
        sheet.write(0, 0, "name").unwrap();
        sheet.write(row, column, "x").unwrap();
        rows(&writer.save_to_buffer().unwrap())
    };
    let read = far(5, 1_048_575).unwrap();
    assert_eq!(read[0].1, ["1: name", "1048576: |||||x"]);
    assert_eq!(
        far(16_383, 1_048_575),
        Err(FormatProblem::ManyColumns {
            row: 1_048_576,
            most: MOST_COLUMNS
        })
    );
}

#[test]
fn a_workbook_that_is_cut_off_or_spoiled_is_refused() {
    let mut writer = Writer::new();
    writer.add_worksheet().write(0, 0, "name").unwrap();
    let bytes = writer.save_to_buffer().unwrap();
    for length in [60, bytes.len() / 2, bytes.len() - 30] {
        let cut = &bytes[..length];
        let refused = sniff(cut).is_err() || read(Sort::Xlsx, cut).is_err();
        assert!(refused, "{length}");
    }
}

#[test]
fn rows_that_go_back_are_refused() {
    let mut grid = Grid::default();
    let mut line = Line::default();
    let mut put = |row| line.put(&mut grid, (row, 0), "x".to_owned());
    assert_eq!(put(2), Ok(()));
    assert_eq!(put(2), Ok(()));
    assert_eq!(put(1), Err(FormatProblem::WorkbookRows));
}

/// A workbook of OpenDocument with those rows.
fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    writer
        .write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    let packed = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("content.xml", packed).unwrap();
    write!(
        writer,
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"计划\" table:style-name=\"ta1\"><table:table-column table:number-columns-repeated=\"16384\"/>{rows}</table:table><table:table table:name=\"old\" table:style-name=\"ta2\"/></office:spreadsheet></office:body></office:document-content>"
    )
    .unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn cells_of_open_document_are_the_text_that_a_person_sees() {
    let bytes = ods("\
<table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\"><text:p>项目 &amp; 名称</text:p><text:p>第<text:span>二</text:span>行</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:table-cell/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>
<table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"0.45\"><text:p>45%</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"0.30000000000000004\"><text:p>0,3</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2021-10-31\"><text:p>31.10.21</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2021-10-31T12:30:00\"/></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>住建办</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>
<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>");
    assert_eq!(
        rows(&bytes).unwrap(),
        [(
            "计划".to_owned(),
            [
                "1: 项目 & 名称\n第二行",
                "4: 45%|0.3|0.3|2021-10-31|2021-10-31 12:30:00",
                "5: 住建办",
                "6: |true",
            ]
            .map(str::to_owned)
            .to_vec()
        )]
    );
    let workbook = read(Sort::Ods, &bytes).unwrap();
    assert_eq!(workbook.hidden, 1);
    let grid = &workbook.worksheets[0].grid;
    assert_eq!(grid.row(6).unwrap().merged(0), Some("住建办"));
}

/// A cell may say that it stands there a million times.
#[test]
fn repeated_cells_of_open_document_are_refused_before_they_are_made() {
    let cell = "<table:table-cell office:value-type=\"string\" REPEATED><text:p>x</text:p></table:table-cell>";
    let row = |rows: &str, columns: &str| {
        let cell = cell.replace(
            "REPEATED",
            &format!("table:number-columns-repeated=\"{columns}\""),
        );
        rows_of(&format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\">{cell}</table:table-row>"
        ))
    };
    fn rows_of(content: &str) -> Result<Vec<(String, Vec<String>)>, FormatProblem> {
        rows(&ods(content))
    }
    let wide = || FormatProblem::ManyColumns {
        row: 1,
        most: MOST_COLUMNS,
    };
    for columns in ["1001", "1000000", "99999999999999999999"] {
        assert_eq!(row("1", columns), Err(wide()), "{columns}");
    }
    for rows in ["3000000", "4294967295", "99999999999999999999"] {
        assert_eq!(
            row(rows, "2"),
            Err(FormatProblem::ManyCells(MOST_CELLS)),
            "{rows}"
        );
    }
    // Blank ones cost nothing, unless each is written.
    let blank = "<table:table-row><table:table-cell/></table:table-row>";
    assert!(rows_of(&format!("<table:table-row table:number-rows-repeated=\"3000000\"><table:table-cell table:number-columns-repeated=\"99999999\"/></table:table-row>{blank}")).is_ok());
    assert_eq!(
        rows_of(&blank.repeat(1_300_000)),
        Err(FormatProblem::ManyCells(MOST_CELLS))
    );
}

#[test]
fn open_document_that_is_cut_off_is_refused() {
    let bytes = ods("<table:table-row><table:table-cell><text:p>name");
    assert!(matches!(rows(&bytes), Err(FormatProblem::Workbook(_))));
}
