//! The budgets of the house: how long files and functions may be, how things may be called, what stays forbidden.

#![expect(
    clippy::string_slice,
    reason = "every place was found in the same text, and a check may fail loudly"
)]

use crate::tree::{Source, files, has, rust};
use std::fmt::Write;

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;
const MOST_ARGUMENTS: usize = 5;
const LONGEST_MODULE_DOC: usize = 10;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 14] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services", "data",
    "info", "handle", "handler", "handlers",
];

/// A function: its name, its first line, how many lines, how many arguments.
struct Function {
    name: String,
    line: usize,
    lines: usize,
    arguments: usize,
}

/// Every function with a body. Works on code alone, so that braces in literals and comments do not count.
fn functions(source: &Source) -> Vec<Function> {
    let code = &source.code;
    let starts =
        code.match_indices("fn ").filter(|(at, _)| *at == 0 || code[..*at].ends_with([' ', '\n', '(']));
    starts.filter_map(|(at, _)| function(code, at)).collect()
}

fn function(code: &str, at: usize) -> Option<Function> {
    let name: String =
        code[at + 3..].chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect();
    let (mut round, mut curly, mut angle, mut arguments, mut last) = (0_i32, 0_i32, 0_i32, 0, ' ');
    let (mut inside, mut closed) = (false, false);
    for (offset, char) in code[at..].char_indices() {
        match char {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            '<' => angle += 1,
            '>' if last != '-' && last != '=' => angle -= 1,
            '{' => curly += 1,
            '}' => curly -= 1,
            _ => {}
        }
        let block = round == 1 && curly == 0 && !closed;
        if block && (!inside || (char == ',' && angle <= 0)) {
            inside = true;
            arguments += usize::from(char == '(' || follows(&code[at + offset + 1..]));
        }
        closed |= inside && round == 0;
        if char == ';' && round == 0 && curly == 0 {
            return None;
        }
        if char == '}' && curly == 0 {
            let line = 1 + code[..at].matches('\n').count();
            let lines = 1 + code[at..at + offset].matches('\n').count();
            let empty =
                code[at..].split_once('(').is_some_and(|(_, rest)| rest.trim_start().starts_with(')'));
            return Some(Function { name, line, lines, arguments: if empty { 0 } else { arguments } });
        }
        last = char;
    }
    None
}

/// Whether another argument comes, or only the closing bracket after a last comma.
fn follows(rest: &str) -> bool {
    !rest.trim_start().starts_with(')')
}

fn too_long(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!("{}: {lines} lines, {LONGEST_FILE} at most: look for a second idea", source.path));
    }
    for Function { name, line, lines, arguments } in functions(source) {
        if lines > LONGEST_FUNCTION {
            found.push(format!(
                "{}:{line}: `{name}` has {lines} lines, {LONGEST_FUNCTION} at most",
                source.path
            ));
        }
        if arguments > MOST_ARGUMENTS {
            found.push(format!(
                "{}:{line}: `{name}` takes {arguments} arguments, {MOST_ARGUMENTS} at most",
                source.path
            ));
        }
    }
    let documentation = source.text.lines().take_while(|line| line.starts_with("//!")).count();
    if documentation > LONGEST_MODULE_DOC {
        found.push(format!(
            "{}: {documentation} lines of module doc, {LONGEST_MODULE_DOC} at most",
            source.path
        ));
    }
    found
}

/// Lints are bent with `#[expect]` and a reason, never silenced.
fn silenced(source: &Source) -> Vec<String> {
    let lines = source.code.lines().enumerate();
    let found = lines
        .filter(|(_, line)| line.contains(concat!("#[", "allow")) || line.contains(concat!("#![", "allow")));
    found.map(|(index, _)| format!("{}:{}: use `#[expect]` with a reason", source.path, index + 1)).collect()
}

fn says_nothing(path: &str) -> Vec<String> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or_default());
    parts
        .filter(|part| EMPTY_NAMES.contains(part))
        .map(|part| format!("{path}: `{part}` says nothing"))
        .collect()
}

/// Modules written inside a file can carry an empty name too.
fn empty_modules(source: &Source) -> Vec<String> {
    let words: Vec<_> = source.code.split(|char: char| !(char.is_alphanumeric() || char == '_')).collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == "mod" && EMPTY_NAMES.contains(&pair[1]));
    pairs.map(|pair| format!("{}: `mod {}` says nothing", source.path, pair[1])).collect()
}

fn none(breaches: &[String]) {
    assert!(breaches.is_empty(), "{} over budget:\n{}", breaches.len(), breaches.join("\n"));
}

fn production() -> Vec<Source> {
    rust().into_iter().filter(Source::production).collect()
}

/// Median, ninth decile and largest of some lengths.
fn spread(mut lengths: Vec<usize>) -> (usize, usize, usize) {
    lengths.sort_unstable();
    let at = |tenths: usize| {
        lengths.get((lengths.len() * tenths / 10).min(lengths.len().saturating_sub(1))).copied()
    };
    (at(5).unwrap_or(0), at(9).unwrap_or(0), lengths.last().copied().unwrap_or(0))
}

#[test]
fn files_and_functions_stay_within_their_lengths() {
    none(&production().iter().flat_map(too_long).collect::<Vec<_>>());
}

#[test]
fn figures_of_the_house() {
    let sources = rust();
    let lines = |production: bool| -> Vec<usize> {
        let mine = sources.iter().filter(|source| source.production() == production);
        mine.map(|source| source.text.lines().count()).collect()
    };
    let (ours, tests) = (lines(true), lines(false));
    let (sum, checks) = (ours.iter().sum::<usize>(), tests.iter().sum::<usize>());
    let bodies = sources
        .iter()
        .filter(|source| source.production())
        .flat_map(functions)
        .map(|one| one.lines)
        .collect();
    let mut figures = String::new();
    for (what, lengths) in [("files", ours), ("functions", bodies)] {
        let count = lengths.len();
        let (median, ninth, longest) = spread(lengths);
        writeln!(figures, "{what}: {count}, lines median {median}, 9 of 10 below {ninth}, longest {longest}")
            .expect("a string");
    }
    println!("{figures}lines: {sum} production, {checks} tests ({} %)", 100 * checks / (sum + checks).max(1));
    assert!(sum > 0 && checks > 0, "no source was found");
}

#[test]
fn something_too_long_is_caught() {
    let caught = |code: &str| too_long(&Source::rust("x/src/x.rs", code)).len();
    let body = |lines: usize| format!("pub fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2));
    assert_eq!((caught(&body(60)), caught(&body(61))), (0, 1));
    assert_eq!((caught(&"//\n".repeat(400)), caught(&"//\n".repeat(401))), (0, 1));
    assert_eq!((caught(&"//! a\n".repeat(10)), caught(&"//! a\n".repeat(11))), (0, 1));
    let five = "fn f(a: A<B, C>, b: fn(A, B) -> C, c: &[D], d: (E, F), e: G,) -> H { i(j, k, l) }";
    let six = "fn f(&self, a: A, b: B, c: C, d: D, e: E) { }";
    assert_eq!((caught(five), caught(six), caught("fn f() { g(a, b, c, d, e, f) }")), (0, 1, 0));
    assert_eq!(
        functions(&Source::rust("x/src/x.rs", "trait T { fn a(&self); fn b(&self) { '{'; } }")).len(),
        1
    );
}

#[test]
fn names_say_something() {
    let sources = files().into_iter().filter(|path| has(path, &["rs", "sql", "ftl", "html", "mjs", "css"]));
    let mut breaches: Vec<_> = sources.flat_map(|path| says_nothing(&path)).collect();
    breaches.extend(rust().iter().flat_map(empty_modules));
    none(&breaches);
}

#[test]
fn an_empty_name_is_caught() {
    assert_eq!(says_nothing("app/src/utils/date.rs").len(), 1);
    assert_eq!(says_nothing("waarborg/locales/en/common.ftl").len(), 1);
    assert!(says_nothing("app/src/database.rs").is_empty());
    assert_eq!(empty_modules(&Source::rust("x/src/lib.rs", "pub(crate) mod helpers { }")).len(), 1);
}

#[test]
fn no_lint_is_silenced() {
    none(&rust().iter().flat_map(silenced).collect::<Vec<_>>());
}

#[test]
fn a_silenced_lint_is_caught() {
    let caught = |code: &str| !silenced(&Source::rust("x/src/x.rs", code)).is_empty();
    assert!(caught(concat!("#[", "allow(dead_code)]\nfn f() {}")));
    assert!(caught(concat!("#![", "allow(missing_docs)]")));
    assert!(!caught("#[expect(dead_code, reason = \"read by the test\")]"));
}
