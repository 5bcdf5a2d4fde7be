//! The outcomes, by network, size and probe.

use super::super::cvpca::{Law, dimension, law};
use super::super::statistics::Estimate;
use super::task::{IMAGES_PROBE, KINDS, Kind, Outcome, Probe, Task, View, WINDOW, probes};

/// The ranks to which a law is fitted. Beyond 200, the number of images is too small.
pub(super) const RANKS: [(usize, usize); 3] = [(3, 24), (10, 100), (11, 200)];

/// The name of a measure, and the function that computes it from a law, or from the stimuli of a probe.
type OfLaw = (&'static str, fn(Law) -> f64);
type OfStimuli = (&'static str, fn(&Outcome, usize) -> f64);

pub(super) const MEASURES: [OfLaw; 2] =
    [("exponent", |law| law.exponent), ("bend", |law| law.bend)];

pub(super) const DIMENSIONS: [OfStimuli; 2] = [
    ("participation ratio", |o, place| {
        dimension(&o.spectra[place])
    }),
    ("dimension by nearest neighbours", |o, place| {
        o.dimensions[place]
    }),
];

/// The smallest exponent of a smooth code for stimuli of some number of dimensions (Stringer et al., 2019).
pub(super) fn critical(dimensions: f64) -> f64 {
    1.0 + 2.0 / dimensions
}

/// The networks, then the stimuli themselves.
pub(super) fn own() -> impl Iterator<Item = (Kind, &'static str)> {
    KINDS.into_iter().chain([(Kind::Stimuli, "the stimuli")])
}

pub(super) fn size_of(kind: Kind, hidden: usize) -> usize {
    if kind == Kind::Stimuli { 0 } else { hidden }
}

/// All outcomes, by network, size and probe.
pub(super) struct Results<'a> {
    pub outcomes: &'a [(Task, Outcome)],
    /// The number of hidden neurons of the networks that are shown altered images.
    pub middle: usize,
}

impl Results<'_> {
    fn of(&self, kind: Kind, hidden: usize) -> impl Iterator<Item = &Outcome> {
        let own = move |task: &Task| task.kind == kind && task.hidden == hidden;
        self.outcomes
            .iter()
            .filter(move |(task, _)| own(task))
            .map(|(_, outcome)| outcome)
    }

    /// The spectra of all seeds; empty if there is no such measurement.
    pub fn spectra(&self, kind: Kind, hidden: usize, probe: Probe) -> Vec<&[f64]> {
        let place = probes(kind, hidden == self.middle);
        let Some(place) = place.iter().position(|&each| each == probe) else {
            return Vec::new();
        };
        self.of(kind, hidden)
            .map(|outcome| &outcome.spectra[place][..])
            .collect()
    }

    /// A measure of the power law over a range of ranks; none if a spectrum is too short or lost in noise.
    pub fn law(
        &self,
        (kind, hidden, probe): (Kind, usize, Probe),
        (first, last): (usize, usize),
        measure: fn(Law) -> f64,
    ) -> Option<Estimate> {
        let spectra = self.spectra(kind, hidden, probe);
        let laws = spectra
            .iter()
            .map(|spectrum| law(spectrum, first, last).map(measure));
        let values: Vec<f64> = laws.collect::<Option<_>>()?;
        (!values.is_empty()).then(|| Estimate::of(&values))
    }

    pub fn stimuli(&self, view: View, measure: fn(&Outcome, usize) -> f64) -> Estimate {
        let probe = Probe {
            view,
            window: WINDOW,
        };
        let place = probes(Kind::Stimuli, true)
            .iter()
            .position(|&each| each == probe);
        let place = place.unwrap_or_default();
        let values: Vec<f64> = self
            .of(Kind::Stimuli, 0)
            .map(|o| measure(o, place))
            .collect();
        Estimate::of(&values)
    }

    /// The accuracy on the test images; none if no read-out has learned.
    pub fn accuracy(&self, kind: Kind, hidden: usize) -> Option<Estimate> {
        let values: Option<Vec<f64>> = self.of(kind, hidden).map(|o| o.accuracy).collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some(Estimate::of_shares(&values))
    }

    /// The participation ratio; none if there is no such measurement.
    pub fn participation(&self, kind: Kind, hidden: usize) -> Option<Estimate> {
        let spectra = self.spectra(kind, hidden, IMAGES_PROBE);
        let ratios: Vec<f64> = spectra.iter().map(|spectrum| dimension(spectrum)).collect();
        (!ratios.is_empty()).then(|| Estimate::of(&ratios))
    }
}
