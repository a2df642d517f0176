//! What is longer than the screen, through the user's pager.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::signals;

/// What a shell exits with where the program cannot be run.
const NOT_EXECUTABLE: i32 = 126;

/// What a shell exits with where there is no such program.
const NOT_FOUND: i32 = 127;

/// A pager, and how many lines need none.
pub struct Pager {
    /// Run by the shell, such as `less -FRX`.
    pub command: String,
    /// Lines of the terminal.
    pub height: u16,
    /// Variables to set for it.
    pub variables: Vec<(&'static str, &'static str)>,
}

impl Pager {
    /// Whether a text is longer than the screen, with a line left for the prompt.
    pub(super) fn is_needed(&self, text: &str) -> bool {
        text.lines().count() >= usize::from(self.height)
    }

    /// Hands the text to the pager and waits until it is left; whoever leaves early has read enough.
    ///
    /// # Errors
    /// Those of starting it; also where there is no such program, so that nothing was shown.
    pub(super) fn show(&self, text: &str) -> io::Result<()> {
        // An interruption is the pager's to answer, not the end of what feeds it.
        let _hold = signals::hold();
        let mut pager = Command::new("sh")
            .args(["-c", &self.command])
            .envs(self.variables.iter().copied())
            .stdin(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = pager.stdin.take() {
            // A pager that was left reads no more.
            let _ = input.write_all(text.as_bytes());
        }
        match pager.wait()?.code() {
            Some(NOT_EXECUTABLE | NOT_FOUND) => Err(io::ErrorKind::NotFound.into()),
            _ => Ok(()),
        }
    }
}
