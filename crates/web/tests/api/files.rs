//! Files that flows append rows to, as they are listed and downloaded.

use http::Method;
use serde_json::{Value, json};

use crate::{
    access, flow_actions,
    support::{Server, details, refusal},
};

const NAME: &str = "Anfragen; \"Süd\" \u{1f4d0}";
/// The name in an address.
const ENCODED: &str = "Anfragen%3B%20%22S%C3%BCd%22%20%F0%9F%93%90";

fn appends() -> Value {
    let values = json!({
        "Customer": "{{trigger.data.customer.name}}", "Width": "{{trigger.data.configuration.width}}",
    });
    flow_actions::step(
        1,
        "append_row_to_file",
        &json!({"file": NAME, "values": values}),
    )
}

async fn server_with_a_file(server: Server) -> Server {
    flow_actions::running(&server, vec![appends()]).await;
    server.app.submit().await;
    server.app.submit().await;
    server.app.deliver().await;
    server
}

#[tokio::test]
async fn files_are_listed_and_downloaded_under_a_safe_name() {
    Server::on_both_engines(|server| async move {
        let server = server_with_a_file(server).await;
        let listed = server.get("/files").await;
        assert_eq!(
            listed,
            json!({"data": [{"file": NAME, "month": "2026-03", "rows": 2}]})
        );

        let path = format!("/files/{ENCODED}/2026-03");
        for (query, media_type, ending) in [
            (
                "",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
            (
                "?format=xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
            ("?format=csv", "text/csv; charset=utf-8", "csv"),
        ] {
            let reply = server
                .call(Method::GET, &format!("{path}{query}"), None)
                .await;
            assert_eq!(reply.status, 200, "{}", reply.text());
            assert_eq!(reply.headers["content-type"], media_type);
            let name = format!("attachment; filename*=UTF-8''{ENCODED}-2026-03.{ending}");
            assert_eq!(reply.headers["content-disposition"], name);
        }
        let csv = server
            .call(Method::GET, &format!("{path}?format=csv"), None)
            .await;
        let row = "\"John Smith\";\"2400\"\r\n";
        assert_eq!(
            csv.text(),
            format!("\u{feff}\"Customer\";\"Width\"\r\n{row}{row}")
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_other_formats_are_refused() {
    let server = server_with_a_file(Server::start().await).await;
    for path in [
        format!("/files/{ENCODED}/2026-04"),
        "/files/Anfragen/2026-03".to_owned(),
        format!("/files/{ENCODED}/..%2F2026-03"),
    ] {
        let refused = server.refused(Method::GET, &path, None).await;
        assert_eq!(refused, (404, "not_found".to_owned()), "{path}");
    }
    let pdf = format!("/files/{ENCODED}/2026-03?format=pdf");
    let reply = server.call(Method::GET, &pdf, None).await;
    assert_eq!(
        details(&reply),
        [("/query/format".to_owned(), "unknown_value".to_owned())]
    );
}

#[tokio::test]
async fn files_are_for_everybody_of_their_organization_and_for_nobody_else() {
    let server = server_with_a_file(Server::start().await).await;
    let path = format!("/files/{ENCODED}/2026-03");
    let (_, reads) = access::another_key(&server, true).await;
    for path in [path.as_str(), "/files"] {
        let reply = server.call_as(&reads, Method::GET, path, None).await;
        assert_eq!(reply.status, 200, "{path}");
    }
    let (_, theirs) = server.app.other_organization().await;
    let reply = server.call_as(&theirs, Method::GET, &path, None).await;
    assert_eq!(refusal(&reply), (404, "not_found".to_owned()));
    let reply = server.call_as(&theirs, Method::GET, "/files", None).await;
    assert_eq!(reply.json::<Value>(), json!({"data": []}));
    let reply = server
        .call_as("wf_live_none", Method::GET, &path, None)
        .await;
    assert_eq!(refusal(&reply), (401, "unauthorized".to_owned()));
}
