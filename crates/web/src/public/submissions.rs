use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use winfactor_domain::{FieldError, Locale, Submission, SubmissionId, Template};
use winfactor_service::{
    ServiceError,
    contacts::CustomerFields,
    forms::{self, FormOwner, FormUse},
    idempotency::{Created, FirstAnswer, Idempotency, IdempotencyKey, request_hash},
    submissions::{self, ConfigurationFields, NewSubmission, SizeInput, TemplateChoice},
};

use super::{
    configurator::{purpose, render, typed_into},
    organization::thanks,
    posted::Posted,
    receipt,
    sender::Sender,
    visit::Visit,
    whole_form,
};
use crate::{AppState, api::public_forms, page_error::PageError, view::public::ConfiguratorInput};

const COUNT: &str = "/configuration/componentCount";

/// A customer submits a configuration.
pub(super) async fn submit(
    State(state): State<AppState>,
    _: Sender,
    mut visit: Visit,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = match posted {
        Posted::Form(form) => form,
        Posted::Json(request) => {
            state.limits().public_page(visit.organization.id)?;
            let made = public_forms::submit(state.service(), &visit.organization, request).await;
            return Ok(made.into_response());
        }
    };
    visit.speak(form.text("lang"));
    if whole_form::is_of_a_robot(&form) {
        return Ok(thanks(&visit).into_response());
    }
    let template = visit.template(&state, form.text("template")).await?;
    let typed = typed_into(&form);
    let service = state.service();
    let used = forms::verify(
        service,
        FormOwner::Anyone,
        &purpose(&template),
        form.token(),
    );
    let Ok(used) = used else {
        let (status, stale) = (StatusCode::UNPROCESSABLE_ENTITY, [whole_form::stale()]);
        return Ok(render(&state, &visit, &template, status, &typed, &stale));
    };
    state.limits().public_page(visit.organization.id)?;
    let new = new_submission(&typed, &template, visit.reader.locale);
    let slug = visit.organization.slug.as_str();
    let made = submissions::submit(service, slug, new, Some(once(&used, &typed))).await;
    let (status, errors) = match made {
        Ok(made) => {
            let id = submitted(made)?;
            return Ok(receipt::lead_to(&state, &visit, id).into_response());
        }
        Err(ServiceError::Invalid(invalid)) => {
            let errors = as_typed(invalid.0, &typed);
            (StatusCode::UNPROCESSABLE_ENTITY, errors)
        }
        Err(error) if whole_form::was_sent_before(&error) => {
            (StatusCode::CONFLICT, vec![whole_form::sent_before()])
        }
        Err(error) => return Err(error.into()),
    };
    Ok(render(&state, &visit, &template, status, &typed, &errors))
}

fn new_submission(typed: &ConfiguratorInput, template: &Template, locale: Locale) -> NewSubmission {
    NewSubmission {
        template: TemplateChoice::Slug(template.slug.to_string()),
        locale: Some(locale.code().to_owned()),
        customer: CustomerFields {
            name: typed.name.clone(),
            email: typed.email.clone(),
            phone: Some(typed.phone.clone()),
            company_name: Some(typed.company_name.clone()),
            ..CustomerFields::default()
        },
        configuration: ConfigurationFields {
            width: Some(SizeInput::Typed(typed.width.clone())),
            height: Some(SizeInput::Typed(typed.height.clone())),
            component_count: typed.component_count.trim().parse().ok(),
            notes: Some(typed.notes.clone()),
        },
    }
}

/// The same form with the same entries is the same submission; its id is the answer.
fn once(form: &FormUse, typed: &ConfiguratorInput) -> Idempotency<Submission> {
    let entries = [
        &typed.width,
        &typed.height,
        &typed.component_count,
        &typed.notes,
        &typed.name,
        &typed.email,
        &typed.phone,
        &typed.company_name,
    ];
    Idempotency {
        key: IdempotencyKey::of_form(form),
        request_hash: request_hash(&entries.map(|entry| entry.as_bytes())),
        render: Box::new(|submission| FirstAnswer {
            status: StatusCode::SEE_OTHER.as_u16(),
            body: submission.id.to_string(),
        }),
    }
}

/// What was submitted, now or the first time.
fn submitted(made: Created<Submission>) -> Result<SubmissionId, ServiceError> {
    match made {
        Created::New(submission) => Ok(submission.id),
        Created::Replayed(first) => first.body.parse().map_err(|error| {
            ServiceError::internal("the answer to a form is not the id of a submission", error)
        }),
    }
}

/// Says of a count that is no number that it is none, instead of that it is missing.
fn as_typed(mut errors: Vec<FieldError>, typed: &ConfiguratorInput) -> Vec<FieldError> {
    let something = !typed.component_count.trim().is_empty();
    for error in &mut errors {
        if something && error.pointer == COUNT && error.code == "required" {
            error.code = "number";
        }
    }
    errors
}
