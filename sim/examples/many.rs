use std::time::Instant;
use verilator_sys::*;
fn main() {
    tracing_sub();
    let t = Instant::now();
    let mut b = Build::new("many")
        .source_file("/tmp/sx/many.v")
        .cache_directory("/tmp/yc3");
    for v in ["a", "b", "d", "e", "f", "g", "h", "k"] {
        b = b.expose("c", v);
    }
    let l = b.build().unwrap();
    println!("{:?} {}", t.elapsed(), l.signals().len());
    let t = Instant::now();
    let mut s = l.simulation().unwrap();
    println!("sim {:?}", t.elapsed());
    s.poke(s.port("i").unwrap(), 1).unwrap();
    s.step(8 * 1023 + 3).unwrap();
    for v in ["a", "b", "d", "e"] {
        println!(
            "{}",
            s.peek(s.variable(&format!("many.gen[1023].u.{v}")).unwrap())
                .unwrap()
        );
    }
}
fn tracing_sub() {}
