//! What is measured, and what is promised of it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use crate::process::{self, Job, Spent};
use crate::stores::{Stores, import, tell};
use crate::table::{self, Limit, Line, Rounds};
use crate::workbook;
use crate::workload::{self, Size};
use crate::{Asked, Failure};

/// The day of the reports: a month and a half before the last plans end.
const DAY: &str = "2026-11-15";
const MOST_ROUNDS: usize = 51;
const LEAST_ROUNDS: usize = 3;
const LEAST_ROUNDS_QUICK: usize = 1;
/// Readings in one `update -`.
const MANY: u32 = 1_000;

/// One line of the table.
struct Row {
    work: &'static str,
    limit: Limit,
    beside: &'static str,
    /// What the program's output must have in it, or nothing was measured.
    proof: &'static str,
    /// The program's job and the one it is held against, made anew for each round.
    jobs: fn(&mut Stores, u32) -> Result<[Job; 2], Failure>,
    is_long: bool,
}

/// The usual line: held against something by a factor.
const fn row(
    work: &'static str,
    times: f64,
    beside: &'static str,
    proof: &'static str,
    jobs: fn(&mut Stores, u32) -> Result<[Job; 2], Failure>,
) -> Row {
    Row {
        work,
        limit: Limit::Times(times),
        beside,
        proof,
        jobs,
        is_long: false,
    }
}

const ROWS: [Row; 15] = [
    row(
        "start-up, `--version`",
        2.5,
        "an empty Rust program",
        "project ",
        |stores, _| Ok([stores.bare().words("--version"), stores.empty()]),
    ),
    row(
        "report of a: 30 targets, 180 readings",
        1.6,
        "floor",
        "\"total\":30,",
        |stores, _| report_and_floor(stores, Size::A),
    ),
    row(
        "report of b: 2,000 targets, 48,000 readings",
        1.6,
        "floor",
        "\"total\":2000,",
        |stores, _| report_and_floor(stores, Size::B),
    ),
    row(
        "report of c: 30,000 targets, 1,080,000 readings",
        2.0,
        "floor",
        "\"total\":30000,",
        |stores, _| report_and_floor(stores, Size::C),
    ),
    Row {
        limit: Limit::Megabytes(120.0),
        ..row(
            "memory of a report of c",
            0.0,
            "floor",
            "\"total\":30000,",
            |stores, _| report_and_floor(stores, Size::C),
        )
    },
    row(
        "`check` of c",
        1.0,
        "floor's report",
        "overdue",
        |stores, _| {
            let [_, floor] = report_and_floor(stores, Size::C)?;
            let store = stores.ours(Size::C)?;
            let check = stores.project(&store).words("check --as-of").words(DAY);
            Ok([check.finding(), floor])
        },
    ),
    Row {
        limit: Limit::Millis(10.0),
        ..row(
            "`show CODE` of c",
            0.0,
            "an empty Rust program",
            "P05000",
            |stores, _| {
                let store = stores.ours(Size::C)?;
                let show = stores
                    .project(&store)
                    .words("show P05000 --as-of")
                    .words(DAY);
                Ok([show, stores.empty()])
            },
        )
    },
    Row {
        limit: Limit::Millis(10.0),
        ..row(
            "completion of a code of c",
            0.0,
            "an empty Rust program",
            "P01234",
            |stores, _| {
                let store = stores.ours(Size::C)?;
                let complete = stores
                    .bare()
                    .variable("_PROJECT_COMPLETE", "fish")
                    .variable("PROJECT_DB", store)
                    .words("-- project show P0123");
                Ok([complete, stores.empty()])
            },
        )
    },
    row(
        "report of b, ten times the readings",
        1.5,
        "report of b",
        "\"total\":2000,",
        |stores, _| Ok([report(stores, Size::B.tenfold())?, report(stores, Size::B)?]),
    ),
    Row {
        is_long: true,
        ..row(
            "report of c, ten times the readings",
            1.5,
            "report of c",
            "\"total\":30000,",
            |stores, _| Ok([report(stores, Size::C.tenfold())?, report(stores, Size::C)?]),
        )
    },
    row(
        "one `update` of c",
        1.8,
        "floor's durable update",
        "P00001",
        |stores, round| {
            let figure = figure(round);
            let floor = stores.floors(Size::C)?;
            let floor = stores
                .floor("one", &floor)
                .words("DELETE EXTRA")
                .words(DAY)
                .with(&figure);
            Ok([update(stores, &figure)?, floor])
        },
    ),
    Row {
        limit: Limit::Above,
        ..row(
            "`update -` of c with 1,000 readings",
            0.0,
            "one `update`",
            "#",
            |stores, round| {
                // Another figure than the line before this one ended with.
                let one = update(stores, &figure(round + 3_000))?;
                Ok([update_many(stores, round)?, one])
            },
        )
    },
    row(
        "`import` of c into an empty store",
        2.2,
        "floor, readings only",
        "1080000 readings",
        |stores, _| import_and_bulk(stores),
    ),
    Row {
        limit: Limit::Millis(4_000.0),
        ..row(
            "`import` of a workbook of 30,000 rows",
            0.0,
            "an empty Rust program",
            "30000 readings",
            |stores, _| import_workbook(stores),
        )
    },
    Row {
        limit: Limit::Megabytes(256.0),
        ..row(
            "memory of the import of that workbook",
            0.0,
            "an empty Rust program",
            "30000 readings",
            |stores, _| import_workbook(stores),
        )
    },
];

fn report(stores: &mut Stores, size: Size) -> Result<Job, Failure> {
    let store = stores.ours(size)?;
    let job = stores
        .project(&store)
        .words("report --period all --format json");
    Ok(job.words("--as-of").words(DAY))
}

fn report_and_floor(stores: &mut Stores, size: Size) -> Result<[Job; 2], Failure> {
    let floor = stores.floors(size)?;
    let floor = stores.floor("report", &floor).words(DAY);
    Ok([report(stores, size)?, floor])
}

/// Another figure in each round: the same once more would not be written.
fn figure(round: u32) -> String {
    let hundredths = 1_000 + round % 8_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn update(stores: &mut Stores, figure: &str) -> Result<Job, Failure> {
    let store = stores.ours(Size::C)?;
    let job = stores
        .project(&store)
        .words("update P00001/overall")
        .with(figure);
    Ok(job.words("--lower --as-of").words(DAY))
}

fn update_many(stores: &mut Stores, round: u32) -> Result<Job, Failure> {
    let store = stores.ours(Size::C)?;
    let lines: Vec<String> = (0..MANY)
        .map(|place| {
            let (code, figure) = (workload::code(place + 2), figure(round + place * 7));
            format!("{code}/overall {figure} {DAY}\n")
        })
        .collect();
    let input = stores.path("readings.txt");
    fs::write(&input, lines.concat())?;
    let job = stores
        .project(&store)
        .words("update - --lower --as-of")
        .words(DAY);
    Ok(job.input(input))
}

fn import_and_bulk(stores: &mut Stores) -> Result<[Job; 2], Failure> {
    let files = stores.files(Size::C)?;
    let (ours, floor) = (stores.path("import.db"), stores.path("floor-import.db"));
    stores.create_ours(&ours)?;
    stores.create_floors(&floor, &files)?;
    let (import, _) = import(stores, &ours, &files);
    Ok([
        import,
        stores.floor("bulk", &floor).with(files.floor_readings()),
    ])
}

fn import_workbook(stores: &mut Stores) -> Result<[Job; 2], Failure> {
    let (store, file) = (stores.path("workbook.db"), stores.path("plan.xlsx"));
    stores.create_ours(&store)?;
    if !file.exists() {
        workbook::write(&file)?;
    }
    let import = stores.project(&store).words("import").with(file);
    Ok([import, stores.empty()])
}

/// Measures what was asked for, and prints it line by line.
pub fn measure(asked: &Asked, stores: &mut Stores) -> Result<(), Failure> {
    table::head()?;
    for row in &ROWS {
        let is_wanted = match &asked.only {
            Some(word) => row.work.contains(word),
            None => !(row.is_long && asked.is_quick),
        };
        if is_wanted {
            let (ours, theirs) = in_turn(row, asked, stores)?;
            let line = Line {
                work: row.work,
                limit: row.limit,
                beside: row.beside,
                ours: &ours,
                theirs: &theirs,
            };
            line.print()?;
        }
    }
    Ok(())
}

/// The program and the other, one after the other, round by round. The first round is not counted:
/// it brings files into memory.
fn in_turn(row: &Row, asked: &Asked, stores: &mut Stores) -> Result<(Rounds, Rounds), Failure> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (out, other) = (stores.path("project.out"), stores.path("other.out"));
    let least = if asked.is_quick {
        LEAST_ROUNDS_QUICK
    } else {
        LEAST_ROUNDS
    };
    let mut begun = None;
    for round in 0.. {
        let [job, beside] = (row.jobs)(stores, round)?;
        let began = *begun.get_or_insert_with(|| {
            tell(row.work);
            Instant::now()
        });
        let spent: [Spent; 2] = [job.run(&out)?, beside.run(&other)?];
        prove(row, &out)?;
        if round > 0 {
            let [our, their] = spent;
            ours.push(our);
            theirs.push(their);
        }
        let is_enough = ours.len() >= least && began.elapsed() > asked.time;
        if ours.len() >= MOST_ROUNDS || is_enough {
            break;
        }
    }
    Ok((Rounds::of(ours), Rounds::of(theirs)))
}

/// Fails where what was said shows that the work was not done. Only its beginning is read, so that
/// this process stays small.
fn prove(row: &Row, output: &Path) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    for file in [output, &process::talk(output)] {
        File::open(file)?.take(1 << 17).read_to_end(&mut bytes)?;
    }
    let text = String::from_utf8_lossy(&bytes);
    if !text.contains(row.proof) {
        let begin: String = text.chars().take(200).collect();
        return Err(format!("{}: expected `{}` in: {begin}", row.work, row.proof).into());
    }
    if row.proof == "#" {
        one_entry(&text)?;
    }
    Ok(())
}

/// All lines belong to one entry, and so to one commit.
fn one_entry(text: &str) -> Result<(), Failure> {
    let entry = text.split(' ').next().unwrap_or_default();
    let lines = text.lines().filter(|line| {
        let number = line.strip_prefix(entry);
        number.is_some_and(|rest| rest.starts_with(' '))
    });
    match lines.count() {
        count if count == MANY as usize && text.lines().count() == count => Ok(()),
        count => Err(format!("{count} readings in {entry}, not {MANY}").into()),
    }
}
