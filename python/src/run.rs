//! Runs of the command line: directories with a design, weights, a curve and a state.

use std::path::{Path, PathBuf};

use numpy::{IntoPyArray, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use yuragi_model::Weights;
use yuragi_training::data::Kind;
use yuragi_training::{Checkpoint, DESIGN_FILE, Learned, WEIGHTS_FILE, weights_bytes};

use crate::design::Design;
use crate::errors;

/// The design, how images were read as JSON, and the state as JSON, of a run's directory or file of
/// weights.
#[pyfunction]
#[expect(clippy::type_complexity, reason = "a tuple for Python")]
pub fn read_run<'py>(
    py: Python<'py>,
    path: PathBuf,
) -> PyResult<(Design, Option<String>, Option<String>, Bound<'py, PyDict>)> {
    let run = py
        .detach(|| Checkpoint::load(&path))
        .map_err(errors::training)?;
    let json = |value: serde_json::Result<String>| value.map_err(errors::failed);
    let kind = run.kind().map(|kind| json(serde_json::to_string(kind)));
    let state = run.state.as_ref();
    let state_json = state.map(|state| json(serde_json::to_string(state)));
    let curve = PyDict::new(py);
    if let Some(state) = state {
        let points = || state.curve.iter();
        let whole = |value: fn(&yuragi_training::Point) -> u64| -> Vec<i64> {
            points().map(|point| value(point) as i64).collect()
        };
        let presentations = whole(|point| point.presentations);
        curve.set_item("presentations", presentations.into_pyarray(py))?;
        for (name, accuracy, images) in [
            (
                "train",
                points().map(|p| p.train_accuracy).collect::<Vec<f64>>(),
                whole(|p| p.train_images),
            ),
            (
                "test",
                points().map(|p| p.test_accuracy).collect(),
                whole(|p| p.test_images),
            ),
        ] {
            curve.set_item(format!("{name}_accuracy"), accuracy.into_pyarray(py))?;
            curve.set_item(format!("{name}_images"), images.into_pyarray(py))?;
        }
        curve.set_item("flips_up", whole(|p| p.flips.up).into_pyarray(py))?;
        curve.set_item("flips_down", whole(|p| p.flips.down).into_pyarray(py))?;
    }
    Ok((
        Design { inner: run.design },
        kind.transpose()?,
        state_json.transpose()?,
        curve,
    ))
}

/// Writes a design and weights that were learned from images of a kind, for `yuragi infer` and other commands.
#[pyfunction]
pub fn write_run(
    design: &Design,
    values: PyReadonlyArray1<'_, i16>,
    kind: &str,
    hashes: PyReadonlyArray1<'_, u64>,
    directory: PathBuf,
) -> PyResult<()> {
    let weights = Weights {
        lanes: design.inner.hardware.lanes,
        values: values.as_slice()?.to_vec(),
    };
    weights
        .validate(&design.inner.shape(), design.inner.synapse.bits)
        .map_err(errors::input)?;
    let kind: Kind = serde_json::from_str(kind).map_err(errors::input)?;
    let learned = Learned::from_hashes(kind, hashes.as_slice()?.iter().copied());
    let write = |name: &str, bytes: &[u8]| {
        yuragi_files::write(&directory.join(name), bytes)
            .map_err(|error| errors::failed(format!("{error:#}")))
    };
    refuse_state(&directory)?;
    write(DESIGN_FILE, design.inner.to_toml().as_bytes())?;
    write(
        WEIGHTS_FILE,
        &weights_bytes(&design.inner, &weights, Some(&learned)),
    )
}

/// Refuses a directory whose state would not belong to new weights.
fn refuse_state(directory: &Path) -> PyResult<()> {
    let state = directory.join(yuragi_training::STATE_FILE);
    if state.exists() {
        return Err(errors::input(format!(
            "{}: found the state of a learning run, expected a directory without one",
            state.display()
        )));
    }
    Ok(())
}
