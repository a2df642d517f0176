//! Measures the program as it is used: whole processes, in turn with the floor; see
//! `benches/README.md`. `benches/run` builds all it needs and starts it.

mod files;
mod process;
mod rows;
mod stores;
mod table;
mod workbook;
// Each benchmark uses a part of it.
#[allow(dead_code)]
#[path = "../workload.rs"]
mod workload;

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use files::Files;
use stores::Stores;
use workload::Size;

/// Why there is no measurement.
pub type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    if let [job, size, folder] = arguments
        && job == "generate"
    {
        let size = Size::named(size).ok_or("expected a, b, c, b10 or c10")?;
        return Ok(Files::of(&PathBuf::from(folder)).write(size)?);
    }
    let asked = Asked::read(arguments)?;
    let mut stores = Stores::new(&asked)?;
    rows::measure(&asked, &mut stores)
}

/// What to measure, with what, and how long.
pub struct Asked {
    /// The program.
    pub project: PathBuf,
    /// The floor.
    pub floor: PathBuf,
    /// The program that does nothing.
    pub empty: PathBuf,
    /// Where workloads and stores are put.
    pub folder: PathBuf,
    /// Rounds go on for so long per line of the table.
    pub time: Duration,
    /// Only the lines with this in them.
    pub only: Option<String>,
    /// Leave out the one that takes longest to set up.
    pub is_quick: bool,
}

impl Asked {
    fn read(arguments: &[String]) -> Result<Asked, Failure> {
        let value = |name: &str| {
            let mut rest = arguments.iter().skip_while(|argument| *argument != name);
            rest.nth(1).cloned()
        };
        let path = |name: &str| {
            let path = value(name).map(PathBuf::from);
            path.ok_or_else(|| format!("{name} is missing; benches/run gives it"))
        };
        let is_quick = arguments.iter().any(|argument| argument == "--quick");
        let seconds = match value("--seconds") {
            Some(seconds) => seconds.parse()?,
            None if is_quick => 2.0,
            None => 15.0,
        };
        Ok(Asked {
            project: path("--project")?,
            floor: path("--floor")?,
            empty: path("--empty")?,
            folder: path("--folder")?,
            time: Duration::try_from_secs_f64(seconds)?,
            only: value("--only"),
            is_quick,
        })
    }
}
