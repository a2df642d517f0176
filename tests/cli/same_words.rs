//! A figure or a day is read alike wherever it stands: in a command, a line, a sheet of readings, or
//! a flat sheet.

use crate::sandbox::Sandbox;

/// A project with a stage of six, on 3 November.
fn with_stage() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-11-03T09:00:00Z");
    sandbox.write(
        "stages.csv",
        "project,stage,name,kind,unit,total\nwest,piles,Piles,measured,根,6\n",
    );
    sandbox.write("projects.csv", "code,name\nwest,West\n");
    sandbox.ok("import projects.csv stages.csv");
    sandbox
}

/// What is on record of the stage, by each entrance: percent, amount, total, day.
fn recorded(figure: &str, day: &str) -> Vec<String> {
    let command = with_stage();
    command.ok(&format!("update west/piles '{figure}' --on '{day}'"));
    let lines = with_stage();
    let fed = lines.fed("update -", format!("west/piles {figure} {day}\n"));
    assert_eq!(fed.code, 0, "{figure} {day}: {}", fed.err);
    let readings = format!("project,stage,percent,as_of\nwest,piles,{figure},{day}\n");
    let table = with_stage();
    let fed = table.fed("update -", &readings);
    assert_eq!(fed.code, 0, "{figure} {day}: {}", fed.err);
    let imported = with_stage();
    imported.write("readings.csv", &readings);
    imported.ok("import readings.csv");
    let flat = with_stage();
    flat.write(
        "flat.csv",
        format!("代码,项目,阶段,现状,截至\nwest,West,piles,{figure},{day}\n"),
    );
    flat.ok("import flat.csv");
    let shown = |sandbox: &Sandbox| {
        sandbox.ok("export --format csv -o out");
        sandbox.csv("out/readings.csv")
    };
    [command, lines, table, imported, flat]
        .iter()
        .map(shown)
        .collect()
}

#[test]
fn every_entrance_reads_the_same_figures_and_days() {
    let day = "2021-10-31";
    let figures = [
        ("done", "100"),
        ("completed", "100"),
        ("已完工", "100"),
        ("竣工", "100"),
        ("not-yet", "0"),
        ("not yet", "0"),
        ("Not started", "0"),
        ("未启动", "0"),
        ("underway", ""),
        ("under way", ""),
        ("in progress", ""),
        ("进行中", ""),
        ("正在施工", ""),
        ("72.5％", "72.5"),
    ];
    let amounts = [("4/6", "66.66,2021-10-31,4,6")];
    let days = [
        "10-31",
        "10/31",
        "10月31日",
        "10月31号",
        "2021年10月31日",
        "2021.10.31",
    ]
    .map(|day| ("50", day, "50,2021-10-31,,".to_owned()));
    let figures = figures.map(|(figure, percent)| (figure, day, format!("{percent},{day},,")));
    let amounts = amounts.map(|(figure, said)| (figure, day, said.to_owned()));
    for (figure, day, said) in figures.into_iter().chain(amounts).chain(days) {
        for readings in recorded(figure, day) {
            let row = readings.lines().nth(1).unwrap_or_default();
            assert_eq!(row, format!("west,piles,{said},,,"), "{figure} {day}");
        }
    }
}

#[test]
fn no_entrance_guesses_a_day() {
    for day in ["31/12/2020", "07/08/21", "2021年2月30日"] {
        let sandbox = with_stage();
        let before = sandbox.kept();
        sandbox.refused(&format!("update west/piles 5 --on {day}"));
        let line = sandbox.fed("update -", format!("west/piles 5 {day}\n"));
        let table = format!("project,stage,percent,as_of\nwest,piles,5,{day}\n");
        let fed = sandbox.fed("update -", &table);
        sandbox.write("readings.csv", &table);
        sandbox.write(
            "flat.csv",
            format!("项目,阶段,现状,截至\nWest,piles,5,{day}\n"),
        );
        assert_eq!((line.code, fed.code), (2, 2), "{day}");
        sandbox.refused("import readings.csv");
        sandbox.refused("import flat.csv");
        assert!(sandbox.kept() == before, "{day}");
    }
}

#[test]
fn one_bad_line_keeps_the_good_ones_out() {
    let sandbox = with_stage();
    let before = sandbox.kept();
    for input in [
        "west/piles 5\nonlyone\n",
        "project,stage,percent\nwest,piles,5\nwest,piles,x\n",
    ] {
        assert_eq!(sandbox.fed("update -", input).code, 2);
        assert!(sandbox.kept() == before, "{input}");
    }
    let places = sandbox.fed("update -", "/x 5\nwest/ 5\nproject 5\n");
    assert_eq!(places.code, 2, "{}", places.out);
}

#[test]
fn a_first_revision_is_the_first() {
    let sandbox = with_stage();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,revision\nwest,piles,50,2021.12.31,0\n",
    );
    let err = sandbox.refused("import targets.csv");
    assert!(err.contains("revision '0'"), "{err}");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,revision\nwest,piles,done,2021.12.31,1\n",
    );
    sandbox.ok("import targets.csv");
}
