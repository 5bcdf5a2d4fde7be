//! The baseline that optimises: a perceptron with one hidden layer that learns by back-propagation.
//!
//! It is written here because no small crate has one; a test compares its gradient with finite differences. It
//! minimises the cross entropy of a softmax with Adam (Kingma and Ba, 2015) and the usual constants, over the same
//! number of images as the sampling network that it is compared with. There is no penalty, no dropout and no early
//! stopping.

use nalgebra::{DMatrix, RealField, convert};

use yuragi_model::chance::SplitMix64;
use yuragi_training::Order;
use yuragi_training::data::DataSet;
use yuragi_training::spike_probability;

/// The number of images in a step.
const BATCH: usize = 64;
/// The step size of Adam.
const STEP: f64 = 1e-3;
/// The decay rates of the two moments of Adam.
const FORGET: [f64; 2] = [0.9, 0.999];
/// Keeps Adam from dividing by 0.
const TINY: f64 = 1e-8;

/// The activation function of the hidden units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The logistic function, which gives the spike probability of a neuron in the sampling network.
    Logistic,
    /// max(0, v).
    Rectified,
}

/// The settings of learning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// The total number of images that are shown.
    pub presentations: u64,
    /// The seed of the initial weights, the order of the images and the spikes.
    pub seed: u64,
    /// Whether every pixel is a random spike at each presentation, as in the sampling network, instead of its
    /// intensity.
    pub spikes: bool,
}

/// A perceptron: weights and biases of the hidden units, then of the outputs. A row holds the weights of one unit.
#[derive(Clone, Debug)]
pub struct Perceptron<T: RealField + Copy> {
    unit: Unit,
    parts: [DMatrix<T>; 4],
}

/// Images as columns of spike probabilities.
pub fn columns(data: &DataSet, images: &[usize]) -> DMatrix<f32> {
    let values = images.iter().flat_map(|&image| data.image(image));
    let values = values.map(|&intensity| spike_probability(intensity));
    DMatrix::from_iterator(data.pixels(), images.len(), values)
}

impl<T: RealField + Copy> Perceptron<T> {
    /// A perceptron before learning. The weights are uniform, with a width that keeps the variance of the potentials
    /// the same from layer to layer (Glorot and Bengio, 2010; for rectified units He et al., 2015). The biases are 0.
    pub fn new(unit: Unit, [inputs, hidden, outputs]: [usize; 3], seed: u64) -> Self {
        let mut chance = SplitMix64::new(seed);
        let mut weights = |to: usize, from: usize, reach: f64| {
            DMatrix::from_fn(to, from, |_, _| {
                let uniform = 2.0 * chance.unit() - 1.0;
                convert(uniform * reach)
            })
        };
        let first = match unit {
            Unit::Logistic => inputs + hidden,
            Unit::Rectified => inputs,
        };
        Self {
            unit,
            parts: [
                weights(hidden, inputs, (6.0 / first as f64).sqrt()),
                DMatrix::zeros(hidden, 1),
                weights(outputs, hidden, (6.0 / (hidden + outputs) as f64).sqrt()),
                DMatrix::zeros(outputs, 1),
            ],
        }
    }

    /// A perceptron from given weights: those of the hidden units, their biases, those of the outputs, their biases.
    ///
    /// # Panics
    /// If the shapes of the parts do not fit each other.
    pub fn of_parts(unit: Unit, parts: [DMatrix<T>; 4]) -> Self {
        let (hidden, outputs) = (parts[0].nrows(), parts[2].nrows());
        assert_eq!(parts[1].shape(), (hidden, 1), "biases of hidden units");
        assert_eq!(parts[2].ncols(), hidden, "weights of outputs");
        assert_eq!(parts[3].shape(), (outputs, 1), "biases of outputs");
        Self { unit, parts }
    }

    /// The activities of the hidden units, one column for each column of inputs.
    pub fn hidden(&self, inputs: &DMatrix<T>) -> DMatrix<T> {
        let mut hidden = layer(&self.parts[0], &self.parts[1], inputs);
        match self.unit {
            Unit::Logistic => hidden.apply(|v| *v = T::one() / (T::one() + (-*v).exp())),
            Unit::Rectified => hidden.apply(|v| *v = v.max(T::zero())),
        }
        hidden
    }

    /// The predicted classes, one for each column of inputs.
    pub fn classify(&self, inputs: &DMatrix<T>) -> Vec<usize> {
        let logits = layer(&self.parts[2], &self.parts[3], &self.hidden(inputs));
        let columns = logits.column_iter();
        columns.map(|column| column.argmax().0).collect()
    }

    /// The mean cross entropy in nats, and its gradient by back-propagation.
    fn gradient(&self, inputs: &DMatrix<T>, labels: &[usize]) -> (T, [DMatrix<T>; 4]) {
        let share: T = convert(1.0 / labels.len() as f64);
        let hidden = self.hidden(inputs);
        let mut error = layer(&self.parts[2], &self.parts[3], &hidden);
        let mut loss = T::zero();
        for (mut column, &label) in error.column_iter_mut().zip(labels) {
            let most = column.max();
            column.apply(|v| *v = (*v - most).exp());
            let sum = column.sum();
            column /= sum;
            loss -= column[label].ln() * share;
            column[label] -= T::one();
            column *= share;
        }
        let mut back = self.parts[2].transpose() * &error;
        back.zip_apply(&hidden, |back, h| {
            *back *= match self.unit {
                Unit::Logistic => h * (T::one() - h),
                Unit::Rectified if h > T::zero() => T::one(),
                Unit::Rectified => T::zero(),
            }
        });
        let sum = |errors: &DMatrix<T>| {
            DMatrix::from_iterator(errors.nrows(), 1, errors.row_iter().map(|row| row.sum()))
        };
        let parts = [
            &back * inputs.transpose(),
            sum(&back),
            &error * hidden.transpose(),
            sum(&error),
        ];
        (loss, parts)
    }
}

impl Perceptron<f32> {
    /// A perceptron that has learned images of a data set, each once in every epoch, in random order.
    pub fn learned(
        unit: Unit,
        hidden: usize,
        (data, images): (&DataSet, &[usize]),
        course: Course,
    ) -> Self {
        let shape = [data.pixels(), hidden, data.classes()];
        let mut network = Self::new(unit, shape, course.seed);
        let mut order = Order::new(course.seed, images.len());
        let mut chance = SplitMix64::new(!course.seed);
        let zeros = network.parts.each_ref().map(|part| part * 0.0);
        let mut moments = [zeros.clone(), zeros];
        let mut shown = 0;
        let mut step = 0;
        while shown < course.presentations {
            let end = (shown + BATCH as u64).min(course.presentations);
            let batch: Vec<usize> = (shown..end).map(|k| images[order.image(k)]).collect();
            let mut inputs = columns(data, &batch);
            if course.spikes {
                inputs.apply(|p| {
                    let drawn = (chance.word() >> 40) as f32 / (1_u32 << 24) as f32;
                    *p = f32::from(u8::from(drawn < *p));
                });
            }
            let labels: Vec<usize> = batch
                .iter()
                .map(|&image| data.label(image).into())
                .collect();
            let (_, slopes) = network.gradient(&inputs, &labels);
            step += 1;
            network.step(step, &slopes, &mut moments);
            shown = end;
        }
        network
    }

    /// Step n of Adam, counted from 1.
    fn step(&mut self, n: i32, slopes: &[DMatrix<f32>; 4], moments: &mut [[DMatrix<f32>; 4]; 2]) {
        let [first, second] = FORGET;
        let step = (STEP * (1.0 - second.powi(n)).sqrt() / (1.0 - first.powi(n))) as f32;
        let [first, second] = [first as f32, second as f32];
        let [means, squares] = moments;
        for (((part, slope), mean), square) in
            self.parts.iter_mut().zip(slopes).zip(means).zip(squares)
        {
            let moments = mean.iter_mut().zip(square.iter_mut());
            for ((w, &g), (m, s)) in part.iter_mut().zip(slope.iter()).zip(moments) {
                *m += (1.0 - first) * (g - *m);
                *s += (1.0 - second) * (g * g - *s);
                *w -= step * *m / (s.sqrt() + TINY as f32);
            }
        }
    }

    /// The accuracy on images of a data set, 0 to 1.
    pub fn accuracy(&self, data: &DataSet, images: &[usize]) -> f64 {
        let predicted = self.classify(&columns(data, images));
        let right = predicted.iter().zip(images);
        let right = right.filter(|&(&class, &image)| class == usize::from(data.label(image)));
        right.count() as f64 / images.len() as f64
    }
}

/// The potentials of a layer.
fn layer<T: RealField + Copy>(
    weights: &DMatrix<T>,
    biases: &DMatrix<T>,
    from: &DMatrix<T>,
) -> DMatrix<T> {
    let mut sums = weights * from;
    for mut column in sums.column_iter_mut() {
        column += biases.column(0);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_the_loss() {
        for unit in [Unit::Logistic, Unit::Rectified] {
            let mut network = Perceptron::<f64>::new(unit, [5, 4, 3], 7);
            for (place, bias) in network.parts[1].iter_mut().enumerate() {
                *bias = 0.1 * place as f64 - 0.12;
            }
            let inputs = DMatrix::from_fn(5, 6, |i, n| ((3 * i + 7 * n) as f64).sin().abs());
            let labels = [0, 2, 1, 1, 0, 2];
            let (_, slopes) = network.gradient(&inputs, &labels);
            for (part, slopes) in slopes.iter().enumerate() {
                for (place, &found) in slopes.iter().enumerate() {
                    let at = |step: f64| {
                        let mut moved = network.clone();
                        moved.parts[part][place] += step;
                        moved.gradient(&inputs, &labels).0
                    };
                    let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
                    assert!(
                        (slope - found).abs() < 1e-7,
                        "{unit:?}, part {part}, weight {place}: {found}, expected {slope}"
                    );
                }
            }
            let moving = slopes.iter().flat_map(|part| part.iter());
            assert!(
                moving.filter(|slope| slope.abs() > 1e-3).count() > 20,
                "{unit:?}"
            );
        }
    }

    #[test]
    fn it_learns_digits_from_intensities_and_from_spikes() {
        let data = DataSet::digits().expect("digits");
        let (train, test): (Vec<usize>, Vec<usize>) = ((0..1200).collect(), (1200..1797).collect());
        for (unit, spikes) in [
            (Unit::Logistic, false),
            (Unit::Rectified, false),
            (Unit::Rectified, true),
        ] {
            let course = |presentations| Course {
                presentations,
                seed: 1,
                spikes,
            };
            let learned = |presentations| {
                let network = Perceptron::learned(unit, 32, (&data, &train), course(presentations));
                network.accuracy(&data, &test)
            };
            let (before, after) = (learned(0), learned(40_000));
            assert!(
                before < 0.3 && after > 0.85,
                "{unit:?}, {spikes}: {before} to {after}"
            );
        }
    }
}
