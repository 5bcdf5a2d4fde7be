//! The exported core in Icarus Verilog, which has events, deltas and the states X and Z, unlike Verilator: it answers,
//! knows every bit that it says, and learns what the model learns.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use yuragi_engines::port::Port;
use yuragi_engines::{EngineError, Link};
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::ProtocolError;
use yuragi_hdl::VerilogFile;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_testbench::circuits::replace_once;

/// The host inside the simulation: it hands over the frames of this test.
const BENCH: &str = include_str!("icarus/bench.v");
/// How many presentations are learned.
const PRESENTATIONS: usize = 20;
/// The longest wait for one answer. A core that runs in circles without time passing never answers.
const DEADLINE: Duration = Duration::from_secs(120);

/// A core in Icarus Verilog, by its host port.
struct Icarus {
    child: Child,
    to: ChildStdin,
    lines: Receiver<String>,
    deadline: Duration,
    /// What it said last that was no answer; the caller reads it after the link is gone.
    said: Arc<Mutex<String>>,
    _folder: TempDir,
}

impl Icarus {
    fn new(files: &[VerilogFile], deadline: Duration, said: Arc<Mutex<String>>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut compiler = Command::new("iverilog");
        compiler.args(["-g2005", "-Wall", "-s", "bench", "-o", "out", "bench.v"]);
        fs::write(folder.path().join("bench.v"), BENCH).expect("written");
        for file in files {
            let name = format!("{}.v", file.module);
            fs::write(folder.path().join(&name), &file.text).expect("written");
            compiler.arg(name);
        }
        let output = compiler.current_dir(folder.path()).output();
        let output = output.expect("iverilog");
        let warnings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && warnings.is_empty(), "{warnings}");
        let mut child = Command::new("vvp")
            .args(["-n", "out"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("vvp");
        let to = child.stdin.take().expect("piped");
        let from = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, lines) = channel();
        thread::spawn(move || {
            from.lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Self {
            child,
            to,
            lines,
            deadline,
            said,
            _folder: folder,
        }
    }
}

impl Drop for Icarus {
    fn drop(&mut self) {
        // it may run in circles, so it is not asked
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Link for Icarus {
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> yuragi_engines::Result<Vec<u8>> {
        let bytes: Vec<String> = frame.iter().map(|byte| format!("{byte:02x}")).collect();
        let request = format!("{} {cycles}\n{}\n", frame.len(), bytes.join(" "));
        // a simulation that has ended has said why, and takes no more
        let _ = self.to.write_all(request.as_bytes());
        let line = self.lines.recv_timeout(self.deadline);
        let line = line.unwrap_or_else(|_| format!("nothing came within {:?}", self.deadline));
        if let Some(bytes) = line.strip_prefix("A ") {
            let byte = |digits| u8::from_str_radix(digits, 16).expect("a byte");
            return Ok(bytes.split(' ').map(byte).collect());
        }
        *self.said.lock().expect("nobody panicked") = line;
        Err(ProtocolError::Short { found: 0 }.into())
    }
}

/// Learns in the core and in the model; says what differs.
fn learn(design: &Design, files: &[VerilogFile], deadline: Duration) -> Result<(), String> {
    let said = Arc::new(Mutex::default());
    let core = Icarus::new(files, deadline, Arc::clone(&said));
    let outcome = Port::open(core, design)
        .map_err(|error| error.to_string())
        .and_then(|mut port| learn_through(&mut port, design));
    outcome.map_err(|error| format!("{error}: {}", said.lock().expect("nobody panicked")))
}

fn learn_through(port: &mut Port<Icarus>, design: &Design) -> Result<(), String> {
    let failed = |error: EngineError| error.to_string();
    let mut model = Model::new(design).expect("a model");
    let registers = Registers {
        learn: true,
        noise: 64,
        ..Registers::new(design)
    };
    model.set_registers(registers).expect("registers");
    port.configure(registers).map_err(failed)?;
    let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
    let mut chance = SplitMix64::new(3);
    let mut spiked = false;
    let before = model.weights();
    for presentation in 0..PRESENTATIONS {
        let stimulus = Stimulus {
            intensities: (0..inputs + outputs).map(|_| chance.word() as u8).collect(),
            clamped: (0..outputs).map(|k| k % 4 != 3).collect(),
        };
        model.set_stimulus(&stimulus).expect("a stimulus");
        model.present(1).expect("presented");
        port.show(&stimulus).map_err(failed)?;
        port.present(1).map_err(failed)?;
        let same = |what: &str, same: bool| match same {
            true => Ok(()),
            false => Err(format!("presentation {presentation}: {what} differ")),
        };
        same(
            "spike counts",
            port.counts().map_err(failed)? == model.counts(),
        )?;
        same("spikes", port.spikes().map_err(failed)? == model.spikes())?;
        spiked |= model.counts().contains(&1);
    }
    if port.counters().map_err(failed)? != model.counters() {
        return Err("the counters differ".into());
    }
    if port.weights().map_err(failed)? != model.weights() {
        return Err("the weights differ".into());
    }
    assert!(spiked && model.weights() != before, "nothing happened");
    Ok(())
}

fn preset(name: &str) -> (Design, Vec<VerilogFile>) {
    let design = Design::preset(name).expect("a preset");
    let files = hardware::verilog(&design).expect("exported");
    (design, files)
}

#[test]
fn tiny_learns_in_an_event_driven_simulator() {
    let (design, files) = preset("tiny");
    assert_eq!(learn(&design, &files, DEADLINE), Ok(()));
}

#[test]
fn digits_learns_in_an_event_driven_simulator() {
    let (design, files) = preset("digits");
    assert_eq!(learn(&design, &files, DEADLINE), Ok(()));
}

#[test]
fn a_deep_network_with_skips_learns_in_an_event_driven_simulator() {
    let text = "[network]\nlayers = [6, 9, 5, 4]\nskips = [[0, 2], [1, 3]]\n[synapse]\nbits = 8\nquantum_log2 = 5\n\
                [sampling]\nsweeps = 2\ndwell = 3\n[hardware]\nlanes = 4\nretrograde_lanes = 2\n";
    let design = Design::parse(text, "of this test").expect("a design");
    let files = hardware::verilog(&design).expect("exported");
    assert_eq!(learn(&design, &files, DEADLINE), Ok(()));
}

/// Proof that these checks can fail, each with a fault of its own.
#[test]
fn faults_are_seen_in_an_event_driven_simulator() {
    let (design, files) = preset("tiny");
    let fails = |module: &str, edits: &[(&str, &str)], deadline: Duration| {
        let mut files = files.clone();
        for (from, to) in edits {
            replace_once(&mut files, module, from, to);
        }
        learn(&design, &files, deadline).expect_err("seen")
    };
    // The sequencer says that it is busy and takes it back, so the commands cell and it wake each other for ever.
    let circle = [
        ("output wire        o_busy", "output reg         o_busy"),
        ("  assign o_busy = phase != PHASE_IDLE;\n", ""),
        (
            "    o_presented = 1'b0;\n    case (phase)\n",
            "    o_presented = 1'b0;\n    o_busy = 1'b1;\n    case (phase)\n      PHASE_IDLE: begin\n        o_busy = 1'b0;\n        if (i_start) o_busy = 1'b0;\n      end\n",
        ),
    ];
    let found = fails("sequencer", &circle, Duration::from_secs(10));
    assert!(found.contains("nothing came within 10s"), "{found}");
    // A flip-flop without a start value is X here. Verilator, which has no X, sees nothing.
    let unknown = [
        ("refusal       = 1'b0;", "refusal;"),
        ("refusal <= |fail;", "refusal <= refusal;"),
        ("      refusal <= 1'b0;\n", ""),
    ];
    let found = fails("host_port", &unknown, DEADLINE);
    assert!(found.contains("refused x"), "{found}");
    // A core that answers and knows every bit, but computes something else.
    let turned = [("i_put_spike ? place", "!i_put_spike ? place")];
    let found = fails("neuron_states", &turned, DEADLINE);
    assert!(found.contains("differ"), "{found}");
}
