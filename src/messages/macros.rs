//! How messages are written down.

/// One enum of messages, each with its sentence in both languages:
///
/// ```ignore
/// messages! {
///     /// Why a copy was not made.
///     pub enum CopyProblem {
///         Exists { path: PathBuf }
///             en "{path} already exists; choose another name"
///             zh "{path}已存在；请另取文件名",
///     }
/// }
/// ```
///
/// A variant may have no fields, named fields, or fields in round brackets; those need a name for
/// the sentences all the same: `Amount(text: String)`. In a sentence `{place}` is the value as
/// people read it, `{place:#}` the same quoted for a shell where a command is to be typed, and
/// `{value:.60}` no more than its first 60 characters.
macro_rules! messages {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $(
                $(#[$note:meta])*
                $variant:ident
                $( ( $( $place:ident : $placed:ty ),+ ) )?
                $( { $( $field:ident : $named:ty ),+ $(,)? } )?
                en $en:literal
                zh $zh:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$about])*
        #[allow(missing_docs)] // The sentences say what each is.
        $visible enum $name {
            $(
                $(#[$note])*
                $variant $( ( $( $placed ),+ ) )? $( { $( $field: $named ),+ } )?
            ),+
        }

        $crate::messages::macros::sentences! {
            $name {
                $( $variant $( ( $( $place ),+ ) )? $( { $( $field ),+ } )? en $en zh $zh ),+
            }
        }
    };
}
pub(crate) use messages;

/// The sentences of an enum that is defined elsewhere; the names in brackets are those of its
/// fields.
macro_rules! sentences {
    (
        $name:ty {
            $(
                $variant:ident $( ( $( $place:ident ),+ ) )? $( { $( $field:ident ),+ } )?
                en $en:literal
                zh $zh:literal
            ),+ $(,)?
        }
    ) => {
        impl $crate::messages::say::Say for $name {
            fn say(
                &self,
                language: $crate::model::Language,
                to: &mut std::fmt::Formatter<'_>,
            ) -> std::fmt::Result {
                match self {
                    $(
                        Self::$variant $( ( $( $place ),+ ) )? $( { $( $field ),+ } )? => {
                            $( $( let $place = $crate::messages::say::In(language, $place); )+ )?
                            $( $( let $field = $crate::messages::say::In(language, $field); )+ )?
                            // A language may not need every field.
                            $( $( let _ = &$place; )+ )?
                            $( $( let _ = &$field; )+ )?
                            match language {
                                $crate::model::Language::En => write!(to, $en),
                                $crate::model::Language::Zh => write!(to, $zh),
                            }
                        }
                    ),+
                }
            }
        }
    };
}
pub(crate) use sentences;
