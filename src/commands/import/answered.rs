//! What somebody answered about sheets: by options, or at a terminal. Both say the same.

use std::collections::BTreeMap;

use crate::context::Context;
use crate::ledger::{Answers, Change, Origin, SettingChange, Stated};
use crate::messages::asked::Spaced;
use crate::messages::columns::FieldWord;
use crate::messages::question::{Answer, NEW};
use crate::messages::{Error, ValueProblem};
use crate::model::{DateRules, Day, Scope, SettingKey, Settings};
use crate::sheet::{
    KnownProjects, Mappings, Meaning, OfSheet, Reading, encoding_called, field_names,
};
use crate::store::{self, Store, Visible};

use super::super::words;

/// All that was answered.
pub(in crate::commands) struct Answered {
    /// What columns mean, as the record remembers and as somebody says now.
    mappings: Mappings,
    /// What is said of all sheets.
    pub(super) stated: OfSheet,
    /// What is said of sheets by their names.
    said_of: BTreeMap<String, OfSheet>,
    /// What names mean.
    pub(super) names: Answers,
    /// What the office decides with this import.
    settings: Vec<(SettingKey, String)>,
    /// What was answered at the terminal, in its order.
    typed: Vec<Answer>,
}

impl Answered {
    /// Nothing but what columns mean.
    pub(super) fn by(mappings: Mappings) -> Answered {
        Answered {
            mappings,
            stated: OfSheet::default(),
            said_of: BTreeMap::new(),
            names: Answers::default(),
            settings: Vec::new(),
            typed: Vec::new(),
        }
    }

    /// How sheets are read with the answers, as if it were that day, or on the day that it is.
    pub(super) fn reading(&self, policy: &Settings, [as_of, today]: [Day; 2]) -> Reading<'_> {
        let mut policy = policy.clone();
        for (key, value) in &self.settings {
            // They are answers of a list.
            let _ = policy.set(*key, value);
        }
        Reading {
            rules: DateRules::of(&policy, as_of),
            today: Some(today),
            options: self.stated,
            options_of: &self.said_of,
            mappings: &self.mappings,
        }
    }

    /// What is to be recorded of the answers beside what sheets keep themselves.
    pub(super) fn statements(&self) -> impl Iterator<Item = Stated> + '_ {
        self.settings.iter().map(|(key, value)| Stated {
            origin: Origin::default(),
            change: Change::Setting(SettingChange {
                key: *key,
                value: value.clone(),
            }),
        })
    }

    /// Takes an answer to a question about a sheet.
    ///
    /// # Errors
    /// Those of an answer that is none; no list offers one.
    pub(super) fn take(
        &mut self,
        sheet: &str,
        answer: Answer,
        context: &Context,
    ) -> Result<(), Error> {
        let of_sheet = self.said_of.entry(sheet.to_owned()).or_default();
        match &answer {
            Answer::Map(columns) => {
                for (column, field) in columns {
                    self.map(column, field)?;
                }
            }
            Answer::Encoding(name) => of_sheet.encoding = encoding_called(name),
            Answer::On(day) => of_sheet.on = Some(*day),
            Answer::Period(period) => {
                of_sheet.period = words::period(Some(period), context)?;
            }
            Answer::As { name, project } => self.name(name, project),
            Answer::Setting(key, value) => {
                let key = SettingKey::from_id(key);
                let value = (*value).to_owned();
                self.settings.extend(key.map(|key| (key, value)));
            }
        }
        self.typed.push(answer);
        Ok(())
    }

    /// `--map COLUMN=FIELD`, or `--keep COLUMN`.
    fn map(&mut self, column: &str, field: &str) -> Result<(), Error> {
        match Meaning::read(field) {
            Some(meaning) => {
                self.mappings.answer(column, meaning);
                Ok(())
            }
            None => Err(no_field(&format!("{column}={field}"))),
        }
    }

    /// `--as NAME=CODE`.
    fn name(&mut self, name: &str, project: &str) {
        let (name, project) = (name.trim().to_owned(), project.trim());
        match project == NEW {
            true => self.names.new.push(name),
            false => self.names.meant.push((name, project.to_owned())),
        }
    }

    /// The answers of `--as`, and of `--new`.
    ///
    /// # Errors
    /// [`ValueProblem::NameOfProject`].
    pub(super) fn names(&mut self, given: &[String], are_others_new: bool) -> Result<(), Error> {
        self.names.are_others_new = are_others_new;
        for text in given {
            match text.rsplit_once('=') {
                Some((name, code)) if !name.trim().is_empty() && !code.trim().is_empty() => {
                    self.name(name, code);
                }
                _ => return Err(Error::value("--as", text, ValueProblem::NameOfProject)),
            }
        }
        Ok(())
    }

    /// What was answered at the terminal, as options.
    pub(super) fn typed(&self) -> Option<Spaced> {
        (!self.typed.is_empty()).then(|| Spaced(self.typed.clone()))
    }
}

/// The answers of `--map COLUMN=FIELD` and `--keep COLUMN`, upon those that the record remembers, and
/// what its projects are called.
///
/// # Errors
/// [`ValueProblem::MapField`]; [`Error::Store`].
pub(in crate::commands) fn mappings(
    store: &dyn Store,
    context: &Context,
    map: &[String],
    keep: &[String],
) -> Result<Mappings, Error> {
    let mut remembered = Mappings::default();
    store.read(&mut |read| {
        let visible = Visible::of(read, context.known)?;
        let there = store::load(read, context.as_of, Scope::Names, &visible)?;
        let known = KnownProjects::of(there.projects.iter().map(|project| &project.facts));
        remembered = Mappings::remembered(store::mappings(read, &visible)?).with_projects(known);
        Ok(())
    })?;
    let mut mappings = remembered;
    for text in map {
        let answer = text.rsplit_once('=');
        let answer = answer.filter(|(column, _)| !column.trim().is_empty());
        let meaning = answer.and_then(|(column, field)| Some((column, Meaning::read(field)?)));
        let (column, meaning) = meaning.ok_or_else(|| no_field(text))?;
        mappings.answer(column, meaning);
    }
    for column in keep {
        mappings.answer(column, Meaning::Kept);
    }
    Ok(mappings)
}

fn no_field(text: &str) -> Error {
    let fields = field_names().map(|field| FieldWord(field.to_owned()));
    let fields = fields.collect();
    Error::value("--map", text, ValueProblem::MapField(fields))
}
