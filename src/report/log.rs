//! The record as it is read: entries, and what came with each.

use crate::assess::Status;
use crate::messages::columns::{ColumnMeaning, FieldWord, all_columns};
use crate::messages::fact::{FactName, FactValue};
use crate::messages::log::{DeedLine, EntryLine, ReadingDeed, Since};
use crate::messages::terms::Because;
use crate::messages::{Kind, Parts, Things, UpTo};
use crate::model::{Deed, HistoryEntry, Reading, StageKind};

use super::recorded::progress_on;
use super::terms::decided_parts;

/// At most this many deeds are listed one by one.
const LISTED: usize = 12;

/// An entry: its head with the time in words, and what came with it. Large ones are counted instead,
/// unless all is asked for.
pub fn entry_lines(entry: &HistoryEntry, at: String, with_all: bool) -> Vec<EntryLine> {
    let mut lines = vec![EntryLine::Head {
        number: entry.number,
        at,
        who: entry.who.clone(),
        command: without_global_options(&entry.command),
        hash: entry.hash.chars().take(8).collect(),
        retracted_by: entry.retracted_by,
    }];
    lines.extend(entry.sources.iter().map(|source| EntryLine::Source {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
    }));
    if entry.deeds.len() > LISTED && !with_all {
        lines.push(EntryLine::Counted(counts(&entry.deeds)));
    } else {
        lines.extend(entry.deeds.iter().map(deed_line).map(EntryLine::Deed));
    }
    lines
}

/// How many of each kind came with an entry.
pub(super) fn counts(deeds: &[Deed]) -> Vec<Things> {
    let mut counts = [
        Kind::Project,
        Kind::Stage,
        Kind::Target,
        Kind::Reading,
        Kind::Change,
        Kind::Setting,
        Kind::Mapping,
        Kind::Notice,
    ]
    .map(|kind| Things(0, kind));
    for deed in deeds {
        let of = match deed {
            Deed::Project(_) => Kind::Project,
            Deed::Stage(_) => Kind::Stage,
            Deed::Revision { .. } => Kind::Target,
            Deed::Reading { .. } => Kind::Reading,
            Deed::Change { .. } | Deed::Merger { .. } => Kind::Change,
            Deed::Setting { .. } => Kind::Setting,
            Deed::Mapping { .. } => Kind::Mapping,
            Deed::Notice { .. } => Kind::Notice,
            Deed::Retraction { .. } => continue,
        };
        let same = counts.iter_mut().filter(|Things(_, kind)| *kind == of);
        same.for_each(|Things(count, _)| *count += 1);
    }
    let there = counts.into_iter().filter(|Things(count, _)| *count > 0);
    there.collect()
}

/// One thing that came with an entry. The record does not know kinds of stages: all of a milestone
/// is 100 %.
pub(super) fn deed_line(deed: &Deed) -> DeedLine {
    match deed.clone() {
        Deed::Project(stage_path) => DeedLine::Project(stage_path),
        Deed::Stage(stage_path) => DeedLine::Stage(stage_path),
        Deed::Revision {
            stage_path,
            is_first,
            revision,
            ..
        } => {
            let parts = Parts(decided_parts(StageKind::Measured, &revision));
            match is_first {
                true => DeedLine::Target { stage_path, parts },
                false => DeedLine::Revision { stage_path, parts },
            }
        }
        Deed::Reading {
            stage_path,
            reading,
        } => DeedLine::Reading {
            stage_path,
            parts: Parts(reading_parts(&reading)),
        },
        Deed::Change {
            stage_path,
            field,
            old,
            new,
            decided_on,
            reason,
        } => DeedLine::Change {
            stage_path,
            new: FactValue::of(&field, new.as_deref().unwrap_or_default()),
            old: FactValue::of(&field, old.as_deref().unwrap_or_default()),
            fact: FactName(field),
            since: decided_on.map(|day| Since { day }),
            reason: Because::of(reason.as_deref()),
        },
        Deed::Merger { stage_path, into } => DeedLine::Merger { stage_path, into },
        Deed::Retraction { retracted, reason } => DeedLine::Retraction {
            retracted,
            reason: Because::of(Some(&reason)),
        },
        Deed::Setting { key, value } => DeedLine::Setting { key, value },
        Deed::Mapping { column, field } => match all_columns(&column) {
            Some(columns) => DeedLine::Encoding {
                columns: UpTo::quoted(columns),
                encoding: field,
            },
            None => DeedLine::Mapping(ColumnMeaning {
                column,
                field: FieldWord(field),
            }),
        },
        Deed::Notice {
            stage_path,
            finding,
            due,
        } => match Status::from_id(&finding) {
            Some(status) => DeedLine::Noted {
                stage_path,
                status,
                due,
            },
            None => DeedLine::NotedResolved(stage_path),
        },
    }
}

fn reading_parts(reading: &Reading) -> Vec<ReadingDeed> {
    let progress = ReadingDeed::Progress(progress_on(StageKind::Measured, None, reading));
    let remark = reading.remark.clone();
    let mut parts = vec![progress];
    parts.extend(remark.note.map(ReadingDeed::Note));
    parts.extend(remark.problem.map(ReadingDeed::Problem));
    parts.extend(remark.next_step.map(ReadingDeed::NextStep));
    parts
}

/// Options of every command that say nothing of what was done, with whether a value follows. The
/// entry itself says who recorded it.
const GLOBAL_OPTIONS: [(&str, bool); 6] = [
    ("--db", true),
    ("--lang", true),
    ("--color", true),
    ("--who", true),
    ("--quiet", false),
    ("-q", false),
];

/// A recorded command without the options that do not matter to a reader.
pub(super) fn without_global_options(command: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut words = shell_words(command).into_iter();
    while let Some(word) = words.next() {
        if word == "--" {
            kept.push(word);
            kept.extend(words);
            break;
        }
        let name = word.trim_start_matches('\'');
        let name = name.split_once('=').map_or(name, |(name, _)| name);
        match GLOBAL_OPTIONS.iter().find(|(option, _)| *option == name) {
            Some((_, true)) if !word.contains('=') => drop(words.next()),
            Some(_) => {}
            None => kept.push(word),
        }
    }
    kept.join(" ")
}

/// The words of a command line as it is recorded, their quotes with them.
fn shell_words(command: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_between = |c: char| {
        // `\'` stands for a quote outside of quotes only.
        is_quoted ^= c == '\'' && !is_escaped;
        is_escaped = c == '\\' && !is_quoted;
        c == ' ' && !is_quoted
    };
    command.split(is_between).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_say_nothing_of_what_was_done_are_left_out() {
        for (typed, shown) in [
            ("--db a.db --lang zh update x 5 -q", "update x 5"),
            ("update --db=a.db x 5 --who li", "update x 5"),
            ("'--db=my store.db' update x 5", "update x 5"),
            ("--db 'my store.db' update x 5", "update x 5"),
            (
                "--as-of 2021-08-01 update x 5",
                "--as-of 2021-08-01 update x 5",
            ),
            (
                r"update x 5 --note 'it'\''s --db b'",
                r"update x 5 --note 'it'\''s --db b'",
            ),
            ("add --code y -- --db x", "add --code y -- --db x"),
        ] {
            assert_eq!(without_global_options(typed), shown);
        }
    }
}
