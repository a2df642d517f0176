//! How far work is that lasts, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::Language;
use crate::text;

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Rows between two looks at the time.
const STEP: u64 = 256;

/// A bar on standard error that is seen only where that is a terminal, and only if the work lasts.
/// It leaves nothing behind.
pub struct Progress {
    bar: ProgressBar,
    language: Language,
    is_wanted: bool,
    is_shown: bool,
    rows: u64,
    told: u64,
}

impl Progress {
    pub(super) fn new(language: Language, rows: u64, is_wanted: bool) -> Progress {
        Progress {
            bar: ProgressBar::with_draw_target(Some(rows), ProgressDrawTarget::hidden()),
            language,
            is_wanted,
            is_shown: false,
            rows: 0,
            told: 0,
        }
    }

    /// So many rows more are done.
    pub fn add(&mut self, rows: usize) {
        self.rows += u64::try_from(rows).unwrap_or_default();
        if !self.is_wanted || self.rows < self.told + STEP {
            return;
        }
        self.told = self.rows;
        if !self.is_shown && PATIENCE <= self.bar.elapsed() {
            self.is_shown = true;
            if let Ok(style) = ProgressStyle::with_template(text::progress(self.language)) {
                self.bar.set_style(style);
            }
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        self.bar.set_position(self.rows);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
