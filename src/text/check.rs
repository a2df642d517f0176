//! What `check` notes, and what it takes.

use crate::assess::Status;
use crate::model::{Day, Language};

use super::dates::day;
use super::phrases::{pick, say};
use super::verdict::status;

/// What `check --new` noted, for the record: what it told, or saw it become.
pub(super) fn noted(language: Language, finding: &str, due: Option<Day>) -> String {
    let Some(verdict) = Status::from_id(finding) else {
        return pick(language, "noted that it is resolved", "记下：已解除").to_owned();
    };
    let word = status(language, verdict, None);
    match due {
        Some(due) => {
            let due = day(language, due);
            say!(
                language,
                "noted {word}, due {due}",
                "记下：{word}（期限{due}）"
            )
        }
        None => say!(language, "noted {word}", "记下：{word}"),
    }
}
