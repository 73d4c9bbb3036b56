//! A full disk, and one that can only be read.

use std::fs;

use tests::answers::{Problem, SearchResponse};
use tests::http::HttpResponse;
use tests::{Home, Server, SmallDisk, rows, searches};

/// The form in which visitors report what is wrong with a facility.
struct CorrectionForm {
    path: String,
    token: String,
}

impl CorrectionForm {
    fn first(server: &Server) -> CorrectionForm {
        let found: SearchResponse = server.search(&[("state", "TX"), ("level", "any")]);
        let facility = &found.results[0].facility;
        let path = format!("/facilities/{}/correction", facility.id);
        CorrectionForm { path, token: server.correction_token(&facility.url) }
    }

    fn send(&self, server: &Server) -> HttpResponse {
        server.post_form(&self.path, &[("wrong", "phone"), ("token", &self.token)])
    }
}

/// A server that can't store anything answers searches, says so, and refuses what it would have to store.
fn assert_reads_only(server: &Server, form: &CorrectionForm) {
    server.wait_until("it notices", |server| server.troubles() == ["not_writable"]);
    let refused = form.send(server).expect(503);
    assert_eq!(refused.header("retry-after"), Some("3"));
    assert_eq!(refused.json::<Problem>().r#type, "/problems/unavailable");
    let html = [("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded")];
    let page = server
        .send("POST", &form.path, &html, format!("wrong=phone&token={}", form.token).as_bytes())
        .expect(503);
    assert!(page.header("retry-after").is_some() && page.text().contains("Searches still work"));
    assert!(server.get("/metrics").text().contains("iopfinder_writable 0"));
}

fn serve(home: &Home) -> Server {
    let server = home.serve();
    server.expecting("something is wrong").expecting("a request could not be answered")
}

#[test]
fn with_a_full_disk_searches_work_and_nothing_else_is_promised() {
    let Some(disk) = SmallDisk::mount(64) else { return };
    let home = Home::on(&disk);
    home.import(&rows::many(30)).expect(0);
    let more = home.write("more.json", &rows::to_json(&rows::many(31)));
    let import = || home.run(&["import", "findtreatment", "--file", &more]);
    let server = serve(&home);
    let (before, form) = (searches(&server), CorrectionForm::first(&server));
    server.wait_until("nothing can be stored", |server| {
        disk.fill();
        form.send(server).status == 503
    });
    assert_eq!(server.troubles(), ["not_writable"]);
    server.stop();
    disk.fill();

    let server = serve(&home);
    assert_eq!(searches(&server), before);
    assert_reads_only(&server, &form);
    home.run(&["status"]).expect(0);
    home.run(&["search", "--near", "78702"]).expect(0);
    let failed = import().expect(1);
    assert!(failed.stderr.contains("full") || failed.stderr.contains("read-only"), "{}", failed.stderr);
    let doctor = home.run(&["doctor"]).expect(1);
    assert!(doctor.stdout.contains("PROBLEM") && doctor.stdout.contains("free space"), "{}", doctor.stdout);
    server.stop();

    disk.free();
    import().expect(0);
    let server = home.serve();
    form.send(&server).expect(200);
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 31);
}

#[test]
fn a_read_only_folder_can_be_served_and_searched() {
    let Some(disk) = SmallDisk::mount(64) else { return };
    let home = Home::on(&disk);
    home.import(&rows::many(30)).expect(0);
    let more = home.write("more.json", &rows::to_json(&rows::many(31)));
    let server = home.serve();
    let (before, form) = (searches(&server), CorrectionForm::first(&server));
    server.stop();
    disk.make_read_only();

    let server = serve(&home);
    assert_eq!(searches(&server), before);
    assert_reads_only(&server, &form);
    home.run(&["status"]).expect(0);
    home.run(&["search", "--near", "78702"]).expect(0);
    home.run(&["import", "report"]).expect(0);
    let failed = home.run(&["import", "findtreatment", "--file", &more]).expect(1);
    assert!(failed.stderr.contains("Read-only"), "{}", failed.stderr);
}

#[test]
fn a_read_only_folder_without_an_index_is_served_from_one_in_memory() {
    let Some(disk) = SmallDisk::mount(64) else { return };
    let home = Home::on(&disk);
    home.import(&rows::many(30)).expect(0);
    let before = searches(&home.serve());
    fs::remove_dir_all(home.data_dir().join("index")).unwrap();
    disk.make_read_only();
    let server = serve(&home);
    assert_eq!(searches(&server), before);
}
