//! The words of cells of progress: what stands for the whole works, what leads to a figure, and what
//! makes of a figure something else than how far the works are.

/// Of these alone, and of nothing else, a name of the whole works is made: 工程总体形象进度.
#[rustfmt::skip]
pub(super) const WHOLE: &[&str] = &[
    "全部", "项目", "工程", "本", "该", "整体", "整个", "总体", "总", "目前", "现", "进度", "形象", "量", "完成率",
    "完成比例", "完成度", "完成", "建设", "施工", "进展", "综合",
];
/// The same in English, word by word.
#[rustfmt::skip]
pub(super) const WHOLE_WORDS: &[&str] = &[
    "overall", "work", "works", "project", "all", "total", "progress", "whole", "entire", "the", "of",
    "completion", "physical", "cumulative", "everything",
];
/// What may stand before a name or before its figure, and says nothing.
#[rustfmt::skip]
pub(super) const BEFORE: &[&str] = &[
    "截至目前", "截止目前", "到目前为止", "目前", "现已", "其中", "已经", "实际", "the ",
    "currently ", "currently", "now ", "now", "actual ", "actual", "actually ", "and ", "still ",
];
/// What leads to a figure.
#[rustfmt::skip]
pub(super) const BEFORE_FIGURE: &[&str] = &[
    "完成率", "完成比例", "完成度", "工程量", "形象进度", "进度", "完成", "达到", "达", "约为", "大约", "大概", "约", "为", "已",
    "累计", "全部", "全面", "总体", "有", "about", "around", "roughly", "approximately",
    "approx.", "approx", "circa", "ca.", "ca", "c.", "est.", "at", "is", "are", "now", "stands",
    "has reached", "reached", "done", "completed", "complete", "progress", "~", "～", "≈", "=",
];
/// Words of their own that end as what leads to a figure does.
#[rustfmt::skip]
pub(super) const ENDING_SO: &[&str] = &[
    "合约", "签约", "预约", "节约", "契约", "条约", "雷达", "马达", "到达", "直达", "传达", "发达", "作为", "行为", "所有",
    "国有", "自有",
];
/// How something is done, between its name and its verb, and nothing of how far.
#[rustfmt::skip]
pub(super) const MANNERS: &[&str] = &[
    "按期", "如期", "按时", "顺利", "全面", "全部", "均已", "均", "都已", "已经", "已", "有序", "加快", "稳步", "正常", "全力",
    "抓紧", "加紧", "积极", "持续", "逐步", "同步", "正在", "正", "fully", "all", "already", "now", "been", "has",
    "have", "is", "are", "was", "were", "still", "well", "currently", "steadily", "successfully",
];
#[rustfmt::skip]
pub(in crate::sheet) const DONE: &[&str] = &[
    "完成", "完工", "竣工", "结束", "completed", "complete", "finished", "done",
];
/// What ends a structure, and of all else is a deed of its own.
pub(super) const CAPPED: &[&str] = &["封顶", "结顶", "topped out", "topping out"];
/// What is a structure, in a name.
pub(super) const STRUCTURES: &[&str] = &["主体", "结构", "框架", "屋面", "structure", "frame"];
/// What may follow a per cent sign and leaves the figure as it is.
#[rustfmt::skip]
pub(super) const BEHIND_FIGURE: &[&str] = &[
    "以上", "左右", "多", "有余", "的工程量", "工程量", "的进度", "的形象进度", "est", "est.", "estimated", "now", "today", "目前", "approx",
    "approx.", "or more", "so far", "to date", "progress", "(est)", "(est.)", "(estimated)", "(approx)",
    "(approx.)", "（估）", "（预估）", "（约）", "（估算）",
];
#[rustfmt::skip]
pub(super) const UNDER_WAY: &[&str] = &[
    "正在推进", "正在施工", "正在进行", "推进中", "施工中", "进行中", "建设中", "under way",
    "underway", "in progress", "ongoing",
];
/// How the works are, beside their figure, in whole clauses and in lower case.
#[rustfmt::skip]
pub(super) const STATES: &[&str] = &[
    "on hold", "on track", "at risk", "paused", "suspended", "stopped", "started", "ongoing",
    "under way", "underway", "in progress", "wip", "on schedule",
    "green", "amber", "red", "停工", "停建", "暂停", "在建", "复工", "推进中", "施工中", "进行中", "建设中", "正在施工",
    "正在推进", "正在建设", "进展顺利", "正常", "正常推进", "有序推进", "已开工", "开工", "推进缓慢",
];
/// Anywhere in a name: what makes of a figure or a word something else, such as what is left, an
/// increase, an intention, a part.
#[rustfmt::skip]
pub(super) const TURNS: &[&str] = &[
    "剩", "同比", "环比", "较", "比上", "增长", "增加", "下降", "提高", "提升", "不足", "不到", "超过", "低于", "高于",
    "接近", "几乎", "差不多", "大部分", "多数", "基本", "尚", "即将", "年底", "月底", "季度", "半年", "持平", "至",
    "滞后", "落后", "偏差", "提前", "延期", "超额", "超进度", "其他", "其它", "其余", "影响", "由于", "因", "导致",
    "问题", "力争", "争取", "确保", "拟于", "可能", "也许", "或许", "估计", "一半", "半数", "过半", "大半",
];
/// Words of English that do the same.
#[rustfmt::skip]
pub(super) const TURNING_WORDS: &[&str] = &[
    "to", "be", "by", "left", "over", "up", "down", "less", "more", "only", "if", "when", "after",
    "remaining", "nearly", "almost", "partly", "partially", "mostly", "largely", "substantially",
    "practically", "virtually", "essentially", "mainly", "should", "will", "would", "may", "might",
    "could", "can", "until", "half", "than", "due", "behind", "ahead", "late", "slip", "slipped",
    "variance", "deviation", "delay", "delayed", "increase", "increased", "decrease", "decreased", "growth", "grew",
    "rose", "fell", "gained", "added", "risk", "contingency", "except", "excluding", "excl", "but",
    "apart", "none", "nothing", "maybe", "perhaps", "possibly", "probably", "likely", "several", "few", "many", "other", "others", "rest", "some", "most", "because", "between", "min", "max", "ready",
];
/// Before a verb or a figure.
#[rustfmt::skip]
pub(super) const TURNS_AT_END: &[&str] = &[
    "将", "拟", "待", "前", "年内", "月内", "后", "月", "日", "年", "近", "超", "逾", "可", "应", "需", "要", "占", "部分",
    "不", "未", "没",
];
/// That something is not, or cannot be.
#[rustfmt::skip]
pub(super) const NEGATIONS: &[&str] = &[
    "未能", "未完", "未达", "未按", "未开", "未启", "未动", "未实", "尚未", "暂未", "还未", "仍未", "均未", "并未", "无法", "无力",
    "难以", "难于", "难", "不能", "不会", "不可", "不得", "没有", "没能", "没完", "不了", "n't", "n’t",
];
#[rustfmt::skip]
pub(super) const NEGATING_WORDS: &[&str] = &[
    "not", "no", "never", "yet", "cannot", "cant", "unable", "fail", "fails", "failed", "without",
    "impossible", "neither", "nor", "hardly",
];
/// That something is left out of what is done.
#[rustfmt::skip]
pub(super) const EXCEPTIONS: &[&str] = &["except", "excluding", "apart from", "other than", "all but"];
/// That what is said to be done is not all.
#[rustfmt::skip]
pub(super) const HEDGES: &[&str] = &["但", "仍", "剩", "还需", "待", "pending", "but ", "outstanding", "remain", "awaiting"];
/// A plan, anywhere in a name.
#[rustfmt::skip]
pub(super) const PLANS: &[&str] = &["计划", "目标", "序时", "应完成", "应达", "预计", "预期", "规定"];
#[rustfmt::skip]
pub(super) const PLANNING_WORDS: &[&str] = &[
    "plan", "planned", "target", "targeted", "goal", "forecast", "expected", "scheduled", "schedule",
    "baseline", "required", "should",
];
/// An earlier figure.
#[rustfmt::skip]
pub(super) const EARLIER: &[&str] = &["上月", "上周", "上季", "上期", "上次", "去年", "上年", "此前", "之前"];
#[rustfmt::skip]
pub(super) const EARLIER_WORDS: &[&str] = &[
    "was", "were", "last", "previous", "previously", "prior", "earlier", "before", "formerly", "from",
];
/// A share that was made in a while.
#[rustfmt::skip]
pub(super) const WITHIN: &[&str] = &[
    "本月", "当月", "本周", "本季", "今年", "本年", "当年", "年内", "本期", "年度", "this month", "this week",
    "this year", "this period", "this quarter", "ytd",
];
/// Behind an earlier figure that of now.
#[rustfmt::skip]
pub(super) const NOW: &[&str] = &["本月", "本周", "本期", "this month", "this week", "this period"];
/// Money, not the works.
#[rustfmt::skip]
pub(super) const MONEY: &[&str] = &[
    "投资", "资金", "产值", "质保金", "保证金", "工程款", "进度款", "支付", "拨付", "贷款", "回款", "到账", "到位", "费用",
    "金额",
];
#[rustfmt::skip]
pub(super) const MONEY_WORDS: &[&str] = &[
    "investment", "budget", "spent", "spend", "spending", "cost", "costs", "payment", "payments", "paid",
    "invoiced", "funds", "funding", "retention", "cash", "fee", "fees", "drawdown",
];
/// What a rate ends with.
pub(super) const RATES: &[&str] = &["率", "占比", "比重", "比例", "概率", "满意度"];
#[rustfmt::skip]
pub(super) const RATE_WORDS: &[&str] = &[
    "rate", "ratio", "coverage", "occupancy", "utilisation", "utilization", "share", "yield", "scope",
    "probability", "confidence", "satisfaction",
];
/// Counts: of something, they are no name.
#[rustfmt::skip]
pub(super) const COUNTS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
/// What Chinese counts things in; 层 and 段 number them rather.
pub(super) const CLASSIFIERS: &[char] = &[
    '栋', '幢', '座', '个', '台', '根', '套', '户', '处', '条', '块', '孔', '家',
];
/// What leads to a remark behind a figure or a verb.
pub(super) const REMARKS: &[&str] = &["(", "（", " - ", " – ", " — ", "——", " but ", "但"];
/// Remarks that say of the figure before them that it is no progress.
#[rustfmt::skip]
pub(super) const UNMAKING: &[&str] = &[
    "remaining", "left", "to go", "outstanding", "behind", "ahead", "over", "more", "less", "up", "down",
    "滞后", "落后", "提前", "增长", "下降",
];
/// What follows on a verb of the end, once the works are handed over.
#[rustfmt::skip]
pub(super) const HANDED_OVER: &[&str] = &[
    "并通过验收", "并验收合格", "并验收", "验收合格", "验收", "并交付使用", "并交付", "交付使用", "并投入使用",
    "投入使用", "并移交",
];
