use std::fs;
use std::io::{self, BufWriter, Seek, SeekFrom};
use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::messages::{Error, Refusal};
use crate::model::{Day, Known, Scope};
use crate::render;
use crate::report::said::Said;
use crate::sheet::{self, ExportedFile};
use crate::signals;
use crate::store::readings_between;
use crate::store::{Access, Store, Visible, load, replay};

use super::ask;

use super::printed::choose;

/// Write the whole record as JSON, or the current facts as portfolio CSVs
///
/// The JSON is the record itself, a row a line, each entry's own line with its hash closing its
/// rows; imported into an empty store it gives an equal one. A record whose chain of hashes is
/// broken is refused. The CSVs hold what import takes; a store filled from them judges equally on
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
            return Err(Refusal::NeedsFolder.into());
        }
        (_, output) => output.clone(),
    };

    let store = context.open(Access::Read)?;
    // The record may be all that is kept of the store: it is held against the file's own checks.
    ask::settle(&*store)?;
    let language = context.language(&ask::policy(&*store, Known::Now)?);
    let Some(path) = folder else {
        // No reader of a pipe is waited for while the store is read.
        let mut file = tempfile::tempfile().map_err(Error::Output)?;
        replay::export(&*store, &mut BufWriter::new(&file), &Error::Output)?;
        file.seek(SeekFrom::Start(0)).map_err(Error::Output)?;
        return context
            .output
            .with(|out| io::copy(&mut file, out).map(|_| ()));
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
        let files = files(&*store)?;
        for file in &files {
            render::check_file(&path.join(file.name), store_path)?;
        }
        for file in files {
            let path = path.join(file.name);
            render::write_file(&path, store_path, |out| out.write_all(&file.bytes))?;
            written.push(path);
        }
    } else {
        let mut failed = None;
        render::write_file(&path, store_path, |out| {
            let refused = |error: io::Error| Error::Output(error);
            match replay::export(&*store, out, &refused) {
                Err(Error::Output(error)) => Err(error),
                Err(error) => {
                    failed = Some(error);
                    Err(io::ErrorKind::Other.into())
                }
                Ok(()) => Ok(()),
            }
        })
        .map_err(|error| failed.unwrap_or(error))?;
        written.push(path);
    }
    context.output.say(language, &Said::Wrote(written));
    Ok(())
}

/// What counts today, as CSV files.
fn files(store: &dyn Store) -> Result<Vec<ExportedFile>, Error> {
    let mut files = Vec::new();
    store.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let portfolio = load(read, Day::LAST, Scope::All, &visible)?;
        files = sheet::export(&portfolio, &mut |stage| {
            let days = readings_between(read, stage, Day::default(), Day::LAST, &visible)?;
            // Both of a day would be joined to another one when they are imported.
            let of_day = days
                .into_iter()
                .filter_map(|(_, on)| on.with_figure.or(on.without));
            Ok(of_day.map(|found| found.reading).collect())
        })?;
        Ok(())
    })?;
    Ok(files)
}
