//! What systems do differently, behind one set of names: files and their rights, locks, interruption,
//! and where a system keeps what its users are asked for once: name, language, zone.

mod data;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub(crate) use unix::*;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub(crate) use windows::*;
