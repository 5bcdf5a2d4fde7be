//! Options of a model: the way it computes, and the parts of the law that an experiment takes away.

/// The code that computes a presentation. All three paths give the same result in every bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Path {
    /// Follows the specification step by step. It is slow; it is there to be read, and to compare the others with.
    Plain,
    /// Arranged for vector registers, but in code that every processor runs.
    Portable,
    /// The same with AVX2 instructions, if the processor has them.
    #[default]
    Vector,
}

/// A part of the law that an experiment takes away. Without it the model no longer computes what the specification
/// says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ablation {
    /// The retrograde signal. Without it the clamped outputs do not influence the hidden neurons, and logit_j = v_j.
    Retrograde,
    /// One draw for two spikes. Without it the prediction spike stays as step 2 drew it, so the evidence comes from
    /// two independent draws.
    OneDraw,
    /// Learning in the fan-in of hidden neurons. Without it these weights stay as they are. Computed on
    /// [`Path::Plain`].
    FanIn,
    /// The uniform prior of a bundle's number of open synapses, by which one synapse of a bundle flips with
    /// probability p_flip, however many are open. Without it synapses are independent p-bits: each one that can follow
    /// the evidence does so with probability p_flip/(2^B − 1). Computed on [`Path::Plain`].
    UniformPrior,
}

/// Path and ablations of a model. The default is the whole law on the fastest path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    path: Path,
    /// One bit for each ablation, in the order of declaration.
    ablated: u8,
}

impl Options {
    /// The whole law, computed on a path.
    pub fn on(path: Path) -> Self {
        Self { path, ablated: 0 }
    }

    /// The same options without some parts of the law.
    #[must_use]
    pub fn without(mut self, ablations: impl IntoIterator<Item = Ablation>) -> Self {
        for ablation in ablations {
            self.ablated |= 1 << ablation as u8;
        }
        self
    }

    /// Whether the model has this part of the law.
    pub fn keeps(&self, ablation: Ablation) -> bool {
        self.ablated & 1 << ablation as u8 == 0
    }

    /// The path on which the model computes. It is [`Path::Plain`] if only that path has one of the ablations.
    pub fn path(&self) -> Path {
        if self.keeps(Ablation::FanIn) && self.keeps(Ablation::UniformPrior) {
            self.path
        } else {
            Path::Plain
        }
    }
}
