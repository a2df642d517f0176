//! Which files of an import were read before, and how old what they say is.

use std::collections::HashMap;

use crate::messages::Error;
use crate::model::{Day, Source};
use crate::store::rows::SourceFile;
use crate::store::{self, Of, Read, Visible};

/// How old what a row says is, as far as that can be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Age {
    /// The first entry that this very file was read for.
    pub(super) read_for: Option<i64>,
    /// The day that its figures are of.
    pub(super) day: Option<Day>,
}

/// Of an entry, when it was recorded and the latest day of its readings, stage by stage.
#[derive(Clone)]
pub(super) struct EntryDays {
    pub(super) recorded: Option<Day>,
    pub(super) figures: HashMap<i64, Day>,
}

/// The files of some statements that were read before, and the days of entries.
#[derive(Clone, Default)]
pub(super) struct Reread {
    /// By the place of the file.
    pub(super) entries: HashMap<usize, i64>,
    pub(super) days: HashMap<i64, EntryDays>,
    /// How many files there are now.
    pub(super) files: usize,
    /// How many files the entries of others had.
    pub(super) imports: HashMap<i64, usize>,
}

impl Reread {
    /// Of files by the names of their sheets, `FILE` or `FILE [WORKSHEET]`.
    pub(super) fn of(
        read: &dyn Read,
        visible: &Visible,
        files: &[String],
        sources: &[Source],
    ) -> Result<Reread, Error> {
        let mut reread = Reread::default();
        if sources.is_empty() {
            return Ok(reread);
        }
        reread.files = sources.len();
        let mut first: HashMap<String, i64> = HashMap::new();
        store::each(read, Of::All, &mut |there: SourceFile| {
            if visible.counts(there.entry) {
                *reread.imports.entry(there.entry).or_default() += 1;
                first.entry(there.source.sha256).or_insert(there.entry);
            }
            Ok(())
        })?;
        for (index, file) in files.iter().enumerate() {
            let is_of = |source: &&Source| {
                let rest = file.strip_prefix(&source.file);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ["))
            };
            let source = sources.iter().find(is_of);
            let entry = source.and_then(|source| first.get(&source.sha256));
            reread.entries.extend(entry.map(|entry| (index, *entry)));
        }
        // The file itself is not the one before it.
        for entry in reread.entries.values() {
            reread.imports.remove(entry);
        }
        Ok(reread)
    }
}
