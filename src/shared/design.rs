//! The options of a design: which one, what is changed in it, and weights that bring their own.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use yuragi_boards::Board;
use yuragi_model::design::Design;
use yuragi_training::Checkpoint;

use super::console::Console;
use super::failure::bad_argument;
use super::numbers::whole;
use super::shell::quoted;

/// The design, and changes of it.
#[derive(Args, Clone, Debug)]
pub struct DesignOption {
    /// A design file or a built-in design: digits, digits-20, digits-128, digits-stored, digits-wide, deep, generative,
    /// tiny, mnist or mnist-256 [default: the usual design of --board; of `learn`, one that suits --data; otherwise digits].
    #[arg(long, value_name = "DESIGN")]
    pub design: Option<String>,
    #[command(flatten)]
    pub changes: Changes,
}

/// Changes of a design.
#[derive(Args, Clone, Debug)]
pub struct Changes {
    /// The number of hidden neurons in place of the design's; of several hidden layers with commas between, for example
    /// 64,32.
    #[arg(long, value_name = "N", value_parser = hidden)]
    hidden: Option<Hidden>,
    /// The bits of a weight, `synapse.bits`, in place of the design's.
    #[arg(long, value_name = "B", value_parser = whole::<u64>(0..=u64::MAX))]
    bits: Option<u64>,
    /// An open synapse contributes 2^-G nats: `synapse.quantum_log2`, in place of the design's.
    #[arg(long, value_name = "G", value_parser = whole::<u64>(0..=u64::MAX))]
    quantum: Option<u64>,
    /// The number of bundles in a word of the row memory, `hardware.lanes`, in place of the design's.
    #[arg(long, value_name = "P", value_parser = whole::<u64>(0..=u64::MAX))]
    lanes: Option<u64>,
    /// Another key of the design file and its value, for example synapse.flip=0.5; may be given several times.
    #[arg(long, value_name = "KEY=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
}

/// The number of neurons of each hidden layer.
#[derive(Clone, Debug)]
struct Hidden(Vec<u64>);

/// The value of `--hidden`.
fn hidden(text: &str) -> Result<Hidden, String> {
    let layers = text.split(',').map(whole::<u64>(0..=u64::MAX));
    layers.collect::<Result<_, _>>().map(Hidden)
}

impl Hidden {
    /// As in a command.
    fn argument(&self) -> String {
        let layers: Vec<String> = self.0.iter().map(u64::to_string).collect();
        layers.join(",")
    }

    /// As in a design file.
    fn value(&self) -> String {
        match self.0.as_slice() {
            [layer] => layer.to_string(),
            layers => format!("{layers:?}"),
        }
    }
}

/// Notes that a design file has the old form of `[network]`, and what to write instead.
pub fn note_old_form(name: &str, console: &Console) {
    if let Ok((file, text)) = Design::source(name, Path::new(""))
        && let Some(note) = Design::old_form(&text)
    {
        console.note(format_args!("{file}: {note}"));
    }
}

/// The key and the value of `--set`.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("expected KEY=VALUE, such as synapse.flip=0.5".to_owned()),
    }
}

impl DesignOption {
    /// The design with its changes; if none was given, the built-in `digits`, even if a file of that name exists.
    pub fn load(&self, console: &Console) -> Result<Design> {
        match &self.design {
            Some(name) => self.load_named(name, console),
            None => self.changes.apply(Design::preset(PRESET)?, PRESET),
        }
    }

    /// The design of a name or path with the changes.
    pub fn load_named(&self, name: &str, console: &Console) -> Result<Design> {
        note_old_form(name, console);
        Ok(Design::load_with(name, &self.changes.pairs()?)?)
    }

    /// The name or path of the design.
    pub fn name(&self) -> &str {
        self.design.as_deref().unwrap_or(PRESET)
    }

    /// The name or path of the design; if none was given, the usual design of the board.
    pub fn name_on<'a>(&'a self, board: Option<&'a Board>) -> &'a str {
        let boards = board.and_then(|board| board.design.as_deref());
        match (&self.design, boards) {
            (None, Some(name)) => name,
            _ => self.name(),
        }
    }

    /// The name of a design, and what was changed in it, for reports.
    pub fn described(&self, name: &str) -> String {
        format!("{name}{}", self.changes.arguments())
    }
}

impl Changes {
    /// A design with the changes; errors call it `name`.
    pub fn apply(&self, design: Design, name: &str) -> Result<Design> {
        Ok(match self.pairs()?.as_slice() {
            [] => design,
            pairs => design.with(pairs, name)?,
        })
    }

    /// The changes as arguments, for a command that repeats a run; each begins with a space.
    pub fn arguments(&self) -> String {
        let argument = |change: Change| match change.option {
            HIDDEN => {
                let layers = self.hidden.as_ref().map(Hidden::argument);
                format!(" {HIDDEN} {}", layers.unwrap_or_default())
            }
            SET => format!(
                " --set {}",
                quoted(&format!("{}={}", change.key, change.value))
            ),
            option => format!(" {option} {}", change.value),
        };
        self.all().into_iter().map(argument).collect()
    }

    /// The keys and their values, each key once.
    pub fn pairs(&self) -> Result<Vec<(String, String)>> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for Change { option, key, value } in self.all() {
            if pairs.iter().any(|(other, _)| *other == key) {
                let found = format!("{key} a second time");
                return Err(bad_argument(option, found, "each key of the design once"));
            }
            pairs.push((key, value));
        }
        Ok(pairs)
    }

    fn all(&self) -> Vec<Change> {
        let text = |value: Option<u64>| value.map(|value| value.to_string());
        let short = [
            (
                HIDDEN,
                "network.hidden",
                self.hidden.as_ref().map(Hidden::value),
            ),
            ("--bits", "synapse.bits", text(self.bits)),
            ("--quantum", "synapse.quantum_log2", text(self.quantum)),
            ("--lanes", "hardware.lanes", text(self.lanes)),
        ];
        let short = short.into_iter().filter_map(|(option, key, value)| {
            let (key, value) = (key.to_owned(), value?);
            Some(Change { option, key, value })
        });
        let long = self.set.iter().cloned().map(|(key, value)| Change {
            option: SET,
            key,
            value,
        });
        short.chain(long).collect()
    }
}

/// A change of a design.
struct Change {
    /// The option that asks for it.
    option: &'static str,
    key: String,
    value: String,
}

/// The option for the hidden layers.
const HIDDEN: &str = "--hidden";

/// The option for any key.
const SET: &str = "--set";

/// The design that is used if none is given.
const PRESET: &str = "digits";

/// Weights that a chip has after power-on.
#[derive(Args, Clone, Debug)]
pub struct TrainedOption {
    /// A directory that `yuragi learn` wrote, or its weights.safetensors: the chip starts with these weights, and has
    /// their design.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["design", "hidden", "bits", "quantum", "lanes", "set"])]
    pub weights: Option<PathBuf>,
}

impl TrainedOption {
    /// The design and the weights, if they were given.
    pub fn load(&self) -> Result<Option<Checkpoint>> {
        let checkpoint = self.weights.as_deref().map(Checkpoint::load);
        Ok(checkpoint.transpose()?)
    }
}
