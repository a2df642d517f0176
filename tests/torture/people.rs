//! People who take their time: at a question, over a plan, in a pager. `script` of util-linux lends the
//! terminals; where there is none, there is nothing to test.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{LIMIT, end};
use crate::sandbox::Sandbox;
use crate::terminal;

const JULY: &str = "\
项目,阶段,目标,期限,目前进度,截至日期
金辉,主体,70,2021-12-31,45,2021-07-31
东路,路基,40,2021-12-31,15,2021-07-20
";
/// A name that looks like a known one, and a road that is new.
const AUGUST: &str = "\
项目,阶段,目标,期限,目前进度,截至日期
金辉项目,主体,70,2022-03-31,50,2021-08-31
西大街,路基,30,2021-12-31,5,2021-08-20
";
const RIVER: &str = "项目,阶段,目标,期限\n南河,河道,70,2021-12-31\n";
const LATER: &str = "项目,阶段,目标,期限\n东路,路基,40,2022-03-31\n";

const WHICH: &str = "looks like jinhui (金辉)\n  1  jinhui (金辉)\n  2  a new project\n1-2, or another project (Enter takes 1, ? explains, q stops): ";
const APPLY: &str = "Record this (y/n)? ";

/// So long somebody thinks.
const THINKING: Duration = Duration::from_secs(30);
const UPDATES: u32 = 100;

fn office() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("7.csv", JULY);
    sandbox.write("8.csv", AUGUST);
    sandbox.write("river.csv", RIVER);
    sandbox.write("later.csv", LATER);
    sandbox.ok("import 7.csv");
    sandbox
}

/// A command at a terminal, and somebody before it.
struct Terminal {
    child: Child,
    keys: Option<ChildStdin>,
    shown: Arc<Mutex<Vec<u8>>>,
}

impl Terminal {
    /// Types a line on a terminal of five lines; `None` without `script`.
    fn typed(sandbox: &Sandbox, line: &str) -> Option<Terminal> {
        let mut command = terminal::command(sandbox, "stty -echo rows 5 cols 200", line)?;
        command
            .env(
                "PAGER",
                "touch paging; until [ -e leave ]; do sleep 0.1; done; cat > paged.txt",
            )
            .stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let shown: Arc<Mutex<Vec<u8>>> = Arc::default();
        let (mut from, into) = (child.stdout.take().unwrap(), Arc::clone(&shown));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                into.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Some(Terminal {
            keys: child.stdin.take(),
            child,
            shown,
        })
    }

    /// What is on the screen.
    fn screen(&self) -> String {
        let shown = self.shown.lock().unwrap();
        String::from_utf8_lossy(&shown).replace('\r', "")
    }

    /// Waits until a question was asked so many times, the last of them just now.
    #[track_caller]
    fn is_asked(&self, question: &str, times: usize) {
        let is_there = || {
            let screen = self.screen();
            screen.ends_with(question) && screen.matches(question).count() == times
        };
        await_that(is_there, &|| format!("not asked: {}", self.screen()));
    }

    fn answer(&mut self, line: &str) {
        let keys = self.keys.as_mut().unwrap();
        keys.write_all(format!("{line}\n").as_bytes()).unwrap();
        keys.flush().unwrap();
    }

    #[track_caller]
    fn is_waiting(&mut self) {
        assert_eq!(self.child.try_wait().unwrap(), None, "{}", self.screen());
    }

    /// How it ended, and all that was shown.
    #[track_caller]
    fn ended(mut self) -> (Option<i32>, String) {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < LIMIT, "did not end: {}", self.screen());
            thread::sleep(Duration::from_millis(10));
        };
        // What was written at last has come through the pipe.
        thread::sleep(Duration::from_millis(50));
        (status.code(), self.screen())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has mostly ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[track_caller]
fn await_that(is_so: impl Fn() -> bool, what: &dyn Fn() -> String) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LIMIT, "{}", what());
        thread::sleep(Duration::from_millis(10));
    }
}

/// Records from another process, at once.
#[track_caller]
fn record(sandbox: &Sandbox, arguments: &[&str]) {
    let ended = end(&mut sandbox.command(arguments));
    assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
    let is_prompt = ended.took < Duration::from_secs(5);
    assert!(is_prompt, "{arguments:?} waited {:?}", ended.took);
}

/// Seen to catch: a plan that is shown within the transaction that writes it.
#[test]
fn nobody_waits_for_one_who_thinks() {
    let sandbox = office();
    let Some(mut name) = Terminal::typed(&sandbox, "import 8.csv") else {
        return;
    };
    let mut plan = Terminal::typed(&sandbox, "import river.csv").unwrap();
    let mut pager = Terminal::typed(&sandbox, "report --period all").unwrap();
    name.is_asked(WHICH, 1);
    plan.is_asked(APPLY, 1);
    let is_paging = || sandbox.path("paging").exists();
    await_that(is_paging, &|| format!("no pager: {}", pager.screen()));
    let began = Instant::now();
    for update in 0..UPDATES {
        thread::sleep((THINKING / UPDATES * update).saturating_sub(began.elapsed()));
        let figure = format!("{}.{:02}", 16 + update / 50, update % 50 + 1);
        record(&sandbox, &["update", "donglu", &figure, "--lower"]);
    }
    thread::sleep(THINKING.saturating_sub(began.elapsed()));
    for terminal in [&mut name, &mut plan, &mut pager] {
        terminal.is_waiting();
    }

    // Figures of another project change nothing of the plan: it is not shown again.
    plan.answer("y");
    let (code, shown) = plan.ended();
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(shown.matches(APPLY).count(), 1, "{shown}");
    name.answer("1");
    name.is_asked(APPLY, 1);
    name.answer("y");
    let (code, shown) = name.ended();
    assert_eq!(code, Some(0), "{shown}");
    sandbox.write("leave", "");
    let (code, shown) = pager.ended();
    assert_eq!(code, Some(0), "{shown}");
    let paged = std::fs::read_to_string(sandbox.path("paged.txt")).unwrap();
    assert!(paged.contains("15 %") && !paged.contains("17.5"), "{paged}");

    // What began the record, each update, and two plans.
    assert_eq!(sandbox.rows("entry").len(), 1 + UPDATES as usize + 2);
    assert_eq!(sandbox.rows("project").len(), 4);
    assert!(sandbox.ok("show donglu").contains("17.5 %"));
    sandbox.ok("verify");
}

/// Seen to catch: steps that are not compared with those that were shown.
#[test]
fn a_plan_that_an_update_changes_is_shown_again_before_it_is_applied() {
    let sandbox = office();
    for (answer, due) in [("n", "2022-02-28"), ("y", "2022-02-27")] {
        let Some(mut terminal) = Terminal::typed(&sandbox, "import later.csv") else {
            return;
        };
        terminal.is_asked(APPLY, 1);
        record(&sandbox, &["target", "donglu", "--by", due]);
        let before = sandbox.kept();
        terminal.answer("y");
        terminal.is_asked(APPLY, 2);
        assert_eq!(sandbox.kept(), before);
        let shown = terminal.screen();
        let changed = format!("by 2022-03-31 (was by {due})");
        assert_eq!(shown.matches(&changed).count(), 1, "{shown}");
        terminal.answer(answer);
        let (code, shown) = terminal.ended();
        match answer {
            "n" => assert_eq!((code, sandbox.kept()), (Some(2), before), "{shown}"),
            _ => assert_eq!(code, Some(0), "{shown}"),
        }
    }
    assert!(sandbox.ok("show donglu").contains("2022-03-31"));
}

#[test]
fn of_two_plans_at_once_the_second_is_applied_upon_the_first() {
    let sandbox = office();
    let Some(mut first) = Terminal::typed(&sandbox, "import river.csv") else {
        return;
    };
    // One with the same sheet, and one who calls the river otherwise.
    let mut same = Terminal::typed(&sandbox, "import river.csv").unwrap();
    sandbox.write("other.csv", RIVER.replace("南河", "南河项目"));
    let mut other = Terminal::typed(&sandbox, "import other.csv").unwrap();
    for terminal in [&mut first, &mut same, &mut other] {
        terminal.is_asked(APPLY, 1);
    }
    first.answer("y");
    assert_eq!(first.ended().0, Some(0));
    same.answer("y");
    let (code, shown) = same.ended();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("nothing to import: "), "{shown}");
    other.answer("y");
    other.is_asked(&WHICH.replace("jinhui (金辉)", "nanhe (南河)"), 1);
    other.answer("1");
    // That it is called so, too, is only a fact.
    let (code, shown) = other.ended();
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(sandbox.rows("project").len(), 3);
    assert_eq!(sandbox.rows("target").len(), 3);
    assert!(sandbox.ok("show nanhe").contains("南河项目"));
}

#[test]
fn what_several_imports_bring_at_once_is_made_once() {
    let sandbox = office();
    let codes: Vec<_> = thread::scope(|scope| {
        let import = || end(&mut sandbox.command(["import", "river.csv", "--yes"]));
        let imports: Vec<_> = (0..8).map(|_| scope.spawn(import)).collect();
        let ended = imports.into_iter().map(|import| import.join().unwrap());
        ended.map(|ended| (ended.code, ended.err)).collect()
    });
    let is_done = |(code, _): &&(Option<i32>, String)| *code == Some(0);
    assert_eq!(codes.iter().filter(is_done).count(), 8, "{codes:?}");
    let recorded = codes.iter().filter(|(_, said)| said.starts_with("#2 "));
    assert_eq!(recorded.count(), 1, "{codes:?}");
    assert_eq!(sandbox.rows("entry").len(), 2);
    assert_eq!(sandbox.rows("project").len(), 3);
}
