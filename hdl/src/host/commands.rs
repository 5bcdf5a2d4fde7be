//! Executes the commands of the host: identify, reset, read, write, present, draw, rehearse.
//!
//! This file has the ports, registers and constants. What a command does stands in parts, which follow one another.

mod accepting;
mod checking;
mod driving;
mod moving;
mod presenting;
mod resetting;

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::logic_in_parts;

/// What a command is doing.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Job {
    /// Begins the reset after power-on or a restart, with the seed in the identity block.
    PowerOn,
    /// Waits for a command, and checks its order, opcode and length.
    Idle,
    /// Reads the first word of the payload.
    FetchSpace,
    /// Takes space and count, or the number of presentations, and reads the second word.
    FetchAddress,
    /// Takes the address, or the number of stimuli.
    Latch,
    /// Adds up the bytes of all items.
    Measure,
    /// Refuses the command, or begins to read or write.
    Check,
    /// Reads an item from its memory.
    ReadFetch,
    /// Offers the item until it is taken.
    ReadReady,
    /// Passes on the items of the spike reader.
    Gather,
    /// Reads an item from the frame buffer.
    WriteFetch,
    /// Writes the item to its space.
    WriteApply,
    /// Starts the presentations; none at all are refused.
    PresentStart,
    /// Waits until the presentations are over.
    PresentWait,
    /// Checks the numbers of a rehearsal and begins it.
    RehearseStart,
    /// Waits while a stored stimulus is copied to the scratch memory.
    RehearseCopy,
    /// Resets the random streams, the counters and the sequencer.
    Reset,
    /// Reads a word of the seed.
    AbsorbFetch,
    /// Absorbs the low byte of the word.
    AbsorbLow,
    /// Absorbs the high byte of the word.
    AbsorbHigh,
    /// Steps all random streams, and clears the totals of the counters.
    Stir,
    /// Waits for a word of the row memory.
    InitialFetch,
    /// Loads a drawn weight into the word.
    InitialApply,
}

/// One command at a time. It checks everything before it touches anything: a command that is refused leaves the state as it was.
/// After power-on, or a restart, it resets the core with the seed of its design, which stands in the identity block; one by the
/// watchdog keeps the weights.
#[derive(LogicBlock)]
pub struct Commands {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// While high, the cell stays in its power-on state.
    pub restart: Signal<In, Bit>,
    /// High with a `restart` that keeps the weights, which is one by the watchdog.
    pub keep: Signal<In, Bit>,
    /// High once the reset after power-on or a restart is over.
    pub ready: Signal<Out, Bit>,
    // frame
    /// High while a good frame waits for its answer.
    pub command: Signal<In, Bit>,
    /// Sequence number of the frame.
    pub sequence: Signal<In, Bits<8>>,
    /// Opcode of the frame.
    pub opcode: Signal<In, Bits<8>>,
    /// Length of the frame's payload, in bytes.
    pub length: Signal<In, Bits<8>>,
    /// High for one cycle when the command is answered.
    pub respond: Signal<Out, Bit>,
    /// With `respond`: the code of the error, 0 for none.
    pub error: Signal<Out, Bits<4>>,
    /// With `respond`: the length of the response's payload, in bytes.
    pub response_length: Signal<Out, Bits<8>>,
    /// The next item of the response's payload.
    pub item: Signal<Out, Bits<16>>,
    /// High while `item` holds an item.
    pub item_valid: Signal<Out, Bit>,
    /// High for one cycle when the item has been sent.
    pub item_taken: Signal<In, Bit>,
    // registers
    /// High for one cycle when the scratch word is written to a register.
    pub register_write: Signal<Out, Bit>,
    /// High if the register may take the value.
    pub good_value: Signal<In, Bit>,
    // presentations
    /// High for one cycle when presentations start.
    pub start: Signal<Out, Bit>,
    /// Number of presentations.
    pub presentations: Signal<Out, Bits<16>>,
    /// High while the sequencer is busy.
    pub busy: Signal<In, Bit>,
    /// High when the stimulus is written: the next presentation is the first of its stimulus.
    pub new_stimulus: Signal<Out, Bit>,
    // scratch memory
    /// Word of the scratch memory to read.
    pub scratch_address: Signal<Out, Bits<16>>,
    /// The word read, a cycle after its address.
    pub scratch_word: Signal<In, Bits<16>>,
    /// High when the word read is written to `scratch_write_address`.
    pub scratch_write: Signal<Out, Bit>,
    /// Word of the scratch memory to write.
    pub scratch_write_address: Signal<Out, Bits<16>>,
    // row memory
    /// Word of the row memory to read.
    pub row_address: Signal<Out, Bits<16>>,
    /// High when a word is written to the row memory.
    pub row_write: Signal<Out, Bit>,
    /// Address of an item that is written: a word of the row memory or of the stored stimuli, or a register.
    pub row_write_address: Signal<Out, Bits<16>>,
    /// First weight of the word read, sign-extended.
    pub row_item: Signal<In, Bits<16>>,
    /// High while an item is read: the weight that leaves a word enters it again behind the last.
    pub turn: Signal<Out, Bit>,
    /// High when a drawn weight enters the word.
    pub initialise: Signal<Out, Bit>,
    // spikes
    /// Sixteen spikes or random bits from the spike reader.
    pub spike_item: Signal<In, Bits<16>>,
    /// High for one cycle when the spike reader starts.
    pub spikes_start: Signal<Out, Bit>,
    /// High for one cycle when the spike reader goes on after an item.
    pub spikes_resume: Signal<Out, Bit>,
    /// High if the spike reader gathers random bits, not spikes.
    pub draw: Signal<Out, Bit>,
    /// High while `spike_item` is complete.
    pub spikes_ready: Signal<In, Bit>,
    /// High when the last spike has been gathered.
    pub spikes_finished: Signal<In, Bit>,
    // stored stimuli
    /// High for one cycle when the scratch word is written to the stored stimuli.
    pub store_write: Signal<Out, Bit>,
    /// High for one cycle when a rehearsal is asked for.
    pub store_begin: Signal<Out, Bit>,
    /// High for one cycle when the next stored stimulus is to be copied to the scratch memory.
    pub store_next: Signal<Out, Bit>,
    /// High while a stored stimulus is copied.
    pub store_busy: Signal<In, Bit>,
    /// High when no stimulus of the rehearsal is left.
    pub store_finished: Signal<In, Bit>,
    // random bits
    /// High for one cycle at the beginning of a reset.
    pub reset: Signal<Out, Bit>,
    /// Byte of the seed that the random streams absorb, 0 for none.
    pub absorb: Signal<Out, Bits<8>>,
    /// High when all random streams make a step.
    pub step_all: Signal<Out, Bit>,

    job: DFF<Job>,
    booted: DFF<Bit>,
    keeping: DFF<Bit>,
    identified: DFF<Bit>,
    due: DFF<Bits<8>>,
    space: DFF<Bits<8>>,
    count: DFF<Bits<8>>,
    left: DFF<Bits<8>>,
    total: DFF<Bits<9>>,
    address: DFF<Bits<16>>,
    index: DFF<Bits<8>>,
    lane: DFF<Bits<6>>,
    done: DFF<Bit>,
    fitting: DFF<Bit>,

    ahead: Signal<Local, Bits<8>>,
    in_order: Signal<Local, Bit>,
    seed_end: Signal<Local, Bits<8>>,
    item_bytes: Signal<Local, Bits<9>>,
    upper_end: Signal<Local, Bits<17>>,
    limit: Signal<Local, Bits<17>>,
    writing: Signal<Local, Bit>,
    drawing: Signal<Local, Bit>,
    rehearsing: Signal<Local, Bit>,
    gathered: Signal<Local, Bit>,
    legal: Signal<Local, Bit>,
    last: Signal<Local, Bit>,
    place: Signal<Local, Bits<16>>,
    wanted: Signal<Local, Bit>,
    current_item: Signal<Local, Bits<16>>,

    row_bytes: Constant<Bits<9>>,
    longest: Constant<Bits<9>>,
    header_bytes: Constant<Bits<9>>,
    register_words: Constant<Bits<17>>,
    register_base: Constant<Bits<16>>,
    counter_words: Constant<Bits<17>>,
    totals_base: Constant<Bits<16>>,
    zero_word: Constant<Bits<16>>,
    scratch_words: Constant<Bits<17>>,
    stimulus_base: Constant<Bits<16>>,
    stimulus_end: Constant<Bits<17>>,
    depth: Constant<Bits<17>>,
    has_store: Constant<Bit>,
    store_words: Constant<Bits<17>>,
    stored_stimuli: Constant<Bits<16>>,
    spike_words: Constant<Bits<17>>,
    stream_words: Constant<Bits<17>>,
    identity_base: Constant<Bits<16>>,
    identity_count: Constant<Bits<8>>,
    identity_bytes: Constant<Bits<8>>,
    last_row_address: Constant<Bits<16>>,
    last_lane: Constant<Bits<6>>,
    boot_seed: Constant<Bits<8>>,
    boot_seed_end: Constant<Bits<8>>,
    last_stir: Constant<Bits<16>>,
    trained: Constant<Bit>,
    opcode_identify: Constant<Bits<8>>,
    opcode_reset: Constant<Bits<8>>,
    opcode_read: Constant<Bits<8>>,
    opcode_write: Constant<Bits<8>>,
    opcode_present: Constant<Bits<8>>,
    opcode_draw: Constant<Bits<8>>,
    opcode_rehearse: Constant<Bits<8>>,
    space_registers: Constant<Bits<8>>,
    space_scratch: Constant<Bits<8>>,
    space_rows: Constant<Bits<8>>,
    space_spikes: Constant<Bits<8>>,
    space_counters: Constant<Bits<8>>,
    space_streams: Constant<Bits<8>>,
    space_store: Constant<Bits<8>>,
    error_opcode: Constant<Bits<4>>,
    error_length: Constant<Bits<4>>,
    error_address: Constant<Bits<4>>,
    error_value: Constant<Bits<4>>,
    error_order: Constant<Bits<4>>,
    one_word: Constant<Bits<16>>,
}

impl Commands {
    /// The cell with the sizes, the memory map and the protocol of a design.
    pub fn new(p: &Parameters) -> Self {
        let spike_words = p.spike_words();
        let (opcodes, spaces, errors) =
            (&p.protocol.opcodes, &p.protocol.spaces, &p.protocol.errors);
        // some of the cell's decisions look at single bits of a space, or at whether any is set: that saves comparators
        assert!(
            spaces.registers == 0,
            "the space of the registers must be 0: {spaces:?}"
        );
        let bits_of = |space: u8| (space >> 2 & 1, space & 1);
        assert!(
            bits_of(spaces.streams) == (1, 1)
                && bits_of(spaces.counters).0 == 1
                && bits_of(spaces.rows).0 == 0,
            "bit 2 must tell streams and counters from rows, and bits 2 and 0 must both be set for streams: {spaces:?}"
        );
        let others = [
            spaces.registers,
            spaces.scratch,
            spaces.rows,
            spaces.spikes,
            spaces.counters,
            spaces.store,
        ];
        assert!(
            others.iter().all(|&space| bits_of(space) != (1, 1)) && bits_of(spaces.spikes).0 == 0,
            "only the space of the streams may have bits 0 and 2, and that of the spikes must not have bit 2: {spaces:?}"
        );
        block!(clock, restart, keep, ready, command, sequence, opcode, length, respond, error, response_length, item, item_valid, item_taken,
            register_write, good_value, start, presentations, busy, new_stimulus,
            scratch_address, scratch_word, scratch_write, scratch_write_address,
            row_address, row_write, row_write_address, row_item, turn, initialise,
            spike_item, spikes_start, spikes_resume, draw, spikes_ready, spikes_finished, store_write, store_begin, store_next, store_busy, store_finished,
            reset, absorb, step_all,
            job, booted, keeping, identified, due, space, count, left, total, address, index, lane, done, fitting,
            ahead, in_order, seed_end, item_bytes, upper_end, limit, writing, drawing, rehearsing, gathered, legal, last, place, wanted, current_item;
            row_bytes: constant(2 * p.lanes as u64),
            longest: constant(p.protocol.max_payload as u64),
            register_words: constant(p.protocol.registers as u64),
            register_base: constant(p.map.registers as u64),
            counter_words: constant(p.protocol.counters as u64),
            totals_base: constant(p.map.totals as u64),
            zero_word: constant((p.map.identity + p.map.identity_words) as u64),
            scratch_words: constant(p.map.words as u64),
            stimulus_base: constant(p.map.stimulus as u64),
            stimulus_end: constant((p.map.stimulus + p.map.stimulus_words) as u64),
            depth: constant(p.depth() as u64),
            has_store: Constant::new(p.stored_stimuli > 0),
            // without a store, as many as the registers: nothing to choose
            store_words: constant(p.stored_words().max(p.protocol.registers) as u64),
            stored_stimuli: constant(p.stored_stimuli as u64),
            spike_words: constant(spike_words as u64),
            stream_words: constant(p.map.buffer as u64),
            identity_base: constant(p.map.identity as u64),
            identity_count: constant(p.map.identity_words as u64),
            identity_bytes: constant(2 * p.map.identity_words as u64),
            last_row_address: constant(p.depth() as u64 - 1),
            last_lane: constant(p.lanes as u64 - 1),
            boot_seed: constant((p.map.identity + p.map.identity_words - 4) as u64),
            boot_seed_end: constant((p.map.identity + p.map.identity_words) as u64),
            last_stir: constant(p.reset_steps as u64 - 1),
            trained: Constant::new(p.trained.is_some()),
            header_bytes: constant(4),
            opcode_identify: constant(opcodes.identify.into()),
            opcode_reset: constant(opcodes.reset.into()),
            opcode_read: constant(opcodes.read.into()),
            opcode_write: constant(opcodes.write.into()),
            opcode_present: constant(opcodes.present.into()),
            opcode_draw: constant(opcodes.draw.into()),
            opcode_rehearse: constant(opcodes.rehearse.into()),
            space_registers: constant(spaces.registers.into()),
            space_scratch: constant(spaces.scratch.into()),
            space_rows: constant(spaces.rows.into()),
            space_spikes: constant(spaces.spikes.into()),
            space_counters: constant(spaces.counters.into()),
            space_streams: constant(spaces.streams.into()),
            space_store: constant(spaces.store.into()),
            error_opcode: constant(errors.opcode.into()),
            error_length: constant(errors.length.into()),
            error_address: constant(errors.address.into()),
            error_value: constant(errors.value.into()),
            error_order: constant(errors.order.into()),
            one_word: constant(1),
        )
    }
}

/// What is asked, and whether it is legal.
struct Checking;
/// Jobs from the frame to the checked command.
struct Accepting;
/// Jobs that move items.
struct Moving;
/// Jobs that present stimuli.
struct Presenting;
/// Jobs of a reset.
struct Resetting;
/// The next item, and the outputs.
struct Driving;

logic_in_parts!(Commands: Checking, Accepting, Moving, Presenting, Resetting, Driving);
