//! Why what was asked for cannot be done, be it a command, a line or a row of a sheet.

use std::path::PathBuf;

use crate::model::{Amount, Day, Figure, Percent};

use super::candidate::{Candidate, ShortName, StageChoice, TargetChoice, UnmetTarget};
use super::field::Field;
use super::macros::messages;
use super::merge::MergeProblem;
use super::question::Question;
use super::retract::RetractProblem;
use super::roll::RollProblem;
use super::row_ref::RowRef;
use super::say::{Hundredths, IsoDay, Lines, LocalName, Numbered, Quoted, UpTo};
use super::value::ValueProblem;

messages! {
    /// Why what was asked for cannot be done.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Refusal {
        /// A value that cannot be read.
        Value { field: Field, value: String, problem: ValueProblem }
            if (*field == Field::Cell)
                en "{problem}"
                zh "{problem}"
            else
                en "{field} '{value:.60}': {problem}"
                zh "{field}“{value:.60}”：{problem}",

        // Which project, stage or setting is meant.
        NoSuchProject { query: String, nearest: Vec<ShortName> }
            if (nearest.is_empty())
                en "no project is called '{query}'; `project list` shows them all, `project add` adds one"
                zh "没有名为“{query}”的项目；可用 project list 查看全部，新增用 project add"
            else
                en "no project is called '{query}'; did you mean {nearest}?"
                zh "没有名为“{query}”的项目；是否指{nearest}？",
        /// A project or a stage, as the record stood on an earlier day.
        NotYetRecorded { query: String, on: Day, since: Day }
            en "'{query}' had not been recorded by {on}; it has been on record since {since}"
            zh "截至{on}尚未录入“{query}”；该项自{since}起在案",
        NoSuchSetting { query: String, nearest: Vec<&'static str> }
            if (nearest.is_empty())
                en "no setting is called '{query}'; `project config` shows them all"
                zh "没有名为“{query}”的设置；可用 project config 查看全部"
            else
                en "no setting is called '{query}'; did you mean {nearest}?"
                zh "没有名为“{query}”的设置；是否指{nearest}？",
        Ambiguous { query: String, matches: Vec<Candidate> }
            en "'{query}' may be any of {matches}; give the full code"
            zh "“{query}”可能是{matches}；请写完整代码",
        NoSuchStage { project: Box<ShortName>, query: String, nearest: Vec<ShortName>, stages: Vec<ShortName> }
            if (stages.is_empty())
                en "{project} has no stage '{query}', nor any other; to add it: project add {project:#}/{query:#}"
                zh "{project}没有阶段“{query}”，也没有其他阶段；如要新增：project add {project:#}/{query:#}"
            else if (nearest.is_empty())
                en "{project} has no stage '{query}'; its stages are {stages}"
                zh "{project}没有阶段“{query}”；现有{stages}"
            else
                en "{project} has no stage '{query}'; did you mean {nearest}? Its stages are {stages}"
                zh "{project}没有阶段“{query}”；是否指{nearest}？现有{stages}",
        /// A stage to set a target on; it can be made.
        NewStage { stage_path: String, nearest: Vec<ShortName>, stages: Vec<ShortName> }
            if (stages.is_empty())
                en "there is no stage {stage_path} yet; add --new to create it"
                zh "尚无阶段{stage_path}；新增请加 --new"
            else if (nearest.is_empty())
                en "there is no stage {stage_path}, only {stages}; add --new to create it"
                zh "没有阶段{stage_path}，现有{stages}；新增请加 --new"
            else
                en "there is no stage {stage_path}; did you mean {nearest}? Add --new to create it (there are {stages})"
                zh "没有阶段{stage_path}；是否指{nearest}？新增请加 --new（现有{stages}）",
        /// There is none that could be meant.
        NoStageYet { project: String, command: String }
            if (command.is_empty())
                en "{project} has no stages yet, so say what the figure is of; for the whole works, write {project}/overall"
                zh "{project}尚无阶段，请写明是哪一部分；如指总体进度，请写{project}/overall"
            else
                en "{project} has no stages yet, so say what the figure is of; for the whole works: {command}"
                zh "{project}尚无阶段，请写明是哪一部分；如指总体进度：{command}",
        WhichStage { project: String, choices: Lines<StageChoice> }
            en "{project} has several stages, so say which one:{choices}"
            zh "{project}有多个阶段，请写明是哪一个：{choices}",
        /// The same of a line or a row.
        WhichStageOf { project: ShortName, stages: Vec<ShortName> }
            en "{project} has several stages; write {project}/STAGE, with one of {stages}"
            zh "{project}有多个阶段；请写成{project}/阶段，现有{stages}",
        NoCode
            en "a code is missing; write CODE or CODE/STAGE, as shown by `project list` and `project show`"
            zh "缺少代码；请写 代码 或 代码/阶段，可用 project list 和 project show 查看",

        // Readings.
        NoFigure
            en "a figure is missing; give a percent, done, not-yet, underway, 4/6, or --amount N"
            zh "缺少数值；请填百分比、完成、未完成、推进中、4/6，或 --amount 数量",
        FigureAndAmount
            en "a figure and --amount cannot be used together; give one of them"
            zh "数值与 --amount 不能同时使用；请只填一个",
        FigureBesideInput(text: String)
            en "with `-` the figures come from standard input; leave '{text}' out, or name a project instead of `-`"
            zh "用 - 时数值来自标准输入；请去掉“{text}”，或将 - 改为项目代码",
        NotAnUpdate(line: String)
            en "'{line:.60}' is not an update; expected CODE[/STAGE] PERCENT [DATE] [note]"
            zh "“{line:.60}”不是一条数据；格式应为 代码[/阶段] 百分比 [日期] [说明]",
        SameDay { stage_path: String, on: Day, first: RowRef }
            en "{first} already has a figure for {stage_path} on {on}; keep one of the two"
            zh "{first}已有{stage_path}在{on}的数据；请只保留一行",
        /// A figure between 0 and 100.
        PartOfMilestone { stage_path: String, percent: Percent }
            en "{stage_path} is a milestone, done or not done, so it cannot stand at {percent}; write done or not-yet, or measure it: project edit {stage_path:#} --kind measured"
            zh "{stage_path}是节点，只有完成与否，不能填{percent}；请写完成或未完成，或改为按百分比：project edit {stage_path:#} --kind 按百分比",
        /// `not yet` on a stage that is measured.
        NoShare { stage_path: String, text: String }
            en "'{text}' does not say how far {stage_path} is; write a percent such as 72, not-started for 0, or underway"
            zh "“{text}”未说明{stage_path}的进度；请写百分比，如72，或写未开工、推进中",
        Lower { stage_path: String, percent: Percent, before: Figure, entry: Option<i64> }
            if (entry.is_some())
                en "{stage_path}: {percent} is lower than {before}; add --lower if progress was lost, or retract the earlier figure: project retract {entry} --reason .."
                zh "{stage_path}：{percent}低于{before}；确属回退请加 --lower，若前一数据有误请撤回：project retract {entry} --reason 理由"
            else
                en "{stage_path}: {percent} is lower than {before}; add --lower if progress was lost or the earlier figure was wrong (`project log` shows where that came from)"
                zh "{stage_path}：{percent}低于{before}；确属回退或前一数据有误请加 --lower（来源可查 project log）",
        /// A figure of an earlier day that would make a later one a fall.
        AboveLater { stage_path: String, percent: Percent, on: Day, after: Figure, entry: Option<i64> }
            if (entry.is_some())
                en "{stage_path}: {percent} on {on} is higher than {after}; add --lower if progress was lost in between, or retract the later figure: project retract {entry} --reason .."
                zh "{stage_path}：{on}的{percent}高于其后{after}；其间确属回退请加 --lower，若后一数据有误请撤回：project retract {entry} --reason 理由"
            else
                en "{stage_path}: {percent} on {on} is higher than {after}; add --lower if progress was lost in between or the later figure is wrong (`project log` shows where that came from)"
                zh "{stage_path}：{on}的{percent}高于其后{after}；其间确属回退或后一数据有误请加 --lower（来源可查 project log）",
        NoTotal { stage_path: String }
            en "{stage_path} has no total to measure amounts by; set one with `project edit {stage_path:#} --total N --unit UNIT`, or give a percent"
            zh "{stage_path}未设总量，无法按数量计算；请用 project edit {stage_path:#} --total 总量 --unit 单位 设置，或直接填百分比",
        OtherTotal { stage_path: String, total: Amount, typed: Amount }
            en "the total of {stage_path} is {total}, not {typed}; change it with `project edit {stage_path:#} --total {typed}`, or give the amount as a part of {total}"
            zh "{stage_path}的总量为{total}，不是{typed}；如需变更请用 project edit {stage_path:#} --total {typed}，否则请按{total}填写",
        OverTotal { amount: Amount, total: Amount }
            en "{amount} is more than the total of {total}; check which of the two is wrong"
            zh "{amount}超过总量{total}；请核对二者",

        /// Money in another unit than the total that it is part of.
        OtherUnit { stage_path: String, unit: String, given: String }
            en "given in {given}, while the total of {stage_path} is in {unit}; give the total beside it, or both in one unit"
            zh "单位为{given}，而{stage_path}的总量以{unit}计；请同时给出总额，或使用同一单位",

        // Targets.
        WhichTarget { stage_path: String, targets: Lines<TargetChoice> }
            en "{stage_path} has several unmet targets, so say which one:{targets}"
            zh "{stage_path}有多个未完成的目标，请指明是哪一个：{targets}",
        /// The same of a row.
        WhichTargetOf { numbers: Vec<Numbered> }
            en "the stage has several unmet targets ({numbers}); give the period or the number"
            zh "该阶段有多个未完成的目标（{numbers}）；请填写期间或编号",
        NoSuchTarget { stage_path: String, number: i64, numbers: Vec<Numbered> }
            if (numbers.is_empty())
                en "{stage_path} has no target #{number}, nor any other; leave #{number} out to set one"
                zh "{stage_path}没有目标#{number}，也没有其他目标；不写#{number}即可设定"
            else
                en "{stage_path} has no target #{number}, only {numbers}"
                zh "{stage_path}没有目标#{number}，只有{numbers}",
        /// It was to be a further one.
        TargetThere { stage_path: String, number: i64 }
            en "{stage_path} already has a target #{number}; to revise it, leave out --new; to set a further one, leave out #{number}"
            zh "{stage_path}已有目标#{number}；如调整该目标，请去掉 --new；如另设目标，请不写#{number}",
        /// To suspend, resume or drop.
        NoTarget { stage_path: String }
            en "{stage_path} has no target to suspend, resume or drop; set one first"
            zh "{stage_path}没有可暂停、恢复或取消的目标；请先设定目标",
        /// The target that another one is to carry on.
        CarriedOnAlready
            en "another target carries it on already"
            zh "已由其他目标结转",
        /// Periods that do not follow each other.
        Roll(problem: RollProblem)
            en "{problem}"
            zh "{problem}",
        NoEarlierTarget
            en "the stage has no such target of an earlier period"
            zh "该阶段没有那个更早期间的目标",
        /// A reason beside terms that are in force already.
        ReasonOfNothing { stage_path: String, reason: String }
            en "nothing changed, because the target of {stage_path} already has these terms, and the reason was not kept; to keep it as a note: project update {stage_path:#} underway --note {reason:#}"
            zh "{stage_path}的目标与现有内容相同，未作改动，理由未保存；如需留存，请作为备注：project update {stage_path:#} 推进中 --note {reason:#}",
        /// A plan point that does not lie between the start of the plan and the due day.
        PointOutside { on: Day, start: Day, due: Option<Day> }
            if (due.is_some())
                en "the plan point of {on} is not between {start}, when the plan starts, and {due}, when it is due; give the points again with --via, or drop them with --via none"
                zh "{on}的计划点不在计划起点{start}与时限{due}之间；请用 --via 重新填写，或用 --via 无 取消"
            else
                en "the plan point of {on} needs a due date; give one with --by, or drop the points with --via none"
                zh "{on}的计划点须有时限；请用 --by 填写时限，或用 --via 无 取消计划点",

        /// Only later figures say how far the stage is.
        StartWithoutPercent { stage_path: String, on: Day, at: IsoDay, first: Day }
            en "{stage_path} has no figures before {first}, so nothing says where it stood on {on}; say it with --from {at}:PERCENT"
            zh "{stage_path}自{first}起才有数据，{on}的起点进度不明；请用 --from {at}:百分比 注明",

        // Facts of projects and stages.
        Exists { code: String, name: LocalName }
            en "{code} ({name}) already exists; change it with `project edit {code:#}`, or choose another code"
            zh "已有{code}（{name}）；修改请用 project edit {code:#}，另建请换用其他代码",
        /// One whose name is like the new one's.
        Alike { code: String, name: LocalName, new: String }
            en "{code} ({name}) already exists, with a name like this; if you mean that one, use {code:#}; if this is another project: project add {new:#} --new"
            zh "已有名称相近的{code}（{name}）；如指该项目，请用 {code:#}；如确为新项目：project add {new:#} --new",
        /// The deadline of a row without its year.
        WhichYear { past: Day, next: Day }
            en "may be {past} or {next}; write the year"
            zh "可能是{past}或{next}；请写明年份",
        /// The name of a sheet's row that no project has, and those that are like it, the best first.
        LooksLike { name: String, matches: Vec<Candidate> }
            en "'{name}' looks like {matches}; write the code of the one that is meant"
            zh "“{name}”与{matches}名称相近；请写所指项目的代码",
        /// What a sheet says may be meant in several ways.
        Unsure(question: Box<Question>)
            en "{question}"
            zh "{question}",
        NoName
            en "a name is missing; write `project add NAME`, or --name NAME for an edit"
            zh "缺少名称；请写 project add 名称，修改时写 --name 名称",
        OnlyStages(option: &'static str)
            en "{option} is for a stage; write CODE/STAGE"
            zh "{option} 只用于阶段；请写成 代码/阶段",
        OnlyProjects(option: &'static str)
            en "{option} is for a project; write CODE without a stage"
            zh "{option} 只用于项目；请只写项目代码",
        WeightOfWhole
            en "the whole works have no weight, since weights are shares of them; give weights to the stages"
            zh "总体进度没有权重，权重是各阶段所占的比例；请为各阶段设置",
        Weights { sum: Hundredths }
            en "the weights of the stages would sum to {sum}; together they are 100, so lower another first"
            zh "各阶段权重之和将为{sum}；合计应为100，请先调低其他阶段",
        PartialTarget { stage_path: String, percent: Percent }
            en "{stage_path} cannot be a milestone, done or not done: it has a target of {percent}; add another stage for the milestone"
            zh "{stage_path}不能改为只有完成与否的节点：其目标为{percent}；请为节点另加阶段",
        PartlyDone { stage_path: String, figure: Figure }
            en "{stage_path} cannot be a milestone, done or not done: it stood at {figure}; add another stage for the milestone"
            zh "{stage_path}不能改为只有完成与否的节点：已有进度数据（{figure}）；请为节点另加阶段",
        Unmet { project: ShortName, targets: Vec<UnmetTarget> }
            en "{project} cannot be closed while targets are unmet: {targets}; report them, drop them with `project target .. --drop`, or cancel the project"
            zh "{project}尚有未完成的目标，不能办结：{targets}；请先上报、用 project target … --drop 取消目标，或取消项目",
        NoAlias(name: String)
            en "there is no alias '{name}' to remove; `project show` lists them"
            zh "没有别名“{name}”可删除；可用 project show 查看",
        /// A column that is said to mean something, and those there are.
        NoColumn { column: String, columns: UpTo<20, Quoted> }
            if (columns.0.is_empty())
                en "no sheet here is a plan, so there is no column '{column}'"
                zh "没有计划表，因而没有“{column}”列"
            else
                en "no plan has a column '{column}'; the columns are {columns}"
                zh "计划表中没有“{column}”列；现有列：{columns}",
        /// A text to be kept, as typed.
        TextWithoutName(text: String)
            en "'{text:.60}' has no name; write --text NAME=TEXT"
            zh "“{text:.60}”缺少名称；请写成 --text 名称=内容",
        NoReason
            en "the reason is empty; say why with --reason TEXT"
            zh "理由为空；请用 --reason 写明理由",
        Nothing
            en "say what to change: --name, --lead, --unit, --category, --state ..; see `project edit --help`"
            zh "请指明要修改的内容：--name、--lead、--unit、--category、--state 等；参见 project edit --help",

        // Rows of sheets.
        Missing
            en "must not be empty"
            zh "不能为空",
        /// A row without a name that tells of no part of a project.
        OfWhichProject
            en "names no project, stage or target, so it may be of the project above or of another; write the name"
            zh "未写项目名称、阶段和目标，可能属于上方项目，也可能属于其他项目；请填写名称",
        UnknownProject
            en "there is no such project, neither in the store nor in these files"
            zh "库中和这些文件中都没有此项目",
        /// A row that depends on one that is left out.
        Skipped
            en "the row of its project could not be imported"
            zh "其项目所在行未能导入",
        Several { matches: Vec<Candidate> }
            en "may be any of {matches}; write the code"
            zh "可能是{matches}；请填写代码",
        /// The name of a project with another code.
        OtherCode { code: String, name: String }
            en "{name} is the name of the project {code}; write that code, or leave it out"
            zh "{name}是项目{code}的名称；请填该代码，或不填代码",
        /// A project of the record with another name beside its code.
        OtherName { code: String, old: String, name: String }
            en "{code} is the code of {old}, not of {name}; if this is another project, give it a code of its own, or none"
            zh "代码{code}是{old}的代码，不是{name}的；如为另一项目，请改用其他代码，或不填代码",
        /// An earlier row says otherwise of the same.
        Differs { first: RowRef, value: String }
            en "{first} says '{value}'; make both the same, or leave one empty"
            zh "{first}为“{value}”；请改为一致，或只填一处",
        /// The same of rows of one project, in a column that may be kept as it is.
        DiffersWithin { first: Box<RowRef>, value: String, column: String }
            en "{first} says '{value}'; make both the same, or leave one empty, or keep them as texts with --keep {column:#}"
            zh "{first}为“{value}”；请改为一致，或只填一处，或加 --keep {column:#} 全部保存",
        Duplicate { first: RowRef }
            en "repeats {first}; keep one of the two"
            zh "与{first}重复；请只保留一行",
        /// A name that stands twice in a plan, with different days.
        SameName { first: RowRef }
            en "{first} is called the same and says otherwise; give the two names that tell them apart, or a column with their stages"
            zh "与{first}同名而内容不同；请改用可区分的名称，或增加一列注明阶段",
        /// Money that is merged over the rows of several projects.
        SharedMoney
            en "is merged over rows of several projects; write what each of them has"
            zh "由多个项目的行合并；请分别填写各项目的金额",
        Columns { expected: usize, found: usize }
            en "has {found} cells where the header has {expected}; check its commas and quotes"
            zh "有{found}个单元格，而标题行有{expected}列；请检查逗号和引号",
        /// A row of the monthly form without what its rows are known by.
        AddedRow
            en "this row is not one of the form's own, so nothing says which stage it is of; clear it, and report the stage with `project update`"
            zh "此行不是表单原有的行，无法确定所属阶段；请清除此行，改用 project update 上报",
        /// A folder to import, without sheets.
        NoSheets { folder: PathBuf, endings: Vec<String> }
            en "there are no sheets in {folder}; expected files whose names end in {endings}"
            zh "{folder}中没有表格；应有扩展名为{endings}的文件",
        /// A row of the monthly form with a percent and an amount.
        PercentAndAmount
            en "the row has a percent, too; keep one of the two"
            zh "此行同时填了进度和累计完成量；请只保留一项",
        /// A row of the monthly form whose code is no longer that with which it was written.
        ChangedCode { stage_path: String }
            en "this row of the form is that of {stage_path}; put that code back"
            zh "表单此行原为{stage_path}；请恢复原代码",
        Unclosed
            en "a quote is opened here and never closed, so the rest of the file is one cell; close it"
            zh "此处的引号没有闭合，其后全部内容成了一个单元格；请补上引号",

        // Options that do not go together.
        LooksBack
            en "--known-on looks back, so it cannot be used with a command that records; leave it out"
            zh "--known-on 只用于查看，不能与记录命令同用；请去掉",
        /// `--who` where nothing is recorded.
        RecordsNothing { who: String }
            en "--who says who is recording, but this command records nothing; for the projects that somebody leads: project report --lead {who:#}; for what somebody recorded: project log --who {who:#}"
            zh "--who 用于注明填报人，而本命令不录入内容；查看某人负责的项目：project report --lead {who:#}；查看某人录入的记录：project log --who {who:#}",
        NotWhereRemembered { option: &'static str, remembering: &'static str }
            en "{option} and {remembering} cannot be used together: {remembering} remembers what it reports; leave one of them out"
            zh "{option} 与 {remembering} 不能同时使用：{remembering} 会记住所提示的内容；请去掉其一",
        RemindersNeedFolder
            en "reminders are pages (--format md or docx) for each lead or unit in a folder; give --by-lead or --by-unit, and -o FOLDER"
            zh "催办单按负责人或责任单位分页（--format md 或 docx）存入目录；请用 --by-lead 或 --by-unit，并用 -o 指定目录",
        RemindersInFile { path: PathBuf }
            en "{path} is a file; reminders need a folder: -o FOLDER"
            zh "{path}是文件；催办单须存入目录：-o 目录",
        FormNeedsFile
            en "a form is a workbook; name it with -o FILE.xlsx, or a folder with -o FOLDER for one form a unit"
            zh "填报表为工作簿；请用 -o 文件.xlsx 指定，或用 -o 目录 为每个责任单位各写一份",
        FilledForm { path: PathBuf }
            en "{path} is a form that was filled in, so it is not written over; import it and move it away, or write elsewhere"
            zh "{path}是已填写的填报表，不予覆盖；请导入后移走，或另写他处",
        OnlyForms { option: &'static str }
            en "{option} chooses whose form is written; add --form, or leave it out"
            zh "{option} 用于选择填报表的范围；请加 --form，或去掉",
        NeedsFolder
            en "CSV is several files; name a folder with -o FOLDER"
            zh "CSV为多个文件；请用 -o 指定目录",
        FolderNotFile { path: String }
            en "the current facts are several CSV files, so {path} cannot hold them; give a folder: project export --format csv -o FOLDER; for one table of verdicts: project report -o report.csv"
            zh "当前数据为多个CSV文件，不能写入一个文件{path}；请指定目录：project export --format csv -o 目录；如需一张评定表：project report -o report.csv",

        Merge(problem: MergeProblem)
            en "{problem}"
            zh "{problem}",
        Retract(problem: RetractProblem)
            en "{problem}"
            zh "{problem}",
    }
}

impl Refusal {
    /// A value that cannot be read.
    pub fn value(field: Field, value: impl Into<String>, problem: ValueProblem) -> Refusal {
        Refusal::Value {
            field,
            value: value.into(),
            problem,
        }
    }
}

impl From<Question> for Refusal {
    fn from(question: Question) -> Refusal {
        Refusal::Unsure(Box::new(question))
    }
}

/// A cell that cannot be read; its column and its text stand beside it.
impl From<ValueProblem> for Refusal {
    fn from(problem: ValueProblem) -> Refusal {
        Refusal::value(Field::Cell, "", problem)
    }
}
