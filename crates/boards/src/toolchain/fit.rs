//! Refuses a design that does not fit the chip before place and route begins, and says what to change.

use std::collections::BTreeMap;

use super::error::ToolchainError;
use super::order::Order;
use super::report;
use crate::board::{self, Board, Device, Family};
use yuragi_hardware::costs::{self, RamShapes};
use yuragi_model::design::Design;

/// The estimated number of block RAMs of a design on a chip: those of the core, and one for the buffer of the serial
/// line. If the chip has single-port RAM, the stored stimuli go there.
pub fn ram_blocks(design: &Design, device: &Device) -> u64 {
    let shapes = match device.family {
        Family::Ice40 => RamShapes::ICE40,
        Family::Ecp5 => RamShapes::ECP5,
    };
    let apart = |memory: &costs::Memory| {
        memory.name == costs::STORED && memory.depth <= device.single_port_words
    };
    let memories = costs::memories(design, shapes);
    let in_blocks = memories.iter().filter(|memory| !apart(memory));
    in_blocks.map(|memory| memory.blocks).sum::<u64>() + 1
}

/// Whether the chip has enough block RAM for a design.
pub fn fits_memory(design: &Design, device: &Device) -> bool {
    ram_blocks(design, device) <= device.rams
}

/// Refuses a design whose memories are too large for the chip.
pub fn check_memory(design: &Design, name: &str, board: &Board) -> Result<(), ToolchainError> {
    let device = &board.device;
    let needed = ram_blocks(design, device);
    if needed <= device.rams {
        return Ok(());
    }
    let fewer = |design: &Design, change: &dyn Fn(&mut Design, usize), from: usize, least| {
        (least..=from).rev().find(|&value| {
            let mut other = design.clone();
            change(&mut other, value);
            fits_memory(&other, device)
        })
    };
    let set_hidden = |d: &mut Design, most: usize| {
        let last = d.network.layers.len() - 1;
        d.network.layers[1..last]
            .iter_mut()
            .for_each(|n| *n = most.min(*n));
    };
    let set_bits = |d: &mut Design, bits| d.synapse.bits = bits as u32;
    let hidden_layers = design.network.hidden_layers();
    let hidden = hidden_layers.iter().copied().max().unwrap_or(0);
    let hidden_key = match hidden_layers.len() {
        1 => "network.hidden",
        _ => "each number of network.hidden",
    };
    let bits = design.synapse.bits as usize;
    let mut changes = Vec::new();
    let set_stored = |d: &mut Design, stored| d.hardware.stored_stimuli = stored;
    if let Some(stored) = fewer(design, &set_stored, design.hardware.stored_stimuli, 0) {
        changes.push(format!("hardware.stored_stimuli <= {stored}"));
    } else if let Some(hidden) = fewer(design, &set_hidden, hidden, 1) {
        changes.push(format!("{hidden_key} <= {hidden}"));
    }
    if let Some(bits) = fewer(design, &set_bits, bits, 2) {
        changes.push(format!("synapse.bits <= {bits}"));
    }
    // Wide words alone can take more blocks than the chip has.
    let mut narrow = design.clone();
    while changes.is_empty()
        && narrow
            .hardware
            .lanes
            .is_multiple_of(2 * narrow.hardware.retrograde_lanes)
    {
        narrow.hardware.lanes /= 2;
        if let Some(hidden) = fewer(&narrow, &set_hidden, hidden, 1) {
            let lanes = narrow.hardware.lanes;
            changes.push(format!(
                "hardware.lanes = {lanes} and {hidden_key} <= {hidden}"
            ));
        }
    }
    Err(ToolchainError::DoesNotFit(format!(
        "{name} does not fit {}: {needed} block RAMs needed, {} on {}: {}",
        board.name,
        device.rams,
        device.name,
        advice(changes, &|other| fits_memory(design, other)),
    )))
}

/// Refuses a design that has more cells after synthesis than the chip.
pub fn check_cells(cells: &BTreeMap<String, u64>, order: &Order) -> Result<(), ToolchainError> {
    let Order { board, design, .. } = order;
    let (name, device) = (order.design_name, &board.device);
    let (lut4, ff, ram) = report::counts(device.family, cells);
    let over = |what: &str, needed: u64, available: u64, changes: &[(usize, usize, &str)]| {
        let possible = changes.iter().filter(|(now, least, _)| now > least);
        let changes = possible
            .map(|(now, _, key)| format!("{key} < {now}"))
            .collect();
        let fits = |other: &Device| {
            other.family == device.family && other.luts >= lut4.max(ff) && other.rams >= ram
        };
        Err(ToolchainError::DoesNotFit(format!(
            "{name} does not fit {}: {needed} {what} needed, {available} on {}: {}",
            board.name,
            device.name,
            advice(changes, &fits),
        )))
    };
    let bits = (design.synapse.bits as usize, 2, "synapse.bits");
    let (lanes, retrograde) = (design.hardware.lanes, design.hardware.retrograde_lanes);
    let narrower = [
        (lanes, 1, "hardware.lanes"),
        (retrograde, 1, "hardware.retrograde_lanes"),
        bits,
    ];
    if lut4 > device.luts {
        return over("LUT4", lut4, device.luts, &narrower);
    }
    if ff > device.luts {
        return over("flip-flops", ff, device.luts, &narrower);
    }
    if ram > device.rams {
        let fewer = [(design.network.hidden(), 1, "network.hidden"), bits];
        return over("block RAMs", ram, device.rams, &fewer);
    }
    Ok(())
}

/// The advice in an error: what to change in the design, or which boards are large enough.
fn advice(mut changes: Vec<String>, fits: &dyn Fn(&Device) -> bool) -> String {
    let boards = board::all().unwrap_or_default();
    let names: Vec<String> = boards
        .into_iter()
        .filter(|board| fits(&board.device))
        .map(|board| board.name)
        .collect();
    if !names.is_empty() {
        changes.push(format!("a larger board ({})", names.join(", ")));
    }
    match changes.as_slice() {
        [] => "none of the built-in boards is large enough".to_owned(),
        changes => changes.join(" or "),
    }
}
