//! Mistakes in the arguments themselves.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::model::{Language, seen_lines};

use super::phrases::{list, plain, say};

/// A mistake in the arguments themselves, in one line; `instead` is a line that does what was meant.
pub fn usage_error(language: Language, error: &clap::Error, instead: Option<&str>) -> String {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => plain(text).into_owned(),
        Some(ContextValue::Strings(texts)) => list(language, texts),
        _ => String::new(),
    };
    let (argument, value) = (
        text(ContextKind::InvalidArg),
        text(ContextKind::InvalidValue),
    );
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            say!(
                language,
                "unexpected argument '{argument}'",
                "无法识别的参数“{argument}”"
            )
        }
        ErrorKind::InvalidSubcommand => {
            let command = text(ContextKind::InvalidSubcommand);
            say!(
                language,
                "there is no command '{command}'",
                "没有“{command}”命令"
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say!(language, "a command is missing", "缺少命令")
        }
        ErrorKind::MissingRequiredArgument => {
            say!(language, "{argument} is missing", "缺少{argument}")
        }
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            say!(
                language,
                "{argument} and {other} cannot be used together",
                "{argument}与{other}不能同时使用"
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            say!(language, "{argument} needs a value", "{argument}需要一个值")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let choices = text(ContextKind::ValidValue);
            let expected = if choices.is_empty() {
                String::new()
            } else {
                say!(
                    language,
                    ": expected one of {choices}",
                    "：应为{choices}之一"
                )
            };
            say!(
                language,
                "{argument} cannot be '{value}'{expected}",
                "{argument}不能是“{value}”{expected}"
            )
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say!(
                language,
                "{argument} has the wrong number of values",
                "{argument}的值个数不对"
            )
        }
        ErrorKind::InvalidUtf8 => say!(
            language,
            "an argument is not text in UTF-8; type it again",
            "有参数不是UTF-8文本；请重新输入"
        ),
        _ => plain(error.to_string().lines().next().unwrap_or_default())
            .trim_start_matches("error: ")
            .to_owned(),
    };
    let mut hints: Vec<String> = Vec::new();
    if let Some(line) = instead.map(plain) {
        hints.push(say!(language, "use: {line}", "请用：{line}"));
    }
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    for kind in suggested.into_iter().filter(|_| instead.is_none()) {
        // Several are in order of likeness, the likeliest last.
        let suggestion = match error.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
            _ => text(kind),
        };
        if !suggestion.is_empty() {
            hints.push(say!(
                language,
                "did you mean {suggestion}?",
                "是否指{suggestion}？"
            ));
        }
    }
    if hints.is_empty() {
        let command = command(error);
        hints.push(say!(
            language,
            "see `{command} --help`",
            "参见 {command} --help"
        ));
    }
    let hints = hints.join(" ");
    let said = say!(language, "error: {what}; {hints}", "错误：{what}；{hints}");
    seen_lines(&said).into_owned()
}

/// The command whose arguments are mistaken: the words that its usage begins with.
fn command(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let is_word = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase());
    let words = usage.split_whitespace().skip(1).take_while(is_word);
    match words.collect::<Vec<_>>().join(" ") {
        none if none.is_empty() => "project".to_owned(),
        command => command,
    }
}
