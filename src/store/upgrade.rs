//! Versions of the schema, and the steps from one to the next.
//!
//! `schema.sql` is what a new store gets. A store of an older version is brought up to date by
//! numbered steps, the first time a command opens it to write: a copy is left beside it, and all
//! steps are one transaction. A command that only reads never changes a store and asks for that.

/// The mark of our stores in SQLite's header: "PrjT".
pub(super) const APPLICATION_ID: i64 = 1_349_675_604;

/// A schema and the way to it from the older ones.
#[derive(Clone, Copy)]
pub(super) struct Schema {
    /// Its version.
    pub(super) version: i64,
    /// The whole of it, as a new store gets it.
    pub(super) sql: &'static str,
    /// The steps to it, in order of version. A store made by the steps has the same schema as a
    /// new one, word for word; a test holds this.
    pub(super) steps: &'static [Step],
}

/// From the version before to this one.
pub(super) struct Step {
    /// The version it leads to.
    pub(super) version: i64,
    /// What it does. It runs within a transaction and does not set the version itself.
    pub(super) sql: &'static str,
}

/// The current schema.
pub(super) const CURRENT: Schema = Schema {
    version: 3,
    sql: include_str!("../../schema.sql"),
    steps: &[
        Step {
            version: 2,
            sql: include_str!("upgrade/to_2.sql"),
        },
        Step {
            version: 3,
            sql: include_str!("upgrade/to_3.sql"),
        },
    ],
};

impl Schema {
    /// The steps from an older version, if there is one for each version in between.
    pub(super) fn steps_from(&self, version: i64) -> Option<&'static [Step]> {
        let place = self
            .steps
            .iter()
            .position(|step| step.version == version + 1)?;
        let steps = self.steps.get(place..)?;
        let is_whole = (version + 1..)
            .zip(steps)
            .all(|(expected, step)| step.version == expected)
            && steps
                .last()
                .is_some_and(|step| step.version == self.version);
        is_whole.then_some(steps)
    }
}
