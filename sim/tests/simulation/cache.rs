//! Compiled designs are found again, and only when nothing has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{ADDER, ECHO};
use verilator_sys::Build;

/// Names of the compiled designs in a cache.
fn designs(cache: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(cache.join("design")) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".so")).collect();
    names.sort();
    names
}

#[test]
fn an_equal_design_is_loaded_at_once() {
    let cache = tempfile::tempdir().unwrap();
    let build = Build::new("registered_adder")
        .source("adder.v", ADDER)
        .cache_directory(cache.path());
    build.build().unwrap();
    let start = Instant::now();
    build.build().unwrap();
    assert!(
        start.elapsed() < Duration::from_millis(500),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(designs(cache.path()).len(), 1);
    let left = fs::read_dir(cache.path().join("tmp")).unwrap().count();
    assert_eq!(left, 0, "nothing is left of the build");

    build
        .clone()
        .expose("registered_adder", "o_last")
        .build()
        .unwrap();
    assert_eq!(
        designs(cache.path()).len(),
        2,
        "another design, another entry"
    );
}

#[test]
fn builds_at_once_all_succeed() {
    let cache = tempfile::tempdir().unwrap();
    // In two processes, each with two threads.
    let children: Vec<_> = (0..2)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "cache::child_builds", "--ignored", "--quiet"])
                .env("YURAGI_CACHE", cache.path())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(designs(&cache.path().join("verilator")).len(), 1);
}

/// Where a cache has some designs already, headers are precompiled, and the library is the same in every byte.
#[test]
fn precompiled_headers_change_nothing() {
    let caches = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let others = ["a.so", "b.so", "c.so"];
    let full = caches[1].path().join("design");
    fs::create_dir_all(&full).unwrap();
    for name in others {
        fs::write(full.join(name), "").unwrap();
    }
    let libraries = caches.each_ref().map(|cache| {
        let build = Build::new("registered_adder")
            .source("adder.v", ADDER)
            .cache_directory(cache.path());
        build.build().unwrap();
        let mut names = designs(cache.path());
        names.retain(|name| !others.contains(&name.as_str()));
        assert_eq!(names.len(), 1);
        fs::read(cache.path().join("design").join(&names[0])).unwrap()
    });
    assert!(libraries[0] == libraries[1], "the libraries differ");
    let version = Command::new("c++").arg("--version").output().unwrap();
    let is_gcc = String::from_utf8_lossy(&version.stdout).contains("Free Software Foundation");
    let made = caches[1].path().join("headers").is_dir();
    if std::env::var_os("CXX").is_none() {
        assert_eq!(made, is_gcc);
    }
    assert!(!caches[0].path().join("headers").exists());
}

#[test]
#[ignore = "run by builds_at_once_all_succeed"]
fn child_builds() {
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let library = Build::new("echo").source("echo.v", ECHO).build().unwrap();
                library.simulation().unwrap().step(10).unwrap();
            });
        }
    });
}

#[test]
fn files_beside_the_sources_count() {
    let directory = tempfile::tempdir().unwrap();
    let cells = directory.path().join("cells.v");
    let cell =
        |value: u8| format!("module cell_of(output wire [7:0] o); assign o = {value}; endmodule\n");
    let build = Build::new("outer")
        .source("outer.v", "`include \"width.vh\"\nmodule outer(output wire [`WIDTH-1:0] o_x); cell_of u(o_x); endmodule\n")
        .include("width.vh", "`define WIDTH 8\n")
        .argument("-v")
        .argument(cells.to_str().unwrap())
        .cache_directory(directory.path().join("cache"));
    for value in [7, 9, 7] {
        fs::write(&cells, cell(value)).unwrap();
        let library = build.build().unwrap();
        let sim = library.simulation().unwrap();
        assert_eq!(
            sim.peek(library.port("o_x").unwrap()).unwrap(),
            value.into()
        );
    }
    assert_eq!(designs(&directory.path().join("cache")).len(), 2);
}

/// Every file of a cache below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (directories, mut found): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    found.extend(directories.iter().flat_map(|directory| files(directory)));
    found.sort();
    found
}

/// A damaged library would end the process when it is loaded, so it must be found out before.
#[test]
fn damaged_entries_are_made_anew() {
    let cache = tempfile::tempdir().unwrap();
    let build = Build::new("registered_adder")
        .source("adder.v", ADDER)
        .cache_directory(cache.path());
    build.build().unwrap();
    let whole: Vec<(PathBuf, Vec<u8>)> = files(cache.path())
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    assert!(whole.len() >= 8, "{whole:?}");
    let flipped = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        let middle = bytes.len() / 2;
        // the list of the files beside the sources is empty
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x10;
        }
        bytes
    };
    type Damage<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;
    let damages: [(&str, Damage); 3] = [
        ("empty", &|_| Vec::new()),
        ("cut short", &|bytes| bytes[..bytes.len() / 2].to_vec()),
        ("flipped", &flipped),
    ];
    for (what, damage) in damages {
        for (path, bytes) in &whole {
            fs::write(path, damage(bytes)).unwrap();
        }
        let library = build.build().unwrap();
        library.simulation().unwrap().step(10).unwrap();
        for (path, bytes) in &whole {
            // a library is loaded from the file, so it must be the right one
            if path
                .extension()
                .is_some_and(|end| end == "so" || end == "o")
            {
                assert!(
                    fs::read(path).unwrap() == *bytes,
                    "{what}: {}",
                    path.display()
                );
            }
        }
    }
    // a file that is missing, and a hash that is
    for (path, _) in whole
        .iter()
        .filter(|(path, _)| path.to_string_lossy().contains(".so"))
    {
        fs::remove_file(path).unwrap();
        build
            .build()
            .unwrap()
            .simulation()
            .unwrap()
            .step(10)
            .unwrap();
    }
}
