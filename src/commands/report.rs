use std::cell::OnceCell;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap_complete::ArgValueCompleter;

use crate::assess::{Assessment, Status};
use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::{Error, FormatProblem, OwnFact, ValueProblem};
use crate::model::{DateError, Day, Language, Project, Scope, Snapshot, read_period};
use crate::render::{self, FORMATS, Format, Page, Reader, TABLE};
use crate::report::{Column, Filter, PeriodChoice, Report, Request, SortBy, late};
use crate::store::Access;
use crate::store::chain::Head;
use crate::store::history;

use super::earlier::earlier;
use super::help::arguments;
use super::printed::{choose, typed};
use super::whose::{Whose, known_values};
use super::{ask, printed};
use super::{columns, known, later, offers};

arguments! {
    Arguments
    en "Report what is late, what nobody knows, and every target"
    zh "进度通报：滞后情况、不明情况及全部目标，最滞后在前"
    details
        en "The worst come first. It counts what is open and what was finished in the current period; --period counts others."
        zh "计入未完成目标及本期已完成目标；用 --period 选择其他期间。"
    in SELECTION {
        #[arg(long, value_name = "PERIOD", add = ArgValueCompleter::new(known::report_periods))]
        period: Option<String> = {
            en "2021, 2021H2, 2021Q4, 2021-11, DATE..DATE, this quarter, or all; H2, Q4 and november are this \
                year's"
            zh "2021年、2021年下半年、2021年四季度、2021年11月、起日..止日、本季度、全部；下半年、四季度指当年"
        }
        #[arg(long, value_name = "DATE|ENTRY")]
        since: Option<String> = {
            en "What has changed since a day, or an entry of the record such as 57, as it was known then"
            zh "与某日或某条记录（如57）时的通报相比有何变化，按当时已有记录"
        }
        #[arg(long = "final", requires = "period", conflicts_with = "since")]
        account: bool = {
            en "The final account of --period: how many were met in time, late, missed and so on, by unit"
            zh "所选期间目标的完成情况：按期完成、逾期完成、未完成等各多少项，按责任单位汇总"
        }
        #[arg(
            long,
            value_name = "STATUS",
            num_args = 1..,
            value_delimiter = ',',
            add = ArgValueCompleter::new(offers::statuses)
        )]
        status: Vec<String> = { en "Only these: {words, printed}" zh "仅限：{words}" }
        #[arg(long, conflicts_with = "status")]
        late: bool = {
            en "Only what is late: overdue, unreported, critical, behind"
            zh "仅限滞后：逾期未完成、应报未报、严重滞后、未达序时"
        }
        #[arg(long, conflicts_with_all = ["status", "late"])]
        unreported: bool = {
            en "Only what is past due and unreported"
            zh "仅限应报未报"
        }
        #[arg(long)]
        slipped: bool = {
            en "Only what was put off, lost its date, or had its percent lowered"
            zh "仅限延期、取消时限或调低指标的"
        }
        #[arg(
            long,
            value_name = "CATEGORY",
            value_delimiter = ',',
            add = ArgValueCompleter::new(known::categories)
        )]
        category: Vec<String> = { en "Only projects of these categories" zh "仅限这些类别的项目" }
    }
    in LAYOUT {
        #[arg(long, value_name = "FACT", add = ArgValueCompleter::new(offers::groups))]
        group_by: Option<String> = { en "Group by {words}" zh "分组：{words}" }
        #[arg(long, value_name = "ORDER", add = ArgValueCompleter::new(offers::orders))]
        sort: Option<String> = {
            en "Sort by {words} (default: status, worst first)"
            zh "排序：{words}（默认按评定，最滞后在前）"
        }
        #[arg(
            long,
            value_name = "COLUMN",
            num_args = 1..,
            value_delimiter = ',',
            add = ArgValueCompleter::new(known::columns)
        )]
        columns: Vec<String> = {
            en "Show these columns: {words}; or a kept text, by its name"
            zh "显示列：{words}；也可为自定内容的名称"
        }
    }
    in OUTPUT {
        #[arg(long, value_name = "FORMAT", add = ArgValueCompleter::new(offers::formats))]
        format: Option<String> = {
            en "{words} (default: by the file's ending, else table)"
            zh "{words}（默认按文件扩展名，否则table）"
        }
        #[arg(long, conflicts_with = "format")]
        json: bool = JSON
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf> = { en "Write to a file" zh "写入文件" }
    }
    shared whose: Whose;
    legend true
    example
        en "report --late --group-by unit" "shows what is late, unit by unit"
        zh "report --late --group-by 责任单位" "按责任单位列出滞后目标"
    example
        en "report --since 2021-07-15 -o changes.docx" "what has changed since the last meeting"
        zh "report --since 2021-07-15 -o 变化.docx" "上次会议以来的变化"
    example
        en "report --as-of 2021-07-15 --columns status,project,target,problem"
            "chooses the columns, as of a day"
        zh "report --as-of 2021-07-15 --columns 评定,项目,目标,存在问题" "指定日期与各列"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let format = format(arguments)?;
    let mut request = request(arguments, context.as_of)?;
    if request.is_final && request.period == PeriodChoice::All {
        let text = arguments.period.clone().unwrap_or_default();
        return Err(Error::value("--period", text, ValueProblem::OnePeriod));
    }

    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let (portfolio, judged) = (OnceCell::new(), OnceCell::new());
    let (portfolio_then, judged_then) = (OnceCell::new(), OnceCell::new());
    let (mut made, mut columns) = (None, None);
    let store = context.open(Access::Read)?;
    store.read(&mut |read| {
        let assessment = ask::judged_within(read, &question, &portfolio)?;
        let assessment = judged.get_or_init(|| assessment);
        choose_projects(arguments, &mut request, assessment)?;
        request.language = context.language(assessment.settings);
        let mut report = match &arguments.since {
            None => Report::new(assessment, &request, context.known_on),
            Some(since) => {
                let slots = (&portfolio_then, &judged_then);
                let earlier = earlier(read, since, context, slots)?;
                Report::since(earlier, assessment, &request, context.known_on)
            }
        };
        if let Some(changes) = &mut report.changes {
            changes.recorders = history::recorders(read, &changes.entries())?;
        }
        report.head = Some(Head::known(read, context.known)?.to_string());
        let first = Head::first(read)?.map(|first| first.hash);
        report.record = first.and_then(|hash| hash.get(..16).map(str::to_owned));
        columns = self::columns(arguments, assessment.projects)?;
        let shows_trend = || match &columns {
            Some(chosen) => chosen.contains(&Column::Trend),
            None => format.id == TABLE.id && render::is_wide(page(arguments, context)),
        };
        if format.has_histories || shows_trend() {
            let stages = report.targets().map(|judged| judged.stage);
            report.histories = ask::histories(read, stages, context)?;
        }
        made = Some(report);
        Ok(())
    })?;
    let (Some(report), Some(assessment)) = (made, judged.get()) else {
        return Ok(());
    };
    ask::settle_if_empty(&*store, assessment)?;
    let changes = report.changes.as_ref();
    if let Some(changes) = changes.filter(|changes| changes.then.entry == 0 && changes.compared > 0)
    {
        let on = changes.then.as_of;
        context.noted.borrow_mut().push(Feedback::NothingThen(on));
    }
    drop(store);

    let language = context.language(assessment.settings);
    let reader = Reader {
        language,
        page: page(arguments, context),
        projects: assessment.projects,
        columns,
    };
    let write = |out: &mut dyn Write| format.write(&report, &reader, out);
    match &arguments.output {
        Some(path) => {
            render::write_file(path, context.path()?, |out| {
                out.write_all(format.opening.as_bytes())?;
                write(out)
            })?;
            context.output.say(language, &Feedback::Wrote(path.clone()));
        }
        None if format.id == TABLE.id => {
            let mut shown = Vec::new();
            write(&mut shown).map_err(Error::Output)?;
            context.output.paged(&String::from_utf8_lossy(&shown))?;
        }
        None if format.is_binary && context.output.page.width.is_some() => {
            let ending = format.ending();
            let problem = ValueProblem::ForATerminal { ending };
            return Err(Error::value("--format", format.id, problem));
        }
        None => {
            context.output.opening(format.opening)?;
            context.output.with(write)?;
        }
    }
    if format.id == TABLE.id {
        context.output.flush()?;
        hint(context, language, assessment)?;
    }
    Ok(())
}

fn page(arguments: &Arguments, context: &Context) -> Page {
    match arguments.output {
        Some(_) => Page::FILE,
        None => context.output.page,
    }
}

/// Of which projects and of which period targets are asked for.
fn choose_projects(
    arguments: &Arguments,
    request: &mut Request,
    assessment: &Assessment<'_>,
) -> Result<(), Error> {
    request.filter = arguments.whose.filter(assessment.projects)?;
    request.filter.categories = known_values(
        "--category",
        &arguments.category,
        assessment.projects,
        OwnFact::Category,
    )?;
    request.period = period(
        arguments,
        assessment.as_of,
        Some(assessment.settings.year_begins),
    )?;
    Ok(())
}

/// The columns chosen, in the order asked for; `None`: the usual ones.
fn columns(arguments: &Arguments, projects: &[Project]) -> Result<Option<Vec<Column>>, Error> {
    let kept = columns::kept_names(projects.iter().map(|project| &project.facts));
    let columns = arguments.columns.iter();
    let columns = columns.map(|word| columns::column(word, &kept));
    let chosen: Vec<Column> = columns.collect::<Result<_, _>>()?;
    if chosen.contains(&Column::Change) && arguments.since.is_none() {
        return Err(Error::value("--columns", "change", ValueProblem::OnlySince));
    }
    Ok((!chosen.is_empty()).then_some(chosen))
}

/// Says why a report is empty, and what to try.
fn hint(
    context: &mut Context,
    language: Language,
    assessment: &Assessment<'_>,
) -> Result<(), Error> {
    if assessment.projects.is_empty() {
        let why = later::no_projects(context)?;
        context.output.say(language, &why);
    } else if assessment.targets.is_empty() {
        let why = context.known_on.map(Feedback::NoTargetsBy);
        context
            .output
            .say(language, &why.unwrap_or(Feedback::NoTargets));
    }
    Ok(())
}

fn format(arguments: &Arguments) -> Result<&'static Format, Error> {
    let path = arguments.output.as_deref();
    path.map_or(Ok(()), render::check_name)?;
    let ending = path.and_then(Path::extension).unwrap_or_default();
    let asked = match arguments.json {
        true => Some("json"),
        false => arguments.format.as_deref(),
    };
    if let Some(format) = asked {
        let ids = FORMATS.map(|format| format.id);
        let format = choose("--format", format, &ids, Format::called)?;
        let other = || {
            let path = path.unwrap_or(Path::new(""));
            Error::Format {
                file: path.to_string_lossy().into_owned(),
                problem: FormatProblem::OtherEnding {
                    format: format.id,
                    file: typed(path),
                    other: typed(&path.with_extension(format.ending())),
                },
            }
        };
        return format.in_file(ending).ok_or_else(other);
    }
    let Some(path) = path else {
        return Ok(&TABLE);
    };
    Format::ending_in(ending).ok_or_else(|| Error::Format {
        file: path.to_string_lossy().into_owned(),
        problem: FormatProblem::Ending {
            found: ending.to_string_lossy().to_lowercase(),
            known: Format::endings()
                .map(|ending| format!(".{ending}"))
                .collect(),
        },
    })
}

/// The period that was chosen; without the month in which the office's year begins, only whether it
/// is one.
fn period(
    arguments: &Arguments,
    as_of: Day,
    year_begins: Option<u32>,
) -> Result<PeriodChoice, Error> {
    let text = match arguments.period.as_deref() {
        None => return Ok(PeriodChoice::Current),
        Some(all) if printed::is_all(all) => return Ok(PeriodChoice::All),
        Some(text) => text,
    };
    let refused = |problem| Error::value("--period", text, problem);
    let name = read_period(text, as_of).map_err(|_| refused(ValueProblem::Period))?;
    let Some(year_begins) = year_begins else {
        return Ok(PeriodChoice::Current);
    };
    let period = name.resolve(year_begins);
    let period = period.ok_or_else(|| refused(ValueProblem::Date(DateError::NoFiscalYear)))?;
    Ok(PeriodChoice::Within(period))
}

fn request(arguments: &Arguments, as_of: Day) -> Result<Request, Error> {
    // With the office's year, later.
    let period = period(arguments, as_of, None)?;
    let mut reasons = Vec::new();
    let statuses = if arguments.late {
        late()
    } else if arguments.unreported {
        vec![Status::Unreported]
    } else {
        let mut statuses = Vec::new();
        for word in &arguments.status {
            match printed::reason(word) {
                Some(reason) => reasons.push(reason),
                None => statuses.extend(printed::statuses("--status", word)?),
            }
        }
        statuses
    };
    let group_by = arguments.group_by.as_deref().map(printed::group_by);
    let sort_by = arguments.sort.as_deref().map(printed::sort_by);
    Ok(Request {
        period,
        filter: Filter::default(),
        statuses,
        reasons,
        is_of_slipped: arguments.slipped,
        group_by: group_by.transpose()?,
        sort_by: sort_by.transpose()?.unwrap_or(SortBy::Status),
        is_final: arguments.account,
        ..Request::default()
    })
}
