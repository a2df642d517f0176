//! The past stays as it was, over random histories of all commands through the real program.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;

use project_tracker::model::Day;
use proptest::prelude::*;
use serde_json::Value;

use sandbox::Sandbox;

const FIRST: &str = "2021-07-01";
/// Days whose reports are watched, counted from the first one.
const WATCHED: [i64; 2] = [20, 60];

fn day(number: i64) -> Day {
    let first: Day = FIRST.parse().unwrap();
    first.plus(number).unwrap()
}

/// A command to come, with numbers that choose among what there may be.
#[derive(Clone, Debug)]
enum Deed {
    AddProject(u8),
    AddStage(u8, u8, bool, Option<u8>),
    Target(u8, u8, Option<u8>, Terms),
    Rest(u8, u8, u8, Option<i64>),
    Update(u8, u8, Figure, Option<i64>, bool),
    Lines(Vec<(u8, u8, u8, i64)>),
    Rename(u8, String),
    Weigh(u8, u8, u8),
    Kind(u8, u8, bool),
    State(u8, u8, Option<i64>),
    Retract(Option<u8>, bool),
    Import(Vec<(u8, u8, i64)>),
    Setting(u8),
    Config(u8),
    Roll(u8),
    Check,
}

#[derive(Clone, Debug)]
struct Terms {
    by: Option<i64>,
    on: Option<i64>,
    from: Option<u8>,
    via: Option<i64>,
    period: Option<u8>,
    label: bool,
}

#[derive(Clone, Debug)]
enum Figure {
    Percent(u8),
    Word(u8),
    Amount(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    // Days back; a few lie ahead and are refused.
    let back = || prop::option::weighted(0.7, -2i64..50);
    let terms = (
        prop::option::of(5i64..200),
        back(),
        prop::option::of(0u8..40),
        prop::option::weighted(0.2, 30i64..120),
        prop::option::weighted(0.4, 0u8..3),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(by, on, from, via, period, label)| Terms {
            by,
            on,
            from,
            via,
            period,
            label,
        });
    let figure = prop_oneof![
        6 => (0u8..=100).prop_map(Figure::Percent),
        2 => (0u8..3).prop_map(Figure::Word),
        1 => (0u8..8).prop_map(Figure::Amount),
    ];
    let (p, s) = (0u8..4, 0u8..4);
    prop_oneof![
        1 => p.clone().prop_map(Deed::AddProject),
        2 => (p.clone(), s.clone(), any::<bool>(), prop::option::of(0u8..=60))
            .prop_map(|(p, s, m, w)| Deed::AddStage(p, s, m, w)),
        5 => (p.clone(), s.clone(), prop::option::weighted(0.8, 1u8..=100), terms)
            .prop_map(|(p, s, t, terms)| Deed::Target(p, s, t, terms)),
        2 => (p.clone(), s.clone(), 0u8..3, back()).prop_map(|(p, s, w, on)| Deed::Rest(p, s, w, on)),
        8 => (p.clone(), s.clone(), figure, back(), any::<bool>())
            .prop_map(|(p, s, f, on, lower)| Deed::Update(p, s, f, on, lower)),
        2 => prop::collection::vec((p.clone(), s.clone(), 0u8..=100, 0i64..50), 1..4).prop_map(Deed::Lines),
        1 => (p.clone(), "[a-z]{1,5}").prop_map(|(p, name)| Deed::Rename(p, name)),
        1 => (p.clone(), s.clone(), 0u8..=100).prop_map(|(p, s, w)| Deed::Weigh(p, s, w)),
        1 => (p.clone(), s.clone(), any::<bool>()).prop_map(|(p, s, m)| Deed::Kind(p, s, m)),
        2 => (p.clone(), 0u8..4, back()).prop_map(|(p, state, on)| Deed::State(p, state, on)),
        4 => (prop::option::weighted(0.6, 0u8..40), any::<bool>())
            .prop_map(|(entry, all)| Deed::Retract(entry, all)),
        1 => prop::collection::vec((p, 0u8..=100, 0i64..60), 1..4).prop_map(Deed::Import),
        1 => (0u8..4).prop_map(Deed::Setting),
        1 => (0u8..4).prop_map(Deed::Config),
        1 => (0u8..2).prop_map(Deed::Roll),
        1 => Just(Deed::Check),
    ]
}

/// Stages 0 and 1 are measured and 2 is a milestone where they are made first; 3 is the whole.
fn place(project: u8, stage: u8) -> String {
    let stage = ["s0", "s1", "m", "overall"][usize::from(stage)];
    format!("p{project}/{stage}")
}

/// The command line, and what stands on standard input.
fn command(sandbox: &Sandbox, deed: &Deed, today: i64) -> (String, String) {
    let on = |back: &Option<i64>| {
        back.map_or(String::new(), |back| {
            format!(" --on {}", day((today - back).max(-30)))
        })
    };
    let line = match deed {
        Deed::AddProject(p) => format!("add 项目{p}号 --code p{p}"),
        Deed::AddStage(p, s, is_milestone, weight) => {
            let milestone = if *is_milestone { " --milestone" } else { "" };
            let weight = weight.map_or(String::new(), |w| format!(" --weight {w}"));
            format!("add {}{milestone}{weight}", place(*p, *s))
        }
        Deed::Target(p, s, percent, terms) => {
            let percent = percent.map_or(String::new(), |t| format!(" {t}"));
            let by = terms
                .by
                .map_or(String::new(), |by| format!(" --by {}", day(by)));
            let from = terms
                .from
                .map_or(String::new(), |from| format!(" --from {from}"));
            let via = terms
                .via
                .map_or(String::new(), |via| format!(" --via {}:50", day(via)));
            let period = terms.period.map_or(String::new(), |period| {
                format!(
                    " --period {}",
                    ["2021H2", "2021Q3", "2021"][usize::from(period)]
                )
            });
            let label = if terms.label { " --label b" } else { "" };
            let on = on(&terms.on);
            format!(
                "target {}{percent}{by}{from}{via}{period}{label}{on} --new --reason decided",
                place(*p, *s)
            )
        }
        Deed::Rest(p, s, what, back) => {
            let what = ["suspend", "resume", "drop"][usize::from(*what)];
            format!("target {} --{what}{}", place(*p, *s), on(back))
        }
        Deed::Update(p, s, figure, back, lower) => {
            let figure = match figure {
                Figure::Percent(percent) => percent.to_string(),
                Figure::Word(word) => {
                    ["done", "not-yet", "underway"][usize::from(*word)].to_owned()
                }
                Figure::Amount(amount) => format!("{amount}/7"),
            };
            let lower = if *lower { " --lower" } else { "" };
            format!("update {} {figure}{}{lower}", place(*p, *s), on(back))
        }
        Deed::Lines(lines) => {
            let lines = lines.iter().map(|(p, s, percent, back)| {
                format!(
                    "{} {percent} {}\n",
                    place(*p, *s),
                    day((today - back).max(-30))
                )
            });
            return ("update - --lower".to_owned(), lines.collect());
        }
        Deed::Rename(p, name) => format!("edit p{p} --name {name} --lead {name}"),
        Deed::Weigh(p, s, weight) => format!("edit {} --weight {weight} --total 7", place(*p, *s)),
        Deed::Kind(p, s, is_milestone) => {
            let kind = if *is_milestone {
                "milestone"
            } else {
                "measured"
            };
            format!("edit {} --kind {kind}", place(*p, *s))
        }
        Deed::State(p, state, back) => {
            let state = ["active", "suspended", "cancelled", "closed"][usize::from(*state)];
            format!("edit p{p} --state {state}{}", on(back))
        }
        Deed::Retract(entry, all) => {
            let entry = entry.map_or(String::new(), |entry| format!(" {entry}"));
            let all = if *all { " --with-dependents" } else { "" };
            format!("retract{entry} --reason slip{all}")
        }
        Deed::Import(rows) => {
            let rows = rows.iter().map(|(p, percent, back)| {
                format!("p{p},s0,{percent},{}\n", day((today - back).max(-30)))
            });
            let rows: String = rows.collect();
            sandbox.write(
                "readings.csv",
                format!("project,stage,percent,as_of\n{rows}"),
            );
            "import readings.csv".to_owned()
        }
        Deed::Roll(which) => {
            ["roll 2021Q3 2021Q4", "roll 2021H2 2022"][usize::from(*which)].to_owned()
        }
        Deed::Check => "check --new --within 60d".to_owned(),
        Deed::Config(which) => {
            let setting = [
                "rule gap",
                "rule default",
                "due-soon 20",
                "deadlines.before strict",
            ];
            format!("config {}", setting[usize::from(*which)])
        }
        Deed::Setting(which) => {
            let setting = [
                "rule,gap",
                "rule,pace",
                "stale.most,50",
                "pace.critical,1.80",
            ];
            let setting = setting[usize::from(*which)];
            sandbox.write("settings.csv", format!("key,value\n{setting}\n"));
            "import settings.csv".to_owned()
        }
    };
    (line, String::new())
}

/// What is there before chance begins.
const START: [&str; 9] = [
    "init",
    "add 项目0号 --code p0",
    "add p0/s0 --total 7 --weight 40",
    "add p0/m --milestone",
    "add 项目1号 --code p1",
    "target p0/s0 70 --from 0",
    "target p0/m --by 2021-09-15",
    "target p1/overall 80 --by 2021-11-30",
    "update p0/s0 5",
];

/// The rows of the record, each with its table.
struct Record(Vec<Value>);

fn record(sandbox: &Sandbox) -> Record {
    let lines = sandbox.ok("export");
    let rows = lines.lines().skip(1);
    Record(rows.map(|row| serde_json::from_str(row).unwrap()).collect())
}

impl Record {
    fn of(&self, table: &str) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |row| row["table"] == table)
    }

    fn entries(&self) -> usize {
        self.of("entry").count()
    }

    /// Whether an entry says anything of that day or an earlier one. Facts and settings have no
    /// day, and the first terms of a target always count.
    fn speaks_of(&self, entry: i64, watched: Day) -> bool {
        let retracted = |entry: &Value| self.of("retraction").any(|row| row["retracted"] == *entry);
        let order = |row: &Value| (row["entry"].as_i64(), row["position"].as_i64());
        let is_first = |row: &Value| {
            let mut others = self
                .of("revision")
                .filter(|other| other["target"] == row["target"]);
            !others.any(|other| order(other) < order(row) && !retracted(&other["entry"]))
        };
        let by = |day: &Value| day.as_str().unwrap().parse::<Day>().unwrap() <= watched;
        let mut own = self.0.iter().filter(|row| row["entry"] == entry);
        own.any(|row| match row["table"].as_str().unwrap() {
            "reading" => by(&row["as_of"]),
            "revision" => by(&row["decided_on"]) || is_first(row),
            "project_state" => by(&row["decided_on"]),
            "project_edit" | "alias" | "project_text" | "stage_edit" | "setting" => true,
            "retraction" => self.speaks_of(row["retracted"].as_i64().unwrap(), watched),
            _ => false,
        })
    }
}

fn report(sandbox: &Sandbox, watched: Day) -> String {
    sandbox.ok(&format!(
        "report --period all --format json --as-of {watched}"
    ))
}

/// All that could be seen of a day by its end.
fn known(sandbox: &Sandbox, on: Day) -> Vec<String> {
    let asked = [
        "report --period all --format json",
        "report --period all --format json --since 2021-07-01",
        "report --period 2021 --final --format json",
        "report --sort slip --columns code,moved,against-due,against-first,trend",
        "list",
        "list --silent --by unit --json",
        "backtest --json",
    ];
    let asked = asked.map(|line| format!("{line} --as-of {on} --known-on {on}"));
    let log = format!("log --known-on {on}");
    asked
        .iter()
        .chain([&log])
        .map(|line| sandbox.ok(line))
        .collect()
}

proptest! {
    // Each case starts a few hundred processes.
    #![proptest_config(ProptestConfig {
        cases: 8,
        max_shrink_iters: 60,
        ..ProptestConfig::default()
    })]

    // Caught: revisions in force whatever the day they were decided on; retractions taken as known
    // before they were made; the log marking entries taken back later than known-on.
    #[test]
    fn a_day_that_is_past_stays_as_it_was_known_and_changes_only_by_what_is_dated_on_it(
        deeds in prop::collection::vec((deed(), 0i64..7), 15..40),
    ) {
        let mut sandbox = Sandbox::new();
        let mut today = 0;
        sandbox.at(&format!("{}T09:00:00Z", day(today)));
        for line in START {
            sandbox.ok(line);
        }
        let mut past = Vec::new();
        let mut last = record(&sandbox).entries();
        let mut watched = WATCHED.map(|number| (day(number), report(&sandbox, day(number))));
        let mut taken = 0;
        for (deed, days) in &deeds {
            if *days > 0 {
                past.push((day(today), known(&sandbox, day(today))));
                today += days;
                sandbox.at(&format!("{}T09:00:00Z", day(today)));
            }
            let (line, input) = command(&sandbox, deed, today);
            let ran = sandbox.fed(&line, input);
            prop_assert!(!ran.err.contains("panicked") && !ran.err.contains("damaged"), "{line}: {}", ran.err);
            // What check finds is exit 1.
            let is_done = ran.code == 0 || (ran.code == 1 && line.starts_with("check"));
            prop_assert!(is_done || ran.code == 2, "{line}: {}", ran.err);
            let now = record(&sandbox);
            prop_assert!(is_done || now.entries() == last, "{line} was refused and recorded");
            taken += usize::from(now.entries() > last);
            for (on, before) in &mut watched {
                let after = report(&sandbox, *on);
                if after != *before {
                    let entry = i64::try_from(now.entries()).unwrap();
                    prop_assert!(now.entries() > last && now.speaks_of(entry, *on), "{line} changed {on}");
                }
                *before = after;
            }
            last = now.entries();
        }
        // Where nearly all was refused there is nothing to see.
        prop_assume!(taken > 3);
        // Whatever was done since, each day is still seen as it was known by its end.
        sandbox.at(&format!("{}T09:00:00Z", day(today + 400)));
        sandbox.ok("add 最后 --code last");
        for (on, seen) in past {
            for (now, then) in known(&sandbox, on).iter().zip(&seen) {
                let mut lines = now.lines().zip(then.lines());
                let first = lines.find(|(now, then)| now != then);
                prop_assert!(now == then, "{} is seen otherwise: {:?}", on, first);
            }
        }
    }
}
