use maud::{Markup, html};
use winfactor_domain::FieldError;
use winfactor_service::flows::{CustomerStep, TestedStep};

use super::FlowPage;
use crate::view::{
    form::{Errors, Field, form_token, hidden},
    routes,
    texts::flow_checks::FlowCheckTexts,
};

/// What somebody has to look at before a flow is switched on.
#[derive(Clone, Copy, Debug)]
pub struct FlowChecks<'a> {
    pub customer_steps: &'a [CustomerStep],
    pub tested_steps: &'a [TestedStep],
    /// What was sent from one of these forms and not accepted.
    pub said: Option<&'a FlowChecksInput>,
}

/// What was typed about a step; the names are those of the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowChecksInput {
    pub step: String,
    pub to: String,
    /// Pointers: `/seen`, `/to`.
    pub errors: Vec<FieldError>,
    /// What stands in the way.
    pub obstacle: Option<Obstacle>,
}

/// Why a form about a step could not be accepted as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The step is another one than the one that was looked at.
    StepChanged,
    /// There is nothing to confirm.
    NoTest,
    /// The message did not go out, with the reason.
    NotSent(String),
}

impl FlowChecks<'_> {
    fn said_of(&self, step: &str) -> Option<&FlowChecksInput> {
        self.said.filter(|said| said.step == step)
    }
}

pub(super) fn checks(page: &FlowPage<'_>) -> Markup {
    let texts = FlowCheckTexts::of(page.frame.reader.locale);
    let checks = &page.checks;
    html! {
        @if !checks.customer_steps.is_empty() {
            section #customer-steps aria-labelledby="customer-steps-title" {
                h2 #customer-steps-title .section-title { (texts.customer_steps) }
                p.hint { (texts.customer_intro) }
                div.checks { @for step in checks.customer_steps { (customer_step(page, step, texts)) } }
            }
        }
        @if !checks.tested_steps.is_empty() {
            section #step-tests aria-labelledby="step-tests-title" {
                h2 #step-tests-title .section-title { (texts.tests) }
                p.hint { (texts.tests_intro) }
                div.checks { @for step in checks.tested_steps { (tested_step(page, step, texts)) } }
            }
        }
    }
}

fn customer_step(page: &FlowPage<'_>, step: &CustomerStep, texts: &FlowCheckTexts) -> Markup {
    let reader = page.frame.reader;
    let switched_on = step.decision.as_ref().map(|decision| decision.switched_on);
    let state = match (switched_on, step.is_certain) {
        (Some(true), _) => texts.on,
        (Some(false), _) => texts.left_out,
        (None, true) => texts.undecided,
        (None, false) => texts.uncertain,
    };
    let said = page.checks.said_of(&step.name);
    let changed = said.and_then(|said| said.obstacle.as_ref());
    let changed = changed.filter(|obstacle| **obstacle == Obstacle::StepChanged);
    html! {
        article.card.check {
            h3 { (texts.step(step.number, &step.display_name)) " " span.tag { (state) } }
            (obstacle(changed, texts))
            @if !step.is_certain { p.hint { (texts.uncertain_hint) } }
            dl.facts {
                dt { (texts.through) } dd { (step.channel) }
                dt { (texts.to) }
                dd {
                    @if step.recipient.is_empty() { (texts.the_customer) }
                    @else { code.address { (step.recipient) } }
                }
            }
            @if !step.message.is_empty() {
                details open[switched_on.is_none() && step.is_certain] {
                    summary { (texts.message) }
                    dl.facts.typed {
                        @for (input, text) in &step.message { dt { (input) } dd { (text) } }
                    }
                }
            }
            @if let Some(decision) = &step.decision {
                p.hint { (texts.decided(&decision.by, &reader.moment(decision.at))) }
            }
            (decision(page, step, said, texts))
        }
    }
}

fn decision(
    page: &FlowPage<'_>,
    step: &CustomerStep,
    said: Option<&FlowChecksInput>,
    texts: &FlowCheckTexts,
) -> Markup {
    let locale = page.frame.reader.locale;
    let errors = Errors::new(said.map_or(&[], |said| &said.errors), locale);
    let switched_on = step.decision.as_ref().map(|decision| decision.switched_on);
    html! {
        form.stack method="post" action=(routes::flow_customer_steps(page.flow.id)) novalidate {
            (form_token(page.frame.form_token))
            (hidden("step", &step.name))
            (hidden("fingerprint", &step.fingerprint))
            @if switched_on != Some(true) {
                (Field::checkbox("seen", texts.seen, false, locale)
                    .id(format!("seen-{}", step.name)).required().checked(errors, "/seen"))
            }
            div.actions {
                @if switched_on != Some(true) {
                    button.button name="switched_on" value="yes" { (texts.switch_on) }
                }
                @if switched_on != Some(false) {
                    button.button.button-secondary name="switched_on" value="no" {
                        (texts.leave_out)
                    }
                }
            }
        }
    }
}

fn tested_step(page: &FlowPage<'_>, step: &TestedStep, texts: &FlowCheckTexts) -> Markup {
    let (reader, token) = (page.frame.reader, page.frame.form_token);
    let confirmed = step.test.as_ref().map(|test| test.confirmed.is_some());
    let state = match confirmed {
        None => texts.no_test,
        Some(false) => texts.waiting,
        Some(true) => texts.arrived,
    };
    let said = page.checks.said_of(&step.name);
    let errors = Errors::new(said.map_or(&[], |said| &said.errors), reader.locale);
    let typed = said.map_or("", |said| &said.to);
    let not_tested = said.and_then(|said| said.obstacle.as_ref());
    let not_tested = not_tested.filter(|obstacle| **obstacle != Obstacle::StepChanged);
    html! {
        article.card.check {
            h3 { (texts.step(step.number, &step.display_name)) " " span.tag { (state) } }
            (obstacle(not_tested, texts))
            @if let Some(test) = &step.test {
                p { (texts.sent(&test.to, &test.sent_by, &reader.moment(test.sent_at))) }
                @match &test.confirmed {
                    Some((at, by)) => { p { (texts.confirmed(by, &reader.moment(*at))) } }
                    None => {
                        form method="post" action=(routes::flow_step_tests_confirm(page.flow.id)) {
                            (form_token(token))
                            (hidden("step", &step.name))
                            button.button { (texts.it_arrived) }
                        }
                    }
                }
            }
            form.stack.narrow method="post" action=(routes::flow_step_tests(page.flow.id)) novalidate {
                (form_token(token))
                (hidden("step", &step.name))
                (Field::phone("to", texts.your_phone, reader.locale).id(format!("to-{}", step.name))
                    .value(typed).required().hint(texts.phone_hint).checked(errors, "/to"))
                div.actions { button.button.button-secondary { (texts.send_test) } }
            }
        }
    }
}

fn obstacle(obstacle: Option<&Obstacle>, texts: &FlowCheckTexts) -> Markup {
    html! {
        @if let Some(obstacle) = obstacle {
            p.notice.notice-bad role="alert" {
                @match obstacle {
                    Obstacle::StepChanged => { (texts.changed) }
                    Obstacle::NoTest => { (texts.no_longer) }
                    Obstacle::NotSent(reason) => { (texts.not_sent) ": " (reason) }
                }
            }
        }
    }
}
