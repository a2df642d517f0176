//! What the columns of reports are called.

use crate::model::Language;

use super::macros::messages;
use super::say::In;

messages! {
    /// The heads of the columns.
    pub enum Head {
        Status en "status" zh "评定",
        Code en "code" zh "代码",
        Project en "project" zh "项目",
        Category en "category" zh "类别",
        Stage en "stage" zh "阶段",
        Target en "target" zh "目标",
        Goal en "goal" zh "目标",
        Percent en "percent" zh "目标值",
        Due en "due" zh "时限",
        DueImplied en "day implied" zh "期末为限",
        Progress en "progress" zh "目前进度",
        ReportedOn en "reported" zh "填报日期",
        Trend en "trend" zh "走势",
        Planned en "planned" zh "序时应达",
        Note en "note" zh "备注",
        Notice en "notice" zh "催办",
        FirstDue en "first due" zh "原定时限",
        FirstPercent en "first percent" zh "原定目标值",
        DaysMoved en "days moved" zh "推迟天数",
        TimesMoved en "times moved" zh "调整次数",
        Reason en "reason" zh "调整原因",
        Sum en "sum" zh "合计",
        Stands en "stands (plan then)" zh "目前进度（序时应达）",
        /// The same where nothing is planned.
        StandsAlone en "stands" zh "目前进度",
        Days en "days" zh "天数",
        Forecast en "forecast" zh "预计完成",
        ChangeKind en "kind of change" zh "变化类型",
        Change en "change" zh "变化情况",
        Ending en "ending" zh "完成结果",
        AgainstDue en "against due" zh "较时限",
        AgainstFirst en "against first due" zh "较原定时限",
        Moved en "moved" zh "时限变动",
        Unit en "unit" zh "责任单位",
        Lead en "lead" zh "负责人",
        Problem en "problem" zh "存在问题",
        NextStep en "next step" zh "下步打算",
        /// A column of the office's own.
        Kept(name: String) en "{name}" zh "{name}",
        Period en "period" zh "期间",
        Lamp en "lamp" zh "灯",
        Worst en "worst target" zh "最滞后目标",
        LastReport en "last report" zh "最近上报",
        Owes en "owes a report on" zh "未报阶段",
        Owing en "owing" zh "未报项目数",
    }
}

messages! {
    /// By what columns are chosen whose heads are also those of others.
    enum Chosen {
        Goal en "goal" zh "目标内容",
        Progress en "progress" zh "进度数值",
    }
}

impl Head {
    /// The word that chooses its column: the head without what it says in brackets, unless another
    /// one begins alike.
    pub fn word(&self, language: Language) -> String {
        let head = match self {
            Head::Goal => In(language, &Chosen::Goal).to_string(),
            Head::Progress => In(language, &Chosen::Progress).to_string(),
            other => In(language, other).to_string(),
        };
        let name = head.split(['(', '（']).next();
        name.unwrap_or_default().trim_end().to_owned()
    }
}
