//! Text broken into lines.

use std::borrow::Cow;

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes at most: terminals differ in whether they join what is joined, such
/// as an emoji and its colour.
pub(super) fn columns(text: &str) -> usize {
    display_width(text).max(text.width())
}

/// Lines of no more than a width, further ones indented. No line ends in a hyphen that the text has:
/// it may be a code's or an option's. Each is to be [unbound](unbind) once it is where it belongs.
pub(super) fn broken(text: &str, width: usize, indent: &str) -> Vec<String> {
    let bound = bind(text);
    let lines = |width: usize| {
        let options = Options::new(width)
            .word_splitter(WordSplitter::NoHyphenation)
            .subsequent_indent(indent);
        textwrap::wrap(&bound, options)
    };
    // The lines are found by one of the two measures; where the other tells more, by a smaller width.
    let fits = |lines: &Vec<Cow<'_, str>>| lines.iter().all(|line| columns(line) <= width);
    let mut narrower = (1..=width).rev().map(lines);
    let fitting = narrower.find(fits);
    let lines = fitting.unwrap_or_else(|| textwrap::wrap(&bound, 1));
    lines.into_iter().map(Cow::into_owned).collect()
}

/// Keeps what belongs together on one line, by marks that [`unbind`] takes away again: a figure and
/// its sign, the parts of a date, a Chinese word of two characters that begins a part and the figure
/// behind it, and what may have to be typed as it stands. No line begins with a dot between two
/// parts.
fn bind(text: &str) -> String {
    let text = text
        .replace(" %", "\u{a0}%")
        .replace(" · ", "\u{a0}· ")
        .replace("(was ", "(was\u{a0}")
        .replace("(plan ", "(plan\u{a0}")
        .replace(" day", "\u{a0}day")
        .replace(" on ", " on\u{a0}")
        .replace(" by ", " by\u{a0}");
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut bound = String::with_capacity(text.len());
    let mut before = ' ';
    // How many stand between the last space or bracket and here.
    let mut begun = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_sign = |c: char| matches!(c, '年' | '月' | '日');
        let joins_before = before == '/'
            || (is_chinese(before) && matches!(begun, 1 | 2))
            || (is_sign(c) && before.is_ascii_digit())
            || (is_sign(before) && (c.is_ascii_digit() || c == '前'));
        // A line may begin with a bracket, but with no mark that closes.
        if c == '（' {
            bound.push('\u{200b}');
        }
        let closes = matches!(c, '）' | '，' | '、' | '；' | '。');
        if joins_before || closes {
            bound.push('\u{2060}');
        }
        let is_inside = before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        bound.push(if c == '-' && is_inside { '\u{2011}' } else { c });
        before = c;
        begun = if matches!(c, ' ' | '（') {
            0
        } else {
            begun + 1
        };
    }
    bound
}

/// A line as it is meant to be read.
pub(super) fn unbind(line: &str) -> String {
    line.replace('\u{a0}', " ")
        .replace('\u{2011}', "-")
        .replace(['\u{2060}', '\u{200b}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let lines = broken(text, width, "  ");
        lines.iter().map(|line| unbind(line)).collect()
    }

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        for (text, width, expected) in [
            (
                "stands at 72 % on 07-31 now",
                13,
                &["stands at", "  72 %", "  on 07-31", "  now"][..],
            ),
            (
                "late · 1 day past due",
                8,
                &["late ·", "  1 day", "  past", "  due"],
            ),
            (
                "see west-plot/main-structure",
                27,
                &["see", "  west-plot/main-structure"],
            ),
            ("read west-plot now", 12, &["read", "  west-plot", "  now"]),
            (
                "目前65%（6月30日），未达序时",
                15,
                &["目前65%", "  （6月30日），", "  未达序时"],
            ),
            (
                "53 % on 10-29 (plan 67.6)",
                20,
                &["53 % on 10-29", "  (plan 67.6)"],
            ),
            (
                "53%（10月29日） 序时67.6",
                20,
                &["53%（10月29日）", "  序时67.6"],
            ),
            (
                "9月30日前开盘（原定8月1日）",
                18,
                &["9月30日前开盘", "  （原定8月1日）"],
            ),
            (
                "原定在2021年12月31日前完成",
                19,
                &["原定在", "  2021年12月31日前", "  完成"],
            ),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_all_the_same() {
        assert_eq!(
            lines("a-code/with-a-long-stage", 10),
            ["a-code/w", "  ith-a-lo", "  ng-stage"]
        );
        assert_eq!(
            lines("街道西侧地块", 5),
            ["街道", "  西", "  侧", "  地", "  块"]
        );
    }
}
