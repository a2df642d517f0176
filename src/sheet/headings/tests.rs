//! What headings mean, typed as offices and project leads write them.

use super::super::columns::FLAT;
use super::super::kind::Kind;
use super::*;

const DUE_BY_CELLS: Heading = DayOrPercent {
    day: "due",
    percent: None,
};

#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    // How far things are.
    ("reading", "目前进展情况 项目进展情况 工程形象进度 工程进展 建设进度 总体进度 累计完成 目前形象进度 当前进展 当前进展情况 \
        最新进展 最新进展情况 进展状况 项目进展 工程进展情况 截至目前进展 截至目前进度 累计进度 累计完成比例 完成百分比 \
        完成度 工作进度 推进情况 落实情况 建设进展 实际完成比例 总进度 进度情况 进度（%） 完成进度（%） 完成率（%） \
        施工进度 整体进度 形象进度（截至10月底） 目前工程进度 实际形象进度 任务推进情况"),
    ("reading", "Completion %|Percentage complete|Overall progress|Actual % complete|Progress (%)|Progress %|% progress|\
        % Comp|% compl.|Pct complete|Pct. Complete|Percent done|Completion rate|Complete %|Complete (%)|Status %|\
        Actual %|% Work Complete|Physical % Complete|Current progress|Progress to date|% completion|% achieved|\
        Physical progress"),
    // By when.
    ("due", "计划竣工日期 计划完成时限 预计完成时间 完工时间 完成时限要求 预计竣工时间 竣工时限 拟竣工时间 完成节点 时间节点 \
        计划完工时间 交付时间 投产时间 计划投产时间 建成时间 办结时限 截止日 到期日 要求完成时间 完成期限要求 计划竣工 竣工 \
        目标完成时间 项目竣工时间 任务完成时限"),
    ("due", "Planned end|Target completion date|Forecast finish|Due by|Due|Due on|Deadline date|Planned completion date|\
        Planned end date|Plan end|Expected finish|Forecast completion date|Current finish|Scheduled finish|\
        Revised due date|Delivery date|Go-live|Go live date|ETA|End|By when|Finish by|Project deadline"),
    ("start", "计划开工 预计开工时间 拟开工时间 开工日期 项目启动时间"),
    ("start", "Planned start date|Begin date|Commencement|Kick-off|Project start"),
    ("finished", "实际完成日期 实际竣工时间 实际完工日期 实际竣工"),
    ("finished", "Actual finish|Actual end|Completed on|Date completed|Actual completion date|Actual finish date"),
    // What is in the way, and what comes next.
    ("problem", "存在的主要问题 主要问题 存在问题及困难 存在困难和问题 困难和问题 需协调解决的问题 需要协调解决的问题 需协调事项 \
        滞后原因 未完成原因 制约因素 问题及建议"),
    ("problem", "Issues/Risks|Issues / risks|Risks & issues|Risks and issues|Key issues|Key risks|Barriers|Challenges|\
        Concerns|Blockers / dependencies|Reason for delay"),
    ("next_step", "下步工作打算 下步工作计划 下一步工作计划 下一步工作安排 下一步安排 下步安排 下一步工作打算 下月计划 下月工作计划 \
        下步推进措施"),
    ("next_step", "Next steps / actions|Next actions|Next action|Planned next|Next period|Plan for next month|Way forward"),
    ("note", "Comments / notes|Status update|Update|Latest update|Narrative|Commentary|Status comments|Progress comments"),
    ("as_of", "上报时间 填报时间 统计时间 数据截止日期 更新时间 报送日期"),
    ("as_of", "Reporting date|As at|As at date|Data date|Date of update|Last updated|Updated|Update date"),
    // Who.
    ("unit", "责任科室 责任主体 实施单位 实施主体 主责单位 责任股室 牵头责任单位 主办单位 牵头科室 责任单位名称"),
    ("unit", "Directorate|Division|Business unit|Dept.|Responsible department|Lead department"),
    ("lead", "责任人员 项目经理 项目责任人 主要责任人 经办人 责任人及联系方式 牵头领导"),
    ("lead", "Project lead|Responsible person|Resource Names|Team lead|Responsible party|Assigned|Accountable|Task owner|\
        Project owner|Programme manager|Action owner|Owner name|Responsible"),
    // Money.
    ("budget", "总投资（万元） 总投资(亿元) 项目总投资（万元） 概算投资 估算总投资 投资规模 总概算"),
    ("budget", "Contract value|Approved budget|Contract sum|Budget (£)|Total budget (£m)"),
    ("annual_budget", "2026年计划投资 2026年度计划投资 年度投资计划（万元） 当年计划投资 今年计划投资 年度计划（万元）"),
    ("annual_budget", "Annual budget|Budget 2026"),
    ("spent", "开工以来累计完成投资 自开工累计完成投资 完成投资额 实际完成投资 截至目前完成投资 累计完成投资（万元） 累计投资 已投资 \
        累计完成（万元）"),
    ("spent", "Paid to date|Spend|Actual spend|Spend to date (£)|Actual cost|Cost to date|Actual (k€)|Actuals (£)"),
    // What.
    ("name", "项目名 工程项目名称 任务事项 重点任务 事项名称 项目名称 重点工作"),
    ("name", "Project Title|Activity name|Task|Milestone|Key milestone|Deliverables|Initiative|Work item"),
    ("percent", "全年目标 2026年目标 总体目标 目标要求 计划目标 年度建设目标"),
    ("stage", "年度目标任务 目标任务"),
    ("code", "项目编码 项目编号"),
    ("code", "Project number|Project no."),
    ("number", "序 序号 项目序号"),
    ("number", "S/N|No.|Item no."),
];

#[rustfmt::skip]
const WEAK: &[(&str, &str)] = &[
    ("unit", "建设单位|业主单位|项目单位|项目业主"),
    ("lead", "联系人|包保领导|市级领导"),
    ("reading", "%|本月进度|本月进展情况|年度工作进展|10月进度|2026年10月进度"),
    ("due", "Baseline end|Baseline finish|Baseline date|Original due date|原定完成时间|Forecast date"),
    ("start", "实际开工时间|Actual start|Baseline start"),
    ("spent", "年度完成投资|本年完成投资|1-10月完成投资"),
    ("budget", "Planned cost|Estimated cost|Baseline cost"),
    ("next_step", "解决措施|工作措施|Mitigation"),
    ("name", "Action|Action item|重点工程|重大项目|建设项目"),
    ("category", "项目性质|行业类别"),
];

/// What was to be done by now, a share of money, or of a month alone.
#[rustfmt::skip]
const NOTHING: &str = "计划完成%|计划完成比例|计划进度|序时进度|计划形象进度|Planned %|Planned % complete|Plan %|Expected %|\
    Target % to date|Planned progress|10月目标|投资完成率|投资完成比例|本月完成投资";

#[rustfmt::skip]
const UNKNOWN: &str = "施工单位|监理单位|配合单位|建设地点|开竣工时间|Status|状态|Contractor|Site|Duration|Predecessors|单位|Priority|\
    Task Mode|颜色|金辉小区|主体完成90%|Phase 2|目标任务完成良好|联系电话号码";

/// Those of a list, between bars or, where there are none, spaces.
fn each(words: &str) -> impl Iterator<Item = &str> {
    let between = if words.contains('|') { '|' } else { ' ' };
    let words = words.split(between).map(str::trim);
    words.filter(|word| !word.is_empty())
}

#[test]
fn headings_are_understood_by_their_words() {
    let mut count = 0;
    let mut wrong = Vec::new();
    let mut check = |word: &str, expected: Option<Heading>| {
        count += 1;
        let found = Kind::heading(word);
        if found != expected {
            wrong.push(format!("{word}: {found:?} is not {expected:?}"));
        }
    };
    for (field, words) in FIELDS {
        each(words).for_each(|word| check(word, Some(Field(field))));
    }
    for (field, words) in WEAK {
        each(words).for_each(|word| check(word, Some(Weakly(field))));
    }
    each(NOTHING).for_each(|word| check(word, Some(Nothing)));
    each(UNKNOWN).for_each(|word| check(word, None));
    for word in [
        "Planned completion",
        "Target completion",
        "Est. completion",
        "计划完成",
        "预计完成",
    ] {
        check(word, Some(DUE_BY_CELLS));
    }
    for (word, day) in [
        ("Completion", "due"),
        ("实际完成", "finished"),
        ("Completed", "finished"),
    ] {
        let percent = Some("reading");
        check(word, Some(DayOrPercent { day, percent }));
    }
    assert!(count > 300, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn traditional_headings_mean_what_simplified_ones_do() {
    for (word, field) in [
        ("項目名稱", "name"),
        ("完成時限", "due"),
        ("計劃竣工時間", "due"),
        ("責任單位", "unit"),
        ("責任人", "lead"),
        ("負責人", "lead"),
        ("形象進度", "reading"),
        ("目前進度", "reading"),
        ("進展情況", "reading"),
        ("備註", "note"),
        ("存在問題", "problem"),
        ("下一步計劃", "next_step"),
        ("總投資（萬元）", "budget"),
        ("年度目標", "percent"),
        ("開工時間", "start"),
        ("統計日期", "as_of"),
        ("項目類別", "category"),
        ("序號", "number"),
        ("階段", "stage"),
    ] {
        assert_eq!(Kind::heading(word), Some(Field(field)), "{word}");
    }
}

#[test]
fn no_name_is_listed_that_its_words_tell() {
    let money = ["budget", "annual_budget", "spent"];
    for (own, names) in FLAT.iter().filter(|(own, _)| !money.contains(own)) {
        for name in *names {
            let told = [(*name).to_owned(), format!("{name}（%）")];
            let is_told = told.iter().all(|name| heading(name) == Some(Field(own)));
            assert!(!is_told, "{name} need not be listed");
        }
    }
}

#[test]
fn a_heading_of_progress_may_be_of_a_month() {
    for (heading, month) in [
        ("9月进度", Some((None, 9))),
        ("形象进度/10月", Some((None, 10))),
        ("2026年11月进度", Some((Some(2026), 11))),
        ("Progress/Sep", Some((None, 9))),
        ("Progress/December", Some((None, 12))),
        ("本月进度", None),
        ("1-10月进度", None),
        ("10月", None),
        ("10月目标", None),
        ("13月进度", None),
    ] {
        assert_eq!(month_of(heading), month, "{heading}");
    }
}
