/// Why a row of the flat CSV does not go with what else is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlatProblem {
    /// Several projects, or stages of one, are called so: code and name of each.
    Several(Vec<(String, String)>),
    /// The name is that of a project with another code.
    OtherCode {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// An earlier row says otherwise of the same project or stage.
    Differs {
        /// That row's file.
        file: String,
        /// That row.
        row: u64,
        /// What it says.
        value: String,
    },
}
