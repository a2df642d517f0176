use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{Change, Occasion, ProjectMention};
use crate::messages::columns::ReadAsAnswered;
use crate::messages::feedback::Feedback;
use crate::messages::{Entries, Error, FormatProblem, UpTo, ValueProblem};
use crate::model::{Known, Language, fold};
use crate::render::BYTE_ORDER_MARK;
use crate::sheet::{self, Held, Input, OfSheet, Sheets, TextEncoding};
use crate::store::{Access, Store, replay};

use super::ask;
use super::help::arguments;
use super::known;
use super::offers;
use super::words;

mod answered;
mod asking;
mod folders;
mod forms;
mod found;
mod lamps;
mod lines;
mod plan;
mod recording;
mod template;

use self::answered::Answered;
pub(super) use self::answered::mappings;
pub(super) use self::asking::Manner;
pub(super) use self::found::Found;
use self::recording::{Asker, settle};
pub(super) use self::recording::{record, sample};

arguments! {
    Arguments
    en "Import sheets, or restore a whole record from its JSON"
    zh "导入表格，或由JSON恢复全部记录"
    details
        en "Each file is recognised by its columns: a flat CSV with a row per target (name, stage, \
            percent, due, ..), or the CSVs of projects, stages, targets and readings. All files are \
            imported together, or none is. What is in the store already stays as it is; a target that \
            differs is revised."
        zh "按列名识别：每行一个目标的平表（项目、阶段、目标、时限等），或项目、阶段、目标、进度各表。\
            各文件一并导入，否则全不导入。与库中相同的不变；不同的目标记为调整。"
    details
        en "A JSON record goes into an empty store, or into one that holds its beginning; every hash is \
            checked."
        zh "JSON记录可导入空库，或其内容为该记录开头部分的库；逐条核验哈希。"
    details
        en "Filled forms from `project export --form` are read too, any number at once; those still \
            missing are listed."
        zh "收回的填报表（project export --form）可一并导入，并列出尚未填报者。"
    in ARGUMENTS {
        #[arg(required_unless_present = "template", value_name = "FILE")]
        files: Vec<PathBuf> = {
            en "Workbooks (.xlsx, .xls, .ods) or CSV files, of at most 64 MiB each, folders of them, or \
                one JSON file of `project export`"
            zh "工作簿（.xlsx、.xls、.ods）或CSV文件，各不超过64 MiB，也可给文件夹；或project export写出的\
                一个JSON文件"
        }
    }
    in OPTIONS {
        #[arg(long)]
        dry_run: bool = {
            en "Check everything and say what would be done; write nothing"
            zh "仅检查并说明将做什么，不写入"
        }
        #[arg(long, short = 'y')]
        yes: bool = {
            en "Record the plan without asking, where it changes more than figures"
            zh "计划含进度以外的变更时，不再询问，直接录入"
        }
        #[arg(long, value_name = "FILE")]
        plan: Option<PathBuf> = {
            en "Write the whole plan into a file, however long it is"
            zh "将完整计划写入文件"
        }
        #[arg(long)]
        skip_bad: bool = {
            en "Leave out rows that could not be imported, and list them"
            zh "跳过无法导入的行，并列出"
        }
        #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(offers::encodings))]
        encoding: Option<String> = {
            en "What text files are encoded in, where they do not tell: windows-1252, big5 .."
            zh "文本文件的编码，用于无法自动判断时：gb18030、big5等"
        }
        #[arg(long, alias = "date", value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String> = {
            en "The day of figures that give none"
            zh "未写日期的进度所属日期"
        }
        #[arg(long, value_name = "PERIOD", add = ArgValueCompleter::new(known::periods))]
        period: Option<String> = {
            en "The period of targets that give none, which tells the year of their deadlines, too"
            zh "未写期间的目标所属期间；未写年份的时限也按此推定"
        }
        #[arg(long = "as", value_name = "NAME=CODE")]
        meant: Vec<String> = {
            en "The project that a name in a sheet means, kept as another name of it; or 'new'"
            zh "表中名称所指的项目，作为该项目的别名保留；新项目写 new"
        }
        #[arg(long)]
        new: bool = {
            en "Take all other names that look like known ones as new projects"
            zh "其余与已有项目名称相近的，均作为新项目"
        }
        #[arg(long, value_name = "COLUMN=FIELD")]
        map: Vec<String> = {
            en "What a column of a plan means: a field such as due or lead, or '-' to pass it over; \
                remembered for later sheets; may be repeated"
            zh "某列的含义：字段名（如时限、负责人），或“-”表示不读取；以后的表同样适用；可重复"
        }
        #[arg(long, value_name = "COLUMN")]
        keep: Vec<String> = {
            en "A column to keep as a text of its project; remembered likewise; may be repeated"
            zh "将某列作为项目的自定内容保存；以后的表同样适用；可重复"
        }
        #[arg(long, conflicts_with_all = ["files", "dry_run", "skip_bad", "yes", "plan"])]
        template: bool = {
            en "Print a flat CSV to fill in, with a few example rows; needs no store"
            zh "输出待填的平表，含示例行；无需数据库"
        }
    }
    example
        en "import --template > plan.csv" "writes a sheet to fill in"
        zh "import --template > plan.csv" "输出待填表格"
    example
        en "import plan.csv --dry-run" "says what importing it would do"
        zh "import plan.csv --dry-run" "试导入，只说明结果"
    example
        en "import plan.csv --yes" "imports it, without asking about what is new"
        zh "import plan.csv --yes" "导入，对新增内容不再询问"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if arguments.template {
        // The office's language, if there is a store that says it.
        let language = context
            .open(Access::Read)
            .and_then(|store| language(&*store, context))
            .unwrap_or_else(|_| context.language_first());
        let text = template::template(language, context.as_of);
        context.output.opening(BYTE_ORDER_MARK)?;
        return context.output.with(|out| out.write_all(text.as_bytes()));
    }
    let mut store = context.open(Access::Write)?;
    let files = folders::with_sheets(&arguments.files)?;
    let mut inputs = opened(&files)?;
    let policy = ask::policy(&*store, Known::Now)?;
    let language = context.language(&policy);
    if let Some(index) = inputs.iter().position(Input::is_record) {
        let name = files.get(index).map(|path| path.display().to_string());
        let name = name.unwrap_or_default();
        if inputs.len() > 1 {
            return Err(Error::Format {
                file: name,
                problem: FormatProblem::NotAlone,
            });
        }
        let input = inputs.swap_remove(index);
        return restore(&mut *store, context, &name, input, arguments.dry_run);
    }
    let mappings = mappings(&*store, context, &arguments.map, &arguments.keep)?;
    let mut answered = Answered::by(mappings);
    answered.stated = OfSheet {
        encoding: arguments.encoding.as_deref().map(encoding).transpose()?,
        on: words::day(arguments.on.as_deref(), context)?
            .map(|on| words::come(on, context))
            .transpose()?,
        period: words::period(arguments.period.as_deref(), context)?,
    };
    answered.names(&arguments.meant, arguments.new)?;
    let manner = Manner {
        language,
        is_dry_run: arguments.dry_run,
        is_agreed: arguments.yes,
        plan: arguments.plan.as_deref(),
        input: files.iter().any(|path| is_input(path)).then_some(""),
    };
    let mut occasion = Occasion {
        skips_bad: arguments.skip_bad,
        answers: answered.names.clone(),
        ..context.occasion(Default::default())
    };
    let days = [context.as_of, context.today];
    if !context.output.can_ask() || arguments.dry_run {
        let mut sheets = sheet::read(inputs, answered.reading(&policy, days))?;
        return import(&mut *store, context, &mut sheets, occasion, &manner, None);
    }
    // They are read once: what was asked about is what is recorded.
    let held = inputs.into_iter().map(Input::held);
    let held: Vec<Held> = held.collect::<Result<_, _>>()?;
    let mut again = |answered: &Answered| {
        let reading = answered.reading(&policy, days);
        let mut sheets = sheet::read(held.iter().map(Held::input), reading)?;
        sheets.changes.extend(answered.statements());
        Ok(sheets)
    };
    let mut sheets = again(&answered)?;
    let mut asker = Asker {
        answered,
        again: &mut again,
    };
    let ask_and_import = || {
        if !sheets.bad_rows.is_empty() || sheets.are_open() || occasion.skips_bad {
            settle(
                &mut *store,
                context,
                &mut sheets,
                &mut occasion,
                &mut asker,
                &manner,
            )?;
        }
        let asker = Some(&mut asker);
        import(&mut *store, context, &mut sheets, occasion, &manner, asker)
    };
    let imported = ask_and_import();
    if imported.is_err() {
        asker.tell(context, &manner);
    }
    imported
}

/// Records sheets, and tells what there is to know of them.
fn import(
    store: &mut dyn Store,
    context: &mut Context,
    sheets: &mut Sheets,
    occasion: Occasion,
    manner: &Manner<'_>,
    asker: Option<&mut Asker<'_>>,
) -> Result<(), Error> {
    let language = manner.language;
    for file in &sheets.files {
        if let Some(encoding) = file.read_as.clone() {
            let file = file.name.clone();
            context
                .output
                .say(language, &Feedback::ReadAs { file, encoding });
        }
    }
    if !sheets.answered.is_empty() {
        let columns = UpTo(sheets.answered.clone());
        context.output.say(language, &ReadAsAnswered { columns });
    }
    for name in unused(sheets, &occasion) {
        context.output.say(language, &Feedback::NoSuchName { name });
    }
    for passed_over in &sheets.passed_over {
        context.output.say(language, passed_over);
    }
    for named_above in &sheets.named_above {
        context.output.say(language, named_above);
    }
    for read_hidden in &sheets.read_hidden {
        context.output.say(language, read_hidden);
    }
    for without_figure in &sheets.without_figure {
        context.output.say(language, without_figure);
    }
    let missing = forms::missing(store, context, sheets)?;
    let trial = match manner.is_dry_run {
        true => lamps::trial(store, sheets, &context.entry(Vec::new()), &occasion)?,
        false => None,
    };
    record(store, context, sheets, occasion, manner, asker)?;
    for line in missing {
        context.output.say(language, &line);
    }
    let recorded = trial.as_deref().unwrap_or(store);
    if let Some(differing) = lamps::differing(recorded, &sheets.lamps, context)? {
        context.output.say(language, &differing);
    }
    Ok(())
}

/// The names of `--as` that no sheet has.
fn unused(sheets: &Sheets, occasion: &Occasion) -> Vec<String> {
    let given = occasion.answers.meant.iter().map(|(name, _)| name);
    let given = given.chain(&occasion.answers.new);
    let mut given: Vec<String> = given.cloned().collect();
    if given.is_empty() {
        return given;
    }
    for stated in sheets.all_changes() {
        if let Change::Project(change) = stated.change
            && let ProjectMention::Named { code, name } = change.project
        {
            let called = [name, code.map(|code| code.to_string())];
            given.retain(|name| {
                !called
                    .iter()
                    .flatten()
                    .any(|called| fold(called) == fold(name))
            });
        }
    }
    given
}

/// Whether a file is standard input.
fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn opened(files: &[PathBuf]) -> Result<Vec<Input<'static>>, Error> {
    let open = |path: &PathBuf| match is_input(path) {
        true => Input::stream("-", io::stdin()),
        false => Input::open(path),
    };
    files.iter().map(open).collect()
}

fn encoding(name: &str) -> Result<TextEncoding, Error> {
    let refused = || Error::value("--encoding", name, ValueProblem::EncodingName);
    sheet::encoding_called(name).ok_or_else(refused)
}

fn language(store: &dyn Store, context: &Context) -> Result<Language, Error> {
    Ok(context.language(&ask::policy(store, Known::Now)?))
}

/// Puts a whole record into the store, entry by entry.
fn restore(
    store: &mut dyn Store,
    context: &mut Context,
    file: &str,
    input: Input<'_>,
    is_dry_run: bool,
) -> Result<(), Error> {
    let mut lines = BufReader::new(input.into_reader());
    let entries = if is_dry_run {
        // What there is, and then the file, in memory.
        let mut trial = crate::store::in_memory()?;
        replay::copy(store, &mut *trial)?;
        replay::import(&mut *trial, file, &mut lines)?
    } else {
        replay::import(store, file, &mut lines)?
    };
    let entries = Entries(usize::try_from(entries).unwrap_or(usize::MAX));
    let feedback = match is_dry_run {
        true => Feedback::WouldRestore(entries),
        false => Feedback::Restored(entries),
    };
    let language = language(store, context)?;
    context.output.say(language, &feedback);
    Ok(())
}
