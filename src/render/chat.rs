//! Findings as messages: exact payloads for the robots of chat groups, and a mail. Nothing is sent.
//!
//! A message is cut to what its receiver takes, whole lines from the end, so that the worst stay; the
//! rest is counted.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::messages::check::Rest;
use crate::messages::report::Foot;
use crate::messages::{In, Say};
use crate::model::{Day, Language, printable};
use crate::report::{Finding, findings_title};

/// The most characters of a line; longer ones are cut.
const LONGEST: usize = 500;

/// A receiver of messages.
pub struct Messenger {
    /// What `--format` calls it.
    pub id: &'static str,
    /// The most bytes of what `measured` gives.
    most: usize,
    /// What its limit is on: of a title and a text.
    measured: fn(&str, &str) -> usize,
    /// Whether it looks for marks and mentions in a text.
    has_marks: bool,
    /// Whether it is a paper that is kept: then the record's head stands in its foot.
    has_foot: bool,
    write: fn(&str, &str, &mut dyn Write) -> io::Result<()>,
}

/// All of them.
pub static MESSENGERS: [Messenger; 5] = [
    Messenger {
        id: "wecom",
        // The content of a Markdown message.
        most: 4096,
        measured: |_, text| text.len(),
        has_marks: true,
        has_foot: false,
        write: |_, text, out| {
            let content = json!({ "content": text });
            payload(&json!({ "msgtype": "markdown", "markdown": content }), out)
        },
    },
    Messenger {
        id: "dingtalk",
        // The whole body.
        most: 20_000,
        measured: |title, text| dingtalk(title, text).to_string().len(),
        has_marks: true,
        has_foot: false,
        write: |title, text, out| payload(&dingtalk(title, text), out),
    },
    Messenger {
        id: "feishu",
        // The whole body, of 20 KB.
        most: 20 * 1024,
        measured: |_, text| feishu(text).to_string().len(),
        has_marks: true,
        has_foot: false,
        write: |_, text, out| payload(&feishu(text), out),
    },
    Messenger {
        id: "slack",
        // The characters of a section.
        most: 3000,
        measured: |_, text| text.encode_utf16().count(),
        has_marks: false,
        has_foot: false,
        write: |title, text, out| {
            let section = json!({ "type": "plain_text", "text": text, "emoji": false });
            let blocks = json!([{ "type": "section", "text": section }]);
            payload(&json!({ "text": title, "blocks": blocks }), out)
        },
    },
    Messenger {
        id: "mail",
        most: usize::MAX,
        measured: |_, text| text.len(),
        has_marks: false,
        has_foot: true,
        write: mail,
    },
];

fn dingtalk(title: &str, text: &str) -> Value {
    json!({ "msgtype": "markdown", "markdown": { "title": title, "text": text } })
}

fn feishu(text: &str) -> Value {
    json!({ "msg_type": "text", "content": { "text": text } })
}

fn payload(payload: &Value, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{payload}")
}

impl Messenger {
    /// That of a name.
    pub fn called(id: &str) -> Option<&'static Messenger> {
        MESSENGERS.iter().find(|messenger| messenger.id == id)
    }

    /// Writes a message about findings, nothing where there are none; gives how many of them, from
    /// the first, stand in it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(
        &self,
        language: Language,
        findings: &[Finding<'_>],
        as_of: Day,
        foot: &Foot,
        out: &mut dyn Write,
    ) -> io::Result<usize> {
        if findings.is_empty() {
            return Ok(0);
        }
        let worded = |message: &dyn Say| {
            let text = printable(&In(language, message).to_string()).into_owned();
            if self.has_marks {
                unmarked(&text)
            } else {
                text
            }
        };
        let title = worded(&findings_title(findings, as_of));
        let lines: Vec<String> = (findings.iter())
            .map(|finding| cut(&worded(&finding.line(language, as_of))))
            .collect();
        let text = |shown: usize| {
            let mut text = title.clone();
            for line in lines.iter().take(shown) {
                text += &format!("\n\n{line}");
            }
            let rest = lines.len() - shown;
            if rest > 0 {
                text += &format!("\n\n{}", worded(&Rest { rest }));
            }
            if self.has_foot {
                text += &format!("\n\n{}", worded(foot));
            }
            text
        };
        let fits = |shown: &usize| (self.measured)(&title, &text(*shown)) <= self.most;
        // The fewer lines, the shorter: the first that does not fit ends the search.
        let mut shown = 0;
        let (mut low, mut high) = (0, lines.len());
        while low <= high {
            let middle = low + (high - low) / 2;
            if fits(&middle) {
                (shown, low) = (middle, middle + 1);
            } else if middle == 0 {
                break;
            } else {
                high = middle - 1;
            }
        }
        (self.write)(&title, &text(shown), out)?;
        Ok(shown)
    }
}

/// A text in which no messenger finds a mark, a link, a mention or a tag: what would be one is written
/// with the full-width sign.
fn unmarked(text: &str) -> String {
    let full = |c: char| match c {
        '<' => '＜',
        '>' => '＞',
        '[' => '［',
        ']' => '］',
        '*' => '＊',
        '`' => '｀',
        '#' => '＃',
        '@' => '＠',
        '~' => '～',
        '_' => '＿',
        '&' => '＆',
        '\\' => '＼',
        c => c,
    };
    text.replace("://", "：//").chars().map(full).collect()
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// A message for `sendmail`, which adds sender, receiver and date (RFC 5322). It says that no person
/// wrote it, so that none answers by itself (RFC 3834).
fn mail(title: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "Subject: {}\r\n", subject(title))?;
    write!(out, "Auto-Submitted: auto-generated\r\n")?;
    write!(out, "MIME-Version: 1.0\r\n")?;
    write!(out, "Content-Type: text/plain; charset=UTF-8\r\n")?;
    write!(out, "Content-Transfer-Encoding: base64\r\n\r\n")?;
    let body = text.replace('\n', "\r\n") + "\r\n";
    let encoded = STANDARD.encode(body);
    for line in encoded.as_bytes().chunks(76) {
        out.write_all(line)?;
        out.write_all(b"\r\n")?;
    }
    Ok(())
}

/// Words of a subject, a line each: no longer than 75 characters (RFC 2047), the line than 78.
fn subject(title: &str) -> String {
    // 39 bytes are 52 characters of base64; 12 go around them, and `Subject: ` before.
    let mut words: Vec<String> = vec![String::new()];
    for c in title.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= 39 => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let encoded = words
        .iter()
        .map(|word| format!("=?UTF-8?B?{}?=", STANDARD.encode(word)));
    encoded.collect::<Vec<String>>().join("\r\n ")
}
