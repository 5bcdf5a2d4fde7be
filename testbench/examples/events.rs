//! Scratch: cycles by phase and Verilog of the core of events.
use std::path::Path;
use yuragi_hardware::protocol::Space;
use yuragi_model::{Design, Model, Registers, Stimulus};
use yuragi_testbench::campaigns::events::EventCore;
use yuragi_training::data::Source;

fn main() -> anyhow::Result<()> {
    let cases: [(&str, &str, &[usize], usize, usize); 3] = [
        ("digits", "digits", &[64, 64, 10], 16, 2),
        ("digits-wide", "digits", &[64, 64, 10], 32, 8),
        ("mnist", "mnist", &[784, 128, 10], 64, 8),
    ];
    let which: Vec<String> = std::env::args().skip(1).collect();
    for (name, set, layers, lanes, r) in cases {
        if !which.is_empty() && !which.iter().any(|w| w == name) { continue; }
        let mut design = Design::preset("digits")?;
        design.network.layers = layers.to_vec();
        design.hardware.lanes = lanes;
        design.hardware.retrograde_lanes = r;
        let folder = Path::new("/tmp/ev").join(name);
        std::fs::create_dir_all(&folder)?;
        for file in yuragi_hardware::verilog(&design)? {
            std::fs::write(folder.join(format!("{}.v", file.module)), file.text)?;
        }
        if std::env::var("ONLY_VERILOG").is_ok() { continue; }
        let data = set.parse::<Source>()?.load()?;
        let mut model = Model::new(&design)?;
        model.set_registers(Registers { learn: true, ..model.registers() })?;
        let outputs = 10;
        let clamped = vec![true; outputs];
        for n in 0..100_000usize {
            let image = n * 7919 % data.len();
            let intensities = [data.image(image), &data.class_target(image, outputs)].concat();
            model.set_stimulus(&Stimulus { intensities, clamped: clamped.clone() })?;
            model.present(1)?;
        }
        let mut core = EventCore::new(&design)?;
        core.poke_weights(model.row_memory())?;
        core.write(Space::Registers, 0, &[1])?;
        let runs = 200usize;
        let mut sums = vec![0u64; 32];
        for n in 0..runs {
            let image = (100_000 + n) * 7919 % data.len();
            let target = data.class_target(image, outputs);
            let all: Vec<u8> = data.image(image).iter().chain(target.iter()).copied().collect();
            core.show(&all, &clamped)?;
            for (sum, cycles) in sums.iter_mut().zip(core.present_by_phase(1)?) { *sum += cycles; }
        }
        let names = ["Idle","Start","Walk","Sum","Load","Settle","Weigh","Weighing","Readout","ReadingOut","Visit","Scan","Flip","Flipping","Flipped","Noise","Count","Next"];
        println!("{name}: {:.1}", sums.iter().sum::<u64>() as f64 / runs as f64);
        for (name, sum) in names.iter().zip(&sums) { print!(" {name} {:.1}", *sum as f64 / runs as f64); }
        println!();
    }
    Ok(())
}
