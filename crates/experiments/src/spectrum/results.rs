//! Outcomes, asked by what they are of.

use super::super::cvpca::{Law, dimension, law};
use super::super::statistics::Estimate;
use super::task::{IMAGES_PROBE, KINDS, Kind, Outcome, Probe, Task, View, WINDOW, probes};

/// Ranks that a law is fitted to. Beyond 200 the number of images limits what can be told.
pub(super) const RANKS: [(usize, usize); 3] = [(3, 24), (10, 100), (11, 200)];

/// A name, and what it measures of a law, or of the measurement of the stimuli at a place in the list of probes.
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

/// The least exponent of a smooth code of stimuli of that many dimensions (Stringer et al., 2019).
pub(super) fn critical(dimensions: f64) -> f64 {
    1.0 + 2.0 / dimensions
}

/// The networks, then the stimuli.
pub(super) fn own() -> impl Iterator<Item = (Kind, &'static str)> {
    KINDS.into_iter().chain([(Kind::Stimuli, "the stimuli")])
}

pub(super) fn size_of(kind: Kind, hidden: usize) -> usize {
    if kind == Kind::Stimuli { 0 } else { hidden }
}

/// All outcomes, to be asked by what they are of.
pub(super) struct Results<'a> {
    pub outcomes: &'a [(Task, Outcome)],
    /// The size that saw altered images.
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

    /// Spectra of all seeds; none if there is no such measurement.
    pub fn spectra(&self, kind: Kind, hidden: usize, probe: Probe) -> Vec<&[f64]> {
        let place = probes(kind, hidden == self.middle);
        let Some(place) = place.iter().position(|&each| each == probe) else {
            return Vec::new();
        };
        self.of(kind, hidden)
            .map(|outcome| &outcome.spectra[place][..])
            .collect()
    }

    /// A measure of the power law over a range; none if a spectrum is too short, or lost in noise.
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

    /// Of the test images; none if no read-out has learned.
    pub fn accuracy(&self, kind: Kind, hidden: usize) -> Option<Estimate> {
        let values: Option<Vec<f64>> = self.of(kind, hidden).map(|o| o.accuracy).collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some(Estimate::of(&values))
    }

    /// Participation ratio; none if there is no such measurement.
    pub fn participation(&self, kind: Kind, hidden: usize) -> Option<Estimate> {
        let spectra = self.spectra(kind, hidden, IMAGES_PROBE);
        let ratios: Vec<f64> = spectra.iter().map(|spectrum| dimension(spectrum)).collect();
        (!ratios.is_empty()).then(|| Estimate::of(&ratios))
    }
}
