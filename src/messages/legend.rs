//! What the marks beside verdicts mean.

use crate::assess::{Lamp, Status};

use super::macros::messages;

messages! {
    /// One line of the legend, within 80 columns: the marks of one lamp, or another mark.
    pub enum LegendLine {
        Lamp { lamp: LegendLamp, marks: Vec<MarkMeaning> }
            en "{lamp}: {marks}"
            zh "{lamp}：{marks}",
        Borderline
            en "~: borderline; half a step of rounding would change the lamp"
            zh "~：临界；数值取整相差半个单位，评定即不同",
    }
}

messages! {
    /// A lamp, as the legend names it.
    pub enum LegendLamp {
        Coloured(lamp: Lamp) en "{lamp}" zh "{lamp}",
        None en "no lamp" zh "不亮灯",
    }
}

messages! {
    /// A mark, its verdict, and more where the word alone does not say it.
    pub enum MarkMeaning {
        Of { mark: &'static str, status: Status, more: Option<More> }
            en "{mark} {status}{more}"
            zh "{mark} {status}{more}",
    }
}

messages! {
    /// What a word alone does not say.
    pub enum More {
        Overdue en " (past due, reported short)" zh "（已过时限，上报未达标）",
        Unreported en " (past due, and nobody knows whether it is done)" zh "（已过时限，是否完成不明）",
        Critical en " (far behind its plan)" zh "（远低于计划）",
        Open en " (done or not, not yet due)" zh "（节点类目标）",
    }
}

/// The marks of these verdicts, a line a lamp, worst first; then the sign of a borderline verdict,
/// if there is one.
pub fn legend(shown: &[Status], has_borderline: bool) -> Vec<LegendLine> {
    let statuses = Status::ALL.iter().filter(|status| shown.contains(status));
    let line = |lamp: Lamp| {
        let own = statuses.clone().filter(|status| status.lamp() == lamp);
        let marks: Vec<MarkMeaning> = own.map(|status| meaning(*status)).collect();
        let lamp = match lamp {
            Lamp::None => LegendLamp::None,
            lamp => LegendLamp::Coloured(lamp),
        };
        (!marks.is_empty()).then_some(LegendLine::Lamp { lamp, marks })
    };
    let lamps = Lamp::ALL.into_iter().filter_map(line);
    let borderline = has_borderline.then_some(LegendLine::Borderline);
    lamps.chain(borderline).collect()
}

/// All marks there are.
pub fn full_legend() -> Vec<LegendLine> {
    legend(&Status::ALL, true)
}

fn meaning(status: Status) -> MarkMeaning {
    let more = match status {
        Status::Overdue => Some(More::Overdue),
        Status::Unreported => Some(More::Unreported),
        Status::Critical => Some(More::Critical),
        Status::Open => Some(More::Open),
        _ => None,
    };
    let mark = status.mark();
    MarkMeaning::Of { mark, status, more }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::In;
    use crate::model::Language;

    fn printed(language: Language, lines: &[LegendLine]) -> Vec<String> {
        let line = |line: &LegendLine| In(language, line).to_string();
        lines.iter().map(line).collect()
    }

    #[test]
    fn every_mark_is_explained_within_80_columns() {
        let english = printed(Language::En, &full_legend());
        let expected = [
            "red: ‼ overdue (past due, reported short), « critical (far behind its plan)",
            "hollow red: !? unreported (past due, and nobody knows whether it is done)",
            "yellow: ‹ behind, ✓! met late",
            "grey: ? unknown, ○ open (done or not, not yet due), – undated, · not begun",
            "green: = on track, › ahead, ✓ met",
            "no lamp: x suspended, x cancelled",
            "~: borderline; half a step of rounding would change the lamp",
        ];
        assert_eq!(english, expected);
        let chinese = printed(Language::Zh, &full_legend());
        let expected = [
            "红灯：‼ 逾期未完成（已过时限，上报未达标）、« 严重滞后（远低于计划）",
            "空心红灯：!? 应报未报（已过时限，是否完成不明）",
            "黄灯：‹ 未达序时、✓! 逾期完成",
            "灰灯：? 暂不评定、○ 未到期（节点类目标）、– 未明确时限、· 未开始",
            "绿灯：= 按序时、› 超序时、✓ 已完成",
            "不亮灯：x 暂停、x 已取消",
            "~：临界；数值取整相差半个单位，评定即不同",
        ];
        assert_eq!(chinese, expected);
        for line in english.iter().chain(&chinese) {
            // A sign that is not ASCII takes two columns at most.
            let columns = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
            let columns: usize = columns.sum();
            assert!(columns <= 80, "{line}");
        }
    }

    #[test]
    fn only_marks_that_occur_are_explained() {
        let shown = [Status::Met, Status::Behind, Status::Met];
        let lines = printed(Language::En, &legend(&shown, false));
        assert_eq!(lines, ["yellow: ‹ behind", "green: ✓ met"]);
    }
}
