use crate::assess::Judged;

/// Something that `check` tells.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The target it is about.
    pub judged: &'a Judged<'a>,
    /// Whether it fails the check.
    pub fails: bool,
    /// Whether it was not told yet, or has become worse since.
    pub is_new: bool,
}
