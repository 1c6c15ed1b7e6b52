use serde_json::json;
use winfactor_flows::expressions::{InputTemplate, ResolveError, Scope};

use super::support::{code_step, evaluator, resolve};

/// ActivePieces has a text for each of these.
const REFUSED: [(&str, &str); 21] = [
    ("(1).toLocaleString('fr-FR')", "the locale `fr-FR`"),
    (
        "(1).toLocaleString('de-u-nu-arab')",
        "the locale `de-u-nu-arab`",
    ),
    (
        "new Date(0).toLocaleDateString('en-AU')",
        "the locale `en-AU`",
    ),
    (
        "(1).toLocaleString('de', {notation: 'compact'})",
        "notation: compact",
    ),
    (
        "(1).toLocaleString('de', {style: 'currency', currency: 'EUR', currencySign: 'accounting'})",
        "currencySign: accounting",
    ),
    (
        "(1).toLocaleString('de', {style: 'currency', currency: 'XAU'})",
        "the currency XAU",
    ),
    (
        "(1).toLocaleString('de', {style: 'unit', unit: 'acre'})",
        "the unit acre",
    ),
    (
        "(1).toLocaleString('de', {roundingMode: 'floor'})",
        "roundingMode: floor",
    ),
    (
        "(1).toLocaleString('de', {numberingSystem: 'arab'})",
        "numberingSystem: arab",
    ),
    (
        "new Date(0).toLocaleString('de', {era: 'short'})",
        "era: short",
    ),
    (
        "new Date(0).toLocaleString('de', {month: 'narrow'})",
        "month: narrow",
    ),
    (
        "new Date(0).toLocaleString('de', {calendar: 'iso8601'})",
        "calendar: iso8601",
    ),
    (
        "new Date(0).toLocaleDateString('de', {year: 'numeric', day: 'numeric'})",
        "this combination of weekday, year, month and day",
    ),
    (
        "new Date(0).toLocaleTimeString('de', {timeStyle: 'full', timeZone: 'Asia/Tokyo'})",
        "the name of the time zone Asia/Tokyo",
    ),
    (
        "new Date(0).toLocaleTimeString('de', {hour: 'numeric', hourCycle: 'h24'})",
        "hourCycle: h24",
    ),
    (
        "new Date(0).toLocaleString('de', {weekday: 'short', hour: 'numeric'})",
        "weekday and hour without minute",
    ),
    (
        "new Date(-1e14).toLocaleString('de')",
        "a date before the year 1",
    ),
    (
        "new Intl.RelativeTimeFormat('de').format(1, 'day')",
        "Intl.RelativeTimeFormat",
    ),
    ("new Intl.Collator('de').compare('a', 'b')", "Intl.Collator"),
    (
        "Intl.NumberFormat('de').formatToParts(1)",
        "Intl.NumberFormat.formatToParts",
    ),
    (
        "(async () => (1).toLocaleString('fr'))()",
        "the locale `fr`",
    ),
];

#[test]
fn what_is_not_built_is_an_error_and_no_empty_text() {
    let mut shared = evaluator();
    for (expression, named) in REFUSED {
        match resolve(expression, &json!({}), &mut shared) {
            Err(ResolveError::NotBuilt { reason, .. }) => assert!(
                reason.contains(named) && reason.ends_with("not available in the embedded runner"),
                "{expression}: {reason}"
            ),
            other => panic!("{expression}: {other:?}"),
        }
        // The engine goes on.
        let next = resolve("(1234.5).toLocaleString('de')", &json!({}), &mut shared);
        assert_eq!(next, Ok(json!("1.234,5")));
    }
}

#[test]
fn inside_of_a_text_it_is_an_error_too() {
    let template =
        InputTemplate::compile(&json!("Total: {{ (1).toLocaleString('fr') }}.")).unwrap();
    let error = template
        .resolve(&Scope::default(), &mut evaluator())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`{{ (1).toLocaleString('fr') }}` works in ActivePieces only: the locale `fr` (there are \
         en, en-US, en-GB, de, de-DE, de-AT, de-CH, de-BE, de-LU, nl, nl-NL, nl-BE) is not \
         available in the embedded runner"
    );
}

#[test]
fn a_script_may_catch_it_and_other_errors_still_give_nothing() {
    let data = json!({});
    let caught = "(() => { try { return (1).toLocaleString('fr') } catch { return 'caught' } })()";
    assert_eq!(
        resolve(caught, &data, &mut evaluator()),
        Ok(json!("caught"))
    );
    let own = "(() => { throw new RangeError('the locale `fr` is not available') })()";
    assert_eq!(resolve(own, &data, &mut evaluator()), Ok(json!("")));
}

#[test]
fn a_code_step_fails_and_says_what_is_missing() {
    let step = code_step("export const code = async () => new Date(0).toLocaleString('pl');");
    let error = evaluator()
        .run_code(&step, &json!({}))
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("RangeError: the locale `pl`"), "{error}");
}
