//! What a command says beside its data: what it did, and what there is to know.

use std::path::PathBuf;

use crate::model::{Day, Instant};

use super::flaw::Flaw;
use super::macros::messages;
use super::nouns::{Entries, Problems};
use super::say::{Lines, UpTo};

messages! {
    /// A thing to say, with what to do next where that is not plain.
    #[derive(Clone, Debug)]
    pub enum Feedback {
        Created (path: PathBuf)
            en "created {path}; next: project add NAME, or project import FILE.."
            zh "已建立{path}；下一步：project add 名称，或 project import 文件..",
        CreatedWithSample (path: PathBuf)
            en "created {path} with the first portfolio (49 projects); next: project report --as-of 2021-08-01"
            zh "已建立{path}，并载入示例项目库（49个项目）；下一步：project report --as-of 2021-08-01",
        /// What was answered for by name.
        NoSuchName { name: String }
            en "no sheet has the name '{name}', so --as was not needed for it"
            zh "各表中均无“{name}”这一名称，--as 对其未起作用",
        Restored(entries: Entries)
            en "restored {entries}"
            zh "已恢复{entries}",
        WouldRestore(entries: Entries)
            en "would restore {entries}; nothing written (--dry-run)"
            zh "将恢复{entries}；未写入（--dry-run）",
        /// A file in another encoding than UTF-8.
        ReadAs { file: String, encoding: String }
            en "{file}: read as {encoding}"
            zh "{file}：按{encoding}编码读取",
        /// A store, its last entry with its hash, and a head that somebody kept.
        Sound { path: PathBuf, entries: Entries, head: String, kept: Option<String> }
            if (kept.is_some())
                en "{path}: sound, {entries}, head {head}; {kept} is part of it"
                zh "{path}：完好，共{entries}，末条{head}；{kept}仍在其中"
            else
            en "{path}: sound, {entries}, head {head}"
            zh "{path}：完好，共{entries}，末条{head}",
        FlawedCopy { path: PathBuf, count: Problems, flaws: Lines<Flaw> }
            en "warning: {path} has {count}, and so has its copy; `project verify` says what to do:{flaws}"
            zh "提示：{path}及其副本有{count}，处理办法见 project verify：{flaws}",
        /// The store's file goes by other names too.
        OtherLinks(path: PathBuf)
            en "warning: {path} has a second name (a hard link); after a crash the store can be read only by the name it was written under; remove the other one"
            zh "提示：{path}另有一个文件名（硬链接）；若写入中断，只有以写入时的文件名才能读取完整的库；请删除另一个文件名",
        /// The clock is far behind the last entry.
        ClockBehind { entry: i64, recorded_at: Instant, now: Instant }
            en "warning: entry #{entry} was recorded at {recorded_at}, but this machine's clock says {now}; one of the two is wrong"
            zh "提示：#{entry}的记录时间是{recorded_at}，而本机时钟为{now}；其中之一有误",
        Wrote(path: PathBuf)
            en "wrote {path}"
            zh "已写入{path}",
        /// Reminders of an earlier run that this one has nothing for.
        NotRenewed(names: UpTo<20, String>)
            en "not renewed: {names}"
            zh "未更新：{names}",
        /// Reminders of another day.
        Previewed
            en "these reminders are a preview as of that day: none was recorded as a notice"
            zh "以上催办单按所指日期预览，未记为催办",
        /// For a form.
        NothingToAsk
            en "no stage of these projects has an unmet target to report on, so no form was written"
            zh "所选项目没有需要填报的未完成目标，未写填报表",
        NoProjects
            en "the store holds no project yet; next: project add NAME, or project import FILE.."
            zh "库中尚无项目；下一步：project add 名称，或 project import 文件..",
        NoTargets
            en "no targets yet; set one: project target CODE 100 --by DATE"
            zh "尚未设定目标；下一步：project target 代码 100 --by 时限",
        /// For the list of those that have not.
        AllTargeted
            en "every stage with figures has a target"
            zh "凡有进度的阶段均已设目标",
        /// As the record stood on an earlier day, before there was any.
        NoProjectsBy { on: Day, since: Day }
            en "no project had been recorded by {on}; the first was on {since}"
            zh "截至{on}尚未录入项目；最早的项目于{since}录入",
        NoTargetsBy(on: Day)
            en "no target had been recorded by {on}"
            zh "截至{on}尚未录入目标",
        /// An earlier report from before the record began.
        NothingThen(on: Day)
            en "nothing had been recorded by {on}, so every target is newly set; give a later day, or an entry (project log lists them)"
            zh "截至{on}尚无记录，故全部目标均为新增；请改写较晚的日期或记录序号（见 project log）",
        /// On standard input.
        NoReadings
            en "standard input held no reading, so nothing was recorded; expected lines such as: CODE[/STAGE] PERCENT [DATE] [note]"
            zh "标准输入中没有数据，未记录任何内容；每行应为：代码[/阶段] 百分比 [日期] [说明]",
        NoEntries
            en "no entry to show; `project log` shows the whole record"
            zh "没有可显示的记录；全部记录见 project log",
    }
}
