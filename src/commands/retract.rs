use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{self, Retracting};
use crate::messages::{Error, Refusal, RetractProblem, RetractQuestion};
use crate::model::Known;
use crate::report::{Retracted, several_rows};
use crate::store::{Access, Store};

use super::help::arguments;
use super::{ask, known, words};

arguments! {
    Arguments
    en "Undo an entry: your last one, or the one you name"
    zh "撤回一条记录：默认本人最近一条"
    details
        en "An entry is retracted whole, an import too, and what was recorded before counts again. \
            Nothing is deleted: `project log` shows both, and --known-on an earlier day still sees it. \
            Your last entry, where it holds several rows, is retracted only once you confirm it at the \
            terminal, or by its number."
        zh "记录整条撤回，导入亦然，此前的数据重新生效。不删除任何内容：project log 两者都显示，\
            --known-on 更早日期仍可见。最近一条含多行数据的，须在终端确认，或写明编号，才会撤回。"
    in ARGUMENTS {
        #[arg(
            value_name = "ENTRY",
            allow_negative_numbers = true,
            add = ArgValueCompleter::new(known::entries)
        )]
        entry: Option<String> = {
            en "The entry's number, as `project log` shows it (default: your last one that changed \
                anything)"
            zh "记录号，见 project log（默认本人最近一条有改动的记录）"
        }
    }
    in OPTIONS {
        #[arg(short = 'm', long, value_name = "TEXT")]
        reason: Option<String> = {
            en "Why; required unless it is your own last entry"
            zh "理由；仅撤回本人最近一条时可省略"
        }
        #[arg(long)]
        with_dependents: bool = {
            en "Also retract the entries that would be left without their project, stage or target"
            zh "一并撤回因此失去项目、阶段或目标的记录"
        }
    }
    example
        en "retract" "undoes your last entry"
        zh "retract" "撤回本人最近一条"
    example
        en "retract 1 --reason 'Wrong file'" "undoes entry 1"
        zh "retract 1 --reason 文件有误" "撤回第1条"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let reason = words::reason(arguments.reason.as_deref())?;
    let mut store = context.open(Access::Write)?;
    let entry = match &arguments.entry {
        Some(typed) => typed.clone(),
        None => last(&*store, context)?,
    };
    let retracting = Retracting {
        entry,
        is_named: arguments.entry.is_some(),
        who: context.who.clone(),
        reason,
        with_dependents: arguments.with_dependents,
        as_of: context.as_of,
    };
    let done = ledger::retract(&mut *store, &context.entry(Vec::new()), &retracting)?;
    let language = context.language(&done.after.settings);
    let retracted_line = Retracted {
        by: done.by,
        is_own: done.entry.who == context.who,
        entry: &done.entry,
        dependents: &done.dependents,
        after: &done.after.projects,
        next: done.next.as_ref(),
        as_of: context.as_of,
        now: context.now,
    };
    context.output.confirm(language, &retracted_line.line())
}

/// The last entry of whoever asks. Of several rows, such as an import, it is not meant by a mere
/// `retract`, which may be typed after a command that was refused: somebody at a terminal is asked,
/// and elsewhere it must be named.
fn last(store: &dyn Store, context: &mut Context) -> Result<String, Error> {
    let last = ledger::last_entry(store, &context.who)?;
    let entry = last.number;
    if !last.holds_several() {
        return Ok(entry.to_string());
    }
    let rows = several_rows(&last, context.now);
    if !context.output.can_ask() {
        let rows = Box::new(rows);
        return Err(Refusal::Retract(RetractProblem::Several { entry, rows }).into());
    }
    let language = context.language(&ask::policy(store, Known::Now)?);
    let question = RetractQuestion { rows };
    context.output.agree(language, &question)?;
    Ok(entry.to_string())
}
