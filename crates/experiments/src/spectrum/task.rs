//! What is run, and what a run gives.

use serde::{Deserialize, Serialize};

use crate::perceptron::Unit;
use crate::setup::Setup;

/// What responds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The sampling network.
    OneDraw,
    /// The ablation: another draw for the prediction spike.
    TwoDraws,
    /// The sampling network before it learned: weights as chance made them.
    Untrained,
    /// Back-propagation of the same size, of logistic and of rectified units.
    Logistic,
    Rectified,
    /// No network: the pixels themselves.
    Stimuli,
}

/// How the images are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum View {
    Images,
    /// Without all but so many principal components.
    Reduced(usize),
    /// The components that hold most of the variance, each with the same of it.
    White,
}

/// A measurement of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Probe {
    pub(super) view: View,
    /// Presentations that spikes are counted over in each repeat.
    pub(super) window: u16,
}

/// A network that learns and is measured.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) kind: Kind,
    pub(super) hidden: usize,
    pub(super) seed: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Of the test images; none if no read-out has learned.
    pub(super) accuracy: Option<f64>,
    /// For each probe, in order of the components.
    pub(super) spectra: Vec<Vec<f64>>,
    /// Of the stimuli of each probe, by their nearest neighbours; of no network.
    pub(super) dimensions: Vec<f64>,
}

/// Sizes below the design's own.
pub(super) const HIDDEN: [usize; 5] = [64, 128, 256, 512, 1023];

/// The altered images and other windows are shown to the largest network that is not above this.
pub(super) const ALTERED: usize = 256;

pub(super) const REDUCED: [usize; 4] = [4, 8, 16, 32];

/// Share of the variance that whitened images keep.
pub(super) const WHITE: f64 = 0.95;

/// Presentations that spikes are counted over in each repeat, and, as a control, fewer and more.
pub(super) const WINDOW: u16 = 32;

pub(super) const WINDOWS: [u16; 2] = [8, 128];

pub(super) const IMAGES_PROBE: Probe = Probe {
    view: View::Images,
    window: WINDOW,
};

/// The networks with their names.
pub(super) const KINDS: [(Kind, &str); 5] = [
    (Kind::OneDraw, "one draw"),
    (Kind::TwoDraws, "two draws"),
    (Kind::Untrained, "untrained"),
    (Kind::Logistic, "back-prop., logistic"),
    (Kind::Rectified, "back-prop., rectified"),
];

/// Sizes of the networks, the largest first, for it takes longest.
pub(super) fn sizes(setup: &Setup) -> Vec<usize> {
    let largest = setup.design.network.hidden;
    let below = HIDDEN.into_iter().rev().filter(|&hidden| hidden < largest);
    std::iter::once(largest).chain(below).collect()
}

/// The size that sees altered images.
pub(super) fn middle(setup: &Setup) -> usize {
    let sizes = sizes(setup);
    let most = sizes.iter().find(|&&hidden| hidden <= ALTERED);
    most.or(sizes.last()).copied().unwrap_or(ALTERED)
}

pub(super) fn unit(kind: Kind) -> Option<Unit> {
    match kind {
        Kind::Logistic => Some(Unit::Logistic),
        Kind::Rectified => Some(Unit::Rectified),
        _ => None,
    }
}

/// What is measured of a network, the images themselves first.
pub(super) fn probes(kind: Kind, altered: bool) -> Vec<Probe> {
    let mut probes = vec![IMAGES_PROBE];
    if altered || kind == Kind::Stimuli {
        let views = REDUCED.map(View::Reduced).into_iter().chain([View::White]);
        probes.extend(views.map(|view| Probe {
            view,
            window: WINDOW,
        }));
        if unit(kind).is_none() && kind != Kind::Stimuli {
            let view = View::Images;
            probes.extend(WINDOWS.map(|window| Probe { view, window }));
        }
    }
    probes
}
