//! The table of a campaign.

use std::collections::BTreeSet;

use super::campaign::Verdict;
use super::lists::{Kind, Lists, Mutant};

/// A mutant and what came of it.
pub type Row<'a> = (&'a Mutant, &'a Verdict);

/// What caught a mutant, in few words.
pub fn caught_by(mutant: &Mutant, verdict: &Verdict, lists: &Lists) -> String {
    let catches = &verdict.catches;
    match (&catches[..], lists.reason(mutant)) {
        ([], Some(reason)) => format!("survives: {reason}"),
        ([], None) => "**survives**".into(),
        ([only], _) if only.class == "bit-exactness" => format!("lockstep: {}", only.what),
        _ => {
            let classes: BTreeSet<&str> =
                catches.iter().map(|catch| catch.class.as_str()).collect();
            let of_class = |class: &&str| {
                let tests: Vec<String> = catches
                    .iter()
                    .filter(|catch| catch.class == **class)
                    .map(|catch| format!("`{}::{}`", catch.by, catch.what))
                    .collect();
                let more = tests.len().saturating_sub(2);
                let shown = tests[..tests.len().min(2)].join(", ");
                let and = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                format!("{class}: {shown}{and}")
            };
            classes.iter().map(of_class).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Whether a mutant was caught, or its survival is explained; a control must survive.
pub fn good(mutant: &Mutant, verdict: &Verdict, lists: &Lists) -> bool {
    if mutant.control {
        return !verdict.caught();
    }
    verdict.caught() || lists.reason(mutant).is_some()
}

/// Lines of Markdown: sums, then a table for each kind.
pub fn markdown(rows: &[Row], lists: &Lists, seconds: f64) -> String {
    let mut text = String::new();
    let real = |kind: Option<Kind>| {
        let of_kind = rows
            .iter()
            .filter(move |(mutant, _)| kind.is_none_or(|kind| mutant.kind == kind));
        of_kind.filter(|(mutant, _)| !mutant.control)
    };
    let caught = |kind| real(kind).filter(|(_, verdict)| verdict.caught()).count();
    text += "| mutants of | made | caught | survivors explained |\n|---|---|---|---|\n";
    for (name, kind) in [
        ("the exported Verilog", Some(Kind::Verilog)),
        ("the cells", Some(Kind::Cell)),
        ("the model", Some(Kind::Model)),
        ("model and hardware alike", Some(Kind::Alike)),
        ("all", None),
    ] {
        let explained = real(kind)
            .filter(|(mutant, verdict)| !verdict.caught() && lists.reason(mutant).is_some());
        text += &format!(
            "| {name} | {} | {} | {} |\n",
            real(kind).count(),
            caught(kind),
            explained.count()
        );
    }
    let controls: Vec<&Row> = rows.iter().filter(|(mutant, _)| mutant.control).collect();
    let survive = controls
        .iter()
        .filter(|(_, verdict)| !verdict.caught())
        .count();
    text += &format!(
        "\nControls, in which nothing is broken: {survive} of {} survive, as they must. {:.0} minutes of work in all.\n",
        controls.len(),
        seconds / 60.0
    );
    let with = |class: &str| {
        let alike = real(Some(Kind::Alike));
        alike
            .filter(|(_, verdict)| verdict.catches.iter().any(|catch| catch.class == class))
            .count()
    };
    text += &format!(
        "Of the mutants made alike, {} are caught by statistics or exact distributions, {} by the replay of the specification, {} by a proof, {} by written values.\n",
        with("statistics"),
        with("replay"),
        with("proof"),
        with("values")
    );
    for kind in Kind::ALL {
        text += &format!(
            "\n### {}\n\n| mutant | what is broken | caught by | s |\n|---|---|---|---|\n",
            kind.name()
        );
        for (mutant, verdict) in rows.iter().filter(|(mutant, _)| mutant.kind == kind) {
            let by = caught_by(mutant, verdict, lists).replace('|', "\\|");
            text += &format!(
                "| {} | {} | {by} | {:.0} |\n",
                mutant.name, mutant.breaks, verdict.seconds
            );
        }
    }
    text
}
