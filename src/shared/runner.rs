//! The loop of a learning run, with progress, learning curve, checkpoints and Ctrl-C.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::ProgressBar;
use yuragi_figures::{Confusion, CurvePoint, accuracy_curve, percent, thousands};
use yuragi_training::{Evaluation, Point, Session};

use super::art;
use super::console::Console;
use super::interrupt;
use super::record::Score;

/// Time between checkpoints.
const SAVE: Duration = Duration::from_secs(10);

/// Time between two updates of the progress; Ctrl-C takes effect at the next one.
const GLANCE: Duration = Duration::from_millis(100);

/// How the learning curve is shown during a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// In the line of the progress bar.
    Line,
    /// As a chart below the progress bar.
    Chart,
}

impl Live {
    fn picture(self, session: &Session) -> String {
        match self {
            Self::Line => art::sparkline(session.curve()),
            Self::Chart => format!("\n{}", art::chart(session.curve(), session.target())),
        }
    }
}

/// Learns until the target or Ctrl-C, and writes checkpoints to the directory.
pub fn learn(
    session: &mut Session,
    directory: &Path,
    what: &'static str,
    live: Live,
    console: &Console,
) -> Result<()> {
    let bar = bar(session, what, console);
    let mut points = 0;
    let point = learn_watched(session, directory, &mut |session| {
        bar.set_position(session.presentations());
        if session.curve().len() != points {
            points = session.curve().len();
            bar.set_message(live.picture(session));
        }
    })?;
    bar.finish_and_clear();
    console.note(format_args!(
        "{what} {} presentations, accuracy on {} test images {}",
        thousands(session.presentations()),
        thousands(point.test_images),
        live.picture(session)
    ));
    Ok(())
}

/// Learns until the target or Ctrl-C, writes checkpoints to the directory, and returns the last point of the curve.
/// `seen` is called now and then.
pub fn learn_watched(
    session: &mut Session,
    directory: &Path,
    seen: &mut dyn FnMut(&Session),
) -> Result<Point> {
    let mut saved = Instant::now();
    advance(session, &mut |session| {
        if session.is_point() {
            session.measure()?;
        }
        if saved.elapsed() > SAVE {
            save(session, directory)?;
            saved = Instant::now();
        }
        seen(session);
        Ok(())
    })?;
    let point = session.measure()?;
    save(session, directory)?;
    Ok(point)
}

/// Learns until the target or Ctrl-C without files.
pub fn learn_again(session: &mut Session, what: &'static str, console: &Console) -> Result<()> {
    let bar = bar(session, what, console);
    advance(session, &mut |session| {
        bar.set_position(session.presentations());
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(())
}

/// A progress bar for what is left of a run.
fn bar(session: &Session, what: &'static str, console: &Console) -> ProgressBar {
    let bar = console.bar(what, session.target());
    bar.set_position(session.presentations());
    bar.reset_eta();
    bar
}

/// Learns in slices until the target or Ctrl-C; `pause` is called after each.
fn advance(session: &mut Session, pause: &mut dyn FnMut(&mut Session) -> Result<()>) -> Result<()> {
    let mut slice = 64;
    while session.presentations() < session.target() && !interrupt::stopped() {
        let start = Instant::now();
        session.advance(session.until_stop(slice))?;
        // the speeds of engines differ by a factor of a thousand
        slice = if start.elapsed() < GLANCE / 2 {
            (slice * 2).min(1 << 20)
        } else if start.elapsed() > GLANCE {
            (slice / 2).max(1)
        } else {
            slice
        };
        pause(session)?;
    }
    Ok(())
}

/// Writes the checkpoint, and the learning curve as a figure.
fn save(session: &mut Session, directory: &Path) -> Result<()> {
    session.save(directory)?;
    let figure = accuracy_curve(&curve(session.curve())).svg();
    yuragi_files::write(&directory.join("curve.svg"), figure.as_bytes())
}

/// A learning curve in the form that figures take.
pub fn curve(points: &[Point]) -> Vec<CurvePoint> {
    let point = |point: &Point| CurvePoint {
        presentations: point.presentations,
        train: point.train_accuracy,
        test: point.test_accuracy,
        flips_up: point.flips.up,
        flips_down: point.flips.down,
    };
    points.iter().map(point).collect()
}

/// How the network classifies at the end of a run.
pub struct Results {
    /// All test images.
    pub test: Evaluation,
    /// Training images, 2,000 at most.
    pub train: Evaluation,
}

/// Classifies the test images and the training images.
pub fn results(session: &mut Session, console: &Console) -> Result<Results> {
    let bar = console.bar("classifying", session.split().test.len() as u64);
    let test = session.test(&mut |seen| bar.set_position(seen as u64))?;
    bar.set_position(0);
    bar.set_length(session.split().train.len() as u64);
    let train = session.train(&mut |seen| bar.set_position(seen as u64))?;
    bar.finish_and_clear();
    Ok(Results { test, train })
}

/// A confusion matrix in the form that figures take; `classes` are the names of the classes.
pub fn matrix(evaluation: &Evaluation, classes: &[String]) -> Confusion {
    Confusion {
        labels: classes.to_vec(),
        counts: evaluation.confusion.clone(),
    }
}

/// An accuracy in percent, with the numbers of images and the interval.
pub fn accuracy(score: &Score) -> String {
    let (Some(accuracy), Some([low, high])) = (score.accuracy, score.interval) else {
        return "not known, because there are no images with a label".into();
    };
    format!(
        "{} ({} of {}; 95 % interval {:.1} to {:.1} %)",
        percent(accuracy),
        thousands(score.right),
        thousands(score.images),
        low * 100.0,
        high * 100.0
    )
}
