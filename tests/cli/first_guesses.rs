//! What people type first is taken, or answered with the line that does it.
//!
//! The table was written before the code, by somebody who had not seen it. Each guess begins in an
//! empty sandbox at 9 o'clock UTC of its day, with `PROJECT_LANG` where its language is Chinese.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::sandbox::{Sandbox, ran};

/// A guess, and what must happen.
#[derive(Deserialize)]
struct Guess {
    id: String,
    lang: String,
    today: String,
    /// Lines that come before, each of which must succeed.
    setup: Vec<String>,
    #[serde(rename = "type")]
    line: String,
    #[serde(default)]
    stdin: String,
    exit: i32,
    what: String,
    /// Pieces of standard output.
    #[serde(default)]
    out: Vec<String>,
    /// Pieces of the error output.
    #[serde(default)]
    err: Vec<String>,
    /// Pieces of neither.
    #[serde(default)]
    not: Vec<String>,
    /// Nothing is printed.
    #[serde(default)]
    silent: bool,
    /// Files that are written, each with what it begins with.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The exit code of the line that the answer names, once what it leaves open is filled in.
    #[serde(default)]
    answer: i32,
    #[serde(default)]
    then: Vec<Then>,
}

/// A further command, which proves what was recorded.
#[derive(Deserialize)]
struct Then {
    #[serde(rename = "type")]
    line: String,
    out: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// The words of a line as a shell reads them: in either kind of quotes, `\` before a sign.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '\\') => word.get_or_insert_default().extend(rest.next()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

impl Guess {
    fn run(&self, sandbox: &Sandbox, line: &str) -> crate::sandbox::Ran {
        let mut command = sandbox.command(words(line));
        if self.lang == "zh" {
            command.env("PROJECT_LANG", "zh");
        }
        // The default place: some guesses name a store of their own.
        command
            .env_remove("PROJECT_DB")
            .env("XDG_DATA_HOME", sandbox.path("data"));
        command.stdin(std::process::Stdio::piped());
        command.stdout(std::process::Stdio::piped());
        command.stderr(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        use std::io::Write;
        // A command that is refused reads nothing.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        ran(child.wait_with_output().unwrap())
    }

    /// What becomes of the line of an answer when it is typed.
    fn typed_answer(&self, sandbox: &Sandbox, err: &str) -> Option<String> {
        let end = ["; use: project ", "；请用：project "];
        let line = end.iter().find_map(|end| err.split_once(end))?.1.trim_end();
        // A shell would read the file.
        let line = line.split(" < ").next().unwrap();
        let filled: Vec<String> = words(line).iter().map(|word| self.filled(word)).collect();
        let line = filled.join(" ");
        let ran = self.run(sandbox, &line);
        let is_refused = ["; use:", "；请用", "--help", "unexpected", "无法识别"]
            .iter()
            .any(|piece| ran.err.contains(piece));
        if ran.code != self.answer || is_refused {
            return Some(format!("its answer {line}: exit {}: {}", ran.code, ran.err));
        }
        None
    }

    /// A word of an answer as it is typed; what it leaves open is filled in.
    fn filled(&self, word: &str) -> String {
        let known = match self
            .setup
            .first()
            .is_some_and(|line| line == "init --sample")
        {
            true => "farmland/overall",
            false => "house-a",
        };
        match word {
            "CODE" | "CODE[/STAGE]" | "代码" | "代码[/阶段]" => known.to_owned(),
            "DATE" | "日期" => "2027-05-01".to_owned(),
            "PERCENT" | "百分比" => "90".to_owned(),
            ".." | "TEXT" | "NAME" => "something".to_owned(),
            "FOLDER" => "folder".to_owned(),
            word => format!("'{word}'"),
        }
    }

    /// Whether anything is expected that could fail; of what is refused, more than what was typed.
    fn can_fail(&self) -> bool {
        let mut err = self.err.iter();
        match self.exit {
            2 => err.any(|piece| !self.line.contains(piece.as_str())),
            _ => {
                let has_pieces = !self.out.is_empty() || !self.err.is_empty();
                has_pieces || self.silent || !self.files.is_empty() || !self.then.is_empty()
            }
        }
    }

    /// What did not happen as it must.
    fn faults(&self) -> Vec<String> {
        let mut sandbox = Sandbox::new();
        sandbox.at(&format!("{}T09:00:00Z", self.today));
        for line in &self.setup {
            let ran = self.run(&sandbox, line);
            if ran.code != 0 {
                return vec![format!("setup {line}: {}", ran.err)];
            }
        }
        let ran = self.run(&sandbox, &self.line);
        let mut faults = Vec::new();
        if ran.code != self.exit {
            faults.push(format!("exit {}, not {}", ran.code, self.exit));
        }
        let lacks = |name: &str, text: &str, pieces: &[String]| -> Vec<String> {
            let missing = pieces.iter().filter(|piece| !text.contains(*piece));
            missing
                .map(|piece| format!("{name} lacks {piece}"))
                .collect()
        };
        faults.extend(lacks("stdout", &ran.out, &self.out));
        faults.extend(lacks("stderr", &ran.err, &self.err));
        let both = format!("{}{}", ran.out, ran.err);
        let found = self.not.iter().filter(|piece| both.contains(*piece));
        faults.extend(found.map(|piece| format!("it has {piece}")));
        if self.silent && !both.is_empty() {
            faults.push("it prints something".to_owned());
        }
        if !faults.is_empty() {
            faults.push(both);
        }
        for (name, start) in &self.files {
            let text = fs::read_to_string(sandbox.path(name)).unwrap_or_default();
            if start.is_empty() || !text.starts_with(start.as_str()) {
                faults.push(format!("{name} begins with {:.40}", text));
            }
        }
        for then in &self.then {
            let ran = self.run(&sandbox, &then.line);
            if ran.code != 0 {
                faults.push(format!("then {}: {}", then.line, ran.err));
            }
            faults.extend(lacks(&then.line, &ran.out, &then.out));
            let found = then.not.iter().filter(|piece| ran.out.contains(*piece));
            faults.extend(found.map(|piece| format!("{} has {piece}", then.line)));
        }
        // Last, since it may record.
        faults.extend(self.typed_answer(&sandbox, &ran.err));
        faults
    }
}

/// Seen to catch: `edit x --due` without its answer; `rename` not known; an answer that is refused
/// itself.
fn every(part: usize) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/first_guesses.jsonl"
    );
    let text = fs::read_to_string(path).unwrap();
    let table = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let table: Vec<Guess> = table.collect();
    assert!(table.len() >= 400);
    let idle = table.iter().filter(|guess| !guess.can_fail());
    let idle: Vec<&str> = idle.map(|guess| guess.id.as_str()).collect();
    assert!(idle.is_empty(), "rows that cannot fail: {idle:?}");
    let mut faults = Vec::new();
    for guess in table.iter().skip(part).step_by(PARTS) {
        let found = guess.faults();
        if !found.is_empty() {
            let (id, line, what) = (&guess.id, &guess.line, &guess.what);
            faults.push(format!("{id}: {line}\n  {what}\n  {}", found.join("\n  ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Side by side, since each starts several processes.
const PARTS: usize = 4;

#[test]
fn first_guesses_are_taken_or_answered_1() {
    every(0);
}

#[test]
fn first_guesses_are_taken_or_answered_2() {
    every(1);
}

#[test]
fn first_guesses_are_taken_or_answered_3() {
    every(2);
}

#[test]
fn first_guesses_are_taken_or_answered_4() {
    every(3);
}
