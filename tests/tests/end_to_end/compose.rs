//! docker-compose.yml and the Caddyfile: the same commands with the same environment, as processes on loopback.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tests::{Caddy, Home, Server, installed, postgres_database, rows};

const SEARCH: &str = "/v1/search?state=TX&level=any";

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `docker-compose config` with these variables.
fn compose_config(variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new("docker-compose");
    command.arg("config").current_dir(project()).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.envs(variables.iter().copied()).output().unwrap()
}

/// The services of docker-compose.yml, as docker-compose reads it.
fn services() -> Value {
    let config = compose_config(&[("POSTGRES_PASSWORD", "a-secret"), ("SITE_ADDRESS", "localhost")]);
    assert!(config.status.success(), "{}", String::from_utf8_lossy(&config.stderr));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), config.stdout).unwrap();
    // docker-compose needs Python and its YAML library itself.
    let convert = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))";
    let json = Command::new("python3").args(["-c", convert]).arg(file.path()).output().unwrap();
    let config: Value = serde_json::from_slice(&json.stdout).unwrap();
    config["services"].clone()
}

fn texts(list: &Value) -> Vec<String> {
    // In its output, docker-compose doubles dollar signs.
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().replace("$$", "$")).collect()
}

/// Starts a service as a process. Only its port, its data folder and the host of its database differ from Docker.
fn start(service: &Value, home: &Home, database: &str) -> Server {
    let arguments = texts(&service["command"]);
    let mut command = home.bare_command(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, value) in service["environment"].as_object().unwrap() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = match name.as_str() {
            "IOPFINDER_LISTEN" => value.replace("0.0.0.0:8080", "127.0.0.1:0"),
            "IOPFINDER_DATA_DIR" => home.data_dir().display().to_string(),
            "IOPFINDER_DATABASE_URL" => value.replace("postgres://iopfinder@db/iopfinder", database),
            _ => value,
        };
        command.env(name, value);
    }
    Server::start(&mut command)
}

/// Runs the health check of a service on the port of its process.
fn is_healthy(service: &Value, server: &Server) -> bool {
    let test = texts(&service["healthcheck"]["test"]);
    let port = server.url().rsplit(':').next().unwrap();
    let [kind, program, arguments @ ..] = &test[..] else { panic!("{test:?}") };
    assert_eq!(kind, "CMD");
    let arguments =
        arguments.iter().map(|argument| argument.replace("/127.0.0.1/8080", &format!("/127.0.0.1/{port}")));
    Command::new(program).args(arguments).output().unwrap().status.success()
}

#[test]
fn the_database_has_no_default_password() {
    if !installed("docker-compose") {
        return;
    }
    let refused = compose_config(&[]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("Set POSTGRES_PASSWORD"));
    let services = services();
    assert_eq!(services["db"]["environment"]["POSTGRES_PASSWORD"], "a-secret");
    for name in ["server-1", "server-2", "importer"] {
        let environment = &services[name]["environment"];
        assert_eq!(environment["PGPASSWORD"], "a-secret");
        assert!(!environment["IOPFINDER_DATABASE_URL"].as_str().unwrap().contains("a-secret"));
    }
}

#[test]
fn every_service_is_bounded_and_only_the_proxy_can_be_reached_from_outside() {
    if !installed("docker-compose") {
        return;
    }
    for (name, service) in services().as_object().unwrap() {
        assert!(service["mem_limit"].is_string() && service["pids_limit"].is_u64(), "{name}");
        assert!(service["logging"]["options"]["max-size"].is_string(), "{name}");
        assert_eq!(texts(&service["security_opt"]), ["no-new-privileges:true"], "{name}");
        let ports = service["ports"].as_array().map_or(&[][..], Vec::as_slice);
        let is_private = |port: &Value| port.as_str().is_some_and(|port| port.starts_with("127.0.0.1:"));
        let public = ports.iter().filter(|port| !is_private(port));
        assert_eq!(public.count() > 0, name == "proxy", "{name}: {ports:?}");
        if name != "db" {
            assert!(service["ulimits"]["nofile"].is_u64() && service["read_only"] == true, "{name}");
            assert_eq!(texts(&service["cap_drop"]), ["ALL"], "{name}");
        }
    }
}

#[test]
fn the_servers_serve_what_the_importer_imports_and_one_may_stop_at_any_time() {
    if !installed("docker-compose") || !installed("caddy") {
        return;
    }
    let Some(database) = postgres_database() else { return };
    let services = services();
    let homes = [(); 3].map(|()| Home::with_database(database.clone()));
    let [importing, first, second] = &homes;
    importing.import(&rows::many(5)).expect(0);

    let importer = start(&services["importer"], importing, &database).when_ready();
    assert!(is_healthy(&services["importer"], &importer));
    importer.wait_until("an import is scheduled", |server| {
        server.log().contains("next import of the configured sources")
    });
    let servers = [("server-1", first), ("server-2", second)]
        .map(|(name, home)| (&services[name], start(&services[name], home, &database).when_ready()));
    for (service, server) in &servers {
        assert!(is_healthy(service, server));
        assert!(server.log().contains("the index was copied from the store"), "{}", server.log());
    }

    let [(_, mut first), (_, second)] = servers;
    let addresses = [&first, &second].map(|server| server.url().trim_start_matches("http://").to_owned());
    let caddy = Caddy::start(&project().join("Caddyfile"), &addresses.join(" "));
    let found = caddy.get_when_available(SEARCH);
    assert_eq!(found.json::<Value>()["total"]["facilities"], 5);
    assert_eq!(found.header("strict-transport-security"), Some("max-age=31536000"));
    assert_eq!(first.get("/metrics").status, 200);
    for path in ["/metrics", "/metrics/", "/%6Detrics", "//metrics", "/./metrics", "/x/../metrics"] {
        assert_eq!(caddy.get(path).status, 404, "{path}");
    }

    // A server that is asked to stop drains: not one request fails, while Caddy moves over to the other one.
    first.signal("TERM");
    while first.is_running() {
        assert_eq!(caddy.get(SEARCH).status, 200);
    }
    first.finish().expect(0);
    assert_eq!(caddy.get(SEARCH).status, 200);
    // Without any server, the page says where to find help.
    second.kill();
    let failed = caddy.get("/en/");
    assert!(failed.status >= 500 && failed.text().contains("tel:988"), "{}", failed.text());
}
