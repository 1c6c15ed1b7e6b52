use secrecy::SecretString;
use winfactor_domain::{EmailAddress, Locale, OrganizationId, Text, UserId};
use winfactor_store::users::{self, User};

use super::{password, session::forget_user};
use crate::{Result, Service, ServiceError, Work};

/// The longest name of a user, in characters.
pub const MAX_NAME: usize = 100;

/// Somebody who shall be able to sign in.
#[derive(Clone, Debug)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    /// At least 10 characters.
    pub password: SecretString,
    /// The language of their pages.
    pub locale: Locale,
}

/// A user whose fields are in order.
#[derive(Clone, Debug)]
pub(crate) struct CheckedUser {
    name: String,
    email: EmailAddress,
    password: SecretString,
    locale: Locale,
}

/// A user who stands in no transaction yet.
#[derive(Clone)]
pub(crate) struct PreparedUser {
    name: String,
    email: EmailAddress,
    password_hash: String,
    locale: Locale,
}

/// Adds a user to an organization. An e-mail address that somebody signs in with already, here or
/// in another organization, is `email_taken`.
pub async fn create(service: &Service, organization: OrganizationId, new: NewUser) -> Result<User> {
    let mut fields = Text::new();
    let checked = check(&mut fields, "", new);
    fields.finish()?;
    let prepared = prepare(service, checked.expect("its fields are in order")).await?;
    service
        .write(move |work| {
            work.organization(organization)?;
            insert(work, organization, &prepared)
        })
        .await
}

/// Notes in `fields` what is wrong with a user, under pointers that begin with `pointer`. A user
/// comes back whenever nothing was noted.
pub(crate) fn check(fields: &mut Text, pointer: &str, new: NewUser) -> Option<CheckedUser> {
    let at = |field: &str| format!("{pointer}/{field}");
    let name = fields.required(&at("name"), &new.name, MAX_NAME);
    let email = fields.checked(EmailAddress::parse(&at("email"), &new.email));
    password::check(fields, &at("password"), &new.password, email.as_ref());
    Some(CheckedUser {
        name,
        email: email?,
        password: new.password,
        locale: new.locale,
    })
}

/// Hashes the password, which takes too long for a transaction.
pub(crate) async fn prepare(service: &Service, user: CheckedUser) -> Result<PreparedUser> {
    Ok(PreparedUser {
        name: user.name,
        email: user.email,
        password_hash: password::hash(service, user.password).await?,
        locale: user.locale,
    })
}

/// Adds a user to an organization that exists.
pub(crate) fn insert(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    prepared: &PreparedUser,
) -> Result<User> {
    let user = User {
        organization,
        id: work.new_id(),
        name: prepared.name.clone(),
        email: prepared.email.clone(),
        locale: prepared.locale,
        created_at: work.now,
    };
    if !users::insert(work.tx, &user, &prepared.password_hash)? {
        let message = "somebody signs in with this e-mail address already: use another";
        return Err(ServiceError::conflict("email_taken", message));
    }
    Ok(user)
}

/// The users of an organization, in the order in which they came.
pub async fn list(service: &Service, organization: OrganizationId) -> Result<Vec<User>> {
    service
        .read(move |tx| Ok(users::list(tx, organization)?))
        .await
}

/// Changes what a user is called, and the language of their pages.
pub async fn update_profile(
    service: &Service,
    organization: OrganizationId,
    id: UserId,
    name: String,
    locale: Locale,
) -> Result<()> {
    let mut fields = Text::new();
    let name = fields.required("/name", &name, MAX_NAME);
    fields.finish()?;
    service
        .write(move |work| {
            if users::set_profile(work.tx, organization, id, &name, locale)? {
                Ok(())
            } else {
                Err(ServiceError::not_found("user", id))
            }
        })
        .await?;
    forget_user(service, id);
    Ok(())
}

/// Removes a user; all their sessions end. The last one of an organization stays (`last_user`):
/// nobody could sign in to add another.
pub async fn remove(service: &Service, organization: OrganizationId, id: UserId) -> Result<()> {
    service
        .write(move |work| {
            let users = users::count_for_removal(work.tx, organization)?;
            if users::get(work.tx, organization, id)?.is_none() {
                return Err(ServiceError::not_found("user", id));
            }
            if users <= 1 {
                let message =
                    "the last user of an organization cannot be removed: add another first";
                return Err(ServiceError::conflict("last_user", message));
            }
            users::delete(work.tx, organization, id)?;
            Ok(())
        })
        .await?;
    forget_user(service, id);
    Ok(())
}
