//! The constants by which one circuit serves any network, row by row, against `yuragi_model::shape`.

use yuragi_hardware as hardware;
use yuragi_hdl::control::descriptors::{
    ChildStart, ChildTable, LayerTable, ListTable, RowTable, SourceTable, StartTable, TargetTable,
};
use yuragi_model::design::Design;
use yuragi_model::shape::{Shape, Source};

use crate::bench::{Bench, Cell, Verdict, shapes};
use crate::position::neurons;

/// First and last word of a layer's potentials, and the place of its last neuron.
fn words(design: &Design, layer: usize) -> (i64, i64, i64) {
    let all = neurons(design);
    let mut ours = all.iter().filter(|neuron| neuron.layer == layer);
    let first = ours.next().expect("a neuron");
    let last = ours.next_back().unwrap_or(first);
    (first.word as i64, last.word as i64, last.lane as i64)
}

fn rows(shape: &Shape, layer: usize) -> Source {
    if layer == shape.last() {
        Source::Bias
    } else {
        Source::Layer(layer)
    }
}

/// Where the list of a layer begins.
fn list(shape: &Shape, layer: usize) -> i64 {
    let pairs = (layer > 0).then(|| shape.inputs().div_ceil(2) + 1);
    let hidden: usize = (1..layer).map(|below| shape.neurons(below) + 1).sum();
    (pairs.unwrap_or(0) + hidden) as i64
}

/// The children of all hidden layers: whose, which layer, and whether it is the last.
fn children(shape: &Shape) -> Vec<(usize, usize, bool)> {
    let mut all = Vec::new();
    for layer in 1..shape.last() {
        let parts = &shape.rows(Source::Layer(layer)).parts;
        let last = parts.len() - 1;
        all.extend(
            parts
                .iter()
                .enumerate()
                .map(|(n, part)| (layer, part.layer, n == last)),
        );
    }
    all
}

fn row(cell: &mut Cell, index: usize, columns: &[(&str, i64)]) -> Verdict {
    cell.set("i_index", index as i64);
    cell.shows(columns)
        .map_err(|error| format!("row {index}: {error}"))
}

macro_rules! table {
    ($name:ident, $block:ident, $wrong:expr, $compare:expr) => {
        #[test]
        fn $name() {
            let mut bench = Bench::new(stringify!($name), &[]);
            for design in shapes() {
                let p = hardware::parameters(&design);
                bench.part(design, $block::new(&p.geometry), &p);
            }
            for (port, expression) in $wrong {
                bench.wrong(port, expression);
            }
            bench.check(|cell, design, _| $compare(cell, design, &design.shape()));
        }
    };
}

table!(
    layer_table,
    LayerTable,
    [
        ("i_index", "$ == 3'd2 ? 3'd1 : $"),
        ("o_row_words", "$ | 1'b1")
    ],
    |cell: &mut Cell, design: &Design, shape: &Shape| {
        (1..shape.len()).try_for_each(|layer| {
            let (_, last_word, last_lane) = words(design, layer);
            let of_row = if layer == shape.last() {
                0
            } else {
                shape.rows(Source::Layer(layer)).words
            };
            row(
                cell,
                layer,
                &[
                    ("o_last_word", last_word),
                    ("o_last_lane", last_lane),
                    ("o_row_words", of_row as i64),
                ],
            )
        })
    }
);

table!(
    start_table,
    StartTable,
    [
        ("o_first_row", "$ ^ {8'd0, i_index[0]}"),
        ("o_reached", "8'd4")
    ],
    |cell: &mut Cell, design: &Design, shape: &Shape| {
        let children = children(shape);
        (1..shape.len()).try_for_each(|layer| {
            let first_row = shape.rows(rows(shape, layer)).first;
            let first_child = children.iter().position(|(whose, ..)| *whose == layer);
            let ours = children.iter().filter(|(whose, ..)| *whose == layer);
            let reached = ours.map(|(_, child, _)| 1 << child).sum();
            row(
                cell,
                layer,
                &[
                    ("o_first_word", words(design, layer).0),
                    ("o_first_row", first_row as i64),
                    ("o_reached", reached),
                ],
            )?;
            // outputs have no children
            first_child.map_or(Ok(()), |first| cell.expect("o_first_child", first as i64))
        })
    }
);

table!(
    child_table,
    ChildTable,
    [("o_last", "1'b1"), ("i_index", "5'd0")],
    |cell: &mut Cell, design: &Design, shape: &Shape| {
        let mut all = children(shape).into_iter().enumerate();
        all.try_for_each(|(index, (_, child, last))| {
            row(
                cell,
                index,
                &[
                    ("o_layer", child as i64),
                    ("o_last_word", words(design, child).1),
                    ("o_last", last.into()),
                ],
            )
        })
    }
);

table!(
    child_start,
    ChildStart,
    [("i_index", "5'd0")],
    |cell: &mut Cell, design: &Design, shape: &Shape| {
        let mut all = children(shape).into_iter().enumerate();
        all.try_for_each(|(index, (_, child, _))| {
            row(cell, index, &[("o_first_word", words(design, child).0)])
        })
    }
);

table!(
    target_table,
    TargetTable,
    [("o_bias", "$ + 1'b1"), ("o_first_source", "5'd0")],
    |cell: &mut Cell, design: &Design, shape: &Shape| {
        let mut sources = 0;
        (1..shape.len()).try_for_each(|layer| {
            let bias = shape.part(Source::Bias, layer).expect("a part").word
                + shape.rows(Source::Bias).first;
            let groups = shape.neurons(layer).div_ceil(shape.lanes());
            row(
                cell,
                layer,
                &[
                    ("o_last_group", groups as i64 - 1),
                    ("o_last_word", words(design, layer).1),
                    ("o_first_source", sources),
                    ("o_bias", bias as i64),
                ],
            )?;
            sources += shape.sources(layer).count() as i64 - 1;
            Ok(())
        })
    }
);

table!(
    source_table,
    SourceTable,
    [("o_last", "1'b1"), ("o_list", "$ ^ 1'b1")],
    |cell: &mut Cell, _: &Design, shape: &Shape| {
        let mut index = 0;
        for layer in 1..shape.len() {
            for source in shape.sources(layer) {
                let Source::Layer(below) = source else {
                    continue;
                };
                let word = shape.part(source, layer).expect("a part").word;
                row(
                    cell,
                    index,
                    &[
                        ("o_list", list(shape, below)),
                        ("o_word", word as i64),
                        ("o_last", (below + 1 == layer).into()),
                    ],
                )?;
                index += 1;
            }
        }
        Ok::<(), String>(())
    }
);

table!(
    list_table,
    ListTable,
    [("i_index", "3'd1")],
    |cell: &mut Cell, _: &Design, shape: &Shape| {
        (0..shape.len()).try_for_each(|layer| row(cell, layer, &[("o_list", list(shape, layer))]))
    }
);

table!(
    row_table,
    RowTable,
    [
        ("o_last_word", "$ + 1'b1"),
        ("o_last_address", "$ ^ (i_index == 3'd3 ? 1'b1 : 1'b0)")
    ],
    |cell: &mut Cell, _: &Design, shape: &Shape| {
        (0..shape.len()).try_for_each(|layer| {
            let source = rows(shape, layer);
            let (rows, neurons) = (shape.rows(source), shape.of(source));
            if neurons == 0 {
                return Ok(());
            }
            row(
                cell,
                layer,
                &[
                    ("o_last_word", rows.words as i64 - 1),
                    (
                        "o_last_address",
                        (rows.first + neurons * rows.words) as i64 - 1,
                    ),
                ],
            )
        })
    }
);
