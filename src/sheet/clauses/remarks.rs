//! Remarks behind a figure or a verb: `60% (crane back)`, `90% done but cladding failed`.

use super::super::deeds::before_deed;
use super::days::without_day;
use super::vocabulary::{
    DONE, EARLIER, EARLIER_WORDS, MONEY, MONEY_WORDS, PLANNING_WORDS, PLANS, REMARKS,
    TURNING_WORDS, TURNS, UNMAKING, WITHIN,
};
use super::words::{has_word, is_any, is_negated, percent_sign, without_end};

/// A clause without the remark behind its figure or its verb, unless that says what else they are.
pub(super) fn without_remark(words: &str) -> &str {
    let found = REMARKS.iter().filter_map(|mark| {
        let (head, remark) = words.split_once(mark)?;
        Some((head.trim_end(), remark))
    });
    let Some((head, remark)) = found.min_by_key(|(head, _)| head.len()) else {
        return words;
    };
    let undated = without_day(head);
    let sign = percent_sign(undated);
    let has_figure = sign.is_some();
    let is_over =
        sign.is_some_and(|sign| sign.end == undated.len()) || without_end(undated, DONE).is_some();
    let remark = match words.get(head.len()..).map(str::trim_start) {
        Some(rest) if rest.starts_with(['(', '（']) => {
            let inside = remark.trim_end();
            inside.strip_suffix([')', '）']).unwrap_or(inside)
        }
        _ => remark,
    };
    let is_one = !remark.contains([')', '）']) && percent_sign(remark).is_none();
    let remark = remark.trim().to_lowercase();
    let leaves = match has_figure {
        true => leaves_figure(&remark),
        false => leaves_done(&remark),
    };
    match is_over && is_one && leaves {
        true => head,
        false => words,
    }
}

/// Whether what stands before a remark is still how far the works are.
fn leaves_figure(remark: &str) -> bool {
    let first = remark.split(|c: char| !c.is_alphanumeric()).next();
    // What is planned there is another deed: 50%（预计12月通车）.
    if before_deed(remark).is_some() && percent_sign(remark).is_none() {
        return true;
    }
    let of_other = [PLANNING_WORDS, EARLIER_WORDS, MONEY_WORDS];
    let starts = [
        PLANS,
        EARLIER,
        MONEY,
        WITHIN,
        &["剩", "同比", "环比", "较", "占"],
    ];
    let is_of_other = of_other
        .iter()
        .any(|words| first.is_some_and(|first| words.contains(&first)))
        || starts
            .iter()
            .any(|starts| starts.iter().any(|start| remark.starts_with(start)));
    let is_range =
        remark.starts_with(|c: char| c.is_ascii_digit()) && remark.parse::<f64>().is_ok();
    let is_of_part = has_word(remark, &["only"]) || remark.starts_with('仅');
    !is_of_other && !is_range && !is_of_part && !UNMAKING.contains(&remark)
}

/// Whether what is done before a remark is so all the same.
fn leaves_done(remark: &str) -> bool {
    let is_part = is_any(remark, TURNS) || has_word(remark, TURNING_WORDS) || is_negated(remark);
    let is_other =
        is_any(remark, PLANS) || has_word(remark, PLANNING_WORDS) || remark.contains(['?', '？']);
    let is_counted =
        remark.contains(|c: char| c.is_ascii_digit()) && !without_day(remark).is_empty();
    let is_share = ["部分", "主体"].iter().any(|part| remark.starts_with(part));
    !(is_part || is_other || is_counted || is_share)
}
