use crate::sandbox::Sandbox;

#[test]
fn each_project_is_one_line_with_its_worst_lamp() {
    let sandbox = Sandbox::with_sample();
    let list = sandbox.ok("list --as-of 2021-08-01");
    assert_eq!(list.lines().count(), 50);
    let line = |code: &str| {
        let line = list.lines().find(|line| line.contains(code)).unwrap();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("kangqiao-east")[0], "unreported");
    assert_eq!(line("fenghui-city")[0], "grey");
    assert_eq!(line("textile-market")[0], "none");
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
