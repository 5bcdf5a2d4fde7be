//! Compiles the part of every simulation that does not depend on the design
//! (Verilator's runtime and the crate's driver) and embeds the objects into the
//! crate, so that a program needs to compile only the design itself.
//!
//! Without Verilator, or with another version of it at run time, the crate
//! compiles these objects at run time, once; so nothing fails here.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "src/flags.rs"]
mod flags;

/// Files of Verilator's runtime that every design needs (without `.cpp`).
const VERILATED: [&str; 2] = ["verilated", "verilated_threads"];

fn main() {
    for file in [
        "flags.rs",
        "driver.h",
        "driver.cpp",
        "transact.cpp",
        "serial.cpp",
        "files.cpp",
    ] {
        println!("cargo::rerun-if-changed=src/{file}");
    }
    for variable in ["VERILATOR", "CXX", "CXXFLAGS"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    // The compiler is looked for in the same way at run time.
    println!(
        "cargo::rustc-env=VSIM_TARGET={}",
        env::var("TARGET").unwrap_or_default()
    );

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let code = prebuild().unwrap_or_else(|why| {
        println!("cargo::warning=objects will be compiled when first used: {why}");
        Prebuilt::default()
    });
    fs::write(out.join("prebuilt.rs"), code.into_rust()).expect("OUT_DIR is writable");
}

/// What the crate needs to know of the compiled objects.
#[derive(Default)]
struct Prebuilt {
    verilator: String,
    compiler: String,
    objects: Vec<(String, PathBuf)>,
}

impl Prebuilt {
    fn into_rust(self) -> String {
        let mut code = String::new();
        let _ = writeln!(code, "pub const VERILATOR: &str = {:?};", self.verilator);
        let _ = writeln!(code, "pub const COMPILER: &str = {:?};", self.compiler);
        code.push_str("pub const OBJECTS: &[(&str, &[u8])] = &[\n");
        for (name, path) in self.objects {
            let _ = writeln!(code, "    ({name:?}, include_bytes!({path:?})),");
        }
        code.push_str("];\n");
        code
    }
}

fn prebuild() -> Result<Prebuilt, Box<dyn Error>> {
    let program = env::var_os("VERILATOR").unwrap_or_else(|| OsString::from("verilator"));
    let verilator = match first_line(Command::new(&program).arg("--version")) {
        Ok(version) => version,
        // Not installed here, perhaps where the program will run.
        Err(_) => return Ok(Prebuilt::default()),
    };
    let root = first_line(Command::new(&program).args(["--getenv", "VERILATOR_ROOT"]))?;
    let include = Path::new(&root).join("include");

    let mut build = cc::Build::new();
    build
        .cpp(true)
        .no_default_flags(true)
        .warnings(false)
        .debug(false)
        .cargo_metadata(false)
        .cargo_warnings(false);
    let tool = build.try_get_compiler()?;
    if tool.args() != flags::TOOL_ARGUMENTS {
        return Err("the environment sets compiler flags".into());
    }
    build
        .include(&include)
        .include(include.join("vltstd"))
        .include("src");
    let gcc = if tool.is_like_gnu() {
        flags::GCC_FLAGS
    } else {
        &[]
    };
    for flag in flags::CXX_FLAGS
        .iter()
        .chain(flags::RUNTIME_FLAGS)
        .chain(gcc)
    {
        build.flag(flag);
    }
    let compiler = first_line(Command::new(tool.path()).arg("--version"))?;

    let mut names = Vec::new();
    for name in VERILATED {
        build.file(include.join(format!("{name}.cpp")));
        names.push((*name).to_owned());
    }
    for (name, _) in flags::DRIVER {
        build.file(format!("src/{name}.cpp"));
        names.push((*name).to_owned());
    }
    // One object for each file, in the same order.
    let objects = build.try_compile_intermediates()?;
    if objects.len() != names.len() {
        return Err("the compiler made another number of objects".into());
    }
    Ok(Prebuilt {
        verilator,
        compiler,
        objects: names.into_iter().zip(objects).collect(),
    })
}

fn first_line(command: &mut Command) -> Result<String, Box<dyn Error>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?} ended with {}", output.status).into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}
