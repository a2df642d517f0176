//! Goals that stand in sentences, against the same goals in columns of their own.

use proptest::prelude::*;

use super::sandbox::Sandbox;

/// Stages, in Chinese and in English.
const STAGES: [(&str, &str); 4] = [
    ("主体结构", "main structure"),
    ("桩基", "piles"),
    ("装修", "fit-out"),
    ("3号楼主体", "tower 3"),
];
/// Deadlines in both, and their days.
const DUES: [(&str, &str, &str); 4] = [
    ("2021年9月底前", "by 30 Sep 2021", "2021-09-30"),
    ("12月31日前", "by 31 Dec", "2021-12-31"),
    ("21年11月", "by end of November", "2021-11-30"),
    ("力争年底", "by year end", "2021-12-31"),
];

#[derive(Clone, Debug)]
struct Goal {
    stage: usize,
    /// Without one, all of it.
    percent: Option<u32>,
    due: usize,
    style: usize,
}

fn goals() -> impl Strategy<Value = Vec<Goal>> {
    let stages = prop::sample::subsequence((0..STAGES.len()).collect::<Vec<_>>(), 1..=3);
    stages.prop_flat_map(|stages| {
        let goal = |stage| {
            let percent = prop::option::of(1u32..100);
            (percent, 0..DUES.len(), 0usize..3).prop_map(move |(percent, due, style)| Goal {
                stage,
                percent,
                due,
                style,
            })
        };
        stages.into_iter().map(goal).collect::<Vec<_>>()
    })
}

fn sentence(goal: &Goal, is_chinese: bool) -> String {
    let ((zh, en), (due_zh, due_en, _)) = (STAGES[goal.stage], DUES[goal.due]);
    match (is_chinese, goal.percent, goal.style) {
        (true, Some(percent), 0) => format!("{due_zh}{zh}完成{percent}%"),
        (true, Some(percent), 1) => format!("{due_zh}完成{zh}的{percent}％"),
        (true, Some(percent), _) => format!("{due_zh}，{zh}达到{percent}%"),
        (true, None, 0) => format!("{due_zh}完成{zh}"),
        (true, None, 1) => format!("{due_zh}{zh}完工"),
        (true, None, _) => format!("{due_zh}，{zh}全部完成"),
        (false, Some(percent), 0) => format!("{percent}% of {en} {due_en}"),
        (false, Some(percent), _) => format!("{en} {percent}% complete {due_en}"),
        (false, None, 0) => format!("{due_en} complete the {en}"),
        (false, None, _) => format!("{en} finished {due_en}"),
    }
}

/// The targets of a sheet: stage, percent, due day.
fn targets(sheet: &str) -> Result<Vec<String>, TestCaseError> {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-07-20T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("plan.csv", sheet);
    let ran = sandbox.run("import plan.csv");
    prop_assert_eq!(ran.code, 0, "{}\n{}", sheet, ran.err);
    let again = sandbox.run("import plan.csv");
    prop_assert!(again.err.contains("nothing to import"), "{}", again.err);
    let report = sandbox.json("report --period all --format json");
    let targets = report["targets"].as_array().unwrap().iter();
    let mut lines: Vec<String> = targets
        .map(|target| {
            let keys = ["stage_name", "target", "due", "kind", "commitment"];
            keys.map(|key| target[key].to_string()).join(" ")
        })
        .collect();
    lines.sort();
    Ok(lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    // Caught: 完成 before a stage read as part of its name; the second of two deadlines left out.
    #[test]
    fn a_sentence_says_what_columns_say(goals in goals(), is_chinese: bool, in_stage: bool) {
        let sentences: Vec<String> = goals.iter().map(|goal| sentence(goal, is_chinese)).collect();
        let column = if in_stage { "stage" } else { "target" };
        let told = format!("name,{column}\nWest plot,\"{}\"\n", sentences.join("；"));
        let rows = goals.iter().map(|goal| {
            let ((zh, en), (due_zh, _, due)) = (STAGES[goal.stage], DUES[goal.due]);
            let stage = if is_chinese { zh } else { en };
            let percent = goal.percent.map_or("done".to_owned(), |percent| percent.to_string());
            let is_firm = is_chinese && due_zh.starts_with("力争");
            let firm = if is_firm { "strive" } else { "" };
            format!("West plot,{stage},{percent},{due},{firm}\n")
        });
        let split = format!(
            "name,stage,target,due,commitment\n{}",
            rows.collect::<String>()
        );
        prop_assert_eq!(targets(&told)?, targets(&split)?, "{}", told);
    }
}
