use super::vocabulary::Word;
use super::words::{compact, split};

/// A time in days: `30`, `30d`, `2 weeks`, 两周, 14天内. `None` if it is none, or too long to count.
pub fn read_span(text: &str) -> Option<u32> {
    let words = split(&compact(text))?;
    let words = match words.as_slice() {
        [Word::In, rest @ ..] | [rest @ .., Word::Within] => rest,
        words => words,
    };
    match words {
        [Word::Number(n)] => Some(n.value),
        [Word::Number(n), Word::Days(days)] => n.value.checked_mul(*days),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_span;

    #[test]
    fn a_time_is_written_as_days_or_weeks() {
        for (text, days) in [
            ("30", Some(30)),
            ("30d", Some(30)),
            (" 7 D ", Some(7)),
            ("1 day", Some(1)),
            ("14 days", Some(14)),
            ("２周", Some(14)),
            ("2w", Some(14)),
            ("2 weeks", Some(14)),
            ("1 week", Some(7)),
            ("in 2 weeks", Some(14)),
            ("within 2 weeks", Some(14)),
            ("14天", Some(14)),
            ("十四天", Some(14)),
            ("14天内", Some(14)),
            ("2周", Some(14)),
            ("两周", Some(14)),
            ("两周内", Some(14)),
            ("2个星期", Some(14)),
            ("0", Some(0)),
            ("0天", Some(0)),
            ("700000000w", None),
            ("", None),
            ("d", None),
            ("-1", None),
            ("+1", None),
            ("1.5d", None),
            ("1m", None),
            ("30dw", None),
            ("2 weeks ago", None),
            ("两周后", None),
            ("friday", None),
            ("soon", None),
        ] {
            assert_eq!(read_span(text), days, "{text}");
        }
    }
}
