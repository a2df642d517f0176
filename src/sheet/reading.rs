use crate::model::{DateRules, Day, PeriodName};

use super::encoding::TextEncoding;
use super::mapping::Mappings;

/// How the files are read, where they do not tell.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'m> {
    /// How their dates are read.
    pub rules: DateRules,
    /// What texts are encoded in.
    pub encoding: Option<TextEncoding>,
    /// The day of figures that give none.
    pub on: Option<Day>,
    /// The period of targets that give none.
    pub period: Option<PeriodName>,
    /// What columns mean that somebody answered for.
    pub mappings: &'m Mappings,
}

impl Reading<'_> {
    /// As the files tell, and dates by those rules.
    pub fn by(rules: DateRules) -> Reading<'static> {
        Reading {
            rules,
            encoding: None,
            on: None,
            period: None,
            mappings: Mappings::NONE,
        }
    }
}
