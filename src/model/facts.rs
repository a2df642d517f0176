//! Facts that can be edited. Each is written once, as a field with its meaning; what an edit says of
//! it, how edits are laid upon facts and upon each other, and what turns one into another follows.

use std::borrow::Cow;

use super::{Code, Given, Percent};

/// A fact, and what an edit may say of it.
pub trait Fact: Sized {
    /// What an edit says; by default nothing. A fact that may be missing can be taken away.
    type Edit: Default;

    /// Lays what is said upon the fact.
    fn lay(&mut self, stated: Self::Edit);

    /// What turns a fact into another: nothing where they are equal. Of a new one, `old` is missing.
    fn between(old: Option<&Self>, new: &Self) -> Self::Edit;
}

impl<T: Clone + PartialEq> Fact for Option<T> {
    type Edit = Given<T>;

    fn lay(&mut self, stated: Given<T>) {
        *self = stated.or_kept(self.take());
    }

    fn between(old: Option<&Option<T>>, new: &Option<T>) -> Given<T> {
        Given::between(old.and_then(Option::as_ref), new.as_ref())
    }
}

/// Facts of these types are always there.
macro_rules! always_there {
    ($($type:ty),*) => {$(
        impl crate::model::facts::Fact for $type {
            type Edit = Option<$type>;

            fn lay(&mut self, stated: Option<$type>) {
                if let Some(stated) = stated {
                    *self = stated;
                }
            }

            fn between(old: Option<&$type>, new: &$type) -> Option<$type> {
                (old != Some(new)).then(|| new.clone())
            }
        }
    )*};
}
pub(super) use always_there;

always_there!(Code, String, i64, bool, Percent);

/// Declares facts, and a struct for what an edit says of them; `beside` are those that are not
/// edited with the others.
macro_rules! facts {
    (
        $(#[$about:meta])*
        pub struct $facts:ident {
            $($(#[$field_about:meta])* pub $field:ident: $type:ty,)*
        }
        $(with { $($(#[$other_about:meta])* pub $other:ident: $other_type:ty,)* })?
        $(#[$edit_about:meta])*
        edited by $edit:ident
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct $facts {
            $($(#[$field_about])* pub $field: $type,)*
            $($($(#[$other_about])* pub $other: $other_type,)*)?
        }

        $(#[$edit_about])*
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct $edit {
            $($(#[$field_about])* pub $field: <$type as crate::model::facts::Fact>::Edit,)*
        }

        impl $facts {
            /// Lays an edit upon the facts.
            pub fn lay(&mut self, edit: $edit) {
                $(crate::model::facts::Fact::lay(&mut self.$field, edit.$field);)*
            }
        }

        impl $edit {
            /// What turns facts into others. Of new ones, `old` is missing, and all that they have is
            /// said.
            pub fn between(old: Option<&$facts>, new: &$facts) -> $edit {
                $edit {
                    $($field: crate::model::facts::Fact::between(
                        old.map(|old| &old.$field),
                        &new.$field,
                    ),)*
                }
            }

            /// Lays a later edit upon this one.
            pub fn lay(&mut self, later: $edit) {
                $(self.$field = later.$field.or(std::mem::take(&mut self.$field));)*
            }
        }
    };
}
pub(super) use facts;

/// A fact that was changed: its name, and what it was and is; `None`: there is none.
pub type Changed = (Cow<'static, str>, Option<String>, Option<String>);

/// What edits change, told in words.
macro_rules! changes {
    ($edit:ident: $($field:ident),*) => {
        impl $edit {
            /// What a later edit changes, with what was said before by this one.
            pub fn changes(&self, later: &$edit) -> Vec<crate::model::facts::Changed> {
                let all = [$((stringify!($field), self.$field.text(), later.$field.text()),)*];
                let changed = all.into_iter().filter_map(|(field, old, new)| {
                    Some((field.into(), old.flatten(), new?))
                });
                changed.collect()
            }
        }
    };
}
pub(super) use changes;

/// What is said of a fact, in words.
pub(super) trait InWords {
    /// `None`: nothing is said.
    fn text(&self) -> Option<Option<String>>;
}

impl<T: ToString> InWords for Option<T> {
    fn text(&self) -> Option<Option<String>> {
        self.as_ref().map(|stated| Some(stated.to_string()))
    }
}

impl<T: ToString> InWords for Given<T> {
    fn text(&self) -> Option<Option<String>> {
        self.is_given()
            .then(|| self.value().map(ToString::to_string))
    }
}
