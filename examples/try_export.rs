use std::path::Path;
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let design = yuragi::design::Design::load(&args[1])?;
    let t = std::time::Instant::now();
    yuragi::hardware::export(&design, Path::new(&args[2]))?;
    println!("exported in {:?}", t.elapsed());
    Ok(())
}
