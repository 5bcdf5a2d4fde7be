//! Tables in memory, for programs that have their data already.

use super::assemble::{like_table, of_table};
use super::error::DataError;
use super::kind::{Kind, MAX_LABEL, UNLABELLED};
use super::raw::{Numbers, Raw, Table, Values};
use super::reading::Reading;
use super::set::DataSet;

impl DataSet {
    /// The images of a table with their labels, which are the places of their classes in `classes`. Scale and encoding
    /// are chosen as for a file with the same values, from all images of the table.
    ///
    /// # Errors
    /// If the table is empty, a value is not finite, a label is not below the number of classes, or the values cannot be
    /// scaled. The text calls the table `name`.
    pub fn from_table(
        name: &str,
        table: &dyn Table,
        (classes, labels): (&[String], &[u16]),
        reading: &Reading,
    ) -> Result<Self, DataError> {
        let raw = raw(name, table)?;
        check(name, table, classes.len(), labels)?;
        of_table(&raw, reading, classes.to_vec(), labels.to_vec())
    }

    /// The images of a table, on the scale and in the code of a kind; without `labels` they have none. Values beyond the
    /// scale are clipped and counted.
    ///
    /// # Errors
    /// If the number of values is not that of the kind, a value is not finite, or a label is not below the number of
    /// classes.
    pub fn from_table_like(
        name: &str,
        table: &dyn Table,
        labels: Option<&[u16]>,
        kind: &Kind,
    ) -> Result<Self, DataError> {
        let raw = raw(name, table)?;
        let labels = match labels {
            None => vec![UNLABELLED; table.images()],
            Some(labels) => {
                check(name, table, kind.classes(), labels)?;
                labels.to_vec()
            }
        };
        like_table(&raw, kind, labels)
    }
}

fn raw<'a>(name: &str, table: &'a dyn Table) -> Result<Raw<'a>, DataError> {
    if table.images() == 0 || table.features() == 0 {
        return Err(shape(
            name,
            format!("{} images of {} values", table.images(), table.features()),
            "at least one image, and at least one value".into(),
        ));
    }
    Ok(Raw {
        path: name.into(),
        labels_path: name.into(),
        name: name.to_owned(),
        features: table.features(),
        shape: None,
        values: Values::Lent(table),
        labels: None,
        label_column: None,
        full: None,
        places: Box::new(Numbers),
    })
}

fn check(name: &str, table: &dyn Table, classes: usize, labels: &[u16]) -> Result<(), DataError> {
    let (found, expected) = (labels.len(), table.images());
    if found != expected {
        return Err(shape(
            name,
            format!("{found} labels"),
            format!("{expected}, one for each image"),
        ));
    }
    let most = usize::from(MAX_LABEL) + 1;
    if classes == 0 || classes > most {
        return Err(shape(
            name,
            format!("{classes} classes"),
            format!("1 to {most} classes"),
        ));
    }
    match labels.iter().find(|&&label| usize::from(label) >= classes) {
        None => Ok(()),
        Some(label) => Err(shape(
            name,
            format!("label {label}"),
            format!("labels below {classes}, the number of classes"),
        )),
    }
}

fn shape(name: &str, found: String, expected: String) -> DataError {
    DataError::Shape {
        name: name.to_owned(),
        found,
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::finding::Finding;

    struct Rows(Vec<Vec<f64>>);

    impl Table for Rows {
        fn images(&self) -> usize {
            self.0.len()
        }
        fn features(&self) -> usize {
            self.0.first().map_or(0, Vec::len)
        }
        fn value(&self, image: usize, feature: usize) -> f64 {
            self.0[image][feature]
        }
    }

    fn names(classes: usize) -> Vec<String> {
        (0..classes).map(|class| class.to_string()).collect()
    }

    #[test]
    fn a_table_is_read_as_a_file_with_the_same_values() {
        let rows = Rows(vec![vec![0.0, 8.0], vec![16.0, 4.0], vec![2.0, 2.0]]);
        let text = "0,8,0\n16,4,1\n2,2,0\n";
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("table.csv");
        std::fs::write(&file, text).expect("a file");
        let read = DataSet::load(&file).expect("a file of three images");
        let made =
            DataSet::from_table("table", &rows, (&names(2), &[0, 1, 0]), &Reading::default())
                .expect("a table of three images");
        assert_eq!(made, read);
        assert_eq!(made.image(1), [255, 64]);
    }

    #[test]
    fn other_images_keep_the_scale() {
        let rows = Rows(vec![vec![0.0, 16.0], vec![16.0, 4.0]]);
        let data = DataSet::from_table("t", &rows, (&names(2), &[0, 1]), &Reading::default())
            .expect("a table");
        let others = Rows(vec![vec![1.0, 32.0]]);
        let like = DataSet::from_table_like("o", &others, None, &data.kind()).expect("a table");
        assert_eq!(like.image(0), [16, 255]);
        assert_eq!(like.clipped(), 1);
        assert!(!like.is_labelled());
        let dark = Rows(vec![vec![0.0, 1.0]]);
        let like = DataSet::from_table_like("d", &dark, None, &data.kind()).expect("a table");
        assert_eq!(like.findings(), [Finding::Dark { full: 16.0 }]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let bad = |rows: Vec<Vec<f64>>, labels: &[u16]| {
            let reading = Reading::default();
            let made = DataSet::from_table("X", &Rows(rows), (&names(2), labels), &reading);
            made.expect_err("a bad table").to_string()
        };
        assert!(bad(vec![], &[]).contains("at least one image"));
        assert!(bad(vec![vec![1.0, f64::NAN]], &[0]).contains("X: image 1, pixel 2: found NaN"));
        assert!(bad(vec![vec![1.0]], &[2]).contains("labels below 2"));
        assert!(bad(vec![vec![1.0]], &[0, 1]).contains("one for each image"));
    }
}
