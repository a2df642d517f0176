use std::collections::BTreeSet;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::log::EntryLine;
use crate::messages::{Error, ValueProblem};
use crate::model::{Deed, Instant, Settings};
use crate::render;
use crate::report::entry_lines;
use crate::store::history::{self, HistoryQuestion};
use crate::store::rows::{Entry, Record};
use crate::store::{Access, Of, Read, Table, Visible, settings};

use super::ask;
use super::help::arguments;
use super::whose::one_of;
use super::{known, later};

arguments! {
    Arguments
    en "Show the record: who entered what and when"
    zh "查看记录：何人何时录入何事"
    details
        en "The newest entry comes last. Each ends with the first 8 digits of its hash; `project verify` checks them all."
        zh "最新在后。每条末尾为其哈希前8位；project verify可全部核验。"
    details
        en "With --who PERSON, only what that person recorded."
        zh "加 --who 姓名则仅限此人录入的记录。"
    in ARGUMENTS {
        #[arg(value_name = "CODE", add = ArgValueCompleter::new(known::projects))]
        code: Option<String> = {
            en "Only what touches this project"
            zh "仅限此项目"
        }
    }
    in OPTIONS {
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        since: Option<String> = {
            en "Only what was recorded on that day or later"
            zh "仅限该日及以后的记录"
        }
        #[arg(long)]
        all: bool = {
            en "Also the entries that only say what `project check` reported"
            zh "含仅登记check提醒的记录"
        }
        #[arg(long)]
        json: bool = JSON
    }
    note WORDS = DATES
    example
        en "log jinhui" "shows what was recorded of a project"
        zh "log 金辉" "查看某项目的记录"
    example
        en "log --since yesterday" "shows what is new since yesterday"
        zh "log --since 昨天" "查看昨天以来的记录"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    let since = match &arguments.since {
        None => None,
        Some(text) => {
            let refused = |problem| Error::value("--since", text, ValueProblem::Date(problem));
            let day = context.read_first_day(text).map_err(refused)?;
            let before = context.zone.end_of(day.before())?;
            Instant::from_millis(before.millis() + 1)
        }
    };
    let mut entries = Vec::new();
    let mut author = None;
    let mut policy = Settings::default();
    store.read(&mut |read| {
        let visible = Visible::of(read, context.known)?;
        let known = visible.last();
        let project = match &arguments.code {
            Some(code) => Some(later::project(read, code, context)?),
            None => None,
        };
        let from = match since {
            Some(since) => history::first_since(read, since)?,
            None => 0,
        };
        let question = HistoryQuestion {
            project,
            from,
            to: known,
            known,
        };
        entries = history::history(read, &question)?;
        if let Some(who) = &context.who_asked {
            author = Some(recorder(read, who)?);
        }
        policy = settings(read, &visible)?;
        Ok(())
    })?;
    ask::settle(&*store)?;
    let language = context.language(&policy);
    if let Some(author) = author {
        entries.retain(|entry| entry.who == author);
    }
    if !arguments.all {
        entries.retain(|entry| {
            let is_notice = |deed: &Deed| matches!(deed, Deed::Notice { .. });
            entry.deeds.is_empty() || !entry.deeds.iter().all(is_notice)
        });
    }
    if arguments.json {
        return (context.output).with(|out| render::log_json(&entries, out));
    }
    if entries.is_empty() {
        context.output.say(language, &Feedback::NoEntries);
    }
    let with_all = arguments.code.is_some();
    let lines: Vec<EntryLine> = (entries.iter())
        .flat_map(|entry| entry_lines(entry, context.zone.minute(entry.recorded_at), with_all))
        .collect();
    let shown = render::log(language, context.output.page, &lines);
    context.output.paged(&shown)
}

/// One of those who have recorded anything.
fn recorder(read: &dyn Read, who: &str) -> Result<String, Error> {
    let mut all = BTreeSet::new();
    read.rows(Table::Entry, Of::All, &mut |row| {
        all.insert(Entry::read(row)?.who);
        Ok(())
    })?;
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    one_of("--who", who, &all, ValueProblem::NobodyRecorded)
}
