//! What systems do differently, behind one set of names: files and their rights, locks, interruption,
//! and where a system keeps what its users are asked for once: name, language, zone.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub(crate) use unix::*;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub(crate) use windows::*;

/// Where programs keep a user's data.
pub(crate) struct DataFolder {
    /// The variable that names the folder.
    pub(crate) variable: &'static str,
    /// Where it is else, from the user's own folder.
    pub(crate) usual: &'static str,
}
