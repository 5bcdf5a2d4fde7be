//! No module imports another that imports it in turn, directly or through others.
//!
//! The test reads every source file of the workspace. A module is a file. It imports another file of its crate if a path in its source,
//! in a `use` or anywhere else, leads into the module of that file. The declaration `mod name;` is no import, but `pub use name::Thing;`
//! is one: a module that its children import from therefore takes nothing from its children.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree};

/// The place of a module below the root of its crate: `["serial", "window"]`.
type Module = Vec<String>;

/// The modules of a crate, and what each imports.
#[derive(Default)]
struct Modules {
    /// The file of every module; modules within a file have that file.
    files: BTreeMap<Module, PathBuf>,
    /// Every path of a module's source, from the module that it stands in.
    paths: Vec<(Module, Vec<String>)>,
}

impl Modules {
    /// Reads a crate from its root file.
    fn read(root: &Path) -> Self {
        let mut modules = Self::default();
        let folder = root.parent().expect("a file is in a folder");
        modules.file(root, folder, Vec::new());
        modules
    }

    /// Reads a file; `folder` is where the files of its submodules are.
    fn file(&mut self, path: &Path, folder: &Path, module: Module) {
        let text = fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
        let file = syn::parse_file(&text)
            .unwrap_or_else(|error| panic!("cannot parse {}: {error}", path.display()));
        self.items(file.items, path, folder, &module);
    }

    fn items(&mut self, items: Vec<Item>, path: &Path, folder: &Path, module: &Module) {
        self.files.insert(module.clone(), path.to_owned());
        for item in items {
            match item {
                Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    let mut below = module.clone();
                    below.push(name.clone());
                    match inner.content {
                        Some((_, items)) => self.items(items, path, &folder.join(&name), &below),
                        None => self.submodule(&inner.attrs, folder, &name, below),
                    }
                }
                Item::Use(used) => self.used(module, Vec::new(), used.tree),
                other => self.tokens(module, other.into_token_stream()),
            }
        }
    }

    /// Reads the file of `mod name;`: `name.rs`, `name/mod.rs`, or what `#[path]` says.
    fn submodule(
        &mut self,
        attributes: &[syn::Attribute],
        folder: &Path,
        name: &str,
        module: Module,
    ) {
        let given = attributes.iter().find_map(|attribute| {
            let syn::Meta::NameValue(pair) = &attribute.meta else {
                return None;
            };
            pair.path
                .is_ident("path")
                .then(|| pair.value.to_token_stream().to_string())
        });
        if let Some(given) = given {
            let path = folder.join(given.trim_matches('"'));
            let below = path.with_extension("");
            return self.file(&path, &below, module);
        }
        let below = folder.join(name);
        let (flat, nested) = (folder.join(format!("{name}.rs")), below.join("mod.rs"));
        let path = if flat.is_file() { flat } else { nested };
        self.file(&path, &below, module);
    }

    /// The paths of a `use`.
    fn used(&mut self, module: &Module, mut before: Vec<String>, tree: UseTree) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.used(module, before, *path.tree);
            }
            UseTree::Group(group) => {
                for tree in group.items {
                    self.used(module, before.clone(), tree);
                }
            }
            UseTree::Name(name) => {
                before.push(name.ident.to_string());
                self.paths.push((module.clone(), before));
            }
            UseTree::Rename(rename) => {
                before.push(rename.ident.to_string());
                self.paths.push((module.clone(), before));
            }
            UseTree::Glob(_) => self.paths.push((module.clone(), before)),
        }
    }

    /// The paths within any other item: names with `::` between them, in macros too.
    fn tokens(&mut self, module: &Module, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        let mut done = |path: &mut Vec<String>| {
            if path.len() > 1 {
                self.paths.push((module.clone(), std::mem::take(path)));
            }
            path.clear();
        };
        let mut groups = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        done(&mut path);
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && colons < 2 => colons += 1,
                other => {
                    done(&mut path);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        groups.push(group.stream());
                    }
                }
            }
        }
        done(&mut path);
        for group in groups {
            self.tokens(module, group);
        }
    }

    /// Where a path leads: the file of the longest part of it that is a module.
    fn target(&self, from: &Module, path: &[String]) -> Option<&PathBuf> {
        let mut module = from.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                module.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    module.pop()?;
                    rest = &rest[1..];
                }
            }
            first => {
                let mut below = from.clone();
                below.push(first.to_owned());
                self.files.get(&below)?;
            }
        }
        for name in rest {
            module.push(name.clone());
            if !self.files.contains_key(&module) {
                module.pop();
                break;
            }
        }
        self.files.get(&module)
    }

    /// Which files a file imports.
    fn imports(&self) -> BTreeMap<&PathBuf, BTreeSet<&PathBuf>> {
        let mut imports: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> = BTreeMap::new();
        for (module, path) in &self.paths {
            let from = &self.files[module];
            let to = self.target(module, path).filter(|&to| to != from);
            imports.entry(from).or_default().extend(to);
        }
        imports
    }
}

/// Groups of files that all reach one another.
fn circles(imports: &BTreeMap<&PathBuf, BTreeSet<&PathBuf>>) -> BTreeSet<BTreeSet<PathBuf>> {
    let reached = |start: &PathBuf| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&PathBuf> = imports.get(start).into_iter().flatten().copied().collect();
        while let Some(file) = open.pop() {
            if seen.insert(file.clone()) {
                open.extend(imports.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reach: BTreeMap<PathBuf, BTreeSet<PathBuf>> = imports
        .keys()
        .map(|file| ((*file).clone(), reached(file)))
        .collect();
    let circle = |(file, all): (&PathBuf, &BTreeSet<PathBuf>)| {
        all.contains(file).then(|| {
            let back = |other: &&PathBuf| reach.get(*other).is_some_and(|r| r.contains(file));
            all.iter().filter(back).cloned().collect()
        })
    };
    reach.iter().filter_map(circle).collect()
}

/// The root files of all crates: libraries, programs, tests, examples, benchmarks.
fn roots(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let read = fs::read_dir(folder).into_iter().flatten().flatten();
        read.map(|entry| entry.path())
            .filter(|path| !path.is_symlink())
            .collect()
    };
    if folder.join("Cargo.toml").is_file() {
        for name in ["src/lib.rs", "src/main.rs", "build.rs"] {
            found.push(folder.join(name));
        }
        for group in ["src/bin", "tests", "examples", "benches"] {
            for path in entries(&folder.join(group)) {
                found.push(path.join("main.rs"));
                if path.extension().is_some_and(|end| end == "rs") {
                    found.push(path);
                }
            }
        }
        found.retain(|path| path.is_file());
    }
    for path in entries(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = !name.starts_with('.') && !matches!(&*name, "target" | "out" | "src");
        if source && path.is_dir() {
            roots(&path, found);
        }
    }
}

#[test]
fn no_module_is_in_a_circle() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let repository = repository.canonicalize().expect("the repository is there");
    let mut found = Vec::new();
    roots(&repository, &mut found);
    assert!(found.len() > 20, "only {} crates were found", found.len());
    let mut all = Vec::new();
    let mut files = BTreeSet::new();
    for root in &found {
        let modules = Modules::read(root);
        files.extend(modules.files.values().cloned());
        let imports = modules.imports();
        for circle in circles(&imports) {
            let short = |path: &Path| {
                let path = path.strip_prefix(&repository).unwrap_or(path);
                path.display().to_string()
            };
            let mut lines = format!("a circle of {} files", circle.len());
            for file in &circle {
                let within = imports[file].iter().filter(|to| circle.contains(**to));
                let within: Vec<String> = within.map(|to| short(to)).collect();
                lines += &format!("\n  {} imports {}", short(file), within.join(", "));
            }
            all.push(lines);
        }
    }
    println!("{} files in {} crates", files.len(), found.len());
    all.sort();
    assert!(all.is_empty(), "{} circles:\n{}", all.len(), all.join("\n"));
}

/// The reader sees a circle through a macro, a nested group and `super`.
#[test]
fn a_circle_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("lib.rs", "mod a; mod b; mod c;");
    write(
        "a.rs",
        "mod deep; pub fn f() { println!(\"{}\", crate::b::g()) }",
    );
    write("a/deep.rs", "pub struct D;");
    write("b.rs", "use super::{c::{h as i}}; pub fn g() -> u8 { i() }");
    let circle = |c: &str| {
        write("c.rs", c);
        circles(&Modules::read(&folder.path().join("lib.rs")).imports())
            .iter()
            .map(BTreeSet::len)
            .collect::<Vec<_>>()
    };
    assert_eq!(circle("pub fn h() -> u8 { 1 }"), []);
    assert_eq!(
        circle("pub fn h() -> u8 { 1 } mod t { use super::super::a; }"),
        [3]
    );
}
