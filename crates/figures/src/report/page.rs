//! The HTML page: sections, captions and tables around the plots.

use std::fmt::Write;

use super::svg::{Svg, escape, short};
use super::{
    Confusion, CurvePoint, Other, Report, Weights, confusion, curve, images, palette, percent,
    raster, thousands,
};

const LEAD: &str = "A neural network in which every neuron and every synapse is a probabilistic bit. It learns by \
    sampling alone, and the model in software and the circuit for the FPGA compute it bit for bit alike.";

/// The whole page. It is written so that an XML parser can read it too.
pub(super) fn html(report: &Report) -> String {
    let subject = escape(&report.subject);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>Yuragi: {subject}</title>\n<style>\n{}\n{}</style>\n</head>\n<body>\n",
        palette::style_sheet(),
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
            "Recognition",
            pair(
                &(report.confusion.as_ref().map(recognition))
                    .into_iter()
                    .chain(report.weights.as_ref().map(hidden))
                    .collect::<String>(),
            ),
        ),
    ];
    let others = report.others.iter();
    sections.extend(others.map(|other| (escape(&other.title), section(other))));
    sections.extend([
        fixed("Generation and completion", generation(report)),
        fixed("One stimulus, spike by spike", spikes(report)),
        fixed("Engines held against each other", lockstep(report)),
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
fn strip() -> Svg {
    const COLUMNS: u32 = 112;
    const ROWS: u32 = 12;
    let mut svg = Svg::new(
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
    svg.raw(&format!("<path class=\"yu-f-rule\" d=\"{silent}\"/>"));
    svg.raw(&format!("<path class=\"yu-f-accent\" d=\"{spikes}\"/>"));
    svg
}

fn figure(class: &str, title: &str, svg: &Svg, caption: &str) -> String {
    format!(
        "<figure class=\"{class}\">\n<h3>{title}</h3>\n<div class=\"scroll\">{}</div>\n\
         <figcaption>{caption}</figcaption>\n</figure>\n",
        svg.inline()
    )
}

fn pair(figures: &str) -> String {
    if figures.is_empty() {
        String::new()
    } else {
        format!("<div class=\"pair\">\n{figures}</div>\n")
    }
}

/// The steps of a presentation, for those who see the network for the first time.
fn method(report: &Report) -> String {
    const STEPS: [(&str, &str); 5] = [
        (
            "Encode",
            "Every pixel spikes with a probability that is its ink: full ink always, no ink never.",
        ),
        (
            "Predict",
            "Every hidden neuron adds the weights of the pixels that spiked. The sum is its potential, and the curve \
             above says how likely it spikes.",
        ),
        (
            "Resample",
            "The outputs are clamped to the right label. Every hidden neuron draws again, now told by the outputs how much \
             likelier its spike would make them. The same draw tells what it would have done untold.",
        ),
        (
            "Read out",
            "Every output draws what it would have said by itself.",
        ),
        (
            "Flip",
            "Where what the outputs told made a hidden spike or took it away, and where a label differs from the read-out, synapses \
             of what spiked before open or close, one a connection.",
        ),
    ];
    if report.curve.is_empty() {
        return String::new();
    }
    let steps = STEPS.map(|(name, text)| format!("<li><b>{name}</b> {text}</li>\n"));
    format!(
        "<ol class=\"steps\">\n{}</ol>\n<p class=\"note\">These five steps are one <i>presentation</i> of an image. There is no \
         gradient and no optimiser. A weight is the number of open synapses in a connection; one synapse, a <i>quantum</i>, \
         shifts the log-odds of a spike by a small fixed amount. To name an image, the outputs are left free and their spikes \
         are counted.</p>\n",
        steps.concat()
    )
}

fn accuracy(curve: &[CurvePoint]) -> String {
    if curve.is_empty() {
        return String::new();
    }
    figure(
        "",
        "Accuracy",
        &curve::accuracy(curve),
        "The share of images that the network names rightly. The test images are never learned from: \
         their line says how well the network generalises, and the distance between the lines how much it overfits.",
    )
}

fn flips(curve: &[CurvePoint]) -> String {
    if curve.is_empty() {
        return String::new();
    }
    figure(
        "",
        "Synapses opened and closed",
        &curve::flips(curve),
        "Evidence opens a synapse where the label called for a spike that the network would not have made, and closes one where it \
         made a spike too many. In equilibrium the two balance but do not end: weights are sampled, they do not settle.",
    )
}

fn recognition(matrix: &Confusion) -> String {
    let all: u64 = matrix
        .counts
        .iter()
        .flatten()
        .fold(0, |sum, &count| sum.saturating_add(count));
    let right = matrix
        .counts
        .iter()
        .enumerate()
        .filter_map(|(class, row)| row.get(class));
    let right = right.fold(0_u64, |sum, &count| sum.saturating_add(count));
    let share = percent(right as f64 / all as f64);
    figure(
        "",
        "What the test images were taken for",
        &confusion::draw(matrix),
        &format!(
            "{} of {} images lie on the diagonal ({share}). Recall is the share of a class that was recognised; \
             the cells in orange show which classes are mistaken for which.",
            thousands(right),
            thousands(all)
        ),
    )
}

fn hidden(weights: &Weights) -> String {
    let class = if images::is_wide(weights) { "wide" } else { "" };
    figure(
        class,
        "What the hidden neurons look for",
        &images::weights(weights),
        "The weights from the pixels to each hidden neuron: ink on blue makes the neuron spike more often, \
         ink on orange less. Below each is the output to which its own weight is highest, and by which the neurons are grouped.",
    )
}

/// The section of another network: in the first row how well it does, below it what it learned.
fn section(other: &Other) -> String {
    let recognised = other.confusion.as_ref().map(recognition);
    let content = pair(&(accuracy(&other.curve) + &recognised.unwrap_or_default()))
        + &other.weights.as_ref().map(hidden).unwrap_or_default();
    if content.is_empty() || other.text.is_empty() {
        return content;
    }
    format!("<p class=\"text\">{}</p>\n{content}", escape(&other.text))
}

fn generation(report: &Report) -> String {
    let mut content = String::new();
    if !report.generated.is_empty() {
        content += &figure(
            "",
            "Drawn from a label",
            &images::generated(&report.generated),
            "The label above each column is clamped and all pixels are left free. The more ink a pixel has, the \
             more often it spiked. No image is stored: the network samples from what it has learned.",
        );
    }
    if !report.completed.is_empty() {
        content += &figure(
            "",
            "Completed from a part",
            &images::completed(&report.completed),
            "A half of a test image, labelled above, is clamped; the network draws the rest and is not told the label. It is \
             the same circuit with the same weights: only what is clamped differs.",
        );
    }
    pair(&content)
}

fn spikes(report: &Report) -> String {
    let Some(spikes) = &report.raster else {
        return String::new();
    };
    figure(
        "wide",
        "Every spike of every neuron",
        &raster::draw(spikes),
        "A row is a neuron, a mark a spike. The more ink a pixel has, the more often it spikes; single presentations are \
         noisy, and the count over all of them is the answer. The output with the most spikes, in blue, is what the network says.",
    )
}

fn lockstep(report: &Report) -> String {
    if report.lockstep.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for run in &report.lockstep {
        let (class, result) = match &run.difference {
            None => ("equal", "✓ all equal".to_owned()),
            Some(difference) => ("differs", escape(difference)),
        };
        rows += &format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"{class}\">{result}</td></tr>\n",
            escape(&run.design),
            escape(&run.engines),
            thousands(run.presentations),
            thousands(run.bits)
        );
    }
    format!(
        "<div class=\"scroll\"><table class=\"runs\">\n\
         <thead><tr><th scope=\"col\">Design</th><th scope=\"col\">Engines</th>\
         <th scope=\"col\" class=\"number\">Presentations</th><th scope=\"col\" class=\"number\">Bits compared</th>\
         <th scope=\"col\">Result</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n\
         <p class=\"note\">The engines start from the same seed and get the same stimuli. After every presentation \
         every bit that both show is compared, and a run stops at the first that differs.</p>\n"
    )
}

fn figures(report: &Report) -> String {
    if report.figures.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for figure in &report.figures {
        rows += &format!(
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td><code>{}</code></td></tr>\n",
            escape(&figure.name),
            escape(&figure.value),
            escape(&figure.command)
        );
    }
    format!(
        "<div class=\"scroll\"><table class=\"commands\">\n<thead><tr><th scope=\"col\">Figure</th>\
         <th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Command</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

fn parameters(report: &Report) -> String {
    if report.parameters.is_empty() {
        return String::new();
    }
    let mut list = String::from("<dl class=\"parameters\">\n");
    for (name, value) in &report.parameters {
        list += &format!(
            "<div><dt>{}</dt><dd>{}</dd></div>\n",
            escape(name),
            escape(value)
        );
    }
    list + "</dl>\n"
}
