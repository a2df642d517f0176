use crate::sandbox::{Sandbox, ran};

#[test]
fn each_shell_gets_a_script_and_others_are_refused() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = sandbox.ok(&format!("completions {shell}"));
        assert!(script.contains("_PROJECT_COMPLETE"), "{script}");
    }
    assert!(
        sandbox
            .refused("completions tcsh")
            .contains("expected one of")
    );
}

fn offered(sandbox: &Sandbox, store: &str) -> String {
    let mut command = sandbox.command(["--", "project", "show", ""]);
    command
        .env("PROJECT_DB", store)
        .env("_PROJECT_COMPLETE", "fish");
    let completed = ran(command.output().unwrap());
    assert_eq!(completed.err, "");
    completed.out
}

#[test]
fn codes_are_offered_from_the_store_and_nothing_is_created() {
    let sandbox = Sandbox::with_sample();
    let codes = offered(&sandbox, "store.db");
    assert!(codes.contains("jinhui\t金辉"), "{codes}");
    assert!(codes.contains("west-plot"), "{codes}");
    let none = offered(&sandbox, "missing.db");
    assert!(!none.contains("jinhui"), "{none}");
    assert!(!sandbox.path("missing.db").exists());
}
