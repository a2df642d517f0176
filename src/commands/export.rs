use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::exchange::{csv, json};
use crate::model::{Known, Scope, Snapshot};
use crate::render;
use crate::report::said::Said;
use crate::signals;
use crate::store::Access;

use super::report::choose;

/// Write the whole record as JSON, or the current facts as portfolio CSVs
///
/// The JSON holds every entry with its number and instant; imported into an empty store it gives
/// an equal one. The CSVs hold what import takes; a store filled from them judges equally on
/// every day.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// json: the whole record; csv: the current facts, several files
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    format: String,
    /// The file (json) or folder (csv) to write; json goes to standard output without it
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let is_csv = choose(
        "--format",
        &arguments.format,
        &["json", "csv"],
        |format| match format {
            "json" => Some(false),
            "csv" => Some(true),
            _ => None,
        },
    )?;
    let folder = match (is_csv, &arguments.output) {
        (true, None) => {
            return Err(Error::Value {
                name: "-o",
                value: String::new(),
                problem: ValueProblem::NeedsFolder,
            });
        }
        (_, output) => output.clone(),
    };

    let store = context.open(Access::Read)?;
    let record = store.record()?;
    let settings = store
        .snapshot(&Snapshot {
            as_of: context.as_of,
            known: Known::Now,
            // No project has this number: only the settings are asked for.
            scope: Scope::Project(0),
        })?
        .settings;

    let Some(path) = folder else {
        return context.output.with(|out| json::write(&record, out));
    };
    let store_path = context.path()?;
    let mut written = Vec::new();
    if is_csv {
        // They belong together: none of them is new and another old.
        let _hold = signals::hold();
        fs::create_dir_all(&path).map_err(|problem| Error::File {
            path: path.clone(),
            problem,
            is_write: true,
        })?;
        let files = csv::files(&record);
        for file in &files {
            render::check_file(&path.join(file.name), store_path)?;
        }
        for file in files {
            let path = path.join(file.name);
            render::write_file(&path, store_path, |out| out.write_all(&file.bytes))?;
            written.push(path);
        }
    } else {
        render::write_file(&path, store_path, |out| json::write(&record, out))?;
        written.push(path);
    }
    let language = context.language(&settings);
    context.output.say(language, &Said::Wrote(written));
    Ok(())
}
