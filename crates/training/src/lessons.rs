//! How images become stimuli: which values are inputs, which are outputs, and which outputs are clamped.

use std::ops::Range;

use crate::data::{DataSet, Task};
use yuragi_model::design::Design;
use yuragi_model::network::Stimulus;

use super::error::{Result, TrainingError};

/// How the images of a data set become stimuli for a network of a design.
///
/// In a network that classifies, the pixels are the inputs and the classes the first outputs. A generative network has
/// no inputs: its outputs are the pixels, then the classes. While the network learns, all outputs are clamped to the
/// data; later, those that it is asked for are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lessons {
    task: Task,
    inputs: usize,
    outputs: usize,
    pixels: usize,
    classes: usize,
}

/// The half of an image that is given when the rest is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The upper half.
    Top,
    /// The lower half.
    Bottom,
    /// The left half.
    Left,
    /// The right half.
    Right,
}

impl Half {
    /// For each of the `width` × `height` pixels of an image, row by row, whether it is given.
    pub fn mask(self, width: usize, height: usize) -> Vec<bool> {
        let pixel = |place: usize| {
            let (x, y) = (place % width, place / width);
            match self {
                Self::Top => y < height / 2,
                Self::Bottom => y >= height / 2,
                Self::Left => x < width / 2,
                Self::Right => x >= width / 2,
            }
        };
        (0..width * height).map(pixel).collect()
    }
}

impl Lessons {
    /// The stimuli of a data set for a network of the design.
    ///
    /// # Errors
    /// If the numbers of pixels and classes do not fit the numbers of inputs and outputs.
    pub fn new(design: &Design, data: &DataSet) -> Result<Self> {
        let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
        Ok(Self {
            task: data.task(inputs, outputs)?,
            inputs,
            outputs,
            pixels: data.pixels(),
            classes: data.classes(),
        })
    }

    /// Whether the network classifies or generates.
    pub fn task(&self) -> Task {
        self.task
    }

    /// The outputs of the classes.
    pub fn classes(&self) -> Range<usize> {
        match self.task {
            Task::Classify => 0..self.classes,
            Task::Generate => self.pixels..self.pixels + self.classes,
        }
    }

    /// The outputs of the pixels; empty if the network classifies.
    pub fn pixels(&self) -> Range<usize> {
        match self.task {
            Task::Classify => 0..0,
            Task::Generate => 0..self.pixels,
        }
    }

    /// The stimulus to learn image `image` from: all outputs are clamped.
    ///
    /// # Panics
    /// If there is no such image.
    pub fn lesson(&self, data: &DataSet, image: usize) -> Stimulus {
        let intensities = match self.task {
            Task::Classify => [data.image(image), &data.class_target(image, self.outputs)].concat(),
            Task::Generate => data.generative_target(image),
        };
        Stimulus {
            intensities,
            clamped: vec![true; self.outputs],
        }
    }

    /// The stimulus to classify image `image`: all outputs but the pixels are free.
    ///
    /// # Panics
    /// If there is no such image.
    pub fn question(&self, data: &DataSet, image: usize) -> Stimulus {
        let mut stimulus = self.lesson(data, image);
        let pixels = self.pixels();
        for (output, clamped) in stimulus.clamped.iter_mut().enumerate() {
            *clamped = pixels.contains(&output);
        }
        for output in self.classes() {
            stimulus.intensities[self.inputs + output] = 0;
        }
        stimulus
    }

    /// The stimulus to draw an image of a label: the classes are clamped, the pixels are free.
    ///
    /// # Errors
    /// If the network classifies, or there is no such label.
    pub fn subject(&self, label: u16) -> Result<Stimulus> {
        self.needs_generative()?;
        if usize::from(label) >= self.classes {
            return Err(TrainingError::mismatch(
                "label",
                label.to_string(),
                format!("a label from 0 to {}", self.classes - 1),
            ));
        }
        let mut intensities = vec![0; self.pixels];
        intensities.extend(crate::data::one_hot(label, self.classes));
        let mut clamped = vec![false; self.pixels];
        clamped.resize(self.outputs, true);
        Ok(Stimulus {
            intensities,
            clamped,
        })
    }

    /// The stimulus to complete image `image` from the pixels that `given` marks: these are clamped, everything else is
    /// free.
    ///
    /// # Errors
    /// If the network classifies, or the length of `given` is not the number of pixels.
    pub fn part(&self, data: &DataSet, image: usize, given: &[bool]) -> Result<Stimulus> {
        self.needs_generative()?;
        if given.len() != self.pixels {
            return Err(TrainingError::mismatch(
                "mask of given pixels",
                format!("{} values", given.len()),
                format!("{}, one for each pixel", self.pixels),
            ));
        }
        let mut stimulus = self.question(data, image);
        for (pixel, &given) in given.iter().enumerate() {
            stimulus.clamped[pixel] = given;
            if !given {
                stimulus.intensities[pixel] = 0;
            }
        }
        Ok(stimulus)
    }

    fn needs_generative(&self) -> Result<()> {
        match self.task {
            Task::Generate => Ok(()),
            Task::Classify => Err(TrainingError::mismatch(
                "design",
                format!("{} inputs", self.inputs),
                "a generative design, with network.inputs = 0 and pixels and labels as outputs",
            )),
        }
    }
}
