//! The program: parse, run, exit code. All of it is in the library.

use std::process::ExitCode;

/// musl's own is made to be small.
#[cfg(target_env = "musl")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    project_tracker::run()
}
