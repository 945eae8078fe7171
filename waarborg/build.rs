//! Puts the packaged style sheet where the binary embeds it from; it never fetches or builds one itself.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let from = Path::new("../web/dist");
    let to = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("web");
    println!("cargo::rerun-if-changed=../web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    fs::create_dir_all(&to)?;
    for name in ["style.css", "noto-sans.woff2"] {
        let target = to.join(name);
        if from.join(name).exists() {
            fs::copy(from.join(name), target)?;
        } else if target.exists() {
            fs::remove_file(target)?;
        }
    }
    Ok(())
}
