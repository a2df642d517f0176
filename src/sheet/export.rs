//! What counts today as portfolio CSVs, in the columns that import reads. A store filled from them
//! judges equally on every as-of day: targets carry all their revisions, projects their states, and
//! settings that differ from the defaults come along. All files are written, also those without a
//! row, so that none of an earlier export stays beside them.
//!
//! Not carried: who recorded what and when, superseded readings of the same day, retractions,
//! earlier names, states that only repeat the one before. Those are in the whole record.

use csv::Writer;

use crate::messages::Error;
use crate::model::{
    Percent, PlanPoint, Portfolio, Project, Reading, Revision, SettingKey, Settings, Stage, State,
    Target, guard,
};

use super::columns::Column;
use super::kind::Kind;

/// One file of an export: its name and its bytes.
pub struct ExportedFile {
    /// `projects.csv`, …
    pub name: &'static str,
    /// UTF-8 with a mark at the beginning, by which spreadsheets know it, and a header line.
    pub bytes: Vec<u8>,
}

/// Gives the readings of a stage, by the store's number for it, in order of day: of each day the
/// last one with a figure, else the last one without.
pub type Readings<'a> = dyn FnMut(i64) -> Result<Vec<Reading>, Error> + 'a;

/// The files of a portfolio.
///
/// # Errors
/// Those of `readings`.
pub fn export(
    portfolio: &Portfolio,
    readings: &mut Readings<'_>,
) -> Result<Vec<ExportedFile>, Error> {
    let projects = portfolio.projects.as_slice();
    Ok(vec![
        projects_file(projects),
        texts(projects),
        states(projects),
        stages(projects),
        targets(projects),
        readings_file(projects, readings)?,
        settings(&portfolio.settings),
    ])
}

/// Collects rows; writing to memory cannot fail.
struct File {
    name: &'static str,
    writer: Writer<Vec<u8>>,
}

impl File {
    /// A file with all columns of its kind.
    fn of(name: &'static str, kind: Kind) -> File {
        let columns = kind.columns().iter();
        File::new(name, columns.map(|column| exported(kind, column)))
    }

    fn new<'a>(name: &'static str, header: impl IntoIterator<Item = &'a str>) -> File {
        let mut file = File {
            name,
            writer: Writer::from_writer("\u{feff}".into()),
        };
        let _ = file.writer.write_record(header);
        file
    }

    fn row<T: AsRef<[u8]>, const N: usize>(&mut self, cells: [T; N]) {
        let _ = self.writer.write_record(cells);
    }

    fn finished(self) -> ExportedFile {
        ExportedFile {
            name: self.name,
            bytes: self.writer.into_inner().unwrap_or_default(),
        }
    }
}

/// What an export calls a column: `name_zh`, beside `name_en`, and a target's reason its note.
fn exported(kind: Kind, (own, others): &Column) -> &'static str {
    match (kind, *own) {
        (_, "name") | (Kind::Targets, "reason") => others.first().unwrap_or(own),
        _ => own,
    }
}

fn text(text: Option<&String>) -> String {
    text.map(|text| guard(text)).unwrap_or_default()
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A percent with its sign, without which a figure up to 1 might be a share of one.
fn percent(percent: Option<Percent>) -> String {
    percent
        .map(|percent| format!("{percent}%"))
        .unwrap_or_default()
}

fn projects_file(projects: &[Project]) -> ExportedFile {
    let mut file = File::new(
        "projects.csv",
        [
            "code",
            "name_zh",
            "name_en",
            "category",
            "alias",
            "alias_certain",
            "lead",
            "unit",
        ],
    );
    for project in projects {
        let facts = &project.facts;
        let names: Vec<&str> = facts.aliases.iter().map(|a| a.name.as_str()).collect();
        let certain = facts.aliases.iter().map(|alias| match alias.is_certain {
            true => "yes",
            false => "no",
        });
        file.row([
            facts.code.to_string(),
            guard(&facts.name),
            text(facts.name_en.as_ref()),
            text(facts.category.as_ref()),
            guard(&names.join(";")),
            certain.collect::<Vec<_>>().join(";"),
            text(facts.lead.as_ref()),
            text(facts.unit.as_ref()),
        ]);
    }
    file.finished()
}

fn texts(projects: &[Project]) -> ExportedFile {
    let mut file = File::new("texts.csv", ["project", "name", "value"]);
    for project in projects {
        for text in &project.facts.texts {
            let code = project.facts.code.to_string();
            file.row([code, guard(&text.name), guard(&text.value)]);
        }
    }
    file.finished()
}

/// The states that projects were put into. One that a project was in by then says nothing new, and
/// is left out: it was decided before an earlier day's was recorded, or what came between was taken
/// back.
fn states(projects: &[Project]) -> ExportedFile {
    let mut file = File::of("states.csv", Kind::States);
    for project in projects {
        let mut before = State::Active;
        for change in &project.states {
            if change.state == before {
                continue;
            }
            before = change.state;
            file.row([
                project.facts.code.to_string(),
                change.state.id().to_owned(),
                change.decided_on.to_string(),
                text(change.reason.as_ref()),
            ]);
        }
    }
    file.finished()
}

/// Every stage with its project's code.
fn every_stage(projects: &[Project]) -> impl Iterator<Item = (String, &Stage)> {
    projects.iter().flat_map(|project| {
        let code = || project.facts.code.to_string();
        project.stages.iter().map(move |stage| (code(), stage))
    })
}

fn stages(projects: &[Project]) -> ExportedFile {
    let mut file = File::of("stages.csv", Kind::Stages);
    for (project, stage) in every_stage(projects) {
        let facts = &stage.facts;
        file.row([
            project,
            facts.code.to_string(),
            guard(&facts.name),
            text(facts.name_en.as_ref()),
            facts.kind.id().to_owned(),
            facts.position.to_string(),
            percent(facts.weight),
            text(facts.unit.as_ref()),
            shown(facts.total),
        ]);
    }
    file.finished()
}

fn targets(projects: &[Project]) -> ExportedFile {
    let mut file = File::of("targets.csv", Kind::Targets);
    for (project, stage) in every_stage(projects) {
        for target in &stage.targets {
            for (index, revision) in (1..).zip(&target.revisions) {
                let project = project.clone();
                file.row(revised(project, stage, target, index, revision));
            }
        }
    }
    file.finished()
}

fn revised(
    project: String,
    stage: &Stage,
    target: &Target,
    index: u32,
    revision: &Revision,
) -> [String; 18] {
    let terms = &revision.terms;
    let earlier = terms.carried_from.and_then(|id| {
        let earlier = stage.targets.iter().find(|target| target.id == id);
        earlier.map(|earlier| format!("#{}", earlier.number))
    });
    [
        project,
        stage.facts.code.to_string(),
        target.number.to_string(),
        percent(Some(terms.percent)),
        shown(terms.due),
        text(terms.words.as_ref()),
        if terms.is_due_implied { "yes" } else { "" }.to_owned(),
        shown(terms.commitment.map(|commitment| commitment.id())),
        shown(terms.period),
        text(revision.reason.as_ref()),
        guard(&terms.label),
        shown(terms.start),
        shown(terms.baseline.map(|declared| format!("{declared}%"))),
        via(&terms.plan_points),
        terms.state.id().to_owned(),
        revision.decided_on.to_string(),
        index.to_string(),
        earlier.unwrap_or_default(),
    ]
}

/// `DAY:PERCENT DAY:PERCENT …`
fn via(points: &[PlanPoint]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{}:{}%", point.on, point.percent))
        .collect();
    points.join(" ")
}

fn readings_file(projects: &[Project], readings: &mut Readings<'_>) -> Result<ExportedFile, Error> {
    let mut file = File::of("readings.csv", Kind::Readings);
    for (project, stage) in every_stage(projects) {
        for reading in readings(stage.id)? {
            file.row([
                project.clone(),
                stage.facts.code.to_string(),
                percent(reading.percent),
                reading.as_of.to_string(),
                shown(reading.amount),
                shown(reading.total.filter(|_| reading.amount.is_some())),
                text(reading.remark.note.as_ref()),
                text(reading.remark.problem.as_ref()),
                text(reading.remark.next_step.as_ref()),
            ]);
        }
    }
    Ok(file.finished())
}

fn settings(settings: &Settings) -> ExportedFile {
    let mut file = File::of("settings.csv", Kind::Settings);
    for key in SettingKey::ALL {
        if settings.get(key) != Settings::default().get(key) {
            file.row([key.id().to_owned(), settings.get(key)]);
        }
    }
    file.finished()
}
