//! The year that a plan is of, in which deadlines may lie that name none.

use crate::model::read_date;

/// The year that the titles of a sheet name, else that of all its deadlines that name one.
pub(super) fn year_of_sheet<'t>(
    titles: impl Iterator<Item = &'t str>,
    dues: impl Iterator<Item = &'t str>,
) -> Option<i32> {
    let titles: Vec<i32> = titles.filter_map(year_of_title).collect();
    match titles.is_empty() {
        true => only(dues.filter_map(year_in)),
        false => only(titles.into_iter()),
    }
}

/// The year, if all are one.
fn only(mut years: impl Iterator<Item = i32>) -> Option<i32> {
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The first year that a text names with four figures.
fn year_in(text: &str) -> Option<i32> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = numbers.find(|number| number.len() == 4 && number.starts_with("20"));
    year?.parse().ok()
}

/// The year of a title that names no day or month of it: 2026年重点项目, `Key projects 2026`.
fn year_of_title(title: &str) -> Option<i32> {
    let year = year_in(title)?;
    let (before, behind) = title.split_once(&year.to_string())?;
    let behind = behind.trim_start_matches(['年', ' ']);
    let is_part = |c: char| c.is_numeric() || matches!(c, '-' | '/' | '.' | '–');
    let before = before.trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_month = !word.is_empty() && read_date(&format!("1 {word} {year}"), None).is_ok();
    let is_dated = behind.starts_with(is_part) || before.ends_with(is_part) || is_month;
    (!is_dated).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_the_year_of_a_plan_unless_they_name_a_day() {
        for (titles, dues, year) in [
            (&["2026年重点项目推进情况表"][..], &[][..], Some(2026)),
            (&["2026年度计划"], &["2027-03-31"], Some(2026)),
            (&["Key projects 2026"], &[], Some(2026)),
            (&["截至2026年11月20日"], &[], None),
            (&["Status Nov 2026"], &[], None),
            (&["Status 20.11.2026"], &[], None),
            (&["重点项目"], &["2026年9月底", "6月30日"], Some(2026)),
            (&[], &["2026-09-30", "2027-09-30", "6月30日"], None),
            (&[], &["6月30日"], None),
        ] {
            let found = year_of_sheet(titles.iter().copied(), dues.iter().copied());
            assert_eq!(found, year, "{titles:?} {dues:?}");
        }
    }
}
