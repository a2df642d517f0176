use proptest::prelude::*;

use super::*;
use crate::model::is_han;

#[test]
fn what_belongs_together_stays_on_one_line() {
    for (text, width, expected) in [
        (
            "stands at 72 % on 07-31 now",
            13,
            &["stands", "at 72 %", "on 07-31 now"][..],
        ),
        ("late · 1 day past due", 8, &["late ·", "1 day", "past due"]),
        (
            "3 stages, 12 targets and 40 readings",
            12,
            &["3 stages,", "12 targets", "and", "40 readings"],
        ),
        // A mark stays behind its word, even where a looser place must be broken for it.
        ("of 2034-12-28 · done", 13, &["of", "2034-12-28 ·", "done"]),
        ("phase 2 completion", 12, &["phase 2", "completion"]),
        ("1,200 m² of 3,000 m²", 11, &["1,200 m²", "of 3,000 m²"]),
        (
            "see west-plot/main-structure",
            24,
            &["see", "west-plot/main-structure"],
        ),
        ("read west-plot now", 10, &["read", "west-plot", "now"]),
        (
            "added; next: project target north-gate 100 --by DATE",
            44,
            &["added; next:", "project target north-gate 100 --by DATE"],
        ),
        (
            "53 % on 10-29 (plan 67.6)",
            20,
            &["53 % on 10-29", "(plan 67.6)"],
        ),
        (
            "land sale by 2021-12-31 (was 2021-11-30)",
            24,
            &["land sale by 2021-12-31", "(was 2021-11-30)"],
        ),
    ] {
        assert_eq!(broken(text, width, width), expected, "{text}");
    }
}

#[test]
fn chinese_is_broken_between_words_and_behind_what_closes() {
    for (text, width, expected) in [
        (
            "目前65%（6月30日），未达序时",
            14,
            &["目前65%", "（6月30日），", "未达序时"][..],
        ),
        (
            "53%（10月29日） 序时67.6",
            20,
            &["53%（10月29日）", "序时67.6"],
        ),
        (
            "9月30日前开盘（原定8月1日）",
            18,
            &["9月30日前开盘", "（原定8月1日）"],
        ),
        (
            "原定在2021年12月31日前完成",
            17,
            &["原定在", "2021年12月31日前", "完成"],
        ),
        (
            "（原定2021年11月30日）",
            18,
            &["（原定", "2021年11月30日）"],
        ),
        ("12月31日前竣工验收", 12, &["12月31日前", "竣工验收"]),
        ("12月31日前竣工验收", 14, &["12月31日前竣工", "验收"]),
        ("杜姚线整治提升工程", 16, &["杜姚线整治提升", "工程"]),
        ("江北外国语学校二期", 16, &["江北外国语学校", "二期"]),
        (
            "盛家新村、宁馨园等3个老旧小区",
            20,
            &["盛家新村、宁馨园等", "3个老旧小区"],
        ),
        (
            "6个污水零直排小区改造工程",
            14,
            &["6个污水零直排", "小区改造工程"],
        ),
        ("共3个项目、4个阶段", 12, &["共3个项目、", "4个阶段"]),
        ("高标准农田", 8, &["高标准", "农田"]),
        ("腾空出让", 6, &["腾空出", "让"]),
        ("建筑面积120000平方米", 14, &["建筑面积", "120000平方米"]),
    ] {
        assert_eq!(broken(text, width, width), expected, "{text}");
    }
}

#[test]
fn what_is_wider_than_a_line_is_broken_all_the_same() {
    assert_eq!(
        broken("a-code/with-a-long-stage", 10, 8),
        ["a-code/", "with-a-l", "ong-stag", "e"]
    );
    assert_eq!(broken("街道西侧地块", 5, 5), ["街道", "西侧", "地块"]);
    // A letter keeps its marks, and an emoji its parts.
    assert_eq!(
        broken("e\u{301}e\u{301}e\u{301}", 2, 2),
        ["e\u{301}e\u{301}", "e\u{301}"]
    );
    assert_eq!(broken("👷🏽👷🏽", 4, 4), ["👷🏽", "👷🏽"]);
}

#[test]
fn a_cell_is_left_with_no_single_word_on_its_last_line() {
    let even = |text: &str, width| {
        let pieces = Pieces::of(text.to_owned());
        pieces.even_lines(width).join("|")
    };
    assert_eq!(
        even("Return of farmland to grain", 20),
        "Return of|farmland to grain"
    );
    assert_eq!(even("落地投产，未明确时限", 18), "落地投产，|未明确时限");
    assert_eq!(
        even("12月31日前二期全面开业", 20),
        "12月31日前|二期全面开业"
    );
}

/// Words of names and notes in many scripts, dates, figures with what they count, and brackets.
fn word() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "completion",
        "of",
        "the",
        "Grundstücksverkehr",
        "phase",
        "west-plot/main",
        "–",
        "·",
        "街道西侧地块",
        "竣工验收",
        "内外墙粉刷",
        "，",
        "、",
        "。",
        "等",
        "ལྷ་ས་གྲོང་ཁྱེར་",
        "👷🏽🚧🇨🇳",
        "e\u{301}a\u{300}\u{323}",
        "ไทยแลนด์",
        "서울특별시",
        "こんにちは世界",
    ]);
    prop_oneof![
        plain.prop_map(str::to_owned),
        kept(),
        (kept(), any::<bool>()).prop_map(|(text, is_wide)| match is_wide {
            true => format!("（{text}）"),
            false => format!("({text})"),
        }),
    ]
}

/// What must never be broken.
fn kept() -> impl Strategy<Value = String> {
    let day = (1..=12, 1..=28);
    prop_oneof![
        (2000..2100, day.clone()).prop_map(|(y, (m, d))| format!("{y}年{m}月{d}日")),
        (2000..2100, day.clone()).prop_map(|(y, (m, d))| format!("{y}-{m:02}-{d:02}")),
        day.prop_map(|(m, d)| format!("{m}月{d}日")),
        (1..1000).prop_map(|count| format!("{count} %")),
        (1..1000).prop_map(|count| format!("{count} days")),
        (1..1000).prop_map(|count| format!("{count}个")),
    ]
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    // Seen to catch: lines measured without the white space between their pieces; a percent broken
    // from its sign; a line that begins with a comma.
    #[test]
    fn lines_fit_lose_nothing_and_split_no_date(
        words in prop::collection::vec((word(), any::<bool>()), 1..12),
        width in 24_usize..80,
    ) {
        let is_stop = |c: Option<char>| c.is_none_or(|c| "，、。–·".contains(c));
        let mut text = String::new();
        for (word, has_gap) in &words {
            if is_stop(text.chars().last()) && is_stop(word.chars().next()) {
                continue;
            }
            // Chinese alone stands against what is beside it.
            let is_gap = |c: Option<char>| c.is_some_and(|c| !is_han(c));
            if *has_gap || (is_gap(text.chars().last()) && is_gap(word.chars().next())) {
                text.push(' ');
            }
            text.push_str(word);
        }
        let lines = broken(text.trim(), width, width);
        prop_assert_eq!(letters(&lines.concat()), letters(&text));
        for line in &lines {
            prop_assert!(columns(line) <= width, "{} in {:?}", line, lines);
            prop_assert!(!line.ends_with(['（', '(']), "{:?}", lines);
        }
        for line in lines.iter().skip(1) {
            prop_assert!(!line.starts_with(['，', '、', '。', '）', ')', '·']), "{:?}", lines);
        }
        for (word, _) in &words {
            let whole = word.trim_matches(['（', '）', '(', ')']);
            if whole.contains(|c: char| c.is_ascii_digit()) && columns(word) + 2 <= width {
                let is_kept = lines.iter().any(|line| line.contains(whole));
                prop_assert!(is_kept, "{} in {:?}", whole, lines);
            }
        }
    }
}
