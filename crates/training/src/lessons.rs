//! How images become stimuli: what is an input, what an output, and what is clamped.

use std::ops::Range;

use crate::data::{DataSet, Task};
use yuragi_model::design::Design;
use yuragi_model::network::Stimulus;

use super::error::{Result, TrainingError};

/// How a network of a design is shown the images of a data set.
///
/// With inputs, the pixels are inputs and the classes outputs. Without, the outputs are the pixels, then the
/// classes. While learning every output is clamped to the data; what is asked for later is left free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lessons {
    task: Task,
    inputs: usize,
    outputs: usize,
    pixels: usize,
    classes: usize,
}

/// The part of an image that is given, when the rest is to be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Top,
    Bottom,
    Left,
    Right,
}

impl Half {
    /// Whether each pixel of an image is given.
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
    /// What a network of the design does with the data.
    ///
    /// # Errors
    /// If the numbers of neurons and of pixels and classes do not fit.
    pub fn new(design: &Design, data: &DataSet) -> Result<Self> {
        let (inputs, outputs) = (design.network.inputs, design.network.outputs);
        Ok(Self {
            task: data.task(inputs, outputs)?,
            inputs,
            outputs,
            pixels: data.pixels(),
            classes: data.classes(),
        })
    }

    /// Whether it classifies or generates.
    pub fn task(&self) -> Task {
        self.task
    }

    /// The outputs that stand for the classes.
    pub fn classes(&self) -> Range<usize> {
        match self.task {
            Task::Classify => 0..self.classes,
            Task::Generate => self.pixels..self.pixels + self.classes,
        }
    }

    /// The outputs that stand for the pixels: none if it classifies.
    pub fn pixels(&self) -> Range<usize> {
        match self.task {
            Task::Classify => 0..0,
            Task::Generate => 0..self.pixels,
        }
    }

    /// An image to learn from: every output clamped.
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

    /// An image to name: the classes, and what is no pixel, free.
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

    /// A label to draw: the classes clamped, the pixels free.
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

    /// A part of an image to complete: the given pixels clamped, everything else free.
    ///
    /// # Errors
    /// If the network classifies, or the mask has not a value for each pixel.
    pub fn part(&self, data: &DataSet, image: usize, given: &[bool]) -> Result<Stimulus> {
        self.needs_generative()?;
        if given.len() != self.pixels {
            return Err(TrainingError::mismatch(
                "mask of given pixels",
                given.len().to_string(),
                self.pixels.to_string(),
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
                "a generative design: network.inputs = 0, pixels and labels as outputs",
            )),
        }
    }
}
