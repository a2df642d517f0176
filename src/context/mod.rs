//! What every command is given: the store's path, the day, the language, and where output goes.

mod zone;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::ledger::{Answers, Occasion};
use crate::messages::feedback::Feedback;
use crate::messages::{Error, Refusal};
use crate::model::{
    self, DateError, DateRules, Day, Instant, Known, Language, NewEntry, Settings, Source,
};
use crate::render::Output;
use crate::store::rows::{Entry, Record};
use crate::store::{self, Access, Store, Visible};

pub use zone::Zone;

/// So far the clock may be behind the last entry, in milliseconds, before somebody is told: machines
/// that share a store differ by seconds, and a zone set wrong differs by an hour at least.
const CLOCK_TOLERANCE: i64 = 3_600_000;

/// The world as a command sees it. It reads no clock and no environment by itself.
pub struct Context {
    /// Where the store is; `None` if no place is known.
    pub path: Option<PathBuf>,
    /// Whether it is the place among the user's data.
    pub is_path_default: bool,
    /// Today, or the day of `--as-of`.
    pub as_of: Day,
    /// Whether `--as-of` named it; else it is today.
    pub is_as_of_given: bool,
    /// The local day by the clock, whatever `--as-of` says. Nothing later than it is recorded:
    /// on a write `--as-of` only sets the default of `--on`.
    pub today: Day,
    /// How much of the record is looked at.
    pub known: Known,
    /// The day behind `known`, if one was given.
    pub known_on: Option<Day>,
    /// Where days begin and end.
    pub zone: Zone,
    /// The moment, for entries.
    pub now: Instant,
    /// Whoever runs the command.
    pub who: String,
    /// The person that `--who` named.
    pub who_asked: Option<String>,
    /// The command as typed, without the program.
    pub command: String,
    /// The language asked for by option or variable.
    pub language_asked: Option<Language>,
    /// The language of the surroundings.
    pub language_around: Language,
    /// Data and talk.
    pub output: Output,
    /// What is to be said once the work is done.
    pub noted: RefCell<Vec<Feedback>>,
}

impl Context {
    /// The store, opened.
    ///
    /// # Errors
    /// [`Error::NoHome`] or [`Error::Store`]; [`Refusal::LooksBack`] where what is to record was told to
    /// look back.
    pub fn open(&self, access: Access) -> Result<Box<dyn Store>, Error> {
        if access == Access::Write {
            self.check_now()?;
        }
        let path = self.path()?;
        let store = store::open(path, access)?;
        if access == Access::Write {
            self.look_out(path, &*store)?;
        }
        Ok(store)
    }

    /// Reads a day as it is typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read_day(&self, text: &str) -> Result<Day, DateError> {
        read_day(text, self.as_of, self.path.as_deref())
    }

    /// Reads a day as it is typed, or the first day of a week or another period.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read_first_day(&self, text: &str) -> Result<Day, DateError> {
        read(
            model::read_first_day,
            text,
            self.as_of,
            self.path.as_deref(),
        )
    }

    /// What records does not look back.
    ///
    /// # Errors
    /// [`Refusal::LooksBack`] if `--known-on` was given.
    pub fn check_now(&self) -> Result<(), Error> {
        match self.known_on {
            None => Ok(()),
            Some(_) => Err(Refusal::LooksBack.into()),
        }
    }

    /// Notes what whoever is about to write has to know: the entry is written all the same.
    fn look_out(&self, path: &Path, store: &dyn Store) -> Result<(), Error> {
        let mut noted = self.noted.borrow_mut();
        if store::has_other_links(path) {
            noted.push(Feedback::OtherLinks(path.to_owned()));
        }
        let mut last = None;
        store.read(&mut |read| {
            last = read.head()?.map(Entry::read).transpose()?;
            Ok(())
        })?;
        if let Some(last) = last
            && self.now.millis() + CLOCK_TOLERANCE < last.recorded_at.millis()
        {
            noted.push(Feedback::ClockBehind {
                entry: last.number,
                recorded_at: last.recorded_at,
                now: self.now,
            });
        }
        Ok(())
    }

    /// Says what was noted on the way, once a command has done its work.
    pub fn say_noted(&mut self) {
        let noted = self.noted.take();
        if !noted.is_empty() {
            let language = self.language_outside();
            for message in &noted {
                self.output.say(language, message);
            }
        }
    }

    /// Where the store is.
    ///
    /// # Errors
    /// [`Error::NoHome`] if no place is known.
    pub fn path(&self) -> Result<&PathBuf, Error> {
        self.path.as_ref().ok_or(Error::NoHome)
    }

    /// The language: as asked for, else the office's, else that of the surroundings.
    pub fn language(&self, settings: &Settings) -> Language {
        self.language_asked
            .or(settings.language)
            .unwrap_or(self.language_around)
    }

    /// The language where no store was read: the office's too, if its store can be asked.
    pub fn language_outside(&self) -> Language {
        self.language_asked
            .or_else(|| office_language(self.path.as_deref()?))
            .unwrap_or(self.language_around)
    }

    /// The language of an error. A store that is itself in error is not asked.
    pub fn language_of(&self, error: &Error) -> Language {
        match error {
            Error::Store { .. } | Error::NoHome => self.language_first(),
            _ => self.language_outside(),
        }
    }

    /// The language before any store was read.
    pub fn language_first(&self) -> Language {
        self.language_asked.unwrap_or(self.language_around)
    }

    /// When this command makes its statements; `command` is what to type before another place, and
    /// after it.
    pub fn occasion(&self, command: [String; 2]) -> Occasion {
        Occasion {
            as_of: self.as_of,
            today: self.today,
            command,
            files: Vec::new(),
            is_typed: true,
            skips_bad: false,
            answers: Answers::default(),
            is_trial: false,
        }
    }

    /// The head of this command's transaction.
    pub fn entry(&self, sources: Vec<Source>) -> NewEntry {
        NewEntry {
            recorded_at: self.now,
            who: self.who.clone(),
            command: self.command.clone(),
            sources,
        }
    }
}

/// The version of the stores that this program makes, and that of the SQLite within it.
pub fn versions() -> (i64, &'static str) {
    store::versions()
}

/// The language that the office chose, if there is a store that can say so.
pub fn office_language(path: &Path) -> Option<Language> {
    office(path)?.language
}

/// What the office decided, if there is a store that can say so.
fn office(path: &Path) -> Option<Settings> {
    let store = store::open(path, Access::Read).ok()?;
    let mut settings = None;
    let asked = store.read(&mut |read| {
        settings = Some(store::settings(read, &Visible::of(read, Known::Now)?)?);
        Ok(())
    });
    asked.ok()?;
    settings
}

/// Reads a day as it is typed on that day. Where it depends on what the office decided, its store is
/// asked, if there is one.
///
/// # Errors
/// What is wrong with it.
pub fn read_day(text: &str, today: Day, store: Option<&Path>) -> Result<Day, DateError> {
    read(model::read_day, text, today, store)
}

fn read(
    reader: fn(&str, &DateRules) -> Result<Day, DateError>,
    text: &str,
    today: Day,
    store: Option<&Path>,
) -> Result<Day, DateError> {
    match (reader(text, &DateRules::on(today)), store) {
        (Err(DateError::EitherOrder { .. }), Some(path)) => {
            let settings = office(path).unwrap_or_default();
            reader(text, &DateRules::of(&settings, today))
        }
        (read, _) => read,
    }
}
