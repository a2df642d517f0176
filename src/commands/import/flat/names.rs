//! Who is called so: projects, or the stages of one, by exact code, name or alias.

use std::collections::HashMap;

use crate::commands::find;

/// Codes and names, and whom they belong to.
#[derive(Default)]
pub(super) struct Names {
    codes: HashMap<String, String>,
    names: HashMap<String, Vec<Bearer>>,
    /// By key: code and name, to be named where several may be meant.
    shown: HashMap<String, (String, String)>,
}

/// Somebody who bears a name.
#[derive(Clone)]
struct Bearer {
    key: String,
    is_certain: bool,
}

/// What a query found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// One, by its key.
    One {
        /// Its key.
        key: String,
        /// Whether the name is certain to be its.
        is_certain: bool,
    },
    /// Several: code and name of each, in order of code.
    Several(Vec<(String, String)>),
    /// None.
    None,
}

impl Names {
    /// Adds one with its code and its names, each certain or not.
    pub(super) fn add<'n>(
        &mut self,
        key: &str,
        code: &str,
        name: &'n str,
        labels: impl IntoIterator<Item = (&'n str, bool)>,
    ) {
        self.codes.insert(find::key(code), key.to_owned());
        let shown = (code.to_owned(), name.to_owned());
        self.shown.insert(key.to_owned(), shown);
        for (label, is_certain) in labels.into_iter().chain([(name, true)]) {
            let bearers = self.names.entry(find::key(label)).or_default();
            match bearers.iter_mut().find(|bearer| bearer.key == key) {
                Some(there) => there.is_certain |= is_certain,
                None => bearers.push(Bearer {
                    key: key.to_owned(),
                    is_certain,
                }),
            }
        }
    }

    /// Whether there is one of that key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.shown.contains_key(key)
    }

    /// Whether the code is one's code or name, so that it would be mistaken for it.
    pub(super) fn is_taken(&self, code: &str) -> bool {
        let code = find::key(code);
        self.codes.contains_key(&code) || self.names.contains_key(&code)
    }

    /// The keys of all that are called so.
    pub(super) fn called(&self, name: &str) -> Vec<&str> {
        let bearers = self.names.get(&find::key(name));
        let bearers = bearers.map(Vec::as_slice).unwrap_or_default();
        bearers.iter().map(|bearer| bearer.key.as_str()).collect()
    }

    /// Code and name of one.
    pub(super) fn shown(&self, key: &str) -> (String, String) {
        self.shown.get(key).cloned().unwrap_or_default()
    }

    /// Whoever has exactly that code, else that name; never by a mere beginning.
    pub(super) fn find(&self, query: &str) -> Found {
        let query = find::key(query);
        if let Some(key) = self.codes.get(&query) {
            return Found::One {
                key: key.clone(),
                is_certain: true,
            };
        }
        match self.names.get(&query).map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([one]) => Found::One {
                key: one.key.clone(),
                is_certain: one.is_certain,
            },
            Some(several) => {
                let mut all: Vec<_> = several.iter().map(|one| self.shown(&one.key)).collect();
                all.sort();
                Found::Several(all)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_codes_and_names_are_found() {
        let mut names = Names::default();
        names.add(
            "jinhui",
            "jinhui",
            "金辉",
            [("Jinhui", true), ("金辉一期", false)],
        );
        names.add("b", "B", "金辉二期", [("西块", true)]);
        names.add("c", "c", "西块", []);
        let one = |key: &str, is_certain| Found::One {
            key: key.to_owned(),
            is_certain,
        };
        assert_eq!(names.find(" JINHUI "), one("jinhui", true));
        assert_eq!(names.find("金辉"), one("jinhui", true));
        assert_eq!(names.find("金辉一期"), one("jinhui", false));
        assert_eq!(names.find("Ｂ"), one("b", true));
        for part in ["金", "jin", "jh", "西", ""] {
            assert_eq!(names.find(part), Found::None, "{part}");
        }
        let both = [("B", "金辉二期"), ("c", "西块")].map(|(a, b)| (a.into(), b.into()));
        assert_eq!(names.find("西块"), Found::Several(both.to_vec()));
        assert!(names.is_taken("b") && names.is_taken("jinhui") && !names.is_taken("jin"));
    }
}
