//! Words in a cell of progress: 主体完成90%、正在进行地下室施工；装修招标已完成. A clause may tell of a stage
//! of its own; what is not surely a figure of a stage stays words.

use crate::ledger::{FigureWord, figure_word};
use crate::messages::ValueProblem;

/// What a cell says in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Prose<'t> {
    /// The figure that it gives without a stage, which is that of the row.
    pub(super) own: Option<Told<'t>>,
    /// What it says of stages that it names.
    pub(super) stages: Vec<Clause<'t>>,
}

/// A clause about a stage that it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Clause<'t> {
    /// The stage's name.
    pub(super) stage: &'t str,
    pub(super) told: Told<'t>,
    /// The whole clause.
    pub(super) words: &'t str,
}

/// How far a clause says that something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told<'t> {
    /// A figure, as it stands in the cell.
    Figure(&'t str),
    Done,
    UnderWay,
}

impl Prose<'_> {
    fn has_figure_of_stage(&self) -> bool {
        let mut told = self.stages.iter().map(|clause| clause.told);
        told.any(|told| matches!(told, Told::Figure(_)))
    }
}

/// What a clause tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of<'t> {
    /// A stage that it names.
    Stage(&'t str),
    /// The work of the row.
    Whole,
    /// It names nothing.
    Unsaid,
}

/// The longest name of a stage in a clause, in characters; what is longer tells a story.
const LONGEST_NAME: usize = 24;
/// What stands in place of a stage where the work of the row is meant.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "全部", "项目", "工程", "本项目", "该项目", "整体", "总体", "目前", "现", "总", "进度", "形象", "形象进度",
    "总体形象",
    "工程形象", "工程总体", "项目总体", "工程量", "总工程量", "全部工程量", "工程总量", "overall", "work",
    "works", "project", "all", "total", "progress", "total progress", "overall progress",
    "project progress", "work progress",
];
/// What may stand before the whole work, and a figure is a share of it: 完成总工程量的62%.
const OF_WHOLE: &[&str] = &["已完成", "累计完成", "完成"];
/// What may stand before a name or before its figure, and says nothing.
#[rustfmt::skip]
const BEFORE: &[&str] = &["截至目前", "目前", "现已", "其中", "已经", "the ", "currently "];
#[rustfmt::skip]
const BEFORE_FIGURE: &[&str] = &[
    "完成约", "达到约", "形象进度约", "形象进度达", "形象进度", "进度约", "完成", "达到", "已达", "进度达", "进度", "已", "累计", "全部",
    "全面", "顺利", "总体", "about", "at", "is", "are", "~",
];
#[rustfmt::skip]
pub(super) const DONE: &[&str] = &[
    "完成", "完工", "竣工", "封顶", "结顶", "结束", "completed", "complete", "finished", "done",
    "topped out",
];
#[rustfmt::skip]
const UNDER_WAY: &[&str] = &[
    "正在推进", "正在施工", "正在进行", "推进中", "施工中", "进行中", "建设中", "under way",
    "underway", "in progress", "ongoing",
];
/// What makes of a figure or a word something else: what is left, an increase, an intention, a part.
#[rustfmt::skip]
const TURNS: &[&str] = &[
    "剩", "同比", "环比", "较", "比上", "增长", "增加", "下降", "提高", "不足", "超过", "低于",
    "高于", "接近", "几乎", "差不多", "大部分", "基本", "尚未", "预计", "计划于", "力争", "争取",
    "确保", "即将", "年底", "月底", "季度", "半年", "本月", "上月",
];
/// Words of English that do the same.
#[rustfmt::skip]
const TURNING_WORDS: &[&str] = &[
    "not", "no", "to", "be", "by", "left", "over", "up", "down", "less", "more", "only", "yet",
    "never", "if", "when", "after", "before", "remaining", "nearly", "almost", "partly", "mostly",
    "expected", "planned", "should", "will", "until", "half", "than",
];
/// What does so right before a verb.
#[rustfmt::skip]
const TURNS_AT_END: &[&str] = &[
    "未", "没", "没有", "不", "将", "拟", "待", "尚", "前", "年内", "月内", "后", "月", "日", "年",
    "部分", "计划", "近", "约", "达", "均",
];
/// What tells of money, not of the works, at the end of a name.
const MONEY: &[&str] = &[
    "投资",
    "投资额",
    "资金",
    "产值",
    "investment",
    "budget",
    "spent",
    "spend",
];
/// What tells that nothing has begun, or that it has stopped: no words of a work under way.
#[rustfmt::skip]
const AT_REST: &[&str] = &[
    "未开", "未启", "未动", "尚未", "停工", "停建", "暂停", "暂缓", "搁置", "取消", "not ", "hold",
    "stopped", "suspended", "delayed", "cancelled", "waiting",
];

/// What a cell says in words; `None`, where it is no prose: a figure, a word, or nothing that anybody
/// understands.
///
/// # Errors
/// [`ValueProblem::SeveralFigures`], where a clause has two, or the row.
pub(super) fn read_clauses(cell: &str) -> Result<Option<Prose<'_>>, ValueProblem> {
    let mut prose = Prose::default();
    let several = || ValueProblem::SeveralFigures(cell.trim().to_owned());
    let (mut is_told, mut is_at_rest, mut has_words) = (false, false, false);
    for part in parts(cell) {
        for (words, told) in clauses(part) {
            is_at_rest |= is_any(&words.to_lowercase(), AT_REST);
            if words.matches(['%', '％']).count() > 1 {
                return Err(ValueProblem::SeveralFigures(words.to_owned()));
            }
            match told {
                // Behind mere words it might be of these.
                Some((Of::Whole | Of::Unsaid, _)) if has_words => {}
                None => has_words = true,
                Some((Of::Stage(stage), told)) => {
                    is_told = true;
                    prose.stages.push(Clause { stage, told, words });
                }
                // Behind a figure of a stage it might be of that too.
                Some((Of::Unsaid, Told::Figure(_))) if prose.has_figure_of_stage() => {
                    return Err(several());
                }
                Some((Of::Whole | Of::Unsaid, told)) => {
                    is_told = true;
                    prose.own = match (prose.own, told) {
                        (Some(own), told) if own == told => Some(own),
                        (None | Some(Told::UnderWay), told) => Some(told),
                        (own, Told::UnderWay) => own,
                        _ => return Err(several()),
                    };
                }
            }
        }
    }
    let is_prose =
        is_told || (!is_at_rest && (is_sentence(cell) || is_any(&cell.to_lowercase(), MONEY)));
    Ok(is_prose.then_some(prose))
}

/// Whether words alone are more than one that was mistyped.
pub(super) fn is_sentence(cell: &str) -> bool {
    let chinese = cell
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let words = cell.split_whitespace();
    let are_words = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    chinese.count() > 4 || words.filter(are_words).count() > 2
}

/// The parts of a cell between strong marks.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    split(cell, &['；', ';', '，', ',', '。', '\n', '\r'])
}

/// A text between marks that do not stand within a number.
fn split<'t>(text: &'t str, marks: &'static [char]) -> impl Iterator<Item = &'t str> {
    let (mut rest, mut is_over) = (text, false);
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let mut before = None;
        let mut found = None;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let is_digit = |c: &char| c.is_ascii_digit();
            let after = characters.peek().map(|(_, c)| *c);
            let is_inside = matches!(c, ',' | '，' | '、')
                && before.as_ref().is_some_and(is_digit)
                && after.as_ref().is_some_and(is_digit);
            if marks.contains(&c) && !is_inside {
                found = Some((at, at + c.len_utf8()));
                break;
            }
            before = Some(c);
        }
        let (end, next) = found.unwrap_or((rest.len(), rest.len()));
        is_over = found.is_none();
        let part = rest.get(..end).unwrap_or_default();
        rest = rest.get(next..).unwrap_or_default();
        Some(part.trim())
    })
    .filter(|part| !part.is_empty())
}

type Read<'t> = (&'t str, Option<(Of<'t>, Told<'t>)>);

/// The clauses of a part. A 、 stands between clauses where each is one, else within an enumeration.
fn clauses(part: &str) -> Vec<Read<'_>> {
    let numbered = without_number(part);
    let pieces: Vec<&str> = split(numbered, &['、']).collect();
    let read: Vec<Read<'_>> = pieces.iter().map(|piece| (*piece, clause(piece))).collect();
    match read.len() > 1 && read.iter().all(|(_, told)| told.is_some()) {
        true => read,
        false => vec![(part, clause(numbered))],
    }
}

/// A clause without its number in a list: `1、`, `(2)`, `3.`.
pub(super) fn without_number(clause: &str) -> &str {
    let opened = clause.trim_start_matches(['(', '（']);
    let rest = opened.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = opened.len() - rest.len();
    let end = rest.trim_start_matches(['、', '.', '．', ')', '）']);
    let is_number = (1..=2).contains(&length)
        && end.len() < rest.len()
        && !end.starts_with(|c: char| c.is_ascii_digit());
    match is_number {
        true => end.trim_start(),
        false => clause,
    }
}

/// What a clause tells of, and how far that is; `None` for mere words.
fn clause(words: &str) -> Option<(Of<'_>, Told<'_>)> {
    let words = words.trim_end_matches(['.', ' ', '!', '！']);
    match figure_word(words) {
        Some(FigureWord::Done) => return Some((Of::Unsaid, Told::Done)),
        Some(FigureWord::UnderWay) => return Some((Of::Unsaid, Told::UnderWay)),
        Some(FigureWord::NotStarted) => return Some((Of::Unsaid, Told::Figure(words))),
        Some(FigureWord::NotDone) => return None,
        None => {}
    }
    let (words, figure) = match (words.find(['%', '％']), without_end(words, DONE)) {
        (Some(at), done) => {
            let (before, sign) = words.split_at(at);
            let after = sign.get(sign.chars().next()?.len_utf8()..)?.trim();
            let is_end = after.is_empty() || (done.is_some() && DONE.contains(&after));
            if !is_end {
                return None;
            }
            let start = before.trim_end().trim_end_matches(is_of_number).len();
            let (name, number) = before.split_at(start);
            let figure =
                words.get(start..words.len() - sign.len() + sign.chars().next()?.len_utf8())?;
            if number.trim().is_empty() || name.ends_with(['-', '+', '－', '＋', '–', '−', '/'])
            {
                return None;
            }
            (bare_end(name), Told::Figure(figure))
        }
        (None, Some(name)) => (bare_end(name), Told::Done),
        (None, None) => {
            let begun = ["正在进行", "正在实施"];
            let named = begun.iter().find_map(|word| words.strip_prefix(word));
            let named = named.map(|rest| {
                let ends = ["施工", "作业", "建设", "工作"];
                let shorter = ends.iter().find_map(|end| rest.strip_suffix(end));
                shorter.unwrap_or(rest)
            });
            (
                bare_end(named.or_else(|| without_end(words, UNDER_WAY))?),
                Told::UnderWay,
            )
        }
    };
    Some((stage(words)?, figure))
}

/// What a name is of. `None`, where it is no name.
pub(super) fn stage(words: &str) -> Option<Of<'_>> {
    let mut name = words.trim();
    while let Some(rest) = BEFORE.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest.trim_start();
    }
    let lower = name.to_lowercase();
    if name.is_empty() {
        return Some(Of::Unsaid);
    }
    if is_whole(&lower) {
        return Some(Of::Whole);
    }
    let is_turned = is_any(&lower, TURNS)
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| TURNING_WORDS.contains(&word))
        || (TURNS_AT_END.iter().chain(MONEY)).any(|end| lower.ends_with(end));
    let is_date = name.chars().zip(name.chars().skip(1)).any(|(digit, unit)| {
        digit.is_ascii_digit() && ['年', '月', '日', ':', '.', ',', '，'].contains(&unit)
    });
    let is_name = name.chars().any(char::is_alphabetic)
        && !name.contains(['%', '％', '、', '。', '?', '？', '\t'])
        && !["完成", "已", "正在"]
            .iter()
            .any(|verb| name.starts_with(verb))
        && name.chars().count() <= LONGEST_NAME;
    (is_name && !is_turned && !is_date).then_some(Of::Stage(name))
}

/// Whether the work of the row is meant by a name in lower case.
fn is_whole(name: &str) -> bool {
    let shared = OF_WHOLE.iter().find_map(|verb| name.strip_prefix(verb));
    let bare = shared.unwrap_or(name);
    WHOLE.contains(&bare.strip_suffix('的').unwrap_or(bare))
}

/// A name without the words between it and its figure.
pub(super) fn bare_end(words: &str) -> &str {
    let mut name = words.trim_end_matches([':', '：', '-', '–', '—', ' ', '\u{a0}', '(', '（']);
    while !is_whole(&name.to_lowercase())
        && let Some(rest) = without_end(name, BEFORE_FIGURE)
    {
        name = rest;
    }
    name.trim()
}

/// A text without one of these at its end; words of Latin letters stand alone.
pub(super) fn without_end<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter().find_map(|end| {
        let at = text.len().checked_sub(end.len())?;
        let (rest, found) = text.split_at_checked(at)?;
        let is_apart = !end.is_ascii() || !rest.ends_with(char::is_alphabetic);
        (found.eq_ignore_ascii_case(end) && is_apart).then(|| rest.trim_end())
    })
}

fn is_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a cell says, a line for each figure: `stage: figure`, `-` for the row's own.
    fn told(cell: &str) -> Vec<String> {
        let Some(prose) = read_clauses(cell).unwrap() else {
            return vec!["no prose".to_owned()];
        };
        let told = |told: Told<'_>| match told {
            Told::Figure(figure) => figure.to_owned(),
            Told::Done => "done".to_owned(),
            Told::UnderWay => "under way".to_owned(),
        };
        let own = prose.own.map(|own| format!("-: {}", told(own)));
        let stages = prose.stages.iter();
        let stages = stages.map(|clause| format!("{}: {}", clause.stage, told(clause.told)));
        own.into_iter().chain(stages).collect()
    }

    #[test]
    fn a_clause_tells_of_the_stage_that_it_names() {
        for (cell, expected) in [
            (
                "主体完成90%、正在进行地下室施工；装修招标已完成",
                &["主体: 90%", "地下室: under way", "装修招标: done"][..],
            ),
            (
                "main structure 90% done; basement under way; tender completed",
                &["main structure: 90%", "basement: under way", "tender: done"],
            ),
            (
                "主体结构达到90％，装修完成约10%",
                &["主体结构: 90％", "装修: 10%"],
            ),
            ("Main structure topped out", &["Main structure: done"]),
            ("Roof: 40%\nPiles - 100 %", &["Roof: 40%", "Piles: 100 %"]),
            (
                "1#楼主体已封顶；2#楼推进中",
                &["1#楼主体: done", "2#楼: under way"],
            ),
            (
                "1、桩基已完工；2、主体累计完成35.5%",
                &["桩基: done", "主体: 35.5%"],
            ),
            ("项目已全部完成，正在办理移交", &["-: done"]),
            ("45%；正在装修", &["-: 45%"]),
            (
                "现浇楼板完成约90%，总体已达45%",
                &["-: 45%", "现浇楼板: 90%"],
            ),
            (
                "The roof is completed; basement is under way",
                &["The roof: done", "basement: under way"],
            ),
            ("总体进度62%，主体完成80%", &["-: 62%", "主体: 80%"]),
            ("正在施工，完成90%", &["-: 90%"]),
            ("正在办理施工许可证", &[]),
            (
                "waiting list is being drawn up, permits in progress",
                &["permits: under way"],
            ),
        ] {
            assert_eq!(told(cell), expected, "{cell}");
        }
    }

    #[test]
    fn the_whole_work_by_whatever_name_is_that_of_the_row() {
        for cell in [
            "形象进度62%",
            "总进度62%",
            "总体进度62%",
            "总体形象62%",
            "工程形象进度完成62%",
            "工程进度62%",
            "目前进度62%",
            "总工程量完成62%",
            "完成总工程量的62%",
            "overall 62%",
            "progress 62%",
            "Total progress 62%",
        ] {
            assert_eq!(told(cell), ["-: 62%"], "{cell}");
        }
        assert_eq!(told("主体形象进度90%"), ["主体: 90%"]);
        // Money is not the works.
        for cell in ["累计完成投资62%", "完成投资62%", "投资完成62%"] {
            assert_eq!(told(cell), [] as [&str; 0], "{cell}");
        }
    }

    #[test]
    fn what_is_not_surely_a_figure_of_a_stage_stays_words() {
        for cell in [
            "主体、装修完成90%",
            "剩余10%的工程量",
            "较上月增长5%，正在抓紧推进落实",
            "预计年底主体完成90%",
            "10月底主体完成90%的工作",
            "力争12月底前主体完成",
            "主体基本完成，差不多完成装修",
            "主体未完成，装修部分完成",
            "已完成主体结构施工图审查",
            "完成投资90%以上的任务量",
            "about 5 to 10% is left to do",
            "主体结构施工，90%",
            // 合约 and 雷达 are words of their own.
            "合约完成，雷达90%，装修约10%",
        ] {
            assert_eq!(told(cell), [] as [&str; 0], "{cell}");
        }
        for cell in [
            "xx",
            "差不多",
            "halfway",
            "soon",
            "",
            "72%左右",
            "尚未开工建设",
            "work is on hold now",
            "the roof is not yet completed, alas",
        ] {
            assert_eq!(told(cell), ["no prose"], "{cell}");
        }
    }

    #[test]
    fn two_figures_in_a_clause_or_of_the_row_are_asked() {
        for cell in [
            "主体完成80%至90%",
            "roof 40% (was 30%)",
            "45%；50%",
            "完成，总体90%",
            "主体完成90%、95%封顶",
            "主体完成90%；95%",
            "roof 40%; 30% done",
        ] {
            assert!(
                matches!(read_clauses(cell), Err(ValueProblem::SeveralFigures(_))),
                "{cell}"
            );
        }
        assert_eq!(told("45%；45%"), ["-: 45%"]);
        assert_eq!(told("45%；主体完成90%"), ["-: 45%", "主体: 90%"]);
        assert_eq!(told("桩基完工于8月2；1号楼主体完成90%"), ["1号楼主体: 90%"]);
        // Not within a number.
        assert_eq!(told("主体完成45,5%"), ["主体: 45,5%"]);
    }

    proptest! {
        // Caught: a cut within a sign of three bytes.
        #[test]
        fn clauses_are_pieces_of_their_cell(
            cell in "(主体|完成|90%|[、；;，,\\n]|roof |done|正在进行|施工|\\PC){0,12}"
        ) {
            if let Ok(Some(prose)) = read_clauses(&cell) {
                for clause in prose.stages {
                    prop_assert!(cell.contains(clause.words));
                    prop_assert!(clause.words.contains(clause.stage));
                    prop_assert!(!clause.stage.is_empty());
                    if let Told::Figure(figure) = clause.told {
                        prop_assert!(clause.words.contains(figure));
                    }
                }
            }
        }
    }
}
