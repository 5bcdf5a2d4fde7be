//! The tables agree with the specification on every machine.

use yuragi_model::tables::{ENTRIES, Tables, table_index};

/// The middle of a bin, in nats.
fn middle(n: usize) -> f64 {
    (n as f64 + 0.5) / 32.0
}

/// The values before they are rounded, computed in a different way than in the tables.
fn exact(n: usize, quantum_log2: u32) -> (f64, f64) {
    let a = middle(n);
    let sigmoid = 65_536.0 * 0.5 * (1.0 + (a / 2.0).tanh());
    let softplus = ((1.0 + (-a).exp()).ln()) * f64::from(quantum_log2).exp2();
    (sigmoid, softplus)
}

#[test]
fn entries_are_rounded_middles() {
    for quantum_log2 in 0..=12 {
        let tables = Tables::new(quantum_log2);
        assert_eq!(
            (tables.sigmoid.len(), tables.softplus.len()),
            (ENTRIES, ENTRIES)
        );
        for n in 0..ENTRIES {
            let (sigmoid, softplus) = exact(n, quantum_log2);
            assert_eq!(f64::from(tables.sigmoid[n]), sigmoid.round(), "T_{n}");
            assert_eq!(
                f64::from(tables.softplus[n]),
                softplus.round(),
                "S_{n}, G = {quantum_log2}"
            );
        }
    }
}

/// No value is so close to a half that a machine whose last bit differs would round it the other way.
#[test]
fn rounding_is_the_same_everywhere() {
    for quantum_log2 in 0..=12 {
        for n in 0..ENTRIES {
            let (sigmoid, softplus) = exact(n, quantum_log2);
            for value in [sigmoid, softplus] {
                assert!(
                    (value.fract() - 0.5).abs() > 1e-6,
                    "entry {n}, G = {quantum_log2}: {value}"
                );
            }
        }
    }
}

#[test]
fn some_entries_by_hand() {
    let tables = Tables::new(8);
    // σ(1/64) = 0.503906, ln(1 + e^(-1/64))·256 = 175.452; σ(511/64) = 0.999659.
    assert_eq!((tables.sigmoid[0], tables.sigmoid[255]), (33_024, 65_514));
    assert_eq!((tables.softplus[0], tables.softplus[255]), (175, 0));
    assert_eq!(Tables::new(12).softplus[255], 1);
}

#[test]
fn the_index_has_32_bins_a_nat() {
    for quantum_log2 in 0..=12 {
        let nat = 1_u32 << quantum_log2;
        for magnitude in (0..10 * nat).chain([1 << 23, (1 << 24) - 1]) {
            let bin = u64::from(magnitude) * 32 / u64::from(nat);
            let expected = (bin < 256).then_some(bin as usize);
            assert_eq!(
                table_index(magnitude, quantum_log2),
                expected,
                "{magnitude}, G = {quantum_log2}"
            );
        }
    }
}

#[test]
fn a_threshold_is_mirrored_and_never_certain() {
    for quantum_log2 in 0..=12 {
        let tables = Tables::new(quantum_log2);
        let beyond = 8 << quantum_log2;
        for v in 1..beyond + 5 {
            let (up, down) = (tables.threshold(v), tables.threshold(-v));
            assert_eq!(u32::from(up) + u32::from(down), 65_536, "{v}");
            assert!(up >= tables.threshold(v - 1) && down >= 1);
        }
        assert!(tables.threshold(0) > 32_768);
        for v in [beyond, 1 << 22] {
            assert_eq!((tables.threshold(v), tables.threshold(-v)), (65_535, 1));
            assert_eq!((tables.softplus_tail(v), tables.softplus_tail(-v)), (0, 0));
        }
    }
}

/// f(v) = max(v, 0) + S(|v|) is softplus within half a bin's slope and half a quantum.
#[test]
fn softplus_is_near() {
    for quantum_log2 in 0..=12 {
        let tables = Tables::new(quantum_log2);
        let nat = f64::from(1 << quantum_log2);
        for v in (-9 << quantum_log2)..=(9 << quantum_log2) {
            let found = f64::from(v.max(0) + tables.softplus_tail(v)) / nat;
            let exact = (f64::from(v) / nat).exp().ln_1p();
            assert!(
                (found - exact).abs() < 0.5 / 64.0 + 0.51 / nat,
                "{v}: {found} {exact}"
            );
        }
    }
}
