//! Whole numbers on the command line, in the ways in which people write large ones.

use std::ops::RangeInclusive;

/// A value parser of whole numbers in a range: `5000`, `400_000`, `400k`, `2M`, `1G`, `0.5k` or `1e6`.
///
/// The error says what was expected; clap says what was found, and for which option.
pub fn whole<T>(
    range: RangeInclusive<u64>,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: TryFrom<u64>,
{
    move |text| {
        number(text)
            .filter(|number| range.contains(number))
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| expected(&range))
    }
}

fn expected(range: &RangeInclusive<u64>) -> String {
    let (least, most) = (range.start(), range.end());
    let bounds = match most {
        &u64::MAX => format!("of at least {least}"),
        most => format!("from {least} to {most}"),
    };
    format!("expected a whole number {bounds}, written like 5000, 400_000, 400k, 2M or 1e6")
}

/// The number that a text means; none if it is not whole, or too large.
fn number(text: &str) -> Option<u64> {
    let (mantissa, zeros) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        None => (text, 0),
        Some(at) => {
            let zeros = match &text.as_bytes()[at..] {
                b"k" | b"K" => 3,
                b"M" => 6,
                b"G" => 9,
                [b'e' | b'E', exponent @ ..] if exponent.iter().all(u8::is_ascii_digit) => {
                    text[at + 1..].parse().ok()?
                }
                _ => return None,
            };
            (&text[..at], zeros)
        }
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let (whole, fraction) = (digits(whole)?, digits(fraction)?);
    let fraction = fraction.trim_end_matches('0');
    let zeros = usize::checked_sub(zeros, fraction.len())?;
    // no number of 64 bits has more than 20 digits
    let zeros = "0".repeat(zeros.min(20));
    format!("{whole}{fraction}{zeros}").parse().ok()
}

/// The digits of a text, in which single underscores may stand between digits.
fn digits(text: &str) -> Option<String> {
    let good = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    text.split('_').all(good).then(|| text.replace('_', ""))
}
