//! What values are called where one cannot be read.

use super::macros::messages;

messages! {
    /// What a value is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Field {
        Figure en "figure" zh "数值",
        Date en "date" zh "日期",
        Target en "target" zh "目标",
        Deadline en "deadline" zh "时限",
        Code en "code" zh "代码",
        Amount en "amount" zh "数量",
        Text en "text" zh "文本",
        /// An option, a setting or a variable, by its own name.
        Named(name: &'static str) en "{name}" zh "{name}",
        /// The column that is named beside it.
        Cell en "" zh "",
    }
}
