mod reminders;
mod since;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::PathBuf;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger;
use crate::messages::feedback::Feedback;
use crate::messages::report::Foot;
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{Day, Scope, Snapshot, read_span};
use crate::render::{FindingsFormat, Occasion, ReminderFormat};
use crate::report::{RemindBy, Watch, findings, notices};
use crate::store::chain::Head;
use crate::store::{Access, Outcome, Visible, history};

use self::reminders::Pages;
use super::ask;
use super::help::arguments;
use super::offers;
use super::printed::{self, choose, statuses};
use super::whose::Whose;

arguments! {
    Arguments
    en "List what is overdue or unreported; silent if nothing is"
    zh "提醒逾期未完成与应报未报；无则不输出"
    details
        en "Made for cron: a line for each finding, worst first. Targets of every period count. Those that are suspended, and those that a later target \
            carries on, do not."
        zh "适于定时任务：每项一行，最滞后在前。各期目标均计入；已暂停的，以及由后续目标接续的，不计入。"
    in SELECTION {
        #[arg(long, alias = "days", value_name = "DAYS", allow_negative_numbers = true)]
        within: Option<String> = {
            en "Also list what falls due within so many days, weeks or months: 30d, 30, '2 weeks', 'a month'; 0 is today"
            zh "同时提醒将到期的：30天、30、两周；0为今天"
        }
        #[arg(long)]
        new: bool = {
            en "List each finding once: again only if it became worse, was moved or came back, or after \
                the days of `project config check.repeat`. What is listed is recorded, so not with \
                --as-of or --known-on"
            zh "每项只提醒一次；加重、改期、重现，或满config check.repeat天数后再提醒。提醒会记录在案，\
                故不能与 --as-of、--known-on 同用"
        }
        #[arg(
            long,
            value_name = "DATE|ENTRY",
            conflicts_with_all = ["within", "new", "format", "json", "by_lead", "by_unit", "output"]
        )]
        since: Option<String> = {
            en "Only say in one line what has changed since a day or an entry; exit with 1 if anything \
                became overdue or unreported"
            zh "仅用一行说明与某日或某条记录时相比的变化；有新增逾期或应报未报的，以退出码1结束"
        }
        #[arg(
            long,
            value_name = "STATUS",
            num_args = 1..,
            value_delimiter = ',',
            add = ArgValueCompleter::new(offers::failing)
        )]
        fail_on: Vec<String> = {
            en "Also list these, and exit with 1 for them: {words}"
            zh "同时提醒以下情况，并以退出码1结束：{words}"
        }
    }
    in OUTPUT {
        #[arg(long, value_name = "FORMAT", add = ArgValueCompleter::new(offers::check_formats))]
        format: Option<String> = { en "{words} (default: text)" zh "{words}（默认text）" }
        #[arg(long, conflicts_with = "format")]
        json: bool = JSON
        #[arg(long, conflicts_with_all = ["by_unit", "json"])]
        by_lead: bool = {
            en "Write a reminder for each lead, into the folder of -o: also what is silent, and how often it was \
                told of"
            zh "按负责人分别写催办单，存入-o目录：含进度未更新的，并注明第几次催办"
        }
        #[arg(long, conflicts_with = "json")]
        by_unit: bool = {
            en "Write one for each unit responsible"
            zh "按责任单位分别写催办单"
        }
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf> = { en "Where reminders go" zh "催办单存放目录" }
    }
    shared whose: Whose;
    note EXIT_CODES = { en "0  nothing to list, or only what falls due" zh "0  无提醒，或仅有将到期的" }
    note EXIT_CODES = {
        en "1  something is overdue or unreported, or is what --fail-on names"
        zh "1  有逾期未完成、应报未报，或 --fail-on 所列情况"
    }
    note EXIT_CODES = { en "2  it could not be checked" zh "2  无法检查" }
    legend true
    example
        en "check --by-unit --format docx -o reminders" "writes a reminder for each unit"
        zh "check --by-unit --format docx -o 催办" "为每个责任单位写催办单"
    example
        en "check --since yesterday" "says in one line what has changed"
        zh "check --since 昨天" "用一行说明变化"
    example
        en "check --new --within 30d --fail-on late" "for cron: what is new, and what is due soon"
        zh "check --new --within 30天 --fail-on 滞后" "定时任务用：新情况与将到期的"
}

/// The longest that can be looked ahead, in days.
const FARTHEST: u32 = 3660;

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<u8, Error> {
    let (mut watch, wanted) = (watch(arguments, context.as_of)?, wanted(arguments)?);
    if let Some(since) = &arguments.since {
        let fails = since::run(since, &arguments.whose, &watch, context)?;
        return Ok(u8::from(fails));
    }
    // What is told is remembered.
    let looks_back = context.is_as_of_given || context.known_on.is_some();
    let remembering = match wanted {
        _ if arguments.new => Some("--new"),
        // On another day, reminders are a preview.
        Wanted::Pages(_) if !looks_back => Some(by_option(arguments)),
        _ => None,
    };
    let (as_of, known) = (context.as_of, context.known);
    let question = Snapshot {
        as_of,
        known,
        scope: Scope::All,
    };
    if let Some(remembering) = remembering
        && looks_back
    {
        let option = match context.known_on {
            Some(_) => "--known-on",
            None => "--as-of",
        };
        return Err(Refusal::NotWhereRemembered {
            option,
            remembering,
        }
        .into());
    }
    let access = match remembering {
        Some(_) => Access::Write,
        None => Access::Read,
    };
    let mut store = context.open(access)?;
    let slot = OnceCell::new();
    let assessment = ask::judged(&*store, &question, &slot)?;
    let (mut before, mut times) = (Vec::new(), HashMap::new());
    let mut head = String::new();
    store.read(&mut |read| {
        let visible = Visible::of(read, known)?;
        before = history::notices(read, as_of, &visible)?;
        if matches!(wanted, Wanted::Pages(_)) {
            times = history::times_told(read, as_of, &visible)?;
        }
        head = Head::last(read)?.to_string();
        Ok(())
    })?;
    watch.filter = arguments.whose.filter(assessment.projects)?;
    watch.is_silent_too = matches!(wanted, Wanted::Pages(_));
    let mut found = findings(&assessment, &watch, &before);
    found.retain(|finding| finding.is_new || !arguments.new);
    let language = context.language(assessment.settings);
    let foot = Foot::Record { head };
    let mut lines = Vec::new();
    let listed = match wanted {
        Wanted::Pages(_) => found.len(),
        Wanted::Lines(format) => {
            let page = context.output.page;
            let written = format.write(language, page, &found, as_of, &foot, &mut lines);
            written.map_err(Error::Output)?
        }
    };
    // What a message has no room for is left to the next one.
    let listed = found.get(..listed).filter(|_| remembering.is_some());
    let listed = listed.map_or_else(Vec::new, |listed| notices(&assessment, listed, &before));
    // What could not be remembered is not told; what was told is remembered only once it is out, and
    // nobody is kept waiting meanwhile.
    let entry = context.entry(Vec::new());
    ledger::record_notices(&mut *store, &entry, &listed, Outcome::Discard)?;
    match wanted {
        Wanted::Pages(pages) => {
            let occasion = Occasion { as_of, times, foot };
            reminders::write(context, pages, language, &found, &occasion)?;
            if remembering.is_none() && !found.is_empty() {
                context.output.say(language, &Feedback::Previewed);
            }
        }
        Wanted::Lines(_) => context.output.with(|out| out.write_all(&lines))?,
    }
    context.output.flush()?;
    ledger::record_notices(&mut *store, &entry, &listed, Outcome::Keep)?;
    Ok(u8::from(found.iter().any(|finding| finding.fails)))
}

/// What is to be written.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Lines(FindingsFormat),
    Pages(Pages<'a>),
}

fn by_option(arguments: &Arguments) -> &'static str {
    match arguments.by_lead {
        true => "--by-lead",
        false => "--by-unit",
    }
}

fn wanted(arguments: &Arguments) -> Result<Wanted<'_>, Error> {
    let is_divided = arguments.by_lead || arguments.by_unit;
    let by = match arguments.by_lead {
        true => RemindBy::Lead,
        false => RemindBy::Unit,
    };
    let page_ids = ReminderFormat::ALL.map(ReminderFormat::id);
    let page = |id: &str| {
        let mut all = ReminderFormat::ALL.into_iter();
        all.find(|format| format.id() == id)
    };
    let given = arguments.format.as_deref();
    let is_page = given.is_some_and(|format| page(&format.to_lowercase()).is_some());
    match (&arguments.output, is_divided) {
        (Some(folder), true) if folder.is_file() => {
            let path = folder.clone();
            Err(Refusal::RemindersInFile { path }.into())
        }
        (Some(folder), true) => {
            let format = match given {
                None => ReminderFormat::Document,
                Some(format) => choose("--format", format, &page_ids, page)?,
            };
            Ok(Wanted::Pages(Pages { by, format, folder }))
        }
        (None, false) if !is_page => Ok(Wanted::Lines(format(arguments)?)),
        _ => Err(Refusal::RemindersNeedFolder.into()),
    }
}

fn format(arguments: &Arguments) -> Result<FindingsFormat, Error> {
    if arguments.json {
        return Ok(FindingsFormat::Json);
    }
    let Some(format) = &arguments.format else {
        return Ok(FindingsFormat::Text);
    };
    let pages = ReminderFormat::ALL.map(ReminderFormat::id);
    choose(
        "--format",
        format,
        &[&FindingsFormat::ids()[..], &pages].concat(),
        FindingsFormat::called,
    )
}

fn watch(arguments: &Arguments, today: Day) -> Result<Watch, Error> {
    let within = arguments.within.as_deref().map(|text| {
        let problem = ValueProblem::DaysAhead { most: FARTHEST };
        let days = read_span(text, today).filter(|days| *days <= FARTHEST);
        days.ok_or_else(|| Error::value("--within", text, problem))
    });
    let mut watch = Watch {
        within: within.transpose()?,
        ..Watch::default()
    };
    for word in &arguments.fail_on {
        if printed::is_due(word) {
            watch.fails_on_due = true;
        } else {
            watch.fail_on.extend(statuses("--fail-on", word)?);
        }
    }
    Ok(watch)
}
