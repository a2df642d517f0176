//! Words that stand where no argument takes them, sorted into the arguments they were meant for.

use std::path::Path;

use crate::ledger::{Writing, find_stage, read_figure, read_goal};
use crate::model::{
    DateRules, Day, Deadline, Known, Scope, half_width, read_day, read_deadline, read_period,
};
use crate::store::{self, Access, Visible, load};

use super::ask;
use super::printed::is_all;

/// The words of a command that are neither options nor their values, and what helps to understand
/// them.
pub(crate) struct Bare<'a> {
    pub(crate) words: &'a [String],
    /// Whether an option was typed beside them, by any of its names.
    pub(crate) has: &'a dyn Fn(&str) -> bool,
    /// Whether a text names a project, or a stage of one.
    pub(crate) names: &'a dyn Fn(&str) -> bool,
    /// The day from which words such as `tomorrow` count.
    pub(crate) today: Day,
}

/// The same, as a command takes it.
pub(crate) struct Retyped {
    pub(crate) command: &'static str,
    pub(crate) words: Vec<String>,
    /// Whether the figure stood before the name.
    pub(crate) is_swapped: bool,
}

/// Whether a text names a project, or a stage of one, in a store that can be read.
pub(crate) fn names_stage_path(store: &Path, text: &str) -> bool {
    let path = text.split('#').next().unwrap_or_default();
    let Ok(store) = store::open(store, Access::Read) else {
        return false;
    };
    let mut is_named = false;
    let asked = store.read(&mut |read| {
        let (code, stage) = ask::split(read, path, Known::Now)?;
        let id = ask::project(read, code, Known::Now)?;
        let Some(stage) = stage else {
            is_named = true;
            return Ok(());
        };
        let visible = Visible::of(read, Known::Now)?;
        let one = load(read, Day::LAST, Scope::Project(id), &visible)?;
        let mut projects = one.projects.iter();
        is_named = projects.any(|project| find_stage(project, stage).is_ok());
        Ok(())
    });
    asked.is_ok() && is_named
}

/// The arguments that the bare words of a command were meant for; `None` where that is not plain.
pub(crate) fn retyped(command: &str, bare: &Bare<'_>) -> Option<Retyped> {
    match command {
        "update" => bare.update(),
        "target" => bare.target(),
        "add" => bare.add(),
        "edit" => bare.update().or_else(|| bare.named_by_all("edit")),
        "show" => bare.named_by_all("show"),
        "log" => bare.named_by_all("log"),
        "report" | "status" => bare.named().or_else(|| bare.period()),
        "check" | "list" => bare.named(),
        _ => None,
    }
}

/// A value within the words: where it begins, how many words it takes, and how to write it.
struct Value {
    at: usize,
    length: usize,
    text: String,
}

impl Bare<'_> {
    /// `[NAME] FIGURE [DAY] [NOTE]`.
    fn update(&self) -> Option<Retyped> {
        let figure = |text: &str| read_figure(text, Writing::TYPED).is_ok();
        let (mut name, value, rest, is_swapped) = self.around_value(&figure)?;
        let (mut day, mut note) = match (self.has)("--on") {
            true => (None, rest),
            false => self.leading(rest, &["on"], &|text| self.is_day(text)),
        };
        // `kitchen yesterday 45`
        if day.is_none() && !(self.has)("--on") && !(self.names)(&name.join(" ")) {
            let ends = (1..name.len()).map(|at| name.split_at(at));
            let mut ends = ends.filter(|(_, end)| self.is_day(&end.join(" ")));
            if let Some((begin, end)) = ends.next() {
                (name, day) = (begin, Some(end.join(" ")));
            }
        }
        let path = self.path(name);
        // What stands between a name and its figure is part of neither.
        let begins_with_name = || {
            let mut begins = (1..name.len()).filter_map(|at| name.get(..at));
            begins.any(|begin| (self.names)(&begin.join(" ")))
        };
        if !(self.names)(&path) && begins_with_name() {
            return None;
        }
        // Of two figures, one is too many.
        if !note.is_empty() && figure(&note.join(" ")) {
            return None;
        }
        let mut words = vec![path, value];
        words.extend(day.into_iter().flat_map(|day| ["--on".to_owned(), day]));
        if let [first, ..] = note
            && matches!(first.as_str(), "-" | "--" | "–" | "—")
        {
            note = note.get(1..)?;
        }
        self.with_rest("update", words, ("-m", "--note"), note, is_swapped)
    }

    /// `[NAME] [PERCENT] [by DEADLINE] [REASON]`.
    fn target(&self) -> Option<Retyped> {
        let goal = |text: &str| read_goal(text, Writing::TYPED).is_ok();
        let (name, goal, rest, is_swapped) = match self.around_value(&goal) {
            Some((name, goal, rest, is_swapped)) => (name, Some(goal), rest, is_swapped),
            None => {
                let ends = (1..self.words.len()).map(|at| self.words.split_at(at));
                let mut ends = ends.filter(|(_, rest)| self.deadline(rest).0.is_some());
                let (name, rest) = ends.next()?;
                (name, None, rest, false)
            }
        };
        let (due, reason) = self.deadline(rest);
        if due.is_some() && (self.has)("--by") {
            return None;
        }
        let mut words = vec![self.path(name)];
        words.extend(goal);
        words.extend(due.into_iter().flat_map(|due| ["--by".to_owned(), due]));
        self.with_rest(
            "target",
            words,
            ("--reason", "--reason"),
            reason,
            is_swapped,
        )
    }

    /// `NAME [DEADLINE] [FIGURE] [LEAD]`; of a known project `NAME FIGURE`.
    fn add(&self) -> Option<Retyped> {
        let is_number = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && read_figure(text, Writing::TYPED).is_ok()
        };
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let dated = (1..self.words.len()).find(|at| {
            let rest = self.words.get(*at..).unwrap_or_default();
            let is_dated = self.deadline(rest).0.is_some();
            is_dated && !rest.first().is_some_and(|word| is_year(word))
        });
        let signed = |word: &String| is_number(&half_width(word)) && word.ends_with(['%', '％']);
        let signed = self.words.iter().skip(1).position(signed).map(|at| at + 1);
        let Some(end) = dated.into_iter().chain(signed).min() else {
            return match self.words {
                [.., last] if is_number(&half_width(last)) => {
                    self.update().filter(|line| self.is_named(line))
                }
                _ => self.named_by_all("add"),
            };
        };
        if dated.is_none()
            && let Some(known) = self.update().filter(|line| self.is_named(line))
        {
            return Some(known);
        }
        let (name, mut rest) = self.words.split_at(end);
        let (mut due, mut progress, mut lead) = (None, None, Vec::new());
        while let [first, after @ ..] = rest {
            if let (Some(found), further) = self.deadline(rest)
                && due.is_none()
            {
                (due, rest) = (Some(found), further);
            } else if progress.is_none() && is_number(&half_width(first)) {
                (progress, rest) = (Some(first.clone()), after);
            } else {
                lead.push(first.clone());
                rest = after;
            }
        }
        let lead = (!lead.is_empty()).then(|| lead.join(" "));
        let mut words = vec![name.join(" ")];
        let options = [("--due", due), ("--progress", progress), ("--lead", lead)];
        for (option, value) in options {
            if let Some(value) = value {
                if (self.has)(option) {
                    return None;
                }
                words.extend([option.to_owned(), value]);
            }
        }
        Some(line("add", words, false))
    }

    /// A project that there is.
    fn named(&self) -> Option<Retyped> {
        self.named_by_all("show").filter(|line| self.is_named(line))
    }

    /// `PERIOD`, or all of them.
    fn period(&self) -> Option<Retyped> {
        let text = self.words.join(" ");
        let is_period = is_all(&text) || read_period(&text, self.today).is_ok();
        let words = vec!["--period".to_owned(), text];
        (is_period && !(self.has)("--period")).then(|| line("report", words, false))
    }

    /// A name and the deadline that it is moved to. Days and weeks that count from today are none:
    /// whoever moves a deadline by two weeks counts from the deadline.
    pub(crate) fn moved(&self) -> Vec<String> {
        let ends = (1..self.words.len()).map(|at| self.words.split_at(at));
        let mut ends = ends.map(|(name, rest)| (name, self.deadline(rest).0));
        let (name, due) = ends.find(|(_, due)| due.is_some()).unwrap_or_else(|| {
            let mut names = (1..=self.words.len())
                .rev()
                .map(|at| self.words.split_at(at).0);
            let name = names.find(|name| (self.names)(&self.path(name)));
            (name.or(self.words.get(..1)).unwrap_or_default(), None)
        });
        let read = |due: &str, today| match read_deadline(due, None, &DateRules::on(today)) {
            Ok(Deadline::On { due, .. }) => Some(due),
            _ => None,
        };
        let is_counted = |due: &String| {
            let tomorrow = self.today.plus(1).unwrap_or(self.today);
            let later = read(due, tomorrow).and_then(|day| day.plus(-1));
            later == read(due, self.today)
        };
        let name = (!name.is_empty()).then(|| self.path(name));
        let due = due.filter(|due| !is_counted(due));
        name.into_iter().chain(due).collect()
    }

    /// All of them are one name.
    fn named_by_all(&self, command: &'static str) -> Option<Retyped> {
        let name = match command {
            "add" => self.words.join(" "),
            _ => self.path(self.words),
        };
        (!name.is_empty()).then(|| line(command, vec![name], false))
    }

    /// Whether a line is about a project that is there.
    fn is_named(&self, line: &Retyped) -> bool {
        line.words.first().is_some_and(|name| (self.names)(name))
    }

    /// The words of a name, a value, and the words behind it; swapped, if the value stands first.
    /// Where several may be the value, it is the one behind the longest name of a project, else the
    /// first.
    fn around_value(
        &self,
        reads: &dyn Fn(&str) -> bool,
    ) -> Option<(&[String], String, &[String], bool)> {
        let values: Vec<Value> = (1..self.words.len())
            .filter_map(|at| self.value(at, reads))
            .collect();
        let before = |value: &Value| self.words.get(..value.at).unwrap_or_default();
        let is_behind_name = |value: &&Value| (self.names)(&self.path(before(value)));
        let mut from_last = values.iter().rev();
        if let Some(value) = from_last.find(is_behind_name).or(values.first()) {
            let rest = self.words.get(value.at + value.length..)?;
            return Some((before(value), value.text.clone(), rest, false));
        }
        let first = self.value(0, reads)?;
        let rest = self.words.get(first.length..)?;
        let mut ends = (1..=rest.len()).rev().map(|at| rest.split_at(at));
        let (name, rest) = ends.find(|(name, _)| (self.names)(&self.path(name)))?;
        Some((name, first.text, rest, true))
    }

    /// A value that begins with a word: `not yet`, `50 percent`, `50 %`.
    fn value(&self, at: usize, reads: &dyn Fn(&str) -> bool) -> Option<Value> {
        const SIGNS: [&str; 5] = ["%", "％", "percent", "pct", "per cent"];
        let first = self.words.get(at)?;
        if let Some(second) = self.words.get(at + 1) {
            let is_sign = SIGNS.contains(&second.to_lowercase().as_str());
            let both = format!("{first} {second}");
            if is_sign && reads(first) {
                return Some(Value {
                    at,
                    length: 2,
                    text: first.clone(),
                });
            }
            if !is_sign && !reads(first) && reads(&both) {
                return Some(Value {
                    at,
                    length: 2,
                    text: both,
                });
            }
        }
        reads(first).then(|| Value {
            at,
            length: 1,
            text: first.clone(),
        })
    }

    /// What the words begin with, if so much of them reads so, and what is behind it; before it any
    /// of `heads` may stand.
    fn leading<'w>(
        &self,
        words: &'w [String],
        heads: &[&str],
        reads: &dyn Fn(&str) -> bool,
    ) -> (Option<String>, &'w [String]) {
        const LONGEST: usize = 5;
        let behind = match words {
            [head, rest @ ..] if heads.contains(&head.to_lowercase().as_str()) => rest,
            _ => words,
        };
        let ends = (1..=behind.len().min(LONGEST)).rev();
        let mut ends = ends.map(|at| behind.split_at(at));
        match ends.find(|(begin, _)| reads(&begin.join(" "))) {
            Some((begin, rest)) => (Some(begin.join(" ")), rest),
            None => (None, words),
        }
    }

    /// A day of which something may be reported.
    fn is_day(&self, text: &str) -> bool {
        read_day(text, &DateRules::on(self.today)).is_ok_and(|day| day <= self.today)
    }

    fn deadline<'w>(&self, words: &'w [String]) -> (Option<String>, &'w [String]) {
        let is_due = |text: &str| {
            let read = read_deadline(text, None, &DateRules::on(self.today));
            // 12.5 is rather a figure.
            let is_decimal = text.contains('.') && text.parse::<f64>().is_ok();
            !is_decimal && matches!(read, Ok(Deadline::On { .. }))
        };
        self.leading(words, &["by", "until", "till", "to", "due", "on"], &is_due)
    }

    /// What words name: a project, a stage of it where they name both, else all of them as one name.
    fn path(&self, words: &[String]) -> String {
        let all = words.join(" ");
        if (self.names)(&all) {
            return all;
        }
        let both = |at: usize| {
            let (project, stage) = words.split_at(at);
            format!("{}/{}", project.join(" "), stage.join(" "))
        };
        let mut paths = (1..words.len()).map(both);
        paths.find(|path| (self.names)(path)).unwrap_or(all)
    }

    /// A line that ends in an option with the rest of the words, if there are any.
    fn with_rest(
        &self,
        command: &'static str,
        mut words: Vec<String>,
        (option, name): (&str, &str),
        rest: &[String],
        is_swapped: bool,
    ) -> Option<Retyped> {
        if !rest.is_empty() {
            if (self.has)(name) {
                return None;
            }
            words.extend([option.to_owned(), rest.join(" ")]);
        }
        Some(line(command, words, is_swapped))
    }
}

fn line(command: &'static str, words: Vec<String>, is_swapped: bool) -> Retyped {
    Retyped {
        command,
        words,
        is_swapped,
    }
}
