//! What stands in one language and what in the other.

use serde_json::Value;

use crate::sandbox::{Sandbox, both, ran, words};

/// A project whose whole works have a target, with a stage that has none; and one whose whole works
/// have only a figure.
fn two_projects() -> Sandbox {
    let sandbox = Sandbox::with_store();
    for line in [
        "add 金辉 --code jinhui --en Jinhui --due 2021-12-31 --progress 40",
        "add jinhui/main --name 主体结构 --en 'main structure'",
        "update jinhui/main 30",
        "add 滨江路 --code river --progress 5",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

#[test]
fn in_data_a_word_of_ours_follows_the_language_and_a_given_name_does_not() {
    let sandbox = two_projects();
    for (lang, whole) in [("en", "overall progress"), ("zh", "总体进度")] {
        let json = |line: &str| -> Value { sandbox.json(&format!("{line} --lang {lang}")) };
        let report = json("report --json");
        let target = &report["targets"][0];
        assert_eq!(target["stage_name"], whole);
        assert_eq!(target["stage_name_en"], "overall progress");
        assert_eq!([&target["stage"], &target["name"]], ["overall", "金辉"]);
        let without = &report["without_target"];
        assert_eq!(without[0]["stage_name"], "主体结构");
        assert_eq!(without[1]["stage_name"], whole);
        let list = json("list --json");
        assert_eq!(list["projects"][0]["worst"]["stage_name"], whole);
        let show = json("show jinhui --json");
        assert_eq!(show["stages"][0]["name"], whole);
        assert_eq!(show["stages"][1]["name"], "主体结构");
        assert_eq!(show["targets"][0]["stage_name"], whole);
        let check = sandbox.json(&format!("check --within 200d --json --lang {lang}"));
        assert_eq!(check["findings"][0]["stage_name"], whole);
        let csv = sandbox.ok(&format!("report --format csv --lang {lang}"));
        let row = csv.lines().nth(1).unwrap();
        assert!(
            row.starts_with(&format!("jinhui,金辉,overall,{whole},")),
            "{row}"
        );
    }
}

#[test]
fn candidates_are_named_in_the_language() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("add 西岸 --code westbank --en 'West bank' --new");
    sandbox.refuses(
        "show west",
        "'west' may be any of west-plot (West plot), westbank (West bank); give the full code",
        "“west”可能是west-plot（街道西侧地块）、westbank（西岸）；请写完整代码",
    );
    sandbox.refuses(
        "add 另一处 --code westbank",
        "westbank (West bank) already exists; change it with `project edit westbank`, or choose another code",
        "已有westbank（西岸）；修改请用 project edit westbank，另建请换用其他代码",
    );
    // A likeness is shown by the name that is alike.
    sandbox.refuses(
        "add 西岸项目",
        "westbank (西岸) already exists, with a name like this; if you mean that one, use westbank; if this is another project: project add 西岸项目 --new",
        "已有名称相近的westbank（西岸）；如指该项目，请用 westbank；如确为新项目：project add 西岸项目 --new",
    );
    sandbox.refuses(
        "add 'West bank project'",
        "westbank (West bank) already exists, with a name like this; if you mean that one, use westbank; if this is another project: project add 'West bank project' --new",
        "已有名称相近的westbank（West bank）；如指该项目，请用 westbank；如确为新项目：project add 'West bank project' --new",
    );
}

#[test]
fn chinese_says_what_the_system_says_in_chinese() {
    let sandbox = Sandbox::with_projects();
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    let plain = sandbox.write("plain", "x");
    for (line, zh) in [
        (
            "import none.csv",
            "none.csv：无法读取（没有此文件或目录）；请检查路径",
        ),
        (
            "report -o plain/r.csv",
            "plain/r.csv：无法写入（路径中有一级不是目录）；请检查目录和剩余空间",
        ),
        (
            "report -o none/r.csv",
            "none/r.csv：没有目录none；请先建立，或另写他处",
        ),
    ] {
        let said = sandbox.refused(&format!("{line} --lang zh"));
        assert_eq!(said, format!("错误：{zh}\n"), "{line} {plain:?}");
    }
    let long = format!("import {}.csv", "x".repeat(300));
    let said = sandbox.refused(&format!("{long} --lang zh"));
    assert!(said.contains("无法读取（文件名过长或无效）"), "{said}");
    let english = sandbox.refused(&long);
    assert!(
        english.contains("cannot be read (File name too long)"),
        "{english}"
    );
}

/// The Chinese sentences of a source file, with the line on which each begins.
fn chinese_sentences(source: &str) -> Vec<(usize, String)> {
    let mut sentences = Vec::new();
    for (at, _) in source.match_indices("zh \"") {
        let line = source[..at].lines().count();
        let (mut sentence, mut is_escaped) = (String::new(), false);
        for c in source[at + 4..].chars() {
            match c {
                '"' if !is_escaped => break,
                // A line that goes on below.
                '\n' | ' ' if is_escaped => continue,
                _ => sentence.push(c),
            }
            is_escaped = c == '\\';
        }
        sentences.push((line, sentence.replace('\\', "")));
    }
    sentences
}

// Seen to catch: `--unit用于`.
#[test]
fn a_space_parts_an_option_from_chinese_words() {
    let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut folders = vec![std::path::PathBuf::from("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for (line, sentence) in chinese_sentences(&source) {
                read += 1;
                let options = ["--", "{option}", "{argument}"].into_iter();
                let starts = options.flat_map(|head| sentence.match_indices(head));
                for (at, head) in starts {
                    let (before, after) = sentence.split_at(at);
                    let after = after.strip_prefix(head).unwrap();
                    let after =
                        after.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
                    assert!(
                        !is_han(before.chars().next_back()) && !is_han(after.chars().next()),
                        "{}:{line}: {sentence}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(read > 500, "only {read} sentences were found");
}

/// Each word that a Chinese sentence offers is read as what it is offered for.
#[test]
fn words_that_chinese_sentences_offer_can_be_typed() {
    let mut sandbox = Sandbox::with_projects();
    for (line, expected) in [
        ("update jinhui/main 未开工", "主体结构：2021年7月5日0%"),
        ("update jinhui/main 推进中", "2021年7月5日推进中"),
        ("update jinhui/opening 未完成", "2021年7月5日未完成"),
        ("update jinhui/opening 完成", "2021年7月5日已完成"),
        (
            "target jinhui/main 完成 --by 年底前",
            "目标2021年12月31日前100%",
        ),
        ("target jinhui/main --via 无", "与现有内容相同"),
        ("edit jinhui/opening --kind 按百分比", "类型按百分比"),
        (
            "edit west --state 暂停 --reason 待批",
            "自2021年7月5日起暂停",
        ),
        (
            "edit west --state 进行中 --reason 获批",
            "自2021年7月5日起进行中",
        ),
        ("config rule gap", "rule：gap，原为pace"),
        ("config rule 默认", "rule：pace（默认），原为gap"),
        ("report --period 全部", "，全部目标）"),
        ("report --period 2021年下半年", "，2021年下半年目标）"),
    ] {
        let said = sandbox.said(&format!("{line} --lang zh"));
        assert!(said.contains(expected), "{line}\n{said}");
    }
    sandbox.at("2022-01-05T09:00:00Z");
    let ran = sandbox.run("check --fail-on 滞后 --lang zh");
    assert_eq!(ran.code, 1, "{ran:?}");
}

/// Of a column that was answered for, what is said in Chinese is Chinese, and can be typed.
#[test]
fn columns_are_spoken_of_in_chinese() {
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.write("a.csv", "工程,部位,完成度,施工单位\n海港路,路基,0.2,三建\n");
        sandbox
    };
    let map = "--map 工程=项目 --map 部位=阶段 --map 完成度=进度:份额 --map 施工单位=保存";
    let [en, zh] = both(make, &format!("import a.csv {map} --on 2021-07-31 --yes"));
    assert!(
        en.ends_with("#1 imported 1 project, 1 stage, 1 reading\n"),
        "{en}"
    );
    assert!(zh.ends_with("#1 已导入1个项目、1个阶段、1条数据\n"), "{zh}");
    let again = || {
        let sandbox = make();
        sandbox.ok(&format!("import a.csv {map} --on 2021-07-31 --yes"));
        sandbox
    };
    let [en, zh] = both(again, "import a.csv --on 2021-07-31");
    assert!(
        en.starts_with("as answered before: '工程' is name, '部位' is stage, '完成度' is reading:share, '施工单位' is kept as a text\n"),
        "{en}"
    );
    assert!(
        zh.starts_with("按以往答复：“工程”为项目、“部位”为阶段、“完成度”为进度:份额、“施工单位”作为自定内容保存\n"),
        "{zh}"
    );
    let said = make().refused("import a.csv --map 完成度=什么 --lang zh");
    assert!(
        said.contains("应为 列名=字段；不读取的列用“-”，字段为：序号、大纲数字、大纲级别、代码、项目、英文名、阶段、类型、目标、时限、"),
        "{said}"
    );
}

/// The line to type instead is in the reader's words, and can be typed.
#[test]
fn guesses_are_answered_in_chinese_words() {
    let sandbox = Sandbox::with_projects();
    for (typed, line) in [
        ("rm west", "project edit west --state 取消 --reason 理由"),
        ("暂停", "project edit 代码 --state 暂停 --reason 理由"),
        ("办结 jinhui", "project edit jinhui --state 办结"),
        ("开工 jinhui/main", "project update jinhui/main 推进中"),
        ("rename west", "project edit west --name 名称"),
        (
            "延期 jinhui/main",
            "project target jinhui/main --by 日期 --reason 理由",
        ),
        ("set", "project update 代码[/阶段] 百分比"),
        ("填报表", "project export --form -o 目录"),
        ("list --status", "project report --status 评定"),
        (
            "stale",
            "project report --status 暂不评定,应报未报 --group-by 负责人",
        ),
    ] {
        let mut command = sandbox.command(words(typed));
        let said = ran(command.env("PROJECT_LANG", "zh").output().unwrap()).err;
        assert!(
            said.ends_with(&format!("；请用：{line}\n")),
            "{typed}\n{said}"
        );
    }
    for line in [
        "report --status 暂不评定,应报未报 --group-by 负责人",
        "edit west --state 取消 --reason 停建",
        "check --within 30天",
    ] {
        sandbox.ok(line);
    }
}
