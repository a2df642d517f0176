//! What a field may hold to do harm, and every paper it may reach.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::papers::parts;
use crate::safety::hostile_store;
use crate::sandbox::{Ran, Sandbox, ran};

/// A formula, a script, a template, a field of a header, an end of a line of a calendar, a row of a
/// table, a mention, a part of a document.
const EVIL: [&str; 10] = [
    "=HYPERLINK(\"http://e.example\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} <?= 7*7 ?> #{7*7}",
    "x\nBcc: y@e.example",
    "x\nEND:VEVENT\nATTACH:http://e.example",
    "x\n\n| a | b |",
    "</w:t></w:r><w:p/>]]>",
    "<@all> <!channel> [x](http://e.example)",
    "&P&D _x000D_ &quot;",
];

/// An office with one late project, in whose every text that text stands.
fn with(text: &str) -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-19T09:00:00Z");
    let english = format!("{text} in English");
    let lines: [&[&str]; 4] = [
        &[
            "add",
            text,
            "--code",
            "a",
            "--en",
            &english,
            "--category",
            text,
            "--unit",
            text,
            "--lead",
            text,
        ],
        &["add", "a/s", "--name", text, "--en", &english],
        &[
            "target",
            "a/s",
            "80",
            "--by",
            "2021-07-20",
            "--label",
            text,
            "--reason",
            text,
        ],
        &[
            "update",
            "a/s",
            "10",
            "--note",
            text,
            "--problem",
            text,
            "--next",
            text,
        ],
    ];
    for line in lines {
        let ran = ran(sandbox.command(line).output().unwrap());
        assert_eq!(ran.code, 0, "{line:?}: {}", ran.err);
    }
    sandbox.at("2021-08-01T09:00:00Z");
    sandbox
}

/// The elements of each part of a packed file, in order, but for line breaks and the list of texts
/// that a workbook's cells have in common: all but what is said in them.
fn shape(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let elements = |(name, text): (String, String)| {
        let document = roxmltree::Document::parse(&text).unwrap();
        let names = document.descendants().filter(|node| node.is_element());
        let names = names.map(|node| node.tag_name().name().to_owned());
        let mut names: Vec<String> = names.filter(|name| name != "br").collect();
        if name == "xl/sharedStrings.xml" {
            names.sort_unstable();
            names.dedup();
        }
        (name, names)
    };
    parts(bytes).into_iter().map(elements).collect()
}

fn written(sandbox: &Sandbox, line: &str, name: &str) -> Vec<u8> {
    let ran = sandbox.run(&format!("{line} -o {name}"));
    assert!(ran.code < 2, "{line}: {}", ran.err);
    std::fs::read(sandbox.path(name)).unwrap()
}

// Seen to catch: a text that went into a document as it was.
#[test]
fn no_text_adds_a_part_to_a_document_or_a_workbook() {
    for language in ["en", "zh"] {
        for format in ["docx", "xlsx"] {
            let line = format!("report --group-by category --lang {language}");
            let name = format!("x.{format}");
            let plain = shape(&written(&with("plain"), &line, &name));
            for evil in EVIL {
                let bytes = written(&with(evil), &line, &name);
                let shape = shape(&bytes);
                assert_eq!(shape, plain, "{format} {evil:?}");
                let all: String = parts(&bytes).into_iter().map(|part| part.1).collect();
                assert!(!all.contains("External"), "{format} {evil:?}");
                assert!(!all.contains("<f>"), "{format} {evil:?}");
            }
        }
    }
}

/// The names of a calendar's lines.
fn names(calendar: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    let lines = unfolded.split("\r\n");
    lines
        .map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn no_text_ends_a_line_of_a_calendar_or_a_field_of_a_mail() {
    let plain = with("plain");
    let fields = |mail: &str| -> Vec<String> {
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let fields = head.split("\r\n");
        fields
            .map(|field| field.split(':').next().unwrap().to_owned())
            .collect()
    };
    for evil in EVIL {
        let sandbox = with(evil);
        for language in ["en", "zh"] {
            let line = format!("report --format ics --lang {language}");
            let calendar = sandbox.ok(&line);
            assert_eq!(names(&calendar), names(&plain.ok(&line)), "{evil:?}");
            let line = format!("check --format mail --lang {language}");
            let (mail, other) = (sandbox.run(&line).out, plain.run(&line).out);
            assert_eq!(fields(&mail), fields(&other), "{evil:?}");
            assert!(mail.is_ascii(), "{mail}");
        }
    }
}

#[test]
fn no_text_is_a_mark_of_markdown_or_adds_a_line() {
    let plain = with("plain");
    for evil in EVIL {
        let sandbox = with(evil);
        for line in ["report --format md", "report --format brief"] {
            for language in ["en", "zh"] {
                let line = format!("{line} --lang {language}");
                let name = "x.md";
                let text =
                    |sandbox: &Sandbox| String::from_utf8(written(sandbox, &line, name)).unwrap();
                let (page, other) = (text(&sandbox), text(&plain));
                assert_eq!(
                    page.lines().count(),
                    other.lines().count(),
                    "{line} {evil:?}\n{page}"
                );
                let bars = |page: &str| page.replace("\\|", "").matches('|').count();
                assert_eq!(bars(&page), bars(&other), "{line} {evil:?}\n{page}");
                assert!(!page.contains(['<', '>']), "{line} {evil:?}\n{page}");
                let links = page.replace("\\]", "");
                assert!(!links.contains("]("), "{line} {evil:?}\n{page}");
            }
        }
        for office in [&sandbox, &plain] {
            let ran = office.run("check --by-unit --format md -o folder");
            assert_eq!(ran.code, 1, "{}", ran.err);
        }
        let page = |sandbox: &Sandbox| {
            let mut files = std::fs::read_dir(sandbox.path("folder")).unwrap();
            std::fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap()
        };
        let (own, other) = (page(&sandbox), page(&plain));
        assert_eq!(
            own.lines().count(),
            other.lines().count(),
            "{evil:?}\n{own}"
        );
        // By its own mark the program knows its reminders again.
        let rest = own.replace("\n<!-- project.reminder -->\n", "");
        assert!(!rest.contains(['<', '>']), "{evil:?}\n{own}");
    }
}

#[test]
fn no_text_adds_to_a_message() {
    let plain = with("plain");
    for evil in EVIL {
        let sandbox = with(evil);
        for format in ["wecom", "dingtalk", "feishu", "slack"] {
            let line = format!("check --format {format}");
            let parsed = |ran: Ran| serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
            let (own, other) = (parsed(sandbox.run(&line)), parsed(plain.run(&line)));
            assert_eq!(keys(&own), keys(&other), "{format} {evil:?}");
            let text = own.to_string();
            if format == "slack" {
                // In plain text nothing is looked for.
                assert_eq!(own["blocks"][0]["text"]["type"], "plain_text");
                assert_eq!(own["text"], other["text"]);
                continue;
            }
            assert!(!text.contains(['<', '>', '@']), "{format} {text}");
            assert!(!text.contains("://"), "{format} {text}");
        }
    }
}

/// The keys of a value, and those of what it holds.
fn keys(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| [vec![key.clone()], keys(value)].concat())
            .collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

// What no entrance takes, another program may have written into the record.
#[test]
fn nothing_unseen_is_written_into_any_paper() {
    let sandbox = hostile_store();
    let seen = |what: &str, text: &str| {
        let is_unseen = |c: char| {
            project_tracker::model::is_invisible(c) && !matches!(c, '\n' | '\r' | '\u{feff}')
        };
        let found = text.chars().find(|c| is_unseen(*c));
        assert_eq!(found, None, "{what}: {text:?}");
    };
    for language in ["en", "zh"] {
        for format in ["md", "brief", "html", "ics", "docx", "xlsx"] {
            let line = format!("report --period all --format {format} --lang {language}");
            let bytes = written(&sandbox, &line, "paper");
            match format {
                "docx" | "xlsx" => {
                    for (name, text) in parts(&bytes) {
                        seen(&format!("{format} {name}"), &text);
                    }
                }
                _ => seen(format, &String::from_utf8(bytes).unwrap()),
            }
        }
        for format in ["wecom", "dingtalk", "feishu", "slack", "mail"] {
            let line =
                format!("check --within 3000d --fail-on late --format {format} --lang {language}");
            let ran = sandbox.run(&line);
            assert!(!ran.out.is_empty(), "{line}: {}", ran.err);
            match format {
                "mail" => {
                    let body = ran.out.split("\r\n\r\n").nth(1).unwrap();
                    let body = STANDARD.decode(body.replace("\r\n", "")).unwrap();
                    seen(format, &String::from_utf8(body).unwrap());
                }
                _ => {
                    let payload: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
                    seen(format, &payload.to_string());
                }
            }
        }
    }
}
