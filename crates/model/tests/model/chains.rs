//! Chains side by side, and on several threads, compute what each of them computes alone.

use proptest::prelude::*;
use yuragi_model::network::NetworkError;
use yuragi_model::parallel::on_threads;
use yuragi_model::{Design, Model, Options, Path, Registers, Snapshot, Stimulus};

use crate::paths::{Lesson, design, designs, lessons, stimulus, teach};

/// The same design with another seed.
fn seeded(design: &Design, seed: u64) -> Design {
    let mut design = design.clone();
    design.random.seed = seed;
    design
}

fn snapshots(models: &[Model]) -> Vec<Snapshot> {
    models.iter().map(Model::snapshot).collect()
}

/// Registers and stimulus of a lesson. The stimulus of each chain is another.
fn tell(model: &mut Model, lesson: &Lesson, chain: u64) {
    model.set_registers(lesson.registers).expect("registers");
    if let Some(seed) = lesson.stimulus {
        let stimulus = stimulus(model.shape(), seed.wrapping_add(chain));
        model.set_stimulus(&stimulus).expect("a stimulus");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn chains_together_are_chains_alone(
        design in designs(),
        seeds in prop::collection::vec(0_u64..1 << 62, 1..10),
        alike in any::<bool>(),
        lessons in lessons(),
    ) {
        let mut together = Model::chains(&design, &seeds).expect("a network");
        let mut alone: Vec<Model> = seeds
            .iter()
            .map(|&seed| Model::new(&seeded(&design, seed)).expect("a network"))
            .collect();
        for (number, lesson) in lessons.iter().enumerate() {
            for (k, (a, b)) in together.iter_mut().zip(&mut alone).enumerate() {
                // all learn the same at the same time, or each learns something else
                let own = if alike { lesson } else { &lessons[(number + k) % lessons.len()] };
                tell(a, own, k as u64);
                tell(b, own, k as u64);
                b.present(lesson.presentations).expect("presentations");
            }
            Model::present_together(&mut together, lesson.presentations).expect("presentations");
            prop_assert_eq!(snapshots(&together), snapshots(&alone));
        }
    }
}

#[test]
fn models_of_different_kinds_may_be_presented_together() {
    let small = design(&[5, 6, 3], vec![]);
    let deep = design(&[5, 40, 6, 3], vec![[0, 2]]);
    let make = || {
        vec![
            Model::new(&seeded(&small, 1)).expect("a network"),
            Model::new(&seeded(&deep, 2)).expect("a network"),
            Model::new(&seeded(&small, 3)).expect("a network"),
            Model::with_options(&seeded(&small, 4), Options::on(Path::Portable))
                .expect("a network"),
            Model::with_options(&seeded(&deep, 5), Options::on(Path::Plain)).expect("a network"),
        ]
    };
    let (mut together, mut alone) = (make(), make());
    for model in together.iter_mut().chain(&mut alone) {
        let stimulus = Stimulus {
            clamped: vec![true; 3],
            ..stimulus(model.shape(), 8)
        };
        model.set_stimulus(&stimulus).expect("a stimulus");
        let registers = Registers {
            learn: true,
            ..model.registers()
        };
        model.set_registers(registers).expect("registers");
    }
    let none = Model::present_together(&mut together, 0);
    assert_eq!(none, Err(NetworkError::NoPresentation));
    Model::present_together(&mut together, 50).expect("presentations");
    alone
        .iter_mut()
        .for_each(|model| model.present(50).expect("presentations"));
    assert_eq!(snapshots(&together), snapshots(&alone));
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let design = design(&[20, 16, 5], vec![]);
    let seeds: Vec<u64> = (0..13).collect();
    let run = |threads: usize, group: usize| {
        let chains = Model::chains(&design, &seeds).expect("a network");
        let mut groups: Vec<Vec<Model>> = chains.chunks(group).map(<[_]>::to_vec).collect();
        let numbers = on_threads(&mut groups, threads, |number, chains| {
            for n in 0..20 {
                for (k, chain) in chains.iter_mut().enumerate() {
                    let chain_number = (number * group + k) as u64;
                    let stimulus = stimulus(chain.shape(), 20 * chain_number + n);
                    chain.set_stimulus(&stimulus).expect("a stimulus");
                    let registers = Registers {
                        learn: true,
                        ..chain.registers()
                    };
                    chain.set_registers(registers).expect("registers");
                }
                Model::present_together(chains, 3).expect("presentations");
            }
            number
        });
        assert!(numbers.into_iter().eq(0..groups.len()));
        snapshots(&groups.concat())
    };
    let expected = run(1, 1);
    for (threads, group) in [(1, 4), (2, 1), (2, 4), (3, 2), (64, 5), (0, 3)] {
        assert!(run(threads, group) == expected, "{threads} threads");
    }
    assert!(on_threads(&mut [(); 0], 2, |_, ()| 1).is_empty());
}

#[test]
fn a_chain_goes_on_alone_as_a_copy() {
    let design = design(&[9, 8, 4], vec![]);
    let mut chains = Model::chains(&design, &[7, 8]).expect("a network");
    let lesson = Lesson {
        registers: Registers {
            learn: true,
            ..Registers::new(&design)
        },
        stimulus: Some(1),
        presentations: 9,
    };
    chains.iter_mut().for_each(|chain| teach(chain, &lesson));
    let mut alone = Model::new(&seeded(&design, 8)).expect("a network");
    teach(&mut alone, &lesson);
    assert_eq!(chains[1].snapshot(), alone.snapshot());
    assert_ne!(chains[0].snapshot(), alone.snapshot());
}
