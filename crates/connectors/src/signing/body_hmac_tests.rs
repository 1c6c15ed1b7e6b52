use super::*;

const BODY: &[u8] = br#"{"version":"1.0","eventType":"lead.created"}"#;

fn sign(algorithm: HmacAlgorithm, encoding: HmacEncoding, prefix: &str) -> String {
    BodyHmac {
        algorithm,
        encoding,
        prefix: prefix.to_owned(),
        secret: SecretText::new("café secret"),
    }
    .sign(BODY)
}

// Expected values computed with Python's hmac module.
#[test]
fn every_algorithm_and_encoding_gives_what_receivers_compute() {
    use {HmacAlgorithm as A, HmacEncoding as E};
    for (algorithm, encoding, prefix, expected) in [
        (
            A::Sha1,
            E::Hex,
            "sha1=",
            "sha1=259d48a248f3c8ea644b76e6fef1228368b63ce8",
        ),
        (A::Sha1, E::Base64, "", "JZ1IokjzyOpkS3bm/vEig2i2POg="),
        (
            A::Sha256,
            E::Hex,
            "sha256=",
            "sha256=9cf4db6fd08dffa31863629bd0673b9c1b8097be03252d6c73f5dc830ceddbeb",
        ),
        (
            A::Sha256,
            E::Base64,
            "",
            "nPTbb9CN/6MYY2Kb0Gc7nBuAl74DJS1sc/Xcgwzt2+s=",
        ),
        (
            A::Sha512,
            E::Base64,
            "",
            "SHoOO9rPY2npkZjcoPJuVr05TlJ2WT22uCiusW0+H7M1CQ6eRwUc/FaF7cC/RJhSfn5+CEBJyCtVlt1NybUQUQ==",
        ),
    ] {
        assert_eq!(sign(algorithm, encoding, prefix), expected);
    }
    let long = sign(A::Sha512, E::Hex, "");
    assert_eq!(long.len(), 128);
    assert!(
        long.starts_with("487a0e3bdacf6369e99198dca0f26e56"),
        "{long}"
    );
}
