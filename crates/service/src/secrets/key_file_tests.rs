#![allow(clippy::unwrap_used)]

use winfactor_testkit::SeededRng;

use super::*;

fn ids(keys: &MasterKeys) -> Vec<String> {
    keys.iter().map(|key| key.id().to_string()).collect()
}

#[test]
fn the_first_start_writes_a_key_and_later_ones_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("encryption.key");
    let first = load_or_create(&path, &SeededRng::new(1)).unwrap();
    let second = load_or_create(&path, &SeededRng::new(2)).unwrap();
    assert_eq!(ids(&first), ids(&second));
}

#[test]
fn two_installations_have_different_keys() {
    let folder = tempfile::tempdir().unwrap();
    let one = load_or_create(&folder.path().join("1"), &SeededRng::new(1)).unwrap();
    let two = load_or_create(&folder.path().join("2"), &SeededRng::new(2)).unwrap();
    assert_ne!(ids(&one), ids(&two));
}

#[test]
fn a_damaged_file_is_an_error_and_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("encryption.key");
    load_or_create(&path, &SeededRng::new(1)).unwrap();
    for content in ["", "hunter2\n"] {
        fs::write(&path, content).unwrap();
        let error = load_or_create(&path, &SeededRng::new(2)).unwrap_err();
        assert!(matches!(error, KeyFileError::Content { .. }), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none").join("encryption.key");
    let error = load_or_create(&path, &SeededRng::new(1)).unwrap_err();
    assert!(matches!(error, KeyFileError::Create { .. }));
    assert!(error.to_string().contains("none/encryption.key"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_new_file_and_an_open_one_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("encryption.key");
    load_or_create(&path, &SeededRng::new(1)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);

    for (mode, accepted) in [
        (0o400, true),
        (0o440, true),
        (0o644, false),
        (0o660, false),
        (0o601, false),
    ] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        match load_or_create(&path, &SeededRng::new(1)) {
            Ok(_) => assert!(accepted, "{mode:o}"),
            Err(error) => {
                assert!(!accepted, "{mode:o}: {error}");
                assert!(error.to_string().contains("chmod 600"), "{error}");
            }
        }
    }
}
