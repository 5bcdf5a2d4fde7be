//! Proofs by yosys that what synthesis makes of a cell for an iCE40 does what its Verilog says, in every state and for
//! every input.
//!
//! Registers and wires that kept their names are paired; each pair is proven equal, by induction over time where it must be.
//! What is not proven is not refuted: where synthesis left no name to pair, there is often no proof.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use yuragi_hdl::VerilogFile;

/// What came of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All pairs are equal.
    Proven { pairs: usize },
    /// Some are not proven to be.
    Open { pairs: usize, open: usize },
    /// The time was up.
    TimeUp,
    /// yosys gave up; its last line.
    Failed(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proven { pairs } => write!(f, "proven, {pairs} pairs"),
            Self::Open { pairs, open } => write!(f, "open: {open} of {pairs} pairs"),
            Self::TimeUp => f.write_str("open: time is up"),
            Self::Failed(line) => write!(f, "open: {line}"),
        }
    }
}

/// The vendor's models with `-defer`: read whole, they take most of a minute.
fn script(top: &str) -> String {
    format!(
        "read_verilog gold/*.v; hierarchy -top {top}; proc; flatten; opt_clean; memory_map; opt_clean; \
         rename {top} gold; design -stash gold; \
         read_verilog gate/*.v; synth_ice40 -abc9 -device hx -top {top}; rename {top} gate; design -stash gate; \
         design -copy-from gate -as gate gate; \
         read_verilog -defer -D NO_ICE40_DEFAULT_ASSIGNMENTS +/ice40/cells_sim.v; \
         hierarchy -top gate; proc; flatten; memory_map; opt_clean; design -stash gate; \
         design -copy-from gold -as gold gold; design -copy-from gate -as gate gate; \
         equiv_make gold gate equiv; hierarchy -top equiv; clean; \
         equiv_simple -undef; equiv_induct -undef; tee -q -o status equiv_status"
    )
}

/// Holds the cells that synthesis makes of `gate` against the Verilog of `gold`.
///
/// # Errors
/// If there is no yosys, or no folder to work in.
pub fn prove(
    gold: &[VerilogFile],
    gate: &[VerilogFile],
    top: &str,
    limit: Duration,
) -> std::io::Result<Verdict> {
    let folder = tempfile::tempdir()?;
    for (name, files) in [("gold", gold), ("gate", gate)] {
        let folder = folder.path().join(name);
        std::fs::create_dir(&folder)?;
        for file in files.iter().filter(|file| !file.black_box) {
            std::fs::write(folder.join(format!("{}.v", file.module)), &file.text)?;
        }
    }
    let mut child = Command::new("yosys")
        .args(["-q", "-l", "log", "-p", &script(top)])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let start = Instant::now();
    loop {
        if child.try_wait()?.is_some() {
            return Ok(verdict(folder.path()));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Verdict::TimeUp);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Reads "Of those cells 33 are proven and 0 are unproven."
fn verdict(folder: &Path) -> Verdict {
    let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
    let counts = status.lines().find_map(|line| {
        let (_, rest) = line.split_once("Of those cells ")?;
        let numbers: Vec<usize> = rest
            .split_whitespace()
            .filter_map(|w| w.parse().ok())
            .collect();
        <[usize; 2]>::try_from(numbers).ok()
    });
    match counts {
        Some([pairs, 0]) if pairs > 0 => Verdict::Proven { pairs },
        Some([proven, open]) => Verdict::Open {
            pairs: proven + open,
            open,
        },
        None => {
            let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            Verdict::Failed(log.lines().last().unwrap_or("no log").to_owned())
        }
    }
}

/// The first operator of a cell changed for another: what is proven of the cell must not be proven then. `None` if the
/// cell has none of these operators.
pub fn fault(files: &[VerilogFile], module: &str) -> Option<Vec<VerilogFile>> {
    const CHANGES: [(&str, &str); 9] = [
        (" ^ ", " | "),
        (" + ", " - "),
        (" == ", " != "),
        (" & ", " | "),
        (" | ", " & "),
        (" ? ~", " ? "),
        (" >> ", " << "),
        (" <= ", " <= ~"),
        (" = i_", " = ~i_"),
    ];
    let mut files = files.to_vec();
    let file = files.iter_mut().find(|file| file.module == module)?;
    let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
    let (line, from, to) = CHANGES.iter().find_map(|(from, to)| {
        let code = |line: &String| {
            line.split("//")
                .next()
                // nobody reads a spare wire
                .is_some_and(|code| code.contains(from) && !code.contains("_spare"))
        };
        Some((lines.iter().position(code)?, from, to))
    })?;
    lines[line] = lines[line].replacen(from, to, 1);
    file.text = lines.join("\n") + "\n";
    Some(files)
}
