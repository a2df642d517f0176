//! `verify` and `backup`.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use crate::sandbox::Sandbox;

/// Changes a store as no program should: constraints off, the triggers of the tables away while
/// the statements run.
fn tamper(path: &Path, statements: &str) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN;")
        .unwrap();
    let triggers: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &triggers {
        connection
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
    connection.execute_batch(statements).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

fn with_history() -> Sandbox {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("update jinhui 58");
    sandbox.ok("edit jinhui --lead li");
    sandbox.ok("update jinhui 97");
    sandbox.ok("retract --reason slip");
    sandbox
}

#[test]
fn a_sound_store_is_said_to_be_sound_in_both_languages() {
    let sandbox = with_history();
    assert_eq!(sandbox.run("verify").err, "store.db: sound, 5 entries\n");
    assert_eq!(
        sandbox.run("verify --lang zh").err,
        "store.db：完好，共5条记录\n"
    );
}

#[test]
fn each_broken_rule_is_found_and_named() {
    let whole = fs::read(with_history().path("store.db")).unwrap();
    for (statements, en, zh) in [
        (
            "DELETE FROM entry WHERE number = 3",
            "entries: #4 stands where #3 should",
            "记录：应为#3处是#4",
        ),
        (
            "UPDATE reading SET entry = 99 WHERE entry = 2",
            "table reading: 1 rows refer to rows of entry that are not there",
            "表reading：有1行引用了entry中不存在的行",
        ),
        (
            "UPDATE project SET code_key = 'other' WHERE code = 'jinhui'",
            "code jinhui: its key is not the code in lower case",
            "代码jinhui：索引键与代码小写形式不符",
        ),
        (
            "DELETE FROM month WHERE stage = (SELECT stage FROM reading WHERE entry = 2)",
            "are not found by their month",
            "的进展记录与月度索引不符",
        ),
        (
            "UPDATE month SET low = 9900 WHERE stage = (SELECT stage FROM reading WHERE entry = 2)",
            "are not found by their month",
            "的进展记录与月度索引不符",
        ),
        (
            "UPDATE project SET lead = 'zhao' WHERE code = 'jinhui'",
            "jinhui: its lead is not what the last change says",
            "jinhui：负责人与最后一次变更不符",
        ),
        (
            "DELETE FROM revision WHERE target = (SELECT t.id FROM target t JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project WHERE p.code = 'fenghui-city')",
            "target fenghui-city/opening (2021H2): it has no terms",
            "目标fenghui-city/opening (2021H2)：没有内容",
        ),
        (
            "UPDATE target SET carried_from = id - 1 WHERE id = (SELECT t.id FROM target t JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project WHERE p.code = 'fenghui-city')",
            "target fenghui-city/opening (2021H2): it carries on a target of another stage",
            "目标fenghui-city/opening (2021H2)：结转来源不是同一阶段的更早期间",
        ),
        (
            "UPDATE revision SET percent = 70 WHERE target = (SELECT t.id FROM target t JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project WHERE p.code = 'fenghui-city')",
            "target fenghui-city/opening (2021H2): on a milestone it should be 100",
            "目标fenghui-city/opening (2021H2)：节点目标应为100",
        ),
        (
            "UPDATE change SET stage = 1",
            "#3: a change names a stage of another project",
            "#3：变更所指阶段属于其他项目",
        ),
        (
            "UPDATE stage SET weight = 6000 WHERE project = 1",
            "fenghui-city: the weights of its stages sum to more than 100",
            "fenghui-city：各阶段权重之和超过100",
        ),
        (
            "INSERT INTO entry VALUES (6, '2021-08-01T09:00:00.000Z', 'x', 'x');
             INSERT INTO retraction VALUES (5, 6, 'x')",
            "#6: it takes back an entry that takes back another",
            "#6：撤回的对象本身是撤回",
        ),
        (
            "UPDATE stage SET entry = 3 WHERE id = (SELECT stage FROM reading WHERE entry = 2)",
            "#2: a row of reading is older than what it belongs to",
            "#2：表reading中有一行早于其所属内容",
        ),
        (
            "UPDATE project SET entry = 2",
            "#1: a row of stage is older than what it belongs to",
            "#1：表stage中有一行早于其所属内容",
        ),
        (
            "INSERT INTO setting VALUES ('due-soon', 5, 'soon')",
            "#5: due-soon has a value that it does not take",
            "#5：due-soon的值无效",
        ),
        (
            "INSERT INTO setting VALUES ('rule', 5, 'guess')",
            "#5: rule has a value that it does not take",
            "#5：rule的值无效",
        ),
        (
            "UPDATE change SET field = 'state', new = 'gone'",
            "change: #3: not a state",
            "change：#3: not a state",
        ),
        (
            "UPDATE revision SET state = 'Active' WHERE target = 1",
            "CHECK constraint failed in revision",
            "CHECK constraint failed in revision",
        ),
        (
            "UPDATE revision SET plan_points = 'soon' WHERE target = 1",
            "not plan points",
            "not plan points",
        ),
        (
            "UPDATE entry SET recorded_at = '2021-99-01T09:00:00.000Z' WHERE number = 2",
            "record: ",
            "record：",
        ),
        (
            "UPDATE project SET code = '-x', code_key = '-x' WHERE id = 1",
            "not a code",
            "not a code",
        ),
        (
            "UPDATE project SET aliases = '[1]' WHERE id = 1",
            "record: ",
            "record：",
        ),
        (
            "UPDATE stage SET code_key = 'other' WHERE id = 1",
            "its key is not the code in lower case",
            "索引键与代码小写形式不符",
        ),
        (
            "UPDATE target SET carried_from = id WHERE id = 1",
            "it carries on a target of another stage, or of no earlier period",
            "结转来源不是同一阶段的更早期间",
        ),
        (
            "UPDATE project SET lead = NULL WHERE code = 'jinhui'",
            "jinhui: its lead is not what the last change says",
            "jinhui：负责人与最后一次变更不符",
        ),
        (
            "UPDATE reading SET id = (id & ((1 << 43) - 1)) | (202113 << 43) WHERE entry = 2",
            "not a day",
            "not a day",
        ),
        (
            "DROP INDEX change_project",
            "schema: index change_project is missing",
            "架构：缺少index change_project",
        ),
        (
            "DROP VIEW latest_reading; CREATE VIEW latest_reading AS SELECT 1",
            "schema: view latest_reading was altered",
            "架构：view latest_reading已被改动",
        ),
        (
            "CREATE TABLE notes (text)",
            "schema: table notes does not belong here",
            "架构：多出table notes",
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("store.db", &whole);
        tamper(&sandbox.path("store.db"), statements);
        let said = sandbox.refused("verify");
        assert!(said.contains(en), "{statements}\n{said}");
        let said = sandbox.refused("verify --lang zh");
        assert!(said.contains(zh), "{statements}\n{said}");
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_found() {
    let sandbox = with_history();
    // A STRICT table takes it; only the program knows that it is no period.
    tamper(
        &sandbox.path("store.db"),
        "UPDATE target SET period = 'soon' WHERE id = 1",
    );
    assert!(sandbox.refused("verify").contains("not a period"));
}

#[test]
fn a_backup_is_a_whole_store_and_never_takes_the_place_of_a_file() {
    let sandbox = with_history();
    let made = sandbox.run("backup copies/store.db");
    assert_eq!(
        (made.code, made.err.as_str()),
        (0, "wrote copies/store.db\n")
    );
    assert_eq!(
        sandbox.ok("export --db copies/store.db"),
        sandbox.ok("export")
    );
    let before = fs::read(sandbox.path("copies/store.db")).unwrap();
    sandbox.ok("update jinhui 60");
    let said = sandbox.refused("backup copies/store.db");
    assert!(
        said.ends_with("it was not touched; give the copy another name\n"),
        "{said}"
    );
    assert_eq!(fs::read(sandbox.path("copies/store.db")).unwrap(), before);
    assert_eq!(fs::read_dir(sandbox.path("copies")).unwrap().count(), 1);
}

#[test]
fn a_store_with_flaws_is_not_copied_in_silence() {
    let sandbox = with_history();
    tamper(
        &sandbox.path("store.db"),
        "DELETE FROM revision WHERE target = (SELECT t.id FROM target t JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project WHERE p.code = 'fenghui-city')",
    );
    let said = sandbox.refused("backup copy.db");
    assert!(
        said.contains("copy.db: not written, since the store has flaws"),
        "{said}"
    );
    assert!(!sandbox.path("copy.db").exists());
}

#[test]
fn a_backup_under_writers_is_consistent() {
    let sandbox = with_history();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for figure in 0..20 {
                sandbox.ok(&format!(
                    "update xiangsheng/overall {} --lower",
                    20 + figure
                ));
            }
        });
        for copy in 0..5 {
            sandbox.ok(&format!("backup copy{copy}.db"));
            sandbox.ok(&format!("verify --db copy{copy}.db"));
        }
    });
    assert_eq!(sandbox.run("verify").err, "store.db: sound, 25 entries\n");
}
