//! A value that cannot be read.

use crate::error::ValueProblem;
use crate::messages::In;
use crate::model::{CodeError, Language, PercentError};

use super::phrases::{list, pick, say};
use super::{check, config};

pub(super) fn percent_error(language: Language, error: PercentError) -> String {
    match error {
        PercentError::Empty => say!(language, "a percent is missing", "缺少百分数"),
        PercentError::NotANumber => say!(
            language,
            "not a percent; expected a number from 0 to 100 such as 72 or 72.5",
            "不是百分数；应为0到100的数字，如72或72.5"
        ),
        PercentError::Negative => say!(
            language,
            "below 0; a percent is from 0 to 100",
            "小于0；百分数应在0到100之间"
        ),
        PercentError::Over100 => say!(
            language,
            "over 100; a percent is from 0 to 100",
            "大于100；百分数应在0到100之间"
        ),
        PercentError::Signed => say!(
            language,
            "says how much was added; write how far it is now, such as 72",
            "只说明增加了多少；请写目前的进度，如72"
        ),
        PercentError::TooManyDecimals => say!(
            language,
            "more than two decimals; a percent is exact in hundredths",
            "超过两位小数；百分数最多两位小数"
        ),
    }
}

pub(super) fn code(language: Language, error: CodeError) -> String {
    match error {
        CodeError::Empty => say!(language, "a code is missing", "缺少代码"),
        CodeError::Slash => say!(
            language,
            "a code has no '/', which stands between project and stage",
            "代码中不能有“/”，它用于分隔项目和阶段"
        ),
        CodeError::Mark => say!(
            language,
            "a code does not begin with any of # - = + @ ' ~",
            "代码不能以#、-、=、+、@、'或~开头"
        ),
        CodeError::Space => say!(
            language,
            "a code has no white space and nothing invisible; write a hyphen instead",
            "代码中不能有空白或不可见字符；请改用连字符"
        ),
        CodeError::Shell(sign) => say!(
            language,
            "a code has no '{sign}', which a shell would interpret; write a hyphen instead",
            "代码中不能有“{sign}”，命令行会另作解释；请改用连字符"
        ),
        CodeError::TooLong => say!(
            language,
            "a code has at most 100 characters",
            "代码最多100个字符"
        ),
    }
}

pub(super) fn period_error(language: Language) -> String {
    say!(
        language,
        "not a period; expected 2021, 2021H2, 2021Q4, 2021-11, 2021-07-01..2021-09-15 or FY2027H1",
        "不是期间；应如2021、2021H2、2021Q4、2021-11、2021-07-01..2021-09-15或FY2027H1"
    )
}

/// Which days a part of a fiscal year has.
pub(super) fn fiscal_year(language: Language) -> String {
    say!(
        language,
        "the year begins in January here, so write 2027 or 2027H1; for fiscal years set their first month: project config year.begins 07",
        "年度自1月起算，请写2027或2027H1；如用财年，请先设定起始月份：project config year.begins 07"
    )
}

/// Why the year cannot begin in another month.
pub(super) fn year_in_use(language: Language) -> String {
    say!(
        language,
        "targets belong to fiscal years, whose days would change; it stays as it is",
        "已有目标使用财年，改动会变更其起止日期，因此保持不变"
    )
}

pub(super) fn choice(language: Language, choices: &[&str]) -> String {
    let choices = choices.join(pick(language, ", ", "、"));
    say!(language, "expected one of {choices}", "应为{choices}之一")
}

pub(super) fn value_problem(language: Language, problem: &ValueProblem) -> String {
    match problem {
        ValueProblem::Day(error) => In(language, error).to_string(),
        ValueProblem::Period => period_error(language),
        ValueProblem::FiscalYear => fiscal_year(language),
        ValueProblem::YearInUse => year_in_use(language),
        ValueProblem::Instant(_) => say!(
            language,
            "not an instant; expected RFC 3339 such as 2021-08-01T09:00:00+08:00",
            "不是时刻；应为RFC 3339格式，如2021-08-01T09:00:00+08:00"
        ),
        ValueProblem::Zone => say!(
            language,
            "this machine knows no such time zone; expected a name such as Asia/Shanghai, or CST-8",
            "本机没有此时区；应如Asia/Shanghai或CST-8"
        ),
        ValueProblem::Choice(choices) => choice(language, choices),
        ValueProblem::DaysAhead(most) => check::days_ahead(language, *most),
        ValueProblem::Setting(takes) => config::expected(language, takes),
        ValueProblem::NoneHas(there) => {
            let there = list(language, there);
            if there.is_empty() {
                say!(language, "no project has any", "没有项目填写此项")
            } else {
                say!(
                    language,
                    "no project has it; there are {there}",
                    "没有项目为此值；现有{there}"
                )
            }
        }
        ValueProblem::OnlyLooks => say!(
            language,
            "looks back and cannot go with a command that records; leave it out",
            "只用于查看，不能与记录命令同用；请去掉"
        ),
        ValueProblem::NotWithNew => say!(
            language,
            "looks at another day and cannot go with --new, which remembers what it tells; leave one of them out",
            "用于查看其他日期，不能与记住提示的--new同用；请去掉其一"
        ),
        ValueProblem::Head => say!(
            language,
            "not a head; expected the number of an entry and 16 or more digits of its hash, as `project verify` prints it: 12:9f3a-..",
            "不是链首；应为记录编号和其哈希的16位以上数字，如 project verify 所示：12:9f3a-…"
        ),
        ValueProblem::NeedsFolder => say!(
            language,
            "CSV is several files; name a folder with -o FOLDER",
            "CSV为多个文件；请用 -o 指定目录"
        ),
    }
}
