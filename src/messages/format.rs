//! What can be wrong with a file that is read.

use std::fmt::{self, Formatter};
use std::path::PathBuf;

use crate::model::Language;

use super::macros::messages;
use super::record::RecordProblem;
use super::say::{In, Quoted, Say, Size, UpTo};

messages! {
    /// What is wrong with a file as a whole.
    #[derive(Debug, PartialEq, Eq)]
    pub enum FormatProblem {
        UnknownColumns(columns: UpTo<20, Quoted>)
            en "its columns ({columns}) are not those of any kind of sheet; expected a plan with a row per target (name, stage, percent, due, ..; see `project import --template`), whose columns you may also name with --map COLUMN=FIELD, or projects (code, name, ..), stages (project, stage, kind, ..), targets (project, stage, percent, due, ..) or readings (project, stage, percent, as_of, ..)"
            zh "列（{columns}）不属于任何一种表；应为每行一个目标的计划表（项目、阶段、目标、时限…，样式见 project import --template；也可用 --map 列名=字段 说明各列），或项目表（code、name…）、阶段表（project、stage、kind…）、目标表（project、stage、percent、due…）、进度表（project、stage、percent、as_of…）",
        /// Columns of a plan, none of which names the project.
        NoNames(columns: UpTo<20, Quoted>)
            en "no column names the project (its columns: {columns}); say which one does with --map COLUMN=name"
            zh "没有项目名称列（现有{columns}）；请用 --map 列名=项目 指明",
        /// The same column more than once, under the same or another of its names.
        ColumnTwice(columns: UpTo<20, Quoted>)
            en "more than one column is called {columns}; keep one of each"
            zh "列名重复：{columns}；每种请只保留一列",
        /// Columns that its kind does not have.
        StrayColumn { columns: UpTo<20, Quoted>, twice: Twice, kind: SheetKind }
            if (kind.0 == "flat")
                en "read as a plan with a row per target, which has no column {columns}; remove or rename every such column (`project import --template` shows what it has){twice}"
                zh "按计划表读取，而计划表没有{columns}列；请删除或改名，样式见 project import --template{twice}"
            else
                en "read as a sheet of {kind}, which has no column {columns}; remove or rename every such column{twice}"
                zh "按{kind}读取，而此类表没有{columns}列；请删除或改名{twice}",
        /// A monthly form whose header was changed.
        FormHeads(lost: UpTo<20, LostHead>)
            en "read as a monthly form, which has lost headers: {lost}; write them again as they were"
            zh "按填报表读取，但缺少列标题：{lost}；请按原样恢复",
        NoHeader
            en "there is no header; the first line must name the columns"
            zh "缺少标题行；首行应为列名",
        /// What is no sheet at all.
        NotASheet(file: ForeignFile)
            en "{file}"
            zh "{file}",
        /// A workbook that its reader cannot read.
        Workbook(what: String)
            en "the workbook cannot be read ({what}); open it in a spreadsheet program, save it as .xlsx and import that"
            zh "工作簿无法读取（{what}）；请用电子表格软件打开，另存为 .xlsx 后再导入",
        WorkbookRows
            en "the rows of the workbook are out of order; open it in a spreadsheet program, save it as .xlsx and import that"
            zh "工作簿中各行次序有误；请用电子表格软件打开，另存为 .xlsx 后再导入",
        Unpacked(most: Size)
            en "unpacked, the workbook is larger than {most}, the limit; copy the rows that matter into a new workbook"
            zh "工作簿解压后超过{most}（上限）；请将需要的行复制到新的工作簿",
        ManyCells(most: usize)
            en "more than {most} cells, the limit for a sheet, blank ones included; copy the rows that matter into a new workbook"
            zh "单元格超过{most}个（含空白，表格上限）；请将需要的行复制到新的工作簿",
        Encoding
            en "not text in UTF-8; save it as UTF-8"
            zh "不是UTF-8编码；请另存为UTF-8",
        NotEncodedSo { name: &'static str }
            en "not all of it is {name}; give another --encoding, or save it as UTF-8"
            zh "并非全部为{name}编码；请改用其他 --encoding，或另存为UTF-8",
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
        ManyColumns { row: u64, most: usize }
            en "row {row} has more than {most} columns, the limit for a file; keep those that are needed, as in `project import --template`"
            zh "第{row}行超过{most}列（文件上限）；请只保留需要的列，样式见 project import --template",
        Changed
            en "it changed while it was being read, so nothing was written; import it again when it is complete"
            zh "读取期间文件发生变化，未写入任何内容；请待文件完整后重新导入",
        LargeFile(most: Size)
            en "larger than {most}, the limit for a sheet; split it into several, each with the header"
            zh "文件超过{most}（表格上限）；请拆分成几个文件，每个都保留标题行",
        MuchInput { lines: usize, bytes: Size }
            en "more than {lines} lines or {bytes} on standard input, the limit of `project update -`; save it as a CSV of readings and use `project import`"
            zh "标准输入超过{lines}行或{bytes}（project update - 的上限）；请另存为数据CSV，用 project import 导入",
        /// A report in a file whose name promises another format.
        OtherEnding { format: &'static str, file: String, other: String }
            en "files with this ending hold another format than {format}; type `project report -o {file}`, or `project report --format {format} -o {other}`"
            zh "该扩展名对应的不是{format}格式；请用 project report -o {file}，或 project report --format {format} -o {other}",
        /// The whole record in a file whose name promises a report.
        RecordEnding { file: String, other: String }
            en "the record is written as JSON, which such a file does not hold; type `project export -o {other}`, or for a report `project report -o {file}`"
            zh "全部记录以JSON写出，与该扩展名不符；请用 project export -o {other}，如需通报，用 project report -o {file}",
        Ending { found: String, known: Vec<String> }
            en "the ending '{found}' is not that of a format; use one of {known}, or give --format"
            zh "扩展名“{found}”不对应任何格式；请用 {known} 之一，或加 --format",
    }
}

/// What the rows of a sheet are, by the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetKind(pub &'static str);

impl Say for SheetKind {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let chinese = match self.0 {
            "settings" => "设置表",
            "projects" => "项目表",
            "texts" => "自定内容表",
            "states" => "状态表",
            "stages" => "阶段表",
            "targets" => "目标表",
            "readings" => "进度表",
            "form" => "填报表",
            other => other,
        };
        to.write_str(match language {
            Language::En => self.0,
            Language::Zh => chinese,
        })
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
    /// A header of the monthly form, and the cell in which it stood.
    #[derive(Debug, PartialEq, Eq)]
    pub struct LostHead { pub cell: String, pub head: String }
        en "{cell} '{head}'"
        zh "{cell}“{head}”"
}

messages! {
    /// The beginning of the quoted cell that a row ends in.
    #[derive(Debug, PartialEq, Eq)]
    pub struct InCell { pub beginning: String }
        en ", in the cell '{beginning:.60}'"
        zh "，停在单元格“{beginning:.60}”中"
}

messages! {
    /// What a file is that is no sheet.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ForeignFile {
        Damaged
            en "looks like a workbook or another packed file, but it is damaged or incomplete; get it again"
            zh "像是工作簿或压缩文件，但已损坏或不完整；请重新获取"
        ,
        Packed
            en "a packed file (zip, gzip, 7z, rar); unpack it and import the sheet in it"
            zh "是压缩文件（zip、gzip、7z、rar）；请解压后导入其中的表格",
        Document
            en "a text document, not a sheet; copy its table into a spreadsheet and save that as .xlsx or .csv"
            zh "是文字文档，不是表格；请将其中的表复制到电子表格，另存为 .xlsx 或 .csv",
        Presentation
            en "a presentation, not a sheet; copy its table into a spreadsheet and save that as .xlsx or .csv"
            zh "是演示文稿，不是表格；请将其中的表复制到电子表格，另存为 .xlsx 或 .csv",
        Pdf
            en "a PDF, not a sheet; import the spreadsheet that it was made from"
            zh "是PDF，不是表格；请导入生成它的电子表格",
        Picture
            en "a picture, not a sheet; import the spreadsheet that it shows"
            zh "是图片，不是表格；请导入图中的电子表格",
        WebPage
            en "a web page, whatever its name ends in; open it in a spreadsheet program and save it as .xlsx or .csv"
            zh "是网页（无论扩展名为何）；请用电子表格软件打开，另存为 .xlsx 或 .csv",
        Xml
            en "XML, not a workbook; open it in a spreadsheet program and save it as .xlsx or .csv"
            zh "是XML，不是工作簿；请用电子表格软件打开，另存为 .xlsx 或 .csv",
        BinaryWorkbook
            en "a binary workbook (.xlsb); save it as .xlsx"
            zh "是二进制工作簿（.xlsb）；请另存为 .xlsx",
        Locked
            en "locked with a password; open it, save it without one and import that"
            zh "已加密码；请打开后另存为无密码的文件再导入",
        Store
            en "an SQLite database, not a sheet; name a store with --db"
            zh "是SQLite数据库，不是表格；如为本程序的数据库，请用 --db 指定",
    }
}

messages! {
    /// What is not read of a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum PassedOver {
        /// Its columns are not those of any kind of sheet.
        Worksheet(name: String)
            en "worksheet '{name}', whose columns are not those of a plan"
            zh "工作表“{name}”（列不属于计划表）",
        Hidden { count: usize }
            en "hidden worksheets: {count}"
            zh "隐藏工作表{count}个",
        Columns(names: UpTo<20, Quoted>)
            if (names.is_one())
                en "column {names} (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)"
                zh "列{names}（可用 --keep 列名 保存，或用 --map 列名=字段 说明含义）"
            else
            en "columns {names} (--keep COLUMN keeps one; --map COLUMN=FIELD says what one is)"
            zh "列{names}（可用 --keep 列名 保存，或用 --map 列名=字段 说明含义）",
        Rows(rows: UpTo<10, Aside>)
            if (rows.is_one())
                en "row {rows}"
                zh "{rows}"
            else
            en "rows {rows}"
            zh "{rows}",
        /// They are read as the category of the rows beneath them.
        Titles(rows: UpTo<10, Aside>)
            if (rows.is_one())
                en "title in row {rows} (now the category of the rows beneath)"
                zh "标题{rows}（作为其下各行的类别）"
            else
            en "titles in rows {rows} (now the categories of the rows beneath)"
            zh "标题{rows}（作为其下各行的类别）",
        /// The row of their project says the same of it, otherwise.
        OfParts(rows: UpTo<10, Aside>)
            if (rows.is_one())
                en "unit, lead and money in row {rows} (part of a project that has its own)"
                zh "{rows}中的单位、负责人和金额（属项目的组成部分，以项目所在行为准）"
            else
            en "unit, lead and money in rows {rows} (parts of a project that has its own)"
            zh "{rows}中的单位、负责人和金额（属项目的组成部分，以项目所在行为准）",
        Strays(cells: UpTo<10, StrayCell>)
            en "cells right of the table {cells}"
            zh "表格右侧的单元格{cells}",
    }
}

messages! {
    /// A row that is no row of the table, such as a sum.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Aside { pub row: u64, pub text: String }
        en "{row} ('{text:.20}')"
        zh "第{row}行（“{text:.20}”）"
}

messages! {
    /// A cell beside a table.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StrayCell { pub cell: String, pub text: String }
        en "{cell} ('{text:.20}')"
        zh "{cell}（“{text:.20}”）"
}

messages! {
    /// What was not read of a file, in one line.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PassedOverIn { pub file: String, pub what: Vec<PassedOver> }
        en "{file}: passed over {what}"
        zh "{file}：未读取{what}"
}

messages! {
    /// A file that cannot be read as a whole.
    #[derive(Debug, PartialEq, Eq)]
    pub struct UnreadFile { pub file: String, pub problem: FormatProblem }
        if (file == "-")
            en "standard input: {problem}"
            zh "标准输入：{problem}"
        else
            en "{file}: {problem}"
            zh "{file}：{problem}"
}

messages! {
    /// Rows of a file that name no project and go on with the one above, each with its name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NamedAbove { pub file: String, pub rows: UpTo<10, Aside> }
        if (rows.is_one())
            en "{file}: row without a name, read as one of the project above: {rows}"
            zh "{file}：以下各行未写项目名称，按上方项目读取：{rows}"
        else
        en "{file}: rows without a name, read as rows of the project above: {rows}"
        zh "{file}：以下各行未写项目名称，按上方项目读取：{rows}"
}

messages! {
    /// Rows of a file whose progress is told in words that give no figure.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WithoutFigure { pub file: String, pub column: String, pub rows: UpTo<10, Aside> }
        if (rows.is_one())
            en "{file}: no figure read from '{column}', words kept as the note: row {rows}"
            zh "{file}：“{column}”列以下单元格未读出数值，只保留文字：{rows}"
        else
        en "{file}: no figure read from '{column}', words kept as the note: rows {rows}"
        zh "{file}：“{column}”列以下单元格未读出数值，只保留文字：{rows}"
}

messages! {
    /// Rows and columns of a worksheet that are hidden, or filtered out, and are read all the same.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReadHidden { pub file: String, pub rows: RowNumbers, pub columns: Vec<String> }
        if (rows.0.is_empty())
            en "{file}: hidden columns are read, too: {columns}"
            zh "{file}：隐藏的列一并读取：{columns}列"
        else if (columns.is_empty())
            en "{file}: hidden rows are read, too: {rows}"
            zh "{file}：隐藏（含筛选隐藏）的行一并读取：{rows}"
        else
            en "{file}: hidden rows and columns are read, too: {rows}; columns {columns}"
            zh "{file}：隐藏（含筛选隐藏）的行、列一并读取：{rows}；{columns}列"
}

/// Rows by their numbers, each run of them as one, no more than ten runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNumbers(pub Vec<u64>);

impl Say for RowNumbers {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let runs = self.0.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
            [first, .., last] => format!("{first}-{last}"),
            _ => run.iter().map(u64::to_string).collect(),
        });
        let (runs, count) = (UpTo::<10, String>(runs.collect()), self.0.len());
        match (language, count) {
            (Language::En, 1) => write!(to, "row {}", In(language, &runs)),
            (Language::En, _) => write!(to, "{count} rows, {}", In(language, &runs)),
            (Language::Zh, _) => write!(to, "第{}行，共{count}行", In(language, &runs)),
        }
    }
}

messages! {
    /// Why no file can be written under a name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum NameProblem {
        Dash
            en "-o takes the name of a file; without -o it is printed"
            zh "-o 须给文件名；不加 -o 则直接输出",
        Folder
            en "is a folder; name a file in it"
            zh "是目录；请指定其中的文件名",
        NoFolder { folder: PathBuf }
            en "there is no folder {folder}; make it, or write elsewhere"
            zh "没有目录{folder}；请先建立，或另写他处",
    }
}
