//! Deadlines with which a sentence begins.

use super::super::Day;
use super::deadline::{check_deadline, is_no_deadline};
use super::vocabulary::Word;
use super::words::{compact, first, split};

/// The longest beginning of a text that is a deadline by itself, and what follows it: 12月31日前 of
/// 12月31日前完成形象进度80%. What a deadline may end in, such as 完成, is left to what follows, and so is a
/// number that counts something there: of 11月3号楼主体完成 it is 11月. Where the number may be either, there
/// is none.
pub fn deadline_at_start(text: &str, today: Day) -> Option<(&str, &str)> {
    /// So many characters of a text are looked at.
    const LONGEST: usize = 40;
    let is_deadline = |head: &str, rest: &str| {
        let goes_on = |c: char| "年月日号旬季度底末前内".contains(c);
        let is_within_word = head.ends_with(|c: char| c.is_ascii_alphanumeric())
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let ends_in_deed = || split(&compact(head)).is_none_or(|all| all.ends_with(&[Word::Done]));
        !rest.starts_with(goes_on)
            && !is_within_word
            && !is_no_deadline(head)
            && check_deadline(head, today).is_ok()
            && !ends_in_deed()
    };
    // Few texts begin like one, and each of their beginnings is tried.
    first(&compact(text))?;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(LONGEST).collect();
    let longest_first = ends.into_iter().rev();
    let heads = longest_first.filter_map(|at| text.split_at_checked(at));
    for (head, rest) in heads.filter(|(head, rest)| is_deadline(head, rest)) {
        match last_number(head, rest, today) {
            LastNumber::Date => return Some((head, rest)),
            LastNumber::Rest => {}
            LastNumber::Either => return None,
        }
    }
    None
}

/// What a number at the end of a deadline may belong to.
enum LastNumber {
    Date,
    Rest,
    Either,
}

/// Whether the day at the end of a deadline may count what follows: 3号楼, 1#楼, 二期.
fn last_number(head: &str, rest: &str, today: Day) -> LastNumber {
    const COUNTED: &str =
        "期#＃楼栋幢标段层区个条座台项家户万亩套公米吨孔根片线路地厂馆桥井院泵池坝塔站";
    let is_numeral = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    let head = head.trim_end();
    let bare = head.strip_suffix('号').unwrap_or(head);
    let figures = bare.chars().rev().take_while(|c| is_numeral(*c)).count();
    let is_followed_by_deed = || {
        const VERBS: [&str; 5] = ["实现", "达到", "complete", "finish", "reach"];
        let rest = compact(rest);
        let word = first(&rest).map(|(word, _)| word);
        rest.is_empty()
            || matches!(word, Some(Word::Done | Word::Promise(_)))
            || VERBS.iter().any(|verb| rest.starts_with(verb))
    };
    let is_deadline_without = || {
        let end = bare.char_indices().rev().nth(figures.saturating_sub(1));
        let before = end.and_then(|(at, _)| bare.get(..at));
        before.is_some_and(|before| check_deadline(before, today).is_ok())
    };
    if !(1..=3).contains(&figures) || is_followed_by_deed() {
        LastNumber::Date
    } else if rest.starts_with(|c: char| COUNTED.contains(c)) {
        LastNumber::Rest
    } else if is_deadline_without() {
        LastNumber::Either
    } else {
        LastNumber::Date
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_deadline_at_the_start_leaves_the_deed_to_what_follows() {
        let today = "2021-10-15".parse().unwrap();
        for (text, head, rest) in [
            ("12月31日前完成形象进度80%", "12月31日前", "完成形象进度80%"),
            ("年底前竣工", "年底前", "竣工"),
            ("8月底前完成桩基", "8月底前", "完成桩基"),
            ("力争年底主体完成50%", "力争年底", "主体完成50%"),
            ("年底前力争完成主体", "年底前力争", "完成主体"),
            ("21年底前要完成", "21年底前", "要完成"),
            ("12.31前完成主体", "12.31前", "完成主体"),
            (
                "2021年12月底（力争11月底）竣工",
                "2021年12月底（力争11月底）",
                "竣工",
            ),
            (
                "by 31 Dec complete the roof",
                "by 31 Dec ",
                "complete the roof",
            ),
            ("尽快完成主体", "尽快", "完成主体"),
            ("2021年底", "2021年底", ""),
        ] {
            assert_eq!(deadline_at_start(text, today), Some((head, rest)), "{text}");
        }
        for text in [
            "完成80%",
            "80%",
            "1-3月完成主体",
            "3号楼主体完成80%",
            "二期竣工",
            "11月3号主体完成50%",
            "by 31 Dec 21 towers complete",
            "五一前完成",
            "持续推进",
            "marching band",
            "",
        ] {
            assert_eq!(deadline_at_start(text, today), None, "{text}");
        }
    }

    proptest! {
        // Caught: 11月3号 of 11月3号楼.
        #[test]
        fn both_parts_are_the_text_and_the_first_is_a_deadline(
            text in "(11月|年底|3号|1|二|楼|期|前|完成|主体|by |31 Dec|[，。]|\\PC){0,8}"
        ) {
            let today = "2021-10-15".parse().unwrap();
            if let Some((head, rest)) = deadline_at_start(&text, today) {
                prop_assert_eq!(format!("{head}{rest}"), text.as_str());
                prop_assert!(check_deadline(head, today).is_ok() && !head.is_empty());
                let ends_in_number = head.ends_with(['1', '二', '号']);
                prop_assert!(!ends_in_number || !rest.starts_with(['楼', '期']));
            }
        }
    }
}
