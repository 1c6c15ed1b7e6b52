#![allow(clippy::unwrap_used)]

use std::time::Duration;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{HeaderMap, Request, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tower::ServiceExt;
use winfactor_domain::Locale;
use winfactor_service::accounts::{self, SignIn, SignInAttempt, SignedIn};
use winfactor_testkit::{TestApp, app::PASSWORD};

use super::{StaffSession, begin};
use crate::{
    AppState, WebConfig, form_body::FormBody, page_error::PageError, page_layer::page_layer,
    view::Problem,
};

const DAY: Duration = Duration::from_secs(24 * 3600);

struct Pages {
    app: TestApp,
    state: AppState,
    router: Router,
}

impl Pages {
    /// A page for staff, a form on it, and a page that is the same for all.
    async fn open() -> Pages {
        let app = TestApp::sqlite().await;
        let state = AppState::new(app.service.clone(), WebConfig::default());
        let router = Router::new()
            .route("/quotes", get(name).post(name))
            .route("/token", get(token))
            .route("/form", post(form))
            .route("/missing", get(missing))
            .route("/all", get(optional))
            .layer(middleware::from_fn(page_layer))
            .with_state(state.clone());
        Pages { app, state, router }
    }

    async fn sign_in(&self) -> (SignedIn, String) {
        let attempt = SignInAttempt {
            email: "eva@window-door-solutions.example".to_owned(),
            password: PASSWORD.to_owned().into(),
            address: "127.0.0.1".parse().unwrap(),
        };
        let done = accounts::sign_in(&self.app.service, attempt).await.unwrap();
        let SignIn::Done(signed_in) = done else {
            panic!("{done:?}");
        };
        let cookie = begin(&self.state, &signed_in).to_str().unwrap().to_owned();
        let pair = cookie.split(';').next().unwrap().to_owned();
        (signed_in, pair)
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (
            head.status,
            head.headers,
            String::from_utf8(body.to_vec()).unwrap(),
        )
    }

    async fn get(&self, address: &str, cookie: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::get(address).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

async fn name(session: StaffSession) -> String {
    session.staff.name
}

async fn token(State(state): State<AppState>, session: StaffSession) -> String {
    session.form_token(&state, "quote-send:1")
}

async fn form(
    State(state): State<AppState>,
    session: StaffSession,
    form: FormBody,
) -> Result<Response, PageError> {
    session.verify(&state, "quote-send:1", &form)?;
    Ok("sent".into_response())
}

async fn missing(_: StaffSession) -> PageError {
    Problem::NotFound.into()
}

async fn optional(session: Option<StaffSession>) -> String {
    session.map_or("nobody".to_owned(), |session| session.staff.name)
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back() {
    let pages = Pages::open().await;
    for cookie in [
        "",
        "winfactor_session=",
        "winfactor_session=made-up",
        "other=1",
    ] {
        let (status, headers, _) = pages.get("/quotes?status=sent", cookie).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(
            headers[header::LOCATION],
            "/sign-in?next=%2Fquotes%3Fstatus%3Dsent"
        );
    }
    let request = Request::post("/quotes").body(Body::empty()).unwrap();
    let (_, headers, _) = pages.send(request).await;
    assert_eq!(headers[header::LOCATION], "/sign-in");
    let stream = Request::get("/quotes").header(header::ACCEPT, "text/event-stream");
    let (status, ..) = pages.send(stream.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_opens_pages_until_it_ends() {
    let pages = Pages::open().await;
    let (signed_in, cookie) = pages.sign_in().await;
    let (status, headers, body) = pages.get("/quotes", &cookie).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "Eva de Vries"));
    assert!(!headers.contains_key(header::SET_COOKIE));
    assert_eq!(pages.get("/all", &cookie).await.2, "Eva de Vries");
    assert_eq!(pages.get("/all", "").await.2, "nobody");

    pages.app.clock.set(signed_in.staff.expires_at);
    pages.app.clock.advance(Duration::from_secs(1));
    assert_eq!(pages.get("/quotes", &cookie).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_cookie_is_for_this_site_alone_and_for_no_script() {
    let pages = Pages::open().await;
    let (signed_in, _) = pages.sign_in().await;
    let cookie = begin(&pages.state, &signed_in);
    assert!(cookie.is_sensitive());
    let text = cookie.to_str().unwrap();
    let (_, attributes) = text.split_once("; ").unwrap();
    assert_eq!(
        attributes,
        "Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure"
    );
    let forgotten = super::end(&pages.state);
    assert!(
        forgotten
            .to_str()
            .unwrap()
            .starts_with("winfactor_session=; Path=/; Max-Age=0;")
    );
}

#[tokio::test]
async fn a_session_in_use_is_extended_and_its_cookie_sent_again() {
    let pages = Pages::open().await;
    let (_, cookie) = pages.sign_in().await;
    pages.app.clock.advance(8 * DAY);
    for page in ["/all", "/quotes"] {
        let (status, headers, _) = pages.get(page, &cookie).await;
        assert_eq!(status, StatusCode::OK);
        let again = headers.get(header::SET_COOKIE);
        let again = again.map(|again| again.to_str().unwrap().to_owned());
        // Once, not with every page of the next week.
        let expected = (page == "/all").then(|| {
            format!(
                "{cookie}; Path=/; Max-Age=1209600; \
                                                         HttpOnly; SameSite=Lax; Secure"
            )
        });
        assert_eq!(again, expected);
    }
    pages.app.clock.advance(8 * DAY);
    assert_eq!(pages.get("/quotes", &cookie).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_form_can_be_posted_by_the_session_that_it_was_made_for() {
    let pages = Pages::open().await;
    let ((_, mine), (_, other)) = (pages.sign_in().await, pages.sign_in().await);
    let (.., token) = pages.get("/token", &mine).await;
    let post = async |cookie: &str, token: &str| {
        let request = Request::post("/form")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("form_token={token}")));
        pages.send(request.unwrap()).await
    };
    assert_eq!(post(&mine, &token).await.2, "sent");
    let (status, _, page) = post(&other, &token).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("Dit formulier stond te lang open"), "{page}");
    assert_eq!(post(&mine, "").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn staff_are_told_of_problems_in_their_own_language() {
    let pages = Pages::open().await;
    let (signed_in, cookie) = pages.sign_in().await;
    assert_eq!(signed_in.staff.locale, Locale::Nl);
    let request = Request::get("/missing")
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "de");
    let (status, _, page) = pages.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("Deze pagina bestaat niet"), "{page}");
    assert!(page.contains("href=\"/\""), "{page}");
}
