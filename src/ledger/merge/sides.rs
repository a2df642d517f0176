use crate::messages::merge::MergeClash;

/// The two that are merged, as they are told from each other, and which of them holds where they
/// say something else.
pub(super) struct Sides {
    /// The code of the one that is merged.
    pub(super) from: String,
    /// The code of the one that stays.
    pub(super) into: String,
    /// `None`: nobody has said.
    pub(super) preferred: Option<Side>,
    /// What both say, and differently, for want of a preference.
    pub(super) clashes: Vec<MergeClash>,
}

/// One of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// The one that is merged.
    From,
    /// The one that stays.
    Into,
}

impl Sides {
    /// Which one holds where they say something else. Where nobody has said, that is a question,
    /// and for the time being it is the one that stays.
    pub(super) fn settle(&mut self, clash: impl FnOnce(&Sides) -> MergeClash) -> Side {
        match self.preferred {
            Some(side) => side,
            None => {
                let clash = clash(self);
                self.clashes.push(clash);
                Side::Into
            }
        }
    }
}
