//! Numbers of outcomes that may be not known.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use serde_with::{DeserializeAs, SerializeAs};

/// How an f64 stands in the file of an outcome: as a number, or as null if it is NaN, because JSON has no NaN. It is
/// for `serde_as`, for example `#[serde_as(as = "Vec<Real>")]`.
///
/// NaN stands for what is not known, such as the correlation with a neuron that never spikes. An infinite number is
/// refused: null would turn it into something else without a word.
pub struct Real;

impl SerializeAs<f64> for Real {
    fn serialize_as<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        if value.is_infinite() {
            return Err(ser::Error::custom(
                "found an infinite number in an outcome, expected a finite number or NaN",
            ));
        }
        Some(value)
            .filter(|value| !value.is_nan())
            .serialize(serializer)
    }
}

impl<'de> DeserializeAs<'de, f64> for Real {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        let value: Option<f64> = Option::deserialize(deserializer)?;
        Ok(value.unwrap_or(f64::NAN))
    }
}
