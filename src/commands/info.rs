//! `yuragi info`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::thousands;
use yuragi_hardware::costs::{RamShapes, cycles, memories, sizes};

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
    let design = options.design.load()?;
    let (layout, sizes, cycles, memories) = (
        design.layout(),
        sizes(&design),
        cycles(&design),
        memories(&design, RamShapes::ICE40),
    );
    let blocks: u64 = memories.iter().map(|memory| memory.blocks).sum();
    let (network, synapse, hardware) = (&design.network, &design.synapse, &design.hardware);
    let line = |name: &str, value: String| console.say(format_args!("{name:<22} {value}"));
    line(
        "network",
        format!("{}-{}-{}", network.inputs, network.hidden, network.outputs),
    );
    line(
        "weights",
        format!(
            "{} bits, quantum 2^-{} nats",
            synapse.bits, synapse.quantum_log2
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
            "{} words of {} bits; a row has {} words, {} of fan-out and {} of fan-in; {} rows, and the fan-out of the bias neuron",
            layout.depth,
            layout.lanes * synapse.bits as usize,
            layout.words_per_row,
            layout.words_out,
            layout.words_in,
            layout.hidden
        ),
    );
    line(
        "cycles/presentation",
        format!(
            "{} to {}: encode {}, predict {}, sums {}, resample {}, read out {}, flip {} to {}",
            thousands(cycles.total_min),
            thousands(cycles.total),
            cycles.encode,
            cycles.predict,
            cycles.sums,
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
        "inputs": network.inputs,
        "hidden": network.hidden,
        "outputs": network.outputs,
        "bundles": sizes.bundles,
        "synapses": sizes.synapses,
        "p_bits": sizes.p_bits,
        "bits": synapse.bits,
        "quantum_log2": synapse.quantum_log2,
        "flip": { "asked": synapse.flip, "register": design.flip_register(), "rounded": design.flip_rounded() },
        "noise": { "asked": synapse.noise, "register": design.noise_register(), "rounded": design.noise_rounded() },
        "sweeps": design.sampling.sweeps,
        "dwell": design.sampling.dwell,
        "lanes": hardware.lanes,
        "retrograde_lanes": hardware.retrograde_lanes,
        "seed": design.random.seed,
        "words_per_row": layout.words_per_row,
        "words_in": layout.words_in,
        "words_out": layout.words_out,
        "depth": layout.depth,
        "cycles_per_presentation": cycles,
        "block_ram": { "blocks": blocks, "memories": memories },
    }))?;
    Ok(ExitCode::SUCCESS)
}
