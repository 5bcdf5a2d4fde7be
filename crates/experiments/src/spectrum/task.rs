//! The tasks of the experiment, and their outcomes.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::perceptron::Unit;
use crate::setup::Setup;
use crate::tasks::Real;

/// The network whose responses are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The sampling network.
    OneDraw,
    /// The ablation with a second draw for the prediction spike.
    TwoDraws,
    /// The sampling network before learning, with random weights.
    Untrained,
    /// Back-propagation with logistic units, at the same size.
    Logistic,
    /// Back-propagation with rectified units, at the same size.
    Rectified,
    /// The pixels themselves, without a network.
    Stimuli,
}

/// How the images are altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum View {
    Images,
    /// With only the first principal components, of the given number.
    Reduced(usize),
    /// With the components that have most of the variance, all with the same variance.
    White,
}

/// A measurement of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Probe {
    pub(super) view: View,
    /// The number of presentations over which spikes are counted in each repeat.
    pub(super) window: u16,
}

/// A network that learns and is then measured.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) kind: Kind,
    pub(super) hidden: usize,
    pub(super) seed: u64,
}

#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The accuracy on the test images; none if no read-out has learned.
    #[serde_as(as = "Option<Real>")]
    pub(super) accuracy: Option<f64>,
    /// The spectrum of each probe, in the order of the components.
    #[serde_as(as = "Vec<Vec<Real>>")]
    pub(super) spectra: Vec<Vec<f64>>,
    /// The dimension of the stimuli of each probe by nearest neighbours, only for the pixels themselves.
    #[serde_as(as = "Vec<Real>")]
    pub(super) dimensions: Vec<f64>,
}

/// The sizes below that of the design.
pub(super) const HIDDEN: [usize; 5] = [64, 128, 256, 512, 1023];

/// Altered images and other windows are measured with the largest network up to this size.
pub(super) const ALTERED: usize = 256;

pub(super) const REDUCED: [usize; 4] = [4, 8, 16, 32];

/// The share of the variance whose components are kept in whitened images.
pub(super) const WHITE: f64 = 0.95;

/// The number of presentations over which spikes are counted in each repeat, and controls with fewer and more.
pub(super) const WINDOW: u16 = 32;

pub(super) const WINDOWS: [u16; 2] = [8, 128];

pub(super) const IMAGES_PROBE: Probe = Probe {
    view: View::Images,
    window: WINDOW,
};

/// The networks and their names.
pub(super) const KINDS: [(Kind, &str); 5] = [
    (Kind::OneDraw, "one draw"),
    (Kind::TwoDraws, "two draws"),
    (Kind::Untrained, "untrained"),
    (Kind::Logistic, "back-prop., logistic"),
    (Kind::Rectified, "back-prop., rectified"),
];

/// The sizes of the networks. The largest comes first because it takes longest.
pub(super) fn sizes(setup: &Setup) -> Vec<usize> {
    let largest = setup.design.network.hidden();
    let below = HIDDEN.into_iter().rev().filter(|&hidden| hidden < largest);
    std::iter::once(largest).chain(below).collect()
}

/// The size of the network that is shown altered images.
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

/// The probes of a network, the unaltered images first.
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
