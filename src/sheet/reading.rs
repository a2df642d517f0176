use std::collections::BTreeMap;

use crate::model::{DateRules, Day, PeriodName};

use super::encoding::TextEncoding;
use super::mapping::Mappings;

/// How the files are read, where they do not tell.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'m> {
    /// How their dates are read.
    pub rules: DateRules,
    /// The local day: no title may name a later one.
    pub today: Option<Day>,
    /// What was said of all sheets.
    pub options: OfSheet,
    /// What was said of sheets by their names.
    pub options_of: &'m BTreeMap<String, OfSheet>,
    /// What columns mean that somebody answered for.
    pub mappings: &'m Mappings,
}

/// What somebody said of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OfSheet {
    /// What it is encoded in.
    pub encoding: Option<TextEncoding>,
    /// The day of figures that give none.
    pub on: Option<Day>,
    /// The period of targets that give none.
    pub period: Option<PeriodName>,
}

/// Nothing.
static NOTHING: BTreeMap<String, OfSheet> = BTreeMap::new();

impl Reading<'_> {
    /// As the files tell, and dates by those rules.
    pub fn by(rules: DateRules) -> Reading<'static> {
        Reading {
            rules,
            today: None,
            options: OfSheet::default(),
            options_of: &NOTHING,
            mappings: Mappings::NONE,
        }
    }

    /// What was said of a sheet, be it alone or with all others.
    pub(super) fn of(&self, sheet: &str) -> OfSheet {
        let own = self.options_of.get(sheet).copied().unwrap_or_default();
        OfSheet {
            encoding: own.encoding.or(self.options.encoding),
            on: own.on.or(self.options.on),
            period: own.period.or(self.options.period),
        }
    }
}
