//! The code of `docs/guides/verify-signatures.md`, run as a reader would run it.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use winfactor_connectors::signing::{SigningSecret, standard, winfactor};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OLD: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const BODY: &str =
    r#"{"version":"1.0","eventType":"quote.accepted","note":"Größe: 5.000 × 3.000"}"#;
const SIGNED_AT: i64 = 1_710_768_000;
const ID: &str = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta";

/// What a receiver has in its hands.
#[derive(Clone)]
struct Delivery {
    secret: &'static str,
    body: String,
    now: i64,
}

/// What arrives while the secret is being replaced: signed with both.
fn cases() -> [(&'static str, Delivery, bool); 6] {
    let genuine = Delivery {
        secret: SECRET,
        body: BODY.to_owned(),
        now: SIGNED_AT + 2,
    };
    let change = |change: fn(&mut Delivery)| {
        let mut delivery = genuine.clone();
        change(&mut delivery);
        delivery
    };
    [
        ("genuine", genuine.clone(), true),
        ("the other secret", change(|it| it.secret = OLD), true),
        ("another body", change(|it| it.body.push(' ')), false),
        (
            "a secret of somebody else's",
            change(|it| it.secret = "whsec_plJ3nmyCDGBKInavdOK15jsl"),
            false,
        ),
        ("stale", change(|it| it.now = SIGNED_AT + 301), false),
        (
            "from the future",
            change(|it| it.now = SIGNED_AT - 301),
            false,
        ),
    ]
}

fn secrets() -> [SigningSecret; 2] {
    [SECRET, OLD].map(|secret| secret.parse().unwrap())
}

/// The guide's block of code with these words behind its fence.
fn sample(words: &str) -> String {
    let guide =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/verify-signatures.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let start = format!("```{words}\n");
    let (_, rest) = guide.split_once(&start).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// Runs a program where the published library is installed; it prints `true` or `false`.
fn verdict(program: &str, arguments: &[&str], delivery: &Value) -> bool {
    let libraries = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/oracle");
    let output = Command::new(program)
        .args(arguments)
        .env("DELIVERY", delivery.to_string())
        .current_dir(libraries)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
    match String::from_utf8_lossy(&output.stdout)
        .trim()
        .to_lowercase()
        .as_str()
    {
        "true" => true,
        "false" => false,
        other => panic!("{program} printed {other}"),
    }
}

fn node(program: &str, delivery: &Value) -> bool {
    verdict("node", &["--input-type=module", "-e", program], delivery)
}

#[test]
fn the_guides_javascript_with_the_library_tells_genuine_deliveries() {
    let program = format!(
        "{}\nconst it = JSON.parse(process.env.DELIVERY);\nDate.now = () => it.now * 1000;\n\
         let genuine = true;\n\
         try {{ verify(it.secret, it.headers, it.body); }} catch (e) {{\n\
           if (e.constructor.name !== 'WebhookVerificationError') throw e;\n\
           genuine = false;\n\
         }}\nconsole.log(genuine);",
        sample("js library")
    );
    let signature = standard::sign(&secrets(), ID, SIGNED_AT, BODY.as_bytes());
    for (case, delivery, expected) in cases() {
        let headers = json!({
            "webhook-id": ID, "webhook-timestamp": SIGNED_AT.to_string(),
            "webhook-signature": signature,
        });
        let given = json!({
            "secret": delivery.secret, "headers": headers, "body": delivery.body,
            "now": delivery.now,
        });
        assert_eq!(node(&program, &given), expected, "{case}");
    }
}

/// For code that reads `X-WinFactor-Signature`.
fn plain_cases() -> Vec<(&'static str, Value, bool)> {
    let signature = winfactor::sign(&secrets(), SIGNED_AT, BODY.as_bytes());
    let given = |(case, delivery, expected): (&'static str, Delivery, bool)| {
        let given = json!({
            "secret": delivery.secret, "signature": signature, "body": delivery.body,
            "now": delivery.now,
        });
        (case, given, expected)
    };
    let mut cases: Vec<_> = cases().into_iter().map(given).collect();
    for (case, signature) in [
        ("nothing", ""),
        ("no signature", "t=1710768000"),
        ("no time", "v1=00"),
        ("nonsense", "t=now,v1=zz,v1"),
    ] {
        let given =
            json!({"secret": SECRET, "signature": signature, "body": BODY, "now": SIGNED_AT});
        cases.push((case, given, false));
    }
    cases
}

#[test]
fn the_guides_javascript_without_the_library_tells_genuine_deliveries() {
    let program = format!(
        "{}\nconst it = JSON.parse(process.env.DELIVERY);\n\
         console.log(verify(it.secret, it.signature, Buffer.from(it.body), it.now));",
        sample("js plain")
    );
    for (case, given, expected) in plain_cases() {
        assert_eq!(node(&program, &given), expected, "{case}");
    }
}

#[test]
fn the_guides_python_tells_genuine_deliveries() {
    let program = format!(
        "{}\nimport json, os\nit = json.loads(os.environ['DELIVERY'])\n\
         print(verify(it['secret'], it['signature'], it['body'].encode(), it['now']))",
        sample("python plain")
    );
    for (case, given, expected) in plain_cases() {
        let said = verdict("python3", &["-c", &program], &given);
        assert_eq!(said, expected, "{case}");
    }
}
