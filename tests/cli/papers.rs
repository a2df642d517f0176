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
        office.ok("report --format md --lang zh --group-by 责任单位 --columns 评定,项目,目标内容,时限,进度数值,填报日期,序时应达")
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
        assert_eq!(
            calendar.matches("\r\n").count(),
            calendar.matches('\n').count()
        );
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

/// The parts of a packed file, by name, each of them well-formed.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, text)
        })
        .collect()
}

/// What a document says, a line a paragraph; cells of a row behind each other.
fn words(document: &str) -> String {
    let document = roxmltree::Document::parse(document).unwrap();
    let mut lines = String::new();
    for node in document.descendants() {
        match node.tag_name().name() {
            "t" => lines += node.text().unwrap_or_default(),
            "noBreakHyphen" => lines += "-",
            "tr" => lines += "\n-- ",
            "tc" => lines += " | ",
            "p" if node.ancestors().all(|up| up.tag_name().name() != "tc") => lines += "\n",
            _ => {}
        }
    }
    lines
}

#[test]
fn a_document_has_the_brief_and_the_table() {
    let office = office();
    for language in ["en", "zh"] {
        office.ok(&format!("report -o oct.docx --lang {language}"));
        let bytes = std::fs::read(office.path("oct.docx")).unwrap();
        office.ok(&format!("report -o again.docx --lang {language}"));
        assert_eq!(bytes, std::fs::read(office.path("again.docx")).unwrap());
        let parts = parts(&bytes);
        let document = &parts
            .iter()
            .find(|part| part.0 == "word/document.xml")
            .unwrap()
            .1;
        insta::assert_snapshot!(format!("document_{language}"), words(document));
        // The head of the table stands on every page, and no row is torn.
        assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
        let rows = document.matches("<w:tr>").count();
        assert_eq!(document.matches("<w:cantSplit/>").count(), rows);
        // No day is torn at the end of a line.
        assert!(!document.contains("2021-"), "{language}");
        // Nothing is fetched from elsewhere.
        for (name, part) in parts.iter().filter(|part| part.0.ends_with(".rels")) {
            assert!(!part.contains("External"), "{name}: {part}");
        }
    }
}

#[test]
fn a_document_holds_what_was_asked_for() {
    let office = office();
    office.ok("report -o some.docx --late --group-by unit --columns project,status,lead --lang en");
    let bytes = std::fs::read(office.path("some.docx")).unwrap();
    let parts = parts(&bytes);
    let document = &parts
        .iter()
        .find(|part| part.0 == "word/document.xml")
        .unwrap()
        .1;
    let said = words(document);
    let table = &said[said.find("\n-- ").unwrap()..said.rfind("\n-- ").unwrap()];
    assert!(
        table.starts_with("\n--  | No. | project | status | lead\n--  | "),
        "{table}"
    );
    assert!(table.contains("\n--  | 规建科: "), "{table}");
    assert!(
        table.contains(" | Xiangsheng | « critical | 李四"),
        "{table}"
    );
    assert!(!table.contains("Beihai"), "{table}");
}

#[test]
fn a_document_is_not_thrown_at_a_terminal() {
    let office = office();
    let mut command = office.command(["report", "--format", "docx", "--lang", "en"]);
    let ran = crate::sandbox::ran(command.env("COLUMNS", "80").output().unwrap());
    assert_eq!(ran.code, 2);
    assert!(ran.out.is_empty());
    let said =
        "error: --format 'docx': it is no text to be shown; write it to a file with -o FILE.docx";
    assert!(ran.err.starts_with(said), "{}", ran.err);
}

// Seen to catch: prose that was written into a file called r.docx.
#[test]
fn a_file_holds_what_its_ending_promises() {
    let sandbox = Sandbox::with_sample();
    for (line, en, zh) in [
        (
            "report -o r.docx --format brief",
            "r.docx: files with this ending hold another format than brief; type `project report -o r.docx`, or `project report --format brief -o r.txt`",
            "r.docx：该扩展名对应的不是brief格式；请用 project report -o r.docx，或 project report --format brief -o r.txt",
        ),
        (
            "report -o r.markdown --format docx",
            "r.markdown: files with this ending hold another format than docx; type `project report -o r.markdown`, or `project report --format docx -o r.docx`",
            "r.markdown：该扩展名对应的不是docx格式；请用 project report -o r.markdown，或 project report --format docx -o r.docx",
        ),
        (
            "report --json -o r.htm",
            "r.htm: files with this ending hold another format than json; type `project report -o r.htm`, or `project report --format json -o r.json`",
            "r.htm：该扩展名对应的不是json格式；请用 project report -o r.htm，或 project report --format json -o r.json",
        ),
        (
            "report --format xlsx -o r.txt",
            "r.txt: files with this ending hold another format than xlsx; type `project report -o r.txt`, or `project report --format xlsx -o r.xlsx`",
            "r.txt：该扩展名对应的不是xlsx格式；请用 project report -o r.txt，或 project report --format xlsx -o r.xlsx",
        ),
        (
            "export -o r.docx",
            "r.docx: the record is written as JSON, which such a file does not hold; type `project export -o r.json`, or for a report `project report -o r.docx`",
            "r.docx：全部记录以JSON写出，与该扩展名不符；请用 project export -o r.json，如需通报，用 project report -o r.docx",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
    let left = std::fs::read_dir(sandbox.path(".")).unwrap();
    let left = left.filter(|file| {
        file.as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with("r.")
    });
    assert_eq!(left.count(), 0);
    sandbox.ok("report -o r.HTM");
    let page = std::fs::read_to_string(sandbox.path("r.HTM")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    sandbox.ok("report --format brief -o r.markdown");
    let brief = std::fs::read_to_string(sandbox.path("r.markdown")).unwrap();
    assert!(brief.starts_with("# "), "{brief}");
    sandbox.ok("report --format brief -o r.txt");
    sandbox.ok("report --format md -o r");
    sandbox.ok("export -o r.json");
}

#[test]
fn what_is_no_name_of_a_file_is_said() {
    let sandbox = Sandbox::with_sample();
    std::fs::create_dir(sandbox.path("out")).unwrap();
    for (line, en, zh) in [
        (
            "report -o -",
            "-: -o takes the name of a file; without -o it is printed",
            "-：-o 须给文件名；不加 -o 则直接输出",
        ),
        (
            "report -o out",
            "out: is a folder; name a file in it",
            "out：是目录；请指定其中的文件名",
        ),
        (
            "report -o nofolder/r.docx",
            "nofolder/r.docx: there is no folder nofolder; make it, or write elsewhere",
            "nofolder/r.docx：没有目录nofolder；请先建立，或另写他处",
        ),
        (
            "export -o nofolder/r.json",
            "nofolder/r.json: there is no folder nofolder; make it, or write elsewhere",
            "nofolder/r.json：没有目录nofolder；请先建立，或另写他处",
        ),
        (
            "check --by-unit -o store.db",
            "store.db is a file; reminders need a folder: -o FOLDER",
            "store.db是文件；催办单须存入目录：-o 目录",
        ),
        (
            "check --by-unit -o due --new --as-of 2021-10-01",
            "--as-of and --new cannot be used together: --new remembers what it reports; leave one of them out",
            "--as-of 与 --new 不能同时使用：--new 会记住所提示的内容；请去掉其一",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
}

// Seen to catch: a brief of one unit that read as one of all, and a milestone that is not due among
// those that nobody has reported.
#[test]
fn a_brief_says_what_the_report_says_and_of_what_it_is() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-01T09:00:00Z");
    for line in [
        "add Gate --unit Works --lead Li",
        "add gate/opening --name Opening --milestone",
        "target gate/opening done --by 2021-12-31",
        "add Canal --unit Works --due 2021-12-31",
        "add Road --unit Water --due 2021-12-31",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2021-07-02T09:00:00Z");
    sandbox.ok("update road 30");
    let brief = sandbox.ok("report --format brief --lang en");
    let table = sandbox.ok("report --lang en");
    let answer = "Nothing is known to be late, of 3 targets in 3 projects. Nobody knows where one stands. 1 cannot be judged yet.";
    let unwrapped = table.replace('\n', " ");
    assert!(unwrapped.contains(answer), "{table}");
    assert!(brief.contains(answer), "{brief}");
    let (above, silent) = brief.split_once("\nNot reported or out of date\n").unwrap();
    assert!(
        silent.starts_with("- Works: Canal (full completion by 12-31: no report of it yet).\n\n"),
        "{brief}"
    );
    assert!(
        above.contains(
            "- Gate (Works, Li): Opening – due in 182 days, on 2021-12-31; no report of it yet."
        ),
        "{brief}"
    );
    assert!(above.contains("- Road (Water): full completion by 12-31 – one figure since it began, 30 % on 2021-07-02: there is no starting point to measure from."), "{brief}");
    assert!(!brief.contains("Scope"), "{brief}");

    let of_works = sandbox.ok("report --format brief --lang en --unit works --status met");
    assert!(
        of_works.contains("\nScope: unit Works; what is met.\n"),
        "{of_works}"
    );
    assert!(
        of_works.contains("\nNothing is met: 2 targets in 2 projects.\n"),
        "{of_works}"
    );
    assert!(!of_works.contains("Canal"), "{of_works}");
    let zh = sandbox.ok("report --format brief --lang zh --unit works --period 2021下半年");
    assert!(
        zh.contains("\n范围：2021年下半年目标；责任单位为Works。\n"),
        "{zh}"
    );
}
