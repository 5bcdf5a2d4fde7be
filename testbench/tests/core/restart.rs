//! The reset pin at every cycle of a command: afterwards the core answers as after a reset at rest.

use verilator_sys::{Expect, HostLink, Library, Simulation};
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::{self, Opcode, Space};
use yuragi_hdl::VerilogFile;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_testbench::campaigns::frames::RULE;
use yuragi_testbench::circuits::{core_of, replace_once};

/// More cycles than a power-on or a command of this test takes.
const PATIENCE: u64 = 20_000;

/// A core and the number of the last frame that changed its state.
struct Host<'a> {
    link: &'a HostLink,
    simulation: Simulation,
    sequence: u8,
}

impl Host<'_> {
    fn ask(&mut self, opcode: Opcode, payload: &[u8]) -> Result<Vec<u8>, String> {
        if opcode != Opcode::Read {
            self.sequence += 1;
        }
        let bytes = protocol::frame(self.sequence, opcode as u8, payload);
        let expect = Expect::Frames(RULE, 1);
        let reply = self
            .simulation
            .transact(self.link, &bytes, expect, PATIENCE)
            .map_err(|error| format!("{opcode:?}: {error}"))?;
        protocol::response(&reply.bytes, self.sequence, opcode)
            .map(<[u8]>::to_vec)
            .map_err(|error| format!("{opcode:?}: {error}"))
    }
}

/// When the reset comes.
#[derive(Clone, Copy, Debug)]
enum Moment {
    AtRest,
    /// So many cycles after the core took `present 4`.
    Presenting(u64),
    /// When the core has sent so many bytes of its weights.
    Reading(usize),
}

/// The registers and the stimulus of this test: the core learns, with its outputs clamped to values that are drawn anew each time.
fn learning(design: &Design) -> (Registers, Stimulus) {
    let registers = Registers {
        learn: true,
        ..Registers::new(design)
    };
    let mut stimulus = Stimulus::dark(&design.shape());
    stimulus.intensities.fill(128);
    stimulus.clamped.fill(true);
    (registers, stimulus)
}

/// A small design in whose first four presentations hidden neurons have evidence, twice at least: otherwise nothing of a presentation
/// could be left behind that matters.
fn eventful() -> Design {
    let mut design = Design::preset("tiny").expect("a preset");
    // initial weights of up to 2 nats: with weights of 0 the outputs change nothing
    design.synapse.bits = 6;
    let events = |design: &Design| {
        let (registers, stimulus) = learning(design);
        let mut model = Model::new(design).expect("a model");
        model.set_registers(registers).expect("registers");
        model.set_stimulus(&stimulus).expect("a stimulus");
        let present = |_: &i32| {
            model.present(1).expect("a presentation");
            let spikes = model.spikes();
            spikes.hidden != spikes.predicted
        };
        (0..4).filter(present).count()
    };
    let seeded = (1..1_000).map(|seed| {
        design.random.seed = seed;
        design.clone()
    });
    let mut eventful = seeded.filter(|design| events(design) >= 2);
    eventful.next().expect("a seed")
}

/// Everything that a core tells of three presentations after a reset; it learns, with its outputs clamped.
fn answers(
    library: &Library,
    link: &HostLink,
    design: &Design,
    moment: Moment,
) -> Result<Vec<Vec<u8>>, String> {
    let (registers, stimulus) = learning(design);
    let shape = design.shape();
    let mut host = Host {
        link,
        simulation: library.simulation().expect("a simulation"),
        sequence: 0,
    };
    host.ask(Opcode::Identify, &[])?;
    for (address, value) in protocol::register_items(&registers).into_iter().enumerate() {
        let payload = protocol::write(Space::Registers, address as u16, 1, &[value]);
        host.ask(Opcode::Write, &payload)?;
    }
    let words = stimulus.words();
    let first = hardware::scratch_map(&shape).stimulus as u16;
    let payload = protocol::write(Space::Scratch, first, words.len() as u8, &words);
    host.ask(Opcode::Write, &payload)?;
    let weights = protocol::read(Space::Rows, 0, shape.depth() as u8);
    let (opcode, payload, bytes, cycles) = match moment {
        Moment::AtRest => (Opcode::Identify, vec![], 0, PATIENCE),
        Moment::Presenting(cycles) => (Opcode::Present, vec![4, 0], 0, cycles),
        Moment::Reading(bytes) => (Opcode::Read, weights.clone(), bytes, 20),
    };
    let frame = protocol::frame(host.sequence + 1, opcode as u8, &payload);
    let taken = host
        .simulation
        .transact(link, &frame, Expect::Bytes(bytes), PATIENCE);
    taken.expect("taken");
    host.simulation.step(cycles).expect("stepped");
    let reset = library.port("i_reset").expect("a reset");
    host.simulation.poke(reset, 1).expect("poked");
    host.simulation.step(4).expect("stepped");
    host.simulation.poke(reset, 0).expect("poked");
    let mut answers = vec![host.ask(Opcode::Identify, &[])?];
    answers.push(host.ask(Opcode::Present, &[3, 0])?);
    for payload in [
        protocol::read(Space::Spikes, 0, hardware::spike_words(&shape) as u8),
        protocol::read(Space::Counters, 0, 10),
        weights,
    ] {
        answers.push(host.ask(Opcode::Read, &payload)?);
    }
    Ok(answers)
}

/// The moments after which a core with this Verilog is not as after a reset at rest, with what it said.
fn left_behind(design: &Design, files: Vec<VerilogFile>) -> Vec<String> {
    let (library, link) = core_of(files);
    let expected = answers(&library, &link, design, Moment::AtRest).expect("a core at rest");
    // all of four presentations, and all bytes of a frame of weights
    let longest = 4 * hardware::costs::cycles(design).total;
    let shape = design.shape();
    let bytes = protocol::OVERHEAD + 2 * shape.depth() * shape.lanes();
    let moments = (0..longest)
        .map(Moment::Presenting)
        .chain((1..bytes).map(Moment::Reading));
    moments
        .filter_map(|moment| {
            let found = answers(&library, &link, design, moment);
            (found.as_ref() != Ok(&expected)).then(|| format!("{moment:?}: {found:?}"))
        })
        .collect()
}

#[test]
fn a_reset_in_the_middle_of_a_command_leaves_nothing_behind() {
    let design = eventful();
    let files = hardware::verilog(&design).expect("exported");
    let wrong = left_behind(&design, files.clone());
    assert!(wrong.is_empty(), "{} moments, {:#?}", wrong.len(), wrong[0]);
    // what stops the sequencer at a restart, what empties a word and what clears a counter, taken away
    for (module, code) in [
        (
            "sequencer",
            "      phase <= PHASE_IDLE;\n      deciding <= 1'b0;\n",
        ),
        (
            "encoding",
            "      gathered <= 16'd0;\n      place <= FIRST_STEP;",
        ),
        (
            "commands",
            "        lane <= 6'd0;\n      end\n      JOB_ABSORB_LOW",
        ),
    ] {
        let mut faulty = files.clone();
        let without = code.replacen(code.split_once('\n').expect("a line").0, "", 1);
        replace_once(&mut faulty, module, code, &without);
        let wrong = left_behind(&design, faulty);
        println!("{module}: {} moments, {:?}", wrong.len(), wrong.first());
        assert!(!wrong.is_empty(), "{module}: the fault was not seen");
    }
}
