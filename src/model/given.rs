/// What is said of a fact that may be left as it is, taken away, or given a value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Given<T> {
    /// Nothing: it stays as it is.
    #[default]
    Absent,
    /// That there is none.
    Empty,
    /// This.
    Value(T),
}

impl<T> Given<T> {
    /// The fact with what is said of it.
    pub fn or_kept(self, kept: Option<T>) -> Option<T> {
        match self {
            Given::Absent => kept,
            Given::Empty => None,
            Given::Value(value) => Some(value),
        }
    }

    /// What is said, or what was said earlier where nothing is.
    #[must_use]
    pub fn or(self, earlier: Given<T>) -> Given<T> {
        match self {
            Given::Absent => earlier,
            given => given,
        }
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Given::Value(value) => Some(value),
            Given::Absent | Given::Empty => None,
        }
    }

    /// Whether anything is said.
    pub fn is_given(&self) -> bool {
        !matches!(self, Given::Absent)
    }

    /// What turns one fact into the other: [`Given::Absent`] where they are equal.
    pub fn between(old: Option<&T>, new: Option<&T>) -> Given<T>
    where
        T: Clone + PartialEq,
    {
        match new {
            _ if old == new => Given::Absent,
            None => Given::Empty,
            Some(new) => Given::Value(new.clone()),
        }
    }
}
