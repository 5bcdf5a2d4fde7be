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
    /// The core of `tiny` with other layers and skips, and so many lanes and retrograde lanes.
    Small(&'static [usize], &'static [[usize; 2]], [usize; 2]),
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
            Self::Small(layers, skips, [lanes, retrograde_lanes]) => {
                let mut design = preset("tiny")?;
                design.network.layers = layers.to_vec();
                design.network.skips = skips.to_vec();
                design.hardware.lanes = lanes;
                design.hardware.retrograde_lanes = retrograde_lanes;
                design
            }
            Self::Stored(stimuli) => {
                let mut design = preset("tiny")?;
                design.hardware.stored_stimuli = stimuli;
                design
            }
        };
        let files = hardware::verilog(&design).map_err(|error| error.to_string())?;
        let p = hardware::parameters(&design);
        let g = &p.geometry;
        let defines = vec![
            ("ADDRESS_BITS", address_bits(p.depth()).to_string()),
            ("DEPTH", p.depth().to_string()),
            ("LANES", p.lanes.to_string()),
            ("BITS", p.bits.to_string()),
            ("STORED", p.stored_stimuli.to_string()),
            ("STEPS", g.all_steps().to_string()),
            ("CHILDREN", g.children().len().to_string()),
            ("GROUP", p.retrograde_lanes.to_string()),
        ];
        Ok((files, defines))
    }

    /// For a line of the table.
    pub fn name(&self) -> String {
        match self {
            Self::Preset(name) => (*name).to_owned(),
            Self::Small(layers, skips, [lanes, retrograde]) => {
                let layers: Vec<String> = layers.iter().map(usize::to_string).collect();
                let skips = skips.len();
                let layers = layers.join("-");
                format!("{layers}, {skips} skips, {lanes} lanes, {retrograde} retrograde")
            }
            Self::Stored(stimuli) => format!("{stimuli} stored stimuli"),
            Self::Line(divisor) => format!("{divisor} cycles a bit"),
            Self::Buffer => "byte buffer".to_owned(),
        }
    }
}

/// Bits of an address of so many words.
fn address_bits(depth: usize) -> u32 {
    depth.next_power_of_two().trailing_zeros().max(1)
}
