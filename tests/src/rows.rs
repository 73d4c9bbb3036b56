//! Rows as the locator has them, of places that do not exist.

use serde_json::{Value, json};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Value);

/// Names of the categories that are used here.
const CATEGORIES: [(&str, &str); 8] = [
    ("TC", "Type of Care"),
    ("SET", "Service Setting (e.g., Outpatient, Residential, Inpatient, etc.)"),
    ("PAY", "Payment/Insurance/Funding Accepted"),
    ("TAP", "Treatment Approaches"),
    ("AGE", "Age Groups Accepted"),
    ("SG", "Special Programs/Groups Offered"),
    ("SL", "Language Services"),
    ("GN", "Gender Accepted"),
];

/// The kinds of treatment that a listing of either kind names.
pub const BOTH_CONDITIONS: &str = "Treatment for co-occurring substance use plus either serious mental health illness in adults/serious emotional disturbance in children";

impl Row {
    /// A substance-use listing with intensive outpatient care for Medicaid, in Austin. Different numbers are different
    /// places.
    pub fn addiction(number: u32) -> Row {
        Row::of(number, "SA", "Addiction Clinic").services(&[
            ("TC", "Substance use treatment"),
            ("SET", "Outpatient; Intensive outpatient treatment"),
            ("PAY", "Medicaid; Private health insurance"),
        ])
    }

    /// A mental-health listing with outpatient care for private insurance, in Austin.
    pub fn mental_health(number: u32) -> Row {
        Row::of(number, "MH", "Mind Clinic").services(&[
            ("TC", "Mental health treatment"),
            ("SET", "Outpatient"),
            ("PAY", "Private health insurance"),
        ])
    }

    fn of(number: u32, kind: &str, name: &str) -> Row {
        let last_digits = 100 + number % 100;
        Row(json!({
            "_irow": number,
            "frid": frid(number),
            "name1": format!("{} {name}", word(number)),
            "name2": null,
            "street1": format!("{number} Test Street"),
            "street2": null,
            "city": "Austin",
            "state": "TX",
            "zip": "78702",
            "phone": format!("512-555-0{last_digits}"),
            "intake1": null,
            "hotline1": null,
            "website": format!("https://example.org/{number}"),
            // Each some way from the others, and from the point of the ZIP code.
            "latitude": format!("{:.6}", 30.2700 + f64::from(number % 100) * 0.0002),
            "longitude": format!("{:.6}", -97.7300 - f64::from(number / 100) * 0.0002),
            "miles": null,
            "typeFacility": kind,
            "services": [],
        }))
    }

    /// With another value of a field.
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Row {
        self.0[field] = value.into();
        self
    }

    /// With these services, by category.
    pub fn services(self, services: &[(&str, &str)]) -> Row {
        let services = services.iter().map(|(category, names)| {
            let name = CATEGORIES.iter().find(|(code, _)| code == category).map_or("", |(_, name)| name);
            json!({"f1": name, "f2": category, "f3": names})
        });
        let services: Vec<Value> = services.collect();
        self.with("services", services)
    }

    /// In another place: city, state, ZIP code and coordinates.
    pub fn in_city(self, city: &str, state: &str, zip: &str, (latitude, longitude): (f64, f64)) -> Row {
        let row = self.with("city", city).with("state", state).with("zip", zip);
        row.with("latitude", format!("{latitude:.6}")).with("longitude", format!("{longitude:.6}"))
    }

    /// The row as JSON.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// A text of it.
    pub fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }
}

/// The locator's id of a row.
pub fn frid(number: u32) -> String {
    format!("{number:064x}")
}

/// A name that no other number has, and none is like.
fn word(number: u32) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
    // Scattered over all names, so that neighbours in number are none in spelling.
    let scattered = number.wrapping_mul(0x9e37_79b1) >> 8;
    let syllables = (0..6).map(|at| SYLLABLES[(scattered >> (4 * at)) as usize & 15]);
    let text: String = syllables.collect();
    text[..1].to_uppercase() + &text[1..]
}

/// So many rows of both kinds: every third is a mental-health listing.
pub fn many(count: u32) -> Vec<Row> {
    let row = |number| if number % 3 == 0 { Row::mental_health(number) } else { Row::addiction(number) };
    (1..=count).map(row).collect()
}

/// The fictional listings that come with the program.
pub fn sample() -> Vec<Row> {
    let text = include_str!("../../data/sample/findtreatment_rows.json");
    let rows: Vec<Value> = serde_json::from_str(text).expect("the sample is a list of rows");
    rows.into_iter().map(Row).collect()
}

/// A page with every blemish met in the wild, as it came.
pub const BLEMISHES: &str = include_str!("../fixtures/findtreatment/blemishes.json");

/// Rows as a file has them.
pub fn list(rows: &[Row]) -> String {
    let rows: Vec<&Value> = rows.iter().map(Row::json).collect();
    serde_json::to_string(&rows).expect("rows are JSON")
}
