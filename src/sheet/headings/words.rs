//! The words of headings, and how a heading is cut into them.

/// What a word stands for; a heading is the sum of these.
pub(super) type Sense = u64;

/// Says nothing by itself.
pub(super) const FILLER: Sense = 0;
/// What is worked on, as a whole: 项目, project.
pub(super) const WORK: Sense = 1;
/// What is worked on, as a part of it: task, milestone.
pub(super) const TASK: Sense = 1 << 1;
pub(super) const NAME: Sense = 1 << 2;
/// It is planned, not so yet.
pub(super) const PLAN: Sense = 1 << 3;
/// It is so already.
pub(super) const ACTUAL: Sense = 1 << 4;
/// As it was first planned.
pub(super) const FIRST: Sense = 1 << 5;
/// Since the beginning.
pub(super) const TO_DATE: Sense = 1 << 6;
pub(super) const YEAR: Sense = 1 << 7;
pub(super) const MONTH: Sense = 1 << 8;
/// The works end, or are handed over.
pub(super) const END: Sense = 1 << 9;
/// Something is completed: a date, or how much.
pub(super) const DONE: Sense = 1 << 10;
pub(super) const BEGIN: Sense = 1 << 11;
pub(super) const TIME: Sense = 1 << 12;
/// By when.
pub(super) const LIMIT: Sense = 1 << 13;
/// A point in time: 节点.
pub(super) const POINT: Sense = 1 << 14;
/// A part of a whole: %, 比例.
pub(super) const SHARE: Sense = 1 << 15;
pub(super) const PROGRESS: Sense = 1 << 16;
/// It is built; who does so is not who answers for it.
pub(super) const BUILT: Sense = 1 << 17;
pub(super) const INVESTMENT: Sense = 1 << 18;
/// What there is to spend.
pub(super) const BUDGET: Sense = 1 << 19;
pub(super) const SPENT: Sense = 1 << 20;
/// Its cells are amounts of money.
pub(super) const AMOUNT: Sense = 1 << 21;
pub(super) const PROBLEM: Sense = 1 << 22;
/// How a problem is dealt with, or what it keeps from being done.
pub(super) const AROUND: Sense = 1 << 23;
pub(super) const NEXT: Sense = 1 << 24;
/// What is to be done.
pub(super) const STEPS: Sense = 1 << 25;
/// What is told, or was filled in.
pub(super) const REPORT: Sense = 1 << 26;
pub(super) const REMARK: Sense = 1 << 27;
pub(super) const PERSON: Sense = 1 << 28;
/// A person who stands above others.
pub(super) const LEADER: Sense = 1 << 29;
/// Somebody, of whom another word says more.
pub(super) const WHO: Sense = 1 << 30;
pub(super) const UNIT: Sense = 1 << 31;
/// Who answers for it.
pub(super) const RESPONSIBLE: Sense = 1 << 32;
/// Whom it belongs to, or who looks after it.
pub(super) const NEAR: Sense = 1 << 33;
pub(super) const GOAL: Sense = 1 << 34;
pub(super) const KIND: Sense = 1 << 35;
pub(super) const NUMBER: Sense = 1 << 36;
/// It counts the rows.
pub(super) const SERIAL: Sense = 1 << 40;
/// As of a day.
pub(super) const AS_OF: Sense = 1 << 37;
/// It can be nothing but a part of an office.
pub(super) const OFFICE: Sense = 1 << 39;
/// What is done about it.
pub(super) const MEASURES: Sense = 1 << 38;

#[rustfmt::skip]
const WORDS: &[(Sense, &[&str])] = &[
    (FILLER, &[
        "的", "及", "和", "与", "或", "情况", "状况", "主要", "重点", "重大", "目前", "当前", "最新", "存在", "具体",
        "有关", "相关", "总体", "整体", "总", "各", "所属", "所在", "of", "the", "for", "and", "or", "a", "by", "key",
        "main", "overall", "current", "latest", "last", "new", "per", "major", "revised", "approved", "total",
    ]),
    (WORK, &["项目", "工程", "工作", "建设", "project", "programme", "program", "work", "works", "scheme"]),
    (TASK, &[
        "任务", "事项", "task", "tasks", "sub-task", "subtask", "activity", "milestone", "milestones", "deliverable",
        "deliverables", "initiative", "item", "items",
    ]),
    (NAME, &["名称", "名", "name", "names", "title"]),
    (PLAN, &[
        "计划", "预计", "预期", "拟", "拟定", "规定", "要求", "应", "序时", "planned", "plan", "target", "forecast", "expected",
        "estimated", "est", "scheduled", "projected", "anticipated",
    ]),
    (ACTUAL, &["实际", "已", "actual", "actuals"]),
    (FIRST, &["原", "原定", "原计划", "baseline", "first", "original", "originally"]),
    (TO_DATE, &[
        "累计", "截至", "截止", "至今", "自", "以来", "to date", "cumulative",
    ]),
    (YEAR, &[
        "年度", "全年", "本年度", "本年", "今年", "当年", "year", "annual", "yearly", "this year",
    ]),
    (MONTH, &[
        "本月", "当月", "月度", "month", "monthly", "this month", "january", "february", "april", "may", "june", "july",
        "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec",
    ]),
    (END, &[
        "竣工", "完工", "投产", "交付", "建成", "办结", "完结", "交工", "finish", "end", "delivery", "handover", "go-live",
        "go live", "golive",
    ]),
    (DONE, &["完成", "complete", "completion", "done", "compl", "comp"]),
    (DONE | ACTUAL, &["completed", "achieved", "finished"]),
    (BEGIN, &["开工", "开始", "启动", "动工", "start", "begin", "commencement", "kick-off", "kickoff", "launch"]),
    (TIME, &["时间", "日期", "日", "date", "dates", "day", "on"]),
    (LIMIT, &[
        "时限", "期限", "截止时间", "截止日期", "截止日", "到期日", "到期", "deadline", "due", "eta", "by when", "due by",
        "due on",
    ]),
    (POINT, &["节点"]),
    (SHARE, &[
        "%", "比例", "百分比", "百分率", "百分数", "率", "度", "percent", "percentage", "pct", "rate", "ratio",
    ]),
    (PROGRESS, &[
        "进度", "进展", "形象进度", "形象", "推进", "落实", "progress", "physical",
    ]),
    (BUILT, &["施工"]),
    (INVESTMENT, &["投资", "投资额"]),
    (BUDGET, &[
        "总投资", "总投资额", "投资总额", "概算", "总概算", "估算", "投资规模", "budget", "contract value",
        "contract sum", "contract price",
    ]),
    (SPENT, &["spend", "spent", "paid", "expenditure", "cost", "costs"]),
    (AMOUNT, &["金额", "额", "amount", "value"]),
    (PROBLEM, &[
        "问题", "困难", "原因", "制约因素", "issue", "issues", "risk", "risks", "problem", "problems", "blocker",
        "blockers", "barrier", "barriers", "challenge", "challenges", "concern", "concerns", "difficulties",
        "dependencies", "reason", "reasons",
    ]),
    (AROUND, &["需要", "需", "协调", "解决", "建议", "滞后", "未", "delay", "delays"]),
    (NEXT, &["下一步", "下步", "下月", "下阶段", "下一阶段", "next", "way forward"]),
    (STEPS, &["打算", "安排", "step", "steps", "action", "actions", "period"]),
    (MEASURES, &["措施", "mitigation", "mitigations"]),
    (REPORT, &[
        "填报", "统计", "上报", "报送", "数据", "更新", "report", "reporting", "status", "data",
    ]),
    (REMARK | REPORT, &["update", "updates"]),
    (REMARK, &[
        "备注", "说明", "note", "notes", "comment", "comments", "remark", "remarks", "commentary", "narrative",
        "highlights",
    ]),
    (PERSON, &[
        "责任人", "责任人员", "负责人", "项目经理", "经办人", "lead", "leader", "owner", "manager", "pm", "assignee", "assigned",
        "assigned to", "team lead", "team leader", "accountable", "resource", "resources", "contact", "sro", "who",
    ]),
    (LEADER, &["领导"]),
    (WHO, &["person", "party", "人", "联系人", "联系方式", "电话", "第一"]),
    (UNIT, &["单位", "unit"]),
    (UNIT | OFFICE, &[
        "部门", "科室", "股室", "处室", "主体", "department", "dept", "directorate", "division", "business unit", "team",
        "organisation", "organization",
    ]),
    (RESPONSIBLE, &["责任", "牵头", "主责", "实施", "主办", "承办", "主管", "responsible", "delivery team"]),
    (NEAR, &["业主", "分管", "包保", "挂钩", "联系", "包联", "市级", "区级", "县级"]),
    (GOAL, &["目标", "目标值", "goal", "objective"]),
    (KIND, &["类别", "分类", "类型", "性质", "行业", "领域", "板块", "专项", "category", "theme", "portfolio"]),
    (SERIAL, &["序号", "序"]),
    (NUMBER, &["编号", "编码", "no", "number", "s/n", "sl", "item no", "ref", "reference", "id"]),
    (AS_OF, &["as of", "as at", "updated", "last updated", "reported", "截至日期", "数据截止日期", "截止到"]),
];

/// The words of a plain heading, the longest first wherever one may begin.
pub(super) fn cut(plain: &str) -> Option<Vec<(Sense, &str)>> {
    let mut words = Vec::new();
    let mut rest = plain;
    loop {
        rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || "/、,，&-–—·:.()+?".contains(c));
        if rest.is_empty() {
            return (!words.is_empty()).then_some(words);
        }
        let (sense, length) = counted(rest).or_else(|| known(rest))?;
        let (word, behind) = rest.split_at_checked(length)?;
        words.push((sense, word));
        rest = behind;
    }
}

/// A year or months in figures at the beginning, and their length.
fn counted(text: &str) -> Option<(Sense, usize)> {
    let figures =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = figures(text);
    let behind = text.get(first..)?;
    if first == 4 {
        let mark = ["年度", "年"]
            .iter()
            .find(|mark| behind.starts_with(**mark));
        return Some((YEAR, first + mark.map_or(0, |mark| mark.len())));
    }
    if !(1..=2).contains(&first) {
        return None;
    }
    let range = behind
        .strip_prefix(['-', '~', '至'])
        .map_or(0, |more| behind.len() - more.len() + figures(more));
    let behind = behind.get(range..)?;
    let mark = ["月份", "月底", "月末", "月"]
        .iter()
        .find(|mark| behind.starts_with(**mark))?;
    // What was done from January on is what was done in the year.
    let sense = if range > 0 { YEAR } else { MONTH };
    Some((sense, first + range + mark.len()))
}

/// The longest known word at the beginning, and its length.
fn known(text: &str) -> Option<(Sense, usize)> {
    let all = WORDS
        .iter()
        .flat_map(|(sense, words)| words.iter().map(move |word| (*sense, *word)));
    let is_whole = |word: &str| {
        let behind = text.get(word.len()..).unwrap_or_default();
        let is_letters = word.ends_with(|c: char| c.is_ascii_alphanumeric());
        !is_letters || !behind.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    all.filter(|(_, word)| text.starts_with(word) && is_whole(word))
        .map(|(sense, word)| (sense, word.len()))
        .max_by_key(|(_, length)| *length)
}
