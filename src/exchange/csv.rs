//! The current facts as portfolio CSVs, in the columns that import takes. A store filled from
//! them judges equally on every as-of day: targets carry all their revisions, projects their
//! states, and settings that differ from the defaults come along. All files are written, also
//! those without a row, so that none of an earlier export stays beside them.
//!
//! Not carried: who recorded what and when, superseded readings of the same day, retractions,
//! earlier names, states that only repeat the one before. Those are in the JSON of the whole record.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::record::{ReadingRow, Record, RevisionRow, StageRow, TargetRow};
use crate::model::{PlanPoint, SettingKey, Settings, State, guard};

/// One file of an export: its name and its bytes.
pub struct File {
    /// `projects.csv`, …
    pub name: &'static str,
    /// UTF-8 with a header line.
    pub bytes: Vec<u8>,
}

/// The files of a record.
pub fn files(record: &Record) -> Vec<File> {
    let view = View::of(record);
    let mut files = vec![projects(record, &view)];
    files.push(states(record, &view));
    files.push(stages(&view));
    files.push(targets(&view));
    files.push(readings(record, &view));
    files.push(settings(record, &view));
    files
}

/// The record less what was retracted, with codes for numbers.
struct View<'a> {
    retracted: HashSet<i64>,
    codes: HashMap<i64, &'a str>,
    stages: Vec<&'a StageRow>,
    /// Stage number to the codes of project and stage.
    places: HashMap<i64, (&'a str, &'a str)>,
    targets: Vec<(&'a TargetRow, Vec<&'a RevisionRow>)>,
    used: HashSet<i64>,
    /// Stage number to its place among the stages.
    order: HashMap<i64, usize>,
}

impl<'a> View<'a> {
    fn of(record: &'a Record) -> View<'a> {
        let retracted: HashSet<i64> = record.retractions.iter().map(|r| r.retracted).collect();
        let counts = |entry: i64| !retracted.contains(&entry);
        let mut revisions: BTreeMap<i64, Vec<&RevisionRow>> = BTreeMap::new();
        for revision in record.revisions.iter().filter(|r| counts(r.entry)) {
            revisions.entry(revision.target).or_default().push(revision);
        }
        let mut targets: Vec<(&TargetRow, Vec<&RevisionRow>)> = record
            .targets
            .iter()
            .filter_map(|target| {
                let mut revisions = revisions.remove(&target.id)?;
                revisions.sort_by_key(|r| (r.entry, r.position));
                // The first one recorded stays first; the others go by the day they were decided.
                let (_, rest) = revisions.split_first_mut()?;
                rest.sort_by_key(|r| r.decided_on);
                Some((target, revisions))
            })
            .collect();
        let stages_used: HashSet<i64> = targets
            .iter()
            .map(|(target, _)| target.stage)
            .chain(
                record
                    .readings
                    .iter()
                    .filter(|r| counts(r.entry))
                    .map(|r| r.stage),
            )
            .collect();
        let mut stages: Vec<&StageRow> = record
            .stages
            .iter()
            .filter(|stage| counts(stage.entry) || stages_used.contains(&stage.id))
            .collect();
        let projects_used: HashSet<i64> = stages.iter().map(|stage| stage.project).collect();
        let used = record
            .projects
            .iter()
            .filter(|project| counts(project.entry) || projects_used.contains(&project.id))
            .map(|project| project.id)
            .collect();
        // By code and period, not by the order of recording: equal facts give equal files.
        let codes: HashMap<i64, &str> = record
            .projects
            .iter()
            .map(|project| (project.id, project.code.as_str()))
            .collect();
        let places = record
            .stages
            .iter()
            .filter_map(|stage| {
                let project = codes.get(&stage.project)?;
                Some((stage.id, (*project, stage.code.as_str())))
            })
            .collect();
        let code = |project: i64| codes.get(&project).copied().unwrap_or_default();
        stages.sort_by_key(|stage| (code(stage.project), stage.position, stage.id));
        let order: HashMap<i64, usize> = (0..).zip(&stages).map(|(n, s)| (s.id, n)).collect();
        targets.sort_by_key(|(target, _)| {
            let stage = order.get(&target.stage).copied();
            (stage, target.period, &target.label)
        });
        View {
            retracted,
            codes,
            stages,
            places,
            targets,
            used,
            order,
        }
    }

    fn place(&self, stage: i64) -> (&'a str, &'a str) {
        self.places.get(&stage).copied().unwrap_or_default()
    }
}

/// Collects rows; writing to memory cannot fail.
struct Table {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(name: &'static str, header: &[&str]) -> Table {
        let mut table = Table {
            name,
            writer: csv::Writer::from_writer(Vec::new()),
        };
        table.row(header.iter().map(|cell| (*cell).to_owned()));
        table
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().collect();
        let _ = self.writer.write_record(&cells);
    }

    fn file(self) -> File {
        File {
            name: self.name,
            bytes: self.writer.into_inner().unwrap_or_default(),
        }
    }
}

fn text(text: Option<&String>) -> String {
    text.map(|text| guard(text)).unwrap_or_default()
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn projects(record: &Record, view: &View<'_>) -> File {
    let mut table = Table::new(
        "projects.csv",
        &[
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
    let mut projects: Vec<_> = record.projects.iter().collect();
    projects.retain(|project| view.used.contains(&project.id));
    projects.sort_by_key(|project| project.code.as_str());
    for project in projects {
        let names: Vec<&str> = project.aliases.iter().map(|a| a.name.as_str()).collect();
        let certain: Vec<&str> = project
            .aliases
            .iter()
            .map(|a| if a.is_certain { "yes" } else { "no" })
            .collect();
        table.row([
            project.code.to_string(),
            guard(&project.name),
            text(project.name_en.as_ref()),
            text(project.category.as_ref()),
            guard(&names.join(";")),
            certain.join(";"),
            text(project.lead.as_ref()),
            text(project.unit.as_ref()),
        ]);
    }
    table.file()
}

/// The states that projects were put into. One that a project was in by then says nothing new, and
/// is left out: it was decided before an earlier day's was recorded, or what came between was taken
/// back.
fn states(record: &Record, view: &View<'_>) -> File {
    let mut changes: Vec<_> = record
        .changes
        .iter()
        .filter(|change| change.field == "state" && view.used.contains(&change.project))
        .filter(|change| !view.retracted.contains(&change.entry))
        .collect();
    changes.sort_by_key(|change| (view.codes.get(&change.project), change.decided_on));
    let mut table = Table::new("states.csv", &["project", "state", "decided_on", "reason"]);
    let mut before: Option<(i64, &str)> = None;
    for change in changes {
        let state = change.new.as_deref().unwrap_or_default();
        let last = before.filter(|(project, _)| *project == change.project);
        if state == last.map_or(State::Active.id(), |(_, state)| state) {
            continue;
        }
        before = Some((change.project, state));
        let project = view.codes.get(&change.project).copied().unwrap_or_default();
        table.row([
            project.to_owned(),
            guard(state),
            shown(change.decided_on),
            text(change.reason.as_ref()),
        ]);
    }
    table.file()
}

fn stages(view: &View<'_>) -> File {
    let mut table = Table::new(
        "stages.csv",
        &[
            "project", "stage", "name_zh", "name_en", "kind", "order", "weight", "unit", "total",
        ],
    );
    for stage in &view.stages {
        let (project, code) = view.place(stage.id);
        table.row([
            project.to_owned(),
            code.to_owned(),
            guard(&stage.name),
            text(stage.name_en.as_ref()),
            stage.kind.id().to_owned(),
            stage.position.to_string(),
            shown(stage.weight),
            text(stage.unit.as_ref()),
            shown(stage.total),
        ]);
    }
    table.file()
}

fn targets(view: &View<'_>) -> File {
    let mut table = Table::new(
        "targets.csv",
        &[
            "project",
            "stage",
            "percent",
            "due",
            "due_words",
            "due_implied",
            "commitment",
            "period",
            "note",
            "label",
            "start",
            "baseline",
            "via",
            "state",
            "decided_on",
            "revision",
            "carried_from",
        ],
    );
    let periods: HashMap<i64, String> = view
        .targets
        .iter()
        .map(|(target, _)| (target.id, target.period.to_string()))
        .collect();
    for (target, revisions) in &view.targets {
        let (project, stage) = view.place(target.stage);
        let carried_from = target.carried_from.and_then(|id| periods.get(&id));
        for (number, revision) in (1..).zip(revisions) {
            table.row([
                project.to_owned(),
                stage.to_owned(),
                revision.percent.to_string(),
                shown(revision.due),
                text(revision.words.as_ref()),
                if revision.is_due_implied { "yes" } else { "" }.to_owned(),
                shown(revision.commitment.map(|commitment| commitment.id())),
                target.period.to_string(),
                text(revision.reason.as_ref()),
                guard(&target.label),
                shown(revision.start),
                shown(revision.baseline),
                via(&revision.plan_points),
                revision.state.id().to_owned(),
                revision.decided_on.to_string(),
                number.to_string(),
                shown(carried_from),
            ]);
        }
    }
    table.file()
}

/// `DAY:PERCENT DAY:PERCENT …`
fn via(points: &[PlanPoint]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{}:{}", point.on, point.percent))
        .collect();
    points.join(" ")
}

fn readings(record: &Record, view: &View<'_>) -> File {
    let mut table = Table::new(
        "readings.csv",
        &[
            "project",
            "stage",
            "percent",
            "as_of",
            "amount",
            "note",
            "problem",
            "next_step",
        ],
    );
    // In order of stage and day; of one day the last figure, else the last word.
    let mut kept: Vec<&ReadingRow> = Vec::new();
    let counting = record
        .readings
        .iter()
        .filter(|r| !view.retracted.contains(&r.entry));
    for reading in counting {
        match kept.last_mut() {
            Some(last) if (last.stage, last.as_of) == (reading.stage, reading.as_of) => {
                if reading.percent.is_some() || last.percent.is_none() {
                    *last = reading;
                }
            }
            _ => kept.push(reading),
        }
    }
    kept.sort_by_key(|reading| (view.order.get(&reading.stage), reading.as_of));
    for reading in kept {
        let (project, stage) = view.place(reading.stage);
        table.row([
            project.to_owned(),
            stage.to_owned(),
            shown(reading.percent),
            reading.as_of.to_string(),
            shown(reading.amount),
            text(reading.note.as_ref()),
            text(reading.problem.as_ref()),
            text(reading.next_step.as_ref()),
        ]);
    }
    table.file()
}

fn settings(record: &Record, view: &View<'_>) -> File {
    let mut together: BTreeMap<i64, Vec<(SettingKey, &str)>> = BTreeMap::new();
    for row in &record.settings {
        if let Some(key) = SettingKey::from_id(&row.key)
            && !view.retracted.contains(&row.entry)
        {
            together
                .entry(row.entry)
                .or_default()
                .push((key, &row.value));
        }
    }
    let mut settings = Settings::default();
    for values in together.values() {
        settings.set_together(values);
    }
    let mut table = Table::new("settings.csv", &["key", "value"]);
    for key in SettingKey::ALL {
        if settings.get(key) != Settings::default().get(key) {
            table.row([key.id().to_owned(), settings.get(key)]);
        }
    }
    table.file()
}
