use proptest::prelude::*;

use super::super::page::Page;
use super::*;

fn on(width: u16) -> Page {
    Page {
        width: Some(width),
        has_colour: false,
    }
}

fn grid(heads: &[(&str, bool, bool)], rows: &[&[&str]]) -> Grid {
    let heading = |(head, wraps, is_number): &(&str, bool, bool)| Heading {
        head: (*head).to_owned(),
        wraps: *wraps,
        is_number: *is_number,
    };
    let cells = |row: &&[&str]| {
        row.iter()
            .map(|cell| Text::from((*cell).to_owned()))
            .collect()
    };
    Grid {
        headings: heads.iter().map(heading).collect(),
        rows: rows.iter().map(|row| (None, cells(row))).collect(),
    }
}

const HEADS: [(&str, bool, bool); 4] = [
    ("status", false, false),
    ("project", true, false),
    ("target", true, false),
    ("days", false, true),
];

#[test]
fn columns_take_what_their_words_need_and_rows_no_line_more() {
    let grid = grid(
        &HEADS,
        &[
            &[
                "! late",
                "江北外国语学校二期",
                "12月31日前竣工验收",
                "9 over",
            ],
            &[
                "open",
                "Tianwo International",
                "resumption of works by 06-30",
                "123 left",
            ],
        ],
    );
    assert_eq!(
        grid.text(on(56)),
        "status  project             target                  days\n\
         ! late  江北外国语学校二期  12月31日前竣工验收    9 over\n\
         open    Tianwo              resumption of       123 left\n\
         \x20       International       works by 06-30\n"
    );
}

#[test]
fn a_cell_takes_as_many_lines_as_it_needs() {
    let note = "the north wall is cracked and the south wall is wet and the roof is missing";
    let grid = grid(&HEADS, &[&["open", "Yard", note, "9 left"]]);
    assert_eq!(
        grid.text(on(44)),
        "status  project  target             days\n\
         open    Yard     the north wall   9 left\n\
         \x20                is cracked and\n\
         \x20                the south wall\n\
         \x20                is wet and the\n\
         \x20                roof is missing\n"
    );
}

#[test]
fn where_words_would_be_broken_cells_stand_below_each_other() {
    let heads = [
        ("status", false, false),
        ("code", false, false),
        ("project", true, false),
        ("next step", true, false),
    ];
    let grid = grid(
        &heads,
        &[
            &[
                "open",
                "yard/main",
                "Reconstruction",
                "tiles for the northern roof",
            ],
            &["met", "b/c", "B", ""],
        ],
    );
    assert_eq!(
        grid.text(on(40)),
        "open\n\
         \x20 code       yard/main\n\
         \x20 project    Reconstruction\n\
         \x20 next step  tiles for the northern roof\n\
         met\n\
         \x20 code       b/c\n\
         \x20 project    B\n"
    );
}

#[test]
fn a_note_stays_away_where_it_would_take_a_third_line() {
    let mut grid = grid(&HEADS, &[&["open", "Yard", "–", "9 left"]]);
    if let Some((_, cells)) = grid.rows.first_mut() {
        cells[2].note = " (main structure 95 % on 06-30)".to_owned();
    }
    assert!(grid.text(on(50)).contains("– (main structure"));
    assert_eq!(
        grid.text(on(36)),
        "status  project  target    days\n\
         open    Yard     –       9 left\n"
    );
}

/// A cell in any script.
fn cell() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "completion",
        "of",
        "100 %",
        "2021-12-31",
        "2021年12月31日",
        "3个老旧小区",
        "街道西侧地块",
        "竣工验收，",
        "ལྷ་ས་གྲོང་ཁྱེར་",
        "👷🏽🚧",
        "e\u{301}a\u{300}\u{323}",
        "west-plot/main",
        "Grundstücksverkehrsgenehmigungszuständigkeit",
    ]);
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // Seen to catch: cells cut behind two lines; the columns' gaps left out of what fits; heads
    // written out of the page.
    #[test]
    fn a_table_fits_its_page_and_cuts_nothing(
        wraps in prop::collection::vec(any::<bool>(), 1..7),
        cells in prop::collection::vec(prop::collection::vec(cell(), 7), 1..6),
        width in prop_oneof![20_u16..40, 40_u16..160],
    ) {
        let heads: Vec<(&str, bool, bool)> = (["status", "目前进度（序时应达，含预计完成）", "next step"].iter().cycle())
            .zip(&wraps)
            .map(|(head, wraps)| (*head, *wraps, false))
            .collect();
        let rows: Vec<Vec<&str>> = (cells.iter())
            .map(|row| row.iter().take(heads.len()).map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let lines = grid(&heads, &rows).lines(on(width));
        let text = format!("{}{}", lines.head, lines.rows.concat());
        for line in text.lines() {
            prop_assert!(columns(line) <= usize::from(width), "{} in\n{}", line, text);
        }
        prop_assert_eq!(lines.rows.len(), rows.len());
        for (shown, cells) in lines.rows.iter().zip(&rows) {
            let mut shown_texts = cells.concat();
            if lines.head.is_empty() {
                let heads = heads.iter().zip(cells.iter()).skip(1);
                shown_texts.extend(heads.filter(|(_, cell)| !cell.is_empty()).map(|((head, ..), _)| *head));
            }
            prop_assert_eq!(letters(shown), letters(&shown_texts));
            for day in ["2021-12-31", "2021年12月31日"] {
                // In a page of 40 columns nothing is so narrow that it breaks a day.
                let count = |text: &str| text.matches(day).count();
                prop_assert!(width < 40 || count(shown) == count(&cells.concat()), "{}", text);
            }
        }
    }
}
