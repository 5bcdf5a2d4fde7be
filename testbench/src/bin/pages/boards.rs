//! Size and clock of bitstreams, from the reports of `yuragi build`.

use std::path::Path;

use anyhow::{Result, ensure};
use serde::Deserialize;
use yuragi_figures::thousands;
use yuragi_testbench::results::Page;

use crate::common::{COMMAND, read, told, written_on};

/// Of `report.json`, what the page shows.
#[derive(Deserialize)]
struct Built {
    board: String,
    design: String,
    lut4: u64,
    cells: Used,
    ram: Used,
    asked_mhz: f64,
    reached_mhz: f64,
    presentations_per_second: [f64; 2],
    seed: u32,
}

#[derive(Deserialize)]
struct Used {
    used: u64,
    available: u64,
}

/// Writes `boards.md` from the directories of builds.
///
/// # Errors
/// If a report is missing or damaged, or the page cannot be written.
pub fn write(directories: &[&str]) -> Result<()> {
    ensure!(!directories.is_empty(), "no directory of a build was given");
    let mut page = Page::of_files(
        "Bitstreams: size and clock on each board",
        &format!("{COMMAND} boards DIR..."),
    );
    page.text(
        "`yuragi build` made these bitstreams. LUT4 are look-up tables with four inputs after synthesis. Logic cells are those that \
         place and route uses, of those that the chip has. The clock that is reached is the one that nextpnr reports. Presentations \
         are those of learning at the clock that is required: if every row flips, and if none does. None of these files was loaded \
         into a chip.",
    );
    let mut rows = Vec::new();
    for directory in directories {
        let report = Path::new(directory).join("report.json");
        let built: Built = read(&report)?;
        let of = |used: &Used| format!("{} of {}", thousands(used.used), thousands(used.available));
        let [least, most] = built
            .presentations_per_second
            .map(|rate| thousands(rate as u64));
        rows.push(vec![
            built.board,
            built.design,
            thousands(built.lut4),
            of(&built.cells),
            of(&built.ram),
            format!("{:.1}", built.reached_mhz),
            built.asked_mhz.to_string(),
            format!("{least} to {most}"),
            built.seed.to_string(),
            written_on(&report)?,
        ]);
    }
    let header = [
        "board",
        "design",
        "LUT4",
        "logic cells",
        "block RAM",
        "MHz reached",
        "MHz required",
        "presentations/s",
        "seed",
        "built on",
    ];
    page.table(&header, &rows);
    told(&page, "boards")
}
