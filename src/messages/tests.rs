use super::macros::messages;
use super::*;
use crate::model::Language::{En, Zh};
use crate::model::{Day, Percent};

messages! {
    /// One of each kind of variant.
    enum Sample {
        Bare
            en "nothing"
            zh "无",
        Named { stage_path: String, percent: Percent, on: Day }
            en "{stage_path} stood at {percent} on {on}; type `project show {stage_path:#}`"
            zh "{stage_path}在{on}为{percent}；请运行 project show {stage_path:#}",
        Placed(text: String)
            en "'{text:.3}'"
            zh "“{text:.3}”",
        Nested(parts: Vec<Sample>, hint: Option<Box<Sample>>)
            en "{parts}{hint}"
            zh "{parts}{hint}",
        Counted { count: usize, name: String }
            if (*count == 0)
                en "none"
                zh "无"
            else if (name.is_empty())
                en "{count}"
                zh "{count}个"
            else
                en "{count} {name}"
                zh "{count}个{name}",
    }
}

messages! {
    /// A part.
    struct Part { on: Day, text: String }
        if (text.is_empty()) en "{on}" zh "{on}" else en "{on}: {text}" zh "{on}：{text}"
}

fn printed(sample: &Sample) -> [String; 2] {
    [En, Zh].map(|language| In(language, sample).to_string())
}

#[test]
fn values_go_into_a_sentence_in_its_language() {
    let sample = Sample::Named {
        stage_path: "金辉 二期".to_owned(),
        percent: "72.5".parse().unwrap(),
        on: "2021-10-31".parse().unwrap(),
    };
    assert_eq!(
        printed(&sample),
        [
            "金辉 二期 stood at 72.5 % on 2021-10-31; type `project show '金辉 二期'`",
            "金辉 二期在2021年10月31日为72.5%；请运行 project show '金辉 二期'"
        ]
    );
}

#[test]
fn what_came_from_outside_is_cut_and_made_safe() {
    let sample = Sample::Placed("\u{202e}\u{1b}[31mabcd".to_owned());
    assert_eq!(printed(&sample), ["'[31…'", "“[31…”"]);
    let short = Sample::Placed("abc".to_owned());
    assert_eq!(printed(&short), ["'abc'", "“abc”"]);
}

#[test]
fn lists_and_optional_parts_are_said_in_turn() {
    let sample = Sample::Nested(vec![Sample::Bare, Sample::Bare], None);
    assert_eq!(printed(&sample), ["nothing, nothing", "无、无"]);
    let hint = Some(Box::new(Sample::Bare));
    assert_eq!(printed(&Sample::Nested(vec![], hint)), ["nothing", "无"]);
}

#[test]
fn the_first_case_that_holds_is_said() {
    for (count, name, en, zh) in [
        (0, "", "none", "无"),
        (2, "", "2", "2个"),
        (2, "x", "2 x", "2个x"),
    ] {
        let name = name.to_owned();
        assert_eq!(printed(&Sample::Counted { count, name }), [en, zh]);
    }
}

#[test]
fn a_part_says_its_fields() {
    let on = "2021-10-31".parse().unwrap();
    let part = |text: &str| Part {
        on,
        text: text.to_owned(),
    };
    assert_eq!(In(En, &part("")).to_string(), "2021-10-31");
    assert_eq!(In(Zh, &part("x")).to_string(), "2021年10月31日：x");
}

#[test]
fn nouns_follow_their_number() {
    for (count, en, zh) in [
        (0, "0 rows", "0行"),
        (1, "1 row", "1行"),
        (2, "2 rows", "2行"),
    ] {
        let rows = Rows(count);
        assert_eq!(In(En, &rows).to_string(), en);
        assert_eq!(In(Zh, &rows).to_string(), zh);
    }
}
