//! What a page has around its parts: its head, what it allows itself, and its foot.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::paper::Paper;

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
            title { (paper.worded(&paper.report.title())) }
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
            footer { p { (paper.worded(&foot)) } }
        }
    }
}

/// The SHA-256 of a text as policies name it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_a_text_by_its_hash() {
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
