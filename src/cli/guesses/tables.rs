//! Words of other programs, and of Chinese, with what to type instead.

/// What people call commands; the file says how its lines are written.
const COMMANDS: &str = include_str!("commands.txt");
/// What they call options, and which other words they type.
const ARGUMENTS: &str = include_str!("arguments.txt");

/// A row of a table.
pub(super) struct Row {
    /// The commands that it is about, or what else stands before the colon; empty: nothing.
    pub(super) of: &'static str,
    pub(super) names: &'static str,
    /// The line to type instead.
    pub(super) line: &'static str,
}

impl Row {
    fn is_of(&self, command: &str) -> bool {
        self.of.split(", ").any(|of| of == command)
    }

    fn has(&self, name: &str) -> bool {
        let mut names = self.names();
        names.any(|own| plain(own) == plain(name))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(", ")
    }
}

/// However a word is written: in capitals or not, with dashes or without.
fn plain(word: &str) -> String {
    let word = word.trim_start_matches('-').to_lowercase();
    word.replace(['-', '_'], " ").replace(['\'', '’'], "")
}

fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    let lines = table.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|row| {
        let (names, line) = row.split_once(" => ").unwrap_or((row, ""));
        let (of, names) = names.split_once(": ").unwrap_or(("", names));
        Row { of, names, line }
    })
}

/// The rows about commands.
pub(super) fn commands() -> impl Iterator<Item = Row> {
    rows(COMMANDS)
}

/// The rows about options.
pub(super) fn arguments() -> impl Iterator<Item = Row> {
    rows(ARGUMENTS)
}

/// The line for a command that nobody has, and how many of the words call it.
pub(super) fn command(words: &[&str], is_known: &dyn Fn(&str) -> bool) -> Option<(Row, usize)> {
    (1..=words.len()).rev().find_map(|length| {
        let called = words.get(..length)?.join(" ");
        let named = || words.get(length).is_some_and(|word| is_known(word));
        let mut rows = commands().filter(|row| row.has(&called));
        let row = rows.find(|row| row.of.is_empty() || named())?;
        Some((row, length))
    })
}

/// What to type instead of an option, or of a word, of a command.
pub(super) fn argument(command: &str, name: &str) -> Option<&'static str> {
    let of = |command: &str| {
        let mut rows = arguments();
        let row = rows.find(|row| row.is_of(command) && row.has(name) && !row.line.is_empty());
        row.map(|row| row.line)
    };
    of(command).or_else(|| of("*"))
}

/// Whether a word says nothing where it stands first behind a command.
pub(super) fn says_nothing(command: &str, word: &str) -> bool {
    let mut rows = arguments();
    rows.any(|row| row.line.is_empty() && row.is_of(command) && row.names().any(|own| own == word))
}
