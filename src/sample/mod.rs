//! The first portfolio: what the half-year report of a subdistrict says of its key projects, as
//! portfolio CSVs.
//!
//! The record keeps one text each for a category and a note, in the language of whoever keeps it.
//! The files here have such a text in both languages, in columns called `note:en` and `note:zh`; a
//! language takes its own. Names, of which the record keeps two, and the deadline words of the
//! report are the same in either.
//!
//! What the report leaves open stays open: an empty percent is work under way without a figure, an
//! empty due day is no date. Readings bear the last day of the half-year where the report names no
//! month. An alias is uncertain where the report never says that both names are one project. Where
//! one action goes to several places and others (等), they are one project; places listed in full
//! are one each.

use crate::model::Language;

const PORTFOLIO: [(&str, &str); 4] = [
    ("projects.csv", include_str!("projects.csv")),
    ("stages.csv", include_str!("stages.csv")),
    ("targets.csv", include_str!("targets.csv")),
    ("readings.csv", include_str!("readings.csv")),
];
const INVENTED: (&str, &str) = ("invented.csv", include_str!("invented.csv"));

/// A CSV with the texts of one language.
pub struct SampleFile {
    /// `projects.csv`, …
    pub name: &'static str,
    /// Header and rows.
    pub text: String,
}

/// The projects, stages, targets and readings of the report.
pub fn portfolio(language: Language) -> [SampleFile; 4] {
    PORTFOLIO.map(|file| in_language(language, file))
}

/// Readings that nobody reported, made up to show every lamp; their notes, in the last column, say
/// so.
pub fn invented_readings(language: Language) -> SampleFile {
    in_language(language, INVENTED)
}

/// Leaves out the columns of the other language, and the mark of this one.
fn in_language(language: Language, (name, text): (&'static str, &str)) -> SampleFile {
    let (own, other) = match language {
        Language::En => (":en", ":zh"),
        Language::Zh => (":zh", ":en"),
    };
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut is_kept = Vec::new();
    for row in rows.records().flatten() {
        if is_kept.is_empty() {
            is_kept = row.iter().map(|column| !column.ends_with(other)).collect();
            let columns = row.iter().filter(|column| !column.ends_with(other));
            let _ = writer.write_record(columns.map(|column| column.trim_end_matches(own)));
        } else {
            let cells = row.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept);
            let _ = writer.write_record(cells.map(|(cell, _)| cell));
        }
    }
    SampleFile {
        name,
        text: String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_chinese(character: char) -> bool {
        ('\u{3000}'..='\u{9fff}').contains(&character) || "“”（）".contains(character)
    }

    /// The cells of a column, by its place.
    fn column(file: &SampleFile, name: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        let index = reader.headers().unwrap().iter().position(|at| at == name);
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| row[index.unwrap()].to_owned()).collect()
    }

    #[test]
    fn a_language_has_its_own_columns_and_every_row() {
        let text = "code,name_en,note:zh,note:en\na,A,注,\"x, y\"\nb,B,,z\n";
        let file = |language| in_language(language, ("n.csv", text)).text;
        assert_eq!(
            file(Language::En),
            "code,name_en,note\na,A,\"x, y\"\nb,B,z\n"
        );
        assert_eq!(file(Language::Zh), "code,name_en,note\na,A,注\nb,B,\n");
        for (_, text) in PORTFOLIO.into_iter().chain([INVENTED]) {
            for language in [Language::En, Language::Zh] {
                let file = in_language(language, ("n.csv", text)).text;
                assert_eq!(file.lines().count(), text.lines().count(), "{text}");
            }
        }
    }

    #[test]
    fn each_text_is_in_its_language() {
        for language in [Language::En, Language::Zh] {
            let is_theirs = |text: &String| match language {
                Language::En => !text.chars().any(is_chinese),
                Language::Zh => text.is_empty() || text.chars().any(is_chinese),
            };
            let [projects, _, targets, readings] = portfolio(language);
            let invented = invented_readings(language);
            let mut texts = column(&projects, "category");
            for file in [targets, readings, invented] {
                texts.extend(column(&file, "note"));
            }
            let (theirs, others): (Vec<_>, Vec<_>) = texts.into_iter().partition(is_theirs);
            assert_eq!(others, Vec::<String>::new());
            assert!(theirs.len() > 100);
        }
    }

    #[test]
    fn every_name_is_in_both_languages() {
        let [projects, stages, ..] = portfolio(Language::En);
        for file in [projects, stages] {
            let is_chinese = |name: &String| name.chars().any(is_chinese);
            assert!(column(&file, "name_zh").iter().all(is_chinese));
            assert!(!column(&file, "name_en").iter().any(is_chinese));
            assert!(!column(&file, "name_en").contains(&String::new()));
        }
    }

    #[test]
    fn invented_readings_say_so_in_either_language() {
        for (language, word) in [(Language::En, "invented"), (Language::Zh, "虚构")] {
            let file = invented_readings(language);
            assert!(column(&file, "note").iter().all(|note| note == word));
            assert!(
                file.text
                    .lines()
                    .skip(1)
                    .all(|line| line.ends_with(&format!(",{word}")))
            );
        }
    }
}
