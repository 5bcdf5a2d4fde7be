//! Learns the images of a CSV file, one image a line and its class in the last column, and measures the accuracy on images that
//! were kept apart:
//!
//! ```sh
//! cargo run --release --example learn_own_data -- [IMAGES.csv] [DIRECTORY] [PRESENTATIONS]
//! ```
//!
//! Without arguments it learns the digits of this repository into `out/examples/learned`.

use std::path::Path;

use yuragi_model::{Design, Model};
use yuragi_training::data::DataSet;
use yuragi_training::{Division, Origin, Session};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or("data/digits.csv".into());
    let directory = arguments.next().unwrap_or("out/examples/learned".into());
    let presentations = arguments.next().map_or(Ok(100_000), |n| n.parse())?;

    // one input for each pixel, one output for each class; everything else is as in the preset
    let data = DataSet::load(&file)?;
    let mut design = Design::preset("digits")?;
    design.network.layers = vec![data.pixels(), 64, data.classes()];
    design.validate()?;

    let origin = Origin {
        seed: design.random.seed,
        split_seed: 1,
        path: Some(file),
        target: presentations,
        stored: false,
        division: Division::Random,
    };
    let engine = Box::new(Model::new(&design)?);
    let mut session = Session::new(engine, &design, data, origin)?;
    session.advance(presentations)?;

    let test = session.test(&mut |_| ())?;
    println!(
        "{} of {} test images are classified correctly: accuracy {:.3}",
        test.right(),
        test.images(),
        test.accuracy()
    );
    session.save(Path::new(&directory))?;
    println!("the weights are in {directory}");
    Ok(())
}
