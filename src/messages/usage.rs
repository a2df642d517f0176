//! Mistakes in the arguments themselves.

use super::macros::messages;

messages! {
    /// A mistake in the arguments: what is wrong, and the next thing to try.
    pub struct Mistake {
        pub problem: UsageProblem,
        /// The line that does what was meant, where that is known.
        pub instead: Option<String>,
        /// What may have been meant; the likeliest of each kind.
        pub meant: Vec<String>,
        /// Lines with all that the command needs.
        pub examples: Vec<String>,
        /// The command whose help says more.
        pub command: String,
    }
        if (instead.is_some())
            en "error: {problem}; use: {instead}"
            zh "错误：{problem}；请用：{instead}"
        else if (!examples.is_empty())
            en "error: {problem}; for example: {examples}; see `{command} --help`"
            zh "错误：{problem}；例如：{examples}；参见 {command} --help"
        else if (meant.is_empty())
            en "error: {problem}; see `{command} --help`"
            zh "错误：{problem}；参见 {command} --help"
        else
            en "error: {problem}; did you mean {meant}?"
            zh "错误：{problem}；是否指 {meant}？"
}

messages! {
    /// What is wrong with the arguments.
    pub enum UsageProblem {
        Unexpected(argument: String)
            en "unexpected argument '{argument}'"
            zh "无法识别的参数“{argument}”",
        NoSuchCommand(command: String)
            en "there is no command '{command}'"
            zh "没有“{command}”命令",
        NoCommand
            en "a command is missing"
            zh "缺少命令",
        Missing(arguments: Vec<String>)
            if (arguments.len() == 1)
                en "{arguments} is missing"
                zh "缺少 {arguments}"
            else
                en "{arguments} are missing"
                zh "缺少 {arguments}",
        Repeated(argument: String)
            en "{argument} can be given only once"
            zh "{argument} 只能给一次",
        Conflict { argument: String, others: Vec<String> }
            en "{argument} and {others} cannot be used together"
            zh "{argument} 与 {others} 不能同时使用",
        NoValue(argument: String)
            en "{argument} needs a value"
            zh "{argument} 需要一个值",
        Value { argument: String, value: String, choices: Vec<String> }
            if (choices.is_empty())
                en "{argument} cannot be '{value}'"
                zh "{argument} 不能是“{value}”"
            else
                en "{argument} cannot be '{value}'; expected one of {choices}"
                zh "{argument} 不能是“{value}”；应为{choices}之一",
        WrongNumber(argument: String)
            en "{argument} has the wrong number of values"
            zh "{argument} 的值个数不对",
        /// A figure before a name.
        Swapped
            en "the arguments are swapped"
            zh "参数前后颠倒",
        IsDeadline(text: String)
            en "'{text}' is a deadline, not a percent"
            zh "“{text}”是时限，不是百分比",
        Exists(code: String)
            en "{code} already exists"
            zh "已有{code}",
        IsFile(path: String)
            en "'{path}' is a file, not a project"
            zh "“{path}”是文件，不是项目",
        NotText
            en "an argument is not text in UTF-8; type it again"
            zh "有参数不是UTF-8文本；请重新输入",
        /// As the parser says it.
        Other(what: String)
            en "{what}"
            zh "{what}",
    }
}
