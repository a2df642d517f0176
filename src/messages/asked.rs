//! How somebody at a terminal is asked, and answers.

use std::fmt::{self, Formatter};

use crate::model::Language;

use super::causes::BadLine;
use super::macros::messages;
use super::question::{Answer, Question, QuestionKind};
use super::say::{In, Say};

/// A question as it is put to somebody at a terminal; the answer follows on the same line.
pub struct Asked<'q> {
    /// Where it stands.
    pub at: &'q BadLine,
    /// What is asked.
    pub question: &'q Question,
}

impl Say for Asked<'_> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.at.say_where(language, to)?;
        write!(to, "{}", In(language, &self.question.kind))?;
        match (self.question.is_of_office(), language) {
            (false, _) => to.write_str("\n")?,
            (true, Language::En) => to.write_str(" (settled for the whole office)\n")?,
            (true, Language::Zh) => to.write_str("（为全单位设定）\n")?,
        }
        for (number, choice) in (1..).zip(&self.question.choices) {
            let number: usize = number;
            writeln!(to, "  {number}  {}", In(language, &choice.sense))?;
        }
        Wanted::of(self.question).say(language, to)
    }
}

messages! {
    /// What may be typed. Nothing that was typed before is written yet.
    enum Wanted {
        Number { most: usize }
            en "1-{most} (? explains, q stops): "
            zh "请选1-{most}（?说明，q退出）：",
        Day
            en "the day, such as 2021-10-31 (? explains, q stops): "
            zh "请填日期，如2021-10-31（?说明，q退出）：",
        Project { most: usize }
            en "1-{most}, or another project (Enter takes 1, ? explains, q stops): "
            zh "请选1-{most}，或填其他项目（回车选1，?说明，q退出）：",
        Period { most: usize }
            en "1-{most}, or a period such as 2021H2 (? explains, q stops): "
            zh "请选1-{most}，或填期间，如2021年下半年（?说明，q退出）：",
        Encoding { most: usize }
            if (*most == 0)
                en "the name of its encoding, such as windows-1252 (? explains, q stops): "
                zh "请填编码名称，如big5（?说明，q退出）："
            else
                en "1-{most}, or another encoding (? explains, q stops): "
                zh "请选1-{most}，或填其他编码（?说明，q退出）：",
    }
}

messages! {
    /// What was typed and answers nothing; the question follows once more.
    pub struct NoAnswer { pub typed: String }
        en "'{typed:.60}' is not an answer to this"
        zh "“{typed:.60}”不是可用的答复"
}

messages! {
    /// Which command takes the options, where the one that was typed does not.
    pub struct OptionsOf { pub instead: &'static str }
        en "options that answer go with: {instead}"
        zh "答复选项用于：{instead}"
}

messages! {
    /// What was answered, where it came to nothing.
    pub struct AnsweredSoFar { pub answers: Spaced }
        en "to give the same answers again: {answers}"
        zh "可用以下选项再次作同样的答复：{answers}"
}

/// Answers as options, as they are typed behind each other.
pub struct Spaced(pub Vec<Answer>);

impl Say for Spaced {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, answer) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(to, "{space}{}", In(language, answer))?;
        }
        Ok(())
    }
}

/// What somebody at a terminal answers.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The words say what each is.
pub enum Reply {
    /// An empty line.
    Enter,
    Yes,
    No,
    Number(usize),
    /// What is asked is to be explained.
    Explain,
    /// Nothing more is to be asked, and nothing written.
    Quit,
    Text(String),
}

impl Reply {
    /// Reads a line in either language.
    pub fn of(line: &str) -> Reply {
        match line.trim().to_lowercase().as_str() {
            "" => Reply::Enter,
            "y" | "yes" | "是" | "好" | "确认" => Reply::Yes,
            "n" | "no" | "new" | "否" | "不" | "新" | "新项目" => Reply::No,
            "?" | "？" | "h" | "help" | "帮助" | "说明" => Reply::Explain,
            "q" | "quit" | "exit" | "退出" => Reply::Quit,
            number => match number.parse() {
                Ok(number) => Reply::Number(number),
                Err(_) => Reply::Text(line.trim().to_owned()),
            },
        }
    }
}

impl Wanted {
    fn of(question: &Question) -> Wanted {
        let most = question.choices.len();
        match &question.kind {
            QuestionKind::NoDay => Wanted::Day,
            QuestionKind::LooksLike { .. } => Wanted::Project { most },
            QuestionKind::WhichYear { .. } => Wanted::Period { most },
            QuestionKind::Encoding { .. } => Wanted::Encoding { most },
            _ => Wanted::Number { most },
        }
    }
}
