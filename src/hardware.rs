//! From a design to hardware: what the cells are made from, the memory map, the exported Verilog.

use std::path::{Path, PathBuf};

use yuragi_hdl::parameters::{LaneLfsr, PowerOn, ScratchMap, SerialLfsr};
use yuragi_hdl::{ExportError, Header, Parameters, VerilogFile};

use crate::boards::Board;
use crate::design::Design;
use crate::layout::Layout;
use crate::network::{Registers, Weights};
use crate::protocol;
use crate::random::{ENCODER, LaneSpec, NEURON, RESET_STEPS, RecurrenceSpec};
use crate::tables::Tables;

/// Words of the identity block.
pub const IDENTITY_WORDS: usize = 15;
/// Words of the scratch memory that a reset clears for the totals of the counters.
const TOTALS: usize = 16;

/// The scratch memory of a design.
pub fn scratch_map(layout: &Layout) -> ScratchMap {
    let after = |end: usize, words: usize| end.next_multiple_of(words.next_power_of_two());
    let buffer = protocol::MAX_PAYLOAD / 2;
    let identity = after(buffer, IDENTITY_WORDS);
    let registers = after(identity + IDENTITY_WORDS, protocol::REGISTERS);
    let stimulus_words = stimulus_words(layout);
    let stimulus = after(registers + protocol::REGISTERS, stimulus_words);
    let counts = after(stimulus + stimulus_words, layout.outputs);
    let totals = after(counts + layout.outputs, TOTALS);
    ScratchMap {
        buffer,
        identity,
        identity_words: IDENTITY_WORDS,
        registers,
        stimulus,
        stimulus_words,
        counts,
        totals,
        words: totals + TOTALS,
    }
}

/// Words of a stimulus: clamp bits, sixteen a word, then intensities, two a word.
pub fn stimulus_words(layout: &Layout) -> usize {
    layout.outputs.div_ceil(16) + (layout.inputs + layout.outputs).div_ceil(2)
}

/// What a core of this design says of itself.
pub fn identity(design: &Design) -> [u16; IDENTITY_WORDS] {
    let layout = Layout::new(design);
    let map = scratch_map(&layout);
    let seed = design.random.seed;
    let pair = |low: usize, high: usize| low as u16 | (high as u16) << 8;
    [
        protocol::MAGIC[0],
        protocol::MAGIC[1],
        protocol::VERSION,
        pair(
            design.synapse.bits as usize,
            design.synapse.quantum_log2 as usize,
        ),
        pair(layout.lanes, design.hardware.retrograde_lanes),
        layout.inputs as u16,
        layout.hidden as u16,
        layout.outputs as u16,
        map.stimulus as u16,
        map.counts as u16,
        design.hardware.stored_stimuli as u16,
        seed as u16,
        (seed >> 16) as u16,
        (seed >> 32) as u16,
        (seed >> 48) as u16,
    ]
}

/// What differs first between two identity blocks: its name, what was found and what was expected.
pub fn identity_difference(found: &[u16], expected: &[u16]) -> (&'static str, String, String) {
    if found.len() != expected.len() {
        let words = |block: &[u16]| format!("{} words", block.len());
        return ("the identity block", words(found), words(expected));
    }
    let low = |word: u16| (word & 0xff).to_string();
    let high = |word: u16| (word >> 8).to_string();
    let all = |word: u16| word.to_string();
    let hex = |word: u16| format!("{word:#06x}");
    type Part<'a> = (usize, &'static str, &'a dyn Fn(u16) -> String);
    let parts: [Part; 14] = [
        (0, "the first word of the magic", &hex),
        (1, "the second word of the magic", &hex),
        (2, "the version of the protocol", &all),
        (5, "the number of inputs", &all),
        (6, "the number of hidden neurons", &all),
        (7, "the number of outputs", &all),
        (3, "bits of a weight (synapse.bits)", &low),
        (3, "the quantum (synapse.quantum_log2)", &high),
        (4, "lanes (hardware.lanes)", &low),
        (4, "retrograde lanes (hardware.retrograde_lanes)", &high),
        (8, "the place of the stimulus", &all),
        (9, "the place of the spike counts", &all),
        (
            10,
            "stimuli that can be stored (hardware.stored_stimuli)",
            &all,
        ),
        (
            11,
            "the seed of the design (random.seed), its low word,",
            &all,
        ),
    ];
    for (word, what, text) in parts {
        let pair = found.get(word).zip(expected.get(word));
        if let Some((f, e)) = pair.map(|(&f, &e)| (text(f), text(e)))
            && f != e
        {
            return (what, f, e);
        }
    }
    let hex = |words: &[u16]| {
        let words: Vec<String> = words.iter().map(|w| format!("{w:04x}")).collect();
        words.join(" ")
    };
    ("the identity block", hex(found), hex(expected))
}

/// Everything that the cells of a design are made from. A chip with `weights` wakes up trained.
pub fn parameters_with(design: &Design, weights: Option<&Weights>) -> Parameters {
    Parameters {
        trained: weights.map(|weights| weights.values.clone()),
        ..parameters(design)
    }
}

/// Everything that the cells of a design are made from.
pub fn parameters(design: &Design) -> Parameters {
    let layout = Layout::new(design);
    let tables = Tables::new(design.synapse.quantum_log2);
    let registers = Registers::new(design);
    let map = scratch_map(&layout);
    let lane = LaneSpec::for_lanes(layout.lanes);
    let serial = |spec: &RecurrenceSpec| SerialLfsr {
        taps: spec.taps.map(u64::from),
        start: spec.start,
    };
    let mut scratch = vec![0; map.words];
    scratch[map.identity..][..IDENTITY_WORDS].copy_from_slice(&identity(design));
    scratch[map.registers..][..protocol::REGISTERS]
        .copy_from_slice(&protocol::register_items(&registers));
    Parameters {
        inputs: layout.inputs,
        hidden: layout.hidden,
        outputs: layout.outputs,
        bits: design.synapse.bits as usize,
        quantum_log2: design.synapse.quantum_log2 as usize,
        lanes: layout.lanes,
        retrograde_lanes: design.hardware.retrograde_lanes,
        sigmoid: tables.sigmoid,
        softplus: tables.softplus,
        encoder: serial(&ENCODER),
        neuron: serial(&NEURON),
        lane: LaneLfsr {
            width: lane.width as usize,
            left: lane.left as usize,
            right: lane.right as usize,
            rotate: 64 * lane.rotate_words as usize,
            start: lane.start()[..lane.words()].to_vec(),
        },
        reset_steps: RESET_STEPS,
        map,
        stored_stimuli: design.hardware.stored_stimuli,
        power_on: PowerOn {
            sweeps: registers.sweeps.into(),
            dwell: registers.dwell.into(),
            flip: registers.flip.into(),
            noise: registers.noise.into(),
        },
        trained: None,
        scratch,
    }
}

/// The lines at the top of every exported file.
pub fn header(design: &Design) -> Header {
    let (n, s, h) = (&design.network, &design.synapse, &design.hardware);
    Header {
        lines: vec![
            format!(
                "Exported by yuragi {}; do not edit, change the cell in hdl/src and export again.",
                env!("CARGO_PKG_VERSION")
            ),
            format!(
                "Design: {} inputs, {} hidden, {} outputs; weights of {} bits, quantum 2^-{} nats; {} lanes, {} retrograde; seed {}.",
                n.inputs,
                n.hidden,
                n.outputs,
                s.bits,
                s.quantum_log2,
                h.lanes,
                h.retrograde_lanes,
                design.random.seed
            ),
        ],
    }
}

/// The Verilog of a design, one file a module, the top module `core` last.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn verilog(design: &Design) -> Result<Vec<VerilogFile>, ExportError> {
    verilog_with(design, None)
}

/// The same; a core with `weights` wakes up trained: its row memory holds them at power-on.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn verilog_with(
    design: &Design,
    weights: Option<&Weights>,
) -> Result<Vec<VerilogFile>, ExportError> {
    yuragi_hdl::export_core(&parameters_with(design, weights), &header(design))
}

/// The Verilog of a board's top level with the core of a design in it, the top module `top` last.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn top_verilog(design: &Design, board: &Board) -> Result<Vec<VerilogFile>, ExportError> {
    top_verilog_with(design, None, board)
}

/// The same; a core with `weights` wakes up trained.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn top_verilog_with(
    design: &Design,
    weights: Option<&Weights>,
    board: &Board,
) -> Result<Vec<VerilogFile>, ExportError> {
    let mut header = header(design);
    header.lines.push(format!(
        "Board: {}; {} MHz; serial line at {} bits/s.",
        board.name, board.core_mhz, board.baud
    ));
    let parameters = parameters_with(design, weights);
    yuragi_hdl::export_top(&parameters, &board.top, &header)
}

/// Writes the Verilog of a design and its file list, `core.f`, into a directory, each file at once or not at all. A core with
/// `weights` wakes up trained.
///
/// # Errors
/// If the export fails, or a file cannot be written.
pub fn export(
    design: &Design,
    weights: Option<&Weights>,
    directory: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    let files = verilog_with(design, weights)?;
    std::fs::create_dir_all(directory)
        .map_err(|e| anyhow::anyhow!("cannot make the directory {}: {e}", directory.display()))?;
    let mut list = String::new();
    let mut paths = Vec::new();
    for file in &files {
        let name = format!("{}.v", file.module);
        list += &format!("{name}\n");
        let path = directory.join(name);
        crate::files::write(&path, file.text.as_bytes())?;
        paths.push(path);
    }
    let path = directory.join("core.f");
    crate::files::write(&path, list.as_bytes())?;
    paths.push(path);
    Ok(paths)
}
