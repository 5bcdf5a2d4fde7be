//! The mutation campaign: `mutants [kind or name...]`, by default all. Prints a table and writes it to `out/mutants/report.md`;
//! fails if a mutant survives that is not explained. What was found before on the same source is not run again.

use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use anyhow::{Result, ensure};
use yuragi_testbench::campaigns::exit_code;
use yuragi_testbench::campaigns::mutants::campaign::{
    Campaign, Verdict, minutes, print_agree, print_apart,
};
use yuragi_testbench::campaigns::mutants::report::{caught_by, good, markdown};
use yuragi_testbench::campaigns::mutants::verilog::spoil;
use yuragi_testbench::campaigns::mutants::{Lists, Mutant, root};

fn campaign(words: &[String]) -> Result<bool> {
    let lists = Lists::read()?;
    let wanted = |mutant: &&Mutant| {
        let named = |word: &String| mutant.name == *word || mutant.kind.name() == word;
        words.is_empty() || words.iter().any(named)
    };
    let mutants: Vec<Mutant> = lists.mutants.iter().filter(wanted).cloned().collect();
    ensure!(
        !mutants.is_empty(),
        "no mutant is named {}",
        words.join(", ")
    );
    let mut campaign = Campaign::new(lists)?;
    let begun = Instant::now();
    let mut verdicts: Vec<Option<Verdict>> = Vec::new();
    let mut errors = 0;
    for (n, mutant) in mutants.iter().enumerate() {
        let known = campaign.known(mutant);
        let verdict = match known {
            Some(verdict) => Ok(verdict),
            None => campaign.run(mutant),
        };
        let lists = campaign.lists();
        let about = match &verdict {
            Ok(verdict) => caught_by(mutant, verdict, lists),
            Err(error) => {
                errors += 1;
                format!("ERROR: {error:#}")
            }
        };
        let (at, of, kind) = (n + 1, mutants.len(), mutant.kind.name());
        eprintln!(
            "{at:>3}/{of} {} {kind:<8} {:<34} {about}",
            minutes(begun.elapsed()),
            mutant.name
        );
        verdicts.push(verdict.ok());
    }
    let lists = campaign.lists();
    let judged = mutants
        .iter()
        .zip(&verdicts)
        .filter_map(|(mutant, verdict)| Some((mutant, verdict.as_ref()?)));
    let rows: Vec<_> = judged.collect();
    let seconds = rows.iter().map(|(_, verdict)| verdict.seconds).sum();
    let text = markdown(&rows, lists, seconds);
    fs::write(root().join("out/mutants/report.md"), &text)?;
    print!("{text}");
    let bad = rows
        .iter()
        .filter(|(mutant, verdict)| !good(mutant, verdict, lists));
    let bad: Vec<&str> = bad.map(|(mutant, _)| mutant.name.as_str()).collect();
    if !bad.is_empty() {
        println!("not as it must be: {}", bad.join(", "));
    }
    if errors > 0 {
        println!("{errors} mutants could not be run");
    }
    Ok(bad.is_empty() && errors == 0)
}

fn run() -> Result<bool> {
    if let Some(done) = spoil() {
        return done.map(|()| true);
    }
    let words: Vec<String> = env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["apart", name] => print_apart(name).map(|()| true),
        ["agree", presentations, ref designs @ ..] => {
            print_agree(presentations.parse()?, designs).map(|()| true)
        }
        _ => campaign(&words),
    }
}

fn main() -> ExitCode {
    exit_code(run())
}
