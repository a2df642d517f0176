//! Signals that end the program, put off while it would leave something half done.
//!
//! Where nothing is at stake, SIGINT, SIGTERM and SIGHUP end it at once, as they end any program.
//! While one holds them back, they only ask it to stop: long work looks whether it [is asked to],
//! gives up, and cleans up on its way out; with the last hold the program ends by that very signal.
//! Handlers are installed by the first hold, so that commands which only read do without. What the
//! caller had the program ignore, as `nohup` does, stays ignored.
//!
//! [is asked to]: is_asked

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::platform;

/// How many hold back.
static HOLDS: AtomicUsize = AtomicUsize::new(0);
/// Nobody does.
static IS_FREE: AtomicBool = AtomicBool::new(true);
/// The signal that came meanwhile; 0: none.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// As long as it lives, no signal ends the program.
pub(crate) struct Hold(());

/// Holds back. To be called before there is something that must be cleaned up.
pub(crate) fn hold() -> Hold {
    platform::listen(&IS_FREE, &ASKED);
    HOLDS.fetch_add(1, Ordering::SeqCst);
    IS_FREE.store(false, Ordering::SeqCst);
    Hold(())
}

/// Whether a signal asks to stop.
pub(crate) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst) != 0
}

impl Drop for Hold {
    fn drop(&mut self) {
        if HOLDS.fetch_sub(1, Ordering::SeqCst) > 1 {
            return;
        }
        IS_FREE.store(true, Ordering::SeqCst);
        platform::end_by(ASKED.load(Ordering::SeqCst));
    }
}
