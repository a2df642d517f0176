use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{self, Change, Found, Named, Origin, Outcome, SettingChange, Stated, find};
use crate::messages::recorded::{RecordedLine, SettingNote, SettingValue};
use crate::messages::subject::Mark;
use crate::messages::{Error, Notes, Refusal};
use crate::model::{Known, SettingKey, Settings, half_width};
use crate::render;
use crate::store::{Access, Visible, settings};

use super::ask;
use super::help::arguments;
use super::{offers, printed};

arguments! {
    Arguments
    en "Show the office's settings, or change one"
    zh "查看或修改本单位设置"
    details
        en "Without arguments, every setting with its value and default; with a key, its value. A new \
            value holds from now on and is kept in the record; `default` restores the default."
        zh "不带参数时列出全部设置及默认值；给设置项则输出其值。新值自此生效并记录在案；\
            “默认”恢复默认。"
    in ARGUMENTS {
        #[arg(value_name = "KEY", add = ArgValueCompleter::new(offers::keys))]
        key: Option<String> = {
            en "A setting, as `project config` lists them"
            zh "设置项，见project config"
        }
        #[arg(
            value_name = "VALUE",
            allow_negative_numbers = true,
            add = ArgValueCompleter::new(offers::key_values)
        )]
        value: Option<String> = {
            en "Its new value, or default"
            zh "新值，或“默认”"
        }
    }
    in OPTIONS {
        #[arg(long, conflicts_with = "value")]
        json: bool = JSON
    }
    example
        en "config" "lists all settings"
        zh "config" "列出全部设置"
    example
        en "config lang zh" "answers everybody in the office in Chinese"
        zh "config lang zh" "本单位一律使用中文"
    example
        en "config rule default" "restores the default"
        zh "config rule 默认" "恢复默认"
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
    let is_default = new == Settings::default().get(key);
    let value = |text: String| match text.is_empty() {
        true => SettingValue::NotSet,
        false => SettingValue::Is(text),
    };
    let line = RecordedLine::Setting {
        mark: recorded.entry.map(Mark),
        key: key.id(),
        new: value(new),
        old: value(old),
        notes: Notes(Vec::from_iter(is_default.then_some(SettingNote::Default))),
    };
    context.output.confirm(language, &line)
}

/// A value as it is read; empty: the default.
fn text(value: &str) -> String {
    let text = half_width(value.trim()).to_lowercase();
    match printed::is_default(&text) {
        true => String::new(),
        false => text,
    }
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
    let indexes = match find(&wanted, &all) {
        Found::One(index) => vec![index],
        Found::Several(indexes) => indexes,
        Found::None { nearest } => nearest,
    };
    Err(Error::Refused(Refusal::NoSuchSetting {
        query: text.to_owned(),
        nearest: indexes
            .into_iter()
            .filter_map(|index| SettingKey::ALL.get(index).map(|key| key.id()))
            .collect(),
    }))
}
