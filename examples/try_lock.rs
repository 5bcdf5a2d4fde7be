use yuragi::engines::{Engine, lockstep, rtl::Rtl};
use yuragi::{design::Design, model::Model, network::*};
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let design = Design::load(&args[1])?;
    let n: usize = args[2].parse()?;
    let t = std::time::Instant::now();
    let mut rtl = Rtl::new(&design)?;
    println!("built in {:?}", t.elapsed());
    let mut model = Model::new(&design)?;
    let mut s = 1u64;
    let mut next = || { s ^= s << 13; s ^= s >> 7; s ^= s << 17; s };
    let l = *model.layout();
    let t = std::time::Instant::now();
    let c0 = rtl.cycles().unwrap();
    for p in 0..n {
        if p % 8 == 0 {
            let r = Registers { learn: next() % 4 != 0, sweeps: 1 + (next() % 2) as u8, dwell: 1 + (next() % 3) as u16, flip: [256, 64, 10][(next() % 3) as usize], noise: [0, 0, 5][(next() % 3) as usize] };
            model.configure(r)?; rtl.configure(r)?;
        }
        let st = Stimulus { intensities: (0..l.inputs + l.outputs).map(|_| [0, 255, (next() >> 20) as u8][(next() % 3) as usize]).collect(), clamped: { let m = next() % 4; (0..l.outputs).map(|_| match m { 0 => false, 1 => next() % 2 == 0, _ => true }).collect() } };
        model.show(&st)?; rtl.show(&st)?;
        let k = 1 + (next() % 2) as u16;
        Engine::present(&mut model, k)?; rtl.present(k)?;
        if let Err(d) = lockstep::check(&mut model, &mut rtl, design.synapse.bits)? { println!("at {p}: {d}"); std::process::exit(1) }
    }
    println!("{n} equal, {:?}, cycles/presentation {}", t.elapsed(), (rtl.cycles().unwrap() - c0) / n as u64);
    assert_eq!(rtl.weights()?, Engine::weights(&mut model)?);
    assert_eq!(Engine::spikes(&mut rtl)?, Model::spikes(&model));
    assert_eq!(Engine::counters(&mut rtl)?, Model::counters(&model));
    Ok(())
}
