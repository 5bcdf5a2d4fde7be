//! A report full of made-up data, to test and to look at the page. No number in it was measured.

use yuragi_figures::{
    Completed, Confusion, CurvePoint, Generated, Image, KeyFigure, LockstepRun, Measurement,
    NeuronWeights, Other, Raster, Report, SpikeGroup, Weights,
};
use yuragi_training::data::DataSet;

/// Uniform numbers in 0..1, the same at every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

pub fn sample() -> Report {
    let digits = DataSet::digits().expect("the digits load");
    let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
    Report {
        subject: "Made-up data for a test: 64-64-10 on 1,797 digits of 8×8 pixels".into(),
        key_figures: key_figures(),
        curve: curve(&mut noise),
        confusion: Some(confusion(&mut noise)),
        weights: Some(weights(&digits, &mut noise)),
        comparison: None,
        energy: None,
        others: others(&mut noise),
        generated: generated(&digits, &mut noise),
        completed: completed(&digits, &mut noise),
        raster: Some(raster(&digits, &mut noise)),
        lockstep: lockstep(),
        figures: figures(),
        parameters: [
            ("design", "designs/digits.toml"),
            ("inputs, hidden, outputs", "64, 64, 10"),
            ("bits of a weight", "10"),
            ("quantum", "2⁻⁸ nats"),
            ("lanes", "8"),
            ("flip probability", "1"),
            ("noise", "0"),
            ("sweeps, dwell", "1, 1"),
            ("seed", "1"),
            ("version", "0.1.0"),
            ("time", "2025-01-01 12:00:00 UTC"),
            ("duration", "3 min 12 s"),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .to_vec(),
        credit: "Digits: E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0."
            .into(),
    }
}

fn key_figures() -> Vec<KeyFigure> {
    [
        (
            "95.2 %",
            "test accuracy",
            "359 digits that were never learned from",
        ),
        (
            "128,000 /s",
            "presentations, model",
            "one core; learning on",
        ),
        ("4,100 /s", "presentations, RTL", "Verilog in Verilator"),
        (
            "1.9 G",
            "bits compared equal",
            "model and RTL, six designs, no difference",
        ),
        (
            "2.4 M",
            "p-bits in the network",
            "4,810 bundles of 511 synapses, and 74 neurons",
        ),
    ]
    .map(|(value, name, detail)| KeyFigure {
        value: value.into(),
        name: name.into(),
        detail: detail.into(),
    })
    .to_vec()
}

fn curve(noise: &mut Noise) -> Vec<CurvePoint> {
    let (mut flips_up, mut flips_down) = (0, 0);
    (0..=40_u64)
        .map(|step| {
            let presentations = step * 10_000;
            let learned = 1.0 - (-(presentations as f64) / 12_000.0).exp();
            let rate = 40.0 + 300.0 * (1.0 - learned);
            if step > 0 {
                flips_up += (10_000.0 * rate * (1.0 + 0.06 * noise.next())) as u64;
                flips_down += (10_000.0 * rate * (1.0 + 0.06 * noise.next())) as u64;
            }
            let slow = 0.03 * presentations as f64 / 400_000.0;
            CurvePoint {
                presentations,
                train: 0.1 + 0.855 * learned + slow + 0.006 * noise.next(),
                test: 0.1 + 0.82 * learned + slow + 0.012 * noise.next(),
                flips_up,
                flips_down,
            }
        })
        .collect()
}

fn confusion(noise: &mut Noise) -> Confusion {
    let counts = (0..10)
        .map(|truth| {
            let mut row = vec![0; 10];
            row[truth] = 32 + (noise.next() * 4.0) as u64;
            for _ in 0..(noise.next() * 4.0) as usize {
                row[(noise.next() * 10.0) as usize] += 1;
            }
            row
        })
        .collect();
    Confusion {
        counts,
        labels: (0..10).map(|label: u32| label.to_string()).collect(),
    }
}

/// Larger images, with the names of their section in need of escapes.
fn others(noise: &mut Noise) -> Vec<Other> {
    let neuron = |neuron: usize, noise: &mut Noise| NeuronWeights {
        neuron,
        weights: (0..784)
            .map(|_| (noise.next() * 255.0) as i32 - 127)
            .collect(),
        strongest: Some((neuron % 10).to_string()),
    };
    vec![Other {
        title: "Made up <28×28> & more".into(),
        text: "Nothing here was \"measured\" & it says <so>.".into(),
        curve: curve(noise),
        confusion: Some(confusion(noise)),
        weights: Some(Weights {
            width: 28,
            of: "the hidden neurons".into(),
            neurons: (0..20).map(|place| neuron(place, noise)).collect(),
        }),
    }]
}

/// Mean image of a class minus the mean of all, as 0..1 numbers.
fn means(digits: &DataSet) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; digits.pixels()]; digits.classes()];
    let mut counts = vec![0.0; digits.classes()];
    for (image, label) in digits.iter() {
        counts[usize::from(label)] += 1.0;
        for (sum, &q) in sums[usize::from(label)].iter_mut().zip(image) {
            *sum += f64::from(q) / 255.0;
        }
    }
    for (sum, count) in sums.iter_mut().zip(counts) {
        sum.iter_mut().for_each(|value| *value /= count);
    }
    sums
}

fn weights(digits: &DataSet, noise: &mut Noise) -> Weights {
    let means = means(digits);
    let neurons = (0..64)
        .map(|neuron| {
            let class = (noise.next() * 10.0) as usize;
            let other = (noise.next() * 10.0) as usize;
            let weight = |pixel: usize, noise: f64| {
                let signal = means[class][pixel] - means[other][pixel];
                (300.0 * signal + 120.0 * (noise - 0.5)) as i32
            };
            NeuronWeights {
                neuron,
                weights: (0..64).map(|pixel| weight(pixel, noise.next())).collect(),
                strongest: Some(class.to_string()),
            }
        })
        .collect();
    Weights {
        width: 8,
        of: "the hidden neurons".into(),
        neurons,
    }
}

fn image(digits: &DataSet, index: usize) -> Image {
    let pixels = digits.image(index).iter().map(|&q| f32::from(q) / 255.0);
    Image {
        width: 8,
        pixels: pixels.collect(),
    }
}

fn generated(digits: &DataSet, noise: &mut Noise) -> Vec<Generated> {
    let means = means(digits);
    let blurred = |index: usize, class: usize, noise: &mut Noise| {
        let mut image = image(digits, index);
        for (pixel, mean) in image.pixels.iter_mut().zip(&means[class]) {
            let mixed = 0.4 * f64::from(*pixel) + 0.6 * mean + 0.12 * (noise.next() - 0.5);
            *pixel = mixed.clamp(0.0, 1.0) as f32;
        }
        image
    };
    (0..10)
        .map(|class| {
            let members = (0..digits.len()).filter(|&i| usize::from(digits.label(i)) == class);
            Generated {
                label: class.to_string(),
                samples: members
                    .take(5)
                    .map(|index| blurred(index, class, noise))
                    .collect(),
            }
        })
        .collect()
}

fn completed(digits: &DataSet, noise: &mut Noise) -> Vec<Completed> {
    (40..55)
        .map(|index| {
            let original = image(digits, index);
            let given: Vec<bool> = (0..64).map(|pixel| pixel < 32).collect();
            let mut completed = original.clone();
            for (pixel, &given) in completed.pixels.iter_mut().zip(&given) {
                if !given {
                    *pixel = (0.8 * *pixel + 0.3 * noise.next() as f32 - 0.05).clamp(0.0, 1.0);
                }
            }
            Completed {
                label: digits.label(index).to_string(),
                original,
                given,
                completed,
            }
        })
        .collect()
}

fn raster(digits: &DataSet, noise: &mut Noise) -> Raster {
    let stimulus = image(digits, 3);
    let mut spikes = |probabilities: &[f64]| -> Vec<Vec<bool>> {
        (0..64)
            .map(|_| probabilities.iter().map(|&p| noise.next() < p).collect())
            .collect()
    };
    let inputs: Vec<f64> = stimulus.pixels.iter().map(|&p| p.into()).collect();
    let hidden: Vec<f64> = (0..64)
        .map(|j| f64::from(j * 37 % 64) / 64.0)
        .map(|p| p * p)
        .collect();
    let outputs = [0.01, 0.04, 0.03, 0.88, 0.0, 0.09, 0.0, 0.02, 0.11, 0.12];
    let group = |name: &str, spikes, labels: u32| SpikeGroup {
        name: name.into(),
        spikes,
        labels: (0..labels).map(|label| label.to_string()).collect(),
    };
    Raster {
        groups: vec![
            group("inputs", spikes(&inputs), 0),
            group("hidden", spikes(&hidden), 0),
            group("outputs", spikes(&outputs), 10),
        ],
        stimulus: Some((stimulus, "a 3 of the test set".into())),
    }
}

fn lockstep() -> Vec<LockstepRun> {
    [
        ("tiny", "model, rtl", 20_000, 88_240_000),
        ("digits", "model, rtl", 10_000, 1_204_480_000),
        ("digits", "model, netlist", 200, 24_089_600),
        ("generative", "model, rtl", 4_000, 611_200_000),
        ("tiny", "model, bitstream", 500, 2_206_000),
    ]
    .map(|(design, engines, presentations, bits)| LockstepRun {
        design: design.into(),
        engines: engines.into(),
        presentations,
        bits,
        difference: None,
    })
    .to_vec()
}

fn figures() -> Vec<Measurement> {
    [
        ("Test accuracy", "95.2 %", "yuragi train designs/digits.toml --data data/digits.csv --presentations 400000 --seed 1"),
        ("Presentations/s, model", "128,000", "yuragi bench designs/digits.toml --engine model"),
        ("Presentations/s, RTL", "4,100", "yuragi bench designs/digits.toml --engine rtl"),
        ("Bits compared equal", "1,930,216,000", "yuragi compare model rtl --design designs/digits.toml --presentations 10000"),
        ("Generated digits", "10 × 5", "yuragi generate designs/generative.toml --samples 5"),
    ]
    .map(|(name, value, command)| Measurement {
        name: name.into(),
        value: value.into(),
        command: command.into(),
    })
    .to_vec()
}
