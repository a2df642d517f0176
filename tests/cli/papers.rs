//! The report as papers.

use crate::office::office;
use crate::sandbox::Sandbox;

#[test]
fn the_office_has_a_target_for_every_verdict() {
    let report = office().json("report --period all --json");
    let targets = report["targets"].as_array().unwrap();
    let mut found: Vec<&str> = targets
        .iter()
        .map(|t| t["status"].as_str().unwrap())
        .collect();
    found.sort_unstable();
    found.dedup();
    let expected = [
        "behind",
        "critical",
        "future",
        "met",
        "met-late",
        "on-track",
        "overdue",
        "suspended",
        "undated",
        "unknown",
        "unreported",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_brief_tells_the_late_first_and_claims_nothing_without_a_figure() {
    let office = office();
    for language in ["en", "zh"] {
        let line = format!("report --format brief --lang {language}");
        insta::assert_snapshot!(format!("brief_{language}"), office.ok(&line));
        office.ok(&format!(
            "report --format brief --lang {language} -o brief.md"
        ));
        let markdown = std::fs::read_to_string(office.path("brief.md")).unwrap();
        insta::assert_snapshot!(format!("brief_{language}_markdown"), markdown);
    }
}

#[test]
fn a_markdown_page_has_the_answer_above_a_table() {
    let office = office();
    insta::assert_snapshot!("markdown_en", office.ok("report --format md --lang en"));
    insta::assert_snapshot!(
        "markdown_zh",
        office.ok("report --format md --lang zh --group-by 责任单位 --columns 评定,项目,目标,时限,目前进度,填报日期,序时应达")
    );
}

#[test]
fn a_paper_names_no_command_and_the_records_head_in_its_foot() {
    let sandbox = Sandbox::with_sample();
    let page = sandbox.ok("report --format md --as-of 2021-07-15");
    assert!(!page.contains("project report"), "{page}");
    assert!(!page.contains("project list"), "{page}");
    let verified = sandbox.json("verify --json");
    let head = verified["head"].as_str().unwrap();
    assert!(page.contains(head), "{head} is not in {page}");
}

// Seen to catch: a page that escaped no `|`.
#[test]
fn nothing_from_a_cell_is_a_mark_in_markdown() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add plain --due 2021-12-31 --lead 'A|B' --unit '[x](http://e.example)'");
    sandbox.ok("update plain 4 --next '<b>*bold*</b> @all www.e.example `id`' --on 2021-08-01");
    let page = sandbox.ok("report --format md");
    let row = page.lines().find(|line| line.contains("plain")).unwrap();
    let cells = row.replace("\\|", "").matches('|').count();
    let heads = page
        .lines()
        .find(|line| line.starts_with("| status"))
        .unwrap();
    assert_eq!(cells, heads.matches('|').count(), "{page}");
    assert!(row.contains(r"\[x\](http&#58;//e.example)"), "{row}");
    assert!(
        row.contains(r"&lt;b&gt;\*bold\*&lt;/b&gt; &#64;all www&#46;e.example \`id\`"),
        "{row}"
    );
}

#[test]
fn a_calendar_has_an_event_for_each_due_day() {
    let office = office();
    for language in ["en", "zh"] {
        let calendar = office.ok(&format!("report --format ics --lang {language}"));
        assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
        assert_eq!(calendar.matches("\r\n").count(), calendar.matches('\n').count());
        insta::assert_snapshot!(format!("calendar_{language}"), calendar.replace('\r', ""));
    }
}

#[test]
fn an_event_keeps_its_uid_when_everything_about_it_changes() {
    let office = office();
    let uids = |calendar: &str| -> Vec<String> {
        let uids = calendar.lines().filter(|line| line.starts_with("UID:"));
        let mut uids: Vec<String> = uids.map(str::to_owned).collect();
        uids.sort();
        uids
    };
    let before = office.ok("report --format ics");
    assert_eq!(before, office.ok("report --format ics"));
    office.ok("edit xiangsheng --code harmony --name 新祥生");
    office.ok("target harmony --by 2022-03-31 --reason later");
    let after = office.ok("report --format ics");
    assert_eq!(uids(&before), uids(&after));
    assert!(after.contains("DTSTART;VALUE=DATE:20220331\r\nDTEND;VALUE=DATE:20220401\r\n"));
    // Another office's events are others.
    let other = Sandbox::with_sample().ok("report --format ics");
    assert!(uids(&other).iter().all(|uid| !uids(&before).contains(uid)));
}
