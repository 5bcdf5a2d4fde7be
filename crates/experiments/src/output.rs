//! The files that an experiment writes.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use yuragi_figures::Theme;

use crate::experiment::Experiment;
use crate::findings::Findings;
use crate::setup::Setup;

/// Writes all files, the summary last.
pub(super) fn write<E: Experiment>(
    setup: &Setup,
    findings: &Findings,
    directory: &Path,
) -> Result<()> {
    let mut files = Vec::new();
    let mut file = |name: String, bytes: &[u8]| -> Result<()> {
        yuragi_files::write(&directory.join(&name), bytes)?;
        files.push(name);
        Ok(())
    };
    for table in &findings.tables {
        file(format!("{}.csv", table.name), &table.csv()?)?;
    }
    for array in &findings.arrays {
        file(format!("{}.npy", array.name), &array.npy()?)?;
    }
    for (name, figure) in &findings.figures {
        let drawing = figure.drawing();
        file(format!("{name}.svg"), drawing.svg().as_bytes())?;
        file(format!("{name}.png"), &drawing.png(Theme::Light)?)?;
    }
    let (data, fingerprint) = E::data(setup)?;
    let summary = json!({
        "experiment": E::NAME,
        "question": E::QUESTION,
        "version": env!("CARGO_PKG_VERSION"),
        "design": setup.design,
        "engine": setup.bench.kind,
        "data": data,
        "data_fingerprint": fingerprint,
        "seeds": setup.seeds,
        "presentations": setup.presentations,
        "readings": findings.readings,
        "remarks": findings.remarks,
        "files": files,
    });
    let text = serde_json::to_string_pretty(&summary)? + "\n";
    yuragi_files::write(&directory.join("summary.json"), text.as_bytes())
}
