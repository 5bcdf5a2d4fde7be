//! Optimisation on the same images, for comparison: logistic regression, and a perceptron with one hidden layer.

use anyhow::{Result, anyhow};
use smartcore::linalg::basic::arrays::Array;
use smartcore::linalg::basic::matrix::DenseMatrix;
use smartcore::linear::logistic_regression::{LogisticRegression, LogisticRegressionParameters};
use smartcore::optimization::FunctionOrder;
use smartcore::optimization::first_order::FirstOrderOptimizer;
use smartcore::optimization::first_order::lbfgs::LBFGS;
use smartcore::optimization::line_search::Backtracking;

use yuragi_model::chance::SplitMix64;
use yuragi_training::data::DataSet;

/// The factor of half the squared weights in the loss, which is the sum over all images.
const PENALTY: f64 = 1.0;

/// The number of iterations of the optimiser of the perceptron.
const ITERATIONS: usize = 150;

/// Images as rows of values from 0 to 1.
fn rows(data: &DataSet, images: &[usize]) -> Vec<Vec<f64>> {
    let row = |&image: &usize| {
        data.image(image)
            .iter()
            .map(|&q| f64::from(q) / 256.0)
            .collect()
    };
    images.iter().map(row).collect()
}

/// Replaces values by their softmax.
fn softmax(values: &mut [f64]) {
    let most = values.iter().copied().fold(f64::MIN, f64::max);
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = (*value - most).exp();
        sum += *value;
    }
    values.iter_mut().for_each(|value| *value /= sum);
}

/// The predicted probabilities `[image][class]` of the test images after logistic regression on the training images,
/// with smartcore and an L2 penalty.
pub fn logistic(data: &DataSet, train: &[usize], test: &[usize]) -> Result<Vec<Vec<f64>>> {
    let x = DenseMatrix::from_2d_vec(&rows(data, train)).map_err(|e| anyhow!("{e}"))?;
    let y: Vec<i32> = train
        .iter()
        .map(|&image| data.label(image).into())
        .collect();
    let parameters = LogisticRegressionParameters::default().with_alpha(PENALTY);
    let fitted = LogisticRegression::fit(&x, &y, parameters).map_err(|e| anyhow!("{e}"))?;
    let (weights, offsets) = (fitted.coefficients(), fitted.intercept());
    // classes without a training image are never predicted; with two classes, only the second has weights
    let classes = fitted.classes();
    let without = classes.len() - weights.shape().0;
    let predict = |row: Vec<f64>| {
        let mut logits = vec![f64::MIN; data.classes()];
        for (place, &class) in classes.iter().enumerate() {
            logits[class as usize] = match place.checked_sub(without) {
                Some(k) => {
                    let terms = row.iter().enumerate().map(|(i, x)| x * weights.get((k, i)));
                    terms.sum::<f64>() + offsets.get((k, 0))
                }
                None => 0.0,
            };
        }
        softmax(&mut logits);
        logits
    };
    Ok(rows(data, test).into_iter().map(predict).collect())
}

/// A perceptron with one hidden layer of tanh units and softmax outputs.
struct Perceptron {
    inputs: usize,
    hidden: usize,
    classes: usize,
}

impl Perceptron {
    /// The number of weights: rows of the hidden layer, then of the outputs, each with its bias at the end.
    fn size(&self) -> usize {
        self.hidden * (self.inputs + 1) + self.classes * (self.hidden + 1)
    }

    /// The activities of the hidden units, and the class probabilities.
    fn forward(&self, weights: &[f64], x: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let layer = |weights: &[f64], from: &[f64]| -> Vec<f64> {
            let rows = weights.chunks_exact(from.len() + 1);
            let sum = |row: &[f64]| {
                row[from.len()] + row.iter().zip(from).map(|(w, x)| w * x).sum::<f64>()
            };
            rows.map(sum).collect()
        };
        let (first, second) = weights.split_at(self.hidden * (self.inputs + 1));
        let mut hidden = layer(first, x);
        hidden.iter_mut().for_each(|h| *h = h.tanh());
        let mut outputs = layer(second, &hidden);
        softmax(&mut outputs);
        (hidden, outputs)
    }

    /// The cross entropy in nats with the penalty, and its gradient by back-propagation.
    fn loss(&self, weights: &[f64], x: &[Vec<f64>], labels: &[usize], gradient: &mut [f64]) -> f64 {
        for (g, w) in gradient.iter_mut().zip(weights) {
            *g = PENALTY * w;
        }
        let mut loss = PENALTY / 2.0 * weights.iter().map(|w| w * w).sum::<f64>();
        let split = self.hidden * (self.inputs + 1);
        let (first, second) = gradient.split_at_mut(split);
        for (x, &label) in x.iter().zip(labels) {
            let (hidden, mut error) = self.forward(weights, x);
            loss -= error[label].ln();
            error[label] -= 1.0;
            let mut back = vec![0.0; self.hidden];
            let width = self.hidden + 1;
            for (k, error) in error.iter().enumerate() {
                let row = &mut second[k * width..][..width];
                let fan_in = &weights[split + k * width..][..width];
                for (j, h) in hidden.iter().enumerate() {
                    row[j] += error * h;
                    back[j] += error * fan_in[j];
                }
                row[self.hidden] += error;
            }
            for (j, row) in first.chunks_exact_mut(self.inputs + 1).enumerate() {
                let error = back[j] * (1.0 - hidden[j] * hidden[j]);
                for (g, x) in row.iter_mut().zip(x) {
                    *g += error * x;
                }
                row[self.inputs] += error;
            }
        }
        loss
    }
}

/// The predicted probabilities `[image][class]` of the test images after a perceptron with `hidden` units has learned
/// with the L-BFGS of smartcore, which has no perceptron itself.
pub fn perceptron(
    data: &DataSet,
    (train, test): (&[usize], &[usize]),
    hidden: usize,
    seed: u64,
) -> Vec<Vec<f64>> {
    let network = Perceptron {
        inputs: data.pixels(),
        hidden,
        classes: data.classes(),
    };
    let x = rows(data, train);
    let labels: Vec<usize> = train
        .iter()
        .map(|&image| data.label(image).into())
        .collect();
    let mut chance = SplitMix64::new(seed);
    let mut small = || (2.0 * chance.unit() - 1.0) * 0.2;
    let start: Vec<f64> = (0..network.size()).map(|_| small()).collect();
    let loss =
        |weights: &Vec<f64>| network.loss(weights, &x, &labels, &mut vec![0.0; network.size()]);
    let slope = |gradient: &mut Vec<f64>, weights: &Vec<f64>| {
        network.loss(weights, &x, &labels, gradient);
    };
    let search = Backtracking {
        order: FunctionOrder::THIRD,
        ..Default::default()
    };
    let optimiser = LBFGS {
        max_iter: ITERATIONS,
        ..Default::default()
    };
    let found = optimiser.optimize(&loss, &slope, &start, &search);
    rows(data, test)
        .iter()
        .map(|x| network.forward(&found.x, x).1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Perceptron, logistic, perceptron};
    use yuragi_training::data::DataSet;

    #[test]
    fn the_gradient_is_that_of_the_loss() {
        let network = Perceptron {
            inputs: 3,
            hidden: 2,
            classes: 2,
        };
        let weights: Vec<f64> = (0..network.size())
            .map(|n| (n as f64 * 1.7).sin())
            .collect();
        let (x, labels) = (vec![vec![0.1, 0.9, 0.4], vec![1.0, 0.0, 0.3]], [1, 0]);
        let mut gradient = vec![0.0; network.size()];
        network.loss(&weights, &x, &labels, &mut gradient);
        for place in 0..network.size() {
            let at = |step: f64| {
                let mut moved = weights.clone();
                moved[place] += step;
                network.loss(&moved, &x, &labels, &mut vec![0.0; network.size()])
            };
            let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
            assert!((slope - gradient[place]).abs() < 1e-6, "weight {place}");
        }
    }

    /// The number of test images that are classified correctly.
    fn right(predictions: &[Vec<f64>], data: &DataSet, test: &[usize]) -> usize {
        let predicted = |p: &Vec<f64>| (0..p.len()).max_by(|&a, &b| p[a].total_cmp(&p[b]));
        let pairs = predictions.iter().zip(test);
        pairs
            .filter(|(p, image)| predicted(p) == Some(data.label(**image).into()))
            .count()
    }

    #[test]
    fn both_learn_digits() {
        let data = DataSet::digits().expect("digits");
        let (train, test): (Vec<usize>, Vec<usize>) = ((0..150).collect(), (150..250).collect());
        let linear = logistic(&data, &train, &test).expect("fitted");
        assert!(right(&linear, &data, &test) > 60);
        let curved = perceptron(&data, (&train, &test), 16, 1);
        assert!(right(&curved, &data, &test) > 60);
        // with two classes, smartcore returns the weights of only one
        let two = |images: Vec<usize>| -> Vec<usize> {
            images
                .into_iter()
                .filter(|&image| data.label(image) < 2)
                .collect()
        };
        let (train, test) = (two((0..300).collect()), two((300..600).collect()));
        let linear = logistic(&data, &train, &test).expect("fitted");
        assert!(right(&linear, &data, &test) * 10 > test.len() * 9);
        assert!(linear.iter().all(|p| p[2..].iter().all(|&p| p == 0.0)));
    }
}
