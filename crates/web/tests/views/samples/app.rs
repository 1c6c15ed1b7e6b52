use std::time::Duration;

use maud::Markup;
use winfactor_domain::{
    Acceptance, Answer, Lead, LeadStatus, Quote, QuoteStatus, QuoteVersion, Refusal, Rejection,
    SubmissionStatus, SuspectedRobot,
};
use winfactor_web::view::{
    Notice,
    app::{
        AppFrame, Attention, Counts, FirstRun, HomePage, InboxPage, LeadsPage, Older, QuoteInput,
        QuotePage, QuotesPage, SignInPage, SignInProblem, SubmissionPage, SubmissionsPage,
        home_page, inbox_page, leads_page, quote_page, quotes_page, sign_in_page, submission_page,
        submissions_page,
    },
};

use super::{
    cast::{Cast, ago, id},
    endpoints, events, flows, messages, wrong,
};

/// Ties the forms of a signed-in reader to the session.
pub(crate) const TOKEN: &str = "AAABnWfK_session_token";

pub(crate) const OLDER: Older<'static> = Older {
    cursor: Some("bGVhZF8wMWpy"),
    past_newest: true,
};

pub(crate) fn frame(cast: &Cast) -> AppFrame<'_> {
    AppFrame {
        reader: &cast.reader,
        organization_name: &cast.organization.name,
        organization_slug: &cast.organization.slug,
        user_name: &cast.staff,
        unread: 2,
        newest_message: Some(id(1)),
        form_token: TOKEN,
        notice: None,
    }
}

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let mut pages = sign_in(cast);
    pages.extend(home(cast));
    pages.extend(inbox(cast));
    pages.extend(submissions(cast));
    pages.extend(quotes(cast));
    pages.extend(leads(cast));
    pages
}

fn sign_in(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let page = |email, problem, notice| {
        sign_in_page(&SignInPage {
            locale: cast.locale,
            email,
            problem,
            next: Some("/quotes"),
            form_token: TOKEN,
            notice,
        })
    };
    let retry_after = Duration::from_secs(290);
    let typed = cast.told("eva@example.com");
    vec![
        ("sign-in", page("", None, Some(Notice::SignedOut))),
        (
            "sign-in-wrong",
            page(&typed, Some(SignInProblem::WrongCredentials), None),
        ),
        (
            "sign-in-too-many",
            page(
                &typed,
                Some(SignInProblem::TooManyAttempts { retry_after }),
                None,
            ),
        ),
        (
            "sign-in-expired",
            page("", Some(SignInProblem::SessionExpired), None),
        ),
    ]
}

fn home(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let destination = events::endpoint_destination(cast);
    let events = events::events(cast);
    let page = |first_run, counts, attention, events, frame| {
        home_page(&HomePage {
            frame,
            first_run,
            counts,
            attention,
            events,
        })
    };
    let counts = Counts {
        new_submissions: 4,
        drafts: 1,
        open_quotes: 12,
        new_leads: 0,
    };
    let attention: Vec<Attention> = endpoints::endpoint_states()
        .into_iter()
        .filter(|state| *state != winfactor_web::view::EndpointState::Active)
        .map(|state| Attention::Endpoint {
            destination: destination.clone(),
            state,
            held: 1240,
        })
        .chain([
            Attention::FailedEvents { count: 3 },
            Attention::BrokenConnection {
                name: cast.told(cast.words.receiver),
            },
            Attention::ExpiredConnection {
                name: cast.told("Slack"),
            },
        ])
        .collect();
    let recipe = flows::recipe(cast);
    let start = FirstRun {
        recipe: Some(&recipe),
        destination: None,
        test_accepted: false,
        has_submission: false,
    };
    let going = FirstRun {
        recipe: Some(&recipe),
        destination: Some(&destination),
        test_accepted: false,
        has_submission: true,
    };
    let quiet = AppFrame {
        unread: 0,
        newest_message: None,
        ..frame(cast)
    };
    vec![
        ("home", page(None, counts, &[], &events, frame(cast))),
        (
            "home-first-run",
            page(Some(start), Counts::default(), &[], &[], quiet),
        ),
        (
            "home-first-run-going",
            page(Some(going), counts, &[], &events[..2], frame(cast)),
        ),
        (
            "home-attention",
            page(None, counts, &attention, &events, frame(cast)),
        ),
    ]
}

fn inbox(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let messages = messages::messages(cast);
    let page = |messages, older, frame| {
        inbox_page(&InboxPage {
            frame,
            messages,
            older,
        })
    };
    let read = AppFrame {
        unread: 0,
        ..frame(cast)
    };
    vec![
        ("inbox", page(&messages, OLDER, frame(cast))),
        ("inbox-empty", page(&[], Older::default(), read)),
    ]
}

fn submissions(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let all: Vec<_> = (1..=7)
        .map(|n| cast.submission(n, SubmissionStatus::ALL[usize::from(n) % 3]))
        .collect();
    let list = |filter, submissions, older| {
        submissions_page(&SubmissionsPage {
            frame: frame(cast),
            filter,
            submissions,
            older,
        })
    };
    let one = |n, status, quotes, frame| {
        submission_page(&SubmissionPage {
            frame,
            submission: &cast.submission(n, status),
            kinds: &cast.templates[usize::from(n) % 4].components,
            quotes,
        })
    };
    let quotes = [cast.quote(QuoteStatus::Viewed)];
    let saved = AppFrame {
        notice: Some(Notice::Saved),
        ..frame(cast)
    };
    vec![
        ("submissions", list(None, &all, OLDER)),
        (
            "submissions-none-closed",
            list(Some(SubmissionStatus::Closed), &[], Older::default()),
        ),
        ("submissions-empty", list(None, &[], Older::default())),
        (
            "submission-new",
            one(1, SubmissionStatus::New, &[], frame(cast)),
        ),
        (
            "submission-quoted",
            one(4, SubmissionStatus::Quoted, &quotes, frame(cast)),
        ),
        (
            "submission-closed",
            one(2, SubmissionStatus::Closed, &quotes, saved),
        ),
        (
            "submission-closed-unquoted",
            one(3, SubmissionStatus::Closed, &[], frame(cast)),
        ),
    ]
}

fn versions(cast: &Cast, answer: Option<Answer>) -> Vec<QuoteVersion> {
    let mut first = cast.version(1);
    first.view_count = 0;
    first.last_viewed_at = None;
    first.last_suspected_robot = Some(SuspectedRobot {
        at: ago(3, 94),
        reason: "mail_scanner".to_owned(),
        user_agent: cast.told("Barracuda Sentinel (EE)"),
    });
    let second = QuoteVersion {
        answer,
        suspected_robot_count: 0,
        ..cast.version(2)
    };
    vec![second, first]
}

fn quotes(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let all: Vec<Quote> = QuoteStatus::ALL
        .into_iter()
        .map(|status| cast.quote(status))
        .collect();
    let list = |filter, quotes, older| {
        quotes_page(&QuotesPage {
            frame: frame(cast),
            filter,
            quotes,
            older,
        })
    };
    let (ip_address, user_agent) = (
        "192.0.2.17".to_owned(),
        cast.told("Mozilla/5.0 (X11; Linux)"),
    );
    let yes = Answer::Accepted(Acceptance {
        at: ago(1, 12),
        by_name: cast.customer.name.clone(),
        ip_address: ip_address.clone(),
        user_agent: user_agent.clone(),
    });
    let no = Answer::Rejected(Rejection {
        at: ago(0, 40),
        by_name: None,
        reason: Some(cast.told(cast.words.reason)),
        ip_address,
        user_agent,
    });
    vec![
        ("quotes", list(None, &all, OLDER)),
        (
            "quotes-none-expired",
            list(Some(QuoteStatus::Expired), &[], Older::default()),
        ),
        ("quotes-empty", list(None, &[], Older::default())),
        ("quote-draft", draft(cast, &[], None)),
        ("quote-draft-errors", draft_with_errors(cast)),
        (
            "quote-sent",
            sent(cast, QuoteStatus::Sent, &versions(cast, None)),
        ),
        (
            "quote-viewed",
            sent(cast, QuoteStatus::Viewed, &versions(cast, None)),
        ),
        (
            "quote-accepted",
            sent(cast, QuoteStatus::Accepted, &versions(cast, Some(yes))),
        ),
        (
            "quote-rejected",
            sent(cast, QuoteStatus::Rejected, &versions(cast, Some(no))),
        ),
        (
            "quote-expired",
            sent(cast, QuoteStatus::Expired, &versions(cast, None)),
        ),
    ]
}

fn draft(cast: &Cast, versions: &[QuoteVersion], refusal: Option<&Refusal>) -> Markup {
    let quote = cast.quote(QuoteStatus::Draft);
    quote_page(&QuotePage {
        frame: AppFrame {
            notice: Some(Notice::QuoteCreated),
            ..frame(cast)
        },
        quote: &quote,
        submission: &cast.submission(4, SubmissionStatus::Quoted),
        versions,
        customer_page: None,
        input: &QuoteInput::of(&quote, cast.locale),
        errors: &[],
        refusal,
    })
}

fn draft_with_errors(cast: &Cast) -> Markup {
    let quote = cast.quote(QuoteStatus::Draft);
    let mut input = QuoteInput::of(&quote, cast.locale);
    input.lines[1].quantity = cast.told("dozen");
    input.tax_rate = "210".to_owned();
    input.recipients = cast.told("margaret");
    let errors = [
        wrong("/lineItems/1/quantity", "number"),
        wrong("/taxRate", "out_of_range"),
        wrong("/recipients/0", "email"),
    ];
    quote_page(&QuotePage {
        frame: frame(cast),
        quote: &quote,
        submission: &cast.submission(4, SubmissionStatus::Quoted),
        versions: &versions(cast, None),
        customer_page: None,
        input: &input,
        errors: &errors,
        refusal: None,
    })
}

fn sent(cast: &Cast, status: QuoteStatus, versions: &[QuoteVersion]) -> Markup {
    let quote = cast.quote(status);
    let refusal = Refusal::AlreadyAnswered {
        number: quote.number,
        status,
    };
    quote_page(&QuotePage {
        frame: frame(cast),
        quote: &quote,
        submission: &cast.submission(4, SubmissionStatus::Quoted),
        versions,
        customer_page: Some("https://app.winfactor.example/q/3kTq9wq1oFmV0b2nY7ZxkA"),
        input: &QuoteInput::of(&quote, cast.locale),
        errors: &[],
        refusal: (status == QuoteStatus::Accepted).then_some(&refusal),
    })
}

fn leads(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let lead = |n: u8| Lead {
        id: id(n),
        organization: cast.organization.id,
        locale: cast.locale,
        name: cast.customer.name.clone(),
        email: cast.customer.email.clone(),
        phone: cast.customer.phone.clone().filter(|_| n != 2),
        message: cast.told(cast.words.message),
        status: LeadStatus::ALL[usize::from(n - 1) % 3],
        created_at: ago(u32::from(n) - 1, 50),
        updated_at: ago(u32::from(n) - 1, 50),
    };
    let all: Vec<_> = (1..=3).map(lead).collect();
    let list = |filter, leads, older| {
        leads_page(&LeadsPage {
            frame: frame(cast),
            filter,
            leads,
            older,
        })
    };
    vec![
        ("leads", list(None, &all, OLDER)),
        (
            "leads-none-new",
            list(Some(LeadStatus::New), &[], Older::default()),
        ),
        ("leads-empty", list(None, &[], Older::default())),
    ]
}
