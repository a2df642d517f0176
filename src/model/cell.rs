/// A text as a spreadsheet cell that no program takes for a formula: one that begins with
/// `= + - @` gets an apostrophe before it, which import takes off again.
pub fn guard(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The inverse of [`guard`].
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_that_look_like_formulas_are_guarded() {
        assert_eq!(guard("=1+1"), "'=1+1");
        assert_eq!(guard("- 5 days"), "'- 5 days");
        assert_eq!(guard("plain"), "plain");
        assert_eq!(guard("'quoted'"), "'quoted'");
    }

    proptest! {
        // Caught: "'=x" guarded to "''=x" but taken back to "=x".
        #[test]
        fn a_guarded_cell_is_taken_back_exactly(text in "'{0,2}[=+@a-]?.{0,5}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
