//! A new master key in front of the old one, then without it.

use winfactor_service::{
    accounts, api_keys,
    forms::{self, FormOwner},
    secrets::ExposeSecret,
};

use crate::installation::{Installation, OLD_KEY, on_both_engines};

const NEW_KEY: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

on_both_engines!(a_new_master_key_ends_nothing_while_the_old_one_stands_behind_it);

async fn a_new_master_key_ends_nothing_while_the_old_one_stands_behind_it(
    installation: Installation,
) {
    let signed_in = installation.signed_in().await;
    let token = signed_in.token.expose_secret();
    let form = forms::issue(
        &installation.service,
        FormOwner::Session(&signed_in.staff.session),
        "quote",
    );
    let key = installation.created.api_key.text.expose_secret();
    let sealed = installation.service.secrets().sealer().seal("a", b"secret");

    let rotating = installation.another_server_with(&format!("{NEW_KEY} {OLD_KEY}"));
    let staff = accounts::session(&rotating, token).await.unwrap().unwrap();
    assert_eq!(staff, signed_in.staff);
    let owner = FormOwner::Session(&staff.session);
    assert!(forms::verify(&rotating, owner, "quote", &form).is_ok());
    let sealer = rotating.secrets().sealer();
    assert_eq!(
        sealer.open("a", &sealed).unwrap().expose_secret(),
        b"secret"
    );
    let caller = api_keys::authenticate(&rotating, key).await.unwrap();
    assert!(caller.is_some());

    // The key that was used has moved to the new master key; the session, which was not extended,
    // has not.
    let rotated = installation.another_server_with(NEW_KEY);
    let found = api_keys::authenticate(&rotated, key).await.unwrap();
    assert_eq!(found, caller);
    assert_eq!(accounts::session(&rotated, token).await.unwrap(), None);
    let sealer = rotated.secrets().sealer();
    assert!(sealer.open("a", &sealed).is_err());

    // Signing out finds a session under the old key as well.
    accounts::sign_out(&rotating, token).await.unwrap();
    let found = accounts::session(&installation.another_server(), token).await;
    assert_eq!(found.unwrap(), None);
}
