//! The scratch memory of a chip, and the identity block in it.

use yuragi_hdl::parameters::ScratchMap;
use yuragi_model::design::Design;
use yuragi_model::layout::Layout;

use crate::protocol;

/// The number of 16-bit words of the identity block.
pub const IDENTITY_WORDS: usize = 15;
/// The number of words of the scratch memory for the totals of the counters. A reset clears them.
const TOTALS: usize = 16;

/// The addresses of everything in the scratch memory, for a layout.
pub fn scratch_map(layout: &Layout) -> ScratchMap {
    let after = |end: usize, words: usize| end.next_multiple_of(words.next_power_of_two());
    let buffer = protocol::MAX_PAYLOAD / 2;
    let identity = after(buffer, IDENTITY_WORDS);
    let registers = after(identity + IDENTITY_WORDS, protocol::REGISTERS);
    let stimulus_words = layout.stimulus_words();
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
        spikes: totals + TOTALS,
        words: totals + TOTALS,
    }
}

/// The identity block: what a core of this design answers to `identify`.
pub fn identity(design: &Design) -> [u16; IDENTITY_WORDS] {
    let layout = design.layout();
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

/// The first value in which two identity blocks differ: its name, the value that was found and the one that was
/// expected.
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
        (3, "the number of bits of a weight (synapse.bits)", &low),
        (3, "the quantum (synapse.quantum_log2)", &high),
        (4, "the number of lanes (hardware.lanes)", &low),
        (
            4,
            "the number of retrograde lanes (hardware.retrograde_lanes)",
            &high,
        ),
        (8, "the address of the stimulus", &all),
        (9, "the address of the spike counts", &all),
        (
            10,
            "the number of stimuli that can be stored (hardware.stored_stimuli)",
            &all,
        ),
        (11, "the lowest word of the seed (random.seed)", &all),
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
