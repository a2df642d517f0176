use std::fmt;

use super::code::Code;

/// What the rows of the monthly form begin with in their hidden cell.
const MARK: &str = "form:";

/// The stage that a row of the monthly form is of, as its hidden cell names it:
/// `form:jinhui/main-structure`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormRow {
    /// The project's code.
    pub project: Code,
    /// The stage's.
    pub stage: Code,
}

impl FormRow {
    /// What a cell names; `None` where it is no such cell.
    pub fn read(cell: &str) -> Option<FormRow> {
        let (project, stage) = cell.strip_prefix(MARK)?.split_once('/')?;
        Some(FormRow {
            project: Code::new(project).ok()?,
            stage: Code::new(stage).ok()?,
        })
    }

    /// `CODE/STAGE`, as it is typed.
    pub fn stage_path(&self) -> String {
        format!("{}/{}", self.project, self.stage)
    }
}

impl fmt::Display for FormRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}", self.stage_path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Seen to catch: a mark that is written and not read.
    #[test]
    fn a_row_is_read_as_it_was_written_and_nothing_else_is_one() {
        for path in ["jinhui/main-structure", "金辉/主体结构", "form:a/form:b"] {
            let row = FormRow::read(&format!("form:{path}")).unwrap();
            assert_eq!(row.stage_path(), path);
            assert_eq!(FormRow::read(&row.to_string()), Some(row));
        }
        for cell in ["", "form:", "form:a", "form:a/", "form:a/b/c", "a/b"] {
            assert_eq!(FormRow::read(cell), None, "{cell}");
        }
    }
}
