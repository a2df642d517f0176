use std::path::Path;

use crate::context::Context;
use crate::messages::Error;
use crate::messages::feedback::Feedback;
use crate::platform;
use crate::sample;
use crate::store;

use super::help::arguments;
use super::import;

arguments! {
    Arguments
    en "Create the store"
    zh "建库"
    details
        en "An existing store is never touched. The store is created where --db or PROJECT_DB says, \
            else $XDG_DATA_HOME/project/project.db, else ~/.local/share/project/project.db; on \
            Windows %APPDATA%\\project\\project.db."
        zh "已有数据库绝不改动。位置由 --db 或 PROJECT_DB 指定，否则为$XDG_DATA_HOME/project/project.db，\
            再否则为~/.local/share/project/project.db；Windows下为%APPDATA%\\project\\project.db。"
    in OPTIONS {
        #[arg(long)]
        sample: bool = {
            en "Begin with the bundled portfolio: 49 key projects of a subdistrict in 2021, with notes \
                and categories in your language"
            zh "装入内置示例：某街道2021年49个重点项目，说明与类别用当前语言"
        }
    }
    example
        en "--db new.db init" "creates an empty store in a file of your choice"
        zh "--db new.db init" "在指定文件建空库"
    example
        en "--db try.db init --sample" "creates one to try things out"
        zh "--db try.db init --sample" "建试用库"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    context.check_now()?;
    let path = context.path()?.clone();
    if context.is_path_default {
        make_folder(&path);
    }
    store::create(&path, &mut |store| {
        if arguments.sample {
            let occasion = context.occasion(Default::default());
            let files = sample::portfolio(context.language_first());
            import::sample(store, &context.entry(Vec::new()), &occasion, &files)?;
        }
        Ok(())
    })?;
    let language = context.language_first();
    let feedback = match arguments.sample {
        true => Feedback::CreatedWithSample(path),
        false => Feedback::Created(path),
    };
    context.output.say(language, &feedback);
    Ok(())
}

/// Makes the folder of the default store for its owner alone, as the XDG Base Directory
/// Specification asks; one that is there stays as it is. What goes wrong is told by whoever makes
/// the store.
fn make_folder(store: &Path) {
    if let Some(folder) = store.parent() {
        let _ = platform::make_private_folder(folder);
    }
}
