//! The words of the pages. Each text stands once, with its translations beside it: English, German
//! (formal "Sie"), Dutch ("u"). A text without one of them does not compile, a text that no page
//! uses is a warning.

/// Declares the words of a page.
///
/// `struct` holds plain texts, `phrases` texts with values in them, `counts` texts that differ
/// between one and many. Each is `name: English, German, Dutch`.
macro_rules! texts {
    (
        $(#[$doc:meta])*
        struct $name:ident {
            $($field:ident: $en:literal, $de:literal, $nl:literal;)*
        }
        $(phrases {
            $($phrase:ident($($arg:ident: $ty:ty),*): $phrase_en:literal, $phrase_de:literal, $phrase_nl:literal;)*
        })?
        $(counts {
            $($count:ident($n:ident):
                ($one_en:literal, $many_en:literal),
                ($one_de:literal, $many_de:literal),
                ($one_nl:literal, $many_nl:literal);)*
        })?
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $(pub(crate) $field: &'static str,)*
            $($($phrase: fn($($ty),*) -> String,)*)?
            $($($count: fn(u64) -> String,)*)?
        }

        impl $name {
            /// The words in a language.
            pub(crate) fn of(locale: winfactor_domain::Locale) -> &'static Self {
                static EN: $name = $name {
                    $($field: $en,)*
                    $($($phrase: |$($arg),*| format!($phrase_en),)*)?
                    $($($count: |count| {
                        let $n = $crate::view::texts::grouped(count, winfactor_domain::Locale::En);
                        if count == 1 { format!($one_en) } else { format!($many_en) }
                    },)*)?
                };
                static DE: $name = $name {
                    $($field: $de,)*
                    $($($phrase: |$($arg),*| format!($phrase_de),)*)?
                    $($($count: |count| {
                        let $n = $crate::view::texts::grouped(count, winfactor_domain::Locale::De);
                        if count == 1 { format!($one_de) } else { format!($many_de) }
                    },)*)?
                };
                static NL: $name = $name {
                    $($field: $nl,)*
                    $($($phrase: |$($arg),*| format!($phrase_nl),)*)?
                    $($($count: |count| {
                        let $n = $crate::view::texts::grouped(count, winfactor_domain::Locale::Nl);
                        if count == 1 { format!($one_nl) } else { format!($many_nl) }
                    },)*)?
                };
                match locale {
                    winfactor_domain::Locale::En => &EN,
                    winfactor_domain::Locale::De => &DE,
                    winfactor_domain::Locale::Nl => &NL,
                }
            }

            $($(pub(crate) fn $phrase(&self, $($arg: $ty),*) -> String {
                (self.$phrase)($($arg),*)
            })*)?

            $($(pub(crate) fn $count(&self, count: u64) -> String {
                (self.$count)(count)
            })*)?
        }
    };
}

pub(crate) mod code_problems;
pub(crate) mod configurator;
pub(crate) mod deliveries;
pub(crate) mod drawing;
pub(crate) mod endpoints;
pub(crate) mod event_types;
pub(crate) mod events;
pub(crate) mod field_errors;
pub(crate) mod flow_checks;
pub(crate) mod flow_problems;
pub(crate) mod flows;
pub(crate) mod forms;
pub(crate) mod formula_problems;
pub(crate) mod home;
pub(crate) mod inbox;
pub(crate) mod leads;
pub(crate) mod moments;
pub(crate) mod notices;
pub(crate) mod offer;
pub(crate) mod problems;
pub(crate) mod public;
pub(crate) mod quotes;
pub(crate) mod refusals;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod status;
pub(crate) mod submissions;
pub(crate) mod waitpoints;

use winfactor_domain::{Locale, format};

/// A count as a sentence in that language writes it.
fn grouped(count: u64, locale: Locale) -> String {
    format::integer(i64::try_from(count).unwrap_or(i64::MAX), locale)
}
