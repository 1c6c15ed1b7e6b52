use winfactor_domain::CustomerInput;

/// Somebody as they were described, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct CustomerFields {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub company_name: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
}

impl CustomerFields {
    pub(crate) fn input(&self) -> CustomerInput<'_> {
        CustomerInput {
            name: &self.name,
            email: &self.email,
            phone: self.phone.as_deref(),
            company_name: self.company_name.as_deref(),
            street: self.street.as_deref(),
            postal_code: self.postal_code.as_deref(),
            city: self.city.as_deref(),
            country: self.country.as_deref(),
        }
    }
}
