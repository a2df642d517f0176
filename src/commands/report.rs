use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::assess::{Assessment, Lamp, Status};
use crate::context::Context;
use crate::error::{Error, FormatProblem, ValueProblem};
use crate::messages::{In, Say};
use crate::model::{Language, Project, ProjectFacts, Scope, Snapshot, fold};
use crate::render::{self, FORMATS, Format, Reader, TABLE};
use crate::report::said::Said;
use crate::report::{Column, Filter, GroupBy, PeriodChoice, Report, Request, SortBy, late};
use crate::store::Access;

use super::ask;

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
    /// Count only projects with these leads
    #[arg(
        long,
        visible_alias = "owner",
        alias = "assignee",
        value_name = "NAME",
        value_delimiter = ','
    )]
    lead: Vec<String>,
    /// Count only projects of these units
    #[arg(
        long,
        visible_alias = "department",
        alias = "dept",
        value_name = "UNIT",
        value_delimiter = ','
    )]
    unit: Vec<String>,
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
    request.filter = filter(arguments, assessment.projects)?;
    let report = Report::new(&assessment, &request, context.known_on);

    let language = context.language(assessment.settings);
    let reader = Reader {
        language,
        page: context.output.page,
        projects: assessment.projects,
        columns,
    };
    let write = |out: &mut dyn Write| format.write(&report, &reader, out);
    match &arguments.output {
        Some(path) => {
            render::write_file(path, context.path()?, write)?;
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
        hint(context, language, &assessment, &report);
    }
    Ok(())
}

/// The columns chosen, in the order asked for; `None`: the usual ones.
fn columns(arguments: &Arguments) -> Result<Option<Vec<Column>>, Error> {
    let words = Column::ALL.map(|(word, _)| word);
    let one = |word: &String| {
        choose("--columns", word, &words, |word| {
            let is_meant =
                |(id, column): &(&str, Column)| *id == word || is_printed(word, &column.head());
            let found = Column::ALL.into_iter().find(is_meant);
            found.map(|(_, column)| column)
        })
    };
    let chosen: Vec<Column> = arguments
        .columns
        .iter()
        .map(one)
        .collect::<Result<_, _>>()?;
    Ok((!chosen.is_empty()).then_some(chosen))
}

/// Says why a report is empty, and what to try.
fn hint(
    context: &mut Context,
    language: Language,
    assessment: &Assessment<'_>,
    report: &Report<'_>,
) {
    let in_all = assessment.targets.len();
    if assessment.projects.is_empty() {
        context.output.say(language, &Said::NothingYet);
    } else if report.summary.current.total == 0 && report.period != PeriodChoice::All {
        let as_of = context.as_of;
        context
            .output
            .say(language, &Said::NoTargets { as_of, in_all });
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
            known: FORMATS.map(|format| format.ending).to_vec(),
        },
    })
}

/// One or more statuses by their ids, or by the words that are printed, in either language; `late`
/// and the colours of lamps stand for several.
///
/// # Errors
/// [`ValueProblem::Choice`].
pub(super) fn statuses(name: &'static str, word: &str) -> Result<Vec<Status>, Error> {
    let mut words: Vec<&'static str> = vec!["late"];
    words.extend(Status::ALL.iter().map(|status| status.id()));
    let of_lamp = |lamps: &[Lamp]| -> Vec<Status> {
        let all = Status::ALL.into_iter();
        all.filter(|status| lamps.contains(&status.lamp()))
            .collect()
    };
    choose(name, word, &words, |word| {
        let is_said = |message: &dyn Say| is_printed(word, message);
        let by_id = Status::from_id(word).map(|status| vec![status]);
        let printed = || {
            Status::ALL
                .into_iter()
                .find(|status| is_said(status))
                .map(|s| vec![s])
        };
        by_id.or_else(printed).or_else(|| {
            Some(match word {
                "late" | "滞后" | "逾期" => late(),
                "red" | "红" | "红灯" => of_lamp(&[Lamp::Red, Lamp::RedHollow]),
                "yellow" | "黄" | "黄灯" => of_lamp(&[Lamp::Yellow]),
                "green" | "绿" | "绿灯" => of_lamp(&[Lamp::Green]),
                "grey" | "gray" => of_lamp(&[Lamp::Grey]),
                "suspended" => vec![Status::Suspended],
                "done" | "completed" => vec![Status::Met, Status::MetLate],
                _ => return None,
            })
        })
    })
}

/// Whether a word is how a message is printed, in either language, regardless of case.
pub(super) fn is_printed(word: &str, message: &dyn Say) -> bool {
    [Language::En, Language::Zh]
        .into_iter()
        .any(|language| In(language, message).to_string().to_lowercase() == word)
}

/// One of a fixed list of words.
pub(super) fn choose<T>(
    name: &'static str,
    value: &str,
    choices: &[&'static str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    read(value.trim().to_lowercase().as_str()).ok_or_else(|| Error::Value {
        name,
        value: value.to_owned(),
        problem: ValueProblem::Choice(choices.to_vec()),
    })
}

fn request(arguments: &Arguments) -> Result<Request, Error> {
    let period = match arguments.period.as_deref() {
        None => PeriodChoice::Current,
        Some(all) if all.eq_ignore_ascii_case("all") || all == "全部" => PeriodChoice::All,
        Some(period) => PeriodChoice::Within(period.parse().map_err(|_| Error::Value {
            name: "--period",
            value: period.to_owned(),
            problem: ValueProblem::Period,
        })?),
    };
    let statuses = if arguments.late {
        late()
    } else if arguments.unreported {
        vec![Status::Unreported]
    } else {
        let words = arguments.status.iter();
        let chosen = words.map(|word| self::statuses("--status", word));
        chosen.collect::<Result<Vec<_>, _>>()?.concat()
    };
    let group_by = arguments.group_by.as_deref().map(|fact| {
        let facts = ["category", "lead", "unit", "status", "project", "period"];
        choose("--group-by", fact, &facts, |fact| {
            Some(match fact {
                "category" | "类别" => GroupBy::Category,
                "lead" | "owner" | "负责人" | "责任人" => GroupBy::Lead,
                "unit" | "department" | "责任单位" | "单位" => GroupBy::Unit,
                "status" | "评定" | "状态" => GroupBy::Status,
                "project" | "项目" => GroupBy::Project,
                "period" | "期间" => GroupBy::Period,
                _ => return None,
            })
        })
    });
    let sort_by = arguments.sort.as_deref().map(|order| {
        let orders = ["status", "due", "project", "name"];
        choose("--sort", order, &orders, |order| {
            Some(match order {
                "status" | "评定" | "状态" => SortBy::Status,
                "due" | "date" | "deadline" | "时限" | "期限" => SortBy::Due,
                "project" | "code" | "代码" => SortBy::Project,
                "name" | "项目" => SortBy::Name,
                _ => return None,
            })
        })
    });
    Ok(Request {
        period,
        filter: Filter::default(),
        statuses,
        group_by: group_by.transpose()?,
        sort_by: sort_by.transpose()?.unwrap_or(SortBy::Status),
    })
}

/// What a report counts of, by the facts of projects.
fn filter(arguments: &Arguments, projects: &[Project]) -> Result<Filter, Error> {
    Ok(Filter {
        categories: known_values("--category", &arguments.category, projects, |facts| {
            &facts.category
        })?,
        leads: known_values("--lead", &arguments.lead, projects, |facts| &facts.lead)?,
        units: known_values("--unit", &arguments.unit, projects, |facts| &facts.unit)?,
    })
}

/// Values to filter by. One that no project has is a mistake, not an empty answer.
///
/// # Errors
/// [`ValueProblem::NoneHas`], with those there are.
pub(super) fn known_values(
    name: &'static str,
    wanted: &[String],
    projects: &[Project],
    fact: fn(&ProjectFacts) -> &Option<String>,
) -> Result<Vec<String>, Error> {
    let facts = projects
        .iter()
        .filter_map(|project| fact(&project.facts).as_ref());
    let there: BTreeSet<&String> = facts.collect();
    let is_there = |value: &&String| there.iter().any(|has| fold(has) == fold(value));
    match wanted.iter().find(|value| !is_there(value)) {
        None => Ok(wanted.to_vec()),
        Some(value) => Err(Error::Value {
            name,
            value: value.clone(),
            problem: ValueProblem::NoneHas(there.into_iter().take(30).cloned().collect()),
        }),
    }
}
