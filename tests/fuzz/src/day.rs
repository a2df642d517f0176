//! Dates: days, periods, instants.

use project_tracker::model::{Day, Instant, Period};

/// What is taken prints and parses to the same; a period holds its days and no others.
///
/// Caught: years below 1000 printed without leading zeros.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(day) = text.parse::<Day>() {
        returns(day);
    }
    if let Some(day) = Day::from_iso(text) {
        assert_eq!(day.to_string(), text, "on disk a day has one form");
        assert_eq!(text.parse(), Ok(day), "what stands on disk can be typed");
        returns(day);
    }
    if let Ok(period) = text.parse::<Period>() {
        whole(period);
    }
    if let Ok(instant) = text.parse::<Instant>() {
        assert_eq!(instant.to_string().parse(), Ok(instant));
    }
}

fn returns(day: Day) {
    let printed = day.to_string();
    assert_eq!(printed.parse(), Ok(day));
    assert_eq!(Day::from_iso(&printed), Some(day));
    assert_eq!(Day::from_number(day.number()), Some(day));
    let (year, month, of_month) = day.ymd();
    assert!((1..=9999).contains(&year));
    assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
    assert!(Day::month_end(year, month).is_some_and(|end| end >= day));
    let json = serde_json::to_string(&day).expect("a day is JSON");
    assert_eq!(json, format!("\"{printed}\""));
    if let Some(next) = day.plus(1) {
        assert_eq!(next.before(), day);
        assert_eq!(next.days_since(day), 1);
    } else {
        assert_eq!(day, Day::LAST);
    }
    whole(Period::half_of(day));
    assert!(Period::half_of(day).contains(day));
}

fn whole(period: Period) {
    assert_eq!(period.to_string().parse(), Ok(period));
    assert!(period.contains(period.start()) && period.contains(period.end()));
    if let Some(after) = period.end().plus(1) {
        assert!(!period.contains(after));
    }
    if period.start().before() != period.start() {
        assert!(!period.contains(period.start().before()));
    }
    assert_eq!(Period::range(period.start(), period.end()), Some(period));
}
