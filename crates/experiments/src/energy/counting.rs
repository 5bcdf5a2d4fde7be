//! A core in Verilator whose changes are counted while it learns and classifies, in lockstep with the model.

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use yuragi_engines::Engine;
use yuragi_engines::rtl::{Making, Rtl};
use yuragi_hardware as hardware;
use yuragi_hardware::costs;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_model::shape::{Shape, Source};
use yuragi_training::Lessons;
use yuragi_training::data::DataSet;

use super::activity::{Activity, Counts, Points, Structure};

/// What the network does while changes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It learns: the outputs are clamped to the label, and weights flip.
    Learning,
    /// It classifies: the outputs are free, and the weights do not change.
    Inference,
}

/// The counts over some presentations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// The number of presentations.
    pub presentations: u64,
    /// The number of clock cycles, with those of the command of the host and its answer.
    pub cycles: u64,
    /// Toggles and writes to memories.
    pub activity: Activity,
    /// Draws of p-bits.
    pub updates: Updates,
    /// Words of the row memory.
    pub words: Words,
}

/// The numbers of draws of p-bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updates {
    /// Draws of the encoder, for inputs and clamped outputs.
    pub encoder: u64,
    /// Draws of neurons, for prediction, resampling and read-out.
    pub neurons: u64,
    /// Draws of synapses, one for each lane of a word that is rewritten.
    pub synapses: u64,
    /// Synapses that evidence flipped.
    pub flipped: u64,
}

/// The numbers of words of the row memory that are read and written according to the specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Words that are read and used.
    pub read: u64,
    /// Words that are written.
    pub written: u64,
}

impl Updates {
    /// All draws.
    pub fn all(&self) -> u64 {
        self.encoder + self.neurons + self.synapses
    }
}

/// A simulated core whose changes are counted.
pub struct Counter {
    design: Design,
    shape: Shape,
    rtl: Rtl,
    model: Model,
    points: Points,
    file: tempfile::NamedTempFile,
    /// The structure of the Verilog.
    pub structure: Structure,
}

impl Counter {
    /// Exports the Verilog of a design and makes its simulation.
    ///
    /// # Errors
    /// If the design is not valid or a tool fails.
    pub fn new(design: &Design) -> Result<Self> {
        let files = hardware::verilog(design)?;
        let structure = Structure::of(&files, "yuragi_core")?;
        let making = Making {
            coverage: true,
            optimisation: Some(1),
            files: Some(files),
            ..Making::default()
        };
        let mut counter = Self {
            design: design.clone(),
            shape: design.shape(),
            rtl: Rtl::made(design, making)?,
            model: Model::new(design)?,
            points: Points::default(),
            file: tempfile::NamedTempFile::new().context("cannot make a temporary file")?,
            structure,
        };
        let text = counter.written()?;
        counter.points = counter.structure.points(&text)?;
        Ok(counter)
    }

    /// Resets core and model with a seed, and loads weights if they are given.
    ///
    /// # Errors
    /// If the weights do not fit or the core fails.
    pub fn prepare(&mut self, seed: u64, weights: Option<&Weights>) -> Result<()> {
        for engine in self.both() {
            engine.reset(seed)?;
            if let Some(weights) = weights {
                engine.load_weights(weights)?;
            }
        }
        Ok(())
    }

    /// Presents each image `repeats` times in one command. Only these commands are counted, not the transfer of the
    /// images.
    ///
    /// # Errors
    /// If the core fails, or its weights at the end differ from those of the model.
    pub fn run(
        &mut self,
        phase: Phase,
        (data, lessons): (&DataSet, &Lessons),
        images: &[usize],
        repeats: u16,
    ) -> Result<Counted> {
        let registers = Registers {
            learn: phase == Phase::Learning,
            ..Registers::new(&self.design)
        };
        for engine in self.both() {
            engine.configure(registers)?;
        }
        let mut counted = Counted::default();
        for &image in images {
            let stimulus = match phase {
                Phase::Learning => lessons.lesson(data, image),
                Phase::Inference => lessons.question(data, image),
            };
            for engine in self.both() {
                engine.show(&stimulus)?;
            }
            self.present(&registers, &stimulus, repeats, &mut counted)?;
        }
        let same = self.rtl.weights()? == self.model.weights();
        ensure!(
            same,
            "the weights of the core differ from those of the model"
        );
        Ok(counted)
    }

    fn present(
        &mut self,
        registers: &Registers,
        stimulus: &Stimulus,
        repeats: u16,
        counted: &mut Counted,
    ) -> Result<()> {
        let flips = |model: &Model| {
            let counters = model.counters();
            u64::from(counters.flips_up.wrapping_add(counters.flips_down))
        };
        let before = (self.counts()?, self.rtl.cycles().unwrap_or(0));
        self.rtl.present(repeats)?;
        let after = (self.counts()?, self.rtl.cycles().unwrap_or(0));
        let flipped = flips(&self.model);
        for _ in 0..repeats {
            let noise_row = self.model.noise_row();
            self.model.present(1)?;
            let words = self.rewritten(registers, noise_row);
            self.expect(registers, stimulus, words, counted);
        }
        counted.updates.flipped += flips(&self.model).wrapping_sub(flipped);
        counted.presentations += u64::from(repeats);
        counted.cycles += after.1 - before.1;
        counted
            .activity
            .add(&self.points.activity(&before.0, &after.0));
        Ok(())
    }

    /// The number of words that the flips of the last presentation of the model rewrite, and those of the noise row.
    fn rewritten(&self, registers: &Registers, noise_row: usize) -> u64 {
        if !registers.learn {
            return 0;
        }
        let shape = &self.shape;
        let words = (1..shape.len()).map(|layer| {
            let evidence = self.model.evidence_of(layer);
            let groups = evidence.chunks(shape.lanes());
            let surprised = groups.filter(|group| group.iter().any(|&e| e != 0)).count();
            surprised * self.spiking(layer)
        });
        let noise = match registers.noise {
            0 => 0,
            _ => shape.row(noise_row).1,
        };
        (words.sum::<usize>() + noise) as u64
    }

    /// The number of neurons that reach a layer and spiked, with the bias neuron.
    fn spiking(&self, layer: usize) -> usize {
        let of = |source| match source {
            Source::Layer(below) => {
                let spikes = self.model.spikes_of(below);
                spikes.into_iter().filter(|&spike| spike).count()
            }
            Source::Bias => 1,
        };
        self.shape.sources(layer).map(of).sum()
    }

    /// Adds the draws and words of a presentation according to the specification. The words that are read for the
    /// prediction are counted with the spikes at the end of the presentation.
    fn expect(
        &self,
        registers: &Registers,
        stimulus: &Stimulus,
        rewritten: u64,
        counted: &mut Counted,
    ) {
        let shape = &self.shape;
        let [hidden, outputs, lanes] =
            [shape.hidden(), shape.outputs(), shape.lanes()].map(|n| n as u64);
        let clamped = stimulus.clamped.iter().filter(|&&clamped| clamped).count() as u64;
        let sweeps = u64::from(clamped > 0) * u64::from(registers.sweeps);
        let retrograde = self.design.hardware.retrograde_lanes;
        let looked_up = (1..shape.last()).map(|layer| {
            let parts = shape.rows(Source::Layer(layer)).parts.iter();
            let steps = parts.map(|part| shape.neurons(part.layer).div_ceil(retrograde));
            shape.neurons(layer) * steps.sum::<usize>()
        });
        let looked_up = looked_up.sum::<usize>() as u64;
        let summed = (1..shape.len())
            .map(|layer| shape.neurons(layer).div_ceil(shape.lanes()) * self.spiking(layer));
        let summed = summed.sum::<usize>() as u64;
        counted.updates.encoder += shape.inputs() as u64 + clamped;
        counted.updates.neurons += hidden + sweeps * hidden + outputs;
        counted.updates.synapses += rewritten * lanes;
        // the rows of neurons that spiked, for the potentials, and then the weights to the children of each neuron
        counted.words.read += summed + sweeps * looked_up + rewritten;
        counted.words.written += rewritten;
    }

    /// The number of RAM blocks of 4 kbit of all memories, which are clocked in every cycle, and of those that hold one
    /// word of the row memory.
    pub fn blocks(&self) -> (u64, u64) {
        let memories = costs::memories(&self.design, costs::RamShapes::ICE40);
        let word = (self.shape.lanes() as u64 * u64::from(self.design.synapse.bits)).div_ceil(16);
        (memories.iter().map(|memory| memory.blocks).sum(), word)
    }

    /// The number of nets that have a name but no count.
    pub fn uncounted(&self) -> u64 {
        self.points.uncounted
    }

    fn both(&mut self) -> [&mut dyn Engine; 2] {
        [&mut self.rtl, &mut self.model]
    }

    fn counts(&mut self) -> Result<Counts> {
        let text = self.written()?;
        self.points.counts(&text)
    }

    fn written(&mut self) -> Result<String> {
        self.rtl.write_coverage(self.file.path())?;
        std::fs::read_to_string(self.file.path()).context("Verilator wrote no coverage")
    }
}
