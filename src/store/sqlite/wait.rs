//! How long to wait for others who hold the file, and how.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::signals;

/// Longer than any write takes, but not longer than a person waits.
const LONGEST: Duration = Duration::from_secs(10);

/// Between two looks whether the lock is free: so long at least, and up to so much longer. SQLite's
/// own timeout looks ever less often, up to 100 ms apart, so that of several writers the one who
/// has waited longest had the smallest chance.
const PAUSE: Duration = Duration::from_millis(1);
const JITTER: u32 = 4_000;

/// Instructions of SQLite's machine between two looks for a signal.
const STRIDE: std::ffi::c_int = 1_000;

/// Has a connection wait for others, and give up where a signal asks for it.
pub(super) fn set(connection: &mut Connection) -> rusqlite::Result<()> {
    let mut began = Instant::now();
    let wait = move |round| {
        if round == 0 {
            began = Instant::now();
        }
        let waited = began.elapsed();
        if waited >= LONGEST || signals::is_asked() {
            return false;
        }
        // The time itself is chance enough: two that wait do not look in step.
        let jitter = Duration::from_micros(u64::from(waited.subsec_nanos() % JITTER));
        std::thread::sleep(PAUSE + jitter);
        true
    };
    connection.busy_handler(Some(wait))?;
    connection.progress_handler(STRIDE, Some(signals::is_asked))
}
