//! The two ways out of a command: data and talk.

use std::io::{self, BufRead, Write};

use crate::messages::plan::Answer;
use crate::messages::{Error, ErrorLine, In, Say};
use crate::model::{Language, printable_lines};

use super::page::{Page, below_each_other, shown};
use super::pager::Pager;

/// Where a command's data and talk go.
pub struct Output {
    /// Data: what was asked for.
    data: Box<dyn Write>,
    /// Talk: errors, warnings, what was done.
    talk: Box<dyn Write>,
    /// How data is laid out.
    pub page: Page,
    /// What shows data that is longer than the screen; none where nobody looks at a terminal.
    pager: Option<Pager>,
    /// Answers of somebody who reads the talk; none where nobody does.
    answers: Option<Box<dyn BufRead>>,
    is_quiet: bool,
    /// Whether some of the data tells what was recorded.
    has_told: bool,
}

impl Output {
    /// Data and talk to these writers.
    pub fn new(
        data: Box<dyn Write>,
        talk: Box<dyn Write>,
        page: Page,
        pager: Option<Pager>,
        is_quiet: bool,
    ) -> Output {
        Output {
            data,
            talk,
            page,
            pager,
            answers: None,
            is_quiet,
            has_told: false,
        }
    }

    /// The same, where somebody reads the talk and answers.
    pub fn answered_by(self, answers: Option<Box<dyn BufRead>>) -> Output {
        Output { answers, ..self }
    }

    /// Whether somebody is there to be asked.
    pub fn can_ask(&self) -> bool {
        self.answers.is_some() && !self.is_quiet
    }

    /// Asks, and waits for a line; nothing may be open meanwhile. `None`: nobody answers any more.
    pub fn ask(&mut self, language: Language, question: &dyn Say) -> Option<String> {
        let answers = self.answers.as_mut()?;
        let text = In(language, question).to_string();
        write!(self.talk, "{}", printable_lines(&text)).ok()?;
        self.talk.flush().ok()?;
        let mut line = String::new();
        match answers.read_line(&mut line) {
            Ok(1..) => Some(line.trim().to_owned()),
            _ => {
                let _ = writeln!(self.talk);
                self.answers = None;
                None
            }
        }
    }

    /// Asks until somebody says yes.
    ///
    /// # Errors
    /// [`Error::NotAgreed`] if they say no, or nothing any more.
    pub fn agree(&mut self, language: Language, question: &dyn Say) -> Result<(), Error> {
        loop {
            let answer = self.ask(language, question);
            match answer.map(|answer| Answer::of(&answer)) {
                Some(Answer::Yes) => return Ok(()),
                Some(Answer::No) | None => return Err(Error::NotAgreed),
                Some(_) => {}
            }
        }
    }

    /// Writes data.
    ///
    /// # Errors
    /// [`Error::BrokenPipe`], [`Error::Output`] or [`Error::Untold`], like [`Output::with`] and [`Output::flush`].
    pub fn text(&mut self, text: &str) -> Result<(), Error> {
        let text = shown(self.page, text);
        self.with(|out| out.write_all(text.as_bytes()))
    }

    /// Writes data that may be longer than the screen. Nothing else may be open meanwhile: whoever
    /// reads takes any time.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn paged(&mut self, text: &str) -> Result<(), Error> {
        let is_shown = match &self.pager {
            Some(pager) if pager.is_needed(text) => pager.show(&shown(self.page, text)).is_ok(),
            _ => false,
        };
        if is_shown { Ok(()) } else { self.text(text) }
    }

    /// Writes data by a function.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn with(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        write(&mut self.data).map_err(|error| self.written(error))
    }

    /// Writes as data what was asked for, where the answer is said in a line or a few.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn answer(&mut self, language: Language, message: &dyn Say) -> Result<(), Error> {
        let text = In(language, message).to_string();
        self.text(&format!("{}\n", below_each_other(self.page, &text)))
    }

    /// Writes as data what is about to be recorded, unless `-q` was given.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn show(&mut self, language: Language, message: &dyn Say) -> Result<(), Error> {
        match self.is_quiet {
            true => Ok(()),
            false => self.answer(language, message),
        }
    }

    /// Writes a line about what was recorded, unless `-q` was given.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn confirm(&mut self, language: Language, message: &dyn Say) -> Result<(), Error> {
        if self.is_quiet {
            return Ok(());
        }
        self.has_told = true;
        self.answer(language, message)
    }

    /// Writes as data what was done, or would be: a line, and what belongs to it below, each broken to
    /// the page.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn plan(&mut self, language: Language, lines: &[impl Say]) -> Result<(), Error> {
        let lines = lines.iter().map(|line| In(language, line).to_string());
        let lines = lines.collect::<Vec<_>>().join("\n  ");
        self.text(&format!("{}\n", below_each_other(self.page, &lines)))
    }

    /// The same of what was recorded, unless `-q` was given.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn confirm_plan(&mut self, language: Language, lines: &[impl Say]) -> Result<(), Error> {
        if self.is_quiet {
            return Ok(());
        }
        self.has_told = true;
        self.plan(language, lines)
    }

    /// Brings all data out.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn flush(&mut self) -> Result<(), Error> {
        self.data.flush().map_err(|error| self.written(error))
    }

    fn written(&self, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Error::BrokenPipe,
            _ if self.has_told => Error::Untold(error),
            _ => Error::Output(error),
        }
    }

    /// Says something, unless `-q` was given.
    pub fn say(&mut self, language: Language, message: &dyn Say) {
        if !self.is_quiet {
            self.talk(language, message);
        }
    }

    /// Says what went wrong, always.
    pub fn error(&mut self, language: Language, error: &Error) {
        self.talk(language, &ErrorLine(error));
    }

    fn talk(&mut self, language: Language, message: &dyn Say) {
        let lines = In(language, message).to_string();
        // If even this cannot be written, there is nobody left to tell.
        let _ = writeln!(self.talk, "{}", printable_lines(&lines));
        let _ = self.talk.flush();
    }
}
