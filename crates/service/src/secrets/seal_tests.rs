#![allow(clippy::unwrap_used)]

use winfactor_testkit::SeededRng;

use super::*;

const OLD: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const NEW: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
const PLACE: &str = "webhook_endpoints/endpoint_01h455vb4pex5vsknk084sn02q";

fn sealer(keys: &str) -> Sealer {
    let keys = MasterKeys::parse(keys).unwrap();
    Sealer::new(&keys, Arc::new(SeededRng::new(7)))
}

fn opened(sealer: &Sealer, sealed: &str) -> Vec<u8> {
    let plaintext = sealer.open(PLACE, sealed).unwrap();
    plaintext.expose_secret().to_vec()
}

#[test]
fn what_is_sealed_opens_in_its_place_only() {
    let sealer = sealer(OLD);
    let sealed = sealer.seal(PLACE, b"whsec_1");
    assert_eq!(opened(&sealer, &sealed), b"whsec_1");
    assert!(!sealed.contains("whsec"));
    let elsewhere = sealer.open("webhook_endpoints/other", &sealed);
    assert!(matches!(elsewhere, Err(SealError::Damaged { .. })));
}

#[test]
fn the_same_secret_is_never_sealed_to_the_same_text() {
    let sealer = sealer(OLD);
    assert_ne!(sealer.seal(PLACE, b"same"), sealer.seal(PLACE, b"same"));
}

#[test]
fn what_was_sealed_by_an_earlier_version_still_opens() {
    // Made by an implementation of XChaCha20-Poly1305 other than the one in use.
    let stored = "v1.d6957366.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXjO/rl+n+Uxse5nlWL+XJEM3qn0NyoUI=";
    assert_eq!(opened(&sealer(OLD), stored), b"whsec_1");
}

#[test]
fn any_change_is_noticed() {
    let sealer = sealer(OLD);
    let sealed = sealer.seal(PLACE, b"whsec_1");
    let body = sealed.rfind('.').unwrap() + 1;
    for at in body..sealed.len() {
        let mut changed = sealed.clone();
        let other = if &sealed[at..=at] == "A" { "B" } else { "A" };
        changed.replace_range(at..=at, other);
        let result = sealer.open(PLACE, &changed);
        assert!(matches!(result, Err(SealError::Damaged { .. })), "{at}");
    }
    for cut in [body, body + 8, sealed.len() - 4] {
        let result = sealer.open(PLACE, &sealed[..cut]);
        assert!(matches!(result, Err(SealError::Damaged { .. })), "{cut}");
    }
}

#[test]
fn a_text_that_was_never_sealed_says_so() {
    for text in ["", "whsec_1", "v1", "v1.", "v2.00000000.AAAA"] {
        let error = sealer(OLD).open(PLACE, text).unwrap_err();
        assert!(matches!(error, SealError::Form { .. }), "{text}");
        assert!(error.to_string().contains(PLACE));
    }
}

#[test]
fn a_new_key_takes_over_while_the_old_one_still_opens() {
    let before = sealer(OLD).seal(PLACE, b"whsec_1");
    let both = sealer(&format!("{NEW} {OLD}"));
    assert_eq!(opened(&both, &before), b"whsec_1");

    let resealed = both.reseal(PLACE, &before).unwrap().unwrap();
    assert_eq!(both.reseal(PLACE, &resealed).unwrap(), None);
    let after = sealer(NEW);
    assert_eq!(opened(&after, &resealed), b"whsec_1");
    let error = after.open(PLACE, &before).unwrap_err();
    let SealError::UnknownKey { key, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(Some(key.as_str()), before.split('.').nth(1));
}

#[test]
fn debug_shows_the_ids_of_the_keys_only() {
    let sealer = sealer(OLD);
    let id = MasterKeys::parse(OLD).unwrap().iter().next().unwrap().id();
    assert_eq!(format!("{sealer:?}"), format!("[\"{id}\"]"));
}
