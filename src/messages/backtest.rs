//! How far forecasts were off, and how often lamps told the truth.

use std::fmt::{self, Formatter};

use crate::assess::{Bounded, Lamp, Ratio};
use crate::model::{Day, Language};

use super::figure::Decimal;
use super::macros::messages;
use super::say::{In, Say};

messages! {
    /// What it comes to.
    pub enum Answer {
        NoneDue { as_of: Day }
            en "No target had fallen due by {as_of}, so there is nothing to hold forecasts and lamps against. The first that does is counted; how far off forecasts were takes one that was met, how long work takes here takes eight that fell due."
            zh "截至{as_of}，尚无目标已过时限，预计与评定无从检验。有目标过期后即可统计按期情况；计算预计误差须有已完成的目标，计算本单位用时系数须有8项已过时限的目标。",
        Due { due: usize, in_time: usize, half: Option<Half>, factor: Option<Factor> }
            if (*due == 1 && *in_time == 1)
                en "1 target fell due, and was met in time{half}{factor}."
                zh "已过原定时限的目标1项，按期完成{half}{factor}。"
            else if (*due == 1)
                en "1 target fell due, and was not met in time{half}{factor}."
                zh "已过原定时限的目标1项，未按期完成{half}{factor}。"
            else if (*in_time == 0)
                en "Of {due} targets that fell due, none was met in time{half}{factor}."
                zh "已过原定时限的目标{due}项，均未按期完成{half}{factor}。"
            else if (*in_time == 1)
                en "Of {due} targets that fell due, one was met in time{half}{factor}."
                zh "已过原定时限的目标{due}项，其中按期完成1项{half}{factor}。"
            else
            en "Of {due} targets that fell due, {in_time} were met in time{half}{factor}."
            zh "已过原定时限的目标{due}项，其中按期完成{in_time}项{half}{factor}。",
    }
}

messages! {
    /// How far off the forecast was at half way.
    pub struct Half { pub forecast: Share, pub promised: Share }
        en "; half way, our forecast was off by {forecast} of the planned time at the median, the date promised by {promised}"
        zh "；进度过半时，预计日期的误差中位数为计划工期的{forecast}，承诺日期为{promised}"
}

messages! {
    /// How long work takes here.
    pub struct Factor { pub factor: Bounded }
        en ". Work here takes {factor} times what is left at planned speed"
        zh "。本单位实际用时为按计划速度所余天数的{factor}倍"
}

/// To one decimal: `1.4`, `at least 1.4`.
impl Say for Bounded {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let value = Decimal::of(self.value, 1);
        write!(to, "{}{}", at_least(*self, language), In(language, &value))
    }
}

/// A share in whole percent: `25 %`, `at least 25 %`.
#[derive(Clone, Copy, Debug)]
pub struct Share(pub Bounded);

impl Say for Share {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(at_least(self.0, language))?;
        percent(self.0.value, language, to)
    }
}

fn at_least(value: Bounded, language: Language) -> &'static str {
    match (value.is_least, language) {
        (false, _) => "",
        (true, Language::En) => "at least ",
        (true, Language::Zh) => "至少",
    }
}

fn percent(value: Ratio, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
    let value = Decimal::of(value * Ratio::whole(100), 0);
    match language {
        Language::En => write!(to, "{} %", In(language, &value)),
        Language::Zh => write!(to, "{}%", In(language, &value)),
    }
}

/// A share as short as a table has it: `≥25 %`.
#[derive(Clone, Copy, Debug)]
pub struct ShortShare(pub Bounded);

impl Say for ShortShare {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_least {
            to.write_str("≥")?;
        }
        percent(self.0.value, language, to)
    }
}

messages! {
    /// What stands in a cell.
    pub enum Cell {
        Nothing en "–" zh "–",
        Targets(count: usize) en "{count}" zh "{count}",
        Sizes { median: ShortShare, mean: ShortShare }
            en "{median} ({mean})"
            zh "{median}（{mean}）",
        Bias(share: ShortShare) en "{share}" zh "{share}",
        Held { held: usize, of: usize } en "{held} of {of}" zh "{held}/{of}",
    }
}

messages! {
    /// What a row is about.
    pub enum RowHead {
        Targets en "targets that got so far" zh "到此进度的目标",
        Forecast en "our forecast: off by" zh "预计日期误差",
        StraightLine en "a straight line: off by" zh "直线推算误差",
        Promised en "the date promised: off by" zh "承诺日期误差",
        Bias en "later than our forecast by" zh "晚于预计日期",
        Range en "our range held the day" zh "落在预计区间内",
        Lamp(lamp: Lamp) en "{lamp}: came in time" zh "{lamp}中按期完成",
    }
}

messages! {
    /// The heads of the columns.
    pub enum ColumnHead {
        Way en "Of the way" zh "进度",
        Share(share: i64) en "{share} %" zh "过{share}%",
    }
}

messages! {
    /// The lines below the table.
    pub enum Closing {
        Errors
            en "Off by: days, in % of the planned time, at the median (on average)."
            zh "误差：相差天数占计划工期的百分比，中位数（均值）。",
        Least
            en "≥, at least: nobody has said of some of these that they are met, and their time goes on."
            zh "≥、至少：其中有目标尚未报完成，用时仍在增加。",
        NoneFinished
            en "How far off forecasts were is not known: that takes a target that was reported at 25 % of its way or later, and met after that."
            zh "预计误差尚无法计算：须有目标在进度过25%后上报过，并在其后完成。",
        TooFew { enough: usize, timed: usize }
            en "How long work takes here is not said: that takes {enough} targets that fell due, each with days between its start and its deadline; there are {timed}."
            zh "本单位用时系数暂不计算：须有{enough}项已过时限、且起始与时限之间有工期的目标，现有{timed}项。",
    }
}
