//! The file of weights in the format safetensors, with the design in its header.
//!
//! | tensor | shape, 16-bit integers in quanta | |
//! |---|---|---|
//! | `fan_in` | H × (I + 1) | w_ji, the bias neuron last |
//! | `fan_out` | (H + 1) × O | w_kj, the bias neuron last |
//! | `row_memory` | words × P | all weights in the layout of the chip, with padding. It is optional |
//!
//! The metadata in the header have one key, `yuragi`: a TOML text with the version of the format and the design.

use std::collections::HashMap;
use std::path::Path;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};

use yuragi_model::design::Design;
use yuragi_model::layout::{Bundle, Layout};
use yuragi_model::network::Weights;

use super::error::{Result, TrainingError};

/// The version that is written. Version 1 is read as well: its network learned by another law, but the weights mean the
/// same.
const VERSION: u32 = 2;

/// The key in the metadata.
const KEY: &str = "yuragi";

/// The content of the metadata.
#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    design: Design,
}

/// The part of the metadata that every version has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The bundles of the tensor `fan_in`, row by row.
fn fan_in(layout: &Layout) -> impl Iterator<Item = Bundle> + use<> {
    let (hidden, inputs) = (layout.hidden, layout.inputs);
    (0..hidden).flat_map(move |hidden| (0..=inputs).map(move |input| Bundle::In { hidden, input }))
}

/// The bundles of the tensor `fan_out`, row by row.
fn fan_out(layout: &Layout) -> impl Iterator<Item = Bundle> + use<> {
    let (hidden, outputs) = (layout.hidden, layout.outputs);
    (0..=hidden)
        .flat_map(move |hidden| (0..outputs).map(move |output| Bundle::Out { hidden, output }))
}

/// The index of a bundle in a row memory.
fn index(layout: &Layout, bundle: Bundle) -> usize {
    let place = layout.place(bundle).expect("a bundle of this layout");
    layout.index(place)
}

/// The bytes of a file of weights.
pub fn bytes(design: &Design, weights: &Weights) -> Vec<u8> {
    let layout = design.layout();
    let little_endian = |values: &mut dyn Iterator<Item = i16>| -> Vec<u8> {
        values.flat_map(i16::to_le_bytes).collect()
    };
    let of = |bundle| weights.values[index(&layout, bundle)];
    let (inputs, hidden, outputs) = (layout.inputs, layout.hidden, layout.outputs);
    let data = [
        (
            "fan_in",
            vec![hidden, inputs + 1],
            little_endian(&mut fan_in(&layout).map(of)),
        ),
        (
            "fan_out",
            vec![hidden + 1, outputs],
            little_endian(&mut fan_out(&layout).map(of)),
        ),
        (
            "row_memory",
            vec![layout.depth, layout.lanes],
            little_endian(&mut weights.values.iter().copied()),
        ),
    ];
    let views = data.iter().map(|(name, shape, data)| {
        let view = TensorView::new(Dtype::I16, shape.clone(), data);
        (*name, view.expect("as many bytes as the shape says"))
    });
    let header = Header {
        version: VERSION,
        design: design.clone(),
    };
    let header = toml::to_string(&header).expect("a form of numbers is always TOML");
    // a single key, because the order of several would differ from run to run
    let metadata = HashMap::from([(KEY.to_owned(), header)]);
    safetensors::serialize(views, Some(metadata)).expect("three tensors of known names")
}

/// Reads the design and the weights from a file. Without the tensor `row_memory`, the padding is 0.
///
/// # Errors
/// If the file cannot be read, is not a file of weights, or does not fit its design. The text gives the tensor and the
/// index.
pub fn read(file: &Path) -> Result<(Design, Weights)> {
    let bytes = std::fs::read(file).map_err(|source| TrainingError::Read {
        file: file.to_owned(),
        source,
    })?;
    let bad = |place: &str, found: String, expected: &str| {
        TrainingError::content(file, place, found, expected)
    };
    let kind = "weights that `yuragi learn` wrote, in the format safetensors";
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
    if !(1..=VERSION).contains(&version) {
        let expected = format!("version 1 or {VERSION}");
        return Err(bad(place, format!("version {version}"), &expected));
    }
    let design = toml::from_str::<Header>(text).map_err(toml)?.design;
    let reader = Reader {
        file,
        tensors,
        range: Weights::range(design.synapse.bits),
    };
    let weights = reader.weights(&design.layout())?;
    Ok((design, weights))
}

/// The tensors of a file, and the range of their weights.
struct Reader<'a> {
    file: &'a Path,
    tensors: SafeTensors<'a>,
    range: (i16, i16),
}

impl Reader<'_> {
    fn weights(&self, layout: &Layout) -> Result<Weights> {
        let (inputs, hidden, outputs) = (layout.inputs, layout.hidden, layout.outputs);
        let mut values = match self.tensors.tensor("row_memory") {
            Ok(_) => self.tensor("row_memory", [layout.depth, layout.lanes])?,
            Err(_) => vec![0; layout.depth * layout.lanes],
        };
        let whole = self.tensors.tensor("row_memory").is_ok();
        let parts: [(&str, [usize; 2], Vec<Bundle>); 2] = [
            ("fan_in", [hidden, inputs + 1], fan_in(layout).collect()),
            ("fan_out", [hidden + 1, outputs], fan_out(layout).collect()),
        ];
        for (name, shape, bundles) in parts {
            let tensor = self.tensor(name, shape)?;
            for (at, (weight, bundle)) in tensor.into_iter().zip(bundles).enumerate() {
                let known = &mut values[index(layout, bundle)];
                if whole && *known != weight {
                    let expected = format!("{known}, as in row_memory");
                    return Err(self.bad(name, shape, at, weight.to_string(), expected));
                }
                *known = weight;
            }
        }
        Ok(Weights {
            lanes: layout.lanes,
            values,
        })
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
