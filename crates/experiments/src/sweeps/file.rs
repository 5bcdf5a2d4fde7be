//! The sweep file: reading, checks, and the tasks that follow from it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::fs;
use std::hash::Hash;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Deserialize;
use toml::{Table, Value};

use yuragi_engines::Kind;
use yuragi_model::design::Design;
use yuragi_names::{did_you_mean, with_nearest_key};
use yuragi_training::data::{DataSet, Source};
use yuragi_training::{Lessons, SPIKES, TEST_FRACTION, fingerprint};

use super::error::SweepError;
use super::task::{Sweep, Task};

/// The keys of the file. Integers are i64, as in TOML, so that a value out of range can be reported with its key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    designs: Vec<String>,
    seeds: Numbers,
    splits: Numbers,
    presentations: OneOrMore,
    #[serde(default = "model")]
    engines: Vec<String>,
    #[serde(default = "usual_spikes")]
    spikes: OneOrMore,
    data: Option<PathBuf>,
    #[serde(default)]
    vary: BTreeMap<String, BTreeMap<String, Vec<Value>>>,
}

/// Seeds: from 1 to a number, or a list.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a number of seeds or a list of seeds")]
enum Numbers {
    UpTo(i64),
    These(Vec<i64>),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected an integer or a list of integers")]
enum OneOrMore {
    One(i64),
    More(Vec<i64>),
}

fn model() -> Vec<String> {
    vec!["model".into()]
}

fn usual_spikes() -> OneOrMore {
    OneOrMore::One(SPIKES.into())
}

/// The engines that can run several times at once.
const ENGINES: [Kind; 2] = [Kind::Model, Kind::Rtl];

/// The keys of a design that cannot be varied: the data and the seeds set them, or they do not change what is learned.
const FIXED: [&str; 3] = ["network.layers", "hardware.stored_stimuli", "random.seed"];

/// The part of `network.layers` that can be varied: a number, or a list of several hidden layers.
const HIDDEN: &str = "network.hidden";

/// The keys whose values are lists.
const LISTS: [&str; 2] = [HIDDEN, "network.skips"];

/// The keys of a design that can be varied.
fn varied_keys() -> Vec<&'static str> {
    let mut keys = Design::KEYS.to_vec();
    keys.retain(|key| !FIXED.contains(key));
    keys.insert(0, HIDDEN);
    keys
}

/// The largest number of seeds or splits without a list, and the largest number of tasks.
const MOST: usize = 100_000;

/// The largest number of presentations, the same as for `yuragi learn`.
const MOST_PRESENTATIONS: i64 = 1_000_000_000_000;

/// The file in error messages.
struct Reader<'a> {
    file: String,
    directory: &'a Path,
}

/// A design with one combination of the varied values.
struct Variant {
    name: String,
    /// The key in the sweep file that gives the design.
    key: String,
    values: Vec<String>,
    design: Design,
}

/// Reads and checks a sweep file.
pub fn load(path: &Path) -> Result<Sweep> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|source| SweepError::Read {
        file: file.clone(),
        source,
    })?;
    let form: Form = toml::from_str(&text).map_err(|error| SweepError::Syntax {
        file: file.clone(),
        message: with_nearest_key(&error.to_string()),
    })?;
    let directory = path.parent().unwrap_or(Path::new(""));
    let name = path.file_stem().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy().into_owned();
    Reader { file, directory }.sweep(name, &form)
}

impl Reader<'_> {
    fn sweep(&self, name: String, form: &Form) -> Result<Sweep> {
        let seeds = self.seeds("seeds", &form.seeds)?;
        let splits = self.seeds("splits", &form.splits)?;
        let presentations =
            self.integers("presentations", &form.presentations, 1..=MOST_PRESENTATIONS)?;
        let spikes = self.spikes(form)?;
        let engines = self.engines(&form.engines)?;
        let varied = self.varied(&form.vary)?;
        let variants = self.variants(&form.designs, &varied)?;
        let sizes = [
            variants.len(),
            engines.len(),
            presentations.len(),
            seeds.len(),
            splits.len(),
        ];
        let tasks = sizes.into_iter().fold(1, usize::saturating_mul);
        if tasks > MOST {
            let found = format!("{tasks} tasks in all");
            return Err(self
                .value("designs, seeds, splits", found, format!("at most {MOST}"))
                .into());
        }
        let data = self.data(form.data.as_deref())?;
        let images: Vec<String> = (splits.iter())
            .map(|&split| self.images(&data, split))
            .collect::<Result<_>>()?;
        let mut planned = Vec::with_capacity(tasks);
        for variant in &variants {
            Lessons::new(&variant.design, &data).map_err(|error| SweepError::Part {
                file: self.file.clone(),
                key: variant.key.clone(),
                message: error.to_string(),
            })?;
            for &engine in &engines {
                for &presentations in &presentations {
                    for (&split, images) in splits.iter().zip(&images) {
                        for &seed in &seeds {
                            let task = Task {
                                name: variant.name.clone(),
                                values: variant.values.clone(),
                                engine,
                                presentations: presentations as u64,
                                seed,
                                split,
                                design: variant.design.clone(),
                            };
                            planned.push(task.plan(images, &spikes)?);
                        }
                    }
                }
            }
        }
        Ok(Sweep {
            name,
            varied: varied.into_iter().map(|(key, _)| key).collect(),
            spikes,
            data,
            planned,
        })
    }

    /// The fingerprint of the images of a split, on the scale that its training part sets.
    fn images(&self, data: &DataSet, split: u64) -> Result<String> {
        if !data.is_scaled_by_its_values() {
            return Ok(fingerprint(data));
        }
        let scaled = data
            .split(TEST_FRACTION, split)
            .and_then(|parts| data.clone().scaled_by(&parts.train));
        let scaled = scaled.map_err(|error| SweepError::Part {
            file: self.file.clone(),
            key: "data".into(),
            message: error.to_string(),
        })?;
        Ok(fingerprint(&scaled))
    }

    fn value(
        &self,
        key: impl Into<String>,
        found: impl Display,
        expected: impl Into<String>,
    ) -> SweepError {
        SweepError::Value {
            file: self.file.clone(),
            key: key.into(),
            found: found.to_string(),
            expected: expected.into(),
        }
    }

    /// Checks that a list is not empty and has no value twice.
    fn distinct<T: Eq + Hash + Display>(&self, key: &str, values: &[T]) -> Result<(), SweepError> {
        if values.is_empty() {
            return Err(self.value(key, "an empty list", "at least one value"));
        }
        let mut places = HashMap::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            if let Some(first) = places.insert(value, place) {
                let key = format!("{key}[{place}]");
                let expected = format!("a value other than {value}, which [{first}] has already");
                return Err(self.value(key, value, expected));
            }
        }
        Ok(())
    }

    fn seeds(&self, key: &str, numbers: &Numbers) -> Result<Vec<u64>, SweepError> {
        match numbers {
            Numbers::UpTo(number) if (1..=MOST as i64).contains(number) => {
                Ok((1..=*number as u64).collect())
            }
            Numbers::UpTo(number) => {
                let expected = format!(
                    "a number N from 1 to {MOST}, for the seeds 1 to N, or a list of seeds"
                );
                Err(self.value(key, number, expected))
            }
            Numbers::These(seeds) => {
                self.distinct(key, seeds)?;
                match seeds.iter().position(|&seed| seed < 0) {
                    Some(place) => {
                        let expected = format!("a seed from 0 to {}", i64::MAX);
                        Err(self.value(format!("{key}[{place}]"), seeds[place], expected))
                    }
                    None => Ok(seeds.iter().map(|&seed| seed as u64).collect()),
                }
            }
        }
    }

    fn integers(
        &self,
        key: &str,
        integers: &OneOrMore,
        range: std::ops::RangeInclusive<i64>,
    ) -> Result<Vec<i64>, SweepError> {
        let values = match integers {
            OneOrMore::One(value) => std::slice::from_ref(value),
            OneOrMore::More(values) => values,
        };
        self.distinct(key, values)?;
        match values.iter().position(|value| !range.contains(value)) {
            Some(place) => {
                let key = match integers {
                    OneOrMore::One(_) => key.to_owned(),
                    OneOrMore::More(_) => format!("{key}[{place}]"),
                };
                let expected = format!("{} to {}", range.start(), range.end());
                Err(self.value(key, values[place], expected))
            }
            None => Ok(values.to_vec()),
        }
    }

    fn spikes(&self, form: &Form) -> Result<Vec<u16>, SweepError> {
        let values = self.integers("spikes", &form.spikes, 1..=i64::from(u16::MAX))?;
        if let Some(place) = (1..values.len()).find(|&n| values[n] < values[n - 1]) {
            let expected = format!("more than {}, the value before it", values[place - 1]);
            return Err(self.value(format!("spikes[{place}]"), values[place], expected));
        }
        Ok(values.into_iter().map(|value| value as u16).collect())
    }

    fn engines(&self, names: &[String]) -> Result<Vec<Kind>, SweepError> {
        self.distinct("engines", names)?;
        let engine = |(place, name): (usize, &String)| {
            let known = name.parse().ok().filter(|known| ENGINES.contains(known));
            known.ok_or_else(|| {
                self.value(
                    format!("engines[{place}]"),
                    name,
                    "model or rtl, which can run several times at once",
                )
            })
        };
        names.iter().enumerate().map(engine).collect()
    }

    fn varied<'a>(
        &self,
        vary: &'a BTreeMap<String, BTreeMap<String, Vec<Value>>>,
    ) -> Result<Vec<(String, &'a [Value])>, SweepError> {
        let mut varied = Vec::new();
        for (section, keys) in vary {
            for (key, values) in keys {
                let key = format!("{section}.{key}");
                let keys = varied_keys();
                if !keys.contains(&key.as_str()) {
                    let expected = format!("one of {}", keys.join(", "));
                    let near = did_you_mean(&key, keys);
                    let expected = expected + &near;
                    return Err(self.value("vary", key, expected));
                }
                let shown: Vec<String> = values.iter().map(Value::to_string).collect();
                self.distinct(&format!("vary.{key}"), &shown)?;
                let list = LISTS.contains(&key.as_str());
                let number = |value: &Value| {
                    value.is_integer() || value.is_float() || (list && value.is_array())
                };
                if let Some(place) = values.iter().position(|value| !number(value)) {
                    let at = format!("vary.{key}[{place}]");
                    return Err(self.value(at, &values[place], "a number"));
                }
                varied.push((key, values.as_slice()));
            }
        }
        Ok(varied)
    }

    /// Every design with every combination of the varied values.
    fn variants(
        &self,
        designs: &[String],
        varied: &[(String, &[Value])],
    ) -> Result<Vec<Variant>, SweepError> {
        self.distinct("designs", designs)?;
        let mut variants: Vec<Variant> = Vec::new();
        let mut keys: HashMap<String, String> = HashMap::new();
        for (place, name) in designs.iter().enumerate() {
            let at = format!("designs[{place}]");
            let in_design = |source| SweepError::Design {
                file: self.file.clone(),
                key: at.clone(),
                source: Box::new(source),
            };
            let (file, text) = Design::source(name, self.directory).map_err(in_design)?;
            // parsed unchanged first, so that errors in the design file have its line numbers
            Design::parse(&text, &file).map_err(in_design)?;
            for values in combinations(varied) {
                let mut table: Table = text.parse().expect("a design was parsed from it");
                for ((key, _), value) in varied.iter().zip(&values) {
                    set(&mut table, key, (*value).clone());
                }
                let design = Design::parse(&table.to_string(), &file).map_err(in_design)?;
                // probabilities that are drawn alike make the same network
                let mut drawn = design.clone();
                drawn.synapse.flip = design.flip_rounded();
                drawn.synapse.noise = design.noise_rounded();
                if let Some(same) = keys.insert(drawn.to_toml(), at.clone()) {
                    let expected = format!("a design that differs from that of {same}");
                    return Err(self.value(at.clone(), name, expected));
                }
                variants.push(Variant {
                    name: name.clone(),
                    key: at.clone(),
                    values: values.iter().map(ToString::to_string).collect(),
                    design,
                });
            }
        }
        Ok(variants)
    }

    fn data(&self, path: Option<&Path>) -> Result<DataSet> {
        Ok(match path {
            Some(path) => {
                let loaded = Source::find(path, self.directory).and_then(|source| source.load());
                loaded.map_err(|error| SweepError::Part {
                    file: self.file.clone(),
                    key: "data".into(),
                    message: error.to_string(),
                })?
            }
            None => DataSet::digits()?,
        })
    }
}

/// Every combination of one value of each key; the last key changes fastest.
fn combinations<'a>(varied: &[(String, &'a [Value])]) -> Vec<Vec<&'a Value>> {
    varied.iter().fold(vec![Vec::new()], |all, (_, values)| {
        let longer = |one: &Vec<&'a Value>| -> Vec<Vec<&'a Value>> {
            let add = |value| one.iter().copied().chain([value]).collect();
            values.iter().map(add).collect()
        };
        all.iter().flat_map(longer).collect()
    })
}

/// Sets a key of a design, given as `section.key`.
fn set(table: &mut Table, key: &str, value: Value) {
    let (section, key) = key.split_once('.').expect("a key of a design");
    let section = table
        .entry(section)
        .or_insert_with(|| Value::Table(Table::new()));
    let Value::Table(section) = section else {
        return;
    };
    match section.get_mut("layers").and_then(Value::as_array_mut) {
        // the hidden layers stand between the inputs and the outputs
        Some(layers) if key == "hidden" && layers.len() >= 2 => {
            let hidden = match value {
                Value::Array(sizes) => sizes,
                size => vec![size],
            };
            layers.splice(1..layers.len() - 1, hidden);
        }
        _ => {
            section.insert(key.to_owned(), value);
        }
    }
}
