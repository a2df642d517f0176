//! Verdicts and commitments in words.

use crate::assess::{Reason, Status};
use crate::messages::{In, StatusWord};
use crate::model::{Commitment, Language};

use super::phrases::pick;

/// A status in a word or two, with its reason where it is unknown.
pub(super) fn status(language: Language, status: Status, reason: Option<Reason>) -> String {
    In(language, &StatusWord(status, reason)).to_string()
}

pub(super) fn commitment(language: Language, commitment: Commitment) -> &'static str {
    let (en, zh) = match commitment {
        Commitment::Ensure => ("ensure", "确保"),
        Commitment::Strive => ("strive", "力争"),
        Commitment::Expected => ("expected", "预计"),
        Commitment::Push => ("push", "推动"),
    };
    pick(language, en, zh)
}
