//! What the parts of a workbook of Office Open XML hide, which calamine does not tell.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::messages::FormatProblem;

use super::hidden::Hidden;
use super::tags::attribute;
use super::worksheet::damaged;

/// What the part of a worksheet of Office Open XML hides.
pub(super) fn hidden(part: &[u8]) -> Result<Hidden, FormatProblem> {
    let mut hidden = Hidden::default();
    let holds = |word: &[u8]| part.windows(word.len()).any(|found| found == word);
    if !holds(b" hidden=") {
        return Ok(hidden);
    }
    let mut row = 0;
    each_tag(part, &mut |tag| {
        let name = tag.local_name();
        let is_row = name.as_ref() == "row";
        if !is_row && name.as_ref() != "col" {
            return Ok(());
        }
        let number = |name| -> Result<Option<u64>, FormatProblem> {
            Ok(attribute(tag, name)?.and_then(|text| text.parse().ok()))
        };
        let is_hidden = matches!(attribute(tag, "hidden")?.as_deref(), Some("1" | "true"));
        if is_row {
            row = number("r")?.unwrap_or(row + 1);
            if is_hidden {
                hidden.hide_rows(row..=row);
            }
        } else if let (true, Some(first), Some(last)) = (is_hidden, number("min")?, number("max")?)
        {
            hidden.hide_columns(first..=last);
        }
        Ok(())
    })?;
    Ok(hidden)
}

/// The worksheets of a workbook by the parts that hold them, of its list and the targets of that.
pub(super) fn of_worksheets(
    list: &[u8],
    targets: &[u8],
) -> Result<HashMap<String, String>, FormatProblem> {
    let (mut paths, mut parts) = (HashMap::new(), HashMap::new());
    each_tag(targets, &mut |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id")?, attribute(tag, "Target")?)
        {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            paths.insert(id, path);
        }
        Ok(())
    })?;
    each_tag(list, &mut |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name")?, attribute(tag, "r:id")?)
            && let Some(path) = paths.get(&id)
        {
            parts.insert(name, path.clone());
        }
        Ok(())
    })?;
    Ok(parts)
}

fn each_tag(
    part: &[u8],
    each: &mut dyn FnMut(&BytesStart<'_>) -> Result<(), FormatProblem>,
) -> Result<(), FormatProblem> {
    let mut xml = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) | Event::Empty(tag) => each(&tag)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
