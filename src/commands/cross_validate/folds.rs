//! The folds of a cross-validation: what a directory has of them already, and learning the rest side by side.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use yuragi_files::Lock;
use yuragi_model::design::Design;
use yuragi_training::data::{DataSet, Split};
use yuragi_training::{
    Checkpoint, DataIdentity, Division, Origin, STATE_FILE, Session, State, WEIGHTS_FILE,
    weights_fingerprint,
};

use crate::commands::learn;
use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::inputs::EngineName;
use crate::shared::record::{File, Learning};
use crate::shared::{interrupt, runner};

/// What is learned and tested.
pub struct Plan<'a> {
    /// The design of all networks.
    pub design: Design,
    /// All images.
    pub data: DataSet,
    /// Training images and test images of each fold.
    pub splits: Vec<Split>,
    /// The settings of all runs apart from the fold.
    pub origin: Origin,
    /// The engine that learns.
    pub engine: EngineName,
    /// The directory of the folds.
    pub out: &'a Path,
}

/// What a directory has of a fold.
enum Part {
    /// Nothing, or what is to be overwritten.
    Nothing,
    /// A run that was begun.
    Begun(Box<State>),
    /// A run that is complete, with its result.
    Done(Box<Learning>),
}

/// What a directory has of all folds.
pub struct Found(Vec<Part>);

impl Found {
    /// The number of folds that are complete.
    pub fn done(&self) -> usize {
        let done = |part: &&Part| matches!(part, Part::Done(_));
        self.0.iter().filter(done).count()
    }
}

impl Plan<'_> {
    fn directory(&self, fold: usize) -> PathBuf {
        self.out.join(format!("fold-{fold}"))
    }

    /// The settings of the run of a fold, counted from 1.
    fn origin(&self, fold: usize) -> Origin {
        let of = self.splits.len();
        Origin {
            division: Division::Fold { fold, of },
            ..self.origin.clone()
        }
    }

    /// What the output directory has of the folds.
    ///
    /// # Errors
    /// If it has a fold of other settings and `force` does not say that it is to be overwritten, or a fold that does not
    /// belong to this number of folds.
    pub fn examine(&self, force: bool) -> Result<Found> {
        let folds = self.splits.len();
        let entries = std::fs::read_dir(self.out)
            .with_context(|| format!("cannot read {}", self.out.display()))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let number = name.strip_prefix("fold-").and_then(|n| n.parse().ok());
            if number.is_some_and(|number: usize| !(1..=folds).contains(&number)) {
                let found = format!(
                    "{}, which is none of {folds} folds",
                    self.out.join(name).display()
                );
                let expected = "a directory without folds of another cross-validation";
                return Err(bad_argument("--out", found, expected));
            }
        }
        let part = |fold| match force {
            true => Ok(Part::Nothing),
            false => self.part(fold),
        };
        (1..=folds).map(part).collect::<Result<_>>().map(Found)
    }

    fn part(&self, fold: usize) -> Result<Part> {
        let directory = self.directory(fold);
        let there = |name: &&str| directory.join(name).exists();
        if ![STATE_FILE, WEIGHTS_FILE].iter().any(there) {
            return Ok(Part::Nothing);
        }
        let checkpoint = Checkpoint::load(&directory)?;
        checkpoint.check_design(&self.design)?;
        let weights = weights_fingerprint(&checkpoint.weights);
        let state = checkpoint.into_state()?;
        let origin = self.origin(fold);
        let data = self.data.clone().scaled_by(&self.splits[fold - 1].train)?;
        let expected = DataIdentity::new(&data, None);
        let pairs = [
            ("data", state.data.to_string(), expected.to_string()),
            ("seed", state.seed.to_string(), origin.seed.to_string()),
            (
                "split",
                state.division.to_string(),
                origin.division.to_string(),
            ),
            (
                "split seed",
                state.split_seed.unwrap_or_default().to_string(),
                origin.split_seed.to_string(),
            ),
            (
                "number of presentations",
                state.target.to_string(),
                origin.target.to_string(),
            ),
            (
                "--stored",
                state.stored.to_string(),
                origin.stored.to_string(),
            ),
        ];
        if let Some((what, kept, wanted)) = pairs.iter().find(|(_, kept, wanted)| kept != wanted) {
            let found = format!("{}, whose {what} is {kept}", directory.display());
            let expected =
                format!("{wanted}; or a new directory, or --force to overwrite all folds");
            return Err(bad_argument("--out", found, expected));
        }
        let file = directory.join(learn::RESULT_FILE);
        if file.exists() {
            let result: Learning = File::read(&file)?.whole()?;
            let whole = !result.stopped && result.presentations == origin.target;
            if whole && result.weights_fingerprint == weights {
                return Ok(Part::Done(Box::new(result)));
            }
        }
        Ok(Part::Begun(Box::new(state)))
    }

    /// Learns and tests the folds that are not complete, `jobs` of them at the same time. After a signal some are missing
    /// or stopped.
    ///
    /// # Errors
    /// If an engine fails or a file cannot be written. What was written stays.
    pub fn learn(
        &self,
        found: Found,
        jobs: usize,
        console: &Console,
    ) -> Result<Vec<Option<Learning>>> {
        let (mut runs, mut left) = (Vec::new(), Vec::new());
        let mut before = 0;
        for (place, part) in found.0.into_iter().enumerate() {
            let (run, state) = match part {
                Part::Done(run) => (Some(*run), None),
                Part::Begun(state) => (None, Some(*state)),
                Part::Nothing => (None, None),
            };
            before += match (&run, &state) {
                (Some(_), _) => self.origin.target,
                (None, Some(state)) => state.presentations,
                (None, None) => 0,
            };
            if run.is_none() {
                left.push((place + 1, Mutex::new(state)));
            }
            runs.push(Mutex::new(run));
        }
        let bar = console.bar("folds", self.origin.target * self.splits.len() as u64);
        bar.set_position(before);
        bar.reset_eta();
        let (next, failed, error) = (
            AtomicUsize::new(0),
            AtomicBool::new(false),
            Mutex::new(None),
        );
        let work = || {
            while !interrupt::stopped() && !failed.load(Ordering::SeqCst) {
                let place = next.fetch_add(1, Ordering::SeqCst);
                let Some((fold, state)) = left.get(place) else {
                    return;
                };
                let state = state.lock().expect("no panic").take();
                match self.one(*fold, state, &bar) {
                    Ok(run) => *runs[fold - 1].lock().expect("no panic") = Some(run),
                    Err(problem) => {
                        failed.store(true, Ordering::SeqCst);
                        let problem = problem.context(format!("fold {fold}"));
                        error.lock().expect("no panic").get_or_insert(problem);
                    }
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..jobs.min(left.len()) {
                scope.spawn(work);
            }
        });
        bar.finish_and_clear();
        if let Some(error) = error.into_inner().expect("no panic") {
            return Err(error);
        }
        let run = |run: Mutex<Option<Learning>>| run.into_inner().expect("no panic");
        Ok(runs.into_iter().map(run).collect())
    }

    /// Learns and tests one fold.
    fn one(&self, fold: usize, state: Option<State>, bar: &ProgressBar) -> Result<Learning> {
        let (start, silent) = (Instant::now(), Console::new(false, true));
        let directory = self.directory(fold);
        let _lock = Lock::of(&directory)?;
        learn::remove_result(&directory)?;
        let engine = self.engine.make(&self.design, false, &silent)?;
        let data = self.data.clone();
        let mut session = match state {
            Some(state) => Session::resume(engine, &self.design, data, state)?,
            None => Session::new(engine, &self.design, data, self.origin(fold))?,
        };
        let before = session.presentations();
        let mut seen = before;
        runner::learn_watched(&mut session, &directory, &mut |session| {
            bar.inc(session.presentations() - seen);
            seen = session.presentations();
        })?;
        let ran = (before, start);
        learn::conclude(&mut session, (self.engine.name(), &directory), ran, &silent)
    }
}
