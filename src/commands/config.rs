use clap::Args;
use clap_complete::{ArgValueCandidates, CompletionCandidate};

use crate::context::Context;
use crate::ledger::{self, Change, Found, Named, Origin, Outcome, SettingChange, Stated, find};
use crate::messages::{Error, Refusal};
use crate::model::{Known, SettingKey, Settings, half_width};
use crate::render;
use crate::report::said::SettingSaid;
use crate::store::{Access, Visible, settings};

use super::ask;

/// The office's policy: every setting; or one; or a new value for one
///
/// Without arguments, every setting with its value and its default. With a key, its value alone.
/// With a key and a value, that value from now on, kept in the record; `default` or an empty value
/// is the default again.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// A setting, as `project config` lists them
    #[arg(add = ArgValueCandidates::new(keys))]
    key: Option<String>,
    /// Its new value, or default
    #[arg(allow_negative_numbers = true)]
    value: Option<String>,
    /// Write JSON
    #[arg(long, conflicts_with = "value")]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let key = arguments.key.as_deref().map(key).transpose()?;
    match (key, &arguments.value) {
        (Some(key), Some(value)) => set(context, key, value),
        (_, None) if arguments.json => {
            let settings = ask::policy(&*context.open(Access::Read)?, context.known)?;
            (context.output).with(|out| render::settings_json(&settings, out))
        }
        (key, _) => show(context, key),
    }
}

fn show(context: &mut Context, key: Option<SettingKey>) -> Result<(), Error> {
    let settings = ask::policy(&*context.open(Access::Read)?, context.known)?;
    match key {
        Some(key) => context.output.text(&format!("{}\n", settings.get(key))),
        None => {
            let (language, page) = (context.language(&settings), context.output.page);
            let table = render::settings(language, page, &settings);
            context.output.paged(&table)
        }
    }
}

fn set(context: &mut Context, key: SettingKey, value: &str) -> Result<(), Error> {
    let value = text(value);
    let mut store = context.open(Access::Write)?;
    let stated = [Stated {
        origin: Origin::default(),
        change: Change::Setting(SettingChange {
            key,
            value: value.clone(),
        }),
    }];
    let recorded = ledger::record(
        &mut *store,
        &context.entry(Vec::new()),
        &stated,
        &context.occasion(Default::default()),
        &|read, _| settings(read, &Visible::of(read, Known::Now)?),
    )?;
    recorded.plan.check()?;
    let Some(Outcome::Setting { old, new, .. }) = recorded.plan.outcomes.into_iter().next() else {
        return Ok(());
    };
    let settings = recorded.after.unwrap_or_default();
    let language = context.language(&settings);
    let said = SettingSaid {
        entry: recorded.entry,
        key,
        is_default: new == Settings::default().get(key),
        old,
        new,
    };
    let line = render::setting(language, &said);
    context.output.told(&line)
}

/// A value as it is read; empty: the default.
fn text(value: &str) -> String {
    let text = half_width(value.trim()).to_lowercase();
    if text == "default" {
        String::new()
    } else {
        text
    }
}

/// The keys, for completion.
fn keys() -> Vec<CompletionCandidate> {
    let keys = SettingKey::ALL.iter();
    keys.map(|key| CompletionCandidate::new(key.id())).collect()
}

/// A setting by its whole key, whatever its case; a beginning is not enough to change policy.
fn key(text: &str) -> Result<SettingKey, Error> {
    let wanted = half_width(text.trim()).to_lowercase();
    if let Some(key) = SettingKey::from_id(&wanted) {
        return Ok(key);
    }
    let all: Vec<Named<'_>> = SettingKey::ALL
        .iter()
        .map(|key| Named {
            code: key.id(),
            names: match key {
                SettingKey::Language => vec!["language"],
                _ => Vec::new(),
            },
        })
        .collect();
    let places = match find(&wanted, &all) {
        Found::One(place) => vec![place],
        Found::Several(places) => places,
        Found::None { nearest } => nearest,
    };
    Err(Error::Refused(Refusal::NoSuchSetting {
        query: text.to_owned(),
        nearest: places
            .into_iter()
            .filter_map(|place| SettingKey::ALL.get(place).map(|key| key.id()))
            .collect(),
    }))
}
