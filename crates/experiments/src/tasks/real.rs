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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_with::serde_as;

    #[serde_as]
    #[derive(Debug, Serialize, Deserialize)]
    struct Outcome {
        #[serde_as(as = "Vec<[Real; 2]>")]
        values: Vec<[f64; 2]>,
    }

    #[test]
    fn what_is_not_known_is_null_and_is_read_again() {
        let values = vec![[0.1, f64::NAN], [-0.0, 1e-300]];
        let text = serde_json::to_string(&Outcome { values }).expect("JSON");
        assert_eq!(text, r#"{"values":[[0.1,null],[-0.0,1e-300]]}"#);
        let again: Outcome = serde_json::from_str(&text).expect("an outcome");
        assert!(again.values[0][1].is_nan());
        assert_eq!((again.values[0][0], again.values[1]), (0.1, [-0.0, 1e-300]));
        let values = vec![[0.0, f64::NEG_INFINITY]];
        let error = serde_json::to_string(&Outcome { values }).expect_err("an error");
        assert!(error.to_string().contains("infinite"), "{error}");
        assert!(serde_json::from_str::<Outcome>(r#"{"values":[[0.1]]}"#).is_err());
    }
}
