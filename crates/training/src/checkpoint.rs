//! The directory of a learning run.
//!
//! | file | |
//! |---|---|
//! | `design.toml` | the design |
//! | `weights.safetensors` | the weights and the design: enough to classify, complete and draw, and readable by other programs |
//! | `state.json` | everything that the run needs to continue bit for bit, including the weights |
//! | `curve.csv`, `curve.svg` | accuracy and flips against presentations |
//!
//! Each file is replaced as a whole, so a run that is stopped at any moment leaves complete files. `state.json` depends
//! on no other file but the design, and is written last.

use std::path::{Path, PathBuf};

use crate::data::Kind;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use super::error::{Result, TrainingError};
use super::learned::Learned;
use super::state::{FORMAT, OLDER, Point, State};
use super::weights_file;

/// The name of the design file in the directory of a run.
pub const DESIGN_FILE: &str = "design.toml";
/// The name of the file of weights in the directory of a run.
pub const WEIGHTS_FILE: &str = "weights.safetensors";
/// The name of the file of the state in the directory of a run.
pub const STATE_FILE: &str = "state.json";

/// A learning run that was read from its directory.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The directory.
    pub directory: PathBuf,
    /// The design of the network.
    pub design: Design,
    /// The weights that it has learned.
    pub weights: Weights,
    /// What they were learned from; none for files of older versions, which do not tell.
    pub learned: Option<Learned>,
    /// The state of the run; none if there are only weights, for example those of a board.
    pub state: Option<State>,
}

impl Checkpoint {
    /// Reads a directory with design, weights and, if there is one, state; or a file of weights with the design in its
    /// header.
    ///
    /// # Errors
    /// If a file is missing, damaged or of another design. The text gives the file, the place, what was found and what
    /// was expected.
    pub fn load(path: &Path) -> Result<Self> {
        if path.is_file() {
            let (design, weights, learned) = weights_file::read(path)?;
            return Ok(Self {
                directory: path.parent().unwrap_or(Path::new("")).to_owned(),
                design,
                weights,
                learned,
                state: None,
            });
        }
        if !path.is_dir() {
            let expected = "a directory that `yuragi learn` wrote, or its weights.safetensors";
            return Err(TrainingError::content(path, "path", "nothing", expected));
        }
        let design = Design::read(&path.join(DESIGN_FILE))?;
        let (written_for, weights, learned) = weights_file::read(&path.join(WEIGHTS_FILE))?;
        check_fit(&path.join(WEIGHTS_FILE), &written_for, &design)?;
        let file = path.join(STATE_FILE);
        let state = if file.exists() {
            Some(read_state(&file, &design)?)
        } else {
            None
        };
        Ok(Self {
            directory: path.to_owned(),
            design,
            weights,
            learned,
            state,
        })
    }

    /// How the training images were read; none if it is not known.
    pub fn kind(&self) -> Option<&Kind> {
        let state = self.state.as_ref().map(|state| &state.data.kind);
        state.or(self.learned.as_ref().map(|learned| &learned.kind))
    }

    /// The state, from which the run can be continued.
    ///
    /// # Errors
    /// If the directory has none.
    pub fn into_state(self) -> Result<State> {
        let file = self.directory.join(STATE_FILE);
        self.state.ok_or_else(|| {
            TrainingError::content(&file, "file", "nothing", "the state of a learning run")
        })
    }

    /// Checks that the run is of this design.
    ///
    /// # Errors
    /// If it has another one. The text gives the first key that differs.
    pub fn check_design(&self, wanted: &Design) -> Result<()> {
        if self.design == *wanted {
            return Ok(());
        }
        let (found, expected) = (self.design.to_toml(), wanted.to_toml());
        let differing = found.lines().zip(expected.lines()).find(|(f, e)| f != e);
        let (found, expected) = differing.unwrap_or(("another design", "the given design"));
        let file = self.directory.join(DESIGN_FILE);
        Err(TrainingError::content(
            &file,
            "design of the checkpoint",
            found,
            format!("{expected}, as in the given design"),
        ))
    }
}

/// Checks that the weights mean the same in the design file as in the design in their header.
fn check_fit(file: &Path, header: &Design, design: &Design) -> Result<()> {
    let values = |design: &Design| {
        let (network, synapse) = (&design.network, &design.synapse);
        [
            format!("network.layers = {:?}", network.layers),
            format!("network.skips = {:?}", network.skips),
            format!("hardware.lanes = {}", design.hardware.lanes),
            format!("synapse.bits = {}", synapse.bits),
            format!("synapse.quantum_log2 = {}", synapse.quantum_log2),
        ]
    };
    let mut keys = values(header).into_iter().zip(values(design));
    match keys.find(|(found, expected)| found != expected) {
        Some((found, expected)) => Err(TrainingError::content(
            file,
            "metadata, key yuragi",
            found,
            format!("{expected}, as in {DESIGN_FILE}"),
        )),
        None => Ok(()),
    }
}

fn read_state(file: &Path, design: &Design) -> Result<State> {
    let text = std::fs::read_to_string(file).map_err(|source| TrainingError::Read {
        file: file.to_owned(),
        source,
    })?;
    let expected = "a state that `yuragi learn` wrote";
    // an older state has other fields, so its format is looked at first
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
    }
    if let Ok(Head { format }) = serde_json::from_str(&text)
        && OLDER.contains(&format.as_str())
    {
        let found = format!("{format}, of the older core");
        let wanted = format!(
            "{FORMAT}; the older core had another order of weights and draws, so this run cannot be continued: learn again"
        );
        return Err(TrainingError::content(file, "format", found, wanted));
    }
    let state: State = serde_json::from_str(&text).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        TrainingError::content(file, place, error.to_string(), expected)
    })?;
    let bad = |place: &str, found: String, expected: String| {
        Err(TrainingError::content(file, place, found, expected))
    };
    if state.format != FORMAT {
        return bad("format", state.format, FORMAT.to_owned());
    }
    if state.remaining >= design.sampling.dwell {
        let most = design.sampling.dwell - 1;
        return bad(
            "remaining",
            state.remaining.to_string(),
            format!("at most {most}"),
        );
    }
    if !state.seconds.is_finite() || state.seconds < 0.0 {
        return bad("seconds", state.seconds.to_string(), "0 or more".into());
    }
    if let Err(error) = state.data.kind.check() {
        let expected = "a description of images, as `yuragi learn` writes it".into();
        return bad("data.kind", error.to_string(), expected);
    }
    let shape = design.shape();
    let snapshot = &state.snapshot;
    let fits = snapshot
        .weights
        .validate(&shape, design.synapse.bits)
        .and_then(|()| snapshot.stimulus.validate(&shape))
        .and_then(|()| snapshot.registers.validate());
    if let Err(error) = fits {
        let expected = format!("a state of the design in {DESIGN_FILE}");
        return bad("snapshot", error.to_string(), expected);
    }
    Ok(state)
}

/// Writes the checkpoint of a run.
pub(super) fn save(
    directory: &Path,
    design: &Design,
    learned: &Learned,
    state: &State,
) -> Result<()> {
    let json = serde_json::to_string(state).map_err(|error| TrainingError::Write {
        message: format!("cannot write {STATE_FILE}: {error}"),
    })?;
    let weights = (&state.snapshot.weights, learned);
    write_weights(directory, design, weights, &state.curve)?;
    write(directory, STATE_FILE, json)
}

/// Writes design, weights and curve, from which the run cannot be continued.
pub(super) fn save_weights(
    directory: &Path,
    design: &Design,
    weights: (&Weights, &Learned),
    curve: &[Point],
) -> Result<()> {
    // the state of an earlier run would not belong to these weights
    yuragi_files::remove(&directory.join(STATE_FILE)).map_err(unwritten)?;
    write_weights(directory, design, weights, curve)
}

fn write(directory: &Path, name: &str, content: impl AsRef<[u8]>) -> Result<()> {
    yuragi_files::write(&directory.join(name), content.as_ref()).map_err(unwritten)
}

fn unwritten(error: impl std::fmt::Display) -> TrainingError {
    TrainingError::Write {
        message: format!("{error:#}"),
    }
}

fn write_weights(
    directory: &Path,
    design: &Design,
    (weights, learned): (&Weights, &Learned),
    points: &[Point],
) -> Result<()> {
    write(directory, DESIGN_FILE, design.to_toml())?;
    write(
        directory,
        WEIGHTS_FILE,
        weights_file::bytes(design, weights, Some(learned)),
    )?;
    write(directory, "curve.csv", curve_text(points))
}

fn curve_text(curve: &[Point]) -> String {
    let mut text = String::from(
        "presentations,train_accuracy,test_accuracy,flips_up,flips_down,train_images,test_images\n",
    );
    for point in curve {
        let Point {
            presentations,
            train_accuracy,
            train_images,
            test_accuracy,
            test_images,
            flips,
        } = point;
        text += &format!(
            "{presentations},{train_accuracy:.6},{test_accuracy:.6},{},{},{train_images},{test_images}\n",
            flips.up, flips.down
        );
    }
    text
}
