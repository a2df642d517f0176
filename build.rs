//! Links the program statically and at a fixed address where that can be had: half of a start went
//! to the dynamic linker. `-C target-feature=+crt-static` for all crates would do the same, but
//! then no procedural macro can be built unless a target is named.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What the compiler links from the system, and where each comes from when it is linked statically.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["gcc_eh", "gcc", "c"]),
    ("util", &["util"]),
    ("rt", &["rt"]),
    ("pthread", &["pthread"]),
    ("m", &["m"]),
    ("dl", &["dl"]),
    ("c", &["c"]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut cargo = io::stdout();
    writeln!(cargo, "cargo::rerun-if-changed=build.rs")?;
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // Another machine's libraries are not here; who gives flags knows what to link.
    let is_plain = env::var("HOST") == env::var("TARGET") && is("CARGO_ENCODED_RUSTFLAGS", "");
    if !is_glibc || !is_plain {
        return Ok(());
    }
    let folder = env::var("OUT_DIR")?;
    for (name, sources) in LIBRARIES {
        let Some(paths) = sources
            .iter()
            .map(|name| archive(name))
            .collect::<Option<Vec<_>>>()
        else {
            return Ok(());
        };
        // Found before the shared one, since its folder comes first.
        let file = Path::new(&folder).join(format!("lib{name}.a"));
        fs::write(file, format!("GROUP ( {} )\n", paths.join(" ")))?;
    }
    for argument in [format!("-L{folder}").as_str(), "-static", "-no-pie"] {
        writeln!(cargo, "cargo::rustc-link-arg-bins={argument}")?;
    }
    Ok(())
}

/// Where the C compiler finds a static library, if there is one.
fn archive(name: &str) -> Option<String> {
    let asked = format!("-print-file-name=lib{name}.a");
    let output = Command::new("cc").arg(asked).output().ok()?;
    let path = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    Path::new(&path).is_absolute().then_some(path)
}
