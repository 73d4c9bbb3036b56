//! Rows are counted, repaired, or rejected with a reason, but never lost.

use serde_json::{Value, json};
use tests::{Home, LocatorRow, rows};

fn number(report: &Value, path: &str) -> u64 {
    report.pointer(path).and_then(Value::as_u64).unwrap_or_else(|| panic!("no {path} in {report:#}"))
}

#[test]
fn every_flawed_row_is_a_listing_a_duplicate_or_rejected() {
    let home = Home::new();
    let file = home.write("blemishes.json", rows::BLEMISHES);
    let report = home.run(&["import", "findtreatment", "--json", "--file", &file]).expect(0).json();
    let sum = number(&report, "/listings/listings")
        + number(&report, "/duplicates")
        + number(&report, "/rejected/total");
    let page: Value = serde_json::from_str(rows::BLEMISHES).unwrap();
    assert_eq!(number(&report, "/rows_read") as usize, page["rows"].as_array().unwrap().len());
    assert_eq!(number(&report, "/rows_read"), sum);
    assert!(number(&report, "/rejected/total") > 0 && number(&report, "/duplicates") > 0);
    assert!(number(&report, "/conflicting_ids") > 0 && number(&report, "/without_services") > 0);
    assert!(report["repairs"].as_object().is_some_and(|repairs| repairs.len() > 5), "{report:#}");
    assert!(!report["unknown_services"].as_array().unwrap().is_empty());
}

#[test]
fn rejected_rows_are_kept_and_listed_with_their_reasons() {
    let home = Home::new();
    let data = [
        LocatorRow::addiction(1),
        LocatorRow::addiction(2).with("name1", ""),
        LocatorRow::addiction(3).with("state", "ZZ").with("zip", ""),
        LocatorRow::addiction(4).with("typeFacility", "HRSA"),
    ];
    let report = home.import(&data).expect(0).json();
    assert_eq!(report["rejected"]["total"], 3);
    let reasons = report["rejected"]["by_reason"].as_object().unwrap();
    assert_eq!(reasons.values().filter_map(Value::as_u64).sum::<u64>(), 3);

    let words = home.run(&["import", "report"]).expect(0).stdout;
    assert!(words.contains("3  rejected") && reasons.keys().all(|reason| words.contains(reason)), "{words}");
    let listed = home.run(&["import", "report", "--rejected", "--json"]).expect(0).json();
    let listed = listed["rejected"].as_array().unwrap();
    assert_eq!(listed.iter().map(|row| row["row_number"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 3, 4]);
    for row in listed {
        assert!(reasons.contains_key(row["reason"].as_str().unwrap()), "{row}");
        let raw: Value = serde_json::from_str(row["raw"].as_str().unwrap()).unwrap();
        let number = row["row_number"].as_u64().unwrap() as usize;
        assert_eq!(&raw, data[number - 1].json(), "the original row");
    }
    let said = home.run(&["import", "report", "--rejected"]).expect(0).stdout;
    assert!(said.contains("row 2: ") && said.contains("HRSA"), "{said}");
}

#[test]
fn reports_of_earlier_imports_are_kept() {
    let home = Home::with_rows(&rows::many(2));
    home.import(&rows::many(3)).expect(0);
    let list = home.run(&["import", "list", "--json"]).expect(0).json();
    let rows_read: Vec<_> =
        list.as_array().unwrap().iter().map(|import| import["rows_read"].clone()).collect();
    assert_eq!(rows_read, [json!(3), json!(2)]);
    let first = home.run(&["import", "report", list[1]["id"].as_str().unwrap(), "--json"]).expect(0).json();
    assert_eq!((&first["import"], &first["rows_read"]), (&list[1]["id"], &json!(2)));
    assert_eq!(home.run(&["import", "report", "--json"]).expect(0).json()["rows_read"], 3);
    home.run(&["import", "report", "no-such-import"]).expect(2);
}

#[test]
fn every_file_format_gives_the_same_listings() {
    let data = rows::many(6);
    let home = Home::with_rows(&data);
    let lines: Vec<String> = data.iter().map(|row| row.json().to_string()).collect();
    let page = json!({"page": 1, "totalPages": 1, "recordCount": 6, "rows": data.iter().map(LocatorRow::json).collect::<Vec<_>>()});
    for (name, text) in [("rows.ndjson", lines.join("\n")), ("page.json", page.to_string())] {
        let file = home.write(name, &text);
        let report = home.run(&["import", "findtreatment", "--json", "--file", &file]).expect(0).json();
        assert_eq!(number(&report, "/listings/unchanged"), 6, "{name}");
    }
}

#[test]
fn services_missing_from_the_code_book_are_kept_counted_and_shown() {
    let home = Home::new();
    let odd = [("TC", "Substance use treatment"), ("SET", "Outpatient; Moonlight therapy")];
    let report =
        home.import(&[LocatorRow::addiction(1).services(&odd), LocatorRow::addiction(2)]).expect(0).json();
    let unknown = &report["unknown_services"][0];
    assert_eq!(
        (&unknown["name"], &unknown["listings"]),
        (&json!("Moonlight therapy"), &json!(1)),
        "{report:#}"
    );
    let server = home.serve();
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    let with_it = found.results.iter().filter(|result| {
        let facility: Value =
            server.get(&format!("/v1/facilities/{}", result.facility.id)).expect(200).json();
        facility["programs"][0]["unknown_services"] == json!(["Moonlight therapy"])
    });
    assert_eq!(with_it.count(), 1);
}
