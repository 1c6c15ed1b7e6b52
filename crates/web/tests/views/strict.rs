//! Every page in every state and language is one that a browser reads without correcting it, that
//! works under a strict content security policy, and whose forms tell what they ask for.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};

use crate::samples::{self, Sample};

fn all() -> Vec<(Sample, Html)> {
    let pages = samples::ordinary().into_iter().chain(samples::hostile());
    let parsed = pages.map(|page| {
        let html = Html::parse_document(&page.html);
        (page, html)
    });
    parsed.collect()
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector of this file"))
        .collect()
}

#[track_caller]
fn check(finds: impl Fn(&Sample, &Html) -> Vec<String>) {
    let pages = all();
    assert!(
        pages.len() > 200,
        "only {} pages were rendered",
        pages.len()
    );
    let found: Vec<_> = pages
        .iter()
        .flat_map(|(page, html)| {
            let suffix = if page.hostile { " (hostile)" } else { "" };
            let place = format!("{}.{}{suffix}", page.name, page.locale);
            finds(page, html)
                .into_iter()
                .map(move |finding| format!("{place}: {finding}"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_markup_needs_no_correction() {
    check(|page, html| {
        let mut found: Vec<_> = html.errors.iter().map(ToString::to_string).collect();
        let language = html.root_element().attr("lang");
        if language != Some(page.locale.code()) {
            found.push(format!("the language is {language:?}"));
        }
        for (selector, count) in [
            ("main#main", 1),
            ("title", 1),
            ("a.skip-link[href='#main']", 1),
        ] {
            if select(html, selector).len() != count {
                found.push(format!("not {count} × {selector}"));
            }
        }
        if select(html, "h1").len() != 1 {
            found.push(format!(
                "{} headings of the first level",
                select(html, "h1").len()
            ));
        }
        found
    });
}

#[test]
fn every_id_is_used_once_and_every_reference_leads_somewhere() {
    check(|_, html| {
        let mut ids = HashSet::new();
        let mut found = Vec::new();
        for element in select(html, "[id]") {
            let id = element.attr("id").unwrap_or_default();
            if !ids.insert(id) {
                found.push(format!("the id {id} stands twice"));
            }
        }
        for attribute in [
            "for",
            "aria-labelledby",
            "aria-describedby",
            "popovertarget",
        ] {
            for element in select(html, &format!("[{attribute}]")) {
                let named = element.attr(attribute).unwrap_or_default();
                let missing = named.split(' ').filter(|id| !ids.contains(id));
                found.extend(missing.map(|id| format!("{attribute} names the missing id {id}")));
            }
        }
        found
    });
}

#[test]
fn every_input_has_a_label_and_every_button_and_link_a_text() {
    check(|_, html| {
        let mut found = Vec::new();
        for input in select(html, "input:not([type=hidden]), select, textarea") {
            let id = input.attr("id").unwrap_or_default();
            let named = !select(html, &format!("label[for='{id}']")).is_empty() && !id.is_empty();
            let wrapped = input
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|ancestor| ancestor.value().name() == "label");
            if !named && !wrapped && input.attr("aria-label").is_none() {
                found.push(format!("no label: {}", input.html()));
            }
        }
        for element in select(html, "button, a, h1, h2, h3, th, label, option, summary") {
            let text: String = element.text().collect();
            if text.trim().is_empty() && element.attr("aria-label").is_none() {
                found.push(format!("no text: {}", element.html()));
            }
        }
        for image in select(
            html,
            "img:not([alt]), svg:not([aria-hidden]):not([aria-label])",
        ) {
            found.push(format!("no alternative: {}", image.html()));
        }
        found
    });
}

#[test]
fn every_form_that_changes_something_carries_its_token() {
    check(|page, html| {
        // Its address is the secret, and the form goes back to it.
        if page.name.starts_with("waitpoint-") {
            return Vec::new();
        }
        let selector = Selector::parse("input[type=hidden][name=form_token]").expect("valid");
        let forms = select(html, "form[method=post]");
        let without = forms.iter().filter(|form| {
            let tokens: Vec<_> = form.select(&selector).collect();
            tokens.len() != 1 || tokens[0].attr("value").is_none_or(str::is_empty)
        });
        let mut found: Vec<_> = without
            .map(|form| format!("no token: {:?}", form.attr("action")))
            .collect();
        for form in select(html, "form") {
            let action = form.attr("action").unwrap_or_default();
            if !action.starts_with('/') || form.attr("method").is_none() {
                found.push(format!("a form goes to {action:?}"));
            }
        }
        found
    });
}

#[test]
fn nothing_asks_for_what_the_content_security_policy_forbids() {
    check(|_, html| {
        let mut found = Vec::new();
        for element in html.tree.nodes().filter_map(ElementRef::wrap) {
            for (name, value) in element.value().attrs() {
                if name == "style" || name.starts_with("on") {
                    found.push(format!("{name}={value:?} on {}", element.value().name()));
                }
            }
        }
        for script in select(html, "script") {
            let text: String = script.text().collect();
            let source = script.attr("src").unwrap_or_default();
            if !text.is_empty() || !source.starts_with("/assets/") {
                found.push(format!("a script: {}", script.html()));
            }
        }
        for link in select(html, "link") {
            if !link
                .attr("href")
                .unwrap_or_default()
                .starts_with("/assets/")
            {
                found.push(format!("a link: {}", link.html()));
            }
        }
        found.extend(
            select(html, "style, iframe, object, base")
                .iter()
                .map(|e| e.html()),
        );
        found
    });
}

#[test]
fn every_link_opens_a_page_a_mail_or_a_call() {
    check(|_, html| {
        let safe = ["/", "#", "?", "https://", "mailto:", "tel:"];
        let links = select(html, "a[href]");
        let unsafe_links = links.iter().filter(|link| {
            let href = link.attr("href").unwrap_or_default();
            !safe.iter().any(|start| href.starts_with(start)) || href.starts_with("//")
        });
        unsafe_links.map(|link| link.html()).collect()
    });
}

#[test]
fn every_moment_names_itself_exactly() {
    check(|_, html| {
        let times = select(html, "time");
        let vague = times.iter().filter(|time| {
            let moment = time.attr("datetime").unwrap_or_default();
            !(moment.len() == 10 || (moment.len() == 20 && moment.ends_with('Z')))
        });
        vague.map(|time| time.html()).collect()
    });
}
