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
    #[cfg(unix)]
    unix::listen();
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
        #[cfg(unix)]
        unix::end_by(ASKED.load(Ordering::SeqCst));
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::c_int;
    use std::fs::File;
    use std::io::Read;
    use std::sync::Once;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};

    use super::{ASKED, IS_FREE};

    /// Handlers that end the program while nobody holds back, and else note the signal. Where none
    /// can be installed, the signal ends it at once.
    pub(super) fn listen() {
        static INSTALLED: Once = Once::new();
        INSTALLED.call_once(|| {
            let ignored = ignored();
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                let (Ok(value), Ok(bit)) = (usize::try_from(signal), u32::try_from(signal - 1))
                else {
                    continue;
                };
                if ignored.checked_shr(bit).unwrap_or(0) & 1 == 1 {
                    continue;
                }
                if flag::register_conditional_default(signal, &IS_FREE).is_ok() {
                    let _ = flag::register_usize(signal, &ASKED, value);
                }
            }
        });
    }

    /// The signals that the program was started to ignore, a bit each, as Linux tells them.
    fn ignored() -> u64 {
        let pending = || {
            // Room for all of it, which does not tell its length, so that it is read at once.
            let mut status = String::with_capacity(4096);
            let mut file = File::open("/proc/self/status").ok()?;
            file.read_to_string(&mut status).ok()?;
            let mask = status
                .lines()
                .find_map(|line| line.strip_prefix("SigIgn:"))?;
            u64::from_str_radix(mask.trim(), 16).ok()
        };
        pending().unwrap_or(0)
    }

    /// Ends the program as the signal would have.
    pub(super) fn end_by(signal: usize) {
        if let Ok(signal @ 1..) = c_int::try_from(signal) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}
