//! How long to wait for others who hold the file, and how.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::signals;

/// Longer than any write takes, but not longer than a person waits.
pub(super) const LONGEST: Duration = Duration::from_secs(10);

/// Between two looks whether the lock is free: so long at least, and up to so much longer. SQLite's
/// own timeout looks ever less often, up to 100 ms apart, so that of several writers the one who
/// has waited longest had the smallest chance.
const PAUSE: Duration = Duration::from_millis(1);
const JITTER: u32 = 4_000;

/// Instructions of SQLite's machine between two looks for a signal.
const STRIDE: std::ffi::c_int = 1_000;

/// Has a connection wait for others that long, and give up where a signal asks for it.
///
/// Who was waited for in vain is not waited for again at once: where a reader holds the file, SQLite
/// asks for its lock anew with every row of an entry too large for its cache, and goes on without.
pub(super) fn set(connection: &mut Connection, longest: Duration) -> rusqlite::Result<()> {
    let mut began = Instant::now();
    let mut in_vain: Option<Instant> = None;
    let wait = move |round| {
        if round == 0 {
            began = Instant::now();
        }
        let waited = began.elapsed();
        let is_again = round == 0 && in_vain.is_some_and(|last| last.elapsed() < longest);
        if is_again || waited >= longest || signals::is_asked() {
            in_vain = Some(Instant::now());
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
