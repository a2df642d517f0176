use std::cell::OnceCell;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{self, Change, Occasion, Origin, Outcome, Stated};
use crate::messages::roll::RollProblem;
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{DateError, Day, Known, Period, Scope, Snapshot, read_period};
use crate::report::{self, Rolled};
use crate::store::Access;

use super::help::arguments;
use super::{ask, known};

arguments! {
    Arguments
    en "Carry what is unmet of a period into the next one"
    zh "期末结转：将未完成目标结转至下一期间"
    details
        en "Each target of FROM that is neither met nor given up is carried on by one of TO: one that is \
            there on its stage, else a new one for the same percent, by the end of TO unless its deadline \
            lies later; what is undated stays so. The new one remembers where it came from and \
            counts the slip. The old one keeps its verdict, for `show` and the final account, and leaves \
            the report to the new one. Carrying on twice adds nothing."
        zh "上一期间既未完成也未取消的目标，由下一期间的目标接续：该阶段已设有的，否则按原百分比新设，\
            时限为下一期间期末（原时限更晚的从其原定，未明确时限的仍不明确）。新目标注明由何期结转并计入推迟；\
            原目标保留评定，供show与期末结算。重复结转不会增加目标。"
    in ARGUMENTS {
        #[arg(value_name = "PERIOD", add = ArgValueCompleter::new(known::periods))]
        from: String = {
            en "The period that ends: 2021H2, 2021Q4, 2021"
            zh "上一期间：2021年下半年、2021年四季度、2021年"
        }
        #[arg(value_name = "NEXT", add = ArgValueCompleter::new(known::periods))]
        to: String = {
            en "The period that follows: 2022H1"
            zh "下一期间：2022年上半年"
        }
    }
    in OPTIONS {
        #[arg(long)]
        dry_run: bool = {
            en "Say what would be done; write nothing"
            zh "仅说明将做什么，不写入"
        }
    }
    example
        en "roll 2021H2 2022H1 --dry-run" "says what would be carried on"
        zh "roll 2021年下半年 2022年上半年 --dry-run" "试结转，只说明结果"
    example
        en "roll 2021H2 2022H1" "carries it on"
        zh "roll 2021年下半年 2022年上半年" "结转"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let policy = ask::policy(&*store, Known::Now)?;
    let read = |name, text: &str| period(name, text, context.as_of, policy.year_begins);
    let (from, to) = (read("FROM", &arguments.from)?, read("TO", &arguments.to)?);
    if to.start() <= from.end() {
        return Err(Refusal::Roll(RollProblem::NotAfter { from, to }).into());
    }
    let question = Snapshot {
        as_of: context.as_of,
        known: Known::Now,
        scope: Scope::All,
    };
    let portfolio = OnceCell::new();
    let assessment = ask::judged(&*store, &question, &portfolio)?;
    let rolling = ledger::roll(&assessment, from, to);
    let changes = rolling.carried.iter().zip(1..);
    let stated: Vec<Stated> = changes
        .map(|((_, change), row)| Stated {
            origin: Origin { file: 0, row },
            change: Change::Target(Box::new(change.clone())),
        })
        .collect();
    let occasion = Occasion {
        is_trial: arguments.dry_run,
        ..context.occasion(Default::default())
    };
    let entry = context.entry(Vec::new());
    let done = ledger::record(&mut *store, &entry, &stated, &occasion, &|_, _| Ok(()))?;
    done.plan.check()?;
    let language = context.language(assessment.settings);
    let after = done.plan.outcomes.iter().map(|outcome| match outcome {
        Outcome::Target { after, .. } => Some(&**after),
        _ => None,
    });
    let carried = rolling.carried.iter().zip(after);
    let carried = carried.filter_map(|((judged, _), after)| Some((*judged, after?)));
    let rolled = Rolled {
        carried: carried.collect(),
        met: rolling.met,
        given_up: rolling.given_up,
        already: rolling.already,
        periods: (from, to),
        as_of: context.as_of,
    };
    let line = report::rolled(language, &rolled, done.entry);
    match done.entry {
        Some(_) => context.output.confirm_plan(language, &[line]),
        None => context.output.plan(language, &[line]),
    }
}

fn period(name: &'static str, text: &str, as_of: Day, year_begins: u32) -> Result<Period, Error> {
    let refused = |problem| Error::value(name, text, problem);
    let name = read_period(text, as_of).map_err(|_| refused(ValueProblem::Period))?;
    let period = name.resolve(year_begins);
    period.ok_or_else(|| refused(ValueProblem::Date(DateError::NoFiscalYear)))
}
