//! Deeds that are done once, such as 开工 or acceptance: a stage that is one is done or not, and 已开工
//! says of 开工 that it is done.

use crate::model::comparable;

/// Verbs of a deed, each with what a sheet writes once it is done, in lower case.
#[rustfmt::skip]
const DEEDS: &[(&[&str], &[&str])] = &[
    (&["开工", "动工", "开工建设", "groundbreaking", "start of works", "start of construction",
        "start on site"],
        &["已开工", "已动工", "已开工建设", "started", "broken ground"]),
    (&["开业", "开园", "开放", "开馆", "开盘", "opening"],
        &["已开业", "已开园", "已开放", "已开馆", "已开盘", "opened", "open"]),
    (&["投用", "投入使用", "启用"], &["已投用", "已投入使用", "已启用", "in use"]),
    (&["投产", "试生产"], &["已投产", "已试生产"]),
    (&["运营", "营运", "投运", "投入运营", "投入营运"],
        &["已运营", "已营运", "已投运", "已投入运营", "已投入营运"]),
    (&["封顶", "结顶", "topping out"], &["已封顶", "已结顶", "topped out"]),
    (&["通车", "open to traffic", "opening to traffic"],
        &["已通车", "open to traffic", "opened to traffic", "opened"]),
    (&["交付", "handover"], &["已交付", "handed over"]),
    (&["practical completion", "substantial completion"], &["practically complete"]),
    (&["复工"], &["已复工"]),
    (&["竣工验收", "通过竣工验收"], &["已竣工验收", "已通过竣工验收"]),
    (&["签约", "签订", "signing", "signature"], &["已签约", "已签订", "signed"]),
    (&["验收", "竣工备案", "acceptance", "sign-off"], &["已验收", "已备案", "accepted", "signed off"]),
    (&["批复", "审批", "approval"], &["已批复", "已审批", "approved"]),
    (&["开标", "定标", "award"], &["已开标", "已定标", "awarded"]),
    (&["上线", "go-live", "go live", "launch"], &["已上线", "live", "launched"]),
];

/// Whether a stage is, by its name, a deed.
pub(super) fn is_deed(stage: &str) -> bool {
    let stage = comparable(stage.trim()).to_lowercase();
    let mut verbs = DEEDS.iter().flat_map(|(verbs, _)| *verbs);
    verbs.any(|verb| stage.ends_with(verb))
}

/// Whether a verb is that of a stage which is a deed.
pub(super) fn is_deed_of(stage: &str, verb: &str) -> bool {
    let plain = |text: &str| comparable(text.trim()).to_lowercase();
    let (stage, verb) = (plain(stage), plain(verb));
    let of_one = |(verbs, _): &(&[&str], &[&str])| {
        verbs.contains(&verb.as_str()) && verbs.iter().any(|verb| stage.ends_with(verb))
    };
    DEEDS.iter().any(of_one)
}

/// What stands before the verb of a deed at the end of a text: of 二期开工, 二期.
pub(super) fn before_deed(text: &str) -> Option<&str> {
    let verbs = DEEDS.iter().flat_map(|(verbs, _)| *verbs);
    let before = verbs.filter_map(|verb| {
        let (name, end) = text.split_at_checked(text.len().checked_sub(verb.len())?)?;
        let is_apart = !verb.is_ascii() || !name.ends_with(char::is_alphanumeric);
        (end.eq_ignore_ascii_case(verb) && is_apart).then_some(name)
    });
    before.min_by_key(|name| name.len())
}

/// Whether a cell of progress says of a stage that is a deed, by its name, that just that is done.
pub(super) fn is_done(stage: &str, progress: &str) -> bool {
    let plain = |text: &str| comparable(text.trim()).to_lowercase();
    let (stage, progress) = (plain(stage), plain(progress));
    let progress = progress.trim_end_matches(['。', '.']);
    DEEDS.iter().any(|(verbs, done)| {
        done.contains(&progress) && verbs.iter().any(|verb| stage.ends_with(verb))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_done_where_its_own_verb_is() {
        for (stage, progress) in [
            ("开工", "已开工"),
            ("项目开工", "已开工。"),
            ("Opening", "已开业"),
            ("opening", "opened"),
            ("一期投用", "已投用"),
            ("主体封顶", "已封顶"),
        ] {
            assert!(is_done(stage, progress), "{stage} {progress}");
        }
        for (stage, progress) in [
            ("主体", "已开工"),
            ("竣工", "已开工"),
            ("开业", "已开工"),
            ("开工", "未开工"),
            ("开工", "正在开工"),
            ("开工准备", "已开工"),
        ] {
            assert!(!is_done(stage, progress), "{stage} {progress}");
        }
    }
}
