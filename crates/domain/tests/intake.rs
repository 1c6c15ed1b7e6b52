//! What arrives from customers: configurations, contact forms, and what is learned of people.

#![allow(clippy::unwrap_used)]

use winfactor_domain::{
    Address, Configuration, Contact, ContactId, Customer, CustomerInput, EmailAddress, EventType,
    Invalid, Lead, LeadId, LeadStatus, Locale, Millimetres, NewLead, NewSubmission, OrganizationId,
    SizeLimits, Slug, Submission, SubmissionId, SubmissionStatus, Template, TemplateComponent,
    TemplateId, Text, Timestamp, events::Links,
};
use winfactor_testkit::SeededRng;

const NOW: Timestamp = Timestamp(1_772_442_000_000);

fn links() -> Links {
    Links::new("https://app.winfactor.example")
}

fn organization() -> OrganizationId {
    OrganizationId::new(NOW, &SeededRng::new(1))
}

fn template() -> Template {
    Template {
        id: TemplateId::new(NOW, &SeededRng::new(2)),
        organization: organization(),
        name: "Modern Glass Panel".into(),
        slug: Slug::parse("/slug", "modern-glass-facade").unwrap(),
        limits: SizeLimits {
            min_width: Millimetres(500),
            max_width: Millimetres(6000),
            min_height: Millimetres(400),
            max_height: Millimetres(3000),
        },
        components: vec![TemplateComponent::Fixed, TemplateComponent::Sliding],
        created_at: NOW,
        updated_at: NOW,
    }
}

fn customer() -> Customer {
    Customer {
        name: "John Smith".into(),
        email: EmailAddress::parse("/email", "john.smith@example.com").unwrap(),
        phone: None,
        company_name: None,
        address: Address::default(),
    }
}

fn of_size(width: u32, height: u32) -> NewSubmission {
    NewSubmission {
        id: SubmissionId::new(NOW, &SeededRng::new(3)),
        contact: ContactId::new(NOW, &SeededRng::new(4)),
        locale: Locale::De,
        customer: customer(),
        configuration: Configuration {
            width: Millimetres(width),
            height: Millimetres(height),
            component_count: 12,
            notes: None,
        },
    }
}

fn pointers(Invalid(errors): &Invalid) -> Vec<&str> {
    errors.iter().map(|error| error.pointer.as_str()).collect()
}

#[test]
fn a_submission_must_have_a_size_that_the_template_allows() {
    let width = "/configuration/width";
    let height = "/configuration/height";
    let cases: [(u32, u32, &[&str]); 9] = [
        (500, 400, &[]),
        (6000, 3000, &[]),
        (499, 400, &[width]),
        (6001, 3000, &[width]),
        (500, 399, &[height]),
        (6000, 3001, &[height]),
        (0, 0, &[width, height]),
        (u32::MAX, 1000, &[width]),
        (499, 3001, &[width, height]),
    ];
    for (w, h, expected) in cases {
        let result = Submission::submit(of_size(w, h), &template(), &links(), NOW);
        let wrong = result.as_ref().err().map(pointers).unwrap_or_default();
        assert_eq!(wrong, expected, "{w} × {h}");
    }
    let refused = Submission::submit(of_size(499, 400), &template(), &links(), NOW).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "/configuration/width: must be from 500 to 6000 mm"
    );
}

#[test]
fn a_submission_remembers_the_template_as_it_was_called() {
    let template = template();
    let new = of_size(5000, 3000);
    let (submission, event) = Submission::submit(new, &template, &links(), NOW).unwrap();
    assert_eq!(submission.organization, template.organization);
    assert_eq!(submission.template, template.id);
    assert_eq!(submission.template_name, template.name);
    assert_eq!(submission.status, SubmissionStatus::New);
    assert_eq!(submission.created_at, NOW);

    assert_eq!(event.event_type(), EventType::SubmissionCreated);
    assert_eq!(event.subject(), submission.id.to_string());
    assert_eq!(event.occurred_at(), NOW);
    assert_eq!(event.customer_locale(), Locale::De);
    let data = serde_json::to_value(&event).unwrap();
    assert_eq!(data["template"]["slug"], "modern-glass-facade");
    assert_eq!(data["configuration"]["width"], 5000);
    assert_eq!(data["configuration"]["componentCount"], 12);
    assert_eq!(
        data["urls"]["submissionDetail"],
        format!(
            "https://app.winfactor.example/submissions/{}",
            submission.id
        )
    );
}

#[test]
fn a_configuration_has_from_one_to_a_hundred_components() {
    let wrong = |count| {
        let mut text = Text::new();
        let size = (Millimetres(1000), Millimetres(1000));
        Configuration::new(&mut text, size, count, Some("  \n"));
        text.finish()
            .err()
            .map(|Invalid(errors)| errors[0].pointer.clone())
    };
    let pointer = Some("/configuration/componentCount".to_owned());
    assert_eq!(wrong(0), pointer);
    assert_eq!(wrong(1), None);
    assert_eq!(wrong(100), None);
    assert_eq!(wrong(101), pointer);
}

#[test]
fn a_template_names_every_wrong_limit_and_component() {
    let check = |name: &str, sides: [u32; 4], components: &[&str]| {
        let mut text = Text::new();
        let [min_width, max_width, min_height, max_height] = sides.map(Millimetres);
        let limits = SizeLimits {
            min_width,
            max_width,
            min_height,
            max_height,
        };
        Template::check(&mut text, name, &limits, components);
        let result = text.finish();
        let wrong = result.as_ref().err().map(pointers).unwrap_or_default();
        wrong.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(
        check("Pane", [1, 100_000, 500, 500], &["door", "tilt_turn"]),
        none
    );
    assert_eq!(
        check(" ", [0, 100_001, 800, 700], &["door", "gate"]),
        [
            "/name",
            "/minWidth",
            "/maxWidth",
            "/maxHeight",
            "/components/1"
        ]
    );
    assert_eq!(check("Pane", [1, 2, 1, 2], &["door"; 21]), ["/components"]);
}

#[test]
fn a_layout_repeats_the_templates_components() {
    let mut template = template();
    let kinds: Vec<_> = (0..5).map(|i| template.component_at(i).code()).collect();
    assert_eq!(kinds, ["fixed", "sliding", "fixed", "sliding", "fixed"]);
    template.components.clear();
    assert_eq!(template.component_at(3), TemplateComponent::Fixed);
}

fn form(message: &str) -> NewLead<'_> {
    NewLead {
        locale: Locale::Nl,
        name: " Jane Smith ",
        email: " jane.smith@example.com ",
        phone: Some("  "),
        message,
    }
}

fn leave(new: &NewLead<'_>) -> Result<Lead, Invalid> {
    let id = LeadId::new(NOW, &SeededRng::new(5));
    Lead::leave(id, organization(), new, &links(), NOW).map(|(lead, _)| lead)
}

#[test]
fn a_lead_is_kept_as_written_without_the_blanks_around_it() {
    let id = LeadId::new(NOW, &SeededRng::new(5));
    let new = form("  First line\r\nSecond line\n");
    let (lead, event) = Lead::leave(id, organization(), &new, &links(), NOW).unwrap();
    assert_eq!(lead.name, "Jane Smith");
    assert_eq!(lead.email.as_str(), "jane.smith@example.com");
    assert_eq!(lead.phone, None);
    assert_eq!(lead.message, "First line\nSecond line");
    assert_eq!(lead.status, LeadStatus::New);

    assert_eq!(event.event_type(), EventType::LeadCreated);
    assert_eq!(event.subject(), id.to_string());
    assert_eq!(event.customer_locale(), Locale::Nl);
    let data = serde_json::to_value(&event).unwrap();
    assert_eq!(data["contact"]["phone"], serde_json::Value::Null);
    assert_eq!(data["contact"]["messagePreview"], lead.message);
    assert_eq!(
        data["urls"]["leadsPage"],
        "https://app.winfactor.example/leads"
    );
}

#[test]
fn a_contact_form_is_told_everything_that_is_wrong_at_once() {
    let empty = NewLead {
        locale: Locale::En,
        name: "",
        email: "nobody",
        phone: Some("12345678901234567890123456789012345678901"),
        message: " \n ",
    };
    let refused = leave(&empty).unwrap_err();
    assert_eq!(
        pointers(&refused),
        ["/name", "/email", "/phone", "/message"]
    );
    let codes: Vec<_> = refused.0.iter().map(|error| error.code).collect();
    assert_eq!(codes, ["required", "email", "too_long", "required"]);
}

#[test]
fn a_form_cannot_smuggle_in_mail_headers_or_control_characters() {
    let mut new = form("Hello");
    new.name = "Jane\r\nBcc: everybody@example.com";
    assert_eq!(pointers(&leave(&new).unwrap_err()), ["/name"]);
    let mut new = form("Hello");
    new.email = "jane@example.com\nBcc: everybody@example.com";
    assert_eq!(pointers(&leave(&new).unwrap_err()), ["/email"]);
    let refused = leave(&form("Hello \u{1b}[31m")).unwrap_err();
    assert_eq!(pointers(&refused), ["/message"]);
}

#[test]
fn a_message_can_be_long_but_not_endless() {
    let longest = "ü".repeat(Lead::MAX_MESSAGE);
    assert!(leave(&form(&longest)).is_ok());
    let longer = format!("{longest}ü");
    let refused = leave(&form(&longer)).unwrap_err();
    assert_eq!(refused.0[0].code, "too_long");
}

#[test]
fn a_customer_is_checked_in_every_part() {
    let check = |input: &CustomerInput<'_>| {
        let mut text = Text::new();
        let customer = Customer::check(&mut text, "/customer", input);
        text.finish().map(|()| customer.unwrap())
    };
    let customer = check(&CustomerInput {
        name: "Sanne van den Berg",
        email: "sanne@example.nl",
        city: Some(" Utrecht "),
        country: Some(""),
        ..CustomerInput::default()
    })
    .unwrap();
    assert_eq!(customer.address.city.as_deref(), Some("Utrecht"));
    assert_eq!(customer.address.country, None);

    let refused = check(&CustomerInput {
        postal_code: Some("a\tb"),
        ..CustomerInput::default()
    })
    .unwrap_err();
    assert_eq!(
        pointers(&refused),
        ["/customer/name", "/customer/email", "/customer/postalCode"]
    );
}

#[test]
fn a_contact_learns_what_is_new_and_forgets_nothing() {
    let mut contact = Contact {
        id: ContactId::new(NOW, &SeededRng::new(6)),
        organization: organization(),
        customer: Customer {
            phone: Some("+31612345678".into()),
            address: Address {
                city: Some("Utrecht".into()),
                ..Address::default()
            },
            ..customer()
        },
        submission_count: 1,
        last_used_at: Some(NOW),
        external_ref: Some("hubspot:contact:3314".into()),
        created_at: NOW,
        updated_at: NOW,
    };
    contact.learn(&Customer {
        name: "John A. Smith".into(),
        email: EmailAddress::parse("/email", "John.Smith@example.com").unwrap(),
        phone: None,
        company_name: Some("Smith Interiors".into()),
        address: Address {
            street: Some("Oudegracht 1".into()),
            ..Address::default()
        },
    });
    let known = &contact.customer;
    assert_eq!(known.name, "John A. Smith");
    assert_eq!(known.email.as_str(), "John.Smith@example.com");
    assert_eq!(known.email.key(), customer().email.key());
    assert_eq!(known.phone.as_deref(), Some("+31612345678"));
    assert_eq!(known.company_name.as_deref(), Some("Smith Interiors"));
    assert_eq!(known.address.city.as_deref(), Some("Utrecht"));
    assert_eq!(known.address.street.as_deref(), Some("Oudegracht 1"));
    assert_eq!(
        contact.external_ref.as_deref(),
        Some("hubspot:contact:3314")
    );
}
