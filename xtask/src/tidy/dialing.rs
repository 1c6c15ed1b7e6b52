//! Who opens connections: a socket opened elsewhere would pass by the guard against forged addresses.

use super::tree::{Finding, Tree};

const SOCKETS: [&str; 5] = [
    "TcpStream::connect",
    "TcpSocket::new",
    "UdpSocket::bind",
    "lookup_host",
    "to_socket_addrs",
];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let at_home = [
        "crates/connectors/",
        "crates/testkit/",
        "crates/bench/",
        "xtask/",
    ];
    let guarded = |path: &str| !path.contains("/tests/");
    for file in tree
        .rust()
        .filter(|file| !file.is_in(&at_home) && guarded(&file.path))
    {
        for (number, line) in file.code().lines().enumerate() {
            if SOCKETS.iter().any(|socket| line.contains(socket)) {
                findings.push(file.finding(
                    number + 1,
                    "connections go out through the guarded client of winfactor-connectors",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_opened_outside_the_connectors_is_found() {
        let source = "async fn f() {\n    let stream = TcpStream::connect(address).await;\n}\n";
        let tree = Tree::of(&[
            ("crates/service/src/a.rs", source),
            ("crates/connectors/src/a.rs", source),
            ("crates/winfactor/tests/a.rs", source),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("crates/service/src/a.rs:2: "),
            "{findings:?}"
        );
    }
}
