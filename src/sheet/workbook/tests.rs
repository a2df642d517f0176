use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook as Writer};

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
            most: super::super::grid::MOST_COLUMNS
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
