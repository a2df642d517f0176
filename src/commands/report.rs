use std::cell::OnceCell;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::assess::{Assessment, Status};
use crate::context::Context;
use crate::messages::{Error, FormatProblem, ValueProblem};
use crate::model::{DateError, Language, PeriodName, Scope, Snapshot};
use crate::render::{self, FORMATS, Format, Page, Reader, TABLE};
use crate::report::said::Said;
use crate::report::{Column, Filter, PeriodChoice, Report, Request, SortBy, late};
use crate::store::Access;

use super::printed::choose;
use super::whose::{Whose, known_values};
use super::{ask, printed};

/// What is late, what nobody knows, and every target with its verdict, worst first
///
/// Counted is what is open and what was finished in the current period; --period chooses others.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// 2021, 2021H2, 2021Q4, 2021-11, DATE..DATE, or all [default: those that contain the day]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Show only these: overdue, unreported, critical, behind, unknown, open, met-late, on-track, ahead, undated, met, future, suspended, cancelled
    #[arg(long, value_name = "STATUS", num_args = 1.., value_delimiter = ',')]
    status: Vec<String>,
    /// Show only what is late: overdue, unreported, critical, behind
    #[arg(long, conflicts_with = "status")]
    late: bool,
    /// Show only what is past due and unreported
    #[arg(long, conflicts_with_all = ["status", "late"])]
    unreported: bool,
    /// Count only projects of these categories
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',')]
    category: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// category, lead, unit, status, project or period
    #[arg(long, value_name = "FACT")]
    group_by: Option<String>,
    /// status (worst first), due, project or name [default: status]
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
    /// Choose the columns: status, code, project, category, target, period, stands, days, forecast, unit, lead, problem, next-step
    #[arg(long, value_name = "COLUMN", num_args = 1.., value_delimiter = ',')]
    columns: Vec<String>,
    #[arg(long, value_name = "FORMAT", help = format_help())]
    format: Option<String>,
    /// Write JSON: short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to a file instead
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let format = format(arguments)?;
    let mut request = request(arguments)?;
    let columns = columns(arguments)?;

    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let place = OnceCell::new();
    let assessment = ask::judged(&*context.open(Access::Read)?, &question, &place)?;
    request.filter = arguments.whose.filter(assessment.projects)?;
    request.filter.categories = known_values(
        "--category",
        &arguments.category,
        assessment.projects,
        |facts| &facts.category,
    )?;
    request.period = period(arguments, Some(assessment.settings.year_begins))?;
    let report = Report::new(&assessment, &request, context.known_on);

    let language = context.language(assessment.settings);
    let reader = Reader {
        language,
        page: match arguments.output {
            Some(_) => Page::FILE,
            None => context.output.page,
        },
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
            let said = Said::Wrote(vec![path.clone()]);
            context.output.say(language, &said);
        }
        None if format.id == TABLE.id => {
            let mut shown = Vec::new();
            write(&mut shown).map_err(Error::Output)?;
            context.output.paged(&String::from_utf8_lossy(&shown))?;
        }
        None => context.output.with(write)?,
    }
    if format.id == TABLE.id {
        context.output.flush()?;
        hint(context, language, &assessment);
    }
    Ok(())
}

/// The columns chosen, in the order asked for; `None`: the usual ones.
fn columns(arguments: &Arguments) -> Result<Option<Vec<Column>>, Error> {
    let columns = arguments.columns.iter().map(|word| printed::column(word));
    let chosen: Vec<Column> = columns.collect::<Result<_, _>>()?;
    Ok((!chosen.is_empty()).then_some(chosen))
}

/// Says why a report is empty, and what to try.
fn hint(context: &mut Context, language: Language, assessment: &Assessment<'_>) {
    if assessment.projects.is_empty() {
        context.output.say(language, &Said::NothingYet);
    } else if assessment.targets.is_empty() {
        context.output.say(language, &Said::NoTargets);
    }
}

fn format_help() -> String {
    let ids = FORMATS.map(|format| format.id).join(", ");
    format!("{ids} [default: by the file's ending, else {}]", TABLE.id)
}

fn format(arguments: &Arguments) -> Result<&'static Format, Error> {
    if arguments.json {
        return Format::called("json").map_or(Ok(&TABLE), Ok);
    }
    if let Some(format) = &arguments.format {
        let ids = FORMATS.map(|format| format.id);
        return choose("--format", format, &ids, Format::called);
    }
    let Some(path) = &arguments.output else {
        return Ok(&TABLE);
    };
    let ending = path.extension().unwrap_or_default();
    Format::ending_in(ending).ok_or_else(|| Error::Format {
        file: path.to_string_lossy().into_owned(),
        problem: FormatProblem::Ending {
            found: ending.to_string_lossy().to_lowercase(),
            known: FORMATS.map(|format| format!(".{}", format.ending)).to_vec(),
        },
    })
}

/// The period that was chosen; without the month in which the office's year begins, only whether it
/// is one.
fn period(arguments: &Arguments, year_begins: Option<u32>) -> Result<PeriodChoice, Error> {
    let text = match arguments.period.as_deref() {
        None => return Ok(PeriodChoice::Current),
        Some(all) if printed::is_all(all) => return Ok(PeriodChoice::All),
        Some(text) => text,
    };
    let refused = |problem| Error::value("--period", text, problem);
    let name: PeriodName = text.parse().map_err(|_| refused(ValueProblem::Period))?;
    let Some(year_begins) = year_begins else {
        return Ok(PeriodChoice::Current);
    };
    let period = name.resolve(year_begins);
    let period = period.ok_or_else(|| refused(ValueProblem::Date(DateError::NoFiscalYear)))?;
    Ok(PeriodChoice::Within(period))
}

fn request(arguments: &Arguments) -> Result<Request, Error> {
    // With the office's year, later.
    let period = period(arguments, None)?;
    let statuses = if arguments.late {
        late()
    } else if arguments.unreported {
        vec![Status::Unreported]
    } else {
        let words = arguments.status.iter();
        let chosen = words.map(|word| printed::statuses("--status", word));
        chosen.collect::<Result<Vec<_>, _>>()?.concat()
    };
    let group_by = arguments.group_by.as_deref().map(printed::group_by);
    let sort_by = arguments.sort.as_deref().map(printed::sort_by);
    Ok(Request {
        period,
        filter: Filter::default(),
        statuses,
        group_by: group_by.transpose()?,
        sort_by: sort_by.transpose()?.unwrap_or(SortBy::Status),
    })
}
