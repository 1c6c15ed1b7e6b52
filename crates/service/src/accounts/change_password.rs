use secrecy::SecretString;
use winfactor_domain::{EmailAddress, FieldError, Text};
use winfactor_store::{
    sessions,
    users::{self, Credentials, User},
};

use super::{
    password,
    session::{SessionKey, Staff, forget_user},
};
use crate::{Result, Service, ServiceError};

/// Changes the password of somebody who is signed in and knows the present one. Their other
/// sessions end; returns how many there were. A wrong present password is an error of the field
/// `/currentPassword`; too many of them are `too_many_failures`.
pub async fn change_password(
    service: &Service,
    staff: &Staff,
    current: SecretString,
    new: SecretString,
) -> Result<u64> {
    let mut fields = Text::new();
    password::check(&mut fields, "/newPassword", &new, Some(&staff.email));
    fields.finish()?;
    let checked = check_current(service, staff, current).await?;
    set(service, checked, new, Some(staff.session.clone())).await
}

/// Gives a user a new password without asking for the present one: for the operator. All sessions
/// of the user end.
pub async fn reset_password(service: &Service, email: &str, new: SecretString) -> Result<User> {
    let mut fields = Text::new();
    let address = fields.checked(EmailAddress::parse("/email", email));
    password::check(&mut fields, "/password", &new, address.as_ref());
    fields.finish()?;
    let key = address.expect("its fields are in order").key();
    let found = service
        .read(move |tx| Ok(users::by_email(tx, &key)?))
        .await?
        .ok_or_else(|| ServiceError::not_found("user", email))?;
    let user = found.user.clone();
    set(service, found, new, None).await?;
    Ok(user)
}

async fn check_current(
    service: &Service,
    staff: &Staff,
    current: SecretString,
) -> Result<Credentials> {
    let limits = &service.accounts().limits;
    let counted = limits
        .count(staff.email.key(), None, service.now())
        .map_err(|_wait| {
            let message = "the password was wrong too often: try again in a quarter of an hour";
            ServiceError::conflict("too_many_failures", message)
        })?;
    let verified = verify_current(service, staff, current).await;
    match verified {
        Ok(Some(credentials)) => {
            counted.succeeded();
            Ok(credentials)
        }
        Ok(None) => {
            let message = "is not the present password";
            Err(FieldError::new("/currentPassword", "wrong_password", message).into())
        }
        Err(error) => {
            counted.void();
            Err(error)
        }
    }
}

async fn verify_current(
    service: &Service,
    staff: &Staff,
    current: SecretString,
) -> Result<Option<Credentials>> {
    let (organization, id) = (staff.organization, staff.user);
    let credentials = service
        .read(move |tx| Ok(users::get(tx, organization, id)?))
        .await?
        .ok_or_else(|| ServiceError::not_found("user", id))?;
    let stored = Some(credentials.password_hash.clone());
    let right = password::verify(service, current, stored).await?;
    Ok(right.then_some(credentials))
}

/// Sets a password in the place of the one that was read, and ends all sessions but one.
async fn set(
    service: &Service,
    read: Credentials,
    new: SecretString,
    keep: Option<SessionKey>,
) -> Result<u64> {
    let hash = password::hash(service, new).await?;
    let id = read.user.id;
    let ended = service
        .write(move |work| {
            let organization = read.user.organization;
            let present = users::get_for_change(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("user", id))?;
            if present.password_hash != read.password_hash {
                let message = "the password was changed at the same time: try again";
                return Err(ServiceError::conflict("password_changed", message));
            }
            users::set_password_hash(work.tx, organization, id, &hash)?;
            let keep = keep.as_ref().map(SessionKey::as_str);
            Ok(sessions::delete_of_user(work.tx, organization, id, keep)?)
        })
        .await?;
    forget_user(service, id);
    Ok(ended)
}
