//! The p-bit alone: every draw against thresholds, which a lockstep run meets too seldom to tell `<` from `<=`.

use verilator_sys::Build;
use yuragi_hardware as hardware;
use yuragi_model::design::Design;

/// A spike is draw < T for v ≥ 0, draw < 65536 − T for v < 0; beyond the table T = 65535.
#[test]
fn a_spike_is_a_draw_below_the_threshold() {
    let design = Design::preset("tiny").expect("a preset");
    let files = hardware::verilog(&design).expect("exported");
    let pbit = files.into_iter().find(|file| file.cell == "pbit");
    let build = Build::new("yuragi_pbit").source("yuragi_pbit.v", pbit.expect("a p-bit").text);
    let library = build.build().expect("a cell");
    let port = |name| library.port(name).expect("a port");
    let inputs = ["i_draw", "i_threshold", "i_beyond", "i_negative"].map(port);
    let mut simulation = library.simulation().expect("a cell");
    for (entry, beyond) in [
        (0x8100, false),
        (0xc000, false),
        (0xffea, false),
        (0xffff, false),
        (0x8100, true),
    ] {
        for negative in [false, true] {
            let threshold: u32 = if beyond { 65_535 } else { entry };
            let threshold = if negative {
                65_536 - threshold
            } else {
                threshold
            };
            let rows: Vec<u64> = (0..1 << 16)
                .flat_map(|draw| [draw, entry.into(), u64::from(beyond), u64::from(negative)])
                .collect();
            let spikes = simulation
                .run_vectors(&inputs, &[port("o_spike")], &rows)
                .expect("run");
            let below = (0..1_u32 << 16).map(|draw| u64::from(draw < threshold));
            let differs = below
                .zip(&spikes)
                .position(|(expected, &found)| expected != found);
            assert_eq!(
                differs, None,
                "first draw; T {entry}, beyond {beyond}, negative {negative}"
            );
            assert_eq!(spikes.iter().sum::<u64>(), u64::from(threshold));
        }
    }
}
