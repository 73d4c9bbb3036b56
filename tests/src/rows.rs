//! Made-up rows in the locator's format.

use serde_json::{Value, json};

/// A row of the locator.
#[derive(Debug, Clone, PartialEq)]
pub struct LocatorRow(Value);

/// Codes and names of the categories used here.
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

/// The name of a service (`SUMH`) of programs for both addiction and mental health.
pub const BOTH_CONDITIONS: &str = "Treatment for co-occurring substance use plus either serious mental health illness in adults/serious emotional disturbance in children";

impl LocatorRow {
    /// A substance-use listing with intensive outpatient care, Medicaid and private insurance, in Austin. Each number is a
    /// different place.
    pub fn addiction(number: u32) -> LocatorRow {
        LocatorRow::new(number, "SA", "Addiction Clinic").services(&[
            ("TC", "Substance use treatment"),
            ("SET", "Outpatient; Intensive outpatient treatment"),
            ("PAY", "Medicaid; Private health insurance"),
        ])
    }

    /// A mental-health listing with outpatient care and private insurance, in Austin.
    pub fn mental_health(number: u32) -> LocatorRow {
        LocatorRow::new(number, "MH", "Mind Clinic").services(&[
            ("TC", "Mental health treatment"),
            ("SET", "Outpatient"),
            ("PAY", "Private health insurance"),
        ])
    }

    fn new(number: u32, kind: &str, name: &str) -> LocatorRow {
        // Different places have different numbers.
        let (exchange, last_digits) = (555 + number / 100 % 400, 100 + number % 100);
        LocatorRow(json!({
            "_irow": number,
            "frid": frid(number),
            "name1": format!("{} {name}", unique_name(number)),
            "name2": null,
            "street1": format!("{number} Test Street"),
            "street2": null,
            "city": "Austin",
            "state": "TX",
            "zip": "78702",
            "phone": format!("512-{exchange}-0{last_digits}"),
            "intake1": null,
            "hotline1": null,
            "website": format!("https://example.org/{number}"),
            // At some distance from each other, and from the center of the ZIP code.
            "latitude": format!("{:.6}", 30.2700 + f64::from(number % 100) * 0.0002),
            "longitude": format!("{:.6}", -97.7300 - f64::from(number / 100) * 0.0002),
            "miles": null,
            "typeFacility": kind,
            "services": [],
        }))
    }

    /// Sets a field.
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> LocatorRow {
        self.0[field] = value.into();
        self
    }

    /// Sets the services, given as codes of categories and names of services.
    pub fn services(self, services: &[(&str, &str)]) -> LocatorRow {
        let services = services.iter().map(|(category, names)| {
            let name = CATEGORIES.iter().find(|(code, _)| code == category).map_or("", |(_, name)| name);
            json!({"f1": name, "f2": category, "f3": names})
        });
        let services: Vec<Value> = services.collect();
        self.with("services", services)
    }

    /// Moves the place to another city, with its coordinates.
    pub fn in_city(
        self,
        city: &str,
        state: &str,
        zip: &str,
        (latitude, longitude): (f64, f64),
    ) -> LocatorRow {
        let row = self.with("city", city).with("state", state).with("zip", zip);
        row.with("latitude", format!("{latitude:.6}")).with("longitude", format!("{longitude:.6}"))
    }

    /// The row as JSON.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// The text of a field.
    pub fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }
}

/// The locator's ID of a row.
pub fn frid(number: u32) -> String {
    format!("{number:064x}")
}

/// A made-up name, not similar to that of any other number.
fn unique_name(number: u32) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
    // Multiplied so that neighboring numbers get dissimilar names.
    let scattered = number.wrapping_mul(0x9e37_79b1) >> 8;
    let syllables = (0..6).map(|at| SYLLABLES[(scattered >> (4 * at)) as usize & 15]);
    let text: String = syllables.collect();
    text[..1].to_uppercase() + &text[1..]
}

/// Makes `count` rows, every third of them a mental-health listing.
pub fn many(count: u32) -> Vec<LocatorRow> {
    let row = |number| {
        if number % 3 == 0 { LocatorRow::mental_health(number) } else { LocatorRow::addiction(number) }
    };
    (1..=count).map(row).collect()
}

/// The fictional listings that come with the program.
pub fn sample() -> Vec<LocatorRow> {
    let text = include_str!("../../data/sample/findtreatment_rows.json");
    let rows: Vec<Value> = serde_json::from_str(text).expect("the sample is a list of rows");
    rows.into_iter().map(LocatorRow).collect()
}

/// A page with every kind of flaw seen in real data.
pub const BLEMISHES: &str = include_str!("../fixtures/findtreatment/blemishes.json");

/// Rows as a JSON array.
pub fn to_json(rows: &[LocatorRow]) -> String {
    let rows: Vec<&Value> = rows.iter().map(LocatorRow::json).collect();
    serde_json::to_string(&rows).expect("rows are JSON")
}
