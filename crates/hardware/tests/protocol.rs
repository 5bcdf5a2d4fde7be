//! The exported Verilog names the numbers of the protocol and has the values that the software has.

use yuragi_hardware::protocol::{ERROR, ErrorCode, MAX_PAYLOAD, Opcode, RESPONSE, SYNC, Space};
use yuragi_hardware::verilog;
use yuragi_model::design::Design;

/// Checks that a module declares each constant with its value and uses it.
fn check(text: &str, constants: &[(&str, u64)]) {
    for (name, value) in constants {
        let line = text
            .lines()
            .find(|line| line.contains("localparam") && line.split_whitespace().any(|w| w == *name))
            .unwrap_or_else(|| panic!("{name} is not declared"));
        assert!(line.ends_with(&format!("'d{value};")), "{name}: {line}");
        let uses = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(
            uses.filter(|word| word == name).count() > 1,
            "{name} is not used"
        );
    }
}

#[test]
fn exported_verilog_names_the_protocol() {
    let design = Design::preset("digits-stored").expect("a preset");
    let files = verilog(&design).expect("exported");
    let text = |module: &str| {
        let file = files.iter().find(|file| file.cell == module);
        file.unwrap_or_else(|| panic!("no module {module}"))
            .text
            .as_str()
    };
    check(
        text("commands"),
        &[
            ("OPCODE_IDENTIFY", Opcode::Identify as u64),
            ("OPCODE_RESET", Opcode::Reset as u64),
            ("OPCODE_READ", Opcode::Read as u64),
            ("OPCODE_WRITE", Opcode::Write as u64),
            ("OPCODE_PRESENT", Opcode::Present as u64),
            ("OPCODE_DRAW", Opcode::Draw as u64),
            ("OPCODE_REHEARSE", Opcode::Rehearse as u64),
            ("SPACE_REGISTERS", Space::Registers as u64),
            ("SPACE_SCRATCH", Space::Scratch as u64),
            ("SPACE_ROWS", Space::Rows as u64),
            ("SPACE_SPIKES", Space::Spikes as u64),
            ("SPACE_COUNTERS", Space::Counters as u64),
            ("SPACE_STREAMS", Space::Streams as u64),
            ("SPACE_STORE", Space::Store as u64),
            ("ERROR_OPCODE", ErrorCode::Opcode as u64),
            ("ERROR_LENGTH", ErrorCode::Length as u64),
            ("ERROR_ADDRESS", ErrorCode::Address as u64),
            ("ERROR_VALUE", ErrorCode::Value as u64),
            ("ERROR_ORDER", ErrorCode::Order as u64),
            ("LONGEST", MAX_PAYLOAD as u64),
        ],
    );
    check(
        text("host_port"),
        &[
            ("SYNC_BYTE", SYNC.into()),
            ("OPCODE_ERROR", ERROR.into()),
            ("RESPONSE_BIT", RESPONSE.into()),
            ("ERROR_CRC", ErrorCode::Crc as u64),
            ("ERROR_LENGTH", ErrorCode::Length as u64),
            ("LONGEST", MAX_PAYLOAD as u64),
        ],
    );
}

#[test]
fn the_cells_take_other_numbers() {
    let design = Design::preset("tiny").expect("a preset");
    let mut parameters = yuragi_hardware::parameters(&design);
    parameters.protocol.sync = 0x3c;
    parameters.protocol.opcodes.read = 0x13;
    let files = yuragi_hdl::export_core(&parameters, &Default::default(), "").expect("exported");
    let all: String = files.iter().map(|file| file.text.as_str()).collect();
    let squeezed = all.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed.contains("SYNC_BYTE = 8'd60;"), "sync byte");
    assert!(
        squeezed.contains("OPCODE_READ = 8'd19;"),
        "opcode of a read"
    );
}
