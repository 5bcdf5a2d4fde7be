//! The HTML page of a report: its head, its sections in their order, and its foot.

use std::fmt::Write;

use crate::report::Report;
use crate::sections::{
    account, accuracy, comparison, figures, flips, generation, hidden, lockstep, method, pair,
    parameters, recognition, section, spikes,
};
use crate::svg::{Drawing, short};
use crate::text::escape;
use crate::theme::{Theme, Tone, properties, style_sheet};

const LEAD: &str = "A neural network in which every neuron and every synapse is a probabilistic bit. It learns by \
    sampling alone. The model in software and the circuit for the FPGA agree in every bit.";

impl Report {
    /// The whole page. It is written so that an XML parser can read it too.
    pub fn html(&self) -> String {
        let report = self;
        let subject = escape(&report.subject);
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>Yuragi: {subject}</title>\n<style>\n{}\n{}</style>\n</head>\n<body>\n",
            properties() + &style_sheet(Theme::Auto),
            include_str!("page.css")
        );
        page += &header(report, &subject);
        page += "<main>\n";
        let fixed = |title: &str, content| (title.to_owned(), content);
        let mut sections = vec![
            fixed("How it learns", method(report)),
            fixed(
                "Learning",
                pair(&(accuracy(&report.curve) + &flips(&report.curve))),
            ),
            fixed(
                "Classification",
                pair(
                    &(report.confusion.as_ref().map(recognition))
                        .into_iter()
                        .chain(report.weights.as_ref().map(hidden))
                        .collect::<String>(),
                ),
            ),
        ];
        let side_by_side = report.comparison.as_ref().map(comparison);
        sections.push(fixed("Runs side by side", side_by_side.unwrap_or_default()));
        let others = report.others.iter();
        sections.extend(others.map(|other| (escape(&other.title), section(other))));
        let energy = report.energy.as_ref().map(account);
        sections.extend([
            fixed("Energy, an estimate", energy.unwrap_or_default()),
            fixed("Generation and completion", generation(report)),
            fixed("One stimulus, spike by spike", spikes(report)),
            fixed("Comparison of engines", lockstep(report)),
            fixed("How to reproduce every figure", figures(report)),
            fixed("Parameters of this run", parameters(report)),
        ]);
        for (title, content) in sections {
            if !content.is_empty() {
                page += &format!("<section>\n<h2>{title}</h2>\n{content}</section>\n");
            }
        }
        page += &format!(
            "</main>\n<footer>Written by Yuragi. The network follows the dual sampling neural network of Teramae and Tsubo \
         (Phys. Rev. Research 4, 043051, 2022); its equations here are the project’s own derivation. {}</footer>\n\
         </body>\n</html>\n",
            escape(&report.credit)
        );
        page
    }
}

fn header(report: &Report, subject: &str) -> String {
    let mut header = format!(
        "<header>\n<h1>Yuragi <span lang=\"ja\">揺らぎ</span></h1>\n<p class=\"lead\">{LEAD}</p>\n\
         <p class=\"subject\">{subject}</p>\n{}\
         <p class=\"strip\">A p-bit: in every column 12 draws at one potential, rising from −6 to +6 nats. \
         A dot is filled if the draw is a spike; its probability is the logistic function of the potential.</p>\n",
        strip().inline()
    );
    if !report.key_figures.is_empty() {
        header += "<dl class=\"key\">\n";
        for figure in &report.key_figures {
            let (name, value) = (escape(&figure.name), escape(&figure.value));
            let detail = escape(&figure.detail);
            header += &format!(
                "<div><dt>{name}</dt><dd class=\"value\">{value}</dd><dd class=\"detail\">{detail}</dd></div>\n"
            );
        }
        header += "</dl>\n";
    }
    header + "</header>\n"
}

/// What a p-bit is, in one picture: columns of draws at rising potential.
fn strip() -> Drawing {
    const COLUMNS: u32 = 112;
    const ROWS: u32 = 12;
    let mut drawing = Drawing::new(
        1120.0,
        120.0,
        "Draws of a p-bit at potentials from −6 to +6 nats",
    );
    let mut paths = [String::new(), String::new()];
    let mut state: u32 = 1;
    for column in 0..COLUMNS {
        let potential = -6.0 + 12.0 * (f64::from(column) + 0.5) / f64::from(COLUMNS);
        let probability = 1.0 / (1.0 + (-potential).exp());
        for row in 0..ROWS {
            // Marsaglia's 32-bit xorshift: the picture is the same on every page.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let spike = f64::from(state) / f64::from(u32::MAX) < probability;
            let (x, y) = (f64::from(column) * 10.0 + 2.0, f64::from(row) * 10.0 + 5.0);
            // Writing to a String cannot fail.
            let _ = write!(
                paths[usize::from(spike)],
                "M{} {}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
                short(x),
                short(y)
            );
        }
    }
    let [silent, spikes] = paths;
    for (tone, path) in [(Tone::Rule, silent), (Tone::Accent, spikes)] {
        let class = tone.fill();
        drawing.raw(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
    }
    drawing
}
