//! Reminders: a page for each lead or unit.

use std::fs;

use crate::office::office;
use crate::sandbox::Sandbox;

fn names(sandbox: &Sandbox, folder: &str) -> Vec<String> {
    let files = fs::read_dir(sandbox.path(folder)).unwrap();
    let name =
        |file: std::io::Result<fs::DirEntry>| file.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = files.map(name).collect();
    names.sort();
    names
}

fn page(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.path(name)).unwrap()
}

fn reminds(sandbox: &Sandbox, line: &str) {
    let ran = sandbox.run(line);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn each_unit_gets_what_it_has_to_see_to() {
    let office = office();
    reminds(&office, "check --by-unit --format md -o due --lang zh");
    assert_eq!(names(&office, "due"), ["未明确.md", "经发科.md"]);
    let all = page(&office, "due/经发科.md") + "\n" + &page(&office, "due/未明确.md");
    insta::assert_snapshot!("reminders_zh", all);
    reminds(&office, "check --by-lead --format md -o leads --lang en");
    assert_eq!(names(&office, "leads"), ["none.md", "孙七.md"]);
    let all = page(&office, "leads/孙七.md") + "\n" + &page(&office, "leads/none.md");
    insta::assert_snapshot!("reminders_en", all);
}

/// What stands in the last column of the first row.
fn notice(sandbox: &Sandbox) -> String {
    reminds(
        sandbox,
        "check --by-unit --format md -o due --lang en --unit 经发科",
    );
    let page = page(sandbox, "due/经发科.md");
    let row = page.lines().find(|line| line.starts_with("| 1 |")).unwrap();
    let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
    cells.last().unwrap().trim().to_owned()
}

// Seen to catch: a count that went on after the due day was moved.
#[test]
fn a_reminder_says_how_often_it_was_told_before() {
    let mut office = office();
    assert_eq!(notice(&office), "first");
    // The same day again is the same notice.
    assert_eq!(notice(&office), "first");
    // What `check --new` told counts.
    office.ok("config check.repeat 1");
    office.at("2021-11-05T09:00:00Z");
    office.run("check --new");
    office.at("2021-11-08T09:00:00Z");
    assert_eq!(notice(&office), "third");
    office.at("2021-11-15T09:00:00Z");
    assert_eq!(notice(&office), "no. 4");
    // Another due day is another promise.
    office.ok("target huifeng/opening --by 2021-11-20 --reason later");
    office.at("2021-11-25T09:00:00Z");
    assert_eq!(notice(&office), "first");
}

#[test]
fn reminders_are_documents_where_nobody_says_otherwise() {
    let office = office();
    reminds(&office, "check --by-unit -o due");
    assert_eq!(names(&office, "due"), ["none.docx", "经发科.docx"]);
    let bytes = fs::read(office.path("due/经发科.docx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut document = String::new();
    let mut file = zip.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut file, &mut document).unwrap();
    roxmltree::Document::parse(&document).unwrap();
    // One page across, and none before it.
    let (_, first) = document.split_once("<w:body>").unwrap();
    assert!(
        first.starts_with(r#"<w:p><w:pPr><w:pStyle w:val="Title"/>"#),
        "{first}"
    );
    assert_eq!(document.matches("<w:sectPr>").count(), 1, "{document}");
    assert!(document.contains(r#"w:orient="landscape""#), "{document}");
    for said in [
        "Reminder",
        "To 经发科:",
        "Huifeng Mall",
        "16 over",
        "first",
        "消防验收未通过",
    ] {
        assert!(document.contains(said), "{said} is not in {document}");
    }
}

// Seen to catch: a preview that counted as the first notice.
#[test]
fn reminders_of_another_day_are_a_preview_that_records_nothing() {
    let office = office();
    let before = office.kept();
    for (line, sentence) in [
        (
            "check --by-lead --format md -o due --as-of 2021-10-25 --lang en",
            "these reminders are a preview as of that day: none was recorded as a notice\n",
        ),
        (
            "check --by-unit --format md -o due --known-on 2021-10-25 --lang zh",
            "以上催办单按所指日期预览，未记为催办\n",
        ),
    ] {
        let ran = office.run(line);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.ends_with(sentence), "{}", ran.err);
        assert!(office.kept() == before, "{line}");
    }
    let page = std::fs::read_to_string(office.path("due/孙七.md")).unwrap();
    assert!(page.contains("| first |"), "{page}");
    assert!(page.contains("As of 2021-10-25"), "{page}");
    // Nothing is a preview today.
    let today = office.run("check --by-lead --format md -o now --lang en");
    assert!(!today.err.contains("preview"), "{}", today.err);
    assert!(office.kept() != before);
}

#[test]
fn what_reminders_need_is_said() {
    let office = office();
    let needs = "error: reminders are pages (--format md or docx) for each lead or unit in a folder; give --by-lead or --by-unit, and -o FOLDER\n";
    for line in [
        "check --by-lead",
        "check --format docx",
        "check -o due",
        "check --format md -o due",
    ] {
        assert!(
            office
                .refused(&format!("{line} --lang en"))
                .starts_with(needs),
            "{line}"
        );
    }
    assert!(!office.path("due").exists());
    let both = office.refused("check --by-lead -o due --new --as-of 2021-10-01 --lang en");
    assert!(
        both.starts_with("error: --as-of and --new cannot be used together"),
        "{both}"
    );
    let wrong = office.refused("check --by-lead -o due --format pdf --lang en");
    assert!(wrong.contains("md, docx"), "{wrong}");
    assert!(!office.path("due").exists());
}

#[test]
fn a_reminder_has_the_records_head_in_its_foot() {
    let office = office();
    let verified = office.json("verify --json");
    let head = verified["head"].as_str().unwrap().to_owned();
    reminds(&office, "check --by-unit --format md -o pages");
    for name in names(&office, "pages") {
        let page = page(&office, &format!("pages/{name}"));
        let last = page.lines().last().unwrap();
        assert!(last.contains(&head), "{head} is not in {last}");
    }
}

#[test]
fn nobody_is_reminded_of_nothing() {
    let sandbox = Sandbox::with_store();
    assert_eq!(sandbox.ok("check --by-unit -o due"), "");
    assert!(!sandbox.path("due").exists());
}

// Seen to catch: a folder in which last month's page lay beside the new ones without a word.
#[test]
fn pages_of_an_earlier_run_that_are_not_renewed_are_named() {
    for format in ["md", "docx"] {
        let mut office = office();
        let line = format!("check --by-unit --format {format} -o due --lang en");
        assert!(!office.run(&line).err.contains("not renewed"));
        fs::write(office.path(&format!("due/notes.{format}")), "Reminder").unwrap();
        office.at("2021-11-01T09:00:00Z");
        office.ok("update huifeng/opening done --on 2021-10-31");
        let ran = office.run(&line);
        let last = ran.err.lines().last().unwrap();
        assert_eq!(last, format!("not renewed: 经发科.{format}"), "{}", ran.err);
        office.ok("update farmland 100 --on 2021-10-31");
        let ran = office.run(&format!("{line} --unit 规建科"));
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        assert_eq!(
            ran.err,
            format!("not renewed: none.{format}, 经发科.{format}\n")
        );
    }
}

// Seen to catch: a page for nobody that named nobody.
#[test]
fn a_page_for_nobody_names_whom_it_can_in_each_row() {
    let office = office();
    for (by, whose, head) in [
        ("--by-unit", "Without a unit:", "| lead |"),
        ("--by-lead", "Without a lead:", "| unit |"),
    ] {
        reminds(&office, &format!("check {by} --format md -o due --lang en"));
        let page = page(&office, "due/none.md");
        assert!(page.contains(&format!("\n{whose}\n")), "{page}");
        assert!(page.contains(head), "{page}");
        let named = if by == "--by-unit" {
            "| 孙七 |"
        } else {
            "| 经发科 |"
        };
        assert!(page.contains(named), "{page}");
    }
    let named = page(&office, "due/孙七.md");
    assert!(!named.contains("| unit |"), "{named}");
}
