//! The record as `log` shows it: entries, and what came with each.

use crate::assess::Status;
use crate::model::{Day, StagePath};

use super::columns::ColumnMeaning;
use super::fact::{FactName, FactValue};
use super::macros::messages;
use super::nouns::Things;
use super::say::{Parts, Quoted, UpTo};
use super::terms::{Because, ProgressOn, TargetPart};

messages! {
    /// A line about an entry.
    pub enum EntryLine {
        Head { number: i64, at: String, who: String, command: String, hash: String, retracted_by: Option<i64> }
            if (retracted_by.is_some())
                en "#{number}  {at}  {who}: {command}  [{hash}]  [retracted by #{retracted_by}]"
                zh "#{number}  {at}  {who}：{command}  [{hash}]  【已由#{retracted_by}撤回】"
            else
            en "#{number}  {at}  {who}: {command}  [{hash}]"
            zh "#{number}  {at}  {who}：{command}  [{hash}]",
        /// A file that it read.
        Source { file: String, sha256: String }
            en "    from {file} (SHA-256 {sha256:.12})"
            zh "    来自{file}（SHA-256 {sha256:.12}）",
        Deed(deed: DeedLine) en "    {deed}" zh "    {deed}",
        /// More than are listed.
        Counted(things: Vec<Things>) en "    {things}" zh "    {things}",
    }
}

messages! {
    /// One thing that came with an entry.
    pub enum DeedLine {
        Project(stage_path: StagePath) en "{stage_path}: project added" zh "{stage_path}：新增项目",
        Stage(stage_path: StagePath) en "{stage_path}: stage added" zh "{stage_path}：新增阶段",
        Target { stage_path: StagePath, parts: Parts<TargetPart> }
            en "{stage_path}: target {parts}"
            zh "{stage_path}：目标{parts}",
        Revision { stage_path: StagePath, parts: Parts<TargetPart> }
            en "{stage_path}: target revised: {parts}"
            zh "{stage_path}：调整目标：{parts}",
        Reading { stage_path: StagePath, parts: Parts<ReadingDeed> }
            en "{stage_path}: {parts}"
            zh "{stage_path}：{parts}",
        Change { stage_path: StagePath, fact: FactName, new: FactValue, old: FactValue, since: Option<Since>, reason: Option<Because> }
            en "{stage_path}: {fact} {new} (was {old}){since}{reason}"
            zh "{stage_path}：{fact}{new}（原为{old}）{since}{reason}",
        Merger { stage_path: StagePath, into: StagePath }
            en "{stage_path}: merged into {into}"
            zh "{stage_path}：并入{into}",
        Retraction { retracted: i64, reason: Option<Because> }
            en "retracted #{retracted}{reason}"
            zh "撤回#{retracted}{reason}",
        Setting { key: String, value: String }
            if (value.is_empty())
                en "setting {key}: the default again"
                zh "设置{key}：恢复默认"
            else
            en "setting {key}: {value}"
            zh "设置{key}：{value}",
        Mapping(meaning: ColumnMeaning)
            en "sheets: {meaning}"
            zh "表格：{meaning}",
        /// What a text with those columns is encoded in.
        Encoding { columns: UpTo<20, Quoted>, encoding: String }
            en "sheets: with columns {columns}, encoded in {encoding}"
            zh "表格：列为{columns}的，编码为{encoding}",
        /// What `check --new` told, or saw a target become.
        Noted { stage_path: StagePath, status: Status, due: Option<Day> }
            if (due.is_some())
                en "{stage_path}: check noted {status}, due {due}"
                zh "{stage_path}：check记为{status}（时限{due}）"
            else
            en "{stage_path}: check noted {status}"
            zh "{stage_path}：check记为{status}",
        NotedResolved(stage_path: StagePath)
            en "{stage_path}: check noted that it is resolved"
            zh "{stage_path}：check记为已解除",
    }
}

messages! {
    /// What a reading said.
    pub enum ReadingDeed {
        Progress(progress: ProgressOn) en "{progress}" zh "{progress}",
        Note(text: String) en "{text}" zh "{text}",
        Problem(text: String) en "problem: {text}" zh "存在问题：{text}",
        NextStep(text: String) en "next: {text}" zh "下步打算：{text}",
    }
}

messages! {
    /// From when on a change is in force.
    pub struct Since { pub day: Day }
        en " since {day}"
        zh "，自{day}起"
}
