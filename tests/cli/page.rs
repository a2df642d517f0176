//! The report as a web page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::office::office;
use crate::sandbox::Sandbox;

fn page(sandbox: &Sandbox, options: &str) -> String {
    sandbox.ok(&format!("report --format html {options}"))
}

/// What stands between two texts, each time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    let parts = text.split(from).skip(1);
    parts
        .map(|part| part.split(to).next().unwrap_or_default())
        .collect()
}

/// The drawings that stand in no other.
fn drawings(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0, 0);
    for (at, _) in page.match_indices('<') {
        let rest = &page[at..];
        if rest.starts_with("<svg") {
            begin = if depth == 0 { at } else { begin };
            depth += 1;
        } else if rest.starts_with("</svg>") {
            depth -= 1;
            if depth == 0 {
                found.push(&page[begin..at + "</svg>".len()]);
            }
        }
    }
    found
}

/// The tags of a page in their order, without what the browser is given to read.
fn tags(page: &str) -> Vec<&str> {
    let body = &page[page.find("<body>").unwrap()..];
    let parts = body.split('<').skip(1);
    parts
        .map(|part| part.split('>').next().unwrap_or_default())
        .collect()
}

/// A page without style and script, a line a row, an item and a drawing.
fn readable(page: &str) -> String {
    let body = between(page, "<body>", "<script>")[0];
    let mut lines = body.to_owned();
    for tag in [
        "<header", "<h1", "<h2", "<h3", "<p", "<ul", "<li", "<div", "<section", "<table", "<thead",
        "<tbody", "<tr", "<th", "<td", "<figure", "<svg", "<article", "<dl", "<footer",
    ] {
        for end in [" ", ">"] {
            lines = lines.replace(&format!("{tag}{end}"), &format!("\n{tag}{end}"));
        }
    }
    lines
}

#[test]
fn a_page_shows_the_office_in_both_languages() {
    let office = office();
    for language in ["en", "zh"] {
        let page = page(&office, &format!("--lang {language}"));
        insta::assert_snapshot!(format!("page_{language}"), readable(&page));
        // Written to a file it is the same.
        office.ok(&format!("report -o oct.HTML --lang {language}"));
        let written = std::fs::read_to_string(office.path("oct.HTML")).unwrap();
        assert_eq!(written, page);
    }
}

#[test]
fn a_page_opens_with_the_answer() {
    let page = page(&office(), "--lang en");
    let answer = page.find("Late: 4 of 11 targets in 10 projects").unwrap();
    let first = ["<table", "<figure", "<article"].map(|tag| page.find(tag).unwrap());
    assert!(first.iter().all(|at| answer < *at), "{first:?}");
    assert!(page.contains("<html lang=\"en\">"));
}

#[test]
fn every_drawing_is_well_formed_and_told_in_words() {
    let office = office();
    for options in ["--lang en", "--lang zh --period all", "--period 1999"] {
        let page = page(&office, options);
        for drawing in drawings(&page) {
            let parsed = roxmltree::Document::parse(drawing);
            let parsed = parsed.unwrap_or_else(|e| panic!("{e}: {drawing}"));
            let root = parsed.root_element();
            // A name of its own, or none where the words stand beside it.
            match root.attribute("role") {
                Some(role) => {
                    assert_eq!(role, "img", "{drawing}");
                    assert!(
                        root.attribute("aria-label")
                            .is_some_and(|it| !it.is_empty())
                    );
                }
                None => assert_eq!(root.attribute("aria-hidden"), Some("true"), "{drawing}"),
            }
        }
        // Each curve has a caption.
        let figures = between(&page, "<figure", "</figure>");
        assert!(figures.iter().all(|figure| figure.contains("<figcaption>")));
    }
    let page = page(&office, "--period all");
    let targets = office.json("report --period all --json");
    let all = targets["targets"].as_array().unwrap();
    let measured = all.iter().filter(|t| t["kind"] == "measured");
    // Of three nothing was ever reported.
    assert_eq!(page.matches("<figure").count(), measured.count() - 3);
    let lines = between(&page, "<table class=\"lines\"", "</table>");
    // One is undated.
    assert_eq!(lines[0].matches("<th scope=\"row\"").count(), all.len() - 1);
    assert!(page.contains("Not on the timeline: 1 target without a deadline."));
}

#[test]
fn the_signs_that_a_drawing_uses_are_there() {
    let page = page(&office(), "--period all");
    for used in between(&page, "<use href=\"#", "\"") {
        assert_eq!(
            page.matches(&format!(" id=\"{used}\"")).count(),
            1,
            "{used}"
        );
    }
    for row in between(&page, "<a href=\"#", "\"") {
        assert_eq!(page.matches(&format!(" id=\"{row}\"")).count(), 1, "{row}");
    }
}

#[test]
fn a_screen_reader_knows_of_each_cell_what_it_belongs_to() {
    let page = page(&office(), "--group-by unit");
    for table in between(&page, "<table", "</table>") {
        let (head, rows) = table.split_once("</thead>").unwrap();
        assert_eq!(
            head.matches("<th ").count() + head.matches("<th>").count(),
            head.matches("scope=\"col\"").count(),
            "{head}"
        );
        for row in between(rows, "<tr", "</tr>") {
            assert_eq!(row.matches("<th").count(), 1, "{row}");
            assert_eq!(row.matches("scope=\"row").count(), 1, "{row}");
        }
    }
    let headings: Vec<&str> = between(&page, "<h", ">");
    let levels = headings
        .iter()
        .filter(|tag| tag.starts_with(['1', '2', '3']));
    let levels: Vec<char> = levels.map(|tag| tag.chars().next().unwrap()).collect();
    assert_eq!(levels[..2], ['1', '2']);
}

// Seen to catch: a style that was changed behind the policy.
#[test]
fn a_page_asks_for_nothing_and_runs_nothing_but_its_own_script() {
    let page = page(&office(), "--lang en");
    assert!(!page.contains("://") && !page.contains(" src=") && !page.contains("@import"));
    for address in between(&page, "href=\"", "\"") {
        assert!(address.starts_with('#') || address == "data:,", "{address}");
    }
    // No attribute is a script or a style.
    for tag in tags(&page) {
        let attributes = tag.split_once(' ').map_or("", |(_, rest)| rest);
        assert!(
            !attributes.contains(" on") && !attributes.starts_with("on"),
            "{tag}"
        );
        assert!(!attributes.contains("style="), "{tag}");
    }
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"")[0];
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
        let texts = between(&page, &format!("<{tag}>"), &format!("</{tag}>"));
        let hash = STANDARD.encode(Sha256::digest(texts[0]));
        let [only] = texts[..] else {
            panic!("{} of {tag}", texts.len());
        };
        assert!(!only.is_empty());
        let allowed = format!("{directive} &#39;sha256-{hash}&#39;;").replace("&#39;", "'");
        assert!(policy.contains(&allowed), "{policy} lacks {allowed}");
    }
}

#[test]
fn columns_groups_periods_and_filters_hold() {
    let office = office();
    let all = page(
        &office,
        "--lang en --late --group-by unit --columns project,status,due,problem",
    );
    let table = between(&all, "<section id=\"table\">", "</section>")[0];
    let heads = between(table, "scope=\"col\">", "<");
    assert_eq!(heads, ["project", "status", "due", "problem"]);
    let groups = between(table, "<tr class=\"group\">", "</tr>");
    assert_eq!(groups.len(), 3);
    assert!(groups[1].contains("规建科: "), "{groups:?}");
    assert!(!table.contains("Old Bridge"), "{table}");
    assert!(
        table.contains("<th scope=\"row\">Xiangsheng</th>"),
        "{table}"
    );
    // What is not shown is still counted.
    assert!(all.contains("<li>7 other targets not shown</li>"));

    let chinese = page(&office, "--lang zh --period 2021年下半年");
    assert!(chinese.contains("<html lang=\"zh-CN\">"));
    assert!(chinese.contains("，2021年下半年目标）</h1>"));
    let none = page(&office, "--lang en --period 1999");
    assert!(none.contains("No target belongs to 1999."));
    assert!(!none.contains("<table class=\"lines\"") && !none.contains("<figure"));
}

#[test]
fn a_page_has_the_records_head_in_its_foot() {
    let office = office();
    let verified = office.json("verify --json");
    let head = verified["head"].as_str().unwrap();
    let page = page(&office, "");
    let foot = between(&page, "<footer>", "</footer>");
    assert!(foot[0].contains(head), "{head} is not in {foot:?}");
    assert!(!page.contains("project report") && !page.contains("project list"));
}

#[test]
fn a_move_a_forecast_and_a_plan_point_are_drawn() {
    let page = page(&office(), "--lang en");
    // The west plot's deadline was moved by a month.
    let row = between(&page, "<tr class=\"yellow\">", "</tr>")
        .into_iter()
        .find(|row| row.contains("West plot"))
        .unwrap();
    assert!(row.contains("Main structure 70"), "{row}");
    assert!(row.contains("(was <time>11-30</time>)"), "{row}");
    assert!(
        row.contains("<use href=\"#from\"") && row.contains("class=\"head\""),
        "{row}"
    );
    assert!(row.contains("aria-label=\"forecast "), "{row}");
    let curve = between(&page, "<figure", "</figure>")
        .into_iter()
        .find(|figure| figure.contains("West plot"))
        .unwrap();
    // One plan point.
    assert_eq!(curve.matches("class=\"point\"").count(), 1, "{curve}");
    assert!(
        curve.contains("class=\"band\"") && curve.contains("class=\"to\""),
        "{curve}"
    );
    assert!(curve.contains("days behind, at 38\u{a0}% on"), "{curve}");
}

/// What would leave a text, an attribute, a script, a style or a comment, or be computed.
const EVIL: [&str; 10] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!-- --><a href=javascript:alert(1)>x</a>",
    "{{7*7}} ${7*7} <?= 7*7 ?> #{7*7}",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "]]><!DOCTYPE html>",
    "url(https://e.example/x) @import",
];

/// An office with one project, in whose every text that text stands.
fn with(text: &str) -> Sandbox {
    let sandbox = Sandbox::with_store();
    let columns = "name,name_en,stage,category,unit,lead,label,note,problem,next_step";
    let cells: Vec<String> = columns
        .split(',')
        .map(|column| {
            let cell = match column {
                "name_en" => format!("{text} {column}"),
                _ => text.to_owned(),
            };
            format!("\"{}\"", cell.replace('"', "\"\""))
        })
        .collect();
    let cells = cells.join(",");
    sandbox.write("p.csv", format!("{columns},percent,due,period,baseline,reading,as_of\n{cells},80,2021-12-31,2021H2,0,10,2021-07-31\n"));
    sandbox.ok("import -q --yes p.csv");
    sandbox
}

// Seen to catch: a name written into a page as it is.
#[test]
fn no_text_of_any_field_becomes_markup() {
    for options in [
        "--lang en --group-by category",
        "--lang zh --columns project,category,target,unit,lead,problem,next-step,stage",
    ] {
        let plain = page(&with("plain"), options);
        let plain = tags(&plain);
        for evil in EVIL {
            let page = page(&with(evil), options);
            assert_eq!(tags(&page), plain, "{evil}");
            // It is there, as a text.
            let shown = evil
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let shown = shown.replace('"', "&quot;");
            assert!(
                page.matches(&shown).count() > 5,
                "{evil} is not shown as {shown}"
            );
        }
    }
}

#[test]
fn no_text_is_computed_where_a_page_is_copied_to_a_spreadsheet_or_turns_what_is_around_it() {
    let page = page(
        &with("=1+1"),
        "--lang en --columns project,unit,lead,problem,next-step",
    );
    for cell in between(&page, "<td>", "</td>") {
        assert!(!cell.starts_with("=1"), "{cell}");
    }
    assert!(page.contains("<td>'=1+1</td>"), "{page}");
    // Marks that turn text come in by no sheet and no command; nor are they written.
    let turned = with("plain");
    for mark in ['\u{202e}', '\u{2066}', '\u{1b}', '\u{7}', '\u{200b}'] {
        let line = format!("update plain 11 --problem 'a{mark}b'");
        assert_eq!(turned.run(&line).code, 2);
        assert!(!page.contains(mark));
    }
}
