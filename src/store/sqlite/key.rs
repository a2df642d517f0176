//! The key of a reading: the month (202107), the stage, the day of the month and a number within the
//! stage and day, from the highest bit on. `schema.sql` tells the same in SQL.

use rusqlite::types::Type;

use crate::model::Day;

/// Bits of the number within the stage and day.
const NUMBER: u32 = 16;
/// Bits of that and of the day: a key without them is a month of a stage.
const WITHIN_MONTH: u32 = NUMBER + 5;
/// Bits of all but the month.
const WITHOUT_MONTH: u32 = WITHIN_MONTH + 22;
/// The highest number of a stage that a key can hold.
const LAST_STAGE: i64 = 0x3f_ffff;

/// The first key of a stage and day.
///
/// # Errors
///
/// A stage whose number is above 4,194,303, the highest that a key can hold.
pub(super) fn first(stage: i64, day: Day) -> rusqlite::Result<i64> {
    let (_, _, of_month) = day.ymd();
    Ok(month(stage, day.month())? | i64::from(of_month) << NUMBER)
}

/// The last key of a stage and day; errors as of [`first`].
pub(super) fn last(stage: i64, day: Day) -> rusqlite::Result<i64> {
    Ok(end_of_day(first(stage, day)?))
}

/// Below the keys of a stage in a month (202107); errors as of [`first`].
pub(super) fn month(stage: i64, month: i64) -> rusqlite::Result<i64> {
    if !(0..=LAST_STAGE).contains(&stage) {
        let what = format!("stage {stage}: a store holds up to {LAST_STAGE} stages");
        return Err(rusqlite::Error::ToSqlConversionFailure(what.into()));
    }
    Ok(month << WITHOUT_MONTH | stage << WITHIN_MONTH)
}

/// The last key of the same stage and day.
fn end_of_day(key: i64) -> i64 {
    key | ((1 << NUMBER) - 1)
}

/// The last key of the same stage and month.
pub(super) fn end_of_month(key: i64) -> i64 {
    key | ((1 << WITHIN_MONTH) - 1)
}

/// The stage of a key.
pub(super) fn stage_of(key: i64) -> i64 {
    key >> WITHIN_MONTH & LAST_STAGE
}

/// The day of a key.
///
/// # Errors
///
/// A key without one, which is damage.
pub(super) fn day(key: i64) -> rusqlite::Result<Day> {
    let month = key >> WITHOUT_MONTH;
    let of_month = key >> NUMBER & 31;
    let part = |number: i64| u32::try_from(number).ok();
    i32::try_from(month / 100)
        .ok()
        .zip(part(month % 100))
        .zip(part(of_month))
        .and_then(|((year, month), of_month)| Day::from_ymd(year, month, of_month))
        .ok_or_else(|| {
            rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, "not a day".into())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // Seen to catch: a stage of one bit more than it has.
        #[test]
        fn keys_are_in_order_of_month_stage_and_day(
            (one, other) in (1i64..=3_652_059, 1i64..=3_652_059),
            (stage, another) in (0..=LAST_STAGE, 0..=LAST_STAGE),
        ) {
            let (one, other) = (Day::from_number(one).unwrap(), Day::from_number(other).unwrap());
            let (low, high) = (first(stage, one).unwrap(), last(stage, one).unwrap());
            prop_assert!(0 < low && low < high);
            prop_assert_eq!((day(low).unwrap(), day(high).unwrap()), (one, one));
            prop_assert_eq!((stage_of(low), stage_of(high)), (stage, stage));
            let key = first(another, other).unwrap();
            let expected = (one.month(), stage, one).cmp(&(other.month(), another, other));
            prop_assert_eq!(low.cmp(&key), expected);
            let month = month(stage, one.month()).unwrap();
            prop_assert!(month < low && high <= end_of_month(month));
            prop_assert!(end_of_month(month) < super::month(stage + 1, one.month()).unwrap_or(i64::MAX));
        }
    }

    #[test]
    fn stages_that_fit_no_key_are_refused() {
        assert!(month(LAST_STAGE, 202_107).is_ok());
        assert!(month(LAST_STAGE + 1, 202_107).is_err());
        assert!(month(-1, 202_107).is_err());
    }
}
