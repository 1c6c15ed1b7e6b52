//! Encrypted connections to PostgreSQL, and whose certificate is accepted.

use winfactor_store::{Store, StoreError, StoreOptions, params};
use winfactor_testkit::postgres::{Cluster, TlsIdentity};

use crate::database::TABLES;

/// A server with a certificate for 127.0.0.1 that no authority has signed.
fn server() -> (Cluster, String) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let certificate = made.cert.pem();
    let cluster = Cluster::start_with_tls(TlsIdentity {
        certificate: &certificate,
        key: &made.signing_key.serialize_pem(),
    })
    .unwrap();
    (cluster, certificate)
}

fn open(address: &str, parameters: &str) -> Result<Store, StoreError> {
    let url = address
        .replace("sslmode=disable", parameters)
        .parse()
        .unwrap();
    Store::open_with(&url, StoreOptions::default(), TABLES)
}

/// Whether the server says that the connection is encrypted.
async fn is_encrypted(store: &Store) -> bool {
    store
        .read(|tx| {
            tx.query_one(
                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                params![],
                |row| row.flag(0),
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
}

#[tokio::test]
async fn each_mode_encrypts_and_checks_what_it_says() {
    let (cluster, certificate) = server();
    let folder = tempfile::TempDir::new().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, certificate).unwrap();
    let roots = roots.display();
    let address = cluster.create_database();

    assert!(!is_encrypted(&open(&address, "sslmode=disable").unwrap()).await);
    assert!(is_encrypted(&open(&address, "").unwrap()).await);
    assert!(is_encrypted(&open(&address, "sslmode=no-verify").unwrap()).await);
    let known = format!("sslmode=verify-full&sslrootcert={roots}");
    assert!(is_encrypted(&open(&address, &known).unwrap()).await);

    let unknown = open(&address, "sslmode=require").unwrap_err();
    assert!(matches!(unknown, StoreError::Open { .. }));
    // The certificate is for the address, not for this name of it.
    let misnamed = open(&address.replace("127.0.0.1", "localhost"), &known).unwrap_err();
    assert!(matches!(misnamed, StoreError::Open { .. }));
}

#[tokio::test]
async fn a_server_without_tls_is_refused_where_tls_is_asked_for() {
    let address = Cluster::shared().create_database();
    assert!(!is_encrypted(&open(&address, "sslmode=prefer").unwrap()).await);
    for mode in ["sslmode=no-verify", "sslmode=require"] {
        assert!(matches!(open(&address, mode), Err(StoreError::Open { .. })));
    }
}
