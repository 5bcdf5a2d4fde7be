//! The phases of a presentation.

use crate::control::sequencer::{Phase, Phases, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Phases> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "one expression each: two blocks that wake each other by passing values never come to rest in an event-driven simulator"
        );
        self.busy.next = self.phase.q.val() != Phase::Idle;
        self.begin.next = self.phase.q.val() == Phase::Start;
        self.walk.next = (self.phase.q.val() == Phase::Walk) | (self.phase.q.val() == Phase::Flip);
        self.clear_sums.next = self.phase.q.val() == Phase::Walk;
        self.load.next = self.phase.q.val() == Phase::Load;
        self.scan.next = self.phase.q.val() == Phase::Scan;
        self.weigh.next = self.weighing.val() | (self.phase.q.val() == Phase::Weigh);
        self.readout.next = self.reading_out.val() | (self.phase.q.val() == Phase::Readout);
        self.schedule.next = (self.phase.q.val() == Phase::Start)
            | (self.phase.q.val() == Phase::Weigh)
            | (self.phase.q.val() == Phase::Readout);
        self.words_begin.next = ((self.phase.q.val() == Phase::Start)
            | (self.phase.q.val() == Phase::Weigh))
            & (self.layer_kept.q.val() == self.first_hidden.val());
        self.words_readout.next = self.phase.q.val() == Phase::Readout;
        self.words_last.next =
            self.hidden_end.val() | (self.reading_out.val() & self.layer_end.val());
        self.targets_step.next =
            (self.phase.q.val() == Phase::Load) | (self.phase.q.val() == Phase::Scan);
        self.targets_begin.next =
            (self.phase.q.val() == Phase::Start) | (self.phase.q.val() == Phase::ReadingOut);
        self.evidence_leave.next = (self.phase.q.val() == Phase::Flipped)
            | ((self.phase.q.val() == Phase::Visit) & !self.evident.val());
        self.targets_advance.next = (self.phase.q.val() == Phase::Flipped)
            | ((self.phase.q.val() == Phase::Visit) & !self.evident.val())
            | ((self.phase.q.val() == Phase::Load) & self.last_inside.val());
        self.flipping.next = self.phase.q.val() == Phase::Flipping;
        self.layer.next = self.layer_kept.q.val();
        self.at_rest.next = self.resting.q.val();
        self.resting.d.next = self.phase.q.val() == Phase::Idle;
        self.threshold.next = self.flip.val();
        if self.phase.q.val() == Phase::Noise {
            self.threshold.next = bit_cast::<9, 8>(self.noise_probability.val()) << 1;
        }
        self.row_table.index.next = self.noise_layer.q.val();
        self.noise_address.next = self.noise_row.q.val();
        self.noise_row_end.next = self.noise_word.q.val() == self.row_table.last_word.val();
        self.noise_issue.next = false;
        self.presented.next = false;
        self.total1.d.next = false;
        if self.deciding.q.val() {
            self.index.d.next = self.index.q.val() + 1;
        }
        match self.phase.q.val() {
            Phase::Idle => {
                self.presented_before.d.next = 0.into();
                if self.start.val() {
                    self.phase.d.next = Phase::Start;
                }
                println!("the first layer, for the prediction of the hidden neurons");
                self.layer_kept.d.next = self.first_hidden.val();
            }
            Phase::Start => {
                self.list_pointer.d.next = 0.into();
                self.any_evidence.d.next = false;
                self.ending.d.next = false;
                self.sweep.d.next = 0.into();
                self.phase.d.next = Phase::Walk;
            }
            Phase::Walk => {
                self.phase.d.next = Phase::Sum;
            }
            Phase::Sum => {
                if self.walked.val() & self.walked_last.val() {
                    self.phase.d.next = Phase::Load;
                }
            }
            Phase::Load => {
                if self.last_inside.val() {
                    self.phase.d.next = Phase::Walk;
                    if self.last_target.val() {
                        self.phase.d.next = Phase::Settle;
                    }
                }
            }
            Phase::Settle => {
                self.index.d.next = 0.into();
                if self.idle.val() & !self.deciding.q.val() & !self.encoding.val() {
                    self.layer_kept.d.next = self.outputs.val();
                    self.phase.d.next = Phase::Readout;
                    if self.any_clamped.val() & self.has_hidden.val() {
                        self.layer_kept.d.next = self.first_hidden.val();
                        self.phase.d.next = Phase::Weigh;
                    }
                }
            }
            Phase::Weigh => {
                self.index.d.next = 0.into();
                println!("each sweep writes the lists anew");
                if self.layer_kept.q.val() == self.first_hidden.val() {
                    self.list_pointer.d.next = self.first_list.val();
                }
                self.phase.d.next = Phase::Weighing;
            }
            Phase::Weighing => {
                if self.layer_done.val() {
                    self.layer_kept.d.next = self.layer_kept.q.val() + 1;
                    self.phase.d.next = Phase::Weigh;
                    if self.layer_kept.q.val() == self.last_hidden.val() {
                        self.sweep.d.next = self.sweep.q.val() + 1;
                        self.layer_kept.d.next = self.first_hidden.val();
                        if self.last_sweep.val() {
                            self.layer_kept.d.next = self.outputs.val();
                            self.phase.d.next = Phase::Readout;
                        }
                    }
                }
            }
            Phase::Readout => {
                self.index.d.next = 0.into();
                self.phase.d.next = Phase::ReadingOut;
            }
            Phase::ReadingOut => {
                if self.read.q.val() {
                    self.index.d.next = 0.into();
                    self.phase.d.next = Phase::Count;
                    if self.learn.val() {
                        self.phase.d.next = Phase::Noise;
                        if self.any_clamped.val() {
                            self.phase.d.next = Phase::Visit;
                        }
                    }
                }
            }
            Phase::Visit => {
                if self.evident.val() {
                    self.phase.d.next = Phase::Scan;
                } else if self.last_target.val() {
                    self.phase.d.next = Phase::Noise;
                }
            }
            Phase::Scan => {
                if self.last_step.val() {
                    self.phase.d.next = Phase::Flip;
                }
            }
            Phase::Flip => {
                self.phase.d.next = Phase::Flipping;
            }
            Phase::Flipping => {
                if self.walked.val() & self.walked_last.val() {
                    self.phase.d.next = Phase::Flipped;
                }
            }
            Phase::Flipped => {
                self.phase.d.next = Phase::Visit;
                if self.last_target.val() {
                    self.phase.d.next = Phase::Noise;
                }
            }
            Phase::Noise => {
                if self.noise_probability.val().any() & self.unwritten.val() {
                    println!("the last word that flipped is still on its way to the row memory");
                } else if self.noise_probability.val().any() {
                    self.noise_issue.next = true;
                    self.noise_row.d.next = self.noise_row.q.val() + 1;
                    self.noise_word.d.next = self.noise_word.q.val() + 1;
                    if self.noise_row_end.val() {
                        self.noise_word.d.next = 0.into();
                        self.phase.d.next = Phase::Count;
                        if self.noise_row.q.val() == self.row_table.last_address.val() {
                            self.noise_layer.d.next = self.noise_layer.q.val() + 1;
                            if self.noise_layer.q.val() == self.outputs.val() {
                                self.noise_layer.d.next = self.first_rows.val();
                                self.noise_row.d.next = 0.into();
                            }
                        }
                    }
                } else {
                    self.phase.d.next = Phase::Count;
                }
            }
            Phase::Count => {
                self.total1.d.next = true;
                self.index.d.next = self.index.q.val() + 1;
                if self.index.q.val() == self.last_total.val() {
                    self.phase.d.next = Phase::Next;
                }
            }
            Phase::Next => {
                println!("the last sum has yet to be written");
                if !self.total1.q.val() {
                    self.presented.next = true;
                    self.presented_before.d.next = self.presented_now.val();
                    self.age_counter.d.next = self.age_next.val();
                    if self.age_next.val() == self.dwell.val() {
                        self.age_counter.d.next = 0.into();
                    }
                    self.layer_kept.d.next = self.first_hidden.val();
                    self.phase.d.next = Phase::Start;
                    if self.presented_now.val() == self.presentations.val() {
                        self.phase.d.next = Phase::Idle;
                    }
                }
            }
            _ => {
                self.phase.d.next = Phase::Idle;
            }
        }
        println!("at power-on, and when the host resets");
        if self.new_stimulus.val() | self.dwell_write.val() | self.reset.val() {
            self.age_counter.d.next = 0.into();
        }
        if self.reset.val() {
            self.noise_row.d.next = 0.into();
            self.noise_word.d.next = 0.into();
            self.noise_layer.d.next = self.first_rows.val();
        }
        if self.restart.val() {
            self.phase.d.next = Phase::Idle;
            self.deciding.d.next = false;
        }
    }
}
