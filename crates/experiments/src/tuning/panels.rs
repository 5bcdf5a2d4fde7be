//! The figures of tuning.

use yuragi_figures::{Axis, Figure, Mark, Mosaic, Panel, Plot, Point, Series};

use super::task::{KINDS, ORIENTATIONS, Outcome, Task, is_driven, over_seeds};
use crate::retina::SIDE;
use crate::setup::Setup;

pub(super) fn fields_figure(outcome: &Outcome) -> Figure {
    let mut order: Vec<usize> = (0..outcome.rates.len()).collect();
    let key = |n: usize| {
        if is_driven(&outcome.curves[n]) {
            outcome.selectivity[n]
        } else {
            -1.0
        }
    };
    order.sort_by(|&a, &b| key(b).total_cmp(&key(a)));
    let images = order.iter().map(|&n| outcome.fields[n].clone()).collect();
    let step = 180.0 / ORIENTATIONS as f64;
    let examples = [0, order.len() / 4, order.len() / 2, order.len() - 1];
    let series = examples.iter().enumerate().map(|(colour, &place)| {
        let n = order[place];
        let curve = &outcome.curves[n];
        // the circle is closed
        let points =
            (0..=ORIENTATIONS).map(|k| Point::new(k as f64 * step, curve[k % ORIENTATIONS]));
        let name = if is_driven(curve) {
            format!("1 − CV = {:.2}", outcome.selectivity[n])
        } else {
            "not driven".into()
        };
        Series::new(name, colour, Mark::LineDots, points)
    });
    Figure::row(
        "Hidden neurons after learning patches of photographs",
        vec![
            Panel::Mosaic(Mosaic {
                title: "Receptive fields, ON (blue) less OFF, most selective first".into(),
                width: SIDE,
                images,
                reach: None,
            }),
            Panel::Plot(Plot {
                title: "Tuning to gratings".into(),
                x: Axis::new("orientation (°)").from_to(0.0, 180.0),
                y: Axis::new("modulation (spikes in a presentation)").from_to(0.0, 1.0),
                series: series.collect(),
                ..Plot::default()
            }),
        ],
        "One network, seed 1. The colours of each receptive field reach from minus its largest value (orange) to its largest value (blue). \
         Neurons that gratings do not drive come last. The curves are of the first neuron, of two further on and of the last one; CV is the \
         circular variance, and the modulation is the change of the rate with the phase of the grating.",
    )
}

/// The figure of the cumulative distributions over neurons or pairs, with bands over seeds.
pub(super) fn population_figure(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Figure {
    type Values<'a> = &'a dyn Fn(&Outcome) -> Vec<f64>;
    let panel = |title: &str, x: Axis, of: &str, values: Values| {
        let (low, high) = x.range.unwrap_or((0.0, 1.0));
        let series = KINDS.iter().enumerate().map(|(colour, (trained, name))| {
            let points = (0..=60).map(|step| {
                let at = low + f64::from(step) / 60.0 * (high - low);
                over_seeds(outcomes, *trained, (0.0, 1.0), &|outcome| {
                    let values = values(outcome);
                    let below = values.iter().filter(|value| **value <= at).count();
                    below as f64 / values.iter().filter(|value| value.is_finite()).count() as f64
                })
                .at(at)
            });
            Series::new(*name, colour, Mark::Line, points)
        });
        Panel::Plot(Plot {
            title: title.into(),
            series: series.collect(),
            x,
            y: Axis::percent(of).from_to(0.0, 1.0),
            ..Plot::default()
        })
    };
    let neurons = "neurons below";
    Figure {
        title: "Responses of hidden neurons to gratings and to photographs".into(),
        columns: 2,
        panels: vec![
            panel(
                "Orientation selectivity",
                Axis::new("1 − circular variance of the modulation").from_to(0.0, 0.6),
                neurons,
                &|o| o.selectivity.clone(),
            ),
            panel(
                "Rates",
                Axis::new("spikes in a presentation").from_to(0.0, 1.0),
                neurons,
                &|o| o.rates.clone(),
            ),
            panel(
                "Variability over trials",
                Axis::new("Fano factor").from_to(0.0, 3.0),
                neurons,
                &|o| o.fano.clone(),
            ),
            panel(
                "Correlation over trials",
                Axis::new("noise correlation").from_to(-0.3, 0.3),
                "pairs below",
                &|o| o.noise_correlation.clone(),
            ),
        ],
        caption: setup.intervals(
            "Cumulative distributions: the share of the values that do not exceed the one on the horizontal axis. Bands",
        ),
    }
}
