//! Reads a board file together with its pin file, because the two must fit each other.

use std::fmt::Display;

use yuragi_hdl::top::{Board as TopBoard, Lamp, Shows};
use yuragi_names::with_nearest_key;

use super::description::Board;
use super::device::{DEVICES, Family};
use super::error::BoardError;
use super::file::{File, Led, Variant};
use super::program::Program;
use super::{clock, line, pins};

/// The boards of a folder, from the texts of its board file and its pin file. Errors call these `file` and
/// `pins_file`.
///
/// # Errors
/// If something in one of the files is not allowed, or they do not fit each other.
pub fn parse(
    text: &str,
    file: &str,
    pins_text: &str,
    pins_file: &str,
) -> Result<Vec<Board>, BoardError> {
    let form: File = toml::from_str(text).map_err(|error| BoardError::Syntax {
        file: file.to_owned(),
        message: with_nearest_key(&error.to_string()),
    })?;
    let refuse = |key: &str, found: &dyn Display, expected: String| BoardError::Value {
        file: file.to_owned(),
        key: key.to_owned(),
        found: found.to_string(),
        expected,
    };
    let family = match form.family.as_str() {
        "ice40" => Family::Ice40,
        "ecp5" => Family::Ecp5,
        other => return Err(refuse("family", &other, "it must be ice40 or ecp5".into())),
    };
    match (family, form.speed) {
        (Family::Ice40, None) | (Family::Ecp5, Some(6..=8)) => {}
        (Family::Ice40, Some(speed)) => {
            return Err(refuse("speed", &speed, "an iCE40 has none".into()));
        }
        (Family::Ecp5, speed) => {
            let found = speed.map_or("nothing".to_owned(), |speed| speed.to_string());
            return Err(refuse("speed", &found, "it must be 6, 7 or 8".into()));
        }
    }
    let divided = |core_mhz: f64| {
        line::divisor(core_mhz, form.uart.baud)
            .map_err(|expected| refuse("uart.baud", &form.uart.baud, expected))
    };
    let mut lamps = Vec::new();
    for led in &form.leds {
        let shows = match led.shows.as_str() {
            "learning" => Shows::Learning,
            "evidence" => Shows::Evidence,
            "errors" => Shows::Errors,
            other => {
                let expected = "it must be learning, evidence or errors".into();
                return Err(refuse("leds.shows", &other, expected));
            }
        };
        lamps.push(Lamp {
            shows,
            active_low: led.active_low,
        });
    }
    if form.variants.is_empty() {
        return Err(refuse(
            "variants",
            &"[]",
            "there must be at least one".into(),
        ));
    }
    check_pins(&form, family, file, pins_text, pins_file)?;
    let program = Program::new(family, form.program.as_ref(), &refuse)?;
    let board = |variant: &Variant| {
        let device = DEVICES
            .into_iter()
            .find(|device| device.family == family && device.name == variant.device)
            .ok_or_else(|| {
                let known = DEVICES.iter().filter(|device| device.family == family);
                let known: Vec<&str> = known.map(|device| device.name).collect();
                let expected = format!("it must be one of {}", known.join(", "));
                refuse("variants.device", &variant.device, expected)
            })?;
        let clock = variant.clock(&form.clock);
        if variant.core_mhz.is_none() && (variant.ice40_pll.is_some() || variant.ecp5_pll.is_some())
        {
            let expected = "a variant that sets the loop must also say which clock it makes";
            return Err(refuse("variants.core_mhz", &"nothing", expected.into()));
        }
        Ok(Board {
            name: variant.name.clone(),
            title: form.title.clone(),
            device,
            package: form.package.clone(),
            speed: form.speed,
            pin_mhz: form.clock.mhz,
            core_mhz: clock.core_mhz,
            baud: form.uart.baud,
            design: variant.design.clone(),
            notes: form.notes.clone(),
            pins: pins_text.to_owned(),
            program: program.command.clone(),
            install: program.install.clone(),
            top: TopBoard {
                clock: clock::source(family, &clock, &refuse)?,
                divisor: divided(clock.core_mhz)?,
                lamps: lamps.clone(),
                button_active_low: form.reset.as_ref().map(|reset| reset.active_low),
                high: form.high.len(),
            },
        })
    };
    form.variants.iter().map(board).collect()
}

/// Checks that the pin file places exactly the ports of the top level, each at the pin that the board file states.
fn check_pins(
    form: &File,
    family: Family,
    file: &str,
    pins_text: &str,
    pins_file: &str,
) -> Result<(), BoardError> {
    let mut ports = vec![
        ("clock".to_owned(), "clock.pin", &form.clock.pin),
        ("i_rx".to_owned(), "uart.rx", &form.uart.rx),
        ("o_tx".to_owned(), "uart.tx", &form.uart.tx),
    ];
    ports.extend(
        form.reset
            .iter()
            .map(|reset| ("i_button_0".to_owned(), "reset.pin", &reset.pin)),
    );
    let led = |(i, led): (usize, &'_ Led)| (format!("o_led_{i}"), led.pin.clone());
    let leds: Vec<_> = form.leds.iter().enumerate().map(led).collect();
    ports.extend(
        leds.iter()
            .map(|(port, pin)| (port.clone(), "leds.pin", pin)),
    );
    let high = form.high.iter().enumerate();
    ports.extend(high.map(|(i, high)| (format!("o_high_{i}"), "high.pin", &high.pin)));

    let placed = pins::parse(family, pins_text, pins_file)?;
    for (port, key, expected) in &ports {
        match placed.iter().find(|(name, _)| name == port) {
            None => {
                return Err(BoardError::PortWithoutPin {
                    file: pins_file.to_owned(),
                    port: port.clone(),
                });
            }
            Some((_, pin)) if pin != *expected => {
                return Err(BoardError::PinDiffers {
                    file: pins_file.to_owned(),
                    port: port.clone(),
                    pin: pin.clone(),
                    stated: format!("{file} says {key} = \"{expected}\""),
                });
            }
            Some(_) => {}
        }
    }
    match placed
        .iter()
        .find(|(name, _)| !ports.iter().any(|(port, ..)| port == name))
    {
        Some((port, _)) => Err(BoardError::PinWithoutPort {
            file: pins_file.to_owned(),
            port: port.clone(),
        }),
        None => Ok(()),
    }
}
