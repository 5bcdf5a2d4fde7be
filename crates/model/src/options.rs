//! How a model computes, and what an experiment takes away from the law.

/// How a model computes a presentation. All three give the same bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Path {
    /// Follows the specification step by step: slow, to read and to compare with.
    Plain,
    /// Arranged for wide registers, in code that any processor runs.
    Portable,
    /// The same with the widest vectors that the processor has.
    #[default]
    Vector,
}

/// A part of the law that an experiment takes away. What is left is no longer the network of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ablation {
    /// The retrograde signal: hidden neurons no longer learn from the outputs how likely these are, and logit_j = v_j.
    Retrograde,
    /// One draw for two spikes: the prediction spike stays the one that step 2 drew, and evidence is the difference of two independent
    /// draws.
    OneDraw,
    /// Learning of the hidden neurons' fan-in: they keep the weights that they have. Computed on [`Path::Plain`].
    FanIn,
    /// The uniform prior of a bundle's count, with which a bundle flips one synapse whatever it holds: without it synapses are
    /// independent p-bits, and each that can follow the evidence does so with probability p_flip/(2^B − 1). Computed on [`Path::Plain`].
    UniformPrior,
}

/// How a model computes. The default is the whole law on the fastest path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    path: Path,
    /// A bit for each ablation, in the order of their declaration.
    ablated: u8,
}

impl Options {
    /// The whole law on a path.
    pub fn on(path: Path) -> Self {
        Self { path, ablated: 0 }
    }

    /// The same without some parts of the law.
    #[must_use]
    pub fn without(mut self, ablations: impl IntoIterator<Item = Ablation>) -> Self {
        for ablation in ablations {
            self.ablated |= 1 << ablation as u8;
        }
        self
    }

    /// Whether a part of the law is there.
    pub fn keeps(&self, ablation: Ablation) -> bool {
        self.ablated & 1 << ablation as u8 == 0
    }

    /// The path that computes: the plain one where no other knows the ablation.
    pub fn path(&self) -> Path {
        if self.keeps(Ablation::FanIn) && self.keeps(Ablation::UniformPrior) {
            self.path
        } else {
            Path::Plain
        }
    }
}
