//! The Verilog that something is proved of.

use yuragi_hardware as hardware;
use yuragi_hdl::host::uart::{ByteFifo, UartReceiver, UartSender};
use yuragi_hdl::{Header, VerilogFile, export_block};
use yuragi_model::design::Design;

/// Macros of the properties, with their values.
type Defines = Vec<(&'static str, String)>;

/// Verilog to prove something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The core of a preset.
    Preset(&'static str),
    /// The core of `tiny` with so many inputs, hidden neurons, outputs and lanes.
    Small([usize; 4]),
    /// The core of `tiny` with room for so many stimuli.
    Stored(usize),
    /// Sender and receiver of a serial line, so many cycles a bit.
    Line(usize),
    /// The byte buffer of the boards.
    Buffer,
}

impl Source {
    /// The exported files, and what their properties have to be told.
    pub(super) fn files(&self) -> Result<(Vec<VerilogFile>, Defines), String> {
        let preset = |name| Design::preset(name).map_err(|error| error.to_string());
        let design = match *self {
            Self::Line(divisor) => {
                let header = Header::default();
                let sender = export_block(UartSender::new(divisor), "uart_sender", &header);
                let receiver = export_block(UartReceiver::new(divisor), "uart_receiver", &header);
                let sender = sender.map_err(|error| error.to_string())?;
                let receiver = receiver.map_err(|error| error.to_string())?;
                return Ok((
                    [sender, receiver].concat(),
                    vec![("DIVISOR", divisor.to_string())],
                ));
            }
            Self::Buffer => {
                let files = export_block(ByteFifo::default(), "byte_fifo", &Header::default());
                return Ok((files.map_err(|error| error.to_string())?, Vec::new()));
            }
            Self::Preset(name) => preset(name)?,
            Self::Small([inputs, hidden, outputs, lanes]) => {
                let mut design = preset("tiny")?;
                design.network.layers = vec![inputs, hidden, outputs];
                design.hardware.lanes = lanes;
                design
            }
            Self::Stored(stimuli) => {
                let mut design = preset("tiny")?;
                design.hardware.stored_stimuli = stimuli;
                design
            }
        };
        let files = hardware::verilog(&design).map_err(|error| error.to_string())?;
        let shape = design.shape();
        let levels = shape.lanes().next_power_of_two().trailing_zeros();
        let address_bits = shape.depth().next_power_of_two().trailing_zeros();
        let defines = vec![
            ("TREE", levels.div_ceil(2).max(1).to_string()),
            ("ADDRESS_BITS", address_bits.to_string()),
            ("DEPTH", shape.depth().to_string()),
            ("LANES", shape.lanes().to_string()),
            ("BITS", design.synapse.bits.to_string()),
            ("STORED", design.hardware.stored_stimuli.to_string()),
        ];
        Ok((files, defines))
    }

    /// For a line of the table.
    pub fn name(&self) -> String {
        match self {
            Self::Preset(name) => (*name).to_owned(),
            Self::Small([i, h, o, p]) => format!("{i}-{h}-{o}, {p} lanes"),
            Self::Stored(stimuli) => format!("{stimuli} stored stimuli"),
            Self::Line(divisor) => format!("{divisor} cycles a bit"),
            Self::Buffer => "byte buffer".to_owned(),
        }
    }
}
