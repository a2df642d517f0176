//! What any Rust program costs that does nothing.
fn main() {}
