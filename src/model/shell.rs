use std::borrow::Cow;

/// A word as it is typed in a shell: in quotes where a space, a quote or another sign of the shell
/// would change it. Letters of any script, digits, `/ . - _ : = @ , + ~ %` need none. On Windows that
/// is PowerShell, and the Command Prompt as far as the same line can be right in both.
pub fn shell_quoted(word: &str) -> Cow<'_, str> {
    match cfg!(windows) {
        true => quoted_for_powershell(word),
        false => quoted_for_posix(word),
    }
}

/// Double quotes, which the Command Prompt knows too, unless something within means something there.
fn quoted_for_powershell(word: &str) -> Cow<'_, str> {
    let is_single = |c: char| c == '\'' || ('‘'..='‛').contains(&c);
    let is_double = |c: char| c == '"' || ('“'..='‟').contains(&c);
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || r"/\.-_:=+%~".contains(c)
            || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
                && !is_single(c)
                && !is_double(c)
    };
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    if !word.contains(|c| is_double(c) || matches!(c, '$' | '`')) {
        // A backslash before the last quote would be taken for its part.
        let last = if word.ends_with('\\') { "\\" } else { "" };
        return Cow::Owned(format!("\"{word}{last}\""));
    }
    let mut quoted = String::from("'");
    for c in word.chars() {
        quoted.extend(is_single(c).then_some(c));
        quoted.push(c);
    }
    Cow::Owned(quoted + "'")
}

/// The same for a shell that follows POSIX, wherever the program runs: so words stand in the record.
pub fn quoted_for_posix(word: &str) -> Cow<'_, str> {
    // Some shells take typographic quotes for quotes.
    let is_quote = |c: char| ('‘'..='‟').contains(&c);
    // Full stops and commas of Chinese mean nothing to a shell; a space of any width may be missed.
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || "/.-_:=@,+%".contains(c)
            || (!c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_quote(c))
    };
    // Inside a word, `~` and `#` mean nothing either.
    let is_inner = |c: char| is_plain(c) || matches!(c, '~' | '#');
    // A shell may take `=x` for the path of a program.
    let is_first = |c: char| is_plain(c) && c != '=';
    let mut letters = word.chars();
    if letters.next().is_some_and(is_first) && letters.all(is_inner) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_them_has_quotes() {
        for (word, shown) in [
            ("jinhui/main-structure", "jinhui/main-structure"),
            ("年底前", "年底前"),
            ("+30d", "+30d"),
            ("72%", "72%"),
            ("jinhui~7", "jinhui~7"),
            ("phase 2", "'phase 2'"),
            ("#17", "'#17'"),
            ("", "''"),
            ("it's", r"'it'\''s'"),
            ("a;b", "'a;b'"),
            ("$x", "'$x'"),
            ("a”b", "'a”b'"),
        ] {
            assert_eq!(quoted_for_posix(word), shown);
        }
    }

    #[test]
    fn windows_has_quotes_of_its_own() {
        for (word, shown) in [
            ("jinhui/main-structure", "jinhui/main-structure"),
            ("年底前", "年底前"),
            (r"C:\Users\王工\plan.xlsx", r"C:\Users\王工\plan.xlsx"),
            (r"C:\my plans\", r#""C:\my plans\\""#),
            ("phase 2", "\"phase 2\""),
            ("#17", "\"#17\""),
            ("a,b", "\"a,b\""),
            ("", "\"\""),
            ("it's", "\"it's\""),
            ("$x", "'$x'"),
            ("it's \"so\"", "'it''s \"so\"'"),
            ("a”b’c", "'a”b’’c'"),
        ] {
            assert_eq!(quoted_for_powershell(word), shown);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_the_word_that_was_meant() {
        for word in [
            "a b", "it's", "#17", "~", "$HOME", "*", "`x`", "年 底", "a\"b", "!x", "a~b",
        ] {
            let line = format!("printf %s {}", shell_quoted(word));
            let output = std::process::Command::new("sh")
                .args(["-c", &line])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), word);
        }
    }
}
