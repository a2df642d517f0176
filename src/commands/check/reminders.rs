//! `check --by-lead` and `--by-unit`: reminders, a page for each.

use std::fs;
use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::papers::Reminder as Page;
use crate::messages::{Error, In, UpTo};
use crate::model::Language;
use crate::render::{self, Occasion, ReminderFormat};
use crate::report::{Finding, RemindBy, reminders};
use crate::signals;

/// What pages are asked for.
#[derive(Clone, Copy)]
pub(super) struct Pages<'a> {
    pub(super) by: RemindBy,
    pub(super) format: ReminderFormat,
    pub(super) folder: &'a Path,
}

/// Writes a page for each of those who have to see to something.
///
/// # Errors
/// [`Error::File`], and those of [`render::write_file`].
pub(super) fn write(
    context: &mut Context,
    pages: Pages<'_>,
    language: Language,
    findings: &[Finding<'_>],
    occasion: &Occasion,
) -> Result<(), Error> {
    let reminders = reminders(findings, pages.by);
    if reminders.is_empty() {
        say_kept(context, language, pages.folder, &[]);
        return Ok(());
    }
    let nobody = In(language, &Page::Nobody).to_string();
    let names = reminders.iter().map(|one| one.whose.unwrap_or(&nobody));
    let names = render::file_names(names, pages.format.id());
    let paths: Vec<_> = names.iter().map(|name| pages.folder.join(name)).collect();
    let store_path = context.path()?;
    // They belong together: none of them is new and another old.
    let hold = signals::hold();
    fs::create_dir_all(pages.folder).map_err(|problem| Error::File {
        path: pages.folder.to_owned(),
        problem,
        is_write: true,
    })?;
    for path in &paths {
        render::check_file(path, store_path)?;
    }
    for (path, reminder) in paths.iter().zip(&reminders) {
        render::write_file(path, store_path, |out| {
            pages.format.write(language, reminder, occasion, out)
        })?;
    }
    drop(hold);
    for path in &paths {
        context.output.say(language, &Feedback::Wrote(path.clone()));
    }
    say_kept(context, language, pages.folder, &paths);
    Ok(())
}

/// Names the reminders of an earlier run that lie beside the new ones: whoever sends the whole folder
/// sends them again.
fn say_kept(context: &mut Context, language: Language, folder: &Path, written: &[PathBuf]) {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<String> = (files.map(|file| file.path()))
        .filter(|path| !written.contains(path) && render::is_reminder(path))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    kept.sort_unstable();
    if !kept.is_empty() {
        context
            .output
            .say(language, &Feedback::NotRenewed(UpTo(kept)));
    }
}
