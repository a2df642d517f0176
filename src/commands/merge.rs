use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{self, Merging, Occasion};
use crate::messages::Error;
use crate::model::Known;
use crate::report::merged;
use crate::store::Access;

use super::help::arguments;
use super::{ask, known};

arguments! {
    Arguments
    en "Merge two projects that turn out to be one"
    zh "合并重复项目：将一个并入另一个"
    details
        en "Stages are one by code or name; others become new stages. Targets keep all that was decided \
            of them, readings their days and words. The names and the code of the one become names of \
            the other, so that sheets and commands still find it."
        zh "阶段按代码或名称对应，其余成为新增阶段。目标保留历次决定，进度保留日期与说明。原名称、代码成为\
            别名，表格与命令仍可找到。"
    details
        en "What the two say differently is listed, and nothing is written until you say which one holds. \
            --known-on an earlier day still shows two; `project retract` makes them two again."
        zh "两者不一致处逐项列出，注明以何者为准后方可写入。--known-on 更早日期仍为两个项目；\
            project retract可撤回合并。"
    in ARGUMENTS {
        #[arg(value_name = "FROM", add = ArgValueCompleter::new(known::projects))]
        from: String = {
            en "The project to merge; from then on it is part of the other"
            zh "被并入的项目，此后不再单列"
        }
        #[arg(value_name = "INTO", add = ArgValueCompleter::new(known::projects))]
        into: String = {
            en "The project that stays, with its code and name"
            zh "保留的项目，代码和名称不变"
        }
    }
    in OPTIONS {
        #[arg(long, value_name = "CODE", add = ArgValueCompleter::new(known::projects))]
        prefer: Option<String> = {
            en "The one of the two that holds where they say something different"
            zh "两者不一致时，以此项目为准"
        }
        #[arg(long)]
        dry_run: bool = {
            en "Say what would be done; write nothing"
            zh "仅说明将做什么，不写入"
        }
    }
    example
        en "merge jinhui-2 jinhui --dry-run" "says what would become of it"
        zh "merge jinhui-2 jinhui --dry-run" "试合并，只说明结果"
    example
        en "merge jinhui-2 jinhui" "makes them one"
        zh "merge jinhui-2 jinhui" "合并为一个项目"
    example
        en "merge jinhui-2 jinhui --prefer jinhui" "keeps what jinhui says where they differ"
        zh "merge jinhui-2 jinhui --prefer jinhui" "不一致处以jinhui为准"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let merging = Merging {
        from: arguments.from.clone(),
        into: arguments.into.clone(),
        prefer: arguments.prefer.clone(),
    };
    let occasion = Occasion {
        is_trial: arguments.dry_run,
        ..context.occasion(Default::default())
    };
    let done = ledger::merge(&mut *store, &context.entry(Vec::new()), &merging, &occasion)?;
    let language = context.language(&ask::policy(&*store, Known::Now)?);
    let lines = merged(&done);
    match done.entry {
        Some(_) => context.output.confirm_plan(language, &lines),
        None => context.output.plan(language, &lines),
    }
}
