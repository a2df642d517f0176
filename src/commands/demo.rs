use std::cell::OnceCell;

use crate::assess::Status;
use crate::context::Context;
use crate::ledger::Occasion;
use crate::messages::Error;
use crate::model::{Day, Known, Scope, Snapshot};
use crate::render;
use crate::report::{Report, Request, Watch, findings, late};
use crate::sample;
use crate::store::{self, Store};

use super::help::arguments;
use super::{ask, import};

arguments! {
    Arguments
    en "Show the bundled portfolio on two days; writes nothing"
    zh "演示内置重点项目的评定；不写入数据"
    details
        en "First as a public half-year report left it, on 2021-08-01, with what `project check` would \
            say; then with a few invented figures, on 2021-10-31, so that you see every lamp."
        zh "先是半年通报公布后的情况（2021年8月1日），以及project check的提醒；再加入少量虚构数据\
            （2021年10月31日），以便看到每一种灯。"
    example
        en "demo" "shows it"
        zh "demo" "演示"
    example
        en "--db try.db init --sample" "creates a store with the same projects, to try things out"
        zh "--db try.db init --sample" "建库并装入同一批项目，供试用"
}

pub(super) fn run(_: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = store::in_memory()?;
    let (august, october) = (day(2021, 8, 1), day(2021, 10, 31));
    let occasion = |today| Occasion {
        as_of: today,
        today,
        ..context.occasion(Default::default())
    };
    let (in_august, in_october) = (occasion(august), occasion(october));
    let entry = context.entry(Vec::new());
    let language = context.language_outside();
    import::sample(
        &mut *store,
        &entry,
        &in_august,
        &sample::portfolio(language),
    )?;
    let [first, check, invented, second] = render::demo_headings(language, context.output.page);

    context.output.text(&format!("{first}\n\n"))?;
    report(&*store, context, august, Vec::new())?;
    context.output.text(&format!("\n{check}\n"))?;
    said_by_check(&*store, context, august)?;

    let readings = sample::invented_readings(language);
    context.output.text(&format!("\n{invented}\n"))?;
    for line in readings.text.lines().skip(1) {
        let (line, _note) = line.rsplit_once(',').unwrap_or((line, ""));
        let line = line.replace(',', "  ");
        context.output.text(&format!("  {line}\n"))?;
    }
    import::sample(&mut *store, &entry, &in_october, &[readings])?;
    context.output.text(&format!("\n{second}\n\n"))?;
    report(&*store, context, october, Vec::new())?;
    // The last screen is the answer: what is late.
    context.output.text("\n")?;
    report(&*store, context, october, late())
}

/// A day that the calendar has.
fn day(year: i32, month: u32, date: u32) -> Day {
    Day::from_ymd(year, month, date).unwrap_or_default()
}

fn question(as_of: Day) -> Snapshot {
    Snapshot {
        as_of,
        known: Known::Now,
        scope: Scope::All,
    }
}

/// A report of those with one of these statuses; of all where none is named.
fn report(
    store: &dyn Store,
    context: &mut Context,
    as_of: Day,
    statuses: Vec<Status>,
) -> Result<(), Error> {
    let request = Request {
        statuses,
        ..Request::default()
    };
    let slot = OnceCell::new();
    let assessment = ask::judged(store, &question(as_of), &slot)?;
    let report = Report::new(&assessment, &request, None);
    let (language, page) = (context.language_outside(), context.output.page);
    let columns = render::usual_columns(language, page, &report, page.width.is_none());
    let shown = render::report(language, page, &report, assessment.projects, &columns);
    context.output.text(&shown)
}

fn said_by_check(store: &dyn Store, context: &mut Context, as_of: Day) -> Result<(), Error> {
    let slot = OnceCell::new();
    let assessment = ask::judged(store, &question(as_of), &slot)?;
    let found = findings(&assessment, &Watch::default(), &[]);
    let (language, page) = (context.language_outside(), context.output.page);
    let shown = render::findings(language, page, &found, as_of);
    context.output.text(&shown)
}
