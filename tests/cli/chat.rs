//! What `check` finds, as messages for chat groups and as mail.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::office::office;
use crate::sandbox::{Sandbox, ran};

/// What `check` writes where it finds something.
fn message(sandbox: &Sandbox, line: &str) -> String {
    let ran = sandbox.run(line);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    ran.out
}

fn json(sandbox: &Sandbox, format: &str) -> Value {
    serde_json::from_str(&message(sandbox, &format!("check --format {format}"))).unwrap()
}

/// The text that the receiver shows.
fn text(format: &str, payload: &Value) -> String {
    let text = match format {
        "wecom" => &payload["markdown"]["content"],
        "dingtalk" => &payload["markdown"]["text"],
        "feishu" => &payload["content"]["text"],
        _ => &payload["blocks"][0]["text"]["text"],
    };
    text.as_str().unwrap().to_owned()
}

#[test]
fn each_receiver_gets_the_payload_that_it_takes() {
    let office = office();
    for language in ["en", "zh"] {
        let mut all = String::new();
        for format in ["wecom", "dingtalk", "feishu", "slack"] {
            let line = format!("check --format {format} --lang {language}");
            all += &message(&office, &line);
        }
        insta::assert_snapshot!(format!("payloads_{language}"), all);
    }
}

/// Header fields, unfolded, and the body, decoded.
fn mail(written: &str) -> (Vec<(String, String)>, String) {
    let (head, body) = written.split_once("\r\n\r\n").unwrap();
    let fields = head.replace("\r\n ", " ");
    let fields = fields
        .split("\r\n")
        .map(|field| field.split_once(": ").unwrap());
    let body = STANDARD.decode(body.replace("\r\n", "")).unwrap();
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    (fields.collect(), String::from_utf8(body).unwrap())
}

fn subject(value: &str) -> String {
    let word = |word: &str| {
        assert!(word.len() <= 75, "{word}");
        let coded = word
            .strip_prefix("=?UTF-8?B?")
            .unwrap()
            .strip_suffix("?=")
            .unwrap();
        String::from_utf8(STANDARD.decode(coded).unwrap()).unwrap()
    };
    value.split(' ').map(word).collect()
}

#[test]
fn a_mail_is_ascii_on_the_way_and_chinese_on_arrival() {
    let office = office();
    let written = message(&office, "check --format mail --lang zh --fail-on late");
    assert!(written.is_ascii());
    assert!(written.lines().all(|line| line.len() <= 78), "{written}");
    let (fields, body) = mail(&written);
    let value = |name: &str| {
        let mut own = fields.iter().filter(|field| field.0 == name);
        own.next().map(|field| field.1.as_str())
    };
    assert_eq!(value("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(value("Content-Type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(value("Content-Transfer-Encoding"), Some("base64"));
    let title =
        "重点项目提醒（2021年10月31日）：逾期未完成1项、应报未报1项、严重滞后1项、未达序时1项";
    assert_eq!(subject(value("Subject").unwrap()), title);
    let mut lines = body.split("\r\n\r\n").collect::<Vec<_>>().into_iter();
    assert_eq!(lines.next(), Some(title));
    let first = lines.next().unwrap();
    assert!(
        first.starts_with("‼ 荟丰城：逾期未完成，10月15日前开业，已超期16天"),
        "{first}"
    );
    // The record's head stands in its foot.
    let verified = office.json("verify --json");
    let head = verified["head"].as_str().unwrap();
    let foot = format!("记录校验码{head}（日后可用 verify --since 核验记录未被改动）\r\n");
    assert_eq!(lines.next_back(), Some(foot.as_str()));
    assert_eq!(lines.count(), 3);
}

/// Three hundred targets that nobody has reported.
fn many() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-01T09:00:00Z");
    let mut rows = String::from("name,stage,percent,due\n");
    for number in 1..=300 {
        let day = 1 + number % 28;
        rows += &format!(
            "第{number}号安置房及其配套道路、桥梁、绿化和管网综合改造项目,完工,done,2021-07-{day:02}\n"
        );
    }
    sandbox.write("many.csv", &rows);
    sandbox.ok("import many.csv --yes --new");
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox
}

// Seen to catch: a cut that kept the lines at the end.
#[test]
fn what_does_not_fit_is_counted_and_the_worst_stay() {
    let sandbox = many();
    let worst = sandbox.run("check").out.lines().next().unwrap().to_owned();
    let worst = worst.split('：').next().unwrap_or(&worst)[..12].to_owned();
    for (format, most) in [
        ("wecom", 4096),
        ("dingtalk", 20_000),
        ("feishu", 20_480),
        ("slack", 3000),
    ] {
        for language in ["en", "zh"] {
            let written = message(
                &sandbox,
                &format!("check --format {format} --lang {language}"),
            );
            let payload: Value = serde_json::from_str(&written).unwrap();
            let text = text(format, &payload);
            let length = match format {
                "wecom" => text.len(),
                "slack" => text.encode_utf16().count(),
                _ => written.trim_end().len(),
            };
            assert!(
                length <= most && most * 8 / 10 < length,
                "{format}: {length}"
            );
            let shown = text.split("\n\n").count() - 2;
            let rest = match language {
                "en" => format!("… and {} more", 300 - shown),
                _ => format!("……另有{}项", 300 - shown),
            };
            assert!(text.ends_with(&rest), "{format}: {shown} {text}");
            assert!(text.contains(&worst), "{worst}: {text}");
        }
    }
    let (_, body) = mail(&message(&sandbox, "check --format mail"));
    // And the record's head.
    assert_eq!(body.matches("\r\n\r\n").count(), 301);
}

// Seen to catch: findings that were remembered as told though the message had no room for them.
#[test]
fn what_does_not_fit_is_told_by_the_next_message() {
    for format in ["wecom", "slack", "feishu", "dingtalk"] {
        let sandbox = many();
        let mut told: Vec<u32> = Vec::new();
        let mut messages = 0;
        loop {
            let ran = sandbox.run(&format!("check --new --format {format}"));
            if ran.out.is_empty() {
                assert_eq!(ran.code, 0, "{}", ran.err);
                break;
            }
            let payload: Value = serde_json::from_str(&ran.out).unwrap();
            let text = text(format, &payload);
            let numbers = text.split('第').skip(1);
            told.extend(
                numbers.map(|rest| rest.split('号').next().unwrap().parse::<u32>().unwrap()),
            );
            messages += 1;
        }
        assert!(messages > 1, "{format}");
        told.sort_unstable();
        assert_eq!(told, (1..=300).collect::<Vec<u32>>(), "{format}");
    }
}

#[test]
fn nothing_is_written_where_nothing_is_found() {
    let sandbox = Sandbox::with_store();
    for format in ["wecom", "dingtalk", "feishu", "slack", "mail"] {
        assert_eq!(sandbox.ok(&format!("check --format {format}")), "");
    }
}

// Seen to catch: a text that kept `<`.
#[test]
fn nothing_in_a_cell_is_a_mention_a_link_or_a_field() {
    let sandbox = Sandbox::with_store();
    let evil = "<at user_id=\"all\">x</at> [t](http://e.example) @all **b** <!channel>";
    let add = [
        "add",
        "A&B Bcc: x@e.example",
        "--due",
        "2021-07-20",
        "--code",
        "ab",
        "--lead",
        evil,
    ];
    let added = ran(sandbox.command(add).output().unwrap());
    assert_eq!(added.code, 0, "{}", added.err);
    for format in ["wecom", "dingtalk", "feishu"] {
        let text = text(format, &json(&sandbox, format));
        assert!(text.contains("at user"), "{text}");
        assert!(
            !text.contains(['<', '>', '[', ']', '*', '@', '\u{1b}', '\u{202e}']),
            "{text}"
        );
        assert!(!text.contains("://"), "{text}");
    }
    let slack = json(&sandbox, "slack");
    assert_eq!(slack["blocks"][0]["text"]["type"], "plain_text");
    assert!(!slack["text"].as_str().unwrap().contains("channel"));
    let (fields, body) = mail(&message(&sandbox, "check --format mail"));
    assert_eq!(fields.len(), 5, "{fields:?}");
    assert!(body.contains(evil), "{body}");
}

#[test]
fn a_message_tells_a_finding_once_with_new() {
    let office = office();
    let first = message(&office, "check --new --format wecom");
    assert!(
        first.contains("荟丰城") || first.contains("Huifeng"),
        "{first}"
    );
    assert_eq!(office.ok("check --new --format wecom"), "");
}
