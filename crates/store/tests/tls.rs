//! TLS to PostgreSQL: what each `sslmode` accepts and refuses, against a real server.

#![allow(clippy::unwrap_used)]

use store::testing::{Certificates, PostgresServer, is_encrypted};
use store::{DatabaseUrl, Store, with_causes};

/// Whether the store at this address was opened with TLS, or why it could not be opened.
async fn opened(address: &str) -> Result<bool, String> {
    let store = Store::open(&DatabaseUrl::parse(address).unwrap()).await;
    let store = store.map_err(|error| with_causes(&error))?;
    let encrypted = is_encrypted(&store).await;
    store.close().await;
    Ok(encrypted)
}

#[tokio::test]
async fn each_sslmode_checks_what_it_promises() {
    let Some(certificates) = Certificates::new() else { return };
    certificates.sign("localhost");
    let Some(others) = Certificates::new() else { return };
    let start = PostgresServer::start_with_tls(&certificates, "localhost", false);
    let Some((_server, port)) = start else { return };
    let (ours, wrong) = (certificates.path("ca.pem"), others.path("ca.pem"));
    let (ours, wrong) = (ours.display(), wrong.display());
    let try_it = async |host: &str, options: String| {
        opened(&format!("postgres://postgres@{host}:{port}/postgres?{options}")).await
    };
    assert_eq!(try_it("localhost", "sslmode=disable".to_owned()).await, Ok(false));
    assert_eq!(try_it("localhost", "sslmode=prefer".to_owned()).await, Ok(true));
    // Encrypted, but to whom is not checked.
    assert_eq!(try_it("localhost", "sslmode=require".to_owned()).await, Ok(true));
    for (mode, host, authority) in [
        ("verify-ca", "localhost", &ours),
        // The certificate is for localhost, but this mode does not compare names.
        ("verify-ca", "127.0.0.1", &ours),
        ("verify-full", "localhost", &ours),
    ] {
        let answer = try_it(host, format!("sslmode={mode}&sslrootcert={authority}")).await;
        assert_eq!(answer, Ok(true), "{mode} {host}");
    }
    for (mode, host, authority) in [
        ("verify-ca", "localhost", &wrong),
        ("verify-full", "localhost", &wrong),
        ("verify-full", "127.0.0.1", &ours),
    ] {
        let refused = try_it(host, format!("sslmode={mode}&sslrootcert={authority}")).await.unwrap_err();
        assert!(refused.contains("certificate"), "{mode} {host}: {refused}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_refused_only_by_modes_that_need_it() {
    let Some(server) = PostgresServer::start() else { return };
    let address = server.new_database().await;
    assert_eq!(opened(&format!("{address}?sslmode=prefer")).await, Ok(false));
    let refused = opened(&format!("{address}?sslmode=require")).await;
    assert!(refused.unwrap_err().contains("does not support TLS"));
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_of_the_user_gets_it() {
    let Some(certificates) = Certificates::new() else { return };
    certificates.sign("localhost");
    certificates.sign("postgres");
    let start = PostgresServer::start_with_tls(&certificates, "localhost", true);
    let Some((_server, port)) = start else { return };
    let authority = certificates.path("ca.pem");
    let address = format!(
        "postgres://postgres@localhost:{port}/postgres?sslmode=verify-full&sslrootcert={}",
        authority.display()
    );
    let refused = opened(&address).await.unwrap_err();
    assert!(refused.contains("certificate"), "{refused}");
    let (certificate, key) = (certificates.path("postgres.pem"), certificates.path("postgres.key"));
    let with_certificate = format!("{address}&sslcert={}&sslkey={}", certificate.display(), key.display());
    assert_eq!(opened(&with_certificate).await, Ok(true));
}
