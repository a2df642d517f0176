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
/// the sentences all the same: `Amount(text: String)`. In a sentence `{name}` is the value as
/// people read it, `{name:#}` the same quoted for a shell where a command is to be typed, and
/// `{value:.60}` no more than its first 60 characters, and `…` where it is cut. Where what is to be said depends on the
/// fields, each case has its sentences:
///
/// ```ignore
///         Unknown { name: String, nearest: Vec<String> }
///             if (nearest.is_empty())
///                 en "no project is called {name}"
///                 zh "没有名为{name}的项目"
///             else
///                 en "no project is called {name}; did you mean {nearest}?"
///                 zh "没有名为{name}的项目；是否指{nearest}？",
/// ```
///
/// A part of a sentence may be a struct: its sentences follow its fields.
macro_rules! messages {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $(
                $(#[$note:meta])*
                $variant:ident
                $( ( $( $part:ident : $typed:ty ),+ ) )?
                $( { $( $field:ident : $named:ty ),+ $(,)? } )?
                $( if ( $( $case:tt )+ ) en $en_then:literal zh $zh_then:literal else )*
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
                $variant $( ( $( $typed ),+ ) )? $( { $( $field: $named ),+ } )?
            ),+
        }

        $crate::messages::macros::sentences! {
            $name {
                $(
                    $variant $( ( $( $part ),+ ) )? $( { $( $field ),+ } )?
                    $( if ( $( $case )+ ) en $en_then zh $zh_then else )*
                    en $en
                    zh $zh
                ),+
            }
        }
    };
    (
        $(#[$about:meta])*
        $visible:vis struct $name:ident {
            $( $(#[$note:meta])* $field_visible:vis $field:ident : $named:ty ),+ $(,)?
        }
        $( if ( $( $case:tt )+ ) en $en_then:literal zh $zh_then:literal else )*
        en $en:literal
        zh $zh:literal
    ) => {
        $(#[$about])*
        #[allow(missing_docs)] // The sentences say what each is.
        $visible struct $name {
            $( $(#[$note])* $field_visible $field: $named ),+
        }

        impl $crate::messages::say::Say for $name {
            fn say(
                &self,
                language: $crate::model::Language,
                to: &mut std::fmt::Formatter<'_>,
            ) -> std::fmt::Result {
                let Self { $( $field ),+ } = self;
                $crate::messages::macros::sentence! {
                    language to [ $( $field )+ ]
                    $( if ( $( $case )+ ) en $en_then zh $zh_then else )*
                    en $en
                    zh $zh
                }
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
                $variant:ident $( ( $( $part:ident ),+ ) )? $( { $( $field:ident ),+ } )?
                $( if ( $( $case:tt )+ ) en $en_then:literal zh $zh_then:literal else )*
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
                        Self::$variant $( ( $( $part ),+ ) )? $( { $( $field ),+ } )? => {
                            $crate::messages::macros::sentence! {
                                language to [ $( $( $part )+ )? $( $( $field )+ )? ]
                                $( if ( $( $case )+ ) en $en_then zh $zh_then else )*
                                en $en
                                zh $zh
                            }
                        }
                    ),+
                }
            }
        }
    };
}
pub(crate) use sentences;

/// Writes the sentence of the first case that holds, the commands in it as they are to be typed.
macro_rules! sentence {
    (
        $language:ident $to:ident [ $( $field:ident )* ]
        $( if ( $( $case:tt )+ ) en $en_then:literal zh $zh_then:literal else )*
        en $en:literal
        zh $zh:literal
    ) => {{
        let cases: &[bool] = &[ $( $( $case )+ ),* ];
        #[allow(unused_mut, unused_variables)] // Mostly there is one case.
        let mut cases = cases.iter();
        let is_value = &std::cell::Cell::new(false);
        $(
            let $field = $crate::messages::say::In($language, $field);
            let $field = $crate::messages::hint::Value(is_value, $field);
            let _ = &$field; // A sentence may not need every field.
        )*
        let mut to = $crate::messages::hint::Sentence { to: $to, is_value };
        let to: &mut dyn std::fmt::Write = &mut to;
        $(
            if cases.next() == Some(&true) {
                return match $language {
                    $crate::model::Language::En => write!(to, $en_then),
                    $crate::model::Language::Zh => write!(to, $zh_then),
                };
            }
        )*
        match $language {
            $crate::model::Language::En => write!(to, $en),
            $crate::model::Language::Zh => write!(to, $zh),
        }
    }};
}
pub(crate) use sentence;
