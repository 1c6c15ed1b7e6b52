use maud::Markup;
use winfactor_web::view::{
    Problem, ProblemPage, WaitpointAction, WaitpointPage, problem_page,
    public::{
        AcceptInput, ConfiguratorInput, ConfiguratorPage, ContactForm, ContactInput, OfferForms,
        OfferPage, OfferState, OrganizationPage, PublicFrame, RejectInput, SubmittedPage,
        configurator_page, offer_page, organization_page, submitted_page,
    },
    waitpoint_page,
};

use super::{
    cast::{Cast, ago},
    wrong,
};

const TOKEN: &str = "AAABnWfK_form_token";

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let mut pages = organization(cast);
    pages.extend(configurator(cast));
    pages.extend(offer(cast));
    pages.extend(problems(cast));
    pages.extend(waitpoints(cast));
    pages
}

fn frame<'a>(cast: &'a Cast, path: &'a str) -> PublicFrame<'a> {
    PublicFrame {
        organization: &cast.organization,
        reader: &cast.reader,
        path,
    }
}

fn organization(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let page = |templates, contact| {
        organization_page(&OrganizationPage {
            frame: frame(cast, "/harbour-windows"),
            templates,
            contact,
        })
    };
    let empty = ContactInput::default();
    let typed = ContactInput {
        name: cast.told(cast.words.customer),
        email: cast.told("margaret.ellis"),
        phone: String::new(),
        message: cast.told(cast.words.message),
    };
    let errors = [wrong("/email", "email")];
    let open = |input, errors| ContactForm::Open {
        input,
        errors,
        form_token: TOKEN,
    };
    vec![
        ("organization", page(&cast.templates, open(&empty, &[]))),
        (
            "organization-contact-errors",
            page(&cast.templates, open(&typed, &errors)),
        ),
        (
            "organization-contact-thanks",
            page(&cast.templates, ContactForm::Thanks),
        ),
        (
            "organization-without-templates",
            page(&[], open(&empty, &[])),
        ),
    ]
}

fn configurator(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let template = &cast.templates[0];
    let page = |input, errors| {
        configurator_page(&ConfiguratorPage {
            frame: frame(cast, "/harbour-windows/glass-panel"),
            template,
            input,
            errors,
            form_token: TOKEN,
        })
    };
    let typed = ConfiguratorInput {
        width: cast.typed_size("5000", "16' 4 7/8\""),
        height: cast.typed_size("9000", "29' 6 5/16\""),
        component_count: "7".to_owned(),
        notes: cast.told(cast.words.notes),
        name: String::new(),
        email: cast.told("margaret.ellis@"),
        phone: cast.words.phone.to_owned(),
        company_name: cast.told(cast.words.company),
    };
    let errors = [
        wrong("/configuration/height", "out_of_range"),
        wrong("/customer/name", "required"),
        wrong("/customer/email", "email"),
    ];
    let submitted = submitted_page(&SubmittedPage {
        frame: frame(cast, "/harbour-windows/glass-panel"),
        template,
        configuration: &cast.configuration(),
        email: cast.customer.email.as_str(),
    });
    vec![
        (
            "configurator",
            page(&ConfiguratorInput::starting(template), &[]),
        ),
        ("configurator-errors", page(&typed, &errors)),
        ("configurator-thanks", submitted),
    ]
}

fn offer(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let version = cast.version(2);
    let page = |state| {
        offer_page(&OfferPage {
            frame: frame(cast, "/q/3kTq9wq1oFmV0b2nY7ZxkA"),
            number: cast.number(),
            customer: &cast.customer,
            version: &version,
            state,
        })
    };
    let (accept, reject) = (AcceptInput::default(), RejectInput::default());
    let half = AcceptInput {
        name: cast.told(cast.words.customer),
        confirmed: false,
    };
    let long = RejectInput {
        confirmed: true,
        name: cast.told(cast.words.customer),
        reason: cast.told(cast.words.reason),
    };
    let forms = OfferForms {
        form_token: TOKEN,
        accept: &accept,
        accept_errors: &[],
        reject: &reject,
        reject_errors: &[],
    };
    let unconfirmed = [wrong("/confirmed", "required")];
    let too_long = [wrong("/reason", "too_long")];
    let by_name = cast.customer.name.as_str();
    vec![
        ("offer-open", page(OfferState::Open(forms))),
        (
            "offer-accept-errors",
            page(OfferState::Open(OfferForms {
                accept: &half,
                accept_errors: &unconfirmed,
                ..forms
            })),
        ),
        (
            "offer-reject-errors",
            page(OfferState::Open(OfferForms {
                reject: &long,
                reject_errors: &too_long,
                ..forms
            })),
        ),
        (
            "offer-accepted",
            page(OfferState::Accepted {
                by_name,
                at: ago(1, 12),
            }),
        ),
        (
            "offer-rejected",
            page(OfferState::Rejected {
                by_name: Some(by_name),
                at: ago(0, 12),
            }),
        ),
        (
            "offer-rejected-unnamed",
            page(OfferState::Rejected {
                by_name: None,
                at: ago(9, 0),
            }),
        ),
        ("offer-expired", page(OfferState::Expired)),
        ("offer-superseded", page(OfferState::Superseded)),
        ("offer-being-revised", page(OfferState::BeingRevised)),
    ]
}

fn problems(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let page = |problem| {
        problem_page(&ProblemPage {
            locale: cast.locale,
            problem,
            reference: Some("req-7f3a91"),
            home: Some("/"),
        })
    };
    let retry_after = Some(std::time::Duration::from_secs(42));
    vec![
        ("problem-not-found", page(Problem::NotFound)),
        ("problem-offer-not-found", page(Problem::OfferNotFound)),
        ("problem-forbidden", page(Problem::Forbidden)),
        (
            "problem-too-many",
            page(Problem::TooManyRequests { retry_after }),
        ),
        ("problem-form-expired", page(Problem::FormExpired)),
        ("problem-bad-request", page(Problem::BadRequest)),
        ("problem-internal", page(Problem::Internal)),
        ("problem-unavailable", page(Problem::Unavailable)),
    ]
}

fn waitpoints(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let pages = [
        (
            "waitpoint-approve",
            WaitpointPage::Asks(Some(WaitpointAction::Approve)),
        ),
        (
            "waitpoint-disapprove",
            WaitpointPage::Asks(Some(WaitpointAction::Disapprove)),
        ),
        ("waitpoint-go-on", WaitpointPage::Asks(None)),
        ("waitpoint-done", WaitpointPage::Done),
        ("waitpoint-used", WaitpointPage::UsedBefore),
        ("waitpoint-over", WaitpointPage::RunIsOver),
    ];
    let pages = pages.into_iter();
    pages
        .map(|(name, page)| (name, waitpoint_page(page, cast.locale)))
        .collect()
}
