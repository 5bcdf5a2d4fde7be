//! `yuragi info`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;
use serde_json::json;
use yuragi_figures::thousands;
use yuragi_hardware::costs::{RamShapes, cycles, memories, sizes};
use yuragi_model::shape::{Shape, Source};

use crate::shared::console::Console;
use crate::shared::design::DesignOption;

/// Print what a design consists of and what it costs: parameters, p-bits, memory layout, clock cycles and block RAM.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let design = options.design.load(console)?;
    let (shape, sizes, cycles, memories) = (
        design.shape(),
        sizes(&design),
        cycles(&design),
        memories(&design, RamShapes::ICE40),
    );
    let rows = rows(&shape);
    let blocks: u64 = memories.iter().map(|memory| memory.blocks).sum();
    let (network, synapse, hardware) = (&design.network, &design.synapse, &design.hardware);
    let line = |name: &str, value: String| console.say(format_args!("{name:<22} {value}"));
    line(
        "network",
        match network.skips.as_slice() {
            [] => network.name(),
            skips => format!("{}, skips {skips:?}", network.name()),
        },
    );
    line(
        "weights",
        format!(
            "{} bits, quantum 2^-{} nats, first weights of {} bits",
            synapse.bits,
            synapse.quantum_log2,
            design.initial()
        ),
    );
    line(
        "p_flip",
        format!(
            "{}/256 = {:.4} (requested {})",
            design.flip_register(),
            design.flip_rounded(),
            synapse.flip
        ),
    );
    line(
        "p_noise",
        format!(
            "{}/128 = {:.4} (requested {})",
            design.noise_register(),
            design.noise_rounded(),
            synapse.noise
        ),
    );
    line(
        "sampling",
        format!(
            "sweeps {}, dwell {}",
            design.sampling.sweeps, design.sampling.dwell
        ),
    );
    line(
        "hardware",
        format!(
            "{} lanes, {} retrograde lanes",
            hardware.lanes, hardware.retrograde_lanes
        ),
    );
    line("seed", design.random.seed.to_string());
    line(
        "p-bits",
        format!(
            "{}: {} neurons, {} synapses in {} bundles",
            thousands(sizes.p_bits),
            thousands(sizes.neurons),
            thousands(sizes.synapses),
            thousands(sizes.bundles)
        ),
    );
    line(
        "row memory",
        format!(
            "{} words of {} bits; {} rows: {}",
            shape.depth(),
            shape.lanes() * synapse.bits as usize,
            shape.row_count(),
            rows.iter()
                .map(|rows| rows.text())
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    line(
        "cycles/presentation",
        format!(
            "{} to {}, by how much spikes: encode {}, predict {} to {}, resample {} to {}, read out {}, flip {} to {}",
            thousands(cycles.total_min),
            thousands(cycles.total),
            cycles.encode,
            cycles.predict_min,
            cycles.predict,
            cycles.resample_min,
            cycles.resample,
            cycles.readout,
            cycles.flip_min,
            cycles.flip
        ),
    );
    line(
        "block RAM, iCE40",
        format!("{blocks} blocks of 4 kbit, estimated"),
    );
    for memory in &memories {
        line(
            &format!("  {}", memory.name),
            format!(
                "{} words of {} bits: {}",
                memory.depth, memory.width, memory.blocks
            ),
        );
    }
    console.json(&json!({
        "neurons": sizes.neurons,
        "layers": network.layers,
        "inputs": network.inputs(),
        "hidden": network.hidden(),
        "outputs": network.outputs(),
        "skips": network.skips,
        "bundles": sizes.bundles,
        "synapses": sizes.synapses,
        "p_bits": sizes.p_bits,
        "bits": synapse.bits,
        "quantum_log2": synapse.quantum_log2,
        "initial": design.initial(),
        "flip": { "asked": synapse.flip, "register": design.flip_register(), "rounded": design.flip_rounded() },
        "noise": { "asked": synapse.noise, "register": design.noise_register(), "rounded": design.noise_rounded() },
        "sweeps": design.sampling.sweeps,
        "dwell": design.sampling.dwell,
        "lanes": hardware.lanes,
        "retrograde_lanes": hardware.retrograde_lanes,
        "seed": design.random.seed,
        "rows": rows,
        "depth": shape.depth(),
        "cycles_per_presentation": cycles,
        "block_ram": { "blocks": blocks, "memories": memories },
    }))?;
    Ok(ExitCode::SUCCESS)
}

/// The rows of a layer, or that of the bias neuron.
#[derive(Serialize)]
struct Rows {
    /// The number of the layer; none for the bias neuron.
    layer: Option<usize>,
    rows: usize,
    /// The words of a row.
    words: usize,
}

impl Rows {
    fn text(&self) -> String {
        let Self { rows, words, .. } = self;
        match self.layer {
            Some(layer) => format!("{rows} of layer {layer} with {words}"),
            None => format!("that of the bias neuron with {words}"),
        }
    }
}

fn rows(shape: &Shape) -> Vec<Rows> {
    let sources = (0..shape.last()).map(Source::Layer).chain([Source::Bias]);
    let rows = |source| Rows {
        layer: match source {
            Source::Layer(layer) => Some(layer),
            Source::Bias => None,
        },
        rows: shape.of(source),
        words: shape.rows(source).words,
    };
    sources.map(rows).collect()
}
