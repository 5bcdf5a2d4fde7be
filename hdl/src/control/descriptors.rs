//! Constants of the layers: the descriptors by which one circuit serves any network.

use crate::geometry::Geometry;
use crate::parameters::{LIST, ROW, STEP, block};
use rust_hdl_core::prelude::*;

/// The text of a table that is chosen by `i_index`: a column is an output with its bits and a value for each row.
fn table(title: &str, index: usize, rows: usize, columns: &[(&str, usize, Vec<usize>)]) -> Verilog {
    let mut text = format!("// cell {title}\n");
    for (name, bits, values) in columns {
        assert_eq!(values.len(), rows, "{name}: a value for each row");
        let constant = |value: usize| {
            assert!(
                value >> bits == 0,
                "{name}: {value} has more than {bits} bits"
            );
            format!("{bits}'d{value}")
        };
        let default = constant(values[0]);
        let cases: String = (1..rows)
            .filter(|&row| values[row] != values[0])
            .map(|row| {
                format!(
                    "i_index == {index}'d{row} ? {} :\n  ",
                    constant(values[row])
                )
            })
            .collect();
        text += &format!("assign o_{name} =\n  {cases}{default};\n");
    }
    if columns
        .iter()
        .all(|(_, _, values)| values.iter().all(|value| *value == values[0]))
    {
        text += &format!(
            "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] index_spare = i_index; // there is nothing to choose\n// verilator lint_on UNUSEDSIGNAL\n",
            index - 1
        );
    }
    Verilog::Custom(text)
}

/// Where the neurons of a layer above the inputs stand.
#[derive(LogicBlock)]
pub struct LayerTable {
    /// Number of the layer.
    pub index: Signal<In, Bits<3>>,
    /// Last word of its potentials.
    pub last_word: Signal<Out, Bits<STEP>>,
    /// Place of its last neuron in that word.
    pub last_lane: Signal<Out, Bits<3>>,
    /// Words of a row; 0 for the outputs, which have none.
    pub row_words: Signal<Out, Bits<ROW>>,
    _geometry: Geometry,
}

impl LayerTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, last_word, last_lane, row_words; _geometry: geometry.clone())
    }
}

impl Logic for LayerTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.last_word.connect();
        self.last_lane.connect();
        self.row_words.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let layers = g.layers.len();
        let value =
            |f: &dyn Fn(usize) -> usize| (0..layers).map(|l| f(l.max(1))).collect::<Vec<_>>();
        table(
            "layer_table: where the neurons of a layer stand",
            3,
            layers,
            &[
                (
                    "last_word",
                    g.step_bits(),
                    value(&|l| g.first_step(l) + g.steps(l) - 1),
                ),
                ("last_lane", 3, value(&|l| (g.layers[l] - 1) % g.group)),
                (
                    "row_words",
                    g.row_bits(),
                    value(&|l| if l == g.last() { 0 } else { g.rows[l].words }),
                ),
            ],
        )
    }
}

/// How a layer begins, from which a position is set.
#[derive(LogicBlock)]
pub struct StartTable {
    /// Number of the layer.
    pub index: Signal<In, Bits<3>>,
    /// First word of its potentials.
    pub first_word: Signal<Out, Bits<STEP>>,
    /// Address of its first row.
    pub first_row: Signal<Out, Bits<ROW>>,
    /// Its first child among all children.
    pub first_child: Signal<Out, Bits<5>>,
    /// The layers that it reaches, a bit each.
    pub reached: Signal<Out, Bits<8>>,
    _geometry: Geometry,
}

impl StartTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, first_word, first_row, first_child, reached; _geometry: geometry.clone())
    }
}

impl Logic for StartTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.first_word.connect();
        self.first_row.connect();
        self.first_child.connect();
        self.reached.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let layers = g.layers.len();
        let value =
            |f: &dyn Fn(usize) -> usize| (0..layers).map(|l| f(l.max(1))).collect::<Vec<_>>();
        let hidden = |l: usize| l.min(g.last() - 1).max(1);
        let reached = |l: usize| -> usize {
            let parts = g.rows.get(l).filter(|_| l < g.last());
            parts.map_or(0, |rows| {
                rows.parts.iter().map(|part| 1 << part.layer).sum()
            })
        };
        table(
            "start_table: how a layer begins",
            3,
            layers,
            &[
                ("first_word", g.step_bits(), value(&|l| g.first_step(l))),
                ("first_row", g.row_bits(), value(&|l| g.rows[l].first)),
                ("first_child", 5, value(&|l| g.first_child(hidden(l)))),
                ("reached", 8, value(&reached)),
            ],
        )
    }
}

/// The layers that hidden neurons reach.
#[derive(LogicBlock)]
pub struct ChildTable {
    /// Number of the child among all.
    pub index: Signal<In, Bits<5>>,
    /// Its layer.
    pub layer: Signal<Out, Bits<3>>,
    /// Last word of its potentials.
    pub last_word: Signal<Out, Bits<STEP>>,
    /// High for the last child of a hidden layer.
    pub last: Signal<Out, Bit>,
    _geometry: Geometry,
}

impl ChildTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, layer, last_word, last; _geometry: geometry.clone())
    }
}

impl Logic for ChildTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.layer.connect();
        self.last_word.connect();
        self.last.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let all = g.children();
        let bits = g.step_bits();
        let value =
            |f: &dyn Fn(&crate::geometry::Child) -> usize| all.iter().map(f).collect::<Vec<_>>();
        table(
            "child_table: the layers that hidden neurons reach",
            5,
            all.len(),
            &[
                ("layer", 3, value(&|child| child.layer)),
                ("last_word", bits, value(&|child| child.end)),
                ("last", 1, value(&|child| child.last.into())),
            ],
        )
    }
}

/// The first word of each child's potentials.
#[derive(LogicBlock)]
pub struct ChildStart {
    /// Number of the child among all.
    pub index: Signal<In, Bits<5>>,
    /// First word of its potentials.
    pub first_word: Signal<Out, Bits<STEP>>,
    _geometry: Geometry,
}

impl ChildStart {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, first_word; _geometry: geometry.clone())
    }
}

impl Logic for ChildStart {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.first_word.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let all = g.children();
        let firsts = all.iter().map(|child| child.first).collect();
        table(
            "child_start: where the potentials of a child begin",
            5,
            all.len(),
            &[("first_word", g.step_bits(), firsts)],
        )
    }
}

/// The target groups of a layer, and the sources of its potentials.
#[derive(LogicBlock)]
pub struct TargetTable {
    /// Number of the layer.
    pub index: Signal<In, Bits<3>>,
    /// Number of its last target group.
    pub last_group: Signal<Out, Bits<12>>,
    /// Last word of its potentials.
    pub last_word: Signal<Out, Bits<STEP>>,
    /// Its first source among all sources.
    pub first_source: Signal<Out, Bits<5>>,
    /// The address of the first word of the bias neuron for the layer.
    pub bias: Signal<Out, Bits<ROW>>,
    _geometry: Geometry,
}

impl TargetTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, last_group, last_word, first_source, bias; _geometry: geometry.clone())
    }
}

impl Logic for TargetTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.last_group.connect();
        self.last_word.connect();
        self.first_source.connect();
        self.bias.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let layers = g.layers.len();
        let value =
            |f: &dyn Fn(usize) -> usize| (0..layers).map(|l| f(l.max(1))).collect::<Vec<_>>();
        let bias =
            |l: usize| g.rows[g.last()].first + g.part(g.last(), l).map_or(0, |part| part.word);
        table(
            "target_table: the target groups of a layer, and its sources",
            3,
            layers,
            &[
                ("last_group", 12, value(&|l| g.groups(l) - 1)),
                (
                    "last_word",
                    g.step_bits(),
                    value(&|l| g.first_step(l) + g.steps(l) - 1),
                ),
                ("first_source", 5, value(&|l| g.first_source(l))),
                ("bias", g.row_bits(), value(&bias)),
            ],
        )
    }
}

/// The sources of the layers' potentials: lists of spikes.
#[derive(LogicBlock)]
pub struct SourceTable {
    /// Number of the source among all.
    pub index: Signal<In, Bits<5>>,
    /// Where its list begins.
    pub list: Signal<Out, Bits<LIST>>,
    /// What is added to the address of a row to find the first word for the layer.
    pub word: Signal<Out, Bits<ROW>>,
    /// High for the last list of the layer; the bias neuron follows.
    pub last: Signal<Out, Bit>,
    _geometry: Geometry,
}

impl SourceTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, list, word, last; _geometry: geometry.clone())
    }
}

impl Logic for SourceTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.list.connect();
        self.word.connect();
        self.last.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let all = g.sources();
        let value =
            |f: &dyn Fn(&crate::geometry::Source) -> usize| all.iter().map(f).collect::<Vec<_>>();
        table(
            "source_table: the lists of spikes that a layer's potentials are summed over",
            5,
            all.len(),
            &[
                ("list", g.list_bits(), value(&|source| source.list)),
                ("word", g.row_bits(), value(&|source| source.word)),
                ("last", 1, value(&|source| source.last.into())),
            ],
        )
    }
}

/// Where the spike list of a layer begins.
#[derive(LogicBlock)]
pub struct ListTable {
    /// Number of the layer.
    pub index: Signal<In, Bits<3>>,
    /// The first entry of its list.
    pub list: Signal<Out, Bits<LIST>>,
    _geometry: Geometry,
}

impl ListTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, list; _geometry: geometry.clone())
    }
}

impl Logic for ListTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.list.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let layers = g.layers.len();
        let lists = (0..layers).map(|layer| g.list(layer)).collect();
        table(
            "list_table: where the spike list of a layer begins",
            3,
            layers,
            &[("list", g.list_bits(), lists)],
        )
    }
}

/// The rows of each layer and of the bias neuron, for the background fluctuation.
#[derive(LogicBlock)]
pub struct RowTable {
    /// Number of the layer; the bias neuron has that of the outputs.
    pub index: Signal<In, Bits<3>>,
    /// Number of the last word in a row.
    pub last_word: Signal<Out, Bits<ROW>>,
    /// Address of the last word of the layer.
    pub last_address: Signal<Out, Bits<ROW>>,
    _geometry: Geometry,
}

impl RowTable {
    /// The table of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(index, last_word, last_address; _geometry: geometry.clone())
    }
}

impl Logic for RowTable {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.last_word.connect();
        self.last_address.connect();
    }
    fn hdl(&self) -> Verilog {
        let g = &self._geometry;
        let layers = g.layers.len();
        let rows = |l: usize| if l == g.last() { 1 } else { g.layers[l] };
        let ends =
            (0..layers).map(|l| (g.rows[l].first + g.rows[l].words * rows(l)).saturating_sub(1));
        table(
            "row_table: the rows of a layer",
            3,
            layers,
            &[
                (
                    "last_word",
                    g.row_bits(),
                    g.rows.iter().map(|rows| rows.words - 1).collect(),
                ),
                ("last_address", g.row_bits(), ends.collect()),
            ],
        )
    }
}
