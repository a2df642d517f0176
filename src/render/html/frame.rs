//! What a page has around its parts: its head, what it allows itself, and its foot.

use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::Paper;

/// How the page looks.
const STYLE: &str = include_str!("page.css");
/// What sorts and filters.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// Title, style, and a policy by which a browser runs and loads nothing else, whatever stands in the
/// record.
pub(super) fn head(paper: &Paper<'_>) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            // Of numbers no telephone numbers.
            meta name="format-detection" content="telephone=no, date=no, address=no";
            title { (paper.said(&paper.report.title())) }
            // Else browsers ask the server for one.
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// The record that the page was made from.
pub(super) fn foot(paper: &Paper<'_>) -> Markup {
    html! {
        @if let Some(foot) = paper.report.foot() {
            footer { p { (paper.said(&foot)) } }
        }
    }
}

/// The SHA-256 of a text as policies name it.
fn digest(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for sign in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * sign) & 63).unwrap_or_default();
            let letter = BASE64.get(index).filter(|_| sign <= three.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    // The test vectors of RFC 4648.
    #[test]
    fn bytes_are_written_in_base64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xbf]), "+/+/");
        // Of nothing: e3b0c442 98fc1c14 ...
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn neither_style_nor_script_ends_early_or_names_an_address() {
        for text in [STYLE, SCRIPT] {
            for forbidden in ["</", "<!--", "://", "@import", "url(h", "innerHTML", "eval"] {
                assert!(!text.contains(forbidden), "{forbidden}");
            }
        }
    }
}
