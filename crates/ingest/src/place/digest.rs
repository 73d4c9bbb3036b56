//! Digests of rows, which do not depend on the order of fields or on how JSON is formatted.

use std::fmt::Write;

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// A digest of the content of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Digest([u8; 32]);

impl Digest {
    /// The digest of the members of a row, in any order, except those in `without`.
    pub fn from_row(row: &Map<String, Value>, without: &[&str]) -> Digest {
        let mut bytes = Vec::new();
        write_object(row, without, &mut bytes);
        Digest(Sha256::digest(bytes).into())
    }

    /// The digest of named texts, in any order.
    pub fn from_texts<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Digest {
        let mut texts: Vec<_> = texts.collect();
        texts.sort_unstable();
        let mut bytes = Vec::new();
        for (name, text) in texts {
            for part in [name, text] {
                bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
                bytes.extend_from_slice(part.as_bytes());
            }
        }
        Digest(Sha256::digest(bytes).into())
    }

    pub fn combine(digests: impl Iterator<Item = Digest>) -> Digest {
        let mut digests: Vec<[u8; 32]> = digests.map(|digest| digest.0).collect();
        digests.sort_unstable();
        Digest(Sha256::digest(digests.concat()).into())
    }

    /// The first `digits` hexadecimal digits of the digest.
    pub fn hex(&self, digits: usize) -> String {
        let mut hex = self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string never fails.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        hex.truncate(digits);
        hex
    }
}

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(object) => write_object(object, &[], out),
        Value::Array(list) => {
            out.push(b'[');
            for member in list {
                write(member, out);
                out.push(b',');
            }
            out.push(b']');
        }
        // Writing to a vector never fails.
        simple => drop(serde_json::to_writer(out, simple)),
    }
}

fn write_object(object: &Map<String, Value>, without: &[&str], out: &mut Vec<u8>) {
    let mut fields: Vec<_> = object.iter().filter(|(name, _)| !without.contains(&name.as_str())).collect();
    fields.sort_unstable_by_key(|(name, _)| *name);
    out.push(b'{');
    for (name, value) in fields {
        drop(serde_json::to_writer(&mut *out, name));
        out.push(b':');
        write(value, out);
        out.push(b',');
    }
    out.push(b'}');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(json: &str) -> Digest {
        Digest::from_row(&serde_json::from_str(json).expect(json), &["_irow", "miles"])
    }

    #[test]
    fn order_white_space_and_ignored_fields_do_not_matter() {
        let one = digest(r#"{"_irow": 1, "name1": "A", "services": [{"f1": "x", "f2": "y"}], "miles": 0.1}"#);
        let other = digest(r#"{"services":[{"f2":"y","f1":"x"}],"name1":"\u0041","_irow":7}"#);
        assert_eq!(one, other);
        assert_eq!(one.hex(64).len(), 64);
        assert_eq!(one.hex(8), one.hex(64)[..8]);
    }

    #[test]
    fn every_other_difference_matters() {
        let one = digest(r#"{"a": "1", "b": [1, 2]}"#);
        for other in [
            r#"{"a": 1, "b": [1, 2]}"#,
            r#"{"a": "1", "b": [2, 1]}"#,
            r#"{"a": "1", "b": [1, 2], "c": null}"#,
        ] {
            assert_ne!(one, digest(other), "{other}");
        }
        assert_ne!(
            digest(r#"{"a": {"miles": 1}}"#),
            digest(r#"{"a": {"miles": 2}}"#),
            "fields are ignored only at the top level"
        );
    }
}
