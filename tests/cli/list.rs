use crate::sandbox::Sandbox;

#[test]
fn each_project_is_one_line_with_its_worst_lamp() {
    let sandbox = Sandbox::with_sample();
    let list = sandbox.ok("list --as-of 2021-08-01");
    // The heads of the columns, and 49 projects.
    assert_eq!(list.lines().count(), 50);
    let line = |code: &str| {
        let line = list.lines().find(|line| line.contains(code)).unwrap();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("kangqiao-east")[..2], ["hollow", "red"]);
    assert_eq!(line("fenghui-city")[0], "grey");
    assert_eq!(line("textile-market")[0], "–");
    // What gives it that lamp, and its latest report.
    let ends = |code: &str, end: &str| assert!(line(code).join(" ").ends_with(end), "{list}");
    ends(
        "kangqiao-east",
        " unreported: willingness survey begun by 07-31 06-30",
    );
    ends(
        "fenghui-city",
        " open: full opening of phase 2 by 12-31 06-30",
    );
    ends("textile-market", " no target counted 06-30");
    let list = sandbox.ok("list --as-of 2021-08-01 --lang zh");
    assert!(list.contains("丰汇城"), "{list}");
}

#[test]
fn an_empty_store_says_what_to_do_next() {
    let sandbox = Sandbox::with_store();
    let empty = sandbox.run("list");
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
    assert_eq!(
        empty.err,
        "the store holds no project yet; next: project add NAME, or project import FILE..\n"
    );
}
