//! Tags of the XML that workbooks are made of.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use crate::messages::FormatProblem;

use super::worksheet::damaged;

/// An attribute's value.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, FormatProblem> {
    for found in tag.attributes().with_checks(false) {
        let found = found.map_err(damaged)?;
        if found.key.as_ref() == name {
            let value = unescape(&found.value).map_err(damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
