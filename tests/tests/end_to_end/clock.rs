//! Dates and clocks that are wrong.

use directory::Source;
use jiff::Timestamp;
use store::{Changes, DatabaseUrl, ImportCoverage, Store};
use tests::{Home, Server, everything, rows};

/// Publishes the listings again, as if they had been retrieved at this time.
async fn retrieve_at(home: &Home, time: Timestamp) {
    let store = Store::open(&DatabaseUrl::sqlite(home.data_dir().join("iopfinder.db"))).await.unwrap();
    let mut import = store.begin_import(Source::Findtreatment, "another clock", time).await.unwrap();
    let covered = Some((Source::Findtreatment, ImportCoverage::Whole));
    let mut publication = import.publish().await.unwrap();
    publication.write(&Changes { covered, ..Changes::new(time) }).await.unwrap();
    publication.commit("{}").await.unwrap();
    import.close().await;
    store.close().await;
}

/// Requests every kind of page.
fn visit_everything(server: &Server) {
    let found = server.search(&[("state", "TX"), ("level", "any")]);
    let facility = &found.results[0].facility;
    server.get(&format!("/v1/facilities/{}/history", facility.id)).expect(200);
    for path in ["/en/", "/es/", "/metrics", &format!("/en{}", facility.url), &format!("/es{}", facility.url)]
    {
        server.get(path).expect(200);
    }
    server.post_form("/search", &[("near", "78702")]).expect(200);
    server.post_form("/es/search", &[("near", "78702")]).expect(200);
    everything(server);
}

#[test]
fn every_page_can_be_shown_whenever_the_listings_were_retrieved() {
    let home = Home::with_rows(&rows::many(5));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for time in [
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2038-01-19T03:14:08Z",
        "9999-12-30T22:00:00Z",
        "-009999-01-02T01:59:59Z",
    ] {
        runtime.block_on(retrieve_at(&home, time.parse().unwrap()));
        let server = home.serve().expecting("something is wrong");
        let is_ahead = time.starts_with("2038") || time.starts_with("9999");
        server.wait_until("the clock was checked", |server| (server.troubles() == ["clock"]) == is_ahead);
        visit_everything(&server);
        let status = home.run(&["status", "--json"]).expect(0).json();
        assert!(status["sources"][0]["age_seconds"].as_i64().unwrap() >= 0, "{status}");
        home.run(&["status"]).expect(0);
        home.run(&["search", "--near", "78702"]).expect(0);
        home.run(&["import", "report"]).expect(0);
        home.run(&["doctor"]).expect(i32::from(is_ahead));
        server.stop();
    }
}

#[test]
fn every_page_can_be_shown_whatever_dates_a_table_has() {
    let home = Home::new();
    let days = ["0001-01-01", "1969-12-31", "2038-01-20", "9999-12-31", "1582-10-04"];
    let row = |(number, day): (usize, &&str)| {
        format!("{number},Place {number},{number} Test Street,Austin,TX,78702,512-555-010{number},{day}\n")
    };
    let rows: String = days.iter().enumerate().map(row).collect();
    let table = home.write("table.csv", &format!("id,name,street,city,state,zip,phone,day\n{rows}"));
    let mapping = r#"
        [source]
        name = "dates"
        publisher = "A test"
        as_of = { column = "day" }
        [fields]
        id = "id"
        name = "name"
        street = "street"
        city = "city"
        state = "state"
        zip = "zip"
        phone = "phone"
        [program]
        track = "substance_use"
    "#;
    let mapping = home.write("mapping.toml", mapping);
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    assert!(report["listings"]["listings"].as_u64().unwrap() > 0, "{report}");
    let server = home.serve();
    visit_everything(&server);
    home.run(&["status"]).expect(0);
    home.run(&["search", "--near", "78702"]).expect(0);
}
