//! The layers of a network as the core sees them: where their rows, potentials and spike lists stand.

/// Bits of an address into `depth` words.
pub(crate) fn address_bits(depth: usize) -> usize {
    depth.next_power_of_two().trailing_zeros().max(1) as usize
}

/// The words of a row that reach one layer.
#[derive(Clone, Debug)]
pub struct Part {
    /// The layer that is reached.
    pub layer: usize,
    /// First word of the part in the row.
    pub word: usize,
}

/// The rows of one presynaptic layer, or the row of the bias neuron.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Address of the first row.
    pub first: usize,
    /// Words of a row.
    pub words: usize,
    /// The parts of a row, in ascending order of their layers.
    pub parts: Vec<Part>,
}

/// Layers, and the rows of their neurons, from which the core of events is generated.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// Neurons of each layer: inputs, hidden layers, outputs.
    pub layers: Vec<usize>,
    /// The rows of each layer but the last, and then the row of the bias neuron.
    pub rows: Vec<Rows>,
    /// Bundles in a word of the row memory.
    pub lanes: usize,
    /// Neurons whose potentials stand in one word of the potential memory.
    pub group: usize,
}

/// A source of a layer's potentials: the spike list of a layer below.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Where the list begins in the memory of lists.
    pub list: usize,
    /// What is added to the address of a row to find the first word for the layer.
    pub word: usize,
    /// High for the last list of the layer; the bias neuron follows.
    pub last: bool,
}

/// A layer that the neurons of another one reach.
#[derive(Clone, Copy, Debug)]
pub struct Child {
    /// The layer.
    pub layer: usize,
    /// Its first word in the potential memory.
    pub first: usize,
    /// Its last word there.
    pub end: usize,
    /// High for the last layer that is reached.
    pub last: bool,
}

impl Geometry {
    /// The number of the last layer, which holds the outputs.
    pub fn last(&self) -> usize {
        self.layers.len() - 1
    }

    /// Words of the row memory.
    pub fn depth(&self) -> usize {
        let bias = &self.rows[self.last()];
        bias.first + bias.words
    }

    /// Words that a layer has in the potential memory.
    pub fn steps(&self, layer: usize) -> usize {
        self.layers[layer].div_ceil(self.group)
    }

    /// Words of the layers above the first hidden one, in one bank.
    fn banked(&self) -> usize {
        (2..self.layers.len()).map(|layer| self.steps(layer)).sum()
    }

    /// First word of a layer above the inputs in the potential memory. The words of all layers follow one another. Layer 2 begins at a
    /// power of two, so that a bit tells the words of layer 1, which no neuron reaches that is weighed, from those that need banks.
    pub fn first_step(&self, layer: usize) -> usize {
        let second = self.steps(1).max(self.banked()).next_power_of_two();
        match layer {
            1 => second - self.steps(1),
            _ => second + (2..layer).map(|below| self.steps(below)).sum::<usize>(),
        }
    }

    /// The number behind that of the last word of a bank of the potential memory.
    pub fn all_steps(&self) -> usize {
        self.first_step(self.layers.len())
    }

    /// Bits of the number of a word within the banks, beyond which there are words of layer 1.
    pub fn bank_bits(&self) -> usize {
        address_bits(self.banked())
    }

    /// Where the words of layer 1 begin in the potential memory, behind the four banks.
    pub fn unbanked(&self) -> usize {
        (4 << self.bank_bits()).max(self.first_step(2))
    }

    /// Words of the potential memory.
    pub fn potential_depth(&self) -> usize {
        self.unbanked() + self.first_step(2)
    }

    /// Address of a word in the potential memory.
    pub fn potential_address(&self, bank: usize, word: usize) -> usize {
        match word.checked_sub(self.first_step(2)) {
            // the lowest bits of the number; with a single word they are not 0, but always the same
            Some(_) => bank << self.bank_bits() | word & ((1 << self.bank_bits()) - 1),
            None => self.unbanked() + word,
        }
    }

    /// Target groups of a layer: words of a row that reach it.
    pub fn groups(&self, layer: usize) -> usize {
        self.layers[layer].div_ceil(self.lanes)
    }

    /// Target groups of all layers.
    pub fn all_groups(&self) -> usize {
        (1..self.layers.len()).map(|layer| self.groups(layer)).sum()
    }

    /// Words of the potential memory that a full target group takes.
    pub fn steps_of_group(&self) -> usize {
        self.lanes / self.group
    }

    /// Pairs of inputs: each has one entry in the list of the inputs, if one of the two spikes.
    pub fn pairs(&self) -> usize {
        self.layers[0].div_ceil(2)
    }

    /// Where the spike list of a layer begins; each list ends with a mark.
    pub fn list(&self, layer: usize) -> usize {
        match layer {
            0 => 0,
            _ => {
                let hidden: usize = (1..layer).map(|below| self.layers[below] + 1).sum();
                self.pairs() + 1 + hidden
            }
        }
    }

    /// Entries of the memory of lists.
    pub fn list_depth(&self) -> usize {
        self.list(self.last())
    }

    /// The part of the row of a source that reaches a layer.
    pub fn part(&self, source: usize, layer: usize) -> Option<&Part> {
        self.rows[source]
            .parts
            .iter()
            .find(|part| part.layer == layer)
    }

    /// The sources of all layers above the inputs, layer by layer.
    pub fn sources(&self) -> Vec<Source> {
        let mut all = Vec::new();
        for layer in 1..self.layers.len() {
            for below in 0..layer {
                if let Some(part) = self.part(below, layer) {
                    let (list, word) = (self.list(below), part.word);
                    let last = below + 1 == layer;
                    all.push(Source { list, word, last });
                }
            }
        }
        all
    }

    /// Where the sources of a layer begin among all.
    pub fn first_source(&self, layer: usize) -> usize {
        let below = |target: usize| (0..target).filter(move |&l| self.part(l, target).is_some());
        (1..layer).map(|target| below(target).count()).sum()
    }

    /// The children of all hidden layers, layer by layer.
    pub fn children(&self) -> Vec<Child> {
        let mut all = Vec::new();
        for hidden in 1..self.last() {
            let parts = &self.rows[hidden].parts;
            for (at, part) in parts.iter().enumerate() {
                let layer = part.layer;
                let first = self.first_step(layer);
                let end = first + self.steps(layer) - 1;
                let last = at + 1 == parts.len();
                all.push(Child {
                    layer,
                    first,
                    end,
                    last,
                });
            }
        }
        if all.is_empty() {
            // a network without hidden neurons weighs none; the table has a row all the same
            let (layer, first) = (self.last(), 0);
            let end = self.steps(layer) - 1;
            all.push(Child {
                layer,
                first,
                end,
                last: true,
            });
        }
        all
    }

    /// Where the children of a hidden layer begin among all.
    pub fn first_child(&self, layer: usize) -> usize {
        (1..layer).map(|below| self.rows[below].parts.len()).sum()
    }

    /// Bits of an address of the row memory.
    pub fn row_bits(&self) -> usize {
        // a counter of rows stands behind the last one when it has passed all of them
        address_bits(self.depth() + 1)
    }

    /// Bits of the number of a word of the potential memory, and of the one behind the last.
    pub fn step_bits(&self) -> usize {
        // at least two, so that the port is a vector
        address_bits(self.all_steps() + 1).max(2)
    }

    /// Bits of an address in the memory of lists, and of the one behind the last.
    pub fn list_bits(&self) -> usize {
        address_bits(self.list_depth() + 2)
    }
}
