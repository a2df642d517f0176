//! How a document looks: in Chinese as an official document (GB/T 9704-2012), in English as a plain
//! business letter. Fonts are named, none is embedded.

use crate::model::Language;

/// Sizes in half points, lengths in twentieths of a point.
pub(super) struct Look {
    /// For `w:lang`.
    pub tag: &'static str,
    pub title_font: &'static str,
    pub title_size: u32,
    pub heading_font: &'static str,
    pub subheading_font: &'static str,
    pub heading_size: u32,
    pub has_bold_headings: bool,
    pub body_font: &'static str,
    pub body_size: u32,
    pub table_size: u32,
    /// `w:spacing` of the body.
    pub spacing: &'static str,
    /// `w:ind` of paragraphs.
    pub indent: &'static str,
    /// `w:jc` of paragraphs.
    pub alignment: &'static str,
    /// Top, right, bottom, left.
    pub margins: [u32; 4],
    /// What stands around the number of a page.
    pub page_number: [&'static str; 2],
}

/// The namespace of everything in a document.
pub(super) const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Between the text of a cell and its border.
pub(super) const CELL_MARGIN: u32 = 60;

/// A4, upright.
pub(super) const PAGE: (u32, u32) = (11_906, 16_838);

/// Margins of 37, 26, 35 and 28 mm leave 156 by 225 mm for 22 lines of 28 characters.
const OFFICIAL: Look = Look {
    tag: "zh-CN",
    title_font: "方正小标宋简体",
    title_size: 44,
    heading_font: "黑体",
    subheading_font: "楷体_GB2312",
    heading_size: 32,
    has_bold_headings: false,
    body_font: "仿宋_GB2312",
    body_size: 32,
    table_size: 21,
    spacing: r#"w:line="560" w:lineRule="exact""#,
    indent: r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
    alignment: "both",
    margins: [2098, 1474, 1984, 1588],
    page_number: ["— ", " —"],
};

const BUSINESS: Look = Look {
    tag: "en-GB",
    title_font: "Calibri",
    title_size: 40,
    heading_font: "Calibri",
    subheading_font: "Calibri",
    heading_size: 28,
    has_bold_headings: true,
    body_font: "Calibri",
    body_size: 22,
    table_size: 18,
    spacing: r#"w:after="120" w:line="276" w:lineRule="auto""#,
    indent: "",
    alignment: "left",
    margins: [1417, 1417, 1417, 1417],
    page_number: ["", ""],
};

impl Look {
    pub(super) fn of(language: Language) -> &'static Look {
        match language {
            Language::En => &BUSINESS,
            Language::Zh => &OFFICIAL,
        }
    }

    /// How wide a letter is in a table at most, in twentieths of a point; a Chinese character is twice
    /// as wide.
    pub(super) fn letter(&self) -> u32 {
        match self.tag {
            // Half an em; a little more where the font is not there and another stands in for it.
            "zh-CN" => self.table_size * 57 / 10,
            // Letters of English text, capitals among them.
            _ => self.table_size * 6,
        }
    }

    /// `word/styles.xml`.
    pub(super) fn styles(&self) -> String {
        let fonts = |font: &str| {
            format!(
                r#"<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>"#
            )
        };
        let size = |size: u32| format!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#);
        let bold = if self.has_bold_headings { "<w:b/>" } else { "" };
        let mut styles = format!(
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
                r#"<w:styles xmlns:w="{space}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}"#,
                r#"<w:lang w:val="en-GB" w:eastAsia="{tag}"/></w:rPr></w:rPrDefault>"#,
                r#"<w:pPrDefault><w:pPr><w:spacing {spacing}/></w:pPr></w:pPrDefault></w:docDefaults>"#,
            ),
            space = SPACE,
            fonts = fonts(self.body_font),
            size = size(self.body_size),
            spacing = self.spacing,
            tag = self.tag,
        );
        let mut style = |id: &str, name: &str, paragraph: &str, run: &str| {
            let default = if id == "Normal" {
                r#" w:default="1""#
            } else {
                ""
            };
            let based = if id == "Normal" {
                ""
            } else {
                r#"<w:basedOn w:val="Normal"/>"#
            };
            styles += &format!(
                concat!(
                    r#"<w:style w:type="paragraph"{} w:styleId="{}"><w:name w:val="{}"/>{}"#,
                    r#"<w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>"#,
                ),
                default, id, name, based, paragraph, run
            );
        };
        let (indent, alignment) = (self.indent, self.alignment);
        style("Normal", "Normal", "", "");
        style(
            "BodyText",
            "Body Text",
            &format!(r#"{indent}<w:jc w:val="{alignment}"/>"#),
            "",
        );
        style(
            "Title",
            "Title",
            r#"<w:keepNext/><w:spacing w:before="240" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>"#,
            &format!("{}{bold}{}", fonts(self.title_font), size(self.title_size)),
        );
        style(
            "Subtitle",
            "Subtitle",
            r#"<w:keepNext/><w:spacing w:after="240"/><w:jc w:val="center"/>"#,
            &fonts(self.subheading_font),
        );
        let heading =
            |level: u32| format!(r#"<w:keepNext/>{indent}<w:outlineLvl w:val="{level}"/>"#);
        style(
            "Heading1",
            "heading 1",
            &heading(1),
            &format!(
                "{}{bold}{}",
                fonts(self.heading_font),
                size(self.heading_size)
            ),
        );
        style(
            "Heading2",
            "heading 2",
            &heading(2),
            &format!(
                "{}{bold}{}",
                fonts(self.subheading_font),
                size(self.body_size)
            ),
        );
        let tight = r#"<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>"#;
        // No gap between a figure and the character beside it: a column is as wide as its text.
        let close = format!(r#"<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{tight}"#);
        style("TableText", "Table Text", &close, &size(self.table_size));
        style(
            "TableHead",
            "Table Head",
            &format!(r#"<w:keepNext/>{close}<w:jc w:val="center"/>"#),
            &format!(
                "{}{bold}{}",
                fonts(self.heading_font),
                size(self.table_size)
            ),
        );
        style("Small", "Small", tight, &size(self.table_size));
        styles += concat!(
            r#"<w:style w:type="table" w:default="1" w:styleId="TableGrid"><w:name w:val="Table Grid"/>"#,
            r#"<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="auto"/>"#,
            r#"<w:left w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:color="auto"/>"#,
            r#"<w:right w:val="single" w:sz="4" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:color="auto"/>"#,
            r#"<w:insideV w:val="single" w:sz="4" w:color="auto"/></w:tblBorders>"#,
            r#"<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
            "</w:styles>"
        );
        styles
    }
}
