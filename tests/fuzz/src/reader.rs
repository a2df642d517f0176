//! Every way in which a store is read, without a command line.

use project_tracker::Error;
use project_tracker::assess::{Assessment, Judged, assess};
use project_tracker::exchange::csv;
use project_tracker::model::record::Record;
use project_tracker::model::{Day, HistoryQuestion, Known, Language, Portfolio, Scope, Snapshot};
use project_tracker::render::{self, Page};
use project_tracker::report::{GroupBy, PeriodChoice, Report, Request, SortBy, Watch, findings};
use project_tracker::store::Store;
use project_tracker::text;

/// The day on which the targets believe it is.
pub fn today() -> Day {
    Day::from_ymd(2021, 8, 1).expect("a day")
}

/// Judges, selects, adds up and renders what the store holds, lists its record, and returns it.
/// Whatever the store says is fine, but for an end other than an answer or an error.
pub fn read(store: &dyn Store) -> Result<Record, Error> {
    for as_of in [today(), Day::default(), Day::LAST] {
        let known = Known::Now;
        for scope in [Scope::All, Scope::Names, Scope::Project(1)] {
            let portfolio = store.snapshot(&Snapshot {
                as_of,
                known,
                scope,
            });
            portfolio.map(|portfolio| show(store, &portfolio, as_of))??;
        }
    }
    for entry in store.history(&HistoryQuestion::default())? {
        for language in [Language::En, Language::Zh] {
            render::entry(language, &entry, "2021-08-01 09:00", true);
        }
    }
    let record = store.record()?;
    csv::files(&record);
    Ok(record)
}

/// All that a reading command prints of a portfolio.
fn show(store: &dyn Store, portfolio: &Portfolio, as_of: Day) -> Result<(), Error> {
    let assessment = assess(portfolio, as_of);
    let request = Request {
        period: PeriodChoice::All,
        group_by: Some(GroupBy::Period),
        sort_by: SortBy::Due,
        ..Request::default()
    };
    for request in [Request::default(), request] {
        report(&Report::new(&assessment, &request, None), portfolio);
    }
    let notices = store.notices(as_of, Known::Now)?;
    let watch = Watch {
        within: Some(30),
        ..Watch::default()
    };
    let found = findings(&assessment, &watch, &notices);
    for language in [Language::En, Language::Zh] {
        render::findings(language, PAGE, &found, as_of);
    }
    each(&assessment, portfolio, as_of);
    Ok(())
}

const PAGE: Page = Page {
    width: Some(80),
    has_colour: false,
};

fn report(report: &Report<'_>, portfolio: &Portfolio) {
    for language in [Language::En, Language::Zh] {
        render::report(language, PAGE, report, &portfolio.projects, true);
    }
    let mut shown = Vec::new();
    render::json(report, &mut shown).expect("memory takes it");
    serde_json::from_slice::<serde_json::Value>(&shown).expect("it is JSON");
    render::csv(report, &mut Vec::new()).expect("memory takes it");
}

fn each(assessment: &Assessment<'_>, portfolio: &Portfolio, as_of: Day) {
    for project in &portfolio.projects {
        let targets: Vec<&Judged<'_>> = assessment
            .targets
            .iter()
            .filter(|judged| judged.project.id == project.id)
            .collect();
        for language in [Language::En, Language::Zh] {
            render::show(
                language,
                PAGE,
                project,
                &targets,
                &portfolio.settings,
                as_of,
            );
        }
    }
}

/// An error can be told, in both languages.
pub fn told(error: &Error) {
    for language in [Language::En, Language::Zh] {
        let line = text::error(language, error);
        assert!(!line.trim().is_empty(), "an error without a word");
    }
}
