//! Which file imports which, and the circles among them.
//!
//! A path is followed to the file that defines what it names: through `use`, through what a parent
//! brings in or hands on, and through modules that are called by their last name. What is only
//! built for tests is left out.

use std::collections::{BTreeMap, BTreeSet};

type Path = Vec<String>;

/// A `use`: what it names, and the name it has from then on.
#[derive(Clone, Debug)]
struct Import {
    path: Path,
    name: String,
}

/// One source file as a module.
struct Module {
    file: String,
    imports: Vec<Import>,
    /// Other paths in its code, of two segments and more.
    mentions: Vec<Path>,
}

/// Files in which each imports the next, and the last the first; sorted.
pub type Circle = Vec<String>;

/// The circles among source files, each given by its path inside `src` and its text.
pub fn circles(files: &[(String, String)]) -> Vec<Circle> {
    let edges = edges(files);
    let reached: BTreeMap<&String, BTreeSet<&String>> = edges
        .keys()
        .map(|file| (file, reached(&edges, file)))
        .collect();
    let mut circles = BTreeSet::new();
    for (file, ends) in &reached {
        if ends.contains(file) {
            let circle = ends.iter().filter(|end| reached[**end].contains(file));
            circles.insert(circle.map(|end| (*end).clone()).collect::<Circle>());
        }
    }
    circles.into_iter().collect()
}

/// For each file those that it imports.
pub fn edges(files: &[(String, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let modules: BTreeMap<Path, Module> = files
        .iter()
        .filter(|(file, _)| !is_test(files, file))
        .map(|(file, text)| (place(file), module(file, text)))
        .collect();
    let mut edges = BTreeMap::new();
    for (place, module) in &modules {
        let mut ends = BTreeSet::new();
        let used = module.imports.iter().map(|import| &import.path);
        for path in used.chain(&module.mentions) {
            if let Some(file) = definer(&modules, place, path, 0) {
                ends.insert(file);
            }
        }
        ends.remove(&module.file);
        edges.insert(module.file.clone(), ends);
    }
    edges
}

fn reached<'a>(
    edges: &'a BTreeMap<String, BTreeSet<String>>,
    from: &String,
) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&String> = edges[from].iter().collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(edges.get(file).into_iter().flatten());
        }
    }
    reached
}

/// Whether a file is built for tests only: by its name, or because its parent says so.
pub fn is_test(files: &[(String, String)], file: &str) -> bool {
    let is_named_so = |part: &str| part == "tests" || part.ends_with("_tests");
    let place = place(file);
    if place.iter().any(|part| is_named_so(part)) {
        return true;
    }
    (1..=place.len()).any(|depth| {
        let (parent, name) = (&place[..depth - 1], &place[depth - 1]);
        let declared = ["#", "[", "cfg", "(", "test", ")", "]", "mod", name, ";"];
        files
            .iter()
            .filter(|(file, _)| self::place(file) == parent)
            .any(|(_, text)| tokens(text).windows(10).any(|part| part == declared))
    })
}

/// `store/sqlite/mod.rs` is `store::sqlite`.
fn place(file: &str) -> Path {
    let mut place: Path = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if place
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        place.pop();
    }
    place
}

fn module(file: &str, text: &str) -> Module {
    let tokens = without_tests(&tokens(text));
    let (mut imports, mut mentions) = (Vec::new(), Vec::new());
    // How deep each module within the file began.
    let (mut depth, mut inside) = (0, Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].as_str() {
            "use" => {
                at += 1;
                let known = imports.len();
                import(&tokens, &mut at, &[], &mut imports);
                for import in &mut imports[known..] {
                    import.path = in_file(&import.path, inside.len());
                }
                continue;
            }
            "mod" if tokens.get(at + 2).is_some_and(|token| token == "{") => inside.push(depth),
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inside.pop_if(|began| *began == depth);
            }
            name if is_name(name) => {
                let mut path = vec![name.to_owned()];
                while tokens.get(at + 1).is_some_and(|token| token == "::")
                    && tokens.get(at + 2).is_some_and(|token| is_name(token))
                {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                if path.len() > 1 {
                    mentions.push(in_file(&path, inside.len()));
                }
            }
            _ => {}
        }
        at += 1;
    }
    Module {
        file: file.to_owned(),
        imports,
        mentions,
    }
}

/// A path in a module so deep within a file, as the file itself would write it.
fn in_file(path: &[String], depth: usize) -> Path {
    let up = path.iter().take(depth).take_while(|part| *part == "super");
    match up.count() {
        0 => path.to_vec(),
        up if up < depth || path.get(up).is_none_or(|part| part != "super") => {
            [&["self".to_owned()], &path[up..]].concat()
        }
        up => path[up..].to_vec(),
    }
}

/// One branch of a `use`, behind what stands before it.
fn import(tokens: &[String], at: &mut usize, before: &[String], imports: &mut Vec<Import>) {
    let mut path = before.to_vec();
    loop {
        match tokens.get(*at).map(String::as_str) {
            Some("{") => {
                *at += 1;
                while tokens.get(*at).is_some_and(|token| token != "}") {
                    import(tokens, at, &path, imports);
                    if tokens.get(*at).is_some_and(|token| token == ",") {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            Some("::") => *at += 1,
            Some("as") => {
                let name = tokens.get(*at + 1).cloned().unwrap_or_default();
                *at += 2;
                imports.push(Import { path, name });
                return;
            }
            Some("self") if !path.is_empty() => *at += 1,
            Some(name) if is_name(name) || name == "*" => {
                path.push(name.to_owned());
                *at += 1;
            }
            _ => {
                let name = path.last().cloned().unwrap_or_default();
                imports.push(Import { path, name });
                return;
            }
        }
    }
}

/// The file that defines what a path names, as it is read in the module at `place`.
fn definer(
    modules: &BTreeMap<Path, Module>,
    place: &[String],
    path: &[String],
    depth: usize,
) -> Option<String> {
    let here = modules.get(place)?;
    let first = path.first()?;
    let child = |name: &String| [place, std::slice::from_ref(name)].concat();
    let (mut at, mut rest): (Path, &[String]) = match first.as_str() {
        _ if depth > 20 => return None,
        "crate" => (Vec::new(), &path[1..]),
        "self" => (place.to_vec(), &path[1..]),
        "super" => (place[..place.len().checked_sub(1)?].to_vec(), &path[1..]),
        _ if modules.contains_key(&child(first)) => (place.to_vec(), path),
        _ => {
            // What a `use` brought in, with what follows here.
            let mut imports = here.imports.iter();
            let import = imports
                .find(|import| import.name == *first && import.path.first() != Some(first))?;
            let whole = [import.path.as_slice(), &path[1..]].concat();
            return definer(modules, place, &whole, depth + 1);
        }
    };
    while let Some((name, after)) = rest.split_first() {
        if name == "super" {
            at.pop()?;
        } else if modules.contains_key(&[at.as_slice(), std::slice::from_ref(name)].concat()) {
            at.push(name.clone());
        } else {
            break;
        }
        rest = after;
    }
    let module = modules.get(&at)?;
    let Some(item) = rest.first() else {
        // A module by its name alone imports nothing yet.
        return None;
    };
    // Handed on by that module from elsewhere, else its own.
    let handed_on = module.imports.iter().find(|import| import.name == *item);
    handed_on
        .filter(|_| at != place || rest.len() < path.len())
        .and_then(|import| definer(modules, &at, &import.path, depth + 1))
        .or_else(|| Some(module.file.clone()))
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// A piece of code.
pub enum Token {
    /// A name, `::` or a single sign.
    Sign(String),
    /// What stands between quotes, as it is written.
    Text(String),
}

/// Names, `::` and single signs; no comments, texts or lifetimes.
pub fn tokens(code: &str) -> Vec<String> {
    let signs = lexed(code).into_iter().filter_map(|token| match token {
        Token::Sign(sign) => Some(sign),
        Token::Text(_) => None,
    });
    signs.collect()
}

/// All of the code but comments, single letters and lifetimes.
pub fn lexed(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\n');
    let mut tokens = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        let c = at(place);
        let is_raw = c == 'r'
            && (at(place + 1) == '"'
                || (at(place + 1) == '#' && matches!(at(place + 2), '"' | '#')));
        if c == '/' && at(place + 1) == '/' {
            while place < letters.len() && at(place) != '\n' {
                place += 1;
            }
        } else if is_raw {
            let marks = letters[place + 1..]
                .iter()
                .take_while(|c| **c == '#')
                .count();
            let end: String = format!("\"{}", "#".repeat(marks));
            let end: Vec<char> = end.chars().collect();
            place += 2 + marks;
            let begin = place;
            while place < letters.len() && !letters[place..].starts_with(&end) {
                place += 1;
            }
            tokens.push(Token::Text(letters[begin..place].iter().collect()));
            place += end.len();
        } else if c == '"' {
            place += 1;
            let begin = place;
            while place < letters.len() && at(place) != '"' {
                place += if at(place) == '\\' { 2 } else { 1 };
            }
            tokens.push(Token::Text(letters[begin..place].iter().collect()));
            place += 1;
        } else if c == '\'' && (at(place + 1) == '\\' || at(place + 2) == '\'') {
            place += if at(place + 1) == '\\' { 3 } else { 2 };
            while place < letters.len() && at(place) != '\'' {
                place += 1;
            }
            place += 1;
        } else if c.is_alphanumeric() || c == '_' {
            let mut name = String::new();
            while at(place).is_alphanumeric() || at(place) == '_' {
                name.push(at(place));
                place += 1;
            }
            tokens.push(Token::Sign(name));
        } else if c == ':' && at(place + 1) == ':' {
            tokens.push(Token::Sign("::".to_owned()));
            place += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Sign(c.to_string()));
            }
            place += 1;
        }
    }
    tokens
}

/// Less each item that is built for tests only.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let is_test = |at: usize| {
        let part = tokens.get(at..at + 7).unwrap_or_default();
        part.iter()
            .eq(["#", "[", "cfg", "(", "test", ")", "]"].iter())
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_test(at) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += 7;
        // To the end of the item: a semicolon, or the bracket that closes its body.
        let mut depth = 0;
        let is_use = tokens.get(at).is_some_and(|token| token == "use");
        while at < tokens.len() {
            match tokens[at].as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            let is_end = match tokens[at].as_str() {
                ";" => true,
                "}" => !is_use,
                _ => false,
            };
            at += 1;
            if depth == 0 && is_end {
                break;
            }
        }
    }
    kept
}

fn tree(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files
        .iter()
        .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
        .collect()
}

#[track_caller]
fn assert_circles(files: &[(&str, &str)], expected: &[&[&str]]) {
    assert_eq!(circles(&tree(files)), expected);
}

#[test]
fn two_files_that_import_each_other_are_a_circle() {
    assert_circles(
        &[
            ("a.rs", "use crate::b::B;\npub struct A;"),
            ("b.rs", "use crate::a::A;\npub struct B;"),
        ],
        &[&["a.rs", "b.rs"]],
    );
    assert_circles(
        &[
            ("a.rs", "use crate::b::B;\npub struct A;"),
            (
                "b.rs",
                "pub struct B; // use crate::a::A;\nconst TEXT: &str = \"crate::a::A\";",
            ),
        ],
        &[],
    );
}

#[test]
fn a_circle_goes_through_folders_braces_and_names() {
    assert_circles(
        &[
            ("a/mod.rs", "mod x;\npub use x::X;"),
            (
                "a/x.rs",
                "use crate::b::{self, C};\npub struct X;\nfn f() { b::g() }",
            ),
            (
                "b.rs",
                "use crate::a;\npub struct C;\npub fn g() {}\nfn h(_: a::X) {}",
            ),
            ("c.rs", "use crate::{a::X, b::{C as D}};"),
        ],
        &[&["a/x.rs", "b.rs"]],
    );
}

#[test]
fn a_child_that_uses_what_its_parent_defines_is_a_circle_if_the_parent_uses_the_child() {
    let parent = "mod x;\npub use x::X;\npub fn shared() {}";
    let files = [
        ("a/mod.rs", parent),
        ("a/x.rs", "use super::shared;\npub struct X;"),
    ];
    assert_circles(&files, &[&["a/mod.rs", "a/x.rs"]]);
    // Only declared, it is not used.
    let parent = "mod x;\npub fn shared() {}";
    assert_circles(&[("a/mod.rs", parent), files[1]], &[]);
    let parent = "mod x;\npub fn shared() {}\nfn f() { x::g() }";
    assert_circles(
        &[("a/mod.rs", parent), files[1]],
        &[&["a/mod.rs", "a/x.rs"]],
    );
}

#[test]
fn what_a_parent_hands_on_belongs_to_the_file_that_defines_it() {
    let parent = "mod x;\nmod y;\npub use x::X;\npub use y::Y;";
    let x = ("a/x.rs", "pub struct X;");
    assert_circles(
        &[
            ("a/mod.rs", parent),
            x,
            ("a/y.rs", "use super::X;\npub struct Y;"),
        ],
        &[],
    );
    assert_circles(
        &[
            ("a/mod.rs", parent),
            ("a/x.rs", "pub struct X(super::Y);"),
            ("a/y.rs", "use super::X;\npub struct Y(X);"),
        ],
        &[&["a/x.rs", "a/y.rs"]],
    );
}

#[test]
fn what_is_built_for_tests_is_left_out() {
    assert_circles(
        &[
            (
                "a.rs",
                "pub struct A;\n#[cfg(test)]\nmod tests { use crate::b::B; fn f() { {} } }",
            ),
            ("b.rs", "use crate::a::A;\npub struct B;"),
        ],
        &[],
    );
    assert_circles(
        &[
            (
                "a/mod.rs",
                "#[cfg(test)]\nmod c;\npub mod d;\npub use d::D;\npub struct A;",
            ),
            ("a/c.rs", "use super::d::D; pub struct C;"),
            (
                "a/d.rs",
                "#[cfg(test)]\nuse super::{c::C, A};\npub struct D;",
            ),
            ("a/d_tests.rs", "use super::d::D;"),
        ],
        &[],
    );
}

#[test]
fn a_module_within_a_file_is_part_of_it() {
    assert_circles(
        &[
            ("lib.rs", "mod a;\npub use a::A;\nstruct L;"),
            (
                "a.rs",
                "mod inner { use super::A; fn f() { super::g() } }\npub struct A;\nfn g() {}",
            ),
        ],
        &[],
    );
    assert_circles(
        &[
            ("lib.rs", "mod a;\npub use a::A;\nstruct L;"),
            ("a.rs", "mod inner { use super::super::L; }\npub struct A;"),
        ],
        &[&["a.rs", "lib.rs"]],
    );
}

#[test]
fn a_long_circle_is_told_once() {
    assert_circles(
        &[
            ("a.rs", "use crate::b::f as g;\npub fn f() { g::<'x'>() }"),
            (
                "b.rs",
                "pub fn f() -> &'static str { crate::c::h(r#\"\"#) }",
            ),
            ("c.rs", "use crate::a::f as g;\npub fn h() { g() }"),
            ("d.rs", "use crate::a::f;"),
        ],
        &[&["a.rs", "b.rs", "c.rs"]],
    );
}
