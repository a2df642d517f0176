use std::fs;
use std::io::{self, BufWriter, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::{Error, FormatProblem, Refusal};
use crate::model::{Day, Known, Scope};
use crate::render::{self, Format};
use crate::sheet::{self, ExportedFile};
use crate::signals;
use crate::store::readings_between;
use crate::store::{Access, Store, Visible, load, replay};

use super::ask;
use super::help::arguments;
use super::offers;
use super::printed::{choose, typed};
use super::whose::Whose;

mod form;

arguments! {
    Arguments
    en "Write the record as JSON, facts as CSVs, or forms to fill in"
    zh "导出：全部记录为JSON，当前数据为CSV，或待填的填报表"
    details
        en "Importing the JSON into an empty store gives an equal one. The CSVs hold what `project \
            import` takes; a store filled from them judges equally on every day."
        zh "JSON导入空库即得相同的库。各CSV可由project import导入，所得评定逐日相同。"
    details
        en "The form has a row for each stage with an unmet target. Whoever is asked fills in percent, \
            day, problem and next step; `project import` reads any number of forms."
        zh "填报表中每个有未完成目标的阶段一行，由填报人填写进度、日期、存在问题和下步打算；\
            收回后由project import一并导入。"
    in OUTPUT {
        #[arg(
            long,
            value_name = "FORMAT",
            add = ArgValueCompleter::new(offers::export_formats)
        )]
        format: Option<String> = {
            en "json for the whole record (default), csv for the current facts"
            zh "json为全部记录（默认），csv为当前数据"
        }
        #[arg(long, conflicts_with = "format")]
        form: bool = {
            en "A form to fill in, as a workbook"
            zh "待填的填报表（工作簿）"
        }
        #[arg(short, long, value_name = "PATH")]
        output: Option<PathBuf> = {
            en "The file (json) or folder (csv) to write; without it, json is printed. Of forms a file, \
                or a folder for one a unit"
            zh "写入的文件（json）或文件夹（csv）；不给则直接输出json。填报表给文件，或给文件夹，\
                每个责任单位一份"
        }
    }
    shared whose: Whose;
    example
        en "export -o record.json" "writes the whole record"
        zh "export -o record.json" "导出全部记录"
    example
        en "export --format csv -o sheets" "writes the current facts as CSVs into a folder"
        zh "export --format csv -o sheets" "将当前数据导出到文件夹"
    example
        en "export --form -o october" "writes a form to fill in for each unit"
        zh "export --form -o 十月" "为每个责任单位写一份填报表"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if arguments.form {
        return form::run(arguments.output.as_deref(), &arguments.whose, context);
    }
    if let Some(option) = arguments.whose.option() {
        return Err(Refusal::OnlyForms { option }.into());
    }
    let is_csv = is_csv(arguments)?;
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
    for path in written {
        context.output.say(language, &Feedback::Wrote(path));
    }
    Ok(())
}

/// Whether CSVs are asked for, which fill a folder and no file.
fn is_csv(arguments: &Arguments) -> Result<bool, Error> {
    let choice = |format: &str| {
        choose(
            "--format",
            format,
            &["json", "csv"],
            |format| match format {
                "json" => Some(false),
                "csv" => Some(true),
                _ => None,
            },
        )
    };
    let is_csv = arguments.format.as_deref().map(choice).transpose()?;
    let path = arguments.output.as_deref().filter(|path| !path.is_dir());
    let of_report = |path: &&Path| Format::ending_in(path.extension().unwrap_or_default());
    let Some((path, format)) = path.and_then(|path| Some((path, of_report(&path)?))) else {
        return Ok(is_csv.unwrap_or(false));
    };
    match (is_csv, format.id) {
        // Whoever says so may have it in any file of text.
        (Some(false), _) if !format.is_binary => Ok(false),
        (Some(true), _) | (None, "csv" | "xlsx") => Err(Refusal::FolderNotFile {
            path: path.display().to_string(),
        }
        .into()),
        (_, "json" | "table") => Ok(false),
        _ => Err(Error::Format {
            file: path.to_string_lossy().into_owned(),
            problem: FormatProblem::RecordEnding {
                file: typed(path),
                other: typed(&path.with_extension("json")),
            },
        }),
    }
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
