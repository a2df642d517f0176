//! Whole numbers in words, up to a hundred.

/// `three`, `sixty-five`, `sixty five`, `sixtyfive`.
pub fn english_number(text: &str) -> Option<u32> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let small = |text: &str| (0..).zip(SMALL).find(|(_, word)| *word == text);
    if matches!(text, "hundred" | "a hundred" | "one hundred") {
        return Some(100);
    }
    if let Some((number, _)) = small(text) {
        return Some(number);
    }
    let mut tens = (2..).zip(TENS);
    let (tens, ones) = tens.find_map(|(n, word)| Some((n * 10, text.strip_prefix(word)?)))?;
    match ones.strip_prefix(['-', ' ']).unwrap_or(ones) {
        "" if ones.is_empty() => Some(tens),
        ones => match small(ones)? {
            (ones @ 1..=9, _) => Some(tens + ones),
            _ => None,
        },
    }
}

/// 三十五, 十, 一百.
pub fn chinese_number(text: &str) -> Option<u32> {
    const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |text: &str| (1..).zip(DIGITS).find(|(_, digit)| *digit == text);
    let digit = |text: &str| match text {
        "两" => Some(2),
        _ => digit(text).map(|(value, _)| value),
    };
    match (text, text.split_once('十')) {
        ("零" | "〇", _) => Some(0),
        ("百" | "一百", _) => Some(100),
        (_, None) => digit(text),
        (_, Some((tens, ones))) => {
            let part = |text: &str, empty| match text {
                "" => Some(empty),
                text => digit(text),
            };
            Some(part(tens, 1)? * 10 + part(ones, 0)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_words_is_that_number() {
        for (text, number) in [
            ("zero", Some(0)),
            ("three", Some(3)),
            ("twelve", Some(12)),
            ("nineteen", Some(19)),
            ("thirty", Some(30)),
            ("sixty-five", Some(65)),
            ("sixty five", Some(65)),
            ("sixtyfive", Some(65)),
            ("ninety-nine", Some(99)),
            ("hundred", Some(100)),
            ("one hundred", Some(100)),
            ("sixty-", None),
            ("sixty zero", None),
            ("sixty-fifteen", None),
            ("thirtieth", None),
            ("five sixty", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(english_number(text), number, "{text}");
        }
        for (text, number) in [
            ("零", Some(0)),
            ("六", Some(6)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("六十", Some(60)),
            ("六十五", Some(65)),
            ("一百", Some(100)),
            ("三百", None),
            ("六五", None),
            ("十十", None),
            ("", None),
        ] {
            assert_eq!(chinese_number(text), number, "{text}");
        }
    }
}
