//! `export --form`: the monthly form, in one workbook or in one for each unit.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::form::FormText;
use crate::messages::{Error, FormatProblem, In, Refusal};
use crate::model::{DateRules, Scope, Snapshot};
use crate::render;
use crate::report::{Form, Report, Request};
use crate::sheet::{self, Input, Reading};
use crate::signals;
use crate::store::Access;

use super::super::ask;
use super::super::whose::Whose;

/// What the names of forms end in.
const ENDING: &str = "xlsx";

/// Writes the form, or the forms of all units if a folder is named.
pub(super) fn run(
    output: Option<&Path>,
    whose: &Whose,
    context: &mut Context,
) -> Result<(), Error> {
    let output = output.ok_or(Refusal::FormNeedsFile)?;
    let is_folder = is_folder(output)?;
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let slot = OnceCell::new();
    let assessment = ask::judged(&*context.open(Access::Read)?, &question, &slot)?;
    let request = Request {
        filter: whose.filter(assessment.projects)?,
        ..Request::default()
    };
    let report = Report::new(&assessment, &request, context.known_on);
    let language = context.language(assessment.settings);
    let form = Form::of(&report);
    if form.targets.is_empty() {
        context.output.say(language, &Feedback::NothingToAsk);
        return Ok(());
    }
    let files: Vec<(PathBuf, Form<'_>)> = match is_folder {
        false => vec![(output.to_owned(), form)],
        true => {
            let forms = form.by_unit();
            let none = In(language, &FormText::NoUnit).to_string();
            let units = forms.iter().map(|form| form.unit.unwrap_or(&none));
            let names = render::file_names(units, ENDING);
            let paths = names.into_iter().map(|name| output.join(name));
            paths.zip(forms).collect()
        }
    };
    let store_path = context.path()?;
    // They belong together: none of them is new and another old.
    let hold = signals::hold();
    if is_folder {
        fs::create_dir_all(output).map_err(|problem| Error::File {
            path: output.to_owned(),
            problem,
            is_write: true,
        })?;
    }
    let rules = DateRules::of(assessment.settings, context.as_of);
    for (path, _) in &files {
        render::check_file(path, store_path)?;
        check_unfilled(path, rules)?;
    }
    for (path, form) in &files {
        render::write_file(path, store_path, |out| render::form(form, language, out))?;
    }
    drop(hold);
    for (path, _) in files {
        context.output.say(language, &Feedback::Wrote(path));
    }
    Ok(())
}

/// Whether a path names a folder: one that is there, or a name without the ending of a file.
fn is_folder(path: &Path) -> Result<bool, Error> {
    let is_marked = path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    match path.extension() {
        _ if path.is_dir() || is_marked => Ok(true),
        None => Ok(true),
        Some(ending) if ending.eq_ignore_ascii_case(ENDING) => Ok(false),
        Some(ending) => Err(Error::Format {
            file: path.to_string_lossy().into_owned(),
            problem: FormatProblem::Ending {
                found: ending.to_string_lossy().to_lowercase(),
                known: vec![format!(".{ENDING}")],
            },
        }),
    }
}

/// A form that somebody has filled in is not written over.
fn check_unfilled(path: &Path, rules: DateRules) -> Result<(), Error> {
    if !fs::metadata(path).is_ok_and(|about| about.is_file()) {
        return Ok(());
    }
    let input = Input::open(path)?;
    let is_filled = match sheet::read([input], Reading::by(rules)) {
        // Somebody worked at least on one that is broken.
        Ok(sheets) => sheets.has_filled_form() || sheets.has_broken_form(),
        Err(_) => false,
    };
    match is_filled {
        true => Err(Refusal::FilledForm {
            path: path.to_owned(),
        }
        .into()),
        false => Ok(()),
    }
}
