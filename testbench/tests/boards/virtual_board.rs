//! A virtual board behind a pseudo-terminal, and the serial engine on the other side, in real time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags};
use tempfile::TempDir;
use yuragi_boards::Board;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_engines::compare::{Pair, Plan, RandomSteps};
use yuragi_engines::pins::PinSimulation;
use yuragi_engines::serial::{LinkError, Serial, Timing};
use yuragi_engines::virtual_board::VirtualBoard;
use yuragi_engines::{Engine, EngineError};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_testbench::circuits::order;

/// A virtual board that works until this is dropped.
struct Running {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
}

impl Running {
    fn start(link: &Path) -> Self {
        let (design, board) = parts();
        Self::start_board(link, &board, &design)
    }

    fn start_board(link: &Path, board: &Board, design: &Design) -> Self {
        let order = order(board, design);
        let pins = PinSimulation::build(order, Stage::Rtl, false, &mut |_| ()).expect("a board");
        let mut virtual_board =
            VirtualBoard::new(pins, board, design, Some(link)).expect("a terminal");
        let path = virtual_board.path().to_owned();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            virtual_board
                .serve(&|| stopped.load(Ordering::SeqCst), &mut |_| ())
                .expect("served");
        });
        Self {
            stop,
            thread: Some(thread),
            path,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("a good end");
        }
    }
}

fn parts() -> (Design, Board) {
    (
        Design::preset("tiny").expect("a design"),
        Board::load("icebreaker").expect("a board"),
    )
}

fn open(path: &Path) -> Result<Serial, EngineError> {
    let (design, board) = parts();
    let timing = Timing {
        reconnect: Duration::from_secs(10),
        ..Timing::of(&board)
    };
    Serial::open(path.to_str().expect("UTF-8"), timing, &design)
}

#[test]
fn two_hundred_presentations_through_the_pins() {
    let directory = TempDir::new().expect("a directory");
    let running = Running::start(&directory.path().join("board"));
    let (design, _) = parts();
    let start = Instant::now();
    // hosts come and go: what the second finds is what the first left behind
    for seed in [1, 2] {
        let mut engine = open(&running.path).expect("a device");
        let mut model = Model::new(&design).expect("a model");
        let plan = Plan {
            whole: 50,
            weights_first: true,
            ..Plan::closely(200)
        };
        let steps = RandomSteps::new(&design, seed);
        let outcome = Pair::new(&mut engine, &mut model, &design).run(steps, &plan, &mut |_| true);
        let outcome = outcome.expect("no fault");
        assert_eq!(outcome.difference, None, "seed {seed}");
        assert_eq!(outcome.presentations, 200);
        assert!(outcome.wholes >= 4);
        assert_eq!(
            engine.statistics().recoveries,
            0,
            "{:?}",
            engine.statistics()
        );
    }
    let took = start.elapsed();
    println!("400 presentations in {took:?}");
    assert!(took < Duration::from_secs(60), "{took:?}");
    // the name of the terminal goes with it
    let path = running.path.clone();
    drop(running);
    assert!(path.symlink_metadata().is_err());
    assert!(matches!(open(&path), Err(EngineError::Link(_))));
}

/// Every built-in board, and one at a slow rate: it says who it is, and gives a long answer. Boards that differ only in
/// what a host cannot see share a circuit.
#[test]
fn every_board_answers_at_the_rate_of_its_line() {
    let directory = TempDir::new().expect("a directory");
    let design = Design::preset("tiny").expect("a design");
    let mut boards = yuragi_boards::all().expect("the boards");
    let mut slow = Board::load("hx8k-breakout").expect("a board");
    (slow.name, slow.baud, slow.top.divisor) = ("hx8k-breakout, slow".into(), 115_200, 417);
    boards.push(slow);
    let mut divisors: Vec<usize> = boards.iter().map(|board| board.top.divisor).collect();
    divisors.sort_unstable();
    divisors.dedup();
    assert!(*divisors.last().expect("a board") > 600, "{divisors:?}");
    let plain = Board::load("icebreaker").expect("a board");
    for divisor in divisors {
        let alike: Vec<&Board> = (boards.iter().filter(|b| b.top.divisor == divisor)).collect();
        let mut board = plain.clone();
        (board.baud, board.top.divisor) = (alike[0].baud, divisor);
        board.core_mhz = alike[0].core_mhz;
        let running = Running::start_board(&directory.path().join("board"), &board, &design);
        let names: Vec<&str> = alike.iter().map(|board| board.name.as_str()).collect();
        let timing = Timing::of(&board);
        let path = running.path.to_str().expect("UTF-8");
        let start = Instant::now();
        let engine = Serial::open(path, timing, &design);
        let mut engine = engine.unwrap_or_else(|error| panic!("{names:?}: {error}"));
        let identified = start.elapsed();
        let weights = engine.weights().expect("an answer of 160 bytes");
        assert_eq!(weights, Model::new(&design).expect("a model").weights());
        println!(
            "{names:?}: identified in {identified:?}, weights in {:?}",
            start.elapsed()
        );
        assert_eq!(engine.statistics().recoveries, 0, "{names:?}");
    }
}

#[test]
fn a_board_that_was_killed_and_started_again_is_found_out() {
    let directory = TempDir::new().expect("a directory");
    let link = directory.path().join("board");
    let first = Running::start(&link);
    let mut engine = open(&link).expect("a device");
    engine.reset(7).expect("reset");
    engine.present(5).expect("presented");
    assert_eq!(engine.counters().expect("read").presentations, 5);
    engine.present(5).expect("posted");
    drop(first);
    let second = Running::start(&link);
    let error = engine.counters().expect_err("another state");
    let EngineError::Link(told) = &error else {
        panic!("{error}");
    };
    assert!(matches!(**told, LinkError::Restarted { .. }), "{error}");
    let message = error.to_string();
    for word in [
        link.to_str().expect("UTF-8"),
        "found 0 presentations",
        "expected 5",
    ] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
    drop(engine);
    // begun again it works
    let mut engine = open(&link).expect("a device");
    engine.reset(7).expect("reset");
    assert_eq!(engine.counters().expect("read").presentations, 0);
    // and one that stays away is given up
    drop(second);
    let start = Instant::now();
    let error = engine.counters().expect_err("nobody");
    let EngineError::Link(told) = &error else {
        panic!("{error}");
    };
    assert!(matches!(**told, LinkError::Gone { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_terminal_behind_which_nobody_is_is_told() {
    let (design, board) = parts();
    let (master, slave) = terminal();
    let timing = Timing {
        slack: Duration::from_millis(5),
        patience: Some(10.0),
        ..Timing::of(&board)
    };
    let error = Serial::open(&slave, timing, &design).err().expect("nobody");
    let message = error.to_string();
    for word in [
        slave.as_str(),
        "identify",
        "found nothing",
        "expected the identity block",
    ] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
    drop(master);
}

fn terminal() -> (std::os::fd::OwnedFd, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&master).expect("granted");
    unlockpt(&master).expect("unlocked");
    let name = ptsname(&master, Vec::new()).expect("a name");
    (master, name.to_str().expect("UTF-8").to_owned())
}

/// Another program that has the same terminal open and reads from it, as `cat` or ModemManager do.
struct Thief {
    /// The share of its wake-ups at which it takes what is there: all, or one of so many.
    every: Arc<AtomicUsize>,
    taken: Arc<AtomicUsize>,
    end: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Thief {
    fn at(path: &Path) -> Self {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK;
        let port = rustix::fs::open(path, flags, Mode::empty()).expect("the terminal");
        let (every, taken) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let end = Arc::new(AtomicBool::new(false));
        let (share, count, ended) = (Arc::clone(&every), Arc::clone(&taken), Arc::clone(&end));
        let thread = std::thread::spawn(move || {
            let mut turn = 0;
            while !ended.load(Ordering::SeqCst) {
                let share = share.load(Ordering::SeqCst);
                turn += 1;
                if share == 0 || turn % share != 0 {
                    std::thread::sleep(Duration::from_micros(200));
                    continue;
                }
                if let Ok(n) = rustix::io::read(&port, &mut [0; 512][..]) {
                    count.fetch_add(n, Ordering::SeqCst);
                }
            }
        });
        Self {
            every,
            taken,
            end,
            thread: Some(thread),
        }
    }

    fn steal(&self, every: usize) {
        self.every.store(every, Ordering::SeqCst);
    }
}

impl Drop for Thief {
    fn drop(&mut self) {
        self.end.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("a good end");
        }
    }
}

#[test]
fn no_call_waits_for_ever_beside_another_reader() {
    type Call = fn(&mut Serial) -> Result<(), EngineError>;
    let calls: [(&str, Call); 8] = [
        ("reset", |e| e.reset(3)),
        ("configure", |e| {
            let mut registers = e.view(false)?.registers;
            registers.sweeps = 2;
            e.configure(registers)?;
            e.counters().map(drop)
        }),
        ("load weights", |e| {
            let weights = e.weights()?;
            e.load_weights(&weights)?;
            e.counters().map(drop)
        }),
        ("present", |e| {
            e.present(3)?;
            e.counters().map(drop)
        }),
        ("counts", |e| e.counts().map(drop)),
        ("view", |e| e.view(true).map(drop)),
        ("observe", |e| e.observe().map(drop)),
        ("draw", |e| e.draw(16).map(drop)),
    ];
    let directory = TempDir::new().expect("a directory");
    let running = Running::start(&directory.path().join("board"));
    let thief = Thief::at(&running.path);
    let (design, board) = parts();
    let timing = Timing {
        patience: Some(60.0),
        slack: Duration::from_millis(20),
        first_tries: 3,
        tries: 3,
        ..Timing::of(&board)
    };
    let path = running.path.to_str().expect("UTF-8").to_owned();
    let timed = |what: &str, work: &mut dyn FnMut() -> Result<(), EngineError>| {
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(60), "{what}: {took:?}");
        result
    };
    let mut failed = 0;
    // all bytes are taken, or some of them
    for every in [1, 3] {
        for (what, call) in calls {
            let mut engine = Serial::open(&path, timing.clone(), &design).expect("a device");
            engine.reset(3).expect("reset");
            thief.steal(every);
            let result = timed(what, &mut || call(&mut engine));
            thief.steal(0);
            if let Err(error) = result {
                failed += 1;
                let EngineError::Link(told) = &error else {
                    panic!("{what}: {error}");
                };
                assert!(
                    matches!(**told, LinkError::Silent { .. }),
                    "{what}: {error}"
                );
                assert!(error.to_string().contains("does another program read"));
            }
        }
    }
    let taken = thief.taken.load(Ordering::SeqCst);
    println!("{taken} bytes stolen, {failed} calls failed");
    assert!(taken > 100, "{taken}");
    thief.steal(1);
    let opened = timed("open", &mut || {
        Serial::open(&path, timing.clone(), &design).map(drop)
    });
    if let Err(error) = opened {
        assert!(
            error.to_string().contains("no other program read"),
            "{error}"
        );
    }
    // the user wants to stop, and nothing answers
    let stopped = Timing {
        patience: Some(5000.0),
        stop: || true,
        ..timing
    };
    let (_master, slave) = terminal();
    let start = Instant::now();
    let error = Serial::open(&slave, stopped, &design)
        .err()
        .expect("nobody");
    assert!(error.to_string().contains("stopped while"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
}
