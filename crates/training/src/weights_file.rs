//! The file of weights in the format safetensors, with the design in its header.
//!
//! | tensor | shape, 16-bit integers in quanta | |
//! |---|---|---|
//! | `from_L_to_M` | n_L × n_M | the weights from layer L to layer M, for each two layers that are connected |
//! | `from_bias_to_M` | 1 × n_M | the weights from the bias neuron to layer M |
//! | `row_memory` | words × P | all weights in the order of the chip, with padding. It is optional |
//! | `training_images` | n, 64-bit | a hash of each training image. It is there if it is known how images were read |
//!
//! The metadata in the header have one key, `yuragi`: a TOML text with the version of the format, the design, and how
//! images were read.

use std::collections::HashMap;
use std::path::Path;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};

use yuragi_model::design::Design;
use yuragi_model::network::Weights;
use yuragi_model::shape::{Shape, Source};

use crate::data::Kind;

use super::error::{Result, TrainingError};
use super::learned::Learned;

/// The version that is written and read. Versions 1 to 3 are of the older core, whose weights had another order.
const VERSION: u32 = 4;

/// The last version of the older core.
const OLDER: u32 = 3;

/// The tensor of the hashes of the training images.
const IMAGES: &str = "training_images";

/// The key in the metadata.
const KEY: &str = "yuragi";

/// The content of the metadata.
#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    design: Design,
    /// How images were read; none if it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Kind>,
}

/// The part of the metadata that every version has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The tensors of weights: the name and the two connected parties of each.
fn connections(shape: &Shape) -> Vec<(String, Source, usize)> {
    let of = |target| shape.sources(target).map(move |source| (source, target));
    let named = |(source, target)| {
        let name = match source {
            Source::Layer(layer) => format!("from_{layer}_to_{target}"),
            Source::Bias => format!("from_bias_to_{target}"),
        };
        (name, source, target)
    };
    (1..shape.len()).flat_map(of).map(named).collect()
}

/// The bytes of a file of weights, and of what they were learned from, if that is known.
pub fn bytes(design: &Design, weights: &Weights, learned: Option<&Learned>) -> Vec<u8> {
    let shape = design.shape();
    let little_endian = |values: &mut dyn Iterator<Item = i16>| -> Vec<u8> {
        values.flat_map(i16::to_le_bytes).collect()
    };
    let mut data: Vec<(String, Vec<usize>, Vec<u8>)> = Vec::new();
    for (name, source, target) in connections(&shape) {
        let sizes = vec![shape.of(source), shape.neurons(target)];
        let between = shape.between(source, target);
        let bytes = little_endian(&mut between.map(|index| weights.values[index]));
        data.push((name, sizes, bytes));
    }
    data.push((
        "row_memory".to_owned(),
        vec![shape.depth(), shape.lanes()],
        little_endian(&mut weights.values.iter().copied()),
    ));
    let hashes: Vec<u8> = learned
        .iter()
        .flat_map(|learned| learned.hashes())
        .flat_map(u64::to_le_bytes)
        .collect();
    let images = learned.map(|learned| {
        let shape = vec![learned.hashes().len()];
        (IMAGES, Dtype::U64, shape, hashes.as_slice())
    });
    let weights = data
        .iter()
        .map(|(name, shape, data)| (name.as_str(), Dtype::I16, shape.clone(), data.as_slice()));
    let views = weights.chain(images).map(|(name, dtype, shape, data)| {
        let view = TensorView::new(dtype, shape, data);
        (name, view.expect("as many bytes as the shape says"))
    });
    let header = Header {
        version: VERSION,
        design: design.clone(),
        data: learned.map(|learned| learned.kind.clone()),
    };
    let header = toml::to_string(&header).expect("numbers and texts are always TOML");
    // a single key, because the order of several would differ from run to run
    let metadata = HashMap::from([(KEY.to_owned(), header)]);
    safetensors::serialize(views, Some(metadata)).expect("tensors of known names")
}

/// Reads the design, the weights and, if it is there, what they were learned from. Without the tensor `row_memory`, the
/// padding is 0.
///
/// # Errors
/// If the file cannot be read, is not a file of weights, or does not fit its design. The text gives the tensor and the
/// index.
pub fn read(file: &Path) -> Result<(Design, Weights, Option<Learned>)> {
    let bytes = std::fs::read(file).map_err(|source| TrainingError::Read {
        file: file.to_owned(),
        source,
    })?;
    let bad = |place: &str, found: String, expected: &str| {
        TrainingError::content(file, place, found, expected)
    };
    let kind = "weights that `yuragi learn` wrote, in the format safetensors";
    let kind_expected = "a description of images, as `yuragi learn` writes it";
    let tensors = SafeTensors::deserialize(&bytes).map_err(|e| bad("file", e.to_string(), kind))?;
    let (_, header) =
        SafeTensors::read_metadata(&bytes).map_err(|e| bad("file", e.to_string(), kind))?;
    let text = header.metadata().as_ref().and_then(|keys| keys.get(KEY));
    let text = text.ok_or_else(|| {
        bad(
            "metadata",
            format!("no key {KEY}"),
            "a design, as `yuragi learn` writes it",
        )
    })?;
    let place = "metadata, key yuragi";
    let toml = |e: toml::de::Error| bad(place, e.message().to_owned(), "version and design");
    let version = toml::from_str::<Version>(text).map_err(toml)?.version;
    if version <= OLDER {
        let found = format!("version {version}, of the older core");
        let expected = format!(
            "version {VERSION}; the weights of the older core have another order, so learn again"
        );
        return Err(bad(place, found, &expected));
    }
    if version != VERSION {
        let expected = format!("version {VERSION}");
        return Err(bad(place, format!("version {version}"), &expected));
    }
    let Header { design, data, .. } = toml::from_str(text).map_err(toml)?;
    let reader = Reader {
        file,
        tensors,
        range: Weights::range(design.synapse.bits),
    };
    let weights = reader.weights(&design.shape())?;
    let learned = match data {
        Some(kind) => {
            kind.check()
                .map_err(|error| bad(place, error.to_string(), kind_expected))?;
            Some(Learned::from_hashes(kind, reader.images()?))
        }
        None => None,
    };
    Ok((design, weights, learned))
}

/// The tensors of a file, and the range of their weights.
struct Reader<'a> {
    file: &'a Path,
    tensors: SafeTensors<'a>,
    range: (i16, i16),
}

impl Reader<'_> {
    fn weights(&self, shape: &Shape) -> Result<Weights> {
        let size = [shape.depth(), shape.lanes()];
        let mut values = match self.tensors.tensor("row_memory") {
            Ok(_) => self.tensor("row_memory", size)?,
            Err(_) => vec![0; size[0] * size[1]],
        };
        let whole = self.tensors.tensor("row_memory").is_ok();
        for (name, source, target) in connections(shape) {
            let size = [shape.of(source), shape.neurons(target)];
            let tensor = self.tensor(&name, size)?;
            let places = shape.between(source, target);
            for (at, (weight, index)) in tensor.into_iter().zip(places).enumerate() {
                let known = &mut values[index];
                if whole && *known != weight {
                    let expected = format!("{known}, as in row_memory");
                    return Err(self.bad(&name, size, at, weight.to_string(), expected));
                }
                *known = weight;
            }
        }
        Ok(Weights {
            lanes: shape.lanes(),
            values,
        })
    }

    /// The hashes of the training images.
    fn images(&self) -> Result<Vec<u64>> {
        let bad = |found: String| {
            let expected = "a list of 64-bit integers, one for each training image";
            TrainingError::content(self.file, format!("tensor {IMAGES}"), found, expected)
        };
        let tensor = self
            .tensors
            .tensor(IMAGES)
            .map_err(|_| bad("nothing".into()))?;
        if tensor.dtype() != Dtype::U64 || tensor.shape().len() != 1 {
            return Err(bad(format!("{}, {:?}", by(tensor.shape()), tensor.dtype())));
        }
        let hashes = tensor.data().as_chunks::<8>().0;
        Ok(hashes
            .iter()
            .map(|&hash| u64::from_le_bytes(hash))
            .collect())
    }

    fn bad(
        &self,
        name: &str,
        shape: [usize; 2],
        at: usize,
        found: String,
        expected: String,
    ) -> TrainingError {
        let place = format!("tensor {name}[{}, {}]", at / shape[1], at % shape[1]);
        TrainingError::content(self.file, place, found, expected)
    }

    /// The weights of a tensor, row by row, after a check of shape and range.
    fn tensor(&self, name: &str, shape: [usize; 2]) -> Result<Vec<i16>> {
        let place = || format!("tensor {name}");
        let expected = || format!("{}, 16-bit integers", by(&shape));
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|_| TrainingError::content(self.file, place(), "nothing", expected()))?;
        if tensor.dtype() != Dtype::I16 || tensor.shape() != shape {
            let found = format!("{}, {:?}", by(tensor.shape()), tensor.dtype());
            return Err(TrainingError::content(
                self.file,
                place(),
                found,
                expected(),
            ));
        }
        let (min, max) = self.range;
        let pairs = tensor.data().chunks_exact(2);
        let weights: Vec<i16> = pairs
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        let beyond = weights
            .iter()
            .position(|weight| !(min..=max).contains(weight));
        match beyond {
            Some(at) => {
                let expected = format!("a weight from {min} to {max}");
                Err(self.bad(name, shape, at, weights[at].to_string(), expected))
            }
            None => Ok(weights),
        }
    }
}

/// A shape for people.
fn by(shape: &[usize]) -> String {
    let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
    sizes.join(" × ")
}
