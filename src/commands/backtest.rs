use std::cell::OnceCell;

use crate::context::Context;
use crate::messages::Error;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::report::Backtest;
use crate::store::{Access, Figures, Visible};

use super::ask;
use super::help::arguments;
use super::later;
use super::whose::Whose;

arguments! {
    Arguments
    en "Hold past forecasts and lamps against what became of them"
    zh "以已过时限的目标检验以往的预计与评定"
    details
        en "Counts every target whose first deadline has passed, met or not, on stages measured in \
            percent. At 25, 50 and 75 % of the way, what was said by the figures and terms of that \
            day is held against the day it was reached."
        zh "凡按百分比计的阶段，原定时限已过的目标均计入，无论是否完成。进度过25%、50%、75%时，\
            以当时的数据和指标所作的预计与评定，同实际完成日期相比较。"
    details
        en "`docs/verdicts.md` has the formulas."
        zh "公式见docs/verdicts.zh-CN.md。"
    in OPTIONS {
        #[arg(long)]
        json: bool = JSON
    }
    shared whose: Whose;
    example
        en "backtest" "says how far off forecasts were"
        zh "backtest" "检验以往预计的误差"
    example
        en "backtest --as-of 2021-12-31" "says what was known of it on a day"
        zh "backtest --as-of 2021-12-31" "按某日情况检验"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let slot = OnceCell::new();
    let mut found = None;
    let store = context.open(Access::Read)?;
    store.read(&mut |read| {
        let assessment = ask::judged_within(read, &question, &slot)?;
        let filter = arguments.whose.filter(assessment.projects)?;
        let visible = Visible::of(read, question.known)?;
        let figures = Figures::new(read, &visible);
        let backtest = Backtest::of(&assessment, &figures, &filter, context.known_on);
        figures.check()?;
        found = Some((assessment, backtest));
        Ok(())
    })?;
    let Some((assessment, backtest)) = found else {
        return Ok(());
    };
    ask::settle_if_empty(&*store, &assessment)?;
    let (language, page) = (context.language(assessment.settings), context.output.page);
    if arguments.json {
        return (context.output).with(|out| render::backtest_json(&backtest, out));
    }
    if assessment.projects.is_empty() {
        let why = later::no_projects(context)?;
        context.output.say(language, &why);
        return Ok(());
    }
    (context.output).paged(&render::backtest(language, page, &backtest))
}
