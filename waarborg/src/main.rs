//! Waarborg: human-rights safeguards for algorithms in government that bind.

fn main() -> std::process::ExitCode {
    waarborg::cli::main()
}
