//! Every way in which a store is read, without a command line.

use project_tracker::Error;
use project_tracker::assess::{Assessment, Judged, assess};
use project_tracker::messages::{ErrorLine, In};
use project_tracker::model::{Day, Known, Language, Portfolio, Scope};
use project_tracker::render::{self, Page};
use project_tracker::report::{
    Background, Column, GroupBy, PeriodChoice, Report, Request, SortBy, Watch, entry_lines,
    findings,
};
use project_tracker::sheet::{self, ExportedFile};
use project_tracker::store::history::{self, HistoryQuestion};
use project_tracker::store::{Figures, Read, Store, Visible, load, readings_between, replay};

/// The day on which the targets believe it is.
pub fn today() -> Day {
    Day::from_ymd(2021, 8, 1).expect("a day")
}

/// Judges, selects, adds up and renders what the store holds, lists its record, and returns it as it
/// is exported. Whatever the store says is fine, but for an end other than an answer or an error.
pub fn read(store: &dyn Store) -> Result<String, Error> {
    store.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        for as_of in [today(), Day::default(), Day::LAST] {
            for scope in [Scope::All, Scope::Names, Scope::Project(1)] {
                let portfolio = load(read, as_of, scope, &visible)?;
                show(read, &visible, &portfolio, as_of)?;
            }
        }
        let last = visible.last();
        let question = HistoryQuestion {
            project: None,
            from: 0,
            to: last,
            known: last,
        };
        for entry in history::history(read, &question)? {
            for language in [Language::En, Language::Zh] {
                for line in entry_lines(&entry, "2021-08-01 09:00".to_owned(), true) {
                    let _ = In(language, &line).to_string();
                }
            }
        }
        Ok(())
    })?;
    facts(store)?;
    record(store)
}

/// The record as it is exported.
pub fn record(store: &dyn Store) -> Result<String, Error> {
    let mut bytes = Vec::new();
    replay::export(store, &mut bytes, &Error::Output)?;
    Ok(String::from_utf8(bytes).expect("JSON is UTF-8"))
}

/// What counts today, as CSV files.
pub fn facts(store: &dyn Store) -> Result<Vec<ExportedFile>, Error> {
    let mut files = Vec::new();
    store.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let portfolio = load(read, Day::LAST, Scope::All, &visible)?;
        files = sheet::export(&portfolio, &mut |stage| {
            let days = readings_between(read, stage, Day::default(), Day::LAST, &visible)?;
            let of_day = days
                .into_iter()
                .flat_map(|(_, on)| [on.with_figure, on.without]);
            Ok(of_day.flatten().map(|found| found.reading).collect())
        })?;
        Ok(())
    })?;
    Ok(files)
}

/// All that a reading command prints of a portfolio.
fn show(
    read: &dyn Read,
    visible: &Visible,
    portfolio: &Portfolio,
    as_of: Day,
) -> Result<(), Error> {
    let figures = Figures::new(read, visible);
    let assessment = assess(portfolio, &figures, as_of);
    figures.check()?;
    let request = Request {
        period: PeriodChoice::All,
        group_by: Some(GroupBy::Period),
        sort_by: SortBy::Due,
        ..Request::default()
    };
    for request in [Request::default(), request] {
        report(&Report::new(&assessment, &request, None), portfolio);
    }
    let notices = history::notices(read, as_of, visible)?;
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
        let columns = Column::ALL.map(|(_, column)| column);
        render::report(language, PAGE, report, &portfolio.projects, &columns);
    }
    let mut shown = Vec::new();
    render::json(Language::En, report, &mut shown).expect("memory takes it");
    serde_json::from_slice::<serde_json::Value>(&shown).expect("it is JSON");
    render::csv(Language::En, report, &mut Vec::new()).expect("memory takes it");
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
                &Background::default(),
            );
        }
    }
}

/// An error can be told, in both languages.
pub fn told(error: &Error) {
    for language in [Language::En, Language::Zh] {
        let line = In(language, &ErrorLine(error)).to_string();
        assert!(!line.trim().is_empty(), "an error without a word");
    }
}
