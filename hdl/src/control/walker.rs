//! Visits the rows whose neurons spiked.

use crate::control::descriptors::{SourceTable, TargetTable};
use crate::parameters::{LIST, Parameters, ROW, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// For a target group, issues the word of every presynaptic neuron that spiked: the lists of its sources one after another, and the bias
/// neuron last. It waits where a list is still being written.
///
/// `begin` in cycle T reads the first entry. It arrives in T+1, and its word of the row memory is addressed in T+2, with `issue`.
#[derive(LogicBlock)]
pub struct Walker {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High for one cycle to begin.
    pub begin: Signal<In, Bit>,
    /// High to stop, whatever is under way.
    pub stop: Signal<In, Bit>,
    /// Layer of the target group.
    pub layer: Signal<In, Bits<3>>,
    /// Its number in the layer.
    pub group: Signal<In, Bits<12>>,
    /// The entry that is written next: nothing from there on is known yet.
    pub written: Signal<In, Bits<LIST>>,
    /// High when an entry is read.
    pub read: Signal<Out, Bit>,
    /// Entry of the lists that is read.
    pub read_address: Signal<Out, Bits<LIST>>,
    /// High if the entry ends its list.
    pub end: Signal<In, Bit>,
    /// High if the row after that of the entry spiked, too.
    pub both: Signal<In, Bit>,
    /// The row of the entry.
    pub row: Signal<In, Bits<ROW>>,
    /// High when a word of the row memory is issued.
    pub issue: Signal<Out, Bit>,
    /// High if it is the last of the target group.
    pub last: Signal<Out, Bit>,
    /// Address of the word.
    pub address: Signal<Out, Bits<ROW>>,
    target_table: TargetTable,
    source_table: SourceTable,
    walking: DFF<Bit>,
    known: DFF<Bit>,
    second: DFF<Bit>,
    opening: DFF<Bit>,
    pointer: DFF<Bits<LIST>>,
    source: DFF<Bits<5>>,
    issued: DFF<Bit>,
    issued_last: DFF<Bit>,
    place: DFF<Bits<ROW>>,
    reading: Signal<Local, Bits<LIST>>,
    hold: Signal<Local, Bit>,
    ends: Signal<Local, Bit>,
    finished: Signal<Local, Bit>,
    base: Signal<Local, Bits<ROW>>,
    shift: Signal<Local, Bits<ROW>>,
    part: Signal<Local, Bits<ROW>>,
    leaving: Signal<Local, Bit>,
    on: Signal<Local, Bit>,
    reads: Signal<Local, Bit>,
    emits: Signal<Local, Bit>,
    wide_group: Signal<Local, Bits<ROW>>,
    row_words: Constant<Bits<ROW>>,
}

impl Walker {
    /// The walker of a network.
    pub fn new(p: &Parameters) -> Self {
        let g = &p.geometry;
        block!(clock, begin, stop, layer, group, written, read, read_address, end, both, row, issue, last, address, walking, known, second,
            pointer, source, issued, issued_last, place, reading, hold, ends, finished, base, shift, part, leaving, on, reads, emits, wide_group, opening;
            target_table: TargetTable::new(g), source_table: SourceTable::new(g),
            row_words: constant(g.rows[0].words as u64),
        )
    }
}

impl Logic for Walker {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell walker: visits the rows whose neurons spiked");
        dff_setup!(
            self,
            clock,
            walking,
            known,
            second,
            opening,
            pointer,
            source,
            issued,
            issued_last,
            place
        );
        self.target_table.index.next = self.layer.val();
        println!("a pair of which both spiked takes two cycles");
        self.hold.next =
            self.known.q.val() & self.both.val() & !self.end.val() & !self.second.q.val();
        self.ends.next = self.known.q.val() & self.end.val();
        self.source_table.index.next = self.source.q.val();
        if self.begin.val() {
            self.source_table.index.next = self.target_table.first_source.val();
        }
        self.finished.next = self.ends.val() & self.source_table.last.val();
        self.leaving.next = self.ends.val() & !self.source_table.last.val();
        println!("the entry that is read in this cycle");
        self.reading.next = self.pointer.q.val();
        if self.begin.val() | self.opening.q.val() {
            self.reading.next = self.source_table.list.val();
        } else if self.known.q.val() & !self.hold.val() {
            self.reading.next = self.pointer.q.val() + 1;
        }
        self.pointer.d.next = self.reading.val();
        self.opening.d.next = self.leaving.val();
        if self.begin.val() {
            self.source.d.next = self.target_table.first_source.val();
        } else if self.leaving.val() {
            self.source.d.next = self.source.q.val() + 1;
        }
        self.on.next =
            (self.walking.q.val() | self.begin.val()) & !self.finished.val() & !self.stop.val();
        self.walking.d.next = self.on.val();
        self.reads.next =
            self.on.val() & !self.leaving.val() & (self.reading.val() != self.written.val());
        self.known.d.next = self.reads.val();
        self.read.next = self.reads.val();
        self.second.d.next = self.hold.val();
        println!(
            "which word is issued: the part of the row for the target group; the bias neuron has one of its own"
        );
        self.base.next = self.row.val();
        self.part.next = self.source_table.word.val();
        if self.finished.val() {
            self.base.next = self.target_table.bias.val();
            self.part.next = 0.into();
        }
        self.wide_group.next = bit_cast::<ROW, 12>(self.group.val());
        self.shift.next = self.wide_group.val();
        if self.second.q.val() {
            self.shift.next = self.wide_group.val() + self.row_words.val();
        }
        self.place.d.next = self.base.val() + (self.part.val() + self.shift.val());
        self.emits.next = (self.known.q.val() & !self.end.val()) | self.finished.val();
        self.issued.d.next = self.emits.val();
        self.issued_last.d.next = self.finished.val();
        self.read_address.next = self.reading.val();
        self.issue.next = self.issued.q.val();
        self.last.next = self.issued_last.q.val();
        self.address.next = self.place.q.val();
    }
}
