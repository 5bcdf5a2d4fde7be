//! The sections of the report page: drawings with their captions, and tables.

use crate::confusion::Confusion;
use crate::curves::{CurvePoint, accuracy_curve, accuracy_curves, flips_curve};
use crate::images::{self, Weights};
use crate::report::{Account, Comparison, Other, Report, Sheet};
use crate::svg::Drawing;
use crate::text::{escape, percent, thousands};

fn figure(class: &str, title: &str, drawing: &Drawing, caption: &str) -> String {
    format!(
        "<figure class=\"{class}\">\n<h3>{title}</h3>\n<div class=\"scroll\">{}</div>\n\
         <figcaption>{caption}</figcaption>\n</figure>\n",
        drawing.inline()
    )
}

pub(crate) fn pair(figures: &str) -> String {
    if figures.is_empty() {
        String::new()
    } else {
        format!("<div class=\"pair\">\n{figures}</div>\n")
    }
}

/// The steps of a presentation, for those who see the network for the first time.
pub(crate) fn method(report: &Report) -> String {
    const STEPS: [(&str, &str); 5] = [
        (
            "Encode",
            "Every pixel spikes with a probability that is proportional to its ink.",
        ),
        (
            "Predict",
            "Every hidden neuron adds the weights of the pixels that spiked. The sum is its potential, and the logistic curve above gives \
             the probability that it spikes.",
        ),
        (
            "Resample",
            "The outputs are clamped to the true label. Every hidden neuron draws again, and now its probability also depends on how \
             likely the true label is with its spike and without it. The same random number decides both draws.",
        ),
        (
            "Read out",
            "Every output draws a spike from its potential, as if it were not clamped.",
        ),
        (
            "Flip",
            "A hidden neuron has evidence if the label changed its spike, an output if its read-out differs from the label. Synapses from \
             neurons that spiked to a neuron with evidence may open or close, at most one in each connection.",
        ),
    ];
    if report.curve.is_empty() {
        return String::new();
    }
    let steps = STEPS.map(|(name, text)| format!("<li><b>{name}</b> {text}</li>\n"));
    format!(
        "<ol class=\"steps\">\n{}</ol>\n<p class=\"note\">These five steps are one <i>presentation</i> of an image. There is no \
         gradient and no optimiser. A weight is the number of open synapses in a connection minus half of the number of all its synapses. One synapse \
         shifts the log-odds of a spike by a small fixed amount, the <i>quantum</i>. To classify an image, the outputs are left free and their spikes \
         are counted.</p>\n",
        steps.concat()
    )
}

pub(crate) fn accuracy(curve: &[CurvePoint]) -> String {
    if curve.is_empty() {
        return String::new();
    }
    figure(
        "",
        "Accuracy",
        &accuracy_curve(curve),
        "The share of images that the network classifies correctly, measured once at each point. It never learns from the test images: \
         their line shows how well the network generalises, and the distance between the lines how much it overfits.",
    )
}

/// The section of several runs.
pub(crate) fn comparison(runs: &Comparison) -> String {
    let mut content = String::new();
    if runs.curves.iter().any(|(_, curve)| !curve.is_empty()) {
        content += &figure(
            "wide",
            "Test accuracy",
            &accuracy_curves(&runs.curves),
            "The share of test images that each network classified correctly while it learned, on the sample of them that its run \
             measures.",
        );
    }
    content + &sheet(&runs.table) + &format!("<p class=\"note\">{}</p>\n", escape(&runs.note))
}

/// A table and its notes.
pub(crate) fn account(account: &Account) -> String {
    let notes = account.notes.iter();
    let notes = notes.map(|note| format!("<p class=\"note\">{}</p>\n", escape(note)));
    sheet(&account.table) + &notes.collect::<String>()
}

fn sheet(table: &Sheet) -> String {
    let head = table.header.iter();
    let head = head.map(|name| format!("<th scope=\"col\">{}</th>", escape(name)));
    let mut rows = String::new();
    for row in &table.rows {
        let cells = row.iter().enumerate().map(|(place, cell)| match place {
            0 => format!("<th scope=\"row\">{}</th>", escape(cell)),
            _ => format!("<td>{}</td>", escape(cell)),
        });
        rows += &format!("<tr>{}</tr>\n", cells.collect::<String>());
    }
    format!(
        "<div class=\"scroll\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n",
        head.collect::<String>()
    )
}

pub(crate) fn flips(curve: &[CurvePoint]) -> String {
    if curve.is_empty() {
        return String::new();
    }
    figure(
        "",
        "Synapses opened and closed",
        &flips_curve(curve),
        "Evidence opens a synapse where a spike was missing, and closes one where a spike was too many. The areas show the mean number \
         between two measurements, the opened synapses upwards and the closed ones downwards. After long learning the two balance, but the flips do not \
         stop, because the network keeps sampling its weights.",
    )
}

pub(crate) fn recognition(matrix: &Confusion) -> String {
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
        "How the test images were classified",
        &matrix.drawing(),
        &format!(
            "{} of {} images lie on the diagonal ({share}): they were classified correctly. Recall is the share of the images of a \
             class that were classified correctly. Orange cells are errors.",
            thousands(right),
            thousands(all)
        ),
    )
}

pub(crate) fn hidden(weights: &Weights) -> String {
    let class = if weights.is_wide() { "wide" } else { "" };
    figure(
        class,
        "What the hidden neurons look for",
        &weights.drawing(),
        "The weights from the pixels to each hidden neuron: ink on blue makes the neuron spike more often, \
         ink on orange less often. Below each is the output to which it has its highest weight; the neurons are sorted by it.",
    )
}

/// The section of another network: in the first row how well it does, below it what it learned.
pub(crate) fn section(other: &Other) -> String {
    let recognised = other.confusion.as_ref().map(recognition);
    let content = pair(&(accuracy(&other.curve) + &recognised.unwrap_or_default()))
        + &other.weights.as_ref().map(hidden).unwrap_or_default();
    if content.is_empty() || other.text.is_empty() {
        return content;
    }
    format!("<p class=\"text\">{}</p>\n{content}", escape(&other.text))
}

pub(crate) fn generation(report: &Report) -> String {
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
            "Half of a test image is clamped, and the network draws the rest. It does not see the label, which is written above. The circuit and \
             the weights are the same as for drawing from a label: only what is clamped differs.",
        );
    }
    pair(&content)
}

pub(crate) fn spikes(report: &Report) -> String {
    let Some(spikes) = &report.raster else {
        return String::new();
    };
    figure(
        "wide",
        "Every spike of every neuron",
        &spikes.drawing(),
        "Each row is a neuron, and each mark a spike. The more ink a pixel has, the more often it spikes. Single presentations are \
         noisy, so the spikes of all of them are counted. The network classifies the image as the output with the most spikes, in blue.",
    )
}

pub(crate) fn lockstep(report: &Report) -> String {
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

pub(crate) fn figures(report: &Report) -> String {
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

pub(crate) fn parameters(report: &Report) -> String {
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
