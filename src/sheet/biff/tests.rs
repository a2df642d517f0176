//! Tests of the file beside, with workbooks made byte by byte.

use super::*;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// The beginning of a cell's record: its row, its column and its style.
fn cell(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].map(u16::to_le_bytes).concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap().to_le_bytes();
    let units = units.into_iter().flat_map(u16::to_le_bytes);
    length.into_iter().chain([1]).chain(units).collect()
}

const BOF: [u8; 16] = [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// A stream with the shared records and one worksheet of these.
fn stream(shared: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let name = [&[0, 0, 4, 0][..], b"Plan"].concat();
    let shared = shared.concat();
    let length = 20 + shared.len() + (4 + 4 + name.len()) + 4;
    let start = u32::try_from(length).unwrap().to_le_bytes();
    [
        record(0x0809, &BOF),
        shared,
        record(0x0085, &[&start[..], &name].concat()),
        record(0x000a, &[]),
        record(0x0809, &BOF),
        sheet.concat(),
        record(0x000a, &[]),
    ]
    .concat()
}

/// A compound file with that stream, as it is of a length that takes whole sectors.
pub(in crate::sheet) fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 512;
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let count = u32::try_from(stream.len() / SECTOR).unwrap();
    let tables = (count + 1).div_ceil(127) + 1;
    // The tables of chains, the folder, then the stream.
    let folder = tables;
    let mut chains = vec![0xffff_fffd_u32; usize::try_from(tables).unwrap()];
    chains.push(0xffff_fffe);
    let first = folder + 1;
    chains.extend(
        (first..first + count).map(|sector| match sector == first + count - 1 {
            true => 0xffff_fffe,
            false => sector + 1,
        }),
    );
    chains.resize(usize::try_from(tables).unwrap() * 128, 0xffff_ffff);
    let mut header = vec![0u8; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30] = 9;
    header[32] = 6;
    let mut put =
        |at: usize, number: u32| header[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put(44, tables);
    put(48, folder);
    put(56, 4096);
    put(60, 0xffff_fffe);
    put(68, 0xffff_fffe);
    for at in 0..109 {
        put(76 + at * 4, u32::try_from(at).unwrap().min(tables));
    }
    for at in usize::try_from(tables).unwrap()..109 {
        put(76 + at * 4, 0xffff_ffff);
    }
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut entry = vec![0u8; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).unwrap();
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
        entry
    };
    let entries = [
        entry("Root Entry", 5, 0xffff_fffe, 0),
        entry("Workbook", 2, first, stream.len()),
        vec![0u8; 256],
    ];
    let chains: Vec<u8> = chains.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, chains, entries.concat(), stream].concat()
}

fn rows(file: &[u8]) -> Result<Vec<String>, FormatProblem> {
    let workbook = read(file)?;
    let sheet = workbook.worksheets.first().unwrap();
    assert_eq!(sheet.name, "Plan");
    let row = |row: super::super::grid::Row<'_>| {
        format!(
            "{}: {}",
            row.number,
            row.cells().collect::<Vec<_>>().join("|")
        )
    };
    Ok(sheet.grid.rows().map(row).collect())
}

/// Styles: plain, percent, a date, and one of a format of its own that shows percent.
fn styles() -> Vec<Vec<u8>> {
    let style = |format: u8| record(0x00e0, &[0, 0, format, 0]);
    let own = [&[164, 0][..], &wide("0.0\\ %;\"%\"")].concat();
    vec![
        record(0x041e, &own),
        style(0),
        style(9),
        style(14),
        style(164),
    ]
}

#[test]
fn cells_are_the_text_that_a_person_sees() {
    // The second string goes on in another piece, where its characters take a byte each.
    let strings = [
        &[2, 0, 0, 0, 2, 0, 0, 0][..],
        &wide("金辉"),
        &[4, 0, 1, 0x3b, 0x4e],
    ]
    .concat();
    let mut shared = styles();
    shared.push(record(0x00fc, &strings));
    shared.push(record(0x003c, b"\x00abc"));
    let number = |column, style, number: f64| {
        record(
            0x0203,
            &[cell(1, column, style), number.to_le_bytes().to_vec()].concat(),
        )
    };
    let label =
        |row, column, at: u8| record(0x00fd, &[cell(row, column, 0), vec![at, 0, 0, 0]].concat());
    let formula = |column, result: [u8; 8]| {
        record(
            0x0006,
            &[cell(3, column, 0), result.to_vec(), vec![0; 8]].concat(),
        )
    };
    let sheet = [
        label(0, 0, 0),
        label(0, 1, 1),
        number(0, 0, 0.1 + 0.2),
        number(1, 1, 0.45),
        number(2, 2, 44500.0),
        number(3, 3, 0.456),
        // 45 as an integer, and 0.45 as a hundredth of it, in percent.
        record(
            0x00bd,
            &[2, 0, 0, 0, 0, 0, 182, 0, 0, 0, 1, 0, 183, 0, 0, 0, 1, 0],
        ),
        formula(0, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &wide("已封顶")),
        formula(1, 7.5f64.to_le_bytes()),
        formula(2, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        // A chart has records like a worksheet's.
        record(0x0809, &BOF),
        label(9, 9, 0),
        record(0x000a, &[]),
        record(0x00e5, &[1, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
    ];
    let file = compound(stream(&shared, &sheet));
    assert_eq!(
        rows(&file).unwrap(),
        [
            "1: 金辉|主abc",
            "2: 0.3|45%|2021-10-31|45.6%",
            "3: 45|45%",
            "4: 已封顶|7.5|true"
        ]
    );
    let workbook = read(&file).unwrap();
    let grid = &workbook.worksheets.first().unwrap().grid;
    assert_eq!(grid.row(2).unwrap().merged(0), Some("0.3"));
}

/// Two cells as far apart as the format can say.
#[test]
fn a_cell_far_away_costs_nothing_and_a_million_columns_are_refused() {
    let number = |row, column| record(0x0203, &[cell(row, column, 0), vec![0; 8]].concat());
    let far = |row, column| {
        let sheet = [
            // Dimensions may lie.
            record(
                0x0200,
                &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0],
            ),
            number(0, 0),
            number(row, column),
        ];
        rows(&compound(stream(&styles(), &sheet)))
    };
    assert_eq!(far(0xffff, 1).unwrap(), ["1: 0", "65536: |0"]);
    assert!(matches!(
        far(0xffff, 0xffff),
        Err(FormatProblem::ManyColumns { row: 65_536, .. })
    ));
}

#[test]
fn millions_of_blank_cells_are_refused() {
    let blank = record(
        0x00be,
        &[[0; 2].as_slice(), &[0; 2], &[0; 512], &[0; 2]].concat(),
    );
    let sheet = vec![blank; 12_000];
    assert!(matches!(
        rows(&compound(stream(&styles(), &sheet))),
        Err(FormatProblem::ManyCells(_))
    ));
}

#[test]
fn what_is_locked_older_or_cut_off_is_refused() {
    let locked = stream(&[record(0x002f, &[0; 6])], &[]);
    assert_eq!(
        rows(&compound(locked)),
        Err(FormatProblem::NotASheet(ForeignFile::Locked))
    );
    let mut old = BOF;
    old[1] = 5;
    assert!(matches!(
        rows(&compound(record(0x0809, &old))),
        Err(FormatProblem::Workbook(_))
    ));
    let whole = compound(stream(&styles(), &[]));
    for length in [0, 8, 100, 512, 600] {
        assert!(read(&whole[..length]).is_err(), "{length}");
    }
    // Chains in a circle end.
    let mut circle = whole;
    for at in (512..1024).step_by(4) {
        circle[at..at + 4].copy_from_slice(&2u32.to_le_bytes());
    }
    let _ = read(&circle);
}
