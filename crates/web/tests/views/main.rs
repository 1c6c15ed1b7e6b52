//! The pages as a browser reads them: every page in every state and language, without a server.

mod escaping;
mod samples;
mod strict;
mod words;
