//! What the clock and the environment say.

use std::env;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::messages::{Error, ValueProblem};
use crate::model::{Instant, Language, printable};
use crate::platform;

/// A variable that is set, not empty, and text.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The clock, or the instant that stands in for it in tests and measurements. An installed program
/// has no such thing: what it records is recorded when the clock says.
pub(super) fn now() -> Result<Instant, Error> {
    let instead = if cfg!(any(debug_assertions, feature = "test-clock")) {
        variable("PROJECT_NOW")
    } else {
        None
    };
    match instead {
        None => Ok(clock()),
        Some(value) => {
            let refused = |_| Error::value("PROJECT_NOW", &value, ValueProblem::Instant);
            value.parse().map_err(refused)
        }
    }
}

fn clock() -> Instant {
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or(0);
    Instant::from_millis(millis).unwrap_or_default()
}

/// Chinese where the surroundings are Chinese, else English.
pub(super) fn language_around() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)
        .or_else(platform::locale);
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// Where the store is: as given, else as the variable says, else among the user's data.
pub(super) fn store_path(given: Option<PathBuf>) -> Option<PathBuf> {
    given
        .or_else(|| {
            env::var_os("PROJECT_DB")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        })
        .or_else(default_path)
}

/// Among the user's data.
pub(super) fn default_path() -> Option<PathBuf> {
    let data = env::var_os(platform::DATA.variable).map(PathBuf::from);
    let data = match data.filter(|data| data.is_absolute()) {
        Some(data) => data,
        None => env::home_dir()?.join(platform::DATA.usual),
    };
    Some(data.join("project").join("project.db"))
}

/// Whoever runs the command: as told, else the login, as variables or the list of users know
/// it, else whatever number the system has for them.
pub(super) fn who(given: Option<&str>) -> String {
    let shown = |who: String| Some(printable(&who).trim().to_owned()).filter(|who| !who.is_empty());
    let names = given.map(str::to_owned).into_iter();
    let variables = ["PROJECT_USER", "LOGNAME", "USER", "USERNAME"];
    names
        .chain(variables.into_iter().filter_map(variable))
        .find_map(shown)
        .or_else(|| whoami::username().ok().and_then(shown))
        .or_else(platform::nameless_user)
        .unwrap_or_else(|| "unknown".to_owned())
}
