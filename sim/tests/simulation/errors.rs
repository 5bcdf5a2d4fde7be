//! What users see when something goes wrong.

use std::path::Path;
use std::process::Command;

use crate::support::{CACHE, ECHO, build, echo, register_file};
use verilator_sys::{Build, Error, Expect, HostPort};

/// The error of a build.
fn failure(build: &Build) -> Error {
    match build.build() {
        Ok(_) => panic!("the build should fail"),
        Err(error) => error,
    }
}

#[test]
fn a_syntax_error_shows_command_and_message() {
    let error = failure(&build(
        "broken",
        "module broken(input wire clock);\n  wire = 1;\nendmodule\n",
    ));
    let Error::ToolFailed {
        tool,
        command,
        status,
        output,
        ..
    } = &error
    else {
        panic!("{error}")
    };
    assert_eq!(*tool, "verilator");
    assert!(
        command.contains("verilator --cc") && command.contains("--top-module broken"),
        "{command}"
    );
    assert_eq!(status, "exit status: 1");
    assert!(
        output.contains("%Error: design.v:2:8: syntax error"),
        "{output}"
    );
    let text = error.to_string();
    assert!(
        text.contains(command.as_str()) && text.contains(output.as_str()),
        "{text}"
    );
}

#[test]
fn a_missing_top_module_is_named() {
    let error = failure(&build("absent", ECHO)).to_string();
    assert!(error.contains("absent"), "{error}");
}

#[test]
fn a_missing_verilator_names_the_package() {
    let error = failure(&build("echo", ECHO).verilator("/nowhere/verilator"));
    assert!(matches!(error, Error::ToolMissing { .. }), "{error}");
    let text = error.to_string();
    assert_eq!(
        text,
        "`/nowhere/verilator` was not found; on Debian: apt install verilator"
    );
}

/// Runs one of this file's ignored tests in a process with another environment.
fn in_child(test: &str, variable: &str, value: &Path) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            &format!("errors::{test}"),
            "--ignored",
            "--quiet",
        ])
        .env(variable, value)
        .status()
        .unwrap();
    assert!(
        status.success(),
        "{test} in a process with another {variable}"
    );
}

#[test]
fn an_empty_path_is_a_missing_verilator() {
    let empty = tempfile::tempdir().unwrap();
    in_child("child_without_path", "PATH", empty.path());
}

#[test]
#[ignore = "run by an_empty_path_is_a_missing_verilator"]
fn child_without_path() {
    let error = failure(&build("echo", ECHO)).to_string();
    assert_eq!(
        error,
        "`verilator` was not found; on Debian: apt install verilator"
    );
}

#[test]
fn a_missing_compiler_names_the_package() {
    in_child("child_without_compiler", "CXX", Path::new("/nowhere/c++"));
}

#[test]
#[ignore = "run by a_missing_compiler_names_the_package"]
fn child_without_compiler() {
    let error = failure(&build("echo", ECHO)).to_string();
    assert_eq!(
        error,
        "`/nowhere/c++` was not found; on Debian: apt install g++"
    );
}

#[test]
fn missing_zlib_is_explained() {
    // A compiler that has no zlib, played by a script.
    let directory = tempfile::tempdir().unwrap();
    let compiler = directory.path().join("c++");
    let script = "#!/bin/sh\ncase \"$*\" in *verilated_fst_c*)\n\
                  echo 'fatal error: zlib.h: No such file or directory' >&2; exit 1;;\n\
                  esac\nexec c++ \"$@\"\n";
    std::fs::write(&compiler, script).unwrap();
    let mut permissions = std::fs::metadata(&compiler).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    std::fs::set_permissions(&compiler, permissions).unwrap();
    in_child("child_without_zlib", "CXX", &compiler);
}

#[test]
#[ignore = "run by missing_zlib_is_explained"]
fn child_without_zlib() {
    let cache = tempfile::tempdir().unwrap();
    let error = failure(
        &build("echo", ECHO)
            .trace(true)
            .cache_directory(cache.path()),
    )
    .to_string();
    assert!(error.contains("apt install zlib1g-dev"), "{error}");
    assert!(error.contains("zlib.h: No such file"), "{error}");
}

#[test]
fn unknown_names_list_those_alike() {
    let library = register_file();
    let error = library.port("o_cuont").unwrap_err();
    let Error::UnknownSignal { near, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(near[0], "o_count");
    let text = error.to_string();
    assert!(
        text.starts_with("`register_file` has no port `o_cuont`; it has o_count, "),
        "{text}"
    );

    let error = library
        .variable("register_file.counter.count")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("it has register_file.u_counter.count, "),
        "{error}"
    );
    // A port is no variable, and a variable no port.
    assert!(library.variable("o_count").is_err());
    assert!(library.port("register_file.u_counter.count").is_err());
}

#[test]
fn values_must_fit() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let port = |name: &str| library.port(name).unwrap();
    let bytes = library.variable("register_file.bytes").unwrap();
    let inverted = library
        .variable("register_file.u_counter.inverted")
        .unwrap();
    let texts = [
        sim.poke(port("i_address"), 16).unwrap_err(),
        sim.poke(port("i_wide"), 1).unwrap_err(),
        sim.peek(port("o_wide")).unwrap_err(),
        sim.poke_words(port("i_wide"), &[0, 0, 0x200]).unwrap_err(),
        sim.poke_words(port("i_wide"), &[0, 0]).unwrap_err(),
        sim.poke_bytes(port("i_wide"), &[0; 17]).unwrap_err(),
        sim.peek(bytes).unwrap_err(),
        sim.peek_element(bytes, 16).unwrap_err(),
        sim.poke_element(bytes, 0, 256).unwrap_err(),
        sim.poke(port("o_count"), 0).unwrap_err(),
        sim.poke(port("clock"), 1).unwrap_err(),
        sim.poke(inverted, 0).unwrap_err(),
    ]
    .map(|error| error.to_string());
    assert_eq!(
        texts,
        [
            "`i_address` is 4 bits wide: 0x10 does not fit",
            "`i_wide` is 137 bits wide: 3 words of 64 bits are needed, not 1",
            "`o_wide` is 137 bits wide: 3 words of 64 bits are needed, not 1",
            "`i_wide` is 137 bits wide: 0x20000000000000000000000000000000000 does not fit",
            "`i_wide` has 1 element(s): 3 words are needed, not 2",
            "`i_wide` has 1 element(s): 18 bytes are needed, not 17",
            "`register_file.bytes` has 16 element(s): it is an array, one value was expected",
            "`register_file.bytes` has 16 element(s): there is no element 16",
            "`register_file.bytes` is 8 bits wide: 0x100 does not fit",
            "`o_count` can't be written: it is an output",
            "`clock` can't be written: it is the clock, which steps move",
            "`register_file.u_counter.inverted` can't be written: it was exposed for reading only",
        ]
    );
}

#[test]
fn signals_of_another_design_are_refused() {
    let library = register_file();
    let (mut sim, link) = echo();
    let foreign = library.port("i_enable").unwrap();
    assert!(matches!(sim.poke(foreign, 1), Err(Error::ForeignSignal)));
    assert!(matches!(sim.peek(foreign), Err(Error::ForeignSignal)));
    let mut other = library.simulation().unwrap();
    let refused = other.transact(&link, b"", Expect::Bytes(0), 1);
    assert!(matches!(refused, Err(Error::ForeignSignal)));
}

#[test]
fn a_host_port_needs_the_right_ports() {
    let library = register_file();
    let mut port = HostPort {
        in_data: "i_address".into(),
        in_valid: "i_enable".into(),
        in_ready: "o_count".into(),
        out_data: "o_byte".into(),
        out_valid: "o_count".into(),
        out_ready: "i_enable".into(),
    };
    let error = library.host(&port).unwrap_err().to_string();
    assert_eq!(
        error,
        "`i_address` is 4 bits wide: a host port needs 8 bits here"
    );
    port.in_data = "o_byte".into();
    let error = library.host(&port).unwrap_err().to_string();
    assert_eq!(error, "`o_byte` can't be written: it is an output");
    assert!(library.host(&HostPort::with_stem("host")).is_err());
}

#[test]
fn a_design_that_stops_does_not_end_the_process() {
    let text = "module stopper(input wire clock, input wire [1:0] i_how);
        reg [3:0] age = 0;
        always @(posedge clock) begin
            age <= age + 1'b1;
            if (age == 5 && i_how == 1) $stop;
            if (age == 5 && i_how == 2) $finish;
            if (age == 5 && i_how == 3) $fatal;
        end
    endmodule";
    let library = build("stopper", text).build().unwrap();
    let how = library.port("i_how").unwrap();
    for (value, reason) in [
        (1, "design.v:5: $stop"),
        (2, "$finish"),
        (3, "design.v:7: $stop"),
    ] {
        let mut sim = library.simulation().unwrap();
        sim.poke(how, value).unwrap();
        sim.step(5).unwrap();
        let error = sim.step(10).unwrap_err();
        let Error::Stopped { message, cycles } = &error else {
            panic!("{error}")
        };
        assert!(message.contains(reason), "{message}");
        assert_eq!(*cycles, 5);
        assert!(
            matches!(sim.eval(), Err(Error::Stopped { .. })),
            "it can't go on"
        );
        assert_eq!(
            sim.peek(how).unwrap(),
            value,
            "but it can still be looked at"
        );
    }
}

#[test]
fn nonsense_is_refused_by_the_builder() {
    let message = |build: Build| failure(&build.cache_directory(CACHE)).to_string();
    let design = || Build::new("echo").source("design.v", ECHO);
    assert_eq!(message(Build::new("echo")), "the design has no source");
    assert_eq!(
        message(Build::new("a b").source("a.v", "")),
        "`a b` can't be a top module's name"
    );
    assert_eq!(
        message(design().source("design.v", "")),
        "two sources are named `design.v`"
    );
    assert_eq!(
        message(design().source("../x.v", "")),
        "`../x.v` can't be a source's name"
    );
    assert_eq!(
        message(design().source("-x.v", "")),
        "`-x.v` can't be a source's name"
    );
    assert_eq!(
        message(design().clock("\"")),
        "`\"` can't be a clock's name"
    );
    let exposed = message(design().expose("echo", "level\"\n"));
    assert_eq!(
        exposed,
        "`level\"\n` can't be exposed: it is not an identifier"
    );
    let missing = message(design().source_file("/nowhere/x.v"));
    assert!(
        missing.starts_with("read /nowhere/x.v: No such file"),
        "{missing}"
    );
    let grid = "module grid(input wire clock); reg [3:0] cells [0:1][0:2]; endmodule";
    let grid = Build::new("grid")
        .source("grid.v", grid)
        .expose("grid", "cells");
    assert!(
        message(grid).starts_with("Verilator can't expose `cells`"),
        "2 dimensions"
    );
}

/// A compiler that adds an object to every library that it links.
fn compiler_that_adds(directory: &Path, source: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let (code, object) = (directory.join("more.cpp"), directory.join("more.o"));
    std::fs::write(&code, source).unwrap();
    let compiled = Command::new("c++")
        .args(["-fPIC", "-c"])
        .arg(&code)
        .arg("-o")
        .arg(&object)
        .status();
    assert!(compiled.unwrap().success());
    let compiler = directory.join("compiler");
    let object = object.display();
    let text = format!(
        "#!/bin/sh\ncase \" $* \" in *\" -shared \"*) set -- {object} \"$@\";; esac\nexec c++ \"$@\"\n"
    );
    std::fs::write(&compiler, text).unwrap();
    std::fs::set_permissions(&compiler, std::fs::Permissions::from_mode(0o755)).unwrap();
    compiler
}

/// A symbol that nothing defines would end the process when it is used first.
#[test]
fn a_missing_symbol_is_an_error_before_the_circuit_is_loaded() {
    let directory = tempfile::tempdir().unwrap();
    let source = "extern \"C\" int absent(); extern \"C\" int more() { return absent(); }\n";
    let compiler = compiler_that_adds(directory.path(), source);
    in_child("child_lacks_a_symbol", "CXX", &compiler);
}

#[test]
#[ignore = "run by a_missing_symbol_is_an_error_before_the_circuit_is_loaded"]
fn child_lacks_a_symbol() {
    let cache = tempfile::tempdir().unwrap();
    let error = failure(
        &Build::new("echo")
            .source("echo.v", ECHO)
            .cache_directory(cache.path()),
    );
    let text = error.to_string();
    for word in ["the linker failed", "absent", "CXX=g++"] {
        assert!(text.contains(word), "no {word} in {text}");
    }
}

/// What Clang leaves to GCC's library of atomic operations is found there.
#[test]
fn atomic_operations_are_found() {
    let directory = tempfile::tempdir().unwrap();
    let source = "extern \"C\" bool asked(unsigned long, const void*) __asm__(\"__atomic_is_lock_free\");\n\
        extern \"C\" bool more() { return asked(8, nullptr); }\n";
    let compiler = compiler_that_adds(directory.path(), source);
    in_child("child_has_atomic_operations", "CXX", &compiler);
}

#[test]
#[ignore = "run by atomic_operations_are_found"]
fn child_has_atomic_operations() {
    let cache = tempfile::tempdir().unwrap();
    let build = Build::new("echo")
        .source("echo.v", ECHO)
        .cache_directory(cache.path());
    build
        .build()
        .unwrap()
        .simulation()
        .unwrap()
        .step(3)
        .unwrap();
}
