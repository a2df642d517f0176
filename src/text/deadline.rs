use crate::model::{DeadlineError, Language};

use super::say;

pub(super) fn deadline(language: Language, words: &str, problem: &DeadlineError) -> String {
    say!(language, "'{words}': {problem:?}", "“{words}”：{problem:?}")
}
