use crate::{EmailAddress, Text};

/// Who asks for an offer, as they described themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    pub name: String,
    pub email: EmailAddress,
    pub phone: Option<String>,
    pub company_name: Option<String>,
    pub address: Address,
}

/// A postal address; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
}

/// A customer as received, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct CustomerInput<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub phone: Option<&'a str>,
    pub company_name: Option<&'a str>,
    pub street: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
}

pub(crate) const MAX_NAME: usize = 200;
pub(crate) const MAX_PHONE: usize = 40;

impl Customer {
    /// Checks the input; `at` is the pointer of the object that holds it, such as `/customer`.
    /// Returns nothing when the e-mail address is unusable; `text` then holds the reason.
    pub fn check(text: &mut Text, at: &str, input: &CustomerInput<'_>) -> Option<Self> {
        let field = |name: &str| format!("{at}/{name}");
        let name = text.required(&field("name"), input.name, MAX_NAME);
        let email = text.checked(EmailAddress::parse(&field("email"), input.email));
        let phone = text.optional(&field("phone"), input.phone, MAX_PHONE);
        let company_name = text.optional(&field("companyName"), input.company_name, MAX_NAME);
        let address = Address {
            street: text.optional(&field("street"), input.street, MAX_NAME),
            postal_code: text.optional(&field("postalCode"), input.postal_code, MAX_PHONE),
            city: text.optional(&field("city"), input.city, MAX_NAME),
            country: text.optional(&field("country"), input.country, MAX_NAME),
        };
        Some(Customer {
            name,
            email: email?,
            phone,
            company_name,
            address,
        })
    }
}
