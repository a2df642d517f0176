//! What was done to a project, a stage or a target, in one line.

use crate::model::{Day, Language, Project, Stage, StageKind, State, typed};
use crate::report::{Edited, TargetSet};

use super::dates::{day, days, of_period, short_day};
use super::figures::percent;
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};
use super::terms::{by, goal, goal_by, rest};
use super::verdict::status;

/// The entry's mark, or nothing where nothing was written.
fn mark(entry: Option<i64>) -> String {
    entry.map_or(String::new(), |entry| format!("#{entry} "))
}

fn name(language: Language, project: &Project, stage: Option<&Stage>) -> String {
    let (code, name) = (&project.facts.code, project_name(language, project));
    match stage {
        None => say!(language, "{code} {name}", "{code} {name}"),
        Some(stage) => {
            let (stage_code, stage) = (&stage.facts.code, stage_name(language, stage));
            say!(
                language,
                "{code}/{stage_code} {name}, {stage}",
                "{code}/{stage_code} {name}，{stage}"
            )
        }
    }
}

/// A project or stage added or edited.
pub fn edited(language: Language, entry: Option<i64>, edited: &Edited<'_>) -> String {
    let mark = mark(entry);
    match edited {
        Edited::ProjectAdded {
            project,
            asks_for_target,
        } => {
            let name = name(language, project, None);
            if !asks_for_target {
                return say!(language, "{mark}{name}: added", "{mark}{name}：已添加");
            }
            let place = format!("{}/overall", project.facts.code);
            let place = typed(&place);
            say!(
                language,
                "{mark}{name}: added; next: project target {place} 100 --by DATE",
                "{mark}{name}：已添加；下一步：project target {place} 100 --by 时限"
            )
        }
        Edited::StageAdded(project, stage) => {
            let name = name(language, project, Some(stage));
            let kind = match stage.facts.kind {
                StageKind::Measured => pick(language, "measured", "按百分比"),
                StageKind::Milestone => pick(language, "milestone", "节点"),
            };
            say!(
                language,
                "{mark}{name}: added ({kind})",
                "{mark}{name}：已添加（{kind}）"
            )
        }
        Edited::Changed {
            project,
            stage,
            facts,
            state,
        } => {
            let name = name(language, project, *stage);
            let mut parts: Vec<String> = facts
                .iter()
                .map(|(field, old, new)| {
                    let field = self::field(language, field);
                    let none = pick(language, "none", "无");
                    let shown =
                        |text: &Option<String>| match plain(text.as_deref().unwrap_or_default()) {
                            text if text.is_empty() => none.to_owned(),
                            text => text.into_owned(),
                        };
                    let (old, new) = (shown(old), shown(new));
                    say!(
                        language,
                        "{field} {new} (was {old})",
                        "{field}{new}（原为{old}）"
                    )
                })
                .collect();
            if let Some(change) = state {
                let since = day(language, change.decided_on);
                let word = self::state(language, change.state);
                parts.push(say!(language, "{word} since {since}", "自{since}起{word}"));
                let mut later = project.states.iter();
                if let Some(next) = later.find(|next| change.decided_on < next.decided_on) {
                    let (word, since) = (
                        self::state(language, next.state),
                        day(language, next.decided_on),
                    );
                    parts.push(say!(
                        language,
                        "then {word} since {since}",
                        "其后自{since}起{word}"
                    ));
                }
            }
            if parts.is_empty() {
                return say!(
                    language,
                    "{name}: it is so already, nothing changed",
                    "{name}：与现有内容相同，未作改动"
                );
            }
            let parts = parts.join(pick(language, ", ", "，"));
            say!(language, "{mark}{name}: {parts}", "{mark}{name}：{parts}")
        }
    }
}

/// A field of a project or stage in words.
pub(super) fn field(language: Language, field: &str) -> &str {
    let (en, zh) = match field {
        "code" => ("code", "代码"),
        "name" => ("name", "名称"),
        "name_en" => ("English name", "英文名"),
        "aliases" => ("aliases", "别名"),
        "category" => ("category", "类别"),
        "unit" => ("unit", "单位"),
        "lead" => ("lead", "负责人"),
        "position" => ("order", "次序"),
        "kind" => ("kind", "类型"),
        "weight" => ("weight", "权重"),
        "total" => ("total", "总量"),
        "state" => ("state", "状态"),
        other => (other, other),
    };
    match language {
        Language::En => en,
        Language::Zh => zh,
    }
}

/// A state in a word.
pub(super) fn state(language: Language, state: State) -> &'static str {
    match state {
        State::Active => pick(language, "active", "进行中"),
        State::Suspended => pick(language, "suspended", "暂停"),
        State::Cancelled => pick(language, "cancelled", "取消"),
        State::Closed => pick(language, "closed", "办结"),
    }
}

/// A target set or revised: what is to be reached by when, what it was, and the verdict.
pub fn target_set(
    language: Language,
    entry: Option<i64>,
    set: &TargetSet<'_>,
    as_of: Day,
) -> String {
    let mark = mark(entry);
    let name = name(language, set.project, Some(set.stage));
    let (terms, kind) = (&set.after.terms, set.stage.facts.kind);
    let what = goal_by(language, kind, terms);
    let mut line = say!(
        language,
        "{mark}{name}: target {what}",
        "{mark}{name}：目标{what}"
    );
    if let Some(before) = set.before {
        let before = &before.terms;
        let mut was = Vec::new();
        if before.due != terms.due {
            was.push(by(language, before.due));
        }
        if before.percent != terms.percent {
            was.push(goal(language, kind, before.percent));
        }
        if !was.is_empty() {
            if language == Language::En {
                was.reverse();
            }
            let was = was.join(pick(language, " ", ""));
            line += &say!(language, " (was {was})", "（原为{was}）");
        }
    }
    for part in rest(language, terms) {
        line += &format!(" · {part}");
    }
    line += &of_period(language, &set.after.terms);
    if !set.after.terms.label.is_empty() {
        line += &format!(" · {}", plain(&set.after.terms.label));
    }
    if entry.is_none() {
        return line
            + pick(
                language,
                " · it is so already, nothing changed",
                " · 与现有内容相同，未作改动",
            );
    }
    line + &overtaken(language, set, as_of) + &standing(language, set, as_of)
}

/// A decision of an earlier day changes nothing once a later one was taken.
fn overtaken(language: Language, set: &TargetSet<'_>, as_of: Day) -> String {
    // As of a day before it was taken, it is to come.
    let now = set.target.in_force(as_of.max(set.after.decided_on));
    let Some(now) = now.filter(|now| now.terms != set.after.terms) else {
        return String::new();
    };
    let on = day(language, now.decided_on);
    let what = goal_by(language, set.stage.facts.kind, &now.terms);
    say!(
        language,
        " · overtaken by the decision of {on}: {what}",
        " · 已被{on}的决定取代：{what}"
    )
}

fn standing(language: Language, set: &TargetSet<'_>, as_of: Day) -> String {
    let Some(judged) = set.standing else {
        return String::new();
    };
    let word = status(language, judged.verdict.status, judged.verdict.reason);
    let mut line = format!(" · {word}");
    if let Some(slip) = judged.slip
        && let Some(moved) = slip.days.filter(|moved| *moved > 0)
        && let Some(due) = slip.original_due
    {
        let (moved, due) = (days(language, moved), short_day(language, due, as_of));
        line += &say!(
            language,
            " · slipped {moved} from {due}",
            " · 较原定{due}延期{moved}"
        );
    }
    if judged.verdict.is_declared_ignored
        && let (Some(declared), Some(baseline)) =
            (judged.revision.terms.baseline, judged.verdict.baseline)
    {
        let (declared, value) = (
            percent(language, declared.percent),
            percent(language, baseline.percent),
        );
        line += &say!(
            language,
            " · warning: the declared baseline {declared} gives way to the reading {value}",
            " · 提示：设定的基期{declared}不采用，以已有数据{value}为准"
        );
    }
    line
}
