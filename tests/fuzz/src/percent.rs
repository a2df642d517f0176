//! Figures as typed or as a spreadsheet wrote them: percents and amounts.

use project_tracker::model::{Amount, Percent, PercentError};

/// What is taken prints and parses to the same, as JSON too; a plain number is worth what
/// the standard library says it is; a refusal is true of it.
///
/// Caught: 0.05 printed as 0.5.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let typed = text.parse::<Percent>();
    let cut = Percent::parse_cut(text);
    if let Ok(percent) = typed {
        returns(percent);
        assert_eq!(
            cut,
            Ok((percent, false)),
            "typed it is exact, so nothing is cut"
        );
    }
    if let Ok((percent, _)) = cut {
        returns(percent);
    }
    if let Some(number) = number(text) {
        worth(number, typed, cut);
    }
    if let Ok(amount) = text.parse::<Amount>() {
        assert_eq!(amount.to_string().parse(), Ok(amount));
        let json = serde_json::to_string(&amount).expect("an amount is JSON");
        assert_eq!(json, format!("\"{amount}\""));
    }
}

/// Printing and parsing are inverse, in both forms.
fn returns(percent: Percent) {
    assert!(percent <= Percent::FULL);
    assert_eq!(percent.to_string().parse(), Ok(percent));
    let json = serde_json::to_string(&percent).expect("a percent is JSON");
    assert_eq!(json.parse(), Ok(percent));
}

/// The number that a text in ASCII is to another parser.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b".+-eE".contains(&b));
    // A float of more figures is rounded by more than what is compared here.
    (is_plain && text.len() < 30).then(|| text.parse().ok())?
}

fn worth(
    number: f64,
    typed: Result<Percent, PercentError>,
    cut: Result<(Percent, bool), PercentError>,
) {
    let near = 1e-7;
    let hundredths = number * 100.0;
    match typed {
        Ok(percent) => {
            assert!(
                (hundredths - percent.hundredths() as f64).abs() < near,
                "{number}"
            );
        }
        Err(PercentError::Signed) => assert!(number >= 0.0, "{number} is below 0"),
        Err(PercentError::Negative) => assert!(number <= 0.0, "{number} is not negative"),
        Err(PercentError::Over100) => assert!(number > 100.0 - near, "{number} is not over 100"),
        Err(PercentError::TooManyDecimals) => {
            assert!(
                (0.0..=100.0).contains(&number),
                "{number} has a refusal of its own"
            );
        }
        Err(PercentError::NotANumber | PercentError::Empty) => {}
    }
    if let Ok((percent, is_cut)) = cut {
        // Rounded to twelve figures, then cut: never a whole hundredth above or below.
        let shown = percent.hundredths() as f64;
        assert!(
            shown <= hundredths + near,
            "{number} was rounded up to {percent}"
        );
        assert!(
            hundredths < shown + 1.0 + near,
            "{number} was cut to {percent}"
        );
        assert!(
            is_cut || hundredths - shown < near,
            "{number} was cut to {percent} in silence"
        );
    }
}
