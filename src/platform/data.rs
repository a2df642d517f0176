//! Where programs keep what is theirs.

/// Where programs keep a user's data.
pub(crate) struct DataFolder {
    /// The variable that names the folder.
    pub(crate) variable: &'static str,
    /// Where it is else, from the user's own folder.
    pub(crate) usual: &'static str,
}
