//! The report and the table of the demo.

use anyhow::Result;
use yuragi_figures::{
    Completed, Generated, Image, KeyFigure, LockstepRun, Measurement, Other, Report, thousands,
};
use yuragi_hardware::costs::{cycles, sizes};
use yuragi_model::Model;
use yuragi_training::{Half, complete, draw};

use super::parts::{Circuit, Learned, MNIST, accuracy, presentations, rate};
use crate::shared::inputs::{image, ink};
use crate::shared::runner;
use crate::shared::views::{hidden_weights, raster};

/// The number of pictures of each label.
const SAMPLES: usize = 4;

/// The number of presentations in the spike raster.
const RASTER: u16 = 64;

/// The measurements of the demo, each with a command that repeats it alone.
pub fn table(
    digits: &Learned,
    mnist: &Learned,
    generative: &Learned,
    circuit: &Circuit,
) -> Vec<Measurement> {
    let line = |name: &str, value: String, command: &str| Measurement {
        name: name.into(),
        value,
        command: command.into(),
    };
    let lockstep = format!(
        "yuragi compare --data data/digits.csv --presentations {} model rtl",
        circuit.outcome.presentations
    );
    let bits = match circuit.outcome.difference {
        None => thousands(circuit.outcome.equal.bits()),
        Some(_) => "the engines differ".into(),
    };
    let learn_mnist = format!("yuragi learn --design mnist --data mnist --presentations {MNIST}");
    vec![
        line(
            "test accuracy, digits (64-64-10)",
            accuracy(digits),
            "yuragi learn",
        ),
        line(
            "test accuracy, MNIST (784-128-10)",
            accuracy(mnist),
            &learn_mnist,
        ),
        line(
            "test accuracy, digits, generative (0-32-74)",
            accuracy(generative),
            "yuragi learn --design generative",
        ),
        line(
            "presentations learned (64-64-10)",
            presentations(digits),
            "yuragi learn",
        ),
        line(
            "presentations learned (784-128-10)",
            presentations(mnist),
            &learn_mnist,
        ),
        line(
            "presentations per second, model (64-64-10)",
            thousands(rate(&digits.session) as u64),
            "yuragi learn",
        ),
        line(
            "presentations per second, model (784-128-10)",
            thousands(rate(&mnist.session) as u64),
            &learn_mnist,
        ),
        line(
            "presentations per second, Verilog in Verilator (64-64-10)",
            thousands(circuit.speed.presentations_per_second as u64),
            "yuragi learn --engine rtl --presentations 2000",
        ),
        line(
            "clock cycles to send an image and learn it once",
            thousands(circuit.speed.cycles_per_presentation as u64),
            "make demo",
        ),
        line(
            "presentations compared in lockstep",
            thousands(circuit.outcome.presentations),
            &lockstep,
        ),
        line("bits compared and found equal", bits, &lockstep),
        line(
            "p-bits: neurons and synapses (64-64-10)",
            thousands(sizes(&digits.design).p_bits),
            "yuragi info",
        ),
    ]
}

/// The content of the report page.
pub fn report(
    digits: &mut Learned,
    mnist: &mut Learned,
    generative: &mut Learned,
    circuit: &Circuit,
) -> Result<Report> {
    let weights = digits.session.weights()?;
    let data = digits.session.data();
    let lessons = digits.session.lessons();
    let seed = digits.design.random.seed;
    let mut model = Model::new(&digits.design)?;
    // the test images are in random order, so the first one is a random image
    let shown = digits.session.split().test[0];
    let spikes = raster(
        &mut model,
        &digits.design,
        &weights,
        lessons,
        (data, shown),
        RASTER,
        seed,
    )?;
    let other = other(mnist)?;
    let (generated, completed) = pictures(generative)?;
    let key_figures = key_figures(digits, mnist, generative, circuit);
    Ok(Report {
        energy: None,
        comparison: None,
        subject: "Handwritten digits: 8×8 pixels, learned by a network of 64-64-10 and by a generative network of 0-32-74; 28×28 pixels, learned by 784-128-10".into(),
        key_figures,
        curve: runner::curve(digits.session.curve()),
        confusion: Some(runner::matrix(&digits.results.test, digits.session.data().class_names())),
        weights: Some(hidden_weights(&digits.design, &weights, lessons, data)),
        others: vec![other],
        generated,
        completed,
        raster: Some(spikes),
        lockstep: vec![LockstepRun {
            design: "digits".into(),
            engines: "model, rtl".into(),
            presentations: circuit.outcome.presentations,
            bits: circuit.outcome.equal.bits(),
            difference: circuit.outcome.difference.as_ref().map(ToString::to_string),
        }],
        figures: table(digits, mnist, generative, circuit),
        parameters: parameters(digits),
        credit: "Data: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning \
                 Repository, 1998, doi.org/10.24432/C50P49, CC BY 4.0. Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of \
                 handwritten digits, a sample of it, CC BY-SA 3.0."
            .into(),
    })
}

/// The section on MNIST.
fn other(mnist: &mut Learned) -> Result<Other> {
    let weights = mnist.session.weights()?;
    let (session, bits) = (&mnist.session, mnist.design.synapse.bits);
    Ok(Other {
        title: "Digits of 28×28 pixels: MNIST, 784-128-10".into(),
        text: format!(
            "A larger network with weights of {bits} bits learns a sample of MNIST: {} training images and {} test images, {} \
             presentations in {:.0} seconds on one core.",
            thousands(session.learned() as u64),
            thousands(mnist.results.test.images()),
            presentations(mnist),
            session.seconds()
        ),
        curve: runner::curve(session.curve()),
        confusion: Some(runner::matrix(
            &mnist.results.test,
            mnist.session.data().class_names(),
        )),
        weights: Some(hidden_weights(
            &mnist.design,
            &weights,
            session.lessons(),
            session.data(),
        )),
    })
}

fn key_figures(
    digits: &Learned,
    mnist: &Learned,
    generative: &Learned,
    circuit: &Circuit,
) -> Vec<KeyFigure> {
    let sizes = sizes(&digits.design);
    let figure = |value: String, name: &str, detail: String| KeyFigure {
        value,
        name: name.into(),
        detail,
    };
    let tested = |learned: &Learned| {
        let test = &learned.results.test;
        format!(
            "{} of {} test images, after {:.1} s of learning",
            thousands(test.right()),
            thousands(test.images()),
            learned.session.seconds()
        )
    };
    vec![
        figure(
            accuracy(digits),
            "test accuracy, 8×8 pixels",
            tested(digits),
        ),
        figure(accuracy(mnist), "test accuracy, MNIST", tested(mnist)),
        figure(
            thousands(sizes.p_bits),
            "p-bits",
            format!(
                "{} neurons, {} synapses",
                sizes.neurons,
                thousands(sizes.synapses)
            ),
        ),
        figure(
            thousands(rate(&digits.session) as u64),
            "presentations per second",
            format!(
                "model on one core; Verilog in Verilator: {}",
                thousands(circuit.speed.presentations_per_second as u64)
            ),
        ),
        figure(
            thousands(circuit.outcome.equal.bits()),
            "bits compared",
            match &circuit.outcome.difference {
                None => "model and Verilog agree in every bit".into(),
                Some(_) => "equal before model and Verilog differed".into(),
            },
        ),
        figure(
            accuracy(generative),
            "test accuracy, generative",
            "the network that draws also classifies".into(),
        ),
    ]
}

fn parameters(digits: &Learned) -> Vec<(String, String)> {
    let design = &digits.design;
    let (n, s, h) = (&design.network, &design.synapse, &design.hardware);
    let clock = cycles(design);
    [
        ("design", "digits".to_owned()),
        ("network", n.name()),
        ("bits of a weight", s.bits.to_string()),
        ("quantum", format!("2^-{} nats", s.quantum_log2)),
        ("p_flip", design.flip_rounded().to_string()),
        ("p_noise", design.noise_rounded().to_string()),
        ("sweeps", design.sampling.sweeps.to_string()),
        ("dwell", design.sampling.dwell.to_string()),
        ("lanes", h.lanes.to_string()),
        ("retrograde lanes", h.retrograde_lanes.to_string()),
        ("seed", design.random.seed.to_string()),
        ("split seed", "1".to_owned()),
        ("presentations", presentations(digits)),
        (
            "clock cycles per presentation, by formula",
            format!("{} to {}", clock.total_min, clock.total),
        ),
        ("yuragi", env!("CARGO_PKG_VERSION").to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn pictures(generative: &mut Learned) -> Result<(Vec<Generated>, Vec<Completed>)> {
    let weights = generative.session.weights()?;
    let (design, session) = (&generative.design, &generative.session);
    let (data, lessons) = (session.data(), session.lessons());
    let seed = design.random.seed;
    let mut model = Model::new(design)?;
    let mut generated = Vec::new();
    for label in 0..data.classes() as u16 {
        let samples = draw(&mut model, design, &weights, lessons, label, SAMPLES, seed)?;
        generated.push(Generated {
            label: label.to_string(),
            samples: samples
                .into_iter()
                .map(|pixels| image(data, pixels))
                .collect(),
        });
    }
    let mut completed = Vec::new();
    let (columns, rows) = data.shape().unwrap_or((data.pixels(), 1));
    // the first test image of each label; the four halves take turns
    for label in 0..data.classes() as u16 {
        let found = session
            .split()
            .test
            .iter()
            .find(|&&place| data.label(place) == label);
        let Some(&place) = found else { continue };
        let halves = [Half::Top, Half::Left, Half::Bottom, Half::Right];
        let given = halves[usize::from(label) % halves.len()].mask(columns, rows);
        let result = complete(
            &mut model,
            design,
            &weights,
            lessons,
            (data, place),
            &given,
            seed,
        )?;
        completed.push(Completed {
            label: label.to_string(),
            original: Image {
                width: columns,
                pixels: ink(data, place),
            },
            given,
            completed: image(data, result.pixels),
        });
    }
    Ok((generated, completed))
}
