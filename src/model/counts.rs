/// How many statements of one kind there are, by what they do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Those of what is new.
    pub added: usize,
    /// Those that change what is there.
    pub revised: usize,
    /// Those that say what is there.
    pub unchanged: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, is_new: bool, is_changed: bool) {
        match (is_new, is_changed) {
            (true, _) => self.added += 1,
            (false, true) => self.revised += 1,
            (false, false) => self.unchanged += 1,
        }
    }
}
