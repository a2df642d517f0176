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
    let head = head(&sandbox);
    assert_eq!(
        sandbox.ok("verify"),
        format!("store.db: sound, 5 entries, head {head}\n")
    );
    assert_eq!(
        sandbox.ok("verify --lang zh"),
        format!("store.db：完好，共5条记录，末条{head}\n")
    );
    // It is what was asked for: nothing else is said.
    assert_eq!(sandbox.run("verify").err, "");
    let one = Sandbox::with_sample();
    assert!(one.ok("verify").contains(": sound, 1 entry, head 1:"));
}

/// The head that `verify` prints: `5:699a-5404-e2d2-990d-4bc9`.
fn head(sandbox: &Sandbox) -> String {
    let said = sandbox.ok("verify");
    let (_, head) = said.trim_end().rsplit_once("head ").unwrap();
    let (number, hash) = head.split_once(':').unwrap();
    assert!(number.parse::<u32>().is_ok(), "{said}");
    assert_eq!(
        hash.split('-').map(str::len).collect::<Vec<_>>(),
        [4; 5],
        "{said}"
    );
    head.to_owned()
}

#[test]
fn a_head_that_was_kept_is_proved_to_be_part_of_the_record() {
    let sandbox = with_history();
    let kept = head(&sandbox);
    sandbox.ok("update jinhui 61 --lower");
    assert!(
        sandbox
            .ok(&format!("verify --since {kept}"))
            .ends_with(&format!("; {kept} is part of it\n"))
    );
    // With 16 digits or more, with the groups or without.
    let plain = kept.replace('-', "");
    let (number, hash) = plain.split_once(':').unwrap();
    for short in [
        format!("{number}:{hash}"),
        format!("{number}:{}", &hash[..16]),
    ] {
        assert_eq!(sandbox.run(&format!("verify --since {short}")).code, 0);
    }
    let other = format!(
        "{number}:{}",
        hash.replace(&hash[..1], if hash.starts_with('0') { "1" } else { "0" })
    );
    let said = sandbox.refused(&format!("verify --since {other}"));
    assert!(said.contains("is not part of this record"), "{said}");
    // What an empty record prints is part of every one.
    let start = "0:0000-0000-0000-0000-0000";
    assert!(
        sandbox
            .ok(&format!("verify --since {start}"))
            .ends_with(&format!("; {start} is part of it\n"))
    );
    let said = sandbox.refused("verify --since 0:9f3a-07c1-5e22-b8d0");
    assert!(said.contains("is not part of this record; it"), "{said}");
    // Behind its end there is nothing.
    let said = sandbox.refused("verify --since 99:9f3a-07c1-5e22-b8d0");
    assert!(said.contains("this record, which ends at #6;"), "{said}");
    let said = sandbox.refused("verify --since 99:9f3a-07c1-5e22-b8d0 --lang zh");
    assert!(said.contains("不在此记录中，记录到#6为止；"), "{said}");
    let said = sandbox.refused("verify --since yesterday");
    assert!(said.contains("not the head of a record"), "{said}");
    // What was recorded before is changed, and the record is sound in itself no more.
    tamper(
        &sandbox.path("store.db"),
        "UPDATE reading SET percent = 9900 WHERE entry = 2",
    );
    let said = sandbox.refused("verify");
    assert!(said.contains("#2: its hash does not match"), "{said}");
}

#[test]
fn each_broken_rule_is_found_and_named() {
    let whole = fs::read(with_history().path("store.db")).unwrap();
    for (statements, en, zh) in [
        (
            "DELETE FROM entry WHERE number = 3",
            "#3: there are rows under this number, but no entry",
            "#3：",
        ),
        (
            "UPDATE entry SET recorded_at = '2021-07-31T09:00:00.000Z' WHERE number = 2",
            "#2: its hash does not match its rows and the entry before it",
            "#2：",
        ),
        (
            "DELETE FROM reading WHERE entry = 2",
            "#2: its hash does not match its rows and the entry before it",
            "#2：",
        ),
        (
            "INSERT INTO reading (stage, as_of, entry, percent) VALUES (1, '2021-07-01', 3, 100)",
            "#3: its hash does not match its rows and the entry before it",
            "#3：",
        ),
        (
            "UPDATE project_edit SET lead = 'zhao' WHERE entry = 3",
            "#3: its hash does not match its rows and the entry before it",
            "#3：",
        ),
        (
            "UPDATE reading SET stage = 999 WHERE entry = 2",
            "table reading: 1 row without the row of stage it refers to",
            "表reading：有1行引用了stage中不存在的行",
        ),
        (
            "DELETE FROM revision WHERE target = 1",
            "target 1 has no terms",
            "target 1没有内容",
        ),
        (
            "UPDATE project_edit SET code = 'jinhui', code_key = 'jinhui' WHERE code = 'tianwo'",
            "code jinhui: used twice",
            "代码jinhui：有重复",
        ),
        (
            "UPDATE revision SET carried_from = 2 WHERE target = 1",
            "target tianwo/resumption#1: it was carried over from another stage",
            "目标tianwo/resumption#1：结转来源不是同一阶段的更早期间",
        ),
        (
            "UPDATE revision SET percent = 7000 WHERE target = 1",
            "target tianwo/resumption#1: on a milestone it must be 100",
            "目标tianwo/resumption#1：节点目标应为100",
        ),
        (
            "UPDATE stage_edit SET weight = 6000 WHERE stage IN (SELECT id FROM stage WHERE project = 1)",
            "fenghui-city: the weights of its stages sum to more than 100",
            "fenghui-city：各阶段权重之和超过100",
        ),
        (
            "UPDATE retraction SET retracted = 5; UPDATE retraction SET entry = 5",
            "#5: it retracts a retraction",
            "#5：撤回的对象本身是撤回",
        ),
        (
            "INSERT INTO setting VALUES ('due-soon', 5, 'soon')",
            "#5: due-soon has an invalid value",
            "#5：due-soon的值无效",
        ),
        (
            "INSERT INTO setting VALUES ('rule', 5, 'guess')",
            "#5: rule has an invalid value",
            "#5：rule的值无效",
        ),
        (
            "UPDATE revision SET state = 'Active' WHERE target = 1",
            "CHECK constraint failed in revision",
            "CHECK constraint failed in revision",
        ),
        (
            "UPDATE revision SET plan_points = 'soon' WHERE target = 1",
            "revision.plan_points of entry #1",
            "#1的revision.plan_points",
        ),
        (
            "UPDATE project_edit SET code = '-x', code_key = '-x' WHERE project = 1",
            "project_edit.code of entry #1",
            "#1的project_edit.code",
        ),
        (
            "UPDATE reading SET as_of = '2021-13-01' WHERE entry = 2",
            "CHECK constraint failed in reading",
            "CHECK constraint failed in reading",
        ),
        (
            "DROP INDEX stage_project",
            "schema: index stage_project is missing",
            "架构：缺少index stage_project",
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

/// What the triggers have to let in at a shell.
#[test]
fn a_row_that_no_entry_closes_changes_no_answer_and_nothing_is_recorded_behind_it() {
    for statement in [
        "INSERT INTO reading (stage, as_of, entry, percent) VALUES (1, '2021-11-01', 6, 6900)",
        "INSERT INTO retraction VALUES (2, 6, 'slip')",
        "INSERT INTO setting VALUES ('lang', 6, 'zh')",
    ] {
        let sandbox = with_history();
        let looks = ["list", "show jinhui", "report", "log"];
        let look = |line: &str| sandbox.run(&format!("{line} --as-of 2021-12-31")).out;
        let before = looks.map(look);
        Connection::open(sandbox.path("store.db"))
            .unwrap()
            .execute_batch(statement)
            .unwrap();
        for (look_before, line) in before.iter().zip(looks) {
            assert_eq!(&look(line), look_before, "{statement}: {line}");
        }
        let whole = fs::read(sandbox.path("store.db")).unwrap();
        for line in ["verify", "update jinhui 60", "config lang zh"] {
            let said = sandbox.refused(line);
            let flaw = "#6: there are rows under this number, but no entry";
            assert!(said.contains(flaw), "{statement}: {line}: {said}");
        }
        assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), whole);
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_found() {
    let sandbox = with_history();
    // A STRICT table takes it; only the program knows that it is no period.
    tamper(
        &sandbox.path("store.db"),
        "UPDATE revision SET period = 'soon' WHERE target = 1",
    );
    assert!(
        sandbox
            .refused("verify")
            .contains("revision.period of entry #1")
    );
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
        said.ends_with("already exists and was not touched; choose another name for the copy\n"),
        "{said}"
    );
    assert_eq!(fs::read(sandbox.path("copies/store.db")).unwrap(), before);
    assert_eq!(fs::read_dir(sandbox.path("copies")).unwrap().count(), 1);
}

#[test]
fn a_store_with_flaws_is_copied_and_they_are_told() {
    let sandbox = with_history();
    let connection = Connection::open(sandbox.path("store.db")).unwrap();
    connection
        .execute_batch("CREATE VIEW mine AS SELECT 1")
        .unwrap();
    drop(connection);
    let said = sandbox.run("backup copy.db").err;
    assert_eq!(
        said,
        "wrote copy.db\nwarning: store.db has 1 problem, and so has its copy; `project verify` says what to do:\n  schema: view mine does not belong here\n"
    );
    assert_eq!(sandbox.ok("export --db copy.db"), sandbox.ok("export"));
    let said = sandbox.run("backup copy2.db --lang zh").err;
    assert!(said.contains("提示：store.db及其副本有1处问题"), "{said}");
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
    assert!(head(&sandbox).starts_with("25:"));
}
