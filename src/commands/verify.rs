use crate::context::Context;
use crate::messages::feedback::Feedback;
use crate::messages::{Entries, Error, ValueProblem};
use crate::render;
use crate::store::Access;
use crate::store::chain::KeptHead;
use crate::store::verify::verify;

use super::help::arguments;

arguments! {
    Arguments
    en "Check the store: its file, its hashes, the rules of the record"
    zh "核验数据库：文件、哈希链、记录规则"
    details
        en "It prints the head: the number of the last entry and its hash, which stands for all the \
            record up to there. Keep it elsewhere, on a printed report or in a mail; --since proves \
            later that what you kept is still part of the record."
        zh "输出末条的序号与哈希，代表此前全部记录。请另行留存（印在通报上或存于邮件），日后用 --since \
            即可证明所留仍在记录之中。"
    in OPTIONS {
        #[arg(long, value_name = "N:HASH")]
        since: Option<String> = {
            en "Prove that this head, as it was printed, is still part of the record"
            zh "证明所留的序号与哈希仍在记录之中"
        }
        #[arg(long)]
        json: bool = JSON
    }
    example
        en "verify" "checks the store and prints the head"
        zh "verify" "核验并输出末条哈希"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let kept: Option<KeptHead> = match &arguments.since {
        None => None,
        Some(text) => {
            let refused = |_| Error::value("--since", text, ValueProblem::Head);
            Some(text.parse().map_err(refused)?)
        }
    };
    let store = context.open(Access::Read)?;
    let verified = verify(&*store, kept.as_ref())?;
    let path = context.path()?.clone();
    if !verified.flaws.is_empty() {
        return Err(Error::flaws(path, verified.flaws));
    }
    if let (Some(false), Some(text)) = (verified.has_kept, &arguments.since) {
        return Err(Error::NotInChain {
            path,
            kept: text.clone(),
            ends_at: kept
                .filter(|kept| verified.head.number < kept.number)
                .map(|_| verified.head.number),
        });
    }
    let entries = usize::try_from(verified.head.number).unwrap_or(0);
    if arguments.json {
        let (head, kept) = (verified.head.to_string(), arguments.since.as_deref());
        let write = |out: &mut dyn std::io::Write| render::verified_json(entries, &head, kept, out);
        return context.output.with(write);
    }
    let feedback = Feedback::Sound {
        path,
        entries: Entries(entries),
        head: verified.head.to_string(),
        kept: arguments.since.clone(),
    };
    let language = context.language_outside();
    context.output.answer(language, &feedback)
}
