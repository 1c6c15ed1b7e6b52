//! What is written can be read back, and previews never break their promise, for any input.

#![allow(clippy::unwrap_used)]

use proptest::{prelude::*, test_runner::RngSeed};
use winfactor_domain::{
    Currency, Locale, Millimetres, Money, QuoteId, QuoteNumber, Slug, Timestamp, UnitSystem,
    events::message_preview, format,
};
use winfactor_testkit::SeededRng;

/// The same cases on every run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::all().collect::<Vec<_>>())
}

fn locale() -> impl Strategy<Value = Locale> {
    proptest::sample::select(Locale::ALL.to_vec())
}

/// Messages as people write them and as nobody should: words, blanks, breaks, long words, signs of
/// several bytes.
fn message() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zäöüß€]{1,12}",
        3 => "[ \n\t]{1,3}",
        1 => "[x鸟🪟]{60,90}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn read(text: &str, units: UnitSystem) -> u32 {
    Millimetres::parse(text, units).unwrap().0
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_size_in_millimetres_reads_back_in_any_language(mm in any::<u32>(), locale in locale()) {
        let shown = format::size(Millimetres(mm), UnitSystem::Metric, locale);
        prop_assert_eq!(read(&shown, UnitSystem::Metric), mm, "{}", shown);
    }

    #[test]
    fn a_size_in_inches_reads_back_as_it_was_shown(mm in 0..1_000_000u32) {
        let show = |mm| format::size(Millimetres(mm), UnitSystem::Imperial, Locale::En);
        let shown = show(mm);
        let back = read(&shown, UnitSystem::Imperial);
        prop_assert!(back.abs_diff(mm) <= 1, "{}: {}", shown, back);
        // Showing and reading again goes no further away.
        prop_assert_eq!(show(back), shown);
    }

    #[test]
    fn a_text_is_refused_or_is_a_size_that_can_be_shown(text in "[0-9½ .,'\"/cmftin-]{0,14}") {
        for units in [UnitSystem::Metric, UnitSystem::Imperial] {
            if let Ok(size) = Millimetres::parse(&text, units) {
                let shown = format::size(size, UnitSystem::Metric, Locale::De);
                prop_assert_eq!(read(&shown, UnitSystem::Metric), size.0, "{}", text);
            }
        }
    }

    #[test]
    fn an_amount_reads_back_from_its_text_and_its_json(
        minor in -1_000_000_000_000_000..=1_000_000_000_000_000i64,
        currency in currency(),
    ) {
        let money = Money::from_minor(minor, currency);
        prop_assert_eq!(Money::exact(money.to_string().parse().unwrap(), currency), Ok(money));
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(&json, &money.to_string());
        let decimals = json.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        prop_assert_eq!(decimals, currency.decimals() as usize);
    }

    #[test]
    fn an_amount_shows_its_digits_and_its_sign_in_any_language(
        minor in any::<i32>(),
        currency in currency(),
        locale in locale(),
    ) {
        let money = Money::from_minor(minor.into(), currency);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let shown = format::money(money, locale);
        prop_assert_eq!(digits(&shown), digits(&money.to_string()));
        prop_assert_eq!(shown.contains('-'), minor < 0, "{}", shown);
        prop_assert!(shown.contains(currency.symbol()), "{}", shown);
    }

    #[test]
    fn a_preview_is_the_beginning_of_its_message_in_75_characters(message in message()) {
        let preview = message_preview(&message);
        prop_assert!(preview.chars().count() <= 75, "{}", preview);
        if message.chars().count() <= 75 {
            prop_assert_eq!(preview, message);
            return Ok(());
        }
        let kept = preview.strip_suffix("...").unwrap();
        prop_assert!(message.starts_with(kept), "{}", preview);
        // Whole words, unless the first one alone is longer than there is room.
        let rest = &message[kept.len()..];
        let first_word = message.split_whitespace().next().unwrap_or_default();
        let endless = kept.trim_start().len() <= first_word.len();
        prop_assert!(rest.starts_with(char::is_whitespace) || endless, "{:?} | {:?}", kept, rest);
        // And as many of them as there is room for.
        let next = rest.split_whitespace().next().unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        let longer = kept.chars().count() + rest[..gap].chars().count() + next.chars().count();
        prop_assert!(longer + 3 > 75 || rest.trim_start().is_empty(), "{:?} | {:?}", kept, rest);
    }

    #[test]
    fn ids_and_numbers_read_back(millis in 0..1i64 << 47, seed in any::<u64>(), counter in 1..u32::MAX) {
        let id = QuoteId::new(Timestamp(millis), &SeededRng::new(seed));
        prop_assert_eq!(id.to_string().parse::<QuoteId>().unwrap(), id);
        prop_assert_eq!(id.created_at(), Timestamp(millis));
        let number = QuoteNumber { year: 2026, counter };
        prop_assert_eq!(number.to_string().parse::<QuoteNumber>().unwrap(), number);
    }

    #[test]
    fn a_slug_is_a_path_segment_as_it_stands(text in "[a-z0-9-]{0,64}|\\PC{0,8}") {
        if let Ok(slug) = Slug::parse("/slug", &text) {
            prop_assert!(slug.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            prop_assert_eq!(slug.as_str(), text);
        }
    }
}
