//! Why a row of the flat CSV does not go with what else is there.

use crate::error::FlatProblem;
use crate::model::Language;

use super::names::place;
use super::phrases::{pick, plain, say};

/// What is wrong with the row, beside the cell at fault.
pub(super) fn flat(language: Language, problem: &FlatProblem) -> String {
    match problem {
        FlatProblem::Several(matches) => {
            let matches: Vec<String> = matches
                .iter()
                .map(|(code, name)| {
                    let (code, name) = (plain(code), plain(name));
                    say!(language, "{code} ({name})", "{code}（{name}）")
                })
                .collect();
            let matches = matches.join(pick(language, ", ", "、"));
            say!(
                language,
                "may be any of {matches}; write the code",
                "可能是{matches}；请填写代码"
            )
        }
        FlatProblem::OtherCode { code, name } => {
            let (code, name) = (plain(code), plain(name));
            say!(
                language,
                "{name} is the name of the project {code}; write that code, or leave it out",
                "{name}是项目{code}的名称；请填该代码，或不填代码"
            )
        }
        FlatProblem::Differs { file, row, value } => {
            let (place, value) = (place(language, file, *row), plain(value));
            say!(
                language,
                "{place} says '{value}'; let both say the same, or leave one empty",
                "{place}为“{value}”；请改为一致，或只填一处"
            )
        }
    }
}
