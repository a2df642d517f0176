//! Commands in sentences can be pasted: they find the store that was asked.

use crate::sandbox::Sandbox;

const DB: &str = "--db 'my store.db'";

#[test]
fn a_command_in_a_sentence_names_the_store_that_the_line_named() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&format!("{DB} init"));
    assert_eq!(
        ran.err,
        "created my store.db; next: project --db 'my store.db' add NAME, or project --db 'my store.db' import FILE..\n"
    );
    sandbox.ok(&format!("{DB} add House --progress 40"));
    for (line, expected) in [
        (
            format!("{DB} update house 30"),
            "error: house/overall: 30 % is lower than 40 % on 2021-08-01; add --lower if progress was lost or the earlier figure was wrong (`project --db 'my store.db' log` shows where that came from)\n",
        ),
        (
            format!("update house 30 --lang zh {DB}"),
            "错误：house/overall：30%低于2021年8月1日的40%；确属回退或前一数据有误请加 --lower（来源可查 project --db 'my store.db' log）\n",
        ),
        (
            "retract 9 '--db=my store.db'".to_owned(),
            "error: there is no entry '9'; `project --db 'my store.db' log` shows their numbers\n",
        ),
        // Unless the environment did: then the command finds it by itself.
        (
            "retract 9".to_owned(),
            "error: no store found; create one with `project init`, or name another with --db FILE\n",
        ),
    ] {
        let said = sandbox.refused(&line);
        let said = said.replace("store.db: no store", "no store");
        assert_eq!(said, expected, "{line}");
    }
}

#[test]
fn what_is_pasted_runs() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!("{DB} init"));
    sandbox.ok(&format!("{DB} add House --progress 40"));
    sandbox.ok(&format!("{DB} add Barn --progress 40"));
    let undone = sandbox.ok(&format!("{DB} undo"));
    let (_, next) = undone.split_once("A second `project ").unwrap();
    let (pasted, _) = next.split_once('`').unwrap();
    assert_eq!(pasted, "--db 'my store.db' retract");
    sandbox.ok(pasted);
}

#[test]
fn what_somebody_called_something_stays_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!("{DB} init"));
    sandbox.ok(&format!("{DB} add 'project list' --progress 40"));
    let shown = sandbox.ok(&format!("{DB} show project-list"));
    assert!(shown.contains("project-list  project list\n"), "{shown}");
}
