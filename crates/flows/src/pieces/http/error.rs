/// Why an input makes no request. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpInputError {
    #[error("the method is missing")]
    NoMethod,
    #[error("the method {method:?} is not one of GET, POST, PATCH, PUT, DELETE and HEAD")]
    Method { method: String },
    #[error("the URL is missing")]
    NoUrl,
    #[error("the URL is not a web address that begins with http:// or https://: {url}")]
    Url { url: String },
    #[error("the header {name:?} has characters that headers must not have")]
    Header { name: String },
    #[error("the authentication {auth_type:?} is not one of NONE, BASIC and BEARER_TOKEN")]
    AuthType { auth_type: String },
    #[error("the {field} of the authentication is missing")]
    NoAuthField { field: &'static str },
    #[error("the body type {body_type:?} is not one of none, form_data, json and raw")]
    BodyType { body_type: String },
    #[error("the form data must be a list of fields with a name, a type and a value")]
    FormData,
    #[error("the file of the form field {field:?} could not be read")]
    File { field: String },
    #[error("the timeout must be a number of seconds that is not below 0")]
    Timeout,
    #[error("the failure mode {mode:?} is not known")]
    FailureMode { mode: String },
    #[error("requests through a proxy run in ActivePieces only")]
    Proxy,
}
