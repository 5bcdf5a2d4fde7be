//! The scratch memory of a chip, and the identity block in it.

use yuragi_hdl::parameters::ScratchMap;
use yuragi_model::design::Design;
use yuragi_model::shape::Shape;

use crate::protocol;

/// The number of 16-bit words of the identity block.
pub const IDENTITY_WORDS: usize = 18;
/// The number of words of the scratch memory for the totals of the counters. A reset clears them.
const TOTALS: usize = 16;

/// The number of words that hold the spikes for the host: inputs and outputs as they were encoded, sixteen in a word;
/// hidden neurons, eight in a word with their prediction spikes in the low byte; and read-out spikes, sixteen in a word.
pub fn spike_words(shape: &Shape) -> usize {
    let [units, hidden, outputs] = spike_parts(shape);
    units + hidden + outputs
}

/// The same for each of the three kinds.
pub fn spike_parts(shape: &Shape) -> [usize; 3] {
    let pairs = (shape.inputs() + shape.outputs()).div_ceil(2);
    [
        pairs.div_ceil(8),
        shape.hidden().div_ceil(8),
        shape.outputs().div_ceil(16),
    ]
}

/// The addresses of everything in the scratch memory.
pub fn scratch_map(shape: &Shape) -> ScratchMap {
    let after = |end: usize, words: usize| end.next_multiple_of(words.next_power_of_two());
    let buffer = protocol::MAX_PAYLOAD / 2;
    let identity = after(buffer, IDENTITY_WORDS);
    let registers = after(identity + IDENTITY_WORDS, protocol::REGISTERS);
    let stimulus_words = shape.stimulus_words();
    let stimulus = after(registers + protocol::REGISTERS, stimulus_words);
    let counts = after(stimulus + stimulus_words, shape.outputs());
    let totals = after(counts + shape.outputs(), TOTALS);
    let spikes = after(totals + TOTALS, spike_words(shape));
    ScratchMap {
        buffer,
        identity,
        identity_words: IDENTITY_WORDS,
        registers,
        stimulus,
        stimulus_words,
        counts,
        totals,
        spikes,
        words: spikes + spike_words(shape),
    }
}

/// The identity block: what a core of this design answers to `identify`.
pub fn identity(design: &Design) -> [u16; IDENTITY_WORDS] {
    let shape = design.shape();
    let map = scratch_map(&shape);
    let seed = design.random.seed;
    let pair = |low: usize, high: usize| low as u16 | (high as u16) << 8;
    let crc = |numbers: &mut dyn Iterator<Item = usize>| {
        let bytes: Vec<u8> = numbers.flat_map(|n| (n as u16).to_le_bytes()).collect();
        protocol::crc16(bytes)
    };
    let mut skips = design.network.skips.clone();
    skips.sort_unstable();
    [
        protocol::MAGIC[0],
        protocol::MAGIC[1],
        protocol::VERSION,
        pair(
            design.synapse.bits as usize,
            design.synapse.quantum_log2 as usize,
        ),
        pair(shape.lanes(), design.hardware.retrograde_lanes),
        shape.inputs() as u16,
        shape.hidden() as u16,
        shape.outputs() as u16,
        map.stimulus as u16,
        map.counts as u16,
        design.hardware.stored_stimuli as u16,
        pair(shape.len(), design.initial() as usize),
        crc(&mut design.network.layers.iter().copied()),
        crc(&mut skips.into_iter().flatten()),
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
    let parts: [Part; 18] = [
        (0, "the first word of the magic", &hex),
        (1, "the second word of the magic", &hex),
        (2, "the version of the protocol", &all),
        (11, "the number of layers (network.layers)", &low),
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
        (
            12,
            "the checksum of the neurons of each layer (network.layers)",
            &hex,
        ),
        (13, "the checksum of the skips (network.skips)", &hex),
        (
            11,
            "the number of bits of the first weights (synapse.initial)",
            &high,
        ),
        (8, "the address of the stimulus", &all),
        (9, "the address of the spike counts", &all),
        (
            10,
            "the number of stimuli that can be stored (hardware.stored_stimuli)",
            &all,
        ),
        (14, "the lowest word of the seed (random.seed)", &all),
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
