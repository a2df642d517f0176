/// The language that people are answered in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}
