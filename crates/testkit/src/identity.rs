use std::path::PathBuf;

use rcgen::{CertificateParams, KeyPair};
use tempfile::TempDir;

/// A server's certificate that it signed itself, and its key, in files of PEM form. Whoever trusts
/// the certificate trusts the server.
#[derive(Debug)]
pub struct Identity {
    directory: TempDir,
    der: Vec<u8>,
}

impl Identity {
    /// For a host of this name or address.
    pub fn of(host: &str) -> Identity {
        let params = CertificateParams::new(vec![host.to_owned()]).expect("a host has a name");
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = params.self_signed(&key).expect("a key signs");
        let directory = TempDir::new().expect("there is room for files");
        let identity = Identity {
            directory,
            der: certificate.der().to_vec(),
        };
        let texts = [
            (identity.certificate(), certificate.pem()),
            (identity.key(), key.serialize_pem()),
        ];
        for (path, text) in texts {
            std::fs::write(path, text).expect("there is room for files");
        }
        identity
    }

    pub fn certificate(&self) -> PathBuf {
        self.directory.path().join("certificate.pem")
    }

    pub fn key(&self) -> PathBuf {
        self.directory.path().join("key.pem")
    }

    /// The certificate in DER form.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}
