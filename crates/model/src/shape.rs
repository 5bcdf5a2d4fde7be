//! Which layers are connected, and the place of every bundle in the row memory.

use thiserror::Error;

use crate::fast::vector::LANES as VECTOR;

/// The largest number of layers, inputs and outputs included.
pub const MAX_LAYERS: usize = 8;

/// The largest number of neurons of all layers together.
pub const MAX_NEURONS: usize = 4095;

/// The largest number of words of a row memory, because its address has 16 bits.
pub const MAX_DEPTH: usize = 65_536;

/// Why layers and skips are no network.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{key} = {found} is not allowed: {allowed}")]
pub struct ShapeError {
    /// What is wrong: `layers` or `skips`.
    pub key: &'static str,
    /// The value that was found.
    pub found: String,
    /// The values that are allowed, in words.
    pub allowed: String,
}

/// Where a connection comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The neurons of a layer.
    Layer(usize),
    /// The bias neuron, which always spikes.
    Bias,
}

/// A part of a row: the words of one target layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The target layer.
    pub layer: usize,
    /// The first word of the part within the row.
    pub word: usize,
    /// The number of words: ⌈n/P⌉ for a target layer of n neurons.
    pub words: usize,
}

/// The rows of one source: all neurons of a layer, or the bias neuron.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The address of the first row.
    pub first: usize,
    /// The number of words of a row.
    pub words: usize,
    /// The parts of a row, in ascending order of their layers.
    pub parts: Vec<Part>,
}

/// The layers of a network, their connections, and the layout of the row memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    layers: Vec<usize>,
    lanes: usize,
    /// The rows of each layer but the last, and then those of the bias neuron.
    rows: Vec<Rows>,
    /// The number of neurons before each layer.
    firsts: Vec<usize>,
    /// The number of lanes of potentials before each layer, in whole vectors; inputs have none.
    first_lanes: Vec<usize>,
    depth: usize,
}

impl Shape {
    /// The shape of a network: every layer reaches the next one, and `skips` adds connections further up.
    ///
    /// # Errors
    /// If the network is too large, or a skip does not go up past a layer, or is there twice.
    pub fn new(layers: &[usize], skips: &[[usize; 2]], lanes: usize) -> Result<Self, ShapeError> {
        check_layers(layers)?;
        check_skips(layers.len(), skips)?;
        let last = layers.len() - 1;
        let words = |layer: usize| layers[layer].div_ceil(lanes);
        let (mut rows, mut depth) = (Vec::new(), 0);
        for (source, &neurons) in layers.iter().enumerate() {
            // outputs reach nobody; in their place stands the bias neuron
            let reached = |target: &usize| {
                source == last || *target == source + 1 || skips.contains(&[source, *target])
            };
            let (mut parts, mut word) = (Vec::new(), 0);
            let above = if source == last { 1 } else { source + 1 };
            for layer in (above..=last).filter(reached) {
                let words = words(layer);
                parts.push(Part { layer, word, words });
                word += words;
            }
            rows.push(Rows {
                first: depth,
                words: word,
                parts,
            });
            depth += if source == last { word } else { word * neurons };
        }
        if depth > MAX_DEPTH {
            return Err(ShapeError {
                key: "layers",
                found: format!("{layers:?}"),
                allowed: format!(
                    "with {lanes} bundles in a word it needs {depth} words of row memory, of which there are \
                     {MAX_DEPTH}; use fewer neurons or more hardware.lanes"
                ),
            });
        }
        let running = |size: &dyn Fn(usize) -> usize| {
            let mut sum = 0;
            (0..=layers.len())
                .map(|layer| {
                    let before = sum;
                    sum += if layer < layers.len() { size(layer) } else { 0 };
                    before
                })
                .collect()
        };
        Ok(Self {
            firsts: running(&|layer| layers[layer]),
            first_lanes: running(&|layer| match layer {
                0 => 0,
                layer => layers[layer].next_multiple_of(VECTOR),
            }),
            layers: layers.to_vec(),
            lanes,
            rows,
            depth,
        })
    }

    /// The number of layers, inputs and outputs included.
    pub fn len(&self) -> usize {
        self.layers.len()
    }

    /// Never true: there are at least two layers.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The number of the last layer, the outputs.
    pub fn last(&self) -> usize {
        self.layers.len() - 1
    }

    /// The number of neurons of a layer.
    pub fn neurons(&self, layer: usize) -> usize {
        self.layers[layer]
    }

    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.layers[0]
    }

    /// The number of hidden neurons of all hidden layers together.
    pub fn hidden(&self) -> usize {
        self.firsts[self.last()] - self.inputs()
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.layers[self.last()]
    }

    /// The number of 16-bit words of a stimulus in the chip's memory: the clamp bits, sixteen in a word, and then the
    /// intensities, two in a word.
    pub fn stimulus_words(&self) -> usize {
        self.outputs().div_ceil(16) + (self.inputs() + self.outputs()).div_ceil(2)
    }

    /// P, the number of bundles in a word.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// The number of words of the row memory.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The number of neurons before a layer, or of all neurons for the number of layers.
    pub fn first(&self, layer: usize) -> usize {
        self.firsts[layer]
    }

    /// The number of lanes of potentials before a layer, in whole vectors, or of all for the number of layers.
    pub fn first_lane(&self, layer: usize) -> usize {
        self.first_lanes[layer]
    }

    /// The rows of a source.
    pub fn rows(&self, source: Source) -> &Rows {
        match source {
            Source::Layer(layer) => &self.rows[layer],
            Source::Bias => &self.rows[self.last()],
        }
    }

    /// The sources that reach a layer: layers from the inputs up, and then the bias neuron.
    pub fn sources(&self, target: usize) -> impl Iterator<Item = Source> {
        let layers = (0..target).map(Source::Layer);
        layers
            .chain([Source::Bias])
            .filter(move |&source| self.part(source, target).is_some())
    }

    /// The part of the rows of a source that belongs to a target layer, if they are connected.
    pub fn part(&self, source: Source, target: usize) -> Option<Part> {
        let parts = &self.rows(source).parts;
        parts.iter().copied().find(|part| part.layer == target)
    }

    /// The number of neurons of a source.
    pub fn of(&self, source: Source) -> usize {
        match source {
            Source::Layer(layer) => self.layers[layer],
            Source::Bias => 1,
        }
    }

    /// The number of rows: of all neurons but the outputs, and of the bias neuron.
    pub fn row_count(&self) -> usize {
        self.first(self.last()) + 1
    }

    /// The address and the number of words of a row, counted over all layers; the bias neuron has the last one.
    pub fn row(&self, number: usize) -> (usize, usize) {
        let layer = (0..self.last()).rfind(|&layer| self.first(layer) <= number);
        let layer = layer.filter(|_| number + 1 < self.row_count());
        let (rows, neuron) = match layer {
            Some(layer) => (&self.rows[layer], number - self.first(layer)),
            None => (self.rows(Source::Bias), 0),
        };
        (rows.first + neuron * rows.words, rows.words)
    }

    /// The index of a weight in the row memory, a flat array of depth × P lanes; none if the two are not connected.
    pub fn index(
        &self,
        source: Source,
        neuron: usize,
        target: usize,
        place: usize,
    ) -> Option<usize> {
        let part = self.part(source, target)?;
        if neuron >= self.of(source) || place >= self.layers[target] {
            return None;
        }
        let rows = self.rows(source);
        let word = rows.first + neuron * rows.words + part.word;
        Some(word * self.lanes + place)
    }

    /// The index of every weight in the row memory, without padding, target layer by target layer.
    pub fn bundles(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.len()).flat_map(move |target| {
            self.sources(target)
                .flat_map(move |source| self.between(source, target))
        })
    }

    /// The index of every weight from a source to a layer, neuron by neuron of the source. There are none if the two
    /// are not connected.
    pub fn between(&self, source: Source, target: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.of(source)).flat_map(move |neuron| {
            let places = 0..self.layers[target];
            places.filter_map(move |place| self.index(source, neuron, target, place))
        })
    }
}

fn check_layers(layers: &[usize]) -> Result<(), ShapeError> {
    let bad = |allowed: String| {
        Err(ShapeError {
            key: "layers",
            found: format!("{layers:?}"),
            allowed,
        })
    };
    if !(2..=MAX_LAYERS).contains(&layers.len()) {
        return bad(format!(
            "there must be from 2 to {MAX_LAYERS} layers: inputs, hidden layers and outputs"
        ));
    }
    if let Some(layer) = (1..layers.len()).find(|&layer| layers[layer] == 0) {
        return bad(format!(
            "layer {layer} must have at least one neuron; only layer 0, the inputs, may have none"
        ));
    }
    let neurons = layers
        .iter()
        .fold(0, |sum: usize, &n| sum.saturating_add(n));
    if neurons > MAX_NEURONS {
        return bad(format!(
            "these are {neurons} neurons, and there may be at most {MAX_NEURONS}"
        ));
    }
    Ok(())
}

fn check_skips(layers: usize, skips: &[[usize; 2]]) -> Result<(), ShapeError> {
    for (place, skip) in skips.iter().enumerate() {
        let [from, to] = *skip;
        let allowed = if to >= layers || from + 1 >= to {
            format!(
                "a skip goes from a layer to one at least two further up, and the last layer is {}",
                layers - 1
            )
        } else if skips[..place].contains(skip) {
            "it must be there only once".to_owned()
        } else {
            continue;
        };
        return Err(ShapeError {
            key: "skips",
            found: format!("[{from}, {to}]"),
            allowed,
        });
    }
    Ok(())
}
