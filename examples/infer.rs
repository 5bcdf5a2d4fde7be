//! Classifies images with weights that were learned before, by this program's neighbour `learn_own_data` or by `yuragi learn`:
//!
//! ```sh
//! cargo run --release --example infer -- [DIRECTORY] [IMAGES.csv] [HOW MANY]
//! ```

use std::path::Path;

use yuragi_engines::Engine;
use yuragi_model::Model;
use yuragi_training::data::DataSet;
use yuragi_training::{Checkpoint, Lessons, SPIKES, best, prepare};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().unwrap_or("out/examples/learned".into());
    let file = arguments.next().unwrap_or("data/digits.csv".into());
    let images = arguments.next().map_or(Ok(10), |n| n.parse())?;

    let learned = Checkpoint::load(Path::new(&directory))?;
    let data = DataSet::load(&file)?;
    let lessons = Lessons::new(&learned.design, &data)?;
    let mut model = Model::new(&learned.design)?;
    prepare(&mut model, &learned.design, &learned.weights, 1)?;

    // an output spikes more often the likelier its class is: the spikes of many presentations are counted
    for image in 0..data.len().min(images) {
        model.show(&lessons.question(&data, image))?;
        Engine::present(&mut model, SPIKES)?;
        let counts = Engine::counts(&mut model)?;
        let class = best(&counts[lessons.classes()]);
        let share = f64::from(counts[lessons.classes()][class]) / f64::from(SPIKES);
        println!(
            "image {image}: class {class}, whose output spiked in {:.0} % of the presentations; the label is {}",
            100.0 * share,
            data.label(image)
        );
    }
    Ok(())
}
