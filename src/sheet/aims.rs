//! Goals in sentences: 12月31日前完成形象进度80%, `80% of main structure by 31 Dec`. What can be read in
//! two ways, or says more than goals, is none.

use crate::ledger::{FigureWord, figure_word};
use crate::model::{Commitment, Day, as_written, check_deadline, deadline_at_start, simplified};

use super::clauses::{self, DONE, Of, bare_end, capped, parts, without_end, without_number};
use super::deeds::before_deed;

/// A goal that a sentence states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Aim<'t> {
    /// The stage that it names; without one, the work of the row.
    pub(super) stage: Option<&'t str>,
    pub(super) reach: Reach<'t>,
    /// The words of its deadline.
    pub(super) due: Option<&'t str>,
    /// How firmly it is promised, where that does not stand with the deadline.
    pub(super) commitment: Option<Commitment>,
    /// Its words, the deadline among them.
    pub(super) words: String,
}

/// How far a stage is to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach<'t> {
    /// A percent, as it stands in the sentence.
    Percent(&'t str),
    Done,
}

/// What stands before what is to be done.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "累计完成", "全部完成", "全面完成", "完成", "实现", "达到", "建成并", "建成", "complete", "finish", "reach",
    "achieve", "to", "at least", "不低于", "不少于", ">=", "≥",
];
/// Of these, those that say by themselves that all of it is to be done.
#[rustfmt::skip]
const DOING: &[&str] = &["全部完成", "全面完成", "完成", "建成", "complete", "finish"];
/// What may stand before them.
const NEEDS: &[&str] = &["要", "需", "须", "应", "将", "并"];
/// What may follow a percent.
#[rustfmt::skip]
const BEHIND_PERCENT: &[&str] = &[
    "以上", "的工程量", "工程量", "以上工程量", "以上的工程量", "or more", "complete", "completed", "done", "完成",
];
/// What stands between a goal and its deadline.
const BEFORE_DEADLINE: &[&str] = &[" by ", " before ", " until ", " till ", " in "];
const OF: &str = "of ";

/// The goals that a text states; none, where it says anything else, or may be read in two ways. Words
/// without a year count from `today`.
pub(super) fn read_aims(text: &str, today: Day) -> Option<Vec<Aim<'_>>> {
    let plain = simplified(text);
    let written = |piece| as_written(text, &plain, piece);
    let mut aims: Vec<Aim<'_>> = Vec::new();
    // A deadline that stands by itself is that of the goals behind it.
    let (mut standing, mut is_used) = (None, true);
    for part in numbered(parts(&plain).collect()) {
        let (due, rest) = dated(part.trim_end_matches(['.', ' ']), today);
        if rest.is_empty() {
            // Of two deadlines, nobody knows which one holds.
            if !is_used {
                return None;
            }
            (standing, is_used) = (due, false);
            continue;
        }
        if due.is_some() && !is_used {
            return None;
        }
        is_used = true;
        for (stage, reach, commitment) in stated(rest)? {
            let words = match (due, standing) {
                (None, Some(standing)) => format!("{}，{}", written(standing), written(part)),
                _ => written(part).to_owned(),
            };
            aims.push(Aim {
                stage: stage.map(written),
                reach: match reach {
                    Reach::Percent(figure) => Reach::Percent(written(figure)),
                    Reach::Done => Reach::Done,
                },
                due: due.or(standing).map(written),
                commitment,
                words,
            });
        }
    }
    let dated = aims.iter().filter(|aim| aim.due.is_some()).count();
    let is_clear = is_used && !aims.is_empty() && (dated == 0 || dated == aims.len());
    if let ([only], true) = (aims.as_mut_slice(), is_clear) {
        only.words = text.trim().to_owned();
    }
    is_clear.then_some(aims)
}

/// Parts without their numbers in a list. In `1、9月底前…；2、年底前…` only the list tells that the first
/// is one.
fn numbered(parts: Vec<&str>) -> Vec<&str> {
    let of_list = (1..).zip(&parts).map(|(number, part)| {
        let rest = part.strip_prefix(&format!("{number}"))?;
        rest.strip_prefix(['、', '.', '．']).map(str::trim)
    });
    let of_list: Option<Vec<&str>> = of_list.collect();
    match of_list.filter(|list| list.len() > 1) {
        Some(list) => list,
        None => parts.into_iter().map(without_number).collect(),
    }
}

/// The deadline of a part of a sentence, and what is to be reached.
fn dated(part: &str, today: Day) -> (Option<&str>, &str) {
    if let Some((due, rest)) = deadline_at_start(part, today) {
        return (Some(due.trim()), rest.trim());
    }
    let is_deadline = |due: &&str| check_deadline(due, today).is_ok();
    if let Some((rest, due)) = (part.strip_suffix([')', '）']))
        .and_then(|open| open.rsplit_once(['(', '（']))
        .filter(|(_, due)| is_deadline(due))
    {
        return (Some(due), rest.trim());
    }
    let ends = BEFORE_DEADLINE.iter().filter_map(|word| {
        let at = part.rfind(word)?;
        let due = part.get(at..)?.trim();
        // `before` says how it is meant, `until` nothing.
        let due = ["until ", "till ", "in "]
            .iter()
            .find_map(|word| due.strip_prefix(word))
            .unwrap_or(due);
        is_deadline(&due).then_some((Some(due), part.get(..at)?.trim()))
    });
    ends.max_by_key(|(_, rest)| rest.len())
        .unwrap_or((None, part.trim()))
}

type Stated<'t> = (Option<&'t str>, Reach<'t>, Option<Commitment>);

/// What a part without its deadline states; a 、 stands between goals where each is one.
fn stated(rest: &str) -> Option<Vec<Stated<'_>>> {
    let pieces: Vec<&str> = rest.split('、').map(str::trim).collect();
    let read: Option<Vec<Stated<'_>>> = pieces.iter().map(|piece| aim(piece)).collect();
    read.or_else(|| Some(vec![aim(rest)?]))
}

fn aim(words: &str) -> Option<Stated<'_>> {
    let words = words.trim_end_matches(['.', ' ', '!', '！']);
    let (commitment, words) = promised(words);
    let whole = |of| match of {
        Of::Stage(name) => Some(name),
        Of::Whole | Of::Unsaid => None,
    };
    let (stage, reach) = match words.find(['%', '％']) {
        Some(at) => {
            let (of, figure) = percent(words, at)?;
            (whole(of), Reach::Percent(figure))
        }
        None => (done(words)?, Reach::Done),
    };
    Some((stage, reach, commitment))
}

/// How firmly something is promised, and what; words of need say nothing.
fn promised(words: &str) -> (Option<Commitment>, &str) {
    let (mut commitment, mut rest) = (None, words.trim());
    loop {
        let promise = Commitment::ALL.into_iter().find_map(|promise| {
            let mut words = promise.words().iter();
            Some((promise, words.find_map(|word| rest.strip_prefix(word))?))
        });
        let need = || NEEDS.iter().find_map(|word| rest.strip_prefix(word));
        rest = match promise {
            Some((promise, behind)) => {
                commitment.get_or_insert(promise);
                behind.trim_start()
            }
            None => match need() {
                Some(behind) => behind.trim_start(),
                None => return (commitment, rest),
            },
        };
    }
}

/// What a percent is to be reached of, and the percent with its sign at that place.
fn percent(words: &str, at: usize) -> Option<(Of<'_>, &str)> {
    let (before, sign) = words.split_at(at);
    let length = sign.chars().next()?.len_utf8();
    let behind = sign.get(length..)?.trim();
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '０'..='９' | '．');
    let start = before.trim_end().trim_end_matches(is_of_number).len();
    let figure = words.get(start..at + length)?;
    let name = before.get(..start)?.trim();
    let is_range = name.ends_with(['-', '+', '－', '＋', '–', '−', '/', '~'])
        || name
            .strip_suffix(['至', '到'])
            .is_some_and(|name| name.ends_with(is_of_number));
    if figure.len() == length || is_range || behind.contains(['%', '％']) {
        return None;
    }
    let of = match behind.strip_prefix(OF) {
        // `80% of main structure`: a verb at most stands before it.
        Some(name_behind) => match bare(name).is_empty() {
            true => clauses::stage(name_behind)?,
            false => return None,
        },
        None if behind.is_empty() || BEHIND_PERCENT.contains(&behind) => {
            clauses::stage(bare(name))?
        }
        None => return None,
    };
    Some((of, figure))
}

/// A name without verbs before it, and without what leads to its figure.
fn bare(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some(shorter) = without_start(rest, VERBS) {
        rest = shorter;
    }
    let rest = bare_end(without_end(rest, &["to"]).unwrap_or(rest));
    rest.strip_suffix('的').unwrap_or(rest)
}

/// A text without one of these at its start; words of Latin letters stand alone.
fn without_start<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let (found, rest) = text.split_at_checked(start.len())?;
        let is_apart = !start.is_ascii() || !rest.starts_with(char::is_alphanumeric);
        (found.eq_ignore_ascii_case(start) && is_apart).then(|| rest.trim_start())
    })
}

/// The stage that is to be done, `None` that of the row; nothing, where no words say so.
fn done(words: &str) -> Option<Option<&str>> {
    if figure_word(words) == Some(FigureWord::Done) {
        return Some(None);
    }
    let named = |of| match of {
        Of::Stage(name) => Some(Some(name)),
        Of::Whole | Of::Unsaid => Some(None),
    };
    if let Some(name) = without_end(words, DONE).or_else(|| capped(words)) {
        return named(clauses::stage(bare(name))?);
    }
    let deed = without_start(words, VERBS).unwrap_or(words);
    if let Some(name) = before_deed(deed) {
        // 项目开工 is the deed alone, 二期开工 that of a stage.
        return match clauses::stage(name)? {
            Of::Stage(_) => Some(Some(deed)),
            Of::Whole | Of::Unsaid => Some(deed.get(name.len()..)),
        };
    }
    let object = without_start(words, DOING)?;
    let ends = ["施工", "作业", "建设"];
    let shorter = ends.iter().find_map(|end| object.strip_suffix(end));
    let name = shorter.filter(|name| !name.is_empty()).unwrap_or(object);
    let is_part = ["一半", "过半"].iter().any(|part| name.ends_with(part));
    match clauses::stage(name)? {
        Of::Unsaid if !name.is_empty() => None,
        _ if is_part || is_amount(name) => None,
        of => named(of),
    }
}

/// Whether so much is to be done, of whatever there is: 投资5亿元, 管网改造12公里.
fn is_amount(name: &str) -> bool {
    #[rustfmt::skip]
    const UNITS: [&str; 24] = [
        "元", "公里", "千米", "米", "公顷", "亩", "㎡", "吨", "户", "套", "栋", "幢", "个", "座", "家", "人", "件",
        "项", "根", "层", "km", "m", "m2", "ha",
    ];
    let unit = UNITS.iter().find_map(|unit| name.strip_suffix(unit));
    unit.is_some_and(|rest| {
        let rest =
            rest.trim_end_matches(['万', '亿', '千', '百', '余', '多', '平', '方', '立', ' ']);
        rest.ends_with(|c: char| c.is_numeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The goals of a text, a line each: `stage: goal by due`, `-` for the row's own.
    fn aims(text: &str) -> Vec<String> {
        let today = "2021-08-01".parse().unwrap();
        let aims = read_aims(text, today).unwrap_or_default();
        let line = |aim: Aim<'_>| {
            let reach = match aim.reach {
                Reach::Percent(percent) => percent,
                Reach::Done => "done",
            };
            let stage = aim.stage.unwrap_or("-");
            let firm = aim.commitment.map_or("", Commitment::id);
            let due = aim.due.map(|due| format!(" by {due}")).unwrap_or_default();
            format!("{stage}: {reach}{due} {firm}")
                .trim_end()
                .to_owned()
        };
        aims.into_iter().map(line).collect()
    }

    #[test]
    fn a_sentence_states_what_is_reached_of_which_stage_by_when() {
        for (text, expected) in [
            ("12月31日前完成形象进度80%", "-: 80% by 12月31日前"),
            ("12月31日前，完成形象进度80%", "-: 80% by 12月31日前"),
            ("完成总工程量的85%", "-: 85%"),
            ("主体结构完成70%", "主体结构: 70%"),
            ("完成主体结构的70％", "主体结构: 70％"),
            ("年底前竣工", "-: done by 年底前"),
            (
                "2021年12月底（力争11月底）竣工",
                "-: done by 2021年12月底（力争11月底）",
            ),
            ("力争年底前主体达到50%以上", "主体: 50%以上"),
            ("力争完成主体结构70%", "主体结构: 70% strive"),
            ("确保年底前全面完工", "-: done by 确保年底前"),
            ("8月底前完成桩基施工", "桩基: done by 8月底前"),
            ("年底前主体结构封顶", "主体结构: done by 年底前"),
            ("9月底前项目开工建设", "开工建设: done by 9月底前"),
            ("9月底前二期开工", "二期开工: done by 9月底前"),
            ("年底前建成投用", "投用: done by 年底前"),
            ("主体完成70%（12月底前）", "主体: 70% by 12月底前"),
            ("21年底前要完成装修30%", "装修: 30% by 21年底前"),
            (
                "80% of main structure by 31 Dec",
                "main structure: 80% by by 31 Dec",
            ),
            (
                "Complete 80% of the main structure by 31 Dec.",
                "main structure: 80% by by 31 Dec",
            ),
            (
                "main structure complete by year end",
                "main structure: done by by year end",
            ),
            ("by 30 Nov finish the roof", "roof: done by by 30 Nov"),
            ("Finish by end of November", "-: done by by end of November"),
            (
                "roof to 80% until end of November",
                "roof: 80% by end of November",
            ),
            ("85% of the works", "-: 85%"),
            (
                "1% of tower 3 by 30 Sep 2021",
                "tower 3: 1% by by 30 Sep 2021",
            ),
            (
                "Nov 30, 2021 main structure 80%",
                "main structure: 80% by Nov 30, 2021",
            ),
            (
                "main structure finished by 30 Sep 2021",
                "main structure: done by by 30 Sep 2021",
            ),
            ("Opening in May 2022", "Opening: done by May 2022"),
        ] {
            let expected = expected.replace("50%以上", "50% by 力争年底前");
            assert_eq!(aims(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_sentence_may_state_several_goals() {
        for (text, expected) in [
            (
                "8月底前完成桩基，年底前主体完成50%",
                ["桩基: done by 8月底前", "主体: 50% by 年底前"],
            ),
            (
                "1、9月底前主体封顶；2、年底前装修完成30%。",
                ["主体: done by 9月底前", "装修: 30% by 年底前"],
            ),
            (
                "2021年底前，主体完成70%，装修完成20%",
                ["主体: 70% by 2021年底前", "装修: 20% by 2021年底前"],
            ),
            (
                "年底前主体完成70%、装修完成20%",
                ["主体: 70% by 年底前", "装修: 20% by 年底前"],
            ),
            ("主体完成70%，装修完成20%", ["主体: 70%", "装修: 20%"]),
            (
                "roof complete by 30 Sep; main structure 80% by 31 Dec",
                [
                    "roof: done by by 30 Sep",
                    "main structure: 80% by by 31 Dec",
                ],
            ),
        ] {
            assert_eq!(aims(text), expected, "{text}");
        }
        let today = "2021-08-01".parse().unwrap();
        let words = |text| {
            let aims = read_aims(text, today).unwrap().into_iter();
            aims.map(|aim| aim.words).collect::<Vec<_>>()
        };
        assert_eq!(
            words("8月底前完成桩基，年底前主体完成50%"),
            ["8月底前完成桩基", "年底前主体完成50%"]
        );
        assert_eq!(
            words("2021年底前，主体完成70%，装修完成20%"),
            ["2021年底前，主体完成70%", "2021年底前，装修完成20%"]
        );
        assert_eq!(words("12月31日前，完成80%"), ["12月31日前，完成80%"]);
    }

    #[test]
    fn what_says_more_or_may_be_read_in_two_ways_states_none() {
        for text in [
            "",
            "加快推进",
            "加快主体施工，年底前完成80%",
            "主体、装修完成70%",
            "主体完成70%至80%",
            "主体完成70%-80%",
            "主体完成70%左右",
            "基本完成主体",
            "年底前主体基本完成",
            "完成投资5亿元",
            "完成管网改造12公里",
            "年底前完成绿化3万平方米",
            "完成年度投资的80%",
            "投资完成80%",
            // Is the second one due in August, too?
            "8月底前完成桩基，主体完成50%",
            "12月31日前",
            "春节前完成主体",
            "较去年增长10%",
            "50% design submission",
            "新建厂房3万平方米",
            "完成前三项工作的一半",
        ] {
            assert_eq!(aims(text), [] as [&str; 0], "{text}");
        }
    }

    proptest! {
        // Caught: a cut within a sign of three bytes.
        #[test]
        fn goals_are_pieces_of_their_text(
            text in "(年底前|完成|主体|80%|90％|[、；;，,的（）]|by |of |roof |31 Dec|力争|开工|封顶|\\PC){0,10}"
        ) {
            let today = "2021-08-01".parse().unwrap();
            for aim in read_aims(&text, today).unwrap_or_default() {
                for piece in [aim.stage, aim.due].into_iter().flatten() {
                    prop_assert!(text.contains(piece) && !piece.is_empty());
                }
                if let Reach::Percent(figure) = aim.reach {
                    prop_assert!(text.contains(figure) && figure.ends_with(['%', '％']));
                }
            }
        }
    }
}
