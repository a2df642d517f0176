//! Files of any kind through the import. Behind a first line `xlsx` or `ods`, an input is the sheet of
//! such a workbook, so that what is changed in it is not lost on the checksum of a packed part.

use std::io::{Cursor, Write};

use project_tracker::store;

use super::csv::run_files;

const ODS: &[u8] = b"ods\n";
const XLSX: &[u8] = b"xlsx\n";
const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn file(bytes: &[u8]) -> Vec<u8> {
    if let Some(content) = bytes.strip_prefix(ODS) {
        let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        return packed(&[("mimetype", kind), ("content.xml", content)]);
    }
    match bytes.strip_prefix(XLSX) {
        Some(sheet) => {
            let mut parts = PARTS.map(|(name, text)| (name, text.as_bytes())).to_vec();
            parts.push(("xl/worksheets/sheet1.xml", sheet));
            packed(&parts)
        }
        None => bytes.to_vec(),
    }
}

/// Any file is imported or refused, as `csv` says.
pub fn run(bytes: &[u8]) {
    let mut store = store::in_memory().expect("memory");
    run_files(&mut *store, &[("file".to_owned(), &file(bytes))]);
}
