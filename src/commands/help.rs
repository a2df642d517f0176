//! What the help of a command says, in both languages, beside the arguments it is about.

use std::fmt::{self, Formatter};

use crate::messages::Say;
use crate::model::Language;

/// The same in English and in Chinese.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    en: &'static str,
    zh: &'static str,
}

impl Text {
    pub(crate) const fn new(en: &'static str, zh: &'static str) -> Text {
        Text { en, zh }
    }

    pub(crate) fn of(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }
}

impl Say for Text {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(self.of(language))
    }
}

/// The help of a command.
#[derive(Debug)]
pub(crate) struct Help {
    /// What it is for, in a line.
    pub(crate) about: Text,
    /// What else there is to know, a paragraph each.
    pub(crate) details: &'static [Text],
    /// Its arguments, under their headings.
    pub(crate) sections: &'static [Section],
    /// Arguments that it shares with other commands.
    pub(crate) shared: &'static [&'static Help],
    /// What stands below its arguments: the words they take, exit codes.
    pub(crate) notes: &'static [(Text, Text)],
    /// Lines to type.
    pub(crate) examples: &'static [Example],
    /// Whether the marks of the lamps are explained.
    pub(crate) has_legend: bool,
}

/// Arguments that belong together.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) heading: Text,
    /// The id of each argument, and what it says.
    pub(crate) arguments: &'static [(&'static str, Text)],
}

/// A line to type, and what it does.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) line: Text,
    pub(crate) does: Text,
}

impl Help {
    /// All sections, shared ones last.
    pub(crate) fn all_sections(&self) -> impl Iterator<Item = &'static Section> {
        let shared = self.shared.iter().flat_map(|help| help.sections);
        self.sections.iter().chain(shared)
    }

    /// What is said of an argument.
    pub(crate) fn argument(&self, id: &str) -> Option<Text> {
        let arguments = self.all_sections().flat_map(|section| section.arguments);
        let mut found = arguments.filter(|(other, _)| *other == id);
        found.next().map(|(_, text)| *text)
    }
}

macro_rules! headings {
    ($($name:ident $en:literal $zh:literal)+) => {
        $(pub(crate) const $name: Text = Text::new($en, $zh);)+
    };
}

// The headings of arguments and notes.
headings! {
    ARGUMENTS "Arguments" "参数"
    OPTIONS "Options" "选项"
    GLOBAL "Global options" "通用选项"
    SELECTION "What to show" "筛选"
    LAYOUT "How to show it" "版式"
    OUTPUT "Output" "输出"
    FACTS "Facts" "基本信息"
    TARGET "Target and progress" "目标与进度"
    STAGE "Stages only" "仅限阶段"
    LIFECYCLE "State" "项目状态"
    PLAN "Plan" "计划进度"
    DECISION "Decision" "调整依据"
    CHANGE "Suspend or drop it" "暂停与取消"
    REMARKS "Remarks" "情况说明"
    WORDS "Words" "填写格式"
    EXIT_CODES "Exit codes" "退出码"
    EXAMPLES "Examples" "示例"
    LEGEND "Marks" "标记"
    USAGE "Usage" "用法"
}

// The groups of commands.
headings! {
    EVERY_DAY "Every day" "日常"
    LOOKING "Looking" "查看"
    SETTING_UP "Setting up" "建库与维护"
    RECORD "The record" "记录"
    MORE "More" "其他"
}

// What several commands say.
headings! {
    JSON "Print JSON" "输出JSON"
    CODE_OR_STAGE
        "The project, or a stage as CODE/STAGE. Names, pinyin and initials work too"
        "项目，或写作“代码/阶段”的阶段；名称、拼音、首字母亦可"
    FIGURES
        "Figures: 72, 72%, done, not-yet, underway, 4/6; see docs/words.md"
        "进度：72、72%、完成、未完成、推进中、4/6，详见docs/words.zh-CN.md"
    DATES
        "Dates: 2021-10-31, 10-31, yesterday, -3d, last friday; see docs/words.md"
        "日期：2021-10-31、10月31日、昨天、3天前、上周五，详见docs/words.zh-CN.md"
    DEADLINES
        "Deadlines: 2021-12-31, 2021Q4, 'end of november', +30d; see docs/words.md"
        "时限：2021-12-31、四季度、11月底、年底前、30天内，详见docs/words.zh-CN.md"
}

macro_rules! values {
    ($($en:literal $zh:literal)+) => {
        /// What the value of an argument is called, in both languages.
        const VALUES: &[(&str, &str)] = &[$(($en, $zh)),+];
    };
}

values! {
    ".." "理由"
    "CATEGORY" "类别"
    "CODE" "代码"
    "CODE/STAGE" "代码/阶段"
    "CODE[/STAGE]" "代码[/阶段]"
    "CODE[/STAGE][#N]" "代码[/阶段][#N]"
    "COLUMN" "列"
    "COLUMN=FIELD" "列名=字段"
    "COMMAND" "命令"
    "COMMITMENT" "提法"
    "DATE" "日期"
    "DATE|ENTRY" "日期|序号"
    "DATE:PERCENT" "日期:百分比"
    "NAME=CODE" "名称=代码"
    "[DATE:]PERCENT" "[日期:]百分比"
    "DAYS" "天数"
    "ENTRY" "记录号"
    "FACT" "项"
    "FIGURE" "进度"
    "FILE" "文件"
    "FOLDER" "目录"
    "FROM" "并入项目"
    "INTO" "保留项目"
    "NEXT" "下一期间"
    "FORMAT" "格式"
    "KEY" "设置项"
    "KIND" "类型"
    "LABEL" "标签"
    "LANG" "语言"
    "N" "数"
    "N:HASH" "序号:哈希"
    "NAME" "名称"
    "NAME=TEXT" "名称=内容"
    "NAME|CODE/STAGE" "名称|代码/阶段"
    "ORDER" "顺序"
    "PATH" "路径"
    "PERCENT" "百分比"
    "PERCENT|done" "百分比|完成"
    "PERIOD" "期间"
    "PERSON" "姓名"
    "SHELL" "SHELL"
    "STAGE" "阶段"
    "STATE" "状态"
    "STATUS" "评定"
    "TEXT" "文字"
    "UNIT" "单位"
    "VALUE" "值"
    "WHEN" "方式"
    "WORDS" "时限"
}

/// What a value is called in a language; `None` where nobody said.
pub(crate) fn value_name(name: &str, language: Language) -> Option<&'static str> {
    let (en, zh) = VALUES.iter().find(|(en, _)| *en == name)?;
    Some(Text::new(en, zh).of(language))
}

/// Declares the arguments of a command together with its help. Each argument stands under a heading
/// and is equal to its sentence in both languages; one that lacks either does not compile.
///
/// ```ignore
/// arguments! {
///     Arguments
///     en "Copy the store to a file"
///     zh "备份数据库"
///     in ARGUMENTS {
///         #[arg(value_name = "FILE")]
///         file: PathBuf = { en "The copy" zh "备份文件" }
///     }
///     example
///         en "backup copy.db" "copies the store"
///         zh "backup copy.db" "备份数据库"
/// }
/// ```
///
/// `details` are paragraphs, `note HEADING` stands below the arguments, `legend` explains the marks,
/// and `shared name: Type` takes the arguments of another such struct. In the sentence of an argument
/// `{words}` stands for the words that it takes, as its completion offers them.
macro_rules! arguments {
    (
        $name:ident
        en $en:literal zh $zh:literal
        $( details en $details_en:literal zh $details_zh:literal )*
        $(
            in $heading:ident {
                $(
                    $(#[$meta:meta])*
                    $field:ident : $type:ty = $text:tt
                )*
            }
        )*
        $( shared $shared:ident : $Shared:ty ; )*
        $( note $note_heading:ident = $note:tt )*
        $( legend $legend:literal )?
        $( example
            en $line_en:literal $does_en:literal
            zh $line_zh:literal $does_zh:literal
        )*
    ) => {
        #[derive(clap::Args, Debug)]
        pub(crate) struct $name {
            $( $( $(#[$meta])* pub(super) $field: $type, )* )*
            $( #[command(flatten)] $shared: $Shared, )*
        }

        impl $name {
            pub(crate) const HELP: $crate::commands::help::Help = {
                use $crate::commands::help::{self, Text};
                help::Help {
                    about: Text::new($en, $zh),
                    details: &[ $( Text::new($details_en, $details_zh) ),* ],
                    sections: &[ $( help::Section {
                        heading: help::$heading,
                        arguments: &[
                            $( (stringify!($field), help::text!($text)) ),*
                        ],
                    } ),* ],
                    shared: &[ $( &<$Shared>::HELP ),* ],
                    notes: &[ $( (help::$note_heading, help::text!($note)) ),* ],
                    examples: &[ $( help::Example {
                        line: Text::new($line_en, $line_zh),
                        does: Text::new($does_en, $does_zh),
                    } ),* ],
                    has_legend: false $( || $legend )?,
                }
            };
        }
    };
}
pub(crate) use arguments;

/// A sentence in both languages, or the name of one that several commands say.
macro_rules! text {
    ({ en $en:literal zh $zh:literal }) => {
        $crate::commands::help::Text::new($en, $zh)
    };
    ($name:ident) => {
        $crate::commands::help::$name
    };
}
pub(crate) use text;
