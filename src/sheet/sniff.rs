//! What a file is, told by its bytes, whatever its name ends in.

use std::io::Cursor;

use zip::ZipArchive;

use crate::messages::ForeignFile;

/// What a workbook is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// Office Open XML.
    Xlsx,
    /// The binary format of Excel up to 2003.
    Xls,
    /// OpenDocument.
    Ods,
}

/// A workbook, or text; `None`.
///
/// # Errors
/// What the file is, where it is no sheet.
pub(super) fn sniff(bytes: &[u8]) -> Result<Option<Sort>, ForeignFile> {
    let starts = |with: &[u8]| bytes.starts_with(with);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return zipped(bytes).map(Some);
    }
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes).map(Some);
    }
    let foreign = [
        (&b"\x1f\x8b"[..], ForeignFile::Packed),
        (b"7z\xbc\xaf\x27\x1c", ForeignFile::Packed),
        (b"Rar!", ForeignFile::Packed),
        (b"%PDF", ForeignFile::Pdf),
        (b"{\\rtf", ForeignFile::Document),
        (b"\x89PNG", ForeignFile::Picture),
        (b"\xff\xd8\xff", ForeignFile::Picture),
        (b"GIF8", ForeignFile::Picture),
        (b"SQLite format 3\0", ForeignFile::Store),
    ];
    if let Some((_, found)) = foreign.into_iter().find(|(start, _)| starts(start)) {
        return Err(found);
    }
    match markup(bytes) {
        Some(found) => Err(found),
        None => Ok(None),
    }
}

/// What a zip file holds.
fn zipped(bytes: &[u8]) -> Result<Sort, ForeignFile> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ForeignFile::Damaged)?;
    let has = |start: &str| {
        archive
            .file_names()
            .any(|name| name.is_ok_and(|name| name.starts_with(start)))
    };
    if has("xl/workbook.bin") {
        Err(ForeignFile::BinaryWorkbook)
    } else if has("xl/") {
        Ok(Sort::Xlsx)
    } else if has("word/") {
        Err(ForeignFile::Document)
    } else if has("ppt/") {
        Err(ForeignFile::Presentation)
    } else if has("content.xml") && has("mimetype") {
        // Its type stands at the beginning, unpacked, for all to see.
        let beginning = bytes.get(..200).unwrap_or(bytes);
        let is = |kind: &[u8]| beginning.windows(kind.len()).any(|part| part == kind);
        match () {
            () if is(b"opendocument.spreadsheet") => Ok(Sort::Ods),
            () if is(b"opendocument.presentation") => Err(ForeignFile::Presentation),
            () => Err(ForeignFile::Document),
        }
    } else {
        Err(ForeignFile::Packed)
    }
}

/// What an older file of Microsoft's holds, by the names of its streams.
fn compound(bytes: &[u8]) -> Result<Sort, ForeignFile> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    if has("EncryptedPackage") {
        Err(ForeignFile::Locked)
    } else if has("Workbook") || has("Book") {
        Ok(Sort::Xls)
    } else {
        Err(ForeignFile::Document)
    }
}

/// Markup, such as the web page that some systems save with the ending `.xls`.
fn markup(bytes: &[u8]) -> Option<ForeignFile> {
    let beginning = bytes.get(..1024).unwrap_or(bytes);
    let text = String::from_utf8_lossy(beginning).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let has = |word: &str| text.contains(word);
    if !text.starts_with('<') {
        None
    } else if ["<html", "<table", "<!doctype html", "<body", "<meta"]
        .into_iter()
        .any(has)
    {
        Some(ForeignFile::WebPage)
    } else if has("<?xml") || has("<workbook") {
        Some(ForeignFile::Xml)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sheet_is_called_what_it_is() {
        for (bytes, found) in [
            (&b"\x1f\x8b\x08"[..], ForeignFile::Packed),
            (b"%PDF-1.7", ForeignFile::Pdf),
            (b"\n <html><table><tr>", ForeignFile::WebPage),
            (b"\xef\xbb\xbf<table border=1>", ForeignFile::WebPage),
            (b"<?xml version=\"1.0\"?><Workbook>", ForeignFile::Xml),
            (b"PK\x03\x04garbage", ForeignFile::Damaged),
            (b"SQLite format 3\0", ForeignFile::Store),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0",
                ForeignFile::Document,
            ),
        ] {
            assert_eq!(sniff(bytes), Err(found), "{bytes:?}");
        }
        for text in [&b"code,name\n"[..], b"", b"<5 %,x\n", b"PK,name\n"] {
            assert_eq!(sniff(text), Ok(None));
        }
    }
}
