//! What can be wrong with a file that is read.

use super::macros::messages;
use super::record::RecordProblem;
use super::say::{Quoted, Size, UpTo};

messages! {
    /// What is wrong with a file as a whole.
    #[derive(Debug, PartialEq, Eq)]
    pub enum FormatProblem {
        UnknownColumns(columns: UpTo<20, Quoted>)
            en "its columns ({columns}) are not those of any kind of sheet; expected a plan with a row per target (name, stage, percent, due, ..; see `project import --template`), or projects (code, name, ..), stages (project, stage, kind, ..), targets (project, stage, percent, due, ..) or readings (project, stage, percent, as_of, ..)"
            zh "列（{columns}）不属于任何一种表；应为每行一个目标的计划表（项目、阶段、目标、期限…，样式见 project import --template），或 projects（code、name…）、stages（project、stage、kind…）、targets（project、stage、percent、due…）、readings（project、stage、percent、as_of…）",
        /// The same column more than once, under the same or another of its names.
        ColumnTwice(columns: UpTo<20, Quoted>)
            en "more than one column is called {columns}; keep one of each"
            zh "列名重复：{columns}；每种请只保留一列",
        /// Columns that its kind does not have.
        StrayColumn { columns: UpTo<20, Quoted>, twice: Twice, kind: &'static str }
            if (*kind == "flat")
                en "read as a plan with a row per target, which has no column {columns}; remove or rename every such column (`project import --template` shows what it has){twice}"
                zh "按计划表读取，而计划表没有{columns}列；请删除或改名，样式见 project import --template{twice}"
            else
                en "read as a sheet of {kind}, which has no column {columns}; remove or rename every such column{twice}"
                zh "按 {kind} 表读取，而此类表没有{columns}列；请删除或改名{twice}",
        NoHeader
            en "there is no header; the first line must name the columns"
            zh "缺少标题行；首行应为列名",
        Encoding
            en "not text in UTF-8; save it as UTF-8"
            zh "不是UTF-8编码；请另存为UTF-8",
        JsonVersion(found: String)
            en "the format of this record is '{found}'; this version of the program reads project.record/1"
            zh "记录格式为“{found}”，本程序只读 project.record/1",
        RecordLine { line: u64, problem: RecordProblem }
            en "line {line}: {problem}; nothing was written"
            zh "第{line}行：{problem}；未写入任何内容",
        /// A record imported together with other files.
        NotAlone
            en "a whole record is imported by itself; import the other files separately"
            zh "完整记录须单独导入；其他文件请另行导入",
        LongRow { row: u64, most: Size, quoted: Option<InCell> }
            if (quoted.is_some())
                en "row {row} is longer than {most}, the limit for a row{quoted}; close its quote"
                zh "第{row}行超过{most}（每行上限）{quoted}；请补上引号"
            else
                en "row {row} is longer than {most}, the limit for a row; use a CSV file with each row on a line of its own"
                zh "第{row}行超过{most}（每行上限）；请使用每行一条的CSV文件",
        ManyColumns(most: usize)
            en "row 1 has more than {most} columns, the limit for a file; keep those that are needed, as in `project import --template`"
            zh "第1行超过{most}列（文件上限）；请只保留需要的列，样式见 project import --template",
        Changed
            en "it changed while it was being read, so nothing was written; import it again when it is complete"
            zh "读取期间文件发生变化，未写入任何内容；请待文件完整后重新导入",
        LargeFile(most: Size)
            en "larger than {most}, the limit for a sheet; split it into several, each with the header"
            zh "文件超过{most}（表格上限）；请拆分成几个文件，每个都保留标题行",
        MuchInput { lines: usize, bytes: Size }
            en "more than {lines} lines or {bytes} on standard input, the limit of `update -`; save it as a CSV of readings and use `project import`"
            zh "标准输入超过{lines}行或{bytes}（update - 的上限）；请另存为数据CSV，用 project import 导入",
        Ending { found: String, known: Vec<String> }
            en "the ending '{found}' is not that of a format; use one of {known}, or give --format"
            zh "扩展名“{found}”不对应任何格式；请用 {known} 之一，或加 --format",
    }
}

messages! {
    /// Columns that are there more than once, besides what else is wrong.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Twice { pub columns: UpTo<20, Quoted> }
        if (columns.0.is_empty())
            en ""
            zh ""
        else
            en "; and more than one column is called {columns}, so keep one of each"
            zh "；另外列名重复：{columns}，每种请只保留一列"
}

messages! {
    /// The beginning of the quoted cell that a row ends in.
    #[derive(Debug, PartialEq, Eq)]
    pub struct InCell { pub beginning: String }
        en ", in the cell '{beginning:.60}'"
        zh "，停在单元格“{beginning:.60}”中"
}
