//! The tables of the spectra.

use super::super::statistics::Estimate;
use super::results::{DIMENSIONS, MEASURES, RANKS, Results, critical, own};
use super::task::{KINDS, Kind, View, probes, sizes};
use crate::findings::Table;
use crate::setup::Setup;

fn view_name(view: View) -> String {
    match view {
        View::Images => "images".into(),
        View::Reduced(dimensions) => format!("{dimensions} components"),
        View::White => "white".into(),
    }
}

/// The table of all laws that were fitted.
pub(super) fn exponents(setup: &Setup, results: &Results) -> Table {
    let header = [
        "network", "hidden", "stimuli", "window", "first", "last", "measure", "seeds", "mean",
        "low", "high",
    ];
    let mut table = Table::new("exponent", &header);
    for (kind, name) in own() {
        let sizes = if kind == Kind::Stimuli {
            vec![0]
        } else {
            sizes(setup)
        };
        for hidden in sizes {
            for probe in probes(kind, hidden == results.middle) {
                for ranks in RANKS {
                    for (what, measure) in MEASURES {
                        let Some(e) = results.law((kind, hidden, probe), ranks, measure) else {
                            continue;
                        };
                        let view = view_name(probe.view);
                        table.row(&[
                            &name,
                            &hidden,
                            &view,
                            &probe.window,
                            &ranks.0,
                            &ranks.1,
                            &what,
                            &e.n,
                            &e.mean,
                            &e.low,
                            &e.high,
                        ]);
                    }
                }
            }
        }
    }
    table
}

pub(super) fn networks(setup: &Setup, results: &Results) -> Table {
    let header = [
        "network", "hidden", "measure", "seeds", "mean", "low", "high",
    ];
    let mut table = Table::new("networks", &header);
    for (kind, name) in KINDS {
        for hidden in sizes(setup) {
            let mut row = |what: &str, e: Estimate| {
                table.row(&[&name, &hidden, &what, &e.n, &e.mean, &e.low, &e.high]);
            };
            if let Some(e) = results.participation(kind, hidden) {
                row("participation ratio", e);
            }
            if let Some(e) = results.accuracy(kind, hidden) {
                row("test accuracy", e);
            }
        }
    }
    table
}

pub(super) fn stimuli(results: &Results) -> Table {
    let mut table = Table::new(
        "stimuli",
        &["stimuli", "measure", "seeds", "mean", "low", "high"],
    );
    for probe in probes(Kind::Stimuli, true) {
        let view = view_name(probe.view);
        for (what, measure) in DIMENSIONS {
            let e = results.stimuli(probe.view, measure);
            table.row(&[&view, &what, &e.n, &e.mean, &e.low, &e.high]);
        }
        let e = results.stimuli(probe.view, |o, place| critical(o.dimensions[place]));
        let what = "1 + 2/d, d by nearest neighbours";
        table.row(&[&view, &what, &e.n, &e.mean, &e.low, &e.high]);
    }
    table
}
