use std::borrow::Cow;

/// Full-width digits, letters and signs (`７２％`, `２０２１－１０－３１`) as their ASCII forms, and the
/// ideographic space as a space. Nothing else changes: other scripts' digits stay what they are.
pub fn half_width(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}'))
    {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect::<String>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::half_width;

    #[test]
    fn full_width_becomes_ascii_and_the_rest_stays() {
        assert_eq!(half_width("７２．５％"), "72.5%");
        assert_eq!(half_width("年底　前"), "年底 前");
        assert_eq!(half_width("٧٢"), "٧٢");
    }
}
